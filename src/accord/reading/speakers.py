"""Speakers: the person or body under a subject, by full name where the cast knows it."""

from __future__ import annotations

from dataclasses import dataclass, field

from accord.model.claim import Mention
from accord.reading.passages import Passage
from accord.reading.phrases import phrase_head, small_words
from accord.reading.subjects import Subject
from accord.text.analysis import Analysis
from accord.text.words import Tag

_POINTING = frozenset(("the", "that", "this", "these", "those"))


@dataclass(slots=True)
class Speakers:
    """Names the speakers of one report, from its start to its end.

    A speaker the cast does not know keeps the words of the phrase (`senior official`); a later `the official` is the
    last such speaker. A pronoun the cast can't bring to anybody names nobody.
    """

    analysis: Analysis
    _unnamed: dict[str, str] = field(default_factory=dict)

    def name(self, passage: Passage, subject: Subject) -> tuple[Mention | None, str | None]:
        """The speaker under a subject and the party it speaks for; None for either when unsure."""
        start = _past_determiners(passage, subject)
        span = passage.span(start, subject.end)
        found = self.analysis.cast.resolve(span)
        if found is not None:
            return Mention(span, found.name), found.party
        if passage.words[start].tag is Tag.PRON or passage.lower(start) in small_words("possessive"):
            return None, None
        return Mention(span, self._name_unnamed(passage, subject, start)), None

    def _name_unnamed(self, passage: Passage, subject: Subject, start: int) -> str:
        words = passage.span(start, subject.end).of(passage.text)
        head = passage.words[phrase_head(passage, start, subject.end)]
        if head.tag is not Tag.NOUN:
            return words
        known = self._unnamed.get(head.lemma)
        if known is not None and passage.lower(subject.start) in _POINTING and subject.end - start == 1:
            return known
        self._unnamed[head.lemma] = words
        return words


def _past_determiners(passage: Passage, subject: Subject) -> int:
    """Past the article, or the count of unnamed people, that opens a subject."""
    start = subject.start
    while start + 1 < subject.end and passage.lower(start) in small_words("determiners"):
        if passage.lower(start + 1) == "of":
            break
        start += 1
    return start
