"""Days and runs of days, as the record writes them (ISO 8601)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A run of whole days, both ends included; one day when `first == last`."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"not a period: {self.first} to {self.last}")

    @classmethod
    def day(cls, day: date) -> Period:
        """The period of that one day."""
        return cls(day, day)

    @classmethod
    def parse(cls, iso: str) -> Period:
        """Read `2025-03-18` or `2025-03-18/2025-04-17`.

        Raises: ValueError: anything else.
        """
        first, _, last = iso.partition("/")
        return cls(date.fromisoformat(first), date.fromisoformat(last or first))

    @property
    def iso(self) -> str:
        """`2025-03-18`, or `2025-03-18/2025-04-17` for more than one day."""
        if self.first == self.last:
            return self.first.isoformat()
        return f"{self.first.isoformat()}/{self.last.isoformat()}"

    def overlaps(self, other: Period) -> bool:
        """True when at least one day is in both."""
        return self.first <= other.last and other.first <= self.last
