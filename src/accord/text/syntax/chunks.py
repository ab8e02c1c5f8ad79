"""Noun phrases and verb groups: the pieces clauses are made of.

All positions are indices into the words of one sentence; pieces are half-open ranges `[start, end)` of them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from accord.text.syntax.words import Tag, Word

_NOMINAL = frozenset((Tag.NOUN, Tag.PROPN, Tag.NUM))
_INSIDE = frozenset((Tag.NOUN, Tag.PROPN, Tag.NUM, Tag.ADJ))
_POINTING = frozenset(("next", "last", "late", "early", "earlier", "past"))
_POSSESSIVE = frozenset(("'s", "'"))
_BOUNDARIES = frozenset((";", ":", "—", "–", "--", "“", "”", '"', "(", ")"))
_QUOTES = frozenset("\"“”‘’'")


@cache
def word_list(name: str) -> frozenset[str]:
    """A list of `data/syntax.toml`."""
    table = tomllib.loads(files("accord.text").joinpath("data", "syntax.toml").read_text(encoding="utf-8"))
    return frozenset(table[name].split())


@cache
def time_words() -> frozenset[str]:
    """Lemmas of nouns that tell a time."""
    return word_list("units") | word_list("calendar")


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A noun phrase without what follows its head. `head` is its last noun; `temporal` phrases tell a time."""

    start: int
    end: int
    head: int
    temporal: bool = False


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """A verb with its auxiliaries: `would not have been signed`.

    `head` is the verb itself, or the last auxiliary where there is none (`is`). `modal` is the modal's lemma.
    `infinitive` is true after `to`; `finite` for a group that can bear a subject of its own.
    """

    start: int
    end: int
    head: int
    finite: bool
    infinitive: bool = False
    passive: bool = False
    negated: bool = False
    perfect: bool = False
    progressive: bool = False
    modal: str | None = None


def find_phrases(words: Sequence[Word]) -> list[NounPhrase]:
    """The noun phrases of a sentence, in order, never overlapping."""
    out = []
    i = 0
    while i < len(words):
        end = _phrase_end(words, i)
        if end > i:
            out.append(_phrase(words, i, end))
            i = end
        else:
            i += 1
    return out


def _phrase(words: Sequence[Word], start: int, end: int) -> NounPhrase:
    heads = [i for i in range(start, end) if words[i].tag in _NOMINAL or words[i].tag is Tag.PRON]
    head = heads[-1] if heads else end - 1
    if words[head].tag is Tag.NUM and len(heads) > 1 and words[heads[-2]].lemma in time_words():
        head = heads[-2]
    temporal = words[head].lemma.lower() in time_words() and words[head].lower not in ("may", "march", "second")
    return NounPhrase(start, end, head, temporal)


def _phrase_end(words: Sequence[Word], start: int) -> int:
    """Where the phrase that starts here ends; `start` itself when none does."""
    first = words[start]
    if first.tag is Tag.PRON:
        return start + 1 if first.lower not in ("who", "which", "whom", "whose") else start
    if first.tag not in _INSIDE and first.tag is not Tag.DET and not _premodifier(words, start, start):
        return start
    i, last = start, start
    while i < len(words):
        word = words[i]
        if word.tag in _NOMINAL:
            if last > start and _new_phrase(words, i):
                break
            i += 1
            last = i
        elif _extends(words, i, start, last):
            i += 1
        else:
            break
    if last == start:
        return _headless_end(words, start, i)
    return last


def _extends(words: Sequence[Word], i: int, start: int, last: int) -> bool:
    """True when word `i`, not a noun, goes on with the phrase. `last` is where its last noun ended."""
    word = words[i]
    if last > start and word.lower in _POINTING and i + 1 < len(words) and words[i + 1].lemma in time_words():
        return False
    if word.tag is Tag.ADJ or _premodifier(words, i, start):
        return True
    if word.tag is Tag.DET:
        return i == start or (i == start + 1 and words[start].tag is Tag.DET)
    if word.lower in _POSSESSIVE and word.tag is Tag.PART:
        return last == i
    return i > start and (word.text in _QUOTES or _joins_modifiers(words, i)) and _goes_on(words, i + 1)


def _headless_end(words: Sequence[Word], start: int, stop: int) -> int:
    """`the wounded`, `both`, `this` stand for a noun; a lone adjective does not."""
    if words[start].tag is not Tag.DET or (words[start].lower in ("a", "an", "the", "no") and stop == start + 1):
        return start
    if words[start].lower in ("his", "her", "its", "their", "our", "my", "your", "every"):
        return start
    return stop


def _new_phrase(words: Sequence[Word], i: int) -> bool:
    """True when a noun opens a phrase of its own: a day after another noun, a name after a plural noun."""
    word, before = words[i], words[i - 1]
    if word.lower in word_list("calendar"):
        return before.lower not in word_list("calendar") and before.tag is not Tag.ADJ and before.lower != "'s"
    if word.lemma in word_list("units") and word.lower != word.lemma and before.tag is Tag.PROPN:
        return before.lower not in word_list("calendar")
    if word.tag is Tag.NUM and before.tag is Tag.PROPN and before.lower not in word_list("calendar"):
        return _counts(words, i + 1)
    return (
        before.lower in word_list("calendar")
        and word.tag is not Tag.NUM
        and word.lower not in time_words()
        and word.tag is Tag.PROPN
    )


def _counts(words: Sequence[Word], i: int) -> bool:
    """True when a plural noun follows the number before word `i`: `to Orland | 23 badly wounded soldiers`."""
    while i < len(words) and (words[i].tag in (Tag.ADV, Tag.ADJ, Tag.NUM) or words[i].form == "VBN"):
        i += 1
    return i < len(words) and words[i].tag is Tag.NOUN and words[i].lemma != words[i].lower


def _premodifier(words: Sequence[Word], i: int, start: int) -> bool:
    """A participle or an adverb that belongs to the noun after it."""
    word = words[i]
    if i + 1 >= len(words):
        return False
    after = words[i + 1].tag
    if word.tag is Tag.VERB and word.form in ("VBN", "VBG"):
        opens = word.form == "VBN" and i == start and i > 0 and words[i - 1].tag is Tag.ADP
        return (opens or _modified(words, i, start)) and after in (Tag.NOUN, Tag.PROPN, Tag.ADJ)
    if word.tag is Tag.ADV:
        opens = i == start and i > 0 and words[i - 1].tag is Tag.ADP and i + 2 < len(words)
        if opens and words[i + 1].form == "VBN" and words[i + 2].tag is Tag.NOUN:
            return True
        participle = after is Tag.VERB and words[i + 1].form in ("VBN", "VBG") and _modified(words, i, start)
        return after in (Tag.ADJ, Tag.NUM) or participle
    return False


def _modified(words: Sequence[Word], i: int, start: int) -> bool:
    """True when what stands before word `i` in its phrase asks for a noun still to come."""
    before = i - 1
    while before > start and words[before].tag is Tag.ADV:
        before -= 1
    return before >= start and (
        words[before].tag in (Tag.DET, Tag.ADJ, Tag.NUM, Tag.ADV)
        or words[before].lower in _POSSESSIVE
        or words[before].tag is Tag.CCONJ
    )


def _joins_modifiers(words: Sequence[Word], i: int) -> bool:
    """`military and economic aid`: an `and` between adjectives."""
    if words[i].tag is not Tag.CCONJ and words[i].text != ",":
        return False
    if i + 2 >= len(words) or words[i - 1].tag is not Tag.ADJ:
        return False
    return words[i + 1].tag is Tag.ADJ and words[i + 2].tag in (Tag.NOUN, Tag.ADJ)


def _goes_on(words: Sequence[Word], i: int) -> bool:
    return i < len(words) and words[i].tag in _INSIDE


def find_groups(words: Sequence[Word]) -> list[VerbGroup]:
    """The verb groups of a sentence, in order, never overlapping."""
    out = []
    i = 0
    while i < len(words):
        group = _group(words, i)
        if group:
            out.append(group)
        i = group.end if group else i + 1
    return _promoted(words, out)


def _promoted(words: Sequence[Word], groups: list[VerbGroup]) -> list[VerbGroup]:
    """Make a bare participle finite where its clause has no other verb: `the rebels called for talks`."""
    out = list(groups)
    for n, group in enumerate(groups):
        if group.finite or group.infinitive or words[group.head].form != "VBN":
            continue
        before = group.start - 1
        while before >= 0 and words[before].tag is Tag.ADV:
            before -= 1
        if before < 0 or words[before].tag not in (Tag.NOUN, Tag.PROPN, Tag.PRON):
            continue
        if group.end < len(words) and words[group.end].lower == "by":
            continue
        earlier = any(g.finite and not _parted(words, g.end, group.start) for g in out[:n])
        later = any(g.finite and not _parted(words, group.end, g.start) for g in groups[n + 1 : n + 4])
        if not earlier and not later:
            out[n] = replace(group, finite=True, passive=False)
    return out


def _parted(words: Sequence[Word], start: int, end: int) -> bool:
    """True when a clause boundary lies among these words."""
    return any(
        words[i].tag is Tag.SCONJ
        or words[i].text in _BOUNDARIES
        or words[i].lower in ("who", "which", "after", "before")
        or (words[i].tag is Tag.CCONJ and i > 0 and words[i - 1].text == ",")
        for i in range(start, end)
    )


def _group(words: Sequence[Word], start: int) -> VerbGroup | None:
    """The group that starts here."""
    chain = _chain(words, start)
    verbs = [i for i in chain if words[i].tag in (Tag.VERB, Tag.AUX)]
    if not verbs:
        return None
    head = verbs[-1]
    lemmas = [words[i].lemma for i in verbs[:-1]]
    form = words[head].form
    infinitive = words[start].lower == "to"
    bare = len(verbs) == 1 and form in ("VBN", "VBG")
    if bare and form == "VBN" and _takes_object(words, head + 1):
        bare, form = False, "VBD"
    passive = (form in ("VBN", "VBD") and bool(lemmas) and lemmas[-1] in ("be", "get")) or (bare and form == "VBN")
    return VerbGroup(
        start=start,
        end=chain[-1] + 1,
        head=head,
        finite=not infinitive and not bare,
        infinitive=infinitive,
        passive=passive,
        negated=any(words[i].lower in ("not", "n't", "never") for i in chain),
        perfect="have" in lemmas,
        progressive=form == "VBG" and "be" in lemmas,
        modal=next((words[i].lemma for i in verbs if words[i].form == "MD"), None),
    )


def _takes_object(words: Sequence[Word], i: int) -> bool:
    """A participle with a direct object is a past tense after all: `they walked back threats`."""
    while i < len(words) and (words[i].tag is Tag.ADV or words[i].lower in ("back", "up", "down", "out", "off")):
        i += 1
    end = _phrase_end(words, i) if i < len(words) else i
    return end > i and not _phrase(words, i, end).temporal


def _chain(words: Sequence[Word], start: int) -> list[int]:
    """Indices of a group's words: `to`, auxiliaries, adverbs between, the verb."""
    first = words[start]
    if first.lower == "to" and first.tag is Tag.PART:
        chain = [start]
    elif first.tag in (Tag.VERB, Tag.AUX):
        if first.tag is Tag.VERB:
            return [start]
        chain = [start]
    else:
        return []
    good = chain if first.tag is Tag.AUX else []
    for i in range(start + 1, min(len(words), start + 12)):
        word = words[i]
        if word.tag is Tag.VERB:
            if chain and words[chain[-1]].tag is Tag.AUX and not _fits(words, chain, word):
                break
            return [*chain, i]
        if word.tag is Tag.AUX:
            chain.append(i)
            good = list(chain)
        elif word.text in _QUOTES and i == start + 1:
            continue
        elif word.tag is Tag.ADV or word.lower in ("not", "n't"):
            chain.append(i)
            if word.tag is Tag.PART:
                good = list(chain)
        else:
            break
    return good


def _fits(words: Sequence[Word], chain: list[int], word: Word) -> bool:
    """True when the last auxiliary takes the verb's form."""
    last = words[chain[-1]]
    if last.form == "MD" or last.lemma == "do":
        return word.form in ("VB", "VBP", "VBD", "VBN")
    return word.form in ("VBN", "VBG", "VBD")
