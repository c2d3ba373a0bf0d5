#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Breaks each rule in a small tree and looks that the linter, and only that
rule of it, says so; and that the unbroken tree is passed."""

import os
import sys
import tempfile

import lint
import rules_c
import rules_tree

HEAD = '/* SPDX-License-Identifier: GPL-3.0-or-later */\n'
HASH = '# SPDX-License-Identifier: GPL-3.0-or-later\n'
XML = '<!-- SPDX-License-Identifier: GPL-3.0-or-later -->\n'

GOOD = {
    'src/core/meson.build': HASH + "files('igny-core-thing.c')\n",
    'src/core/igny-core-thing.h': HEAD + '#pragma once\n\nint igny_core_thing (void);\n',
    'src/core/igny-core-thing.c': HEAD + '#include "igny-core-thing.h"\n\n'
    'static int\nhelp (void)\n{\n  return 1; /* “//” and goto in words are fine */\n}\n\n'
    'int\nigny_core_thing (void)\n{\n  return help ();\n}\n',
    'src/store/igny-store-thing.h': HEAD + '#pragma once\n',
    'src/ui/meson.build': HASH + "files('igny-pill.c')\n",
    'src/ui/igny-pill.c': HEAD + '#include <gtk/gtk.h>\n\n'
    'static void\nigny_pill_class_init (int *klass)\n{\n'
    '  gtk_widget_class_set_template_from_resource (klass, IGNY_UI ("igny-pill.ui"));\n'
    '  g_print ("%s", _ ("A text"));\n}\n\n'
    'G_DEFINE_FINAL_TYPE (IgnyPill, igny_pill, GTK_TYPE_WIDGET)\n',
    'data/ui/igny-pill.ui': XML + '<template class="IgnyPill">\n'
    '<property name="label" translatable="yes">Word</property>\n</template>\n',
    'data/igny.gresource.xml': XML + '<file>igny-pill.ui</file>\n',
    'po/POTFILES': HASH + 'data/ui/igny-pill.ui\nsrc/ui/igny-pill.c\n',
}

MANY = '  call ();\n'
ROW = '    1,\n'
DEEP = ''.join('  ' * i + 'if (x)\n' + '  ' * i + '{\n' for i in range(1, 5))
DEEP += ''.join('  ' * i + '}\n' for i in range(4, 0, -1))


def body(lines, name='igny_core_bad', before='void\n'):
    return f'\n{before}{name} (void)\n{{\n{lines}}}\n'


# (rule, file, what is appended to it or, for a new file, written)
BAD = [
    ('slash-comment', 'src/core/igny-core-thing.c', '// no\n'),
    ('goto', 'src/core/igny-core-thing.c', body('  goto out;\n')),
    ('file-name', 'src/core/thing.h', HEAD + '#pragma once\n'),
    ('pragma-once', 'src/core/igny-bad.h', HEAD),
    ('own-header', 'src/core/igny-core-thing.c',
     lambda text: text.replace('#include', '#include <glib.h>\n#include')),
    ('function-prefix', 'src/core/igny-core-thing.c', body('', 'other_bad')),
    ('static-prefix', 'src/core/igny-core-thing.c', body('', 'igny_core_bad', 'static void\n')),
    ('callback-name', 'src/core/igny-core-thing.c', body('  use (G_CALLBACK (clicked));\n')),
    ('callback-name', 'src/core/igny-core-thing.c', body('  g_idle_add (later, NULL);\n')),
    ('callback-name', 'src/ui/igny-pill.c',
     body('  gtk_widget_class_bind_template_callback (klass, clicked);\n', 'igny_pill_bad')),
    ('forward', 'src/core/igny-core-thing.c', '\nstatic int later (int a,\n           char *b);\n'),
    ('global', 'src/core/igny-core-thing.c', '\nstatic int counter;\n'),
    ('global', 'src/core/igny-core-thing.c', '\nGHashTable *all = NULL;\n'),
    ('floor', 'src/core/igny-core-thing.c', '#include "igny-store-thing.h"\n'),
    ('floor', 'src/attic/igny-attic.h', HEAD + '#pragma once\n'),
    ('library', 'src/core/igny-core-thing.c', '#include <gtk/gtk.h>\n'),
    ('library', 'src/core/igny-core-thing.c', '#include <sqlite3.h>\n'),
    ('library', 'src/core/igny-core-thing.c', '#include <curl/curl.h>\n'),
    ('library', 'src/core/igny-core-thing.c', '#include <libsecret/secret.h>\n'),
    ('library', 'src/core/igny-core-thing.c', '#include <gumbo.h>\n'),
    ('file-size', 'src/core/igny-core-thing.c', '\n' * 601),
    ('file-size', 'src/core/igny-core-thing.c',
     f'\nstatic const int table[] = {{\n{ROW * 600}}};\n'),
    ('file-size', 'tests/core/igny-thing.h', HEAD + '#pragma once\n' + '\n' * 600),
    ('file-size', 'tests/tool.py', HASH + '\n' * 600),
    ('function-size', 'src/core/igny-core-thing.c', body(MANY * 61)),
    ('function-size', 'src/core/igny-core-thing.c', body(MANY * 61, 'igny_core_class_init')),
    ('function-size', 'src/core/igny-core-thing.c',
     body(f'  static const int table[] = {{\n{ROW * 60}  }};\n')),
    ('function-size', 'tests/core/igny-thing.h',
     HEAD + '#pragma once\n' + body(MANY * 61, 'check', 'static inline void\n')),
    ('python-function-size', 'tests/tool.py', HASH + 'def long():\n' + '    call()\n' * 61),
    ('nesting', 'src/core/igny-core-thing.c', body(DEEP)),
    ('seam', 'src/core/igny-core-thing.c', body('  use (time (NULL));\n')),
    ('seam', 'src/core/igny-core-thing.c', body('  use (fopen ("a", "r"));\n')),
    ('secret-log', 'src/core/igny-core-thing.c', body('  g_debug ("%s", self->api_key);\n')),
    ('error-text', 'src/core/igny-core-thing.c', body('  g_set_error (e, D, C, "It broke.");\n')),
    ('error-text', 'src/core/igny-core-thing.c', body('  g_set_error (e, D, C, "broken");\n')),
    ('error-text', 'src/core/igny-core-thing.c', body('  g_prefix_error (e, "load it");\n')),
    ('spdx', 'src/core/igny-core-thing.c', lambda text: text.replace(HEAD, '\n')),
    ('spdx', 'tests/lint/tool', '#!/bin/sh\necho\n'),
    ('columns', 'src/core/igny-core-thing.c', body('  call (' + 'a' * 100 + ');\n')),
    ('whitespace', 'src/core/igny-core-thing.c', body('  call (); \n')),
    ('whitespace', 'docs/page.md', 'no line break'),
    ('words', 'docs/page.md', 'TO' 'DO: write\n'),
    ('machine', 'docs/page.md', 'see /ro' 'ot/notes\n'),
    ('spelling', 'docs/page.md', 'the col' 'our\n'),
    ('spelling', 'src/core/igny-core-thing.c', body('  set_col' 'our ();\n')),
    ('python', 'tests/tool.py', HASH + 'def (:\n'),
    ('ui-text', 'data/ui/igny-pill.ui', '<property name="label">Word</property>\n'),
    ('potfiles', 'src/core/igny-core-thing.c', body('  use (_("Text"));\n')),
    ('potfiles', 'po/POTFILES', 'src/core/igny-core-thing.c\n'),
    ('template', 'data/ui/igny-lost.ui', XML),
    ('template', 'data/ui/igny-pill.ui', '<template class="IgnyPill"></template>\n'),
    ('template', 'data/ui/igny-pill.ui', lambda text: text.replace('IgnyPill', 'IgnyOther')),
    ('template', 'src/ui/igny-pill.c', lambda text: text.replace('igny-pill.ui', 'igny-gone.ui')),
    ('unlisted', 'src/core/igny-core-new.c', HEAD),
    ('unlisted', 'tests/core/test-new.c', HEAD),
    ('header-name', 'src/core/part/igny-core-thing.h', HEAD + '#pragma once\n'),
]


def write(root, files):
    for path, text in files.items():
        path = os.path.join(root, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'w', encoding='utf-8') as file:
            file.write(text)


def offences(files):
    with tempfile.TemporaryDirectory() as root:
        write(root, files)
        return {name for _, _, name, _ in lint.check(lint.Tree(root))}


def changed(path, change):
    old = GOOD.get(path, '')
    return {**GOOD, path: change(old) if callable(change) else old + change}


def main():
    failures = []
    if offences(GOOD):
        failures.append(f'the good tree is refused: {offences(GOOD)}')
    for name, path, change in BAD:
        found = offences(changed(path, change))
        if found != {name}:
            failures.append(f'{name} ({path}, {change!r:.60}): found {found or "nothing"}')
    rules = {**rules_c.RULES, **rules_tree.TEXT_RULES, **rules_tree.TREE_RULES}
    for name in rules.keys() - {name for name, _, _ in BAD}:
        failures.append(f'{name} has no bad example')

    print('\n'.join(failures))
    print(f'{len(BAD)} bad trees, {len(rules)} rules, {len(failures)} failures')
    return 1 if failures else 0


if __name__ == '__main__':
    sys.exit(main())
