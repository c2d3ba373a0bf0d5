#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the desktop is told while nobody looks at the window: long work that is
done, a queue that stands still; and nothing when somebody looks, or wants none of
it.

    test-notices-job.py IGNY8 IGNY8CTL STUB [PICTURES]

Runs itself inside tests/rigs/with-display. 77 when its packages are missing."""

import importlib.util
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
PLACE = ["--site", "Outdoor Gear", "--sector", "General"]
SERVER = """<node><interface name='org.gtk.Notifications'>
<method name='AddNotification'><arg type='s' direction='in'/><arg type='s' direction='in'/>
<arg type='a{sv}' direction='in'/></method>
<method name='RemoveNotification'><arg type='s' direction='in'/><arg type='s' direction='in'/>
</method></interface></node>"""


def load(name):
    """What another test knows about windows."""
    path = HERE / f"test-{name}-job.py"
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def serve(path):
    """The desktop: writes a line for each notification into a file."""
    from gi.repository import Gio, GLib

    def call(_bus, _sender, _path, _interface, method, parameters, invocation):
        if method == "AddNotification":
            _, _, note = parameters.unpack()
            with open(path, "a") as file:
                print(json.dumps([note["title"], note.get("body", "")]), file=file)
        invocation.return_value(None)

    def got(bus, _name):
        info = Gio.DBusNodeInfo.new_for_xml(SERVER).interfaces[0]
        bus.register_object("/org/gtk/Notifications", info, call, None, None)

    def ready(_bus, _name):
        print("ready", flush=True)

    Gio.bus_own_name(Gio.BusType.SESSION, "org.gtk.Notifications", Gio.BusNameOwnerFlags.NONE,
                     got, ready, None)
    GLib.MainLoop().run()


class Desktop:
    def __init__(self):
        self.file = tempfile.NamedTemporaryFile("r", prefix="igny8-notices-")
        self.process = subprocess.Popen([sys.executable, __file__, "--serve", self.file.name],
                                        stdout=subprocess.PIPE, text=True)
        assert self.process.stdout.readline() == "ready\n"

    def told(self):
        """Titles and texts, as far as they have come."""
        return [json.loads(line) for line in pathlib.Path(self.file.name).read_text().splitlines()]

    def stop(self):
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()


def look_away():
    """Another window gets the focus."""
    from uidrive import poll, xdo

    window = xdo("getactivewindow").strip()
    xdo("windowminimize", window)

    def active():
        return subprocess.run(
            ["xdotool", "getactivewindow"], capture_output=True, text=True
        ).stdout.strip()

    poll(lambda: active() != window, 10, "the window is still looked at")
    return window


def look(window):
    from uidrive import poll, xdo

    xdo("windowmap", window, "windowactivate", window)
    poll(lambda: xdo("getactivewindow").strip() == window, 10, "the window is not looked at")


def prepare(job, run, stub):
    for name, value in (("openai.base-url", stub.address), ("openai.model", "gpt-6-luna")):
        run("settings", "set", name, value)
    path = pathlib.Path(job.folder) / "list.txt"
    path.write_text("hiking boots\nhiking boots women\nhiking socks\n")
    run("import", str(path), *PLACE)
    for name in ("cluster", "ideas", "tasks"):
        run(name, *PLACE)
    job.ok("there are tasks")
    return run("list", "tasks")["results"][0]["id"]


def write(run, task):
    run("queue", "add", "generate_content", task, *PLACE, "--engine", "ai", "--again")


def count_held(run):
    return run("list", "notifications")["count"]


def tell(job, run, desktop, task):
    from uidrive import poll

    window = look_away()
    write(run, task)
    poll(lambda: ["Finished: Write", "1 done"] in desktop.told(), 60, "long work was not told of")
    job.ok("long work that is done is told of")
    run("settings", "set", "openai.model", "rig-quota")
    write(run, task)
    poll(lambda: any(title == "The queue stands still" for title, _ in desktop.told()), 60,
         "a queue without money was not told of")
    job.ok("a queue that stands still is told of")
    return window


def hold_again(run):
    from uidrive import poll

    n = count_held(run)
    run("queue", "resume")
    poll(lambda: count_held(run) > n, 60, "the queue goes on")


def be_quiet(job, run, desktop, window):
    told = len(desktop.told())
    run("settings", "set", "general.desktop-notifications", "false")
    hold_again(run)
    time.sleep(2)  # More than the window takes to look.
    run("settings", "set", "general.desktop-notifications", "true")
    assert len(desktop.told()) == told, desktop.told()
    job.ok("who wants none is told nothing")
    look(window)
    hold_again(run)
    time.sleep(2)
    assert len(desktop.told()) == told, desktop.told()
    job.ok("who looks is told nothing")


def main():
    if sys.argv[1:2] == ["--serve"]:
        serve(sys.argv[2])
        return
    main_job = load("main")
    if "IGNY8_IN_DISPLAY" not in os.environ:
        main_job.enter_display()
    program, control, server = sys.argv[1:4]
    pictures = sys.argv[4] if len(sys.argv) > 4 else None
    desktop = Desktop()
    stub = load("ai").Stub(server, "--latency", "10500")
    job = main_job.Job(program, pictures)
    terminal = load("clusters").run

    def run(*words):
        return terminal(job, control, *words)

    try:
        main_job.make_site(job)
        task = prepare(job, run, stub)
        window = tell(job, run, desktop, task)
        be_quiet(job, run, desktop, window)
    except BaseException:
        if pictures:
            job.app.screenshot(pathlib.Path(pictures) / "failed.png")
        print(desktop.told(), job.close(), file=sys.stderr)
        raise
    finally:
        stub.stop()
        desktop.stop()
    said = job.close()
    assert "WARNING" not in said and "CRITICAL" not in said, said
    print(f"1..{job.number}")


if __name__ == "__main__":
    main()
