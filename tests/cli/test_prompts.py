#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prompts, voices, models and prices in the terminal, and where a key must never be found."""

import os
import signal
import subprocess
import time
import unittest
import zipfile

import terminal

STUB = os.environ.get('IGNY8_TEST_STUB')
CANARY = 'sk-canary-7f3a9d51c2'


class Prompts(terminal.TerminalTest):
    def level(self, name):
        return {row['type']: row['level'] for row in self.ok('prompt', 'list')['results']}[name]

    def test_own_prompt_and_back(self):
        shown = self.ok('prompt', 'show', 'clustering')
        self.assertEqual(shown['level'], 'default')
        self.assertIn('[IGNY8_KEYWORDS]', [row['placeholder'] for row in shown['placeholders']])
        self.write('mine.txt', 'Sort [IGNY8_KEYWORDS] by purpose.\n')
        self.ok('prompt', 'set', 'clustering', 'mine.txt')
        self.assertEqual(self.level('clustering'), 'account')
        self.assertEqual(self.ok('prompt', 'show', 'clustering')['text'],
                         'Sort [IGNY8_KEYWORDS] by purpose.')
        self.assertIn('by purpose', self.ok('prompt', 'test', 'clustering')['system'])
        self.ok('prompt', 'reset', 'clustering')
        self.assertEqual(self.level('clustering'), 'default')
        self.ok('undo')
        self.assertEqual(self.level('clustering'), 'account')

    def test_wrong_placeholders(self):
        self.write('bad.txt', 'Sort [IGNY8_KEYWROD].')
        checked = self.run_raw('prompt', 'check', 'clustering', 'bad.txt')
        self.assertEqual(checked.returncode, 1)
        self.assertIn('[IGNY8_KEYWROD]” is no placeholder', checked.stdout)
        self.assertIn('[IGNY8_KEYWORDS] is missing', checked.stdout)
        answer = self.fails('prompt', 'set', 'clustering', 'bad.txt')
        self.assertIn('is missing', answer['error'])
        self.assertEqual(self.level('clustering'), 'default')
        self.fails('prompt', 'show', 'nothing', code=2)
        self.fails('prompt', 'test', 'negative_prompt', code=2)

    def test_voices(self):
        self.ok('add', 'author_profiles', 'name=Ann', 'tone=dry', 'description=A mountain guide')
        self.ok('add', 'strategies', 'name=Basics', 'description=Own the basics',
                'prompt_types=["content_generation"]')
        self.fails('profile', 'use', 'Bob')
        self.ok('profile', 'use', 'Ann')
        self.ok('strategy', 'use', 'Basics')
        tested = self.ok('prompt', 'test', 'content_generation')
        self.assertIn('in this tone: dry', tested['system'])
        self.assertIn('A mountain guide', tested['user'])
        self.assertNotIn('A mountain guide', tested['system'])
        self.assertIn('Own the basics', tested['user'])
        self.assertNotIn('Own the basics', self.ok('prompt', 'test', 'ideas')['user'])
        self.ok('profile', 'use', 'none')
        self.assertNotIn('A mountain guide', self.ok('prompt', 'test', 'ideas')['user'])

    def test_cost(self):
        self.ok('settings', 'set', 'openai.model', 'gpt-6-luna')
        tested = self.ok('prompt', 'test', 'content_generation')
        self.assertGreater(tested['tokens_in'], 300)
        self.assertEqual(tested['credits'], 3)
        expected = (tested['tokens_in'] * 100000 + tested['tokens_out'] * 500000) / 1e6
        self.assertAlmostEqual(tested['cost_usd_micro'], expected, delta=1)
        self.ok('settings', 'set', 'openai.model', 'nobody-knows')
        self.assertIsNone(self.ok('prompt', 'test', 'ideas')['cost_usd_micro'])

    def test_models(self):
        path = self.ok('models', 'path')
        self.assertFalse(path['exists'])
        self.assertEqual(self.ok('models', 'check')['count'], 0)
        known = {row['model']: row for row in self.ok('models', 'list')['results']}
        self.assertEqual(known['gpt-4o-mini']['shutdown'], '2027-01-14')
        self.ok('models', 'copy')
        self.fails('models', 'copy')
        with open(path['path'], encoding='utf-8') as file:
            text = file.read()
        with open(path['path'], 'w', encoding='utf-8') as file:
            file.write(text.replace('"output": 600000', '"output": "dear"'))
        line = text[:text.index('"output": 600000')].count('\n') + 1
        self.assertIn(f'models.json: line {line}: “output”',
                      self.fails('models', 'list')['error'])
        self.assertEqual(self.run_raw('models', 'check').returncode, 1)


@unittest.skipUnless(STUB, 'there is no stand-in')
class Canary(terminal.TerminalTest):
    """The key is asked for where it may be, and looked for everywhere else."""

    def setUp(self):
        super().setUp()
        self.write('journal', '')
        self.stub = subprocess.Popen([STUB, '--key', CANARY, '--journal', self.path('journal')],
                                     stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.base = f'http://127.0.0.1:{self.stub.stdout.readline().strip()}/v1'
        self.place = self.make_site()
        self.write('list.txt', 'hiking boots\nhiking socks\ntrail map\n')
        self.ok('import', 'list.txt', *self.place)
        self.ok('settings', 'set', 'openai.base-url', self.base)

    def tearDown(self):
        self.stub.stdin.close()
        self.stub.stdout.close()
        self.stub.wait(10)
        super().tearDown()

    def find(self):
        """Files below the folder that hold the key, and members of what is packed: backups,
        workbooks, sites."""
        found = []
        for folder, _, names in os.walk(self.folder):
            for name in names:
                path = os.path.join(folder, name)
                with open(path, 'rb') as file:
                    if CANARY.encode() in file.read():
                        found.append(name)
                if zipfile.is_zipfile(path):
                    with zipfile.ZipFile(path) as packed:
                        found += [f'{name}/{member}' for member in packed.namelist()
                                  if CANARY.encode() in packed.read(member)]
        return sorted(found)

    def write_out(self):
        """Whatever the program can write of its data; the names of the files."""
        made = ['backup.zip', 'site.igny8site']
        self.ok('backup', 'backup.zip')
        self.ok('site', 'export', self.place[1], 'site.igny8site')
        for entity in self.ok('fields')['results']:
            for ending in ('csv', 'json', 'xlsx'):
                made.append(f"{entity['name']}.{ending}")
                self.ok('export', entity['name'], '--all-fields', '-o', made[-1])
        return made

    def ask(self, model, *arguments):
        self.ok('settings', 'set', 'openai.model', model)
        return self.run_raw('cluster', *self.place, '--engine', 'ai', '--key-stdin', *arguments,
                            stdin=CANARY + '\n')

    def test_no_trace(self):
        for model, code in (('rig-strict', 0), ('rig-wrong', 1), ('rig-quota', 1)):
            result = self.ask(model, '--again')
            self.assertEqual(result.returncode, code, result.stderr)
            self.assertNotIn(CANARY, result.stdout + result.stderr)
        self.assertIn('learned.json', os.listdir(self.data))
        # In the background, and to a site and a maker of pictures that refuse it.
        self.ok('settings', 'set', 'openai.model', 'stub-large')
        self.ok('queue', 'add', 'auto_cluster', *self.place, '--engine', 'ai')
        self.ok('integration', 'set', 'image_generation', 'provider=runware',
                'base-url=' + self.base, 'model=runware:100@1')
        self.ok('set', 'sites', self.rows('sites')[0]['id'], 'wp_url=' + self.base,
                'wp_username=jane')
        for words in (['worker', '--once'], ['test', 'wordpress', *self.place[:2]],
                      ['test', 'runware'],
                      ['images', 'test', 'boots', '-o', 'boots.png']):
            result = self.run_raw(*words, '--key-stdin', stdin=CANARY + '\n')
            self.assertNotIn(CANARY, result.stdout + result.stderr)
        self.assertEqual({row['function_name'] for row in self.rows('ai_task_logs')},
                         {'auto_cluster', 'generate_images'})
        made = self.write_out()
        self.assertTrue(all(os.path.getsize(self.path(name)) > 0 for name in made))
        # The search itself finds what is there, also what is packed.
        self.write('known', 'before ' + CANARY + ' behind')
        with zipfile.ZipFile(self.path('known.zip'), 'w', zipfile.ZIP_DEFLATED) as packed:
            packed.writestr('inner', CANARY * 3)
        self.assertEqual(self.find(), ['known', 'known.zip/inner'])

    def test_no_core(self):
        def limits():
            import resource
            hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
            resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))

        self.ok('settings', 'set', 'openai.model', 'rig-slow')
        process = subprocess.Popen(
            [terminal.PROGRAM, '--data-dir', self.data, 'cluster', *self.place, '--engine', 'ai',
             '--key-stdin'],
            # The sanitizer would turn the signal into an exit.
            cwd=self.folder, env={**self.environment, 'ASAN_OPTIONS': 'handle_segv=0'},
            text=True, preexec_fn=limits,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        process.stdin.write(CANARY + '\n')
        process.stdin.flush()
        deadline = time.monotonic() + 60
        while 'chat/completions' not in self.read('journal') and time.monotonic() < deadline:
            time.sleep(0.05)
        for name in ('cmdline', 'environ'):
            with open(f'/proc/{process.pid}/{name}', 'rb') as file:
                self.assertNotIn(CANARY.encode(), file.read())
        with open(f'/proc/{process.pid}/limits', encoding='utf-8') as file:
            core = [line.split()[4] for line in file if line.startswith('Max core file size')]
        self.assertIn(core, (['0'], ['1']))
        process.send_signal(signal.SIGSEGV)
        output = process.communicate(timeout=60)
        self.assertEqual(process.returncode, -signal.SIGSEGV)
        self.assertNotIn(CANARY, ''.join(output))
        self.assertEqual(self.find(), [])


if __name__ == '__main__':
    unittest.main()
