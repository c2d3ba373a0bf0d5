#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole way for each real keyword file, its counts held to those that
tests/import/count.py finds. Skipped without the files."""

import csv
import json
import os
import sys
import time
import unittest

import terminal

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'import'))
import count  # pylint: disable=wrong-import-position

FILES = {
    'ahrefs-socks-gb-5000.csv': 'Ahrefs Keywords Explorer',
    'ahrefs-reencoded-utf16le.tsv': 'Ahrefs Keywords Explorer',
    'gsc-queries-1000-mit.csv': 'Google Search Console queries',
    'gsc-queries-796.csv': 'Google Search Console queries',
    'gkp-layout-exact-utf16le.csv': 'Google Keyword Planner',
    'gkp-layout-bucket-utf16le.csv': 'Google Keyword Planner',
    'plain-list-small.txt': 'Plain list',
    'plain-list-union.txt': 'Plain list',
    'bing-queries-by-country-33871.tsv': 'Bing queries',
    'bing-queries-by-state-39936.tsv': 'Bing queries',
}

LARGE = ('plain-list-union.txt',)


class Real(terminal.TerminalTest):
    def setUp(self):
        super().setUp()
        csv.field_size_limit(1 << 20)
        self.source = terminal.data_folder()
        if self.source is None:
            self.skipTest('the real keyword files are not here')

    def check(self, name):
        path = os.path.join(self.source, name)
        if not os.path.exists(path):
            self.skipTest(f'{name} is not here')
        if name in LARGE and 'ASAN_OPTIONS' in os.environ:
            self.skipTest(f'{name} takes too long with a sanitizer')
        records, good, keywords, _ = count.count(path)
        before = time.monotonic()
        data = self.ok('plan', path, '-o', name)
        seconds = time.monotonic() - before
        print(f'# {name}: {data["keywords"]} keywords, {data["clusters"]} clusters, '
              f'{data["briefs"]} briefs, {seconds:.1f} s: {json.dumps(data["seconds"])}')
        self.assertEqual(data['source'], FILES[name])
        self.assertEqual((data['read'], data['rejected'], data['added']),
                         (records, records - good, keywords))
        self.assertEqual(data['read'], data['added'] + data['merged'] + data['unchanged'] +
                         data['rejected'])
        self.assertEqual(data['clustered'] + data['unclustered'], data['keywords'])
        self.assertEqual((data['ideas'], data['ideas']), (data['tasks'], data['briefs']))
        self.check_files(name, data)

    def check_files(self, name, data):
        tables = {}
        for table in ('keywords', 'clusters', 'ideas', 'tasks'):
            with open(self.path(f'{name}/{table}.csv'), encoding='utf-8', newline='') as file:
                tables[table] = list(csv.DictReader(file))
            self.assertEqual(len(tables[table]), data[table])
        self.assertEqual(len(os.listdir(self.path(name + '/briefs'))), data['briefs'])
        clusters = {row['name'] for row in tables['clusters']}
        self.assertEqual(sum(row['cluster'] != '' for row in tables['keywords']), data['clustered'])
        self.assertLessEqual({row['cluster'] for row in tables['keywords']} - {''}, clusters)
        self.assertEqual(sum(int(row['keywords']) for row in tables['clusters']), data['clustered'])


def add_test(name):
    def test(self):
        self.check(name)
    setattr(Real, 'test_' + name.replace('-', '_').replace('.', '_'), test)


for file_name in FILES:
    add_test(file_name)


if __name__ == '__main__':
    unittest.main()
