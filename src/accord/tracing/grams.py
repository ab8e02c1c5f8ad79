"""Shared grams: the runs of words that stand in two texts or more, and every place they stand at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from accord.tracing.corpus import Corpus

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

GRAM = 5
"""Words in a gram."""

BLOCK = 1 << 18
"""Words that are hashed at once."""


@dataclass(frozen=True, slots=True)
class SharedGrams:
    """Grams that stand in two texts or more.

    Entry `i` says that gram `grams[i]` stands at word `places[i]` of the corpus. The entries of text `t` are those from
    `bounds[t]` to `bounds[t + 1]`, by gram, then by place. `holders[g]` counts the texts that hold gram `g`. Grams are
    numbered by hash: the order says nothing, and is the same in every run. `sizes[t]` counts the distinct grams of text
    `t`; `held[i]` is how many texts hold the gram at word `i` of the corpus, 1 where none is shared, at most 65,535.
    """

    grams: NDArray[np.int64]
    places: NDArray[np.int64]
    bounds: NDArray[np.int64]
    holders: NDArray[np.int64]
    sizes: NDArray[np.int64]
    held: NDArray[np.uint16]


def shared_grams(corpus: Corpus) -> SharedGrams:
    """Find the grams that two texts or more hold; time and memory are near-linear in the number of words."""
    import numpy as np

    places, fresh = _repeated(corpus)
    texts = np.searchsorted(corpus.bounds, places, "right") - 1
    grams = np.cumsum(fresh) - 1
    another = fresh | (np.diff(texts, prepend=-1) != 0)
    holders = np.bincount(grams[another], minlength=0)
    sizes = np.maximum(0, np.diff(corpus.bounds) - GRAM + 1)
    sizes -= np.bincount(texts[~another], minlength=len(sizes))
    shared = (holders > 1)[grams]
    number = np.cumsum(holders > 1) - 1
    texts, grams, places = texts[shared], number[grams[shared]], places[shared]
    holders = holders[holders > 1]
    order = np.argsort(texts * max(1, len(holders)) + grams, kind="stable")
    bounds = np.searchsorted(texts[order], np.arange(len(corpus.texts) + 1))
    held = np.ones(len(corpus.words), np.uint16)
    held[places] = np.minimum(holders[grams], 0xFFFF)
    return SharedGrams(grams[order], places[order], bounds, holders, sizes, held)


def _repeated(corpus: Corpus) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """The places of grams that stand at more than one, by gram, then place; and where a new gram begins.

    Hash and place share a number of 64 bits, so that one sort brings equal grams together; that their words are equal
    is checked then.
    """
    import numpy as np

    bits = np.uint64(max(1, len(corpus.words).bit_length()))
    low = (np.uint64(1) << bits) - np.uint64(1)
    keys = _keys(corpus, low)
    keys.sort()
    repeated = np.zeros(len(keys) + 1, np.bool_)
    for start in range(0, len(keys), BLOCK):
        part = keys[start : start + BLOCK + 1]
        same = np.flatnonzero((part[1:] ^ part[:-1]) <= low) + start
        repeated[same] = repeated[same + 1] = True
    found = keys[repeated[:-1]]
    del keys
    places = (found & low).astype(np.int64)
    fresh = np.diff(found >> bits, prepend=np.uint64(1) << np.uint64(63)) != 0
    heads = places[np.flatnonzero(fresh)][np.cumsum(fresh) - 1] if len(places) else places
    equal = np.ones(len(places), np.bool_)
    for i in range(GRAM):
        equal &= corpus.words[places + i] == corpus.words[heads + i]
    return places[equal], fresh[equal]


def _keys(corpus: Corpus, low: np.uint64) -> NDArray[np.uint64]:
    """For each gram the upper bits of its hash, and its place; grams over the end of a text are left out."""
    import numpy as np

    hashes = corpus.vocabulary.hashes()
    count = max(0, len(corpus.words) - GRAM + 1)
    whole = np.ones(len(corpus.words) + GRAM, np.bool_)
    for i in range(1, GRAM):
        whole[np.maximum(0, corpus.bounds[1:] - i)] = False
    keys = np.empty(count, np.uint64)
    filled = 0
    for start in range(0, count, BLOCK):
        block = hashes[corpus.words[start : start + BLOCK + GRAM - 1]]
        size = len(block) - GRAM + 1
        grams = np.zeros(size, np.uint64)
        for i in range(GRAM):
            grams = grams * np.uint64(0x9E3779B97F4A7C15) + block[i : i + size]
        grams ^= grams >> np.uint64(31)
        found = (grams & ~low) | np.arange(start, start + size, dtype=np.uint64)
        found = found[whole[start : start + size]]
        keys[filled : filled + len(found)] = found
        filled += len(found)
    return keys[:filled]
