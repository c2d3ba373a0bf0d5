#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Import and export in the terminal."""

import base64
import csv
import io
import json
import os
import unittest
import zipfile

import terminal

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'data', 'import')
HEADER = 'keyword,volume,difficulty,intent,cpc,status,cluster'


class Import(terminal.TerminalTest):
    def setUp(self):
        super().setUp()
        self.place = self.make_site()

    def take(self, *files, options=()):
        return self.ok('import', *files, *self.place, *options)

    def test_report(self):
        self.write('a.csv', 'Keyword;Volume\nboots;100\ntents;20\nBOOTS;300\nboots;100\n;5\n'
                   + 'x' * 300 + ';1\n')
        report = self.take('a.csv')
        self.assertEqual(set(report), terminal.FORMS['import'])
        self.assertEqual(report['delimiter'], ';')
        self.assertEqual(report['read'], report['added'] + report['merged'] + report['unchanged'] +
                         report['rejected'])
        self.assertEqual((report['added'], report['merged']), (2, 1))
        self.assertEqual(len(report['rejects']), report['rejected'])
        for reject in report['rejects']:
            self.assertEqual(list(reject), ['line', 'reason'])
        volumes = {row['keyword']: row['volume'] for row in self.rows('keywords')}
        self.assertEqual(volumes, {'boots': 300, 'tents': 20})

    def test_again(self):
        self.write('a.csv', 'keyword,volume\nboots,100\ntents,20\n')
        self.take('a.csv')
        again = self.take('a.csv')
        self.assertEqual((again['added'], again['merged'], again['unchanged']), (0, 0, 2))
        self.write('b.csv', 'keyword,volume\nboots,200\ntents,20\n')
        newer = self.take('b.csv')
        self.assertEqual((newer['added'], newer['merged'], newer['unchanged']), (0, 1, 1))

    def test_line_list(self):
        self.write('list.txt', 'hiking boots\r\ntents\r\n')
        report = self.take('list.txt')
        self.assertIsNone(report['delimiter'])
        self.assertEqual(report['added'], 2)

    def test_tab(self):
        self.write('a.tsv', b'\xff\xfe' + 'Keyword\tVolume\nboots\t7\n'.encode('utf-16-le'))
        report = self.take('a.tsv')
        self.assertEqual((report['delimiter'], report['encoding'], report['added']),
                         ('\t', 'UTF-16LE', 1))

    def test_dry_run(self):
        self.write('a.txt', 'boots\ntents\n')
        self.assertEqual(self.take('a.txt', options=['--dry-run'])['added'], 2)
        self.assertEqual(self.rows('keywords'), [])
        self.assertIn('dry run', self.text('import', 'a.txt', *self.place, '--dry-run'))
        # Nothing was left that undo could take back but the sector.
        self.assertIn('sector', self.ok('undo')['label'].lower())

    def test_dry_run_asks_the_plan(self):
        self.write('a.txt', 'boots\n')
        self.write('b.txt', 'boots\ntents\n')
        self.ok('plan', 'add', 'Team', 'max_keywords=1')
        self.ok('plan', 'assign', 'Team')
        self.take('a.txt', options=['--dry-run'])
        self.take('a.txt')
        errors = [self.fails('import', 'b.txt', *self.place, *options)['error']
                  for options in ([], ['--dry-run'])]
        self.assertEqual(errors[0], errors[1])
        # What makes nothing goes on above a limit.
        self.assertEqual(self.take('a.txt', options=['--dry-run'])['unchanged'], 1)

    def test_several_files(self):
        self.write('a.txt', 'boots\ntents\n')
        self.write('b.csv', 'keyword,volume\nboots,5\nrope,6\n')
        data = self.take('a.txt', 'b.csv')
        self.assertEqual([file['file'] for file in data['files']], ['a.txt', 'b.csv'])
        self.assertEqual((data['read'], data['added'], data['merged']), (4, 3, 1))
        for file in data['files']:
            self.assertEqual(set(file), terminal.FORMS['import'] | {'file'})
        self.ok('undo')
        self.assertEqual(self.rows('keywords'), [])

    def test_all_files_or_none(self):
        self.write('a.txt', 'boots\n')
        self.write('b.pdf', '%PDF-1.4\n')
        for missing in ('nothing.csv', 'b.pdf', '.'):
            answer = self.fails('import', 'a.txt', missing, *self.place)
            self.assertIn(missing if missing != '.' else 'open', answer['error'])
        self.assertEqual(self.rows('keywords'), [])

    def test_progress(self):
        self.write('many.txt', ''.join(f'keyword number {n}\n' for n in range(10000)))
        result = self.run_raw('--progress', 'json', '--json', 'import', 'many.txt', *self.place)
        self.assertEqual(result.returncode, 0)
        lines = [json.loads(line) for line in result.stderr.splitlines()]
        self.assertGreaterEqual(len(lines), 4)
        percents = [line['percent'] for line in lines]
        self.assertEqual(percents, sorted(percents))
        self.assertLessEqual(percents[-1], 100)
        self.assertEqual(set(lines[0]), {'state', 'phase', 'percent', 'message', 'item', 'n_items'})
        self.assertEqual(json.loads(result.stdout)['data']['added'], 10000)


class Mapping(terminal.TerminalTest):
    """What a person says about a file, and that it is remembered."""

    def setUp(self):
        super().setUp()
        self.place = self.make_site()

    def take(self, *files, options=(), stdin=''):
        return self.ok('import', *files, *self.place, *options, stdin=stdin)

    def keyword(self, name):
        return next(row for row in self.rows('keywords') if row['keyword'] == name)

    def test_map(self):
        self.write('a.csv', 'Phrase,Hits,Theme,Color\nboots,5,Shoes,red\n')
        self.take('a.csv', options=['--map', 'Hits=volume', '--map', 'theme=cluster',
                                    '--map', '4=ignore'])
        row = self.keyword('boots')
        self.assertEqual(row['volume'], 5)
        self.assertEqual(json.loads(row['attributes'] or '{}'), {})
        self.assertEqual([row['name'] for row in self.rows('clusters')], ['Shoes'])

    def test_remembered(self):
        self.write('a.csv', 'Phrase,Hits\nboots,5\n')
        self.write('b.csv', 'PHRASE, hits\ntents,6\nrope,7\n')
        self.write('c.csv', 'Phrase,Stars\nlamp,8\n')
        self.take('a.csv', options=['--map', 'Hits=volume', '--dry-run'])
        self.take('b.csv')
        self.assertIsNone(self.keyword('tents')['volume'])
        self.take('a.csv', options=['--map', 'Hits=volume'])
        self.take('b.csv')
        self.take('c.csv')
        self.assertEqual(self.keyword('tents')['volume'], 6)
        self.assertIsNone(self.keyword('lamp')['volume'])
        # And it can be taken back.
        self.take('a.csv', options=['--map', 'Hits=group'])
        self.write('d.csv', 'Phrase,Hits\ncord,9\n')
        self.take('d.csv')
        self.assertEqual(self.keyword('cord')['group_name'], '9')
        self.assertIsNone(self.keyword('cord')['volume'])

    def test_wrong_map(self):
        self.write('a.csv', 'Phrase,Hits\nboots,5\n')
        for wrong, words in (('Stars=volume', 'the columns are 1 “Phrase”, 2 “Hits”'),
                             ('Hits=happiness', 'nothing that a column can be'),
                             ('Hits', 'does not say')):
            answer = self.fails('import', 'a.csv', *self.place, '--map', wrong, code=2)
            self.assertIn(words, answer['error'])
        answer = self.fails('import', 'a.csv', *self.place, '--delimiter', 'xy', code=2)
        self.assertIn('no delimiter', answer['error'])
        self.assertEqual(self.rows('keywords'), [])

    def test_strange_header(self):
        header = 'Page,Phrase here,Hits\n'
        self.write('one.csv', header + '/a,red boots,5\n')
        self.write('two.csv', header + '/b,blue tents,6\n')
        self.write('words.csv', 'Spot,Say,Who\n/c,long ropes,Ann\n/d,short ropes,Bob\n')
        self.write('lines.txt', 'What they say\nlamps\n')
        # What is typed says which line is the header, and so does what is remembered.
        report = self.take('one.csv', options=['--map', 'phrase here=keyword', '--map', '3=volume'])
        self.assertEqual((report['delimiter'], report['added']), (',', 1))
        self.assertEqual(self.take('two.csv')['added'], 1)
        self.take('words.csv', options=['--map', 'Say=keyword', '--map', 'Who=tags'])
        self.take('lines.txt', options=['--map', 'What they say=keyword'])
        for name, volume, tags in (('red boots', 5, None), ('blue tents', 6, None),
                                   ('long ropes', None, 'Ann'), ('short ropes', None, 'Bob'),
                                   ('lamps', None, None)):
            row = self.keyword(name)
            self.assertEqual((row['volume'], row['tags']), (volume, tags), name)
        self.assertEqual(len(self.rows('keywords')), 5)

    def test_map_without_keywords(self):
        self.write('a.csv', 'Keyword,Volume\nboots,5\n')
        for wrong in ('Keyword=volume', 'Keyword=ignore'):
            answer = self.fails('import', 'a.csv', *self.place, '--map', wrong, code=2)
            self.assertIn('--map Column=keyword', answer['error'])
            self.assertIn('1 “Keyword”, 2 “Volume”', answer['error'])
        # Nothing of it is kept for the next file.
        self.assertEqual(self.take('a.csv')['added'], 1)
        self.write('b.csv', 'Keyword,Volume\n5,tents\n')
        self.take('b.csv', options=['--map', 'Keyword=volume', '--map', 'Volume=keyword'])
        self.assertEqual(self.keyword('tents')['volume'], 5)

    def test_encoding(self):
        text = 'Keyword;Volume\nсапоги;5\n'
        self.write('a.csv', text, 'windows-1251')
        report = self.take('a.csv', options=['--encoding', 'windows-1251'])
        self.assertEqual(report['encoding'], 'windows-1251')
        self.assertEqual(self.keyword('сапоги')['volume'], 5)
        answer = self.fails('import', 'a.csv', *self.place, '--encoding', 'no-such')
        self.assertIn('encoding', answer['error'])

    def test_doubtful_encoding(self):
        russian = 'Keyword;Volume\nсапоги зимние;5\nпалатка на двоих;6\n'
        japanese = 'Keyword,Volume\n登山靴,5\nテント ふたり用,6\n'
        for text, encoding in ((russian, 'windows-1251'), (japanese, 'shift_jis')):
            self.write('a.csv', text, encoding)
            self.assertIn('--encoding', self.text('import', 'a.csv', *self.place, '--dry-run'))
            self.assertNotIn('--encoding', self.text('import', 'a.csv', *self.place, '--dry-run',
                                                     '--encoding', encoding))
        self.write('a.csv', 'Keyword;Volume\nalimentação saudável;5\nchaussures d’été;6\n'
                   'größe 45;7\n', 'windows-1252')
        self.assertNotIn('--encoding', self.text('import', 'a.csv', *self.place))

    def test_no_list(self):
        tokens = ''.join(f'{base64.b64encode(bytes([65 + n])).decode()} {n}\n' for n in range(40))
        settings = 'paths:\n' + ''.join(f'  /v1/{n}:\n    get:\n      summary: List {n}\n'
                                        f'      - {n}\n' for n in range(9))
        for text, words in (('{\n  "a": ["boots"]\n}\n', 'JSON'), ('["boots", "tents"]', 'JSON'),
                            (settings, 'settings'), (tokens, 'tokens')):
            self.write('a.txt', text)
            self.assertIn(words, self.fails('import', 'a.txt', *self.place)['error'])
        self.assertEqual(self.rows('keywords'), [])
        # Brackets and colons that keywords may have.
        self.write('b.txt', '[red boots]\n{name} tents\n' +
                   ''.join(f'iphone {n}\nstar wars: part {n}\n' for n in range(9)))
        self.assertEqual(self.take('b.txt')['added'], 20)
        self.write('a.txt', settings)
        self.assertGreater(self.take('a.txt', options=['--delimiter', 'none'])['added'], 9)

    def test_delimiter(self):
        self.write('a.txt', 'red, warm boots\nblue, cold tents\ngreen, dry ropes\n')
        self.take('a.txt', options=['--delimiter', 'none'])
        self.keyword('red, warm boots')
        self.write('b.txt', 'Keyword~Volume\nlamp~5\n')
        self.assertEqual(self.take('b.txt', options=['--delimiter', '~'])['delimiter'], '~')
        self.assertEqual(self.keyword('lamp')['volume'], 5)

    def test_standard_input(self):
        report = self.take('-', stdin='Keyword\tVolume\nboots\t5\ntents\t6\n')
        self.assertEqual((report['added'], report['delimiter']), (2, '\t'))

    def test_sheet(self):
        book = os.path.join(DATA, '08-semrush-keyword-manager.xlsx')
        answer = self.fails('import', book, *self.place, '--sheet', 'Boots')
        self.assertIn('“Trail shoes”, “Gaiters & poles”', answer['error'])
        self.assertEqual(self.take(book, options=['--sheet', 'Gaiters & poles'])['added'], 2)
        self.assertEqual(self.take(book)['added'], 1)
        self.write('a.csv', 'Keyword\nlamp\n')
        answer = self.fails('import', 'a.csv', *self.place, '--sheet', 'Boots')
        self.assertIn('no sheets', answer['error'])

    def test_rejects(self):
        self.write('a.csv', 'keyword,volume\nboots,many\n=x,-\ntents,6\n')
        self.take('a.csv', options=['--rejects', 'bad.csv'])
        rows = list(csv.DictReader(io.StringIO(self.read('bad.csv'))))
        self.assertEqual([(row['file'], row['line'], row['keyword']) for row in rows],
                         [('a.csv', '2', 'boots')])
        self.assertIn('“many” in column “volume”', rows[0]['reason'])

    def test_tags(self):
        self.write('a.csv', 'keyword,tags,notes\nboots,"red; new",warm\n')
        self.write('b.csv', 'keyword,tags\nboots,"New, big"\n')
        self.take('a.csv', 'b.csv')
        row = self.keyword('boots')
        self.assertEqual((row['tags'], row['notes']), ('red, new, big', 'warm'))


class Export(terminal.TerminalTest):
    def setUp(self):
        super().setUp()
        self.place = self.make_site()
        self.write('a.csv', HEADER + '\nboots,500,10,informational,1.5,active,Shoes\n'
                            '"=cmd(1)",,,,,pending,\n"tents, ""big""",7,,,,archived,\n')
        self.ok('import', 'a.csv', *self.place)

    def rows_of(self, name):
        return list(csv.DictReader(io.StringIO(self.read(name))))

    def test_export_of_some(self):
        self.write('a.csv', 'keyword,volume\nboots,100\nhiking boots,3000\nred boots,1000\n'
                   'tents,2000\n')
        self.ok('import', 'a.csv', *self.place)
        self.ok('export', 'keywords', *self.place, '--filter', 'volume>=1000', '--sort', '-volume',
                '--search', 'boots', '-o', 'some.json')
        listed = self.ok('list', 'keywords', *self.place, '--filter', 'volume>=1000', '--sort',
                         '-volume', '--search', 'boots')['results']
        with open(self.path('some.json'), encoding='utf-8') as file:
            self.assertEqual(json.load(file), listed)
        self.assertGreater(len(listed), 0)
        self.text('view', 'save', 'Large', 'keywords', '--filter', 'volume>=1000')
        some = self.ok('export', 'keywords', *self.place, '--view', 'Large', '-o', 'view.csv')
        self.assertEqual(some['rows'], self.ok('list', 'keywords', *self.place, '--filter',
                                               'volume>=1000')['count'])
        self.fails('export', 'keywords', *self.place, '--filter', 'dreams=1', '-o', 'it.csv')

    def test_export_by_ending(self):
        self.write('a.csv', 'keyword,volume\nboots,100\nhiking boots,3000\nred boots,1000\n'
                   'tents,2000\n')
        self.ok('import', 'a.csv', *self.place)
        answer = self.fails('export', 'keywords', *self.place, '-o', 'k.pdf', code=2)
        self.assertIn('--format', answer['error'])
        self.assertFalse(os.path.exists(self.path('k.pdf')))
        self.ok('export', 'keywords', *self.place, '--format', 'csv', '-o', 'k.pdf')
        self.ok('export', 'keywords', *self.place, '-o', 'plain')

    def test_file_without_rows(self):
        self.write('none.csv', 'Keyword,Volume\n')
        for options in ([], ['--dry-run']):
            result = self.run_raw('import', 'none.csv', *self.place, *options)
            self.assertEqual((result.returncode, result.stdout), (1, ''))
            self.assertEqual(result.stderr.count('has no keywords'), 1)

    def test_export(self):
        data = self.ok('export', 'keywords', *self.place, '-o', 'out.csv')
        self.assertEqual(data, {'file': self.path('out.csv'), 'rows': 3})
        self.assertEqual(self.read('out.csv').splitlines()[0], HEADER)
        rows = self.rows_of('out.csv')
        self.assertEqual(rows[0], {'keyword': 'boots', 'volume': '500', 'difficulty': '10',
                                   'intent': 'informational', 'cpc': '1.5', 'status': 'active',
                                   'cluster': 'Shoes'})
        # A spreadsheet must not run it.
        self.assertEqual(rows[1]['keyword'], "'=cmd(1)")
        self.assertEqual(rows[1]['volume'], '')
        self.assertEqual(rows[2]['keyword'], 'tents, "big"')
        self.assertEqual(os.listdir(self.folder).count('out.csv'), 1)
        self.assertEqual([name for name in os.listdir(self.folder) if name.endswith('.part')], [])

    def test_round_trip(self):
        self.ok('export', 'keywords', *self.place, '-o', 'out.csv')
        self.ok('sector', 'add', '--site', 'Outdoor', 'Copy')
        copy = ['--site', 'Outdoor', '--sector', 'Copy']
        self.assertEqual(self.ok('import', 'out.csv', *copy)['added'], 3)
        self.ok('export', 'keywords', *copy, '--output=again.csv')
        self.assertEqual(self.read('again.csv'), self.read('out.csv'))

    def test_output(self):
        self.ok('export', 'keywords', *self.place, '-o', 'out.csv')
        self.assertEqual(self.text('export', 'keywords', *self.place, '-o', '-'),
                         self.read('out.csv'))
        self.assertEqual(self.text('export', 'keywords', *self.place,
                                   '-o/dev/stdout').partition('3 key')[0],
                         self.read('out.csv'))

    def test_json(self):
        self.ok('export', 'keywords', *self.place, '-o', 'out.json')
        rows = json.loads(self.read('out.json'))
        self.assertEqual([row['keyword'] for row in rows], ['boots', '=cmd(1)', 'tents, "big"'])
        listed = self.ok('list', 'keywords', *self.place)['results']
        self.assertEqual(rows, listed)
        self.ok('export', 'images', '-o', 'none.json')
        self.assertEqual(json.loads(self.read('none.json')), [])
        self.assertEqual(json.loads(self.text('export', 'keywords', *self.place, '--format', 'json',
                                              '-o', '-')), rows)

    def test_xlsx_round_trip(self):
        self.ok('export', 'keywords', *self.place, '-o', 'out.xlsx')
        with zipfile.ZipFile(self.path('out.xlsx')) as book:
            sheet = book.read('xl/worksheets/sheet1.xml').decode()
        self.assertNotIn('<f>', sheet)
        self.ok('sector', 'add', '--site', 'Outdoor', 'Copy')
        copy = ['--site', 'Outdoor', '--sector', 'Copy']
        self.assertEqual(self.ok('import', 'out.xlsx', *copy)['added'], 3)
        self.ok('export', 'keywords', *self.place, '-o', 'one.csv')
        self.ok('export', 'keywords', *copy, '-o', 'two.csv')
        self.assertEqual(self.read('one.csv'), self.read('two.csv'))

    def test_all_fields_round_trip(self):
        names = ['04-ahrefs_google_us_trail_2026-05-04_10-11-12.csv',
                 '10-semrush-organic-positions.csv', '01-google-keyword-planner-ranges.csv',
                 '14-search-console.zip', '12-ubersuggest.csv', 'localized-ja.csv',
                 '08-semrush-strategy-builder.csv', '06-ahrefs-organic-keywords.csv']
        self.ok('import', *[os.path.join(DATA, name) for name in names], *self.place)
        self.ok('sector', 'add', '--site', 'Outdoor', 'Copy')
        copy = ['--site', 'Outdoor', '--sector', 'Copy']
        for form in ('csv', 'xlsx'):
            self.ok('export', 'keywords', *self.place, '--all-fields', '-o', 'all.' + form)
            report = self.ok('import', 'all.' + form, *copy)
            self.assertEqual(report['rejected'], 0)
            own = ('id', 'sector', 'cluster', 'source', 'created_at', 'updated_at')
            rows = [[{name: value for name, value in row.items() if name not in own}
                     for row in self.rows('keywords', *place)] for place in (self.place, copy)]
            self.assertGreater(len(rows[0]), 15)
            for one, two in zip(*rows):
                self.assertEqual(one, two)
            self.ok('undo')

    def test_own_export_keeps_sources(self):
        self.write('list.txt', 'ropes\n')
        self.write('table.csv', 'Keyword,Volume\ntarps,5\n')
        self.ok('import', 'list.txt', 'table.csv', os.path.join(DATA, '12-ubersuggest.csv'),
                *self.place)
        before = self.rows('keywords')
        self.assertIn('Plain list', [row['source'] for row in before])
        for name in ('all.xlsx', 'all.csv'):
            self.ok('export', 'keywords', *self.place, '--all-fields', '-o', name)
            report = self.ok('import', name, *self.place)
            self.assertEqual((report['merged'], report['unchanged']), (0, len(before)), name)
        self.assertEqual(self.rows('keywords'), before)
        # What was changed in it is taken, and told of as ours.
        self.write('all.csv', self.read('all.csv').replace('tarps,5', 'tarps,7'))
        self.assertEqual(self.ok('import', 'all.csv', *self.place)['merged'], 1)
        row = next(row for row in self.rows('keywords') if row['keyword'] == 'tarps')
        self.assertEqual((row['volume'], row['source']), (7, 'Table of keywords'))

    def test_every_entity(self):
        answer = self.fails('export', 'dreams', '-o', 'it.csv', code=2)
        entities = answer['error'].partition('is none of ')[2].split(', ')
        self.assertGreaterEqual(len(entities), 8)
        for entity in entities:
            counts = [self.ok('export', entity, '--all-fields', '--force',
                              '-o', 'it.' + form)['rows']
                      for form in ('csv', 'json', 'xlsx')]
            rows = self.rows_of('it.csv')
            self.assertEqual(counts, [len(rows)] * 3, entity)
            self.assertEqual(len(json.loads(self.read('it.json'))), len(rows), entity)
            if rows:
                self.assertRegex(rows[0]['id'], '^[0-9a-f-]{36}$')

    def test_full_disk(self):
        for form in ('csv', 'json', 'xlsx'):
            answer = self.fails('export', 'keywords', *self.place, '--format', form,
                                '-o', '/dev/full')
            self.assertIn('the disk is full', answer['error'])

    def test_long_text(self):
        self.write('long.csv', 'keyword,notes\nlamp,' + 'word ' * 900 + '\n')
        self.ok('import', 'long.csv', *self.place)
        self.ok('export', 'keywords', *self.place, '--all-fields', '-o', 'out.xlsx')

    def test_refused(self):
        self.write('kept.csv', 'mine\n')
        for path in ('no/where.csv', '.'):
            self.fails('export', 'keywords', *self.place, '-o', path)
        self.fails('export', 'keywords', *self.place, '-o', 'kept.csv')
        self.assertEqual(self.read('kept.csv'), 'mine\n')
        self.ok('export', 'keywords', *self.place, '-o', 'kept.csv', '--force')
        self.assertEqual(self.read('kept.csv').splitlines()[0], HEADER)


if __name__ == '__main__':
    unittest.main()
