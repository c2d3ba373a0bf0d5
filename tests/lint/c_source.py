# SPDX-License-Identifier: GPL-3.0-or-later
"""A C file as the rules look at it: with and without its comments and
strings, and cut into functions. It relies on GNU layout, which the format
check holds up, and is no parser of C."""

import bisect
import re

TOKEN = re.compile(
    r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.DOTALL)
HEAD = re.compile(r'^([a-z_]\w*) \(', re.MULTILINE)
INCLUDE = re.compile(r'^#\s*include\s+(["<])([^">]+)[">]', re.MULTILINE)


def blank(text):
    """The same text as spaces, line breaks kept."""
    return re.sub(r'[^\n]', ' ', text)


def closing(text, start):
    """The index of the parenthesis that closes the one at start, or -1."""
    depth = 0
    for match in re.compile(r'[()]').finditer(text, start):
        depth += 1 if match.group() == '(' else -1
        if depth == 0:
            return match.start()
    return -1


class Function:
    def __init__(self, name, static, line, body_line, body, code):
        self.name = name
        self.static = static
        self.line = line
        self.body_line = body_line
        self.body = body
        self.code = code

    @property
    def size(self):
        return self.body.count('\n') - 1


class CSource:
    def __init__(self, path, text):
        self.path = path
        self.text = text
        self.comments = []
        # bare: comments blanked. code: strings blanked, too.
        self.bare = TOKEN.sub(self._bare, text)
        self.code = re.sub(TOKEN, lambda m: blank(m.group()), text)
        self._starts = [0] + [m.end() for m in re.finditer('\n', text)]
        self.includes = [(self.line_at(m.start()), m.group(1) == '<', m.group(2))
                         for m in INCLUDE.finditer(self.bare)]
        self.functions = list(self._functions())

    def _bare(self, match):
        token = match.group()
        if token[0] != '/':
            return token
        self.comments.append((match.start(), token))
        return blank(token)

    def line_at(self, index):
        return bisect.bisect_right(self._starts, index)

    def _functions(self):
        for match in HEAD.finditer(self.code):
            end = closing(self.code, match.end() - 1)
            if end < 0 or not self.code.startswith('\n{', end + 1):
                continue
            start = end + 2
            stop = self.code.find('\n}', start)
            if stop < 0:
                continue
            before = self.code[:match.start()].rstrip('\n').rsplit('\n', 1)[-1]
            yield Function(match.group(1), before.startswith('static'),
                           self.line_at(match.start()), self.line_at(start),
                           self.text[start:stop + 2], self.code[start:stop + 2])

    def calls(self, *names):
        """(line, name, arguments, arguments without strings) of each call."""
        for match in re.finditer(r'\b(%s) \(' % '|'.join(names), self.code):
            end = closing(self.code, match.end() - 1)
            if end > 0:
                inner = slice(match.end(), end)
                yield (self.line_at(match.start()), match.group(1),
                       self.bare[inner], self.code[inner])
