#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts what a testlog.json of meson's says, and the logs of later tries of some
of its tests: "PASSED FAILED SKIPPED" on standard output, the end of what each
failed test said on standard error. With --failed, the names of those only."""

import json
import sys

PASSED = {"OK", "EXPECTEDFAIL"}
TAIL = 30


def is_bad(test):
    return test["result"] not in PASSED and test["result"] != "SKIP"


def report(test, later):
    again = f", then {later['result']}" if later is not test else ""
    print(f"--- {test['result']}{again}: {test['name']} ({test['duration']:.1f} s)",
          file=sys.stderr)
    lines = (test.get("stdout", "") + "\n" + test.get("stderr", "")).strip().splitlines()
    # A TAP log has the lines that matter somewhere in its middle.
    bad = [line for line in lines if line.startswith(("not ok", "Bail out!"))]
    for line in bad[:10] + lines[-TAIL:]:
        print("    " + line[:300], file=sys.stderr)


def read(path):
    with open(path, encoding="utf-8", errors="replace") as log:
        return [json.loads(line) for line in log]


def main(paths):
    first = read(paths[0])
    last = {test["name"]: test for test in first}
    for path in paths[1:]:
        last.update((test["name"], test) for test in read(path))
    counts = [0, 0, 0]
    for test in first:
        later = last[test["name"]]
        counts[1 if is_bad(later) else 2 if later["result"] == "SKIP" else 0] += 1
        if is_bad(test):
            report(test, later)
    print(*counts)


if __name__ == "__main__":
    if sys.argv[1] == "--failed":
        print(*(test["name"].split(" / ")[-1] for test in read(sys.argv[2]) if is_bad(test)))
    else:
        main(sys.argv[1:])
