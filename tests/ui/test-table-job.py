#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A long table in a real window, scrolled by the wheel, by keys and by its scroll bar,
made lower and searched: the rows that are seen are the right ones, one after the other,
all drawn and with their names.

    test-table-job.py IGNY8 IGNY8CTL [PICTURES]

Runs itself inside tests/rigs/with-display. 77 when its packages are missing."""

import importlib.util
import os
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
N_ROWS = 20000
PITCH = 39  # pixels from a row to the next
TIMES = 6


def load_main_job():
    """What the test of the main job knows about windows."""
    spec = importlib.util.spec_from_file_location("main_job", HERE / "test-main-job.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def number_of(name):
    found = re.match("item ([0-9]+) ", name)
    return int(found[1]) if found else None


class Table:
    def __init__(self, job, control):
        self.job, self.app, self.control = job, job.app, control
        self.pane = self.list = None

    def run(self, *words):
        subprocess.run([self.control, "--data-dir", self.job.folder, *words], check=True,
                       stdout=subprocess.DEVNULL)

    def fill(self):
        """Keywords whose names are their places in the table, and their hundreds."""
        place = ["--site", "Outdoor Gear", "--sector", "General"]
        with tempfile.NamedTemporaryFile("w", suffix=".csv") as file:
            file.write("Keyword,Volume\n")
            file.writelines(f"item {i:05} h{i // 100:03},{N_ROWS - i}\n" for i in range(N_ROWS))
            file.flush()
            self.run("site", "add", "Outdoor Gear")
            self.run("import", file.name, *place)

    def rows(self):
        """Extents and number, from above. A row that GTK keeps but does not show says
        where it was: those that do not lie with the others are left out."""
        lying = {}
        for row in self.list.find_all("table row"):
            extents, number = row.extents, number_of(row.name)
            if extents and number is not None:
                lying.setdefault(extents[1] - PITCH * number, []).append((number, extents))
        most = max(lying.values(), key=len, default=[])
        return [(extents, number) for number, extents in sorted(most)]

    def open(self):
        self.job.page("Keywords")
        row = self.app.find("table row", "/^item /", timeout=30)
        self.list = row.parent.parent
        self.pane = self.list.parent

    def seen(self):
        """Those of which the middle shows."""
        _, y, _, height = self.pane.extents
        return [row for row in self.rows() if y <= row[0][1] + row[0][3] / 2 <= y + height]

    def wait(self, wanted):
        """Until nothing moves and the first row that is seen is a wanted one."""
        from uidrive import NotFound, poll, settle

        def look():
            seen = settle(self.seen, timeout=10)
            return seen and wanted(seen[0][1]) and seen

        try:
            return poll(look, 20, "")
        except NotFound:
            raise AssertionError(f"seen are {[number for _, number in self.seen()]}") from None

    def point(self, x, y):
        """On the screen, from a place in the table."""
        return self.app.on_screen(self.pane, self.pane.extents[0] + x, self.pane.extents[1] + y)

    @staticmethod
    def is_drawn(picture, x, y, height):
        """Whether anything is to be seen where its first words are."""
        said = subprocess.run(["convert", picture, "-crop", f"200x{height - 8}+{x + 40}+{y + 4}",
                               "-format", "%[fx:standard_deviation]", "info:"], check=True,
                              text=True, stdout=subprocess.PIPE).stdout
        return float(said) > 0.005

    def check(self, what, wanted):
        """The number of the first row that is seen, which is a wanted one."""
        seen = self.wait(wanted)
        numbers = [number for _, number in seen]
        assert len(numbers) > 3 and numbers == list(range(numbers[0], numbers[-1] + 1)), numbers
        with tempfile.NamedTemporaryFile(suffix=".png") as file:
            self.app.screenshot(file.name)
            x, y = self.app.on_screen(self.pane, 0, 0)
            blank = [number for at, number in seen
                     if not self.is_drawn(file.name, x + at[0], y + at[1], at[3])]
        assert not blank, f"rows {blank} of {numbers} are blank"
        self.job.ok(what)
        return numbers[0]


def scroll_by_wheel(table):
    from uidrive import xdo

    table.check("it begins with the first row", lambda first: first == 0)
    xdo("mousemove", *table.point(400, 300), "click", "--repeat", 10, "--delay", 200, 5)
    slow = table.check("a slow wheel scrolls", lambda first: first > 8)
    far = slow * (TIMES + 1)
    xdo("click", "--repeat", 10 * TIMES, "--delay", 8, 5)
    table.check("a fast wheel scrolls as far a turn", lambda first: abs(first - far) <= TIMES + 1)
    xdo("click", "--repeat", 10 * TIMES, "--delay", 8, 4)
    table.check("and back", lambda first: abs(first - slow) <= 1)


def scroll_by_keys(table):
    from uidrive import xdo

    table.app.key("ctrl+f", "Escape")
    xdo("key", "--delay", 100, *["Page_Down"] * 20)
    table.check("Page Down goes on", lambda first: first > 100)
    table.app.key("End")
    table.check("End goes to the last row", lambda first: first > N_ROWS - 30)
    table.app.key("Home")
    table.check("Home goes to the first row", lambda first: first == 0)


def scroll_by_bar(table):
    """Drags what GTK lays upon the rows when the pointer is near."""
    from uidrive import xdo

    _, _, width, height = table.pane.extents
    for x in (width - 30, width - 6):
        xdo("mousemove", *table.point(x, 12), "sleep", 0.5)
    xdo("mousedown", 1)
    for part in range(1, 11):
        xdo("mousemove", *table.point(width - 6, 12 + height * part / 20), "sleep", 0.05)
    xdo("mouseup", 1, "mousemove", *table.point(100, 100))
    table.check("the scroll bar is dragged", lambda first: 0.3 < first / N_ROWS < 0.7)


def change(table):
    """The window, and what is in the table."""
    from uidrive import xdo

    window = xdo("search", "--onlyvisible", "--pid", table.app.pid).split()[0]
    xdo("windowsize", window, 1000, 650)
    table.check("the window is smaller", lambda first: 0.3 < first / N_ROWS < 0.7)
    xdo("windowsize", window, 1300, 850)
    table.check("the window is larger", lambda first: 0.3 < first / N_ROWS < 0.7)
    table.app.key("ctrl+f")
    table.app.type_text("h123")
    table.check("what is searched for is shown", lambda first: first == 12300)
    table.app.key("ctrl+a", "BackSpace", "Escape")
    table.check("all is shown again", lambda first: first == 0)


def main():
    main_job = load_main_job()
    if os.environ.get("IGNY8_IN_DISPLAY") is None:
        main_job.enter_display()
    program, control = sys.argv[1:3]
    job = main_job.Job(program, sys.argv[3] if len(sys.argv) > 3 else None)
    table = Table(job, control)
    try:
        table.fill()
        table.open()
        scroll_by_wheel(table)
        scroll_by_keys(table)
        scroll_by_bar(table)
        change(table)
    except Exception as error:
        if len(sys.argv) > 3:
            job.app.screenshot(pathlib.Path(sys.argv[3]) / "failed.png")
        print(f"not ok {job.number + 1} {error!r}")
        raise
    finally:
        said = job.close()
        print(said, file=sys.stderr)
    assert said == "", said
    print(f"1..{job.number}", flush=True)


if __name__ == "__main__":
    main()
