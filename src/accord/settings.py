"""One frozen set of settings, passed in; nothing reads the environment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accord.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Settings:
    """How a record is made.

    `as_of` selects reports by publication and drives every clock; None means the latest publication day among the
    reports. `max_bytes` is the largest file taken in (of JSONL and Parquet: the largest report in it). `reader` is
    `encoder`, `rules`, or `auto`: the encoder where its model is installed. `wide_quotes` has the encoder take every
    attribution for a quote, plans, hopes and documents too, not only what was said. `threads` is how many reports are
    read at a time; it changes nothing in the record.

    Raises: SettingsError: `max_bytes` or `threads` is under 1.
    """

    as_of: date | None = None
    max_bytes: int = 20_000_000
    reader: str = "auto"
    wide_quotes: bool = False
    threads: int = 2

    def __post_init__(self) -> None:
        if self.max_bytes < 1:
            raise SettingsError("max_bytes", f"must be at least 1, not {self.max_bytes}")
        if self.threads < 1:
            raise SettingsError("threads", f"must be at least 1, not {self.threads}")
