#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Clusters in the terminal: try, compare, merge, split, rename, move, and
clustering by the results of a search."""

import unittest

import terminal

PLACE = ('--site', 'Shop', '--sector', 'General')
WORDS = ['hiking boots', 'hiking boots women', 'hiking boots men', 'waterproof hiking boots',
         'camping tent', 'camping tent 4 person', 'best camping tent', 'trail mix']


class ClusterTest(terminal.TerminalTest):
    def setUp(self):
        super().setUp()
        self.answer('site', 'add', 'Shop')
        self.write('list.csv', 'Keyword,Volume\n' +
                   ''.join(f'{w},{1000 - i}\n' for i, w in enumerate(WORDS)))
        self.answer('import', 'list.csv', *PLACE)

    def data_of(self, *arguments):
        return self.answer(*arguments)['data']

    def clusters(self):
        """{name: set of keywords}, None for those in no cluster."""
        names = {c['id']: c['name'] for c in self.data_of('list', 'clusters', *PLACE)['results']}
        found = {}
        for record in self.data_of('list', 'keywords', *PLACE)['results']:
            found.setdefault(names.get(record['cluster']), set()).add(record['keyword'])
        return found

    def test_try_changes_nothing(self):
        before = self.clusters()
        tried = self.data_of('cluster', *PLACE, '--dry-run', '--compare')
        self.assertEqual(self.clusters(), before)
        self.assertEqual(tried['clusters_before'], 0)
        self.assertEqual(tried['unclustered_before'], len(WORDS))
        self.assertEqual(tried['entered'], len(WORDS) - tried['unclustered_after'])
        self.assertEqual({c['kind'] for c in tried['changes']}, {'new'})

        done = self.data_of('cluster', *PLACE)
        self.assertEqual(done['clusters'], tried['clusters_after'])
        self.assertEqual(done['unclustered'], tried['unclustered_after'])

        # What is there already is what it would be again.
        same = self.data_of('cluster', *PLACE, '--again', '--dry-run', '--compare')
        self.assertEqual(same['agreement'], 1)
        self.assertEqual(same['changes'], [])
        apart = self.data_of('cluster', *PLACE, '--again', '--dry-run', '--compare',
                             '--strictness', '1')
        self.assertLess(apart['agreement'], 1)
        self.assertNotEqual(apart['changes'], [])
        self.assertIn('Nothing was changed', self.text('cluster', *PLACE, '--dry-run'))

    def test_wrong_use(self):
        self.text('cluster', *PLACE, '--compare', code=2)
        self.text('ideas', *PLACE, '--engine', 'serp', code=2)
        self.text('cluster', *PLACE, '--engine', 'ai', '--dry-run', code=1)
        self.text('cluster', *PLACE, '--engine', 'serp', code=1)
        self.text('cluster', 'merge', 'one', *PLACE, code=2)

    def test_edits(self):
        self.answer('cluster', *PLACE)
        start = self.clusters()
        self.assertEqual(start['hiking boots'], set(WORDS[:4]))
        self.assertEqual(start['camping tent'], set(WORDS[4:7]))

        moved = self.data_of('cluster', 'move', 'camping tent', 'trail mix', *PLACE)
        self.assertEqual(moved['keywords'], 4)
        renamed = self.data_of('cluster', 'rename', 'camping tent', 'Tents', *PLACE)
        self.assertEqual(renamed['name'], 'Tents')
        merged = self.data_of('cluster', 'merge', 'hiking boots', 'Tents', *PLACE)
        self.assertEqual(merged['keywords'], 8)
        split = self.data_of('cluster', 'split', 'hiking boots', *PLACE)
        self.assertGreaterEqual(split['made'], 1)
        self.assertLess(split['keywords'], 8)
        for _ in range(4):
            self.answer('undo')
        self.assertEqual(self.clusters(), start)
        self.text('cluster', 'split', 'camping tent', *PLACE, '--strictness', '0', code=1)

    def test_results(self):
        shared = 'https://a.example/1\nhttps://b.example/2\nhttps://c.example/3'
        rows = [('red shoe', shared + '\nhttps://d.example/'),
                ('crimson footwear', shared + '\nhttps://e.example/'),
                ('blue hat', 'https://f.example/\nhttps://g.example/\nhttps://h.example/')]
        self.write('serp.csv', 'Keyword,SERP URLs\n' +
                   ''.join(f'{word},"{urls}"\n' for word, urls in rows))
        self.answer('sector', 'add', '--site', 'Shop', 'Wear')
        place = ('--site', 'Shop', '--sector', 'Wear')
        self.answer('import', 'serp.csv', *place)
        done = self.data_of('cluster', *place, '--engine', 'serp')
        self.assertEqual((done['clusters'], done['clustered'], done['unclustered']), (1, 2, 1))
        self.answer('undo')
        self.answer('settings', 'set', 'general.serp-overlap', '4')
        done = self.data_of('cluster', *place, '--engine', 'serp', '--dry-run')
        self.assertEqual(done['clusters_after'], 0)


if __name__ == '__main__':
    unittest.main()
