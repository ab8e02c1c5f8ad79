"""Attribution conflicts: one act put to another actor, or told on another's word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from accord.model.claim import Event, PloverType, Quote
from accord.model.evidence import Evidence
from accord.model.finding import FindingKind
from accord.model.span import Span
from accord.weighing.acts import Act, extent
from accord.weighing.findings.alike_counts import Count
from accord.weighing.findings.comparison import (
    Candidate,
    Comparison,
    edit_or_not,
    gravest,
    in_turn,
    key_of,
    surely_told,
)
from accord.weighing.findings.contrasts import contrast
from accord.weighing.matter import fold, matter, plain_matter
from accord.weighing.phrases import join_names
from accord.weighing.quotations.utterances import marked
from accord.weighing.speakers import same_name

_OWN = "its own voice"
_ACTS_EACH = 8  # acts told by several reports for each conflict shown
_LETTERS = 14  # letters of those words at least
_BESIDE = 60  # characters between an act and whoever does or tells it, at most
_FEWEST = 2  # words of matter from which a quotation is its speaker's own


def find_attribution_conflicts(comparison: Comparison, counts: Sequence[Sequence[Count]]) -> list[Candidate]:
    """Acts with another actor in another report, then facts told on somebody's word here and as plain fact there.

    Args: counts: groups of counts that count one thing.
    """
    shared = [act for act in surely_told(comparison.acts) if comparison.distinct(act.reports) > 1]
    found = [c for act in shared if _tells_enough(comparison, act) for c in _candidates(comparison, act)]
    found += _figures(comparison, counts) + _words(comparison)
    return gravest(found, 1 + len(shared) // _ACTS_EACH)


def _tells_enough(comparison: Comparison, act: Act) -> bool:
    """Whether the act is told in more than one bare word, which could stand for any act of its kind."""
    return all(len(matter(comparison.words(e.report, extent(e)))) > 1 for e in act.events)


def _figures(comparison: Comparison, counts: Sequence[Sequence[Count]]) -> list[Candidate]:
    """One figure that reports give on the word of different people, or on nobody's."""
    found = []
    for group in counts:
        by_value: dict[float, list[Event]] = defaultdict(list)
        for count in group:
            by_value[count.quantity.value].append(count.event)
        acts = (Act(tuple(dict.fromkeys(events))) for events in by_value.values() if len(events) > 1)
        found += [
            c for act in acts if comparison.distinct(act.reports) > 1 and (c := _speakers(comparison, act)) is not None
        ]
    return found


def _words(comparison: Comparison) -> list[Candidate]:
    """Words between quotation marks that two reports give to two speakers."""
    parts: dict[str, list[tuple[Quote, Span]]] = defaultdict(list)
    for quote in comparison.context.quotes():
        for span in marked(comparison.context, quote):
            said = plain_matter(comparison.context.text(quote.report, span))
            if len(said) >= _FEWEST and quote.speaker is not None:
                parts[f" {' '.join(said)} "].append((quote, span))
    return [
        _given(comparison, a, b)
        for one, two in _contained(sorted(parts))
        for a in parts[one]
        for b in parts[two]
        if _two_speakers(comparison, a[0], b[0])
    ]


def _contained(said: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs of wordings of which the first, not too short, stands whole in the second."""
    holders: dict[str, list[str]] = defaultdict(list)
    for wording in said:
        for word in dict.fromkeys(wording.split()):
            holders[word].append(wording)
    for one in said:
        if len(one) >= _LETTERS:
            rarest = min(one.split(), key=lambda word: (len(holders[word]), word))
            yield from ((one, two) for two in holders[rarest] if one in two)


def _two_speakers(comparison: Comparison, a: Quote, b: Quote) -> bool:
    if a.speaker is None or b.speaker is None or not comparison.differ(a.report, b.report):
        return False
    return not same_name(a.speaker.name, b.speaker.name)


def _given(comparison: Comparison, one: tuple[Quote, Span], two: tuple[Quote, Span]) -> Candidate:
    held = sorted((one, two), key=_place)
    evidence = tuple(comparison.context.evidence(q.report, span, q.id) for q, span in held)
    named = [(q.speaker.name, q.report, e) for (q, _), e in zip(held, evidence, strict=True) if q.speaker]
    said = [f"{name} in {comparison.outlet(report)}" for name, report, _ in named]
    words = " ".join(min(evidence, key=lambda e: len(e.text)).text.split())
    edit = edit_or_not(comparison, [q.report for q, _ in held])
    about = f"Speakers differ for “{words}”"
    note = f"{about}: {'; '.join(said)}{edit}"
    side_by_side = contrast(comparison, about, [(name, [e]) for name, _, e in named])
    return Candidate(FindingKind.ATTRIBUTION_CONFLICT, note, evidence, 2.5, key_of(evidence), contrast=side_by_side)


def _place(held: tuple[Quote, Span]) -> tuple[str, Span]:
    return held[0].report, held[1]


def _candidates(comparison: Comparison, act: Act) -> list[Candidate]:
    return [c for c in (_actors(comparison, act), _speakers(comparison, act)) if c is not None]


def _actors(comparison: Comparison, act: Act) -> Candidate | None:
    """Reports that name different actors: other parties, or more of them."""
    named: dict[str, list[Event]] = defaultdict(list)
    for event in act.events:
        if event.actors and event.type is not PloverType.CONSULT:
            named[join_names(sorted({m.name for m in event.actors}))].append(event)
    parties = {frozenset(e.parties) for events in named.values() for e in events if e.parties}
    if len(named) < 2 or len(parties) < 2 or not _crosses(named):
        return None
    grave = 2.0 if any(not a & b for a in parties for b in parties) else 1.6
    said = [f"{who} in {comparison.called(e.report for e in events)}" for who, events in sorted(named.items())]
    about = f"Actors differ for “{_deed(comparison, act)}”"
    found = _candidate(comparison, act, f"{about}: {'; '.join(said)}", grave, sorted(named))
    return _with_readings(comparison, found, about, sorted(named.items()))


def _speakers(comparison: Comparison, act: Act) -> Candidate | None:
    """Reports that tell the act on different words, or on somebody's word here and in their own voice there."""
    told: dict[str, list[Event]] = defaultdict(list)
    for event in act.events:
        name = event.speaker.name if event.speaker else _OWN
        known = next((n for n in told if n != _OWN and name != _OWN and _one_voice(comparison, n, name)), name)
        told[known].append(event)
    if len(told) < 2 or not _crosses(told):
        return None
    grave = _weight(act) + (0.6 if len([n for n in told if n != _OWN]) > 1 else 0.0)
    if grave <= 0.0:
        return None
    said = [f"{_voice(who)} in {comparison.called(e.report for e in events)}" for who, events in sorted(told.items())]
    about = f"Credited differently: “{_deed(comparison, act)}”"
    found = _candidate(comparison, act, f"{about}, {'; '.join(said)}", grave, sorted(told))
    return _with_readings(comparison, found, about, [(_voice(who), events) for who, events in sorted(told.items())])


def _one_voice(comparison: Comparison, left: str, right: str) -> bool:
    party = comparison.parties.of(left)
    return same_name(left, right) or (party is not None and party == comparison.parties.of(right))


def _voice(name: str) -> str:
    return "on the report's own word" if name == _OWN else f"on the word of {name}"


def _weight(act: Act) -> float:
    """How much it matters on whose word an act is told: harm, deeds to come and numbers matter, opinions do not."""
    kinds = {e.type for e in act.events}
    if kinds & {PloverType.ACCUSE, PloverType.SUPPORT}:
        return 0.2
    deed = kinds & {PloverType.ASSAULT, PloverType.RETREAT, PloverType.COERCE, PloverType.AGREE, PloverType.COOPERATE}
    return (1.0 if deed else 0.5) + (0.3 if any(e.quantities for e in act.events) else 0.0)


def _crosses(groups: dict[str, list[Event]]) -> bool:
    """Whether no single report holds every account: the difference runs between reports."""
    held = [frozenset(e.report for e in events) for events in groups.values()]
    return any(not a & b for a in held for b in held)


def _deed(comparison: Comparison, act: Act) -> str:
    event = min(act.events, key=lambda e: (len(extent(e)), e.report))
    return comparison.words(event.report, extent(event))


def _candidate(comparison: Comparison, act: Act, note: str, grave: float, key: Sequence[str]) -> Candidate:
    by_report: dict[str, list[Evidence]] = defaultdict(list)
    for event in act.events:
        shown = _shown(comparison, event)
        if all(e.span != shown.span for e in by_report[event.report]):
            by_report[event.report].append(shown)
    said = edit_or_not(comparison, by_report)
    mark = (*(fold(k) for k in key), fold(_deed(comparison, act)))
    evidence = in_turn(by_report)
    return Candidate(FindingKind.ATTRIBUTION_CONFLICT, note + said, evidence, grave + 0.1 * len(by_report), mark)


def _with_readings(
    comparison: Comparison, found: Candidate, about: str, told: Sequence[tuple[str, Sequence[Event]]]
) -> Candidate:
    readings = [(who, [_shown(comparison, event) for event in events]) for who, events in told]
    return replace(found, contrast=contrast(comparison, about, readings))


def _shown(comparison: Comparison, event: Event) -> Evidence:
    """An act with whoever does or tells it, where these stand near."""
    span = extent(event)
    for actor in (*event.actors, *((event.speaker,) if event.speaker else ())):
        if actor.span and abs(actor.span.start - event.trigger.start) < _BESIDE:
            span = span.cover(actor.span)
    return comparison.context.evidence(event.report, span, event.id)
