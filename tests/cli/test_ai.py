#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Work of an AI in the terminal, against the stand-in. IGNY8_TEST_STUB is its program."""

import os
import subprocess
import unittest

import terminal

KEY = 'test-key\n'


class Ai(terminal.TerminalTest):
    def setUp(self):
        super().setUp()
        self.stub = subprocess.Popen([os.environ['IGNY8_TEST_STUB']], stdin=subprocess.PIPE,
                                     stdout=subprocess.PIPE, text=True)
        address = f'http://127.0.0.1:{self.stub.stdout.readline().strip()}/v1'
        self.place = self.make_site()
        for name, value in (('openai.base-url', address), ('openai.model', 'gpt-6-luna'),
                            ('image_generation.base-url', address),
                            ('image_generation.model', 'gpt-image-2')):
            self.ok('settings', 'set', name, value)
        self.write('list.txt', 'hiking boots\nhiking boots women\nhiking socks\n')
        self.ok('import', 'list.txt', *self.place)
        for name in ('cluster', 'ideas', 'tasks'):
            self.ok(name, *self.place)
        self.task = self.rows('tasks')[0]['id']

    def tearDown(self):
        self.stub.stdin.close()
        self.stub.terminate()
        self.stub.wait()
        self.stub.stdout.close()
        super().tearDown()

    def ask(self, *arguments):
        return self.ok(*arguments, *self.place, '--key-stdin', stdin=KEY)

    def write_article(self):
        made = self.ask('write', '--engine', 'ai', '--task', self.task)
        self.assertEqual((made['done'], made['failed']), (1, 0), made)
        return made

    def test_cost_is_compared(self):
        made = self.write_article()
        self.assertGreaterEqual(made['cost']['calls'], 1)
        self.assertGreater(float(made['cost']['estimated_usd']), 0)
        self.assertGreater(float(made['cost']['cost_usd']), 0)

    def test_images(self):
        self.write_article()
        made = self.ask('images', 'prompts', '--task', self.task)
        self.assertEqual((made['done'], made['failed']), (1, 0), made)
        waiting = self.rows('images', '--filter', 'status=pending')
        self.assertEqual(sorted(row['image_type'] for row in waiting),
                         ['featured', 'in_article', 'in_article'])
        one = self.ask('images', 'generate', waiting[0]['id'])
        self.assertEqual((one['done'], one['cost']['calls']), (1, 1), one)
        rest = self.ask('images', 'generate', '--task', self.task)
        self.assertEqual((rest['done'], rest['failed']), (2, 0), rest)
        rows = self.ok('images', 'list', '--filter', 'status=generated')['results']
        self.assertEqual(len(rows), 5)
        for row in rows:
            self.assertTrue(os.path.exists(os.path.join(self.data, row['image_path'])))
        text = self.text('images', 'generate', *self.place)
        self.assertIn('0 pictures', text)

    def test_images_offline(self):
        self.assertIn('images add', self.fails('images', 'generate', *self.place, '--engine',
                                               'offline', code=2)['error'])
        self.ok('settings', 'set', 'image_generation.model', '')
        self.write_article()
        failure = self.fails('images', 'generate', *self.place, '--key-stdin', stdin=KEY)
        self.assertIn('image_generation.model', failure['error'])


if __name__ == '__main__':
    unittest.main()
