"""How well findings match the annotated ones: `python bench/findings.py GOLD_FOLDER… [--show] [--read]`.

From gold claims and origins, which shows what weighing alone can do; with `--read` from our own reading and tracing.

A folder is one episode, or holds episodes. Matching follows the gold's own scorer: kind, reports (Jaccard of one half
at least) and one span that overlaps; at most twelve spans of a finding count.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from story import gold_context

from accord import api
from accord.model.entry import AnyEntry
from accord.model.finding import Finding
from accord.weighing.commitments.find import find_commitments
from accord.weighing.contacts import find_contacts
from accord.weighing.findings.find import find_findings
from accord.weighing.incidents.find import find_incidents
from accord.weighing.measures.find import find_measures
from accord.weighing.positions import find_positions
from accord.weighing.quotations.find import find_quotations

Place = tuple[str, int, int]
_COUNTED = 12


@dataclass(frozen=True)
class Flagged:
    """A finding as it is compared."""

    kind: str
    note: str
    reports: frozenset[str]
    places: tuple[Place, ...]


def annotated(folder: Path) -> list[Flagged]:
    """The findings of the gold."""
    out = []
    for raw in json.loads((folder / "findings.json").read_text()):
        places = []
        for report, words in raw["spans"][:_COUNTED]:
            text = json.loads((folder / f"{report}.report.json").read_text())["text"]
            if (start := text.find(words)) >= 0:
                places.append((report, start, start + len(words)))
        out.append(Flagged(raw["kind"], raw["note"], frozenset(raw["reports"]), tuple(places)))
    return out


def found(folder: Path) -> list[Flagged]:
    """The findings of the weighing, on gold claims."""
    context = gold_context(folder)
    measures = find_measures(context)
    commitments = find_commitments(context, measures)
    entries: tuple[AnyEntry, ...] = (
        *find_positions(context, measures), *commitments, *find_incidents(context, commitments),
        *find_contacts(context), *find_quotations(context),
    )  # fmt: skip
    return _flagged(find_findings(context, measures, entries))


def read(folder: Path) -> list[Flagged]:
    """The findings of the whole program."""
    return _flagged(api.read(sorted(folder.glob("*.report.json"))).findings)


def _flagged(findings: Iterable[Finding]) -> list[Flagged]:
    out = []
    for f in findings:
        places = tuple((e.report, e.span.start, e.span.end) for e in f.evidence[:_COUNTED])
        out.append(Flagged(f.kind.value, f.note, frozenset(f.reports), places))
    return out


def alike(gold: Flagged, mine: Flagged) -> int:
    """Number of span pairs that overlap enough; 0 where kind or reports do not fit."""
    both, either = gold.reports & mine.reports, gold.reports | mine.reports
    if gold.kind != mine.kind or len(both) / len(either) < 0.5:
        return 0
    return sum(
        r == q and max(0, min(b, d) - max(a, c)) >= 0.2 * (d - c) > 0
        for r, a, b in gold.places
        for q, c, d in mine.places
    )


def match(gold: list[Flagged], mine: list[Flagged]) -> dict[int, int]:
    """Pairs, one to one, the most overlapping first: index of mine to index of gold."""
    scored = sorted(((alike(g, m), i, j) for i, g in enumerate(gold) for j, m in enumerate(mine)), reverse=True)
    pairs: dict[int, int] = {}
    for score, i, j in scored:
        if score and j not in pairs and i not in pairs.values():
            pairs[j] = i
    return pairs


def main(arguments: list[str]) -> None:
    """Print precision, recall and F1 by kind."""
    folders = [Path(a) for a in arguments if not a.startswith("-")]
    folders = [e for f in folders for e in ([f] if (f / "findings.json").exists() else sorted(f.iterdir()))]
    tally: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for folder in folders:
        gold, mine = annotated(folder), read(folder) if "--read" in arguments else found(folder)
        pairs = match(gold, mine)
        for key in ("all", folder.name):
            tally[key][0] += len(pairs)
            tally[key][1] += len(mine)
            tally[key][2] += len(gold)
        for j, f in enumerate(mine):
            tally[f.kind][0] += j in pairs
            tally[f.kind][1] += 1
            if "--show" in arguments:
                print(f"{'+' if j in pairs else '-'} {folder.name[:10]} {f.kind:20} {f.note}")
        for i, f in enumerate(gold):
            tally[f.kind][2] += 1
            if "--show" in arguments and i not in pairs.values():
                print(f"  missed {folder.name[:10]} {f.kind:20} {f.note[:150]}")
    for name in sorted(tally):
        hits, said, real = tally[name]
        precision, recall = hits / max(1, said), hits / max(1, real)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"{name:22} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}   {hits} of {said} said, {real} gold")


if __name__ == "__main__":
    main(sys.argv[1:])
