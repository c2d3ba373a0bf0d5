# SPDX-License-Identifier: GPL-3.0-or-later
"""What several files tell of one keyword, and what goes into files again: articles, whole
sites."""

import os
import struct
import unittest
import xml.etree.ElementTree
import zipfile
import zlib

from terminal import TerminalTest


class Sources(TerminalTest):

    def setUp(self):
        super().setUp()
        self.place = self.make_site()

    def load(self, name, text):
        return self.ok('import', self.write(name, text), *self.place)

    def semrush(self, volume, difficulty='40'):
        return self.load('semrush.csv',
                         'Keyword,Intent,Volume,Trend,Keyword Difficulty,CPC (USD),'
                         'Competitive Density,SERP Features,Number of Results\n'
                         f'hiking boots,Commercial,{volume},"0.5,1",{difficulty},1.50,0.9,,100\n')

    def ahrefs(self, volume):
        return self.load('ahrefs.csv',
                         '#,Keyword,Country,Difficulty,Volume,CPC,CPS,Parent Keyword,'
                         'Last Update,SERP Features,Global volume,Traffic potential\n'
                         f'1,hiking boots,,12,{volume},2.10,1.1,,2026-01-01,,9999,800\n')

    def queries(self, impressions):
        return self.load('Queries.csv', 'Top queries,Clicks,Impressions,CTR,Position\n'
                         f'hiking boots,30,{impressions},6%,4.5\n')

    def keyword(self):
        return self.rows('keywords')[0]

    def sources(self):
        return self.ok('keyword', 'sources', 'hiking boots')['sources']

    def test_lines(self):
        """One source has no lines; from the second on each has what it told."""
        self.semrush(1000)
        self.assertEqual(self.sources(), [])
        self.assertIn('Semrush', self.text('keyword', 'sources', 'hiking boots'))
        self.assertEqual(self.semrush(1000)['unchanged'], 1)
        self.semrush(1100)
        self.assertEqual(self.sources(), [])
        self.assertEqual(self.ahrefs(1500)['merged'], 1)
        found = {line['source']: line for line in self.sources()}
        self.assertEqual(len(found), 2)
        first, second = sorted(found, reverse=True)
        self.assertTrue(first.startswith('Semrush'), first)
        self.assertTrue(second.startswith('Ahrefs'), second)
        self.assertEqual([found[name]['volume'] for name in (first, second)], [1100, 1500])
        self.assertEqual([found[name]['difficulty'] for name in (first, second)], [40, 12])
        self.assertEqual(found[first]['intent'], 'commercial')
        self.assertIsNone(found[second]['intent'])
        self.assertEqual(found[second]['cpc'], '2.1')
        # The newer exact value is the keyword's; the intent of the other stays.
        self.assertEqual(self.keyword()['volume'], 1500)
        self.assertEqual(self.keyword()['intent'], 'commercial')
        self.assertEqual(self.ahrefs(1500)['unchanged'], 1)
        self.assertEqual(self.semrush(1200)['merged'], 1)
        self.assertEqual(self.keyword()['volume'], 1200)
        self.assertEqual(sorted(line['volume'] for line in self.sources()), [1200, 1500])
        self.text('undo')
        self.text('undo')
        self.assertEqual(self.sources(), [])
        self.assertEqual(self.keyword()['volume'], 1100)
        self.text('redo')
        self.assertEqual(len(self.sources()), 2)

    def test_choose(self):
        self.semrush(1000)
        self.assertIn('only one source', self.fails('keyword', 'choose', 'hiking boots', 'Ahrefs',
                                                    )['error'])
        self.ahrefs(1500)
        names = sorted(line['source'] for line in self.sources())
        self.assertIn('no source', self.fails('keyword', 'choose', 'hiking boots', 'Moz')['error'])
        answer = self.ok('keyword', 'choose', 'hiking boots', names[1])
        self.assertEqual(answer['keyword']['volume'], 1000)
        self.assertEqual(answer['keyword']['difficulty'], 40)
        self.assertEqual({line['source']: line['is_chosen'] for line in answer['sources']},
                         {names[0]: False, names[1]: True})
        answer = self.ok('keyword', 'choose', 'hiking boots')
        self.assertEqual(answer['keyword']['volume'], 1500)
        self.assertEqual(answer['keyword']['difficulty'], 12)
        self.assertFalse(any(line['is_chosen'] for line in answer['sources']))
        self.text('undo')
        self.assertEqual(self.keyword()['volume'], 1000)
        # What is chosen stays, and is brought up to date by its own source only.
        self.ahrefs(1700)
        self.assertEqual(self.keyword()['volume'], 1000)
        self.semrush(1300)
        self.assertEqual(self.keyword()['volume'], 1300)
        self.text('undo')
        self.text('undo')
        self.text('undo')
        self.assertEqual(self.keyword()['volume'], 1500)
        self.text('redo')
        self.assertEqual(self.keyword()['volume'], 1000)

    def test_impressions(self):
        """Exact before ranges before impressions before nothing."""
        self.queries(500)
        self.assertEqual([self.keyword()[name] for name in ('volume', 'volume_estimated')],
                         [500, True])
        self.queries(400)
        self.assertEqual(self.keyword()['volume'], 400)
        self.load('range.csv', 'Keyword,Volume\nhiking boots,10 – 100\n')
        self.assertEqual([self.keyword()[name] for name in ('volume', 'volume_low', 'volume_high')],
                         [32, 10, 100])
        self.queries(900)
        self.assertEqual(self.keyword()['volume'], 32)
        self.assertEqual(self.keyword()['impressions'], 900)
        self.semrush(70)
        self.assertEqual([self.keyword()[name] for name in ('volume', 'volume_estimated')],
                         [70, False])
        # A line has what was told, which was no volume.
        self.assertEqual(sorted(str(line['volume']) for line in self.sources()),
                         ['32', '70', 'None'])

    def test_by_hand(self):
        self.ok('add', 'keywords', *self.place, 'keyword=hiking boots', 'volume=5')
        self.semrush(1000)
        self.assertEqual({line['source']: line['volume'] for line in self.sources()}['hand'], 5)
        self.ok('delete', 'keywords', 'hiking boots')
        self.ok('add', 'keywords', *self.place, 'keyword=hiking boots')
        self.semrush(1000)
        self.assertEqual(self.sources(), [])
        self.assertTrue(self.keyword()['source'].startswith('Semrush'))


class SiteFile(TerminalTest):

    def setUp(self):
        super().setUp()
        self.place = self.make_site()
        words = 'hiking boots\nhiking boots women\nbest hiking boots\n'
        self.ok('import', self.write('list.csv', words), *self.place)
        self.ok('cluster', *self.place)
        self.ok('ideas', *self.place)
        self.ok('tasks', *self.place)
        self.ok('write', *self.place)

    def everything(self):
        return {entity: self.rows(entity) for entity in
                ('sites', 'sectors', 'keywords', 'clusters', 'ideas', 'tasks', 'content')}

    def test_hand_over(self):
        before = self.everything()
        answer = self.ok('site', 'export', 'Outdoor', 'out.igny8site')
        self.assertEqual(answer['site'], 'Outdoor')
        self.assertEqual(answer['id'], before['sites'][0]['id'])
        self.assertGreater(answer['records'], 8)
        self.assertEqual(answer['size'], os.path.getsize(self.path('out.igny8site')))
        refused = self.run_raw('site', 'import', 'out.igny8site')
        self.assertEqual(refused.returncode, 1)
        self.assertIn('here already', refused.stderr)
        self.assertIn('--copy', refused.stderr)
        self.data = self.path('other')
        answer = self.ok('site', 'import', 'out.igny8site')
        self.assertEqual(answer['id'], before['sites'][0]['id'])
        self.assertEqual(self.everything(), before)
        self.ok('undo')
        self.assertEqual(self.rows('sites'), [])
        self.assertEqual(self.rows('keywords'), [])

    def test_no_overwriting(self):
        """What is there already is replaced only by who says so."""
        for what in (['site', 'export', 'Outdoor', 'mine'], ['backup', 'mine'],
                     ['export', 'keywords', '-o', 'mine'],
                     ['export', 'keywords', '-o', 'mine.json']):
            with self.subTest(what):
                name = self.write(what[-1], 'mine')
                self.assertIn('--force', self.fails(*what)['error'])
                self.assertEqual(self.read(name), 'mine')
                self.ok(*what, '--force')
                self.assertNotEqual(os.path.getsize(self.path(name)), 4)
                self.assertIn('--force', self.fails(*what)['error'])
        self.text('export', 'keywords', '-o', '/dev/null')

    def test_no_place(self):
        """The cause is the place, and not a lack of room."""
        for place in '/proc/x.zip', self.path('none/x.zip'):
            error = self.fails('backup', place)['error']
            self.assertIn(place, error)
            self.assertNotIn('room', error)

    def test_links(self):
        """Which keyword is the primary one, and the order."""
        for entity in 'idea_keywords', 'task_keywords':
            with self.subTest(entity):
                rows = self.rows(entity)
                self.assertGreaterEqual(len(rows), 3)
                self.assertTrue(any(row['is_primary'] for row in rows))
                self.assertIn('hiking boots', self.text('list', entity))
                self.ok('export', entity, '-o', entity + '.csv')
                lines = self.read(entity + '.csv').splitlines()
                self.assertTrue(lines[0].endswith('keyword,is_primary,position'), lines[0])
                self.assertEqual(len(lines), len(rows) + 1)
                self.assertEqual(sum(',true,' in line for line in lines),
                                 sum(row['is_primary'] for row in rows))
                self.fails('delete', entity, 'hiking boots', code=2)

    def test_copy(self):
        self.ok('site', 'export', 'Outdoor', 'out.igny8site')
        self.assertIn('Outdoor (copy)', self.text('site', 'import', 'out.igny8site', '--copy'))
        self.assertEqual(sorted(site['name'] for site in self.rows('sites')),
                         ['Outdoor', 'Outdoor (copy)'])
        self.assertEqual(len(self.rows('keywords', '--site', 'Outdoor (copy)')), 3)

    def test_foreign(self):
        self.assertIn('no such file', self.fails('site', 'import', 'none')['error'])
        self.assertIn('no file of IGNY8', self.fails('site', 'import', 'list.csv')['error'])
        self.ok('backup', 'backup.zip')
        self.assertIn('restore', self.fails('site', 'import', 'backup.zip')['error'])
        self.assertIn('nowhere', self.fails('site', 'export', 'Nowhere', 'x')['error'].lower())
        self.assertFalse(os.path.exists(self.path('x')))

    def test_secrets(self):
        """What is in no backup is in no hand-over either."""
        self.ok('set', 'sites', 'Outdoor', 'wp_url=https://outdoor.example', 'wp_username=ada')
        self.ok('site', 'export', 'Outdoor', 'out.igny8site')
        with zipfile.ZipFile(self.path('out.igny8site')) as archive:
            names = archive.namelist()
            text = b''.join(archive.read(name) for name in names)
        self.assertIn('manifest.json', names)
        self.assertFalse([name for name in names if not name.startswith(('records/', 'media/'))
                          and name != 'manifest.json'])
        for word in (b'password', b'api_key', b'token', b'integration_type'):
            self.assertNotIn(word, text.lower())


def picture():
    """A PNG of one red dot in many."""
    def part(kind, data):
        whole = kind + data
        return struct.pack('>I', len(data)) + whole + struct.pack('>I', zlib.crc32(whole))
    lines = (b'\0' + b'\xff\0\0' * 40) * 30
    return (b'\x89PNG\r\n\x1a\n' + part(b'IHDR', struct.pack('>IIBBBBB', 40, 30, 8, 2, 0, 0, 0)) +
            part(b'IDAT', zlib.compress(lines)) + part(b'IEND', b''))


class Articles(TerminalTest):

    def setUp(self):
        super().setUp()
        self.place = self.make_site()
        self.write('red.png', picture())
        for title in ('Best boots', 'A & <b>'):
            self.ok('add', 'tasks', *self.place, 'title=' + title)
            self.ok('add', 'content', *self.place, 'task=' + title, 'title=' + title,
                    'html_content=<h2>One</h2><p>All ]]> of <b>it</b></p><h2>Two</h2><p>x</p>'
                    '<h2>Three</h2><p>y</p>', 'slug=boots', 'categories=Boots, Sh & oes',
                    'tags=warm', 'meta_title=Boots!', 'excerpt=Short')
        self.ok('images', 'add', 'red.png', *self.place, '--task', 'Best boots', '--type',
                'featured', '--alt', 'Red "boots"')
        self.ok('images', 'add', 'red.png', *self.place, '--task', 'Best boots', '--type',
                'in_article', '--alt', 'In')

    def export(self, form, path, *arguments):
        return self.ok('export', 'content', *self.place, '--format', form, '-o', path, *arguments)

    def test_html(self):
        answer = self.export('html', 'out')
        self.assertEqual([answer[name] for name in ('articles', 'left_out')], [2, 0])
        self.assertEqual(sorted(os.listdir(self.path('out'))),
                         ['boots-2.html', 'boots.html', 'index.html', 'media'])
        self.assertEqual(len(os.listdir(self.path('out/media'))), 1)
        text = self.read('out/boots.html')
        self.assertIn('<h1>Best boots</h1>', text)
        self.assertEqual(text.count('<img src="media/'), 2)
        self.assertIn('<h1>A &amp; &lt;b&gt;</h1>', self.read('out/boots-2.html'))
        self.assertIn('not empty', self.fails('export', 'content', *self.place, '--format', 'html',
                                              '-o', 'out')['error'])

    def test_one_file(self):
        answer = self.export('html', 'one.html', '--content', 'Best boots')
        self.assertEqual([answer['articles'], answer['pictures']], [1, 2])
        self.assertEqual(self.read('one.html').count('src="data:image/png;base64,'), 2)
        # The ending says as much.
        self.ok('export', 'content', *self.place, '--content', 'Best boots', '-o', 'one.md')
        self.ok('export', 'content', *self.place, '-o', 'all.wxr')
        self.assertIn('<wp:wxr_version>', self.read('all.wxr'))
        text = self.read('one.md')
        self.assertTrue(text.startswith('---\ntitle: "Best boots"\nslug: "boots"\n'), text)
        self.assertIn('\n# Best boots\n', text)
        self.assertIn('\nAll \\]\\]\\> of **it**\n', text)

    def test_markdown_folder(self):
        self.export('markdown', 'notes')
        self.assertEqual(sorted(os.listdir(self.path('notes'))),
                         ['boots-2.md', 'boots.md', 'media'])
        self.assertIn('![In](media/', self.read('notes/boots.md'))

    def test_wxr(self):
        answer = self.export('wxr', 'site.xml')
        self.assertEqual([answer['articles'], answer['left_out']], [2, 1])
        root = xml.etree.ElementTree.fromstring(self.read('site.xml').encode())
        wp = '{http://wordpress.org/export/1.2/}'
        channel = root.find('channel')
        self.assertEqual(root.get('version'), '2.0')
        self.assertEqual(channel.findtext(wp + 'wxr_version'), '1.2')
        self.assertEqual([c.findtext(wp + 'cat_name') for c in channel.findall(wp + 'category')],
                         ['Boots', 'Sh & oes'])
        self.assertEqual([t.findtext(wp + 'tag_slug') for t in channel.findall(wp + 'tag')],
                         ['warm'])
        self.assertEqual(channel.find(wp + 'author').findtext(wp + 'author_login'), 'igny8')
        items = channel.findall('item')
        self.assertEqual([i.findtext('title') for i in items], ['Best boots', 'A & <b>'])
        item = items[0]
        body = item.findtext('{http://purl.org/rss/1.0/modules/content/}encoded')
        self.assertIn('<!-- wp:heading', body)
        self.assertIn('All ]]&gt; of <strong>it</strong>', body.replace('<b>', '<strong>')
                      .replace('</b>', '</strong>'))
        self.assertEqual(item.findtext('{http://wordpress.org/export/1.2/excerpt/}encoded'),
                         'Short')
        for name, value in (('post_type', 'post'), ('status', 'draft'), ('post_name', 'boots'),
                            ('post_parent', '0'), ('is_sticky', '0'), ('post_password', '')):
            self.assertEqual(item.findtext(wp + name), value)
        self.assertRegex(item.findtext(wp + 'post_date'), r'^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$')
        self.assertRegex(item.findtext('pubDate'), r'^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} ')
        self.assertEqual([(c.get('domain'), c.get('nicename'), c.text)
                          for c in item.findall('category')][2], ('post_tag', 'warm', 'warm'))
        self.assertEqual({m.findtext(wp + 'meta_key'): m.findtext(wp + 'meta_value')
                          for m in item.findall(wp + 'postmeta')}['_yoast_wpseo_title'], 'Boots!')
        self.assertNotEqual(items[0].findtext(wp + 'post_id'), items[1].findtext(wp + 'post_id'))

    def test_refused(self):
        self.fails('export', 'keywords', '--format', 'html', '-o', 'x', *self.place, code=2)
        self.fails('export', 'content', '--format', 'pdf', '-o', 'x', code=2)
        self.ok('site', 'add', 'Empty')
        self.assertIn('no articles', self.fails('export', 'content', '--site', 'Empty', '--format',
                                                'wxr', '-o', 'x')['error'])
        self.assertFalse(os.path.exists(self.path('x')))


if __name__ == '__main__':
    unittest.main()
