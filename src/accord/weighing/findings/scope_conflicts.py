"""Scope conflicts: one measure with another reach in the words of another report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations, pairwise

from accord.model.claim import Event, Modality, PloverType
from accord.model.evidence import Evidence
from accord.model.finding import FindingKind
from accord.model.measure import MeasureKind
from accord.model.span import Span
from accord.weighing.acts import extent
from accord.weighing.findings.comparison import Candidate, Comparison, edit_or_not, gravest, in_turn
from accord.weighing.findings.contrasts import contrast
from accord.weighing.matter import fold, matter, word_list, words
from accord.weighing.measures.wording import read_wording
from accord.weighing.stems import stem

_KIN = 0.25  # share of their weight that two objects of one measure have in common at least
_DEALT = frozenset({PloverType.RETREAT, PloverType.CONCEDE, PloverType.AID, PloverType.SANCTION})
_SHOWN = 4  # wordings that a note lists


def find_scope_conflicts(comparison: Comparison) -> list[Candidate]:
    """Measures that reports word with another reach: other objects, other limits, a list for a compound."""
    found = _compounds(comparison)
    for act in comparison.topics:
        if len(act.events) < 2:
            continue
        events = [e for e in act.events if (e.measure or e.type in _DEALT) and _is_told(comparison, e)]
        found += [c for side in _sides(events) if (c := _candidate(comparison, side)) is not None]
    return gravest(found, 1 + comparison.room)


def _is_told(comparison: Comparison, event: Event) -> bool:
    """True for an act whose object has a scope: not denied, no denial, and said in more than one word."""
    if event.modality is Modality.DENIED or (event.type is PloverType.REJECT and event.stance is None):
        return False
    return " " in comparison.words(event.report, event.measure or extent(event))


def _sides(events: Sequence[Event]) -> list[list[Event]]:
    """Events of one party, or of several parties that one report names together."""
    sides: list[list[Event]] = []
    for event in events:
        home = next((s for s in sides if any(set(o.parties) & set(event.parties) for o in s)), None)
        if home is None:
            sides.append([event])
        else:
            home.append(event)
    return sides


def _candidate(comparison: Comparison, events: Sequence[Event]) -> Candidate | None:
    scored = [
        (grave, a, b)
        for a, b in combinations(events, 2)
        if comparison.differ(a.report, b.report) and (grave := _grave(comparison, a, b)) > 0.0
    ]
    if not scored:
        return None
    grave, one, two = max(scored, key=lambda s: s[0])
    return _finding(comparison, [one, two, *(e for e in events if e not in (one, two))], grave)


def _grave(comparison: Comparison, a: Event, b: Event) -> float:
    """How much the objects of two events differ: the weight of the words that the other report's sentence lacks."""
    ours, theirs = _object(comparison, a), _object(comparison, b)
    weigh = comparison.weight
    common = sum(weigh.get(w, 1.0) for w in ours & theirs)
    least = min(sum(weigh.get(w, 1.0) for w in bag) for bag in (ours, theirs)) if ours and theirs else 0.0
    if not least or common / least < _KIN:
        return 0.0
    if _says_the_same(comparison, a, b):
        return 0.0
    extra = _only(comparison, ours, b)
    other = _only(comparison, theirs, a)
    if not extra and not other:
        return 0.0
    both = 1.0 if extra and other else 0.4
    bounds = {stem(w) for w in word_list("bounds.txt")}
    return both + 0.1 * min(4, len(extra) + len(other)) + (0.5 if (extra | other) & bounds else 0.0)


def _says_the_same(comparison: Comparison, a: Event, b: Event) -> bool:
    """Whether two wordings of a measure come to the same: its kind, its ideas, its length, its places."""
    if a.measure is None or b.measure is None:
        return False
    one, two = (read_wording(comparison.context.text(e.report, m)) for e, m in ((a, a.measure), (b, b.measure)))
    if one.kind is MeasureKind.OTHER or one.kind is not two.kind or one.length != two.length:
        return False
    return one.content == two.content and one.whole == two.whole and one.names == two.names


def _only(comparison: Comparison, own: frozenset[str], other: Event) -> set[str]:
    """Words of an object that the other report's sentence lacks, in any form; names of parties left aside."""
    there = _sentence(comparison, other)
    roots = {w[:4] for w in there if len(w) > 3}
    names = comparison.parties.words
    return {w for w in own - there if w[:4] not in roots and w not in names}


def _object(comparison: Comparison, event: Event) -> frozenset[str]:
    return frozenset(matter(comparison.context.text(event.report, event.measure or extent(event))))


def _sentence(comparison: Comparison, event: Event) -> frozenset[str]:
    return frozenset(matter(comparison.context.text(event.report, event.sentence)))


def _finding(comparison: Comparison, events: Sequence[Event], grave: float) -> Candidate:
    by_report: dict[str, list[Evidence]] = defaultdict(list)
    wordings: dict[str, list[Evidence]] = defaultdict(list)
    for event in events:
        span = event.measure or extent(event)
        evidence = comparison.context.evidence(event.report, span, event.id)
        if all(e.span != span for e in by_report[event.report]):
            by_report[event.report].append(evidence)
        wordings[comparison.words(event.report, span)].append(evidence)
    return _worded(comparison, by_report, wordings, grave)


def _worded(
    comparison: Comparison, by_report: dict[str, list[Evidence]], wordings: dict[str, list[Evidence]], grave: float
) -> Candidate:
    shown = list(wordings.items())[:_SHOWN]
    listed = [f"“{text}” in {comparison.called(e.report for e in evidence)}" for text, evidence in shown]
    note = f"Scope differs: {'; '.join(listed)}{edit_or_not(comparison, by_report)}"
    key = tuple(sorted({fold(text) for text in wordings}))
    grave += 0.2 * len(by_report)
    side_by_side = contrast(comparison, "Scope differs", [(f"“{text}”", held) for text, held in wordings.items()])
    return Candidate(FindingKind.SCOPE_CONFLICT, note, in_turn(by_report), grave, key, contrast=side_by_side)


def _compounds(comparison: Comparison) -> list[Candidate]:
    """Two words that are a compound in one wording (`energy infrastructure`) and a list in another (`… and …`)."""
    worded = [
        (event, event.measure, words(comparison.context.text(event.report, event.measure)))
        for event in comparison.context.events()
        if event.measure is not None
    ]
    lists: dict[tuple[str, str], list[tuple[Event, Span]]] = defaultdict(list)
    pairs: dict[tuple[str, str], list[tuple[Event, Span]]] = defaultdict(list)
    for event, measure, said in worded:
        for a, link, b in zip(said, said[1:], said[2:], strict=False):
            if link == "and":
                lists[a, b].append((event, measure))
    for event, measure, said in worded:
        for pair in pairwise(said):
            if pair in lists:
                pairs[pair].append((event, measure))
    found = []
    for pair in sorted(lists.keys() & pairs.keys()):
        held = [*lists[pair], *pairs[pair]]
        if comparison.distinct(e.report for e, _ in held) > 1:
            found.append(_finding(comparison, _each_once(held), 3.0))
    return found


def _each_once(held: Sequence[tuple[Event, Span]]) -> list[Event]:
    return list(dict.fromkeys(event for event, _ in held))
