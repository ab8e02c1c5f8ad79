"""The claims of one report: what was read in it, one by one, each with its words and the line it went into."""

from __future__ import annotations

from dataclasses import dataclass

from accord.desk.citations import title_of
from accord.desk.web.reports.one_report import find_report
from accord.desk.web.shelf import Shelf
from accord.exchange.citations import cite_in_full
from accord.exchange.record_csv import as_cell
from accord.model.claim import Claim, Event
from accord.model.report import Report
from accord.model.span import Span


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim in words; what it says nothing of is empty. `entry` is the line it went into, `line` what stands there.

    `words` are those of a quote, or the sentence of an event, at `start` to `end` in code points.
    """

    id: str
    kind: str
    type: str
    speaker: str
    party: str
    actors: tuple[str, ...]
    parties: tuple[str, ...]
    recipients: tuple[str, ...]
    stance: str
    modality: str
    measure: str
    condition: str
    when: str
    place: str
    quantities: tuple[str, ...]
    words: str
    start: int
    end: int
    confidence: float | None
    entry: str
    line: str
    citation: str


@dataclass(frozen=True, slots=True)
class ClaimsPage:
    """All claims of a report, in the order of its text; `unread` says why nothing was read, where that is so."""

    report: str
    title: str
    unread: str | None
    claims: tuple[ClaimRow, ...]


def claims_page(shelf: Shelf, report: str) -> ClaimsPage:
    """The claims of the report of that id.

    Raises: DeskError: there is no such report.
    """
    one = find_report(shelf, report)
    lines: dict[str, tuple[str, str]] = {}
    for cited in one.around.lines:
        for piece in cited.evidence:
            if piece.claim:
                lines.setdefault(piece.claim, (cited.line, cited.text))
    rows = [_row(one.report, claim, *lines.get(claim.id, ("", ""))) for claim in one.claims or ()]
    rows.sort(key=lambda row: (row.start, row.end, row.id))
    unread = one.claims.unread if one.claims else None
    return ClaimsPage(one.report.id, title_of(one.report), unread, tuple(rows))


def _row(report: Report, claim: Claim, entry: str, line: str) -> ClaimRow:
    def words(span: Span | None) -> str:
        return " ".join(span.of(report.text).split()) if span else ""

    event = claim if isinstance(claim, Event) else None
    span = claim.sentence if isinstance(claim, Event) else claim.content
    return ClaimRow(
        id=claim.id,
        kind="event" if event else "quote",
        type=event.type.value if event else "",
        speaker=claim.speaker.name if claim.speaker else "",
        party="" if isinstance(claim, Event) else claim.party or "",
        actors=tuple(actor.name for actor in event.actors) if event else (),
        parties=event.parties if event else (),
        recipients=tuple(who.name for who in event.recipients) if event else (),
        stance=event.stance.value if event and event.stance else "",
        modality=event.modality.value if event else "",
        measure=words(event.measure) if event else "",
        condition=words(event.condition) if event else "",
        when=event.date.iso if event and event.date else "",
        place=words(event.place) if event else "",
        quantities=tuple(as_cell(quantity) for quantity in event.quantities) if event else (),
        words=words(span),
        start=span.start,
        end=span.end,
        confidence=claim.confidence,
        entry=entry,
        line=line,
        citation=cite_in_full(words(span), report, span.start),
    )
