#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Kills a worker of the queue at random moments and looks at what is left.

    queue-kill.py --stub PROGRAM [--runs N] [--minutes N] [--seed N] [--keep]
    queue-kill.py --publish tests/rigs --stub PROGRAM …

Each run has a data folder with texts and pictures that wait in the queue, and
posts with --publish. A worker is started and killed with SIGKILL after a random
time, one to three times; in between, what may have been paid is tried again or
canceled, as a person would. After each kill the file is whole, each item is
done, waits, or is shown as one that may have been paid; in the end each is done
or canceled. An oracle reads the journal of the server: no text and no picture
was asked for again unless the person said so, and contents, pictures and their
files, log, credits and items agree; each post is on the site once. IGNY8CTL is
the program. Status 0 when every run passed; the seed of a failing one is said."""

import argparse
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import uuid

from wordpress_site import Site

PROGRAM = os.environ.get('IGNY8CTL', 'igny8ctl')
TASKS = 10
PICTURES = 5
NUMBERS = range(TASKS + PICTURES)  # first those of the texts
KEY = 'test-key\n'
INSIDE = 'IGNY8_KILL_INSIDE'
WORKER = ['worker', '--once', '--key-stdin']
PLACE = ['--site', 'Site', '--sector', 'General']


class Failure(Exception):
    pass


def check(condition, message):
    if not condition:
        raise Failure(message)


def run(data, *arguments, key=''):
    """The data of a command that has to succeed."""
    result = subprocess.run([PROGRAM, '--data-dir', data, '--json', *arguments], text=True,
                            input=key, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    check(result.returncode == 0, f'{arguments}: {result.returncode} {result.stdout}'
                                  f'{result.stderr}')
    return json.loads(result.stdout)['data']


def title(number):
    return f'Knots and ropes, chapter x{number}x'


class Oracle:
    """What the server was asked, by the task, and what the person allowed."""

    def __init__(self, journal):
        self.journal = journal
        self.start = os.path.getsize(journal)
        self.allowed = dict.fromkeys(NUMBERS, 1)

    def asked(self):
        counts = dict.fromkeys(NUMBERS, 0)
        with open(self.journal, encoding='utf-8') as file:
            file.seek(self.start)
            for line in file:
                if not line.endswith('\n'):
                    continue
                path = '/images/generations' if '/images/' in line else '/chat/completions'
                for number in counts:
                    counts[number] += (path in line and f'chapter x{number}x' in line and
                                       (number >= TASKS) == ('/images/' in path))
        return counts

    def check_calls(self):
        asked = self.asked()
        for number, count in asked.items():
            check(count <= self.allowed[number],
                  f'number {number} was asked for {count} times, {self.allowed[number]} allowed')
        return asked


def number_of(text):
    return int(text.partition('chapter x')[2].partition('x')[0])


def read_items(database):
    """State, error and id by the number of the task."""
    found = {}
    for text, state, error, key in database.execute(
            "SELECT iif(function = 'generate_images', (SELECT prompt FROM images WHERE row = "
            "rows ->> '$[0]'), title), state, error, id FROM queue_items WHERE function IN "
            "('generate_content', 'generate_images')"):
        found[number_of(text)] = (state, error, str(uuid.UUID(bytes=key)))
    check(sorted(found) == list(NUMBERS), f'items are lost: {sorted(found)}')
    return found


def read_made(data, ask):
    """The numbers of the texts and of the pictures that are there."""
    texts = {number_of(name) for (name,) in
             ask('SELECT t.title FROM content c JOIN tasks t ON t.row = c.task')}
    pictures = set()
    for prompt, path in ask("SELECT prompt, image_path FROM images WHERE status = 'generated'"):
        pictures.add(number_of(prompt))
        check(path and os.path.getsize(os.path.join(data, path)) > 0,
              f'the file of “{prompt}” is not there')
    return {number for number in texts if number < TASKS}, pictures


def check_posts(data, site, final):
    """What is sent to a site goes on by itself, and is there once."""
    database = sqlite3.connect(os.path.join(data, 'igny8.db'))
    try:
        states = [state for (state,) in database.execute(
            "SELECT state FROM queue_items WHERE function = 'publish_content'")]
        kept = [number for (number,) in database.execute(
            'SELECT wp_post_id FROM content WHERE wp_post_id IS NOT NULL')]
        published = database.execute(
            "SELECT count(*) FROM content WHERE status = 'published'").fetchone()[0]
    finally:
        database.close()
    titles = [post['title']['raw'] for post in site.posts.values()]
    check(len(set(titles)) == len(titles), f'posts are there twice: {sorted(titles)}')
    check(len(states) == PICTURES, f'items are lost: {states}')
    check(len(set(kept)) == len(kept) and set(kept) <= set(site.posts), f'posts {kept} of '
          f'{sorted(site.posts)}')
    check(states.count('done') <= published, f'{states}, but {published} are published')
    check(set(states) <= ({'done'} if final else {'done', 'queued'}), f'items are {states}')
    if final:
        check(set(kept) == set(site.posts) and len(kept) == published == PICTURES,
              f'the site has {sorted(site.posts)}, the file {sorted(kept)}')
        check(all(post['status'] == 'publish' for post in site.posts.values()), 'a post is a draft')


def check_file(data, oracle, final):
    database = sqlite3.connect(os.path.join(data, 'igny8.db'))
    try:
        check(database.execute('PRAGMA integrity_check').fetchall() == [('ok',)], 'damaged')
        items = read_items(database)
        ask = lambda sql: database.execute(sql).fetchall()
        running = ask("SELECT count(*) FROM jobs WHERE state = 'running'")
        check(running == [(0,)], f'{running} jobs are still said to run')
        texts, pictures = read_made(data, ask)
        doubles = ask('SELECT task, count(*) FROM content GROUP BY task HAVING count(*) > 1')
        check(not doubles, f'written twice: {doubles}')
        for function, made in (('generate_content', texts), ('generate_images', pictures)):
            charged = ask('SELECT count(*) FROM credit_usage_logs WHERE operation_type = '
                          f"'{function}'")[0][0]
            check(charged == len(made), f'{function}: {len(made)} made, {charged} are charged')
            logged = ask("SELECT count(*) FROM ai_task_logs WHERE status = 'success' AND "
                         f"function_name = '{function}'")[0][0]
            check(logged >= len(made), f'{function}: {len(made)} made, {logged} in the log')
        spent = ask('SELECT ifnull(sum(amount), 0) FROM credit_transactions')[0][0]
        balance = ask('SELECT credits FROM accounts')[0][0]
        start = ask('SELECT ifnull(included_credits, 0) FROM plans')[0][0]
        check(balance == start + spent, f'{balance} credits, but {start} and {spent}')
        progress = ask("SELECT count(*) FROM tasks WHERE status = 'in_progress'")
        check(progress == [(0,)], f'{progress} tasks are still said to be written')
    finally:
        database.close()
    asked = oracle.check_calls()
    written = texts | pictures
    for number, (state, error, _) in sorted(items.items()):
        states = ('done', 'cancelled') if final else ('done', 'queued', 'unsure', 'cancelled')
        check(state in states, f'item {number} is {state}')
        check((state == 'done') == (number in written), f'item {number} is {state}, what it makes '
              f'{"there" if number in written else "not there"}')
        check(state != 'unsure' or error, f'item {number} does not say why')
        check(state != 'done' or asked[number] > 0, f'item {number} is done by nobody')
        if state == 'queued' and oracle.allowed[number] == 1:
            check(asked[number] == 0, f'item {number} waits, although it was asked for')
    return items


class Campaign:
    def __init__(self, folder, stub, seed, site):
        self.site = site
        self.random = random.Random(seed)
        self.folder = folder
        self.journal = os.path.join(folder, 'journal')
        with open(self.journal, 'w', encoding='utf-8'):
            pass
        self.stub = subprocess.Popen([stub, '--delay', '4', '--journal', self.journal],
                                     stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.url = f'http://127.0.0.1:{self.stub.stdout.readline().strip()}/v1'
        self.template = os.path.join(folder, 'before')
        self.seconds = 0
        self.tally = {'kills': 0, 'unsure': 0, 'retried': 0}
        self.prepare()

    def add_tasks(self, numbers):
        for number in numbers:
            run(self.template, 'add', 'tasks', 'title=' + title(number), *PLACE)

    def describe_pictures(self):
        """Of articles that are there, one each."""
        data = self.template
        self.add_tasks(NUMBERS[TASKS:])
        run(data, 'write', *PLACE, '--engine', 'offline')
        for content in run(data, 'list', 'content')['results']:
            run(data, 'set', 'content', content['id'], 'is_brief=false')
        run(data, 'queue', 'add', 'generate_image_prompts', '--site', 'Site', '--engine', 'ai')
        run(data, *WORKER, key=KEY)

    def prepare(self):
        data = self.template
        run(data, 'site', 'add', 'Site')
        for name, value in (('openai.base-url', self.url), ('openai.model', 'stub-large'),
                            ('image_generation.base-url', self.url),
                            ('image_generation.model', 'gpt-image-2'),
                            ('image_generation.in-article', '0'),
                            ('general.queue-in-flight', '3')):
            run(data, 'settings', 'set', name, value)
        self.describe_pictures()
        if self.site:
            self.publish_articles()
        self.add_tasks(NUMBERS[:TASKS])
        for function, wanted in (('generate_content', TASKS), ('generate_images', PICTURES)):
            added = run(data, 'queue', 'add', function, '--site', 'Site', '--engine', 'ai')
            check(added['items'] == wanted, f'{added}')

    def publish_articles(self):
        data = self.template
        run(data, 'set', 'sites', 'Site', 'wp_url=' + self.site.url, 'wp_username=ann')
        run(data, 'secret', 'set', 'wordpress', '--site', 'Site', key='secret\n')
        for content in run(data, 'list', 'content')['results']:
            run(data, 'set', 'content', content['id'], 'status=approved')
        added = run(data, 'queue', 'add', 'publish_content', '--site', 'Site')
        check(added['items'] == PICTURES, f'{added}')

    def check(self, data, oracle, final):
        if self.site:
            check_posts(data, self.site, final)
        return check_file(data, oracle, final)

    def copy(self):
        if self.site:
            self.site.clear()
        data = os.path.join(self.folder, 'data')
        shutil.rmtree(data, ignore_errors=True)
        shutil.copytree(self.template, data)
        return data

    def measure(self):
        data = self.copy()
        oracle = Oracle(self.journal)
        started = time.monotonic()
        run(data, *WORKER, key=KEY)
        self.seconds = time.monotonic() - started
        items = self.check(data, oracle, True)
        check(all(item[0] == 'done' for item in items.values()), f'not all is done: {items}')

    def kill(self, data, delay):
        with subprocess.Popen([PROGRAM, '--data-dir', data, *WORKER], text=True,
                              stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL) as process:
            try:
                process.communicate(KEY, timeout=delay)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
            process.wait()
        check(process.returncode in (0, -signal.SIGKILL), f'it ended with {process.returncode}')
        self.tally['kills'] += process.returncode != 0

    def decide(self, data, oracle, items):
        """As a person would, who sees what may have been paid."""
        listed = {item['id']: item for item in run(data, 'queue', 'list')['items']}
        for number, (state, _, key) in items.items():
            if state != 'unsure':
                continue
            self.tally['unsure'] += 1
            item = listed[key]
            check(item['state'] == 'unsure' and item['error'], f'{item} is not shown')
            again = self.random.random() < 0.6
            run(data, 'queue', 'retry' if again else 'cancel', item['id'])
            if again:
                oracle.allowed[number] += 1
                self.tally['retried'] += 1

    def once(self):
        data = self.copy()
        oracle = Oracle(self.journal)
        for _ in range(self.random.randint(1, 3)):
            self.kill(data, self.random.uniform(0, 1.1) * self.seconds)
            run(data, 'queue', 'list')  # the next owner takes up what is left
            self.decide(data, oracle, self.check(data, oracle, False))
        run(data, *WORKER, key=KEY)
        self.check(data, oracle, True)

    def walk(self, runs, minutes, seed):
        end = time.monotonic() + minutes * 60
        done = 0
        try:
            self.measure()
            while done < runs and time.monotonic() < end:
                self.once()
                done += 1
        except (Failure, sqlite3.Error) as failure:
            print(f'seed {seed}: {failure}')
            return 1
        tally = self.tally
        print(f'{done} runs, seed {seed}: {tally["kills"]} kills, {tally["unsure"]} calls in '
              f'flight were shown, {tally["retried"]} of them tried again; none was repeated '
              'unasked')
        return 0


def enter_keyring(rigs):
    """The same once more, where the password of the site can be kept."""
    tools = ('gnome-keyring-daemon', 'secret-tool', 'dbus-daemon', 'dbus-send')
    if not all(map(shutil.which, tools)):
        print(f'needs {", ".join(tools)}')
        return 77
    os.environ[INSIDE] = '1'
    return subprocess.call([os.path.join(rigs, 'with-keyring'), sys.executable, '-B', *sys.argv])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n', 1)[0])
    parser.add_argument('--stub', required=True, help='the stand-in for OpenAI')
    parser.add_argument('--runs', type=int, default=5)
    parser.add_argument('--minutes', type=float, default=1e6,
                        help='begin no run after that long')
    parser.add_argument('--seed', type=int, default=int(time.time()))
    parser.add_argument('--publish', metavar='RIGS',
                        help='to a site in memory too, with the keyring of the rigs')
    parser.add_argument('--keep', action='store_true', help='keep the folder')
    options = parser.parse_args()
    if options.publish and INSIDE not in os.environ:
        return enter_keyring(options.publish)
    folder = tempfile.mkdtemp(prefix='igny8-queue-')
    site = Site() if options.publish else None
    campaign = Campaign(folder, options.stub, options.seed, site)
    try:
        return campaign.walk(options.runs, options.minutes, options.seed)
    finally:
        if site:
            site.__exit__()
        campaign.stub.stdin.close()
        campaign.stub.wait(10)
        if not options.keep:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == '__main__':
    sys.exit(main())
