#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is exported comes back as it was."""

import unittest

import terminal

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


if __name__ == '__main__':
    unittest.main()
