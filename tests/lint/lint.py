#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the tree to the house rules.

    lint.py [--potfiles] [ROOT]

Prints "path:line: rule: message" for each offence and ends with status 1 when
there is any. With --potfiles it writes po/POTFILES anew instead."""

import os
import sys

import rules_c
import rules_tree
from c_source import CSource

FOLDERS = ('.ci', 'data', 'debian', 'docs', 'flatpak', 'po', 'src', 'sync-server', 'tests')
TOP = ('meson.build', 'meson_options.txt', 'README.md', 'CONTRIBUTING.md', 'DESIGN.md', 'run',
       'test', '.clang-format', '.clang-tidy')
# Foreign bytes and data, which are as they are.
SKIP = ('tests/data/', 'data/sample/', 'data/seed/', 'data/prompts/', 'data/icons/')
BINARY = ('.png', '.jpg', '.webp', '.gz', '.zip', '.docx', '.xlsx', '.db', '.pyc', '.mo', '.po',
          '.pot', '.csv', '.tsv', '.json', '.html', '.supp', '.patch', '.ttf', '.gmo')


class Tree:
    def __init__(self, root):
        self.root = root
        self.texts = {}
        for path in sorted(self._walk()):
            with open(os.path.join(root, path), encoding='utf-8') as file:
                self.texts[path] = file.read()
        self.paths = set(self.texts)
        self._headers = {path.rsplit('/', 1)[-1]: rules_c.floor_of(path)
                         for path in self.texts
                         if path.endswith('.h') and not path.startswith('tests/')}

    def _walk(self):
        yield from (name for name in TOP if os.path.exists(os.path.join(self.root, name)))
        for folder in FOLDERS:
            for base, folders, names in os.walk(os.path.join(self.root, folder)):
                base = os.path.relpath(base, self.root)
                folders[:] = [name for name in folders if name not in ('__pycache__', 'corpus')]
                for name in names:
                    path = os.path.join(base, name)
                    if not path.startswith(SKIP) and not name.endswith(BINARY):
                        yield path

    def floor_of_header(self, name):
        return self._headers.get(name.rsplit('/', 1)[-1])


def check(tree):
    """All offences, as (path, line, rule, message)."""
    for path, text in tree.texts.items():
        for name, rule in rules_tree.TEXT_RULES.items():
            for line, message in rule(path, text, tree):
                yield path, line, name, message
        if path.endswith(('.c', '.h')):
            source = CSource(path, text)
            for name, rule in rules_c.RULES.items():
                for line, message in rule(source, tree):
                    yield path, line, name, message
    for name, rule in rules_tree.TREE_RULES.items():
        for path, line, message in rule(tree):
            yield path, line, name, message


def write_potfiles(tree):
    with open(os.path.join(tree.root, 'po/POTFILES'), 'w', encoding='utf-8') as file:
        file.write('# ' + rules_tree.SPDX + '\n')
        for path in rules_tree.translatable(tree):
            file.write(path + '\n')


def main(arguments):
    potfiles = '--potfiles' in arguments
    roots = [argument for argument in arguments if argument != '--potfiles']
    here = os.path.dirname(os.path.abspath(__file__))
    tree = Tree(roots[0] if roots else os.path.join(here, '..', '..'))
    if potfiles:
        write_potfiles(tree)
        return 0

    count = 0
    for path, line, name, message in check(tree):
        print(f'{path}:{line}: {name}: {message}')
        count += 1
    print(f'{len(tree.texts)} files, {count} offences')
    return 1 if count else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
