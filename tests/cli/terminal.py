# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs igny8ctl on a data folder of its own, for the tests beside this file.
IGNY8CTL is the program."""

import json
import os
import shutil
import subprocess
import tempfile
import unittest

PROGRAM = os.environ.get('IGNY8CTL', 'igny8ctl')
FORMS = {
    'import': {'source', 'encoding', 'delimiter', 'read', 'added', 'merged', 'unchanged',
               'rejected', 'rejects'},
    'cluster': {'clusters', 'clustered', 'unclustered', 'seconds'},
    'ideas': {'created', 'skipped'},
    'run': {'done', 'failed', 'items'},
}


def data_folder():
    """The folder with real keyword files, or None."""
    folder = os.environ.get('IGNY8_TEST_DATA') or os.environ.get('IGNY8_TEST_DATA_DEFAULT')
    return folder if folder and os.path.isdir(folder) else None


class TerminalTest(unittest.TestCase):
    """A fresh data folder for each test, and a working folder."""

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix='igny8-cli-')
        self.data = os.path.join(self.folder, 'data')
        self.environment = dict(os.environ, TMPDIR=self.folder)
        # No bus, and so no keyring, of whoever runs the tests.
        for name in ('DBUS_SESSION_BUS_ADDRESS', 'XDG_RUNTIME_DIR'):
            self.environment.pop(name, None)

    def tearDown(self):
        shutil.rmtree(self.folder)

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text, encoding='utf-8'):
        with open(self.path(name), 'wb') as file:
            file.write(text.encode(encoding) if isinstance(text, str) else text)
        return name

    def read(self, name):
        with open(self.path(name), encoding='utf-8', newline='') as file:
            return file.read()

    def run_raw(self, *arguments, stdin='', timeout=300):
        return subprocess.run([PROGRAM, '--data-dir', self.data, *arguments], cwd=self.folder,
                              env=self.environment, input=stdin, text=True, timeout=timeout,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)

    def text(self, *arguments, code=0, stdin=''):
        """Standard output of a run that ends with code."""
        result = self.run_raw(*arguments, stdin=stdin)
        self.assertEqual(result.returncode, code, result.stderr)
        if code == 0:
            self.assertEqual(result.stderr, '')
        else:
            self.assertTrue(result.stderr.startswith('igny8ctl: '), result.stderr)
        return result.stdout

    def answer(self, *arguments, code=0, stdin=''):
        """The whole JSON answer."""
        result = self.run_raw('--json', *arguments, stdin=stdin)
        self.assertEqual(result.returncode, code, result.stdout + result.stderr)
        answer = json.loads(result.stdout)
        self.assertRegex(answer['request_id'], r'^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$')
        self.assertIs(answer['success'], code == 0)
        if code != 0:
            self.assertIn(answer['error'], result.stderr)
            self.assertIsInstance(answer['errors'], dict)
        return answer

    def ok(self, *arguments, stdin=''):
        """The data of a success."""
        answer = self.answer(*arguments, stdin=stdin)
        self.assertEqual(list(answer), ['success', 'data', 'request_id'])
        return answer['data']

    def fails(self, *arguments, code=1, stdin=''):
        return self.answer(*arguments, code=code, stdin=stdin)

    def rows(self, entity, *arguments):
        return self.ok('list', entity, *arguments)['results']

    def make_site(self, name='Outdoor', sector='Hiking'):
        """The options that name the place."""
        self.ok('site', 'add', name)
        self.ok('sector', 'add', '--site', name, sector)
        return ['--site', name, '--sector', sector]
