"""A report's versions as JSON: what its outlet changed, with spans into both texts."""

from __future__ import annotations

import json
from typing import Any

from accord.exchange.record_json import withdrawal_to_dict
from accord.model.claim import Claim, Event
from accord.model.revision import FieldChange, History, Revision, Version
from accord.model.span import Span


def history_to_dict(history: History) -> dict[str, Any]:
    """The versions of a report, the first first, and what changed from each to the next.

    Offsets count code points: `before` is a span of the text of the version that `from` names, `after` of that of
    `to`; null where one of them has no words there. The texts of all versions are in it.
    """
    return {
        "report": history.versions[-1].report.id,
        "withdrawn": withdrawal_to_dict(history.withdrawn) if history.withdrawn else None,
        "versions": [_version(version) for version in history.versions],
        "revisions": [_revision(revision) for revision in history.revisions],
    }


def history_as_json(history: History) -> str:
    """The versions as JSON text; the same versions give the same text."""
    return json.dumps(history_to_dict(history), ensure_ascii=False, indent=2) + "\n"


def said_in(claim: Claim, version: Version) -> str:
    """The words of a claim that say what it is: the sentence of an event, what is quoted."""
    span = claim.sentence if isinstance(claim, Event) else claim.content
    return " ".join(span.of(version.report.text).split())


def _version(version: Version) -> dict[str, Any]:
    report = version.report
    return {
        "key": version.key,
        "id": report.id,
        "outlet": report.outlet,
        "title": report.title,
        "url": report.url,
        "published": report.day.isoformat() if report.day else None,
        "kept_at": version.kept_at,
        "withdrawn": withdrawal_to_dict(report.withdrawn) if report.withdrawn else None,
        "claims": len(version.claims),
        "text": report.text,
    }


def _revision(revision: Revision) -> dict[str, Any]:
    earlier, later = revision.earlier, revision.later
    return {
        "from": earlier.key,
        "to": later.key,
        "on": revision.on.isoformat(),
        "by": later.report.outlet,
        "alterations": [
            {"before": _words(change.before, earlier), "after": _words(change.after, later)}
            for change in revision.alterations
        ],
        "fields": [_field(change) for change in revision.fields],
        "gone": [_claim(claim, earlier) for claim in revision.gone],
        "came": [_claim(claim, later) for claim in revision.came],
    }


def _words(span: Span | None, version: Version) -> dict[str, Any] | None:
    return {"start": span.start, "end": span.end, "text": span.of(version.report.text)} if span else None


def _field(change: FieldChange) -> dict[str, Any]:
    return {"field": change.name, "was": change.was, "now": change.now}


def _claim(claim: Claim, version: Version) -> dict[str, Any]:
    kind = claim.type.value if isinstance(claim, Event) else claim.kind.value
    return {"id": claim.id, "kind": kind, "text": said_in(claim, version)}
