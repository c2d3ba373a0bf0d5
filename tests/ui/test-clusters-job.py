#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Clusters in a real window: grouped anew at another strictness after a look at
what would change, and taken back.

    test-clusters-job.py IGNY8 IGNY8CTL SAMPLE.csv [PICTURES]

Runs itself inside tests/rigs/with-display. 77 when its packages are missing."""

import importlib.util
import json
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent


def load_main_job():
    """What the test of the main job knows about windows."""
    spec = importlib.util.spec_from_file_location("main_job", HERE / "test-main-job.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run(job, control, *arguments):
    """A command of the terminal on the data of the window."""
    answer = subprocess.run([control, "--data-dir", job.folder, "--json", *arguments], check=True,
                            text=True, stdout=subprocess.PIPE).stdout
    return json.loads(answer)["data"]


def main():
    main_job = load_main_job()
    if os.environ.get("IGNY8_IN_DISPLAY") is None:
        main_job.enter_display()
    program, control, sample = sys.argv[1:4]
    job = main_job.Job(program, sys.argv[4] if len(sys.argv) > 4 else None)
    try:
        main_job.make_site(job)
        place = ["--site", "Outdoor Gear", "--sector", "General"]
        run(job, control, "import", sample, *place)
        run(job, control, "cluster", *place)
        job.count("Clusters", main_job.some)
        job.ok("keywords are imported and clustered")

        job.page("Clusters")
        before = run(job, control, "list", "clusters")["count"]
        job.app.click("push button", "Cluster Anew…")
        # Over the accessible slider, as an assistive tool would.
        slider = job.app.find("slider", timeout=20)
        job.app.find("label", "/ clusters \\(now /", timeout=30)
        job.ok("the dialog counts the clusters there would be")
        slider.click()
        for _ in range(10):
            job.app.key("Right")
        job.app.find("label", "/change their place/", timeout=30)
        job.app.click("label", "/Compare with the Clusters/")
        job.app.find("label", "/^(New, with|Gone;|Was|Other keywords)/", timeout=30)
        job.ok("it says what would change")
        job.app.click("push button", "Apply")
        job.toast("/^Clustered /")
        after = run(job, control, "list", "clusters")["count"]
        assert after != before, (before, after)
        job.ok("keywords are clustered anew")
        run(job, control, "undo")
        assert run(job, control, "list", "clusters")["count"] == before
        job.ok("and as they were")

        job.app.quit()
        job.start(sample)
        job.app.find("label", "Into Outdoor Gear › General", timeout=30)
        job.app.find("label", "/ 241 unchanged /", timeout=30)
        job.ok("a file that the program is started with is offered for import")
    except Exception as error:
        print(f"not ok {job.number + 1} {error!r}")
        raise
    finally:
        said = job.close()
        print(said, file=sys.stderr)
    assert said == "", said
    print(f"1..{job.number}", flush=True)


if __name__ == "__main__":
    main()
