"""Corrections: which fields of an entry or a measure a person may set, and how a value is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from accord.errors import RulingError
from accord.model.claim import Modality, PloverType, Stance
from accord.model.entry import AnyEntry, Commitment, Contact, Incident, Position, Quotation, Status
from accord.model.measure import Measure, MeasureKind
from accord.model.ruling import Ruling
from accord.weighing.rulings.values import (
    as_json,
    read_day,
    read_length,
    read_names,
    read_period,
    read_some_names,
    read_text,
    read_words,
)

Read = Callable[[Any], Any]
FIELDS: dict[type, dict[str, Read]] = {
    Position: {
        "party": read_text,
        "stance": Stance,
        "since": read_period,
        "condition": read_words,
        "voices": read_names,
        "superseded": read_period,
    },
    Commitment: {
        "debtors": read_some_names,
        "beneficiaries": read_names,
        "what": read_text,
        "condition": read_words,
        "starts": read_day,
        "due": read_day,
        "ends": read_day,
        "status": Status,
        "told_by": read_names,
        "duration": read_length,
    },
    Incident: {
        "type": PloverType,
        "what": read_text,
        "alleged_actor": read_names,
        "target": read_names,
        "place": read_words,
        "on": read_period,
        "modality": Modality,
        "claimed_by": read_names,
        "denied_by": read_names,
    },
    Contact: {
        "participants": read_some_names,
        "parties": read_names,
        "form": read_text,
        "on": read_period,
        "place": read_words,
        "modality": Modality,
    },
    Quotation: {"speaker": read_text, "party": read_words, "drift": read_words},
}


MEASURE_FIELDS: dict[str, Read] = {
    "label": read_text,
    "kind": MeasureKind,
    "parties": read_names,
    "scope": read_words,
    "duration": read_length,
}


def corrected(entry: AnyEntry, ruling: Ruling) -> AnyEntry:
    """The entry with the ruling's field set; its line is as it was.

    Raises: RulingError: the kind of entry has no such field to set, or the value has no meaning there.
    """
    return replace(entry, **_setting(ruling, FIELDS[type(entry)] | {"line": read_text}, entry.id, f"a {entry.kind}"))


def corrected_measure(measure: Measure, ruling: Ruling) -> Measure:
    """The measure with the ruling's field set.

    Raises: RulingError: a measure has no such field to set, or the value has no meaning there.
    """
    return replace(measure, **_setting(ruling, MEASURE_FIELDS, measure.id, "a measure"))


def _setting(ruling: Ruling, allowed: Mapping[str, Read], target: str, kind: str) -> dict[str, Any]:
    """The field that a ruling sets, with its value."""
    name = ruling.field_name
    if name is None or name not in allowed:
        fields = ", ".join(sorted(allowed))
        raise RulingError(target, f"{kind} has no field {name!r} to correct; it has {fields}")
    try:
        return {name: allowed[name](as_json(ruling.value))}
    except ValueError as error:
        raise RulingError(target, f"{ruling.value!r} does not fit {name}: {error}") from error
