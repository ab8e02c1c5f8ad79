"""Measures: which mentions across the reports speak of one thing that can be accepted or refused."""

from __future__ import annotations

from accord.model.measure import Measure
from accord.weighing.context import Context


def find_measures(context: Context) -> tuple[Measure, ...]:
    """Find the measures of a story."""
    return ()
