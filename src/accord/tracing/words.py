"""Words of many texts at once: the tokens that `fold_text` finds, as arrays, each word a number."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

from accord.text.folding import MAX_WORD, fold_text
from accord.text.terms import rarity, term_of
from accord.tracing.state import State, packed, unpacked

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SLOTS = 20
"""Bits of the table in which known tokens are looked up without asking for each."""

BLOCK = 1 << 20
"""Characters that are looked at together."""

LOOKED_AHEAD = 4
"""Characters after a word that may make it longer: an ending, and what follows that."""

_LETTER, _JOINED, _APOSTROPHE = 1, 2, 3

_BASE = 0x9E3779B97F4A7C15


@dataclass(frozen=True, slots=True)
class Terms:
    """The content terms of some words, numbered by their hashes.

    `of[w]` is the term of word `w`, -1 for a function word and for words not asked for; `rarity[t]` says how much term
    `t` tells.
    """

    of: NDArray[np.int64]
    rarity: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Words:
    """What is known of each word by number, the same in every run: its hash, the hash of its term (0 for a function
    word), how much that term tells.
    """

    hashes: NDArray[np.uint64]
    terms: NDArray[np.uint64]
    rarity: NDArray[np.float64]


class Vocabulary:
    """The words met so far, each with a number; numbers depend on what was met, so nothing may be ordered by them."""

    def __init__(self) -> None:
        import numpy as np

        self._numbers: dict[str, int] = {}
        self._words: list[str] = []
        self._columns = Words(np.zeros(0, np.uint64), np.zeros(0, np.uint64), np.zeros(0))
        self._tokens: dict[str, int] = {}
        self._known = np.zeros(1 << SLOTS, np.uint64)
        self._number_of = np.zeros(1 << SLOTS, np.uint32)
        self._kinds = np.full(0x110000, 0xFF, np.uint8)

    def state(self) -> State:
        """All that it knows."""
        import numpy as np

        numbers = np.fromiter(self._tokens.values(), np.uint32, len(self._tokens))
        known = self.known()
        return {
            "words": packed(self._words),
            "tokens": packed(list(self._tokens)),
            "numbers": numbers,
            "hashes": known.hashes,
            "terms": known.terms,
            "rarity": known.rarity,
        }

    def restore(self, state: State) -> None:
        """Know what a state says, and nothing else."""
        self._words = unpacked(state["words"])
        self._numbers = {word: number for number, word in enumerate(self._words)}
        self._tokens = dict(zip(unpacked(state["tokens"]), state["numbers"].tolist(), strict=True))
        self._columns = Words(state["hashes"], state["terms"], state["rarity"])

    def forget(self, used: NDArray[np.bool_]) -> None:
        """Forget the words that are not used any more; `used`: which are, by number. The others' numbers stay free."""
        import numpy as np

        known = self.known()
        gone = np.flatnonzero(~used)
        for number in gone.tolist():
            self._numbers.pop(self._words[number], None)
            self._words[number] = ""
        self._tokens = {token: number for token, number in self._tokens.items() if used[number]}
        for column in (known.hashes, known.terms, known.rarity):
            column[gone] = 0
        if len(used):
            self._known[~used[self._number_of]] = 0

    def known(self) -> Words:
        """What is known of each word by number."""
        import numpy as np

        known = self._columns
        new = self._words[len(known.hashes) :]
        if new:
            terms = [term_of(word) for word in new]
            rows = (
                np.fromiter(map(_hash, new), np.uint64, len(new)),
                np.fromiter((_hash(term) if term else 0 for term in terms), np.uint64, len(new)),
                np.fromiter((rarity(term) if term else 0.0 for term in terms), np.float64, len(new)),
            )
            self._columns = Words(
                *(np.concatenate(pair) for pair in zip((known.hashes, known.terms, known.rarity), rows, strict=True))
            )
        return self._columns

    def terms(self, words: NDArray[np.uint32]) -> Terms:
        """The content terms of some words."""
        import numpy as np

        known = self.known()
        used = np.unique(words)
        used = used[known.terms[used] > 0]
        ordered, number = np.unique(known.terms[used], return_inverse=True)
        of = np.full(len(known.hashes), -1)
        of[used] = number
        told = np.zeros(len(ordered))
        told[number] = known.rarity[used]
        return Terms(of, told)

    def read(self, text: str) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.uint32]]:
        """Where the words of a text start and end, and their numbers: what `fold_text` gives, in text order.

        Besides these, memory is taken for one block at a time.
        """
        import numpy as np

        found = [(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.uint32))]
        at = 0
        while at < len(text):
            block = text[at : at + BLOCK]
            starts, ends, words = self._read(block)
            done = len(block)
            if at + done < len(text) and len(ends) and ends[-1] + LOOKED_AHEAD > done:
                done = int(starts[-1])  # the word may go on
                starts, ends, words = starts[:-1], ends[:-1], words[:-1]
            found.append((starts + at, ends + at, words))
            at += done
        starts, ends, words = (np.concatenate(field) for field in zip(*found, strict=True))
        return starts, ends, words

    def _read(self, text: str) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.uint32]]:
        import numpy as np

        chars = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        starts, ends = _tokens(chars, self._kinds_of(chars))
        hashes = _hash_ranges(chars, starts, ends)
        slots = (hashes >> np.uint64(64 - SLOTS)).astype(np.int64)
        words = self._number_of[slots]
        unknown = np.flatnonzero(self._known[slots] != hashes)
        if len(unknown):
            found, first, inverse = np.unique(hashes[unknown], return_index=True, return_inverse=True)
            places = unknown[first]
            spans = zip(starts[places].tolist(), ends[places].tolist(), strict=True)
            numbers = np.fromiter((self._number(text[a:b]) for a, b in spans), np.uint32, len(found))
            words[unknown] = numbers[inverse]
            empty = self._known[slots[places]] == 0
            self._known[slots[places[empty]]] = found[empty]
            self._number_of[slots[places[empty]]] = numbers[empty]
        return starts, ends, words

    def _number(self, token: str) -> int:
        number = self._tokens.get(token)
        if number is None:
            word = fold_text(token).words[0]
            number = self._tokens[token] = self._numbers.setdefault(word, len(self._words))
            if number == len(self._words):
                self._words.append(word)
        return number

    def _kinds_of(self, chars: NDArray[np.uint32]) -> NDArray[np.uint8]:
        """What each character is to a word; asked once of each."""
        import numpy as np

        kinds = self._kinds[chars]
        unknown = np.flatnonzero(kinds == 0xFF)
        if len(unknown):
            for char in np.unique(chars[unknown]).tolist():
                self._kinds[char] = _kind(chr(char))
            kinds = self._kinds[chars]
        return kinds


def _kind(char: str) -> int:
    if char in "'’":
        return _APOSTROPHE
    return _LETTER if char.isalnum() else _JOINED if char == "_" else 0


def _tokens(chars: NDArray[np.uint32], kinds: NDArray[np.uint8]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Runs of letters and digits, an ending such as `'s` taken in, long ones cut."""
    import numpy as np

    edges = np.flatnonzero(np.diff((kinds == _LETTER).view(np.int8), prepend=0, append=0))
    starts, ends = edges[::2], edges[1::2]
    pieces = -(-(ends - starts) // MAX_WORD)
    ending = _endings(chars, kinds, starts, ends)
    pieces[ending] = 0
    taken = np.flatnonzero(ending)
    ends = ends.copy()
    ends[taken - 1] = ends[taken]
    nth = np.arange(pieces.sum()) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    starts = np.repeat(starts, pieces) + nth * MAX_WORD
    ends = np.where(nth == np.repeat(pieces, pieces) - 1, np.repeat(ends, pieces), starts + MAX_WORD)
    return starts, ends


def _endings(
    chars: NDArray[np.uint32], kinds: NDArray[np.uint8], starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Which runs are the ending of the run before: `'s`, `'t`, `'re`, `'ve`, `'ll`, `'d`, `'m`."""
    import numpy as np

    out = np.zeros(len(starts), np.bool_)
    short = np.flatnonzero((ends[1:] - starts[1:] <= 2) & (starts[1:] - ends[:-1] == 1)) + 1
    short = short[kinds[starts[short] - 1] == _APOSTROPHE]
    after = np.minimum(ends[short], len(chars) - 1)
    short = short[(ends[short] == len(chars)) | (kinds[after] != _JOINED)]
    first, last = chars[starts[short]], chars[ends[short] - 1]
    pair = np.where(ends[short] - starts[short] == 2, (first << np.uint32(8)) | last, first)
    known = [ord(c) for c in "sStTdm"] + [ord(a) << 8 | ord(b) for a, b in ("re", "ve", "ll")]
    out[short[np.isin(pair, known) & (first < 128) & (last < 128)]] = True
    # of endings in a row ("I'd've") every other one belongs to a word
    places = np.arange(len(out))
    before = np.maximum.accumulate(np.where(out, -1, places)) if len(out) else places
    out &= (places - before) % 2 == 1
    return out


def _hash_ranges(chars: NDArray[np.uint32], starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.uint64]:
    """A hash of each range of characters, wherever it stands; never 0."""
    import numpy as np

    powers, inverses = _powers()
    sums = np.zeros(len(chars) + 1, np.uint64)
    np.cumsum(chars * powers[: len(chars)], out=sums[1:])
    hashes = (sums[ends] - sums[starts]) * inverses[starts]
    hashes ^= hashes >> np.uint64(29)
    return hashes * np.uint64(0xBF58476D1CE4E5B9) | np.uint64(1)


@lru_cache(maxsize=1)
def _powers() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """The powers of the base and of its inverse, modulo 2 ** 64, for a block."""
    import numpy as np

    tables = []
    for base in (_BASE, pow(_BASE, -1, 1 << 64)):
        table = np.full(BLOCK, base, np.uint64)
        table[0] = 1
        tables.append(np.multiply.accumulate(table))
    return tables[0], tables[1]


def _hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
