"""Positions: which party takes which stand on which measure."""

from __future__ import annotations

from accord.model.entry import Position
from accord.model.measure import Measure
from accord.weighing.context import Context


def find_positions(context: Context, measures: tuple[Measure, ...]) -> tuple[Position, ...]:
    """Find who takes which stand on which measure, since when."""
    return ()
