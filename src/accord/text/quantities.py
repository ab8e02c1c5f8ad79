"""Counted things in a report: "175 prisoners each", "some two dozen trucks"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from accord.model.claim import Quantity
from accord.model.span import Span
from accord.text.numerals import FIGURES, exact, numeral_pattern, numeral_value, numeral_words

MAX_WORDS = 6
"""A counted phrase reaches at most so many words past its numeral."""


def find_quantities(text: str, sentence: Span) -> list[Quantity]:
    """Quantities of one sentence, in text order, never overlapping; dates, durations and ages are none.

    The unit is the head noun in lower case (`prisoners`, `square kilometers`; proper names keep their capital), the
    ISO 4217 code of money (`USD`), `percent`, or empty where a bare count ("at least 67") does not say what it counts.
    """
    out: list[Quantity] = []
    end = sentence.start
    for match in _numeral().finditer(text, sentence.start, sentence.end):
        if match.start() < end:
            continue
        found = _money(match) if match["sign"] else _counted(text, match, sentence.end)
        if found is not None:
            out.append(_hedged(text, found, end))
            end = found.span.end
    return out


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(files("accord.text").joinpath("data/quantities.toml").read_text("utf-8"))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(_tables()["words"][name])


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=lambda w: (-len(w), w)))


@cache
def _numeral() -> re.Pattern[str]:
    """Money with its sign (groups `sign`, `figures`, `short`, `scale`) or any other numeral, or `no` (group `n`)."""
    tables = numeral_words()
    money = (
        rf"(?P<sign>{_any(_tables()['currencies'])})\s?(?P<figures>{FIGURES})"
        rf"(?:\s?(?P<short>{_any(tables['abbreviated'])})\b|[ -](?P<scale>{_any(tables['scales'])})\b)?"
    )
    starts = rf"[\d$€£¥ua]|{_any(tables['small'])}|half|dozen|no\b"
    return re.compile(
        rf"(?<![\w.,/:’'-])(?={starts})(?:{money}|(?P<n>{numeral_pattern()}|no(?=\s)))",
        re.IGNORECASE,
    )


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """What may follow (or, `hedge`, `label`, `known`, stand before) a numeral."""
    ignore = re.IGNORECASE
    currency, known = _any(_tables()["currency_words"]), r"the|these|those|their|its|both|our|world[’']s"
    return {
        "currency": re.compile(rf"(?:\s+(?:US|U\.S\.|Canadian|Australian))?\s+(?P<word>{currency})\b", ignore),
        "percent": re.compile(r"\s?%|[\s-]+per\s?cent\b|\s+percentage\s+points?\b", ignore),
        "area": re.compile(r"[\s-]+(?P<kind>square|cubic)[\s-]+(?P<unit>[a-z]+)", ignore),
        "word": re.compile(r"[\s-]+(?P<word>[^\W\d_][\w’'.-]*)"),
        "each": re.compile(r"(?:\s+of\s+war)?\s+each\b|\s+of\s+war\b"),
        "of": re.compile(r"\s+of\s+(?:the|its|their|his|her|those|these|our)(?=\s+\w)", ignore),
        "age": re.compile(r"[\s-]+years?[\s-]+old", ignore),
        "people": re.compile(r"\s+(?:people|troops|soldiers|prisoners)\b"),
        "year": re.compile(r"(?:19|20)\d\d"),
        "hedge": re.compile(rf"\b(?:{_any(_words('hedges'))})\s+$", ignore),
        "label": re.compile(rf"(?:\b(?:[Oo]ne\s+in|{_any(_words('labels'))})\.?|[#+])\s*$"),
        "known": re.compile(rf"\b(?:{known})\s+$", ignore),
    }


def _money(match: re.Match[str]) -> Quantity:
    """`$200 billion`, `$5bn`."""
    tables, value = numeral_words(), numeral_value(match["figures"]) or 0.0
    if match["short"]:
        value *= tables["abbreviated"][match["short"].lower()]
    elif match["scale"]:
        value *= tables["scales"][match["scale"].lower()]
    return Quantity(Span(match.start(), match.end()), exact(value), _tables()["currencies"][match["sign"].lower()])


def _counted(text: str, match: re.Match[str], limit: int) -> Quantity | None:
    """A numeral and what it counts, None where it counts nothing."""
    start, end, patterns = match.start(), match.end(), _patterns()
    if match["n"].lower() == "no":
        return _nought(text, match, limit)
    value = numeral_value(match["n"])
    if value is None or patterns["label"].search(text, max(0, start - 14), start):
        return None
    if measured := _measured(text, match, limit, value):
        return measured
    bare_year = patterns["year"].fullmatch(match["n"]) and not _hedge(text, start)
    if patterns["age"].match(text, end, limit) or (bare_year and not patterns["people"].match(text, end, limit)):
        return None
    of = patterns["of"].match(text, end, limit) if value != 1 else None
    return _headed(text, match, of.end() if of else end, limit, value) or _bare(text, match, limit, value)


def _nought(text: str, match: re.Match[str], limit: int) -> Quantity | None:
    """`no casualties`."""
    word = _patterns()["word"].match(text, match.end(), limit)
    if word is None or _bare_word(word["word"]) not in _words("harms"):
        return None
    return _quantity(text, match.start(), word, limit, 0.0, _bare_word(word["word"]))


def _measured(text: str, match: re.Match[str], limit: int, value: float) -> Quantity | None:
    """`25 percent`, `1,300 square kilometers`, `six trillion dollars`."""
    patterns, start, end = _patterns(), match.start(), match.end()
    if worded := patterns["currency"].match(text, end, limit):
        return Quantity(Span(start, worded.end()), value, _tables()["currency_words"][worded["word"].lower()])
    if percent := patterns["percent"].match(text, end, limit):
        return Quantity(Span(start, percent.end()), value, "percent")
    area = patterns["area"].match(text, end, limit)
    unit = _tables()["measures"].get(area["unit"].lower()) if area else None
    return Quantity(Span(start, area.end()), value, f"{area['kind'].lower()} {unit}") if area and unit else None


def _headed(text: str, match: re.Match[str], at: int, limit: int, value: float) -> Quantity | None:
    """The numeral with its head noun: the first plural among the words that follow, or a measure."""
    one = match["n"].lower() == "one"
    for step in range(MAX_WORDS // 2 if one else MAX_WORDS):
        word = _patterns()["word"].match(text, at, limit)
        if word is None:
            return None
        lower = _bare_word(word["word"])
        if lower in _words("stops") or (step == 0 and _is_never(lower)):
            return None
        if measure := _tables()["measures"].get(lower):
            return _quantity(text, match.start(), word, limit, value, measure)
        if _is_sole(text, word, limit) if one else _is_plural(lower):
            unit = _unit(word["word"], value)
            known = _is_never(lower) or _is_known_pair(text, match.start(), lower)
            return None if known else _quantity(text, match.start(), word, limit, value, unit)
        if word["word"][-1] in ".’'" and len(word["word"]) > 4:
            return None
        at = word.end()
    return None


def _is_known_pair(text: str, start: int, noun: str) -> bool:
    """True for "the two countries", which names somebody known and counts nothing."""
    return noun in _words("pairs") and _patterns()["known"].search(text, max(0, start - 9), start) is not None


def _quantity(text: str, start: int, word: re.Match[str], limit: int, value: float, unit: str) -> Quantity:
    end = word.start("word") + len(word["word"].rstrip(".’'"))
    each = _patterns()["each"].match(text, end, limit)
    return Quantity(Span(start, each.end() if each else end), value, unit)


def _bare(text: str, match: re.Match[str], limit: int, value: float) -> Quantity | None:
    """A count whose noun is left out: "at least 67", "12 wounded"."""
    word = _patterns()["word"].match(text, match.end(), limit)
    if word and _bare_word(word["word"]) in _words("fates"):
        return _quantity(text, match.start(), word, limit, value, "people")
    if word and (_is_never(_bare_word(word["word"])) or word.group()[0] == "-"):
        return None
    following = text[match.end() : min(limit, match.end() + 2)]
    if following[:1] in tuple("-–—/:’'") or (following[:1] == "." and following[1:2].isdigit()):
        return None
    hedge = _hedge(text, match.start())
    firm = hedge is not None and hedge.group().strip().lower() not in _words("vague_hedges")
    if firm or re.fullmatch(r"\d{1,3}(?:,\d{3})+", match["n"]):
        return Quantity(Span(match.start(), match.end()), value, "")
    return None


def _hedge(text: str, start: int, floor: int = 0) -> re.Match[str] | None:
    hedge = _patterns()["hedge"].search(text, max(floor, start - 18), start)
    if hedge and hedge.group().lower().startswith("over"):
        verb = text[max(floor, hedge.start() - 10) : hedge.start()].split()
        return None if verb and verb[-1].lower() in _words("phrasal") else hedge
    return hedge


def _hedged(text: str, found: Quantity, floor: int) -> Quantity:
    """The quantity with "at least", "some" or the like taken into its span."""
    hedge = _hedge(text, found.span.start, floor)
    return Quantity(Span(hedge.start(), found.span.end), found.value, found.unit) if hedge else found


def _bare_word(word: str) -> str:
    return re.sub(r"[’']s$", "", word.rstrip(".’'")).lower()


def _last_part(word: str) -> str:
    return word.rsplit("-", 1)[-1]


def _unit(word: str, value: float) -> str:
    last = _last_part(re.sub(r"[’']s$", "", word.rstrip(".’'")))
    if value == 1 and not _is_plural(last.lower()):
        return "people" if last.lower() == "person" else f"{last.lower()}s"
    return last if last[:1].isupper() and not last.isupper() else last.lower()


def _is_sole(text: str, word: re.Match[str], limit: int) -> bool:
    """True for "one soldier": a noun right after, nothing but a function word after that."""
    if _bare_word(word["word"]) not in _words("persons") or word.group()[0] == "-":
        return False
    after = _patterns()["word"].match(text, word.end(), limit)
    return after is None or after["word"].lower() in _words("stops") | _words("fates")


def _is_never(word: str) -> bool:
    never = _words("never")
    return (
        word in never
        or word.removesuffix("s") in never
        or word.split("-")[0] in ("year", "day", "month", "hour", "week")
    )


def _is_plural(word: str) -> bool:
    last = _last_part(word)
    if last in _words("plurals"):
        return True
    return (
        len(last) > 3
        and last.endswith("s")
        and not last.endswith(("ss", "ous", "ius"))
        and last not in _words("singulars")
    )
