"""The corpus: the words of all distinct texts in a row, with those that are quoted or masked marked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise
from typing import TYPE_CHECKING

from accord.model.report import Report
from accord.tracing.quotations import quoted_ranges
from accord.tracing.state import State, named, packed, part_of, stacked, unpacked, unstacked
from accord.tracing.texts import Text, stands_for, text_of
from accord.tracing.words import Vocabulary

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Source = Callable[[Collection[str]], Iterable[Report]]
"""Gives the reports of some ids, in any order."""

GRAM = 5
"""Words in a gram."""

AT_ONCE = 1_000_000
"""Characters that are read together; a longer text is read alone."""

DIGEST = 16
"""Bytes of the hash of a text."""

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


class Shelf:
    """The distinct texts of reports, each in a slot, with their words; reports with the same words are one text.

    Slots go by arrival and say nothing; `keys` put the texts in an order that hangs on their words alone, so that a
    further copy changes no place.
    """

    def __init__(self, source: Source | None = None) -> None:
        """Make an empty one. `source`: gives reports that were taken in; None: they are held here."""
        import numpy as np

        self.vocabulary = Vocabulary()
        self.keys = np.zeros(0, np.uint64)
        self._source = source
        self._held: dict[str, Report] = {}
        self._slots: dict[bytes, int] = {}
        self._slot_of: dict[str, int] = {}
        self._printed: list[list[str]] = []
        self._rows: list[NDArray[np.void]] = []
        self._texts: dict[int, Text] = {}
        self._standing: dict[int, NDArray[np.uint32]] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def state(self) -> State:
        """The texts and their words, without the reports."""
        import numpy as np

        hidden = [self._standing.get(slot, np.zeros(0, np.uint32)) for slot in range(len(self))]
        digests = b"".join(self._slots)
        return {
            "keys": self.keys,
            "printed": packed(self._printed),
            "digests": np.frombuffer(digests, np.uint8),
            "slots": np.fromiter(self._slots.values(), np.int64, len(self._slots)),
            **named("rows", stacked(self._rows, _WORD)),
            **named("hidden", stacked(hidden, np.uint32)),
            **named("vocabulary", self.vocabulary.state()),
        }

    def restore(self, state: State) -> None:
        """Hold what a state says, and nothing else."""
        self.vocabulary.restore(part_of(state, "vocabulary"))
        self.keys = state["keys"]
        self._printed = unpacked(state["printed"])
        self._slot_of = {name: slot for slot, names in enumerate(self._printed) for name in names}
        digests = state["digests"].tobytes()
        starts = range(0, len(digests), DIGEST)
        self._slots = {digests[at : at + DIGEST]: s for at, s in zip(starts, state["slots"].tolist(), strict=True)}
        self._rows = unstacked(part_of(state, "rows"))
        hidden = unstacked(part_of(state, "hidden"))
        self._standing = {slot: places for slot, places in enumerate(hidden) if len(places)}

    def take_in(self, reports: Iterable[Report]) -> tuple[list[int], list[int]]:
        """Take in reports; those whose ids are here already are passed over.

        Returns: The slots of texts that are new, and of those that further reports print, sorted.
        """
        import numpy as np

        before = len(self)
        keys: list[int] = []
        printed = set()
        shown: dict[int, Report] = {}
        coming = {report.id: report for report in reports if report.id not in self._slot_of}
        self._held.update(coming)
        for chunk in _chunks(coming[name] for name in sorted(coming)):
            for report, read in _read(chunk, self.vocabulary):
                digest = _digest(self.vocabulary.known().hashes[read["word"]].tobytes(), report)
                slot = self._slot_of[report.id] = self._slots.setdefault(digest, len(self))
                if slot == len(self):
                    keys.append(int.from_bytes(digest[:8], "big"))
                    self._printed.append([])
                    self._rows.append(read)
                    shown[slot] = report
                else:
                    if slot not in shown:
                        shown[slot] = self.text(slot).first
                    if stands_for(report, shown[slot]):
                        shown[slot], self._rows[slot] = report, read
                    self._texts.pop(slot, None)
                    printed.add(slot)
                self._printed[slot].append(report.id)
        self.keys = np.concatenate((self.keys, np.array(keys, np.uint64)))
        return list(range(before, len(self))), sorted(slot for slot in printed if slot < before)

    def leaving(self, reports: Set[str]) -> tuple[list[int], list[int]]:
        """The slots of texts that only some reports, by id, print, and of those that others print too, sorted."""
        printed = {self._slot_of[name] for name in reports if name in self._slot_of}
        left = {slot for slot in printed if not set(self._printed[slot]) - reports}
        return sorted(left), sorted(printed - left)

    def take_out(self, reports: Set[str]) -> None:
        """Let go of reports by id, and of texts that only they print; those that are not here are passed over."""
        left, printed = self.leaving(reports)
        for slot in (*left, *printed):
            self._texts.pop(slot, None)
            self._printed[slot] = [name for name in self._printed[slot] if name not in reports]
        for name in reports:
            self._slot_of.pop(name, None)
            self._held.pop(name, None)
        gone = set(left)
        self._slots = {digest: slot for digest, slot in self._slots.items() if slot not in gone}
        for slot in printed:
            [(_, self._rows[slot])] = _read([self.text(slot).first], self.vocabulary)
        for slot in left:
            self._rows[slot] = self._rows[slot][:0].copy()
            self._standing.pop(slot, None)

    def text(self, slot: int) -> Text:
        """The text in a slot that some report prints."""
        text = self._texts.get(slot)
        if text is None:
            text = self._texts[slot] = text_of([self._report(name) for name in self._printed[slot]])
        return text

    def have(self, slots: Iterable[int]) -> None:
        """Fetch the reports of some texts together, since they will be looked at one after another."""
        if self._source is not None:
            names = {name for slot in slots if slot not in self._texts for name in self._printed[slot]}
            if names := names - self._held.keys():
                self._held |= {report.id: report for report in self._source(names)}

    def forget(self) -> None:
        """Hold no more reports than has to be."""
        if self._source is not None:
            self._held.clear()
            self._texts.clear()

    def forget_words(self) -> None:
        """Forget the words that no text has any more."""
        import numpy as np

        used = np.zeros(len(self.vocabulary.known().hashes), np.bool_)
        for row in self._rows:
            used[row["word"]] = True
        self.vocabulary.forget(used)

    def _report(self, name: str) -> Report:
        held = self._held.get(name)
        if held is None:
            if self._source is None:
                raise KeyError(name)
            [held] = self._source([name])
            self._held[name] = held
        return held

    def mask(self, slot: int, standing: NDArray[np.int64]) -> bool:
        """Note at which words of a text grams begin that are standing text; False when that is no news."""
        import numpy as np

        before = self._standing.get(slot, standing[:0])
        if len(standing):
            self._standing[slot] = standing.astype(np.uint32)
        else:
            self._standing.pop(slot, None)
        return not np.array_equal(before, standing)

    def corpus(self, slots: Sequence[int], *, standing: bool = True) -> Corpus:
        """Some texts with their words. `standing`: standing text is masked too; without it the words stand alone."""
        import numpy as np

        rows = [self._rows[slot] for slot in slots] or [np.zeros(0, _WORD)]
        words, starts, lengths, quoted, masked = (np.concatenate([row[name] for row in rows]) for name, _ in _WORD)
        bounds = np.cumsum([0, *(len(self._rows[slot]) for slot in slots)])
        if standing:
            none = np.zeros(0, np.uint32)
            found = [
                self._standing.get(slot, none) + bound for slot, bound in zip(slots, bounds.tolist(), strict=False)
            ]
            places = np.concatenate([none, *found])
            for step in range(GRAM):
                masked[places + step] = True
        hidden = np.searchsorted(bounds, np.flatnonzero(masked), "right") - 1
        prose = np.diff(bounds) - np.bincount(hidden, minlength=len(slots))
        texts = tuple(self.text(slot) for slot in slots) if standing else ()
        return Corpus(texts, self.vocabulary, bounds, words, starts, lengths, quoted, masked, prose)

    def parts(self, slots: Sequence[int], words: int) -> Iterator[list[int]]:
        """Some slots, so many at a time that their texts have no more than so many words, or one."""
        part: list[int] = []
        size = 0
        for slot in slots:
            if part and size + len(self._rows[slot]) > words:
                yield part
                part, size = [], 0
            part.append(slot)
            size += len(self._rows[slot])
        if part:
            yield part


def _digest(words: bytes, report: Report) -> bytes:
    """A hash of a report's words, or of its signs where it has none."""
    return blake2b(words or b"\n" + report.text.encode("utf-8", "surrogatepass"), digest_size=DIGEST).digest()


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
