#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Clustering, ideas and articles by an AI, and what can go wrong on the way,
with a server that speaks OpenAI's interface.

ai-work.py IGNY8CTL STUB"""

import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

CTL, STUB = sys.argv[1:3]
folder = pathlib.Path(tempfile.mkdtemp(prefix="igny8-ai-"))
strict = {**os.environ, "G_DEBUG": "fatal-warnings,gc-friendly"}
where = ["--site", "Shop", "--sector", "General"]
checks = 0

KEYWORDS = """keyword,volume
hiking boots,900
hiking boots women,300
hiking socks,200
tent stakes,100
tent for two,150
tent repair,50
camp stove,400
camp chair,250
"""


def check(wanted, said):
    global checks
    checks += 1
    print(f"{'ok' if wanted else 'not ok'} {checks} - {said}", flush=True)
    if not wanted:
        raise SystemExit(1)


def start(*words):
    return subprocess.Popen(
        [CTL, "--data-dir", str(folder / "data"), "--json", *words, "--key-stdin"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True, env=strict)


def ask(*words, key="test-key"):
    """A command that talks to the AI: its answer and its exit code."""
    program = start(*words)
    out, err = program.communicate(key + "\n", timeout=120)
    if not out:
        check(False, f"{words} answers: {program.returncode} {err}")
    return json.loads(out), program.returncode


def run(*words):
    done = subprocess.run(
        [CTL, "--data-dir", str(folder / "data"), "--json", *words],
        capture_output=True, text=True, timeout=120, env=strict)
    answer = json.loads(done.stdout)
    if not answer["success"]:
        check(False, f"{words}: {done.stdout}")
    return answer["data"]


def set_model(name):
    run("settings", "set", "openai.model", name)


def count(table, *filters):
    words = [word for one in filters for word in ("--filter", one)]
    return run("list", table, *where, *words)["count"]


def find_queued():
    return run("list", "tasks", *where, "--filter", "status=queued")["results"][0]["id"]


def good_ways():
    made, code = ask("cluster", *where, "--engine", "ai")
    check(code == 0 and made["data"]["clusters"] >= 3, f"clusters by AI: {made['data']}")
    check(count("keywords", "status=active") == made["data"]["clustered"],
          "the keywords are active")
    run("undo")
    check(count("clusters") == 0 and count("keywords", "status=pending") == 8,
          "undo takes all of it back")
    run("redo")
    cluster = run("list", "clusters", *where, "--sort", "-volume")["results"][0]
    made, code = ask("ideas", *where, "--cluster", cluster["id"], "--engine", "ai")
    check(code == 0 and made["data"]["created"] >= 1, f"ideas by AI: {made['data']}")
    idea = run("list", "ideas", *where)["results"][0]
    check(idea["outline"] and idea["target_keywords"], "an idea has an outline and keywords")
    again, code = ask("ideas", *where, "--cluster", cluster["id"], "--engine", "ai")
    check(again["data"] == {"created": 0, "skipped": 1}, "a cluster with ideas is skipped")
    run("tasks", *where)
    for model in ("rig-think", "rig-fences", "rig-strict"):
        set_model(model)
        written, code = ask("write", *where, "--task", find_queued(), "--engine", "ai")
        check(code == 0 and written["data"]["done"] == 1, f"{model} writes all the same")
        if count("tasks", "status=queued") == 0:
            break


def bad_ways():
    run("undo")  # the last article, so that a task is queued
    task = find_queued()
    before = count("content")
    told = set()
    for model in ("rig-401", "rig-404", "rig-quota", "rig-500", "rig-too-long", "rig-cut",
                  "rig-blank", "rig-refuse"):
        set_model(model)
        answer, code = ask("write", *where, "--task", task, "--engine", "ai")
        items = (answer.get("data") or {}).get("items") or [{}]
        error = items[0].get("error") or answer.get("error")
        check(code == 1 and error, f"{model} is told: {error}")
        check("test-key" not in json.dumps(answer), "and the key is not")
        told.add(error)
    check(len(told) == 8, "each in its own words")
    set_model("stub-large")
    answer, code = ask("write", *where, "--task", task, "--engine", "ai", key="wrong-key")
    check(code == 1, f"a wrong key is told: {answer}")
    check(count("content") == before and count("tasks", "status=in_progress") == 0,
          "nothing changed")


def cancel():
    set_model("rig-slow")
    program = start("write", *where, "--task", find_queued(), "--engine", "ai")
    program.stdin.write("test-key\n")
    program.stdin.close()
    time.sleep(1.5)
    begun = time.monotonic()
    program.send_signal(signal.SIGINT)
    program.wait(timeout=30)
    check(program.returncode != 0, f"an interrupt ends it with {program.returncode}")
    check(time.monotonic() - begun < 5, "and at once")
    check(count("tasks", "status=in_progress") == 0, "no task is left half done")


def main():
    stub = subprocess.Popen([STUB, "--port", "0"], stdin=subprocess.PIPE,
                            stdout=subprocess.PIPE, text=True)
    try:
        port = stub.stdout.readline().strip()
        run("site", "add", "Shop")
        (folder / "keywords.csv").write_text(KEYWORDS)
        run("import", str(folder / "keywords.csv"), *where)
        run("settings", "set", "openai.base-url", f"http://127.0.0.1:{port}/v1")
        answer, code = ask("cluster", *where, "--engine", "ai")
        check(code == 1 and "model" in answer["error"],
              f"a missing model is told: {answer['error']}")
        set_model("stub-large")
        good_ways()
        bad_ways()
        cancel()
    finally:
        stub.terminate()
        shutil.rmtree(folder, ignore_errors=True)
    print(f"1..{checks}")


main()
