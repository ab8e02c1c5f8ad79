"""Subjects: what a ruling was about when it was made, in words that are found again when ids have changed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextQuote:
    """Words of a report with those around them, as in the TextQuoteSelector of the W3C Web Annotation model.

    `prefix` and `suffix` are the characters right before and after, cut at the ends of the text; `start` is where the
    words stood, in code points. `url` is the report's, by which another version of it is known.
    """

    report: str
    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int = 0
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing that a ruling is about, as it then was.

    `target` is its id; `kind` its sort (`position`, `measure`, `event`, `quote`, `actors`, `story`, `report`); `said`
    what it said, on one line; `facts` what another reading of the same thing would share, by name; `words` what it
    rested on: of a story the beginning of each of its reports.
    """

    target: str
    kind: str
    said: str
    facts: tuple[tuple[str, str], ...] = ()
    words: tuple[TextQuote, ...] = ()

    @property
    def reports(self) -> tuple[str, ...]:
        """The reports whose words it rested on, each once."""
        return tuple(dict.fromkeys(quote.report for quote in self.words))
