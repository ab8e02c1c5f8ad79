"""Facts in order: how much of one report's content another gives sentence by sentence, in other words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from accord.model.span import Span
from accord.text.sentences import split_sentences
from accord.tracing.corpus import Corpus
from accord.tracing.tallies import distinct
from accord.tracing.words import Terms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MAX_SENTENCES = 150
"""Sentences of a report that are compared; what a rewrite takes stands near the top."""

FEWEST_TERMS = 3
"""A sentence with fewer content terms states nothing that could be recognised."""

MATCHED = 0.3
"""Weight of a sentence's terms that must be found together before the sentence counts as given."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The sentences of a report that state something, and that sentence `sentences[i]` holds content term `terms[i]`.

    Each sentence names a term once; by sentence, then term. `own` is the part of the report's content terms that stands
    outside quotations, in [0, 1].
    """

    spans: tuple[Span, ...]
    sentences: NDArray[np.int64]
    terms: NDArray[np.int64]
    own: float


@dataclass(frozen=True, slots=True)
class Retelling:
    """How one report is retold by another, sentence for sentence.

    `matches`: (weight, told, teller) for each sentence of the teller that the told gives, in the teller's order;
    `whole` is the weight of all the teller states, with what it quotes taken to weigh as much, word for word: what
    two reports tell of somebody's words is a small part of a report that quotes at length.
    """

    matches: tuple[tuple[float, int, int], ...]
    whole: float

    @property
    def share(self) -> float:
        """The part of the teller's facts that the told gives, in [0, 1]."""
        return sum(found for found, _, _ in self.matches) / self.whole if self.whole else 0.0

    def in_order(self) -> tuple[float, tuple[tuple[int, int], ...]]:
        """The same, counting only sentences whose order is kept; and those as (told, teller), the heaviest first."""
        chain = _heaviest_rise(self.matches)
        strongest = sorted(chain, key=lambda match: (-match[0], match[2]))
        part = sum(found for found, _, _ in chain) / self.whole if self.whole else 0.0
        return part, tuple((at, number) for _, at, number in strongest)


def find_facts(corpus: Corpus, terms: Terms, text: int, left_out: Sequence[Span] = ()) -> Facts:
    """The sentences of a report's prose with their content terms.

    Words in quotation marks are left out: reports of one event share them whoever wrote first.

    Args: left_out: parts of the text to pass over, sentences they touch included.
    """
    import numpy as np

    part = corpus.part(text)
    spans = [
        span
        for span in split_sentences(corpus.texts[text].first.prose)[:MAX_SENTENCES]
        if not any(span.overlap(out) for out in left_out)
    ]
    edges = np.searchsorted(corpus.starts[part], np.array([(s.start, s.end) for s in spans], np.int64).reshape(-1, 2))
    sizes = edges[:, 1] - edges[:, 0]
    sentence = np.repeat(np.arange(len(spans)), sizes)
    places = np.arange(len(sentence)) + np.repeat(edges[:, 0] - np.cumsum(sizes) + sizes, sizes) + part.start
    term = terms.of[corpus.words[places]]
    told = (term >= 0) & ~corpus.masked[places]
    content = int(told.sum())
    told &= ~corpus.quoted[places]
    own = float(told.sum()) / content if content else 0.0
    many = max(1, len(terms.rarity))
    codes = distinct(sentence[told] * many + term[told])
    sentence, term = codes // many, codes % many
    states = np.bincount(sentence, minlength=len(spans)) >= FEWEST_TERMS
    kept = states[sentence]
    number = np.cumsum(states) - 1
    return Facts(
        tuple(span for span, says in zip(spans, states.tolist(), strict=True) if says),
        number[sentence[kept]],
        term[kept],
        own,
    )


def retelling(terms: Terms, told: Facts, teller: Facts) -> Retelling:
    """Measure how far `teller` gives the facts of `told`.

    A term counts by its rarity in news, less the more often either report repeats it: what every sentence names
    is the topic, not a fact. A sentence may draw on two neighbouring ones.
    """
    import numpy as np

    if not teller.spans or not told.spans:
        return Retelling((), 0.0)
    held, column, repeats = np.unique(teller.terms, return_inverse=True, return_counts=True)
    by_term = np.argsort(told.terms, kind="stable")
    first = np.searchsorted(told.terms[by_term], held)
    holders = np.searchsorted(told.terms[by_term], held, "right") - first
    weight = (terms.rarity[held] / np.sqrt(np.maximum(repeats, holders)))[column]
    stated = np.bincount(teller.sentences, weights=weight, minlength=len(teller.spans))
    # each term of the teller with each sentence of the told that holds it; then with the one before, too
    entry = np.repeat(np.arange(len(column)), holders[column])
    nth = np.arange(len(entry)) - np.repeat(np.cumsum(holders[column]) - holders[column], holders[column])
    place = told.sentences[by_term[first[column[entry]] + nth]]
    size = len(told.spans)
    alone = np.bincount(teller.sentences[entry] * size + place, minlength=len(stated) * size)
    both = distinct(np.concatenate((entry * size + place, (entry * size + place - 1)[place > 0])))
    entry, place = both // size, both % size
    code = teller.sentences[entry] * size + place
    found = np.bincount(code, weights=weight[entry], minlength=len(stated) * size)
    found = (np.round(found, 9) * (alone > 0)).reshape(-1, size)
    best = found.argmax(axis=1)
    weights = found[np.arange(len(best)), best]
    matched = np.flatnonzero((weights >= MATCHED * stated) & (weights > 0))
    rows = zip(weights[matched].tolist(), best[matched].tolist(), matched.tolist(), strict=True)
    return Retelling(tuple(rows), float(stated.sum()) / teller.own)


def _heaviest_rise(matches: Sequence[tuple[float, int, int]]) -> list[tuple[float, int, int]]:
    """The heaviest run of matches whose places never fall back."""
    best: list[float] = []
    before: list[int] = []
    for i, (found, at, _) in enumerate(matches):
        top, link = 0.0, -1
        for j in range(i):
            if matches[j][1] <= at and best[j] > top:
                top, link = best[j], j
        best.append(top + found)
        before.append(link)
    chain = []
    i = max(range(len(best)), key=best.__getitem__, default=-1)
    while i >= 0:
        chain.append(matches[i])
        i = before[i]
    return chain[::-1]
