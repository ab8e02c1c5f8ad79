"""Channels: what carried the words, where the report names it: a statement, a broadcaster, a network."""

from __future__ import annotations

from accord.model.span import Span
from accord.reading.cues import FINITE, Cue, lexicon
from accord.reading.passages import Passage
from accord.reading.phrases import phrase_head, phrase_starting, small_words
from accord.reading.subjects import Subject
from accord.text.analysis import Analysis
from accord.text.names.cast import NameKind
from accord.text.syntax.words import Tag

_LEADS = frozenset(("in", "on", "via", "during", "at", "by", "through", "with"))
_TOLD = frozenset(("tell", "inform"))
_REACH = 24  # words on either side of the cue


def find_channel(analysis: Analysis, passage: Passage, cue: Cue, subject: Subject) -> Span | None:
    """The channel of one cue, without its article; None when the words next to the cue name none."""
    if not passage.outside(cue.head):
        return None
    if _carries(analysis, passage, subject.start, subject.end, spoken=True):
        return _trimmed(passage, subject.start, subject.end)
    past = max(cue.head + 1, subject.end if subject.inverted else 0)
    if cue.lemma in _TOLD:
        end = phrase_starting(passage, past, attach=False)
        if end > past and _carries(analysis, passage, past, end):
            return _trimmed(passage, past, end)
    after = _led(analysis, passage, past, min(len(passage.words), past + _REACH))
    if after is not None:
        return after
    left = cue.start if subject.inverted else min(subject.start, cue.start)
    return _led(analysis, passage, max(0, left - _REACH), left) if _opens(passage, left) else None


def _opens(passage: Passage, left: int) -> bool:
    """True when only an adverbial of its sentence stands before word `left`: `In a statement on Monday, X said`."""
    words = passage.words[max(0, left - _REACH) : left]
    return bool(words) and words[-1].text == "," and all(w.form not in FINITE for w in words)


def _led(analysis: Analysis, passage: Passage, start: int, stop: int) -> Span | None:
    """The first channel behind a preposition between two words, before any clause or quotation."""
    words = passage.words
    i = start
    while i < stop:
        if not passage.outside(i) or words[i].form in FINITE or words[i].tag is Tag.SCONJ:
            return None
        if words[i].lower in _LEADS:
            end = phrase_starting(passage, i + 1)
            if end > i + 1 and _carries(analysis, passage, i + 1, end):
                return _trimmed(passage, i + 1, end)
        i += 1
    return None


def _carries(analysis: Analysis, passage: Passage, start: int, end: int, spoken: bool = False) -> bool:
    """True when a phrase names a channel: by its head noun, or by an outlet's name.

    Args: spoken: the phrase is the subject, so that an outlet speaks for itself there.
    """
    head = phrase_head(passage, start, end)
    word, table = passage.words[head], lexicon()
    if spoken:
        return word.lower in table.issued
    if (word.tag is Tag.NOUN and word.lower in table.channels) or word.lower in table.networks:
        return True
    names = analysis.cast.within(passage.span(start, head + 1))
    return any(name.kind is NameKind.OUTLET for name in names)


def _trimmed(passage: Passage, start: int, end: int) -> Span:
    while start + 1 < end and passage.words[start].lower in small_words("determiners"):
        start += 1
    return passage.span(start, end)
