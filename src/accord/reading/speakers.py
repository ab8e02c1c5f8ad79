"""Speakers: whose words they are, as the report names them there."""

from __future__ import annotations

from dataclasses import dataclass

from accord.model.claim import Mention
from accord.model.span import Span
from accord.reading.cues import Cue, Voice, lexicon
from accord.reading.passages import Passage
from accord.reading.phrases import is_head, is_time, phrase_ending, phrase_starting, small_words
from accord.text.analysis import Analysis
from accord.text.names import Name
from accord.text.words import Tag

_RELATIVE = frozenset(("who", "which", "that"))
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))


@dataclass(frozen=True, slots=True)
class Subject:
    """Who speaks: words `start` up to and without `end`. `inverted` when it follows its cue."""

    start: int
    end: int
    inverted: bool = False


def find_subject(passage: Passage, cue: Cue, floor: int = 0) -> Subject | None:
    """The subject of a cue; None when none is found.

    Args: floor: the first word to look at, so that a long passage is not read again for every cue.
    """
    if cue.voice is Voice.PARTICIPLE:
        return _participle_subject(passage, cue, floor)
    if cue.voice is Voice.ACCORDING:
        end = phrase_starting(passage, cue.head + 2)
        return Subject(cue.head + 2, end, inverted=True) if end > cue.head + 2 else None
    if cue.voice is Voice.NOUN:
        return _holder(passage, cue, floor)
    left = _subject_left(passage, cue.start, floor, cue.quotation)
    if left is None and cue.voice is Voice.FINITE:
        return _subject_right(passage, cue)
    return left


def _subject_right(passage: Passage, cue: Cue) -> Subject | None:
    """`“…,” said the minister`: only right after a comma or a quotation."""
    i = cue.start
    before = passage.words[i - 1] if i else None
    if before is not None and before.text not in ",—–-" and passage.quoted[i - 1] == passage.quoted[i]:
        return None
    end = phrase_starting(passage, cue.head + 1)
    return Subject(cue.head + 1, end, inverted=True) if end > cue.head + 1 and is_head(passage.words[end - 1]) else None


def _subject_left(passage: Passage, i: int, floor: int, quotation: int) -> Subject | None:
    words = passage.words
    j = i - 1
    hops = 0
    hopped = False
    while j >= floor and passage.quoted[j] == quotation and hops < 12:
        hops += 1
        word = words[j]
        if word.tag is Tag.ADV or _dates(passage, j, i):
            j -= 1
        elif word.lower in _RELATIVE and word.tag in (Tag.PRON, Tag.SCONJ, Tag.DET):
            j -= 1
            if j >= floor and words[j].text == ",":
                j -= 1
        elif word.text in (",", "—", "–", "-", ")"):
            opening = _parenthesis_start(passage, j, floor)
            if opening is None:
                return None
            j = opening - 1
            hopped = True
        elif word.tag is Tag.CCONJ and j - 1 >= floor:
            return _coordinated(passage, j, floor, quotation)
        elif is_head(word):
            start = phrase_ending(passage, j, floor)
            if start > j:
                return None
            apposed = _before_apposition(passage, start, floor) if hopped else None
            return apposed or Subject(start, j + 1)
        else:
            return None
    return None


def _dates(passage: Passage, j: int, i: int) -> bool:
    """True when word `j` belongs to a time that stands between a subject and its cue at `i`."""
    word = passage.words[j]
    if is_time(word):
        return passage.lower(j + 1) not in ("'s", "'")
    if word.lower in ("on", "in", "last", "this", "late", "early"):
        return j + 1 < i and is_time(passage.words[j + 1])
    return word.tag is Tag.NUM and j > 0 and is_time(passage.words[j - 1])


def _parenthesis_start(passage: Passage, j: int, floor: int) -> int | None:
    """The comma, dash or bracket that opens the insertion closed at word `j`, when a noun phrase stands before it."""
    words = passage.words
    opening = {")": "(", ",": ","}.get(words[j].text, words[j].text)
    for k in range(j - 1, max(floor, j - 40), -1):
        if not passage.outside(k):
            return None
        if words[k].text == opening:
            return k if k > floor and (is_head(words[k - 1]) or words[k - 1].text == ")") else None
    return None


def _before_apposition(passage: Passage, start: int, floor: int) -> Subject | None:
    """`X, a minister, the envoy, said`: the phrase found is itself an apposition; take what it is set beside."""
    words = passage.words
    if start - 2 < floor or words[start - 1].text != "," or words[start].tag is not Tag.DET:
        return None
    if not is_head(words[start - 2]) or words[start - 2].tag is not Tag.PROPN:
        return None
    wider = phrase_ending(passage, start - 2, floor)
    return Subject(wider, start - 1) if wider <= start - 2 else None


def _coordinated(passage: Passage, j: int, floor: int, quotation: int) -> Subject | None:
    """`X met Y and said`: the subject of the finite verb before the conjunction."""
    return _main_subject(passage, j, floor, quotation)


def _main_subject(passage: Passage, i: int, floor: int, quotation: int) -> Subject | None:
    """The subject of the nearest finite verb before word `i` that has one and heads no relative clause."""
    words = passage.words
    for k in range(i - 1, max(floor, i - 60) - 1, -1):
        word = words[k]
        if word.form not in _FINITE or passage.quoted[k] != quotation:
            continue
        start = k
        while start - 1 >= floor and words[start - 1].tag in (Tag.AUX, Tag.ADV, Tag.PART):
            start -= 1
        before = words[start - 1] if start - 1 >= floor else None
        if before is None or before.lower in _RELATIVE or before.tag is Tag.CCONJ:
            continue
        found = _subject_left(passage, start, floor, quotation)
        if found is not None:
            return found
    return None


def _participle_subject(passage: Passage, cue: Cue, floor: int) -> Subject | None:
    words = passage.words
    j = cue.start - 1
    if j < floor:
        return _following_subject(passage, cue)
    if words[j].lower == "as":
        return _quoted_as_saying(passage, j, floor)
    if is_head(words[j]) and passage.outside(j):
        start = phrase_ending(passage, j, floor)
        if start <= j:
            return Subject(start, j + 1)
    return _main_subject(passage, j + 1, floor, cue.quotation)


def _following_subject(passage: Passage, cue: Cue) -> Subject | None:
    """`Calling the offer “hollow,” the minister left`: the phrase after the comma."""
    words = passage.words
    for k in range(cue.head + 1, min(len(words) - 1, cue.head + 40)):
        closing = passage.quoted[k] != passage.quoted[k + 1] and passage.outside(k + 1)
        if (words[k].text == "," and passage.outside(k)) or (closing and words[k - 1].text == ","):
            end = phrase_starting(passage, k + 1)
            return Subject(k + 1, end) if end > k + 1 else None
    return None


def _holder(passage: Passage, cue: Cue, floor: int) -> Subject | None:
    """`X's claim that`, `his claim that`, `a claim by X that`, `X voiced hope that`, and `reports that` themselves."""
    words = passage.words
    i = cue.head
    if passage.lower(i + 1) in ("by", "from") and (end := phrase_starting(passage, i + 2)) > i + 2:
        return Subject(i + 2, end, inverted=True)
    for k in range(i - 1, max(floor, i - 4) - 1, -1):
        if words[k].lower in ("his", "her", "their", "its", "my", "our"):
            return Subject(k, k + 1)
        if words[k].lower in ("'s", "'") and words[k].tag is Tag.PART and k > floor:
            start = phrase_ending(passage, k - 1, floor)
            return Subject(start, k) if start < k else None
        if words[k].lemma in lexicon().held and words[k].tag is Tag.VERB:
            start = k
            while start - 1 >= floor and words[start - 1].tag in (Tag.AUX, Tag.ADV):
                start -= 1
            return _subject_left(passage, start, floor, cue.quotation)
        if words[k].tag not in (Tag.ADJ, Tag.NOUN, Tag.DET, Tag.NUM):
            break
    if cue.lemma in ("report", "reports"):
        start = phrase_ending(passage, i, floor)
        return Subject(start, i + 1) if start <= i else None
    return None


def _quoted_as_saying(passage: Passage, j: int, floor: int) -> Subject | None:
    """`X was quoted as saying`, `Reuters quoted X as saying`."""
    words = passage.words
    for k in range(j - 1, max(floor, j - 15) - 1, -1):
        if words[k].lemma in ("quote", "cite"):
            if k + 1 < j:
                return Subject(k + 1, j) if is_head(words[j - 1]) else None
            start = k
            while start - 1 >= floor and words[start - 1].tag in (Tag.AUX, Tag.ADV):
                start -= 1
            return _subject_left(passage, start, floor, passage.quoted[j])
    return None


def name_speaker(analysis: Analysis, span: Span) -> tuple[Mention, Name | None]:
    """The speaker under a phrase: by full name where the cast knows it, else in the phrase's own words."""
    found = analysis.cast.resolve(span)
    if found is not None:
        return Mention(span, found.name), found
    return Mention(span, analysis.text[span.start : span.end]), None


def phrase_span(passage: Passage, subject: Subject) -> Span:
    """The subject's span, without a leading article or a count of unnamed people."""
    start = subject.start
    while start + 1 < subject.end and passage.words[start].lower in small_words("determiners"):
        start += 1
    return passage.span(start, subject.end)
