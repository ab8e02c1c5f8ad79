"""Readable tables that ship with the package, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def read_rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a tab-separated table in the data folder; lines that start with "#" and blank lines are none."""
    text = resources.files("accord.text.data").joinpath(name).read_text("utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line.strip() and not line.startswith("#"))


@cache
def read_lists(name: str) -> dict[str, Any]:
    """A TOML table of the data folder. The result is shared: do not change it."""
    return tomllib.loads(resources.files("accord.text.data").joinpath(name).read_text("utf-8"))


def values(cell: str) -> tuple[str, ...]:
    """The values of one cell, written with "; " between them."""
    return tuple(value.strip() for value in cell.split(";") if value.strip())
