"""The corpus: the words of all distinct texts in a row, with those that are quoted or masked marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from accord.model.report import Report
from accord.tracing.quotations import quoted_ranges
from accord.tracing.texts import Text, stands_for, text_of
from accord.tracing.words import Vocabulary

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

AT_ONCE = 1_000_000
"""Characters that are read together; a longer text is read alone."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """Texts, and for all their words in a row which word it is and where it stands.

    The words of text `t` are those from `bounds[t]` to `bounds[t + 1]`. `starts[i]` and `lengths[i]` place word `i` in
    the text of the report that stands for its text; `quoted[i]` and `masked[i]` say whether it stands in quotation
    marks (or a block quote), or in a masked part. `prose[t]` counts the words of a text outside masked parts.
    """

    texts: tuple[Text, ...]
    vocabulary: Vocabulary
    bounds: NDArray[np.int64]
    words: NDArray[np.uint32]
    starts: NDArray[np.uint32]
    lengths: NDArray[np.uint8]
    quoted: NDArray[np.bool_]
    masked: NDArray[np.bool_]
    prose: NDArray[np.int64]

    def part(self, text: int) -> slice:
        """The places of a text's words."""
        return slice(int(self.bounds[text]), int(self.bounds[text + 1]))


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one report: numbers, starts, lengths, quoted, masked."""

    report: Report
    arrays: tuple[NDArray[np.uint32], NDArray[np.uint32], NDArray[np.uint8], NDArray[np.bool_], NDArray[np.bool_]]

    def key(self) -> bytes:
        """Equal for reports with the same words; without words, for those with the same signs."""
        return _digest(self.arrays[0].tobytes(), self.report)


def _digest(words: bytes, report: Report) -> bytes:
    """A hash of a report's words, or of its signs where it has none."""
    return blake2b(words or b"\n" + report.text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def read_corpus(reports: Sequence[Report]) -> Corpus:
    """Read the words of reports; those with the same words become one text.

    Args: reports: at least one, in any order.
    Returns: Texts in an order that depends on their words alone, so that a further copy changes no place.
    """
    vocabulary = Vocabulary()
    groups: dict[bytes, list[Report]] = {}
    kept: dict[bytes, _Words] = {}
    ordered = sorted(reports, key=lambda r: r.id)
    for chunk in _chunks(ordered):
        for read in _read(chunk, vocabulary):
            key = read.key()
            groups.setdefault(key, []).append(read.report)
            if key not in kept or stands_for(read.report, kept[key].report):
                kept[key] = read
    return _in_order([(text_of(groups[key]), read) for key, read in kept.items()], vocabulary)


def _in_order(found: list[tuple[Text, _Words]], vocabulary: Vocabulary) -> Corpus:
    import numpy as np

    hashes = vocabulary.hashes()
    found.sort(key=lambda item: _digest(hashes[item[1].arrays[0]].tobytes(), item[0].first))
    sizes = [len(read.arrays[0]) for _, read in found]
    bounds = np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)
    words, starts, lengths, quoted, masked = (
        np.concatenate(field) for field in zip(*(r.arrays for _, r in found), strict=True)
    )
    hidden = np.searchsorted(bounds, np.flatnonzero(masked), "right") - 1
    prose = np.diff(bounds) - np.bincount(hidden, minlength=len(found))
    return Corpus(tuple(text for text, _ in found), vocabulary, bounds, words, starts, lengths, quoted, masked, prose)


def _chunks(reports: Iterable[Report]) -> Iterator[list[Report]]:
    chunk: list[Report] = []
    size = 0
    for report in reports:
        if chunk and size + len(report.text) > AT_ONCE:
            yield chunk
            chunk, size = [], 0
        chunk.append(report)
        size += len(report.text)
    if chunk:
        yield chunk


def _read(reports: Sequence[Report], vocabulary: Vocabulary) -> Iterator[_Words]:
    """Read some reports together, as one text with line breaks between them."""
    import numpy as np

    starts, ends, words = vocabulary.read("\n".join(report.text for report in reports))
    offsets = np.concatenate(([0], np.cumsum([len(report.text) + 1 for report in reports])))
    bounds = np.searchsorted(starts, offsets).tolist()
    bases = offsets.tolist()
    quotes = [(a + base, b + base) for r, base in zip(reports, bases, strict=False) for a, b in quoted_ranges(r.text)]
    masks = [(m.span.start + base, m.span.end + base) for r, base in zip(reports, bases, strict=False) for m in r.masks]
    quoted, masked = _marks(starts, quotes), _marks(starts, masks)
    lengths = (ends - starts).astype(np.uint8)
    for report, base, first, last in zip(reports, bases, bounds, bounds[1:], strict=False):
        part = slice(first, last)
        local = (starts[part] - base).astype(np.uint32)
        yield _Words(
            report, (words[part].copy(), local, lengths[part].copy(), quoted[part].copy(), masked[part].copy())
        )


def _marks(starts: NDArray[np.int64], ranges: list[tuple[int, int]]) -> NDArray[np.bool_]:
    """Which words begin in one of the ranges."""
    import numpy as np

    edges = np.searchsorted(starts, np.array(ranges, np.int64).reshape(-1, 2))
    depth = np.bincount(edges[:, 0], minlength=len(starts) + 1) - np.bincount(edges[:, 1], minlength=len(starts) + 1)
    return np.cumsum(depth[: len(starts)]) > 0
