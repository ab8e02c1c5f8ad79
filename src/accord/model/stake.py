"""Stakes: what a person's ruling on a line of the record would settle."""

from __future__ import annotations

from dataclasses import dataclass

SENTENCE = 3
"""How much a sentence of the summary counts: it is what is read first."""


@dataclass(frozen=True, slots=True)
class Stake:
    """A line that nobody has ruled on: how much it is in doubt, and what hangs on it.

    `doubt` is from 0 to 1. `reports` stand behind the line; `lines` are other lines that hang on it, `findings` and
    `sentences` of the summary those that rest on it.
    """

    id: str
    kind: str
    doubt: float
    reports: int
    lines: int = 0
    findings: int = 0
    sentences: int = 0

    @property
    def weight(self) -> float:
        """What a ruling would be expected to change: the doubt, times all that hangs on the line; 0 for nothing."""
        return round(self.doubt * (self.reports + self.lines + self.findings + SENTENCE * self.sentences), 6)
