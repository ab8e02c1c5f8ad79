"""Places that a command takes: files and folders of reports, or a store. Which of the two is told by looking."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

Places = Annotated[
    list[str],
    typer.Argument(help="A store (a file, or a database's URL), or files and folders of reports.", metavar="PATH"),
]
_SQLITE = b"SQLite format 3\0"


def is_store(places: Sequence[str]) -> bool:
    """True for one place that is a database's URL, or a file that says it is a database."""
    if len(places) != 1:
        return False
    if "://" in places[0]:
        return True
    try:
        with Path(places[0]).open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False


def as_paths(places: Sequence[str]) -> list[Path]:
    """Files and folders of reports."""
    return [Path(place) for place in places]
