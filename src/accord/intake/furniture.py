"""Page furniture: share buttons, comment forms, media captions, link debris, sign-ups, copyright tails."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from accord.intake.lines import Line, lines_with
from accord.intake.words import alternatives, word_list
from accord.model.report import Mask, MaskKind
from accord.model.span import Span

EDGES = " \t\xa0\ufeff.,:;!?*•·|/\\-–—_=~>»<«[]()#…⦁▪■►▶→"
_BEFORE = "".join(set(EDGES) - {"("})
CAPTION_LONGEST = 420
"""A caption, or any other line of furniture, is at most this long, in code points."""
_LAST = 4
"""How many of the last lines may say who the author is."""
_CREDIT = 125
"""A media credit takes at most this much of a line's end, in code points."""
_SHORT = 90
_PHRASE = 64
"""No phrase of the table is longer, in code points."""


def find_furniture(text: str, lines: Sequence[Line]) -> list[Mask]:
    """Masks over what is not the report's own prose, in text order, never overlapping.

    Args:
        text: the report's text.
        lines: its lines.
    Refuses: a line that could be a sentence of the report; a media credit at the end of a long paragraph is masked
        without its paragraph.
    """
    masks = []
    media = lines_with(text, lines, _MEDIA_MARKS)
    for number, line in enumerate(lines):
        kind = _kind_of(line.text) if len(line.text) <= CAPTION_LONGEST else None
        if kind is not None:
            masks.append(Mask(line.span, kind))
        elif number >= len(lines) - _LAST and _is_bio(line.text):
            masks.append(Mask(line.span, MaskKind.BYLINE))
        elif number in media and (span := _media_span(line, number)):
            masks.append(Mask(span, MaskKind.MEDIA))
    return _with_link_lists(lines, masks)


def _kind_of(line: str) -> MaskKind | None:
    """The kind of furniture a whole line is, None for prose."""
    opening = line[: _PHRASE + 8].casefold()
    if len(line) <= _PHRASE:
        key = opening.strip(EDGES)
        exact = _exact().get(key) if key else MaskKind.BOILERPLATE
        if exact is not None:
            return exact
        if _is_widget(key):
            return MaskKind.SHARE
    opening = opening.lstrip(_BEFORE)
    if opening.startswith("follow ") and len(line) <= _SHORT and _platform().search(line):
        return MaskKind.BOILERPLATE
    for prefix, kind, longest in _starts().get(_first(opening), ()):
        if len(line) <= longest and opening.startswith(prefix) and _whole(opening, prefix):
            return kind
    return None


def _is_bio(line: str) -> bool:
    """A last line that says who the author is: "Anna Vell is a columnist at The Orsk Gazette."."""
    return len(line) <= CAPTION_LONGEST and _bio().match(line) is not None


def _is_widget(key: str) -> bool:
    """A row of buttons: every word names one."""
    words = key.split()
    return 1 < len(words) <= 10 and all(word.strip(EDGES) in _widgets() for word in words)


def _first(lower: str) -> str:
    return lower.partition(" ")[0]


def _whole(lower: str, prefix: str) -> bool:
    after = lower[len(prefix) : len(prefix) + 1]
    return not (after.isalnum() and prefix[-1].isalnum() and not prefix[-1].isdigit())


def _media_span(line: Line, number: int) -> Span | None:
    """The caption or the media credit a line holds, None when it holds none."""
    text = line.text
    if text.startswith("CLOSE ") and len(text) <= CAPTION_LONGEST:
        return line.span
    tail = max(0, len(text) - _CREDIT)
    found = _media_tail().search(text, tail)
    if found:
        caption = len(text) <= CAPTION_LONGEST
        return line.span if caption else Span(line.start + found.start(), line.end)
    piped = _media_pipe().search(text, 0, 600) if number < 2 else None
    return Span(line.start, line.start + piped.end()) if piped else None


def _with_link_lists(lines: Sequence[Line], masks: list[Mask]) -> list[Mask]:
    """Mask the bare headlines under a links heading too, where nothing but furniture follows to the end."""
    kinds = {mask.span.start: mask.kind for mask in masks}
    under: list[Line] = []
    listed = 0
    for line in reversed(lines):
        kind = kinds.get(line.start)
        if kind is None and not _is_headline(line.text):
            break
        if kind is None:
            under.append(line)
        elif kind is MaskKind.LINKS and len(line.text) <= 40:
            listed = len(under)
    masks.extend(Mask(line.span, MaskKind.LINKS) for line in under[:listed])
    return sorted(masks, key=lambda mask: mask.span)


def _is_headline(line: str) -> bool:
    return 15 <= len(line) <= 130 and line[-1] not in '.!:;,”"…' and not line.startswith(("“", '"', "-", "–", "—"))


_MEDIA_MARKS = (
    *("/", "[", "hoto", "HOTO", "redit", "Getty", "ideo:", "icture", "raphic", "mage", "CLOSE ", "| ", "©", " via "),
    *("AFP:", "AP:", "Reuters:"),
)
"""Words, case as written, without which a line can't hold a media credit."""


@cache
def _media_tail() -> re.Pattern[str]:
    """A media credit that ends a line."""
    house = rf"(?:{alternatives('media_houses')})"
    word = r"(?:Photos?|PHOTOS?|Video|VIDEO|Pictures?|Image|Graphic|Photograph|(?:Photo|Image|Picture)\s[Cc]redit)"
    name = r"[^.!?()\[\]\n]"
    after_house = r"(?:\s?/\s?[\w .]{2,30}|\svia\s[\w ]{2,30}|,?\sFILE)?"
    return re.compile(
        rf"""(?:
          {word}\s?[/:|]\s?{name}{{2,90}}\.?$
        | \(\s?{word}(?:\s?[/:|]|\sby|\scourtesy|\svia)\s?[^()\[\]]{{2,110}}\)\.?$
        | {word}\s(?:by|courtesy\sof)\s[A-Z]{name}{{2,70}}\.?$
        | \(\s?(?:{house})(?:\s[Pp]hotos?|\s[Ff]ile(?:\s[Pp]hoto)?)[^()]{{0,80}}\)\.?$
        | (?<=[.!?”")]\s)\|\s?{name}{{0,40}}{house}(?:\s[Pp]hotos?|\s[Ii]mages)?$
        | [(\[][^()\[\]]{{2,70}}/\s?{house}[^()\[\]]{{0,60}}[)\]]\.?$
        | \[{house}\]$
        | ©\s?[A-Z]{name}{{2,60}}\((?:[\w\s]{{1,20}}/)?{house}(?:/[\w\s]{{1,20}})?\)$
        | (?:[A-Z][\w.'’-]*\s){{1,4}}?[A-Z][\w.'’-]*\s?/\s?{house}{after_house}\.?$
        | \(\s?(?:{house})\s?[:/]\s?[^()]{{2,60}}\)+$
        | [(\[][^()\[\]]{{2,110}}\svia\s{house}\)$
        | {house}\s[—–-]\sGetty\sImages$
        | (?:REUTERS|Reuters)/\s?[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){{0,3}}(?:/[\w\s.]{{2,20}})?\.?$
        | {house}/(?:Getty\sImages|Pool)\.?$
        | (?:Image|Photo|Picture)?\s?Credit\.\.\.\s?{name}{{2,80}}$
        | {house}\sPhotos?(?:/[^()]{{2,50}})?$
        )""",
        re.VERBOSE,
    )


@cache
def _media_pipe() -> re.Pattern[str]:
    """A caption with its credit after a bar, run together with the title behind it."""
    return re.compile(
        r"\| (?:[A-Z][\w.'’/ -]{0,40})?(?:AP|Reuters|REUTERS|Getty|AFP)(?:/[\w ]{2,20})?(?: Photos?| Images)?(?= [A-Z])"
    )


@cache
def _bio() -> re.Pattern[str]:
    roles = rf"(?:{alternatives('author_roles')})"
    name = r"[A-Z][\w.’'-]*"
    return re.compile(
        rf"(?:[•⦁*—–-]\s?)?(?:{name}\s){{1,4}}(?:is|are)\s(?:(?:an?|the|our)\s)?(?:[\w’'&/.,-]+\s){{0,8}}?{roles}\b"
    )


@cache
def _platform() -> re.Pattern[str]:
    return re.compile(r"\bon (?:Twitter|Facebook|Instagram|X|Telegram|WhatsApp|YouTube|LinkedIn|Threads|Bluesky)\b")


@dataclass(frozen=True, slots=True)
class Rules:
    """One kind's lines in the table: whole lines, and beginnings with the longest line each may open."""

    kind: MaskKind
    exact: tuple[str, ...]
    starts: tuple[tuple[str, int], ...]


@cache
def _table() -> tuple[Rules, ...]:
    raw = tomllib.loads(files("accord.intake").joinpath("data/furniture.toml").read_text("utf-8"))
    return tuple(
        Rules(
            MaskKind(kind),
            tuple(rules["exact"]),
            tuple((start, rules["longest"]) for start in rules["starts"])
            + tuple((start, _SHORT) for start in rules.get("short", [])),
        )
        for kind, rules in raw.items()
    )


@cache
def _exact() -> dict[str, MaskKind]:
    out: dict[str, MaskKind] = {}
    for rules in _table():
        for phrase in rules.exact:
            out.setdefault(phrase, rules.kind)
    return out


@cache
def _starts() -> dict[str, list[tuple[str, MaskKind, int]]]:
    """Beginnings by their first word."""
    out: dict[str, list[tuple[str, MaskKind, int]]] = {}
    for rules in _table():
        for start, longest in rules.starts:
            out.setdefault(_first(start), []).append((start, rules.kind, longest))
    return out


@cache
def _widgets() -> frozenset[str]:
    """Words of which a row of share buttons is made."""
    buttons = next(rules for rules in _table() if rules.kind is MaskKind.SHARE)
    return frozenset(phrase for phrase in buttons.exact if " " not in phrase) | word_list("button_words")
