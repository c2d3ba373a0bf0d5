#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job in a real window: a site, an import, clusters, ideas, tasks, a
brief, its text, and undo.

    test-main-job.py IGNY8 SAMPLE.csv [PICTURES]

Runs itself inside tests/rigs/with-display. 77 when its packages are missing."""

import contextlib
import os
import pathlib
import shutil
import sqlite3
import sys
import tempfile
import time

RIGS = pathlib.Path(__file__).resolve().parent.parent / "rigs"
NEEDED = ["Xvfb", "xfwm4", "xdotool", "xclip", "import", "dbus-daemon"]
SENTENCE = "Break them in before the first long walk."
TEXT_PLACE = (600, 500)  # inside the editor's text, in a window of 1440x900
sys.path.insert(0, str(RIGS))


def skip(why):
    print(f"1..0 # SKIP {why}")
    sys.exit(77)


def enter_display():
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        skip("not installed: " + ", ".join(missing))
    try:
        import gi

        gi.require_version("Atspi", "2.0")
    except (ImportError, ValueError):
        skip("not installed: gir1.2-atspi-2.0")
    os.environ["IGNY8_IN_DISPLAY"] = "1"
    rig = str(RIGS / "with-display")
    os.execv(rig, [rig, "--size", "1440x900", sys.executable, *sys.argv])


class Job:
    def __init__(self, program, pictures, settings="memory"):
        self.folder = tempfile.mkdtemp(prefix="igny8-main-job-")
        self.pictures = pictures
        self.log = tempfile.NamedTemporaryFile("w+", prefix="igny8-log-")
        self.program = program
        self.settings = settings  # the GSettings backend: "keyfile" is kept over a restart
        self.number = 0
        self.start()

    def start(self, *files):
        from uidrive import App

        env = dict(os.environ, G_DEBUG="fatal-warnings", GSETTINGS_BACKEND=self.settings)
        self.app = App.launch([self.program, "--data-dir", self.folder, *files], env=env,
                              stderr=self.log)

    def ok(self, what):
        self.number += 1
        print(f"ok {self.number} {what}", flush=True)
        if self.pictures:
            name = f"{self.number:02}-{what.replace(' ', '-')}.png"
            self.app.screenshot(pathlib.Path(self.pictures) / name)

    def page(self, name):
        """The page is there when its title is: beside the one in the sidebar."""
        from uidrive import poll

        self.app.find("list item", name).click()
        time.sleep(0.3)
        poll(lambda: len(self.app.find_all("label", name)) > 1, 20, f"{name} is not shown")

    def count(self, name, wanted):
        """The number beside a page in the sidebar, as text."""
        from uidrive import poll

        def look():
            labels = self.app.find("list item", name).find_all("label")
            return len(labels) > 1 and wanted(labels[1].name) and labels[1].name

        return poll(look, 20, f"{name} has no such count")

    def toast(self, text):
        return self.app.find("label", text, timeout=30)

    def close(self):
        self.app.quit()
        self.log.seek(0)
        said = self.log.read()
        shutil.rmtree(self.folder, ignore_errors=True)
        return said


def some(text):
    return text not in ("", "0")


def fill(entry, text):
    """Types until it is there: a dialog that has just come may yet be moved."""
    from uidrive import NotFound, poll

    for _ in range(3):
        entry.type(text)
        try:
            return poll(lambda: entry.text == text, 3, f"{entry} does not take “{text}”")
        except NotFound as error:
            last = error
    raise last


def make_site(job):
    job.app.click("push button", "Name Your Website…")
    entry = job.app.find("text", "/^Name/")
    fill(entry, "Outdoor Gear")
    dialog = entry
    while dialog.parent.role != "application":
        dialog = dialog.parent
    dialog.find("push button", "/^_?Add/").click()
    job.app.find("label", "Outdoor Gear", timeout=30)
    job.ok("a site is made")


def import_file(job, path):
    job.page("Keywords")
    job.app.click("push button", "Import…")
    job.app.find("filler", "Import Keywords")
    job.app.type_text(str(path))
    job.app.key("Return")
    button = job.app.find("push button", "/^Import [0-9,]+ Keywords$/", timeout=30)
    job.ok("the sheet says what will happen")
    button.click()
    job.toast("/^Imported 241 keywords/")
    assert job.count("Keywords", some) == "241"
    job.ok("241 keywords are imported")


def cluster(job):
    job.app.click("push button", "Cluster Them")
    job.app.find("check box", "Offline Engine")
    job.ok("the dialog offers both engines")
    job.app.find("dialog").find("push button", "Cluster").click()
    job.count("Clusters", some)
    job.ok("keywords are clustered")


def plan(job):
    job.page("Clusters")
    job.app.click("push button", "Make Ideas")
    job.app.find("dialog").find("push button", "Make Ideas").click()
    job.count("Ideas", some)
    job.ok("ideas are made")
    job.page("Ideas")
    job.app.click("push button", "Make Tasks")
    job.count("Tasks", some)
    job.ok("tasks are made")


def write(job):
    job.page("Tasks")
    job.app.click("push button", "Write")
    job.app.find("dialog").find("push button", "Write").click()
    job.count("Content", some)
    job.ok("briefs are written")


def double_click(job, row, offset):
    """In the cell that is so many pixels from the row's left end, when it has
    come to rest: what is above it may have just come."""
    from uidrive import poll, xdo

    places = [None]

    def rests():
        places.append(row.point())
        time.sleep(0.3)
        return places[-1] == places[-2]

    poll(rests, 10, "the row does not come to rest")
    x, y = row.point()
    xdo("mousemove", x - row.extents[2] // 2 + offset, y)
    xdo("click", "--repeat", 2, "--delay", 60, 1)


def edit(job):
    """A title is changed in its cell, and the text is opened and left."""
    job.page("Tasks")
    row = job.app.find("table row", "/^How to Choose the Right Hiking Boots/", timeout=20)
    double_click(job, row, 120)
    job.app.key("ctrl+a")
    job.app.type_text("Hiking Boots for Everyone")
    job.app.key("Return")
    job.app.find("table row", "/^Hiking Boots for Everyone/", timeout=20)
    job.ok("a title is changed in its cell")
    job.page("Content")
    row = job.app.find("table row", "/^The Best Hiking Boots, Primary/", timeout=20)
    double_click(job, row, 120)
    job.app.find("push button", "/Mark as Article/", timeout=30)
    job.ok("the brief is open in the editor")
    edit_brief(job)


def stored_html(job):
    """The text of the brief that edit() opens, as the file has it now."""
    path = f"file:{job.folder}/igny8.db?mode=ro"
    with contextlib.closing(sqlite3.connect(path, uri=True)) as db:
        found = db.execute(
            "SELECT html_content FROM content JOIN tasks ON tasks.row = content.task"
            " WHERE tasks.title LIKE 'The Best Hiking Boots%' AND content.deleted_step IS NULL"
        ).fetchall()
    assert len(found) == 1, found
    return found[0][0]


def edit_brief(job):
    """A sentence is typed at the end of the text, kept, and taken back."""
    from uidrive import poll, xdo

    before = stored_html(job)
    assert SENTENCE not in before
    xdo("mousemove", *TEXT_PLACE, "click", 1)
    job.app.key("ctrl+End")
    job.app.type_text(SENTENCE)
    job.ok("a sentence is typed into the brief")
    job.app.click("push button", "Back")
    poll(lambda: SENTENCE in stored_html(job), 20, "the sentence was not saved")
    job.ok("leaving the editor has saved it")
    job.page("Content")
    job.app.key("ctrl+z")
    poll(lambda: stored_html(job) == before, 20, "the text is not what it was")
    job.ok("undo takes the sentence back")


def undo(job):
    n_content = job.count("Content", some)
    job.app.key("ctrl+z")
    job.count("Content", lambda text: text == "0")
    job.ok("undo takes the briefs back")
    job.app.key("ctrl+shift+z")
    job.count("Content", lambda text: text == n_content)
    job.ok("redo brings them again")


def main():
    program, sample = sys.argv[1:3]
    pictures = sys.argv[3] if len(sys.argv) > 3 else None
    job = Job(program, pictures)
    try:
        make_site(job)
        import_file(job, pathlib.Path(sample).resolve())
        cluster(job)
        plan(job)
        write(job)
        undo(job)
        edit(job)
    except BaseException:
        if pictures:
            job.app.screenshot(pathlib.Path(pictures) / "failed.png")
        print(job.close(), file=sys.stderr)
        raise
    said = job.close()
    assert "WARNING" not in said and "CRITICAL" not in said, said
    print(f"1..{job.number}")


if __name__ == "__main__":
    if "IGNY8_IN_DISPLAY" not in os.environ:
        enter_display()
    main()
