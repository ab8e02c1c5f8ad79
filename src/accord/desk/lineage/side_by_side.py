"""Two reports side by side: the passages that they share joined, and what differs in them marked word by word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from accord.model.lineage import Link
from accord.model.report import Report
from accord.model.span import Span
from accord.model.ties import Ties
from accord.text.differences import find_alterations

HEIGHT = 1000
"""Of the drawing that joins the passages: the whole of either text is so high."""

LEAST = 2
"""Height of the shortest passage in it."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a text. `differs` says that the other text has others in their place, or none.

    `outside` is true for what is not the report's own prose.
    """

    text: str
    differs: bool
    outside: bool


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a text: a shared passage by its number, or, with the number 0, what the other text has not.

    `opens` is true where the passage begins, of one in several stretches at the first.
    """

    passage: int
    opens: bool
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """A passage as a band from the left text to the right: where it begins and ends in each, from 0 to `HEIGHT`."""

    passage: int
    left_top: float
    left_end: float
    right_top: float
    right_end: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """Both texts as runs, in text order, and the bands between them.

    `n_differences` counts the places in which the passages differ, pair by pair.
    """

    left: tuple[Run, ...]
    right: tuple[Run, ...]
    bands: tuple[Band, ...]
    n_differences: int


def align(left: Report, right: Report, link: Link | None) -> Alignment:
    """Lay two reports side by side, passages numbered from 1 by where they begin in the left one.

    Passages that overlap in either text, as where one tells in a sentence what the other tells in two, have one number;
    a word differs there where none of them has it in the other text.

    Args: link: of the two, either way round; None where they share nothing.
    """
    pairs = [(p.left, p.right) if link.left == left.id else (p.right, p.left) for p in link.passages] if link else []
    pairs.sort()
    numbers = _numbered(pairs)
    apart: tuple[list[Span], list[Span]] = ([], [])
    n_differences = 0
    for ours, theirs in pairs:
        alterations = find_alterations(ours.of(left.text), theirs.of(right.text))
        n_differences += len(alterations)
        for alteration in alterations:
            for span, base, found in ((alteration.before, ours, apart[0]), (alteration.after, theirs, apart[1])):
                if span:
                    found.append(Span(base.start + span.start, base.start + span.end))
    return Alignment(
        left=tuple(_runs(left, [(ours, n) for (ours, _), n in zip(pairs, numbers, strict=True)], apart[0])),
        right=tuple(_runs(right, [(theirs, n) for (_, theirs), n in zip(pairs, numbers, strict=True)], apart[1])),
        bands=tuple(_bands(pairs, numbers, len(left.text), len(right.text))),
        n_differences=n_differences,
    )


def _numbered(pairs: Sequence[tuple[Span, Span]]) -> list[int]:
    """A number for each pair, the same for those that hang together because they overlap."""
    ties = Ties[int]()
    for side in (0, 1):
        order = sorted(range(len(pairs)), key=lambda n: pairs[n][side])
        last, reach = -1, 0
        for n in order:
            if pairs[n][side].start < reach:
                ties.join(last, n)
            last, reach = n, max(reach, pairs[n][side].end)
    roots = [ties.root(n) for n in range(len(pairs))]
    number = {root: n for n, root in enumerate(dict.fromkeys(roots), start=1)}
    return [number[root] for root in roots]


def _bands(pairs: Sequence[tuple[Span, Span]], numbers: Sequence[int], left: int, right: int) -> Iterator[Band]:
    """A band for each number, from the first to the last place of its passages; `left` and `right` are lengths."""
    whole: dict[int, tuple[Span, Span]] = {}
    for (ours, theirs), n in zip(pairs, numbers, strict=True):
        known = whole.get(n, (ours, theirs))
        whole[n] = (known[0].cover(ours), known[1].cover(theirs))
    for n, (ours, theirs) in whole.items():
        yield Band(n, *_ends(ours, left), *_ends(theirs, right))


def _ends(span: Span, length: int) -> tuple[float, float]:
    top, end = (round(HEIGHT * place / length, 1) for place in (span.start, span.end))
    return top, max(end, top + LEAST)


def _runs(report: Report, passages: Sequence[tuple[Span, int]], apart: Sequence[Span]) -> Iterator[Run]:
    """The text of a report cut at its passages, each with its number."""
    opened: set[int] = set()
    for passage, cut in groupby(_cut(report, sorted(passages), sorted(apart)), key=lambda piece: piece[0]):
        words = tuple(words for _, words in cut)
        yield Run(passage, bool(passage) and passage not in opened, words)
        opened.add(passage)


def _cut(report: Report, passages: list[tuple[Span, int]], apart: list[Span]) -> Iterator[tuple[int, Words]]:
    text, masks = report.text, sorted(mask.span for mask in report.masks)
    spans = [*masks, *apart, *(span for span, _ in passages)]
    edges = sorted({0, len(text)} | {edge for span in spans for edge in (span.start, span.end) if edge <= len(text)})
    in_passage = _Reach(passages)
    in_apart, in_mask = (_Reach([(span, 1) for span in some]) for some in (apart, masks))
    for start, end in pairwise(edges):
        here = in_passage.at(start)
        # a word that is the same in one of several passages here is no difference
        differs = bool(here) and len(in_apart.at(start)) == len(here)
        yield here[0] if here else 0, Words(text[start:end], differs, bool(in_mask.at(start)))


class _Reach:
    """Which of some spans a place lies in, asked from left to right."""

    def __init__(self, spans: list[tuple[Span, int]]) -> None:
        self._waiting = spans[::-1]
        self._here: list[tuple[Span, int]] = []

    def at(self, place: int) -> list[int]:
        """The numbers of the spans that hold the place."""
        while self._waiting and self._waiting[-1][0].start <= place:
            self._here.append(self._waiting.pop())
        self._here = [known for known in self._here if known[0].end > place]
        return [n for _, n in self._here]
