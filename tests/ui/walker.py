# SPDX-License-Identifier: GPL-3.0-or-later
"""The program with the part that measures (walk.c), for the tests that walk."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

RIGS = pathlib.Path(__file__).resolve().parent.parent / "rigs"
NEEDED = ["Xvfb", "xfwm4", "xdotool", "dbus-daemon"]
sys.path.insert(0, str(RIGS))


def skip(why):
    print(f"1..0 # SKIP {why}")
    sys.exit(77)


def enter_display():
    """Runs this program again inside tests/rigs/with-display, unless it is there."""
    if "IGNY8_IN_DISPLAY" in os.environ:
        return
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        skip("not installed: " + ", ".join(missing))
    try:
        import gi

        gi.require_version("Atspi", "2.0")
    except (ImportError, ValueError):
        skip("not installed: gir1.2-atspi-2.0")
    os.environ["IGNY8_IN_DISPLAY"] = "1"
    rig = str(RIGS / "with-display")
    os.execv(rig, [rig, "--size", "1600x1000", sys.executable, *sys.argv])


def spell(number):
    """A word that no other number has."""
    parts = ["ba", "co", "di", "fe", "go", "hu", "ki", "lo", "mu", "ne"]
    return "".join(parts[int(digit)] for digit in str(number))


class Data:
    """A data folder with so many keywords, and what comes of them."""

    place = ["--site", "Outdoor Gear", "--sector", "General"]

    def __init__(self, programs, sample, n_keywords):
        self.ctl, self.stub = programs
        self.n_keywords = n_keywords
        self.folder = tempfile.mkdtemp(prefix="igny8-walk-")
        self.run("site", "add", "Outdoor Gear")
        if n_keywords == 0:
            return
        path = os.path.join(self.folder, "keywords.csv")
        self.write(path, sample)
        self.run("import", path, *self.place)
        self.run("cluster", *self.place)
        self.run("ideas", *self.place)
        self.run("tasks", *self.place)
        self.write_texts()

    def write_texts(self):
        """By the stand-in for an AI, so that there are pictures, prices and logs; briefs
        for the others."""
        found = json.loads(self.run("list", "tasks", "--limit", "3", "--json"))
        tasks = [word for task in found["data"]["results"] for word in ("--task", task["id"])]
        stub = subprocess.Popen([self.stub], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                text=True)
        url = f"http://127.0.0.1:{stub.stdout.readline().strip()}/v1"
        for name, value in (("openai.base-url", url), ("openai.model", "stub-large"),
                            ("image_generation.base-url", url),
                            ("image_generation.model", "gpt-image-2")):
            self.run("settings", "set", name, value)
        self.run("write", *self.place, *tasks, "--engine", "ai", "--key-stdin")
        self.run("images", "generate", *self.place, *tasks, "--engine", "ai", "--key-stdin")
        stub.stdin.close()
        stub.wait(10)
        if 1 < self.n_keywords <= 1000:
            self.run("write", *self.place)

    def write(self, path, sample):
        """The lines of the sample, and again with other words, until there are enough."""
        with open(sample, encoding="utf-8") as file:
            header, *lines = file.read().splitlines()
        with open(path, "w", encoding="utf-8") as file:
            file.write(header + "\n")
            for i in range(self.n_keywords):
                line = lines[i % len(lines)]
                if i >= len(lines):
                    line = re.sub("^(\"?)", rf"\1{spell(i // len(lines))} ", line)
                file.write(line + "\n")

    def run(self, *words):
        done = subprocess.run([self.ctl, "--data-dir", self.folder, *words], text=True,
                              input="test-key\n", capture_output=True, check=False)
        if done.returncode != 0:
            sys.exit(f"{words}: {done.stderr}")
        return done.stdout

    def remove(self):
        shutil.rmtree(self.folder, ignore_errors=True)


class Walker:
    """The program, with the part that measures."""

    def __init__(self, program, folder, contrast):
        env = dict(os.environ, GSETTINGS_BACKEND="memory")
        env.pop("G_DEBUG", None)
        if contrast:
            env["ADW_DEBUG_HIGH_CONTRAST"] = "1"
        self.process = subprocess.Popen([program, "--data-dir", folder], env=env, text=True,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL)
        self.app = None
        self.unnamed = set()  # told already
        if self.hear() != "ready":
            sys.exit("the window did not come")

    def say(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def hear(self):
        line = self.process.stdout.readline()
        if not line:
            raise EOFError(f"the program ended with {self.process.wait()}")
        return line.rstrip("\n")

    def ask(self, line):
        """What it answers, up to “done”."""
        self.say(line)
        answer = []
        while (said := self.hear()) != "done":
            answer.append(said)
        return answer

    def pages(self):
        self.say("pages")
        return self.hear().split()

    def visit(self, place, width, scheme, direction, text, picture=None, meanwhile=None):
        """What is wrong there; meanwhile() is asked too, while it is shown."""
        look = "dark" if scheme == "dark" else "light"
        self.say(" ".join(filter(None, [place, str(width), look, direction, str(text), picture])))
        faults = []
        if self.hear() != "shown":
            raise EOFError("it was not shown")
        if meanwhile is not None:
            faults += meanwhile()
        return faults + [line.removeprefix("fault ") for line in self.ask("measure")]

    def close(self):
        """Closes its window, which ends it."""
        self.process.stdin.close()
        try:
            if self.process.wait(20) != 0:
                sys.exit(f"the program ended with {self.process.returncode}")
        except subprocess.TimeoutExpired:
            self.process.kill()
            sys.exit("the program did not end when its window was closed")
