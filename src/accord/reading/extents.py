"""Extents: where the words that a cue credits end, and what is left of them without marks."""

from __future__ import annotations

from dataclasses import dataclass

from accord.model.claim import QuoteKind
from accord.model.span import Span
from accord.reading.cues import FINITE, Cue, Frame, Voice, lexicon
from accord.reading.passages import OUTSIDE, Passage
from accord.reading.phrases import phrase_starting
from accord.text.syntax.words import Tag

LONG_CONTENT = 150  # words; nothing outside quotation marks is read further than this
_LONG_OPENING = 12
_PHRASAL = frozenset(
    (
        Frame.NAMED,
        Frame.AS,
        Frame.PREPOSITION,
        Frame.PARTICLE,
        Frame.OBJECT,
        Frame.INFINITIVE,
        Frame.OWN,
        Frame.HOLDING,
    )
)
_RELATIVE = frozenset(("who", "which", "that", "what", "how", "why", "where"))
_GOVERNED = frozenset((Tag.DET, Tag.PRON, Tag.ADP, Tag.PART, Tag.ADV))
_LOOSE = frozenset((Tag.PUNCT, Tag.CCONJ, Tag.SCONJ, Tag.ADP, Tag.PART))


@dataclass(frozen=True, slots=True)
class Extent:
    """Words `start` up to and without `end` of a passage, and the frame that found them."""

    start: int
    end: int
    frame: Frame


def extent_from(passage: Passage, cue: Cue, start: int, frame: Frame) -> Extent | None:
    """The extent of a content that starts at word `start`; None when nothing is left there."""
    if start >= len(passage.words):
        return None
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
        if word.lower in ("after", "while", "amid", "because", "when", "since") or closes_with_comma(passage, k - 1):
            return k
        if word.tag is Tag.CCONJ and k + 1 < end and passage.words[k + 1].form in ("VBD", "VBZ"):
            return k
        goes_on = passage.lower(k + 1) in ("as", "and", "but", "which", "who", "after", "while", "amid")
        if word.text == ":" or (word.text == "," and (goes_on or _speaks(passage, k + 1))):
            return k
    return end


def closes_with_comma(passage: Passage, k: int) -> bool:
    """True for the last word of a quotation with a comma inside its closing mark."""
    if passage.outside(k) or not (k + 1 < len(passage.words) and passage.quoted[k + 1] != passage.quoted[k]):
        return False
    return passage.text[passage.quotations[passage.quoted[k]].inner.end - 1] in ",.?!"


def content_end(passage: Passage, cue: Cue, start: int) -> int:
    """Where the content that starts at word `start` ends (exclusive)."""
    words, quoted = passage.words, passage.quoted
    if cue.quotation != OUTSIDE:
        return clause_end(passage, cue, start)
    if quoted[start] != OUTSIDE:
        end = start
        while end < len(words) and quoted[end] == quoted[start]:
            end += 1
        bare = lexicon().takes(cue.lemma, Frame.BARE)
        if _utterance_ends(passage, quoted[start], end, bare):
            return end
    return clause_end(passage, cue, start)


def _utterance_ends(passage: Passage, quotation: int, end: int, bare: bool) -> bool:
    """True when a quotation right after its cue is the whole content.

    Args: bare: the cue takes clauses alone, so that `of` after the quotation goes on with one.
    """
    if end >= len(passage.words):
        return True
    inner = passage.quotations[quotation].inner
    if passage.text[inner.end - 1] in ",.!?…":
        # "if we can," the talks will go on: the marks hold only the first clause
        return passage.text[inner.end - 1] != "," or passage.text[inner.start].isupper() or not _clause_at(passage, end)
    after = passage.words[end]
    return after.tag in _LOOSE and after.lower not in (("that", "of", "'s") if bare else ("that", "'s"))


def _clause_at(passage: Passage, i: int) -> bool:
    """True when a subject with a finite verb right after it starts at word `i`."""
    end = phrase_starting(passage, i)
    return i < end < len(passage.words) and passage.words[end].form in FINITE


def clause_end(passage: Passage, cue: Cue, start: int) -> int:
    """Where the clause that starts at word `start` ends (exclusive): the sentence's end, or the way out of it."""
    words, quoted = passage.words, passage.quoted
    whole = words[start].form in FINITE
    subordinate = _subordinate(passage, cue)
    stop = min(len(words), start + LONG_CONTENT)
    if cue.voice is Voice.NOUN:
        stop = min(stop, _predicate_after(passage, start, stop))
    for k in range(start + 1, stop):
        word = words[k]
        if quoted[k] != cue.quotation:
            if cue.quotation != OUTSIDE:
                return k
            whole = whole or word.form in FINITE
            if closes_with_comma(passage, k) and _leaves(passage, cue, k + 1, whole, comma=True):
                return k + 1
            continue
        if word.text == ";" or (word.text in ".?!" and (k + 1 == len(words) or quoted[k] != OUTSIDE)):
            return k
        comma = word.text in (",", "—", "–", "-", "--")
        if comma and whole and subordinate:
            return k
        if (comma or word.tag is Tag.CCONJ) and _leaves(passage, cue, k + comma, whole, comma):
            return k
        whole = whole or word.form in FINITE
    return stop


def _predicate_after(passage: Passage, start: int, stop: int) -> int:
    """Where the sentence's own predicate takes over from a noun's clause: `the claim that it failed | was false`."""
    whole = linked = False
    for k in range(start, stop):
        word = passage.words[k]
        if word.form in FINITE:
            if whole and not linked:
                return k
            whole, linked = True, False
        elif word.tag in (Tag.SCONJ, Tag.CCONJ) or word.text in (",", ":", ";") or word.lower in _RELATIVE:
            linked = True
    return stop


def _subordinate(passage: Passage, cue: Cue) -> bool:
    """True for a cue in a clause that opens its sentence: `While X said …, the talks went on`."""
    first = passage.words[0]
    opens = first.lower in ("while", "although", "though", "after", "when", "as", "since", "because", "if")
    return opens and cue.head < _LONG_OPENING and all(w.text != "," for w in passage.words[: cue.head])


def _leaves(passage: Passage, cue: Cue, i: int, whole: bool, comma: bool) -> bool:
    """True when what starts at word `i` leads out of the content.

    Args: whole: the content has its finite verb. comma: a comma or dash stands before word `i`.
    """
    words = passage.words
    but = passage.lower(i) == "but"
    while i < len(words) and words[i].tag in (Tag.ADV, Tag.CCONJ) and words[i].lower != "though":
        i += 1
    if i >= len(words) or not passage.outside(i):
        return False
    word = words[i]
    if word.lower == "though" and comma:
        return True
    if word.lower == "according" and passage.lower(i + 1) == "to":
        return True
    if words[i - 1].text in ("-", "–", "—", "--") and word.form in FINITE:
        return True
    frames = lexicon().frames
    if word.form == "VBG" and comma:
        return word.lemma in frames or word.lemma in ("cite", "refer")
    forms = {w.form for w in words[cue.head + 1 : i]}
    past = bool(forms & {"VBD", "VBN"})
    if word.form in ("VBD", "VBZ", "VBP") and word.lemma in frames:
        return word.form == words[cue.head].form or words[cue.head].form not in FINITE
    matrix = words[cue.head].form == "VBD" and word.form == "VBD"
    if words[cue.head].form == "VBD" and word.form in ("VBZ", "VBP") and not forms & {"VBZ", "VBP", "MD"}:
        return True
    governs = i + 1 < len(words) and words[i + 1].tag in _GOVERNED
    return (comma and but and matrix) or (matrix and governs and not past) or (whole and _speaks(passage, i))


def _speaks(passage: Passage, i: int) -> bool:
    """True when a subject with a cue verb of its own starts at word `i`."""
    end = phrase_starting(passage, i) if passage.lower(i) not in ("who", "which") else i
    while end < len(passage.words) and passage.words[end].tag in (Tag.ADV, Tag.AUX):
        end += 1
    if end == i or end >= len(passage.words) or not passage.outside(end):
        return False
    verb = passage.words[end]
    return verb.tag is Tag.VERB and lexicon().takes(verb.lemma, Frame.CLAUSE) and verb.form in ("VBD", "VBZ", "VBN")


def content_span(passage: Passage, extent: Extent, nested: bool = False) -> tuple[Span, QuoteKind] | None:
    """The words of an extent without quotation marks and punctuation at either end, and how they are given.

    Args: nested: the cue itself stands in quotation marks, so that these do not mark its content.
    """
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
    if nested:
        return Span(start, end), QuoteKind.INDIRECT
    if first == last != OUTSIDE:
        return Span(start, end), QuoteKind.DIRECT
    inside = any(q != OUTSIDE for q in passage.quoted[extent.start : extent.end])
    return Span(start, end), QuoteKind.MIXED if inside else QuoteKind.INDIRECT


def holds_verb(passage: Passage, extent: Extent) -> bool:
    """True when an extent holds a finite verb, or a participle that may be one."""
    return any(w.form in FINITE or w.form in ("VBN", "VB") for w in passage.words[extent.start : extent.end])
