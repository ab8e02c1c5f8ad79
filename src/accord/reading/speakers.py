"""Speakers: the person or body under a subject, by full name where the cast knows it."""

from __future__ import annotations

from accord.model.claim import Mention
from accord.model.span import Span
from accord.reading.passages import Passage
from accord.reading.phrases import small_words
from accord.reading.subjects import Subject
from accord.text.analysis import Analysis


def name_speaker(analysis: Analysis, span: Span) -> tuple[Mention, str | None]:
    """The speaker under a phrase, and the party it speaks for; in the phrase's own words where the cast is unsure."""
    found = analysis.cast.resolve(span)
    if found is not None:
        return Mention(span, found.name), found.party
    return Mention(span, span.of(analysis.text)), None


def phrase_span(passage: Passage, subject: Subject) -> Span:
    """The subject's span, without a leading article or a count of unnamed people."""
    start = subject.start
    while start + 1 < subject.end and passage.words[start].lower in small_words("determiners"):
        if passage.lower(start + 1) == "of":
            break
        start += 1
    return passage.span(start, subject.end)
