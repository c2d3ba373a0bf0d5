#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""make-ranks.py SOURCE TARGET

Packs a list of byte-pair ranks ("base64 SP rank" a line, ranks from 0 without a gap) as the
program reads it: gzip of one byte for the length of every token in the order of ranks, then the
bytes of all tokens.
"""
import base64
import gzip
import sys


def main(source, target):
    with open(source, 'rb') as file:
        pairs = [line.split() for line in file if line.strip()]
    tokens = [base64.b64decode(token) for token, _ in pairs]
    if [int(rank) for _, rank in pairs] != list(range(len(pairs))) or max(map(len, tokens)) > 255:
        sys.exit('the ranks are not 0, 1, 2 …')
    packed = bytes(map(len, tokens)) + b''.join(tokens)
    with open(target, 'wb') as file:
        file.write(gzip.compress(packed, 9, mtime=0))


if __name__ == '__main__':
    main(*sys.argv[1:])
