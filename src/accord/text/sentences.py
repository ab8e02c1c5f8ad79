"""Sentences of a report."""

from __future__ import annotations

import itertools
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources

from accord.model.span import Span

_CLOSERS = "\"”’'»)]"
_OPENERS = "\"“‘'«([„"

# A text counts as hard-wrapped when at least this many lines, and this share of them, run on in the next one.
_WRAPPED_LINES = 3
_WRAPPED_SHARE = 0.3
_WRAP_WIDTHS = range(40, 121)

# No sentence is longer, in code points; what has no full stop for so long is a table or debris.
_LONGEST = 3000


@cache
def _abbreviations() -> dict[str, frozenset[str]]:
    raw = tomllib.loads(resources.files("accord.text.data").joinpath("abbreviations.toml").read_text("utf-8"))
    return {kind: frozenset(words) for kind, words in raw.items()}


@cache
def _candidate() -> re.Pattern[str]:
    """A full stop, question or exclamation mark that could end a sentence, with what closes after it."""
    spaced = rf"(?<![.!?…])[.!?…]++[{re.escape(_CLOSERS)}]{{0,9}}(?:[ \t]{{1,3}}[\"”](?=[ \t]{{0,9}}$)|(?=\s))"
    glued = r"(?<=[^\W\d_]{2})[.!?][\"”]?(?=[A-Z][a-z]*\s)(?<!\.[A-Z].)"
    bullet = r"(?<=\s)(?=[•▪●■◾]\s?\S)"
    return re.compile(f"{spaced}|{glued}|{bullet}", re.MULTILINE)


@cache
def _next_word() -> re.Pattern[str]:
    """What follows: white space, opening marks, and the word that starts there."""
    return re.compile(rf"(\s{{0,99}})([{re.escape(_OPENERS)}]*)(\$|€|£|•|▪|●|■|◾|[^\W_][\w’'-]*)?")


@cache
def _credit_ahead() -> re.Pattern[str]:
    verbs = "|".join(sorted(_abbreviations()["credits"]))
    return re.compile(rf"\s{{0,9}}(?:[A-Z][\w.’'-]{{0,20}}+\s){{1,5}}(?:{verbs})\b")


def split_sentences(text: str) -> list[Span]:
    """Split a text into sentences.

    Args: text: a report's text or prose; offsets are into it.
    Returns: Spans in text order, without white space at either end, never overlapping, every non-blank
        character in exactly one; empty for a blank text. A line break between paragraphs always ends a sentence; a
        single one does too, unless the text is wrapped at a fixed width. Sentences inside one quotation are split.
        A run of more than 3,000 characters without an end is cut at a blank.
    """
    out = []
    for block in _blocks(text):
        start = block.start
        for stop in _stops(text, block):
            out.append(_trimmed(text, start, stop))
            start = stop
        out.append(_trimmed(text, start, block.end))
    return [piece for span in out if span is not None for piece in _bounded(text, span)]


def _bounded(text: str, span: Span) -> Iterator[Span]:
    """A run of words too long for any sentence, cut at blanks, so that later work on a sentence stays bounded."""
    start = span.start
    while span.end - start > _LONGEST:
        cut = text.rfind(" ", start + 1, start + _LONGEST)
        cut = cut if cut > start else start + _LONGEST
        piece = _trimmed(text, start, cut)
        if piece:
            yield piece
        start = cut
    last = _trimmed(text, start, span.end)
    if last:
        yield last


def _trimmed(text: str, start: int, end: int) -> Span | None:
    words = text[start:end]
    bare = words.strip()
    start += len(words) - len(words.lstrip())
    return Span(start, start + len(bare)) if bare else None


def _blocks(text: str) -> Iterator[Span]:
    """The paragraphs: runs of lines that no sentence crosses."""
    lines = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n\r\v\f\x85\u2028\u2029]+", text)]
    lines = [line for line in lines if not line.of(text).isspace()]
    width = _wrap_width(text, lines)
    start = None
    for line, following in zip(lines, [*lines[1:], None], strict=False):
        start = line.start if start is None else start
        if following is None or not (width and _runs_on(text, line, following, width)):
            yield Span(start, line.end)
            start = None


def _wrap_width(text: str, lines: list[Span]) -> int | None:
    """The width a text is wrapped at, None when its lines are paragraphs."""
    width = max((len(line.of(text).rstrip()) for line in lines), default=0)
    if width not in _WRAP_WIDTHS:
        return None
    pairs = [(a, b) for a, b in itertools.pairwise(lines) if _adjacent(text, a, b)]
    running = [b for a, b in pairs if _runs_on(text, a, b, width) and text[b.start : b.end].lstrip()[0].islower()]
    return width if len(running) >= max(_WRAPPED_LINES, _WRAPPED_SHARE * len(pairs)) else None


def _adjacent(text: str, line: Span, following: Span) -> bool:
    return not text[line.end : following.start].replace("\r\n", "\n").strip(" \t").replace("\n", "", 1)


def _runs_on(text: str, line: Span, following: Span, width: int) -> bool:
    """True when `following` goes on where `line` was wrapped: its first word would not have fitted."""
    first = following.of(text).split(maxsplit=1)[0]
    full = len(line.of(text).rstrip()) + 1 + len(first) > width - 12
    return full and _adjacent(text, line, following) and not re.match(r"[-*•▪●■–—]$", first)


def _stops(text: str, block: Span) -> Iterator[int]:
    """Offsets inside a paragraph where one sentence ends and another starts."""
    for match in _candidate().finditer(text, block.start, block.end):
        stop = match.end()
        if block.start < stop < block.end and _ends(text, match, block.end):
            yield stop


def _ends(text: str, mark: re.Match[str], end: int) -> bool:
    """Whether the mark ends a sentence, by what stands before and after it."""
    after = _next_word().match(text, mark.end(), end)
    word = after.group(3) if after else None
    if not mark.group():
        return True
    if not word:
        return bool(after and after.group(2)) or text[mark.end() : mark.end() + 3] in (" — ", " | ")
    if word[0].islower() and not re.match(r"(?:al|el|as|an|ar|ad|ash)-[A-Z]", word):
        return False
    sign = mark.group().lstrip("….") or mark.group()
    if sign[0] in "!?":
        return len(mark.group()) == 1 or not _credit_ahead().match(text, mark.end(), end)
    if mark.group() == "." and word and not (after and after.group(2)):
        return not _abbreviated(text, mark.start(), word)
    return True


def _abbreviated(text: str, stop: int, following: str) -> bool:
    """Whether the full stop at `stop` belongs to an abbreviation that goes on with `following`."""
    start = stop
    while start > max(0, stop - 12) and (text[start - 1].isalnum() or text[start - 1] in ".-"):
        start -= 1
    word = text[start:stop].lower()
    known = _abbreviations()
    opener = following.lower() in known["openers"] and following != following.upper()
    opener = opener or following in ("A", "I")
    if word in known["before_name"]:
        return True
    if word in known["before_number"]:
        return following[0].isdigit()
    initial = len(word) == 1 and word.isalpha() and text[start].isupper()
    dotted = len(word) >= 3 and re.fullmatch(r"(?:[a-z]\.)+[a-z]", word) is not None
    return (initial or dotted or word in known["anywhere"]) and not opener
