"""Rulings on claims that were misread: corrected, confirmed or left out before anything is weighed.

A corrected claim keeps its id, so that evidence leads to the claim as it was read; words that a correction names must
stand in the report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import replace
from functools import partial
from typing import Any

from accord.errors import RulingError
from accord.model.claim import Claim, Claims, Event, Mention, Modality, PloverType, QuoteKind, Stance
from accord.model.report import Report
from accord.model.ruling import Ruling, RulingAction
from accord.model.span import Span
from accord.weighing.rulings.anchoring import Anchoring
from accord.weighing.rulings.describing import Described, describe_claim
from accord.weighing.rulings.values import as_json, read_length, read_names, read_period, read_text, read_words

_SURE = 1.0
_KINDS = ("event", "quote")


def rule_claims(
    claims: Sequence[Claims], reports: Mapping[str, Report], rulings: Sequence[Ruling]
) -> tuple[list[Claims], tuple[str, ...]]:
    """The claims with people's decisions, in their order, and the ids of the rulings that were honoured.

    Args: reports: those the claims are of, by id. rulings: those in force, by time.
    """
    decided = [ruling for ruling in rulings if ruling.action in _ACTIONS and len(ruling.targets) == 1]
    if not decided:
        return list(claims), ()
    told = {claim.id: claim for own in claims for claim in own}
    honoured = []
    anchoring = Anchoring(reports, _KINDS)
    for ruling in decided:
        targets = anchoring.targets(ruling, told.keys(), lambda: _described(told.values(), reports))
        if targets is None:
            continue
        claim = told[targets[0]]
        try:
            ruled = _ACTIONS[ruling.action](claim, reports[claim.report], ruling)
        except RulingError:
            continue
        honoured.append(ruling.id)
        if ruled is None:
            del told[claim.id]
        else:
            told[claim.id] = ruled
    return ([_now(own, told) for own in claims] if honoured else list(claims)), tuple(honoured)


def corrected_claim(claim: Claim, report: Report, ruling: Ruling) -> Claim:
    """The claim with the ruling's field set, under its own id.

    Raises: RulingError: the kind of claim has no such field to set, or the value has no meaning there, such as words
        that are not in the report.
    """
    allowed = EVENT_FIELDS if isinstance(claim, Event) else QUOTE_FIELDS
    name = ruling.field_name
    if name is None or name not in allowed:
        kind = "an event" if isinstance(claim, Event) else "a quote"
        raise RulingError(claim.id, f"{kind} has no field {name!r} to correct; it has {', '.join(sorted(allowed))}")
    try:
        return _with(claim, **{name: allowed[name](as_json(ruling.value), claim, report)})
    except ValueError as error:
        raise RulingError(claim.id, f"{ruling.value!r} does not fit {name}: {error}") from error


def _now(own: Claims, told: Mapping[str, Claim]) -> Claims:
    """The claims of a report as they now are."""
    events = tuple(now for e in own.events if isinstance(now := told.get(e.id), Event))
    quotes = tuple(now for q in own.quotes if (now := told.get(q.id)) is not None and not isinstance(now, Event))
    return replace(own, events=events, quotes=quotes)


def _described(claims: Iterable[Claim], reports: Mapping[str, Report]) -> Iterator[Described]:
    return (describe_claim(claim, reports[claim.report]) for claim in claims)


def _with(claim: Claim, **values: Any) -> Claim:
    """The claim with these values, under its own id."""
    new = copy(claim)
    for name, value in values.items():
        object.__setattr__(new, name, value)
    return new


def _confirmed(claim: Claim, _report: Report, _ruling: Ruling) -> Claim:
    return _with(claim, confidence=_SURE)


def _dismissed(_claim: Claim, _report: Report, _ruling: Ruling) -> None:
    return None


Set = Callable[[Any, Claim, Report], Any]


def _plain(read: Callable[[Any], Any]) -> Set:
    """A field whose value hangs on nothing but itself."""
    return lambda value, _claim, _report: read(value)


def _none_or(read: Callable[[Any], Any]) -> Set:
    return lambda value, _claim, _report: None if value is None else read(value)


def _span(value: Any, claim: Claim, report: Report, *, wanted: bool = False) -> Span | None:
    """Where words stand: in the claim's own sentence, else the one place in the report that has them."""
    if value is None and not wanted:
        return None
    words, text = read_text(value), report.text
    at = text.find(words, claim.sentence.start, claim.sentence.end)
    if at < 0:
        at = text.find(words)
        if at < 0:
            raise ValueError("these words are not in the report")
        if text.find(words, at + 1) >= 0:
            raise ValueError("these words stand in the report more than once, and not in the claim's sentence")
    return Span(at, at + len(words))


def _mention(value: Any, claim: Claim, report: Report) -> Mention | None:
    """Somebody by name, with the place of the name where the claim's sentence has it."""
    if value is None:
        return None
    name = read_text(value)
    at = report.text.find(name, claim.sentence.start, claim.sentence.end)
    return Mention(Span(at, at + len(name)) if at >= 0 else None, name)


def _mentions(value: Any, claim: Claim, report: Report) -> tuple[Mention, ...]:
    return tuple(m for name in read_names(value) if (m := _mention(name, claim, report)))


EVENT_FIELDS: Mapping[str, Set] = {
    "type": _plain(PloverType),
    "modality": _plain(Modality),
    "stance": _none_or(Stance),
    "actors": _mentions,
    "parties": _plain(read_names),
    "recipients": _mentions,
    "recipient_parties": _plain(read_names),
    "measure": _span,
    "condition": _span,
    "when": _span,
    "date": _plain(read_period),
    "duration": _plain(read_length),
    "place": _span,
    "speaker": _mention,
}
QUOTE_FIELDS: Mapping[str, Set] = {
    "content": partial(_span, wanted=True),
    "kind": _plain(QuoteKind),
    "speaker": _mention,
    "party": _plain(read_words),
}
_ACTIONS: Mapping[RulingAction, Callable[[Claim, Report, Ruling], Claim | None]] = {
    RulingAction.CONFIRM: _confirmed,
    RulingAction.CORRECT: corrected_claim,
    RulingAction.DISMISS: _dismissed,
}
