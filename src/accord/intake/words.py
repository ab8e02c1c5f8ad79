"""The closed word lists of intake (data/words.toml)."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def word_list(name: str) -> frozenset[str]:
    """The list called `name`."""
    return frozenset(_lists()[name])


@cache
def alternatives(name: str) -> str:
    """The list called `name` as the alternatives of a regular expression, longer ones first."""
    return "|".join(word.replace(" ", r"\s") for word in sorted(_lists()[name], key=lambda word: (-len(word), word)))


@cache
def _lists() -> dict[str, list[str]]:
    table: dict[str, list[str]] = tomllib.loads(files("accord.intake").joinpath("data/words.toml").read_text("utf-8"))
    return table
