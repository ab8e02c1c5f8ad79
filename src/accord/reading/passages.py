"""Passages: the sentences that a quotation holds together, read as one run of words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from accord.model.span import Span
from accord.reading.quotation_marks import Quotation
from accord.text.analysis import Analysis, Sentence
from accord.text.words import Word

OUTSIDE = -1


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence, or several with a quotation across them.

    `quoted` gives for every word the index in `quotations` of the quotation that holds it (marks included), or
    `OUTSIDE`. `paragraph` counts from 0.
    """

    text: str
    paragraph: int
    sentences: tuple[Sentence, ...]
    words: tuple[Word, ...]
    quotations: tuple[Quotation, ...]
    quoted: tuple[int, ...]

    def sentence_of(self, offset: int) -> Span:
        """The sentence an offset lies in, the last that starts before it otherwise."""
        i = bisect_right(self.sentences, offset, key=lambda s: s.span.start)
        return self.sentences[max(0, i - 1)].span

    def outside(self, i: int) -> bool:
        """True when word `i` exists and stands outside quotation marks."""
        return 0 <= i < len(self.words) and self.quoted[i] == OUTSIDE

    def lower(self, i: int) -> str:
        """Word `i` in lower case, empty beyond either end."""
        return self.words[i].lower if 0 <= i < len(self.words) else ""

    def span(self, start: int, end: int) -> Span:
        """The span of words `start` up to and without `end`."""
        return Span(self.words[start].span.start, self.words[end - 1].span.end)

    def first_word(self, quotation: int) -> int:
        """The first word of a quotation, its opening mark."""
        return bisect_left(self.words, self.quotations[quotation].outer.start, key=lambda w: w.span.start)

    @property
    def only_quoted(self) -> bool:
        """True when nothing but marks and at most a conjunction stands outside the quotation."""
        bare = [w for w, q in zip(self.words, self.quoted, strict=True) if q == OUTSIDE and w.text[0].isalnum()]
        return bool(self.quotations) and not bare


def find_passages(analysis: Analysis, quotations: tuple[Quotation, ...]) -> Iterator[Passage]:
    """The passages of a report in text order; every sentence belongs to exactly one."""
    group: list[Sentence] = []
    held: list[Quotation] = []
    paragraph = n_next = 0
    for sentence in analysis.sentences:
        if group and not _joined(analysis.text, group[-1], sentence, held):
            yield _passage(analysis.text, paragraph, group, held)
            paragraph += "\n" in analysis.text[group[-1].span.end : sentence.span.start]
            held = [q for q in held if q.outer.end > sentence.span.start]
            group = []
        group.append(sentence)
        while n_next < len(quotations) and quotations[n_next].outer.start < sentence.span.end:
            held.append(quotations[n_next])
            n_next += 1
    if group:
        yield _passage(analysis.text, paragraph, group, held)


def _joined(text: str, before: Sentence, after: Sentence, held: list[Quotation]) -> bool:
    """True when a quotation reaches over both sentences, or the second goes on in lower case after one."""
    if not held or "\n" in text[before.span.end : after.span.start]:
        return False
    end = held[-1].outer.end
    return end > after.span.start or (end >= before.span.end and text[after.span.start].islower())


def _passage(text: str, paragraph: int, group: list[Sentence], held: list[Quotation]) -> Passage:
    words = tuple(w for s in group for w in s.words)
    quoted = []
    k = 0
    for word in words:
        while k < len(held) and held[k].outer.end <= word.span.start:
            k += 1
        inside = k < len(held) and held[k].outer.start <= word.span.start
        quoted.append(k if inside else OUTSIDE)
    return Passage(text, paragraph, tuple(group), words, tuple(held), tuple(quoted))
