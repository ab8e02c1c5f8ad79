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
def dateline_cities() -> frozenset[str]:
    """Cities, in small letters, that a dateline may name alone: capitals and the larger others."""
    rows = files("accord.text").joinpath("data/states.tsv").read_text("utf-8").splitlines()
    columns = (row.split("\t") for row in rows if row and not row.startswith("#"))
    capitals = {city.strip().casefold() for row in columns if len(row) > 4 for city in row[4].split(";")}
    return frozenset(capitals - {""}) | word_list("cities")


@cache
def _lists() -> dict[str, list[str]]:
    table: dict[str, list[str]] = tomllib.loads(files("accord.intake").joinpath("data/words.toml").read_text("utf-8"))
    return table
