"""The deterministic reader: rules over sentences, words, names and times; no model."""

from __future__ import annotations

from accord.model.claim import Claims
from accord.model.report import Report
from accord.reading.events import find_events
from accord.reading.quotes import find_quotes
from accord.text.analysis import analyse


class RuleReader:
    """Reads English reports by rules alone."""

    name = "rules/1"

    def read(self, report: Report) -> Claims:
        """Return the report's claims in text order; a report in another language is returned unread."""
        if report.language != "en":
            return Claims(report.id, unread=f"language {report.language}: only English is read")
        analysis = analyse(report)
        quotes = find_quotes(analysis, self.name)
        events = find_events(analysis, quotes, self.name)
        return Claims(report.id, events=events, quotes=quotes)
