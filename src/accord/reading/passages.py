"""Passages: the sentences that a quotation holds together, read as one run of words."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from accord.model.span import Span
from accord.text.analysis import Analysis, Sentence
from accord.text.quotation_marks import Quotation
from accord.text.syntax.words import Tag, Word

OUTSIDE = -1
_MISREAD = frozenset((Tag.VERB, Tag.CCONJ, Tag.NOUN, Tag.ADJ))
_LONG_TITLE = 50  # characters


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
    titles = {q for q in held if _is_title(text, q)}
    spoken = tuple(q for q in held if q not in titles)
    words = tuple(_untitled(words, [q for q in held if q in titles])) if titles else words
    quoted = []
    k = 0
    for word in words:
        while k < len(spoken) and spoken[k].outer.end <= word.span.start:
            k += 1
        inside = k < len(spoken) and spoken[k].outer.start <= word.span.start
        quoted.append(k if inside else OUTSIDE)
    return Passage(text, paragraph, tuple(group), _named(words, quoted), spoken, tuple(quoted))


def _named(words: tuple[Word, ...], quoted: list[int]) -> tuple[Word, ...]:
    """The words, with a capital right after a quotation read as a name: `“…,” Nor said`."""
    out = list(words)
    for k in range(1, len(words)):
        word = words[k]
        left = quoted[k] == OUTSIDE and quoted[k - 1] != OUTSIDE
        if left and word.text[0].isupper() and word.tag in _MISREAD and word.form not in ("VBD", "VBZ", "MD"):
            out[k] = replace(word, tag=Tag.PROPN, form="")
    return tuple(out)


@cache
def _title_lead() -> re.Pattern[str]:
    return re.compile(r"(?:['’]s|s['’]|\b(?:on|told|program|programme|show|series|film|book|song|of))\s*$", re.I)


def _is_title(text: str, quotation: Quotation) -> bool:
    """True for the name of a programme or a book: `told Velmark's “Face to Face”`."""
    inner = quotation.inner.of(text)
    if len(inner) > _LONG_TITLE or inner[-1] in "?!" or not quotation.closed:
        return False
    capitals = [w for w in inner.split() if w[:1].isupper() or w[:1].isdigit()]
    small = [w for w in inner.split() if w.islower()]
    lead = text[max(0, quotation.outer.start - 12) : quotation.outer.start]
    proper = len(capitals) > 1 and inner[0].isupper() and all(len(w) < 5 for w in small)
    return proper and _title_lead().search(lead) is not None


def _untitled(words: tuple[Word, ...], titles: list[Quotation]) -> Iterator[Word]:
    """The words, with those of a title as one run of proper names and its marks left out."""
    k = 0
    for word in words:
        while k < len(titles) and titles[k].outer.end <= word.span.start:
            k += 1
        if k == len(titles) or word.span.start < titles[k].outer.start:
            yield word
        elif titles[k].inner.contains(word.span) and (word.text[0].isalnum() or word.text == ","):
            yield replace(word, tag=Tag.PROPN, form="") if word.text != "," else word
