#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every page of the window, looked at: nothing cut, nothing upon another, no
warning, no control without a name.

    test-walk.py WALK IGNY8CTL STUB SAMPLE.csv [--all] [--million] [--seed N]
                 [--pictures FOLDER] [--only PAGE,…]

The base case is 1,000 keywords at 1440 pixels, light, left to right, for every
page; beside it stand settings in which each two values of data size, width,
colors, direction and size of the text meet once. Without --all a tenth of it is done, drawn by a
seed that is printed, and the same for everybody unless another one is given: a
change should be blamed for what it did. Runs itself inside tests/rigs/with-display. 77 when its
packages are missing."""

import argparse
import itertools
import random
import re
import sys

from walker import Data, Walker, enter_display

FIRST_SEED = 1405848405
# Windows that are no page, but as much looked at.
WINDOWS = ["win.jobs", "win.palette", "win.preferences", "win.welcome", "win.history",
           "win.new-site", "win.show-help-overlay"]
WIDTHS = (360, 760, 1440)
SCHEMES = ("light", "dark", "contrast")
DIRECTIONS = ("ltr", "rtl")
TEXTS = (100, 150, 200)
# Text of twice the size in a window for a telephone is no use to anybody.
NARROW = {150: 560, 200: 760}
BASE = (1000, 1440, "light", "ltr", 100)
# What a person works with: each must say what it is.
CONTROLS = {"push button", "toggle button", "check box", "radio button", "text", "entry",
            "password text", "combo box", "spin button", "slider", "switch", "link", "list item",
            "menu item", "page tab", "table column header"}
# What GTK 4.8 says of widgets of its own, and what libadwaita 1.2 shortens.
OF_GTK = [("win.show-help-overlay", "GtkLabel .* reported min width -"),
          ("win.preferences", "GtkLabel “Planning and Writing” is shortened")]


def pairs_of(setting):
    return {(i, setting[i], j, setting[j]) for i, j in itertools.combinations(range(5), 2)}


def pairwise(sizes):
    """Settings in which each two values meet, and the base case: taken one by one,
    each the one with the most that did not meet yet."""
    left = set()
    everything = list(itertools.product(sizes, WIDTHS, SCHEMES, DIRECTIONS, TEXTS))
    for setting in everything:
        left |= pairs_of(setting)
    chosen = [BASE]
    left -= pairs_of(BASE)
    while left:
        best = max(everything, key=lambda setting: len(pairs_of(setting) & left))
        chosen.append(best)
        left -= pairs_of(best)
    return chosen


def find_unnamed(walker):
    """Each once: pages that were shown before are still on the bus."""
    from uidrive import App

    if walker.app is None:
        walker.app = App.attach(walker.process.pid)
    found = {f"{widget.role} without a name in {lineage(widget)}"
             for widget in walker.app.windows[-1].walk()
             if widget.role in CONTROLS and not has_name(widget)}
    new = sorted(found - walker.unnamed)
    walker.unnamed |= found
    return new


def has_name(widget):
    """Rows and items are named by what they show."""
    if widget.name:
        return True
    if widget.role == "list item" and not widget.actions:
        return True  # A row that is no control: a banner, or a row that has controls.
    return widget.role in ("list item", "menu item", "table column header") and widget.label


def lineage(widget):
    """Where it is, by what has a name there."""
    words = []
    while (widget := widget.parent) is not None and len(words) < 3:
        if widget.name:
            words.append(f"{widget.role} “{widget.name[:40]}”")
    return ", ".join(words)


def is_of_gtk(place, fault):
    return any(place == of and re.search(words, fault) for of, words in OF_GTK)


def draw_lots(visits, all_of_them, seed):
    if all_of_them:
        return visits
    print(f"# seed {seed}, a tenth of {len(visits)}", flush=True)
    return random.Random(seed).sample(visits, len(visits) // 10)


def run_group(options, data, contrast, visits, report):
    walker = Walker(options.walk, data.folder, contrast)
    try:
        for place, setting in visits:
            size, width, scheme, direction, text = setting
            width = max(width, NARROW.get(text, 0))
            name = f"{place}-{size}-{width}-{scheme}-{direction}-{text}"
            picture = f"{options.pictures}/{name}.png" if options.pictures else None
            # GTK's own window of shortcuts has buttons without a name.
            names = width == 1440 and scheme == "light" and place != "win.show-help-overlay"
            faults = walker.visit(place, width, scheme, direction, text, picture,
                                  (lambda: find_unnamed(walker)) if names else None)
            report(name, [fault for fault in faults if not is_of_gtk(place, fault)])
    finally:
        walker.close()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("walk")
    parser.add_argument("ctl")
    parser.add_argument("stub")
    parser.add_argument("sample")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--million", action="store_true")
    parser.add_argument("--seed", type=int, default=FIRST_SEED)
    parser.add_argument("--pictures")
    parser.add_argument("--only", type=lambda text: text.split(","))
    parser.add_argument("--setting")
    options = parser.parse_args()

    many = 1000000 if options.million else 20000
    settings = pairwise((0, 1, 1000, many))
    if options.setting:
        size, width, scheme, direction, text = options.setting.split("-")
        settings = [(int(size), int(width), scheme, direction, int(text))]
    everything = {}
    sizes = sorted({setting[0] for setting in settings})
    places = options.only
    failed = done = 0

    def report(name, faults):
        nonlocal failed, done
        done += 1
        failed += bool(faults)
        print(f"{'not ok' if faults else 'ok'} {done} {name}", flush=True)
        for fault in faults:
            print(f"#   {fault}", flush=True)

    if places is None:
        empty = Data((options.ctl, options.stub), options.sample, 0)
        walker = Walker(options.walk, empty.folder, False)
        places = walker.pages() + WINDOWS
        walker.close()
        empty.remove()
    visits = draw_lots([(place, setting) for setting in settings for place in places],
                       options.all, options.seed)
    for place, setting in visits:
        key = setting[0], setting[2] == "contrast"
        everything.setdefault(key, []).append((place, setting))
    for size in sizes:
        groups = [(key[1], group) for key, group in everything.items() if key[0] == size]
        if not groups:
            continue
        data = Data((options.ctl, options.stub), options.sample, size)
        for contrast, group in groups:
            run_group(options, data, contrast, group, report)
        data.remove()
    print(f"1..{done}")
    return 1 if failed else 0


if __name__ == "__main__":
    enter_display()
    sys.exit(main())
