#!/usr/bin/env python3
"""Learns the weights of src/article/mention/signal.rs and of src/article/lexicon/name_clue.txt from labelled texts.

  names.py NAME_SIGNALS [--write ROOT] [--check] LABELLED.jsonl[=WEIGHT] ..

NAME_SIGNALS: the binary of `cargo build --example name_signals`. LABELLED: one text a line, {"text", "entities": [{"start", "end",
"type", "optional"?}]} in code points, types ORG, PER, LOC; WEIGHT (default 1) is how much its texts count. Fits a multinomial
logistic regression (person, organisation, place, other) over the named signals, with L2 --l2, and over the clues (words in a name
and beside it) that occur in --articles articles, with L2 --l2-clue, by L-BFGS. --lean moves the bias of a kind, or what a signal says for it, by
so many logits: below 0 trades recall for precision. The shipped weights were learnt with --lean ORG=-0.3 --lean ORG:CAPITALS=0.3:
an acronym is nearly always a body, a capitalised word often none. --check learns on four fifths of the articles and judges the
fifth, five times, and prints precision, recall and F1 of the names before short names find long ones. --write puts the weights
into their files under the project's root. Needs numpy and scipy; deterministic.
"""
import argparse, bisect, collections, json, re, subprocess, tempfile
from pathlib import Path

import numpy as np
import scipy.sparse as sparse
from scipy.optimize import minimize

KINDS = {"PER": 0, "ORG": 1, "LOC": 2}
HEADER = "# Learnt by tests/training/names.py: slot, word or words, hundredths of a logit for a person, an organisation, a place, none.\n"


def label(places, entities):
    """How often a name's places are labelled as each kind."""
    starts = [e[0] for e in entities]
    found = np.zeros(4)
    for s, e in places:
        i = bisect.bisect_right(starts, s)
        near = [(min(e, g[1]) - max(s, g[0]), g[2]) for g in entities[max(0, i - 4):i + 6]]
        best = max((n for n in near if n[0] > 0), default=(0, None), key=lambda n: n[0])
        found[KINDS.get(best[1], 3)] += 1
    return found


def read(binary, sets):
    """[(set, article, weight, signal names, name, labels)] for every name of the labelled texts."""
    rows = []
    for stem in sets:
        path, _, weight = stem.partition("=")
        gold = [json.loads(line) for line in open(path, encoding="utf-8") if line.strip()]
        with tempfile.TemporaryDirectory() as folder:
            files = []
            for i, row in enumerate(gold):
                file = Path(folder) / f"{i:05}.txt"
                file.write_text(row["text"], encoding="utf-8", newline="")
                files.append(str(file))
            out = "".join(subprocess.run([binary, *files[k:k + 200]], capture_output=True, text=True, encoding="utf-8", check=True).stdout for k in range(0, len(files), 200))
        for i, (row, line) in enumerate(zip(gold, out.splitlines())):
            reading = json.loads(line)
            entities = sorted((e["start"], e["end"], e["type"]) for e in row["entities"] if not e.get("optional"))
            for name in reading["names"]:
                rows.append((path, i, float(weight or 1), reading["signals"], name, label(name["places"], entities)))
    return rows


def matrix(rows, least):
    signals = rows[0][3]
    articles = collections.defaultdict(set)
    for path, i, weight, _, name, _ in rows:
        for clue in name["clues"]:
            articles[clue].add((path, i))
    kept = sorted(c for c, a in articles.items() if len(a) >= least and c.isprintable() | ("\t" in c and c.replace("\t", "").isprintable()) and not c.endswith("\t"))
    number = {clue: len(signals) + i for i, clue in enumerate(kept)}
    at, column, value = [], [], []
    for i, (_, _, _, _, name, _) in enumerate(rows):
        n = len(name["places"])
        # What stands around counts by how often it is there, for more at more places.
        share = min(n, 9) ** 0.5 / n
        own = int(name["own"])
        seen = [(b, 1.0 if own >> b & 1 else name["around"][b] * share) for b in range(len(signals))]
        for clue, count in collections.Counter(name["clues"]).items():
            if clue in number:
                is_own = clue.split("\t")[0] in ("first", "inside", "last", "ending")
                seen.append((number[clue], float(count) if is_own else count * share))
        for c, v in seen + [(len(signals) + len(kept), 1.0)]:
            if v:
                at.append(i); column.append(c); value.append(v)
    x = sparse.csr_matrix((value, (at, column)), shape=(len(rows), len(signals) + len(kept) + 1))
    y = np.array([r[5] / r[5].sum() for r in rows])
    w = np.array([r[2] * min(len(r[4]["places"]), 6) ** 0.7 for r in rows])
    return x, y, w, signals, kept


def fit(x, y, w, l2):
    columns, turned = x.shape[1], x.T.tocsr()

    def loss(flat):
        weights = flat.reshape(columns, 4)
        z = x @ weights
        z -= z.max(1, keepdims=True)
        p = np.exp(z)
        total = p.sum(1, keepdims=True)
        gradient = turned @ ((p / total - y) * w[:, None]) + l2[:, None] * weights
        return -(w[:, None] * y * (z - np.log(total))).sum() + 0.5 * (l2[:, None] * weights ** 2).sum(), gradient.ravel()

    weights = minimize(loss, np.zeros(columns * 4), jac=True, method="L-BFGS-B", options={"maxiter": 400}).x.reshape(columns, 4)
    return weights - weights.mean(1, keepdims=True)


def judge(rows, guess, w):
    for path in dict.fromkeys(r[0] for r in rows):
        line = []
        for kind, k in (("ORG", 1), ("PER", 0)):
            here = [(r[5], g) for r, g in zip(rows, guess) if r[0] == path]
            right = sum(l[k] for l, g in here if g == k)
            said = sum(l.sum() for l, g in here if g == k)
            true = sum(l[k] for l, g in here)
            line.append(f"{kind} P {100 * right / max(said, 1):.1f} R {100 * right / max(true, 1):.1f} F1 {200 * right / max(said + true, 1):.1f}")
        print(f"{Path(path).stem:28}", "   ".join(line))


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("binary"); ap.add_argument("sets", nargs="+"); ap.add_argument("--write"); ap.add_argument("--check", action="store_true")
    ap.add_argument("--l2", type=float, default=3.0); ap.add_argument("--l2-clue", type=float, default=3.0)
    ap.add_argument("--articles", type=int, default=4); ap.add_argument("--lean", action="append", default=[], metavar="KIND[:SIGNAL]=LOGITS")
    a = ap.parse_args()
    rows = read(a.binary, a.sets)
    x, y, w, signals, clues = matrix(rows, a.articles)
    l2 = np.array([a.l2] * len(signals) + [a.l2_clue] * len(clues) + [1e-6])
    lean = np.zeros((x.shape[1], 4))
    for one in a.lean:
        what, _, by = one.partition("=")
        kind, _, signal = what.partition(":")
        lean[signals.index(signal) if signal else -1, KINDS[kind]] += float(by)
    print(f"{len(rows)} names, {len(signals)} signals, {len(clues)} clues")
    if a.check:
        fold = np.array([r[1] % 5 for r in rows])
        guess = np.zeros(len(rows), int)
        for k in range(5):
            weights = fit(x[fold != k], y[fold != k], w[fold != k], l2)
            guess[fold == k] = np.argmax(x[fold == k] @ (weights + lean), 1)
        judge(rows, guess, w)
    if not a.write:
        return
    weights = fit(x, y, w, l2)
    weights += lean
    tenths, hundredths = np.round(weights * 10).astype(int), np.round(weights * 100).astype(int)
    root = Path(a.write)
    file = root / "src/article/mention/signal.rs"
    text = file.read_text(encoding="utf-8")
    for name, row in zip(signals, tenths):
        text = re.sub(rf"(\n    {name}:) [-\d]+ [-\d]+ [-\d]+ [-\d]+;", lambda found: found.group(1) + "".join(f" {v}" for v in row) + ";", text)
    text = re.sub(r"const BIAS: \[i16; 4\] = \[[^\]]*\]", f"const BIAS: [i16; 4] = [{', '.join(map(str, tenths[-1]))}]", text)
    file.write_text(text, encoding="utf-8")
    lines = [f"{clue}\t{' '.join(map(str, row))}\n" for clue, row in zip(clues, hundredths[len(signals):]) if abs(row).max() >= 10]
    (root / "src/article/lexicon/name_clue.txt").write_text(HEADER + "".join(lines), encoding="utf-8")
    print(f"{len(lines)} clues written")


if __name__ == "__main__":
    main()
