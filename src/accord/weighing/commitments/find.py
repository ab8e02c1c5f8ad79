"""Commitments: what parties have undertaken, and where it stands on a day."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from accord.model.claim import Event, Quantity
from accord.model.entry import Commitment
from accord.model.identity import content_id
from accord.model.measure import Measure, MeasureKind
from accord.model.span import Span
from accord.weighing.commitments.clock import run_clock
from accord.weighing.commitments.events import alleges_breach, is_deed, is_promise
from accord.weighing.commitments.limits import MUTUAL, asked_for, is_refused, only_asked, refusers_of
from accord.weighing.commitments.terms import is_after, reported_since, term_of
from accord.weighing.context import Context, order_evidence
from accord.weighing.embedding import Embedding
from accord.weighing.matter import matter, word_list
from accord.weighing.measures.labels import tidy
from accord.weighing.measures.mentions import Mention, given, read_mention
from accord.weighing.measures.wording import read_wording, starts_with_an_act
from accord.weighing.phrases import join_names, ranked
from accord.weighing.positions import claim_evidence
from accord.weighing.speakers import Parties
from accord.weighing.wording import listed, number, one_line

_GIVING = frozenset(
    {MeasureKind.AID, MeasureKind.RELEASE, MeasureKind.SANCTIONS_RELIEF, MeasureKind.TRADE, MeasureKind.TERRITORIAL}
)
_NEAR = 12  # characters between an act and what it gives, at most
_ROOT = 5  # letters by which a people is known for its state
_LEAST = 2  # words of matter that a promise needs to be told
_NO_COUNT = ("percent", "%", "hour", "day", "week", "month", "year")


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
    asked, embedding, parties = asked_for(context), Embedding(context), Parties(context)
    out: list[Commitment] = []
    for key, events in about.items():
        measure = by_id.get(key)
        made = [e for e in events if is_promise(context, e, measure) and not only_asked(e, asked[e.report])]
        refusers = refusers_of(events)
        made = [e for e in made if not refusers & set(e.parties) and not embedding.is_wished(e)]
        if measure is not None and not (is_refused(measure, refusers, made) or _says_nothing(measure)):
            out.extend(_commitment(context, measure, group, events, parties) for group in _by_debtors(context, made))
        elif measure is None:
            out.extend(_commitment(context, None, group, events, parties) for group in _by_quantity(made))
    return tuple(sorted((c for c in out if not _is_thin(c.what)), key=_order))


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
    line += f", due {c.due}" if c.due else ""
    return line + (f"; on the word of {join_names(c.told_by)}" if c.told_by else "")


def _says_nothing(measure: Measure) -> bool:
    """True for a measure that no report names (`the plan`, `a final agreement`): to undertake it tells nothing."""
    said = read_wording(measure.label)
    return (said.bare and not said.naming) or (measure.kind is MeasureKind.AGREEMENT and said.content == {"final"})


def _is_thin(what: str) -> bool:
    """True for words that leave open what is to be done: a verb alone, or `promised to do`."""
    return len(set(matter(what)) - {"pledge"}) < _LEAST and read_wording(what).kind is MeasureKind.OTHER


def _worth_saying(q: Quantity, what: str) -> bool:
    """False for a number that the wording gives already, for shares and lengths of time."""
    if not q.unit or any(word in q.unit.lower() for word in _NO_COUNT):
        return False
    plain = what.replace(",", "")
    return not any(f"{q.value / scale:g}" in plain for scale in (1, 1e3, 1e6, 1e9, 1e12))


def _order(c: Commitment) -> tuple[date, str, str]:
    return (c.due or c.starts or date.max, c.line, c.id)


def _by_debtors(context: Context, made: Sequence[Event]) -> list[list[Event]]:
    """Promises about one measure, together when one's debtors are among the other's: with the most, then the fewest.

    What a loose group promises (`Western leaders, including the president`) goes with those of it who are named.
    """
    loose = [e for e in made if all(p.rsplit(" ", 1)[-1] in word_list("people_words.txt") for p in e.parties)]
    groups: list[list[Event]] = []
    for event in sorted((e for e in made if e not in loose), key=lambda e: (len(e.parties), sorted(e.parties))):
        home = [g for g in groups if any(set(e.parties) <= set(event.parties) for e in g)]
        if home:
            max(home, key=len).append(event)
        else:
            groups.append([event])
    for event in loose:
        text = context.text(event.report, event.sentence)
        named = [g for g in groups if any(m.name in text for e in g for m in e.actors)]
        alike = named or [g for g in groups if g[0].parties == event.parties]
        if alike:
            alike[0].append(event)
        else:
            groups.append([event])
    return groups


def _by_quantity(made: Sequence[Event]) -> list[list[Event]]:
    groups: dict[object, list[Event]] = defaultdict(list)
    for event in made:
        counted = tuple(sorted((q.value, q.unit.lower()) for q in event.quantities))
        groups[tuple(sorted(event.parties)), event.type, counted].append(event)
    return list(groups.values())


def _commitment(
    context: Context, measure: Measure | None, made: Sequence[Event], about: Sequence[Event], parties: Parties
) -> Commitment:
    debtors = _most_said(made, measure is not None and measure.kind in MUTUAL)
    term = term_of(context, measure, made, about)
    own = {e.id for e in made}
    since = [e for e in about if measure and e.id not in own and is_after(context, e, term.made)]
    deeds = [e for e in since if is_deed(context, e, measure) and set(debtors) & set(e.parties)]
    disputes = [e for e in since if alleges_breach(context, e) and set(debtors) & set(given(e))]
    evidence = order_evidence(x for e in (*made, *deeds, *disputes) for x in claim_evidence(context, e))
    history = run_clock(term, reported_since(context, deeds, disputes), context.as_of)
    what = _what(context, measure, made)
    subject = measure.id if measure else made[0].id
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
        told_by=_told_by(parties, made, debtors),
    )
    return replace(commitment, line=commitment_line(commitment))


def _told_by(parties: Parties, made: Sequence[Event], debtors: Sequence[str]) -> tuple[str, ...]:
    """Who alone tells of the promises; empty where a report does in its own voice, or a debtor speaks for itself."""
    tellers = [e.speaker.name if e.speaker else None for e in made]
    own = any(name is None or {name, parties.of(name)} & set(debtors) for name in tellers)
    return () if own else ranked(name for name in tellers if name)


def _most_said(made: Sequence[Event], mutual: bool) -> tuple[str, ...]:
    """The debtors that most promises name; of equals the more for what is mutual, else the fewer."""
    sets = Counter(tuple(sorted(set(e.parties))) for e in made)
    return min(sets, key=lambda s: (-sets[s], -len(s) if mutual else len(s), s))


def _what(context: Context, measure: Measure | None, made: Sequence[Event]) -> str:
    """The measure's name where a promise uses it, else the most frequent wording, the longest of equals.

    Without a measure, the words from the act to its object and quantity. Words that only point (`this pause`) give
    way to the measure's name.
    """
    if measure is None:
        wordings = Counter(tidy(context.text(e.report, _act(e))) for e in made)
    else:
        said = [(e, m) for e in made if (m := read_mention(context, e)) is not None]
        wordings = Counter(tidy(_done(context, e, m)) for e, m in said if not m.said.bare)
        if not wordings:
            return _unlike(measure, {p for e in made for p in e.parties})
        if measure.label in wordings:
            return measure.label
    return min(wordings, key=lambda w: (-wordings[w], -len(w), w))


def _unlike(measure: Measure, debtors: set[str]) -> str:
    """The measure's name; where that speaks of attacks on a debtor, which it does not owe, a wording that does not."""
    own = {w[:_ROOT].lower() for p in debtors for w in p.split()}

    def spares(text: str) -> bool:
        return not own & {w[:_ROOT].lower() for w in text.split()}

    alike = [tidy(alias) for alias in measure.aliases if read_wording(alias).kind is measure.kind]
    longer = [a for a in alike if spares(a) and not read_wording(a).bare]
    return measure.label if spares(measure.label) or not longer else longer[0]


def _done(context: Context, event: Event, mention: Mention) -> str:
    """The words of a promise: with its act where they start with what is given (`send | 40 monitors`)."""
    counted = any(q.span.overlap(mention.span) for q in event.quantities)
    before = event.trigger.end <= mention.span.start <= event.trigger.end + _NEAR
    if event.stance is None and counted and before and not starts_with_an_act(mention.said.core):
        return context.text(event.report, event.trigger.cover(mention.span))
    return mention.said.core


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
