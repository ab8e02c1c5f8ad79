"""Fit how the lexicon and the encoder are weighed against one another.

    python -m training.candidates OUT.toml --weights DIR GOLD_FOLDER...

To be run with tables and a model that were fitted without GOLD_FOLDER. The first weights, a logistic regression, say
whether a candidate is worth an event; the others, one for each source, which type and stand it has.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from training.logistic import fit_logistic

from accord.encoder.model import Encoder, load_encoder
from accord.intake.load import load_reports
from accord.model.claim import PloverType, Stance
from accord.model.report import Report
from accord.model.span import Span
from accord.reading.candidates import features, label_options, sighted_triggers, survey
from accord.reading.quotes import find_quotes
from accord.reading.sayings import Heard
from accord.reading.setting import settings
from accord.reading.sights import find_sights, mark
from accord.reading.triggers import Label
from accord.text.analysis import analyse

NAMES = ("bias", "marked", "confirmed", "salience", "unlisted")
SOURCES = ("label", "type", "stance")
MATCH = 0.3  # of a candidate's words in the annotated trigger, as the scorer has it
Row = tuple[dict[str, float], Label | None, dict[Label, tuple[float, float, float]]]


def rows(folder: Path, encoder: Encoder) -> Iterator[Row]:
    """Of every candidate in a folder: its features, the annotated label (None: no event), and each label's sources."""
    for path in sorted(folder.rglob("*.report.json")):
        annotated = path.with_name(path.name.replace(".report", ""))
        report = next(r for r in load_reports([path]) if isinstance(r, Report))
        events = [e for e in json.loads(annotated.read_text())["events"] if e["at"].get("trigger")]
        yield from _report_rows(report, events, encoder)


def _report_rows(report: Report, events: list[dict[str, Any]], encoder: Encoder) -> Iterator[Row]:
    analysis = analyse(report)
    marks = mark(analysis, encoder)
    scenes = [survey(s) for s in settings(analysis, find_quotes(analysis, "", Heard(encoder, marks)))]
    sights = find_sights(encoder, marks, [span for scene in scenes for span in scene.worth_a_look()])
    for scene in scenes:
        here = [s for s in sights if scene.setting.sentence.span.contains(s.span)]
        for sight, trigger, score in sighted_triggers(scene, here):
            taken = next((e for e in events if _matches(sight.span, Span(*e["at"]["trigger"]))), None)
            label = (PloverType(taken["type"]), Stance(taken["stance"]) if taken["stance"] else None) if taken else None
            yield dict(features(sight, score)), label, label_options(scene, trigger, sight)


def _matches(span: Span, trigger: Span) -> bool:
    return span.overlap(trigger) >= MATCH * len(span)


def fit_worth(data: list[Row]) -> tuple[NDArray[np.float64], float]:
    """Weights by Newton's method with a slight L2 penalty, and the threshold that makes F1 best."""
    x = np.array([[row.get(name, 0.0) for name in NAMES] for row, _, _ in data])
    y = np.array([label is not None for _, label, _ in data], dtype=float)
    w = fit_logistic(x, y)
    z = x @ w
    best = max((_f1(z > t, y), t) for t in np.arange(-3.0, 2.0, 0.05))
    print(f"{len(data)} candidates, {int(y.sum())} events; F1 of choosing {best[0]:.3f} at log-odds {best[1]:.2f}")
    return w, float(best[1])


def _f1(said: NDArray[np.bool_], gold: NDArray[np.float64]) -> float:
    right = float((said * gold).sum())
    return 2 * right / (float(said.sum()) + float(gold.sum())) if right else 0.0


def fit_label(data: list[Row]) -> NDArray[np.float64]:
    """One weight for each source of evidence on the label, by gradient ascent on the likelihood."""
    cases = [(np.array(list(s.values())), list(s).index(label)) for _, label, s in data if label in s]
    w = np.ones(len(SOURCES))
    for _ in range(400):
        gradient = np.zeros(len(w))
        for options, right in cases:
            p = np.exp(options @ w - (options @ w).max())
            gradient += options[right] - (p / p.sum()) @ options
        w += 0.05 * gradient / len(cases)
    for name, ones in (("lexicon", (1, 0, 0)), ("encoder", (0, 1, 1)), ("both", tuple(w))):
        hit = sum(int((options @ np.array(ones)).argmax() == right) for options, right in cases) / len(cases)
        print(f"type and stand right, {name}: {hit:.3f} of {len(cases)}")
    return w


def main() -> int:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--weights", type=Path, required=True)
    options = parser.parse_args()
    encoder = load_encoder(options.weights)
    data = [row for folder in options.folders for row in rows(folder, encoder)]
    worth, threshold = fit_worth(data)
    label = fit_label(data)
    values = dict(zip(NAMES, worth, strict=True)) | {"threshold": threshold, "look": -0.5}
    values |= dict(zip(SOURCES, label, strict=True))
    lines = [f"{name} = {value:.3f}" for name, value in values.items()]
    head = "# How the lexicon and the encoder are weighed against one another; made by training/candidates.py.\n"
    options.out.write_text(head + "[weights]\n" + "\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
