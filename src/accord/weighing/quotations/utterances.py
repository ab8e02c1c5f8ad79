"""One utterance in the words of several reports: quotes of one speaker that say the same are brought together."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np

from accord.model.claim import Quote, QuoteKind
from accord.model.span import Span
from accord.model.ties import Ties
from accord.weighing.bags import Floats, Ints
from accord.weighing.context import Context
from accord.weighing.matter import fold, matter, words
from accord.weighing.quotations.nearness import Bag, Nearness, bag_of
from accord.weighing.quotations.verbatim import SharedRuns
from accord.weighing.speakers import Parties, name_parts, named, same_name

_OPEN, _CLOSE = '“"„«', '”"»'
_SAME_PERSON = 0.5  # likeness from which two quotes of one speaker are one utterance
_SAME_PARTY = 0.66  # the same where only the party is one
_WITHIN = 0.8  # the same inside one report
_MARKED = 0.67  # likeness of words between marks with a quote that holds them
_PARAPHRASE = 0.3  # likeness a paraphrase needs beside the marked words it holds
_ONE_WORD = 0.12  # the same where one marked word is all there is
_HEAVY = 8  # weightiest words of a quote by which others are looked up
_STEP = 1.5  # of the counts that rarity goes by, so that a report more leaves nearly all weights as they are
_FEW = 9  # a marked word that more quotes use proves nothing
_COMPARED = 80
_SCRAP = 5  # words of matter up to which a quote is a scrap: it goes with the one most like it
_ANYBODY = 9  # words in one run that are one utterance even if two speakers are credited
_DIGITS = 9  # decimals of a likeness; beyond them lies only what the order of a sum leaves


@dataclass(frozen=True, slots=True)
class Utterance:
    """The quotes that give one utterance, in the context's order. Never empty."""

    quotes: tuple[Quote, ...]

    @property
    def reports(self) -> tuple[str, ...]:
        """The reports that carry it, sorted."""
        return tuple(sorted({q.report for q in self.quotes}))


def marked(context: Context, quote: Quote) -> tuple[Span, ...]:
    """The parts of a quote that stand between quotation marks, in text order, marks left off."""
    if quote.kind is QuoteKind.DIRECT:
        return (quote.content,)
    if quote.kind is QuoteKind.INDIRECT:
        return ()
    text = context.reports[quote.report].text
    first, last = max(0, quote.content.start - 1), min(len(text), quote.content.end + 1)
    return tuple(_between_marks(text, first, last, quote.content))


def _between_marks(text: str, first: int, last: int, content: Span) -> Iterable[Span]:
    """Stretches between quotation marks; content may begin or end inside one, its own marks left off."""
    start: int | None = None
    for offset in range(first, last):
        char = text[offset]
        opens = char in _OPEN and (char not in _CLOSE or start is None)
        if char in _CLOSE and not opens:
            begin = content.start if start is None else start
            if offset > begin and (start is not None or begin == content.start):
                yield Span(begin, offset)
            start = None
        elif opens:
            start = offset + 1
    if start is not None and start < content.end:
        yield Span(start, content.end)


@dataclass(frozen=True, slots=True)
class _Said:
    """What a quote says: what equal ones have in common, its words, those it puts between marks, who speaks."""

    key: tuple[str, ...]
    words: tuple[str, ...]
    marks: tuple[frozenset[str], ...]
    parts: tuple[tuple[str, ...], ...]
    speaker: str | None


@dataclass(slots=True)
class _Node:
    """Quotes of one speaker in the same words, and what they are compared by."""

    quotes: list[Quote]
    words: dict[str, float]
    said: _Said
    speaker: str | None
    reports: frozenset[str]
    bag: Bag


def find_utterances(context: Context, parties: Parties) -> tuple[Utterance, ...]:
    """Bring the quotes of a story together that give one utterance; every quote lies in exactly one.

    Args:
        context: the story.
        parties: whom each name speaks for; a body and its head may give one utterance.
    Returns: Utterances in the order of their first quote.
    """
    order = {quote.id: n for n, quote in enumerate(context.quotes())}
    nodes = _nodes(context)
    ties = Ties[int]()
    floors = _Floors(parties)
    edges = [*_edges(context, nodes, floors), *_verbatim(context, nodes, floors)]
    whole = [len(node.words) > _SCRAP for node in nodes]
    holds_whole = list(whole)
    for _, a, b in sorted(edges, key=lambda edge: (-edge[0], edge[1], edge[2])):
        one, two = ties.root(a), ties.root(b)
        if not (whole[a] and whole[b]) and holds_whole[one] and holds_whole[two]:
            continue  # a scrap brings no two others together
        holds_whole[ties.join(a, b)] |= holds_whole[one] | holds_whole[two]
    groups: dict[int, list[Quote]] = defaultdict(list)
    for n, node in enumerate(nodes):
        groups[ties.root(n)].extend(node.quotes)
    found = [tuple(sorted(quotes, key=lambda q: order[q.id])) for quotes in groups.values()]
    return tuple(Utterance(quotes) for quotes in sorted(found, key=lambda quotes: order[quotes[0].id]))


def _nodes(context: Context) -> list[_Node]:
    """By their first quote, so that those of later reports come last."""
    same: dict[tuple[str, ...], tuple[_Said, list[Quote]]] = {}
    for quote in context.quotes():
        said = context.once(_read, quote)
        same.setdefault(said.key, (said, []))[1].append(quote)
    spread = Counter(word for said, _ in same.values() for word in said.words)
    rarity = {word: math.log(1 + _rounded(len(same)) / _rounded(n)) for word, n in spread.items()}
    shelf = context.memory.shelf(bag_of)
    nodes = []
    for said, quotes in same.values():
        weights = tuple([rarity[word] for word in said.words])
        bag = shelf.get((said.words, weights), partial(bag_of, said.words, weights, _HEAVY))
        words = dict(zip(said.words, weights, strict=True))
        nodes.append(_Node(quotes, words, said, said.speaker, frozenset([q.report for q in quotes]), bag))
    return nodes


def _read(context: Context, quote: Quote) -> _Said:
    name, text = named(quote.speaker), context.text(quote.report, quote.content)
    spans = marked(context, quote)
    marks = (matter(context.text(quote.report, s)) for s in spans) if quote.kind is QuoteKind.MIXED else ()
    parts = tuple(words(context.text(quote.report, span)) for span in spans)
    key = " ".join(name_parts(name)) if name else "", quote.kind.value, fold(text)
    return _Said(key, tuple(dict.fromkeys(matter(text))), tuple(frozenset(m) for m in marks if m), parts, name)


def _rounded(n: int) -> float:
    return float(_STEP ** round(math.log(n, _STEP)))


def _edges(context: Context, nodes: list[_Node], floors: _Floors) -> Iterator[tuple[float, int, int]]:
    """Pairs of nodes alike enough to be one utterance, with their likeness."""
    nearness = context.memory.shelf(Nearness).get("quotes", partial(Nearness, _COMPARED, _SAME_PERSON))
    later, earlier, common = nearness.pairs([node.bag for node in nodes])
    size = np.array([len(node.words) for node in nodes], np.int64)
    whole = np.array([node.bag.whole for node in nodes], np.float64)

    def overlap(one: Ints, two: Ints, common: Floats) -> Floats:
        return _overlap(common, whole[one], whole[two], np.minimum(size[one], size[two]))

    plain = overlap(later, earlier, common)
    near = plain >= _SAME_PERSON
    found = list(zip(plain[near].tolist(), earlier[near].tolist(), later[near].tolist(), strict=True))
    spread = Counter(word for node in nodes for word in node.words)
    pairs = sorted({(min(pair), max(pair)) for pair in _marked_in(nodes, spread)})
    shared = np.array([sum(w for word, w in nodes[n].words.items() if word in nodes[m].words) for m, n in pairs])
    one, two = np.array(pairs, np.int64).reshape(-1, 2).T
    for (m, n), score in zip(pairs, overlap(one, two, shared).tolist(), strict=True):
        a, b = nodes[m], nodes[n]
        holds = _holds_marked(a, b, spread, score) or _holds_marked(b, a, spread, score)
        found.append((max(score, _MARKED) if holds else score, m, n))
    for score, m, n in found:
        floor = floors.between(nodes[n], nodes[m])
        if floor is not None and score >= floor:
            yield score, m, n


def _marked_in(nodes: list[_Node], spread: Counter[str]) -> Iterator[tuple[int, int]]:
    """Pairs of a node and one that holds words it puts between quotation marks, and few others use."""
    holders: dict[str, list[int]] = defaultdict(list)
    for n, node in enumerate(nodes):
        for word in node.words:
            if spread[word] <= _FEW:
                holders[word].append(n)
    for n, node in enumerate(nodes):
        for mark in node.said.marks:
            rarest = min(mark, key=lambda word: (spread[word], word))
            yield from (
                (n, other) for other in holders.get(rarest, ()) if other != n and mark <= nodes[other].words.keys()
            )


def _verbatim(context: Context, nodes: list[_Node], floors: _Floors) -> Iterator[tuple[float, int, int]]:
    """Pairs of nodes that share words in one run between quotation marks, whoever is said to speak if they are many."""
    shared = context.memory.shelf(SharedRuns).get("quotes", SharedRuns)
    for one, two, size in shared.pairs([node.said.parts for node in nodes]):
        a, b = nodes[one], nodes[two]
        if floors.between(a, b) is not None or (size >= _ANYBODY and a.reports.isdisjoint(b.reports)):
            yield 1.0, one, two


class _Floors:
    """The likeness that quotes need, given who speaks; every two names of a story are looked at once."""

    def __init__(self, parties: Parties) -> None:
        self._parties = parties
        self._known: dict[tuple[str | None, str | None], float | None] = {}

    def between(self, a: _Node, b: _Node) -> float | None:
        """The likeness two quotes need; None when they can't be one utterance."""
        pair = a.speaker, b.speaker
        if pair not in self._known:
            self._known[pair] = self._of_names(*pair)
        floor = self._known[pair]
        return floor if floor is None or a.reports.isdisjoint(b.reports) else max(floor, _WITHIN)

    def _of_names(self, one: str | None, two: str | None) -> float | None:
        if one is None or two is None:
            return _SAME_PARTY
        if same_name(one, two):
            return _SAME_PERSON
        party = self._parties.of(one)
        return _SAME_PARTY if party and party == self._parties.of(two) else None


def _overlap(common: Floats, one: Floats, two: Floats, few: Ints) -> Floats:
    """Share of the weight both have; a short quote wholly inside a long one counts nearly as much as an equal one.

    Args: common: the weight that two quotes have in common; `one`, `two` that of each, `few` the fewer of their words.
    """
    dice = 2 * common / (one + two)
    inside = np.where(few > 1, common / np.minimum(one, two) * (0.45 + 0.1 * np.minimum(few, 4)), 0.0)
    likeness: Floats = np.maximum(dice, inside).round(_DIGITS)
    return likeness


def _holds_marked(a: _Node, b: _Node, spread: Counter[str], plain: float) -> bool:
    """Whether words that `a` puts between quotation marks, and few others use, stand in `b`.

    A paraphrase must be alike beyond those words too.
    """
    if b.quotes[0].kind is QuoteKind.INDIRECT and plain < _PARAPHRASE:
        return False
    return any(
        mark <= b.words.keys() and min(spread[w] for w in mark) <= _FEW and (len(mark) > 1 or plain >= _ONE_WORD)
        for mark in a.said.marks
    )
