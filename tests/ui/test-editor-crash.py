#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The program is killed while somebody types: what was typed more than two
seconds ago is there again when the article is opened the next time.

    test-editor-crash.py IGNY8 IGNY8CTL [PICTURES]

Runs itself inside tests/rigs/with-display. 77 when its packages are missing."""

import contextlib
import importlib.util
import os
import pathlib
import signal
import sqlite3
import subprocess
import sys
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
TEXT_PLACE = (600, 500)  # inside the editor's text, in a window of 1440x900
WORDS = 40
WORD_S = 0.4  # so slow that a machine with other work keeps up, and no pause to save in
MOST_LOST_S = 2.0
FIND = "SELECT html_content FROM content WHERE html_content LIKE '%w00x%'"


def load(name):
    """What another test knows about windows."""
    path = HERE / f"test-{name}-job.py"
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def ask(folder, sql):
    path = f"file:{folder}/igny8.db?mode=ro"
    with contextlib.closing(sqlite3.connect(path, uri=True)) as db:
        return db.execute(sql).fetchall()


def open_article(main_job, job):
    job.page("Content")
    row = job.app.find("table row", "/^The Best Hiking Boots/", timeout=30)
    main_job.double_click(job, row, 120)
    job.app.find("push button", "Back", timeout=30)
    time.sleep(2)  # the page takes keys once it is drawn


def type_until_killed(job):
    """Words with numbers, without a pause, each with the time at which it was there;
    in the midst of them the program is killed. The time of that."""
    from uidrive import xdo

    typed = []
    end = []

    def kill():
        time.sleep(9)
        os.kill(job.app.process.pid, signal.SIGKILL)
        end.append(time.monotonic())

    x, y = TEXT_PLACE
    xdo("mousemove", x, y)
    xdo("click", 1)
    job.app.key("ctrl+Home")
    killer = threading.Thread(target=kill)
    killer.start()
    for number in range(WORDS):
        if end:
            break
        # The window may be gone in the midst of a word.
        with contextlib.suppress(subprocess.CalledProcessError):
            xdo("type", "--delay", 12, f"w{number:02}x ")
        typed.append((number, time.monotonic()))
        time.sleep(WORD_S)
    killer.join()
    job.app.process.wait()
    return [number for number, at in typed if at <= end[0] - MOST_LOST_S]


def main():
    main_job = load("main")
    if "IGNY8_IN_DISPLAY" not in os.environ:
        main_job.enter_display()
    program, control = sys.argv[1:3]
    pictures = sys.argv[3] if len(sys.argv) > 3 else None
    job = main_job.Job(program, pictures)
    try:
        from uidrive import App, poll

        load("clusters").run(job, control, "sample")
        open_article(main_job, job)
        job.ok("an article is open")
        old = type_until_killed(job)
        assert len(old) >= 5, f"only {len(old)} words were typed in time"
        job.ok(f"the program was killed while words were typed ({len(old)} of them in time)")
        stored = ask(job.folder, FIND)
        assert not stored, "it was saved before, so that nothing is proved"
        env = dict(os.environ, G_DEBUG="fatal-warnings", GSETTINGS_BACKEND="memory")
        job.app = App.launch([program, "--data-dir", job.folder], env=env, stderr=job.log)
        open_article(main_job, job)
        job.app.find("label", "/^What was typed before the program ended/", timeout=20)
        job.ok("the article says that it is here again")

        def saved():
            return ask(job.folder, FIND)

        html = poll(saved, 20, "what was typed is not saved")[0][0]
        missing = [f"w{number:02}x" for number in old if f"w{number:02}x" not in html]
        assert not missing, f"lost: {missing} of {len(old)}"
        job.ok("all that was typed two seconds before is there, and saved")
        drafts = pathlib.Path(job.folder) / "drafts"
        poll(lambda: not list(drafts.glob("*.json")), 10, "the file stays")
        job.ok("and nothing is left of the crash")
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
