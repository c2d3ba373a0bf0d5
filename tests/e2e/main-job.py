#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job in the terminal, from a keyword file to a public page, against a
real WordPress, a real keyring and a server that speaks OpenAI's interface.

main-job.py IGNY8CTL STUB RIGS SAMPLE

Started by run-main-job. Exit 77: a part is missing here."""

import base64
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import urllib.request

CTL, STUB, RIGS, SAMPLE = sys.argv[1:5]
folder = pathlib.Path(tempfile.mkdtemp(prefix="igny8-e2e-"))
strict = {**os.environ, "G_DEBUG": "fatal-warnings,gc-friendly"}
checks = 0


def check(wanted, said):
    global checks
    checks += 1
    if not wanted:
        print(f"not ok {checks} - {said}", flush=True)
        raise SystemExit(1)
    print(f"ok {checks} - {said}", flush=True)


def run(*words, secret=None, good=True):
    """Runs a command with --json and gives its data, or its error."""
    done = subprocess.run(
        [CTL, "--data-dir", str(folder / "data"), "--json", *words],
        input=secret, capture_output=True, text=True, timeout=300, env=strict)
    for line in done.stderr.splitlines():
        if "WARNING" in line or "CRITICAL" in line:
            check(False, f"{words[0]} prints no warning: {line}")
    if not done.stdout:
        check(False, f"{words[0]} answers: it ended with {done.returncode}: {done.stderr}")
    answer = json.loads(done.stdout)
    if answer["success"] != good or (done.returncode == 0) != good:
        check(False, f"{' '.join(words)}: {done.stdout} {done.stderr}")
    return answer["data"] if good else answer["error"]


def items_of(words, **more):
    """A publish fails per item, so its exit code is not looked at here."""
    done = subprocess.run(
        [CTL, "--data-dir", str(folder / "data"), "--json", *words],
        capture_output=True, text=True, timeout=300, env=strict)
    return json.loads(done.stdout)


def read_env(path):
    values = {}
    for line in path.read_text().splitlines():
        name, mark, value = line.removeprefix("export ").partition("=")
        if mark:
            values[name] = value.strip("'\"")
    return values


def fetch(url):
    with urllib.request.urlopen(url, timeout=30) as answer:
        return answer.read().decode()


def posts_of(wp):
    url = wp["WP_REST"] + "wp/v2/posts?per_page=100&status=any&context=edit"
    request = urllib.request.Request(url)
    login = f"{wp['WP_ADMIN_USER']}:{wp['WP_ADMIN_APP_PASSWORD']}".encode()
    request.add_header("Authorization", "Basic " + base64.b64encode(login).decode())
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def publish_error(*words):
    answer = items_of(["publish", *words])
    text = json.dumps(answer, ensure_ascii=False)
    check(not answer["success"] or answer["data"]["failed"] > 0, "the publish fails: " + text[:300])
    if answer.get("data"):
        return answer["data"]["items"][0]["error"]
    return answer["error"]


def main():
    where = ["--site", "Outdoor", "--sector", "Hiking"]
    if shutil.which("mariadbd") is None and not pathlib.Path("/usr/sbin/mariadbd").exists():
        print("no MariaDB here, so no WordPress")
        raise SystemExit(77)
    up = subprocess.run([f"{RIGS}/wordpress-up", str(folder / "wp"), "0"],
                        capture_output=True, text=True)
    if up.returncode != 0:
        print("WordPress does not start: " + up.stderr[-500:])
        raise SystemExit(77 if "not installed" in up.stderr else 1)
    wp = read_env(folder / "wp" / "env")
    stub = subprocess.Popen([STUB, "--port", "0"], stdin=subprocess.PIPE,
                            stdout=subprocess.PIPE, text=True)
    try:
        port = stub.stdout.readline().split()[-1].rsplit(":", 1)[-1].strip("/")
        port = port.split("/")[0]
        walk(where, wp, f"http://127.0.0.1:{port}/v1")
    finally:
        stub.terminate()
        subprocess.run([f"{RIGS}/wordpress-down", str(folder / "wp")], capture_output=True)
        shutil.rmtree(folder, ignore_errors=True)
    print(f"1..{checks}")


def plan(where):
    """From a keyword file to tasks; gives the site's id and the number of tasks."""
    site = run("site", "add", "Outdoor", "--domain", "outdoor.example")
    run("sector", "add", "--site", "Outdoor", "Hiking")
    report = run("import", SAMPLE, *where)
    check(report["added"] > 100, f"imports {report['added']} keywords from {report['source']}")
    parts = ("added", "merged", "unchanged", "rejected")
    check(report["read"] == sum(report[part] for part in parts),
          "every record is accounted for")
    made = run("cluster", *where)
    check(made["clusters"] > 5 and made["clustered"] > 50, f"clusters {made}")

    cluster = run("list", "clusters", *where, "--sort", "-volume", "--limit", "1")["results"][0]
    ideas = run("ideas", *where, "--cluster", cluster["id"])
    check(ideas["created"] >= 1, f"makes {ideas['created']} ideas")
    tasks = run("tasks", *where)
    check(tasks["done"] == ideas["created"] and tasks["failed"] == 0,
          f"makes {tasks['done']} tasks")
    return site.get("id") or site["site"]["id"], tasks["done"]


def write(where, base_url, n_tasks):
    """From tasks to articles; gives one of them."""
    run("settings", "set", "openai.base-url", base_url)
    run("settings", "set", "openai.model", "stub-large")
    run("secret", "set", "openai", secret="test-key\n")
    found = run("test", "openai")
    check(found, f"reaches the AI: {found}")
    written = run("write", *where, "--engine", "ai")
    check(written["failed"] == 0 and written["done"] == n_tasks,
          f"writes {written['done']} articles")
    content = run("list", "content", *where, "--limit", "1")["results"][0]
    check(content["html_content"] and "<script" not in content["html_content"],
          "the article is sanitized HTML")
    return content


def be_refused(where, wp, site_id, content):
    """The gate: each missing thing has a message of its own."""
    before = len(posts_of(wp))
    error_url = publish_error(*where, "--content", content["id"], "--status", "publish")
    run("set", "sites", site_id, "wp_url=" + wp["WP_URL"],
        "wp_username=" + wp["WP_SUBSCRIBER_USER"])
    error_secret = publish_error(*where, "--content", content["id"], "--status", "publish")
    run("secret", "set", "wordpress", "--site", "Outdoor", secret="wrong wrong wrong wrong\n")
    error_login = publish_error(*where, "--content", content["id"], "--status", "publish")
    run("secret", "set", "wordpress", "--site", "Outdoor",
        secret=wp["WP_SUBSCRIBER_APP_PASSWORD"] + "\n")
    error_rights = publish_error(*where, "--content", content["id"], "--status", "publish")
    run("set", "sites", site_id, "wp_url=http://127.0.0.1:9")
    error_host = publish_error(*where, "--content", content["id"], "--status", "publish")
    errors = [error_url, error_secret, error_login, error_rights, error_host]
    check(len(set(errors)) == len(errors) and all(errors), f"five different errors: {errors}")
    same = run("list", "content", *where, "--filter", "wp_post_id=")["results"]
    check(any(one["id"] == content["id"] and one["status"] == content["status"] for one in same),
          "nothing changed here")
    check(len(posts_of(wp)) == before, "nothing changed there")


def publish(where, wp, site_id, content):
    """One article becomes a public page; gives its post."""
    before = len(posts_of(wp))
    run("set", "sites", site_id, "wp_url=" + wp["WP_URL"], "wp_username=" + wp["WP_ADMIN_USER"])
    run("secret", "set", "wordpress", "--site", "Outdoor",
        secret=wp["WP_ADMIN_APP_PASSWORD"] + "\n")
    found = run("test", "wordpress", "--site", "Outdoor")
    check(found, f"reaches WordPress: {found}")
    published = run("publish", *where, "--content", content["id"], "--status", "publish")
    item = published["items"][0]
    check(published["done"] == 1 and item["post_id"] > 0 and item["url"], f"publishes: {item}")
    page = fetch(item["url"])
    words = [word for word in content["title"].split() if word.isalpha()][:3]
    check(all(word.lower() in page.lower() for word in words), "the public page has the title")
    check(len(posts_of(wp)) == before + 1, "one post more")
    after = run("list", "content", *where,
                "--filter", f"wp_post_id={item['post_id']}")["results"][0]
    check(after["status"] == "published" and after["site_status"] == "published",
          "the content is published")
    return item["post_id"]


def publish_again(where, wp, content, post):
    count = len(posts_of(wp))
    run("set", "content", content["id"],
        "html_content=<h2>New</h2><p>Rewritten from the terminal.</p>")
    again = run("publish", *where, "--content", content["id"], "--status", "publish")["items"][0]
    check(again["post_id"] == post and len(posts_of(wp)) == count,
          "a second publish updates the post")
    check("Rewritten from the terminal" in fetch(again["url"]), "the public page has the new text")


def publish_cut(where, wp):
    """An answer that is cut must not lead to a second post."""
    count = len(posts_of(wp))
    other = run("list", "content", *where, "--filter", "wp_post_id=")["results"]
    if other:
        (folder / "wp" / "faults").write_text("POST /wp/v2/posts 1 -1 0\n")
        done = items_of(["publish", *where, "--content", other[0]["id"], "--status", "publish"])
        if done["data"] is None or done["data"]["failed"]:
            done = items_of(["publish", *where, "--content", other[0]["id"], "--status", "publish"])
        check(done["data"]["done"] == 1, f"publishes after a cut answer: {done}")
        check(len(posts_of(wp)) == count + 1, "and there is one post, not two")


def walk(where, wp, base_url):
    site_id, n_tasks = plan(where)
    content = write(where, base_url, n_tasks)
    be_refused(where, wp, site_id, content)
    post = publish(where, wp, site_id, content)
    publish_again(where, wp, content, post)
    publish_cut(where, wp)
    rest = run("publish", *where, "--status", "draft")
    check(rest["failed"] == 0, f"sends the other {rest['done']} as drafts")
    check(run("publish", *where)["done"] == 0, "nothing is left to publish")
    stop(where, wp)


def stop(where, wp):
    """A server that has stopped."""
    subprocess.run([f"{RIGS}/wordpress-down", str(folder / "wp")], capture_output=True)
    content = run("list", "content", *where, "--limit", "1")["results"][0]
    error = publish_error(*where, "--content", content["id"], "--status", "publish")
    check("connect" in error.lower() or "reach" in error.lower() or "refused" in error.lower(),
          f"a stopped server is told: {error}")


main()
