"""Shared origins: reports that must count as one, and one statement that several carry."""

from __future__ import annotations

import re
from collections import defaultdict

from accord.model.claim import QuoteKind
from accord.model.entry import Quotation
from accord.model.evidence import Evidence
from accord.model.finding import FindingKind
from accord.model.lineage import JOINING, Origin
from accord.model.span import Span
from accord.weighing.findings.comparison import Candidate, Comparison, in_turn, key_of
from accord.weighing.matter import words

_PASSAGES = 3  # shared passages shown for each pair of reports
_SHORT = 160  # characters of a passage that is shown as it is
_SENTENCES = 2  # sentences shown of a longer one
_CREDIT = 80  # characters that a credit line has at most
_SENTENCE = 5  # words that a shared quotation needs to be looked at
_LONG = 9  # words from which the quotations that two reports share show one statement


def find_shared_origins(comparison: Comparison) -> list[Candidate]:
    """Origins that several reports carry, then statements that reports of different origins both quote."""
    carriers: dict[str, list[str]] = defaultdict(list)
    named: dict[str, Origin] = {}
    for report in sorted(comparison.context.story.reports):
        for origin in comparison.context.lineage.of(report):
            if origin.id in comparison.origins[report]:
                carriers[origin.id].append(report)
                named[origin.id] = origin
    found = [_shared(comparison, named[o], reports) for o, reports in carriers.items() if len(reports) > 1]
    found = [c for c in found if len(c.reports) > 1]
    return sorted(found, key=lambda c: (-c.grave, c.key)) + _statements(comparison)


def _shared(comparison: Comparison, origin: Origin, reports: list[str]) -> Candidate:
    by_report: dict[str, list[Evidence]] = defaultdict(list)
    for carriage in comparison.context.lineage.carriages:
        if carriage.origin == origin.id and carriage.report in reports:
            by_report[carriage.report] += carriage.evidence
    for report, evidence in _passages(comparison, reports):
        by_report[report].append(evidence)
    for report in reports:
        if not any(e.claim is None and len(e.text) < _CREDIT for e in by_report[report]):
            by_report[report] = _naming(comparison, report, origin.name) + by_report[report]
        if not by_report[report] and (first := _first_claim(comparison, report)):
            by_report[report].append(first)
    note = (
        f"{comparison.called(reports)} carry one origin, {origin.name}: they count once, and do not confirm one another"
    )
    return Candidate(FindingKind.SHARED_ORIGIN, note, in_turn(by_report), len(reports), (origin.name,))


def _passages(comparison: Comparison, reports: list[str]) -> list[tuple[str, Evidence]]:
    """The longest passages that two of the reports share, on both sides, long ones by the sentences they hold."""
    out = []
    own = set(reports)
    for link in comparison.context.lineage.links:
        if link.kind in JOINING and link.left in own and link.right in own:
            for passage in sorted(link.passages, key=lambda p: (-len(p.left), p))[:_PASSAGES]:
                for report, span in ((link.left, passage.left), (link.right, passage.right)):
                    out += [
                        (report, comparison.context.evidence(report, s, None))
                        for s in _told_in(comparison, report, span)
                    ]
    return out


def _told_in(comparison: Comparison, report: str, passage: Span) -> list[Span]:
    """The sentences of a passage that say most, in text order; a short passage as it is."""
    held = [(s, bag) for s, bag in comparison.sentences.get(report, ()) if passage.contains(s)]
    if len(passage) <= _SHORT or not held:
        return [passage]
    return sorted(s for s, _ in sorted(held, key=lambda h: (-len(h[1]), h[0]))[:_SENTENCES])


def _naming(comparison: Comparison, report: str, name: str) -> list[Evidence]:
    """Where the report names the origin: the first and the last time."""
    text = comparison.context.reports[report].text
    found = [Span(m.start(), m.end()) for m in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)]
    return [comparison.context.evidence(report, span, None) for span in dict.fromkeys(found[:1] + found[-1:])]


def _first_claim(comparison: Comparison, report: str) -> Evidence | None:
    sentences = comparison.sentences.get(report)
    return comparison.context.evidence(report, sentences[0][0], None) if sentences else None


def _statements(comparison: Comparison) -> list[Candidate]:
    """One candidate for each set of reports of different origins that quote the same long words."""
    alike: dict[tuple[str, ...], list[Evidence]] = defaultdict(list)
    speakers: dict[tuple[str, ...], list[str]] = defaultdict(list)
    quotes = {q.id: q for q in comparison.context.quotes()}
    for entry in comparison.entries:
        if not isinstance(entry, Quotation):
            continue
        for variant in entry.variants:
            reports = tuple(sorted({e.report for e in variant.evidence}))
            direct = all(e.claim in quotes and quotes[e.claim].kind is QuoteKind.DIRECT for e in variant.evidence)
            if (
                len(reports) > 1
                and direct
                and len(words(variant.text)) >= _SENTENCE
                and not comparison.one_origin(reports)
            ):
                alike[reports] += variant.evidence
                speakers[reports].append(entry.speaker)
    found = []
    for reports, evidence in sorted(alike.items()):
        if len(words(" ".join({e.text for e in evidence if e.report == reports[0]}))) < _LONG:
            continue
        by_report: dict[str, list[Evidence]] = defaultdict(list)
        for e in evidence:
            by_report[e.report].append(e)
        who = sorted(set(speakers[reports]))[0]
        note = f"{comparison.called(reports)} quote the same words of {who}: one statement, not two confirmations"
        found.append(Candidate(FindingKind.SHARED_ORIGIN, note, in_turn(by_report), 1.0, key_of(evidence)))
    return found
