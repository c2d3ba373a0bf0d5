#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every entity of the model, as the terminal lists, adds and changes it."""

import unittest

import terminal

# What a person keeps, and what only the program writes.
OWN = ('sites sectors keywords keyword_sources clusters ideas tasks content images ai_prompts'
       ' author_profiles strategies saved_views import_mappings publishing_settings'
       ' automation_configs accounts users plans industries industry_sectors seed_keywords').split()
KEPT = ('content_versions subscriptions site_user_access integration_settings credit_transactions'
        ' credit_usage_logs notifications publishing_records automation_runs jobs queue_items'
        ' ai_task_logs resource_samples').split()


class Entities(terminal.TerminalTest):
    def test_all_are_listed(self):
        self.ok('site', 'add', 'A')
        for entity in OWN + KEPT:
            with self.subTest(entity):
                data = self.ok('list', entity, '--limit', '1')
                self.assertEqual(len(data['results']), min(data['count'], 1))
                for record in data['results']:
                    self.assertRegex(record['created_at'], r'^20\d\d-.*Z$')
                    self.assertIn('updated_at', record)
                self.text('list', entity, '--limit', '1')
        message = self.fails('list', 'cats', code=2)['error']
        for entity in OWN + KEPT:
            self.assertIn(entity, message)

    def test_kept_ones_are_not_written(self):
        for entity in KEPT:
            with self.subTest(entity):
                for words in (['add', entity, 'a=b'], ['set', entity, 'x', 'a=b'],
                              ['delete', entity, 'x']):
                    self.assertIn('only be listed', self.fails(*words, code=2)['error'])

    def test_fresh_file(self):
        self.ok('site', 'add', 'A')
        account = self.rows('accounts')[0]
        owner = self.rows('users')[0]
        self.assertEqual(account['owner'], owner['id'])
        self.assertEqual((owner['role'], owner['is_active'], owner['is_superuser']),
                         ('owner', True, False))
        plan = self.rows('plans')[0]
        self.assertEqual(plan['slug'], 'local')
        for name, value in plan.items():
            if name.startswith(('max_', 'daily_', 'monthly_')):
                self.assertIsNone(value, name)
        self.assertEqual(plan['features'], [])
        self.assertEqual(self.rows('subscriptions')[0]['plan'], plan['id'])
        self.assertEqual(sorted(row['integration_type']
                                for row in self.rows('integration_settings')),
                         ['general', 'gsc', 'image_generation', 'openai', 'runware', 'wordpress'])

    def test_library(self):
        place = self.make_site()
        industries = self.rows('industries')
        self.assertGreaterEqual(len(industries), 25)
        for industry in industries:
            self.assertIn(industry['sectors_count'], (6, 7, 8))
        sectors = self.ok('list', 'industry_sectors', '--filter', 'industry=Pets')
        self.assertEqual(sectors['count'], 7)
        words = self.ok('list', 'seed_keywords', '--filter', 'industry_sector=Dogs')
        self.assertEqual(words['count'], 10)
        self.assertEqual({word['country'] for word in words['results']}, {None})
        site = self.ok('set', 'sites', 'Outdoor', 'industry=Pets')
        self.assertIn(site['industry'], [row['id'] for row in industries])
        sector = self.ok('set', 'sectors', 'Hiking', 'industry_sector=Dogs', *place[:0])
        self.assertIn(sector['industry_sector'], [row['id'] for row in sectors['results']])

        own = self.ok('add', 'industries', 'name=Space travel')
        self.assertEqual(own['slug'], 'space-travel')
        self.assertEqual(self.ok('add', 'industries', 'name=Space travel')['slug'],
                         'space-travel-2')
        self.assertIn('industry_sector',
                      self.fails('add', 'seed_keywords', 'keyword=moon', 'industry=Pets',
                                 'industry_sector=Hotels')['errors'])
        self.ok('add', 'seed_keywords', 'keyword=Moon dogs', 'industry=Pets',
                'industry_sector=Dogs')
        self.assertIn('keyword',
                      self.fails('add', 'seed_keywords', 'keyword=MOON  dogs', 'industry=Pets',
                                 'industry_sector=Dogs')['errors'])

        self.ok('delete', 'industries', 'Pets')
        self.assertEqual(self.rows('industry_sectors', '--filter', 'industry=Pets'), [])
        self.assertIsNone(self.rows('sites')[0]['industry'])
        self.ok('undo')
        self.assertEqual(self.ok('list', 'seed_keywords', '--filter',
                                 'industry_sector=Dogs')['count'], 11)
        self.assertEqual(self.rows('sites')[0]['industry'], site['industry'])

    def test_library_into_a_sector(self):
        place = self.make_site()
        self.assertIn('template', self.fails('library', 'add', *place)['error'])
        self.fails('library', 'add', 'No such sector', *place)
        self.ok('add', 'keywords', *place, 'keyword=Crate  Training', 'volume=5')
        self.assertEqual(self.ok('library', 'add', 'Dogs', *place), {'added': 9, 'known': 1})
        self.assertEqual(self.ok('library', 'add', 'Dogs', *place), {'added': 0, 'known': 10})
        words = {row['keyword']: row for row in self.rows('keywords')}
        self.assertEqual(words['Crate Training']['volume'], 5)
        self.assertEqual((words['best dog food']['intent'], words['best dog food']['volume']),
                         ('commercial', None))
        self.ok('set', 'sectors', 'Hiking', 'industry_sector=Climbing')
        self.assertEqual(self.ok('library', 'add', *place), {'added': 9, 'known': 0})
        self.ok('undo')
        self.assertEqual(self.ok('list', 'keywords')['count'], 10)

    def test_plans(self):
        plan = self.ok('add', 'plans', 'name=Growth', 'price=49.90', 'max_sites=5',
                       'included_credits=200', 'features=["All formats"]')
        self.assertEqual((plan['slug'], plan['price'], plan['max_sites'], plan['features']),
                         ('growth', '49.9', 5, ['All formats']))
        for wrong in ('max_users=0', 'price=-1', 'features=[1]', 'features={}', 'slug=A b',
                      'max_sites=1.5', 'billing_cycle=weekly'):
            with self.subTest(wrong):
                name = wrong.split('=', 1)[0]
                self.assertIn(name, self.fails('set', 'plans', 'Growth', wrong)['errors'])
        self.fails('delete', 'plans', 'Local')
        self.ok('delete', 'plans', 'Growth')

    def test_forms(self):
        place = self.make_site()
        for entity, name, values in (
                ('sites', 'Outdoor', ['domain=a b', 'wp_url=ftp://x', 'slug=A!']),
                ('accounts', 'My account', ['timezone=Mars', 'daily_budget=-1', 'status=gone']),
                ('users', 'owner@local', ['email=nobody', 'role=king'])):
            for value in values:
                with self.subTest(value):
                    self.assertIn(value.split('=')[0],
                                  self.fails('set', entity, name, value)['errors'])
        word = self.ok('add', 'keywords', *place, 'keyword=boots', 'tags=red,  Blue,RED',
                       'target_url=/boots', 'attributes={"KD":"12"}')
        self.assertEqual((word['tags'], word['target_url'], word['attributes']),
                         ('red, Blue', '/boots', {'KD': '12'}))
        for value in ('target_url=boots', 'country=usa', 'country=1a', 'currency=$',
                      'attributes=[1]', 'trend={}'):
            with self.subTest(value):
                self.assertIn(value.split('=')[0],
                              self.fails('set', 'keywords', 'boots', value)['errors'])

    def test_thinker(self):
        self.make_site()
        self.ok('add', 'ai_prompts', 'prompt_type=ideas', 'prompt_value=Think of {{cluster}}.')
        self.assertIn('prompt_type',
                      self.fails('add', 'ai_prompts', 'prompt_type=ideas')['errors'])
        self.assertEqual(self.ok('set', 'ai_prompts', 'ideas', 'is_active=false')['is_active'],
                         False)
        self.ok('add', 'author_profiles', 'name=Jane', 'tone=friendly', 'language=English',
                'structure_template=[{"heading":"Why"}]')
        self.assertIn('structure_template',
                      self.fails('set', 'author_profiles', 'Jane',
                                 'structure_template={}')['errors'])
        plan = self.ok('add', 'strategies', 'name=Guides', 'sector=Hiking',
                       'prompt_types=["ideas"]')
        self.assertEqual(plan['prompt_types'], ['ideas'])
        self.assertIn('prompt_types',
                      self.fails('set', 'strategies', 'Guides', 'prompt_types=["x"]')['errors'])
        self.ok('delete', 'author_profiles', 'Jane')

    def test_settings_of_a_site(self):
        self.make_site()
        settings = self.ok('add', 'publishing_settings', '--site', 'Outdoor', 'daily_limit=2')
        self.assertEqual((settings['publish_days'], settings['time_slots']),
                         (['mon', 'tue', 'wed', 'thu', 'fri'], ['09:00']))
        self.assertIn('site', self.fails('add', 'publishing_settings', '--site',
                                         'Outdoor')['errors'])
        self.assertIn('time_slots', self.fails('set', 'publishing_settings', settings['id'],
                                               'time_slots=["25:00"]')['errors'])
        config = self.ok('add', 'automation_configs', '--site', 'Outdoor', 'hour=3')
        self.assertEqual((config['is_enabled'], config['frequency'], config['hour']),
                         (False, 'daily', 3))
        self.ok('delete', 'automation_configs', config['id'])

    def test_sources_of_a_keyword(self):
        place = self.make_site()
        self.ok('add', 'keywords', *place, 'keyword=boots', 'volume=100')
        self.ok('add', 'keyword_sources', *place, 'keyword=boots', 'source=semrush', 'volume=90')
        self.assertIn('source', self.fails('add', 'keyword_sources', *place, 'keyword=boots',
                                           'source=semrush')['errors'])
        self.ok('delete', 'keywords', 'boots')
        self.assertEqual(self.rows('keyword_sources'), [])
        self.ok('undo')
        self.assertEqual(self.rows('keyword_sources')[0]['volume'], 90)

    def test_no_title(self):
        place = self.make_site()
        self.ok('add', 'tasks', *place, 'title=Boots')
        text = self.text('add', 'images', *place, 'task=Boots', 'image_type=featured')
        self.assertRegex(text, r'^Added the image \([0-9a-f-]{36}\)\.$')

    def test_kinds_of_duplicates(self):
        """A group is of all the kinds that its members are."""
        place = self.make_site()
        for word in 'hiking boots', 'boots hiking', 'hiking boot', 'hikking boots':
            self.ok('add', 'keywords', *place, 'keyword=' + word)
        group = self.ok('duplicates', *place)['results'][0]
        self.assertEqual(group['kinds'], ['order', 'plural', 'typo'])
        self.ok('add', 'keywords', *place, 'keyword=hiking boots', 'country=us')
        self.assertRegex(self.text('duplicates', *place), '^order, plural, typo, country: ')
        for country in 'us', 'gb':
            self.ok('add', 'keywords', *place, 'keyword=camp stove', 'country=' + country)
        found = [one['kinds'] for one in self.ok('duplicates', *place)['results']]
        self.assertIn(['country'], found)

    def test_fields(self):
        """What records have, for whoever writes FIELD=VALUE, --filter and --sort."""
        entities = {row['name']: row for row in self.ok('fields')['results']}
        self.assertTrue(entities['strategies']['writable'])
        self.assertFalse(entities['jobs']['writable'])
        self.assertIn('seed_keywords', self.text('fields'))
        for entity in entities:
            with self.subTest(entity):
                names = [row['name'] for row in self.ok('fields', entity)['results']]
                self.assertGreater(len(names), 2)
                self.assertEqual(len(set(names)), len(names))
        fields = {row['name']: row for row in self.ok('fields', 'keywords')['results']}
        self.assertEqual((fields['difficulty']['title'], fields['difficulty']['kind'],
                          fields['difficulty']['writable']),
                         ('Keyword difficulty', 'integer', True))
        self.assertIn('commercial', fields['intent']['choices'])
        self.assertEqual(fields['cluster']['target'], 'clusters')
        self.assertTrue(fields['keyword']['required'])
        self.assertFalse(fields['created_at']['writable'])
        for name, field in fields.items():
            shown = [line for line in self.text('fields', 'keywords').splitlines()
                     if line.split()[0] == name]
            self.assertEqual(len(shown), 1, name)
            self.assertIn(', '.join(field['choices']), shown[0])
        self.assertIn('igny8ctl fields', self.text('help', 'add'))
        place = self.make_site()
        self.ok('add', 'keywords', *place, 'keyword=boots')
        for wrong in (['set', 'keywords', 'boots', 'kd=1'], ['list', 'keywords', '--sort', 'kd'],
                      ['list', 'keywords', '--filter', 'kd=1'],
                      ['list', 'keywords', '--facets', 'kd']):
            self.assertIn('igny8ctl fields keywords', self.fails(*wrong)['error'])
        self.fails('fields', 'nonsense', code=2)


if __name__ == '__main__':
    unittest.main()
