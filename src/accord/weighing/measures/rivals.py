"""Rival values: what reports give differently about one measure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from accord.model.claim import Quantity
from accord.model.evidence import Evidence
from accord.model.measure import Rival, RivalKind
from accord.weighing.context import Context, order_evidence
from accord.weighing.matter import matter
from accord.weighing.measures.mentions import Mention
from accord.weighing.measures.tokens import days_of
from accord.weighing.wording import number

_SHARES = " ".join(matter("percent"))  # of what, the words rarely say
_SHARES = " ".join(matter("percent"))  # of what, the words rarely say
_Given = dict[object, list[tuple[str, Evidence]]]


def find_rivals(context: Context, mentions: Sequence[Mention]) -> tuple[Rival, ...]:
    """The values on which reports differ: lengths of time, then numbers of one thing; none where they agree.

    Values that a report gives side by side are no rivals: it counts two things.
    """
    lengths: _Given = defaultdict(list)
    for m in mentions:
        if m.duration:
            words = context.evidence(m.event.report, m.span, m.event.id)
            lengths[days_of(m.duration) or m.duration].append((m.duration, words))
    found = list(_rivals(context, RivalKind.DURATION, lengths))
    for _, counts in sorted(_counts(context, mentions).items()):
        found += _rivals(context, RivalKind.NUMBER, counts)
    return tuple(found)


def _counts(context: Context, mentions: Sequence[Mention]) -> dict[str, _Given]:
    """Thing counted to its numbers; of numbers within the words for the measure alone."""
    things: dict[str, _Given] = defaultdict(lambda: defaultdict(list))
    for m in mentions:
        for quantity in m.event.quantities:
            thing = _thing(quantity)
            if thing and thing != _SHARES and m.span.contains(quantity.span):
                words = context.evidence(m.event.report, quantity.span, m.event.id)
                things[thing][quantity.value].append((f"{number(quantity.value)} {quantity.unit}", words))
    return things


def _thing(quantity: Quantity) -> str:
    return " ".join(sorted(set(matter(quantity.unit))))


def _rivals(context: Context, kind: RivalKind, given: _Given) -> Iterator[Rival]:
    """The values of one thing, those in most texts first, when two texts give two of them and none gives both."""
    texts = {value: {context.reports[e.report].text for _, e in told} for value, told in given.items()}
    if len(texts) < 2 or len(set.union(*texts.values())) < sum(map(len, texts.values())):
        return
    for value in sorted(given, key=lambda v: (-len(texts[v]), str(v))):
        said = min(word for word, _ in given[value])
        yield Rival(kind, said, order_evidence(e for _, e in given[value]))
