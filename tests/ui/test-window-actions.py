#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every action of the window is in the palette and has its key in the shortcuts
window, and what changes the data asks first or can be undone.

    test-window-actions.py WALK IGNY8CTL STUB SAMPLE.csv

The exceptions stand below, each with its reason. Runs itself inside
tests/rigs/with-display. 77 when its packages are missing."""

import contextlib
import re
import sqlite3
import sys

from walker import Data, Walker, enter_display

# Of the window and of the widgets on its pages, but not in the palette.
NOT_IN_PALETTE = {
    "win.palette": "it is the palette",
    "win.back": "Escape closes the palette; there is nothing more to go back from",
    "win.page-at": "Ctrl+1 to Ctrl+9; the palette has the pages by name",
    "win.act": "header buttons; the palette has the same as win.act-on, with the page",
    "win.act-selected": "only while rows are selected; tested below",
    "win.open": "records, found by what is typed",
    "win.undo-step": "the button of a toast; the palette has Undo and the history all steps",
    "table.act": "in the palette as win.act-on and, for the selection, win.act-selected",
    "home.do": "the buttons of the cards; the palette has the same as win.act-on and win.page",
    "home.undo": "the palette has Undo",
}
# Reloads after an error, and what needs the thing it is about under the keyboard.
NOT_IN_PALETTE_PATTERNS = {
    r"\.(reload|retry)$": "the button that an error brings; the page reloads by itself",
    r"^(chip|calendar)\.": "about the content that the keyboard is on; its keys are in the"
                           " shortcuts window, and its menu has them",
    r"^map(-page)?\.": "zooming and walking in the map, its keys are in the shortcuts window",
    r"^picture\.": "about the chart that the keyboard is on, with keys and a menu",
    r"^(settings|prompts|status|resources|automation)\.": "a button of the page itself",
}
NOT_DONE = {
    "app.quit": "it would end the test",
    "win.undo": "the others are tested with it",
    "win.redo": "the same",
}
PLACES = {"win.page", "win.place"}  # Where to look; the walk of the pages does it.


def is_excused(action):
    return action in NOT_IN_PALETTE or any(re.search(pattern, action)
                                           for pattern in NOT_IN_PALETTE_PATTERNS)


def name_of(detailed):
    """The action without its target."""
    return re.split(r"::|\(", detailed, maxsplit=1)[0]


class Actions:
    def __init__(self, lines):
        self.window, self.widget, self.palette, self.shortcuts = set(), set(), [], set()
        for line in lines:
            kind, _, rest = line.partition(" ")
            if kind == "window":
                self.window.add(rest)
            elif kind == "widget":
                self.widget.add(rest.split(" ")[1])
            elif kind == "palette":
                self.palette.append(rest)
            elif kind == "shortcut":
                self.shortcuts.update(rest.split(" "))


class Steps:
    """The log of what was done, as the file has it."""

    def __init__(self, folder):
        self.path = f"file:{folder}/igny8.db?mode=ro"

    def read(self):
        with contextlib.closing(sqlite3.connect(self.path, uri=True)) as db:
            return db.execute("SELECT step, label, kind, undone FROM steps"
                              " WHERE kind != 'system' ORDER BY step").fetchall()


class Test:
    def __init__(self):
        self.number = self.failed = 0

    def ok(self, good, what):
        self.number += 1
        self.failed += not good
        print(f"{'ok' if good else 'not ok'} {self.number} {what}", flush=True)


def check_lists(test, actions):
    offered = {name_of(action) for action in actions.palette}
    for action in sorted(actions.window | actions.widget):
        test.ok(action in offered or is_excused(action), f"{action} is in the palette")
    for action in sorted(NOT_IN_PALETTE):
        test.ok(action in actions.window | actions.widget and action not in offered,
                f"{action} is an exception still")


def check_done(test, walker, steps, action):
    """What it did without asking, it takes back."""
    before = steps.read()
    opened = walker.ask(f"do {action}")
    after = steps.read()
    if len(after) == len(before):
        test.ok(True, f"{action}: {'it asks' if opened else 'nothing is changed'}")
        return
    walker.ask("do win.undo")
    undone = {step for step, _, kind, gone in steps.read() if gone and kind == "do"}
    new = [step for step, _, kind, _ in after[len(before):] if kind == "do"]
    test.ok(set(new) <= undone, f"{action}: {after[-1][1]}, and undo takes it back")


def check_selected(test, walker, steps, pages):
    """The palette has what can be done with the selection, and does it."""
    for page in pages:
        if walker.ask(f"select {page}") != ["selected 1"]:
            continue
        offered = [line for line in walker.ask("palette")
                   if line.startswith("palette win.act-selected")]
        test.ok(offered, f"{page}: the palette has {len(offered)} actions of the selection")
        for line in offered:
            walker.ask(f"select {page}")
            check_done(test, walker, steps, line.removeprefix("palette "))


def main():
    walk, ctl, stub, sample = sys.argv[1:5]
    data = Data((ctl, stub), sample, 100)
    walker = Walker(walk, data.folder, False)
    steps = Steps(data.folder)
    test = Test()
    try:
        walker.ask("do win.undo")  # So that there is something to redo.
        actions = Actions(walker.ask("actions"))
        walker.ask("do win.redo")
        check_lists(test, actions)
        for action in actions.palette:
            if action not in NOT_DONE and name_of(action) not in PLACES:
                check_done(test, walker, steps, action)
        check_selected(test, walker, steps, walker.pages())
    finally:
        walker.close()
        data.remove()
    print(f"1..{test.number}")
    return 1 if test.failed else 0


if __name__ == "__main__":
    enter_display()
    sys.exit(main())
