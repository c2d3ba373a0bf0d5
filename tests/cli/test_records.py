#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sites, sectors and records of any kind, one command after another."""

import os
import pty
import signal
import subprocess
import termios
import time
import unittest

import terminal


class Usage(terminal.TerminalTest):
    def test_version_and_help(self):
        version = self.ok('version')['version']
        self.assertRegex(version, r'^\d+\.\d+\.\d+$')
        self.assertEqual(self.text('--version'), f'igny8ctl {version}\n')
        overview = self.text('help')
        for command in ('import', 'cluster', 'publish', 'export', 'secret set', 'plan'):
            self.assertIn('\n  ' + command, overview)
            self.assertIn('igny8ctl ' + command, self.text('help', *command.split()))
            self.assertIn('Example:', self.text(*command.split(), '--help'))
        self.assertEqual(self.text('--help'), overview)
        self.assertIn('site list', self.text('help', 'site'))
        for text in self.text('help', 'cluster'), self.text('cluster', '--help'):
            self.assertIn('--again', text)
            self.assertIn('\n  cluster merge', text)
        self.fails('help', 'nonsense', code=2)

    def test_help_touches_nothing(self):
        self.text('help')
        self.text('import', '--help')
        self.text('nonsense', code=2)
        self.assertFalse(os.path.exists(self.data))

    def test_wrong_use(self):
        for arguments in (
                [], ['nonsense'], ['site'], ['site', 'remove'], ['site', 'add'],
                ['site', 'add', 'a', 'b'], ['list'], ['list', 'cats'], ['list', 'sites', '--wrong'],
                ['list', 'sites', '-x'], ['list', 'sites', '--limit'],
                ['list', 'sites', '--limit', 'x'],
                ['list', 'sites', '--limit', '-1'], ['list', 'sites', '--filter', 'name'],
                ['list', 'sites', '--filter', 'name>1'], ['list', 'sites', '--sector', 'x'],
                ['list', 'sites', '--dry-run'], ['list', 'sites', '--json=1'],
                ['list', 'sites', '--sort', 'a', '--sort', 'b'], ['cluster'], ['import', 'a.csv'],
                ['cluster', '--site', 'a', '--sector', 'b', '--engine', 'magic'],
                ['cluster', '--site', 'a', '--sector', 'b', '--strictness', '2'],
                ['add', 'keywords', 'keyword=a'], ['add', 'sites', 'name'], ['add', 'sites', '=a'],
                ['set', 'sites'], ['set', 'sites', 'a'], ['delete', 'sites'], ['test', 'nothing'],
                ['test', 'wordpress'], ['secret', 'set', 'openai', '--site', 'a'], ['plan'],
                ['secret', 'set', 'openai', 'sk-123'], ['export', 'keywords'], ['undo', '0'],
                ['--progress', 'xml', 'undo']):
            with self.subTest(arguments):
                self.text(*arguments, code=2)
                self.assertNotEqual(self.fails(*arguments, code=2)['error'], '')

    def test_hint(self):
        result = self.run_raw('cluster', '--site', 'x')
        self.assertIn('igny8ctl help cluster', result.stderr)
        self.assertEqual(result.stdout, '')

    def test_json_anywhere(self):
        self.ok('site', 'add', 'A')
        result = self.run_raw('site', 'list', '--json')
        self.assertIn('"success":true', result.stdout)

    def test_words_that_look_like_options(self):
        self.ok('site', 'add', '--', '--json')
        self.assertEqual([row['name'] for row in self.rows('sites')], ['--json'])

    def test_closed_output(self):
        place = self.make_site()
        self.write('many.txt', ''.join(f'keyword number {n}\n' for n in range(3000)))
        self.ok('import', 'many.txt', *place)
        reader, writer = os.pipe()
        os.close(reader)
        result = subprocess.run([terminal.PROGRAM, '--data-dir', self.data, 'list', 'keywords'],
                                stdout=writer, stderr=subprocess.PIPE, check=False)
        os.close(writer)
        self.assertEqual(result.returncode, 1)
        self.assertEqual(result.stderr, b'')


class Places(terminal.TerminalTest):
    def test_sites(self):
        site = self.ok('site', 'add', 'Outdoor Gear', '--domain', 'outdoor-gear.com')
        self.assertEqual((site['name'], site['slug'], site['domain'], site['sectors_count']),
                         ('Outdoor Gear', 'outdoor-gear', 'outdoor-gear.com', 1))
        self.assertIsNone(site['wp_url'])
        self.assertRegex(site['created_at'], r'^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$')
        data = self.ok('site', 'list')
        self.assertEqual(list(data), ['count', 'results'])
        self.assertEqual(data['results'], [site])
        sectors = self.ok('sector', 'list', '--site', site['id'])['results']
        self.assertEqual([row['name'] for row in sectors],
                         ['General'])
        self.assertIn('Outdoor Gear', self.text('site', 'list'))
        self.assertIn('name', self.fails('site', 'add', '')['errors'])

    def test_place_by_name_slug_or_id(self):
        site = self.ok('site', 'add', 'Outdoor Gear')
        sector = self.ok('sector', 'add', '--site', 'outdoor-gear', 'Hiking')
        for site_word in ('Outdoor Gear', 'OUTDOOR GEAR', 'outdoor-gear', site['id']):
            for sector_word in ('Hiking', 'hiking', sector['id']):
                place = ['--site', site_word, '--sector', sector_word]
                self.assertEqual(self.rows('keywords', *place), [])
        self.assertIn('there is no site', self.fails('sector', 'list', '--site', 'Indoor')['error'])
        self.assertIn('there is no sector',
                      self.fails('list', 'tasks', *place[:2], '--sector', 'x')['error'])

    def test_ambiguous_place(self):
        first = self.ok('site', 'add', 'Twin')
        second = self.ok('site', 'add', 'Twin')
        self.assertEqual(second['slug'], 'twin-2')
        self.assertIn('more than one', self.fails('sector', 'list', '--site', 'Twin')['error'])
        self.assertEqual(self.ok('sector', 'list', '--site', 'twin-2')['count'], 1)
        self.assertEqual(self.ok('sector', 'list', '--site', first['id'])['count'], 1)

    def test_sectors(self):
        self.ok('site', 'add', 'A')
        for name in ('One', 'Two', 'Three', 'Four'):
            self.ok('sector', 'add', '--site', 'A', name)
        self.assertIn('at most 5', self.fails('sector', 'add', '--site', 'A', 'Five')['error'])
        self.ok('set', 'sectors', 'One', 'status=inactive')
        self.ok('sector', 'add', '--site', 'A', 'Five')
        self.assertIn('name', self.fails('sector', 'add', '--site', 'A', 'two')['errors'])
        self.assertEqual(self.ok('sector', 'list', '--site', 'A')['count'], 6)

    def test_wordpress_of_a_site(self):
        self.ok('site', 'add', 'A')
        site = self.ok('set', 'sites', 'A', 'wp_url=https://a.example', 'wp_username=me')
        self.assertEqual((site['wp_url'], site['wp_username']), ('https://a.example', 'me'))
        self.assertIsNone(self.ok('set', 'sites', 'a', 'wp_url=')['wp_url'])


class Records(terminal.TerminalTest):
    def setUp(self):
        super().setUp()
        self.place = self.make_site()

    def add(self, entity, *values):
        return self.ok('add', entity, *self.place, *values)

    def test_add_keyword(self):
        keyword = self.add('keywords', 'keyword=hiking  boots', 'volume=9000', 'cpc=1.25',
                           'difficulty=40',
                           'intent=commercial')
        self.assertEqual((keyword['keyword'], keyword['volume'], keyword['cpc'],
                          keyword['difficulty'],
                          keyword['intent'], keyword['status']),
                         ('hiking boots', 9000, '1.25', 40, 'commercial', 'pending'))
        self.assertIsNone(keyword['competition'])
        self.assertIsNone(keyword['cluster'])
        self.assertIs(keyword['volume_estimated'], False)
        self.assertEqual(self.rows('keywords'), [keyword])

    def test_add_refuses(self):
        self.add('keywords', 'keyword=boots')
        for values, field in ((['keyword=BOOTS'], 'keyword'), (['volume=1'], 'keyword'),
                              (['keyword=a', 'volume=-1'], 'volume'),
                              (['keyword=a', 'volume=1.5'], 'volume'),
                              (['keyword=a', 'difficulty=101'], 'difficulty'),
                              (['keyword=a', 'intent=maybe'], 'intent'),
                              (['keyword=a', 'nonsense=1'], 'nonsense'),
                              (['keyword=a', 'key=b'], 'key'),
                              (['keyword=a', 'cluster=none'], 'cluster'),
                              (['keyword=' + 'x' * 201], 'keyword')):
            with self.subTest(values):
                answer = self.fails('add', 'keywords', *self.place, *values)
                self.assertEqual(list(answer['errors']), [field])
                self.assertTrue(answer['errors'][field][0])
                self.assertEqual(len(self.rows('keywords')), 1)

    def test_chain(self):
        cluster = self.add('clusters', 'name=Boots')
        keyword = self.add('keywords', 'keyword=boots', 'cluster=Boots')
        self.assertEqual((keyword['cluster'], keyword['status']), (cluster['id'], 'active'))
        idea = self.add('ideas', 'idea_title=All about boots', 'keyword_cluster=' + cluster['id'])
        task = self.add('tasks', 'title=Write about boots', 'idea=' + idea['id'],
                        'due_date=2027-05-31')
        self.assertEqual(task['due_date'], '2027-05-31T00:00:00.000Z')
        content = self.ok('add', 'content', 'task=' + task['id'], 'title=Boots',
                          'html_content=<p>Two words</p><script>no</script>')
        self.assertEqual((content['html_content'], content['word_count']), ('<p>Two words</p>', 2))
        self.assertEqual(self.rows('content')[0]['html_content'], '<p>Two words</p>')
        image = self.ok('add', 'images', 'task=' + task['id'], 'alt_text=A boot')
        self.assertEqual(image['sector'], keyword['sector'])
        for entity in ('sites', 'sectors', 'keywords', 'clusters', 'ideas', 'tasks', 'content',
                       'images'):
            self.assertGreater(len(self.text('list', entity).splitlines()), 1, entity)

    def test_set(self):
        keyword = self.add('keywords', 'keyword=boots', 'volume=10')
        changed = self.ok('set', 'keywords', keyword['id'], 'volume=20', 'intent=informational')
        self.assertEqual((changed['id'], changed['volume'], changed['intent']),
                         (keyword['id'], 20, 'informational'))
        self.assertIsNone(self.ok('set', 'keywords', 'boots', 'volume=')['volume'])
        self.assertEqual(list(self.fails('set', 'keywords', 'boots', 'site=x')['errors']), ['site'])
        answer = self.fails('set', 'keywords', 'boots', 'volume=x', 'intent=y')
        self.assertEqual(list(answer['errors']), ['volume', 'intent'])

    def test_wrong_ids(self):
        keyword = self.add('keywords', 'keyword=boots')
        nobody = '0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b'
        self.assertIn('there is no', self.fails('set', 'keywords', nobody, 'volume=1')['error'])
        self.assertIn('is a keyword, and no record of clusters',
                      self.fails('set', 'clusters', keyword['id'], 'name=a')['error'])
        self.assertIn('there is no', self.fails('delete', 'clusters', 'nothing')['error'])
        self.ok('delete', 'keywords', keyword['id'])
        self.fails('set', 'keywords', keyword['id'], 'volume=1')

    def test_ambiguous_title(self):
        self.ok('sector', 'add', '--site', 'Outdoor', 'Camping')
        self.add('keywords', 'keyword=boots')
        self.ok('add', 'keywords', '--site', 'Outdoor', '--sector', 'Camping', 'keyword=boots')
        self.assertIn('more than one', self.fails('delete', 'keywords', 'boots')['error'])

    def test_delete_all_or_none(self):
        ids = [self.add('keywords', f'keyword=word {n}')['id'] for n in range(3)]
        self.fails('delete', 'keywords', ids[0], ids[1], 'nothing')
        self.assertEqual(len(self.rows('keywords')), 3)
        self.assertEqual(self.ok('delete', 'keywords', ids[0], ids[2]),
                         {'deleted': 2, 'ids': [ids[0], ids[2]]})
        self.assertEqual([row['id'] for row in self.rows('keywords')], [ids[1]])
        self.ok('undo')
        self.assertEqual(len(self.rows('keywords')), 3)

    def test_undo_and_redo(self):
        self.assertIn('nothing to redo', self.fails('redo')['error'].lower())
        self.add('keywords', 'keyword=boots')
        self.ok('set', 'keywords', 'boots', 'volume=5')
        self.assertEqual(self.ok('undo')['kept'], 0)
        self.assertIsNone(self.rows('keywords')[0]['volume'])
        self.assertIn('boots', self.text('redo'))
        self.assertEqual(self.rows('keywords')[0]['volume'], 5)
        for _ in range(4):
            self.ok('undo')
        self.assertEqual(self.rows('sites'), [])
        self.fails('undo')

    def test_two_sectors(self):
        self.ok('sector', 'add', '--site', 'Outdoor', 'Camping')
        other = ['--site', 'Outdoor', '--sector', 'Camping']
        self.add('clusters', 'name=Boots')
        self.ok('add', 'keywords', *other, 'keyword=boots')
        self.assertEqual(list(self.fails('set', 'keywords', 'boots', 'cluster=Boots')['errors']),
                         ['cluster'])
        self.assertEqual(len(self.rows('keywords', *other)), 1)
        self.assertEqual(len(self.rows('keywords', *self.place)), 0)
        self.assertEqual(len(self.rows('keywords', '--site', 'Outdoor')), 1)


class Lists(terminal.TerminalTest):
    def setUp(self):
        super().setUp()
        self.place = self.make_site()
        self.write('list.csv', 'keyword,volume,difficulty,intent,cpc,status,cluster\n'
                               'boots,500,10,informational,1.5,,\n'
                               'tents,,20,,,,Tents\n'
                               'Best Boots,9000,,commercial,0.25,archived,\n')
        self.ok('import', 'list.csv', *self.place)

    def names(self, *arguments):
        return [row['keyword'] for row in self.rows('keywords', *arguments)]

    def test_filter(self):
        for filters, expected in (
                (['volume>=500'], ['boots', 'Best Boots']), (['volume<=500'], ['boots']),
                (['volume='], ['tents']), (['volume!='], ['boots', 'Best Boots']),
                (['keyword~boot'], ['boots', 'Best Boots']), (['keyword=BOOTS'], ['boots']),
                (['status=archived'], ['Best Boots']), (['status!=archived'], ['boots', 'tents']),
                (['cluster=Tents'], ['tents']), (['cluster='], ['boots', 'Best Boots']),
                (['cpc>=1.5'], ['boots']), (['keyword~boot', 'volume>=501'], ['Best Boots']),
                (['created_at>=2000-01-01'], ['boots', 'tents', 'Best Boots'])):
            with self.subTest(filters):
                self.assertEqual(self.names(*(word for f in filters for word in ('--filter', f))),
                                 expected)

    def test_id(self):
        tents = self.rows('keywords', '--filter', 'keyword=tents')[0]
        self.assertEqual(self.rows('keywords', '--filter', 'id=' + tents['id']), [tents])
        self.assertEqual(self.names('--filter', 'id=' + tents['id'], '--filter', 'volume>=1'), [])
        self.assertEqual(self.names('--filter', 'id=' + tents['cluster']), [])
        self.assertEqual(self.names('--filter', 'id=nonsense'), [])
        self.assertEqual(self.rows('images', '--filter', 'id=' + tents['id']), [])

    def test_sort(self):
        self.assertEqual(self.names('--sort', '-volume'), ['Best Boots', 'boots', 'tents'])
        self.assertEqual(self.names('--sort', 'volume'), ['boots', 'Best Boots', 'tents'])
        self.assertEqual(self.names('--sort=-keyword'), ['tents', 'boots', 'Best Boots'])

    def test_limit_and_search(self):
        data = self.ok('list', 'keywords', '--sort', '-volume', '--limit', '1')
        self.assertEqual((data['count'], [row['keyword'] for row in data['results']]),
                         (3, ['Best Boots']))
        self.assertEqual(self.ok('list', 'keywords', '--limit', '0'), {'count': 3, 'results': []})
        self.assertEqual(self.names('--limit', '99'), ['boots', 'tents', 'Best Boots'])
        self.assertEqual(self.names('--search', 'boot best'), ['Best Boots'])
        self.assertIn('1 of 3', self.text('list', 'keywords', '--limit', '1'))

    def test_wrong(self):
        self.assertEqual(list(self.fails('list', 'keywords', '--filter', 'nonsense=1')['errors']),
                         ['nonsense'])
        self.assertEqual(list(self.fails('list', 'keywords', '--filter', 'status=odd')['errors']),
                         ['status'])
        self.assertEqual(list(self.fails('list', 'keywords', '--filter', 'volume>=x')['errors']),
                         ['volume'])
        self.fails('list', 'keywords', '--sort', 'nonsense')

    def test_text(self):
        lines = self.text('list', 'keywords').splitlines()
        self.assertEqual(len(lines), 4)
        column = lines[0].index('Status')
        self.assertEqual([line[column:].split()[0] for line in lines],
                         ['Status', 'pending', 'active', 'archived'])
        self.assertIn('–', lines[2])
        self.assertEqual(self.text('list', 'images'), 'Nothing found.\n')

    def test_countries(self):
        """Two keywords that differ by country only do not look alike."""
        self.assertNotIn('Country', self.text('list', 'keywords'))
        for country in 'us', 'gb':
            self.ok('add', 'keywords', *self.place, 'keyword=stove', 'country=' + country)
        lines = self.text('list', 'keywords', '--search', 'stove').splitlines()
        column = lines[0].index('Country')
        self.assertEqual(sorted(line[column:].split()[0].lower() for line in lines[1:]),
                         ['gb', 'us'])
        self.assertIn('Country', self.text('list', 'keywords'))
        self.assertNotIn('Country', self.text('list', 'keywords', '--search', 'tents'))
        self.assertNotIn('Country', self.text('list', 'keywords', '--limit', '1'))

    def test_suspended_site(self):
        """What is left out is said, but not in JSON."""
        self.ok('set', 'sites', 'Outdoor', 'status=suspended')
        self.assertEqual(self.ok('list', 'keywords'), {'count': 0, 'results': []})
        text = self.text('list', 'keywords')
        self.assertIn('Nothing found.', text)
        self.assertIn('1 site is suspended', text)
        self.assertNotIn('suspended', self.text('list', 'keywords', '--site', 'Outdoor'))
        self.assertNotIn('left out', self.text('list', 'sites'))
        self.ok('set', 'sites', 'Outdoor', 'status=active')
        self.assertNotIn('left out', self.text('list', 'keywords'))

    def test_many(self):
        self.write('many.txt', ''.join(f'keyword number {n}\n' for n in range(1501)))
        self.ok('import', 'many.txt', *self.place)
        data = self.ok('list', 'keywords', '--search', 'number')
        self.assertEqual(data['count'], 1501)
        self.assertEqual([row['keyword'] for row in data['results']],
                         [f'keyword number {n}' for n in range(1501)])


class Settings(terminal.TerminalTest):
    def test_settings(self):
        values = {row['name']: row['value'] for row in self.ok('settings', 'list')['results']}
        self.assertEqual(values['openai.base-url'], 'https://api.openai.com/v1')
        self.assertEqual(self.ok('settings', 'set', 'openai.model', 'some-model'),
                         {'name': 'openai.model', 'value': 'some-model'})
        self.assertIn('some-model', self.text('settings', 'list'))
        self.assertEqual(self.ok('settings', 'set', 'openai.model', '')['value'], '')
        self.assertEqual(list(self.fails('settings', 'set', 'openai.temperature', '9')['errors']),
                         ['openai.temperature'])
        self.assertIn('no such setting',
                      self.fails('settings', 'set', 'openai.nonsense', '1')['error'])

    def test_secret_without_a_keyring(self):
        self.ok('site', 'add', 'A')
        for arguments in (['openai'], ['wordpress', '--site', 'A']):
            answer = self.fails('secret', 'set', *arguments, stdin='sk-very-secret\n')
            self.assertIn('keyring', answer['error'])
            self.assertNotIn('sk-very-secret', str(answer))
        self.assertIn('empty', self.fails('secret', 'set', 'openai', stdin='\n')['error'])
        self.assertIn('empty', self.fails('secret', 'set', 'openai', stdin='')['error'])
        self.fails('secret', 'set', 'openai', stdin='x' * 5000)
        with open(os.path.join(self.data, 'igny8.db'), 'rb') as file:
            self.assertNotIn(b'sk-very-secret', file.read())

    def test_secret_on_a_terminal(self):
        leader, follower = pty.openpty()
        before = termios.tcgetattr(follower)
        words = ['--data-dir', self.data, 'secret', 'set', 'openai']
        with subprocess.Popen([terminal.PROGRAM, *words], env=self.environment, stdin=follower,
                              stdout=follower, stderr=follower) as process:
            shown = b''
            while b'password:' not in shown:
                shown += os.read(leader, 1000)
            while termios.tcgetattr(follower)[3] & termios.ECHO:
                time.sleep(0.01)
            os.write(leader, b'sk-very-secret\n')
            self.assertEqual(process.wait(20), 1)
        shown += os.read(leader, 1000)
        self.assertIn(b'igny8ctl: ', shown)
        self.assertNotIn(b'sk-very-secret', shown)
        self.assertEqual(termios.tcgetattr(follower), before)
        os.close(leader)
        os.close(follower)

    def test_interrupted_prompt(self):
        leader, follower = pty.openpty()
        before = termios.tcgetattr(follower)
        words = ['--data-dir', self.data, 'secret', 'set', 'openai']
        with subprocess.Popen([terminal.PROGRAM, *words], env=self.environment, stdin=follower,
                              stdout=follower, stderr=follower) as process:
            while termios.tcgetattr(follower)[3] & termios.ECHO:
                time.sleep(0.01)
            process.send_signal(signal.SIGINT)
            self.assertEqual(process.wait(20), 130)
        self.assertEqual(termios.tcgetattr(follower), before)
        os.close(leader)
        os.close(follower)


class Folders(terminal.TerminalTest):
    def test_bad_folders(self):
        self.write('file', 'mine')
        os.mkdir(self.path('damaged'))
        self.write('damaged/igny8.db', 'this is no database' * 1000)
        for folder in ('file', 'file/below', 'damaged', '/proc/igny8'):
            self.data = os.path.join(self.folder, folder)
            self.assertTrue(self.fails('site', 'list')['error'])
        self.assertEqual(self.read('damaged/igny8.db'), 'this is no database' * 1000)

    def test_default_folder(self):
        environment = dict(self.environment, XDG_DATA_HOME=self.path('share'))
        subprocess.run([terminal.PROGRAM, 'site', 'add', 'A'], env=environment, check=True,
                       stdout=subprocess.DEVNULL)
        self.data = self.path('share/igny8')
        self.assertEqual([row['name'] for row in self.rows('sites')], ['A'])
        self.assertEqual(os.stat(self.data).st_mode & 0o777, 0o700)

    def test_relative_folder(self):
        subprocess.run([terminal.PROGRAM, '--data-dir', 'here', 'site', 'add', 'A'], check=True,
                       cwd=self.folder, env=self.environment, stdout=subprocess.DEVNULL)
        self.data = self.path('here')
        self.assertEqual(len(self.rows('sites')), 1)


if __name__ == '__main__':
    unittest.main()
