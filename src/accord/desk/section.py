"""Sections: lines of one kind under a heading."""

from __future__ import annotations

from dataclasses import dataclass

from accord.desk.lines import Line

MOST_UNFOLDED, BEFORE_FOLD = 60, 40
"""Lines that stand one below the other without a fold, and those that stand before it where there are more."""


@dataclass(frozen=True, slots=True)
class Section:
    """A kind of line with its heading; the unsure lines come last."""

    anchor: str
    heading: str
    lines: tuple[Line, ...]

    @property
    def sure(self) -> tuple[Line, ...]:
        """The lines that are not unsure."""
        return tuple(line for line in self.lines if not line.unsure)

    @property
    def first(self) -> tuple[Line, ...]:
        """Of those that are not unsure all where they are few, else the first of them."""
        return self.sure[:BEFORE_FOLD] if len(self.sure) > MOST_UNFOLDED else self.sure

    @property
    def folded(self) -> tuple[Line, ...]:
        """Of those that are not unsure the others, which open at one click."""
        return self.sure[len(self.first) :]

    @property
    def unsure(self) -> tuple[Line, ...]:
        """The lines that are."""
        return tuple(line for line in self.lines if line.unsure)
