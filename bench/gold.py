"""Gold annotations as Accord's own data classes, to measure a stage on perfect input from the stage before."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from accord.model.claim import Claims, Event, Mention, Modality, PloverType, Quantity, Quote, QuoteKind, Stance
from accord.model.period import Period
from accord.model.report import Published, Report
from accord.model.span import Span


def gold_reports(folder: Path) -> list[Report]:
    """The reports of a gold folder as they stand in the files, by id; no masks, no credits."""
    reports = []
    for path in sorted(folder.glob("*.report.json")):
        raw = json.loads(path.read_text())
        day = raw.get("published")
        published = Published(date.fromisoformat(day[:10])) if day else None
        reports.append(Report(raw["id"], raw["text"], str(path), raw.get("outlet"), raw.get("title"), published))
    return reports


def gold_claims(folder: Path) -> list[Claims]:
    """The annotated claims of a gold folder, by report id; reports without annotations are left out."""
    out = []
    for report in gold_reports(folder):
        path = folder / f"{report.id}.json"
        if not path.exists():
            continue
        raw, sentences = json.loads(path.read_text()), _sentences(folder, report.id)
        events = tuple(_event(report.id, e, sentences) for e in raw["events"] if e["at"].get("trigger"))
        quotes = tuple(_quote(report.id, q, sentences) for q in raw["quotes"] if q["at"].get("content"))
        out.append(Claims(report.id, events, quotes))
    return out


def gold_measures(folder: Path) -> dict[str, str]:
    """Event id (of `gold_claims`) to the measure id the annotator gave it; events about no measure are left out."""
    out = {}
    for claims in gold_claims(folder):
        raw = json.loads((folder / f"{claims.report}.json").read_text())
        annotated = [e for e in raw["events"] if e["at"].get("trigger")]
        out.update({c.id: e["m"] for c, e in zip(claims.events, annotated, strict=True) if e.get("m")})
    return out


def _sentences(folder: Path, report: str) -> list[Span]:
    raw = json.loads((folder / f"{report}.report.json").read_text())
    return [Span(a, b) for a, b in raw["sentences"]]


def _span(pair: list[int] | None) -> Span | None:
    return Span(pair[0], pair[1]) if pair else None


def _mentions(at: list[Any], named: list[Any]) -> tuple[Mention, ...]:
    return tuple(Mention(_span(span), name) for span, (_, name) in zip(at or [], named or [], strict=True) if name)


def _holder(offset: int, sentences: list[Span], otherwise: Span) -> Span:
    return next((s for s in sentences if s.start <= offset < s.end), otherwise)


def _event(report: str, e: dict[str, Any], sentences: list[Span]) -> Event:
    at = e["at"]
    trigger = Span(*at["trigger"])
    quantities = [
        Quantity(Span(*span), float(number), str(unit))
        for span, (_, number, unit) in zip(at.get("quantity") or [], e.get("quantity") or [], strict=True)
        if span and isinstance(number, int | float)
    ]
    try:
        period = Period.parse(e["date"]) if e.get("date") else None
    except ValueError:
        period = None
    return Event(
        report=report,
        trigger=trigger,
        type=PloverType(e["type"]),
        sentence=_holder(trigger.start, sentences, trigger),
        modality=Modality(e["modality"]),
        stance=Stance(e["stance"]) if e.get("stance") else None,
        actors=_mentions(at.get("actor"), e.get("actor") or []),
        parties=tuple(e.get("party") or []),
        recipients=_mentions(at.get("recipient"), e.get("recipient") or []),
        measure=_span(at.get("measure")),
        condition=_span(at.get("condition")),
        when=_span(at.get("when")),
        date=period,
        duration=e.get("duration"),
        quantities=tuple(quantities),
        place=_span(at.get("place")),
        speaker=Mention(_span(at.get("source")), e["source"][1]) if e.get("source") else None,
        reader="gold",
    )


def _quote(report: str, q: dict[str, Any], sentences: list[Span]) -> Quote:
    at = q["at"]
    content = Span(*at["content"])
    return Quote(
        report=report,
        content=content,
        kind=QuoteKind(q["kind"]),
        sentence=_holder(content.start, sentences, content),
        speaker=Mention(_span(at.get("speaker")), q["speaker"][1]) if q["speaker"][1] else None,
        cue=_span(at.get("cue")),
        channel=_span(at.get("channel")),
        reader="gold",
    )
