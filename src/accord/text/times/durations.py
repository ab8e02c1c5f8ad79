"""Lengths of time as ISO 8601 durations: `30-day` is P30D, `72 hours` PT72H, `two weeks` P14D, `a decade` P10Y."""

from __future__ import annotations

import re
from functools import cache

from accord.text.numerals import numeral_pattern, numeral_value

UNITS = {
    "second": ("PT", "S", 1),
    "minute": ("PT", "M", 1),
    "hour": ("PT", "H", 1),
    "day": ("P", "D", 1),
    "week": ("P", "D", 7),
    "fortnight": ("P", "D", 14),
    "month": ("P", "M", 1),
    "year": ("P", "Y", 1),
    "decade": ("P", "Y", 10),
    "century": ("P", "Y", 100),
}
"""Unit to the duration's prefix, its letter, and how many of the letter's unit one is."""

UNIT = "(?:second|minute|hour|day|week|fortnight|month|year|decade)s?|century|centuries"
"""Pattern source of a unit of time, singular or plural."""


@cache
def length_pattern() -> str:
    """Pattern source of a counted length of time, with the groups `n`, `unit` and `half`."""
    n = rf"(?P<n>{numeral_pattern()}|an?|one)"
    between = "calendar|full|consecutive|straight|more|additional|further"
    return rf"{n}(?:[ -](?:{between}))?[ -]?(?P<unit>{UNIT})\b(?P<half> and a half)?"


def unit_name(word: str) -> str:
    """`weeks` to `week`, `centuries` to `century`."""
    word = word.lower()
    return "century" if word.startswith("centur") else word.removesuffix("s")


def duration_of(match: re.Match[str]) -> str | None:
    """The ISO 8601 form of a match of `length_pattern`, None for a length it can't write (a third of a day)."""
    count = numeral_value(match["n"]) if match["n"].lower() not in ("a", "an") else 1.0
    if count is None:
        return None
    if match["half"]:
        return _with_half(count, unit_name(match["unit"]))
    return iso_duration(count, unit_name(match["unit"]))


def iso_duration(count: float, unit: str) -> str | None:
    """`iso_duration(72, "hour")` is `PT72H`; None where the count is no whole number of the letter's unit."""
    prefix, letter, factor = UNITS[unit]
    whole = count * factor
    if whole != int(whole) or not 0 < whole < 1e6:
        return None
    return f"{prefix}{int(whole)}{letter}"


def _with_half(count: float, unit: str) -> str | None:
    smaller = {"hour": ("minute", 60), "day": ("hour", 24), "year": ("month", 12)}.get(unit)
    return iso_duration((count + 0.5) * smaller[1], smaller[0]) if smaller else None
