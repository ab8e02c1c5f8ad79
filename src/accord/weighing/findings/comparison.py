"""What every family of findings reads, and what it gives."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from accord.model.claim import Claims, Event
from accord.model.entry import AnyEntry
from accord.model.evidence import Evidence
from accord.model.finding import Contrast, Finding, FindingKind
from accord.model.identity import content_id
from accord.model.lineage import OriginKind
from accord.model.measure import Measure
from accord.model.span import Span
from accord.weighing.acts import SAME, TOPIC, Act, Tellings, extent
from accord.weighing.context import Context
from accord.weighing.embedding import Embedding
from accord.weighing.matter import fold, matter
from accord.weighing.phrases import join_names
from accord.weighing.speakers import Parties

_MANY = 8  # reports from which findings grow by the root of their number


@dataclass(frozen=True, slots=True)
class Comparison:
    """The reports of one story side by side.

    `acts` are the events that tell one act; `topics`, more loosely, those about one matter. `origins` are the ids of
    the known origins of each report, `carriers` the reports of each; `sentences` the sentences that hold a claim, with
    the matter of each; `weight` is how telling a word is, higher for a rarer one; `resting_on` the ids of the entries
    that rest on a claim; `embedding` tells acts that stand inside another's object; `outlets` counts the reports of
    each outlet.
    """

    context: Context
    measures: tuple[Measure, ...]
    entries: tuple[AnyEntry, ...]
    acts: tuple[Act, ...]
    topics: tuple[Act, ...]
    parties: Parties
    origins: dict[str, frozenset[str]]
    carriers: Mapping[str, Sequence[str]]
    sentences: dict[str, list[tuple[Span, frozenset[str]]]]
    weight: dict[str, float]
    resting_on: dict[str, list[str]]
    embedding: Embedding
    outlets: Mapping[str | None, int]

    @property
    def room(self) -> int:
        """How many findings of a kind an editor can take in: the number of reports (copies once), fewer of many."""
        size = self.distinct(self.context.story.reports)
        return min(size, _MANY) + math.isqrt(max(0, size - _MANY))

    def distinct(self, reports: Iterable[str]) -> int:
        """Number of different texts among reports: a copy adds nothing."""
        return len({self.context.reports[r].text for r in reports})

    def differ(self, left: str, right: str) -> bool:
        """Whether two reports are two texts, not one report and its copy."""
        return self.context.reports[left].text != self.context.reports[right].text

    def words(self, report: str, span: Span) -> str:
        """The words under a span, on one line."""
        return " ".join(self.context.text(report, span).split())

    def one_origin(self, reports: Iterable[str]) -> bool:
        """Whether every report carries one and the same known origin."""
        sets = [self.origins[r] for r in set(reports)]
        return bool(frozenset.intersection(*sets)) if sets else False

    def outlet(self, report: str) -> str:
        """How a report is called in a note: its outlet, with its label where two reports share one."""
        outlet, label = self.context.reports[report].outlet, self.context.reports[report].label
        if not outlet:
            return label
        return outlet if self.outlets[outlet] == 1 else f"{outlet} ({label})"

    def called(self, reports: Iterable[str]) -> str:
        """Several reports in a note."""
        return join_names([self.outlet(r) for r in sorted(set(reports))])


@dataclass(frozen=True, slots=True)
class Candidate:
    """A finding in the making. `grave` ranks it within its kind; `key` is what its id is made of."""

    kind: FindingKind
    note: str
    evidence: tuple[Evidence, ...]
    grave: float
    key: tuple[str, ...]
    entries: tuple[str, ...] = ()
    contrast: Contrast | None = None

    @property
    def reports(self) -> tuple[str, ...]:
        """The reports whose words it shows, sorted."""
        return tuple(sorted({e.report for e in self.evidence}))

    def finding(self, comparison: Comparison) -> Finding:
        """The finding itself, with the entries that rest on the same claims."""
        touched = (entry for e in self.evidence if e.claim for entry in comparison.resting_on.get(e.claim, ()))
        entries = tuple(sorted({*self.entries, *touched}))
        known = content_id("finding", comparison.context.story.id, self.kind.value, *sorted(set(self.key)))
        return Finding(known, self.kind, self.note, self.reports, self.evidence, entries, contrast=self.contrast)


def compare_reports(context: Context, measures: tuple[Measure, ...], entries: tuple[AnyEntry, ...]) -> Comparison:
    """Put the reports of a story side by side."""
    sentences = {c.report: _sentences(context, c) for c in context.claims}
    frequency = Counter(chain.from_iterable(bag for held in sentences.values() for _, bag in held))
    total = sum(map(len, sentences.values()))
    weight = {w: math.log(1 + total / n) for w, n in frequency.items()}
    tellings = context.whole(Tellings)
    origins = {r: _known_origins(context, r) for r in context.story.reports}
    carriers: dict[str, list[str]] = defaultdict(list)
    for report, carried in origins.items():
        for origin in carried:
            carriers[origin].append(report)
    return Comparison(
        context,
        measures,
        entries,
        tellings.acts(SAME),
        tellings.acts(TOPIC),
        context.whole(Parties),
        origins,
        carriers,
        sentences,
        weight,
        _resting_on(entries),
        context.whole(Embedding),
        Counter(r.outlet for r in context.reports.values()),
    )


def _resting_on(entries: tuple[AnyEntry, ...]) -> dict[str, list[str]]:
    held: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        for claim in sorted({e.claim for e in entry.evidence if e.claim}):
            held[claim].append(entry.id)
    return held


def _known_origins(context: Context, report: str) -> frozenset[str]:
    return frozenset(o.id for o in context.lineage.of(report) if o.kind is not OriginKind.UNKNOWN)


def _sentences(context: Context, claims: Claims) -> list[tuple[Span, frozenset[str]]]:
    spans = sorted({claim.sentence for claim in claims})
    return [(s, frozenset(matter(context.text(claims.report, s)))) for s in spans]


def surely_told(acts: Iterable[Act]) -> Iterator[Act]:
    """The acts that two or more events tell which are not unsure, by those events alone.

    A conflict needs two readings that are both right.
    """
    for act in acts:
        if len(act.events) > 1 and len(events := tuple(e for e in act.events if not e.unsure)) > 1:
            yield Act(events)


def shown(comparison: Comparison, events: Iterable[Event]) -> tuple[Evidence, ...]:
    """The telling words of events, the reports in turn, each stretch once."""
    by_report: dict[str, list[Evidence]] = defaultdict(list)
    for event in events:
        evidence = comparison.context.evidence(event.report, extent(event), event.id)
        if all(e.span != evidence.span for e in by_report[event.report]):
            by_report[event.report].append(evidence)
    return in_turn(by_report)


def in_turn(by_report: dict[str, list[Evidence]]) -> tuple[Evidence, ...]:
    """One piece of evidence of each report, then a second of each, so that a short list shows every report."""
    rows = [by_report[r] for r in sorted(by_report)]
    longest = max(map(len, rows), default=0)
    return tuple(row[i] for i in range(longest) for row in rows if i < len(row))


def gravest(candidates: Sequence[Candidate], most: int) -> list[Candidate]:
    """The gravest candidates in a fixed order; one that shows mostly what a graver one shows is left out."""
    chosen: list[Candidate] = []
    places: list[dict[str, list[Span]]] = []
    for candidate in sorted(candidates, key=lambda c: (-c.grave, c.key, c.note)):
        if len(chosen) >= most:
            break
        if not any(_same_words(candidate, there) for there in places):
            chosen.append(candidate)
            places.append(_spans(candidate))
    return chosen


def _spans(candidate: Candidate) -> dict[str, list[Span]]:
    """Where a candidate's words stand, by report."""
    found: dict[str, list[Span]] = defaultdict(list)
    for e in candidate.evidence:
        found[e.report].append(e.span)
    return found


def _same_words(candidate: Candidate, there: Mapping[str, Sequence[Span]]) -> bool:
    """Whether half of what a candidate shows overlaps with what stands there."""
    met = sum(any(span.overlap(e.span) for span in there.get(e.report, ())) for e in candidate.evidence)
    return 2 * met > len(candidate.evidence)


def edit_or_not(comparison: Comparison, reports: Iterable[str]) -> str:
    """What to add to a note when all the reports carry one origin."""
    return " (one origin: an edit, not two accounts)" if comparison.one_origin(reports) else ""


def key_of(evidence: Iterable[Evidence]) -> tuple[str, ...]:
    """What a finding's id is made of: the distinct wordings, whichever reports carry them."""
    return tuple(sorted({fold(" ".join(e.text.split())) for e in evidence}))
