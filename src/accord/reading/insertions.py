"""Inserted and trailing cues: `…, X said`, `The talks, X said, failed`, `…, according to X`."""

from __future__ import annotations

from accord.reading.cues import FINITE, Cue, Frame, Voice, lexicon
from accord.reading.extents import LONG_CONTENT, Extent, clause_end, extent_from, holds_verb
from accord.reading.passages import OUTSIDE, Passage
from accord.reading.phrases import is_time
from accord.text.syntax.words import Tag

_LONG_ADJUNCT = 24
_LONG_DATELINE = 14
_SHORT_UTTERANCE = 7
_TIMING = frozenset(("after", "before", "since", "until", "as", "with", "when", "while", "once", "because", "unless"))
_NOMINAL = frozenset((Tag.DET, Tag.NOUN, Tag.PROPN, Tag.PRON, Tag.ADJ))


def content_inserted(passage: Passage, cue: Cue, left: int) -> Extent | None:
    """The content of a cue that interrupts it or trails it, set off by a comma or by quotation marks.

    Args: left: the first word of the cue with its subject.
    """
    left -= passage.lower(left - 1) == "as" and passage.lower(left - 2) == ","
    if left == 0 or cue.quotation != OUTSIDE or cue.voice is not Voice.FINITE:
        return None
    comma = passage.words[left - 1].text == "," and passage.outside(left - 1)
    quotation = not passage.outside(left - 1) or (comma and left > 1 and not passage.outside(left - 2))
    if not comma and not quotation:
        return None
    extent = _content_before(passage, left)
    if extent is None or (quotation and not passage.outside(extent.start)):
        return extent
    if not quotation and (not lexicon().takes(cue.lemma, Frame.TRAILING) or _has_object(passage, cue, left)):
        return None
    return extent if _states(passage, extent) else None


def _has_object(passage: Passage, cue: Cue, left: int) -> bool:
    """True when a noun phrase of its own follows the cue, so that the words before are none of its content."""
    if left == cue.start or lexicon().takes(cue.lemma, Frame.ADDRESSED):
        return False
    words = passage.words
    i = cue.head + 1
    while i < len(words) and (words[i].tag is Tag.ADV or is_time(words[i])):
        i += 1
    early = passage.lower(i) in ("early", "late", "last", "this", "earlier")
    return i < len(words) and words[i].tag in _NOMINAL and not early


def _content_before(passage: Passage, end: int) -> Extent | None:
    """The content that ends before word `end`, from the start of its sentence or quotation on."""
    words = passage.words
    stop = end
    while stop > 0 and words[stop - 1].text in (",", "—", "–", "-"):
        stop -= 1
    if stop == 0:
        return None
    first = passage.first_word(passage.quoted[stop - 1]) if not passage.outside(stop - 1) else stop
    start = max(_after_dateline(passage, stop), first - LONG_CONTENT)
    if first < stop and passage.lower(first - 1) == ":":
        start = first
    while start < stop and passage.outside(start) and words[start].text in (",", ";", ":", "—", "–", "-", "."):
        start += 1
    return _uttered(passage, Extent(start, stop, Frame.TRAILING)) if stop > start else None


def _uttered(passage: Passage, extent: Extent) -> Extent:
    """Only the quotation, where a whole sentence in marks opens the extent and no clause follows it there."""
    quotation = passage.quoted[extent.start]
    if quotation == OUTSIDE or not passage.text[passage.quotations[quotation].inner.start].isupper():
        return extent
    end = extent.start
    while end < extent.end and passage.quoted[end] == quotation:
        end += 1
    rest = Extent(end, extent.end, Frame.TRAILING)
    long = end - extent.start > _SHORT_UTTERANCE
    return Extent(extent.start, end, Frame.TRAILING) if long and not holds_verb(passage, rest) else extent


def content_resumed(passage: Passage, cue: Cue, left: int) -> Extent | None:
    """The content after an inserted cue: `Until then, X said, nothing will change`."""
    words = passage.words
    if left == 0 or words[left - 1].text != "," or not lexicon().takes(cue.lemma, Frame.TRAILING):
        return None
    end = max(cue.head + 1, left + 1)
    for k in range(end, min(len(words) - 1, end + _LONG_ADJUNCT)):
        if not passage.outside(k) or words[k].form in FINITE:
            return None
        if words[k].text == "," and passage.outside(k + 1):
            extent = Extent(k + 1, clause_end(passage, cue, k + 1), Frame.TRAILING)
            if extent.end == extent.start or not holds_verb(passage, extent):
                return None
            # `Giving in, X said, was no choice`: the subject of the clause stands before the cue.
            before = _content_before(passage, left) if words[k + 1].form in FINITE else None
            return Extent(before.start, extent.end, Frame.TRAILING) if before else extent
    return None


def content_interrupted(passage: Passage, end: int) -> Extent | None:
    """`“A,” said X, “B”`: the quotation that goes on after the subject, which ends before word `end`."""
    words = passage.words
    for k in range(end, min(len(words) - 1, end + _LONG_ADJUNCT)):
        if not passage.outside(k) or words[k].form in FINITE or words[k].text in ".;:":
            return None
        if words[k].text == "," and not passage.outside(k + 1):
            stop = k + 1
            while stop < len(words) and passage.quoted[stop] == passage.quoted[k + 1]:
                stop += 1
            return Extent(k + 1, stop, Frame.QUOTED)
    return None


def _after_dateline(passage: Passage, stop: int) -> int:
    """Past `ORSK (Agency) - `, word 0 where there is none."""
    words = passage.words
    for k in range(1, min(stop, _LONG_DATELINE)):
        if words[k].text in ("-", "–", "—", "--") and (words[k - 1].text == ")" or words[0].text.isupper()):
            return k + 1
    return 0


def _states(passage: Passage, extent: Extent) -> bool:
    """True when an extent without quotation marks is a statement of its own, not a clause of time or manner."""
    words = passage.words
    if not holds_verb(passage, extent):
        return False
    opening = words[extent.start]
    if opening.lower in _TIMING or opening.form == "VBG":
        return any(w.text == "," for w in words[extent.start : extent.end])
    return True


def content_beside(passage: Passage, cue: Cue, end: int) -> Extent | None:
    """The content of an `according to X` whose phrase ends before word `end`: the side that holds the statement."""
    words = passage.words
    before = _content_before(passage, cue.start)
    after = None
    if end + 1 < len(words) and words[end].text == ":":
        return extent_from(passage, cue, end + 1, Frame.ACCORDING)
    if end + 1 < len(words) and words[end].text == "," and passage.outside(end):
        after = Extent(end + 1, clause_end(passage, cue, end + 1), Frame.ACCORDING)
    if before is not None and (after is None or holds_verb(passage, before)):
        return before
    return after if after is not None and holds_verb(passage, after) else before
