"""Counts: numbers in events, and which of them count one thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from accord.model.claim import Event, Quantity
from accord.model.span import Span
from accord.text.numerals import numeral_words
from accord.text.quantities import find_quantities
from accord.weighing.context import Context
from accord.weighing.findings.alike_counts import SHARE, Count, alike_counts
from accord.weighing.findings.comparison import Comparison
from accord.weighing.matter import class_of, fold, matter, words
from accord.weighing.speakers import is_somebody

_PART = (" of the ", " of its ", " of his ", " of them")  # what follows a number that counts a part
_FAR = 90  # characters between number and trigger beyond which the trigger is not shown
_BESIDE = 40  # characters beside a stray number that say what is counted


def find_counts(comparison: Comparison) -> list[list[Count]]:
    """Groups of counts that count one thing, two or more in each.

    A number that no event holds goes with the event told nearest to it in its sentence.
    """
    context = comparison.context
    first = (e for e in context.events() if context.of_sentence(e)[0] is e)
    return _groups(comparison, [count for event in first for count in context.once(_counts, event)])


def _counts(context: Context, first: Event) -> tuple[Count, ...]:
    """The counts of one sentence, by the first event told in it."""
    return tuple(_each(context, context.of_sentence(first)))


def _each(context: Context, events: Sequence[Event]) -> Iterator[Count]:
    text = context.reports[events[0].report].text
    held = {q.span: e for e in events for q in e.quantities}
    own = {q for e in events for q in e.quantities}
    stray = [q for q in find_quantities(text, events[0].sentence) if not any(q.span.overlap(s) for s in held)]
    for quantity in sorted(own, key=lambda q: (q.span, q.value, q.unit)):
        if _counts_a_whole(text, quantity):
            yield _count(context, held[quantity.span], quantity, ())
    for quantity in stray:
        nearest = min(events, key=lambda e: (_gap(e.trigger, quantity.span), e.trigger))
        if _counts_a_whole(text, quantity) and _gap(nearest.trigger, quantity.span) <= _FAR:
            start, end = max(nearest.sentence.start, quantity.span.start - _BESIDE), quantity.span.end + _BESIDE
            yield _count(context, nearest, quantity, matter(text[start : min(end, nearest.sentence.end)]))


def _counts_a_whole(text: str, quantity: Quantity) -> bool:
    return quantity.value > 1 and not fold(text[quantity.span.end :][:8]).startswith(_PART)


def _gap(a: Span, b: Span) -> int:
    return max(0, max(a.start, b.start) - min(a.end, b.end))


def _count(context: Context, event: Event, quantity: Quantity, beside: Sequence[str]) -> Count:
    text = context.reports[event.report].text
    unit = (*matter(quantity.unit), *matter(quantity.span.of(text)), *beside)
    trigger = matter(context.text(event.report, event.trigger))
    names = [n for m in (*event.actors, *event.recipients) if is_somebody(m.name) for n in matter(m.name)]
    place = matter(context.text(event.report, event.place)) if event.place else ()
    around = matter(context.text(event.report, event.sentence)) if quantity.unit == SHARE else ()
    deed = frozenset(w for w in (*unit, *trigger) if not w[0].isdigit()) - frozenset(names) - _idle()
    return Count(event, quantity, deed, frozenset((*deed, *names, *place, *around)), _hedge(text, quantity.span))


@cache
def _idle() -> frozenset[str]:
    """Words that say nothing of what is counted: numerals, and `people`."""
    return frozenset(word for numeral in (*numeral_words()["small"], "people", "persons") for word in matter(numeral))


def _hedge(text: str, span: Span) -> str:
    """The class of the words that hedge a number, in it or right before it; `exact` for none."""
    table = class_of("hedges.tsv")
    near = words(text[max(0, span.start - 16) : span.end])
    return next((table[w] for w in near if w in table), "exact")


def _groups(comparison: Comparison, counts: Sequence[Count]) -> list[list[Count]]:
    """The likest first; what a report counts beside one another it counts as two things."""
    groups = {n: [n] for n in range(len(counts))}
    given: dict[int, dict[str, float]] = {n: {c.event.report: c.quantity.value} for n, c in enumerate(counts)}
    home = list(range(len(counts)))
    for _, a, b in sorted((-score, a, b) for score, a, b in alike_counts(counts, comparison.weight)):
        small, large = sorted((home[a], home[b]), key=lambda g: (len(groups[g]), -g))
        if small != large and not _side_by_side(given[small], given[large]):
            for n in groups[small]:
                home[n] = large
            groups[large] += groups.pop(small)
            given[large] |= given.pop(small)
    return [[counts[n] for n in sorted(members)] for _, members in sorted(groups.items()) if len(members) > 1]


def _side_by_side(few: Mapping[str, float], many: Mapping[str, float]) -> bool:
    """Whether a report gives one number in the one group and another in the other; each group has one of a report."""
    return any(many.get(report, value) != value for report, value in few.items())


def shown(count: Count) -> Span:
    """The number with the act's trigger where that stands near."""
    cover = count.quantity.span.cover(count.event.trigger)
    return cover if len(cover) <= _FAR else count.quantity.span
