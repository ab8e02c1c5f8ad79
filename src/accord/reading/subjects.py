"""Subjects: the words of a passage that name whoever a cue credits."""

from __future__ import annotations

from dataclasses import dataclass

from accord.reading.cues import FINITE, Cue, Frame, Voice, lexicon
from accord.reading.passages import OUTSIDE, Passage
from accord.reading.phrases import (
    heads,
    inner_start,
    is_head,
    is_time,
    phrase_ending,
    phrase_head,
    phrase_starting,
    small_words,
)
from accord.text.syntax.words import Tag

_RELATIVE = frozenset(("who", "which", "that"))
_LONG_INSERTION = 40
_LONG_CLAUSE = 60
_HOPS = 12
_NEAR = 16


@dataclass(frozen=True, slots=True)
class Subject:
    """Who speaks: words `start` up to and without `end`. `inverted` when it follows its cue."""

    start: int
    end: int
    inverted: bool = False


def find_subject(passage: Passage, cue: Cue, earlier: Subject | None = None) -> Subject | None:
    """The subject of a cue; None when none is found.

    Args: earlier: the subject of the passage's last cue before this one, which a verb joined by `and` or a participle
        shares.
    """
    found: Subject | None
    if cue.voice is Voice.ACCORDING:
        found = _phrase(passage, cue.head + 2)
    elif cue.voice is Voice.NOUN:
        found = _holder(passage, cue)
    elif cue.voice is Voice.PARTICIPLE:
        found = _of_participle(passage, cue, earlier)
    elif cue.voice is Voice.INFINITIVE:
        found = earlier or main_subject(passage, cue.start, cue.quotation)
    else:
        inverted = _right(passage, cue) if cue.voice is Voice.FINITE else None
        left = _over_insertions(passage, cue) or _left(passage, cue.start, cue.quotation, earlier)
        addressed = lexicon().takes(cue.lemma, Frame.ADDRESSED)  # "told CNN", not "said CNN"
        closes = inverted is not None and not addressed and _closes(passage, inverted.end)
        named = left is not None and left.end == cue.start - 1 and _is_name(passage, left.start, left.end)
        found = inverted if closes and not named else left or inverted
    return found if found is None or passage.lower(found.end - 1) != "there" else None


def _phrase(passage: Passage, start: int) -> Subject | None:
    """The noun phrase from word `start` on; the name set beside it where the phrase is a common one."""
    end = phrase_starting(passage, start)
    if end == start or not heads(passage, end - 1) or is_time(passage.words[start]):
        return None
    if passage.words[end - 1].tag is Tag.NOUN and passage.lower(end) == ",":
        name = phrase_starting(passage, end + 1, attach=False)
        if _is_name(passage, end + 1, name) and (passage.lower(name) in (",", ".", "") or not passage.outside(name)):
            return Subject(end + 1, name, inverted=True)
    return Subject(start, end, inverted=True)


def _is_name(passage: Passage, start: int, end: int) -> bool:
    """True when the words are a person's full name or a single proper name, and nothing else but an article."""
    start += passage.lower(start) == "the"
    words = passage.words[start:end]
    return 0 < len(words) <= 6 and all(w.tag is Tag.PROPN or w.text == "." for w in words)


def _right(passage: Passage, cue: Cue) -> Subject | None:
    """`“…,” said the minister`: only right after a comma, a dash or a quotation."""
    i = cue.start
    if i and passage.lower(i - 1) not in (",", "—", "–", "-") and passage.quoted[i - 1] == passage.quoted[i]:
        return None
    return _phrase(passage, cue.head + 1)


def _over_insertions(passage: Passage, cue: Cue) -> Subject | None:
    """`“…,” Bo Harl, 30, of Orsk, who saw it, said`: the phrase after the quotation, whatever is set off behind it."""
    last = cue.start - 1
    if cue.quotation != OUTSIDE or last < 1 or passage.words[last].text != "," or not passage.outside(last):
        return None
    start = last
    while start > 0 and passage.outside(start - 1) and last - start < _LONG_INSERTION:
        start -= 1
    if start == 0 or passage.outside(start - 1):
        return None
    end = phrase_starting(passage, start, attach=False)
    return Subject(start, end) if start < end < last and passage.words[end].text == "," else None


def _closes(passage: Passage, i: int) -> bool:
    """True when no clause of its own goes on at word `i`, so that the phrase before it is no subject of one."""
    while i < len(passage.words) and (is_time(passage.words[i]) or passage.lower(i) in small_words("dating")):
        i += 1
    return i >= len(passage.words) or passage.lower(i) in (",", ".", "who", ":", "-", "—")


def _left(passage: Passage, i: int, quotation: int, earlier: Subject | None, shares: bool = True) -> Subject | None:
    """The noun phrase before word `i`, past adverbs, times, relative pronouns and insertions.

    Args: shares: after a conjunction, the verb has the subject of the one before.
    """
    words = passage.words
    j, hopped, relative = i - 1, False, False
    for _ in range(_HOPS):
        if j < 0 or passage.quoted[j] != quotation:
            return None
        word = words[j]
        if word.tag is Tag.ADV or _dates(passage, j, i) or _both(passage, j, i):
            j -= 1
        elif word.lower in _RELATIVE and word.tag in (Tag.PRON, Tag.SCONJ, Tag.DET):
            relative = word.lower == "who"
            j -= 2 if passage.lower(j - 1) == "," else 1
        elif word.text in (",", "—", "–", "-", "--", ")"):
            opening = _insertion_start(passage, j)
            if opening is None:
                return _before_stray_comma(passage, j)
            if _is_name(passage, opening + 1, j) and words[opening - 1].tag is Tag.NOUN:
                return Subject(opening + 1, j)
            j, hopped = opening - 1, True
        elif word.form == "VBN" and j > 0 and is_head(words[j - 1]):
            j -= 1  # "a poll released on Monday found"
        elif word.tag is Tag.CCONJ:
            return (earlier or main_subject(passage, j, quotation, nearest=True)) if shares else None
        else:
            start = phrase_ending(passage, j)
            if start > j:
                return None
            if relative and words[j].tag is Tag.PROPN:
                start = inner_start(passage, j)
            return _set_beside(passage, start, j, hopped) or Subject(start, j + 1)
    return None


def _before_stray_comma(passage: Passage, j: int) -> Subject | None:
    """`The envoy Bo Harl, said …`: a name that opens its clause, parted from its verb by a comma too many."""
    if j == 0 or passage.words[j].text != "," or passage.words[j - 1].tag is not Tag.PROPN:
        return None
    start = phrase_ending(passage, j - 1)
    return Subject(start, j) if start == 0 or (start <= j - 1 and not passage.outside(start - 1)) else None


def _both(passage: Passage, j: int, i: int) -> bool:
    """`A and B both said`: the word counts the speakers, it names none."""
    return passage.lower(j) in ("both", "all") and j == i - 1 and j > 0 and is_head(passage.words[j - 1])


def _dates(passage: Passage, j: int, i: int) -> bool:
    """True when word `j` belongs to a time that stands between a subject and its cue at `i`."""
    word = passage.words[j]
    if is_time(word):
        return passage.lower(j + 1) not in ("'s", "'")
    if word.lower in small_words("dating"):
        return j + 1 < i and _dates(passage, j + 1, i) if j + 1 < i else False
    return word.tag is Tag.NUM and j > 0 and is_time(passage.words[j - 1])


def _insertion_start(passage: Passage, j: int) -> int | None:
    """The comma, dash or bracket that opens the insertion closed at word `j`, when a noun phrase stands before it."""
    words = passage.words
    opening = {")": "(", ",": ","}.get(words[j].text, words[j].text)
    for k in range(j - 1, max(0, j - _LONG_INSERTION), -1):
        if not passage.outside(k):
            return None
        if words[k].text == opening:
            return k if is_head(words[k - 1]) or words[k - 1].text == ")" else None
    return None


def _set_beside(passage: Passage, start: int, end: int, hopped: bool) -> Subject | None:
    """The name that a common phrase ending in word `end` only describes: `X, a minister, the envoy, said`.

    Args: hopped: an insertion stood between the phrase and its cue, so the phrase may itself be one of several.
    """
    words = passage.words
    if start < 2 or words[start - 1].text != "," or words[start - 2].tag is not Tag.PROPN:
        return None
    loose = words[start].lower in ("a", "an") or passage.lower(start + 1) in ("'s", "'")
    if words[end].tag is not Tag.NOUN or not (loose or (hopped and words[start].tag is Tag.DET)):
        return None
    wider = phrase_ending(passage, start - 2)
    opens = wider == 0 or not passage.outside(wider - 1) or words[wider - 1].text in (",", ":", ";")
    return Subject(wider, start - 1) if wider <= start - 2 and (hopped or opens) else None


def main_subject(passage: Passage, i: int, quotation: int, nearest: bool = False) -> Subject | None:
    """The subject of the first finite verb of the clause before word `i`, or of the nearest one."""
    words = passage.words
    places = range(max(1, i - _LONG_CLAUSE), i)
    for k in reversed(places) if nearest else places:
        past = words[k].form == "VBN" and words[k - 1].tag in (Tag.NOUN, Tag.PROPN, Tag.PRON, Tag.ADV)
        if not (past or words[k].form in FINITE) or passage.quoted[k] != quotation:
            continue
        if words[k - 1].lower in _RELATIVE or words[k - 1].tag in (Tag.CCONJ, Tag.AUX):
            continue
        found = _left(passage, k, quotation, None, shares=False)
        if found is not None and passage.lower(found.start - 1) not in _RELATIVE:
            return found
    return None


def _of_participle(passage: Passage, cue: Cue, earlier: Subject | None) -> Subject | None:
    j = cue.start - 1
    if j < 0 or (j == 0 and passage.words[0].tag in (Tag.ADP, Tag.CCONJ)):
        return _after_opening(passage, cue)
    if passage.lower(j) == "as":
        return _quoted_as(passage, j)
    if is_head(passage.words[j]) and passage.outside(j):
        start = phrase_ending(passage, j)
        channel = passage.lower(phrase_head(passage, start, j + 1)) in lexicon().channels if start <= j else True
        if not channel and not _names_channel(passage, j):
            return Subject(inner_start(passage, j) if passage.words[j].tag is Tag.PROPN else start, j + 1)
    return earlier or main_subject(passage, j + 1, cue.quotation)


def _names_channel(passage: Passage, j: int) -> bool:
    """True for `a statement saying`: whoever issued it speaks."""
    while j > 0 and is_time(passage.words[j]):
        j -= 2 if passage.lower(j - 1) in small_words("dating") else 1
    return passage.words[j].lower in lexicon().channels


def _after_opening(passage: Passage, cue: Cue) -> Subject | None:
    """`Calling the offer “hollow,” the minister left`: the phrase after the comma."""
    words = passage.words
    for k in range(cue.head + 1, min(len(words) - 1, cue.head + _LONG_INSERTION)):
        closing = passage.quoted[k] != passage.quoted[k + 1] and passage.outside(k + 1)
        if (words[k].text == "," and passage.outside(k)) or (closing and words[k - 1].text == ","):
            end = phrase_starting(passage, k + 1)
            return Subject(k + 1, end) if end > k + 1 else None
    return None


def _quoted_as(passage: Passage, j: int) -> Subject | None:
    """`Reuters quoted X as saying`: X."""
    for k in range(j - 2, max(0, j - 15), -1):
        if passage.words[k].lemma in ("quote", "cite"):
            return Subject(k + 1, j) if is_head(passage.words[j - 1]) else None
    return None


def cited(passage: Passage, cue: Cue, subject: Subject) -> Subject | None:
    """Whom an outlet cites for what it reports: `Citing an official, the Wire said`, `the Wire, citing X, said`."""
    words = passage.words
    near = [*range(max(0, min(subject.start, cue.start) - _NEAR), min(len(words), cue.head + _NEAR))]
    for k in near:
        if words[k].lower in ("citing", "quoting") and passage.outside(k):
            end = phrase_starting(passage, k + 1)
            head = phrase_head(passage, k + 1, end) if end > k + 1 else k
            if words[head].lemma in small_words("people"):
                return Subject(k + 1, end, inverted=True)
    return None


def _holder(passage: Passage, cue: Cue) -> Subject | None:
    """`X's claim that`, `his claim that`, `a claim by X that`, `X voiced hope that`, and `reports that` themselves."""
    words = passage.words
    i = cue.head
    if passage.lower(i + 1) in ("by", "from") and (end := phrase_starting(passage, i + 2)) > i + 2:
        return Subject(i + 2, end, inverted=True)
    for k in range(i - 1, max(0, i - 4) - 1, -1):
        if words[k].lower in small_words("possessive"):
            return Subject(k, k + 1)
        if words[k].lower in ("'s", "'") and words[k].tag is Tag.PART and k > 0:
            start = phrase_ending(passage, k - 1)
            return Subject(start, k) if start < k else None
        if words[k].lemma in lexicon().held and words[k].tag is Tag.VERB:
            start = k
            while start > 0 and words[start - 1].tag in (Tag.AUX, Tag.ADV):
                start -= 1
            return _left(passage, start, cue.quotation, None)
        if words[k].tag not in (Tag.ADJ, Tag.NOUN, Tag.DET, Tag.NUM):
            break
    if cue.lemma in ("report", "reports"):
        start = phrase_ending(passage, i)
        return Subject(start, i + 1) if start <= i else None
    return None
