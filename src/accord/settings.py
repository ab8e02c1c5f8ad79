"""One frozen set of settings, passed in; nothing reads the environment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accord.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Settings:
    """How a record is made.

    `as_of` selects reports by publication and drives every clock; None means the latest publication day among the
    reports. `max_bytes` is the largest file taken in (of JSONL and Parquet: the largest report in it).

    Raises: SettingsError: `max_bytes` is under 1.
    """

    as_of: date | None = None
    max_bytes: int = 20_000_000

    def __post_init__(self) -> None:
        if self.max_bytes < 1:
            raise SettingsError("max_bytes", f"must be at least 1, not {self.max_bytes}")
