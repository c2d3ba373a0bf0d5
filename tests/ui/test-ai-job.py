#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The work of an AI in a real window, against the stand-in: an article is
optimized, its changes decided by the keyboard and undone; an answer is used
again; the automation runs.

    test-ai-job.py IGNY8 IGNY8CTL STUB [PICTURES]

Runs itself inside tests/rigs/with-display. 77 when its packages are missing."""

import importlib.util
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ARTICLE = "/^Hiking Boots: /"
RENAMED = "All About Hiking Boots"
PLACE = ["--site", "Outdoor Gear", "--sector", "General"]


def load(name):
    """What another test knows about windows."""
    path = HERE / f"test-{name}-job.py"
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Stub:
    """The stand-in of an AI server, which takes everybody."""

    def __init__(self, program, *options):
        command = [program, "--key", "", *options]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.address = f"http://127.0.0.1:{self.process.stdout.readline().strip()}/v1"

    def stop(self):
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


def prepare(job, run, stub):
    """A site with one article that the stand-in wrote."""
    for name, value in (("openai.base-url", stub.address), ("openai.model", "gpt-6-luna")):
        run("settings", "set", name, value)
    path = pathlib.Path(job.folder) / "list.txt"
    path.write_text("hiking boots\nhiking boots women\nhiking socks\n")
    run("import", str(path), *PLACE)
    for name in ("cluster", "ideas", "tasks"):
        run(name, *PLACE)
    task = run("list", "tasks")["results"][0]["id"]
    assert run("write", *PLACE, "--engine", "ai", "--task", task)["done"] == 1
    job.ok("the stand-in has written an article")


def article(run):
    return run("list", "content")["results"][0]


def find_item(job, name):
    """An item of the open menu, which is not the button of that name in the bar."""
    from uidrive import poll

    def look():
        for item in job.app.find_all("push button", name):
            above = item
            while above := above.ancestor("filler"):
                if "default.activate" in above.actions:
                    return item
        return None
    return poll(look, 10, f"no menu item {name!r}")


def choose(job, page, row, item):
    """An item of the menu of a row."""
    job.page(page)
    job.app.find("table row", row, timeout=30).click(button=3)
    find_item(job, item).click()


def optimize(job, run):
    from uidrive import poll

    before = article(run)
    choose(job, "Content", ARTICLE, "Optimize with AI…")
    job.app.find("label", "/proposes changes.* credits?\\. No budget is set\\.$/", timeout=20)
    assert run("list", "ai_task_logs", "--filter", "function_name=optimize_content")["count"] == 0
    job.ok("the cost is said before anything is asked")
    job.app.find("dialog").find("push button", "Optimize").click()
    job.app.find("label", "/^4 of 4 changes to decide on$/", timeout=30)
    job.app.find("label", "Before")
    job.app.find("push button", "/^Accept change 1, /")
    job.ok("the changes are listed")
    job.app.key("a")
    job.app.find("label", "/^3 of 4 changes to decide on$/", timeout=10)
    job.app.key("r")
    job.app.find("label", "/^2 of 4 changes to decide on$/", timeout=10)
    job.ok("A and R decide and go on")
    job.app.key("alt+p")
    poll(lambda: run("list", "content_versions")["count"] == 1, 20, "nothing was changed")
    after = article(run)
    states = [c["state"] for c in run("optimize", *PLACE, "--content", before["id"], "--dry-run")[
        "items"][0]["changes"]]
    assert states == ["accepted", "rejected", "open", "open"], states
    job.ok("what is accepted is made, in one step")
    job.app.key("ctrl+z")
    poll(lambda: article(run)["html_content"] == before["html_content"], 20, "it is not undone")
    assert after["html_content"] != before["html_content"]
    assert run("list", "content_versions")["results"] == []
    job.ok("and undone in one step")


def optimize_again(job, run):
    """Nothing is paid for twice: what was proposed is there again."""
    from uidrive import poll

    job.page("Content")
    job.app.find("table row", ARTICLE, timeout=30).click(button=3)
    find_item(job, "Open")
    run("set", "content", article(run)["id"], f"title={RENAMED}")
    job.app.find("table row", f"/^{RENAMED}/", timeout=10)
    find_item(job, "Open").click()
    job.ok("a menu stays open when the list below it is read again")
    job.app.find("push button", "Optimize with AI…", timeout=30).click()
    job.app.find("label", "/^4 of 4 changes to decide on$/", timeout=30)
    assert run("list", "ai_task_logs", "--filter", "function_name=optimize_content")["count"] == 1
    job.ok("the editor shows what was proposed, and does not ask for it again")
    job.app.key("alt+a")
    job.app.find("label", "/^0 of 4 changes to decide on$/", timeout=10)
    job.app.key("Return")
    poll(lambda: "A better meta title" == article(run)["meta_title"], 20, "nothing was changed")
    job.ok("all are accepted at once")


def reparse(job, run):
    """The answer that wrote the article is used again, without asking anybody."""
    from uidrive import poll

    content = article(run)["id"]
    calls = run("list", "ai_task_logs")["count"]
    run("set", "content", content, "html_content=<p>Spoiled</p>")
    choose(job, "AI Log", "/^.*Write articles/", "Use This Answer Again")
    poll(lambda: "Spoiled" not in article(run)["html_content"], 20, "it was not used")
    assert run("list", "ai_task_logs")["count"] == calls + 1
    job.ok("a stored answer is used again from the log")
    run("delete", "content", content)
    choose(job, "AI Log", "/^.*Propose changes/", "Use This Answer Again")
    job.app.find("label", "The Answer Was Not Used Again", timeout=20)
    job.app.key("Escape")
    job.ok("and it is said why one cannot be")


def automate(job, run):
    """A stage gets other settings, a run says its cost, goes on and is looked at."""
    from uidrive import poll

    def stage():
        return {s["stage"]: s for s in run("automation", "status", *PLACE[:2])["stages"]}["content"]

    run("automation", "set", *PLACE[:2], "delay_between=0", "publish.enabled=false",
        "image_prompts.enabled=false", "images.enabled=false")
    job.page("Automation")
    job.app.find("list item", "Tasks to content", timeout=20).click()
    job.app.find("text", "/^Batch size/").type("1")
    job.app.find("text", "/^Most a run/").type("1")
    job.app.find("text", "/^Seconds between batches/").type("0")
    job.app.click("push button", "Save")
    poll(lambda: stage()["cap"] == 1, 20, "the settings were not saved")
    assert (stage()["batch"], stage()["delay"]) == (1, 0), stage()
    job.ok("a stage has other settings")
    run("undo")
    assert stage()["cap"] is None, stage()
    run("redo")
    job.app.find("label", "/at most 1 a run/", timeout=20)
    job.ok("in one step, which can be undone")
    job.app.click("push button", "Run Now")
    job.app.find("label", "/Altogether: about [0-9]+ credits?/", timeout=20)
    job.ok("what a run will cost is said before it")
    job.app.find("dialog").find("push button", "Run").click()
    poll(lambda: run("automation", "status", *PLACE[:2])["run"]["status"] == "completed", 90,
         "the run does not end")
    assert stage()["processed"] == 1 and stage()["created"] == 1, stage()
    job.app.find("label", "/^Last run|Last run: .*1 done/", timeout=20)
    job.ok("it runs to its end")
    job.app.find("list item", "just now", timeout=20).click()
    job.app.find("label", "Items", timeout=20)
    job.app.find("list item", "/^Write: /", timeout=20)
    job.ok("and is in the history with its items")
    job.app.key("Escape")


def main():
    main_job = load("main")
    if "IGNY8_IN_DISPLAY" not in os.environ:
        main_job.enter_display()
    program, control, server = sys.argv[1:4]
    pictures = sys.argv[4] if len(sys.argv) > 4 else None
    stub = Stub(server)
    job = main_job.Job(program, pictures)
    terminal = load("clusters").run

    def run(*words):
        return terminal(job, control, *words)

    try:
        main_job.make_site(job)
        prepare(job, run, stub)
        optimize(job, run)
        optimize_again(job, run)
        reparse(job, run)
        automate(job, run)
    except BaseException:
        if pictures:
            job.app.screenshot(pathlib.Path(pictures) / "failed.png")
        print(job.close(), file=sys.stderr)
        raise
    finally:
        stub.stop()
    said = job.close()
    assert "WARNING" not in said and "CRITICAL" not in said, said
    print(f"1..{job.number}")


if __name__ == "__main__":
    main()
