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

    The unit is the head noun in lower case (`prisoners`, `square kilometers`), the ISO 4217 code of money (`USD`),
    `percent`, or empty where a bare count ("at least 67") does not say what it counts.
    """
    out: list[Quantity] = []
    end = sentence.start
    for match in _numeral().finditer(text, sentence.start, sentence.end):
        if match.start() < end:
            continue
        found = _money(text, match, sentence.end) or _counted(text, match, sentence.end)
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


@cache
def _numeral() -> re.Pattern[str]:
    tables = numeral_words()
    short, scales = _alternatives(tables["abbreviated"]), _alternatives(tables["scales"])
    firsts = "|".join(sorted(numeral_words()["small"]))
    signs = _alternatives(_tables()["currencies"])
    return re.compile(
        rf"(?<![\w.,/:’'-])(?=[\d$€£¥ua]|{firsts}|half|dozen|no\b|hundred|thousand)(?:(?P<sign>{signs})\s?(?P<money>{FIGURES})(?:\s?(?P<short>{short})\b|[ -](?P<scale>{scales})\b)?|(?P<n>{numeral_pattern()}|no(?=\s)))",
        re.IGNORECASE,
    )


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    currency, hedges = _alternatives(_tables()["currency_words"]), _alternatives(_words("hedges"))
    flags, months = (
        re.IGNORECASE,
        "Jan|Feb|March|April|May|June|July|Aug|Sept?|Oct|Nov|Dec|January|February|August|September|October|November|December",
    )
    return {
        "currency": re.compile(rf"(?:\s+(?:US|U\.S\.|Canadian|Australian))?\s+(?P<word>{currency})\b", flags),
        "percent": re.compile(r"\s?%|[\s-]+per\s?cent\b|\s+percentage\s+points?\b", flags),
        "area": re.compile(r"[\s-]+(?:square|cubic)[\s-]+(?P<unit>[a-z]+)", flags),
        "word": re.compile(r"[\s-]+(?P<word>[^\W\d_][\w’'.-]*)"),
        "each": re.compile(r"\s+(?:of\s+(?:war)\s+)?each\b|\s+of\s+war(?:\s+each)?\b"),
        "of": re.compile(r"\s+of\s+(?:the|its|their|his|her|those|these|our)\s+(?=\w)", flags),
        "age": re.compile(r"[\s-]+years?[\s-]+old|-year-old", flags),
        "hedge": re.compile(rf"\b(?:{hedges})\s+$", flags),
        "no count": re.compile(rf"(?:\b(?:[Oo]ne\s+in|No|Article|Resolution|Flight|Boeing|Airbus|Chapter|Section|Highway|Route|Group\s+of|Protocol|Phase|Title|Page|{months})\.?|[#+])\s*$"),
    }  # fmt: skip


def _money(text: str, match: re.Match[str], limit: int) -> Quantity | None:
    """`$200 billion`, `$5bn`, `over six trillion dollars`."""
    if match["sign"]:
        tables = numeral_words()
        value = numeral_value(match["money"]) or 0.0
        if match["short"] or match["scale"]:
            times = tables["abbreviated" if match["short"] else "scales"][(match["short"] or match["scale"]).lower()]
            value = exact(value * times)
        return Quantity(Span(match.start(), match.end()), value, _tables()["currencies"][match["sign"].lower()])
    number = numeral_value(match["n"])
    worded = _patterns()["currency"].match(text, match.end(), limit)
    if worded is None or number is None:
        return None
    return Quantity(Span(match.start(), worded.end()), number, _tables()["currency_words"][worded["word"].lower()])


def _counted(text: str, match: re.Match[str], limit: int) -> Quantity | None:
    patterns, start, end = _patterns(), match.start(), match.end()
    nought = match["n"].lower() == "no"
    value = 0.0 if nought else numeral_value(match["n"])
    if value is None or patterns["no count"].search(text, max(0, start - 14), start):
        return None
    if nought:
        word = patterns["word"].match(text, end, limit)
        known = word is not None and word["word"].lower() in _words("harms")
        return Quantity(Span(start, word.end()), 0.0, word["word"].lower()) if word and known else None
    percent = patterns["percent"].match(text, end, limit)
    if percent:
        return Quantity(Span(start, percent.end()), value, "percent")
    area = patterns["area"].match(text, end, limit)
    if area and (unit := _tables()["measures"].get(area["unit"].lower())):
        kind = "cubic" if "cubic" in area.group().lower() else "square"
        return Quantity(Span(start, area.end()), value, f"{kind} {unit}")
    if patterns["age"].match(text, end, limit):
        return None
    if (
        _YEAR.fullmatch(match["n"])
        and not patterns["hedge"].search(text, max(0, start - 18), start)
        and not _PEOPLE.match(text, end)
    ):
        return None
    of = patterns["of"].match(text, end, limit) if value != 1 else None
    return _headed(text, match, of.end() - 1 if of else end, limit, value) or _bare(text, match, limit, value)


_YEAR = re.compile(r"(?:19|20)\d\d")
_PEOPLE = re.compile(r"\s+(?:people|troops|soldiers|prisoners)\b")


def _headed(text: str, match: re.Match[str], at: int, limit: int, value: float) -> Quantity | None:
    """The numeral with its head noun: the first plural among the words that follow, or a measure."""
    patterns, position = _patterns(), at
    for step in range(MAX_WORDS):
        word = patterns["word"].match(text, position, limit)
        if word is None:
            return None
        lower = _bare_word(word["word"])
        if lower in _words("stops") or (step == 0 and _never(lower)):
            return None
        if lower in _tables()["measures"]:
            return _quantity(text, match.start(), word, limit, value, _tables()["measures"][lower])
        if _is_plural(lower) or (value == 1 and step == 0 and match["n"].lower() == "one" and _sole(text, word, limit)):
            if _never(lower) or (lower in _words("pairs") and _definite(text, match.start())):
                return None
            return _quantity(text, match.start(), word, limit, value, _unit(word["word"]))
        if word["word"][-1] in ".’'" and not word["word"][:-1].isupper() and len(word["word"]) > 4:
            return None
        position = word.end()
    return None


def _quantity(text: str, start: int, word: re.Match[str], limit: int, value: float, unit: str) -> Quantity:
    end = word.start("word") + len(word["word"].rstrip(".’'"))
    each = _patterns()["each"].match(text, end, limit)
    return Quantity(Span(start, each.end() if each else end), value, unit)


def _sole(text: str, word: re.Match[str], limit: int) -> bool:
    """True for "one soldier": a noun right after, nothing but a stop after that."""
    if not word["word"].islower() or word.group()[0] == "-":
        return False
    after = _patterns()["word"].match(text, word.end(), limit)
    return after is None or after["word"].lower() in _words("stops") or after["word"].lower() in _words("fates")


def _bare(text: str, match: re.Match[str], limit: int, value: float) -> Quantity | None:
    """A count whose noun is left out: "at least 67", "killing 14,000", "12 wounded"."""
    patterns = _patterns()
    word = patterns["word"].match(text, match.end(), limit)
    if word and word["word"].lower() in _words("fates"):
        return Quantity(Span(match.start(), word.end()), value, "people")
    following = text[match.end() : min(limit, match.end() + 2)]
    if word and (_never(_bare_word(word["word"])) or word.group()[0] == "-"):
        return None
    if following[:1] in ("-", "–", "—", "/", ":", "’", "'") or (following[:1] == "." and following[1:2].isdigit()):
        return None
    hedge = patterns["hedge"].search(text, max(0, match.start() - 16), match.start())
    firm = hedge is not None and hedge.group().strip().lower() not in (
        "all",
        "about",
        "around",
        "over",
        "under",
        "only",
        "just",
        "some",
        "the other",
    )
    if firm or re.fullmatch(r"\d{1,3}(?:,\d{3})+", match["n"]):
        return Quantity(Span(match.start(), match.end()), value, "")
    return None


def _hedged(text: str, found: Quantity, floor: int) -> Quantity:
    """The quantity with "at least", "some" or the like taken into its span."""
    hedge = _patterns()["hedge"].search(text, max(floor, found.span.start - 18), found.span.start)
    return Quantity(Span(hedge.start(), found.span.end), found.value, found.unit) if hedge else found


def _never(word: str) -> bool:
    return (
        word in _words("never")
        or word.removesuffix("s") in _words("never")
        or word.startswith(("year-", "day-", "month-", "hour-", "week-", "minute-"))
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


def _bare_word(word: str) -> str:
    return re.sub(r"[’']s$", "", word.rstrip(".’'")).lower()


def _unit(word: str) -> str:
    """Lower case, but for proper names (`Veldrians`)."""
    last = _last_part(re.sub(r"[’']s$", "", word.rstrip(".’'")))
    return last if last[:1].isupper() and not last.isupper() else last.lower()


def _definite(text: str, start: int) -> bool:
    return (
        re.search(
            r"\b(?:the|these|those|their|its|both|our|world[’']s)\s+$", text[max(0, start - 9) : start], re.IGNORECASE
        )
        is not None
    )


def _last_part(word: str) -> str:
    return word.rsplit("-", 1)[-1] if "-" in word else word
