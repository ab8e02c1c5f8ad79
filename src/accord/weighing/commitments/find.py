"""Commitments: what parties have undertaken, and where it stands on a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from accord.model.claim import Event, Modality, Quantity
from accord.model.entry import Commitment, Estimate, Status, StatusChange
from accord.model.measure import Measure, MeasureKind
from accord.weighing.commitments.clock import next_change, run_clock
from accord.weighing.commitments.drafts import Draft, find_drafts
from accord.weighing.commitments.reported import Reported, changes
from accord.weighing.commitments.terms import ids_of
from accord.weighing.commitments.wording import NO_COUNT, act_of, commitment_line
from accord.weighing.context import Context, order_evidence
from accord.weighing.estimates import Figure, estimate
from accord.weighing.identity import Key, make_ids
from accord.weighing.matter import matter
from accord.weighing.measures.mentions import given
from accord.weighing.phrases import plain_day, ranked
from accord.weighing.positions import claim_evidence, condition_of
from accord.weighing.speakers import Parties
from accord.weighing.wording import listed

_GIVING = frozenset(
    {MeasureKind.AID, MeasureKind.RELEASE, MeasureKind.SANCTIONS_RELIEF, MeasureKind.TRADE, MeasureKind.TERRITORIAL}
)


def find_commitments(context: Context, measures: tuple[Measure, ...]) -> tuple[Commitment, ...]:
    """Find what parties have undertaken, with its status on the record's day.

    One commitment for each measure and set of debtors; what names no measure is joined by debtors and act. An
    agreement on another last day is a commitment of its own, which supersedes the one it extends. An answer to an
    offer that the other side refuses binds nobody and is left out. By due or starting day, then text.
    """
    drafts = find_drafts(context, measures)
    ids = dict(zip(drafts, make_ids(context, "commitment", [_key(context, d) for d in drafts]), strict=True))
    reported, parties = Reported(context), context.whole(Parties)
    found = [_commitment(context, draft, ids, reported, parties) for draft in drafts]
    return tuple(sorted(found, key=_order))


def _order(c: Commitment) -> tuple[date, str, str]:
    return (c.due or c.starts or date.max, c.line, c.id)


def _key(context: Context, draft: Draft) -> Key:
    """Who owes what, as first told; of an extension, its last day as well."""
    first = draft.made[0]
    act = tuple(sorted(set(matter(context.text(first.report, act_of(first))))))
    subject = draft.measure.id if draft.measure else (first.type.value, act)
    until = (draft.term.due or draft.term.ends) if draft.base else None
    owed = subject, tuple(sorted(set(first.parties) or draft.debtors)), until.isoformat() if until else None
    return Key(context.reports[first.report].day, owed, act)


def _commitment(
    context: Context, draft: Draft, ids: Mapping[Draft, str], reported: Reported, parties: Parties
) -> Commitment:
    measure, made, term, debtors = draft.measure, draft.made, draft.term, draft.debtors
    since = reported.since(measure, made, draft.about, debtors, term)
    successor = next((d for d in ids if d.base is draft), None)
    told = [*changes(context, measure, since), *_superseded(draft, successor)]
    replaced = successor.made if successor else ()
    behind = (*made, *since.events, *draft.back, *replaced)
    evidence = order_evidence(x for e in behind for x in claim_evidence(context, e))
    history = run_clock(term, told, context.as_of)
    commitment = Commitment(
        id=ids[draft],
        story=context.story.id,
        line="",
        support=context.support(evidence),
        evidence=evidence,
        debtors=debtors,
        beneficiaries=_beneficiaries(measure, made, draft.about, debtors, draft.what),
        measure=measure.id if measure else None,
        what=draft.what,
        condition=condition_of(context, made),
        quantities=_quantities(made),
        starts=term.starts,
        due=term.due,
        ends=term.ends,
        status=history[-1].status,
        history=history,
        told_by=_told_by(parties, made, debtors),
        estimates=_estimates(context, made, draft.about if measure else ()),
        duration=term.duration,
        precision=term.precision,
        anchor=term.anchor,
        superseded_by=ids[successor] if successor else None,
        next_change=next_change(term, told, context.as_of),
    )
    return replace(commitment, line=commitment_line(commitment))


def _superseded(draft: Draft, successor: Draft | None) -> list[StatusChange]:
    """That it was extended, or that who owes it has since refused it."""
    out = []
    if successor and (until := successor.term.due or successor.term.ends):
        reason = f"extended until {plain_day(until)}, as reported"
        out.append(StatusChange(successor.term.made, Status.SUPERSEDED, reason, ids_of(successor.made)))
    if draft.back:
        who = listed(sorted({p for e in draft.back for p in e.parties} & set(draft.debtors)))
        on = min((e.date.first for e in draft.back if e.date), default=None)
        out.append(StatusChange(on, Status.SUPERSEDED, f"refused since by {who}, as reported", ids_of(draft.back)))
    return out


def _told_by(parties: Parties, made: Sequence[Event], debtors: Sequence[str]) -> tuple[str, ...]:
    """Who alone tells of the promises; empty where a report does in its own voice, or a debtor speaks for itself."""
    tellers = [e.speaker.name if e.speaker else None for e in made]
    own = any(name is None or {name, parties.of(name)} & set(debtors) for name in tellers)
    return () if own else ranked(name for name in tellers if name)


def _beneficiaries(
    measure: Measure | None, made: Sequence[Event], about: Sequence[Event], debtors: tuple[str, ...], what: str
) -> tuple[str, ...]:
    """Whom a gift goes to: the act's recipients, and parties that its wording gives it `to` or `for`."""
    if measure is not None and measure.kind not in _GIVING:
        return ()
    named = {p for e in made for p in given(e)}
    known = {p for e in about for p in (*e.parties, *e.recipient_parties)}
    named |= {p for p in known if f" to {p}" in what or f" for {p}" in what}
    return tuple(sorted(named - set(debtors)))


def _quantities(made: Sequence[Event]) -> tuple[Quantity, ...]:
    """One quantity for each value and unit, the first in text order."""
    seen: dict[tuple[float, str], Quantity] = {}
    for event in made:
        for q in event.quantities:
            seen.setdefault((q.value, q.unit.lower()), q)
    return tuple(seen[key] for key in sorted(seen))


def _estimates(context: Context, made: Sequence[Event], about: Sequence[Event]) -> tuple[Estimate, ...]:
    """The rival figures of what is owed: of the promises, and of reports of the act that leave open who owes it."""
    types, own = {e.type for e in made}, {e.id for e in made}
    others = [e for e in about if e.id not in own and e.type in types and e.modality is Modality.FUTURE]
    units = {q.unit.lower() for e in made for q in e.quantities}
    told = [
        Figure(q.unit.lower(), q.value, e)
        for e in (*made, *others)
        for q in e.quantities
        if q.unit.lower() in units and not any(word in q.unit.lower() for word in NO_COUNT)
    ]
    return estimate(context, told)
