"""A folder beside a store that holds its reports as they are traced and grouped, so that they need not be again.

It can be thrown away: it holds nothing that can't be worked out from the store, and counts for nothing unless it bears
the mark of the store's last derivation.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from shutil import rmtree

from accord.deriving.live import Live
from accord.model.lineage import Lineage
from accord.model.story import Story

SUFFIX = "-traced"
"""What is added to a store's file name."""

LARGE = 1_000
"""Reports from which on it is worth a folder."""


def folder_beside(store: Path) -> Path:
    """The folder beside a store."""
    return store.with_name(store.name + SUFFIX)


def save_live(live: Live, store: Path, mark: str) -> None:
    """Write the folder; where that can't be, the store is as good without."""
    folder = folder_beside(store)
    new = folder.with_name(f"{folder.name}.{os.getpid()}")
    with suppress(OSError):
        try:
            new.mkdir()
            live.save(new)
            (new / "mark").write_text(mark)
            forget_live(store)
            new.rename(folder)
        finally:
            rmtree(new, ignore_errors=True)


def load_live(store: Path, mark: str | None, stories: Sequence[Story], lineage: Lineage) -> Live | None:
    """The reports as they were traced and grouped when a derivation was made, whose rows are given.

    Returns: None where there is no such folder, where it is of another derivation, or damaged.
    """
    folder = folder_beside(store)
    try:
        if mark is None or (folder / "mark").read_text() != mark:
            return None
        return Live.load(folder, stories, lineage)
    except (OSError, ValueError, KeyError):
        return None


def forget_live(store: Path) -> None:
    """Remove the folder, if there is one."""
    rmtree(folder_beside(store), ignore_errors=True)
