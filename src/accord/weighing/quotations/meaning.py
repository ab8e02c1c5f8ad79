"""Drift that changes what was said: a lost negation, another number, somebody else, a lost condition."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from accord.model.drift import MeaningChange
from accord.text.names.parties import known_phrases
from accord.weighing.matter import word_list
from accord.weighing.quotations.alignment import Alignment, Edit, Place
from accord.weighing.quotations.kinds import one_word
from accord.weighing.quotations.negation import answers, negates, negation_changed, negation_cut
from accord.weighing.quotations.words import Word, vocabulary

_CLAUSE = 3  # a condition has more words
_ALIKE = 0.6  # likeness of two spellings of one name


def changes_of(alignment: Alignment) -> frozenset[MeaningChange]:
    """What the differences of two quotations change in what was said; empty when they change nothing that is told.

    A cut at an end changes nothing here: whether it matters depends on the report around it. Where either quotation
    says no in another place than the other (`I don't think we will`, `I think we won't`), neither has lost it.
    """
    found = {change for edit in alignment.edits for change in edit_changes(edit)}
    if MeaningChange.NEGATION in found:
        lost = [edit for edit in alignment.edits if answers(edit) and negation_changed(edit)]
        lost += [edit for edit in alignment.edits if edit.place is Place.START and negation_cut(edit)]
        if any(negates(edit.left) for edit in lost) and any(negates(edit.right) for edit in lost):
            found.discard(MeaningChange.NEGATION)
    return frozenset(found)


def edit_changes(edit: Edit) -> set[MeaningChange]:
    """What one difference changes."""
    if not answers(edit) or (edit.moved and not negates(edit.words)):
        return set()
    left, right = (tuple(word for word in side if not word.bracketed) for side in (edit.left, edit.right))
    found: set[MeaningChange] = set()
    if negation_changed(edit):
        found.add(MeaningChange.NEGATION)
    if _number(left, right):
        found.add(MeaningChange.NUMBER)
    if _holder(left, right):
        found.add(MeaningChange.HOLDER)
    if _condition(left, right) or _condition(right, left):
        found.add(MeaningChange.CONDITION)
    return found


def _number(left: tuple[Word, ...], right: tuple[Word, ...]) -> bool:
    one, two = ([w.number for w in side if w.number is not None] for side in (left, right))
    if one and two:
        return sorted(one) != sorted(two)
    counted, other = (one, right) if one else (two, left)
    return counted not in ([], [1.0]) and any(w.key in word_list("quantifiers.txt") for w in other)


def _holder(left: tuple[Word, ...], right: tuple[Word, ...]) -> bool:
    one, two = (
        {name for w in side for name in ("he", "she", "they") if w.key in vocabulary()[name]} for side in (left, right)
    )
    if one and two and not one & two:
        return True
    return _names_differ([w for w in left if w.name], [w for w in right if w.name])


def _names_differ(left: Sequence[Word], right: Sequence[Word]) -> bool:
    if not left or not right or any(one_word(a, b) or _alike(a.key, b.key) for a in left for b in right):
        return False
    initials, keys = (["".join(w.key[:n] for w in side).replace(".", "") for side in (left, right)] for n in (1, 99))
    if keys[0] in (initials[1], keys[1]) or keys[1] == initials[0]:
        return False
    one, two = (_party(side) for side in (left, right))
    return one is None or one != two


def _alike(a: str, b: str) -> bool:
    """Whether two names may be spellings of one."""
    return a[0] == b[0] and Levenshtein.normalized_similarity(a, b) >= _ALIKE


def _party(words: Sequence[Word]) -> str | None:
    known = known_phrases().get(" ".join(w.key.capitalize() for w in words))
    return known.party if known else None


def _condition(one: tuple[Word, ...], other: tuple[Word, ...]) -> bool:
    """Whether a clause that binds the rest stands on one side alone."""
    bound = any(word.key in word_list("conditions.txt") for word in one)
    return bound and not other and len(one) > _CLAUSE
