"""The trained reader: the encoder's marks and the rules' knowledge, each where it is the better."""

from __future__ import annotations

from accord.encoder.labels import GUIDES
from accord.encoder.model import Encoder, load_encoder
from accord.model.claim import Claims
from accord.model.report import Report
from accord.reading.events import find_events
from accord.reading.quotes import find_quotes
from accord.reading.sayings import Heard
from accord.reading.sights import find_sights, mark
from accord.text.analysis import analyse

WIDE = GUIDES.index("attributions")


class TrainedReader:
    """Reads English reports with the encoder."""

    def __init__(self, encoder: Encoder | None = None, wide: bool = False) -> None:
        """Make a reader.

        Args:
            encoder: the model, by default the one that came with the package.
            wide: take every attribution for a quote (plans, hopes and documents too), not only what was said.
        Raises: ReadingError: the model's files are missing or broken.
        """
        self._encoder = encoder or load_encoder()
        self._wide = wide

    @property
    def name(self) -> str:
        """Name and version, kept on every claim."""
        return self._encoder.version

    def read(self, report: Report) -> Claims:
        """Return the report's claims in text order; a report in another language is returned unread."""
        if report.language != "en":
            return Claims(report.id, unread=f"language {report.language}: only English is read")
        analysis = analyse(report)
        marks = mark(analysis, self._encoder)
        spoken = mark(analysis, self._encoder, WIDE) if self._wide else marks
        quotes = find_quotes(analysis, self.name, Heard(self._encoder, spoken, self._wide))
        events = find_events(analysis, quotes, self.name, lambda named: find_sights(self._encoder, marks, named))
        return Claims(report.id, events=events, quotes=quotes)
