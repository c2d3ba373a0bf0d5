#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts a testlog.json of meson's: "PASSED FAILED SKIPPED" on standard
output, the end of what each failed test said on standard error."""

import json
import sys

PASSED = {"OK", "EXPECTEDFAIL"}
TAIL = 30


def report(test):
    name = test["name"]
    print(f"--- {test['result']}: {name} ({test['duration']:.1f} s)", file=sys.stderr)
    lines = (test.get("stdout", "") + "\n" + test.get("stderr", "")).strip().splitlines()
    # A TAP log has the lines that matter somewhere in its middle.
    bad = [line for line in lines if line.startswith(("not ok", "Bail out!"))]
    for line in bad[:10] + lines[-TAIL:]:
        print("    " + line[:300], file=sys.stderr)


def main(path):
    counts = [0, 0, 0]
    with open(path, encoding="utf-8", errors="replace") as log:
        for line in log:
            test = json.loads(line)
            if test["result"] in PASSED:
                counts[0] += 1
            elif test["result"] == "SKIP":
                counts[2] += 1
            else:
                counts[1] += 1
                report(test)
    print(*counts)


if __name__ == "__main__":
    main(sys.argv[1])
