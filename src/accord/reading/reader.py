"""The seam every reader fits: report in, claims out."""

from __future__ import annotations

from typing import Protocol

from accord.model.claim import Claims
from accord.model.report import Report


class Reader(Protocol):
    """Reads one report at a time. Must be deterministic: the same report gives the same claims."""

    @property
    def name(self) -> str:
        """Name and version, kept on every claim, for example `rules/1`."""
        ...

    def read(self, report: Report) -> Claims:
        """Return the report's claims; `unread` set, and no claims, when the report can't be read.

        Raises: ReadingError: the reader's data is missing or broken.
        """
        ...
