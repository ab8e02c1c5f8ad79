"""Sections: lines of one kind under a heading."""

from __future__ import annotations

from dataclasses import dataclass

from accord.desk.lines import Line


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
    def unsure(self) -> tuple[Line, ...]:
        """The lines that are."""
        return tuple(line for line in self.lines if line.unsure)
