"""Quote drift: utterances whose words between quotation marks differ between reports."""

from __future__ import annotations

from collections import defaultdict

from accord.model.drift import DriftKind, MeaningChange
from accord.model.entry import Quotation
from accord.model.evidence import Evidence
from accord.model.finding import FindingKind
from accord.weighing.findings.comparison import Candidate, Comparison, edit_or_not, gravest, in_turn, key_of
from accord.weighing.findings.contrasts import contrast
from accord.weighing.matter import words
from accord.weighing.quotations.drift import Drift, find_drift

_CHANGES = {
    MeaningChange.NEGATION: 7.0,
    MeaningChange.NUMBER: 6.0,
    MeaningChange.HOLDER: 5.0,
    MeaningChange.CONDITION: 4.0,
}
_CUT, _MADE_UP, _REWORDED = 1.0, 2.0, 3.0


def find_quote_drifts(comparison: Comparison) -> list[Candidate]:
    """Quotations whose wordings drift, those first whose meaning changes, at most two for each report."""
    quotes = {q.id: q for q in comparison.context.quotes()}
    found = []
    for entry in comparison.entries:
        if not isinstance(entry, Quotation) or not entry.drift:
            continue
        drift = find_drift(comparison.context, [quotes[e.claim] for e in entry.evidence if e.claim in quotes])
        if drift.note is not None:
            found.append(_candidate(comparison, entry, drift))
    return gravest(found, 2 * comparison.room)


def _candidate(comparison: Comparison, entry: Quotation, drift: Drift) -> Candidate:
    by_report: dict[str, list[Evidence]] = defaultdict(list)
    told: dict[tuple[str, ...], list[Evidence]] = defaultdict(list)
    for quoted in drift.shown:
        shown = comparison.context.evidence(quoted.report, quoted.span, quoted.claim)
        by_report[quoted.report].append(shown)
        told[words(quoted.text)].append(shown)
    marked = {quoted.claim for quoted in drift.shown}
    for piece in entry.evidence:
        if piece.claim not in marked and piece.report not in by_report:
            by_report[piece.report].append(piece)
    pair = f" ({' against '.join(_outlets(comparison, drift))})" if drift.against else ""
    note = f"{entry.speaker}: {drift.note}{pair}{edit_or_not(comparison, by_report)}"
    evidence = in_turn(by_report)
    grave = _grave(drift) + 0.1 * len(by_report)
    about = f"{entry.speaker}: {(drift.note or '').partition(':')[0]}"
    readings = [(f"“{' '.join(same[0].text.split())}”", same) for same in told.values()]
    side_by_side = contrast(comparison, about, readings, apart=float(drift.change is not None))
    return Candidate(FindingKind.QUOTE_DRIFT, note, evidence, grave, key_of(evidence), (entry.id,), side_by_side)


def _grave(drift: Drift) -> float:
    if drift.change is not None:
        return _CHANGES[drift.change]
    if not drift.against:
        return _MADE_UP
    return _CUT if drift.kind is DriftKind.CLIPPED else _REWORDED


def _outlets(comparison: Comparison, drift: Drift) -> list[str]:
    """The two reports whose quotations the drift is told by, in the order its note names their words."""
    return [comparison.outlet(quoted.report) for quoted in drift.shown[:2]]
