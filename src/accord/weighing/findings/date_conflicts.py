"""Date conflicts: one act dated differently."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from accord.model.claim import Event
from accord.model.evidence import Evidence
from accord.model.finding import FindingKind
from accord.model.span import Span
from accord.weighing.acts import Act
from accord.weighing.findings.comparison import Candidate, Comparison, edit_or_not, gravest, in_turn, surely_told
from accord.weighing.findings.contrasts import contrast
from accord.weighing.matter import fold, matter, word_list

_ORDER = frozenset({"before", "after", "during", "since", "until", "throughout"})  # words that place one act by another
_LENGTH = re.compile(r"(?:an?|a few|several|some|\d+|two|three|four|five|six) (?:minute|hour|day|week|month)s?")
_DAYS = 10  # days apart that are as far as can be
_FAR = 90  # characters between time and trigger beyond which the trigger is not shown


def find_date_conflicts(comparison: Comparison) -> list[Candidate]:
    """Acts that reports put on different days, then acts they time differently within a day or a season."""
    found = [c for act in surely_told(comparison.acts) if (c := _candidate(comparison, act)) is not None]
    return gravest(found, 1 + comparison.room // 2)


def _candidate(comparison: Comparison, act: Act) -> Candidate | None:
    timed = [e for e in act.events if e.when is not None]
    pairs = [
        (g, a, b)
        for a, b in combinations(timed, 2)
        if comparison.differ(a.report, b.report) and (g := _grave(comparison, a, b))
    ]
    if not pairs:
        return None
    grave, one, two = max(pairs, key=lambda p: p[0])
    by_report: dict[str, list[Evidence]] = defaultdict(list)
    for event in (one, two, *(e for e in timed if e not in (one, two))):
        span = _shown(event)
        if all(e.span != span for e in by_report[event.report]):
            by_report[event.report].append(comparison.context.evidence(event.report, span, event.id))
    told = _told(comparison, timed)
    said = [f"{time} in {comparison.called(e.report for e in events)}" for time, events in told]
    about = f"Times differ for “{comparison.words(one.report, one.trigger)}”"
    note = f"{about}: {'; '.join(said)}{edit_or_not(comparison, by_report)}"
    key = tuple(sorted({fold(_time(comparison, e)) for e in timed}))
    readings = [(time, [comparison.context.evidence(e.report, _shown(e), e.id) for e in own]) for time, own in told]
    side_by_side = contrast(comparison, about, readings, _days_between(one, two) / _DAYS)
    grave += 0.1 * len(by_report)
    return Candidate(FindingKind.DATE_CONFLICT, note, in_turn(by_report), grave, key, contrast=side_by_side)


def _days_between(a: Event, b: Event) -> int:
    """Days from the one to the other; 0 where they meet, and where one has no day."""
    if a.date is None or b.date is None:
        return 0
    return max(0, (max(a.date.first, b.date.first) - min(a.date.last, b.date.last)).days)


def _grave(comparison: Comparison, a: Event, b: Event) -> float:
    """How grave the difference between two timings is; 0.0 for none that matters."""
    if a.date and b.date and not a.date.overlaps(b.date):
        return 3.0
    if any(_LENGTH.fullmatch(fold(_time(comparison, e))) for e in (a, b) if e.date is None):
        return 0.0  # `a few hours` from what, the words leave out
    one, two = _matter(comparison, a), _matter(comparison, b)
    bound = word_list("calendar_words.txt")
    if one <= two or two <= one or any(w in bound or w[0].isdigit() for w in one | two):
        return 0.0
    return 1.5 if one & two else 1.0


def _matter(comparison: Comparison, event: Event) -> frozenset[str]:
    return frozenset(matter(_time(comparison, event))) | frozenset(
        w for w in fold(_time(comparison, event)).split() if w in _ORDER
    )


def _time(comparison: Comparison, event: Event) -> str:
    return comparison.words(event.report, event.when) if event.when else ""


def _shown(event: Event) -> Span:
    """The time with the act's trigger where that stands near."""
    when = event.when or event.trigger
    cover = when.cover(event.trigger)
    return cover if len(cover) <= _FAR else when


def _told(comparison: Comparison, events: Sequence[Event]) -> list[tuple[str, list[Event]]]:
    """Each time once, in the reports' words, with the events that give it."""
    told: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        told[f"“{_time(comparison, event)}”"].append(event)
    return sorted(told.items())
