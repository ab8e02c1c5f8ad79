"""Mentions that stand at one place of a passage two reports share: they are one measure, whatever was reworded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from accord.model.lineage import JOINING, Lineage, Passage
from accord.model.span import Span
from accord.weighing.measure_mentions import Mention

_ENOUGH = 0.5  # of the shorter of the two spans, once brought to one place


def aligned(mentions: Sequence[Mention], lineage: Lineage) -> Iterator[tuple[int, int]]:
    """Pairs of positions in `mentions` that shared text puts at one place, in a fixed order.

    Only passages that one report has from the other or both from one origin count; a public text that both quote
    may stand for two things.
    """
    by_report: dict[str, list[int]] = defaultdict(list)
    for n, m in enumerate(mentions):
        by_report[m.event.report].append(n)
    for link in lineage.links:
        if link.kind not in JOINING or link.left not in by_report or link.right not in by_report:
            continue
        for passage in link.passages:
            for a in by_report[link.left]:
                if not passage.left.contains(mentions[a].span):
                    continue
                place = _brought(mentions[a].span, passage)
                for b in by_report[link.right]:
                    span = mentions[b].span
                    if passage.right.contains(span) and place.overlap(span) >= _ENOUGH * min(len(place), len(span)):
                        yield a, b


def _brought(span: Span, passage: Passage) -> Span:
    """Where a span of the left passage lies in the right one, stretched to its length."""
    scale = len(passage.right) / len(passage.left)
    start = passage.right.start + round((span.start - passage.left.start) * scale)
    end = passage.right.start + round((span.end - passage.left.start) * scale)
    return Span(start, max(end, start + 1))
