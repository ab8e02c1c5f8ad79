"""Negations that one of two quotations has and the other has not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from accord.weighing.quotations.alignment import Edit, Place, stands_for, without_lead
from accord.weighing.quotations.words import Word, quoted_words, vocabulary

_SHORT = 4  # words that may be lost with a negation, so that what follows is said without it
_REACH = 2  # words before what follows within which a negation governs it
_CLAUSE = 3  # words from which a lost stretch is a clause of its own
_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non")


def negates(words: Sequence[Word]) -> bool:
    """Whether the words say no; `not only` and `nothing but` do not."""
    says = vocabulary()["negation"]
    for n, word in enumerate(words):
        after = words[n + 1].key if n + 1 < len(words) else ""
        if word.key in says and after not in vocabulary()["denied_denial"]:
            return True
    return False


def refuses(words: Sequence[Word]) -> bool:
    """Whether one of the words says no by what it means."""
    return any(word.key in vocabulary()["refusal"] for word in words)


def says_no(lead: str) -> bool:
    """Whether a report itself says no in the sentence that leads up to a quotation."""
    words = quoted_words(re.split(r"[.!?][”\"’']?\s", lead)[-1])
    return negates(words) or refuses(words)


def negation_changed(edit: Edit) -> bool:
    """Whether one side of a difference on the way says no where the other does not."""
    left, right = (tuple(word for word in side if not word.bracketed) for side in (edit.left, edit.right))
    return _lost(left, right, edit) or _lost(right, left, edit)


def negation_cut(edit: Edit) -> bool:
    """Whether a cut takes off a negation that governs what is left, or the `no` that answers it."""
    lost = edit.left or edit.right
    if edit.place is Place.WITHIN or not edit.one_sided:
        return False
    if edit.place is Place.END:
        return len(lost) <= _REACH and negates(lost) and not negates(edit.before)
    if not edit.after or edit.after[0].opens or edit.after[0].parted or _repeats(lost, edit):
        return False
    tail = lost[-_CLAUSE:]
    start = max((n for n, word in enumerate(tail) if word.begins_clause), default=0)
    return negates(tail[start:])


def answers(edit: Edit) -> bool:
    """Whether a difference at an end is to be looked at as one on the way."""
    return edit.place is Place.WITHIN or stands_for(edit)


def _lost(one: tuple[Word, ...], other: tuple[Word, ...], edit: Edit) -> bool:
    """Whether `one` says no where `other` does not."""
    if negates(other) or refuses(other):
        return False
    if not negates(one):
        return _turned(one, other)
    before = _sentence(edit.before)
    if _turned(other, one) or _repeats(one, edit) or [w.key for w in one] == ["or", "not"]:
        return False
    if negates(before) and any(word.key in vocabulary()["joining"] for word in other):
        return False
    if one[0].opens and negates(edit.before) and edit.place is Place.END:
        return False  # it only says again what was said
    return bool(other) or _governs(one, before, edit.after)


def _governs(lost: tuple[Word, ...], before: tuple[Word, ...], after: tuple[Word, ...]) -> bool:
    """Whether words with a negation, which one quotation lacks, say no to what both go on to say."""
    if negates(before) and len(lost) >= _CLAUSE and lost[-1].key in vocabulary()["negation"]:
        return False  # the negation before holds on
    if lost[0].opens and (not after or after[0].opens):
        return False  # whole sentences
    if len(lost) > 1 and lost[0].begins_clause and (not after or after[0].parted):
        return False  # a parenthesis
    return len(lost) <= _SHORT or negates(lost[-_REACH:])


def _repeats(lost: tuple[Word, ...], edit: Edit) -> bool:
    """Whether the words only say twice what stands before or after."""
    keys = [word.key for word in without_lead(lost)]
    return bool(keys) and keys in ([w.key for w in edit.before[-len(keys) :]], [w.key for w in edit.after[: len(keys)]])


def _turned(one: tuple[Word, ...], other: tuple[Word, ...]) -> bool:
    """Whether a word of `one` is one of `other` with a prefix that turns it around."""
    whole = {word.stem for word in other if len(word.stem) > _REACH}
    return any(word.stem.removeprefix(p) in whole for word in one for p in _PREFIXES if word.stem.startswith(p))


def _sentence(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words from the last beginning of a sentence on."""
    start = max((n for n, word in enumerate(words) if word.opens), default=0)
    return words[start:]
