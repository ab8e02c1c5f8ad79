"""Contacts: who met or called whom."""

from __future__ import annotations

from accord.model.entry import Contact
from accord.weighing.context import Context


def find_contacts(context: Context) -> tuple[Contact, ...]:
    """Find who met or called whom, and when."""
    return ()
