"""Bundles: reports that belong together whatever else, since they print or retell one text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from accord.grouping.vectors import Vector, middle
from accord.model.lineage import JOINING, Link
from accord.model.report import Report

SURE = 0.6
"""Confidence from which a copy or rewrite holds two reports together."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """Reports of one text, by place; it counts once, however many print it. `day` is the first day known."""

    places: tuple[int, ...]
    vector: Vector
    day: date | None


def tie(reports: Sequence[Report], words: Sequence[str], links: Sequence[Link]) -> list[list[int]]:
    """Places of reports that hold together: by equal words, or by a link that joins; groups by first place."""
    place = {report.id: i for i, report in enumerate(reports)}
    first: dict[str, int] = {}
    pairs = [(first.setdefault(text, i), i) for i, text in enumerate(words)]
    pairs += [
        (place[link.left], place[link.right])
        for link in links
        if link.kind in JOINING and link.confidence >= SURE and link.left in place and link.right in place
    ]
    home = list(range(len(reports)))

    def root(i: int) -> int:
        while home[i] != i:
            home[i] = i = home[home[i]]
        return i

    for left, right in pairs:
        low, high = sorted((root(left), root(right)))
        home[high] = low
    groups: dict[int, list[int]] = {}
    for i in range(len(reports)):
        groups.setdefault(root(i), []).append(i)
    return list(groups.values())


def bundle(places: Sequence[int], vectors: Sequence[Vector], reports: Sequence[Report]) -> Bundle:
    """Take reports together: the mean of their vectors, the first of their days."""
    days = [day for place in places if (day := reports[place].day)]
    return Bundle(tuple(places), middle([vectors[place] for place in places]), min(days, default=None))
