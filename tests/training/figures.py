#!/usr/bin/env python3
"""Learns the weights of src/article/verdict/signal.rs from labelled articles.

  figures.py BINARY DESK.jsonl [--marked DIR] [--labels FILE --texts DIR] [--write SIGNAL.rs] [--l2 2.0]

--marked: a folder of articles in which `{unsourced-figure:4,200}` marks what is to be flagged and nothing else is (tests/corpus).
--labels: labels of this project's own for articles that are kept elsewhere, one article a line, {"set", "id", "claims"}; their texts
are those of the same id in DIR/SET.dev.jsonl or DIR/SET.jsonl. "Q" is to be flagged, "N" is not, "V" is left out, as is every figure without a label.
DESK.jsonl: one article a line, {"id", "text", "claims": [{"spans": [[start, end]], "labels": ["Q"|"S"|"V"|"N"]}]} in code points.
Reads every article with `BINARY read --json`, takes the figures that no gate decided (their `score` is a number) with their `signals`,
and fits a logistic regression with L2 by Newton's method; deterministic, standard library only. Prints the cross-validated curve
(five folds by article) and, with --write, puts the weights, rounded to tenths of a logit, into the table.
"""
import argparse, json, math, re, subprocess, sys, tempfile
from pathlib import Path


# Claims of one article that count in full.
MOST = 10.0


def marked(path):
    """An article with marks as a row: marked places are Q; every other figure counts as one not to flag."""
    text, claims, open_marks = "", [], []
    source = path.read_text(encoding="utf-8")
    for piece in re.split(r"(\{[a-z-]+:|\})", source):
        if re.fullmatch(r"\{[a-z-]+:", piece):
            open_marks.append((piece[1:-1], len(text)))
        elif piece == "}" and open_marks:
            kind, start = open_marks.pop()
            if kind == "unsourced-figure":
                claims.append({"spans": [[start, len(text)]], "labels": ["Q"]})
        else:
            text += piece
    return {"id": path.name, "text": text, "claims": claims}


def labelled(labels, texts):
    """The articles of a file of labels, as rows; `sparse`: what has no label says nothing."""
    rows = [json.loads(line) for line in open(labels, encoding="utf-8")]
    kept = {}
    for name in {r["set"] for r in rows}:
        files = [Path(texts) / f"{name}.dev.jsonl", Path(texts) / f"{name}.jsonl"]
        for line in open(next(f for f in files if f.exists()), encoding="utf-8"):
            article = json.loads(line)
            kept[name, article["id"]] = article["text"]
    return [{**r, "text": kept[r["set"], r["id"]], "sparse": True} for r in rows if (r["set"], r["id"]) in kept]


def examples(binary, desk, corpus=None, labels=None, texts=None):
    rows = [json.loads(line) for line in open(desk, encoding="utf-8")]
    if corpus:
        # Every third article is held back: what is published about them is not what was learnt from.
        rows += [marked(path) for i, path in enumerate(sorted(Path(corpus).glob("*.txt"))) if i % 3 != 2]
    if labels:
        rows += labelled(labels, texts)
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for i, row in enumerate(rows):
            path = Path(folder) / f"{i:05}.txt"
            path.write_text(row["text"], encoding="utf-8", newline="")
            names.append(str(path))
        out = subprocess.run([binary, "read", "--json", *names], capture_output=True, text=True, encoding="utf-8", check=True).stdout
    data, missed, gated = [], 0, {}
    for i, (row, line) in enumerate(zip(rows, out.splitlines())):
        figures = json.loads(line)["figures"]
        taken = set()
        for c in row["claims"]:
            labels = set(c["labels"])
            hit = [k for k, f in enumerate(figures) if any(f["start"] < e and s < f["end"] for s, e in c["spans"])]
            taken.update(hit)
            scored = [figures[k] for k in hit if figures[k]["score"] is not None]
            if labels == {"Q"}:
                if not scored:
                    missed += 1
                    why = figures[hit[0]]["why"] if hit else "not found"
                    gated[why] = gated.get(why, 0) + 1
                for f in scored:
                    data.append((i, 1, f["signals"], 1.0 / len(scored)))
            elif "Q" not in labels and "V" not in labels:
                for f in scored:
                    data.append((i, 0, f["signals"], 1.0 / len(scored)))
        for k, f in enumerate(figures):
            if k not in taken and f["score"] is not None and not row.get("sparse"):
                data.append((i, 0, f["signals"], 1.0))
    # One long list of figures should not outweigh ten stories.
    total = {}
    for i, _, _, weight in data:
        total[i] = total.get(i, 0) + weight
    data = [(i, y, signals, weight * min(1.0, MOST / total[i])) for i, y, signals, weight in data]
    return data, missed, gated, sum(len(r["text"].split()) for r in rows)


def solve(matrix, vector):
    n = len(vector)
    m = [row[:] + [v] for row, v in zip(matrix, vector)]
    for i in range(n):
        p = max(range(i, n), key=lambda r: abs(m[r][i]))
        m[i], m[p] = m[p], m[i]
        for r in range(i + 1, n):
            f = m[r][i] / m[i][i]
            if f:
                for c in range(i, n + 1):
                    m[r][c] -= f * m[i][c]
    x = [0.0] * n
    for i in reversed(range(n)):
        x[i] = (m[i][n] - sum(m[i][c] * x[c] for c in range(i + 1, n))) / m[i][i]
    return x


def fit(data, names, l2):
    index = {name: k + 1 for k, name in enumerate(names)}
    n = len(names) + 1
    w = [0.0] * n
    rows = [([0] + [index[s] for s in signals], y, weight) for _, y, signals, weight in data]
    for _ in range(25):
        grad = [-l2 * v for v in w]
        grad[0] = 0.0
        hess = [[(l2 if i == j and i else 1e-9 if i == j else 0.0) for j in range(n)] for i in range(n)]
        for xs, y, weight in rows:
            p = 1 / (1 + math.exp(-max(-30, min(30, sum(w[k] for k in xs)))))
            g, h = (y - p) * weight, p * (1 - p) * weight
            for a in xs:
                grad[a] += g
                for b in xs:
                    hess[a][b] += h
        step = solve(hess, grad)
        w = [a + b for a, b in zip(w, step)]
        if max(abs(s) for s in step) < 1e-6:
            break
    return w


def score(w, names, signals):
    index = {name: k + 1 for k, name in enumerate(names)}
    return w[0] + sum(w[index[s]] for s in signals)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("binary"); ap.add_argument("desk"); ap.add_argument("--marked"); ap.add_argument("--labels"); ap.add_argument("--texts"); ap.add_argument("--write"); ap.add_argument("--l2", type=float, default=2.0)
    a = ap.parse_args()
    data, missed, gated, words = examples(a.binary, a.desk, a.marked, a.labels, a.texts)
    names = sorted({s for _, _, signals, _ in data for s in signals})
    positives = sum(weight for _, y, _, weight in data if y)
    print(f"{len(data)} figures weighed, {positives:.0f} claims to flag among them; {missed} more stopped by gates: {gated}")
    scored = []
    for fold in range(5):
        w = fit([d for d in data if d[0] % 5 != fold], names, a.l2)
        scored += [(score(w, names, d[2]), d[1], d[3]) for d in data if d[0] % 5 == fold]
    print("cross-validated: cut, precision, recall of all, F1, false per 1,000 words")
    total = positives + missed
    for cut in [x / 10 for x in range(-20, 16, 2)]:
        tp = sum(weight for s, y, weight in scored if y and s >= cut)
        fp = sum(weight for s, y, weight in scored if not y and s >= cut)
        p, r = tp / max(tp + fp, 1e-9), tp / total
        print(f"  {cut:5.1f}  P {100 * p:5.1f}  R {100 * r:5.1f}  F1 {200 * p * r / max(p + r, 1e-9):5.1f}  {1000 * fp / words:.2f}")
    w = fit(data, names, a.l2)
    for name, v in sorted(zip(names, w[1:]), key=lambda x: -x[1]):
        print(f"  {name:20} {v:+.2f}  ({sum(1 for d in data if name in d[2] and d[1])}/{sum(1 for d in data if name in d[2])})")
    print(f"  bias {w[0]:+.2f}")
    if a.write:
        path = Path(a.write)
        text = path.read_text(encoding="utf-8")
        for name, v in zip(names, w[1:]):
            text = re.sub(rf"(\n    {name} )-?\d+ ", rf"\g<1>{round(10 * v)} ", text)
        text = re.sub(r"(BIAS: i16 = )-?\d+", rf"\g<1>{round(10 * w[0])}", text)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
