"""How a measure's wording goes into a sentence: as a noun with its article, as an act, or not at all.

A wording is a few words cut from a report. What they are shows where they stand: `halt strikes` after `agreed to` is
an act, `full ceasefire` after `a` a noun. Words that would read badly alone are given up rather than printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import islice

from accord.text.syntax.words import Tag, Word, words_of
from accord.weighing.matter import word_list
from accord.weighing.wording import one_line

_ATTESTED = 4  # sentences that show how a wording is used
LONGEST = 16  # words of a measure that still read in one breath
_FINITE = frozenset({"VBZ", "VBD", "VBP", "MD"})
_RELATIVE = frozenset({"that", "which", "who", "whose", "where", "what", "how", "whether", "when"})
_DANGLING = frozenset({Tag.ADP, Tag.CCONJ, Tag.SCONJ, Tag.DET, Tag.PART, Tag.AUX, Tag.PUNCT})
_NEGATED = frozenset({"no", "not", "never"})
_CAUSING = frozenset({"let", "make", "have", "help", "see"})
_OWN = frozenset({"its"})
_OTHERS = frozenset({"his", "her", "their", "our", "my", "your"})
_PAIRS = (("“", "”"), ("(", ")"), ("[", "]"))
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_SPELL = "(?:this|last|next) (?:week|month|year)"
_SOON = f"today|tomorrow|yesterday|tonight|immediately|earlier|later|now|too|instead|as well|{_SPELL}"
_TIME = re.compile(
    rf"(?:,? (?:early|late|later|also|and))*,? (?:on |by |this |last |next )?(?:{_DAYS}|{_SOON})"
    r"(?: (?:morning|afternoon|evening|night))?$"
)
_RELATIVE_TIME = re.compile(rf"\b(?:{_DAYS}|today|tomorrow|yesterday|tonight|ago|{_SPELL})\b")


class Form(StrEnum):
    """What a wording is in a sentence."""

    NOUN = "noun"
    ACT = "act"
    GERUND = "gerund"
    CLAUSE = "clause"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A wording as it goes into a sentence: a noun bears its article. `doer` is whom a report asks to do the act."""

    text: str
    form: Form
    doer: str | None = None


def read_phrase(wording: str, attested: Iterable[str]) -> Phrase | None:
    """Find how a wording reads in a sentence.

    Args:
        wording: a measure's name, or what somebody has undertaken.
        attested: sentences of reports, the most telling first; the first that holds the wording shows what it is, and
            the next ones whether it may be told for the first time: `a ceasefire` rather than `the ceasefire`.
    Returns: The phrase; None for words that would read badly: cut short, pointing at somebody named elsewhere, with
        a day that only its report's date explains, without a sentence that holds them.
    """
    words = _without_time(one_line(wording))
    if not words or not reads_alone(words):
        return None
    pattern = _whole(words)
    found = ((sentence, match) for sentence in attested if (match := pattern.search(sentence)))
    read = [_phrase(sentence, m.start(), m.end()) for sentence, m in islice(found, _ATTESTED)]
    if not read or read[0] is None:
        return None
    first_told = (p for p in read if p is not None and p.form is read[0].form and p.text.startswith(("a ", "an ")))
    return next(first_told, read[0])


@lru_cache(maxsize=2_000)
def _whole(words: str) -> re.Pattern[str]:
    """Where words stand as they are, whichever the case and however far apart."""
    return re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, words.split())) + r"(?!\w)", re.IGNORECASE)


def reads_alone(words: str) -> bool:
    """True for words short enough, without a day that only their report's date explains, and with paired marks."""
    return len(words.split()) <= LONGEST and not _RELATIVE_TIME.search(words) and not _unpaired(words)


def with_article(name: str, attested: Iterable[str]) -> str:
    """The name of a party as a sentence has it: `the United States`, `the Aurelian foreign ministry`, `Veldria`."""
    head = name.rsplit(" ", 1)[-1]
    if name.lower().startswith(("the ", "a ", "an ")):
        return name
    office = head.islower() and head in word_list("people_words.txt") and not head.endswith("s")
    if name.startswith("United ") or office or head.lower() in word_list("bodies.txt"):
        return f"the {name}"
    bare = re.compile(rf"(\bthe )?\b{re.escape(name)}\b(?!\w|[’'-])", re.IGNORECASE)
    found = [bool(match.group(1)) for text in attested for match in bare.finditer(text)]
    return f"the {name}" if found and 2 * sum(found) > len(found) else name


def _without_time(words: str) -> str:
    before = None
    while words != before:
        before, words = words, _TIME.sub("", words)
    return words


def _unpaired(words: str) -> bool:
    odd = any(words.count(left) != words.count(right) for left, right in _PAIRS)
    return odd or bool(words.count('"') % 2) or any(mark in words for mark in ";:—…")


@lru_cache(maxsize=2_000)
def _phrase(sentence: str, start: int, end: int) -> Phrase | None:
    words = words_of(sentence)
    inside = [w for w in words if start <= w.span.start < end]
    before = [w for w in words if w.span.end <= start]
    after = next((w for w in words if w.span.start >= end), None)
    if not inside or _reads_badly(inside, after):
        return None
    text = one_line(sentence[start:end])
    first = next((w for w in inside if w.tag is not Tag.ADV), inside[0])
    form = _form(first, inside, before)
    own = any(w.lower in _OWN for w in inside)
    if form is Form.CLAUSE:
        return None if own else Phrase(text, form)
    if form is Form.ACT:
        if first.lemma in _CAUSING and sum(bool(w.form) for w in inside) < 2:
            return None
        doer = _doer(before)
        return None if own and doer else Phrase(text, form, doer)
    if own:
        return None
    if form is Form.GERUND:
        return Phrase(_lowered(text, first), form)
    return Phrase(_article(before, inside) + _lowered(text, inside[0]), form)


def _reads_badly(inside: Sequence[Word], after: Word | None) -> bool:
    if (inside[-1].tag in _DANGLING and inside[-1].lower != "each") or any(
        w.tag is Tag.PRON and w.lower not in _RELATIVE for w in inside
    ):
        return True
    if inside[0].lower in _NEGATED or any(w.lower.endswith(("self", "selves")) for w in inside):
        return True
    if any(w.lower in _OTHERS for w in inside):
        return True
    clause = max((i for i, w in enumerate(inside) if w.lower in _RELATIVE), default=None)
    if clause is not None and not any(w.form for w in inside[clause + 1 :]):
        return True
    return after is not None and _is_cut(inside[-1], after)


def _is_cut(last: Word, after: Word) -> bool:
    """True where the wording stops inside a name, before the noun its adjective belongs to, or before its verb."""
    noun = after.tag in (Tag.NOUN, Tag.PROPN)
    return (last.tag is Tag.ADJ and noun) or (last.tag is after.tag is Tag.PROPN) or after.form == "VB"


def _form(first: Word, inside: Sequence[Word], before: Sequence[Word]) -> Form:
    if first.form == "VB":
        return Form.ACT
    if first.form == "VBG" and not (before and before[-1].tag in (Tag.DET, Tag.ADJ)):
        return Form.GERUND
    led = False
    for word in inside:
        led = led or word.lower in _RELATIVE
        if word.form in _FINITE and not led and word.lower not in ("talks", "ports"):
            return Form.CLAUSE
    return Form.NOUN


def _doer(before: Sequence[Word]) -> str | None:
    """The name right before the act: `urged | Ostrava | to lift`, `demanded that | the West | halt`."""
    rest = list(before)
    while rest and (rest[-1].tag is Tag.PART or rest[-1].form == "MD" or rest[-1].lower in ("to", "also")):
        rest.pop()
    name: list[Word] = []
    while rest and (rest[-1].tag is Tag.PROPN or (rest[-1].text[:1].isupper() and rest[-1].tag is not Tag.PRON)):
        name.insert(0, rest.pop())
    if not name or not rest or any(re.fullmatch(_DAYS, w.text) for w in name):
        return None
    article = "the " if rest[-1].lower == "the" else ""
    return article + " ".join(w.text for w in name)


def _article(before: Sequence[Word], inside: Sequence[Word]) -> str:
    """The article the report has before the noun, with `the` for a possessive; none before what goes without one."""
    last = before[-1] if before else None
    if last is None or inside[0].tag is Tag.DET:
        return "" if inside[0].tag is Tag.DET else "the "
    if last.lower in ("a", "an", "any", "another"):
        return f"{last.lower} " if last.lower in ("a", "an") else "a "
    if (
        last.tag is Tag.DET
        or last.tag in (Tag.ADJ, Tag.NOUN, Tag.PROPN, Tag.NUM, Tag.PUNCT)
        or last.text in ("’s", "'s", "’")
    ):
        return "the "
    return ""


def _lowered(text: str, first: Word) -> str:
    """The text with a small letter where only the start of its sentence gave it a capital one."""
    plain = first.tag in (Tag.VERB, Tag.NOUN, Tag.ADJ) and first.text[1:].islower()
    return text[:1].lower() + text[1:] if plain and first.tag is not Tag.PROPN and first.tag is not Tag.ADJ else text
