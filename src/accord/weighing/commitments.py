"""Commitments: what parties have undertaken, and where it stands on a day."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from accord.model.claim import Event, Modality, PloverType, Quantity, Stance
from accord.model.entry import Commitment, Status, StatusChange
from accord.model.identity import content_id
from accord.model.measure import Measure, MeasureKind
from accord.weighing.clock import Term, later, run_clock
from accord.weighing.commitment_events import RUNNING, alleges_breach, is_deed, is_promise, promises
from accord.weighing.context import Context, order_evidence
from accord.weighing.positions import claim_evidence
from accord.weighing.wording import listed, one_line

_GIVING = frozenset(
    {MeasureKind.AID, MeasureKind.RELEASE, MeasureKind.SANCTIONS_RELIEF, MeasureKind.TRADE, MeasureKind.TERRITORIAL}
)
_MUTUAL = frozenset({MeasureKind.CEASEFIRE, MeasureKind.PARTIAL_CEASEFIRE, MeasureKind.AGREEMENT, MeasureKind.TALKS})


def find_commitments(context: Context, measures: tuple[Measure, ...]) -> tuple[Commitment, ...]:
    """Find what parties have undertaken, with its status on the record's day.

    One commitment for each measure and set of debtors; what names no measure is joined by debtors and quantity.
    An answer to an offer that the other side refuses binds nobody and is left out. By due or starting day, then text.
    """
    of_claim = {claim: m for m in measures for claim in m.claims}
    about: dict[str, list[Event]] = defaultdict(list)
    for event in context.events():
        measure = of_claim.get(event.id)
        about[measure.id if measure else ""].append(event)
    by_id = {m.id: m for m in measures}
    out: list[Commitment] = []
    for key, events in about.items():
        measure = by_id.get(key)
        made = [e for e in events if is_promise(context, e, measure)]
        if measure is not None and not _refused(measure, events, made):
            out.extend(_commitment(context, measure, group, events) for group in _by_debtors(made))
        elif measure is None:
            out.extend(_commitment(context, None, group, events) for group in _by_quantity(made))
    return tuple(sorted(out, key=_order))


def commitment_line(c: Commitment) -> str:
    """`Veldria and Ostrava undertook: exchange 40 prisoners each, due 2025-03-19`."""
    line = f"{listed(c.debtors)} undertook: {one_line(c.what)}"
    missing = [q.unit for q in c.quantities if f"{q.value:g}" not in c.what.replace(",", "") and q.unit]
    if missing and c.quantities:
        line += f" ({', '.join(f'{q.value:g} {q.unit}' for q in c.quantities)})"
    if c.starts and c.ends:
        line += f", from {c.starts} to {c.ends}"
    elif c.starts:
        line += f", from {c.starts}"
    elif c.ends:
        line += f", until {c.ends}"
    return line + (f", due {c.due}" if c.due else "")


def _order(c: Commitment) -> tuple[date, str, str]:
    return (c.due or c.starts or date.max, c.line, c.id)


def _refused(measure: Measure, events: Sequence[Event], made: Sequence[Event]) -> bool:
    """True when one side alone accepted what must be mutual, and another it was put to refuses."""
    if measure.kind not in _MUTUAL or any(len(e.parties) > 1 for e in made):
        return False
    accepting = {p for e in made for p in e.parties}
    return any(
        e.stance is Stance.REJECTS and e.type is PloverType.REJECT and e.modality is Modality.ACTUAL
        and not accepting & set(e.parties)
        for e in events
    )  # fmt: skip


def _by_debtors(made: Sequence[Event]) -> list[list[Event]]:
    """Promises about one measure, together when one's debtors are among the other's."""
    groups: list[list[Event]] = []
    for event in sorted(made, key=lambda e: (len(e.parties), sorted(e.parties))):
        home = [g for g in groups if any(set(e.parties) <= set(event.parties) for e in g)]
        if len(home) == 1:
            home[0].append(event)
        elif not any({p for e in g for p in e.parties} == set(event.parties) for g in home):
            groups.append([event])
        else:
            next(g for g in home if {p for e in g for p in e.parties} == set(event.parties)).append(event)
    return groups


def _by_quantity(made: Sequence[Event]) -> list[list[Event]]:
    groups: dict[object, list[Event]] = defaultdict(list)
    for event in made:
        counted = tuple(sorted((q.value, q.unit.lower()) for q in event.quantities))
        groups[tuple(sorted(event.parties)), event.type, counted].append(event)
    return list(groups.values())


def _commitment(context: Context, measure: Measure | None, made: Sequence[Event], about: Sequence[Event]) -> Commitment:
    debtors = _most_said(made)
    deeds = [e for e in about if e not in made and is_deed(context, e) and set(debtors) & set(e.parties)]
    disputes = [e for e in about if alleges_breach(context, e) and set(debtors) & {m.name for m in e.recipients}]
    if measure is None:
        deeds = disputes = []
    evidence = order_evidence(x for e in (*made, *deeds, *disputes) for x in claim_evidence(context, e))
    term = _term(context, measure, made)
    history = run_clock(term, _reported(context, deeds, disputes), context.as_of)
    what = _what(context, made)
    subject = measure.id if measure else what
    commitment = Commitment(
        id=content_id("commitment", subject, debtors),
        story=context.story.id,
        line="",
        support=context.support(evidence),
        evidence=evidence,
        debtors=debtors,
        beneficiaries=_beneficiaries(measure, made, debtors),
        measure=measure.id if measure else None,
        what=what,
        quantities=_quantities(made),
        starts=term.starts,
        due=term.due,
        ends=term.ends,
        status=history[-1].status,
        history=history,
    )
    return replace(commitment, line=commitment_line(commitment))


def _most_said(made: Sequence[Event]) -> tuple[str, ...]:
    sets = Counter(tuple(sorted(set(e.parties))) for e in made)
    return min(sets, key=lambda s: (-sets[s], len(s), s))


def _term(context: Context, measure: Measure | None, made: Sequence[Event]) -> Term:
    kind = measure.kind if measure else MeasureKind.OTHER
    days = [e.date.first for e in made if e.date and e.date.first == e.date.last and e.modality is Modality.ACTUAL]
    start = min(days, default=None)
    told = [d for e in made if (d := context.reports[e.report].day)]
    term = Term(made=start or min(told, default=None))
    length = next((e.duration for e in made if e.duration), measure.duration if measure else None)
    if kind in RUNNING or length:
        ends = later(start, length) if start and length else None
        return Term(term.made, start, None, ends)
    due = [e.date.last for e in made if e.date and e.modality is Modality.FUTURE and _ahead(context, e)]
    return Term(term.made, None, min(due, default=None), None)


def _ahead(context: Context, event: Event) -> bool:
    """True when an announced act's date is still to come on the day of the report."""
    day = context.reports[event.report].day
    if event.date is None or day is None:
        return event.date is not None
    return event.date.last > day or (event.date.last == day and not promises(context, event))


def _reported(context: Context, deeds: Sequence[Event], disputes: Sequence[Event]) -> list[StatusChange]:
    out = []
    for events, status, reason in (
        (deeds, Status.REPORTED_DONE, "a report says that it was done"),
        (disputes, Status.DISPUTED, "it is alleged not to have been kept; not established"),
    ):
        days = [e.date.last if e.date else context.reports[e.report].day for e in events]
        if days:
            out.append(StatusChange(min((d for d in days if d), default=None), status, reason))
    return out


def _what(context: Context, made: Sequence[Event]) -> str:
    """The most frequent wording, the longest of equals; without a measure, the words from the act to its quantity."""
    wordings = Counter(one_line(context.text(e.report, e.measure)) for e in made if e.measure is not None)
    if not wordings:
        for e in made:
            span = e.trigger
            for q in e.quantities:
                span = span.cover(q.span) if e.sentence.contains(q.span) else span
            wordings[one_line(context.text(e.report, span))] += 1
    return min(wordings, key=lambda w: (-wordings[w], -len(w), w))


def _beneficiaries(measure: Measure | None, made: Sequence[Event], debtors: tuple[str, ...]) -> tuple[str, ...]:
    if measure is not None and measure.kind not in _GIVING:
        return ()
    named = {p for e in made for p in (e.recipient_parties or tuple(m.name for m in e.recipients))}
    return tuple(sorted(named - set(debtors)))


def _quantities(made: Sequence[Event]) -> tuple[Quantity, ...]:
    """One quantity for each value and unit, the first in text order."""
    seen: dict[tuple[float, str], Quantity] = {}
    for event in made:
        for q in event.quantities:
            seen.setdefault((q.value, q.unit.lower()), q)
    return tuple(seen[key] for key in sorted(seen))
