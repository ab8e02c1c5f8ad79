"""Facts in order: how much of one report's content another gives sentence by sentence, in other words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from accord.model.span import Span
from accord.text.sentences import split_sentences
from accord.text.terms import find_terms, rarity
from accord.tracing.prepare import Prepared

MAX_SENTENCES = 150
"""Sentences of a report that are compared; what a rewrite takes stands near the top."""

FEWEST_TERMS = 3
"""A sentence with fewer content terms states nothing that could be recognised."""

MATCHED = 0.3
"""Weight of a sentence's terms that must be found together before the sentence counts as given."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The sentences of a report that state something, each with its content terms."""

    spans: tuple[Span, ...]
    terms: tuple[frozenset[str], ...]
    holders: dict[str, list[int]]


@dataclass(frozen=True, slots=True)
class Retelling:
    """How one report is retold by another.

    `share`: the weight of the teller's terms found in the told, in [0, 1]; `in_order`: the same, counting only
    sentences whose order is kept. `pairs`: sentence numbers (told, teller) of the ordered matches, strongest first.
    """

    share: float
    in_order: float
    pairs: tuple[tuple[int, int], ...]


def find_facts(prepared: Prepared, left_out: Sequence[Span] = ()) -> Facts:
    """The sentences of a report's prose with their content terms.

    Words in quotation marks are left out: reports of one event share them whoever wrote first.

    Args: left_out: parts of the text to pass over, sentences they touch included.
    """
    starts, words = prepared.folded.starts, prepared.folded.words
    own = ((prepared.quoted | prepared.masked) == 0).tolist()
    spans, terms = [], []
    for span in split_sentences(prepared.report.prose)[:MAX_SENTENCES]:
        if any(span.overlap(part) for part in left_out):
            continue
        first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
        found = frozenset(find_terms(words[i] for i in range(first, last) if own[i]))
        if len(found) >= FEWEST_TERMS:
            spans.append(span)
            terms.append(found)
    holders: dict[str, list[int]] = {}
    for number, sentence in enumerate(terms):
        for term in sorted(sentence):
            holders.setdefault(term, []).append(number)
    return Facts(tuple(spans), tuple(terms), holders)


def retelling(told: Facts, teller: Facts) -> Retelling:
    """Measure how far `teller` gives the facts of `told`, sentence for sentence and in the same order.

    A term counts by its rarity in news, less the more often either report repeats it: what every sentence names
    is the topic, not a fact. A sentence may draw on two neighbouring ones.
    """
    weight = {
        term: rarity(term) / max(len(teller.holders[term]), len(told.holders.get(term, ()))) ** 0.5
        for term in teller.holders
    }
    whole = sum(weight[term] for sentence in teller.terms for term in sentence)
    if not whole:
        return Retelling(0.0, 0.0, ())
    matches = []
    for number, sentence in enumerate(teller.terms):
        found, at = _best_place(sentence, told, weight)
        if found >= MATCHED * sum(weight[term] for term in sentence):
            matches.append((found, at, number))
    chain = _heaviest_rise(matches)
    strongest = sorted(chain, key=lambda m: (-m[0], m[2]))
    return Retelling(
        sum(found for found, _, _ in matches) / whole,
        sum(found for found, _, _ in chain) / whole,
        tuple((at, number) for _, at, number in strongest),
    )


def _best_place(sentence: frozenset[str], told: Facts, weight: dict[str, float]) -> tuple[float, int]:
    """The heaviest overlap of a sentence with two neighbouring sentences of the told, and where they begin."""
    single: dict[int, float] = {}
    both: dict[int, float] = {}
    for term in sorted(sentence):
        held = told.holders.get(term, ())
        for place in held:
            single[place] = single.get(place, 0.0) + weight[term]
            if place + 1 in held:  # short lists: a term in many sentences is the topic
                both[place] = both.get(place, 0.0) + weight[term]
    best = (0.0, 0)
    for place in sorted(single):
        found = single[place]
        if place + 1 in single:
            found += single[place + 1] - both.get(place, 0.0)
        if found > best[0] + 1e-9:
            best = (found, place)
    return best


def _heaviest_rise(matches: list[tuple[float, int, int]]) -> list[tuple[float, int, int]]:
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
