#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The pictures of data in a real window, by the keyboard: a chart is copied, the
map is walked, a content is moved in the calendar and back.

    test-pictures-job.py IGNY8 IGNY8CTL [PICTURES]

Runs itself inside tests/rigs/with-display. 77 when its packages are missing."""

import contextlib
import datetime
import importlib.util
import os
import pathlib
import sqlite3
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


SITE = "Trailhead Outfitters"
DAY = 24 * 60 * 60 * 1000


def ask(folder, sql):
    path = f"file:{folder}/igny8.db?mode=ro"
    with contextlib.closing(sqlite3.connect(path, uri=True)) as db:
        return db.execute(sql).fetchall()


def prepare(job, run):
    """The sample project, one of its texts approved and planned for the next month."""
    run("sample")
    job.app.find("label", SITE, timeout=30)
    content = ask(job.folder, "SELECT lower(hex(id)) FROM content ORDER BY row LIMIT 1")[0][0]
    content = "-".join([content[:8], content[8:12], content[12:16], content[16:20], content[20:]])
    run("set", "content", content, "is_brief=no", "status=approved")
    today = datetime.date.today()
    month = (today.replace(day=1) + datetime.timedelta(days=32)).replace(day=10)
    run("schedule", "set", content, f"{month} 09:30", "--site", SITE)
    job.ok("a text of the sample project is planned")


def scheduled(folder):
    return ask(folder, "SELECT scheduled_at FROM content WHERE scheduled_at IS NOT NULL")[0][0]


def tab_to(job, widget):
    """By the keyboard alone."""
    for _ in range(40):
        if "focused" in widget.states:
            return
        job.app.key("Tab")
    raise AssertionError(f"Tab does not lead to {widget}")


def copy_chart(job):
    from uidrive import poll

    job.page("Dashboard")
    chart = job.app.find("image", "/^Keywords by Intent: /", timeout=30)
    chart.click()
    job.app.key("ctrl+c")
    job.toast("Copied as a picture")
    kinds = subprocess.run(
        ["xclip", "-selection", "clipboard", "-t", "TARGETS", "-o"], capture_output=True, text=True
    ).stdout
    assert "image/png" in kinds, kinds
    job.ok("a chart is copied as a picture")
    job.app.key("ctrl+shift+c")

    def look():
        return subprocess.run(
            ["xclip", "-selection", "clipboard", "-t", "text/csv", "-o"],
            capture_output=True,
            text=True,
        ).stdout

    table = poll(lambda: "Informational," in look() and look(), 10, "no table was copied")
    assert len(table.splitlines()) >= 3, table
    job.ok("and as a table")


def walk_map(job):
    from uidrive import poll

    job.page("Topical Map")
    picture = job.app.find("image", "/^Topical map of [0-9]+ clusters$/", timeout=30)
    job.ok("the map says how much is on it")
    picture.click()
    job.app.key("Right")
    first = poll(
        lambda: job.app.find("image", "/searches a month$/").name, 10, "nothing was selected"
    )
    job.app.key("Right")
    job.app.key("Down")
    poll(
        lambda: job.app.find("image", "/searches a month$/").name != first,
        10,
        "the arrows lead nowhere",
    )
    job.app.key("plus")
    job.ok("arrows walk between clusters")
    job.app.key("Return")
    job.app.find("label", "Edit Cluster")
    job.ok("Return opens the cluster")
    job.app.key("Escape")
    job.app.click("page tab", "Outline")
    job.app.find("list", "Outline of the topical map")
    job.app.find("label", "/[0-9,]+ searches a month · [0-9]+ keywords?/", timeout=10)
    job.ok("the same is there as an outline")


def move_content(job):
    from uidrive import poll

    before = scheduled(job.folder)
    job.page("Calendar")
    job.app.click("push button", "Next Month")
    chip = job.app.find("push button", "/, 09:30, Planned$/", timeout=20)
    job.ok("a planned content is in the calendar")
    tab_to(job, chip)
    job.app.key("alt+Right")
    poll(lambda: scheduled(job.folder) == before + DAY, 20, "Alt+Right moved nothing")
    job.toast("/^Planned for /")
    job.ok("Alt and an arrow move it by a day")
    job.app.key("ctrl+z")
    poll(lambda: scheduled(job.folder) == before, 20, "undo did not move it back")
    job.ok("undo moves it back")


def main():
    main_job = load("main")
    if "IGNY8_IN_DISPLAY" not in os.environ:
        main_job.enter_display()
    program, control = sys.argv[1:3]
    pictures = sys.argv[3] if len(sys.argv) > 3 else None
    job = main_job.Job(program, pictures)
    run = load("clusters").run
    try:
        prepare(job, lambda *words: run(job, control, *words))
        copy_chart(job)
        walk_map(job)
        move_content(job)
    except BaseException:
        if pictures:
            job.app.screenshot(pathlib.Path(pictures) / "failed.png")
        print(job.close(), file=sys.stderr)
        raise
    said = job.close()
    assert "WARNING" not in said and "CRITICAL" not in said, said
    print(f"1..{job.number}")


if __name__ == "__main__":
    main()
