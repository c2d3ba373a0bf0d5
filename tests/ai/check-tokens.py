#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check-tokens.py PROGRAM

Compares the tokens that PROGRAM --encode finds with those of an implementation of its own, which
takes the published pattern and ranks as they stand: 500 prompts in ten languages (the program's
own templates with material in them), and 2,000 short texts of awkward characters. Every token
must be the same. 77 when the ranks or the library for the pattern are not here.
"""
import base64
import json
import os
import random
import subprocess
import sys
from pathlib import Path

try:
    import regex
except ImportError:
    print('the library regex is not here')
    sys.exit(77)

UPPER = r'[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]'
LOWER = r'[\p{Ll}\p{Lm}\p{Lo}\p{M}]'
SUFFIX = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
PATTERN = regex.compile('|'.join([
    rf'[^\r\n\p{{L}}\p{{N}}]?{UPPER}*{LOWER}+{SUFFIX}',
    rf'[^\r\n\p{{L}}\p{{N}}]?{UPPER}+{LOWER}*{SUFFIX}',
    r'\p{N}{1,3}',
    r' ?[^\s\p{L}\p{N}]+[\r\n/]*',
    r'\s*[\r\n]+',
    r'\s+(?!\S)',
    r'\s+',
]))

SENTENCES = {
    'English': ['How do I choose hiking boots that don’t hurt?', 'best tent under $200 in 2026',
                'A rain jacket should breathe; otherwise you’re wet from within.'],
    'Deutsch': ['Welche Wanderschuhe eignen sich für Übergrößen?', 'Zelt für 4 Personen günstig',
                'Die Wassersäule beträgt mindestens 3.000 mm, sonst wird’s nass.'],
    'Français': ['Comment entretenir ses chaussures de randonnée ?', 'meilleur sac à dos 40 litres',
                 'L’été dernier, j’ai marché jusqu’à Saint-Jean-Pied-de-Port.'],
    'Español': ['¿Qué botas de montaña son mejores para la nieve?', 'tienda de campaña ligera',
                'El corazón del otoño: mañanas frías y caminos húmedos.'],
    'Polski': ['Jakie buty trekkingowe wybrać na jesień?', 'najlżejszy namiot dwuosobowy',
               'Źdźbło trawy drży, gdy wędrowiec przechodzi obok.'],
    'Türkçe': ['Yürüyüş ayakkabısı nasıl seçilir?', 'dört mevsim çadır fiyatları',
               'Işık İstanbul’da başka düşer, dağda başka.'],
    'Русский': ['Какие ботинки выбрать для похода в горы?', 'палатка трёхместная купить недорого',
                'Кто рано встаёт, тот видит рассвет над перевалом.'],
    'العربية': ['كيف أختار حذاء المشي المناسب؟', 'أفضل خيمة لأربعة أشخاص',
                'الطريق الطويل يبدأ بخطوة واحدة.'],
    '日本語': ['登山靴の選び方を教えてください。', '軽量テント　2人用　おすすめ',
              '雨の日の山道は滑りやすいので、足元に注意しましょう。'],
    'हिन्दी': ['लंबी पैदल यात्रा के लिए कौन से जूते अच्छे हैं?', 'चार लोगों के लिए तंबू',
              'पहाड़ों में मौसम जल्दी बदलता है।'],
}
AWKWARD = list(' \t\n\r\u00a0\u2003\u3000\u0085\u2028aAzZéÉßſǅʰªאا日本ก\u0301\u0940\u20dd01²½Ⅷ٣'
               '.,/!<>{}"\'’“-–😀\U0001f468\u200d\U0001f469\u200b\ufeff\x00\x1c\x7f\u0378\ue000')
AWKWARD += ["'s", "'LL", "'ſ"]


class Truth:
    def __init__(self, path):
        with open(path, 'rb') as file:
            self.ranks = {base64.b64decode(token): int(rank)
                          for token, rank in (line.split() for line in file)}
        self.known = {}

    def merge(self, piece):
        parts = [piece[i:i + 1] for i in range(len(piece))]
        while len(parts) > 1:
            rank, i = min((self.ranks.get(parts[i] + parts[i + 1], 1 << 30), i)
                          for i in range(len(parts) - 1))
            if rank == 1 << 30:
                break
            parts[i:i + 2] = [parts[i] + parts[i + 1]]
        return [self.ranks[part] for part in parts]

    def encode(self, text):
        ids = []
        for piece in PATTERN.findall(text):
            piece = piece.encode()
            if piece not in self.known:
                self.known[piece] = self.merge(piece)
            ids += self.known[piece]
        return ids


def make_prompts(random_numbers):
    folder = Path(__file__).resolve().parents[2] / 'data' / 'prompts'
    templates = [path.read_text(encoding='utf-8') for path in sorted(folder.glob('*.txt'))]
    for i in range(500):
        language = list(SENTENCES)[i % len(SENTENCES)]
        texts = [random_numbers.choice(SENTENCES[language])[:random_numbers.randint(8, 99)]
                 for _ in range(random_numbers.randint(5, 40))]
        data = {'keywords': texts, 'words': random_numbers.randint(300, 3000), 'language': language}
        said = random_numbers.choice(SENTENCES[language])
        article = ''.join(f'<h2>{text}</h2>\n<p>{said}</p>\n\n' for text in texts[:8])
        yield (templates[i % len(templates)] + '\n' +
               json.dumps(data, ensure_ascii=i % 3 == 0) + '\n' + article)


def make_awkward(random_numbers):
    for _ in range(2000):
        yield ''.join(random_numbers.choices(AWKWARD, k=random_numbers.randint(1, 40)))
    yield 'ab' * 3000
    yield '=' * 5000
    yield ' ' * 3000 + 'x'


def find_ranks():
    for name in ('IGNY8_TEST_DATA', 'IGNY8_TEST_DATA_DEFAULT'):
        path = os.path.join(os.environ.get(name, ''), 'o200k_base.tiktoken')
        if os.environ.get(name) and os.path.exists(path):
            return path
    return None


def main(program):
    path = find_ranks()
    if path is None:
        print('there are no ranks to compare with')
        return 77
    truth = Truth(path)
    random_numbers = random.Random(8)
    prompts = list(make_prompts(random_numbers))
    texts = prompts + [text.replace('\0', '') for text in make_awkward(random_numbers)]
    texts = [text for text in texts if text]
    sent = b''.join(text.encode() + b'\0' for text in texts)
    answer = subprocess.run([program, '--encode'], input=sent, stdout=subprocess.PIPE, check=True)
    lines = answer.stdout.decode().split('\n')[:-1]
    if len(lines) != len(texts):
        print(f'{len(lines)} answers to {len(texts)} texts')
        return 1

    offences = 0
    worst = 0.0
    for i, (text, line) in enumerate(zip(texts, lines)):
        expected = truth.encode(text)
        found = [int(word) for word in line.split()]
        if i < len(prompts):
            worst = max(worst, abs(len(found) - len(expected)) / len(expected))
        if found != expected:
            offences += 1
            if offences <= 10:
                print(f'{text[:120]!r}: {found[:20]} and not {expected[:20]}')
    print(f'{len(prompts)} prompts in {len(SENTENCES)} languages, at most {worst:.2%} off; '
          f'{len(texts)} texts, {offences} that differ')
    return 1 if offences else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
