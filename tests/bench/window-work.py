#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the window costs on a million keywords: its start beside GNOME Text
Editor's, its memory, and the main thread's work for a frame of a fast scroll
beside a bare column view's, all in one run.

    window-work.py IGNY8 IGNY8CTL BARE-VIEW FRAME-COUNT [KEYWORDS]

Runs itself inside tests/rigs/with-display. 77 when its packages are missing."""

import importlib.machinery
import importlib.util
import os
import pathlib
import shutil
import statistics
import struct
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
STARTS = 7
LIMIT_START, LIMIT_WORK, LIMIT_ORDER_MS = 1.3, 0.5, 100
LIMIT_MIB, LIMIT_ALL_MIB = 150, 300


def load_probe():
    """main-thread.py, which has what drives a window."""
    loader = importlib.machinery.SourceFileLoader("main_thread", str(HERE / "main-thread.py"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("main_thread", loader))
    loader.exec_module(module)
    return module


PROBE = load_probe()


def judge(what, asked, unit, value, limit):
    good = value <= limit
    print(f"{what} | asked at most {asked} {unit} | {value:.2f} {unit} | "
          f"{'ok' if good else 'TOO MUCH'}", flush=True)
    return good


def spent_ns(pid):
    """Processor time of the main thread."""
    with open(f"/proc/{pid}/task/{pid}/schedstat", encoding="ascii") as file:
        return int(file.read().split()[0])


def rss_mib(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as file:
        for line in file:
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
    return 0


class Clients:
    """Says when the window manager has one more window: xprop prints a line for
    each change of its list."""

    def __init__(self):
        self.spy = subprocess.Popen(["xprop", "-root", "-spy", "_NET_CLIENT_LIST"], text=True,
                                    stdout=subprocess.PIPE)
        self.n = self.read()

    def read(self):
        return self.spy.stdout.readline().count("0x")

    def time_start(self, argv, env):
        """Seconds until the first window of argv is mapped, and its process."""
        began = time.perf_counter()
        process = subprocess.Popen(argv, env=env, stderr=subprocess.DEVNULL)
        while self.read() <= self.n:
            pass
        return time.perf_counter() - began, process

    def end(self, process):
        process.terminate()
        process.wait()
        while self.read() > self.n:
            pass


def measure_start(program, data, env):
    clients = Clients()
    ours, theirs = [], []
    for i in range(STARTS + 1):
        for argv, list_ in (([program, "--data-dir", data], ours),
                            (["gnome-text-editor", "--standalone"], theirs)):
            seconds, process = clients.time_start(argv, env)
            time.sleep(0.7)
            clients.end(process)
            if i > 0:  # The first reads the disk.
                list_.append(seconds)
    own, other = statistics.median(ours), statistics.median(theirs)
    print(f"start to the first mapped window: {own * 1000:.0f} ms, "
          f"GNOME Text Editor {other * 1000:.0f} ms (medians of {STARTS})")
    return judge("start, to GNOME Text Editor's", LIMIT_START, "x", own / other, LIMIT_START)


class Frames:
    """How many frames the program painted that was started meanwhile."""

    def __init__(self, folder, library):
        self.path = os.path.join(folder, "frames")
        with open(self.path, "wb") as file:
            file.write(bytes(8))
        os.environ.update(LD_PRELOAD=library, FRAME_COUNT=self.path)

    def close(self):
        del os.environ["LD_PRELOAD"], os.environ["FRAME_COUNT"]

    def get(self):
        with open(self.path, "rb") as file:
            return struct.unpack("=Q", file.read())[0]


def fling(window, frames, times):
    """The same wheel for both; the main thread's ms for each frame, and how many."""
    from uidrive import xdo

    xdo("mousemove", 800, 600)
    window.settle()
    before, n_before = spent_ns(window.app.pid), frames.get()
    for _ in range(times):
        xdo("click", "--repeat", 40, "--delay", 24, 5)
        xdo("click", "--repeat", 20, "--delay", 24, 4)
    n_frames = frames.get() - n_before
    window.settle()
    return (spent_ns(window.app.pid) - before) / 1e6 / n_frames, n_frames


def time_order(window):
    """Milliseconds from each click on a header until a row that is shown is another.

    Asked over the accessibility bus, so it is what it takes at most. A click
    that leaves that row where it was tells nothing."""
    from uidrive import xdo

    row = window.app.find_all("table row")[3]
    took = []
    for point in window.headers * 2:
        name = row.name
        xdo("mousemove", *point)
        began = time.perf_counter()
        xdo("click", "--delay", 0, 1)  # Or it would return after 100 ms.
        while row.name == name and time.perf_counter() - began < 1:
            pass
        if row.name != name:
            took.append((time.perf_counter() - began) * 1000)
        window.settle()
    if len(took) < 3:
        sys.exit("the orders do not differ")
    return took


def visit_pages(app):
    for item in app.find_all("list item"):
        if item.name:
            item.click()
            time.sleep(0.4)


def open_bare(window, bare, n_rows):
    from uidrive import App, poll

    window.app = App.launch([bare, str(n_rows)])
    poll(window.app.x_windows, 30, "the bare view has no window")
    time.sleep(1)


def measure_memory(window, env):
    clients = Clients()
    _, process = clients.time_start([window.program, "--data-dir", window.data], env)
    time.sleep(4)
    mib = rss_mib(process.pid)
    clients.end(process)
    return judge("memory after the start", LIMIT_MIB, "MiB", mib, LIMIT_MIB)


def measure_flings(window, frames):
    """The median of three, and how many frames they had. One before them is not
    counted: near its first row a column view is twice as quick as anywhere else."""
    flings = [fling(window, frames, 3) for _ in range(4)][1:]
    return statistics.median(ms for ms, _ in flings), sum(n for _, n in flings)


def measure_scroll(window, bare, library):
    frames = Frames(window.folder, library)
    window.open()
    frames.close()
    window.click(window.places[1])
    own, n_own = measure_flings(window, frames)
    window.app.quit()

    frames = Frames(window.folder, library)
    open_bare(window, bare, window.n_keywords)
    frames.close()
    other, n_other = measure_flings(window, frames)
    window.app.quit()
    print(f"a frame of a scroll: {own:.2f} ms of the main thread ({n_own} frames), "
          f"of a bare column view of ten labels {other:.2f} ms ({n_other} frames)")
    return judge("work for a frame of a fast scroll, to a bare column view's", LIMIT_WORK, "x",
                 own / other, LIMIT_WORK)


def measure_order(window):
    window.open()
    window.click(window.places[1])
    took = time_order(window)
    good = judge("another order on screen, after the click, worst", LIMIT_ORDER_MS, "ms",
                 max(took), LIMIT_ORDER_MS)
    visit_pages(window.app)
    window.settle()
    good &= judge("memory after every page", LIMIT_ALL_MIB, "MiB", rss_mib(window.app.pid),
                  LIMIT_ALL_MIB)
    window.app.quit()
    return good


def main():
    program, ctl, bare, library = sys.argv[1:5]
    n_keywords = int(sys.argv[5]) if len(sys.argv) > 5 else 1000000
    window = PROBE.Window(program, ctl, n_keywords)
    env = dict(os.environ, GSETTINGS_BACKEND="memory", G_DEBUG="")
    try:
        window.fill()
        good = measure_start(program, window.data, env)
        good &= measure_memory(window, env)
        good &= measure_order(window)
        good &= measure_scroll(window, bare, library)
    finally:
        if window.app is not None:
            window.app.quit()
        shutil.rmtree(window.folder, ignore_errors=True)
    return 0 if good else 1


if __name__ == "__main__":
    if shutil.which("gnome-text-editor") is None or shutil.which("xprop") is None:
        PROBE.skip("gnome-text-editor and xprop are needed")
    if "IGNY8_IN_DISPLAY" not in os.environ:
        PROBE.enter_display()
    sys.exit(main())
