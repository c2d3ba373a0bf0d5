#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The queue in the terminal. IGNY8_TEST_STUB is the stand-in for OpenAI."""

import os
import signal
import subprocess
import time
import unittest

import terminal

TITLES = ('Knots', 'Ropes', 'Boots', 'Tents')
ANSWER = {'id', 'item', 'n_items', 'batch', 'title', 'function', 'engine', 'state', 'percent',
          'phase', 'message', 'request_steps', 'response_steps', 'result', 'error'}


class Queue(terminal.TerminalTest):
    def setUp(self):
        super().setUp()
        self.place = self.make_site()
        for title in TITLES:
            self.ok('add', 'tasks', 'title=' + title, *self.place)
        self.stub = subprocess.Popen([os.environ['IGNY8_TEST_STUB']], stdin=subprocess.PIPE,
                                     stdout=subprocess.PIPE, text=True)
        port = self.stub.stdout.readline().strip()
        self.ok('settings', 'set', 'openai.base-url', f'http://127.0.0.1:{port}/v1')
        self.ok('settings', 'set', 'openai.model', 'stub-large')

    def tearDown(self):
        self.stub.stdin.close()
        self.stub.wait(10)
        self.stub.stdout.close()
        super().tearDown()

    def add(self, *arguments):
        return self.ok('queue', 'add', 'generate_content', '--engine', 'ai', *self.place,
                       *arguments)

    def work(self):
        return self.ok('worker', '--once', '--key-stdin', stdin='test-key\n')

    def test_all(self):
        self.assertEqual(self.add(), {'items': 4, 'records': 4, 'batches': 1, 'first_batch': 1})
        self.assertEqual(self.add()['items'], 0)
        listed = self.ok('queue', 'list')
        self.assertEqual((listed['waiting'], listed['hold']), (4, None))
        self.assertEqual(set(listed['items'][0]), ANSWER)
        self.assertEqual([(i['item'], i['n_items']) for i in listed['items']],
                         [(1, 4), (2, 4), (3, 4), (4, 4)])
        self.assertEqual(self.work(), {'done': 4, 'failed': 0, 'waiting': 0, 'unsure': 0})
        self.assertEqual(len(self.rows('content')), 4)
        self.assertEqual(self.ok('queue', 'list')['items'], [])
        items = self.ok('queue', 'list', '--all')['items']
        self.assertEqual({i['state'] for i in items}, {'done'})
        self.assertEqual(items[0]['result']['items'][0]['status'], 'draft')
        self.assertEqual(self.ok('queue', 'clear'), {'changed': 4})
        self.assertEqual(self.ok('queue', 'list', '--all')['items'], [])

    def test_one_by_one(self):
        self.add()
        ids = [item['id'] for item in self.ok('queue', 'list')['items']]
        self.assertEqual(self.ok('queue', 'move', ids[3], 'first'), {'changed': 1})
        self.assertEqual(self.ok('queue', 'list', '--limit', '1')['items'][0]['id'], ids[3])
        self.ok('queue', 'pause', ids[0])
        self.ok('queue', 'cancel', ids[1])
        self.assertEqual(self.work()['done'], 2)
        self.assertEqual(self.ok('queue', 'resume', ids[0]), {'changed': 1})
        self.assertEqual(self.ok('queue', 'retry', '1'), {'changed': 1})
        self.assertEqual(self.work()['done'], 2)

    def test_hold(self):
        self.add()
        self.assertEqual(self.ok('queue', 'pause'), {'held': True})
        self.assertEqual(self.work()['done'], 0)
        self.assertIn('stands still', self.text('queue', 'list'))
        self.assertEqual(self.ok('queue', 'resume'), {'held': False})
        self.assertEqual(self.work()['done'], 4)

    def test_no_money(self):
        self.ok('settings', 'set', 'openai.model', 'rig-quota')
        self.add()
        self.assertEqual(self.work()['waiting'], 4)
        self.assertIn('quota', self.ok('queue', 'list')['hold'])
        self.assertEqual(len(self.rows('notifications')), 1)

    def test_named(self):
        task = self.rows('tasks')[0]['id']
        self.assertEqual(self.add(task)['items'], 1)
        self.work()
        self.assertEqual(len(self.rows('content')), 1)
        # Whoever names it again wants it again.
        self.assertEqual(self.add(task)['items'], 1)
        self.assertEqual(self.work()['done'], 1)

    def test_wrong(self):
        self.fails('queue', 'add', 'make_coffee', *self.place, code=2)
        self.fails('queue', 'add', 'generate_content', '--engine', 'serp', *self.place)
        self.add()
        self.fails('queue', 'move', '1', 'nowhere', code=2)
        self.fails('queue', 'cancel', 'no-such-item')
        for words in (('cancel', '999'), ('retry', '999'), ('move', '999', 'first'),
                      ('pause', '999'), ('resume', '999'), ('clear', '999')):
            self.assertIn('no batch 999', self.fails('queue', *words)['error'])
        self.assertIn('--sector', self.fails('queue', 'add', 'auto_cluster', *self.place[:2],
                                             code=2)['error'])

    def test_worker_ends(self):
        """Told to end, it does so, and says what it did."""
        with subprocess.Popen([os.environ['IGNY8CTL'], '--data-dir', self.data, '--json',
                               'worker'], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              text=True) as worker:
            lock = os.path.join(self.data, 'lock')
            while not os.path.exists(lock):
                time.sleep(0.01)
            worker.send_signal(signal.SIGTERM)
            worker.communicate(timeout=60)
        self.assertIn(worker.returncode, (0, 130, -signal.SIGTERM))
        self.assertEqual(self.ok('queue', 'list')['running'], 0)


if __name__ == '__main__':
    unittest.main()
