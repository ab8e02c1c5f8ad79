"""Contents: which words of a passage a cue credits to its speaker."""

from __future__ import annotations

from dataclasses import dataclass

from accord.model.claim import QuoteKind
from accord.model.span import Span
from accord.reading.cues import FINITE, Cue, Frame, Voice, lexicon
from accord.reading.passages import OUTSIDE, Passage
from accord.reading.phrases import is_time, phrase_starting
from accord.text.words import Tag

_RELATIVE = frozenset(("which", "who", "whom", "whose", "that"))
_CHANNELS_IN = frozenset(["in", "on", "at", "during", "to", "by", "with", "via", "through", "after", "before", "from"])
_ENDS = frozenset((".", ";", "?", "!"))
_LONG_ADJUNCT = 24
_LONG_DATELINE = 14
_PHRASAL = frozenset((Frame.NAMED, Frame.AS, Frame.PREPOSITION, Frame.PARTICLE, Frame.OBJECT, Frame.INFINITIVE))


@dataclass(frozen=True, slots=True)
class Extent:
    """Words `start` up to and without `end` of a passage, and the frame that found them."""

    start: int
    end: int
    frame: Frame


def content_after(passage: Passage, cue: Cue) -> Extent | None:
    """The content that follows a cue; None when none does."""
    table = lexicon()
    i = cue.head + 1
    if cue.voice is Voice.NOUN or cue.lemma in table.adjectives:
        return _that_clause(passage, cue, i)
    for frame, find in (
        (Frame.PARTICLE, _after_particle),
        (Frame.PREPOSITION, _after_preposition),
        (Frame.NAMED, _after_named),
        (Frame.AS, _after_as),
        (Frame.INFINITIVE, _after_infinitive),
    ):
        if table.takes(cue.lemma, frame):
            start = find(passage, cue, i)
            if start is not None:
                return _extent(passage, cue, start, frame)
    found = _clause(passage, cue, i)
    responsible = cue.lemma == "claim" and passage.lower(i) == "responsibility"
    if found is None and (responsible or table.takes(cue.lemma, Frame.OBJECT)) and phrase_starting(passage, i) > i:
        return _extent(passage, cue, i, Frame.OBJECT)
    return found


def _that_clause(passage: Passage, cue: Cue, i: int) -> Extent | None:
    for k in range(i, min(len(passage.words) - 1, i + 6)):
        if passage.words[k].lower == "that":
            return _extent(passage, cue, k + 1, Frame.NOUN if cue.voice is Voice.NOUN else Frame.ADJECTIVE)
    return None


def _extent(passage: Passage, cue: Cue, start: int, frame: Frame) -> Extent | None:
    end = content_end(passage, cue, start)
    if frame in _PHRASAL:
        end = _phrase_end(passage, start, end)
    return Extent(start, end, frame) if end > start else None


def _phrase_end(passage: Passage, start: int, end: int) -> int:
    """Where a content that is no clause ends: before a clause that tells when or why, or that goes on past a comma."""
    for k in range(start + 1, end):
        word = passage.words[k]
        if not passage.outside(k) or passage.words[k - 1].text == "and":
            continue
        if word.lower in ("after", "while", "amid", "because", "when", "since") or (
            word.text == "," and passage.lower(k + 1) in ("as", "and", "but", "which", "who", "after", "while", "amid")
        ):
            return k
    return end


def _clause(passage: Passage, cue: Cue, i: int) -> Extent | None:
    """A that-clause, a bare clause or a quotation after the cue."""
    table = lexicon()
    words = passage.words
    takes = {f for f in (Frame.CLAUSE, Frame.THAT, Frame.ADDRESSED, Frame.QUOTED) if table.takes(cue.lemma, f)}
    limit = min(len(words), i + _LONG_ADJUNCT)
    addressed = Frame.ADDRESSED not in takes
    bare = table.takes(cue.lemma, Frame.BARE)
    comma = False
    if bare and i < limit and words[i].form in FINITE and passage.quoted[i] == cue.quotation:
        return _extent(passage, cue, i, Frame.CLAUSE)  # "what X said was a drone"
    while i < limit:
        word = words[i]
        if passage.quoted[i] != cue.quotation:
            return _extent(passage, cue, i, Frame.QUOTED) if cue.quotation == OUTSIDE else None
        if word.lower == "that" and word.tag is Tag.SCONJ:
            frames = takes - {Frame.QUOTED}
            return _extent(passage, cue, i + 1, sorted(frames)[0]) if frames and i + 1 < len(words) else None
        if word.text == ":":
            return _extent(passage, cue, i + 1, Frame.QUOTED) if i + 1 < len(words) else None
        if word.text in _ENDS:
            return None
        if i == cue.head + 1 and word.lower in ("out" if cue.lemma == "point" else "on" if cue.lemma == "go" else ""):
            i += 1
        elif word.text == ",":
            comma = True
            i += 1
        elif word.tag is Tag.ADV or is_time(word):
            i += 1
        elif word.lower in ("last", "this", "late", "early", "next") and i + 1 < len(words) and is_time(words[i + 1]):
            i += 2
        elif not comma and not addressed and (end := phrase_starting(passage, i)) > i:
            addressed = True
            if _starts_clause(passage, i, bare) and Frame.CLAUSE in takes:
                return _extent(passage, cue, i, Frame.CLAUSE)
            i = end
        elif not comma and takes & {Frame.CLAUSE, Frame.ADDRESSED} and _starts_clause(passage, i, bare):
            return _extent(passage, cue, i, Frame.CLAUSE if Frame.CLAUSE in takes else Frame.ADDRESSED)
        elif word.tag in (Tag.ADP, Tag.PART) and word.lower in _CHANNELS_IN:
            end = _adjunct_end(passage, i + 1)
            if end == i + 1:
                return None
            i = end
        elif word.tag is Tag.NUM:
            i += 1
        else:
            return None
    return None


def _adjunct_end(passage: Passage, i: int) -> int:
    """Past the noun phrase of an adjunct such as `in a statement on its website`."""
    words = passage.words
    end = phrase_starting(passage, i)
    while end < len(words) and (is_time(words[end]) or words[end].tag is Tag.NUM) and passage.outside(end):
        end += 1
    return end


def _starts_clause(passage: Passage, i: int, bare: bool) -> bool:
    """True when a subject with its finite verb starts at word `i`, or a conditional clause does.

    Args: bare: the cue takes no object, so that a noun phrase after it can only be a subject.
    """
    words = passage.words
    if words[i].lower in ("if", "whether", "there", "how", "why", "what", "when", "where", "who"):
        return True
    if words[i].tag not in (Tag.DET, Tag.PRON, Tag.NOUN, Tag.PROPN, Tag.ADJ, Tag.NUM) and words[i].form != "VBG":
        return False
    for k in range(i + 1, min(len(words), i + _LONG_ADJUNCT)):
        word = words[k]
        if word.form in FINITE or (bare and word.form == "VBN"):
            return True
        if word.text in (".", ";", ":"):
            return False
        if not bare and (word.lower in _RELATIVE or word.text == "," or word.form == "VB"):
            return False
    return False


def _after_particle(passage: Passage, cue: Cue, i: int) -> int | None:
    wanted = lexicon().particles[cue.lemma]
    while i < len(passage.words) and passage.words[i].tag is Tag.ADV:
        i += 1
    return i + 1 if passage.lower(i) in wanted and i + 1 < len(passage.words) else None


def _after_preposition(passage: Passage, cue: Cue, i: int) -> int | None:
    words = passage.words
    wanted = lexicon().prepositions[cue.lemma]
    for k in range(i + 1, min(len(words) - 1, i + _LONG_ADJUNCT)):
        word = words[k]
        if word.lower in wanted and (words[k - 1].tag is not Tag.NOUN or words[k + 1].form == "VBG"):
            return k + 1
        if word.form in FINITE or word.text in ",;:" or word.lower == "that":
            return None
    return None


def _after_named(passage: Passage, cue: Cue, i: int) -> int | None:
    """`X called Y Z`: from Y on; Z must be in quotation marks or start with an article, after a phrase of its own."""
    words = passage.words
    end = phrase_starting(passage, i)
    for k in range(i, min(len(words), i + _LONG_ADJUNCT)):
        if not passage.outside(k):
            return i if cue.quotation == OUTSIDE else None
        if (
            (k > i and words[k].form in ("VBZ", "MD"))
            or words[k].text in ",.;:"
            or words[k].lower in ("for", "on", "upon")
        ):
            return None
        if k == end and end > i and words[k].lower in ("a", "an", "the"):
            return i
    return None


def _after_as(passage: Passage, cue: Cue, i: int) -> int | None:
    words = passage.words
    if words[i - 1].lower and i < len(words) and words[i].lower == "as":
        return i + 1 if i + 1 < len(words) else None
    for k in range(i, min(len(words), i + _LONG_ADJUNCT)):
        word = words[k]
        if word.lower == "as" and passage.outside(k) == (cue.quotation == OUTSIDE) and k > i:
            return i
        if word.form in FINITE or word.text in ",.;:":
            return None
    return None


def _after_infinitive(passage: Passage, _: Cue, i: int) -> int | None:
    words = passage.words
    for k in range(i, min(len(words) - 1, i + _LONG_ADJUNCT)):
        word = words[k]
        if word.lower == "to" and words[k + 1].form == "VB" and k > i:
            return k + 1
        if word.form in FINITE or word.text in ",.;:" or word.lower in ("that", "for"):
            return None
    return None


def content_end(passage: Passage, cue: Cue, start: int) -> int:
    """Where the content that starts at word `start` ends (exclusive)."""
    words, quoted = passage.words, passage.quoted
    if cue.quotation != OUTSIDE:
        return _clause_end(passage, cue, start)
    if quoted[start] != OUTSIDE:
        end = start
        while end < len(words) and quoted[end] == quoted[start]:
            end += 1
        if _utterance_ends(passage, quoted[start], end):
            return end
    return _clause_end(passage, cue, start)


def _utterance_ends(passage: Passage, quotation: int, end: int) -> bool:
    """True when a quotation right after its cue is the whole content."""
    if end >= len(passage.words):
        return True
    inner = passage.quotations[quotation].inner
    if passage.text[inner.end - 1] in ",.!?…":
        return True
    after = passage.words[end]
    if after.tag is Tag.PUNCT or after.tag in (Tag.CCONJ, Tag.SCONJ):
        return after.lower != "that"
    return after.tag is Tag.ADP and passage.text[inner.start].isupper()


def _clause_end(passage: Passage, cue: Cue, start: int) -> int:
    words, quoted = passage.words, passage.quoted
    whole = words[start].form in FINITE
    for k in range(start + 1, len(words)):
        word = words[k]
        if quoted[k] != cue.quotation:
            if cue.quotation != OUTSIDE:
                return k
            whole = whole or word.form in FINITE
            continue
        if word.text == ";" or (word.text in ".?!" and (k + 1 == len(words) or quoted[k] != OUTSIDE)):
            return k
        if (word.text in (",", "—", "–", "-") or word.tag is Tag.CCONJ) and _leaves(passage, cue, k, whole):
            return k
        whole = whole or word.form in FINITE
    return len(words)


def _leaves(passage: Passage, cue: Cue, k: int, whole: bool) -> bool:
    """True when the comma or conjunction at `k` leads out of the content; `whole` when that has its finite verb."""
    table = lexicon()
    words = passage.words
    i = k + 1
    if words[k].text in ",—–" and i < len(words) and words[i].tag is Tag.CCONJ:
        i += 1
    while i < len(words) and words[i].tag is Tag.ADV:
        i += 1
    if i >= len(words) or not passage.outside(i):
        return False
    word = words[i]
    if words[k].text in ("-", "–", "—") and word.form in FINITE:
        return True
    if word.lower == "according" and passage.lower(i + 1) == "to":
        return True
    if word.form == "VBG" and words[k].text == ",":
        return word.lemma in table.frames or word.lemma in ("cite", "refer")
    if word.form in ("VBD", "VBZ", "VBP") and word.lemma in table.frames:
        return word.form == words[cue.head].form or words[cue.head].form not in FINITE
    if words[k].text == "," and word.form == "VBD" and words[k + 1].lower == "but":
        return True
    return whole and _speaks(passage, i)


def _speaks(passage: Passage, i: int) -> bool:
    """True when a subject with a cue verb of its own starts at word `i`."""
    end = phrase_starting(passage, i)
    while end < len(passage.words) and passage.words[end].tag in (Tag.ADV, Tag.AUX):
        end += 1
    if end == i or end >= len(passage.words) or not passage.outside(end):
        return False
    verb = passage.words[end]
    return verb.tag is Tag.VERB and lexicon().takes(verb.lemma, Frame.CLAUSE) and verb.form in ("VBD", "VBZ", "VBN")


def content_before(passage: Passage, end: int, floor: int) -> Extent | None:
    """The content that ends before word `end` (the subject of an inserted or trailing cue)."""
    words = passage.words
    stop = end
    while stop > floor and words[stop - 1].text in (",", "—", "–", "-"):
        stop -= 1
    start = max(floor, _after_dateline(passage, stop))
    while start < stop and passage.outside(start) and words[start].text in (",", ";", ":", "—", "–", "-", "."):
        start += 1
    return Extent(start, stop, Frame.TRAILING) if stop > start else None


def content_resumed(passage: Passage, cue: Cue, end: int) -> Extent | None:
    """The content after an inserted cue: `Until then, X said, nothing will change`. `end`: past cue and subject."""
    words = passage.words
    for k in range(end, min(len(words) - 1, end + _LONG_ADJUNCT)):
        if not passage.outside(k) or words[k].form in FINITE:
            return None
        if words[k].text == ",":
            extent = Extent(k + 1, _clause_end(passage, cue, k + 1), Frame.TRAILING)
            return extent if extent.end > extent.start and holds_verb(passage, extent) else None
    return None


def _after_dateline(passage: Passage, stop: int) -> int:
    """Past `ORSK (Agency) - `, word 0 where there is none."""
    words = passage.words
    for k in range(1, min(stop, _LONG_DATELINE)):
        if words[k].text in ("-", "–", "—", "--") and (words[k - 1].text == ")" or words[0].text.isupper()):
            return k + 1
    return 0


def states(passage: Passage, extent: Extent) -> bool:
    """True when an extent without quotation marks is a statement of its own, not a clause of time or manner."""
    words = passage.words
    if not holds_verb(passage, extent):
        return False
    opening = words[extent.start]
    if opening.tag not in (Tag.ADP, Tag.SCONJ, Tag.VERB) or opening.lower in ("that", "if", "although", "though"):
        return True
    return any(w.text == "," for w in words[extent.start : extent.end])


def content_span(passage: Passage, extent: Extent) -> tuple[Span, QuoteKind] | None:
    """The words of an extent without quotation marks and punctuation at either end, and how they are given."""
    text = passage.text
    span = passage.span(extent.start, extent.end)
    first, last = passage.quoted[extent.start], passage.quoted[extent.end - 1]
    start, end = span.start, span.end
    if first != OUTSIDE:
        inner = passage.quotations[first].inner
        start = max(start, inner.start) if start >= passage.quotations[first].outer.start else start
    if last != OUTSIDE:
        end = min(end, passage.quotations[last].inner.end)
    while end > start and (text[end - 1] in ".,;:—–- " or text[end - 1].isspace()):
        end -= 1
    while start < end and (text[start] in ".,;:—–- " or text[start].isspace()):
        start += 1
    if start >= end:
        return None
    if first == last != OUTSIDE:
        return Span(start, end), QuoteKind.DIRECT
    inside = any(q != OUTSIDE for q in passage.quoted[extent.start : extent.end])
    return Span(start, end), QuoteKind.MIXED if inside else QuoteKind.INDIRECT


def content_beside(passage: Passage, cue: Cue, end: int) -> Extent | None:
    """The content of an `according to X` whose phrase ends before word `end`: the side that holds the statement."""
    words = passage.words
    before = content_before(passage, cue.start, 0)
    after = None
    if end + 1 < len(words) and words[end].text == "," and passage.outside(end):
        after = Extent(end + 1, _clause_end(passage, cue, end + 1), Frame.ACCORDING)
    if before is not None and (after is None or holds_verb(passage, before)):
        return before
    return after if after is not None and holds_verb(passage, after) else before


def holds_verb(passage: Passage, extent: Extent) -> bool:
    """True when an extent holds a finite verb, or a participle that may be one."""
    return any(w.form in FINITE or w.form == "VBN" for w in passage.words[extent.start : extent.end])
