#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Kills igny8ctl at random moments and looks at what is left.

    kill-test.py [--runs N] [--seed N] [--keep] [--stub PROGRAM] [--wordpress RIGS]

Each run prepares a data folder, starts one command on it, kills it with
SIGKILL after a random time (so that of some the transaction is half written,
of some it is done), and then checks: SQLite finds the file whole, no step is
left open, every record belongs to a step that is told, each command's work is
there as a whole or not at all, and the next command goes on. What asks an AI
(with --stub, the stand-in for OpenAI) saves piece by piece: then each piece is
whole and paid for once, and the next try makes the rest. What is published
(with --wordpress, a real one from tests/rigs) is on the site once.
IGNY8CTL is the program. Status 0 when every run passed; the seed of a failing
one is said."""

import argparse
import base64
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
import urllib.request

PROGRAM = os.environ.get('IGNY8CTL', 'igny8ctl')
PLACE = ['--site', 'Site', '--sector', 'General']
LARGE, SMALL = 20000, 600
COMMANDS = ('import', 'cluster', 'ideas', 'tasks', 'write', 'delete', 'undo')
AI_COMMANDS = ('cluster-ai', 'ideas-ai', 'write-ai')
CONTENTS = 6  # that are published
NOUNS = ('boots', 'tent', 'rope', 'stove', 'jacket', 'lamp', 'map', 'knife')
WORDS = ('best', 'cheap', 'light', 'red', 'used', 'new', 'small', 'warm', 'strong', 'good')


class Failure(Exception):
    pass


def check(condition, message):
    if not condition:
        raise Failure(message)


def write_list(path, lines):
    with open(path, 'w', encoding='utf-8') as file:
        for n in range(lines):
            file.write(f'{WORDS[n % 10]} {WORDS[n // 10 % 10]} {NOUNS[n // 100 % 8]} '
                       f'{WORDS[n // 800 % 10]} {n // 8000}\n')


def run(data, *arguments, key=''):
    """The data of a command that has to succeed."""
    result = subprocess.run([PROGRAM, '--data-dir', data, '--json', *arguments], text=True,
                            input=key, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    check(result.returncode == 0, f'{arguments[0]}: {result.returncode} {result.stderr}')
    return json.loads(result.stdout)['data']


class Templates:
    """Data folders in which everything that comes before a command is done."""

    def __init__(self, folder):
        self.folder = folder
        self.made = {}
        self.stub = ''  # base URL
        self.site = {}  # url, rest, user, password
        for name, lines in (('large.txt', LARGE), ('small.txt', SMALL)):
            write_list(os.path.join(folder, name), lines)

    def list_of(self, command):
        size = 'large' if command in ('import', 'undo') else 'small'
        return os.path.join(self.folder, size + '.txt')

    def get(self, command):
        if command not in self.made:
            data = os.path.join(self.folder, 'before-' + command)
            run(data, 'site', 'add', 'Site')
            self.prepare(data, command)
            self.made[command] = data
        return self.made[command]

    def prepare(self, data, command):
        for before in ('import', 'cluster', 'ideas', 'tasks', 'write'):
            if before == command.partition('-')[0] or (command == 'undo' and before == 'cluster'):
                break
            run(data, before, *([self.list_of(command)] if before == 'import' else []), *PLACE)
        if command.endswith('-ai'):
            keep_few(data, command)
            run(data, 'settings', 'set', 'openai.base-url', self.stub)
            run(data, 'settings', 'set', 'openai.model', 'stub-large')
        if command == 'publish':
            run(data, 'set', 'sites', 'Site', 'wp_url=' + self.site['url'],
                'wp_username=' + self.site['user'])
            for content in run(data, 'list', 'content', '--limit', str(CONTENTS))['results']:
                run(data, 'set', 'content', content['id'], 'is_brief=false', 'status=approved')

    def key(self, command):
        if command == 'publish':
            return self.site['password'] + '\n'
        return 'test-key\n' if command.endswith('-ai') else ''

    def arguments(self, command):
        if command == 'delete':
            return ['delete', 'sites', 'Site']
        if command == 'undo':
            return ['undo']
        if command == 'publish':
            return ['publish', *PLACE, '--key-stdin']
        if command.endswith('-ai'):
            return [command.partition('-')[0], *PLACE, '--engine', 'ai', '--key-stdin']
        return [command, *([self.list_of(command)] if command == 'import' else []), *PLACE]


def keep_few(data, command):
    """An AI is slow: a dozen of what the command works on is enough."""
    entity, n_kept = {'cluster-ai': ('keywords', 120), 'ideas-ai': ('clusters', 8),
                      'write-ai': ('tasks', 8)}[command]
    ids = [row['id'] for row in run(data, 'list', entity)['results']]
    if len(ids) > n_kept:
        run(data, 'delete', entity, *ids[n_kept:])


def read_state(data):
    """What a look at the file alone tells."""
    database = sqlite3.connect(os.path.join(data, 'igny8.db'))
    found = database.execute('PRAGMA integrity_check').fetchall()
    check(found == [('ok',)], f'integrity_check: {found[:3]}')
    found = database.execute('PRAGMA foreign_key_check').fetchall()
    check(found == [], f'foreign_key_check: {found[:3]}')
    found = database.execute('SELECT step, bulk, purge FROM step_context').fetchall()
    check(found == [(None, 0, 0)], f'a step is open: {found}')
    orphans = database.execute('SELECT count(*) FROM changes WHERE step NOT IN '
                               '(SELECT step FROM steps)').fetchone()[0]
    check(orphans == 0, f'{orphans} changes belong to no step')
    state = {'steps': database.execute("SELECT count(*) FROM steps WHERE kind <> 'system'"
                                       ).fetchone()[0]}
    for table in ('sites', 'sectors', 'keywords', 'clusters', 'ideas', 'tasks', 'content'):
        state[table] = database.execute(f'SELECT count(*) FROM {table} WHERE deleted_step IS NULL'
                                        ).fetchone()[0]
        check_logged(database, table)
    state['clustered'] = database.execute('SELECT count(*) FROM keywords WHERE cluster IS NOT NULL '
                                          'AND deleted_step IS NULL').fetchone()[0]
    database.close()
    return state


def check_logged(database, table):
    """Every record was made by a step that tells of it."""
    lost = database.execute(
        f"SELECT count(*) FROM {table} t WHERE NOT EXISTS (SELECT 1 FROM changes c WHERE "
        "c.tbl = ?1 AND ((c.kind = 'insert' AND c.row = t.row) OR (c.kind = 'bulk_insert' AND "
        "t.row BETWEEN c.row AND c.last)))", (table,)).fetchone()[0]
    check(lost == 0, f'{lost} {table} were made by no step')


def query(data, sql):
    database = sqlite3.connect(os.path.join(data, 'igny8.db'))
    try:
        return database.execute(sql).fetchall()
    finally:
        database.close()


def check_pieces(data):
    """What is saved piece by piece: no piece is half, nor paid for twice."""
    articles = query(data, "SELECT count(*) FROM content WHERE origin = 'ai' AND "
                           "deleted_step IS NULL")
    charged = query(data, "SELECT count(*) FROM credit_usage_logs WHERE operation_type = "
                          "'generate_content'")
    check(articles == charged, f'{articles} articles, but {charged} are paid for')
    balance = query(data, 'SELECT ifnull(sum(amount), 0) FROM credit_transactions')
    credits = query(data, 'SELECT credits FROM accounts')
    start = query(data, "SELECT ifnull(included_credits, 0) FROM plans")
    check(credits[0][0] == start[0][0] + balance[0][0], f'{credits} credits after {balance}')
    lone = query(data, "SELECT count(*) FROM tasks t WHERE status = 'draft' AND deleted_step IS "
                       "NULL AND NOT EXISTS (SELECT 1 FROM content c WHERE c.task = t.row)")
    check(lone == [(0,)], f'{lone} tasks are drafts without content')
    lone = query(data, "SELECT count(*) FROM clusters c WHERE status = 'mapped' AND deleted_step "
                       "IS NULL AND NOT EXISTS "
                       "(SELECT 1 FROM ideas i WHERE i.keyword_cluster = c.row)")
    check(lone == [(0,)], f'{lone} clusters are mapped without ideas')


def check_end(command, data):
    """Nothing is left to do."""
    check_pieces(data)
    table, condition = {
        'cluster-ai': ('keywords', 'cluster IS NULL'),
        'ideas-ai': ('clusters', "status = 'new'"),
        'write-ai': ('tasks', "status <> 'draft'"),
        'publish': ('content', "status = 'approved'"),
    }[command]
    left = f'SELECT count(*) FROM {table} WHERE {condition} AND deleted_step IS NULL'
    found = query(data, left)
    check(found == [(0,)], f'{found} are left after the next try')
    running = query(data, "SELECT count(*) FROM jobs WHERE state = 'running'")
    check(running == [(0,)], f'{running} jobs are still said to run')


def kill(data, arguments, delay, key=''):
    """How long it ran, and whether it was killed."""
    started = time.monotonic()
    with subprocess.Popen([PROGRAM, '--data-dir', data, '--json', *arguments], text=True,
                          stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL) as process:
        try:
            process.communicate(key, timeout=delay)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
        process.wait()
    check(process.returncode in (0, -signal.SIGKILL), f'it ended with {process.returncode}')
    return time.monotonic() - started, process.returncode != 0


class Site:
    """A real WordPress."""

    def __init__(self, rigs, folder):
        self.rigs = rigs
        self.folder = os.path.join(folder, 'wordpress')
        subprocess.run([os.path.join(rigs, 'wordpress-up'), self.folder, '0'], check=True,
                       stdout=subprocess.DEVNULL)
        with open(os.path.join(self.folder, 'env.json'), encoding='utf-8') as file:
            env = json.load(file)
        self.rest = env['rest']
        self.user, self.password = 'admin', env['users']['admin']['app_password']
        self.place = {'url': env['url'], 'user': self.user, 'password': self.password}

    def ask(self, path, method='GET'):
        request = urllib.request.Request(self.rest + path, method=method)
        login = base64.b64encode(f'{self.user}:{self.password}'.encode()).decode()
        request.add_header('Authorization', 'Basic ' + login)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)

    def posts(self):
        return {post['id'] for post in self.ask('wp/v2/posts?per_page=100&status=any&context=edit')}

    def empty(self):
        for post in self.posts():
            self.ask(f'wp/v2/posts/{post}?force=true', 'DELETE')

    def check(self, data):
        kept = {row[0] for row in query(data, 'SELECT wp_post_id FROM content')} - {None}
        posts = self.posts()
        check(posts == kept and len(kept) == CONTENTS,
              f'the site has {sorted(posts)}, the file {sorted(kept)}')

    def close(self):
        subprocess.run([os.path.join(self.rigs, 'wordpress-down'), self.folder], check=False,
                       stdout=subprocess.DEVNULL)


class Campaign:
    def __init__(self, folder, seed):
        self.random = random.Random(seed)
        self.templates = Templates(folder)
        self.folder = folder
        self.site = None
        self.commands = list(COMMANDS)
        self.whole = {}
        self.seconds = {}
        self.tally = {'nothing': 0, 'all': 0, 'part': 0, 'killed': 0}

    def start_stub(self, program):
        stub = subprocess.Popen([program, '--delay', '20'], stdin=subprocess.PIPE,
                                stdout=subprocess.PIPE, text=True)
        self.templates.stub = f'http://127.0.0.1:{stub.stdout.readline().strip()}/v1'
        self.commands += AI_COMMANDS
        return stub

    def start_site(self, rigs):
        self.site = Site(rigs, self.folder)
        self.templates.site = self.site.place
        self.commands.append('publish')

    def run_killed(self, command, data, delay):
        return kill(data, self.templates.arguments(command), delay, self.templates.key(command))

    def measure(self, command):
        """What it does, and how long it takes, when nobody kills it."""
        data = self.copy(command)
        before = read_state(data)
        self.seconds[command], killed = self.run_killed(command, data, 300)
        check(not killed, f'{command} takes too long')
        after = read_state(data)
        check(after != before, f'{command} does nothing')
        self.whole[command] = (before, after)

    def copy(self, command):
        data = os.path.join(self.folder, 'data')
        shutil.rmtree(data, ignore_errors=True)
        shutil.copytree(self.templates.get(command), data)
        if command == 'publish':
            self.site.empty()
        return data

    def once(self, command):
        if command not in self.whole:
            self.measure(command)
        data = self.copy(command)
        # Anywhere, or around the commit, which comes last.
        part = self.random.choice([self.random.uniform(0, 1), self.random.uniform(0.85, 1.15)])
        _, killed = self.run_killed(command, data, part * self.seconds[command])
        self.tally['killed'] += killed
        state = read_state(data)
        before, after = self.whole[command]
        self.tally['nothing' if state == before else 'all' if state == after else 'part'] += 1
        if command in COMMANDS:
            check(state in (before, after), f'half done: {state}\nbefore {before}\nafter {after}')
            self.go_on(command, data, state)
        else:
            check_pieces(data)
            run(data, *self.templates.arguments(command), key=self.templates.key(command))
            read_state(data)
            check_end(command, data)
            if command == 'publish':
                self.site.check(data)

    def go_on(self, command, data, state):
        """The file is as good as ever: the same command ends in the same state."""
        before, after = self.whole[command]
        if state == before:
            run(data, *self.templates.arguments(command))
            check(read_state(data) == after, 'the next try comes to something else')
        else:
            run(data, 'redo' if command == 'undo' else 'undo')
            found = read_state(data)
            for name in before.keys() - {'steps'}:
                check(found[name] == before[name], f'undo leaves {name} at {found[name]}')

    def walk(self, runs, seed):
        for number in range(runs):
            command = self.commands[number % len(self.commands)]
            try:
                self.once(command)
            except (Failure, sqlite3.Error) as failure:
                print(f'run {number + 1} ({command}), seed {seed}: {failure}')
                return 1
        tally = self.tally
        print(f'{runs} runs of {len(self.commands)} commands, seed {seed}: {tally["killed"]} '
              f'killed, {tally["nothing"]} left nothing, {tally["all"]} all, {tally["part"]} '
              'whole pieces')
        return 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n', 1)[0])
    parser.add_argument('--runs', type=int, default=14)
    parser.add_argument('--seed', type=int, default=int(time.time()))
    parser.add_argument('--keep', action='store_true', help='keep the folder')
    parser.add_argument('--stub', help='the stand-in for OpenAI: AI runs, too')
    parser.add_argument('--wordpress', metavar='RIGS', help='where the rigs are: publishes, too')
    options = parser.parse_args()
    folder = tempfile.mkdtemp(prefix='igny8-kill-')
    campaign = Campaign(folder, options.seed)
    stub = campaign.start_stub(options.stub) if options.stub else None
    try:
        if options.wordpress:
            campaign.start_site(options.wordpress)
        return campaign.walk(options.runs, options.seed)
    finally:
        if campaign.site:
            campaign.site.close()
        if stub:
            stub.stdin.close()
            stub.wait(10)
        if not options.keep:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == '__main__':
    sys.exit(main())
