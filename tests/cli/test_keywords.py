# SPDX-License-Identifier: GPL-3.0-or-later
"""What the terminal finds in keywords: counts, tags, near-duplicates, pages that take readers
from each other, saved views."""

import unittest

from terminal import TerminalTest

SCOPE = ('--site', 'Outdoor', '--sector', 'General')


class Keywords(TerminalTest):

    def setUp(self):
        super().setUp()
        self.text('site', 'add', 'Outdoor')

    def load(self, *lines):
        self.write('list.csv', 'Keyword,Volume,Tags\n' + '\n'.join(lines) + '\n')
        self.text('import', 'list.csv', *SCOPE)

    def ask(self, *arguments):
        return self.answer(*arguments)['data']

    def keywords(self):
        return sorted(r['keyword'] for r in self.ask('list', 'keywords')['results'])

    def test_facets(self):
        self.load('boots,100,', 'shoes,200,', 'socks,,')
        self.text('tag', 'add', 'Warm', 'boots', 'socks')
        answer = self.ask('list', 'keywords', *SCOPE, '--facets', 'status,tags,sector')
        self.assertEqual(answer['count'], 3)
        self.assertEqual(answer['facets']['status'], [{'value': 'pending', 'count': 3}])
        self.assertEqual(answer['facets']['tags'],
                         [{'value': 'warm', 'count': 2}, {'value': None, 'count': 1}])
        self.assertEqual(answer['facets']['sector'], [{'value': 'General', 'count': 3}])
        answer = self.ask('list', 'keywords', '--filter', 'volume>=150', '--facets', 'tags')
        self.assertEqual(answer['facets']['tags'], [{'value': None, 'count': 1}])
        self.answer('list', 'keywords', '--facets', 'volume', code=1)

    def test_tags(self):
        self.load('boots,1,', 'shoes,2,', 'socks,3,')
        self.text('tag', 'add', 'winter', 'boots', 'shoes', *SCOPE)
        self.text('tag', 'add', 'Snow', 'boots', 'socks', *SCOPE)
        self.assertEqual({t['tag']: t['keywords'] for t in self.ask('tag', 'list')['tags']},
                         {'winter': 2, 'snow': 2})
        self.assertEqual(self.ask('tag', 'merge', 'winter', 'snow')['changed'], 2)
        self.assertEqual(self.ask('tag', 'list')['tags'], [{'tag': 'winter', 'keywords': 3}])
        self.text('undo')
        self.assertEqual(len(self.ask('tag', 'list')['tags']), 2)
        self.assertEqual(self.ask('tag', 'rename', 'Winter', 'cold')['changed'], 2)
        self.assertEqual(self.ask('tag', 'remove', 'cold', 'boots')['changed'], 1)
        self.assertEqual(self.ask('tag', 'remove', 'cold')['changed'], 1)
        self.assertEqual(self.ask('tag', 'list')['tags'], [{'tag': 'snow', 'keywords': 2}])
        for words in ('rename', 'sumer', 'summer'), ('merge', 'snow', 'ice'), ('remove', 'sumer'):
            self.assertIn('tag list', self.answer('tag', *words, code=1)['error'])

    def test_duplicates(self):
        self.load('hiking boots,100,', 'boots hiking,50,', 'hiking boot,300,', 'hikimg boots,,',
                  'iphone 13,1,', 'iphone 14,2,', 'tent,5,')
        found = self.ask('duplicates', *SCOPE)
        self.assertEqual(found['groups'], 1)
        self.assertEqual(found['keywords'], 4)
        self.assertEqual(found['results'][0]['kind'], 'typo')
        self.assertEqual(found['results'][0]['keywords'][0]['title'], 'hiking boot')
        order = self.ask('duplicates', *SCOPE, '--kind', 'order')['results']
        self.assertEqual([[k['title'] for k in g['keywords']] for g in order],
                         [['hiking boots', 'boots hiking']])
        before = self.keywords()
        self.assertEqual(self.ask('duplicates', *SCOPE, '--merge')['removed'], 2)
        self.assertEqual(self.keywords(),
                         ['hikimg boots', 'hiking boot', 'iphone 13', 'iphone 14', 'tent'])
        self.text('undo')
        self.assertEqual(self.keywords(), before)
        kinds = [word for kind in ('order', 'plural', 'typo') for word in ('--kind', kind)]
        self.assertEqual(self.ask('duplicates', *SCOPE, '--merge', *kinds)['removed'], 3)
        self.assertEqual(self.keywords(), ['hiking boot', 'iphone 13', 'iphone 14', 'tent'])

    def test_duplicates_keep_what_is_known(self):
        self.load('tents,10,', 'tent,,', 'boots,30,', 'shoes,40,', 'socks,50,')
        self.text('tag', 'add', 'big', 'tent')
        self.text('duplicates', *SCOPE, '--merge')
        kept = self.ask('list', 'keywords', '--search', 'tent')['results']
        self.assertEqual([(k['keyword'], k['volume'], k['tags']) for k in kept],
                         [('tents', 10, 'big')])

    def test_opportunity(self):
        self.load('easy,1000,', 'hard,1000,', 'nothing,,')
        rows = {k['keyword']: k['id'] for k in self.ask('list', 'keywords', *SCOPE)['results']}
        self.text('set', 'keywords', rows['easy'], 'difficulty=10', 'intent=commercial')
        self.text('set', 'keywords', rows['hard'], 'difficulty=90', 'intent=transactional')
        listed = self.ask('list', 'keywords', *SCOPE, '--sort', '-opportunity')['results']
        self.assertEqual([(k['keyword'], k['opportunity']) for k in listed],
                         [('easy', 76), ('hard', 48), ('nothing', None)])
        best = self.ask('list', 'keywords', *SCOPE, '--filter', 'opportunity>=50')
        self.assertEqual(best['count'], 1)
        for part in 'volume', 'ease':
            self.text('settings', 'set', 'general.opportunity-' + part, '0')
        listed = self.ask('list', 'keywords', *SCOPE, '--sort', '-opportunity')['results']
        self.assertEqual([k['opportunity'] for k in listed[:2]], [100, 80])

    def test_cannibalization(self):
        self.load('boots,1,')
        self.assertEqual(self.ask('cannibalization', '--site', 'Outdoor')['groups'], 0)
        for title in 'One', 'Two':
            self.text('add', 'tasks', 'title=' + title, *SCOPE)
            self.text('add', 'content', 'task=' + title, 'title=' + title,
                      'primary_keyword=Boots', *SCOPE)
        found = self.ask('cannibalization', *SCOPE)
        self.assertEqual(found['groups'], 1)
        self.assertEqual(found['results'][0]['keyword'], 'boots')
        self.assertEqual([p['title'] for p in found['results'][0]['pages']], ['One', 'Two'])

    def test_saved_views(self):
        self.load('boots,100,', 'shoes,300,', 'socks,200,')
        self.text('view', 'save', 'Big', 'keywords', '--filter', 'volume>=150', '--sort',
                  '-volume')
        listed = self.ask('list', 'keywords', '--view', 'Big')['results']
        self.assertEqual([k['keyword'] for k in listed], ['shoes', 'socks'])
        listed = self.ask('list', 'keywords', '--view', 'Big', '--sort', 'volume')['results']
        self.assertEqual([k['keyword'] for k in listed], ['socks', 'shoes'])
        self.text('view', 'save', 'Big', 'keywords', '--filter', 'volume>=250')
        self.assertEqual(self.ask('list', 'keywords', '--view', 'Big')['count'], 1)
        self.assertEqual(self.ask('view', 'list')['count'], 1)
        self.answer('view', 'save', 'Bad', 'keywords', '--filter', 'nothing=1', code=1)
        self.text('view', 'delete', 'Big', 'keywords')
        self.answer('list', 'keywords', '--view', 'Big', code=1)


if __name__ == '__main__':
    unittest.main()
