"""Pairs of texts that may tell one file in other words: their rarest terms meet within days."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from accord.tracing.corpus import Corpus
from accord.tracing.index import TEXT_BITS, Asked, Index, ask, spread
from accord.tracing.tallies import list_nearest
from accord.tracing.words import Words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SIGNATURE = 40
"""Terms by which texts are brought together: the rarest and most repeated ones."""

MAX_HOLDERS = 60
"""Texts of some days that one term brings together with a text at most, those of the smallest keys."""

MIN_COMMON = 8
"""Signature terms two texts must share to be compared."""

MAX_NEIGHBOURS = 8
"""Texts each text is compared with at most, the closest first, unless another text has it among its own."""

MAX_LISTED = 48
"""Texts of smaller keys that may be close to a text, the closest."""

FURTHEST_DAYS = 4
"""A rewrite follows within days."""

MIN_ALIKE = 0.55
"""What the parts of each text's terms that the other holds, by weight, come to together, at least."""

AT_ONCE = 1 << 20
"""Meetings of two texts that are looked at together."""

_SPAN = FURTHEST_DAYS + 1
"""Days whose texts are looked up together."""

_UNDATED, _ANY = 0, 1
"""In place of a span of days: texts without a day; all texts."""


@dataclass(frozen=True, slots=True)
class Signature:
    """The terms that stand for a text, as hashes, the heaviest first, and how much each tells."""

    terms: NDArray[np.uint64]
    rarity: NDArray[np.float64]


def find_signatures(corpus: Corpus) -> list[Signature]:
    """The signature of each text of a corpus, masked words left out."""
    import numpy as np

    known = corpus.vocabulary.known()
    found = []
    for place in range(len(corpus.bounds) - 1):
        part = corpus.part(place)
        held, rarity, counts = _terms(known, corpus.words[part][~corpus.masked[part]])
        order = np.lexsort((held, -np.round(rarity * np.sqrt(counts), 9)))[:SIGNATURE]
        found.append(Signature(held[order], rarity[order]))
    return found


@dataclass(frozen=True, slots=True)
class Told:
    """The terms that a text tells in its own words, sorted, with how much each tells, and all together."""

    terms: NDArray[np.uint64]
    rarity: NDArray[np.float64]
    whole: float


def told_by(corpus: Corpus) -> Told:
    """What the one text of a corpus tells outside quotations, masked words left out."""
    held, rarity, _ = _terms(corpus.vocabulary.known(), corpus.words[~corpus.masked & ~corpus.quoted])
    return Told(held, rarity, max(1e-9, float(rarity.sum())))


def are_alike(one: Told, other: Told) -> bool:
    """True when the parts of each text's terms that the other tells come to enough together."""
    import numpy as np

    held = np.intersect1d(one.terms, other.terms, assume_unique=True, return_indices=True)[1]
    common = float(one.rarity[held].sum())
    return common / one.whole + common / other.whole >= MIN_ALIKE


def _terms(
    known: Words, words: NDArray[np.uint32]
) -> tuple[NDArray[np.uint64], NDArray[np.float64], NDArray[np.int64]]:
    """The terms of some words, sorted: hash, rarity, how often."""
    import numpy as np

    terms = known.terms[words]
    held, first, counts = np.unique(terms, return_index=True, return_counts=True)
    content = held > 0
    return held[content], known.rarity[words[first[content]]], counts[content]


def posted(signature: Signature, days: Sequence[date]) -> NDArray[np.uint64]:
    """The features under which a text is found: its terms in the span of each of its days, and in all."""
    return _features(signature, [*sorted({_span(day) for day in days} or {_UNDATED}), _ANY])


def wanted(signature: Signature, days: Sequence[date]) -> NDArray[np.uint64]:
    """The features under which texts are found that may meet a text, term after term: all, where it has no day."""
    spans = {_span(day) + n for day in days for n in (-1, 0, 1)}
    return _features(signature, sorted(spans | {_UNDATED}) if spans else [_ANY])


def _span(day: date) -> int:
    return day.toordinal() // _SPAN + 10


def _features(signature: Signature, spans: Sequence[int]) -> NDArray[np.uint64]:
    import numpy as np

    salts = np.array([(span * 0xBF58476D1CE4E5B9 + 1) % (1 << 64) for span in spans], np.uint64)
    mixed = (signature.terms[:, None] ^ salts) * np.uint64(0x9E3779B97F4A7C15)
    mixed ^= mixed >> np.uint64(29)
    features: NDArray[np.uint64] = (mixed * np.uint64(0xBF58476D1CE4E5B9)).ravel() >> np.uint64(TEXT_BITS)
    return features


@dataclass(frozen=True, slots=True)
class Sought:
    """What texts ask for by their signatures; for each feature asked, its term as a number, and how much that tells."""

    asked: Asked
    terms: NDArray[np.int64]
    rarity: NDArray[np.float64]


def seek(
    index: Index,
    keys: NDArray[np.uint64],
    slots: Sequence[int],
    days: Sequence[Sequence[date]],
    signatures: Sequence[Signature],
    most: int = MAX_HOLDERS,
) -> Sought:
    """Look up the texts that may meet some texts by their terms.

    Args: index: of what is `posted`. keys: of all texts by slot. slots, days, signatures: of the texts that ask.
    """
    import numpy as np

    asks = [wanted(signature, own) for signature, own in zip(signatures, days, strict=True)]
    many = [len(a) // max(1, len(s.terms)) for a, s in zip(asks, signatures, strict=True)]
    features = np.concatenate([np.zeros(0, np.uint64), *asks])
    bounds = np.cumsum([0, *map(len, asks)])
    asked = ask(index, keys, np.array(slots, np.int64), bounds, features, most)
    of = [np.repeat(s.terms, n) for s, n in zip(signatures, many, strict=True)]
    told = [np.repeat(s.rarity, n) for s, n in zip(signatures, many, strict=True)]
    found, first = np.unique(features, return_index=True)
    place = first[np.searchsorted(found, asked.lines.features)]
    terms = np.concatenate([np.zeros(0, np.uint64), *of])[place]
    number = np.unique(terms, return_inverse=True)[1]
    return Sought(asked, number, np.concatenate([np.zeros(0), *told])[place])


def meetings(
    sought: Sought, texts: NDArray[np.int64], features: NDArray[np.int64], counts: NDArray[np.int64], total: int
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Whom texts meet: rows of (text, feature of `sought`, how many of its first holders).

    Returns: Each pair once, as text * total + slot, by that, with how many terms bring it together and what they tell.
    """
    import numpy as np

    lines = sought.asked.lines
    of, places = spread(np.arange(len(texts)), lines.starts[features], counts)
    codes = texts[of] * total + lines.slots[places]
    terms = sought.terms[features][of]
    order = np.lexsort((terms, codes))
    codes, terms = codes[order], terms[order]
    rarity = sought.rarity[features][of][order]
    once = (np.diff(codes, prepend=-1) != 0) | (np.diff(terms, prepend=-1) != 0)
    codes, rarity = codes[once], rarity[once]
    starts = np.flatnonzero(np.diff(codes, prepend=-1))
    if not len(starts):
        return codes, np.zeros((0, 2))
    figures = [np.add.reduceat(column, starts) for column in (np.ones(len(codes)), rarity)]
    return codes[starts], np.stack(figures, axis=1)


def near_candidates(
    sought: Sought, slots: NDArray[np.int64], keys: NDArray[np.uint64], near: Callable[[int, int], bool]
) -> dict[int, dict[int, float]]:
    """Find the texts of smaller keys whose rarest terms meet those of some texts within days.

    Time and memory are near-linear in the number of texts: each meets at most `SIGNATURE` times four times
    `MAX_HOLDERS` others.

    Args: slots: of the texts that ask. near: whether two texts came within days.
    Returns: For each of `slots` the slots of the others, with how much the terms tell that they share.
    """
    import numpy as np

    asked = sought.asked
    counts = np.minimum(asked.before, MAX_HOLDERS)
    rows = np.argsort(asked.texts, kind="stable")
    work = np.cumsum(counts[rows])
    found: dict[int, dict[int, float]] = {slot: {} for slot in slots.tolist()}
    start = 0
    while start < len(rows):
        done = work[start - 1] if start else 0
        stop = max(start + 1, int(np.searchsorted(work, done + AT_ONCE, "right")))
        last = asked.texts[rows[stop - 1]]
        if asked.texts[rows[start]] < last and stop < len(rows):
            stop = int(np.searchsorted(asked.texts[rows], last))
        else:
            stop = int(np.searchsorted(asked.texts[rows], last, "right"))
        part = rows[start:stop]
        codes, sums = meetings(sought, asked.texts[part], asked.of[part], counts[part], len(keys))
        enough = sums[:, 0] >= MIN_COMMON
        codes, weights = codes[enough], sums[enough, 1]
        later, earlier = slots[codes // len(keys)], codes % len(keys)
        within = np.fromiter(map(near, later.tolist(), earlier.tolist()), np.bool_, len(later))
        list_nearest(found, later[within], earlier[within], weights[within], keys, MAX_LISTED)
        start = stop
    return found


def near_unsettled(
    index: Index,
    keys: NDArray[np.uint64],
    slots: Sequence[int],
    days: Sequence[Sequence[date]],
    signatures: Sequence[Signature],
    *,
    leaving: bool = False,
) -> tuple[set[int], set[int]]:
    """The texts whose neighbours may be others since further texts came, or when they leave.

    Args: as in `seek`, of the further texts; `leaving`: they are about to leave, and others take their places.
    Returns: Slots of texts, of greater keys, that may meet a further one; and of those that some text may meet no more.
    """
    import numpy as np

    new = np.zeros(len(keys), np.bool_)
    new[list(slots)] = True
    features = [posted(signature, own) for signature, own in zip(signatures, days, strict=True)]
    bounds = np.cumsum([0, *map(len, features)])
    asked = ask(
        index,
        keys,
        np.array(slots, np.int64),
        bounds,
        np.concatenate([np.zeros(0, np.uint64), *features]),
        MAX_HOLDERS + len(slots),
    )
    lines = asked.lines
    of = np.repeat(np.arange(len(lines.features)), np.diff(lines.starts))
    rank = np.arange(len(of)) - lines.starts[of]
    is_new = new[lines.slots]
    passed: NDArray[np.int64] = np.cumsum(is_new) - is_new
    passed -= passed[lines.starts[:-1]][of]
    ousted = lines.slots[~is_new & (rank >= MAX_HOLDERS) & (rank - passed < MAX_HOLDERS)]
    visible = asked.before < MAX_HOLDERS
    found = set(zip(asked.texts[visible].tolist(), lines.features[asked.of[visible]].tolist(), strict=True))
    shown = []
    for place, (signature, own) in enumerate(zip(signatures, features, strict=True)):
        seen = np.array([(place, feature) in found for feature in own.tolist()], np.bool_)
        terms = seen.reshape(len(signature.terms), -1).any(axis=1) if len(seen) else seen
        shown.append(Signature(signature.terms[terms], signature.rarity[terms]))
    back = seek(index, keys, slots, days, shown, len(keys))
    rows = back.asked
    sizes = np.diff(rows.lines.starts)[rows.of]
    codes, sums = meetings(back, rows.texts, rows.of, sizes, len(keys))
    crowded = leaving and bool((lines.held[asked.of[visible]] > MAX_HOLDERS).any())
    met = codes if crowded else codes[sums[:, 0] >= MIN_COMMON]
    asker, other = np.array(slots, np.int64)[met // len(keys)], met % len(keys)
    return set(other[keys[other] > keys[asker]].tolist()) - set(slots), set(ousted.tolist())
