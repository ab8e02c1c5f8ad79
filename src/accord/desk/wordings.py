"""Wordings side by side: those of one utterance, or the rival readings of a finding, the differing words marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from accord.desk.citations import Citation, Citations
from accord.desk.support import support_badge, support_tip
from accord.model.drift import DriftKind
from accord.model.entry import Quotation
from accord.model.evidence import Evidence, Support
from accord.model.finding import Finding, FindingKind
from accord.model.support import Supports
from accord.weighing.quotations.alignment import idle
from accord.weighing.quotations.comparing import Difference, compare_quotations, speaks_another_language
from accord.weighing.quotations.words import Word, quoted_words

LONGEST_LOST = 6
"""Words left out that are shown where they are missing; more are three dots."""


class Mark(StrEnum):
    """What a stretch of a wording is beside the first one: the same, words of its own, or where words are missing."""

    SAME = "same"
    OWN = "own"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a wording. Those that are `LOST` are the first wording's, which this one leaves out there."""

    text: str
    mark: Mark = Mark.SAME


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of an utterance, or one reading of a thing, beside the others.

    `text` is the whole of it, `pieces` the same with the words marked that differ from the first wording; in the first,
    those that another one lacks. `how` says how it is given and in what it drifts. `told_by` are the outlets that print
    it, by the label of a report where its outlet is unknown.
    """

    text: str
    pieces: tuple[Stretch, ...]
    how: str
    told_by: tuple[str, ...]
    badge: str
    badge_tip: str
    citations: tuple[Citation, ...]


def wordings_of(quotation: Quotation, citations: Citations, supports: Supports | None = None) -> tuple[Wording, ...]:
    """The wordings of an utterance, the most widely printed first."""
    variants = quotation.variants
    translated = speaks_another_language(quotation.party)
    compared = _compare([v.text for v in variants], translated)
    out = []
    for variant, (pieces, difference) in zip(variants, compared, strict=True):
        kinds = difference.kinds if difference and variant.direct and variants[0].direct else frozenset[DriftKind]()
        given = "in quotation marks" if variant.direct else "reported"
        how = ", ".join([given, *(kind.value.replace("_", " ") for kind in DriftKind if kind in kinds)])
        reports = {piece.report for piece in variant.evidence}
        support = supports.of(reports) if supports else Support(len(reports), 0, variant.origins)
        text = f"“{variant.text}”" if variant.direct else variant.text
        shown = (Stretch("“"), *pieces, Stretch("”")) if variant.direct else pieces
        out.append(_wording(text, shown, how, support, variant.evidence, citations))
    return tuple(out)


def readings_of(finding: Finding, citations: Citations, *, cited: bool = True) -> tuple[Wording, ...]:
    """The rival readings of a finding, those with most origins first; none where it has none.

    Args: cited: False to leave out the words they rest on.
    """
    readings = finding.contrast.readings if finding.contrast else ()
    if not readings:  # as in what was derived before there were any
        return ()
    said = [reading.said for reading in readings]
    quoted = finding.kind is FindingKind.QUOTE_DRIFT
    pieces = [own for own, _ in _compare(said, False)] if quoted and said else [(Stretch(text),) for text in said]
    return tuple(
        _wording(reading.said, own, "", reading.support, reading.evidence, citations, cited=cited)
        for reading, own in zip(readings, pieces, strict=True)
    )


def _wording(
    text: str,
    pieces: tuple[Stretch, ...],
    how: str,
    support: Support,
    evidence: Sequence[Evidence],
    citations: Citations,
    *,
    cited: bool = True,
) -> Wording:
    words = citations.of(evidence) if cited else ()
    told_by = citations.told_by(evidence)
    return Wording(text, pieces, how, told_by, support_badge(support), support_tip(support), words)


def _compare(texts: Sequence[str], translated: bool) -> Iterator[tuple[tuple[Stretch, ...], Difference | None]]:
    """Each text with its marks, and how it differs from the first; None for the first, and for one too unlike it."""
    first, *others = texts
    found = [compare_quotations(first, text, translated) for text in others]
    turns = [_turns(first, text) if difference else () for text, difference in zip(others, found, strict=True)]
    yield _marked(first, [turn.first for own in turns for turn in own]), None
    for text, own, difference in zip(others, turns, found, strict=True):
        yield _beside(first, text, own) if difference else (Stretch(text),), difference


@dataclass(frozen=True, slots=True)
class _Turn:
    """Where two texts part: from and to which character of the first and of the other; either may be empty."""

    first: tuple[int, int]
    other: tuple[int, int]


def _turns(first: str, other: str) -> tuple[_Turn, ...]:
    """Where two texts part word by word; spelling, case, punctuation and lone small words in common count for nothing.

    The words are those that drift is told by: the first few hundred of a text.
    """
    left, right = quoted_words(first), quoted_words(other)
    blocks = SequenceMatcher(None, [w.key for w in left], [w.key for w in right], autojunk=False).get_matching_blocks()
    turns, i, j = list[_Turn](), 0, 0
    for a, b, size in blocks:
        if size == 1 and i < a and j < b and idle(left[a]):
            continue
        if i < a or j < b:
            turns.append(_Turn(_span(left, i, a), _span(right, j, b)))
        i, j = a + size, b + size
    return tuple(turns)


def _span(words: Sequence[Word], start: int, end: int) -> tuple[int, int]:
    """Where some words stand; none stand before the next word, or after the last."""
    if start < end:
        return min(w.start for w in words[start:end]), max(w.end for w in words[start:end])
    at = words[start].start if start < len(words) else words[-1].end if words else 0
    return at, at


def _marked(text: str, spans: Sequence[tuple[int, int]]) -> tuple[Stretch, ...]:
    """The first text, with the words marked that another one lacks or gives otherwise."""
    out, at = list[Stretch](), 0
    for start, end in sorted(spans):
        if end > at:
            begin = max(at, start)
            out += [Stretch(text[at:begin]), Stretch(text[begin:end], Mark.OWN)]
            at = end
    return tuple(piece for piece in (*out, Stretch(text[at:])) if piece.text)


def _beside(first: str, text: str, turns: Sequence[_Turn]) -> tuple[Stretch, ...]:
    """Another text, its own words marked, with the words of the first where it lacks them."""
    out, at = list[Stretch](), 0
    for turn in turns:
        start, end = (max(at, place) for place in turn.other)
        lost = first[slice(*turn.first)]
        few = len(lost.split()) <= LONGEST_LOST
        out += [Stretch(text[at:start]), Stretch(lost if few else "…" * bool(lost), Mark.LOST)]
        out.append(Stretch(text[start:end], Mark.OWN))
        at = end
    return tuple(piece for piece in (*out, Stretch(text[at:])) if piece.text)
