#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Accounts, people, plans and credits in the terminal, and working as another user."""

import os
import sqlite3
import unittest

import terminal


class Accounts(terminal.TerminalTest):
    def world(self):
        self.ok('site', 'add', 'Outdoor')
        self.ok('site', 'add', 'Indoor')
        for site in 'Outdoor', 'Indoor':
            self.ok('add', 'keywords', '--site', site, '--sector', 'General',
                    f'keyword={site} word')
        self.ok('user', 'invite', 'Ed@example.com', 'role=editor', 'first_name=Ed')
        self.ok('user', 'invite', 'vi@example.com')
        for who in 'ed@example.com', 'vi@example.com':
            self.ok('grant', 'add', who, '--site', 'Outdoor')

    def names(self, *args):
        return [k['keyword'] for k in self.ok('list', 'keywords', *args)['results']]

    def test_people(self):
        self.world()
        users = self.ok('user', 'list', '--sort', 'email')
        self.assertEqual([(u['email'], u['role']) for u in users['results']],
                         [('ed@example.com', 'editor'), ('owner@local', 'owner'),
                          ('vi@example.com', 'viewer')])
        grants = self.ok('grant', 'list')['results']
        self.assertEqual(len(grants), 2)
        for grant in grants:
            self.assertIsNotNone(grant['granted_by'])
            self.assertIsNone(grant['revoked_at'])
        self.assertIn('only editors',
                      self.fails('grant', 'add', 'owner@local', '--site', 'Indoor')['error'])
        self.assertIn('console', self.fails('user', 'role', 'ed@example.com', 'developer')['error'])
        self.assertIn('taken', self.fails('user', 'invite', 'ED@EXAMPLE.COM')['error'])
        self.assertIn('last one', self.fails('user', 'disable', 'owner@local')['error'])
        self.assertEqual(self.ok('user', 'role', 'vi@example.com', 'admin')['role'], 'admin')
        self.assertFalse(self.ok('user', 'disable', 'vi@example.com')['is_active'])
        self.assertIn('disabled', self.fails('site', 'list', '--as', 'vi@example.com')['error'])
        self.assertTrue(self.ok('user', 'enable', 'vi@example.com')['is_active'])
        self.ok('user', 'remove', 'vi@example.com')
        self.assertIn('no user', self.fails('user', 'show', 'vi@example.com')['error'])

    def test_as(self):
        self.world()
        editor = ['--as', 'ed@example.com']
        viewer = ['--as', 'vi@example.com']
        self.assertEqual(sorted(self.names()), ['Indoor word', 'Outdoor word'])
        for who in editor, viewer:
            self.assertEqual(self.names(*who), ['Outdoor word'])
            self.assertEqual(self.ok('site', 'list', *who)['count'], 1)
            self.assertIn('no site',
                          self.fails('list', 'keywords', '--site', 'Indoor', *who)['error'])
            self.assertEqual(self.ok('credits', 'ledger', *who)['count'], 0)
            self.assertIn('ask an owner', self.fails('credits', 'show', *who)['error'])
        where = ['--site', 'Outdoor', '--sector', 'General']
        self.ok('add', 'keywords', *where, 'keyword=by the editor', *editor)
        self.assertIn('viewer',
                      self.fails('add', 'keywords', *where, 'keyword=x', *viewer)['error'])
        self.assertIn('owner or an admin', self.fails('site', 'add', 'Third', *editor)['error'])
        self.assertIn('owner', self.fails('user', 'invite', 'x@example.com', *editor)['error'])
        indoor = self.ok('list', 'keywords', '--site', 'Indoor')['results'][0]['id']
        for what in (['set', 'keywords', indoor, 'volume=1'], ['delete', 'keywords', indoor]):
            # As if there were none: nobody learns of what he may not see.
            nowhere = '0189d0f0-0000-7000-8000-000000000000'
            said = self.fails(*what, *editor)['error']
            self.assertEqual(said.replace(indoor, nowhere), self.fails(
                *[nowhere if word == indoor else word for word in what], *editor)['error'])
        self.assertIn('no “Indoor word”',
                      self.fails('set', 'keywords', 'Indoor word', 'volume=1', *editor)['error'])
        labels = [s['label'] for s in self.ok('history', *editor)['results']]
        self.assertIn('Add Keyword “by the editor”', labels)
        self.assertNotIn('Add Keyword “Indoor word”', labels)
        self.ok('grant', 'revoke', 'ed@example.com', '--site', 'Outdoor')
        self.assertEqual(self.names(*editor), [])
        grant = [g for g in self.ok('grant', 'list')['results'] if g['revoked_at']][0]
        self.assertIsNotNone(grant['revoked_by'])

    def test_backup_as(self):
        """A backup has all accounts of the file, so their owners may not take one."""
        self.world()
        self.ok('backup', 'all.zip')
        for who in 'ed@example.com', 'vi@example.com':
            for what in ['backup', 'mine.zip'], ['restore', 'all.zip']:
                self.assertIn('only the owner', self.fails(*what, '--as', who)['error'])
        self.ok('user', 'role', 'vi@example.com', 'admin')
        self.ok('backup', 'mine.zip', '--as', 'vi@example.com')
        database = sqlite3.connect(os.path.join(self.data, 'igny8.db'), isolation_level=None)
        database.create_function('my_account', 0, lambda: 1)
        database.execute('UPDATE step_context SET step = (SELECT max(step) FROM steps)')
        database.execute("INSERT INTO accounts (row, id, account, created_at, updated_at, name,"
                         " slug, status, credits) VALUES (100, randomblob(16), 100, 0, 0, 'Other',"
                         " 'other', 'active', 0)")
        database.execute('UPDATE step_context SET step = NULL')
        database.close()
        for what in ['backup', 'other.zip'], ['restore', 'all.zip']:
            self.assertIn('only the owner',
                          self.fails(*what, '--as', 'vi@example.com')['error'])
        self.assertFalse(os.path.exists(self.path('other.zip')))
        self.ok('backup', 'other.zip')

    def test_plan(self):
        self.ok('site', 'add', 'Outdoor')
        where = ['--site', 'Outdoor', '--sector', 'General']
        plan = self.ok('plan', 'add', 'Team', 'max_keywords=2', 'included_credits=50', 'price=19.5')
        self.assertEqual((plan['slug'], plan['max_keywords'], plan['max_sites'], plan['price']),
                         ('team', 2, None, '19.5'))
        self.assertEqual(self.ok('plan', 'assign', 'Team')['credits'], 50)
        self.ok('add', 'keywords', *where, 'keyword=one')
        self.ok('add', 'keywords', *where, 'keyword=two')
        self.assertIn('the plan “Team” has room for 2 keywords',
                      self.fails('add', 'keywords', *where, 'keyword=three')['error'])
        self.write('k.csv', 'keyword\nfour\nfive\n')
        self.assertIn('room for 2 keywords',
                      self.fails('import', self.path('k.csv'), *where)['error'])
        self.assertEqual(self.ok('list', 'keywords')['count'], 2)
        limits = {row['limit']: row for row in self.ok('account', 'show')['limits']}
        self.assertEqual(limits['max_keywords'], {'limit': 'max_keywords', 'used': 2, 'allowed': 2})
        self.assertEqual(limits['max_sites'], {'limit': 'max_sites', 'used': 1, 'allowed': None})
        self.ok('plan', 'set', 'Team', 'max_keywords=3')
        self.ok('add', 'keywords', *where, 'keyword=three')
        self.assertIn('in use', self.fails('delete', 'plans', 'Team')['error'])
        self.assertEqual([p['name'] for p in self.ok('plan', 'list')['results']], ['Local', 'Team'])

    def test_slugs(self):
        """A slug as it is written goes before the names, wherever a record is named."""
        first = self.ok('plan', 'add', 'Tiny')
        second = self.ok('plan', 'add', 'Tiny')
        self.assertEqual((first['slug'], second['slug']), ('tiny', 'tiny-2'))
        self.assertIn('its slug', self.fails('plan', 'assign', 'Tiny')['error'])
        self.ok('plan', 'assign', 'tiny')
        self.assertEqual(self.ok('plan', 'show', 'tiny')['id'], first['id'])
        self.assertEqual(self.ok('plan', 'show', 'TINY-2')['id'], second['id'])
        self.assertIn('its slug', self.fails('account', 'set', 'plan=Tiny')['errors']['plan'][0])
        self.ok('plan', 'assign', 'Local')
        self.ok('delete', 'plans', 'tiny')
        self.ok('delete', 'plans', 'tiny-2')
        self.ok('restore', 'plans', 'tiny-2')
        self.assertEqual([row['slug'] for row in self.ok('plan', 'list')['results']],
                         ['local', 'tiny-2'])
        self.assertEqual(self.ok('set', 'accounts', 'my-account', 'timezone=UTC')['timezone'],
                         'UTC')
        industry = self.ok('industry', 'list')['results'][0]
        named = self.ok('site', 'add', 'second')
        slugged = self.ok('site', 'add', 'Other')
        self.ok('set', 'sites', named['id'], 'slug=first')
        self.ok('set', 'sites', slugged['id'], 'slug=second')
        self.assertEqual(self.ok('set', 'sites', 'second', 'domain=a.com')['id'], slugged['id'])
        site = self.ok('set', 'sites', 'second', 'industry=' + industry['slug'])
        self.assertEqual(site['industry'], industry['id'])

    def test_help_of_groups(self):
        """“account --help” and “help account” are one, as for every command."""
        commands = {line.split()[0] for line in self.text('help').split('Commands:')[1]
                    .split('\n\n')[0].splitlines() if line.strip()}
        self.assertLessEqual({'account', 'user', 'grant', 'credits', 'industry'}, commands)
        for command in sorted(commands - {'help'}):
            with self.subTest(command):
                explained = self.text('help', command)
                self.assertEqual(self.text(command, '--help'), explained)
                self.assertEqual(self.text('--help', command), explained)
        self.assertEqual(self.text('account', 'nonsense', '-h'), self.text('help', 'account'))
        self.assertEqual(self.run_raw('nonsense', '--help').returncode, 2)
        self.assertEqual(self.run_raw('account').returncode, 2)

    def test_credits(self):
        state = self.ok('credits', 'show')
        self.assertEqual((state['balance'], state['enforced']), (0, False))
        self.assertEqual(self.ok('credits', 'purchase', '100', 'invoice 17')['balance_after'], 100)
        self.assertEqual(self.ok('credits', 'adjust', '--', '-30')['balance_after'], 70)
        self.assertEqual(self.ok('credits', 'refund', '5')['balance_after'], 75)
        self.assertIn('75 credits', self.fails('credits', 'adjust', '--', '-76')['error'])
        self.assertIn('above 0', self.fails('credits', 'purchase', '0')['error'])
        self.fails('credits', 'purchase', 'many', code=2)
        self.assertIn('before a number below 0 write --',
                      self.fails('credits', 'purchase', '-5', code=2)['error'])
        lines = self.ok('credits', 'ledger')['results']
        self.assertEqual([(x['transaction_type'], x['amount'], x['balance_after']) for x in lines],
                         [('purchase', 100, 100), ('adjustment', -30, 70), ('refund', 5, 75)])
        account = self.ok('account', 'set', 'daily_budget=2.5', 'timezone=Europe/Berlin')
        self.assertEqual((account['daily_budget'], account['timezone']), ('2.5', 'Europe/Berlin'))
        self.assertEqual(list(self.fails('account', 'set', 'timezone=Nowhere')['errors']),
                         ['timezone'])
        self.assertEqual(list(self.fails('account', 'set', 'plan=Local2')['errors']), ['plan'])

    def test_suspended(self):
        self.ok('site', 'add', 'Outdoor')
        where = ['--site', 'Outdoor', '--sector', 'General']
        self.ok('add', 'keywords', *where, 'keyword=one')
        self.ok('account', 'set', 'status=suspended')
        answer = self.fails('add', 'keywords', *where, 'keyword=two')
        self.assertIn('can be read and exported', answer['error'])
        self.assertIn('suspended', self.fails('delete', 'keywords', 'one')['error'])
        self.ok('export', 'keywords', *where, '-o', self.path('out.csv'))
        self.assertEqual(self.ok('list', 'keywords')['count'], 1)
        self.ok('account', 'set', 'status=active')
        self.ok('add', 'keywords', *where, 'keyword=two')

    def test_industry(self):
        self.ok('site', 'add', 'Outdoor')
        industries = self.ok('industry', 'list')
        self.assertGreaterEqual(industries['count'], 25)
        name = industries['results'][0]['name']
        sectors = self.ok('industry', 'show', name)
        self.assertGreaterEqual(sectors['count'], 6)
        first = sectors['results'][0]['name']
        self.assertEqual(self.ok('industry', 'apply', name, '--site', 'Outdoor', first)['count'], 1)
        self.assertEqual(self.ok('industry', 'apply', name, '--site', 'Outdoor')['count'], 3)
        self.assertEqual(self.ok('sector', 'list', '--site', 'Outdoor')['count'], 5)
        self.assertIn('no sector',
                      self.fails('industry', 'apply', name, '--site', 'Outdoor',
                                 'Nonsense')['error'])

    def test_deleted(self):
        self.ok('site', 'add', 'Outdoor')
        where = ['--site', 'Outdoor', '--sector', 'General']
        one = self.ok('add', 'keywords', *where, 'keyword=one')['id']
        self.ok('add', 'keywords', *where, 'keyword=two')
        self.ok('delete', 'keywords', 'one', 'two')
        deleted = self.ok('deleted', 'keywords')
        self.assertEqual(sorted(x['title'] for x in deleted['results']), ['one', 'two'])
        self.assertEqual(self.ok('undelete', 'keywords', one)['restored'], 1)
        self.assertEqual(self.names(), ['one'])
        self.assertIn('no deleted record', self.fails('undelete', 'keywords', one)['error'])
        self.ok('add', 'keywords', *where, 'keyword=Two')
        self.assertIn('its name', self.fails('undelete', 'keywords', 'two')['error'])


if __name__ == '__main__':
    unittest.main()
