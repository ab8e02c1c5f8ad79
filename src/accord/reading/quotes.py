"""Quotes: who is reported to have said what, in which words."""

from __future__ import annotations

from accord.model.claim import Quote
from accord.text.analysis import Analysis


def find_quotes(analysis: Analysis, reader: str) -> tuple[Quote, ...]:
    """Find the quotes of a report, in text order."""
    return ()
