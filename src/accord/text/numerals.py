"""Numerals in figures and words: `1,300`, `1.2 trillion`, `twenty-five`, `two dozen`, `half a million`."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

FIGURES = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,15}(?:\.\d{1,6})?"
"""Pattern of a numeral in figures, thousands parted by commas or not at all."""


@cache
def numeral_words() -> dict[str, dict[str, float]]:
    """The tables `small`, `scales` and `abbreviated`: word to value."""
    raw = files("accord.text").joinpath("data/numerals.toml").read_text("utf-8")
    return {name: {word: float(value) for word, value in table.items()} for name, table in tomllib.loads(raw).items()}


@cache
def numeral_starts() -> frozenset[str]:
    """Lower-cased words a numeral can start with, besides figures and the article."""
    return frozenset(numeral_words()["small"]) | {"half", "dozen"}


@cache
def numeral_pattern() -> str:
    """Pattern source of one numeral in figures or words; it needs the IGNORECASE flag and a word border in front."""
    tables = numeral_words()
    small = "|".join(sorted(tables["small"], key=lambda w: (-len(w), w)))
    scales = "|".join(sorted(tables["scales"], key=lambda w: (-len(w), w)))
    word = rf"(?:{small})(?:-(?:{small}))?"
    scaled = rf"(?:half )?an?(?: half)?[ -](?:{scales})(?: (?:{scales}))?"
    plain = rf"(?:(?:{FIGURES})|{word})(?:[ -](?:{scales})\b)*(?:(?: and)? (?:{word})\b(?! (?:of|more|other)\b))?"
    return rf"(?:{scaled}|half dozen|{plain})(?![^\W\d_])(?!\d)"


def numeral_value(words: str) -> float | None:
    """The value of a numeral that `numeral_pattern` matched, None for anything else."""
    tables = numeral_words()
    total = current = 0.0
    seen = False
    half = 1.0
    for word in re.findall(r"\d[\d,.]*|[a-z]+", words.lower()):
        if word[0].isdigit():
            current, seen = current + float(word.replace(",", "").rstrip(".")), True
        elif word in tables["small"]:
            current, seen = current + tables["small"][word], True
        elif word in tables["scales"]:
            scaled = (current or 1.0) * tables["scales"][word] * half
            half, seen = 1.0, True
            if tables["scales"][word] >= 1000:
                total, current = total + scaled, 0.0
            else:
                current = scaled
        elif word == "half":
            half = 0.5
        elif word not in ("a", "an", "and"):
            return None
    return exact(total + current) if seen else None


def exact(value: float) -> float:
    """The value without the last bits' noise: 1.015 trillion is 1,015,000,000,000."""
    return float(f"{value:.12g}")
