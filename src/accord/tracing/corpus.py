"""The corpus: the words of all distinct texts in a row, with those that are quoted or masked marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from accord.model.report import Report
from accord.tracing.quotations import quoted_ranges
from accord.tracing.texts import Text, stands_for, text_of
from accord.tracing.words import Vocabulary

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

AT_ONCE = 1_000_000
"""Characters that are read together; a longer text is read alone."""

_WORD = [("word", "u4"), ("start", "u4"), ("length", "u1"), ("quoted", "?"), ("masked", "?")]
"""What is read of one word."""


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


def _digest(words: bytes, report: Report) -> bytes:
    """A hash of a report's words, or of its signs where it has none."""
    return blake2b(words or b"\n" + report.text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def read_corpus(reports: Sequence[Report]) -> Corpus:
    """Read the words of reports; those with the same words become one text.

    Args: reports: at least one, in any order.
    Returns: Texts in an order that depends on their words alone, so that a further copy changes no place.
    """
    import numpy as np

    vocabulary = Vocabulary()
    groups: dict[bytes, list[Report]] = {}
    shown: dict[bytes, tuple[Report, slice]] = {}
    kept = bytearray()  # a piece for each text would leave as many holes behind
    size = np.dtype(_WORD).itemsize
    for chunk in _chunks(sorted(reports, key=lambda r: r.id)):
        for report, read in _read(chunk, vocabulary):
            key = _digest(read["word"].tobytes(), report)
            groups.setdefault(key, []).append(report)
            if key not in shown or stands_for(report, shown[key][0]):
                shown[key] = report, slice(len(kept) // size, len(kept) // size + len(read))
                kept += read.tobytes()
    whole, hashes = np.frombuffer(kept, _WORD), vocabulary.hashes()
    order = sorted(groups, key=lambda key: _digest(hashes[whole["word"][shown[key][1]]].tobytes(), shown[key][0]))
    parts = [shown[key][1] for key in order]
    rows: list[NDArray[Any]] = [np.concatenate([whole[name][part] for part in parts]) for name, _ in _WORD]
    words, starts, lengths, quoted, masked = rows
    bounds = np.cumsum([0, *(part.stop - part.start for part in parts)])
    hidden = np.searchsorted(bounds, np.flatnonzero(masked), "right") - 1
    prose = np.diff(bounds) - np.bincount(hidden, minlength=len(parts))
    texts = tuple(text_of(groups[key]) for key in order)
    return Corpus(texts, vocabulary, bounds, words, starts, lengths, quoted, masked, prose)


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


def _read(reports: Sequence[Report], vocabulary: Vocabulary) -> Iterator[tuple[Report, NDArray[np.void]]]:
    """Read some reports together, as one text with line breaks between them."""
    import numpy as np

    starts, ends, words = vocabulary.read("\n".join(report.text for report in reports))
    offsets = np.concatenate(([0], np.cumsum([len(report.text) + 1 for report in reports])))
    bounds = np.searchsorted(starts, offsets)
    bases = offsets.tolist()
    quotes = [(a + base, b + base) for r, base in zip(reports, bases, strict=False) for a, b in quoted_ranges(r.text)]
    masks = [(m.span.start + base, m.span.end + base) for r, base in zip(reports, bases, strict=False) for m in r.masks]
    read = np.empty(len(words), _WORD)
    read["word"] = words
    read["start"] = starts - np.repeat(offsets[:-1], np.diff(bounds))
    read["length"] = ends - starts
    read["quoted"], read["masked"] = _marks(starts, quotes), _marks(starts, masks)
    for report, (first, last) in zip(reports, pairwise(bounds.tolist()), strict=True):
        yield report, read[first:last]


def _marks(starts: NDArray[np.int64], ranges: list[tuple[int, int]]) -> NDArray[np.bool_]:
    """Which words begin in one of the ranges."""
    import numpy as np

    edges = np.searchsorted(starts, np.array(ranges, np.int64).reshape(-1, 2))
    depth = np.bincount(edges[:, 0], minlength=len(starts) + 1) - np.bincount(edges[:, 1], minlength=len(starts) + 1)
    return np.cumsum(depth[: len(starts)]) > 0
