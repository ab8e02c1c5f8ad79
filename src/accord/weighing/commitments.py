"""Commitments: what parties have undertaken, and where it stands on a day."""

from __future__ import annotations

from accord.model.entry import Commitment
from accord.model.measure import Measure
from accord.weighing.context import Context


def find_commitments(context: Context, measures: tuple[Measure, ...]) -> tuple[Commitment, ...]:
    """Find what parties have undertaken, with the status on the record's day."""
    return ()
