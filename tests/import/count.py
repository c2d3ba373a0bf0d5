#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts the records of keyword files with Python's own csv module.

    count.py FILE…

One line a file: name, records, keywords that can be taken, distinct keywords
and the sum of volumes, clicks and impressions, with tabs between. Shares no
code and no table with the program: it is what the program is held to."""

import csv
import io
import os
import re
import sys
import unicodedata

KEYWORDS = ('keyword', 'query', 'top queries')
NUMBERS = ('volume', 'avg. monthly searches', 'clicks', 'impressions')
QUOTES = {ord(c): "'" for c in '‘’‚‛ʼ´`'}
QUOTES.update({ord(c): '"' for c in '“”„‟«»'})
QUOTES.update({ord(c): '-' for c in '‐‑‒–—−'})


def read(path):
    with open(path, 'rb') as file:
        data = file.read()
    return data.decode('utf-16' if data[:2] in (b'\xff\xfe', b'\xfe\xff') else 'utf-8-sig')


def rows_of(path):
    """The header, None for a list, and the records."""
    text = read(path)
    if path.endswith('.txt'):
        lines = [line for line in text.splitlines() if line.strip()]
        return None, [[line[1:-1] if re.fullmatch('"[^"]*"', line) else line] for line in lines]
    tabs = '\t' in text.split('\n', 3)[2 if text.startswith('Keyword Stats') else 0]
    # Of the files with tabs, those of tools quote; the lists of labels do not.
    bare = tabs and not text.startswith(('"', 'Keyword Stats'))
    reader = csv.reader(text.split('\n') if bare else io.StringIO(text, newline=''),
                        delimiter='\t' if tabs else ',',
                        quoting=csv.QUOTE_NONE if bare else csv.QUOTE_MINIMAL)
    rows = [row for row in reader if any(cell.strip() for cell in row)]
    while not any(cell.lower() in KEYWORDS for cell in rows[0]):
        rows.pop(0)
    return [cell.lower() for cell in rows[0]], rows[1:]


def normalize(text):
    text = ''.join(c for c in text.translate(QUOTES)
                   if c.isspace() or unicodedata.category(c) not in ('Cc', 'Cf')
                   or c in '\u200c\u200d')
    return unicodedata.normalize('NFC', ' '.join(text.split()).casefold())


def is_good(keyword):
    bare = keyword.strip()
    return bare and not any(c in bare for c in '\n\r\x85\u2028\u2029') and len(
        unicodedata.normalize('NFC', ' '.join(bare.split()))) <= 200


def count(path):
    header, rows = rows_of(path)
    column = 0
    numbers = []
    if header:
        column = next(i for i, cell in enumerate(header) if cell in KEYWORDS)
        numbers = [i for i, cell in enumerate(header) if cell in NUMBERS]
    good = [row for row in rows if is_good(row[column])]
    total = sum(int(row[i].replace(',', '') or 0) for row in good for i in numbers)
    return len(rows), len(good), len({normalize(row[column]) for row in good}), total


def main(paths):
    csv.field_size_limit(1 << 20)
    for path in paths:
        print(os.path.basename(path), *count(path), sep='\t')


if __name__ == '__main__':
    main(sys.argv[1:])
