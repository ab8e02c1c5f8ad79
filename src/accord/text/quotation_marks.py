"""Quotation marks paired into quotations, paragraph by paragraph, so that one stray mark spoils one paragraph at most.

A mark opens or closes by where it stands (space before it, or after it) rather than by its shape: outlets often type
a closing mark for an opening one. Only where both readings are open does the shape decide, and between straight marks
the turn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from accord.model.span import Span

_OPENING = "“„«‟"
_CLOSING = "”»"
_SINGLE_OPENING = "'‘‚"
_SINGLE_CLOSING = "'’"
_BEFORE_OPENING = "([{—–-/:"
_AFTER_CLOSING = ".,;:!?)]}—–-/…"
_DEEPEST = 4
_LONG_SENTENCE = 400


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks. Never reaches beyond its paragraph.

    `inner` leaves the marks and the space next to them off; `outer` includes the marks that stand in the text.
    `closed` is false when the closing mark is missing, as in every paragraph but the last of a long quotation;
    `continues` is true when the paragraph before ended inside the same quotation.
    """

    outer: Span
    inner: Span
    closed: bool = True
    continues: bool = False


@cache
def _marks() -> re.Pattern[str]:
    return re.compile(r"[\"“”„‟«»]|''|``|['‘’‚](?!')")


@cache
def _saying() -> re.Pattern[str]:
    return re.compile(r",\s(?:\w+\s){0,4}(?:said|says|told)\b")


@cache
def _paragraphs() -> re.Pattern[str]:
    return re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class _Mark:
    span: Span
    single: bool
    opens: bool
    closes: bool


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """Pair the quotation marks of a text.

    Returns: The outermost quotations in text order, never overlapping; a quotation of several paragraphs as one per
        paragraph. Apostrophes, inches and marks without a partner are left alone; an opening mark without a partner
        quotes to the end of its paragraph when no other mark follows there.
    """
    found: list[Quotation] = []
    carried = False
    for paragraph in _paragraphs().finditer(text):
        if not paragraph.group().strip():
            continue
        quotations, carried = _pair_paragraph(text, Span(*paragraph.span()), carried)
        found.extend(quotations)
    return tuple(found)


def _pair_paragraph(text: str, paragraph: Span, carried: bool) -> tuple[list[Quotation], bool]:
    """The quotations of one paragraph, and whether it ends inside one."""
    marks = list(_read_marks(text, paragraph))
    found: list[Quotation] = []
    opened: list[_Mark] = []
    if carried and marks and marks[0].closes:
        # The quotation of the paragraph before ends here, without an opening mark of its own.
        found.extend(_quotation(text, Span(paragraph.start, marks[0].span.end), None, marks[0].span, continues=True))
        del marks[0]
        carried = False
    for mark in marks:
        partner = _partner(opened, mark) if mark.closes else None
        if partner is not None:
            _close(opened, found, partner)
            continues = carried and not text[paragraph.start : partner.span.start].strip()
            outer = partner.span.cover(mark.span)
            found.extend(_quotation(text, outer, partner.span, mark.span, continues))
        elif mark.opens:
            if _reopens(text, opened, mark):
                outer = Span(opened[0].span.start, mark.span.start)
                _drop_nested(found, outer.start)
                found.extend(_quotation(text, outer, opened[0].span, None))
                opened.clear()
            _open(opened, mark)
    double = [m for m in marks if not m.single]
    if not double or not opened or opened[-1] is not double[-1]:
        return found, False
    continues = carried and not text[paragraph.start : double[-1].span.start].strip()
    _drop_nested(found, double[-1].span.start)
    rest = list(_quotation(text, Span(double[-1].span.start, paragraph.end), double[-1].span, None, continues))
    return [*found, *rest], bool(rest)


def _reopens(text: str, opened: list[_Mark], mark: _Mark) -> bool:
    """True for an opening mark that starts a new paragraph of the quotation it stands in, its line break lost.

    That is so after the end of a sentence, unless the sentence tells that somebody said it: then the closing mark was
    forgotten.
    """
    if mark.single or len(opened) != 1 or opened[0].single:
        return False
    before = text[max(opened[0].span.end, mark.span.start - _LONG_SENTENCE) : mark.span.start]
    ends = before.rstrip()[-1:] in (".", "!", "?", "…") and before[-1:].isspace()
    return ends and not _saying().search(before)


def _open(opened: list[_Mark], mark: _Mark) -> None:
    if mark.single and opened and opened[-1].single:
        opened.pop()
    if len(opened) < _DEEPEST:
        opened.append(mark)


def _close(opened: list[_Mark], found: list[Quotation], partner: _Mark) -> None:
    """Take the partner off the open marks, with all that opened inside it, and the quotations nested in it."""
    while opened.pop() is not partner:
        pass
    _drop_nested(found, partner.span.start)


def _drop_nested(found: list[Quotation], start: int) -> None:
    """Forget the quotations that start after `start`: they lie inside the one that opens there."""
    while found and found[-1].outer.start > start:
        found.pop()


def _partner(opened: list[_Mark], mark: _Mark) -> _Mark | None:
    """The innermost open mark of the same family."""
    return next((o for o in reversed(opened) if o.single == mark.single), None)


def _quotation(
    text: str, outer: Span, opening: Span | None, closing: Span | None, continues: bool = False
) -> Iterator[Quotation]:
    """The quotation between two marks; none when nothing but space lies between them."""
    left = opening.end if opening else outer.start
    right = closing.start if closing else outer.end
    while left < right and text[left].isspace():
        left += 1
    while left < right and text[right - 1].isspace():
        right -= 1
    if left < right:
        yield Quotation(outer, Span(left, right), closing is not None, continues)


def _read_marks(text: str, paragraph: Span) -> Iterator[_Mark]:
    depth = 0  # open double marks so far, to settle straight marks that could do either
    for match in _marks().finditer(text, paragraph.start, paragraph.end):
        before = text[match.start() - 1] if match.start() > paragraph.start else " "
        after = text[match.end()] if match.end() < paragraph.end else " "
        glyph = match.group()
        span = Span(*match.span())
        if glyph in "'‘’‚":
            opens = glyph in _SINGLE_OPENING and _may_open(before, after) and not after.isdigit()
            closes = glyph in _SINGLE_CLOSING and _may_close(before, after) and not (opens and before.isspace())
            if opens or closes:
                yield _Mark(span, True, opens and not closes, closes)
            continue
        opens, closes = _turn(glyph, before, after, depth)
        if opens or closes:
            depth = max(0, depth + (1 if opens else -1))
            yield _Mark(span, False, opens, closes)


def _turn(glyph: str, before: str, after: str, depth: int) -> tuple[bool, bool]:
    """Whether a double mark opens or closes a quotation; neither for inches."""
    opens, closes = _may_open(before, after), _may_close(before, after)
    if opens != closes:
        return opens, closes
    if glyph in _OPENING or glyph == "``":
        return True, False
    if glyph in _CLOSING or glyph == "''":
        return False, True
    if before.isdigit() and not depth:
        return False, False
    return not depth, bool(depth)


def _may_open(before: str, after: str) -> bool:
    return (before.isspace() or before in _BEFORE_OPENING or before in "\"“'‘") and not after.isspace()


def _may_close(before: str, after: str) -> bool:
    return not before.isspace() and (after.isspace() or after in _AFTER_CLOSING or after in "\"”'’")
