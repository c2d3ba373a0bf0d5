# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules for one C file. Each takes the source and the tree, and yields
(line, message)."""

import re

FUNCTION_MAX, NESTING_MAX = 60, 3

# Who may look at whom: a folder and all that stands right of it.
FLOORS = {
    'core': '',
    'model': 'core',
    'import': 'core',
    'offline': 'core',
    'html': 'core',
    'picture': 'core',
    'net': 'core',
    'store': 'model core',
    'domain': 'store model import html picture offline core',
    'ai': 'domain net html picture offline store model import core',
    'publish': 'domain net html picture store model import core',
    'sync-protocol': 'model core',
    'sync': 'sync-protocol domain net store model import core',
    'cli': 'sync sync-protocol ai publish domain net html picture offline store model import core',
    'pages': 'model core',
    'ui': 'pages cli sync sync-protocol ai publish domain net html picture offline store model '
          'import core',
    # A module that the window loads; its interface is ui's.
    'editor': 'ui html core',
    'sync-server': 'sync-protocol domain store model import core',
}

# A library belongs to a floor, and to no other.
LIBRARIES = {
    r'gtk/|gdk/|gsk/': {'ui', 'editor'},
    r'adwaita\.h': {'ui'},
    r'webkit/': {'editor'},
    r'sqlite3\.h': {'store', 'sync-server'},
    r'curl/|libsecret/': {'net'},
    r'gumbo\.h|md4c': {'html'},
    r'gdk-pixbuf/': {'picture', 'ui'},
}

# Words, seen from the seams: only igny-env.c asks the system for these.
SEAMS = ('g_get_real_time', 'g_date_time_new_now', 'g_date_time_new_now_utc',
         'g_date_time_new_now_local', 'time', 'gettimeofday', 'clock_gettime', 'rand',
         'random', 'g_random_int', 'g_random_int_range', 'g_random_double', 'getrandom',
         'g_uuid_string_random', 'fopen', 'g_fopen', 'open', 'openat', 'g_open', 'creat')
SEAM_FILES = {'src/core/igny-env.c'}

# Process-wide state that has a reason: the sequence of ids within a
# millisecond, and secrets that are kept for this run only.
GLOBALS_ALLOWED = {'src/core/igny-id.c', 'src/net/igny-keyring.c'}
GLOBAL_TYPES = r'GParamSpec|GQuark|GOnce|GMutex|GRecMutex|GPrivate|guint\s+signals|gsize\s+\w*once'

VARIABLE = re.compile(
    r'^(?:static )?(?!typedef|extern|return)[A-Za-z_][\w ]*[ *]\w+(?:\[[^\]]*\])*\s*(?:=[^;]*)?;',
    re.MULTILINE)
FORWARD = re.compile(
    r'^static\b[^;{}=()]*\b[a-z]\w* \([^;{}]*\)[^;{}()=]*;', re.MULTILINE)

LOGS = ('g_debug', 'g_info', 'g_message', 'g_warning', 'g_critical', 'g_log', 'g_print',
        'g_printerr', 'printf', 'fprintf', 'g_log_structured', 'syslog')
SECRET = re.compile(r'\b\w*(?:password|secret|api_?key|authorization|bearer)\w*\b(?! \()', re.I)

RULES = {}


def rule(name):
    def add(function):
        RULES[name] = function
        return function
    return add


def floor_of(path):
    parts = path.split('/')
    if parts[0] == 'sync-server':
        return 'sync-server'
    if parts[0] != 'src' or len(parts) < 3:
        return None
    if parts[1] == 'sync' and parts[2] == 'protocol':
        return 'sync-protocol'
    return parts[1]


def is_test(path):
    return path.startswith('tests/')


@rule('slash-comment')
def slash_comment(source, tree):
    for start, token in source.comments:
        if token.startswith('//'):
            yield source.line_at(start), 'write /* … */'


@rule('goto')
def goto(source, tree):
    for match in re.finditer(r'\bgoto\b', source.code):
        yield source.line_at(match.start()), 'no goto: split the function or use g_autoptr'


@rule('file-name')
def file_name(source, tree):
    name = source.path.rsplit('/', 1)[-1]
    if source.path.startswith('src/') and not re.match(r'(igny-[a-z0-9-]+|main)\.[ch]$', name):
        yield 1, 'the name of a source file starts with igny-'


@rule('pragma-once')
def pragma_once(source, tree):
    if source.path.endswith('.h') and not re.search(r'^#pragma once$', source.code, re.MULTILINE):
        yield 1, 'a header has #pragma once'


@rule('own-header')
def own_header(source, tree):
    own = source.path[:-2] + '.h'
    if source.path.endswith('.c') and own in tree.paths:
        name = own.rsplit('/', 1)[-1]
        if not source.includes or source.includes[0][2] != name:
            yield 1, f'include "{name}" first'


@rule('function-prefix')
def function_prefix(source, tree):
    if not source.path.startswith('src/') or not source.path.endswith('.c'):
        return
    for function in source.functions:
        if not function.static and not re.match(r'_?igny_|main$', function.name):
            yield function.line, f'{function.name} is public, so it starts with igny_'


@rule('static-prefix')
def static_prefix(source, tree):
    """Static helpers are plain verbs; what GObject's macros name is not."""
    if source.path.endswith('.h'):
        return
    types = re.findall(r'\b\w+_DEFINE_\w+ \(\s*\w+,\s*(\w+)', source.code)
    for function in source.functions:
        if (function.static and function.name.startswith('igny_')
                and not any(function.name.startswith(name + '_') for name in types)):
            yield function.line, f'{function.name} is static: a plain verb, without the prefix'


@rule('callback-name')
def callback_name(source, tree):
    known = r'(?:\w+_cb|g_\w+|gtk_\w+|gdk_\w+|adw_\w+|igny_\w+|NULL)'
    tests = (
        r'\bG_CALLBACK \((\w+)\)',
        r'\bg_idle_add(?:_once)? \((\w+),',
        r'\bg_timeout_add(?:_seconds|_once)? \([^,()]+, (\w+),',
        r'\w+bind_template_callback \([^,]+, (\w+)\)',
    )
    for test in tests:
        for match in re.finditer(test, source.code):
            if not re.fullmatch(known, match.group(1)):
                yield source.line_at(match.start()), f'{match.group(1)}: a callback ends in _cb'


@rule('forward')
def forward(source, tree):
    for match in FORWARD.finditer(source.code):
        # G_IMPLEMENT_INTERFACE names it before the class can have members.
        if re.search(r'\w*i(?:nter)?face_init \(', match.group()):
            continue
        yield source.line_at(match.start()), 'no forward declaration: move it above its use'


@rule('global')
def global_state(source, tree):
    floor = floor_of(source.path)
    if floor in (None, 'ui', 'editor') or source.path in GLOBALS_ALLOWED:
        return
    for match in VARIABLE.finditer(source.code):
        text = match.group()
        if re.search(r'\bconst\b', text) or re.search(GLOBAL_TYPES, text):
            continue
        if source.path.endswith('.c') and not re.match(r'(struct|union|enum|G_)', text):
            yield source.line_at(match.start()), 'no mutable state of a whole process below ui'


@rule('floor')
def floor(source, tree):
    here = floor_of(source.path)
    if here is None:
        return
    if here not in FLOORS:
        yield 1, f'{here} is no floor that the linter knows'
        return
    allowed = set(FLOORS[here].split()) | {here}
    for line, system, name in source.includes:
        there = None if system else tree.floor_of_header(name)
        if there is not None and there not in allowed:
            yield line, f'{here} may not look at {there} ({name})'


@rule('library')
def library(source, tree):
    here = floor_of(source.path)
    if here is None:
        return
    for line, _, name in source.includes:
        for pattern, owners in LIBRARIES.items():
            if re.match(pattern, name) and here not in owners:
                yield line, f'<{name}> belongs to {" and ".join(sorted(owners))}'


@rule('function-size')
def function_size(source, tree):
    for function in source.functions:
        if function.size > FUNCTION_MAX:
            yield (function.line,
                   f'{function.name} has {function.size} lines, more than {FUNCTION_MAX}')


@rule('nesting')
def nesting(source, tree):
    for function in source.functions:
        depth = worst = 0
        for match in re.finditer(r'[{}]', source_blocks(function.code)):
            depth += 1 if match.group() == '{' else -1
            worst = max(worst, depth)
        if worst - 1 > NESTING_MAX:
            yield function.line, f'{function.name} nests {worst - 1} deep, more than {NESTING_MAX}'


def source_blocks(code):
    """The function with the braces of its blocks only: those that stand alone
    on their line."""
    lines = code.split('\n')
    kept = []
    before = ''
    level = []
    for line in lines:
        word = line.strip()
        if word == '{':
            block = not before.endswith(('=', ',', '('))
            level.append(block)
            kept.append('{' if block else '')
        elif word.startswith('}') and level:
            kept.append('}' if level.pop() else '')
        before = word or before
    return ''.join(kept)


@rule('seam')
def seam(source, tree):
    here = floor_of(source.path)
    if here in (None, 'ui', 'editor', 'sync-server') or source.path in SEAM_FILES:
        return
    for line, name, _, _ in source.calls(*SEAMS):
        before = source.code.split('\n')[line - 1]
        if not re.search(r'(->|\.)%s \(' % name, before):
            yield line, f'{name} asks the system: go through IgnyEnv'


@rule('secret-log')
def secret_log(source, tree):
    for line, name, _, code in source.calls(*LOGS):
        found = SECRET.search(code)
        if found:
            yield line, f'{name} of {found.group()}: secrets are never logged'


@rule('error-text')
def error_text(source, tree):
    if is_test(source.path):
        return
    makers = ('g_set_error', 'g_set_error_literal', 'g_error_new', 'g_error_new_literal',
              'g_task_return_new_error', 'g_prefix_error', 'g_prefix_error_literal',
              'g_propagate_prefixed_error')
    for line, name, text, _ in source.calls(*makers):
        strings = re.findall(r'"((?:\\.|[^"\\])*)"', text)
        message = strings[0] if len(strings) == 1 else ''.join(strings)
        if not strings or message == '%s':
            continue
        if 'prefix' in name:
            if not message.endswith(': '):
                yield line, 'a prefix is what was tried, then a colon and a space'
        elif re.search(r'(\\n|[.!])$', message):
            yield line, 'an error text has no full stop: "what was tried: cause"'
        elif ' ' not in message and message != '%s':
            yield line, 'an error text says what was tried, then the cause'
        if '...' in message:
            yield line, 'write … instead of three full stops'
