#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares the offline clustering with scikit-learn's agglomerative clustering.

Both get the same keywords in the same run, in alternation: ours, theirs, ours.
The peer is TF-IDF of character 3- to 5-grams, cosine distance, average linkage,
cut at 0.8, its best single threshold over the labeled lists; distances are
computed beforehand, which is the fastest way to use it. Of both only the
clustering is timed, without the start of the program.

Usage: cluster-peer.py BENCH-CLUSTER [ROWS]

Ends with 77 (skipped) when the module is not there: python3-sklearn on Debian.
"""
import collections
import os
import subprocess
import sys
import tempfile
import time

LIMIT = 100
THRESHOLD = 0.8
SETS = [("ahrefs-socks-parent-labels.tsv", 1), ("clinc150-labels.tsv", 4),
        ("stackoverflow-titles-labels.tsv", 4)]


def read_set(name, step):
    """Returns texts and labels of a labeled list, or None when it is not there."""
    folder = os.environ.get("IGNY8_TEST_DATA", os.environ.get("IGNY8_TEST_DATA_DEFAULT", ""))
    path = os.path.join(folder, name)
    if not os.path.isfile(path):
        return None
    with open(path, encoding="utf-8") as file:
        lines = [line.rstrip("\n") for line in file][1:][::step]
    pairs = [line.rsplit("\t", 1) for line in lines if line]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def run_ours(bench, texts):
    """Returns wall seconds, processor seconds and the clusters of our engine."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".txt") as file:
        file.write("\n".join(texts) + "\n")
        file.flush()
        lines = subprocess.run([bench, "--numbers", file.name], check=True, text=True,
                               stdout=subprocess.PIPE).stdout.split("\n")
    wall, processor = map(float, lines[0].split())
    clusters = [int(line) for line in lines[1:] if line]
    # What is in no cluster is alone.
    return wall, processor, [c if c >= 0 else -1 - i for i, c in enumerate(clusters)]


def run_peer(texts):
    """Returns wall seconds, processor seconds and the clusters of the peer."""
    from sklearn.cluster import AgglomerativeClustering
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.metrics.pairwise import cosine_distances

    try:
        model = AgglomerativeClustering(n_clusters=None, distance_threshold=THRESHOLD,
                                        metric="precomputed", linkage="average")
    except TypeError:  # before 1.2
        model = AgglomerativeClustering(n_clusters=None, distance_threshold=THRESHOLD,
                                        affinity="precomputed", linkage="average")
    start, used = time.perf_counter(), time.process_time()
    rows = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), min_df=1).fit_transform(texts)
    clusters = model.fit_predict(cosine_distances(rows))
    return time.perf_counter() - start, time.process_time() - used, list(clusters)


def score(clusters, labels):
    """Returns pairwise F1 and B-cubed F1."""
    size = collections.Counter(clusters)
    wanted = collections.Counter(labels)
    both = collections.Counter(zip(clusters, labels))

    def pairs(counter):
        return sum(n * (n - 1) / 2 for n in counter.values())

    def mean(a, b):
        return 2 * a * b / (a + b) if a + b > 0 else 0

    n = len(labels)
    shared = pairs(both)
    precision = sum(v * v / size[c] for (c, _), v in both.items()) / n
    recall = sum(v * v / wanted[l] for (_, l), v in both.items()) / n
    return (mean(shared / max(pairs(size), 1), shared / max(pairs(wanted), 1)),
            mean(precision, recall))


def compare(bench, name, texts, labels):
    """Prints a line of the table; returns the ratio of the times and the scores."""
    run_peer(texts[:100])
    first = run_ours(bench, texts)
    peer = run_peer(texts)
    second = run_ours(bench, texts)
    wall, processor = (first[0] + second[0]) / 2, (first[1] + second[1]) / 2
    own, other = score(first[2], labels), score(peer[2], labels)
    print(f"{name:34} {len(texts):6} {wall:8.3f} {peer[0]:8.2f} {peer[0] / wall:7.0f} "
          f"{peer[1] / processor:9.0f}   {own[0]:.3f} {own[1]:.3f}   {other[0]:.3f} {other[1]:.3f}",
          flush=True)
    return peer[0] / wall, own, other


def main():
    """Prints the table, then the verdict."""
    try:
        import sklearn
    except ImportError:
        print("skipped: python3-sklearn is not installed")
        return 77
    bench = sys.argv[1]
    rows = int(sys.argv[2]) if len(sys.argv) > 2 else 5000
    made = subprocess.run([bench, "--write-made", str(rows)], check=True, text=True,
                          stdout=subprocess.PIPE).stdout.split("\n")
    made = [line.split("\t") for line in made if line]

    print(f"scikit-learn {sklearn.__version__}; pairwise F1 and B-cubed F1 of ours and of the peer")
    print(f"{'set':34} {'rows':>6} {'seconds':>8} {'peer':>8} {'x wall':>7} {'x process':>9}")
    ratio = compare(bench, "made up", [m[0] for m in made], [m[1] for m in made])[0]
    scores = []
    for name, step in SETS:
        data = read_set(name, step)
        if data is None:
            print(f"{name:34} not there")
        else:
            scores.append(compare(bench, name, *data))
    if len(scores) >= 2:
        means = [sum(s[who][kind] for s in scores[:2]) / 2 for who in (1, 2) for kind in (0, 1)]
        print(f"means of the first two labeled lists: ours {means[0]:.3f} {means[1]:.3f}, "
              f"the peer's {means[2]:.3f} {means[3]:.3f}")
    print(f"limit: {LIMIT} times faster on {rows} keywords; it is {ratio:.0f}")
    return 0 if ratio >= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
