#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Forms in a real window: the first steps, preferences, a prompt, the list of
jobs, and a toast's Undo that names its step.

    test-forms-job.py IGNY8 IGNY8CTL SAMPLE.csv [PICTURES]

Runs itself inside tests/rigs/with-display. 77 when its packages are missing."""

import importlib.util
import os
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent


def load(name):
    """What another test knows about windows."""
    path = HERE / f"test-{name}-job.py"
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Forms:
    def __init__(self, job, control, run):
        from uidrive import poll

        self.job, self.app, self.poll = job, job.app, poll
        self.run = lambda *words: run(job, control, *words)

    def setting(self, name):
        for one in self.run("settings", "list")["results"]:
            if one["name"] == name:
                return one["value"]
        raise KeyError(name)

    def wait_setting(self, name, value):
        self.poll(lambda: self.setting(name) == value, 20, f"{name} is not {value}")

    def steps(self):
        self.app.click("push button", "Get Started")
        self.app.find("label", "2 of 5 steps are done", timeout=20)
        self.job.ok("the first steps say how far one is")
        self.app.key("Escape")

    def preferences(self):
        self.app.key("ctrl+comma")
        entry = self.app.find("text", "/^Days until deleted/", timeout=20)
        entry.type("abc")
        self.app.find("label", "/^Type a number from 1 to/")
        self.job.ok("a wrong number is complained about")
        entry.type("45")
        self.app.key("Return")

    def undo(self):
        """The toast's Undo, after something else was done."""
        # A toast stays as long as the mouse is over it.
        toast = self.app.find("label", "/^Changed “Days until/").hover()
        self.run("set", "sites", self.site(), "name=Indoor Gear")
        while not toast.find_all("push button"):
            toast = toast.parent
        toast.find("push button", "/Undo/").click()
        self.app.find("push button", "Undo All")
        assert self.setting("general.trash-days") == "45"
        self.job.ok("a preference is saved at once")
        self.app.click("push button", "Undo All")
        self.wait_setting("general.trash-days", "30")
        assert self.run("list", "sites")["results"][0]["name"] == "Outdoor Gear"
        self.job.ok("Undo asks before it takes along what came after")
        self.app.key("Escape")

    def own_model(self):
        """What is empty again is that of all functions: it can be emptied."""
        self.app.key("ctrl+comma")
        self.app.click("page tab", "AI", timeout=20)
        self.app.find("list item", "Writing").reveal()
        self.app.click("list item", "Clustering")
        entry = self.app.find("text", "Model", timeout=20)
        entry.type("moon")
        self.app.key("Return")
        self.wait_setting("openai.auto_cluster-model", "moon")
        self.app.find("label", "moon", timeout=20)
        self.job.ok("a function has a model of its own")
        entry.type("")
        self.app.key("ctrl+a", "BackSpace", "Return")
        self.wait_setting("openai.auto_cluster-model", "")
        self.job.ok("and none again")
        self.poll(self.is_closed, 20, "the preferences stay")

    def is_closed(self):
        """A field or a toast may take the key for itself at first."""
        self.app.key("Escape")
        return not self.app.find_all("page tab", "AI")

    def site(self):
        return self.run("list", "sites")["results"][0]["id"]

    def level(self, kind):
        found = [one for one in self.run("prompt", "list")["results"] if one["type"] == kind]
        return found[0]["level"]

    def prompt(self):
        self.job.page("Prompts")
        text = self.app.find("text", "Text of the prompt", timeout=20)
        text.click()
        self.app.key("ctrl+Home")
        self.app.type_text("[IGNY8_NOTHING]")
        self.app.find("label", "/is no placeholder of this prompt/")
        self.job.ok("an unknown placeholder is complained about")
        for _ in "[IGNY8_NOTHING]":
            self.app.key("BackSpace")
        self.app.type_text("Be brief. ")
        self.app.key("ctrl+s")
        self.poll(lambda: self.level("clustering") == "account", 20, "the prompt was not saved")
        self.job.ok("a prompt is saved by the keyboard")
        self.app.click("push button", "Test…")
        self.app.find("label", "/^No model is chosen yet/", timeout=20)
        self.job.ok("a trial says first what is missing")
        self.app.key("Escape")
        self.app.click("push button", "Reset to Default")
        self.poll(lambda: self.level("clustering") == "default", 20, "the prompt was not reset")
        self.job.ok("and it is reset")

    def jobs(self, sample):
        place = ["--site", "Outdoor Gear", "--sector", "General"]
        self.run("import", sample, *place)
        self.run("queue", "pause")
        self.run("queue", "add", "auto_cluster", *place)
        self.app.find("label", "1 waiting", timeout=20)
        self.app.key("ctrl+j")
        self.app.click("push button", "/^Cancel: Cluster/")
        self.app.click("push button", "/^Try Again: Cluster/")
        self.job.ok("a job is canceled and tried again")
        self.app.click("push button", "/^Cancel: Cluster/")
        self.app.click("push button", "Clear Finished")
        self.app.find("label", "No Jobs", timeout=20)
        self.job.ok("what has ended is cleared")
        self.app.key("Escape")


def main():
    main_job, clusters = load("main"), load("clusters")
    if os.environ.get("IGNY8_IN_DISPLAY") is None:
        main_job.enter_display()
    program, control, sample = sys.argv[1:4]
    job = main_job.Job(program, sys.argv[4] if len(sys.argv) > 4 else None)
    try:
        main_job.make_site(job)
        forms = Forms(job, control, clusters.run)
        forms.steps()
        forms.own_model()
        forms.preferences()
        forms.undo()
        forms.prompt()
        forms.jobs(sample)
    except Exception as error:
        print(f"not ok {job.number + 1} {error!r}")
        if job.pictures:
            job.app.screenshot(pathlib.Path(job.pictures) / "failed.png")
        raise
    finally:
        said = job.close()
        print(said, file=sys.stderr)
    assert "WARNING" not in said and "CRITICAL" not in said, said
    print(f"1..{job.number}", flush=True)


if __name__ == "__main__":
    main()
