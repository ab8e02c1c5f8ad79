"""Two quotations compared: how they drift apart, and whether that changes what was said."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from accord.model.drift import DriftKind, MeaningChange
from accord.text.names.parties import Form, known_phrases
from accord.weighing.matter import read_data
from accord.weighing.quotations.alignment import Edit, Place, align, idle
from accord.weighing.quotations.kinds import edit_kinds, kinds_of
from accord.weighing.quotations.meaning import changes_of
from accord.weighing.quotations.negation import answers, negates, negation_cut, says_no
from accord.weighing.quotations.words import Word, quoted_words

_SHARED = 0.15  # share of the matter that two quotations of one part of an utterance have in common at least
_FIRM = 2  # words of matter that two quotations share at least, so that a difference tells


@dataclass(frozen=True, slots=True)
class Difference:
    """How two quotations of one part of an utterance differ.

    `kinds` and `changes` are empty where they differ in nothing that counts; `edits` are the differences that count,
    in text order, `within` those that are no mere cut at an end; `shared` is the number of words both have. `firm` when
    that is enough to say that the one quotation has in one place what the other has in another form.
    """

    kinds: frozenset[DriftKind]
    changes: frozenset[MeaningChange]
    edits: tuple[Edit, ...]
    within: tuple[Edit, ...]
    shared: int
    firm: bool


@lru_cache(maxsize=65536)
def compare_quotations(left: str, right: str, translated: bool = False) -> Difference | None:
    """Compare two quotations word by word; case, punctuation and spelling count for nothing.

    Args: translated: the speaker spoke another language.
    Returns: None when they have too little in common to be one part of an utterance.
    """
    if right < left:
        other = compare_quotations(right, left, translated)
        return other and replace(other, edits=_turned(other.edits), within=_turned(other.within))
    one, two = quoted_words(left), quoted_words(right)
    alignment = align(one, two)
    if alignment is None or alignment.matter < _SHARED * min(_matter(one), _matter(two)):
        return None
    kinds = [edit_kinds(edit) for edit in alignment.edits]
    edits = tuple(edit for edit, own in zip(alignment.edits, kinds, strict=True) if own)
    within = tuple(edit for edit, own in zip(alignment.edits, kinds, strict=True) if own - {DriftKind.CLIPPED})
    firm = alignment.matter >= _FIRM and 2 * alignment.shared >= alignment.reach
    changes = changes_of(alignment) if firm else frozenset()
    told = kinds_of(alignment, frozenset().union(*kinds), translated)
    return Difference(told, changes, edits, within, alignment.shared, firm)


def _turned(edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    return tuple(replace(e, left=e.right, right=e.left, seen=(e.seen[1], e.seen[0])) for e in edits)


def _matter(words: tuple[Word, ...]) -> int:
    return sum(not idle(word) for word in words)


@lru_cache(maxsize=4096)
def speaks_another_language(party: str | None) -> bool:
    """Whether the officials of a party speak to the public in another language than English; False when unknown."""
    known = known_phrases().get(party) if party else None
    if known is None or known.party is None:
        return False
    state = known_phrases().get(known.party)
    return state is not None and state.form is Form.NAME and known.party not in read_data("english_speaking.txt")


def cut_off(difference: Difference) -> tuple[Edit, ...]:
    """The cuts at the ends, where one of the two quotations has words and the other none."""
    return tuple(edit for edit in difference.edits if edit.place is not Place.WITHIN and edit.one_sided)


def changes_in(difference: Difference, left_lead: str, right_lead: str) -> frozenset[MeaningChange]:
    """What a difference changes in what was said, where the quotations stand.

    Args: left_lead, right_lead: the report's own words before either quotation. A negation that is cut off is no loss
        where they say no themselves: he does not “know how to proceed”.
    """
    if MeaningChange.NEGATION in difference.changes or not difference.firm:
        return difference.changes
    cut = [edit for edit in difference.edits if negation_cut(edit)]
    lost = [edit for edit in cut if not says_no(right_lead if edit.left else left_lead)]
    elsewhere = any(negates(edit.words) for edit in difference.edits if answers(edit))
    return difference.changes | ({MeaningChange.NEGATION} if lost and not elsewhere else set())
