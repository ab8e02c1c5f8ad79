"""The kinds of drift between two quotations that are laid side by side."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from accord.model.drift import DriftKind
from accord.text.syntax.lexicon import lemma_of
from accord.weighing.quotations.alignment import Alignment, Edit, Place, idle, stands_for, without_lead
from accord.weighing.quotations.words import Word, vocabulary

_FEW = 2  # words that are put in; more are left out on the other side
_KEPT = 0.5  # share of the words kept in order, under which one is a paraphrase of the other
_LONG = 5  # words from which quotations are sentences, and one may be the paraphrase of another
_LESS = 4  # words that one side has less where words are changed, from which words are left out, too

_AGAIN = 2  # words of matter that stand elsewhere in the other quotation, from which it is another sentence
_SPELT = 8  # letters of words that differ in one of them by mistake
_REWORDED = frozenset({DriftKind.WORD_CHANGED, DriftKind.PARAPHRASE})

Words = tuple[Word, ...]


def kinds_of(alignment: Alignment, kinds: frozenset[DriftKind], translated: bool = False) -> frozenset[DriftKind]:
    """The kinds of drift of two quotations.

    Args:
        kinds: those of their differences.
        translated: the speaker spoke another language, so that other words are another translation.
    Returns: Empty when they differ in nothing that counts; PARAPHRASE and TRANSLATED stand alone.
    """
    anew = alignment.reach >= _LONG and alignment.shared < _KEPT * alignment.reach
    if anew or _rearranged(alignment):
        return frozenset({DriftKind.TRANSLATED if translated else DriftKind.PARAPHRASE})
    if translated and kinds & _REWORDED:
        return frozenset({DriftKind.TRANSLATED})
    return kinds


def _rearranged(alignment: Alignment) -> bool:
    """Whether most of what differs in matter stands in the other quotation, too, in another place."""
    left, right = ({}, {})  # type: dict[str, int], dict[str, int]
    for n, edit in enumerate(alignment.edits):
        for side, words in ((left, edit.left), (right, edit.right)):
            side.update((w.stem, n) for w in words if not (edit.moved or w.bracketed or idle(w)))
    again = sum(left[stem] != right[stem] for stem in left.keys() & right.keys())
    return again >= _AGAIN and again > _KEPT * min(len(left), len(right))


def edit_kinds(edit: Edit) -> set[DriftKind]:
    """The kinds of one difference; empty for one that counts for nothing."""
    if edit.moved:
        return {DriftKind.WORD_CHANGED}
    if edit.place is not Place.WITHIN and not stands_for(edit):
        return _end(edit)
    return _within(edit)


def _end(edit: Edit) -> set[DriftKind]:
    left, right = without_lead(edit.left), without_lead(edit.right)
    if not left and not right:
        return set()
    if all(word.bracketed for word in (*left, *right)):
        return {DriftKind.INSERTED}
    return {DriftKind.CLIPPED, DriftKind.ELLIPSIS} if left and right else {DriftKind.CLIPPED}


def _within(edit: Edit) -> set[DriftKind]:
    trim = without_lead if edit.place is Place.START else _weighty
    kinds: set[DriftKind] = set()
    if any(word.bracketed for word in edit.words):
        kinds.add(DriftKind.INSERTED)
        left, right = (trim(tuple(w for w in side if not w.bracketed)) for side in (edit.left, edit.right))
        if not left or not right:
            return kinds
    left, right = trim(edit.left), trim(edit.right)
    if _joined(left) == _joined(right) or _initials(left, right):
        return kinds
    left, right, shifted = _without_forms(left, right)
    if shifted:
        kinds.add(DriftKind.SHIFTED)
    if not left and not right:
        return kinds
    if not left or not right:
        return kinds | (set() if shifted and _grammar(left + right) else _one_sided(left + right, edit))
    if _grammar(left + right):
        return kinds | {DriftKind.SHIFTED}
    kinds.add(DriftKind.WORD_CHANGED)
    if edit.gap or abs(len(left) - len(right)) >= _LESS:
        kinds.add(DriftKind.ELLIPSIS)
    return kinds


def _one_sided(words: Words, edit: Edit) -> set[DriftKind]:
    if {word.key for word in words} <= vocabulary()["helping"]:
        return {DriftKind.SHIFTED}
    return {DriftKind.ELLIPSIS if edit.gap or len(words) > _FEW else DriftKind.INSERTED}


def _weighty(words: Words) -> Words:
    return tuple(word for word in words if not word.slight)


def _grammar(words: Words) -> bool:
    """Whether all of them only make person, tense, number and mood."""
    return {word.key for word in words} <= vocabulary()["person"] | vocabulary()["tense"] | {"to"}


def _without_forms(left: Words, right: Words) -> tuple[Words, Words, bool]:
    """Both sides without the words of which the other has another form, and whether grammar made the form."""
    forms = [(a, b) for a in left for b in right if a.number is None and b.number is None and one_word(a, b)]
    shifted = any(a.key != b.key and not _misspelt(a.key, b.key) for a, b in forms)
    ones, others = {a for a, _ in forms}, {b for _, b in forms}
    return tuple(w for w in left if w not in ones), tuple(w for w in right if w not in others), shifted


def one_word(a: Word, b: Word) -> bool:
    """Whether two words are forms of one, or one is the other misspelt."""
    if a.stem == b.stem or _misspelt(a.key, b.key):
        return True
    return a.number is None and b.number is None and bool(_lemmas(a.key) & _lemmas(b.key))


@lru_cache(maxsize=65536)
def _lemmas(key: str) -> frozenset[str]:
    return frozenset(lemma_of(key, tag) for tag in ("NNS", "VBD", "VBZ", "VBG"))


def _misspelt(a: str, b: str) -> bool:
    """Whether two words are one by all appearance: a letter wrong in a long word, or `-in'` for `-ing`."""
    if f"{a}g" == b or f"{b}g" == a:
        return a[-2:] == "in" or b[-2:] == "in"
    return min(len(a), len(b)) >= _SPELT and a[0] == b[0] and a[-1] == b[-1] and Levenshtein.distance(a, b) == 1


def _joined(words: Words) -> str:
    return "".join(word.key for word in words)


def _initials(left: Words, right: Words) -> bool:
    """Whether one side is the abbreviation of the other."""
    return any(
        len(long) > 1 and _joined(short).replace(".", "") == "".join(word.key[0] for word in long)
        for short, long in ((left, right), (right, left))
    )
