"""What changed as JSON, in the shape that docs/changes.schema.json holds."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from accord.exchange.record_json import evidence_to_dict, support_to_dict
from accord.model.change import MINOR, Change, Changes
from accord.version import __version__


def changes_to_dict(changes: Changes) -> dict[str, Any]:
    """The changes as plain dictionaries, in their order; days are ISO 8601, offsets count code points.

    `since` and `until` are the days of the two records; `known` the two moments where it was asked what came to be
    known, else null. `arrived` are the ids of the reports that came in between.
    """
    return {
        "accord": __version__,
        "since": _day(changes.since),
        "until": _day(changes.until),
        "known": [moment.isoformat() if moment else None for moment in changes.known] if changes.known else None,
        "arrived": list(changes.arrived),
        "stories": [{"id": story.id, "title": story.title} for story in changes.stories],
        "changes": [_change(change) for change in changes],
    }


def changes_as_json(changes: Changes) -> str:
    """The changes as JSON text; the same changes give the same text."""
    return json.dumps(changes_to_dict(changes), ensure_ascii=False, indent=2) + "\n"


def _change(change: Change) -> dict[str, Any]:
    return {
        "id": change.id,
        "kind": change.kind.value,
        "minor": change.kind in MINOR,
        "on": _day(change.on),
        "text": change.text,
        "was": change.was,
        "now": change.now,
        "told_by": list(change.told_by),
        "story": change.story or None,
        "entries": list(change.entries),
        "support": change.support.origins,
        "supported_by": support_to_dict(change.support),
        "evidence": [evidence_to_dict(piece) for piece in change.evidence],
        "unsure": change.unsure,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
