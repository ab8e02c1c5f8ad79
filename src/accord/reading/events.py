"""Events: who did, accepted, refused, demanded, promised or attacked what."""

from __future__ import annotations

from accord.model.claim import Event, Quote
from accord.text.analysis import Analysis


def find_events(analysis: Analysis, quotes: tuple[Quote, ...], reader: str) -> tuple[Event, ...]:
    """Find the events of a report, in text order; `quotes` attribute those that a speaker tells of."""
    return ()
