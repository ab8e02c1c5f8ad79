"""Bundles: new reports of one text, and the texts known already that they print or retell."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from accord.grouping.features import Features
from accord.model.lineage import JOINING, Link
from accord.model.ties import Ties

SURE = 0.6
"""Confidence from which a copy or rewrite holds two reports together."""

Pair = tuple[str, str]
"""Two reports by id, that a link ties."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """Reports that print or retell one text, by day, then id; they count once.

    `keys`: those of their words. `old`: reports known before that they are tied to.
    """

    reports: tuple[Features, ...]
    keys: frozenset[str]
    old: frozenset[str]

    @property
    def first(self) -> Features:
        """The report it stands for."""
        return self.reports[0]


def is_tie(link: Link) -> bool:
    """Whether a link is one that holds two reports together."""
    return link.kind in JOINING and link.confidence >= SURE


def bundles(reports: Sequence[Features], pairs: Iterable[Pair], known: Container[str]) -> Iterator[Bundle]:
    """Put new reports together that hold together: by equal words, or by a tie.

    Args:
        reports: sorted by id.
        pairs: ties; those to reports neither here nor known are passed over, and so are those of notices.
        known: ids of the reports known before.
    Returns: Bundles, by the first of their ids; every report is in exactly one.
    """
    place = {one.report: i for i, one in enumerate(reports)}
    notices = {one.report for one in reports if one.notice}
    old: dict[int, set[str]] = {}
    seen: dict[str, int] = {}
    ties = Ties[int]()
    for i, one in enumerate(reports):
        ties.join(seen.setdefault(one.key, i), i)
    for left, right in pairs:
        if left in notices or right in notices:
            continue
        if left in place and right in place:
            ties.join(place[left], place[right])
        elif left in place and right in known:
            old.setdefault(place[left], set()).add(right)
        elif right in place and left in known:
            old.setdefault(place[right], set()).add(left)
    groups: dict[int, list[int]] = {}
    for i in range(len(reports)):
        groups.setdefault(ties.root(i), []).append(i)
    for group in groups.values():
        yield Bundle(
            tuple(sorted((reports[i] for i in group), key=lambda one: one.order)),
            frozenset(reports[i].key for i in group),
            frozenset(report for i in group for report in old.get(i, ())),
        )
