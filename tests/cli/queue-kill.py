#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Kills a worker of the queue at random moments and looks at what is left.

    queue-kill.py --stub PROGRAM [--runs N] [--seed N] [--keep]

Each run has a data folder with texts that wait in the queue. A worker is
started and killed with SIGKILL after a random time, one to three times; in
between, what may have been paid is tried again or canceled, as a person would.
After each kill the file is whole, each item is done, waits, or is shown as one
that may have been paid; in the end each is done or canceled. An oracle reads
the journal of the server: no text was asked for again unless the person said
so, and contents, log, credits and items agree. IGNY8CTL is the program. Status
0 when every run passed; the seed of a failing one is said."""

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

PROGRAM = os.environ.get('IGNY8CTL', 'igny8ctl')
TASKS = 10
KEY = 'test-key\n'
WORKER = ['worker', '--once', '--key-stdin']


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
        self.allowed = dict.fromkeys(range(TASKS), 1)

    def asked(self):
        counts = dict.fromkeys(range(TASKS), 0)
        with open(self.journal, encoding='utf-8') as file:
            file.seek(self.start)
            for line in file:
                if not line.endswith('\n') or '/chat/completions' not in line:
                    continue
                for number in counts:
                    counts[number] += f'chapter x{number}x' in line
        return counts

    def check_calls(self):
        asked = self.asked()
        for number, count in asked.items():
            check(count <= self.allowed[number],
                  f'task {number} was asked for {count} times, {self.allowed[number]} allowed')
        return asked


def read_items(database):
    """State and error by the number of the task."""
    found = {}
    for name, state, error in database.execute('SELECT title, state, error FROM queue_items'):
        found[int(name.rpartition('x')[0].rpartition('x')[2])] = (state, error)
    check(sorted(found) == list(range(TASKS)), f'items are lost: {sorted(found)}')
    return found


def check_file(data, oracle, final):
    database = sqlite3.connect(os.path.join(data, 'igny8.db'))
    try:
        check(database.execute('PRAGMA integrity_check').fetchall() == [('ok',)], 'damaged')
        items = read_items(database)
        ask = lambda sql: database.execute(sql).fetchall()
        running = ask("SELECT count(*) FROM jobs WHERE state = 'running'")
        check(running == [(0,)], f'{running} jobs are still said to run')
        written = {int(name.rpartition('x')[0].rpartition('x')[2]) for (name,) in
                   ask('SELECT t.title FROM content c JOIN tasks t ON t.row = c.task')}
        doubles = ask('SELECT task, count(*) FROM content GROUP BY task HAVING count(*) > 1')
        check(not doubles, f'written twice: {doubles}')
        charged = ask("SELECT count(*) FROM credit_usage_logs")[0][0]
        check(charged == len(written), f'{len(written)} texts, {charged} are charged')
        logged = ask("SELECT count(*) FROM ai_task_logs WHERE status = 'success'")[0][0]
        check(logged >= len(written), f'{len(written)} texts, {logged} answers in the log')
        spent = ask('SELECT ifnull(sum(amount), 0) FROM credit_transactions')[0][0]
        balance = ask('SELECT credits FROM accounts')[0][0]
        start = ask('SELECT ifnull(included_credits, 0) FROM plans')[0][0]
        check(balance == start + spent, f'{balance} credits, but {start} and {spent}')
        progress = ask("SELECT count(*) FROM tasks WHERE status = 'in_progress'")
        check(progress == [(0,)], f'{progress} tasks are still said to be written')
    finally:
        database.close()
    asked = oracle.check_calls()
    for number, (state, error) in items.items():
        states = ('done', 'cancelled') if final else ('done', 'queued', 'unsure', 'cancelled')
        check(state in states, f'item {number} is {state}')
        check((state == 'done') == (number in written), f'item {number} is {state}, and its text '
              f'{"there" if number in written else "not there"}')
        check(state != 'unsure' or error, f'item {number} does not say why')
        check(state != 'done' or asked[number] > 0, f'item {number} is done by nobody')
        if state == 'queued' and oracle.allowed[number] == 1:
            check(asked[number] == 0, f'item {number} waits, although it was asked for')
    return items


class Campaign:
    def __init__(self, folder, stub, seed):
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

    def prepare(self):
        data = self.template
        run(data, 'site', 'add', 'Site')
        for number in range(TASKS):
            run(data, 'add', 'tasks', 'title=' + title(number), '--site', 'Site', '--sector',
                'General')
        for name, value in (('openai.base-url', self.url), ('openai.model', 'stub-large'),
                            ('general.queue-in-flight', '3')):
            run(data, 'settings', 'set', name, value)
        added = run(data, 'queue', 'add', 'generate_content', '--site', 'Site', '--engine', 'ai')
        check(added['items'] == TASKS, f'{added}')

    def copy(self):
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
        items = check_file(data, oracle, True)
        check(all(state == 'done' for state, _ in items.values()), f'not all is done: {items}')

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
        listed = {item['title']: item for item in run(data, 'queue', 'list')['items']}
        for number, (state, _) in items.items():
            if state != 'unsure':
                continue
            self.tally['unsure'] += 1
            item = next(i for name, i in listed.items() if name.endswith(f'x{number}x'))
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
            self.decide(data, oracle, check_file(data, oracle, False))
        run(data, *WORKER, key=KEY)
        check_file(data, oracle, True)

    def walk(self, runs, seed):
        try:
            self.measure()
            for number in range(runs):
                self.once()
        except (Failure, sqlite3.Error) as failure:
            print(f'seed {seed}: {failure}')
            return 1
        tally = self.tally
        print(f'{runs} runs, seed {seed}: {tally["kills"]} kills, {tally["unsure"]} calls in '
              f'flight were shown, {tally["retried"]} of them tried again; none was repeated '
              'unasked')
        return 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n', 1)[0])
    parser.add_argument('--stub', required=True, help='the stand-in for OpenAI')
    parser.add_argument('--runs', type=int, default=5)
    parser.add_argument('--seed', type=int, default=int(time.time()))
    parser.add_argument('--keep', action='store_true', help='keep the folder')
    options = parser.parse_args()
    folder = tempfile.mkdtemp(prefix='igny8-queue-')
    campaign = Campaign(folder, options.stub, options.seed)
    try:
        return campaign.walk(options.runs, options.seed)
    finally:
        campaign.stub.stdin.close()
        campaign.stub.wait(10)
        if not options.keep:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == '__main__':
    sys.exit(main())
