"""Fit the weights that turn what tells of a claim's being right into a confidence.

    python -m training.confidence OUT.toml --weights DIR GOLD_FOLDER...

To be run on reports that neither the tables nor the model were fitted on. Prints the expected calibration error (ten
equal bins) of each folder's claims under weights fitted on the other folders.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
from training.logistic import fit_logistic

from accord.encoder.model import load_encoder
from accord.intake.load import load_reports
from accord.model.claim import Event
from accord.model.report import Report
from accord.reading import events as events_module
from accord.reading import quotes as quotes_module
from accord.reading.attribution import Attribution
from accord.reading.confidence import event_features, quote_features
from accord.reading.trained import TrainedReader
from bench.gold import gold_claims
from bench.judged import judge_events, judge_quotes

BINS = 10
Row = tuple[dict[str, float], bool]


def rows(folder: Path, reader: TrainedReader) -> tuple[list[Row], list[Row]]:
    """What tells of each event and quote of a folder, and whether it is right."""
    gold = {claims.report: claims for claims in gold_claims(folder)}
    told: dict[object, dict[str, float]] = {}

    def note_event(event: Event, worth: float, label: float) -> float:
        told[event.id] = dict(event_features(event, worth, label))
        return 0.5

    def note_quote(attribution: Attribution) -> float:
        told[attribution.content] = dict(quote_features(attribution))
        return 0.5

    events_module.event_confidence = note_event  # type: ignore[attr-defined]
    quotes_module.quote_confidence = note_quote  # type: ignore[attr-defined]
    events, quotes = [], []
    for report in load_reports([folder]):
        if isinstance(report, Report) and report.id in gold:
            told.clear()
            claims = reader.read(report)
            for event, right in zip(claims.events, judge_events(claims.events, gold[report.id]), strict=True):
                events.append((told[event.id], right))
            for quote, right in zip(claims.quotes, judge_quotes(claims.quotes, gold[report.id]), strict=True):
                quotes.append((told[quote.content], right))
    return events, quotes


def fit(data: list[Row]) -> dict[str, float]:
    """Logistic regression by Newton's method with a slight L2 penalty."""
    names = sorted({name for row, _ in data for name in row})
    x = np.array([[row.get(name, 0.0) for name in names] for row, _ in data])
    y = np.array([right for _, right in data], dtype=float)
    w = fit_logistic(x, y)
    return {name: float(value) for name, value in zip(names, w, strict=True)}


def error_apart(parts: list[list[Row]]) -> float:
    """The expected calibration error when each part is judged by weights of the others."""
    judged: list[tuple[float, bool]] = []
    for k, part in enumerate(parts):
        weights = fit([row for other in parts[:k] + parts[k + 1 :] for row in other])
        for row, right in part:
            odds = sum(weights.get(name, 0.0) * value for name, value in row.items())
            judged.append((float(1 / (1 + np.exp(-odds))), right))
    error = 0.0
    for k in range(BINS):
        inside = [(p, right) for p, right in judged if min(int(p * BINS), BINS - 1) == k]
        error += abs(sum(p - right for p, right in inside)) / len(judged)
    return error


def main() -> int:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--weights", type=Path, required=True)
    options = parser.parse_args()
    reader = TrainedReader(load_encoder(options.weights))
    parts = [rows(folder, reader) for folder in options.folders]
    lines = ["# What tells how likely a claim is right; made by training/confidence.py."]
    for kind, found in (("event", [events for events, _ in parts]), ("quote", [quotes for _, quotes in parts])):
        data = [row for part in found for row in part]
        print(f"{kind}: {len(data)} claims, expected calibration error apart {error_apart(found):.3f}")
        lines += [f"[{kind}]", *(f'"{name}" = {value:.3f}' for name, value in fit(data).items()), ""]
    options.out.write_text("\n".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
