"""Shared grams: the runs of words that stand in two texts or more, and every place they stand at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from accord.tracing.corpus import GRAM, Corpus
from accord.tracing.index import TEXT_BITS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BLOCK = 1 << 18
"""Words that are hashed at once."""


@dataclass(frozen=True, slots=True)
class SharedGrams:
    """Grams that stand in two texts or more.

    Entry `i` says that gram `grams[i]` stands at word `places[i]` of the corpus. The entries of text `t` are those from
    `bounds[t]` to `bounds[t + 1]`, by gram, then by place. `holders[g]` counts the texts that hold gram `g`. Grams are
    numbered by hash: the order says nothing, and is the same in every run. `sizes[t]` counts the distinct grams of text
    `t`.
    """

    grams: NDArray[np.int64]
    places: NDArray[np.int64]
    bounds: NDArray[np.int64]
    holders: NDArray[np.int64]
    sizes: NDArray[np.int64]


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
    bounds = np.searchsorted(texts[order], np.arange(len(corpus.bounds)))
    return SharedGrams(grams[order], places[order], bounds, holders, sizes)


def gram_hashes(corpus: Corpus) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """The hash of each gram of a corpus by place, and where those of each text begin; as an index wants them."""
    import numpy as np

    hashes = hash_runs(corpus.vocabulary.known().hashes[corpus.words], GRAM)
    whole = np.ones(len(corpus.words) + GRAM, np.bool_)
    for i in range(1, GRAM):
        whole[np.maximum(0, corpus.bounds[1:] - i)] = False
    inside = np.concatenate(([0], np.cumsum(whole[: len(hashes)])))
    bounds = inside[np.minimum(corpus.bounds, len(hashes))]
    return hashes[whole[: len(hashes)]] >> np.uint64(TEXT_BITS), bounds


def hash_runs(words: NDArray[np.uint64], length: int) -> NDArray[np.uint64]:
    """A hash of each run of so many words, from those of the words."""
    import numpy as np

    size = max(0, len(words) - length + 1)
    runs = np.zeros(size, np.uint64)
    for i in range(length):
        runs *= np.uint64(0x9E3779B97F4A7C15)
        runs += words[i : i + size]
    runs ^= runs >> np.uint64(31)
    return runs


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

    hashes = corpus.vocabulary.known().hashes
    count = max(0, len(corpus.words) - GRAM + 1)
    whole = np.ones(len(corpus.words) + GRAM, np.bool_)
    for i in range(1, GRAM):
        whole[np.maximum(0, corpus.bounds[1:] - i)] = False
    keys = np.empty(count, np.uint64)
    filled = 0
    for start in range(0, count, BLOCK):
        grams = hash_runs(hashes[corpus.words[start : start + BLOCK + GRAM - 1]], GRAM)
        size = len(grams)
        found = (grams & ~low) | np.arange(start, start + size, dtype=np.uint64)
        found = found[whole[start : start + size]]
        keys[filled : filled + len(found)] = found
        filled += len(found)
    return keys[:filled]
