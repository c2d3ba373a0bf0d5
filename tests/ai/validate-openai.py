#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""validate-openai.py PROGRAM…

Runs each PROGRAM --journal FILE, which asks the stand-in for OpenAI in every way
this project has, and checks each body that it sent against OpenAI's own
description of the interface (openai-openapi.yaml in the folder of test data).
Beyond the schema: no field that it does not know, and nothing that looks like
a key. 77 when the description or a library is not here.
"""
import json
import os
import subprocess
import sys
import tempfile

try:
    import jsonschema
    import yaml
except ImportError as missing:
    print(f'{missing.name} is not here')
    sys.exit(77)

SCHEMAS = {
    '/chat/completions': 'CreateChatCompletionRequest',
    '/responses': 'CreateResponse',
    '/images/generations': 'CreateImageRequest',
    '/embeddings': 'CreateEmbeddingRequest',
}


def find_description():
    for name in ('IGNY8_TEST_DATA', 'IGNY8_TEST_DATA_DEFAULT'):
        path = os.path.join(os.environ.get(name, ''), 'openai-openapi.yaml')
        if os.environ.get(name) and os.path.exists(path):
            return path
    return None


def collect_names(schemas, schema, seen):
    """The properties of a schema and of all that it is made of."""
    names = set(schema.get('properties', {}))
    reference = schema.get('$ref', '').rsplit('/', 1)[-1]
    if reference and reference not in seen:
        seen.add(reference)
        names |= collect_names(schemas, schemas[reference], seen)
    for part in schema.get('allOf', []):
        names |= collect_names(schemas, part, seen)
    return names


def check(body, validator, names):
    for error in validator.iter_errors(body):
        # The reason is in the branch that came nearest.
        deepest = jsonschema.exceptions.best_match([error])
        yield f'{"/".join(map(str, deepest.absolute_path))}: {deepest.message[:300]}'
    for name in sorted(set(body) - names):
        yield f'unknown field {name}'
    if 'test-key' in json.dumps(body):
        yield 'the key is in the body'


def run(program):
    """What it sent. Its own checks are another test; here only that matters."""
    with tempfile.TemporaryDirectory() as folder:
        journal = os.path.join(folder, 'requests')
        subprocess.run([program, '--journal', journal], check=True, stdout=subprocess.DEVNULL)
        with open(journal, encoding='utf-8') as file:
            return [json.loads(line) for line in file]


def check_all(path, bodies, description):
    schemas = description['components']['schemas']
    name = SCHEMAS[path]
    schema = {'$ref': f'#/components/schemas/{name}', 'components': description['components']}
    validator = jsonschema.Draft202012Validator(schema)
    names = collect_names(schemas, schemas[name], set())
    forms = {tuple(sorted(body)) for body in bodies}
    offences = 0
    for body in bodies:
        for offence in check(body, validator, names):
            print(f'{path} {body.get("model")}: {offence}')
            offences += 1
    # The validator itself must be able to say no.
    broken = dict(bodies[0], model=5, extra=1)
    if not list(check(broken, validator, names)):
        print(f'{path}: a broken request passes')
        offences += 1
    print(f'{path}: {len(bodies)} requests of {len(forms)} forms, {offences} offences')
    return offences


def main(programs):
    path = find_description()
    if path is None:
        print('there is no description to check against')
        return 77
    with open(path, encoding='utf-8') as file:
        description = yaml.load(file, Loader=getattr(yaml, 'CSafeLoader', yaml.SafeLoader))

    lines = [line for program in programs for line in run(program)]
    offences = 0
    for path in SCHEMAS:
        bodies = [line['body'] for line in lines
                  if line['path'].endswith(path) and isinstance(line.get('body'), dict)]
        if bodies:
            offences += check_all(path, bodies, description)
        elif path != '/embeddings':
            print(f'{path}: nothing was sent')
            offences += 1
    return 1 if offences else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
