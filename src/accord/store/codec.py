"""The model's data classes as JSON text and back, and the hashes that name what is kept.

A field at its default is left out, so the default of a field that is ever stored must never change: give the new
meaning a new field, or write a migration.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from datetime import UTC, datetime
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

from cattrs import BaseValidationError, Converter
from cattrs.preconf.json import make_converter
from cattrs.strategies import configure_tagged_union

from accord.model.claim import Claim, Event, Quote
from accord.model.entry import AnyEntry
from accord.model.period import Period
from accord.model.span import Span

T = TypeVar("T")
DIGEST_LENGTH = 32
_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))
CLAIM_KINDS: dict[str, type[Event] | type[Quote]] = {"event": Event, "quote": Quote}


def digest(*parts: str | bytes | None) -> str:
    """The id of a kept row: 32 hex digits of the SHA-256 over its parts; their order and number count."""
    whole = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        whole.update(b"-:" if data is None else b"%d:" % len(data))
        whole.update(data or b"")
    return whole.hexdigest()[:DIGEST_LENGTH]


def encode(value: object) -> str:
    """A data class as JSON text; equal ones give equal text."""
    return _dump(_converter().unstructure(value))


def decode(text: str, kind: type[T]) -> T:
    """The data class that `encode` wrote.

    Raises: ValueError: the text is none, or a field has no meaning.
    """
    try:
        return _converter().structure(json.loads(text), kind)
    except (BaseValidationError, KeyError, TypeError) as error:
        raise ValueError(f"not a {kind.__name__}: {error!r}") from error


def kind_of(claim: Claim) -> str:
    """What sort of claim it is, as the table says it."""
    return "event" if isinstance(claim, Event) else "quote"


def pack(data: bytes) -> bytes:
    """The bytes compressed; the same bytes give the same."""
    return zlib.compress(data, 6)


def unpack(packed: bytes) -> bytes:
    """The bytes that `pack` compressed.

    Raises: ValueError: they are damaged.
    """
    try:
        return zlib.decompress(packed)
    except zlib.error as error:
        raise ValueError(str(error)) from error


def moment(at: datetime) -> str:
    """A moment in UTC, to the microsecond, always of one length.

    Raises: ValueError: it has no zone.
    """
    if at.tzinfo is None:
        raise ValueError(f"{at.isoformat()} has no zone")
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _dump(plain: Any) -> str:
    return _ENCODER.encode(plain)


@cache
def _converter() -> Converter:
    converter = make_converter(omit_if_default=True, detailed_validation=False)
    converter.register_unstructure_hook(Span, lambda span: [span.start, span.end])
    converter.register_structure_hook(Span, lambda pair, _: Span(*pair))
    converter.register_unstructure_hook(Period, lambda period: period.iso)
    converter.register_structure_hook(Period, lambda text, _: Period.parse(text))
    configure_tagged_union(AnyEntry, converter, tag_generator=attrgetter("kind"), tag_name="kind")
    return converter
