"""Stance conflicts: one party on both sides of a measure, or an act reported as done and as not done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations
from operator import itemgetter

from accord.model.claim import Event, Modality, Stance
from accord.model.evidence import Evidence
from accord.model.finding import FindingKind
from accord.weighing.acts import extent
from accord.weighing.findings.comparison import Candidate, Comparison, edit_or_not, gravest, in_turn, surely_told
from accord.weighing.findings.contrasts import contrast
from accord.weighing.matter import fold, matter
from accord.weighing.wording import is_plural, listed

_YES, _NO, _MAYBE = "for it", "against it", "for it on a condition"
_SIDE = {
    Stance.ACCEPTS: _YES,
    Stance.SUPPORTS: _YES,
    Stance.ACCEPTS_IF: _MAYBE,
    Stance.REJECTS: _NO,
    Stance.DOUBTS: _NO,
    Stance.CRITICISES: _NO,
}


def find_stance_conflicts(comparison: Comparison) -> list[Candidate]:
    """Opposing accounts of where a party stands on one matter, or of whether an act took place."""
    found = []
    for act in surely_told(comparison.topics):
        found += [c for c in (_parties(comparison, act.events), _modality(comparison, act.events)) if c is not None]
    place = {event.id: (n, event) for n, event in enumerate(comparison.context.events()) if not event.unsure}
    for measure in comparison.measures:
        told = sorted((place[claim] for claim in measure.claims if claim in place), key=itemgetter(0))
        events = [event for _, event in told]
        if (candidate := _parties(comparison, events)) is not None:
            found.append(candidate)
    return gravest(found, 1 + comparison.room // 2)


def _side(event: Event) -> str | None:
    if event.stance is None:
        return None
    side = _SIDE.get(event.stance)
    if event.modality is Modality.DENIED:
        return {_YES: _NO, _NO: _YES}.get(side or "", side)
    return side


def _parties(comparison: Comparison, events: Sequence[Event]) -> Candidate | None:
    """The gravest pair of opposing stands, of one party first."""
    sides = [(e, frozenset(e.parties), side) for e in events if e.parties and (side := _side(e)) is not None]
    if len({side for _, _, side in sides}) < 2:
        return None
    sided = [(e, ours, side) for e, ours, side in sides if not comparison.embedding.is_wished(e)]
    best: tuple[float, Event, Event] | None = None
    for (a, ours, one), (b, theirs, two) in combinations(sided, 2):
        if one == two or ours.isdisjoint(theirs) or not comparison.differ(a.report, b.report):
            continue
        grave = _opposed(comparison, a, b, {one, two})
        if grave and (best is None or grave > best[0]):
            best = (grave, a, b)
    if best is None:
        return None
    grave, a, b = best
    rest = [e for e, ours, _ in sided if e not in (a, b) and ours & {*a.parties, *b.parties}]
    return _candidate(comparison, [a, b, *rest], grave)


def _opposed(comparison: Comparison, a: Event, b: Event, sides: set[str]) -> float:
    """How grave two stands of one party are; 0.0 for such as lie days apart or are about different things."""
    if a.date and b.date and not a.date.overlaps(b.date) and abs((a.date.first - b.date.first).days) > 2:
        return 0.0
    if _moved(comparison, a, b) or _moved(comparison, b, a):
        return 0.0
    ours, theirs = (set(matter(comparison.context.text(e.report, e.measure))) if e.measure else set() for e in (a, b))
    if not ours & theirs:
        return 0.0
    share = len(ours & theirs) / min(len(ours), len(theirs))
    return 1.0 + share + (0.5 if sides == {_YES, _NO} else 0.2)


def _moved(comparison: Comparison, earlier: Event, later: Event) -> bool:
    """Whether a stand came after the report that tells the other: a stand that moved is history, not a conflict."""
    told = comparison.context.reports[earlier.report].day
    if told is None or earlier.date is None or later.date is None:
        return False
    return max(told, earlier.date.last) < later.date.first


def _modality(comparison: Comparison, events: Sequence[Event]) -> Candidate | None:
    """An act that one report tells as done and another as not done."""
    done = [e for e in events if e.modality is Modality.ACTUAL and not comparison.embedding.is_object(e)]
    not_done = [e for e in events if e.modality is Modality.DENIED]
    pairs = [
        (a, b)
        for a in done
        for b in not_done
        if comparison.differ(a.report, b.report) and a.type is b.type and set(a.parties) & set(b.parties)
    ]
    if not pairs:
        return None
    a, b = pairs[0]
    return _candidate(comparison, [a, b, *(e for e in events if e not in (a, b))], 1.4)


def _candidate(comparison: Comparison, events: Sequence[Event], grave: float) -> Candidate:
    by_report: dict[str, list[Evidence]] = defaultdict(list)
    told: dict[str, list[Evidence]] = defaultdict(list)
    for event in events:
        evidence = comparison.context.evidence(event.report, extent(event), event.id)
        told[_stand(event)].append(evidence)
        if all(e.span != evidence.span for e in by_report[event.report]):
            by_report[event.report].append(evidence)
    said = "; ".join(f"{_stand(e)} in {comparison.outlet(e.report)} ({_quoted(comparison, e)})" for e in events[:2])
    note = f"Accounts are opposed: {said}{edit_or_not(comparison, by_report)}"
    key = tuple(sorted({fold(comparison.words(e.report, extent(e))) for e in events[:2]}))
    grave += 0.1 * len(by_report)
    side_by_side = contrast(comparison, "Accounts are opposed", told.items())
    return Candidate(FindingKind.STANCE_CONFLICT, note, in_turn(by_report), grave, key, contrast=side_by_side)


def _quoted(comparison: Comparison, event: Event) -> str:
    """The words of an account between quotation marks, its own ones single, or left off where one is missing."""
    words = comparison.words(event.report, extent(event))
    left, right = ("‘", "’") if words.count("“") == words.count("”") else ("", "")
    return f"“{words.replace('“', left).replace('”', right)}”"


def _stand(event: Event) -> str:
    """`Veldria is against it`, or `Veldria (Mara Ilen) is against it` where somebody speaks or acts for the party."""
    people = listed(sorted({m.name for m in event.actors} - set(event.parties)))
    who = (" and ".join(event.parties) or "nobody named") + (f" ({people})" if people else "")
    side = _side(event)
    if side is None:
        return f"{who}, {'not done' if event.modality is Modality.DENIED else 'done'}"
    return f"{who} {'are' if len(event.parties) > 1 or is_plural(who) else 'is'} {side}"
