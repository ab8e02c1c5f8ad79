"""Rulings: people's decisions, honoured on a weighed chapter."""

from __future__ import annotations

from collections.abc import Sequence

from accord.model.record import Chapter
from accord.model.ruling import Ruling
from accord.weighing.context import Context


def apply_rulings(chapter: Chapter, rulings: Sequence[Ruling], context: Context) -> Chapter:
    """Return the chapter with people's decisions applied, oldest first."""
    return chapter
