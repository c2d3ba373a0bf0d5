#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tasks on the board of a real window, by keys and by mouse, contents by their views,
the home of a module, and what the page Status tells.

    test-board-job.py IGNY8 IGNY8CTL [PICTURES]

Runs itself inside tests/rigs/with-display. 77 when its packages are missing."""

import contextlib
import importlib.util
import os
import pathlib
import sqlite3
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
QUEUED = "How to Clean Leather Hiking Boots"
DRAFT = "The Best Hiking Boots"


def load(name):
    """What another test knows about windows."""
    path = HERE / f"test-{name}-job.py"
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def ask(job, sql, *values):
    path = f"file:{job.folder}/igny8.db?mode=ro"
    with contextlib.closing(sqlite3.connect(path, uri=True)) as db:
        return db.execute(sql, values).fetchall()


def status(job, title, table="tasks"):
    sql = f"SELECT status FROM {table} WHERE title = ? AND deleted_step IS NULL"
    return ask(job, sql, title)[0][0]


def wait_status(job, title, wanted, table="tasks"):
    from uidrive import poll

    def look():
        return status(job, title, table) == wanted

    poll(look, 20, f"{title} did not become {wanted}")


def card(job, title):
    return job.app.find("label", f"/^{title}, /", timeout=20)


def open_board(job):
    job.page("Tasks")
    job.app.click("push button", "Board")
    job.app.find("list", "Queued, 4", timeout=20)
    job.app.find("list", "In progress, 0")
    job.ok("the tasks are a board")
    assert card(job, QUEUED).name == f"{QUEUED}, hiking boots, 850 words · Normal"
    job.ok("a card says what is on it")


def move_by_keys(job):
    card(job, QUEUED).click()
    job.app.find("label", "/^1 of 8 selected/")
    job.app.key("alt+Right")
    wait_status(job, QUEUED, "in_progress")
    job.app.find("list", "In progress, 1")
    job.ok("Alt and an arrow move a card to the next column")
    job.app.key("alt+Right")
    wait_status(job, QUEUED, "draft")
    job.ok("the keyboard goes with it")
    job.app.key("ctrl+z")
    wait_status(job, QUEUED, "in_progress")
    job.app.key("ctrl+z")
    wait_status(job, QUEUED, "queued")
    job.ok("each move is one step of undo")


def move_refused(job):
    card(job, DRAFT).click()
    job.app.key("alt+Right")
    wait_status(job, DRAFT, "review")
    job.app.find("list", "Review, 1", timeout=20)
    card(job, DRAFT).click()
    job.app.key("alt+Right")
    job.app.find("label", "/publishing the text of the task sets it/", timeout=20)
    job.app.key("Escape")
    job.app.wait_gone("label", "/publishing the text of the task sets it/")
    assert status(job, DRAFT) == "review"
    job.ok("a move that the rules do not allow says why")
    job.app.key("ctrl+z")
    wait_status(job, DRAFT, "draft")


def move_by_mouse(job):
    from uidrive import xdo

    job.app.find("list", "Draft, 4", timeout=20)
    x, y = card(job, QUEUED).point()
    to_x, to_y = job.app.find("list", "In progress, 0").parent.parent.point()
    xdo("mousemove", x, y, "mousedown", 1)
    for step in range(1, 9):
        xdo("mousemove", x + (to_x - x) * step // 8, y + (to_y - y) * step // 8, "sleep", "0.05")
    xdo("mouseup", 1)
    wait_status(job, QUEUED, "in_progress")
    job.ok("a card is dragged to another column")
    job.app.key("ctrl+z")
    wait_status(job, QUEUED, "queued")


def right_of(job):
    """The right edge of the window, on the screen: that of what is as wide."""
    bar = job.app.find("label", "/^8 rows/").parent
    x, _, width, _ = bar.extents
    return job.app.on_screen(bar, x + width, 0)[0]


def scroll_by_drag(job):
    """In a window that shows two columns a card is held at its edge until the last
    column has come, and dropped there."""
    from uidrive import poll, xdo

    window = subprocess.run(["xdotool", "getactivewindow"], capture_output=True,
                            text=True).stdout.strip()
    xdo("windowsize", "--sync", window, 620, 640)
    last = job.app.find("list", "Completed, 0", timeout=20)

    def place():
        return last.parent.parent.point()

    poll(lambda: right_of(job) < 760, 10, "the window did not become narrow")
    x, y = card(job, QUEUED).point()
    edge = right_of(job) - 12
    assert place()[0] > edge + 100, "all columns are seen"
    xdo("mousemove", x, y, "mousedown", 1)
    for step in range(1, 9):
        xdo("mousemove", x + (edge - x) * step // 8, y, "sleep", "0.05")
    try:
        poll(lambda: place()[0] < edge, 10, "the board did not scroll")
    finally:
        xdo("mouseup", 1)
    poll(lambda: status(job, QUEUED) != "queued", 10, "it was not dropped")
    job.ok("a card that is held at the edge scrolls the board")
    job.app.key("ctrl+z")
    wait_status(job, QUEUED, "queued")


def use_views(job):
    job.page("Content")
    job.app.click("push button", "/^Draft, 4/")
    job.app.find("push button", "Remove the filter on Status", timeout=20)
    job.app.find(None, f"/^{DRAFT}, Primary keyword/", timeout=20).click()
    job.app.key("ctrl+a")
    job.app.find("label", "/^4 of 4 selected/")
    job.app.click("push button", "Send to Review")
    job.app.find("push button", "/^Review, 4/", timeout=20)
    job.app.find("label", "Nothing Matches", timeout=20)
    job.ok("a view is sent on as a whole")
    job.app.click("push button", "/^Review, 4/")
    job.app.find("label", "4 rows", timeout=20)


def restart(job):
    job.page("Content")
    job.app.quit()
    job.start()
    button = job.app.find("push button", "/^Review, 4/", timeout=30)
    from uidrive import poll

    poll(lambda: "pressed" in button.states, 20, "the view was not remembered")
    job.page("Tasks")
    job.app.find("list", "Queued, 4", timeout=20)
    assert "pressed" in job.app.find("push button", "Board").states
    job.ok("board and view are remembered over a restart")


def look_at_status(job):
    from uidrive import poll

    job.page("Status")
    job.app.find("label", "/^[0-9.]+ % of one processor core /", timeout=20)
    assert job.app.find("label", "/threads, [0-9]+ at work$/")
    job.app.click("push button", "Copy as Text")

    def look():
        argv = ["xclip", "-selection", "clipboard", "-o"]
        return subprocess.run(argv, capture_output=True, text=True).stdout

    text = poll(lambda: "This Program: " in look() and look(), 10, "nothing was copied")
    assert "Writes the data: " in text, text
    job.ok("what the program takes is shown and copied as text")


def visit_homes(job):
    job.page("Writer Overview")
    job.app.find("push button", "Write", timeout=20)
    job.app.find("label", "Set 4 content to Review", timeout=20)
    job.ok("the home of a module tells of its work")


def main():
    main_job = load("main")
    if "IGNY8_IN_DISPLAY" not in os.environ:
        main_job.enter_display()
    program, control = sys.argv[1:3]
    pictures = sys.argv[3] if len(sys.argv) > 3 else None
    job = main_job.Job(program, pictures, settings="keyfile")
    try:
        load("clusters").run(job, control, "sample")
        job.app.find("label", "Trailhead Outfitters", timeout=30)
        open_board(job)
        move_by_keys(job)
        move_refused(job)
        move_by_mouse(job)
        use_views(job)
        visit_homes(job)
        look_at_status(job)
        restart(job)
        scroll_by_drag(job)
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
