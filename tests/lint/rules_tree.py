# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules for any text file (path, text, tree) and for the tree as a whole;
they yield (line, message) and (path, line, message)."""

import ast
import re

from rules_c import FUNCTION_MAX

SPDX = 'SPDX-License-Identifier: GPL-3.0-or-later'
SPDX_ENDINGS = ('.c', '.h', '.py', '.sh', '.build', '.ui', '.sql', '.css', '.xml', '.yml',
                '.yaml', '.in', '.svg', 'meson_options.txt')
COLUMN_ENDINGS = ('.c', '.h', '.py', '.sh', '.sql', '.css')
COLUMNS = 100
FILE_MAX = 600
# Scripts that write other programs' settings and tables of expectations.
RIGS = 'tests/rigs/'
TABS = ('debian/', RIGS)

# Written apart, so that this file passes its own rule.
FORBIDDEN = re.compile(r'\b(%s)\b' % '|'.join(('TO' 'DO', 'FIX' 'ME', 'XX' 'X', 'HA' 'CK')))
MACHINE = re.compile(r'(?<![\w.])/(?:%s)/' % '|'.join(('wo' 'rk', 'ro' 'ot', 'home/[a-z]+')))

BRITISH = re.compile(
    r'(?:\b|_)((?:%s)\w*)' % '|'.join((
        'col' 'our', 'behav' 'iour', 'fav' 'our', 'hon' 'our', 'neigh' 'bour', 'lab' 'our',
        'organ' 'is(?:e|ing|ation)', 'normal' 'is(?:e|ing|ation)', 'optim' 'is(?:e|ing|ation)',
        'initial' 'is(?:e|ing|ation)', 'serial' 'is(?:e|ing|ation)', 'custom' 'is(?:e|ing|ation)',
        'recogn' 'is(?:e|ing)', 'summar' 'is(?:e|ing)', 'sanit' 'is(?:e|ing|ation)',
        'prior' 'itis(?:e|ing|ation)', 'categor' 'is(?:e|ing|ation)', 'token' 'is(?:e|ing|ation)',
        'capital' 'is(?:e|ing|ation)', 'synchron' 'is(?:e|ing|ation)', 'minim' 'is(?:e|ing)\\b',
        'maxim' 'is(?:e|ing)\\b', 'cent' 're(?:s|d)?\\b', 'lic' 'ence(?:s|d)?\\b',
        'analy' 'se(?:d|r|s)?\\b', 'cata' 'logue', 'trav' 'elled', 'ful' 'fil\\b',
        'arte' 'fact', 'whi' 'lst\\b', 'pro' 'gramme\\b', 'def' 'ence\\b')), re.I)

TEXT_PROPERTIES = {'label', 'title', 'subtitle', 'tooltip-text', 'placeholder-text',
                   'description', 'heading', 'body'}

TEXT_RULES = {}
TREE_RULES = {}


def text_rule(name):
    def add(function):
        TEXT_RULES[name] = function
        return function
    return add


def tree_rule(name):
    def add(function):
        TREE_RULES[name] = function
        return function
    return add


def numbered(text):
    return enumerate(text.split('\n'), 1)


def find_lines(pattern, text):
    for number, line in numbered(text):
        match = pattern.search(line)
        if match:
            yield number, match


@text_rule('spdx')
def spdx(path, text, tree):
    script = text.startswith('#!')
    if (path.endswith(SPDX_ENDINGS) or script) and SPDX not in '\n'.join(text.split('\n')[:4]):
        yield 1, 'the head lacks ' + SPDX


@text_rule('columns')
def columns(path, text, tree):
    if not (path.endswith(COLUMN_ENDINGS) or text.startswith('#!')) or path.startswith(RIGS):
        return
    fenced = False
    for number, line in numbered(text):
        if 'clang-format o' in line:
            fenced = 'clang-format off' in line
        # A fenced table may be wide: its rows are read across.
        limit = 160 if fenced else 120 if path.endswith('.sql') else COLUMNS
        if len(line) > limit:
            yield number, f'{len(line)} columns, more than {limit}'


@text_rule('file-size')
def file_size(path, text, tree):
    """Every line counts, those of tables and of tests as well."""
    lines = text.count('\n')
    if lines > FILE_MAX and (path.endswith(('.c', '.h', '.py', '.sh')) or text.startswith('#!')):
        yield 1, f'{lines} lines, more than {FILE_MAX}'


@text_rule('whitespace')
def whitespace(path, text, tree):
    if text and not text.endswith('\n'):
        yield text.count('\n') + 1, 'no line break at the end'
    for number, line in numbered(text):
        if line != line.rstrip() or ('\t' in line and not path.startswith(TABS)):
            yield number, 'space at the end of the line, or a tab'


@text_rule('words')
def words(path, text, tree):
    for number, match in find_lines(FORBIDDEN, text):
        yield number, f'{match.group()}: finish it, or leave it to the issue tracker'


@text_rule('machine')
def machine(path, text, tree):
    for number, match in find_lines(MACHINE, text):
        yield number, f'{match.group()} is a place on one machine'


@text_rule('spelling')
def spelling(path, text, tree):
    for number, match in find_lines(BRITISH, '' if path.startswith(RIGS) else text):
        yield number, f'{match.group(1)}: American spelling, please'


def is_python(path, text):
    return path.endswith('.py') or text.startswith('#!/usr/bin/python3')


@text_rule('python')
def python(path, text, tree):
    if is_python(path, text):
        try:
            ast.parse(text)
        except SyntaxError as error:
            yield error.lineno, str(error)


@text_rule('python-function-size')
def python_function_size(path, text, tree):
    try:
        nodes = list(ast.walk(ast.parse(text))) if is_python(path, text) else []
    except SyntaxError:
        return
    for node in nodes:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            size = node.end_lineno - node.lineno
            if size > FUNCTION_MAX:
                yield node.lineno, f'{node.name} has {size} lines, more than {FUNCTION_MAX}'


@text_rule('ui-text')
def ui_text(path, text, tree):
    if not path.endswith('.ui'):
        return
    for match in re.finditer(r'<property name="([\w-]+)"([^>]*)>([^<]*)</property>', text):
        name, attributes, value = match.groups()
        if (name.replace('_', '-') in TEXT_PROPERTIES and 'translatable' not in attributes
                and re.search(r'[^\W\d_]{2}', value)):
            yield text.count('\n', 0, match.start()) + 1, f'{name} “{value}” is not translatable'


def has_strings(path, text):
    if path.startswith('src/') and path.endswith(('.c', '.h')):
        return re.search(r'(?<!define )\b(?:_|N_|C_|NC_|ngettext|g_dngettext) ?\(\s*"', text)
    if path.startswith('data/') and path.endswith('.ui'):
        return 'translatable="yes"' in text
    return path.startswith('data/') and path.endswith(
        ('.desktop.in', '.metainfo.xml.in', '.gschema.xml'))


def translatable(tree):
    return sorted(path for path, text in tree.texts.items() if has_strings(path, text))


@tree_rule('potfiles')
def potfiles(tree):
    listed = [line for line in tree.texts.get('po/POTFILES', '').split('\n')
              if line and not line.startswith('#')]
    wanted = translatable(tree)
    for path in wanted:
        if path not in listed:
            yield 'po/POTFILES', 1, f'{path} has texts and is not listed (lint.py --potfiles)'
    for path in listed:
        if path not in wanted:
            yield 'po/POTFILES', 1, f'{path} is listed and has no texts'


def kebab(name):
    return re.sub(r'(?<=[a-z0-9])(?=[A-Z])', '-', name).lower()


@tree_rule('template')
def template(tree):
    bundles = '\n'.join(text for path, text in tree.texts.items()
                        if path.endswith('.gresource.xml'))
    code = '\n'.join(text for path, text in tree.texts.items()
                     if path.startswith('src/ui/') and path.endswith('.c'))
    for path, text in tree.texts.items():
        if not path.endswith('.ui'):
            continue
        name = path.rsplit('/', 1)[-1]
        classes = re.findall(r'<template class="(\w+)"', text)
        if len(classes) > 1:
            yield path, 1, 'more than one template'
        elif classes and kebab(classes[0]) + '.ui' != name:
            yield path, 1, f'the template of {classes[0]} belongs in {kebab(classes[0])}.ui'
        if not re.search(r'\b%s\b' % re.escape(name), bundles):
            yield path, 1, 'no gresource.xml lists it'
        if classes and f'"{name}"' not in code and f'/{name}"' not in code:
            yield path, 1, 'no class in src/ui takes it as its template'


@tree_rule('unlisted')
def unlisted(tree):
    """A source that no meson.build names is never built, a test never run."""
    for path in tree.texts:
        if not re.match(r'(src|sync-server|tests)/.*\.c$', path):
            continue
        folder, name = path.rsplit('/', 1)
        stem = re.sub(r'^(test|fuzz|bench)-', '', name[:-2])
        found = False
        while folder and not found:
            build = tree.texts.get(folder + '/meson.build', '')
            found = re.search(r"['/]((?:test|fuzz|bench)-)?%s(?:\.c)?'" % re.escape(stem), build)
            folder = folder.rpartition('/')[0]
        if not found:
            yield path, 1, 'no meson.build lists it'


@tree_rule('header-name')
def header_name(tree):
    seen = {}
    for path in sorted(tree.texts):
        if path.startswith('src/') and path.endswith('.h'):
            name = path.rsplit('/', 1)[-1]
            if name in seen:
                yield path, 1, f'{seen[name]} has the same name'
            seen[name] = path
