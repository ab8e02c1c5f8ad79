"""One frozen set of settings, passed in; nothing reads the environment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Settings:
    """How a record is made.

    `as_of` selects reports by publication and drives every clock; None means the latest publication day among the
    reports. `max_bytes` is the largest file taken in.
    """

    as_of: date | None = None
    max_bytes: int = 20_000_000
