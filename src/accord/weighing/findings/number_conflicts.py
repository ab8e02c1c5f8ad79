"""Number conflicts: one thing counted differently."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from accord.model.evidence import Evidence
from accord.model.finding import FindingKind
from accord.weighing.findings.alike_counts import Count
from accord.weighing.findings.comparison import Candidate, Comparison, edit_or_not, gravest, in_turn
from accord.weighing.findings.contrasts import contrast
from accord.weighing.findings.counts import shown
from accord.weighing.matter import words


def find_number_conflicts(comparison: Comparison, counts: Sequence[Sequence[Count]]) -> list[Candidate]:
    """One thing counted differently by different reports, the widest apart first, at most one for each report.

    Args: counts: groups of counts that count one thing.
    """
    found = [_candidate(comparison, group) for group in counts]
    return gravest([c for c in found if c is not None], comparison.room + 1)


def _candidate(comparison: Comparison, group: Sequence[Count]) -> Candidate | None:
    values = {c.quantity.value for c in group}
    holders: dict[tuple[float, str], set[str]] = defaultdict(set)
    for count in group:
        holders[count.quantity.value, count.hedge].add(count.event.report)
    if len(holders) < 2 or not any(holders[a] != holders[b] for a, b in combinations(sorted(holders), 2)):
        return None
    by_report: dict[str, list[Evidence]] = defaultdict(list)
    for count in group:
        evidence = _evidence(comparison, count)
        if all(e.span != evidence.span for e in by_report[count.event.report]):
            by_report[count.event.report].append(evidence)
    if len(by_report) < 2:
        return None
    low, high = min(values), max(values)
    told = _told(comparison, group)
    said = [f"{words} in {comparison.called(c.event.report for c in counts)}" for words, counts in told]
    note = f"Figures differ: {'; '.join(said)}{edit_or_not(comparison, by_report)}"
    key = (*sorted(f"{value} {hedge}" for value, hedge in holders), *sorted(group[0].deed))
    apart = (high - low) / max(high, 1.0)
    readings = [(words, [_evidence(comparison, c) for c in counts]) for words, counts in told]
    side_by_side = contrast(comparison, "Figures differ", readings, apart)
    grave = len(by_report) + apart
    return Candidate(FindingKind.NUMBER_CONFLICT, note, in_turn(by_report), grave, key, contrast=side_by_side)


def _told(comparison: Comparison, group: Sequence[Count]) -> list[tuple[str, list[Count]]]:
    """Each figure once, in the shortest of the reports' words, with the counts that give it."""
    by_value: dict[tuple[float, str], list[Count]] = defaultdict(list)
    for count in group:
        by_value[count.quantity.value, count.hedge].append(count)
    out = []
    for value in sorted(by_value):
        first = min(by_value[value], key=lambda c: (len(words(_words(comparison, c))), c.event.report))
        out.append((f"“{_words(comparison, first)}”", by_value[value]))
    return out


def _evidence(comparison: Comparison, count: Count) -> Evidence:
    return comparison.context.evidence(count.event.report, shown(count), count.event.id)


def _words(comparison: Comparison, count: Count) -> str:
    return comparison.words(count.event.report, shown(count))
