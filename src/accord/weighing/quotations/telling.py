"""Drift in words: one phrase that tells a difference and shows it."""

from __future__ import annotations

from collections.abc import Callable

from accord.model.drift import DriftKind, MeaningChange
from accord.model.span import Span
from accord.weighing.quotations.alignment import Edit
from accord.weighing.quotations.comparing import Difference
from accord.weighing.quotations.kinds import edit_kinds
from accord.weighing.quotations.meaning import edit_changes
from accord.weighing.quotations.negation import negation_cut

_LONGEST = 90  # characters of a quotation that a note shows
_FEW = 3  # words that are shown as changed; more make another wording
_NAMES = {
    MeaningChange.NEGATION: "negation differs",
    MeaningChange.NUMBER: "number differs",
    MeaningChange.HOLDER: "person or body differs",
    MeaningChange.CONDITION: "condition differs",
    DriftKind.SHIFTED: "person or tense shifted",
    DriftKind.TRANSLATED: "translated differently",
    DriftKind.PARAPHRASE: "worded anew, as in a paraphrase",
    DriftKind.WORD_CHANGED: "worded differently",
}


def tell(what: DriftKind | MeaningChange, left: str, right: str, difference: Difference) -> str:
    """One phrase that tells what differs: the left quotation's words first.

    Args: what: a kind or change that the difference has, and not a mere cut.
    """
    if isinstance(what, MeaningChange):
        edit = _first(difference, lambda e: what in edit_changes(e) or (e.one_sided and negation_cut(e)))
        return f"{_NAMES[what]}: {_both(edit, left, right)}" if edit else _whole(_NAMES[what], left, right)
    if what in (DriftKind.INSERTED, DriftKind.ELLIPSIS):
        edit = _first(difference, lambda e: what in edit_kinds(e))
        if edit is not None and edit.one_sided:
            owner, words = (left, edit.left) if edit.left else (right, edit.right)
            said = Span(words[0].start, max(words[-1].end, words[0].end)).of(owner)
            told = "words put in" if what is DriftKind.INSERTED else "words left out"
            return f"{told}: {marks(said)} of {marks(owner)}"
    if what is DriftKind.WORD_CHANGED or what not in _NAMES:
        gone, new = (_said(text, difference, side) for text, side in ((left, 0), (right, 1)))
        if gone and new and len(gone) <= _FEW and len(new) <= _FEW:
            return f"words changed: {marks(' '.join(gone))} in one, {marks(' '.join(new))} in another"
    if what is DriftKind.SHIFTED and (edit := _first(difference, lambda e: what in edit_kinds(e))) is not None:
        return f"{_NAMES[what]}: {_both(edit, left, right)}"
    return _whole(_NAMES.get(what, _NAMES[DriftKind.WORD_CHANGED]), left, right)


def marks(text: str) -> str:
    """Words between quotation marks, on one line, cut where they are long."""
    plain = " ".join(text.split()).strip(" ,;")
    return f"“{plain if len(plain) <= _LONGEST else plain[: _LONGEST - 2].rsplit(' ', 1)[0] + ' …'}”"


def _first(difference: Difference, wanted: Callable[[Edit], bool]) -> Edit | None:
    return next((edit for edit in difference.edits if wanted(edit)), None)


def _both(edit: Edit, left: str, right: str) -> str:
    return f"{marks(edit.seen[0].of(left))} in one, {marks(edit.seen[1].of(right))} in another"


def _whole(name: str, left: str, right: str) -> str:
    return f"{name}: {marks(left)} and {marks(right)}"


def _said(text: str, difference: Difference, side: int) -> list[str]:
    """The words that only one of the two has, as it has them."""
    spans = {
        (word.start, word.end)
        for edit in difference.within
        for word in (edit.left, edit.right)[side]
        if not word.slight
    }
    return [text[start:end] for start, end in sorted(spans)]
