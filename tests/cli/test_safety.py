#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Undo, redo, history and restore points of the terminal."""

import unittest

import terminal


class Undo(terminal.TerminalTest):
    def setUp(self):
        super().setUp()
        self.place = self.make_site()

    def add(self, text, volume):
        return self.ok('add', 'keywords', *self.place, 'keyword=' + text,
                       f'volume={volume}')['id']

    def keywords(self):
        return {row['keyword']: row['volume'] for row in self.rows('keywords')}

    def test_many(self):
        for number in range(4):
            self.add(f'word {number}', number)
        data = self.ok('undo', '3')
        self.assertEqual([step['label'] for step in data['steps']],
                         [f'Add Keyword “word {number}”' for number in (3, 2, 1)])
        self.assertEqual(data['label'], data['steps'][-1]['label'])
        self.assertEqual(self.keywords(), {'word 0': 0})
        self.assertEqual(len(self.ok('redo', '2')['steps']), 2)
        self.assertEqual(self.keywords(), {'word 0': 0, 'word 1': 1, 'word 2': 2})
        # More than there are: all of them, and it says so.
        self.assertIn('There was 1 step only.', self.text('redo', '9'))
        self.fails('redo')
        everything = len(self.ok('history')['results'])
        self.assertIn('steps only', self.text('undo', '999'))
        self.assertEqual(self.rows('sites'), [])
        self.assertEqual(len(self.ok('redo', '999')['steps']), 6)
        self.assertEqual(len(self.keywords()), 4)
        self.assertGreater(len(self.ok('history')['results']), everything)
        for wrong in ('0', '-1', 'x'):
            self.fails('undo', wrong, code=2)

    def test_history(self):
        row = self.add('boots', 5)
        self.ok('set', 'keywords', row, 'volume=7', 'intent=commercial')
        self.ok('undo')
        self.ok('redo')
        self.ok('delete', 'keywords', row)
        found = self.ok('history', 'keywords', row)
        self.assertEqual([one['what'] for one in found['results']],
                         ['deleted', 'changed', 'changed', 'changed', 'made'])
        self.assertEqual([one['kind'] for one in found['results']],
                         ['do', 'redo', 'undo', 'do', 'do'])
        self.assertEqual([one['undone'] for one in found['results']],
                         [False, False, True, True, False])
        fields = {field['field']: (field['old'], field['new'])
                  for field in found['results'][3]['fields']}
        self.assertEqual(fields['volume'], (5, 7))
        self.assertEqual(fields['intent'], (None, 'commercial'))
        fields = {field['field']: (field['old'], field['new'])
                  for field in found['results'][2]['fields']}
        self.assertEqual(fields['volume'], (7, 5))
        for one in found['results']:
            self.assertRegex(one['at'], r'^\d{4}-\d\d-\d\dT')
            self.assertTrue(one['user'])
        text = self.text('history', 'keywords', row)
        self.assertIn('Volume: 5 → 7', text)
        self.assertEqual(len(self.ok('history', 'keywords', row, '--limit', '2')['results']), 2)
        self.ok('undo')
        self.assertEqual(self.ok('history', 'keywords', row)['results'][0]['what'], 'restored')
        self.fails('history', 'keywords', code=2)
        self.fails('history', 'cats', row, code=2)
        self.fails('history', 'keywords', '0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b')

    def test_history_of_an_import(self):
        self.write('k.csv', 'keyword,volume\ntents,9\nstoves,8\n')
        self.ok('import', 'k.csv', *self.place)
        row = next(row for row in self.rows('keywords') if row['keyword'] == 'tents')
        found = self.ok('history', 'keywords', row['id'])['results']
        self.assertEqual(found[-1]['what'], 'made')
        self.assertIn('mport', found[-1]['label'])
        self.ok('undo')
        found = self.ok('history', 'keywords', row['id'])['results']
        self.assertEqual(found[0]['what'], 'deleted')
        self.ok('redo')
        found = self.ok('history', 'keywords', row['id'])['results']
        self.assertEqual(found[0]['what'], 'restored')


class RestorePoints(terminal.TerminalTest):
    def setUp(self):
        super().setUp()
        self.place = self.make_site()

    def add(self, text):
        return self.ok('add', 'keywords', *self.place, 'keyword=' + text)['id']

    def words(self):
        return {row['keyword'] for row in self.rows('keywords')}

    def test_named(self):
        self.add('a')
        self.ok('restore-point', 'add', 'before the clean-up')
        self.add('b')
        self.add('c')
        self.assertEqual(self.ok('restore-point', 'restore')['steps'], 2)
        self.assertEqual(self.words(), {'a'})
        self.ok('redo', '2')
        self.assertEqual(self.words(), {'a', 'b', 'c'})
        self.fails('restore-point', 'restore', '99999')
        self.fails('restore-point', 'restore', 'x', code=2)

    def test_older_steps_undone_since(self):
        """What held at the point holds again, also when more than that was undone."""
        self.add('a')
        self.add('b')
        self.ok('restore-point', 'add', 'here')
        self.add('c')
        self.ok('undo', '3')
        self.add('d')
        self.assertEqual(self.words(), {'d'})
        self.ok('restore-point', 'restore')
        self.assertEqual(self.words(), {'a', 'b'})

    def test_automatic(self):
        self.add('a')
        self.write('k.csv', 'keyword\n' + ''.join(f'word {n}\n' for n in range(600)))
        self.ok('import', 'k.csv', *self.place)
        self.write('small.csv', 'keyword\n' + ''.join(f'small {n}\n' for n in range(20)))
        self.ok('import', 'small.csv', *self.place)
        points = self.ok('restore-point', 'list')['results']
        self.assertEqual(len(points), 1)
        self.assertIn('600', points[0]['label'])
        self.assertEqual(points[0]['rows'], 600)
        self.ok('restore-point', 'restore', str(points[0]['step']))
        self.assertEqual(self.words(), {'a'})


if __name__ == '__main__':
    unittest.main()
