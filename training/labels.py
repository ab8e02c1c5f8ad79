"""Fit the weights that choose a trigger's type and stand.

python training/labels.py OUT.tsv GOLD_DIR... [--without FOLDER...]
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

import lexicon
import numpy as np

from accord.reading import triggers as triggers_module
from accord.reading.labels import FLOOR, label_features, label_name
from accord.reading.triggers import find_triggers

PARTS, PENALTY, MIN_COUNT, MIN_LABEL, STEPS = 3, 15.0, 15, 12, 400
Row = tuple[dict[str, float], dict[str, float], str]


def rows(paths: list[Path]) -> list[Row]:
    """Features, the lexicon's shares and the annotated label of every trigger that was taken."""
    out: list[Row] = []
    for part in range(PARTS):
        patterns = lexicon.patterns(lexicon.table(lexicon.count(p for n, p in enumerate(paths) if n % PARTS != part)))
        triggers_module.lexicon = lambda patterns=patterns: patterns  # type: ignore[assignment]
        for path in (p for n, p in enumerate(paths) if n % PARTS == part):
            for sentence in lexicon.placed(path):
                found = find_triggers(sentence.clauses)
                for t in found:
                    event = sentence.heads.get(t.at)
                    if event:
                        features = dict(label_features(sentence.clauses, t, found, sentence.setting.quoted(t.at)))
                        shares = {label_name(label): share for label, share in t.pattern.labels}
                        out.append((features, shares, f"{event['type']}/{event['stance'] or '-'}"))
    return out


def fit(data: list[Row]) -> tuple[list[str], dict[str, list[float]]]:
    """Softmax regression by gradient steps (Adam); the lexicon's log shares enter with one common weight."""
    labels = sorted(n for n, c in Counter(row[2] for row in data).items() if c >= MIN_LABEL)
    data = [row for row in data if row[2] in labels]
    names = sorted(n for n, c in Counter(f for row in data for f in row[0]).items() if c >= MIN_COUNT)
    column = {n: i for i, n in enumerate(names)}
    x = np.zeros((len(data), len(names)))
    prior = np.full((len(data), len(labels)), np.log(FLOOR))
    y = np.zeros((len(data), len(labels)))
    for r, (features, shares, label) in enumerate(data):
        for name, value in features.items():
            if name in column:
                x[r, column[name]] = value
        for c, name in enumerate(labels):
            prior[r, c] = np.log(max(shares.get(name, 0.0), FLOOR))
        y[r, labels.index(label)] = 1.0
    cut = np.arange(len(data)) % 5 == 0
    for held in (cut, np.zeros(len(data), dtype=bool)):
        w, share = descend(x[~held], prior[~held], y[~held])
        if held.any():
            said = (x[held] @ w + share * prior[held]).argmax(1)
            before = float((prior[held].argmax(1) == y[held].argmax(1)).mean())
            right = float((said == y[held].argmax(1)).mean())
            sys.stdout.write(f"held out {int(held.sum())}: lexicon alone {before:.3f}, with context {right:.3f}\n")
    table = {name: [float(v) for v in w[i]] for name, i in column.items()}
    table["share"] = [share] + [0.0] * (len(labels) - 1)
    return labels, table


def descend(x: np.ndarray, prior: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, float]:
    """Weights of features by labels, and the weight of the lexicon's share."""
    w = np.zeros((x.shape[1], y.shape[1]))
    share = 1.0
    m, v = np.zeros_like(w), np.zeros_like(w)
    for step in range(1, STEPS + 1):
        z = x @ w + share * prior
        p = np.exp(z - z.max(1, keepdims=True))
        p /= p.sum(1, keepdims=True)
        gradient = x.T @ (p - y) + PENALTY * w
        share -= 0.3 * float(((p - y) * prior).sum()) / len(x)
        m, v = 0.9 * m + 0.1 * gradient, 0.99 * v + 0.01 * gradient**2
        w -= 0.05 * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.99**step)) + 1e-8)
    return w, share


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--without", nargs="*", default=[])
    args = parser.parse_args()
    labels, table = fit(rows(lexicon.folders(args.gold, args.without)))
    lines = ["# Weights that choose a trigger's type and stand, made by training/labels.py.", "\t".join(["", *labels])]
    for name, values in sorted(table.items()):
        cells = [f"{v:.1f}" if abs(v) >= 0.15 else "" for v in values]
        if any(cells):
            lines.append("\t".join([name, *cells]))
    args.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
