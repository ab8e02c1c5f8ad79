"""An index of features: which texts hold each, in an order that hangs on the texts' words alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from accord.tracing.buckets import FEWEST, MOST_ASKED, Buckets
from accord.tracing.state import State, named, part_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TEXT_BITS = 22
"""Bits that place a text in a table; the others hold a feature's hash."""

MANY = 1 << 18
"""Features that are worth a look at which several texts hold at all."""

_LOW = (1 << TEXT_BITS) - 1


@dataclass(frozen=True, slots=True)
class Lines:
    """The first holders of some features in a row, by feature, then by the key of the text.

    Those of feature `features[f]` are `slots[starts[f]]` to `slots[starts[f + 1]]`; `held[f]` counts all it has.
    """

    features: NDArray[np.uint64]
    held: NDArray[np.int64]
    starts: NDArray[np.int64]
    slots: NDArray[np.int32]


class Index:
    """Features of texts, each text known by a slot.

    Kept as a few sorted tables, each at least `GROWTH` times as large as the next, so that taking in a text costs a
    logarithm of how many there are. A feature is a hash of `64 - TEXT_BITS` bits.
    """

    GROWTH = 3

    def __init__(self) -> None:
        self.tables: list[Table] = []
        self._shared: NDArray[np.uint64] | None = None

    def state(self) -> State:
        """All that it holds."""
        import numpy as np

        found: State = {"tables": np.array(len(self.tables))}
        for number, table in enumerate(self.tables):
            found |= named(f"{number}", {"keys": table.keys, "slots": table.slots, "postings": table.postings})
        return found

    def restore(self, state: State) -> None:
        """Hold what a state says, and nothing else."""
        parts = [part_of(state, f"{number}") for number in range(int(state["tables"]))]
        self.tables = [Table(part["keys"], part["slots"], part["postings"]) for part in parts]

    def add(
        self,
        keys: NDArray[np.uint64],
        slots: NDArray[np.int64],
        bounds: NDArray[np.int64],
        features: NDArray[np.uint64],
    ) -> NDArray[np.int64]:
        """Take in texts.

        Args:
            keys: of each text; texts are ordered by it.
            slots: of each text.
            bounds: the features of text `t` are those from `bounds[t]` to `bounds[t + 1]`.
            features: with repeats; they may be changed.
        Returns: How many distinct features each text has.
        """
        import numpy as np

        order = np.argsort(keys, kind="stable")
        place = np.empty(len(keys), np.uint64)
        place[order] = np.arange(len(keys), dtype=np.uint64)
        features <<= np.uint64(TEXT_BITS)
        features |= np.repeat(place, np.diff(bounds))
        features.sort()
        if len(features):
            features = features[np.flatnonzero(np.concatenate(([True], features[1:] != features[:-1])))]
        sizes = np.bincount((features & np.uint64(_LOW)).astype(np.int64), minlength=len(keys))[place.astype(np.int64)]
        table = Table(keys[order], slots[order].astype(np.int32), features)
        self._shared = None
        while self.tables and len(self.tables[-1].postings) < self.GROWTH * len(table.postings):
            table = _merged(self.tables.pop(), table)
        self.tables.append(table)
        return sizes

    def remove(self, slots: NDArray[np.int64]) -> None:
        """Let go of texts; slots that hold nothing are passed over."""
        import numpy as np

        self._shared = None
        for number, table in enumerate(self.tables):
            gone = np.isin(table.slots, slots)
            if gone.any():
                kept = ~gone[(table.postings & np.uint64(_LOW)).astype(np.int64)]
                self.tables[number] = Table(table.keys, table.slots, table.postings[kept])

    def count(self, features: NDArray[np.uint64]) -> NDArray[np.int64]:
        """How many texts hold each of some features, which are sorted."""
        import numpy as np

        total = np.zeros(len(features), np.int64)
        for table in self.tables:
            known, low, high = table.find(features)
            total[known] += high - low
        return total

    def first(self, features: NDArray[np.uint64], most: int, least: int = 1) -> Lines:
        """The first holders of features, `most` of each; features that fewer than `least` texts hold are left out.

        Args: features: sorted, each once.
        """
        import numpy as np

        if least > 1 and len(features) > MANY and len(self.tables) == 1:
            # most stand in one text only, and the others are found in less memory
            if self._shared is None:
                self._shared = self.tables[0].shared()
            features = features[are_among(features, self._shared)]
        found = [table.find(features) for table in self.tables]
        held = np.zeros(len(features), np.int64)
        for known, low, high in found:
            held[known] += high - low
        enough = held >= least
        number = np.cumsum(enough) - 1
        owner, keys, slots = [np.zeros(0, np.int64)], [np.zeros(0, np.uint64)], [np.zeros(0, np.int32)]
        for table, (known, low, high) in zip(self.tables, found, strict=True):
            kept = enough[known]
            known, low, high = known[kept], low[kept], high[kept]
            taken = np.minimum(high - low, most)
            of, places = spread(number[known], low, taken)
            at = (table.postings[places] & np.uint64(_LOW)).astype(np.int64)
            owner.append(of)
            keys.append(table.keys[at])
            slots.append(table.slots[at])
        of, slot = np.concatenate(owner), np.concatenate(slots)
        if len(self.tables) > 1:
            order = np.lexsort((np.concatenate(keys), of))
            of, slot = of[order], slot[order]
            starts = np.searchsorted(of, np.arange(int(enough.sum())))
            kept = np.arange(len(of)) - starts[of] < most
            of, slot = of[kept], slot[kept]
        starts = np.searchsorted(of, np.arange(int(enough.sum()) + 1))
        return Lines(features[enough], held[enough], starts, slot)


@dataclass(slots=True)
class Table:
    """Texts by key, and sorted postings: a feature in the upper bits, the place of a text in the lower."""

    keys: NDArray[np.uint64]
    slots: NDArray[np.int32]
    postings: NDArray[np.uint64]
    _buckets: Buckets | None = None

    def find(self, features: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """Which of some sorted features are here, and from where to where their postings stand."""
        import numpy as np

        if not len(self.postings):
            nothing = np.zeros(0, np.int64)
            return nothing, nothing, nothing
        wanted = features << np.uint64(TEXT_BITS)
        if len(self.postings) >= FEWEST and len(features) <= MOST_ASKED:
            self._buckets = self._buckets or Buckets(self.postings)
            low, high = self._buckets.find(wanted, wanted | np.uint64(_LOW))
            known = np.flatnonzero(high > low)
            return known, low[known], high[known]
        low = np.searchsorted(self.postings, wanted)
        there = self.postings[np.minimum(low, len(self.postings) - 1)] >> np.uint64(TEXT_BITS)
        known = np.flatnonzero((there == features) & (low < len(self.postings)))
        return known, low[known], np.searchsorted(self.postings, wanted[known] | np.uint64(_LOW), "right")

    def shared(self) -> NDArray[np.uint64]:
        """The features that several texts hold, sorted."""
        import numpy as np

        found = [np.zeros(0, np.uint64)]
        for start in range(0, len(self.postings), MANY):
            part = self.postings[start : start + MANY + 1] >> np.uint64(TEXT_BITS)
            found.append(part[1:][part[1:] == part[:-1]])
        every = np.concatenate(found)
        return every[np.flatnonzero(np.concatenate((every[:1] == every[:1], every[1:] != every[:-1])))]


def are_among(hashes: NDArray[np.uint64], known: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Which hashes are among those known, which are sorted."""
    import numpy as np

    if not len(known):
        return np.zeros(len(hashes), np.bool_)
    among: NDArray[np.bool_] = known[np.minimum(np.searchsorted(known, hashes), len(known) - 1)] == hashes
    return among


def _merged(one: Table, other: Table) -> Table:
    import numpy as np

    keys = np.concatenate((one.keys, other.keys))
    order = np.argsort(keys, kind="stable")
    place = np.empty(len(keys), np.uint64)
    place[order] = np.arange(len(keys), dtype=np.uint64)
    moved = [
        (table.postings & ~np.uint64(_LOW)) | places[(table.postings & np.uint64(_LOW)).astype(np.int64)]
        for table, places in ((one, place[: len(one.keys)]), (other, place[len(one.keys) :]))
    ]
    postings = np.concatenate(moved)
    postings.sort(kind="stable")
    return Table(keys[order], np.concatenate((one.slots, other.slots))[order], postings)


def spread(
    of: NDArray[np.int64], starts: NDArray[np.int64], lengths: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Every place of some ranges, with what each range belongs to."""
    import numpy as np

    ends = np.cumsum(lengths)
    places = np.arange(int(ends[-1]) if len(ends) else 0) + np.repeat(starts - ends + lengths, lengths)
    return np.repeat(of, lengths), places


@dataclass(frozen=True, slots=True)
class Asked:
    """Features that some texts hold, or ask for, with the first holders of each.

    Row `i`: text `texts[i]` (its place among those that ask) asks for feature `of[i]` of `lines`, and `before[i]` of
    that line's holders have smaller keys. By feature.
    """

    lines: Lines
    of: NDArray[np.int64]
    texts: NDArray[np.int64]
    before: NDArray[np.int64]

    def only(self, kept: NDArray[np.bool_]) -> Asked:
        """Some of the rows."""
        return Asked(self.lines, self.of[kept], self.texts[kept], self.before[kept])


def ask(
    index: Index,
    keys: NDArray[np.uint64],
    slots: NDArray[np.int64],
    bounds: NDArray[np.int64],
    features: NDArray[np.uint64],
    most: int,
    least: int = 1,
) -> Asked:
    """Look up the features of texts; those that fewer than `least` hold are left out.

    Args: keys: of all texts by slot. slots, bounds, features: as in `Index.add`.
    """
    import numpy as np

    low = np.uint64(_LOW)
    asks = features << np.uint64(TEXT_BITS)
    asks |= np.repeat(np.arange(len(slots), dtype=np.uint64), np.diff(bounds))
    asks.sort()
    if len(asks):
        asks = asks[np.flatnonzero(np.concatenate(([True], asks[1:] != asks[:-1])))]
    asked = asks >> np.uint64(TEXT_BITS)
    fresh = np.concatenate((np.ones(min(1, len(asked)), np.bool_), asked[1:] != asked[:-1]))
    lines = index.first(asked[fresh], most, least)
    place = np.searchsorted(lines.features, asked[fresh])
    known = np.append(lines.features, np.uint64(0))[place] == asked[fresh]
    known &= place < len(lines.features)
    number = np.cumsum(fresh) - 1
    kept = known[number]
    of = place[number[kept]]
    texts = (asks[kept] & low).astype(np.int64)
    involved = np.zeros(len(keys), np.bool_)
    involved[lines.slots] = involved[slots[texts]] = True
    chosen = np.flatnonzero(involved)
    rank = np.zeros(len(keys), np.int64)
    rank[chosen[np.argsort(keys[chosen], kind="stable")]] = np.arange(len(chosen))
    size = max(1, len(chosen))
    codes = np.repeat(np.arange(len(lines.features)), np.diff(lines.starts)) * size + rank[lines.slots]
    before = np.searchsorted(codes, of * size + rank[slots[texts]]) - lines.starts[of]
    return Asked(lines, of, texts, before)
