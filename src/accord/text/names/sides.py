"""Whom a named person acts for, by the words around the name: title, apposition, party letter."""

from __future__ import annotations

import re

from accord.text.names.finding import Found, match_title, word_set
from accord.text.names.naming import NameKind
from accord.text.names.parties import Form, adjective_of
from accord.text.names.tokens import Token
from accord.text.tables import read_lists

_WINDOW = 9
_BACKERS = frozenset({"based", "backed", "led", "born", "controlled", "held", "allied", "sponsored"})
_LETTER = re.compile(r"[\s,(]{1,3}(R|D|Republican|Democrat)(?:-[A-Z]| of [A-Z]|,? from [A-Z])")
# No title reaches over these to its name.
_BOUNDS = frozenset({"and", "with", "of", "by", "to", "for", "the", "a", "that", "as", "but"})
_AMERICAN_PARTIES = {"R": "Republican Party", "D": "Democratic Party"}


def side_of(found: Found, tokens: list[Token], namings: list[Found], text: str) -> tuple[str | None, str]:
    """The party a person acts for and the office held, as the sentence gives them.

    Args: found: the person. tokens: the words of the sentence. namings: all namings of the sentence. text: the prose.
    Returns: the party, None when the sentence does not tell; the office, lower case, empty when not told. Whoever left
        an office holds none and speaks for no state, nor does an analyst, an activist or another private person; an
        opposition's leader speaks for the opposition.
    """
    side, office = _told(found, tokens, namings, text)
    of_state = side in {n.known.party for n in namings if n.known and n.known.form is not Form.ORGANISATION}
    if is_former(found, tokens, text):
        return (None if of_state else side), ""
    if not of_state or not office:
        return side, office
    if office.startswith("opposition"):
        return f"{adjective_of(side or '')} opposition", office
    return (None if office.split()[-1] in word_set("private") else side), office


def is_former(found: Found, tokens: list[Token], text: str) -> bool:
    """True for somebody called by an office left: `former president N.`, `N., a former minister`, `ex-minister N.`."""
    for k in range(found.first - 1, max(-1, found.first - _WINDOW), -1):
        if not tokens[k + 1].joined and k + 1 < found.first:
            break
        if tokens[k].lower in word_set("former") or tokens[k].lower.startswith("ex-"):
            return True
        if tokens[k].lower in _BOUNDS:
            break
    after = tokens[found.last + 1 : found.last + 4]
    beside = bool(after) and text[found.span.end : after[0].start] == ", "
    return beside and any(t.lower in word_set("former") or t.lower.startswith("ex-") for t in after)


def _told(found: Found, tokens: list[Token], namings: list[Found], text: str) -> tuple[str | None, str]:
    """The party and the office as the words have them."""
    letter = _LETTER.match(text, found.span.end)
    if letter:
        return _AMERICAN_PARTIES[letter.group(1)[0]], found.title
    ends = {n.last: n for n in namings if _names_side(n)}
    starts = {n.first: n for n in namings if _names_side(n)}
    accredited = ends.get(found.first - 1)
    if accredited and accredited.first and tokens[accredited.first - 1].lower == "to":
        stop = accredited.first - 1
        return _around_office(tokens, max(0, stop - _WINDOW), stop, starts, ends)
    party = _before_title(found, tokens, ends)
    if party:
        return party, found.title
    for side, office in (
        _after(found, tokens, starts, ends, text),
        _before_comma(found, tokens, ends, starts, text),
    ):
        if side:
            return side, found.title or office
    fixed: dict[str, str] = read_lists("titles.toml")["state_of_office"]
    return fixed.get(found.title), found.title


def _names_side(naming: Found) -> bool:
    if naming.kind is NameKind.OUTLET:
        return False
    return stands_alone(naming) if naming.known is None else naming.known.party is not None


def stands_alone(naming: Found) -> bool:
    """True for a run of capitals that names an organisation with a stand of its own."""
    parts = naming.words.split()
    return naming.kind is NameKind.OTHER and len(parts) > 1 and any(w in word_set("institutions") for w in parts)


def _side(naming: Found) -> str | None:
    return naming.known.party if naming.known else naming.words


def _before_title(found: Found, tokens: list[Token], ends: dict[int, Found]) -> str | None:
    """`Veldrian Foreign Minister N.`, `Veldria's new envoy N.`, `Veldrian Defense Ministry spokesman N.`."""
    stop = found.titled if found.title else found.first
    for k in range(stop - 1, max(-1, stop - 6), -1):
        if not tokens[k + 1].joined:
            return None
        if k in ends:
            naming = ends[k]
            plain = naming.kind is NameKind.PARTY and not tokens[k].possessive and not found.title
            return None if plain or (tokens[k + 1].lower in _BACKERS and k + 1 < stop) else _side(naming)
        if tokens[k].lower in _BOUNDS:
            return None
    return None


def _office_at(tokens: list[Token], first: int, last: int) -> tuple[int, int]:
    """The first office or honorific between two tokens, as a half-open range; (0, 0) for none."""
    for k in range(first, last):
        length = match_title(tokens, k)
        if length:
            return k, k + length
    return 0, 0


def _around_office(
    tokens: list[Token], first: int, last: int, starts: dict[int, Found], ends: dict[int, Found]
) -> tuple[str | None, str]:
    """The side in `the Veldrian envoy` and in `the envoy of Veldria`, between two tokens."""
    start, end = _office_at(tokens, first, last)
    if not end:
        return None, ""
    office = " ".join(t.lower for t in tokens[start:end])
    for k in range(start - 1, first - 1, -1):
        if k in ends:
            return _side(ends[k]), office
    for k in range(end, min(end + 5, last)):
        if k in starts and tokens[k - 1].lower in ("of", "in", "for", "at", "to", "the", "with"):
            return _side(starts[k]), office
    return None, office


def _after(
    found: Found, tokens: list[Token], starts: dict[int, Found], ends: dict[int, Found], text: str
) -> tuple[str | None, str]:
    """`N., the Veldrian foreign minister,` and `Foreign Minister N. of Veldria`."""
    nxt = found.last + 1
    if nxt >= len(tokens):
        return None, ""
    if found.title and tokens[nxt].lower == "of":
        for k in (nxt + 1, nxt + 2):
            if k in starts:
                return _side(starts[k]), found.title
    if text[found.span.end : tokens[nxt].start] not in (", ", " – ", " — ", " - ", " ("):
        return None, ""
    last = nxt
    while last < min(len(tokens), nxt + _WINDOW) and (
        last == nxt or "," not in text[tokens[last - 1].end : tokens[last].start]
    ):
        last += 1
    if tokens[nxt].lower in ("who", "and", "but", "which", "said", "told", "while", "with", "as"):
        return None, ""
    if tokens[last - 1].lower in word_set("speech") or _speaks_within(tokens, nxt, last):
        return None, ""
    return _around_office(tokens, nxt, last, starts, ends)


def _speaks_within(tokens: list[Token], first: int, last: int) -> bool:
    """Whether an office between two tokens has a verb of speech of its own: `after N., a senior official said`."""
    _, end = _office_at(tokens, first, last)
    return 0 < end < last and tokens[end].lower in word_set("speech")


def _before_comma(
    found: Found, tokens: list[Token], ends: dict[int, Found], starts: dict[int, Found], text: str
) -> tuple[str | None, str]:
    """`Veldria's foreign minister, N.` and `the foreign minister of Veldria, N.`."""
    stop = found.titled if found.title else found.first
    if not stop or text[tokens[stop - 1].end : tokens[stop].start] not in (", ", "'s ", " "):
        return None, ""
    if text[tokens[stop - 1].end : tokens[stop].start] == " ":
        return None, ""
    first = stop - 1
    while first > max(0, stop - _WINDOW) and "," not in text[tokens[first - 1].end : tokens[first].start]:
        first -= 1
    return _around_office(tokens, first, stop, starts, ends)
