"""The words of a commitment: what is owed, in the reports' words, and its line in the record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from accord.model.claim import Event, Quantity
from accord.model.entry import Commitment
from accord.model.measure import Measure, MeasureKind
from accord.model.span import Span
from accord.weighing.context import Context
from accord.weighing.estimates import Figure, estimate
from accord.weighing.matter import matter
from accord.weighing.measures.labels import tidy
from accord.weighing.measures.mentions import Mention, read_mention
from accord.weighing.measures.wording import read_wording, starts_with_an_act
from accord.weighing.phrases import join_names, plain_day, term_phrase
from accord.weighing.wording import in_brackets, listed, number, one_line

_NEAR = 12  # characters between an act and what it gives, at most
_ROOT = 5  # letters by which a people is known for its state
_OWN = frozenset({"its", "their", "his", "her"})  # whose it is, another report's sentence says
_LEAST = 2  # words of matter that a promise needs to be told
NO_COUNT = ("percent", "%", "hour", "day", "week", "month", "year")


def commitment_line(c: Commitment) -> str:
    """`Veldria and Ostrava undertook: exchange 40 prisoners each, due 19 March 2025`."""
    line = f"{listed(c.debtors)} undertook: {one_line(c.what)}"
    counted = [f"{number(q.value)} {q.unit}" for q in c.quantities if _worth_saying(q, c.what)]
    if counted:
        line += f" ({', '.join(counted)})"
    line += in_brackets(c.condition)
    if c.starts and c.ends:
        line += f", {term_phrase(c.starts, c.ends)}"
    elif c.starts:
        line += f", from {plain_day(c.starts)}"
    elif c.ends:
        line += f", until {plain_day(c.ends)}"
    line += f", due {plain_day(c.due)}" if c.due else ""
    return line + (f"; on the word of {join_names(c.told_by)}" if c.told_by else "")


def is_thin(what: str) -> bool:
    """True for words that leave open what is to be done: a verb alone, or `promised to do`."""
    return len(set(matter(what)) - {"pledge"}) < _LEAST and read_wording(what).kind is MeasureKind.OTHER


def _worth_saying(q: Quantity, what: str) -> bool:
    """False for a number that the wording gives already, for shares and lengths of time."""
    if not q.unit or any(word in q.unit.lower() for word in NO_COUNT):
        return False
    plain = what.replace(",", "")
    return not any(f"{q.value / scale:g}" in plain for scale in (1, 1e3, 1e6, 1e9, 1e12))


def what_is_owed(context: Context, measure: Measure | None, made: Sequence[Event]) -> str:
    """The measure's name where a promise uses it, else the most frequent wording, the longest of equals.

    Without a measure, the words from the act to its object and quantity. Words that only point (`this pause`) give
    way to the measure's name.
    """
    standing = _standing(context, made)
    told = {(context.reports[e.report].text, e.trigger, e.measure): e for e in standing}.values()  # a copy counts once
    if measure is None:
        wordings = Counter(tidy(context.text(e.report, act_of(e))) for e in told)
    else:
        said = [(e, m) for e in told if (m := read_mention(context, e)) is not None]
        wordings = Counter(tidy(_done(context, e, m)) for e, m in said if not m.said.bare)
        if not wordings:
            return _unlike(measure, {p for e in made for p in e.parties})
        if measure.label in wordings:
            return measure.label
    return min(wordings, key=lambda w: (-wordings[w], -len(w), w))


def _standing(context: Context, made: Sequence[Event]) -> Sequence[Event]:
    """The promises without those whose figure its outlet no longer gives; all of them where that leaves none."""
    figures = [Figure(q.unit, q.value, e) for e in made for q in e.quantities]
    held = {claim for each in estimate(context, figures) for claim in each.claims}
    return [e for e in made if not e.quantities or e.id in held] or made


def _unlike(measure: Measure, debtors: set[str]) -> str:
    """The measure's name; where that speaks of attacks on a debtor, which it does not owe, a wording that does not."""
    own = {w[:_ROOT].lower() for p in debtors for w in p.split()}

    def spares(text: str) -> bool:
        said = text.lower().split()
        return not own & {w[:_ROOT] for w in said} and not _OWN & set(said)

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


def act_of(event: Event) -> Span:
    """From the act to its object and quantity, as far as these stand in its sentence."""
    span = event.trigger
    for other in (event.measure, *(q.span for q in event.quantities)):
        span = span.cover(other) if other is not None and event.sentence.contains(other) else span
    return span
