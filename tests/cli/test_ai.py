#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Work of an AI in the terminal, against the stand-in. IGNY8_TEST_STUB is its program."""

import fcntl
import json
import os
import pty
import re
import struct
import subprocess
import termios
import unittest

import terminal

KEY = 'test-key\n'


class WithStandIn(terminal.TerminalTest):
    DELAY = '0'  # ms between the pieces of an answer

    def setUp(self):
        super().setUp()
        self.stub = subprocess.Popen([os.environ['IGNY8_TEST_STUB'], '--delay', self.DELAY],
                                     stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
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


class Ai(WithStandIn):
    def write_article(self):
        made = self.ask('write', '--engine', 'ai', '--task', self.task)
        self.assertEqual((made['done'], made['failed']), (1, 0), made)
        return made

    def test_cost_is_compared(self):
        made = self.write_article()
        self.assertGreaterEqual(made['cost']['calls'], 1)
        self.assertGreater(float(made['cost']['estimated_usd']), 0)
        self.assertGreater(float(made['cost']['cost_usd']), 0)

    def estimate(self, function, *arguments):
        return self.ok('cost', 'estimate', function, *self.place, *arguments)

    def run_costs(self):
        """Of a run of the automation."""
        return sum(float(stage['estimate']['cost_usd'])
                   for stage in self.ok('automation', 'status', *self.place[:2])['stages']
                   if stage['stage'] == 'content')

    def test_cost_before(self):
        """What a run will cost is said before it runs: by the prices that a person can change,
        with what is left of the budget."""
        before = self.estimate('generate_content', self.task)
        self.assertEqual((before['records'], before['requests'], before['model'], before['host'],
                          before['credits'], before['budget_left']),
                         (1, 1, 'gpt-6-luna', '127.0.0.1', 3, None))
        self.assertIn('No budget is set', self.text('cost', 'estimate', 'generate_content',
                                                    *self.place))
        self.ok('models', 'copy')
        with open(os.path.join(self.data, 'models.json'), encoding='utf-8') as file:
            models = file.read()
        dear = models.replace('"input": 100000, "cached": 10000, "output": 500000',
                              '"input": 1000000, "cached": 100000, "output": 5000000')
        self.assertNotEqual(dear, models)
        run = self.run_costs()
        self.write(os.path.join(self.data, 'models.json'), dear)
        after = self.estimate('generate_content', self.task)
        self.assertAlmostEqual(float(after['cost_usd']), 10 * float(before['cost_usd']), places=4)
        self.assertAlmostEqual(self.run_costs(), 10 * run, places=4)
        self.ok('account', 'set', 'daily_budget=2', 'monthly_budget=1')
        self.ok('settings', 'set', 'general.run-budget', '0.5')
        self.assertEqual(float(self.estimate('generate_ideas')['budget_left']), 0.5)
        self.ok('settings', 'set', 'general.run-budget', '')
        spent = float(self.write_article()['cost']['cost_usd'])
        self.assertAlmostEqual(float(self.estimate('generate_ideas')['budget_left']), 1 - spent)
        self.assertEqual(self.estimate('generate_content', '--engine', 'offline')['requests'], 0)
        pictures = self.estimate('generate_image_prompts')
        self.assertEqual((pictures['records'], pictures['credits']), (1, 0))
        self.assertEqual(self.estimate('auto_cluster', '--engine', 'embeddings')['model'],
                         'text-embedding-3-small')
        self.fails('cost', 'estimate', 'make_coffee', *self.place, code=2)

    def test_cost_ledger(self):
        self.assertEqual(self.ok('cost')['results'], [])
        self.assertIn('No AI', self.text('cost'))
        self.write_article()
        self.ask('images', 'generate', '--task', self.task)
        for by, keys in (('model', {'gpt-6-luna', 'gpt-image-2'}),
                         ('function', {'generate_content', 'generate_image_prompts',
                                       'generate_images'}),
                         ('site', {'Outdoor'})):
            ledger = self.ok('cost', by)
            self.assertEqual({line[by] for line in ledger['results']}, keys)
            self.assertEqual(ledger['calls'], 5)
            self.assertAlmostEqual(float(ledger['cost_usd']),
                                   sum(float(line['cost_usd']) for line in ledger['results']))
            self.assertEqual(sum(line['credits'] for line in ledger['results']), 6)
        self.assertRegex(self.ok('cost', 'month')['results'][0]['month'], r'^\d{4}-\d\d$')
        self.assertIn('Estimated $', self.text('cost', 'function'))
        self.fails('cost', 'weather', code=2)

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

    def test_try_a_picture(self):
        """One that belongs to nothing, for the price of a picture."""
        words = ['images', 'test', 'boots on a rock', 'cartoon', '-o', 'boots.png', '--key-stdin']
        made = self.ok(*words, stdin=KEY)
        self.assertEqual(made['cost']['calls'], 1)
        with open(self.path('boots.png'), 'rb') as file:
            self.assertEqual(len(file.read()), made['bytes'])
        log = self.rows('ai_task_logs')
        self.assertEqual([row['function_name'] for row in log], ['generate_images'])
        self.assertIn('boots on a rock', log[0]['request'])
        self.assertEqual(self.ok('credits', 'show')['balance'], -1)
        self.assertEqual(self.rows('images'), [])
        self.fails(*words, stdin=KEY)
        self.fails('images', 'test', 'boots', 'blurred', '-o', 'other.png', code=2)
        self.assertEqual(len(self.rows('ai_task_logs')), 1)

    def test_integration(self):
        address = self.ok('integration', 'show', 'openai')['config']['base-url']
        self.assertEqual({row['integration_type']
                          for row in self.ok('integration', 'list')['results']},
                         {'general', 'openai', 'runware', 'gsc', 'image_generation', 'wordpress'})
        self.ok('integration', 'set', 'image_generation', 'provider=runware',
                'base-url=' + address, 'model=runware:100@1')
        self.assertEqual(self.rows('integration_settings', '--filter',
                                   'integration_type=image_generation')[0]['config']['model'],
                         'runware:100@1')
        self.assertEqual(self.ok('integration', 'test', 'runware', '--key-stdin',
                                 stdin=KEY)['host'], '127.0.0.1')
        self.assertIn('key', self.fails('test', 'runware', '--key-stdin', stdin='wrong\n')['error'])
        self.assertIn('  stub-large', self.run_raw('integration', 'test', 'openai', '--key-stdin',
                                                   stdin=KEY).stdout)
        # The key is that of who makes pictures.
        self.ok('images', 'test', 'boots', '-o', 'runware.png', '--key-stdin', stdin=KEY)
        # All or none.
        self.fails('integration', 'set', 'image_generation', 'look=cartoon', 'width=1')
        self.assertEqual(self.ok('integration', 'show', 'image_generation')['config']['look'],
                         'realistic')
        self.fails('integration', 'set', 'image_generation', 'api_key=sk-123')
        self.fails('integration', 'show', 'telegraph', code=2)
        self.ok('undo')
        self.assertEqual(self.ok('integration', 'show', 'image_generation')['config']['provider'],
                         'openai')

    def test_optimize(self):
        made = self.write_article()
        content = [row['id'] for row in self.rows('content') if row['task'] == self.task][0]
        place = [*self.place, '--content', content]
        self.assertEqual(self.ok('optimize', *place, '--dry-run')['items'][0]['changes'], [])
        made = self.ok('optimize', *place, '--key-stdin', stdin=KEY)
        changes = made['items'][0]['changes']
        self.assertEqual([(change['number'], change['state']) for change in changes],
                         [(1, 'open'), (2, 'open'), (3, 'open'), (4, 'open')])
        self.assertEqual((made['done'], made['cost']['calls']), (1, 1))
        self.fails('optimize', *place, '--accept', '9')
        done = self.ok('optimize', *place, '--accept', '1,4', '--reject', '2')
        self.assertEqual((done['accepted'], done['rejected'], done['stale']), (2, 1, 0))
        row = [row for row in self.rows('content') if row['id'] == content][0]
        self.assertEqual(row['meta_title'], 'A better meta title')
        self.assertIn('Better <strong>words', row['html_content'])
        self.assertEqual(len(self.rows('content_versions')), 1)
        self.ok('undo')
        self.assertEqual(self.rows('content_versions'), [])

    def test_reparse(self):
        self.write_article()
        content = [row['id'] for row in self.rows('content') if row['task'] == self.task][0]
        log = self.rows('ai_task_logs', '--filter', 'function_name=generate_content')[0]['id']
        self.ok('set', 'content', content, 'html_content=<p>Spoiled</p>')
        self.assertEqual(self.ok('reparse', log)['done'], 1)
        text = [row for row in self.rows('content') if row['id'] == content][0]['html_content']
        self.assertNotIn('Spoiled', text)
        self.fails('reparse', content)
        again = self.rows('ai_task_logs', '--filter', 'function_name=reparse')
        self.assertEqual([(row['credits'], float(row['cost_usd']), row['status'])
                          for row in again], [(1, 0, 'success')])
        self.fails('reparse', again[0]['id'])

    def test_correlation(self):
        """The calls of one run have one name, that of the answer of the terminal; also when they
        fail. How long a call took is known of each."""
        self.write_article()
        self.ask('images', 'generate', '--task', self.task)
        self.ok('settings', 'set', 'openai.model', 'rig-404')
        answer = self.fails('write', '--engine', 'ai', '--task', self.task, *self.place,
                            '--key-stdin', stdin=KEY)
        rows = self.rows('ai_task_logs')
        runs = {}
        for row in rows:
            self.assertGreaterEqual(row['duration'], 0, row)
            runs.setdefault(row['correlation_id'], set()).add(row['function_name'])
        self.assertEqual(sorted(map(sorted, runs.values())),
                         [['generate_content'], ['generate_content'],
                          ['generate_image_prompts', 'generate_images']])
        self.assertEqual([row['status'] for row in rows
                          if row['correlation_id'] == answer['request_id']], ['error'])

    def test_prompt_of_a_task(self):
        """The task's own prompt goes before the account's, and that before the default one."""
        needed = '[IGNY8_TITLE] [IGNY8_KEYWORDS] [IGNY8_IDEA] [IGNY8_CLUSTER] [IGNY8_OUTLINE]'
        self.write('account.txt', 'Of the account: ' + needed)
        self.ok('prompt', 'set', 'content_generation', 'account.txt')
        for prompt, said in ((f'Of the task: {needed}', 'Of the task: '), ('', 'Of the account: ')):
            self.ok('set', 'tasks', self.task, f'prompt={prompt}')
            self.write_article()
            request = self.rows('ai_task_logs', '--sort', '-created_at')[0]['request']
            self.assertIn('[system]\n' + said, request)
        calls = len(self.rows('ai_task_logs'))
        self.ok('set', 'tasks', self.task, 'prompt=Write [IGNY8_NONSENSE]')
        failure = self.fails('write', '--engine', 'ai', '--task', self.task, *self.place,
                             '--key-stdin', stdin=KEY)
        self.assertIn('IGNY8_NONSENSE', json.dumps(failure))
        self.assertEqual(len(self.rows('ai_task_logs')), calls)

    def test_prompt_trial(self):
        shown = self.ok('prompt', 'test', 'clustering')
        self.assertNotIn('answer', shown)
        tried = self.ok('prompt', 'test', 'clustering', '--engine', 'ai', '--key-stdin', stdin=KEY)
        self.assertIn('"clusters"', tried['answer'])
        self.assertEqual(tried['cost']['calls'], 1)

    def test_images_offline(self):
        self.assertIn('images add', self.fails('images', 'generate', *self.place, '--engine',
                                               'offline', code=2)['error'])
        self.ok('settings', 'set', 'image_generation.model', '')
        self.write_article()
        failure = self.fails('images', 'generate', *self.place, '--key-stdin', stdin=KEY)
        self.assertIn('image_generation.model', failure['error'])


class Live(WithStandIn):
    DELAY = '15'

    def watch(self, columns):
        """What a terminal of so many columns shows while an article is written."""
        leader, follower = pty.openpty()
        fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack('HHHH', 24, columns, 0, 0))
        words = ['write', '--engine', 'ai', '--task', self.task, *self.place, '--key-stdin']
        with subprocess.Popen([terminal.PROGRAM, '--data-dir', self.data, *words], stderr=follower,
                              env=self.environment, stdin=subprocess.PIPE,
                              stdout=subprocess.DEVNULL) as process:
            os.close(follower)
            process.stdin.write(KEY.encode())
            process.stdin.close()
            shown = b''
            try:
                while part := os.read(leader, 4096):
                    shown += part
            except OSError:  # how the end of a terminal is told
                pass
            self.assertEqual(process.wait(60), 0, shown)
        os.close(leader)
        return shown.decode()

    def test_live_words(self):
        shown = self.watch(60)
        lines = shown.split('\r\033[K')
        live = [line for line in lines if re.match(r' \d+ %  gpt-6-luna: …?\w', line)]
        self.assertGreater(len(live), 1, lines)
        self.assertTrue(all(len(line) < 60 for line in lines), lines)
        self.assertEqual(lines[-1], '')
        self.assertNotIn('<', shown)

    def test_a_narrow_terminal(self):
        self.assertLess(max(map(len, self.watch(20).split('\r\033[K'))), 20)


if __name__ == '__main__':
    unittest.main()
