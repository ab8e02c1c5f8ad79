"""Bundles: reports that belong together whatever else, since they print or retell one text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from accord.grouping.vectors import prominence
from accord.model.lineage import JOINING, Link
from accord.model.report import Report
from accord.text.folding import fold_text

SURE = 0.6
"""Confidence from which a copy or rewrite holds two reports together."""

FEWEST_WORDS = 25
"""A text of fewer words (a page's notice, a caption) is not known by its words alone, but by its title, too."""


@dataclass(frozen=True, slots=True)
class Words:
    """What grouping needs to know of a report's words; `key` is the same for reports of one text.

    `brief` when the text is too short to tell whom it copies.
    """

    report: Report
    key: bytes
    brief: bool
    prominences: dict[str, float]


def take_words(report: Report) -> Words:
    """Fold a report's prose and find the terms that stand out in it."""
    words = fold_text(report.prose).words
    brief = len(words) < FEWEST_WORDS
    said = [*words, "\n", *fold_text(report.title or "").words] if brief else words
    key = blake2b(" ".join(said).encode("utf-8", "surrogatepass"), digest_size=16).digest()
    return Words(report, key, brief, prominence(words, report.title))


def holding(links: Iterable[Link]) -> list[Link]:
    """The links that hold reports together, the surest first, then by ids."""
    sure = [link for link in links if link.kind in JOINING and link.confidence >= SURE]
    return sorted(sure, key=lambda link: (-link.confidence, link.left, link.right))


def tie(lot: Sequence[Words], links: Iterable[Link]) -> list[list[int]]:
    """Places of reports that hold together: by equal words, or by a link; groups by first place.

    Args: links: those that hold; links to reports outside the lot, or to brief ones, are passed over.
    """
    place = {words.report.id: i for i, words in enumerate(lot) if not words.brief}
    first: dict[bytes, int] = {}
    pairs = [(first.setdefault(words.key, i), i) for i, words in enumerate(lot)]
    pairs += [(place[link.left], place[link.right]) for link in links if link.left in place and link.right in place]
    home = list(range(len(lot)))

    def root(i: int) -> int:
        while home[i] != i:
            home[i] = i = home[home[i]]
        return i

    for left, right in pairs:
        low, high = sorted((root(left), root(right)))
        home[high] = low
    groups: dict[int, list[int]] = {}
    for i in range(len(lot)):
        groups.setdefault(root(i), []).append(i)
    return list(groups.values())
