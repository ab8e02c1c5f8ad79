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
from accord.model.span import Span
from accord.weighing.clock import Term, later, run_clock
from accord.weighing.commitment_events import RUNNING, alleges_breach, is_deed, is_promise, promises
from accord.weighing.context import Context, order_evidence
from accord.weighing.measure_labels import tidy
from accord.weighing.measure_mentions import given, read_mention
from accord.weighing.positions import claim_evidence
from accord.weighing.wording import listed, number, one_line

_GIVING = frozenset(
    {MeasureKind.AID, MeasureKind.RELEASE, MeasureKind.SANCTIONS_RELIEF, MeasureKind.TRADE, MeasureKind.TERRITORIAL}
)
_STARTS = frozenset({PloverType.AGREE, PloverType.RETREAT, PloverType.COOPERATE})
_YES = frozenset({Stance.ACCEPTS, Stance.ACCEPTS_IF, None})
_NO_PROMISE = frozenset({Stance.DEMANDS, Stance.PROPOSES, Stance.REJECTS, Stance.DOUBTS, Stance.CRITICISES})
_NO_COUNT = ("percent", "%", "hour", "day", "week", "month", "year")
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
    asked = _asked(context)
    out: list[Commitment] = []
    for key, events in about.items():
        measure = by_id.get(key)
        made = [e for e in events if is_promise(context, e, measure) and not _only_asked(e, asked[e.report])]
        refusers = _refusers(events)
        made = [e for e in made if not refusers & set(e.parties)]
        if measure is not None and not _refused(measure, refusers, made):
            out.extend(_commitment(context, measure, group, events) for group in _by_debtors(made))
        elif measure is None:
            out.extend(_commitment(context, None, group, events) for group in _by_quantity(made))
    return tuple(sorted(out, key=_order))


def commitment_line(c: Commitment) -> str:
    """`Veldria and Ostrava undertook: exchange 40 prisoners each, due 2025-03-19`."""
    line = f"{listed(c.debtors)} undertook: {one_line(c.what)}"
    counted = [f"{number(q.value)} {q.unit}" for q in c.quantities if _worth_saying(q, c.what)]
    if counted:
        line += f" ({', '.join(counted)})"
    if c.starts and c.ends:
        line += f", from {c.starts} to {c.ends}"
    elif c.starts:
        line += f", from {c.starts}"
    elif c.ends:
        line += f", until {c.ends}"
    return line + (f", due {c.due}" if c.due else "")


def _worth_saying(q: Quantity, what: str) -> bool:
    """False for a number that the wording gives already, for shares and lengths of time."""
    if not q.unit or any(word in q.unit.lower() for word in _NO_COUNT):
        return False
    plain = what.replace(",", "")
    return not any(f"{q.value / scale:g}" in plain for scale in (1, 1e3, 1e6, 1e9, 1e12))


def _order(c: Commitment) -> tuple[date, str, str]:
    return (c.due or c.starts or date.max, c.line, c.id)


def _asked(context: Context) -> dict[str, list[Span]]:
    """By report, the words of what is merely asked for, refused or made a condition."""
    asked: dict[str, list[Span]] = defaultdict(list)
    for e in context.events():
        asked[e.report] += [e.condition] if e.condition else []
        asked[e.report] += [e.measure] if e.measure and e.stance in _NO_PROMISE else []
    return asked


def _only_asked(event: Event, asked: Sequence[Span]) -> bool:
    """True for an act told inside a demand (`wants Ostrava to release them`): nobody has promised it."""
    return event.stance is None and any(span.contains(event.trigger) for span in asked)


def _refusers(events: Sequence[Event]) -> set[str]:
    """Parties whose last word is no: they refuse, and are not said to have accepted later or more often."""
    said: dict[str, dict[bool, list[Event]]] = defaultdict(lambda: {True: [], False: []})
    for e in events:
        no = e.stance is Stance.REJECTS and e.type is PloverType.REJECT
        if e.modality is Modality.ACTUAL and (no or e.stance is Stance.ACCEPTS):
            for party in e.parties:
                said[party][not no].append(e)
    return {party for party, words in said.items() if _last_word_is_no(words[True], words[False])}


def _last_word_is_no(accepts: Sequence[Event], refuses: Sequence[Event]) -> bool:
    last_yes = max((e.date.last for e in accepts if e.date), default=None)
    last_no = max((e.date.last for e in refuses if e.date), default=None)
    if last_yes and last_no and last_yes != last_no:
        return last_no > last_yes
    return len(refuses) > len(accepts)


def _refused(measure: Measure, refusers: set[str], made: Sequence[Event]) -> bool:
    """True when one side alone accepted what must be mutual, and another refuses it."""
    return measure.kind in _MUTUAL and bool(refusers) and not any(len(e.parties) > 1 for e in made)


def _by_debtors(made: Sequence[Event]) -> list[list[Event]]:
    """Promises about one measure, together when one's debtors are among the other's: with the most, then the fewest."""
    groups: list[list[Event]] = []
    for event in sorted(made, key=lambda e: (len(e.parties), sorted(e.parties))):
        home = [g for g in groups if any(set(e.parties) <= set(event.parties) for e in g)]
        if home:
            max(home, key=len).append(event)
        else:
            groups.append([event])
    return groups


def _by_quantity(made: Sequence[Event]) -> list[list[Event]]:
    groups: dict[object, list[Event]] = defaultdict(list)
    for event in made:
        counted = tuple(sorted((q.value, q.unit.lower()) for q in event.quantities))
        groups[tuple(sorted(event.parties)), event.type, counted].append(event)
    return list(groups.values())


def _commitment(context: Context, measure: Measure | None, made: Sequence[Event], about: Sequence[Event]) -> Commitment:
    debtors = _most_said(made, measure is not None and measure.kind in _MUTUAL)
    term = _term(context, measure, made, about)
    since = [e for e in about if measure and _after(context, e, term.made)]
    deeds = [e for e in since if e not in made and is_deed(context, e, measure) and set(debtors) & set(e.parties)]
    disputes = [e for e in since if alleges_breach(context, e) and set(debtors) & set(given(e))]
    evidence = order_evidence(x for e in (*made, *deeds, *disputes) for x in claim_evidence(context, e))
    history = run_clock(term, _reported(context, deeds, disputes), context.as_of)
    what = _what(context, measure, made)
    subject = measure.id if measure else what
    commitment = Commitment(
        id=content_id("commitment", subject, debtors),
        story=context.story.id,
        line="",
        support=context.support(evidence),
        evidence=evidence,
        debtors=debtors,
        beneficiaries=_beneficiaries(measure, made, about, debtors, what),
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


def _most_said(made: Sequence[Event], mutual: bool) -> tuple[str, ...]:
    """The debtors that most promises name; of equals the more for what is mutual, else the fewer."""
    sets = Counter(tuple(sorted(set(e.parties))) for e in made)
    return min(sets, key=lambda s: (-sets[s], -len(s) if mutual else len(s), s))


def _term(context: Context, measure: Measure | None, made: Sequence[Event], about: Sequence[Event]) -> Term:
    """The days of a promise: a halt runs from the day of the act for its length, a single act falls due."""
    told = [d for e in made if (d := context.reports[e.report].day)]
    day = _first_day(context, made)
    length = _length(context, made, about)
    if (measure is not None and measure.kind in RUNNING) or length:
        start = day or _first_day(context, [e for e in about if e.type in _STARTS and e.parties and e.stance in _YES])
        return Term(start or min(told, default=None), start, None, later(start, length) if start and length else None)
    due = [e.date.last for e in made if e.date and e.modality is Modality.FUTURE and _ahead(context, e)]
    return Term(day or min(told, default=None), None, min(due, default=None), None)


def _first_day(context: Context, events: Sequence[Event]) -> date | None:
    """The first day on which one of these is told as done; a run of days gives none."""
    told = [(e.date, context.reports[e.report].day) for e in events if e.modality is Modality.ACTUAL]
    days = [d.first for d, day in told if d and d.first == d.last and (day is None or d.first <= day)]
    return min(days, default=None)


def _length(context: Context, made: Sequence[Event], about: Sequence[Event]) -> str | None:
    """The length that the promises give, else one that two other mentions of the measure give."""
    lengths = Counter(m.duration for e in made if (m := read_mention(context, e)) and m.duration)
    others = Counter(m.duration for e in about if (m := read_mention(context, e)) and m.duration)
    found = lengths or Counter({d: n for d, n in others.items() if n > 1})
    return min(found, key=lambda d: (-found[d], d), default=None)


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


def _after(context: Context, event: Event, made: date | None) -> bool:
    """True for an act told as later than the promise: by its own date, else by the day of its report."""
    day = context.reports[event.report].day
    if event.date is not None:
        return made is None or event.date.last >= made
    return made is not None and day is not None and day > made


def _what(context: Context, measure: Measure | None, made: Sequence[Event]) -> str:
    """The measure's name where a promise uses it, else the most frequent wording, the longest of equals.

    Without a measure, the words from the act to its object and quantity.
    """
    if measure is None:
        wordings = Counter(tidy(context.text(e.report, _act(e))) for e in made)
    else:
        wordings = Counter(tidy(m.said.core) for e in made if (m := read_mention(context, e)) is not None)
        if measure.label in wordings or not wordings:
            return measure.label
    return min(wordings, key=lambda w: (-wordings[w], -len(w), w))


def _act(event: Event) -> Span:
    """From the act to its object and quantity, as far as these stand in its sentence."""
    span = event.trigger
    for other in (event.measure, *(q.span for q in event.quantities)):
        span = span.cover(other) if other is not None and event.sentence.contains(other) else span
    return span


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
