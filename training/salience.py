"""Fit the weights of the salience model.

    python training/salience.py OUT.toml GOLD_DIR... [--without FOLDER...]

The folders are dealt into parts; the features of each part use a lexicon counted on the others, so that the weight of
a pattern's share is learned on words the count has not seen.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

import lexicon
import numpy as np
from logistic import fit_logistic

from accord.reading import triggers as triggers_module
from accord.reading.embedding import stands_alone
from accord.reading.labels import choose_label
from accord.reading.salience import features
from accord.reading.triggers import find_triggers

PARTS, PENALTY, MIN_COUNT = 3, 3.0, 25
Row = tuple[dict[str, float], bool]


def rows(paths: list[Path]) -> list[Row]:
    """Features and label of every trigger, each part read with a lexicon of the others."""
    out = []
    for part in range(PARTS):
        patterns = lexicon.patterns(lexicon.table(lexicon.count(p for n, p in enumerate(paths) if n % PARTS != part)))
        triggers_module.lexicon = lambda patterns=patterns: patterns  # type: ignore[assignment]
        for n, path in enumerate(paths):
            if n % PARTS == part:
                out += part_rows(path)
    return out


def part_rows(folder: Path) -> list[Row]:
    """Features and labels of one folder under the lexicon in force, but for what the reader leaves out by rule."""
    out = []
    for sentence in lexicon.placed(folder):
        found = find_triggers(sentence.clauses)
        rows_here = features(sentence.setting, found)
        for row, t in zip(rows_here, found, strict=True):
            label = choose_label(sentence.clauses, t, found, sentence.setting.quoted(t.at))
            if stands_alone(sentence.clauses, t, label):
                out.append((row, t.at in sentence.heads))
    return out


def fit(data: list[Row]) -> tuple[dict[str, float], float]:
    """Weights by Newton's method with an L2 penalty, and the shift that makes F1 best."""
    counts = Counter(name for row, _ in data for name in row)
    names = sorted(n for n, c in counts.items() if c >= MIN_COUNT)
    index = {n: i for i, n in enumerate(names)}
    x = np.zeros((len(data), len(names)))
    for r, (row, _) in enumerate(data):
        for name, value in row.items():
            if name in index:
                x[r, index[name]] = value
    y = np.array([label for _, label in data], dtype=float)
    w = fit_logistic(x, y, PENALTY)
    z = x @ w
    best = max((f1(z > t, y), t) for t in np.arange(-2.0, 1.0, 0.05))
    sys.stdout.write(f"{len(data)} triggers, {int(y.sum())} taken; F1 of taking {best[0]:.3f} at {best[1]:.2f}\n")
    weights = {n: float(v) for n, v in zip(names, w, strict=True)}
    weights["bias"] -= best[1]
    return weights, best[1]


def f1(said: np.ndarray, gold: np.ndarray) -> float:
    """F1 of a choice among the triggers."""
    hits = float((said * gold).sum())
    return 2 * hits / max(1.0, float(said.sum() + gold.sum()))


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--without", nargs="*", default=[])
    args = parser.parse_args()
    weights, _ = fit(rows(lexicon.folders(args.gold, args.without)))
    lines = [f'"{name}" = {value:.2f}' for name, value in sorted(weights.items()) if abs(value) >= 0.005]
    head = "# Weights of the salience model, made by training/salience.py; above 0 in sum a trigger is worth an event."
    args.out.write_text("\n".join([head, "[weights]", *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
