"""Bundles: new reports of one text, and the texts known already that they print or retell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

from accord.grouping.texts import Text
from accord.model.lineage import JOINING, Link
from accord.model.report import Report
from accord.model.ties import Ties
from accord.text.folding import fold_words

SURE = 0.6
"""Confidence from which a copy or rewrite holds two reports together."""

FEWEST_WORDS = 20
"""A shorter prose is often a notice in place of a text: it holds reports together only under one title."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """Reports that print or retell one text; they count once. `old` are known texts that they belong to.

    `words` are the folded words of the first of them by day, then id.
    """

    reports: tuple[Report, ...]
    words: Sequence[str]
    keys: frozenset[str]
    old: tuple[Text, ...]

    @property
    def first(self) -> Report:
        """The report it stands for: the first by day, then id."""
        return self.reports[0]


def bundles(
    reports: Sequence[Report], links: Sequence[Link], by_key: Mapping[str, Text], by_report: Mapping[str, Text]
) -> Iterator[Bundle]:
    """Put new reports together that hold together: by equal words, or by a link that joins origins.

    Args:
        reports: sorted by id.
        links: those to reports neither here nor known are passed over.
        by_key, by_report: the texts known, by the key of their words and by report.
    Returns: Bundles, by the first of their ids; every report is in exactly one.
    """
    place = {report.id: i for i, report in enumerate(reports)}
    words = [fold_words(report.prose) for report in reports]
    keys = [_key(text, report) for text, report in zip(words, reports, strict=True)]
    short = {report.id for text, report in zip(words, reports, strict=True) if len(text) < FEWEST_WORDS}
    old: dict[int, list[Text]] = {}
    seen: dict[str, int] = {}
    pairs = []
    for i, key in enumerate(keys):
        pairs.append((seen.setdefault(key, i), i))
        if key in by_key:
            old.setdefault(i, []).append(by_key[key])
    for link in links:
        if link.kind in JOINING and link.confidence >= SURE and not short & {link.left, link.right}:
            for one, other in ((link.left, link.right), (link.right, link.left)):
                if one in place and other in place:
                    pairs.append((place[one], place[other]))
                elif one in place and other in by_report:
                    old.setdefault(place[one], []).append(by_report[other])
    for group in _connected(len(reports), pairs):
        ordered = sorted(group, key=lambda i: (reports[i].day or date.max, reports[i].id))
        known = {text.number: text for i in group for text in old.get(i, ())}
        yield Bundle(
            tuple(reports[i] for i in ordered),
            words[ordered[0]],
            frozenset(keys[i] for i in group),
            tuple(known[number] for number in sorted(known)),
        )


def _key(words: Sequence[str], report: Report) -> str:
    told = words if len(words) >= FEWEST_WORDS else [*words, "", *(fold_words(report.title or "") or [report.id])]
    return blake2b(" ".join(told).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _connected(count: int, pairs: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Groups of places that pairs hold together, by their first place."""
    ties = Ties[int]()
    for left, right in pairs:
        ties.join(left, right)
    groups: dict[int, list[int]] = {}
    for i in range(count):
        groups.setdefault(ties.root(i), []).append(i)
    return list(groups.values())
