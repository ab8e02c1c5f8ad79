"""Quotations: one utterance and its wordings across the reports."""

from __future__ import annotations

from accord.model.entry import Quotation
from accord.weighing.context import Context


def find_quotations(context: Context) -> tuple[Quotation, ...]:
    """Find the utterances of a story, each with its wordings."""
    return ()
