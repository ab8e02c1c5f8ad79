"""Single origins: important facts that only one origin has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from accord.model.claim import Event, Modality, PloverType, Stance
from accord.model.evidence import Evidence
from accord.model.finding import FindingKind
from accord.weighing.acts import Act, extent
from accord.weighing.comparison import Candidate, Comparison, gravest, key_of
from accord.weighing.matter import matter

_KNOWN = 0.62  # share of a fact's weight that one sentence elsewhere may hold before the fact counts as told there
_TELLING = 3  # words of matter that a fact needs to be told as one
_LISTED = 8  # facts that one finding shows
_TOLD = 4  # of these, facts that its note names
_SHOWN = 70  # characters of each in the note
_STANCES = {
    Stance.DEMANDS: 3.0,
    Stance.PROPOSES: 2.5,
    Stance.REJECTS: 2.5,
    Stance.ACCEPTS: 2.5,
    Stance.ACCEPTS_IF: 3.0,
    Stance.SUPPORTS: 1.0,
    Stance.DOUBTS: 1.0,
    Stance.CRITICISES: 0.5,
}
_TYPES = {PloverType.ASSAULT: 1.0, PloverType.AID: 1.5, PloverType.SANCTION: 1.5, PloverType.RETREAT: 2.0}


_Index = dict[str, list[tuple[str, frozenset[str]]]]


def find_single_origins(comparison: Comparison) -> list[Candidate]:
    """What one origin alone has: the stands of each party, and the happenings, that no other origin tells.

    None where the story has but one origin.
    """
    known = set().union(*comparison.origins.values())
    if len(known) + sum(not o for o in comparison.origins.values()) < 2:
        return []
    index = _index(comparison)
    groups: dict[tuple[tuple[str, ...], str | None], list[Act]] = defaultdict(list)
    for act in comparison.acts:
        if _tells_enough(comparison, act) and _alone(comparison, index, act):
            holders = act.reports if len(act.reports) == 1 else _carriers(comparison, act.reports)
            groups[holders, _stander(act.events[0])].append(act)
    ordered = sorted(groups.items(), key=lambda group: (group[0][0], group[0][1] or "", group[0][1] is None))
    found = [_candidate(comparison, acts, party) for (_, party), acts in ordered]
    return gravest(found, 2 * comparison.size)


def _stander(event: Event) -> str | None:
    """The party whose stand an event tells, empty for nobody named; None for an event that takes no stand."""
    if event.stance is None:
        return None
    return event.parties[0] if event.parties else ""


def _tells_enough(comparison: Comparison, act: Act) -> bool:
    event = act.events[0]
    return len(set(matter(comparison.context.text(event.report, extent(event))))) >= _TELLING


def _carriers(comparison: Comparison, reports: Sequence[str]) -> tuple[str, ...]:
    """Every report that carries the origin these reports have in common."""
    common = frozenset.intersection(*(comparison.origins[r] for r in reports))
    return tuple(r for r in sorted(comparison.origins) if common & comparison.origins[r])


def _alone(comparison: Comparison, index: _Index, act: Act) -> bool:
    """Whether one origin alone tells an act: no other report has it as a claim, or in the words of a sentence."""
    reports = set(act.reports)
    if len(reports) > 1 and not comparison.one_origin(reports):
        return False
    own = frozenset().union(*(comparison.origins[r] for r in reports))
    apart = {r for r in comparison.sentences if r not in reports and not own & comparison.origins[r]}
    return bool(apart) and not any(_is_held(comparison, index, e, apart) for e in act.events)


def _index(comparison: Comparison) -> _Index:
    """Word to the sentences that hold it, with their reports."""
    index: _Index = defaultdict(list)
    for report, held in comparison.sentences.items():
        for _, bag in held:
            for word in bag:
                index[word].append((report, bag))
    return index


def _is_held(comparison: Comparison, index: _Index, event: Event, others: set[str]) -> bool:
    """Whether one sentence of another origin holds most of the event's weight.

    Such a sentence must hold one of the event's weightiest words, so that only sentences with one are looked at.
    """
    text = comparison.context.text(event.report, extent(event))
    own = {w: comparison.weight.get(w, 1.0) for w in matter(text)}
    needed = _KNOWN * sum(own.values())
    rest = sum(own.values())
    for word in sorted(own, key=lambda w: (-own[w], w)):
        if rest < needed:
            break
        rest -= own[word]
        for report, bag in index.get(word, ()):
            if report in others and sum(own[w] for w in own.keys() & bag) >= needed:
                return True
    return False


def _candidate(comparison: Comparison, acts: Sequence[Act], party: str | None) -> Candidate:
    ranked = sorted(acts, key=lambda act: (-_importance(comparison, act), act.events[0].trigger))[:_LISTED]
    ranked.sort(key=lambda act: act.events[0].trigger)
    evidence = tuple(
        Evidence(e.report, extent(e), comparison.context.text(e.report, extent(e)), e.id)
        for act in ranked
        for e in act.events[:2]
    )
    told = (_short(comparison.words(a.events[0].report, extent(a.events[0]))) for a in ranked)
    said = list(dict.fromkeys(told))
    facts = "; ".join(said[:_TOLD]) + (f"; and {len(said) - _TOLD} more" if len(said) > _TOLD else "")
    what = "these facts" if party is None else f"these stands of {party}" if party else "these stands"
    holders = {r for a in ranked for r in a.reports}
    verb = "has" if len(holders) == 1 else "have"
    note = f"Only {comparison.called(holders)} {verb} {what}: {facts}"
    grave = sum(_importance(comparison, act) for act in ranked)
    return Candidate(FindingKind.SINGLE_ORIGIN, note, evidence, grave, key_of(evidence))


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN].rsplit(" ", 1)[0] + " …"


def _importance(comparison: Comparison, act: Act) -> float:
    event = act.events[0]
    score = _STANCES.get(event.stance, 0.0) if event.stance else _TYPES.get(event.type, 0.3)
    if event.quantities:
        score += 1.0
    if event.modality is Modality.FUTURE:
        score += 0.5
    if event.speaker:
        score += 0.5
    if event.measure:
        score += min(1.5, len(matter(comparison.context.text(event.report, event.measure))) * 0.2)
    return score
