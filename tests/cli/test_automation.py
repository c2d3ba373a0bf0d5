#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a site does by itself: its settings, its runs, its plan, without a network."""

import unittest

import terminal

STAGES = ['clusters', 'ideas', 'tasks', 'content', 'image_prompts', 'images', 'publish']
KEYWORDS = [f'{adjective} {noun}' for noun in ('hiking boots', 'camping tent', 'sleeping bag')
            for adjective in ('best', 'cheap', 'how to clean', 'light')]


class Automation(terminal.TerminalTest):
    def setUp(self):
        super().setUp()
        self.make_site()
        self.ok('account', 'set', 'timezone=Europe/Berlin')
        self.site = ('--site', 'Outdoor')

    def stages(self, status):
        return {stage['stage']: stage for stage in status['stages']}

    def test_settings(self):
        status = self.ok('automation', 'status', *self.site)
        self.assertEqual([stage['stage'] for stage in status['stages']], STAGES)
        self.assertFalse(status['enabled'])
        self.assertIsNone(status['next_run_at'])
        self.assertIsNone(status['run'])

        status = self.ok('automation', 'set', *self.site, 'enabled=true', 'hour=3',
                         'content.cap=5', 'images.enabled=false', 'ideas.engine=offline')
        stages = self.stages(status)
        self.assertTrue(status['enabled'])
        self.assertIn(status['next_run_at'][10:], ('T01:00:00.000Z', 'T02:00:00.000Z'))
        self.assertEqual(stages['content']['cap'], 5)
        self.assertFalse(stages['images']['enabled'])
        self.assertEqual(stages['ideas']['engine'], 'offline')
        self.assertEqual(self.ok('undo')['label'], 'Change the automation')
        self.assertFalse(self.ok('automation', 'status', *self.site)['enabled'])

        answer = self.fails('automation', 'set', *self.site, 'content.cap=many')
        self.assertIn('cap', answer['error'])
        self.fails('automation', 'set', *self.site, 'texts.cap=1')
        self.ok('automation', 'set', *self.site, 'content.cap=5')
        status = self.ok('automation', 'reset', *self.site)
        self.assertIsNone(self.stages(status)['content']['cap'])

    def test_estimate(self):
        """What a run will cost before it begins: by engine, cap and what waits."""
        self.write('list.txt', ''.join(word + '\n' for word in KEYWORDS))
        self.ok('import', 'list.txt', *self.site, '--sector', 'Hiking')
        free = {'things': len(KEYWORDS), 'credits': 0, 'cost_usd': '0'}
        self.assertEqual(self.stages(self.ok('automation', 'status', *self.site))['clusters']
                         ['estimate'], free)
        self.ok('settings', 'set', 'openai.model', 'gpt-6-luna')
        status = self.stages(self.ok('automation', 'set', *self.site, 'clusters.cap=5'))
        self.assertEqual(status['clusters']['estimate']['things'], 5)
        self.assertEqual(status['clusters']['estimate']['credits'], 1)
        self.assertGreater(float(status['clusters']['estimate']['cost_usd']), 0)
        self.assertEqual(status['ideas']['estimate']['things'], 0)
        self.assertIn('about 1 credit', self.text('automation', 'status', *self.site))
        status = self.ok('automation', 'set', *self.site, 'clusters.engine=offline')
        self.assertEqual(self.stages(status)['clusters']['estimate']['credits'], 0)

    def test_run(self):
        self.write('list.txt', ''.join(word + '\n' for word in KEYWORDS))
        self.ok('import', 'list.txt', *self.site, '--sector', 'Hiking')
        self.ok('automation', 'set', *self.site, 'delay_within=0', 'delay_between=0',
                'content.cap=2')
        status = self.ok('automation', 'run', *self.site)
        stages = self.stages(status)
        self.assertEqual(status['run']['status'], 'completed')
        self.assertEqual(status['run']['started_by'], 'hand')
        self.assertEqual(stages['clusters']['processed'], len(KEYWORDS))
        self.assertEqual(stages['ideas']['created'], len(self.rows('ideas')))
        self.assertEqual(stages['tasks']['created'], len(self.rows('tasks')))
        self.assertEqual((stages['content']['processed'], stages['content']['partial']), (2, True))
        self.assertEqual(len(self.rows('content')), 2)
        self.assertEqual(stages['content']['pending'], stages['tasks']['created'] - 2)
        self.assertIsNotNone(stages['image_prompts']['skipped'])

        history = self.ok('automation', 'history', *self.site)
        self.assertEqual(history['count'], 1)
        self.assertIn('Keywords to clusters', self.text('automation', 'status', *self.site))
        # The next one writes the next two.
        self.ok('automation', 'run', *self.site)
        self.assertEqual(len(self.rows('content')), 4)

    def test_no_run(self):
        for verb in ('pause', 'resume', 'cancel'):
            self.assertIn('run', self.fails('automation', verb, *self.site)['error'])
        self.assertIn('automation run', self.text('automation', 'history'))

    def test_worker_begins_nothing(self):
        self.ok('worker', '--once')
        self.assertEqual(self.ok('automation', 'history')['count'], 0)

    def add_text(self, title, status='approved'):
        place = (*self.site, '--sector', 'Hiking')
        self.ok('add', 'tasks', *place, f'title={title}')
        self.ok('add', 'content', *place, f'title={title}', f'task={title}', f'status={status}')

    def test_plan(self):
        self.assertEqual(self.ok('schedule', 'list')['count'], 0)
        self.add_text('Boots')
        self.add_text('Tents', 'draft')
        self.ok('schedule', 'set', 'Boots', '2099-12-01 09:00', *self.site)
        planned = self.ok('schedule', 'list', '2099-12', *self.site)['results']
        self.assertEqual([(post['title'], post['at'], post['status']) for post in planned],
                         [('Boots', '2099-12-01T08:00:00.000Z', 'ready')])
        self.ok('schedule', 'move', 'Boots', '2099-12-02 10:00', *self.site)
        self.assertEqual(self.ok('undo')['label'], 'Plan “Boots”')
        self.assertEqual(self.ok('schedule', 'list', '2099-12')['results'][0]['at'][:10],
                         '2099-12-01')
        free = self.ok('schedule', 'free', *self.site, '--limit', '3')['results']
        self.assertEqual(len(free), 3)
        self.assertEqual(self.ok('schedule', 'set', 'Tents', *self.site)['at'], free[0])
        self.assertEqual(self.ok('schedule', 'list')['results'][0]['status'], 'waits')
        self.ok('schedule', 'clear', 'Boots', *self.site)
        self.assertEqual(self.ok('schedule', 'list', '2099-12')['count'], 0)
        self.assertIn('passed', self.fails('schedule', 'set', 'Boots', '2020-01-01 09:00',
                                           *self.site)['error'])
        self.fails('schedule', 'list', 'December', code=2)
        self.fails('schedule', 'set', 'Boots', 'soon', *self.site, code=2)

    def test_publishing_settings(self):
        settings = self.ok('schedule', 'settings', *self.site)
        self.assertFalse(settings['auto_publish'])
        settings = self.ok('schedule', 'settings', *self.site, 'auto_publish=true', 'daily_limit=2',
                           'time_slots=["09:00","15:00"]')
        self.assertTrue(settings['auto_publish'])
        self.assertEqual(settings['daily_limit'], 2)
        self.assertIn('daily_limit=2', self.text('schedule', 'settings', *self.site))
        self.fails('schedule', 'settings', *self.site, 'time_slots=["25:00"]')


if __name__ == '__main__':
    unittest.main()
