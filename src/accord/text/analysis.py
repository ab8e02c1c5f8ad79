"""One pass over a report that every reader shares."""

from __future__ import annotations

from dataclasses import dataclass

from accord.model.report import Report
from accord.model.span import Span
from accord.text.names.cast import Cast, find_cast
from accord.text.sentences import split_sentences
from accord.text.syntax.words import Word, read_words


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its words. `index` counts from 0."""

    index: int
    span: Span
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """A report's prose, its sentences with their words, and its cast."""

    report: Report
    text: str
    sentences: tuple[Sentence, ...]
    cast: Cast

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds the code point at `offset`, None between sentences."""
        for sentence in self.sentences:
            if sentence.span.start <= offset < sentence.span.end:
                return sentence
        return None


def analyse(report: Report) -> Analysis:
    """Split, tag and name a report's prose once, for all readers."""
    text = report.prose
    spans = tuple(split_sentences(text))
    sentences = tuple(Sentence(i, span, tuple(read_words(text, span))) for i, span in enumerate(spans))
    return Analysis(report, text, sentences, find_cast(report, spans))
