"""Incidents: what is reported to have happened on the ground."""

from __future__ import annotations

from accord.model.entry import Commitment, Incident
from accord.weighing.context import Context


def find_incidents(context: Context, commitments: tuple[Commitment, ...]) -> tuple[Incident, ...]:
    """Find what the reports say happened on the ground, and which commitments it may bear on."""
    return ()
