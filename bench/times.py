"""How many gold times, durations and quantities the text stage finds, and how many it resolves right.

    times.py GOLD_FOLDER... [--misses]

A gold `when` span counts as found when an expression overlaps at least half of one of the two; it is resolved right
when the period is the gold date. A duration or quantity counts when one in the sentence of the trigger, or in a span
of the event, is equal.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from accord.model.period import Period
from accord.model.span import Span
from accord.text.quantities import find_quantities
from accord.text.times.find import TimeExpression, find_times


def main(arguments: list[str]) -> None:
    """Print the table for every folder named, subfolders included."""
    misses = "--misses" in arguments
    counts: Counter[str] = Counter()
    for folder in [a for a in arguments if not a.startswith("--")]:
        for report, events in _annotated(Path(folder)):
            _count_report(report, events, counts, misses)
    for name, total in (
        ("when found", "when"),
        ("when resolved", "when"),
        ("duration", "durations"),
        ("quantity", "quantities"),
    ):
        print(f"{name:16} {counts[name]:5} of {counts[total]:5}  {counts[name] / max(1, counts[total]):.3f}")
    print(f"quantities found in all sentences: {counts['quantities said']}; times: {counts['times said']}")
    seconds, words = _speed([Path(a) for a in arguments if not a.startswith("--")])
    print(f"{1000 * seconds / max(1, words) * 800:.2f} ms per 800 words")


def _annotated(folder: Path) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    for path in sorted(folder.rglob("*.report.json")):
        annotation = path.with_name(path.name.replace(".report.json", ".json"))
        if annotation.exists():
            yield json.loads(path.read_text()), json.loads(annotation.read_text())["events"]


def _count_report(report: dict[str, Any], events: list[dict[str, Any]], counts: Counter[str], misses: bool) -> None:
    text, sentences = report["text"], [Span(a, b) for a, b in report["sentences"] if a < b]
    day = date.fromisoformat(report["published"][:10]) if report.get("published") else None
    times = {f: [t for s in sentences for t in find_times(text, s, day, f)] for f in (False, True)}
    quantities = [q for s in sentences for q in find_quantities(text, s)]
    counts["quantities said"] += len(quantities)
    counts["times said"] += len(times[False])
    for event in events:
        at, found = event["at"], times[event["modality"] == "future"]
        if at.get("when") and (gold := _period(event.get("date"))):
            counts["when"] += 1
            near = _nearest(Span(*at["when"]), found)
            counts["when found"] += near is not None
            right = near is not None and near.period == gold
            counts["when resolved"] += right
            if misses and not right:
                said = (near.span.of(text), near.period and near.period.iso) if near else None
                print("WHEN", day, event["modality"], "|", event["when"], "|", gold.iso, "| got", said)
        places = [s for s in sentences if at.get("trigger") and s.start <= at["trigger"][0] < s.end]
        places += [Span(*at[k]) for k in ("measure", "condition", "when") if at.get(k)]
        if event.get("duration"):
            counts["durations"] += 1
            here = [t.duration for t in found if t.duration and any(p.overlap(t.span) for p in places)]
            counts["duration"] += event["duration"] in here
            if misses and event["duration"] not in here:
                print("DURATION", event["duration"], "|", [p.of(text) for p in places][:1], "| got", here)
        for span, named in zip(at.get("quantity") or [], event.get("quantity") or [], strict=True):
            if span and isinstance(named[1], int | float):
                counts["quantities"] += 1
                here_q = [q for q in quantities if q.span.overlap(Span(*span))]
                right = any(q.value == named[1] for q in here_q)
                counts["quantity"] += right
                if misses and not right:
                    print("QUANTITY", named, "| got", [(q.span.of(text), q.value, q.unit) for q in here_q])


def _period(iso: str | None) -> Period | None:
    try:
        return Period.parse(iso) if iso else None
    except ValueError:
        return None


def _nearest(gold: Span, found: list[TimeExpression]) -> TimeExpression | None:
    def share(t: TimeExpression) -> float:
        return gold.overlap(t.span) / min(len(gold), len(t.span))

    best = max(found, key=lambda t: (share(t) >= 0.5, gold.overlap(t.span)), default=None)
    return best if best and share(best) >= 0.5 else None


def _speed(folders: list[Path]) -> tuple[float, int]:
    reports = [r for folder in folders for r, _ in _annotated(folder)][:40]
    words = sum(len(r["text"].split()) for r in reports)
    start = time.process_time()
    for report in reports:
        for a, b in report["sentences"]:
            if a < b:
                find_times(report["text"], Span(a, b), date(2025, 3, 19))
                find_quantities(report["text"], Span(a, b))
    return time.process_time() - start, words


if __name__ == "__main__":
    main(sys.argv[1:])
