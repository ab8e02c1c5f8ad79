"""Settings: each sentence of a report as the events reader meets it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from accord.model.claim import Quote
from accord.model.span import Span
from accord.text.analysis import Analysis, Sentence
from accord.text.syntax.clauses import Clauses, parse


@dataclass(frozen=True, slots=True)
class Setting:
    """A sentence, parsed, with the quotes that reach into it.

    `first_seen` tells the sentence in which a lemma first occurs, for those up to this sentence at least.
    """

    analysis: Analysis
    sentence: Sentence
    clauses: Clauses
    quotes: tuple[Quote, ...]
    first_seen: Mapping[str, int]

    def seen_before(self, lemma: str) -> bool:
        """True when a sentence before this one has the lemma."""
        return self.first_seen.get(lemma, self.sentence.index) < self.sentence.index

    @property
    def place(self) -> float:
        """Where in the report the sentence stands, from 0 to 1."""
        return self.sentence.index / len(self.analysis.sentences)

    def quote(self, i: int) -> Quote | None:
        """The shortest quote whose content holds word `i`."""
        start = self.clauses.words[i].span.start
        holding = [q for q in self.quotes if q.content.start <= start < q.content.end]
        return min(holding, key=lambda q: (len(q.content), q.content.start)) if holding else None

    def quoted(self, i: int) -> str:
        """The kind of that quote, empty for none."""
        quote = self.quote(i)
        return quote.kind.value if quote else ""

    def names_party(self, start: int, end: int) -> bool:
        """True when the words `[start, end)` name somebody who acts for a known party."""
        span: Span | None = self.clauses.span(start, end)
        return span is not None and any(n.party for n in self.analysis.cast.within(span))


def settings(analysis: Analysis, quotes: tuple[Quote, ...]) -> Iterator[Setting]:
    """The settings of a report, sentence by sentence."""
    first_seen: dict[str, int] = {}
    told = _told_in(analysis, quotes)
    for i, sentence in enumerate(analysis.sentences):
        for word in sentence.words:
            first_seen.setdefault(word.lemma, sentence.index)
        yield Setting(analysis, sentence, parse(sentence.words), tuple(told[i]), first_seen)


def _told_in(analysis: Analysis, quotes: tuple[Quote, ...]) -> list[list[Quote]]:
    """For each sentence the quotes with words in it."""
    spans = [sentence.span for sentence in analysis.sentences]
    out: list[list[Quote]] = [[] for _ in spans]
    for quote in quotes:
        first = bisect_right(spans, quote.content.start, key=lambda s: s.end)
        for i in range(first, bisect_left(spans, quote.content.end, key=lambda s: s.start)):
            out[i].append(quote)
    return out
