#!/usr/bin/env python3
"""Learns the weights of src/article/mention/signal.rs from labelled texts.

  names.py NAME_SIGNALS [--write SIGNAL.rs] [--l2 3.0] LABELLED.jsonl[=WEIGHT] ..

NAME_SIGNALS: the binary of `cargo build --example name_signals`. LABELLED: one text a line, {"text", "entities": [{"start", "end",
"type", "optional"?}]} in code points, types ORG, PER, LOC; WEIGHT (default 1) is how much its texts count. Fits a multinomial
logistic regression (person, organisation, place, other) over the named signals with L2, by Adam in a fixed number of steps, and
prints the weights in tenths of a logit; --write puts them into the table. Needs numpy; deterministic.
"""
import argparse, bisect, json, re, subprocess, tempfile
from pathlib import Path

import numpy as np

KINDS = {"PER": 0, "ORG": 1, "LOC": 2}


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


def examples(binary, sets):
    rows, labels, weights, names = [], [], [], None
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
        for row, line in zip(gold, out.splitlines()):
            read = json.loads(line)
            names = read["signals"]
            entities = sorted((e["start"], e["end"], e["type"]) for e in row["entities"] if not e.get("optional"))
            for name in read["names"]:
                own, around, n = int(name["own"]), name["around"], len(name["places"])
                # A signal of the name itself is there or not; one of its surroundings counts by how often it is there.
                rows.append([1.0 if own >> b & 1 else around[b] / n * min(n, 9) ** 0.5 for b in range(len(names))])
                labels.append(label(name["places"], entities) / n)
                weights.append(float(weight or 1) * min(n, 6) ** 0.7)
    return np.array(rows), np.array(labels), np.array(weights), names


def fit(x, y, w, l2):
    x = np.hstack([x, np.ones((len(x), 1))])
    weights = np.zeros((x.shape[1], 4))
    m, v = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, 1501):
        z = x @ weights
        p = np.exp(z - z.max(1, keepdims=True))
        p /= p.sum(1, keepdims=True)
        g = x.T @ ((p - y) * w[:, None])
        g[:-1] += l2 * weights[:-1]
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        weights -= 0.05 * (m / (1 - 0.9 ** step)) / (np.sqrt(v / (1 - 0.999 ** step)) + 1e-8) * (0.2 if step > 1001 else 1)
    weights -= weights.mean(1, keepdims=True)
    right = np.argmax(x @ weights, 1) == np.argmax(y, 1)
    print(f"{len(x)} names, {100 * (right * w).sum() / w.sum():.1f} % right on what was learnt from")
    return np.round(weights * 10).astype(int)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("binary"); ap.add_argument("sets", nargs="+"); ap.add_argument("--write"); ap.add_argument("--l2", type=float, default=3.0)
    a = ap.parse_args()
    x, y, w, names = examples(a.binary, a.sets)
    weights = fit(x, y, w, a.l2)
    for name, row in zip([*names, "BIAS"], weights):
        print(f"  {name:24}", *(f"{v:4}" for v in row))
    if a.write:
        text = Path(a.write).read_text(encoding="utf-8")
        for name, row in zip(names, weights):
            text = re.sub(rf"(\n    {name}:) [-\d]+ [-\d]+ [-\d]+ [-\d]+;", lambda found: found.group(1) + "".join(f" {v}" for v in row) + ";", text)
        text = re.sub(r"const BIAS: \[i16; 4\] = \[[^\]]*\]", f"const BIAS: [i16; 4] = [{', '.join(map(str, weights[-1]))}]", text)
        Path(a.write).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
