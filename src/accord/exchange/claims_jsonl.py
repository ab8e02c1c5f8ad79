"""Every claim as JSON lines, in the form that readings are scored in.

One line for each report, with its events and quotes; then one for each story, with the origins its reports carry and
its findings. All spans are `[start, end]`, half-open, in code points of the report's text.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from accord.exchange.files import write_text
from accord.model.claim import Claims, Event, Mention, Quantity, Quote
from accord.model.evidence import Evidence
from accord.model.finding import Finding
from accord.model.lineage import OriginKind
from accord.model.record import Chapter, Record
from accord.model.span import Span


def write_claims(record: Record, path: Path) -> None:
    """Write the record's claims, origins and findings as JSON lines, all or nothing.

    Raises: ExchangeError: the file can't be written.
    """
    write_text(path, "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in claim_lines(record)))


def claim_lines(record: Record) -> Iterator[dict[str, Any]]:
    """The lines: reports in the record's order (an unread one has no claims), then stories."""
    measures = {claim: measure.id for measure in record.measures for claim in measure.claims}
    claims = {c.report: c for c in record.claims}
    for report in record.reports:
        yield _report_line(claims.get(report.id, Claims(report.id)), measures)
    origins = _named_origins(record)
    for chapter in record.chapters:
        yield _story_line(chapter, origins)


def _report_line(claims: Claims, measures: Mapping[str, str]) -> dict[str, Any]:
    return {
        "report": claims.report,
        "events": [_event(event, measures.get(event.id)) for event in claims.events],
        "quotes": [_quote(quote) for quote in claims.quotes],
    }


def _story_line(chapter: Chapter, origins: Mapping[str, list[str]]) -> dict[str, Any]:
    return {
        "story": chapter.story.id,
        "reports": list(chapter.story.reports),
        "origins": {report: origins.get(report, []) for report in chapter.story.reports},
        "findings": [_finding(finding) for finding in chapter.findings],
    }


def _named_origins(record: Record) -> dict[str, list[str]]:
    """Report to the names of its origins; an unknown one counts only where several reports share it."""
    carriers = Counter(carriage.origin for carriage in record.lineage.carriages)
    named = {o.id: o.name for o in record.lineage.origins if o.kind is not OriginKind.UNKNOWN or carriers[o.id] > 1}
    out: dict[str, list[str]] = {}
    for carriage in record.lineage.carriages:
        if carriage.origin in named:
            out.setdefault(carriage.report, []).append(named[carriage.origin])
    return out


def _event(event: Event, measure: str | None) -> dict[str, Any]:
    return {
        "id": event.id,
        "type": event.type.value,
        "stance": event.stance.value if event.stance else None,
        "modality": event.modality.value,
        "trigger": _span(event.trigger),
        "actor": [_mention(mention) for mention in event.actors],
        "party": list(event.parties),
        "recipient": [_mention(mention) for mention in event.recipients],
        "measure": _span(event.measure),
        "m": measure,
        "condition": _span(event.condition),
        "when": _span(event.when),
        "date": event.date.iso if event.date else None,
        "duration": event.duration,
        "quantity": [_quantity(quantity) for quantity in event.quantities],
        "place": _span(event.place),
        "source": _mention(event.speaker) if event.speaker else None,
        "confidence": event.confidence,
    }


def _quote(quote: Quote) -> dict[str, Any]:
    return {
        "id": quote.id,
        "content": _span(quote.content),
        "kind": quote.kind.value,
        "speaker": _credited(quote),
        "cue": _span(quote.cue),
        "channel": _span(quote.channel),
        "confidence": quote.confidence,
    }


def _credited(quote: Quote) -> list[Any] | None:
    """The words that credit the speaker, and the name; the name null where they could not be brought to anybody."""
    span = quote.credited or (quote.speaker.span if quote.speaker else None)
    return [_span(span), quote.speaker.name if quote.speaker else None] if span or quote.speaker else None


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "kind": finding.kind.value,
        "note": finding.note,
        "reports": list(finding.reports),
        "spans": [_place(piece) for piece in finding.evidence],
    }


def _span(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _mention(mention: Mention) -> list[Any]:
    return [_span(mention.span), mention.name]


def _quantity(quantity: Quantity) -> list[Any]:
    return [_span(quantity.span), quantity.value, quantity.unit]


def _place(piece: Evidence) -> list[Any]:
    return [piece.report, [piece.span.start, piece.span.end]]
