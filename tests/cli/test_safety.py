#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Undo, redo, history, restore points and backups of the terminal, and what it
says when the data cannot be used."""

import glob
import os
import shutil
import signal
import sqlite3
import subprocess
import time
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


    def test_restore_records(self):
        rows = [self.add(word, 1) for word in ('boots', 'tents', 'stoves')]
        self.ok('delete', 'keywords', *rows)
        self.assertEqual(self.keywords(), {})
        self.assertEqual(self.ok('restore', 'keywords', rows[0], 'tents')['restored'], 2)
        self.assertEqual(self.keywords(), {'boots': 1, 'tents': 1})
        self.fails('restore', 'keywords', rows[0])
        self.ok('undo')
        self.assertEqual(self.keywords(), {})
        self.fails('restore', 'cats', 'x', code=2)


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
        self.fails('restore-point', 'restore', 'x')
        self.assertEqual(self.ok('restore-point', 'restore', 'before the clean-up')['steps'], 2)
        self.assertEqual(self.words(), {'a'})

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


class Backup(terminal.TerminalTest):
    def setUp(self):
        super().setUp()
        self.place = self.make_site()
        self.ok('add', 'keywords', *self.place, 'keyword=before')

    def words(self):
        return {row['keyword'] for row in self.rows('keywords')}

    def test_round(self):
        os.makedirs(os.path.join(self.data, 'media', '1'))
        picture = os.path.join(self.data, 'media', '1', 'a.webp')
        with open(picture, 'w', encoding='utf-8') as file:
            file.write('one')
        made = self.ok('backup', 'out.zip')
        self.assertEqual(made['file'], self.path('out.zip'))
        self.assertEqual(made['media'], 1)
        self.assertEqual(made['size'], os.path.getsize(self.path('out.zip')))
        self.ok('add', 'keywords', *self.place, 'keyword=after')
        with open(picture, 'w', encoding='utf-8') as file:
            file.write('two')
        back = self.ok('restore', 'out.zip')
        self.assertTrue(back['placed'])
        self.assertEqual(back['rows'], made['rows'])
        self.assertEqual(self.words(), {'before'})
        with open(picture, encoding='utf-8') as file:
            self.assertEqual(file.read(), 'one')
        # What was there is not lost.
        self.ok('restore', os.path.join(back['kept'], 'igny8.db'))
        self.assertEqual(self.words(), {'before', 'after'})

    def test_list(self):
        self.assertEqual(self.ok('backup', 'list')['results'], [])
        made = self.ok('backup')
        self.assertTrue(made['file'].startswith(os.path.join(self.data, 'backups')))
        found = self.ok('backup', 'list')['results']
        self.assertEqual([one['file'] for one in found], [made['file']])

    def test_damaged_data(self):
        """The way back, when the data cannot be opened any more."""
        self.ok('backup', 'out.zip')
        with open(os.path.join(self.data, 'igny8.db'), 'wb') as file:
            file.write(b'\xa5' * 100000)
        error = self.fails('list', 'sites')['error']
        self.assertIn('backups', error)
        self.assertIn('restore', error)
        self.ok('restore', 'out.zip')
        self.assertEqual(self.words(), {'before'})

    def test_refused(self):
        for name, text, words in (('a.zip', 'keyword\nx\n', 'no file of IGNY8'),
                                  ('b.zip', '', 'no file of IGNY8')):
            self.write(name, text)
            self.assertIn(words, self.fails('restore', name)['error'])
        self.assertIn('no such file', self.fails('restore', 'none.zip')['error'])
        sqlite3.connect(self.path('other.db')).executescript('CREATE TABLE a (b)').close()
        self.assertIn('another program', self.fails('restore', 'other.db')['error'])
        shutil.copy(os.path.join(self.data, 'igny8.db'), self.path('newer.db'))
        database = sqlite3.connect(self.path('newer.db'))
        database.execute('PRAGMA user_version = 999')
        database.commit()
        database.close()
        self.assertIn('Update IGNY8', self.fails('restore', 'newer.db')['error'])
        self.fails('backup', '/proc/none/out.zip')
        self.assertEqual(self.words(), {'before'})
        self.assertEqual(sorted(os.listdir(self.data)), ['igny8.db', 'lock'])

    def test_daily(self):
        """One a day, when something was done; so many as wanted."""
        self.assertEqual(self.ok('backup', 'list')['results'], [])
        self.age(2 * 86400)
        self.ok('list', 'sites')
        first = self.ok('backup', 'list')['results']
        self.assertEqual(len(first), 1)
        self.assertIn('daily-', first[0]['file'])
        self.ok('list', 'sites')
        self.assertEqual(len(self.ok('backup', 'list')['results']), 1)
        # Nothing was done since.
        os.rename(first[0]['file'],
                  os.path.join(self.data, 'backups', 'daily-20200101-000000.zip'))
        self.age(10 * 365 * 86400)
        self.ok('list', 'sites')
        self.assertEqual(len(self.ok('backup', 'list')['results']), 1)
        for year in range(2001, 2009):
            shutil.copy(os.path.join(self.data, 'backups', 'daily-20200101-000000.zip'),
                        os.path.join(self.data, 'backups', f'daily-{year}0101-000000.zip'))
        # This run or the next one finds that something was done.
        self.ok('settings', 'set', 'general.daily-backups', '3')
        self.ok('list', 'sites')
        found = [os.path.basename(one['file']) for one in self.ok('backup', 'list')['results']]
        self.assertEqual(len(found), 3)
        self.assertEqual(found[1:], ['daily-20200101-000000.zip', 'daily-20080101-000000.zip'])
        self.ok('restore', os.path.join(self.data, 'backups', found[0]))
        self.assertEqual(self.words(), {'before'})

    def age(self, seconds):
        """As if everything had been done that long ago."""
        database = sqlite3.connect(os.path.join(self.data, 'igny8.db'))
        database.execute('UPDATE steps SET at = at - ?1', (seconds * 1000,))
        database.commit()
        database.close()


class Refusals(terminal.TerminalTest):
    """What cannot be used: each says what to do, and nothing is touched."""

    def setUp(self):
        super().setUp()
        self.place = self.make_site()

    def bytes(self):
        with open(os.path.join(self.data, 'igny8.db'), 'rb') as file:
            return file.read()

    def refused(self, *words, arguments=('list', 'sites')):
        before = self.bytes()
        error = self.fails(*arguments)['error']
        for word in words:
            self.assertIn(word, error)
        self.assertEqual(self.bytes(), before)

    def test_foreign_file(self):
        os.remove(os.path.join(self.data, 'igny8.db'))
        other = sqlite3.connect(os.path.join(self.data, 'igny8.db'))
        other.executescript('CREATE TABLE a (b); INSERT INTO a VALUES (1)')
        other.close()
        self.refused('another program', 'not touched', '--data-dir')

    def test_newer_file(self):
        database = sqlite3.connect(os.path.join(self.data, 'igny8.db'))
        database.executescript('PRAGMA user_version = 999')
        database.close()
        self.refused('newer IGNY8', 'not touched', 'Update IGNY8')

    def test_damaged_file(self):
        with open(os.path.join(self.data, 'igny8.db'), 'r+b') as file:
            file.write(b'\xa5' * 4096)
        self.refused('damaged', 'igny8ctl restore')

    def test_read_only(self):
        if os.geteuid() == 0 and shutil.which('setpriv') is None:
            self.skipTest('needs another user')
        os.chmod(self.folder, 0o755)
        for path in (os.path.join(self.data, 'igny8.db'), os.path.join(self.data, 'lock')):
            os.chmod(path, 0o444)
        os.chmod(self.data, 0o555)
        before = self.bytes()
        other = ['setpriv', '--reuid', '65534', '--clear-groups'] if os.geteuid() == 0 else []
        result = subprocess.run([*other, terminal.PROGRAM, '--data-dir', self.data,
                                 'list', 'sites'],
                                env=self.environment, text=True, check=False,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        os.chmod(self.data, 0o700)
        if 'ermission denied' in result.stderr and 'execute' in result.stderr:
            self.skipTest('the program cannot be run by another user')
        self.assertEqual(result.returncode, 1)
        self.assertIn('--data-dir', result.stderr)
        self.assertEqual(self.bytes(), before)

    def test_second_program(self):
        path = os.path.join(self.folder, 'many.txt')
        with open(path, 'w', encoding='utf-8') as file:
            file.writelines(f'boots {i}\n' for i in range(200000))
        with subprocess.Popen([terminal.PROGRAM, '--data-dir', self.data, 'import', path,
                               *self.place], env=self.environment, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL) as first:
            self.stop_owner(first.pid)
            result = self.run_raw('list', 'sites')
            self.assertIn(f'process {first.pid}', result.stderr)
            self.assertIn('--data-dir', result.stderr)
            error = self.fails('restore', 'x.zip')['error']
            self.assertIn('in use', error)
            os.kill(first.pid, signal.SIGCONT)
            self.assertEqual(first.wait(60), 0)
        self.ok('list', 'sites')

    def stop_owner(self, pid):
        """Stops a program as soon as the lock of the folder names it."""
        for _ in range(5000):
            with open(os.path.join(self.data, 'lock'), encoding='utf-8') as lock:
                if lock.read().split()[:1] == [str(pid)]:
                    os.kill(pid, signal.SIGSTOP)
                    return
            time.sleep(0.001)
        self.fail('the first program never took the lock')

    def small_disk(self, *arguments, limit=1 << 20):
        """Runs with files that cannot grow beyond limit, as on a full disk."""
        code = ('import resource, signal, sys, os; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); '
                f'resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit})); '
                'os.execv(sys.argv[1], sys.argv[1:])')
        return subprocess.run(['python3', '-c', code, terminal.PROGRAM, '--data-dir', self.data,
                               *arguments], env=self.environment, cwd=self.folder, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)

    def test_full_disk(self):
        self.write('k.csv', 'keyword\n' + ''.join(f'a rather long keyword {n}\n'
                                                  for n in range(20000)))
        result = self.small_disk('import', 'k.csv', *self.place)
        self.assertEqual(result.returncode, 1, result.stderr)
        self.assertIn('nothing was changed', result.stderr)
        self.assertIn('oom', result.stderr)
        self.assertIn('save to “' + os.path.join(self.data, 'igny8.db'), result.stderr)
        self.assertNotIn('statement', result.stderr)
        self.assertEqual(self.rows('keywords'), [])
        self.ok('import', 'k.csv', *self.place)
        result = self.small_disk('backup', 'out.zip')
        self.assertEqual(result.returncode, 1)
        self.assertIn('Make room', result.stderr)
        self.assertEqual(glob.glob(self.path('out.zip*')), [])
        self.ok('backup', 'out.zip')
        result = self.small_disk('restore', 'out.zip')
        self.assertEqual(result.returncode, 1)
        self.assertEqual(len(self.rows('keywords')), 20000)
        self.assertNotIn('restore', os.listdir(self.data))


if __name__ == '__main__':
    unittest.main()
