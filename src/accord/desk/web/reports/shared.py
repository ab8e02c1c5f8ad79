"""Shared text: the passages of a report that other reports have, too, and whose they are."""

from __future__ import annotations

from dataclasses import dataclass

from accord.desk.citations import day_of
from accord.model.lineage import JOINING, Lineage, Link, LinkKind, Origin, OriginKind
from accord.model.report import Report
from accord.model.span import Span

NEAR = 120
"""Characters between two shared passages up to which one note stands for both."""

_NO_ORIGIN = {LinkKind.QUOTE_DOCUMENT: "quoted words", LinkKind.UNKNOWN: "not known whether copied"}


@dataclass(frozen=True, slots=True)
class SharedWith:
    """Another report that has the passage; `outlet` is its label where no outlet is known.

    `way` is `from` or `to` where it is known who had it first, else empty.
    """

    report: str
    outlet: str
    day: str
    kind: str
    way: str


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """A passage of a report that others have, too, `number` counting from 1; `spans` are the very words."""

    number: int
    start: int
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class SharedText:
    """Passages of a report that the same others have.

    `whose` names the origin that they share, or says why none is known; `kind` is that of the origin, empty for none.
    `retold` is true where the others tell the same in other words.
    """

    whose: str
    kind: str
    retold: bool
    others: tuple[SharedWith, ...]
    passages: tuple[SharedPassage, ...]


_Key = tuple[str, str, bool]
_Block = tuple[tuple[Span, ...], tuple[SharedWith, ...]]


def shared_texts(
    report: Report, links: tuple[Link, ...], lineage: Lineage, others: tuple[Report, ...]
) -> tuple[SharedText, ...]:
    """The passages of a report that links say are shared, by where the first begins; those of one origin together.

    Args: links: of this report, their other ends among `others`. lineage: with the carriages of all of them.
    """
    by_id = {other.id: other for other in others}
    by_whose: dict[_Key, list[tuple[Span, SharedWith]]] = {}
    for link in links:
        other = by_id.get(link.left if link.right == report.id else link.right)
        if other is None:
            continue
        key = (*_whose(report, other, link, lineage), link.kind is LinkKind.REWRITE)
        way = "" if link.copied_from is None else "to" if link.copied_from == report.id else "from"
        sharer = SharedWith(
            other.id, other.outlet or other.label, day_of(other), link.kind.value.replace("_", " "), way
        )
        own = [p.left if link.left == report.id else p.right for p in link.passages]
        by_whose.setdefault(key, []).extend((span, sharer) for span in own)
    found = [(key, *block) for key, group in by_whose.items() for block in _blocks(group)]
    found.sort(key=lambda block: (block[1], block[0]))
    texts: dict[tuple[_Key, tuple[SharedWith, ...]], list[SharedPassage]] = {}
    for number, (key, spans, sharers) in enumerate(found, start=1):
        texts.setdefault((key, sharers), []).append(SharedPassage(number, spans[0].start, spans))
    return tuple(SharedText(*key, sharers, tuple(passages)) for (key, sharers), passages in texts.items())


def _whose(report: Report, other: Report, link: Link, lineage: Lineage) -> tuple[str, str]:
    """The origin that two reports share, by name and kind; where no link joins them, what the link says."""
    if link.kind not in JOINING:
        return _NO_ORIGIN.get(link.kind, link.kind.value.replace("_", " ")), ""
    theirs = {origin.id for origin in lineage.of(other.id)}
    origin: Origin | None = next((o for o in lineage.of(report.id) if o.id in theirs), None)
    if origin is None or origin.kind is OriginKind.UNKNOWN:
        return "origin unknown", OriginKind.UNKNOWN.value
    return origin.name, origin.kind.value


def _blocks(group: list[tuple[Span, SharedWith]]) -> list[_Block]:
    """Passages that lie near each other, each block with its very words and all who have any of them."""
    blocks: list[tuple[list[Span], dict[str, SharedWith]]] = []
    for span, sharer in sorted(group, key=lambda pair: (pair[0], pair[1].report)):
        if not blocks or span.start - blocks[-1][0][-1].end > NEAR:
            blocks.append(([span], {}))
        spans, sharers = blocks[-1]
        if span.start <= spans[-1].end:
            spans[-1] = spans[-1].cover(span)
        else:
            spans.append(span)
        sharers[sharer.report] = sharer
    return [(tuple(spans), _first_first(sharers)) for spans, sharers in blocks]


def _first_first(sharers: dict[str, SharedWith]) -> tuple[SharedWith, ...]:
    """Those it came from before those it went to, each by day."""
    ways = ("from", "", "to")
    return tuple(sorted(sharers.values(), key=lambda s: (ways.index(s.way), s.day or "9", s.outlet, s.report)))
