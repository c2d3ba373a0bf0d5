#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job in a real window, by the keyboard alone: a site, an import, clusters,
ideas, tasks, briefs, one of them read, approved, and the question before it is
published. The pointer is not moved; test-main-job.py does the same with it.

    test-keyboard-job.py IGNY8 IGNY8CTL SAMPLE.csv [PICTURES]

Runs itself inside tests/rigs/with-display. 77 when its packages are missing."""

import importlib.util
import json
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent


def load(name):
    """What another test knows about windows."""
    path = HERE / f"test-{name}-job.py"
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Keyboard:
    def __init__(self, job, control, some):
        self.job, self.app, self.control, self.some = job, job.app, control, some

    def run(self, *words):
        return subprocess.run([self.control, "--data-dir", self.job.folder, *words], check=True,
                              text=True, stdout=subprocess.PIPE).stdout

    def open(self, key):
        """Until the window that comes has the keyboard: what is typed before goes
        to the one below."""
        from uidrive import poll

        def focused():
            return subprocess.run(["xdotool", "getwindowfocus"], text=True,
                                  capture_output=True).stdout

        before = focused()
        self.app.key(key)
        poll(lambda: focused() not in ("", before), 60, f"{key} opens nothing")

    def command(self, words, title):
        """From the palette: what is found first for words is the row of that title."""
        self.open("ctrl+k")
        self.app.find("list", "What was found", timeout=60)
        self.app.type_text(words)
        self.app.find("list item", title, timeout=60)
        self.app.key("Return")

    def press(self, name, inside=None):
        """Tab leads to the button, and Space does it."""
        place = self.app.find(inside, timeout=60) if inside else self.app
        widget = place.find("push button", name, timeout=60)
        for _ in range(30):
            if "focused" in widget.states:
                self.app.key("space")
                return
            self.app.key("Tab")
        raise AssertionError(f"Tab does not lead to {widget}")

    def make_site(self):
        self.open("ctrl+shift+n")
        self.app.find("text", "/^Name/", timeout=60)
        self.app.type_text("Outdoor Gear")
        self.press("Add")
        self.app.find("label", "Outdoor Gear", timeout=60)
        self.job.ok("a site is made")

    def import_file(self, path):
        self.open("ctrl+i")
        self.app.find("filler", "Import Keywords", timeout=60)
        self.app.type_text(str(path))
        self.app.key("Return")
        self.press("/^Import [0-9,]+ Keywords$/")
        self.job.toast("/^Imported 241 keywords/")
        self.job.ok("241 keywords are imported")

    def cluster(self):
        self.command("cluster keywords", "/^Cluster, Keywords$/")
        self.press("Cluster", "dialog")
        self.job.count("Clusters", self.some)
        self.job.ok("keywords are clustered")

    def plan(self):
        self.command("make ideas", "/^Make Ideas/")
        self.press("Make Ideas", "dialog")
        self.job.count("Ideas", self.some)
        self.job.ok("ideas are made")
        self.command("make tasks", "/^Make Tasks/")
        self.job.count("Tasks", self.some)
        self.job.ok("tasks are made")

    def write(self):
        self.command("write tasks", "/^Write, Tasks/")
        self.press("Write", "dialog")
        self.job.count("Content", self.some)
        self.job.ok("briefs are written")

    def read(self):
        """The first brief is opened in the editor, and left."""
        self.command("content page", "/^Content, Page/")
        self.app.find("table row", timeout=60)
        self.app.key("ctrl+f", "Escape", "Return")
        self.app.find("push button", "/Mark as Article/", timeout=60)
        self.job.ok("a brief is open in the editor")
        self.app.key("ctrl+k")
        self.app.find("list", "What was found", timeout=60)
        self.app.key("Escape")
        self.app.wait_gone("list", "What was found", timeout=60)
        self.job.ok("Ctrl+K in the text opens the palette")
        self.command("replace open", "/^Replace in the Open Article/")
        self.app.find("text", "/^Replace with/", timeout=60)
        self.job.ok("the palette opens what replaces")
        self.app.key("Escape", "F6")
        assert "focused" in self.app.find("push button", "/Mark as Article/").states
        self.job.ok("F6 leads out of the text")
        self.app.key("alt+Left")
        self.app.find("table row", timeout=60)
        self.job.ok("Alt+Left goes back to the list")
        self.app.key("ctrl+1")
        self.command("content page", "/^Content, Page/")
        self.job.ok("the editor is left for another page")

    def show_page(self):
        from uidrive import poll

        self.command("status page", "/^Status, Page/")
        poll(self.is_last_page_in_view, 20, "the sidebar does not scroll to the page")
        self.job.ok("the sidebar shows which page it is")

    def is_last_page_in_view(self):
        row = self.app.find("list item", "Status")
        pane = row.ancestor("scroll pane")
        (_, y, _, height), (_, top, _, room) = row.extents, pane.extents
        return top <= y and y + height <= top + room

    def publish(self):
        """The first is approved, and it is asked before it goes to the site."""
        site = json.loads(self.run("site", "list", "--json"))["data"]["results"][0]["id"]
        self.run("set", "sites", site, "wp_url=https://example.org", "wp_username=editor")
        self.app.key("ctrl+f", "Escape", "space")
        self.command("approve", "/^Approve, 1 selected/")
        self.app.find("label", "/Approved/", timeout=60)
        self.job.ok("it is approved")
        self.command("publish selected", "/^Publish, 1 selected/")
        self.app.find("push button", "/Send as _?Drafts/", timeout=60)
        self.job.ok("it is asked before it is published")
        self.app.key("Escape")
        self.app.wait_gone("push button", "/Send as _?Drafts/", timeout=60)
        self.job.ok("Escape publishes nothing")


def main():
    main_job = load("main")
    if os.environ.get("IGNY8_IN_DISPLAY") is None:
        main_job.enter_display()
    program, control, sample = sys.argv[1:4]
    job = main_job.Job(program, sys.argv[4] if len(sys.argv) > 4 else None)
    keyboard = Keyboard(job, control, main_job.some)
    try:
        keyboard.make_site()
        keyboard.import_file(pathlib.Path(sample).resolve())
        keyboard.cluster()
        keyboard.plan()
        keyboard.write()
        keyboard.show_page()
        keyboard.read()
        keyboard.publish()
    except BaseException:
        if len(sys.argv) > 4:
            job.app.screenshot(pathlib.Path(sys.argv[4]) / "failed.png")
        print(job.close(), file=sys.stderr)
        raise
    said = job.close()
    assert "WARNING" not in said and "CRITICAL" not in said, said
    print(f"1..{job.number}")


if __name__ == "__main__":
    main()
