#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""From keywords to drafts in the terminal, without a network."""

import csv
import json
import os
import signal
import subprocess
import time
import unittest

import terminal

KEYWORDS = [f'{adjective} {noun}{place}'
            for noun in ('hiking boots', 'camping tent', 'sleeping bag', 'climbing rope')
            for adjective in ('best', 'cheap', 'how to clean')
            for place in ('', ' for women', ' for winter')]


class Work(terminal.TerminalTest):
    def setUp(self):
        super().setUp()
        self.place = self.make_site()
        self.write('list.txt', ''.join(word + '\n' for word in KEYWORDS))
        self.ok('import', 'list.txt', *self.place)

    def steps(self, *names):
        return [self.ok(name, *self.place) for name in names]

    def test_whole_way(self):
        made, ideas, tasks, drafts = self.steps('cluster', 'ideas', 'tasks', 'write')
        self.assertEqual(set(made), terminal.FORMS['cluster'])
        self.assertEqual(made['clustered'] + made['unclustered'], len(KEYWORDS))
        self.assertGreaterEqual(made['clusters'], 4)
        self.assertEqual(len(self.rows('clusters')), made['clusters'])
        self.assertEqual(len(self.rows('keywords', '--filter', 'cluster!=')), made['clustered'])

        self.assertEqual(set(ideas), terminal.FORMS['ideas'])
        self.assertGreaterEqual(ideas['created'], made['clusters'])
        self.assertEqual(ideas['skipped'], 0)
        for report in (tasks, drafts):
            self.assertEqual(set(report), terminal.FORMS['run'])
            self.assertEqual((report['done'], report['failed']), (ideas['created'], 0))
            self.assertEqual(len(report['items']), report['done'])
            self.assertEqual(set(report['items'][0]), {'id', 'status', 'error'})
            self.assertIsNone(report['items'][0]['error'])

        content = self.rows('content')
        self.assertEqual(len(content), drafts['done'])
        self.assertTrue(all(row['is_brief'] and '<h2>' in row['html_content'] for row in content))
        self.assertEqual({row['status'] for row in self.rows('tasks')}, {'draft'})

    def test_sample_is_made_once(self):
        self.assertTrue(self.ok('sample')['made'])
        self.assertFalse(self.ok('sample')['made'])
        self.assertIn('Trailhead Outfitters', str(self.ok('site', 'list')))
        self.assertEqual(self.ok('undo')['label'][:5], 'Write')

    def test_again_does_nothing(self):
        self.steps('cluster', 'ideas', 'tasks', 'write')
        made, ideas, tasks, drafts = self.steps('cluster', 'ideas', 'tasks', 'write')
        self.assertEqual((made['clusters'], made['clustered']), (0, 0))
        self.assertEqual(ideas['created'], 0)
        self.assertEqual((tasks['done'], drafts['done']), (0, 0))

    def test_chosen(self):
        self.steps('cluster')
        first, second = self.rows('clusters')[:2]
        ideas = self.ok('ideas', *self.place, '--cluster', first['id'], '--cluster', second['name'])
        self.assertEqual({row['keyword_cluster'] for row in self.rows('ideas')},
                         {first['id'], second['id']})
        self.assertEqual(self.ok('ideas', *self.place, '--cluster', first['id'])['skipped'], 1)
        idea = self.rows('ideas')[0]
        self.assertEqual(self.ok('tasks', *self.place, '--idea', idea['id'])['done'], 1)
        self.assertGreater(ideas['created'], 1)
        task = self.rows('tasks')[0]
        self.assertEqual(self.ok('write', *self.place, '--task', task['title'])['done'], 1)
        # A task that is named is written again.
        again = self.ok('write', *self.place, '--task', task['id'])
        self.assertEqual((again['done'], len(self.rows('content'))), (1, 1))

    def test_chosen_elsewhere(self):
        self.steps('cluster')
        self.ok('sector', 'add', '--site', 'Outdoor', 'Other')
        cluster = self.rows('clusters')[0]['id']
        other = ['--site', 'Outdoor', '--sector', 'Other']
        self.assertIn('not of this site and sector',
                      self.fails('ideas', *other, '--cluster', cluster)['error'])
        self.assertIn('is a cluster, and no record of ideas',
                      self.fails('tasks', *self.place, '--idea', cluster)['error'])
        self.fails('write', *self.place, '--task', 'nothing')
        self.assertEqual(self.rows('ideas'), [])

    def test_undo_each(self):
        self.steps('cluster', 'ideas', 'tasks', 'write')
        for entity in ('content', 'tasks', 'ideas', 'clusters'):
            self.assertNotEqual(self.rows(entity), [], entity)
            self.ok('undo')
            self.assertEqual(self.rows(entity), [], entity)
        self.assertEqual({row['status'] for row in self.rows('keywords')}, {'pending'})

    def test_strictness(self):
        loose = self.ok('cluster', *self.place, '--strictness', '0.1')
        self.ok('undo')
        strict = self.ok('cluster', *self.place, '--strictness', '1')
        self.assertGreaterEqual(strict['clusters'] + strict['unclustered'],
                                loose['clusters'] + loose['unclustered'])
        self.assertNotEqual((strict['clusters'], strict['clustered']),
                            (loose['clusters'], loose['clustered']))
        again = self.ok('cluster', *self.place, '--strictness', '0.1', '--again')
        self.assertEqual(again['clusters'], loose['clusters'])

    def test_ai_without_a_model(self):
        for command in ('cluster', 'write'):
            if command == 'write':
                self.steps('cluster', 'ideas', 'tasks')
            answer = self.fails(command, *self.place, '--engine', 'ai', '--key-stdin',
                                stdin='sk-1\n')
            self.assertIn('model', answer['error'].lower())
        self.assertEqual(self.rows('content'), [])
        self.fails('test', 'openai', '--key-stdin', stdin='\n')

    def test_publish(self):
        self.steps('cluster', 'ideas', 'tasks', 'write')
        # A brief is no article, so there is nothing to be done.
        self.assertEqual(self.ok('publish', *self.place), {'done': 0, 'failed': 0, 'items': []})
        # A time that is none is refused also when there is nothing to send.
        self.fails('publish', *self.place, '--schedule', 'yesterday', code=2)
        content = self.rows('content')[0]['id']
        self.ok('set', 'content', content, 'is_brief=false', 'status=approved')
        for arguments in ([], ['--content', content, '--status', 'publish']):
            answer = self.fails('publish', *self.place, '--key-stdin', *arguments, stdin='key\n')
            text = answer['error'] + json.dumps(answer.get('data', ''))
            self.assertIn('address', text.lower())
        self.assertEqual({row['site_status'] for row in self.rows('content')}, {'not_published'})

    def test_check(self):
        self.steps('cluster', 'ideas', 'tasks', 'write')
        content = self.rows('content')[0]['id']
        item = self.ok('check', *self.place, '--content', content)['items'][0]
        self.assertEqual(item['id'], content)
        checks = {check['id']: check for check in item['checks']}
        self.assertEqual(len(checks), 13)
        for check in checks.values():
            self.assertIn(check['severity'], ('good', 'hint', 'warning'))
            self.assertEqual(check['severity'] == 'good', check['remedy'] == '')
        self.assertEqual(item['links'], [])

    def test_picture(self):
        self.steps('cluster', 'ideas', 'tasks')
        task = self.rows('tasks')[0]['id']
        picture = self.path('seen.gif')
        with open(picture, 'wb') as file:
            file.write(b'GIF89a\x03\x00\x02\x00\x00\x00\x00;')
        made = self.ok('images', 'add', picture, *self.place, '--task', task, '--alt', 'Boots')
        row = self.rows('images')[0]
        self.assertEqual((row['id'], row['status'], row['alt_text']),
                         (made['id'], 'generated', 'Boots'))
        self.assertTrue(row['image_path'].startswith('media/'))
        with open(picture, 'w') as file:
            file.write('<svg/>')
        self.fails('images', 'add', picture, *self.place, '--task', task)
        self.fails('unpublish', *self.place, '--key-stdin', '--content', task, stdin='x\n')

    def test_progress(self):
        result = self.run_raw('--progress', 'json', 'cluster', *self.place)
        lines = [json.loads(line) for line in result.stderr.splitlines()]
        self.assertTrue(lines)
        self.assertEqual([line['percent'] for line in lines],
                         sorted(line['percent'] for line in lines))
        self.assertIn('clusters', result.stdout)


class Plan(terminal.TerminalTest):
    FILES = ['briefs', 'clusters.csv', 'ideas.csv', 'keywords.csv', 'summary.json', 'tasks.csv']

    def setUp(self):
        super().setUp()
        self.write('list.txt', ''.join(word + '\n' for word in KEYWORDS))

    def check(self, folder, data):
        self.assertEqual(sorted(os.listdir(self.path(folder))), self.FILES)
        summary = json.loads(self.read(folder + '/summary.json'))
        self.assertEqual(data.pop('directory'), self.path(folder))
        for name in data.keys() - {'created_at', 'seconds'}:
            self.assertEqual(data[name], summary[name], name)
        counts = {}
        for name in ('keywords', 'clusters', 'ideas', 'tasks'):
            with open(self.path(f'{folder}/{name}.csv'), encoding='utf-8', newline='') as file:
                counts[name] = len(list(csv.DictReader(file)))
            self.assertEqual(counts[name], summary[name], name)
        self.assertEqual(len(os.listdir(self.path(folder + '/briefs'))), summary['briefs'])
        self.assertEqual(summary['clustered'] + summary['unclustered'], summary['keywords'])

    def test_plan(self):
        data = self.ok('plan', 'list.txt', '-o', 'a/plan')
        self.check('a/plan', data)
        self.assertEqual(data['keywords'], len(KEYWORDS))
        with open(self.path('a/plan/keywords.csv'), encoding='utf-8') as file:
            self.assertEqual(file.readline(),
                             'keyword,volume,difficulty,intent,cpc,status,cluster\n')
        # The person's own file is not touched, and nothing else is left.
        self.assertEqual(sorted(os.listdir(self.folder)), ['a', 'list.txt'])

    def test_default_folder(self):
        os.mkdir(self.path('list.txt-plan'))
        self.check('list.txt-plan', self.ok('plan', 'list.txt'))
        self.assertIn('list.txt-plan', self.fails('plan', 'list.txt')['error'])

    def test_names_of_briefs(self):
        """Those whose titles come to the same name are numbered, also where one has such a name."""
        self.write('own.csv', 'Keyword,Cluster\nboots,a\nboots!,b\nboots 2,c\nboots?,d\n'
                              'boots.,e\n')
        self.check('own', self.ok('plan', 'own.csv', '-o', 'own'))
        self.assertEqual(sorted(os.listdir(self.path('own/briefs'))),
                         ['boots-2-2.html', 'boots-2.html', 'boots-3.html', 'boots-4.html',
                          'boots.html'])

    def test_clusters_of_the_file(self):
        self.write('own.csv', 'Keyword,Cluster\nboots,Shoes\nred boots,Shoes\ntents,Camp\n')
        data = self.ok('plan', 'own.csv', '-o', 'own')
        self.assertEqual((data['clusters'], data['clustered']), (2, 3))
        self.check('own', data)

    def test_text(self):
        text = self.text('plan', 'list.txt', '-o', 'out')
        self.assertIn(self.path('out'), text)
        self.assertIn(f'{len(KEYWORDS)} read', text)

    def test_refused(self):
        os.mkdir(self.path('full'))
        self.write('full/mine.txt', 'mine')
        self.write('empty.txt', '')
        self.assertIn('full', self.fails('plan', 'list.txt', '-o', 'full')['error'])
        self.assertEqual(os.listdir(self.path('full')), ['mine.txt'])
        self.fails('plan', 'list.txt', '-o', 'list.txt')
        self.fails('plan', 'nothing.txt', '-o', 'out')
        self.fails('plan', 'empty.txt', '-o', 'out')
        self.assertEqual(sorted(os.listdir(self.folder)), ['empty.txt', 'full', 'list.txt'])

    def interrupt(self, command, after, sign=signal.SIGINT):
        process = subprocess.Popen([terminal.PROGRAM, '--data-dir', self.data, *command],
                                   cwd=self.folder, env=self.environment, text=True,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(after)
        process.send_signal(sign)
        out, err = process.communicate(timeout=60)
        return process.returncode, out + err

    def test_interrupt(self):
        self.write('many.txt', ''.join(f'{a} {b} {c}\n' for a in KEYWORDS for b in KEYWORDS[:30]
                                       for c in range(40)))
        for after, sign in ((0.15, signal.SIGINT), (0.7, signal.SIGTERM), (2, signal.SIGINT)):
            code, text = self.interrupt(['plan', 'many.txt', '-o', 'out'], after, sign)
            self.assertEqual(code, 130, text)
            self.assertIn('interrupted', text)
            self.assertEqual(sorted(os.listdir(self.folder)), ['list.txt', 'many.txt'])

    def test_interrupted_import(self):
        place = self.make_site()
        self.write('many.txt', ''.join(f'word {n} of many\n' for n in range(300000)))
        code, text = self.interrupt(['import', 'many.txt', *place], 0.6)
        self.assertEqual(code, 130, text)
        self.assertEqual(self.rows('keywords', '--limit', '1'), [])
        self.assertIn('sector', self.ok('undo')['label'].lower())


if __name__ == '__main__':
    unittest.main()
