"""What tracing needs to know of a report's words: folded, with those that are quoted or masked marked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING

from accord.model.report import Report
from accord.text.folding import FoldedText, Memo, fold_text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

GRAM = 5
"""Words in a run that is looked up as a whole."""

SHORTEST_BLOCK = 40
"""Characters of a paragraph that can be a block quote."""

SHORTEST_SINGLE = 12
"""Characters of a quotation in single marks; shorter ones are names and apostrophes."""

CLOSING = {"“": "”", '"': '"', "‘": "’", "'": "'"}
"""The mark that ends what a mark begins."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A report made ready for comparison.

    `quoted[i]` and `masked[i]` are 1 when word `i` stands in quotation marks (or a block quote), or in a masked part.
    `grams[i]` is the hash of the words `i .. i + GRAM`.
    """

    report: Report
    folded: FoldedText
    quoted: NDArray[np.uint8]
    masked: NDArray[np.uint8]
    grams: NDArray[np.uint64]

    @property
    def n_prose(self) -> int:
        """Words outside masked parts."""
        return len(self.folded) - int(self.masked.sum())


def prepare(report: Report) -> Prepared:
    """Fold a report's words and mark them."""
    import numpy as np

    folded = fold_text(report.text)
    starts = np.frombuffer(folded.starts, dtype=np.uint64).astype(np.int64) if len(folded) else np.zeros(0, np.int64)
    masked = _marks(starts, [(m.span.start, m.span.end) for m in report.masks])
    quoted = _marks(starts, quoted_ranges(report.text))
    return Prepared(report, folded, quoted, masked, _hash_grams(folded.words))


def _marks(starts: NDArray[np.int64], ranges: list[tuple[int, int]]) -> NDArray[np.uint8]:
    import numpy as np

    marks = np.zeros(len(starts), np.uint8)
    for start, end in ranges:
        marks[np.searchsorted(starts, start) : np.searchsorted(starts, end)] = 1
    return marks


def _hash_grams(words: list[str]) -> NDArray[np.uint64]:
    import numpy as np

    if len(words) < GRAM:
        return np.zeros(0, np.uint64)
    hashes = np.fromiter(map(_hashes().__getitem__, words), np.uint64, len(words))
    count = len(words) - GRAM + 1
    grams = np.zeros(count, np.uint64)
    for i in range(GRAM):
        grams = grams * np.uint64(0x9E3779B97F4A7C15) + hashes[i : i + count]
    return grams ^ (grams >> np.uint64(31))


def _hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


@cache
def _hashes() -> Memo[int]:
    return Memo(_hash)


@cache
def _marks_pattern() -> re.Pattern[str]:
    """Quotation marks with what shows their side; single ones only where they can't be apostrophes."""
    return re.compile(r"[“”\"]|(?<!\w)[‘'](?=\w)|(?<=[\w.,!?])[’'](?!\w)")


@cache
def _signature() -> re.Pattern[str]:
    """What stands at the end of a post on a social network: the words above it are its author's."""
    return re.compile(r"[-–—]\s?[^\n—]{2,60}\(@\w{2,20}\)|pic\.twitter\.com/")


def quoted_ranges(text: str) -> list[tuple[int, int]]:
    """Ranges of the text that are somebody's words: in quotation marks, in a block quote, in a post.

    A quotation left open runs to the end of its paragraph. A paragraph after one that ends in a colon, and one that
    ends in (or stands above) the signature of a post, counts as a whole.
    """
    ranges = []
    start, before, announced = 0, (0, 0), False
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            signed = _signature().search(line) is not None
            if signed and before[1]:
                ranges.append(before)
            if signed or (announced and len(line) > SHORTEST_BLOCK):
                ranges.append((start, end))
            else:
                ranges += _in_marks(text, start, end)
            announced = line.rstrip().endswith(":")
            before = (start, end)
        start = end + 1
    return ranges


def _in_marks(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Ranges of one paragraph in quotation marks."""
    ranges = []
    opened: tuple[int, str] | None = None
    for match in _marks_pattern().finditer(text, start, end):
        mark = match.group()
        if opened is None:
            if mark not in "”’":
                opened = (match.start(), CLOSING[mark])
        elif mark == opened[1] and not (mark in "'’" and match.start() - opened[0] < SHORTEST_SINGLE):
            ranges.append((opened[0], match.end()))
            opened = None
        elif mark == "“":
            opened = (match.start(), "”")
    if opened is not None and opened[1] in '”"':
        ranges.append((opened[0], end))
    return ranges
