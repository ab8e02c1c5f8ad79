"""Mentions that stand at one place of a passage two reports share: they are one measure, whatever was reworded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from accord.model.lineage import JOINING, Lineage, Passage
from accord.model.measure import MeasureKind
from accord.model.span import Span
from accord.weighing.measures.mentions import Mention

_ENOUGH = 0.5  # of the longer of the two spans, once brought to one place
_LOOSE = 0.1  # a passage whose two sides differ more in length is no guide to places


def aligned(mentions: Sequence[Mention], lineage: Lineage) -> Iterator[tuple[int, int]]:
    """Pairs of positions in `mentions` that shared text puts at one place, in a fixed order.

    Only passages that one report has from the other or both from one origin count; a public text that both quote
    may stand for two things.
    """
    by_report: dict[str, list[int]] = defaultdict(list)
    for n, m in enumerate(mentions):
        by_report[m.event.report].append(n)
    for link in lineage.links:
        if link.kind not in JOINING:
            continue
        for passage in link.passages:
            if abs(len(passage.left) - len(passage.right)) > _LOOSE * len(passage.left):
                continue
            for a in by_report.get(link.left, ()):
                if passage.left.contains(mentions[a].span):
                    place = _brought(mentions[a].span, passage)
                    yield from ((a, b) for b in by_report.get(link.right, ()) if _same(place, mentions[a], mentions[b]))


def _same(place: Span, a: Mention, b: Mention) -> bool:
    kinds = {a.said.kind, b.said.kind}
    if len(kinds) > 1 and MeasureKind.OTHER not in kinds:
        return False
    return place.overlap(b.span) >= _ENOUGH * max(len(place), len(b.span))


def _brought(span: Span, passage: Passage) -> Span:
    """Where a span of the left passage lies in the right one, stretched to its length."""
    scale = len(passage.right) / len(passage.left)
    start = passage.right.start + round((span.start - passage.left.start) * scale)
    end = passage.right.start + round((span.end - passage.left.start) * scale)
    return Span(start, max(end, start + 1))
