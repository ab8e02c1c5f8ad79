"""Commitments in the making: which promises make one, who owes it, its days, and which one extends another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from accord.model.claim import Event
from accord.model.measure import Measure, MeasureKind, RelationKind
from accord.weighing.commitments.clock import Term
from accord.weighing.commitments.events import extends, is_promise
from accord.weighing.commitments.extensions import day_of, extended_term, joins, names_measure
from accord.weighing.commitments.grouping import by_act, by_debtors
from accord.weighing.commitments.limits import MUTUAL, asked_for, is_refused, only_asked, refusers_of, taken_back
from accord.weighing.commitments.terms import term_of
from accord.weighing.commitments.wording import is_thin, what_is_owed
from accord.weighing.context import Context
from accord.weighing.embedding import Embedding
from accord.weighing.measures.wording import read_wording


@dataclass(slots=True, eq=False)
class Draft:
    """A commitment in the making.

    `made` are the promises, never empty; `about` all events about its measure; `back` the refusals by which who owes
    it took it back; `base` the commitment whose term it extends.
    """

    measure: Measure | None
    made: list[Event]
    about: Sequence[Event]
    debtors: tuple[str, ...]
    term: Term
    what: str
    back: Sequence[Event] = ()
    base: Draft | None = None


def find_drafts(context: Context, measures: Sequence[Measure]) -> list[Draft]:
    """The commitments of a story, by their first promise."""
    of_claim = {claim: m for m in measures for claim in m.claims}
    about: dict[str, list[Event]] = defaultdict(list)
    for event in context.events():
        measure = of_claim.get(event.id)
        about[measure.id if measure else ""].append(event)
    given = _given(context, of_claim)
    longer = [e for e in given if extends(context, e)]
    drafts = _of_measures(context, measures, about, [e for e in given if e not in longer])
    loose = [e for e in longer if not _extend(context, drafts, e, about, of_claim)]
    drafts += _of_measures(context, measures, about, [e for e in loose if is_promise(context, e, of_claim.get(e.id))])
    place = {e.id: n for n, e in enumerate(context.events())}
    for draft in drafts:
        draft.made.sort(key=lambda e: place[e.id])
    return sorted((d for d in drafts if not is_thin(d.what)), key=lambda d: place[d.made[0].id])


def _given(context: Context, of_claim: Mapping[str, Measure]) -> list[Event]:
    """The events by which somebody gives its word, neither asked for nor wished by others."""
    asked, embedding = asked_for(context), context.whole(Embedding)
    return [
        e
        for e in context.events()
        if (is_promise(context, e, of_claim.get(e.id)) or extends(context, e))
        if not only_asked(e, asked[e.report]) and not embedding.is_wished(e)
    ]


def _of_measures(
    context: Context, measures: Sequence[Measure], about: Mapping[str, list[Event]], given: Sequence[Event]
) -> list[Draft]:
    wanted = {e.id for e in given}
    by_id = {m.id: m for m in measures}
    out: list[Draft] = []
    for key, events in about.items():
        measure, refusers = by_id.get(key), refusers_of(context, events)
        back = taken_back(context, events, refusers)
        refusers -= back.keys()
        made = [e for e in events if e.id in wanted and not refusers & set(e.parties)]
        if measure is None:
            out += [_draft(context, None, group, events, {}) for group in by_act(made)]
        elif not (is_refused(measure, refusers, made) or _says_nothing(measure)):
            out += [_draft(context, measure, group, events, back) for group in by_debtors(context, made)]
    return out


def _draft(
    context: Context,
    measure: Measure | None,
    made: list[Event],
    about: Sequence[Event],
    back: Mapping[str, list[Event]],
) -> Draft:
    debtors = _most_said(context, made, measure is not None and measure.kind in MUTUAL)
    term, what = term_of(context, measure, made, about), what_is_owed(context, measure, made)
    refused = [e for party in debtors for e in back.get(party, ())]
    return Draft(measure, made, about, debtors, term, what, refused)


def _extend(
    context: Context,
    drafts: list[Draft],
    event: Event,
    about: Mapping[str, list[Event]],
    of_claim: Mapping[str, Measure],
) -> bool:
    """Put an agreement on another last day with the commitment it extends; False where there is none to extend."""
    own = of_claim.get(event.id)
    variants = {r.measure for r in own.relations if r.kind is RelationKind.EXTENDS} | {own.id} if own else set()

    def fits(draft: Draft) -> bool:
        known = draft.measure
        same = known is not None and (known.id in variants or names_measure(context, event, known))
        return same and (not event.parties or bool(set(event.parties) & set(draft.debtors)))

    likely = [d for d in drafts if fits(d)]
    for draft in likely:
        if draft.base and joins(context, event, draft.made, draft.term):
            draft.made.append(event)
            return True
    day = day_of(context, event)
    before = [d for d in likely if day and d.term.made and d.term.made < day]
    base = max(before, key=lambda d: (d.term.made, d.what), default=None)
    term = extended_term(context, event, base.term) if base else None
    if base is None or term is None:
        return False
    known = {e.id for e in base.about}
    events = [*base.about, *(e for e in (about[own.id] if own else ()) if e.id not in known)]
    drafts.append(Draft(base.measure, [event], events, base.debtors, term, _words(context, event, base), base=base))
    return True


def _words(context: Context, event: Event, base: Draft) -> str:
    said = what_is_owed(context, base.measure, [event])
    return said if said != base.what else f"extend the {said}" if said.split()[0].lower() not in ("a", "the") else said


def _says_nothing(measure: Measure) -> bool:
    """True for a measure that no report names (`the plan`, `a final agreement`): to undertake it tells nothing."""
    said = read_wording(measure.label)
    return (said.bare and not said.naming) or (measure.kind is MeasureKind.AGREEMENT and said.content == {"final"})


def _most_said(context: Context, made: Sequence[Event], mutual: bool) -> tuple[str, ...]:
    """The debtors that most promises name, a copy counted once; of equals the more for the mutual, else the fewer."""
    told = {(context.reports[e.report].text, e.trigger, tuple(sorted(set(e.parties)))) for e in made}
    sets = Counter(parties for _, _, parties in told)
    return min(sets, key=lambda s: (-sets[s], -len(s) if mutual else len(s), s))
