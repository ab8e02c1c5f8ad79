"""The record as JSON, in the shape that docs/record.schema.json holds."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from enum import StrEnum
from pathlib import Path
from types import UnionType
from typing import Any

from accord.exchange.files import write_text
from accord.model.actor import ActorLink
from accord.model.claim import Quantity
from accord.model.entry import Anchor, AnyEntry, Bearing, Estimate
from accord.model.evidence import Evidence, Support
from accord.model.finding import Contrast, Finding, Reading
from accord.model.lineage import Carriage, Lineage, Link, Origin
from accord.model.measure import Measure, Relation, Rival
from accord.model.period import Period
from accord.model.record import Chapter, Record
from accord.model.report import Entered, Report, Withdrawal
from accord.model.ruling import Ruling
from accord.model.subject import Subject, TextQuote
from accord.model.summary import Sentence
from accord.version import __version__

COMMON = ("id", "story", "line", "support", "evidence", "rulings", "confirmed")
"""Fields every entry has; the rest of an entry are its kind's own."""


def record_to_dict(record: Record) -> dict[str, Any]:
    """The record as plain dictionaries, lists and strings; days are ISO 8601, offsets count code points.

    The same record gives the same dictionary. `unread` lists the reports that nothing was read from, with the reason.
    """
    reports = {report.id: report for report in record.reports}
    lineages = _lineage_by_story(record)
    return {
        "accord": __version__,
        "as_of": _plain(record.as_of),
        "stories": [_story(chapter, reports, lineages[chapter.story.id]) for chapter in record.chapters],
        "unread": [{"report": c.report, "reason": c.unread} for c in record.claims if c.unread is not None],
        "rulings": [_ruling(ruling) for ruling in record.rulings],
        "orphans": [ruling.id for ruling in record.orphans],
        "refusals": [{"where": refusal.where, "reason": refusal.reason} for refusal in record.refusals],
    }


def write_json(record: Record, path: Path) -> None:
    """Write the record to a JSON file, all or nothing.

    Raises: ExchangeError: the file can't be written.
    """
    write_text(path, json.dumps(record_to_dict(record), ensure_ascii=False, indent=2) + "\n")


def _lineage_by_story(record: Record) -> dict[str, Lineage]:
    """Each story's part of the lineage; a link between two stories belongs to neither."""
    story_of = {report: chapter.story.id for chapter in record.chapters for report in chapter.story.reports}
    carriages: dict[str, list[Carriage]] = {chapter.story.id: [] for chapter in record.chapters}
    links: dict[str, list[Link]] = {chapter.story.id: [] for chapter in record.chapters}
    for carriage in record.lineage.carriages:
        if carriage.report in story_of:
            carriages[story_of[carriage.report]].append(carriage)
    for link in record.lineage.links:
        if link.left in story_of and story_of[link.left] == story_of.get(link.right):
            links[story_of[link.left]].append(link)
    origins = {origin.id: origin for origin in record.lineage.origins}
    return {
        story: Lineage(
            tuple(origins[i] for i in sorted({c.origin for c in carriages[story]})),
            tuple(carriages[story]),
            tuple(links[story]),
        )
        for story in carriages
    }


def _story(chapter: Chapter, reports: Mapping[str, Report], lineage: Lineage) -> dict[str, Any]:
    return {
        "id": chapter.story.id,
        "title": chapter.story.title,
        "summary": [_sentence(sentence) for sentence in chapter.summary],
        "reports": [_report(reports[i], lineage) for i in chapter.story.reports],
        "lineage": {
            "origins": [_origin(origin) for origin in lineage.origins],
            "carriages": [_carriage(carriage) for carriage in lineage.carriages],
            "links": [_link(link) for link in lineage.links],
        },
        "measures": [_measure(measure) for measure in chapter.measures],
        "actors": [_actor(link) for link in chapter.actors],
        "entries": [entry_to_dict(entry) for entry in chapter.entries],
        "findings": [_finding(finding) for finding in chapter.findings],
    }


def _report(report: Report, lineage: Lineage) -> dict[str, Any]:
    return {
        "id": report.id,
        "outlet": report.outlet,
        "title": report.title,
        "published": _plain(report.day),
        "published_known_from": report.published.known_from if report.published else None,
        "language": report.language,
        "url": report.url,
        "entered": _entered(report.entered) if report.entered else None,
        "rulings": list(report.rulings),
        **({"withdrawn": withdrawal_to_dict(report.withdrawn)} if report.withdrawn else {}),
        "origins": [origin.name for origin in lineage.of(report.id)],
    }


def _entered(entered: Entered) -> dict[str, Any]:
    return {"by": entered.by, "at": entered.at.isoformat(), "source": entered.source, "reason": entered.reason}


def withdrawal_to_dict(withdrawn: Withdrawal) -> dict[str, Any]:
    """Since when a report is withdrawn, who says so and why."""
    return {"on": _plain(withdrawn.on), "by": withdrawn.by, "reason": withdrawn.reason}


def _origin(origin: Origin) -> dict[str, Any]:
    return {"id": origin.id, "name": origin.name, "kind": origin.kind.value}


def _carriage(carriage: Carriage) -> dict[str, Any]:
    return {f.name: _plain(getattr(carriage, f.name)) for f in fields(Carriage)}


def _link(link: Link) -> dict[str, Any]:
    plain = {f.name: _plain(getattr(link, f.name)) for f in fields(Link) if f.name != "passages"}
    passages = [{"left": [p.left.start, p.left.end], "right": [p.right.start, p.right.end]} for p in link.passages]
    return {**plain, "passages": passages}


def _measure(measure: Measure) -> dict[str, Any]:
    return {f.name: _plain(getattr(measure, f.name)) for f in fields(Measure)}


def entry_to_dict(entry: AnyEntry) -> dict[str, Any]:
    """One entry as plain dictionaries, lists and strings."""
    own = [f.name for f in fields(entry) if f.name not in COMMON]
    return {
        "id": entry.id,
        "kind": entry.kind,
        "line": entry.line,
        **{name: _own_field(name, getattr(entry, name)) for name in own},
        "support": entry.support.origins,
        "supported_by": _plain(entry.support),
        "evidence": _plain(entry.evidence),
        "rulings": list(entry.rulings),
        "confirmed": entry.confirmed,
        "unsure": entry.unsure,
    }


def _own_field(name: str, value: Any) -> Any:
    if name == "earlier":
        return [{"since": since, "stance": stance.value} for since, stance in value]
    if name == "history":
        return [
            {"on": _plain(c.on), "status": c.status.value, "reason": c.reason, "claims": list(c.claims)} for c in value
        ]
    if name == "variants":
        return [
            {"text": v.text, "direct": v.direct, "origins": v.origins, "evidence": _plain(v.evidence)} for v in value
        ]
    return _plain(value)


def _sentence(sentence: Sentence) -> dict[str, Any]:
    own = {f.name: _plain(getattr(sentence, f.name)) for f in fields(Sentence) if f.name != "support"}
    return {**own, "support": sentence.support.origins, "supported_by": _plain(sentence.support)}


def _actor(link: ActorLink) -> dict[str, Any]:
    return {f.name: _plain(getattr(link, f.name)) for f in fields(ActorLink)}


def _finding(finding: Finding) -> dict[str, Any]:
    return {f.name: _plain(getattr(finding, f.name)) for f in fields(Finding)}


def _ruling(ruling: Ruling) -> dict[str, Any]:
    return {**{f.name: _plain(getattr(ruling, f.name)) for f in fields(Ruling)}, "at": ruling.at.isoformat()}


def evidence_to_dict(piece: Evidence) -> dict[str, Any]:
    """A piece of evidence; offsets count code points of its report's text."""
    return {
        "report": piece.report,
        "start": piece.span.start,
        "end": piece.span.end,
        "text": piece.text,
        "claim": piece.claim,
        "confidence": piece.confidence,
    }


def support_to_dict(support: Support) -> dict[str, Any]:
    """The counts, and the origins' names."""
    named = (f.name for f in fields(Support) if f.name != "withdrawn" or support.withdrawn)
    return {name: _plain(getattr(support, name)) for name in named}


_FORMS: tuple[tuple[type | UnionType, Callable[[Any], Any]], ...] = (
    (StrEnum, lambda value: value.value),
    (Period, lambda period: period.iso),
    (date, lambda day: day.isoformat()),
    (Evidence, evidence_to_dict),
    (Support, support_to_dict),
    (Relation, lambda relation: {"kind": relation.kind.value, "measure": relation.measure}),
    (Rival, lambda rival: {f.name: _plain(getattr(rival, f.name)) for f in fields(Rival)}),
    (
        Anchor | Bearing | Contrast | Estimate | Reading | Subject | TextQuote,
        lambda part: {f.name: _plain(getattr(part, f.name)) for f in fields(part)},
    ),
    (Quantity, lambda quantity: {"value": quantity.value, "unit": quantity.unit}),
    (tuple, lambda values: [_plain(value) for value in values]),
)


def _plain(value: Any) -> Any:
    """The JSON form of a field's value; strings, numbers and None stand as they are."""
    return next((form(value) for kind, form in _FORMS if isinstance(value, kind)), value)
