#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is exported comes back as it was: to this program, and to others."""

import collections
import csv
import io
import json
import os
import re
import sqlite3
import unittest
import uuid
import xml.etree.ElementTree
import zipfile

import terminal

SPECIFICATION = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'model',
                             'specification.txt')

TABLE = '''Keyword,Volume,Difficulty,Intent,CPC,Country
red boots,100,10,informational,1.20,US
blue boots,,20,,,US
green boots,50,,commercial,0.5,
buy boots,1000,55,transactional,2,DE
boots near me,70,5,navigational,,
how to clean boots,300,12,,0.10,US
best boots,900,40,,1,
boots,9000,90,,3,US
'''


class OwnTable(terminal.TerminalTest):
    """The table of seven columns, which names no countries and no guesses."""

    def setUp(self):
        super().setUp()
        self.place = self.make_site()

    def take_back(self, change=lambda text: text):
        self.ok('export', 'keywords', *self.place, '-o', 'out.csv', '--force')
        self.write('out.csv', change(self.read('out.csv')))
        report = self.ok('import', 'out.csv', *self.place)
        return [report[name] for name in ('added', 'merged', 'unchanged', 'rejected')], report

    def test_unchanged(self):
        self.write('a.csv', TABLE)
        self.ok('import', 'a.csv', *self.place)
        self.ok('cluster', *self.place)
        before = self.rows('keywords')
        self.assertGreater([row['intent_guessed'] for row in before].count(True), 2)
        for _ in range(2):
            self.assertEqual(self.take_back()[0], [0, 0, 8, 0])
            self.assertEqual(self.rows('keywords'), before)

    def test_changed(self):
        self.write('a.csv', TABLE)
        self.ok('import', 'a.csv', *self.place)
        self.ok('cluster', *self.place)
        counts, _ = self.take_back(lambda text: text
                                   .replace(',9000,90,informational', ',9001,90,commercial')
                                   .replace('red boots,100,', 'red boots,101,')
                                   + 'tents,5,,,,pending,\n')
        self.assertEqual(counts, [1, 2, 6, 0])
        rows = {row['keyword']: row for row in self.rows('keywords')}
        self.assertEqual(len(rows), 9)
        self.assertEqual((rows['boots']['volume'], rows['boots']['country']), (9001, 'us'))
        # Another word than the guess is told and no guess any more.
        self.assertEqual((rows['boots']['intent'], rows['boots']['intent_guessed']),
                         ('commercial', False))
        self.assertEqual((rows['red boots']['volume'], rows['red boots']['country']), (101, 'us'))
        self.assertIsNone(rows['tents']['country'])

    def test_several_countries(self):
        self.write('a.csv', TABLE + 'red boots,5,,,,DE\nbest boots,6,,,,DE\n')
        self.ok('import', 'a.csv', *self.place)
        before = self.rows('keywords')
        counts, report = self.take_back()
        self.assertEqual(counts, [0, 0, 6, 4])
        self.assertIn('several countries', report['rejects'][0]['reason'])
        self.assertEqual(self.rows('keywords'), before)
        # With all fields it is told which.
        self.ok('export', 'keywords', *self.place, '--all-fields', '-o', 'all.csv')
        report = self.ok('import', 'all.csv', *self.place)
        self.assertEqual((report['added'], report['rejected']), (0, 0))
        self.assertEqual(self.rows('keywords'), before)

    def test_other_files(self):
        # A file of another tool without countries is of none.
        self.write('a.csv', TABLE)
        self.ok('import', 'a.csv', *self.place)
        self.write('b.csv', 'Keyword,Volume\nred boots,7\n')
        self.assertEqual(self.ok('import', 'b.csv', *self.place)['added'], 1)

    def test_many(self):
        # So many that their places are looked up in memory.
        lines = [f'word {i},{i},,,,{"us" if i % 2 else ""}\n' for i in range(3000)]
        self.write('a.csv', 'keyword,volume,difficulty,intent,cpc,country\n' + ''.join(lines))
        self.ok('import', 'a.csv', *self.place)
        self.assertEqual(self.take_back()[0], [0, 0, 3000, 0])


# What a spreadsheet, a careless reader or a careless writer trips over.
TEXTS = ['=1+1', '+1', "-2+3+cmd|' /C calc'!A0", '@SUM(A1)', '\tindented', "'=quoted", "''@",
         'comma, "quote"', 'two\nlines', '\nfirst', 'ünï 漢字 🚀', ' spaces ', 'a;=1|=2',
         '<b>&amp;</b>', 'x' * 300, '0012', '1e5', 'TRUE', '\r=1']
DANGEROUS = re.compile("'*[=+\\-@\t\r\n]")
MAIN = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
# One of which there can be no second, or which the program itself lives by.
ONE = ('accounts', 'subscriptions', 'integration_settings')


def read_specification():
    """Places of each decimal field and limits of each number, by table and field;
    and what is everybody's."""
    places = {}
    limits = {}
    everybodys = set()
    with open(SPECIFICATION, encoding='utf-8') as file:
        for line in file:
            words = line.split()
            if words[:1] == ['entity']:
                table = words[1]
                if 'global' in words[2:]:
                    everybodys.add(table)
            elif len(words) > 1 and words[1].startswith('decimal:'):
                places[table, words[0]] = int(words[1].partition(':')[2])
            for word in words[2:]:
                match = re.fullmatch(r'(-?\d*)\.\.(\d*)', word)
                if match:
                    limits[table, words[0]] = match.groups()
    return places, limits, everybodys


class Stranger:
    """Fills and reads the file as a program that knows nothing of ours does."""

    def __init__(self, path, fields):
        self.base = sqlite3.connect(path, isolation_level=None)
        self.base.row_factory = sqlite3.Row
        self.fields = fields
        self.places, self.limits, self.everybodys = read_specification()
        self.n = 0

    def columns(self, table):
        return [row['name'] for row in self.base.execute(f'PRAGMA table_info({table})')]

    def value(self, table, field, columns):
        self.n += 1
        kind, name = field['kind'], field['name']
        if kind == 'choice':
            # A site that is not active is shown to who names it.
            choices = ['active'] if table == 'sites' else field['choices']
            return choices[self.n % len(choices)]
        if kind == 'reference':
            last = self.base.execute(f'SELECT max(row) FROM {field["target"]} WHERE deleted_step IS'
                                     ' NULL AND (account = 1 OR account IS NULL)').fetchone()[0]
            return last if field['required'] or self.n % 4 else None
        if kind == 'json':
            return json.dumps({'=a': ['+1', None, self.n], 'ü': '"'}, ensure_ascii=False)
        if kind == 'flag':
            return 1 if name == 'is_active' else self.n % 2
        if kind == 'time':
            return 1700000000000 + self.n * 61003 if field['required'] or self.n % 5 else None
        if kind in ('integer', 'decimal'):
            # More than a double holds; what is no money is one in JSON.
            large = 2 ** 40 if self.places.get((table, name), 6) != 6 else 2 ** 53
            numbers = [self.n, -self.n, 1234567 + self.n, large + self.n, None]
            number = numbers[self.n % (4 if field['required'] else 5)]
            low, high = self.limits.get((table, name), ('', ''))
            if number is not None and low != '':
                number = max(number, int(low))
            return min(number, int(high)) if number is not None and high != '' else number
        if not field['required'] and self.n % 7 == 0:
            return None
        return TEXTS[self.n % len(TEXTS)] + f' {self.n}'

    def add(self, table):
        columns = self.columns(table)
        record = {'id': uuid.uuid4().bytes, 'created_at': 1700000000000 + self.n,
                  'updated_at': 1700000000999 + self.n}
        if table not in self.everybodys:
            record['account'] = 1
        for field in self.fields[table]:
            if field['name'] in columns:
                record[field['name']] = self.value(table, field, columns)
        # Kept as well, but not shown.
        if 'key' in columns and 'key' not in record:
            record['key'] = str(self.n)
        # A link has no id and no times.
        record = {name: value for name, value in record.items() if name in columns}
        names = ', '.join(record)
        marks = ', '.join('?' * len(record))
        self.base.execute(f'INSERT INTO {table} ({names}) VALUES ({marks})', list(record.values()))

    def change(self, table):
        for field in self.fields[table]:
            if field['kind'] == 'text' and field['name'] not in ('slug', 'timezone',
                                                                 'integration_type'):
                self.base.execute(f'UPDATE {table} SET {field["name"]} = ?',
                                  (self.value(table, field, ()),))

    def fill(self, tables):
        # They log what this program writes, and refuse what it does not.
        triggers = list(self.base.execute("SELECT name, sql FROM sqlite_schema WHERE"
                                          " type = 'trigger'"))
        self.base.execute('BEGIN')
        for name, _ in triggers:
            self.base.execute(f'DROP TRIGGER {name}')
        for table in tables:
            if table in ONE:
                self.change(table)
                continue
            for _ in range(len(TEXTS) if table in ('keywords', 'clusters') else 4):
                # There can be one of some, as a run that goes on in a site.
                try:
                    self.add(table)
                except sqlite3.IntegrityError as error:
                    if 'UNIQUE' not in str(error):
                        raise
        for _, sql in triggers:
            self.base.execute(sql)
        self.base.execute('COMMIT')

    def rows(self, table):
        return list(self.base.execute(f'SELECT * FROM {table} WHERE deleted_step IS NULL AND'
                                      ' (account = 1 OR account IS NULL)'))

    def title(self, target, row):
        """Of the row that a reference leads to."""
        name = next((field['name'] for field in self.fields[target]
                     if field['kind'] == 'text' and field['required']), None)
        if name is None:
            return None
        return self.base.execute(f'SELECT {name} FROM {target} WHERE row = ?', (row,)).fetchone()[0]

    def reference(self, target, row):
        found = self.base.execute(f'SELECT id FROM {target} WHERE row = ?', (row,)).fetchone()
        return str(uuid.UUID(bytes=found[0]))

    @staticmethod
    def time(value):
        seconds, part = divmod(value, 1000)
        return sqlite3.connect(':memory:').execute(
            "SELECT strftime('%Y-%m-%dT%H:%M:%S', ?, 'unixepoch')", (seconds,)
        ).fetchone()[0] + f'.{part:03}Z'

    def decimal(self, table, field, value):
        digits = self.places.get((table, field['name']), 0)
        whole, part = divmod(abs(value), 10 ** digits)
        text = f'{whole}.{part:0{digits}}'.rstrip('0').rstrip('.') if digits else str(whole)
        return '-' + text if value < 0 else text

    def cell(self, table, field, value):
        """What a cell of a table says."""
        kind = field['kind']
        if value is None:
            return ''
        if kind in ('integer', 'decimal'):
            return self.decimal(table, field, value)
        if kind == 'flag':
            return 'true' if value else 'false'
        if kind == 'time':
            return self.time(value)
        if kind == 'reference':
            return self.title(field['target'], value) or ''
        return value

    def member(self, table, field, value):
        """What JSON says."""
        kind = field['kind']
        if kind == 'flag':
            return bool(value)
        if value is None or kind in ('text', 'choice', 'integer'):
            return value
        if kind == 'decimal':
            text = self.decimal(table, field, value)
            return text if self.places[table, field['name']] == 6 else float(text)
        if kind == 'time':
            return self.time(value)
        return json.loads(value) if kind == 'json' else self.reference(field['target'], value)


def read_book(path):
    """Cells of the first sheet, as text or number; None where there is none."""
    with zipfile.ZipFile(path) as book:
        assert book.testzip() is None
        sheet = xml.etree.ElementTree.fromstring(book.read('xl/worksheets/sheet1.xml'))
        shared = []
        if 'xl/sharedStrings.xml' in book.namelist():
            strings = xml.etree.ElementTree.fromstring(book.read('xl/sharedStrings.xml'))
            shared = [''.join(item.itertext()) for item in strings]
    assert sheet.find(f'.//{MAIN}f') is None, 'a formula'
    rows = []
    for row in sheet.iter(MAIN + 'row'):
        cells = {}
        for cell in row:
            letters = cell.get('r').rstrip('0123456789')
            column = 0
            for letter in letters:
                column = column * 26 + ord(letter) - ord('A') + 1
            kind = cell.get('t', 'n')
            if kind == 'inlineStr':
                cells[column - 1] = ''.join(cell.find(MAIN + 'is').itertext())
            elif kind == 's':
                cells[column - 1] = shared[int(cell.find(MAIN + 'v').text)]
            else:
                assert kind == 'n', kind
                cells[column - 1] = float(cell.find(MAIN + 'v').text)
        rows.append(cells)
    return rows


class EveryEntity(terminal.TerminalTest):
    """Every kind of record in its three forms, read by Python's own modules."""

    def setUp(self):
        super().setUp()
        self.make_site()
        answer = self.fails('export', 'dreams', '-o', 'it.csv', code=2)
        self.tables = answer['error'].partition('is none of ')[2].split(', ')
        self.fields = {table: [field for field in self.ok('fields', table)['results']
                               if field['name'] not in ('id', 'created_at', 'updated_at')]
                       for table in self.tables}
        self.stranger = Stranger(os.path.join(self.data, 'igny8.db'), self.fields)
        self.stranger.fill(self.tables)
        self.dangerous = collections.Counter()

    def tearDown(self):
        self.stranger.base.close()
        super().tearDown()

    def export(self, table, form, *options):
        name = f'{table}.{form}'
        self.ok('export', table, *options, '--force', '-o', name)
        return name

    def key(self, row):
        """Of a row, the id, or what a link joins."""
        if 'id' in row.keys():
            return str(uuid.UUID(bytes=row['id']))
        return tuple(self.stranger.reference(name + 's', row[name])
                     for name in ('idea', 'task', 'keyword') if name in row.keys())

    def check_json(self, table, rows):
        list_ = json.loads(self.read(self.export(table, 'json')))
        is_link = 'id' not in rows[0].keys()
        found = {tuple(row[name] for name in ('idea', 'task', 'keyword') if name in row)
                 if is_link else row['id']: row for row in list_}
        self.assertEqual(len(found), len(list_))
        self.assertEqual(set(found), {self.key(row) for row in rows}, table)
        for row in rows:
            record = found[self.key(row)]
            for field in self.fields[table]:
                if field['name'] in row.keys():
                    self.assertEqual(record[field['name']],
                                     self.stranger.member(table, field, row[field['name']]),
                                     (table, field['name']))
            for name in () if is_link else ('created_at', 'updated_at'):
                self.assertEqual(record[name], self.stranger.time(row[name]))
        return found

    def expect(self, table, header, rows, told):
        """The cells of each row, in a stranger's words; computed ones by JSON."""
        fields = {field['name']: field for field in self.fields[table]}
        result = []
        for row in rows:
            cells = []
            for name in header:
                if name == 'id':
                    cells.append(self.key(row))
                elif name in ('created_at', 'updated_at'):
                    cells.append(self.stranger.time(row[name]))
                elif name in row.keys():
                    cells.append(self.stranger.cell(table, fields[name], row[name]))
                elif fields[name]['kind'] == 'reference':
                    cells.append(None)
                else:
                    value = told[self.key(row)][name]
                    cells.append('' if value is None else str(value))
            result.append(cells)
        return result

    def check_csv(self, table, numbers, expected):
        with open(self.path(f'{table}.csv'), encoding='utf-8', newline='') as file:
            found = list(csv.reader(io.StringIO(file.read()), strict=True))[1:]
        self.assertEqual(len(found), len(expected), table)
        for cells, wanted in zip(sorted(found), sorted(expected, key=self.guarded)):
            for i, cell in enumerate(cells):
                if i not in numbers:
                    self.dangerous[table] += DANGEROUS.match(wanted[i] or '') is not None
                    self.assertNotIn(cell[:1], tuple('=+-@\t\r\n'), table)
                if wanted[i] is not None:
                    self.assertEqual(cell, self.guard(wanted[i], i in numbers), table)

    @staticmethod
    def guard(text, is_number):
        return "'" + text if not is_number and DANGEROUS.match(text) else text

    def guarded(self, cells):
        return [self.guard(cell or '', False) for cell in cells]

    def check_xlsx(self, table, numbers, expected):
        found = read_book(self.path(f'{table}.xlsx'))[1:]
        self.assertEqual(len(found), len(expected), table)
        left = [list(wanted) for wanted in expected]
        for cells in found:
            match = next((wanted for wanted in left if self.is_row(cells, wanted, numbers)), None)
            self.assertIsNotNone(match, (table, cells, left[:1]))
            left.remove(match)

    @staticmethod
    def is_row(cells, wanted, numbers):
        for i, text in enumerate(wanted):
            cell = cells.get(i)
            if text is None:
                continue
            if i in numbers and isinstance(cell, float):
                # As exact as a workbook is.
                if abs(float(text)) > 2 ** 53 or cell != float(text):
                    return False
            elif (cell or '') != text.replace('\r', ''):
                return False
            elif i in numbers and text != '' and len(re.sub(r'\D', '', text)) < 14:
                return False
        return True

    def test_every_entity(self):
        for table in self.tables:
            rows = self.stranger.rows(table)
            self.assertGreater(len(rows), 0, table)
            told = self.check_json(table, rows)
            self.export(table, 'csv', '--all-fields')
            self.export(table, 'xlsx', '--all-fields')
            header = next(csv.reader(io.StringIO(self.read(f'{table}.csv'))))
            names = [field['name'] for field in self.fields[table]]
            self.assertIn(header, (['id', *names, 'created_at', 'updated_at'], names), table)
            book = read_book(self.path(f'{table}.xlsx'))
            self.assertEqual(list(book[0].values()), header, table)
            kinds = {field['name']: field['kind'] for field in self.fields[table]}
            numbers = {i for i, name in enumerate(header)
                       if kinds.get(name) in ('integer', 'decimal')}
            expected = self.expect(table, header, rows, told)
            self.check_csv(table, numbers, expected)
            self.check_xlsx(table, numbers, expected)
        self.assertGreater(len([n for n in self.dangerous.values() if n]), 20, self.dangerous)

    def test_short_tables(self):
        # Fewer columns, and of references their titles: as harmless.
        for table in self.tables:
            rows = self.stranger.rows(table)
            self.export(table, 'csv', *(['--format', 'csv'] if table == 'content' else []))
            self.export(table, 'xlsx')
            found = list(csv.reader(io.StringIO(self.read(f'{table}.csv')), strict=True))
            self.assertEqual(len(found), len(rows) + 1, table)
            for cells in found:
                self.assertEqual(len(cells), len(found[0]))
                for cell in cells:
                    if not re.fullmatch(r'-?\d+(\.\d+)?', cell):
                        self.assertNotIn(cell[:1], tuple('=+-@\t\r\n'), table)
            book = read_book(self.path(f'{table}.xlsx'))
            self.assertEqual(len(book), len(found))
            for cells, row in zip(book, found):
                for i, cell in cells.items():
                    if isinstance(cell, str):
                        self.assertIn(row[i].replace('\r', ''),
                                      (cell, "'" + cell), table)
                    else:
                        self.assertEqual(cell, float(row[i]))


if __name__ == '__main__':
    unittest.main()
