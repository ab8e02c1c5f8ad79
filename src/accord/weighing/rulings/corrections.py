"""Corrections: which fields of an entry or a measure a person may set, and how a value is read."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from accord.errors import RulingError
from accord.model.claim import Modality, Stance
from accord.model.entry import AnyEntry, Commitment, Contact, Incident, Position, Quotation, Status
from accord.model.measure import Measure, MeasureKind
from accord.model.period import Period
from accord.model.ruling import Ruling


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("wants words")
    return value


def _words(value: Any) -> str | None:
    return None if value is None else _text(value)


def _names(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError('wants a list of names, as in ["Veldria", "Ostrava"]')
    return tuple(_text(v) for v in value)


def _some_names(value: Any) -> tuple[str, ...]:
    names = _names(value)
    if not names:
        raise ValueError("wants at least one name")
    return names


def _day(value: Any) -> date | None:
    return None if value is None else date.fromisoformat(_text(value))


def _period(value: Any) -> Period | None:
    return None if value is None else Period.parse(_text(value))


def _length(value: Any) -> str | None:
    if value is not None and not _LENGTH.fullmatch(_text(value)):
        raise ValueError("wants an ISO 8601 length, as in P30D")
    return value  # type: ignore[no-any-return]


_LENGTH = re.compile(r"P(?=.)(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?(?:T(?=.)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?")
Read = Callable[[Any], Any]
FIELDS: dict[type, dict[str, Read]] = {
    Position: {"party": _text, "stance": Stance, "since": _period, "condition": _words},
    Commitment: {
        "debtors": _some_names,
        "beneficiaries": _names,
        "what": _text,
        "condition": _words,
        "starts": _day,
        "due": _day,
        "ends": _day,
        "status": Status,
    },
    Incident: {
        "what": _text,
        "alleged_actor": _names,
        "target": _names,
        "place": _words,
        "on": _period,
        "modality": Modality,
        "claimed_by": _names,
        "denied_by": _names,
    },
    Contact: {
        "participants": _some_names,
        "parties": _names,
        "form": _text,
        "on": _period,
        "place": _words,
        "modality": Modality,
    },
    Quotation: {"speaker": _text, "party": _words, "drift": _words},
}


MEASURE_FIELDS: dict[str, Read] = {
    "label": _text,
    "kind": MeasureKind,
    "parties": _names,
    "scope": _words,
    "duration": _length,
}


def corrected(entry: AnyEntry, ruling: Ruling) -> AnyEntry:
    """The entry with the ruling's field set; its line is as it was.

    Raises: RulingError: the kind of entry has no such field to set, or the value has no meaning there.
    """
    return replace(entry, **_setting(ruling, FIELDS[type(entry)] | {"line": _text}, entry.id, f"a {entry.kind}"))


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
        return {name: allowed[name](asas_json(ruling.value))}
    except ValueError as error:
        raise RulingError(target, f"{ruling.value!r} does not fit {name}: {error}") from error


def asas_json(value: str | None) -> Any:
    """The value's JSON form; words that are not JSON stand for themselves."""
    if value is None:
        return None
    try:
        return json.loads(value)
    except ValueError:
        return value
