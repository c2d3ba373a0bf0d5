#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs static analyzers over the program's sources as they are compiled.

    analyze.py clang-tidy|gcc-analyzer… BUILD_DIR

Reads BUILD_DIR/compile_commands.json. A file whose preprocessed text passed
before is not looked at again (BUILD_DIR/analyzed/). Status 1 when there is a
finding, 77 when a tool is not here."""

import concurrent.futures
import hashlib
import json
import os
import re
import shlex
import shutil
import subprocess
import sys

SOURCES = re.compile(r'(src|sync-server)/.*\.c$')
ROOT = os.path.realpath(os.path.join(os.path.dirname(__file__), '..', '..'))
HEADER = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'analyzer.h')
# Of gcc's, off are: malloc-leak, possible-null: version 12 knows neither the
# cleanup of g_autoptr nor that GLib's allocators end the program instead of
# failing.
GCC_FLAGS = ('-include', HEADER, '-fanalyzer', '-Werror', '-O1', '-fdiagnostics-color=never',
             '-fdiagnostics-path-format=none', '-Wno-analyzer-malloc-leak',
             '-Wno-analyzer-possible-null-dereference', '-Wno-analyzer-possible-null-argument',
             '-Wno-analyzer-too-complex')
TIDY_ARGUMENTS = ('--quiet', '--extra-arg=-w', '--extra-arg=-include', '--extra-arg=' + HEADER)


def arguments_of(entry):
    """The compiler's flags without output, dependency file, source and the
    warnings that the build itself looks at."""
    words = shlex.split(entry['command'])
    while not words[0].startswith('-'):
        words.pop(0)
    kept, skip = [], False
    for word in words:
        if skip:
            skip = False
        elif word in ('-o', '-MF', '-MQ', '-MT'):
            skip = True
        elif word not in ('-c', '-MD', '-MMD', entry['file']) and not word.startswith('-W'):
            kept.append(word)
    return kept


def is_ours(entry, build):
    """Whether it is a source of the program, and no generated one."""
    path = os.path.realpath(os.path.join(build, entry['file']))
    return (SOURCES.match(os.path.relpath(path, ROOT)) and
            not path.startswith(os.path.realpath(build) + '/'))


def run(command, entry):
    return subprocess.run(command, cwd=entry['directory'], text=True, errors='replace',
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)


def command_for(tool, entry):
    if tool == 'clang-tidy':
        return [tool, *TIDY_ARGUMENTS, '-p', entry['directory'], entry['file']]
    return ['gcc', *arguments_of(entry), *GCC_FLAGS, '-S', '-o', '/dev/null', entry['file']]


def preprocess(entry):
    """Its digest, made once for all tools."""
    if 'digest' not in entry:
        text = run(['cc', *arguments_of(entry), '-E', '-P', entry['file']], entry).stdout
        entry['digest'] = hashlib.sha256(text.encode()).digest()
    return entry['digest']


def fingerprint(tool, entry):
    with open(os.path.join(os.path.dirname(__file__), '..', '..', '.clang-tidy'), 'rb') as file:
        rules = file.read() + repr((GCC_FLAGS, TIDY_ARGUMENTS)).encode()
    # A comment can silence a finding, so the file itself counts, too.
    with open(os.path.join(entry['directory'], entry['file']), 'rb') as file:
        own = file.read()
    return hashlib.sha256(b'\0'.join([tool.encode(), preprocess(entry), rules, own])).hexdigest()


def analyze(tool, entry, stamps):
    stamp = os.path.join(stamps, fingerprint(tool, entry))
    if os.path.exists(stamp):
        return ''
    result = run(command_for(tool, entry), entry)
    if result.returncode == 0:
        with open(stamp, 'w', encoding='utf-8'):
            return ''
    return result.stdout or f'{entry["file"]}: {tool} ended with {result.returncode}\n'


def main(tools, build):
    here = [tool for tool in tools if shutil.which('gcc' if tool == 'gcc-analyzer' else tool)]
    for tool in set(tools) - set(here):
        print(f'{tool} is not here')
    stamps = os.path.join(build, 'analyzed')
    os.makedirs(stamps, exist_ok=True)
    with open(os.path.join(build, 'compile_commands.json'), encoding='utf-8') as file:
        # A source that is compiled twice, as for a benchmark, is looked at once.
        entries = list({entry['file']: entry for entry in reversed(json.load(file))
                        if is_ours(entry, build)}.values())
    bad = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for outputs in pool.map(lambda entry: [analyze(tool, entry, stamps) for tool in here],
                                entries):
            for output in filter(None, outputs):
                bad += 1
                print(output)
    print(f'{", ".join(here)}: {len(entries)} files, {bad} findings')
    if bad:
        return 1
    return 0 if len(here) == len(tools) else 77


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:-1], os.path.abspath(sys.argv[-1])))
