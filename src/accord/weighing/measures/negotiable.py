"""Whether words name something that a party can take a stand on: done or left undone, granted or refused."""

from __future__ import annotations

from functools import lru_cache

from accord.model.claim import Event, PloverType, Stance
from accord.model.measure import MeasureKind
from accord.text.syntax.words import Tag, Word, words_of
from accord.weighing.context import Context
from accord.weighing.matter import word_list
from accord.weighing.measures.labels import tidy
from accord.weighing.measures.mentions import read_mention
from accord.weighing.measures.wording import read_wording
from accord.weighing.stems import stem

_NOMINAL = frozenset({Tag.NOUN, Tag.PROPN})
_INSIDE = frozenset({Tag.NOUN, Tag.PROPN, Tag.ADJ, Tag.DET, Tag.NUM, Tag.ADV, Tag.CCONJ, Tag.PUNCT})
_ACT = frozenset({"VB", "VBP", "VBG", "VBN"})
_STATED = frozenset({"VBZ", "VBD"})
_JOINING = frozenset({"including", "covering", "concerning", "regarding", "involving"})
_BACKING = frozenset({"support", "backing"})
_OWNS = frozenset({"'s", "’s"})
_POINTERS = frozenset({"it", "them", "this", "that", "so"})
_RELATIVE = frozenset({"that", "which", "who", "whom", "whose", "what", "where", "when"})
_AIMS = frozenset(
    map(stem, ("seek", "sought", "try", "tried", "want", "hope", "aim", "wish", "attempt", "intend", "strive"))
)
# Stands that a party may take on how things are, not only on what is to be done.
_JUDGES = frozenset({Stance.DOUBTS, Stance.CRITICISES})


def is_negotiable(context: Context, event: Event) -> bool:
    """True when what an event takes its stand on can be negotiated; of words that only point, always."""
    mention = read_mention(context, event)
    if mention is None:
        return False
    if mention.said.bare:
        return True
    text = tidy(mention.said.core)
    if mention.said.kind is MeasureKind.OTHER and _is_own_aim(context, event):
        return False
    return _names_an_act(text, event.stance in _JUDGES)


def _is_own_aim(context: Context, event: Event) -> bool:
    """True for `seeks to weaken Ostrava`: what the party itself is after, asked of nobody."""
    if event.type is not PloverType.REQUEST or event.measure is None or event.recipients:
        return False
    text = context.reports[event.report].text
    aims = any(stem(word) in _AIMS for word in context.text(event.report, event.trigger).split())
    return aims and text[event.trigger.end : event.measure.start].split() == ["to"]


@lru_cache(maxsize=32_768)
def _names_an_act(text: str, judged: bool) -> bool:
    words = [w for w in words_of(text) if w.tag is not Tag.PUNCT]
    while words and (words[0].lower == "to" or words[0].tag is Tag.ADV or words[0].lower == "not"):
        words = words[1:]
    if len(words) > 2 and words[0].lower in _BACKING and words[1].lower == "for":
        words = words[2:]  # what is backed, not the backing, is what can be negotiated
    if not words or words[0].lower in _JOINING:
        return False
    other = read_wording(text).kind is MeasureKind.OTHER
    if words[0].tag is Tag.VERB and words[0].form in _ACT and not _is_participle(words):
        return _has_an_object(words[1:], other)
    if _is_statement(words):
        return judged
    if any(w.form == "MD" for w in words):
        return True
    head = _head(words)
    if head is None or head.lower in word_list("mere_steps.txt"):
        return False
    return not other or (
        head.tag is not Tag.PROPN and head.lower not in word_list("no_measures.txt") | word_list("people_words.txt")
    )


def _is_participle(words: list[Word]) -> bool:
    """True for a participle before its noun: `a grinding advance`."""
    return words[0].form in ("VBG", "VBN") and len(words) == 2 and words[1].lower in word_list("no_measures.txt")


def _has_an_object(rest: list[Word], other: bool) -> bool:
    """False for a verb alone, or one whose object is a mere `it`; a verb that names a kind needs no noun."""
    told = [w for w in rest if w.tag in (Tag.NOUN, Tag.PROPN, Tag.PRON, Tag.NUM)]
    return told[0].lower not in _POINTERS if told else bool(rest) and not other


def _is_statement(words: list[Word]) -> bool:
    """True for a clause that says how things are or were, and for one left without its object."""
    for n, w in enumerate(words):
        if w.lower in _RELATIVE:
            return False
        if n and w.form in _STATED and words[n - 1].tag in _NOMINAL | {Tag.PRON}:
            return True
    ends_open = len(words) > 2 and words[-1].form == "VB" and words[-2].lower == "to"
    return ends_open and any(w.form == "MD" for w in words)


def _head(words: list[Word]) -> Word | None:
    """The last noun of the first noun phrase; what an owner owns, not the owner."""
    head = None
    for w in words:
        if head is not None and w.tag not in _INSIDE and w.lower not in _OWNS:
            break
        if w.tag in _NOMINAL or (w.tag is Tag.VERB and w.form == "VBG"):
            head = w
    return head
