"""The word lists of the events reader, from `data/acts.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _tables() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("accord.reading").joinpath("data", "acts.toml").read_text(encoding="utf-8"))


@cache
def word_list(name: str) -> frozenset[str]:
    """A list by its name."""
    return frozenset(_tables()["lists"][name].split())


@cache
def toward(type_: str) -> frozenset[str]:
    """The prepositions that lead to the one an act of this type is directed at."""
    return frozenset(_tables()["toward"].get(type_, "").split())
