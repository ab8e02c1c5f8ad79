"""Claims entered by hand: what an analyst heard or saw and no report prints, with its source and who says so.

What the analyst wrote is kept as a report of its own kind, so that every line still leads to exact words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from accord.errors import RulingError
from accord.model.claim import Claim, Claims, Event, Mention, PloverType, Quote, QuoteKind
from accord.model.identity import content_id
from accord.model.report import Entered, Published, Report
from accord.model.span import Span
from accord.text.sentences import split_sentences
from accord.weighing.rulings.claims import EVENT_FIELDS, QUOTE_FIELDS
from accord.weighing.rulings.values import as_json

READER = "by hand"
_SURE = 1.0


@dataclass(frozen=True, slots=True)
class ByHand:
    """A claim that no report gives.

    `words` is what the analyst wrote; `source` where it comes from (`a call with the mediator's office`), which is its
    origin; `day` when it was said or seen, None where that is not known. `act` are the words in it that name an act, of
    the PLOVER type `type`; or `quote` those that somebody said: one of the two. `values` are further fields of the
    claim by name, in JSON form, as a correction sets them.
    """

    words: str
    source: str
    by: str
    reason: str = ""
    day: date | None = None
    act: str | None = None
    type: str | None = None
    quote: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)


def enter_by_hand(entry: ByHand, at: datetime) -> tuple[Report, Claims]:
    """The claim with the text it stands in. The same words of the same source, entered at one moment, are one.

    Raises: RulingError: it does not say who, from what source, or which words; the words of the claim are not in the
        text; a field or value has no meaning. Its target is the name of the field.
    """
    for name in ("words", "source", "by"):
        if not getattr(entry, name).strip():
            raise RulingError(name, "wants words")
    key = content_id("by hand", entry.by, at.isoformat(), entry.source, entry.words, str(entry.day))
    report = Report(
        id=key,
        text=entry.words,
        where=f"entered by hand by {entry.by}",
        outlet=entry.source,
        published=Published(entry.day, known_from="person") if entry.day else None,
        entered=Entered(entry.by, at, entry.source, entry.reason),
    )
    claim = _event(entry, report) if entry.act else _quote(entry, report)
    return report, Claims(key, (claim,), ()) if isinstance(claim, Event) else Claims(key, (), (claim,))


def _event(entry: ByHand, report: Report) -> Event:
    if entry.quote:
        raise RulingError("act", "either an act or a quote, not both")
    act = _place("act", entry.act or "", report)
    types = ", ".join(PloverType)
    if entry.type not in set(PloverType):
        raise RulingError("type", f"an act wants a type, one of {types}; {entry.type!r} is none")
    bare = Event(report.id, act, PloverType(entry.type), _sentence(act, report), reader=READER, confidence=_SURE)
    event = replace(bare, **_values(entry, bare, report))
    if event.parties and not event.actors:
        event = replace(event, actors=tuple(_named(party, report) for party in event.parties))
    return event


def _quote(entry: ByHand, report: Report) -> Quote:
    if not entry.quote:
        raise RulingError("act", "wants the words of an act, or those that somebody said")
    said = _place("quote", entry.quote, report)
    marked = report.text[: said.start].endswith(("“", '"', "„", "«"))
    kind = QuoteKind.DIRECT if marked else QuoteKind.INDIRECT
    bare = Quote(report.id, said, kind, _sentence(said, report), reader=READER, confidence=_SURE)
    return replace(bare, **_values(entry, bare, report))


def _values(entry: ByHand, claim: Claim, report: Report) -> dict[str, Any]:
    allowed = EVENT_FIELDS if isinstance(claim, Event) else QUOTE_FIELDS
    found = {}
    for name, value in entry.values.items():
        if name not in allowed:
            raise RulingError(name, f"there is no such field to set; there are {', '.join(sorted(allowed))}")
        try:
            found[name] = allowed[name](as_json(value), claim, report)
        except ValueError as error:
            raise RulingError(name, f"{value!r} does not fit: {error}") from error
    return found


def _place(name: str, words: str, report: Report) -> Span:
    at = report.text.find(words) if words.strip() else -1
    if at < 0:
        raise RulingError(name, f"{words!r} does not stand in the words entered")
    return Span(at, at + len(words))


def _sentence(span: Span, report: Report) -> Span:
    """The sentences that hold the span."""
    whole = span
    for sentence in split_sentences(report.text):
        if sentence.overlap(span):
            whole = whole.cover(sentence)
    return whole


def _named(name: str, report: Report) -> Mention:
    at = report.text.find(name)
    return Mention(Span(at, at + len(name)) if at >= 0 else None, name)
