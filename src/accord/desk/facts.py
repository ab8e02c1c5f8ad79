"""Facts: the short labelled details of an entry, as a reader sees them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from accord.model.entry import AnyEntry, Bearing, Commitment, Incident, Position, Quotation
from accord.model.period import Period
from accord.weighing.phrases import day_phrase, figures_phrase, length_phrase


def facts_of(entry: AnyEntry, labels: Mapping[str, str]) -> list[tuple[str, str]]:
    """Short labelled details of an entry, in reading order, with empty ones.

    `labels` gives a measure's label, and a commitment's line, by its id.
    """
    facts: list[tuple[str, str]] = []
    if isinstance(entry, Position):
        label = labels.get(entry.measure, "")
        facts = [("measure", "" if entry.line.endswith(f": {label}") else label), ("since", _days(entry.since))]
        facts.append(("condition", entry.condition or ""))
        facts.append(("until", f"{_days(entry.superseded)}, as it then took another stand" if entry.superseded else ""))
        facts.append(("said by", ", ".join(entry.voices)))
        facts.append(
            (
                "earlier",
                "; ".join(f"{s.value.replace('_', ' ')} {_days(Period.parse(when))}" for when, s in entry.earlier),
            )
        )
    elif isinstance(entry, Commitment):
        facts = [("status", entry.status.value.replace("_", " ")), ("owed by", ", ".join(entry.debtors))]
        facts += [("to", ", ".join(entry.beneficiaries)), ("condition", entry.condition or "")]
        facts += [("from", _day(entry.starts)), ("due", _day(entry.due))]
        facts += [("until", _day(entry.ends)), ("for", length_phrase(entry.duration) if entry.duration else "")]
        facts += [("told by", ", ".join(entry.told_by))]
        facts += [("how many", "; ".join(map(figures_phrase, entry.estimates)))]
        facts += [
            (
                "history",
                "; ".join(
                    f"{_day(h.on)} {h.status.value.replace('_', ' ')}: {h.reason}".strip() for h in entry.history
                ),
            )
        ]
    elif isinstance(entry, Incident):
        facts = [("on", _days(entry.on)), ("at", entry.place or "")]
        facts += [("alleged actor", ", ".join(entry.alleged_actor)), ("said by", ", ".join(entry.claimed_by))]
        facts += [("denied by", ", ".join(entry.denied_by))]
        facts += [("harm", "; ".join(map(figures_phrase, entry.harm)))]
        facts += [("may bear on", "; ".join(_why(bearing, labels) for bearing in entry.bears_on))]
    elif isinstance(entry, Quotation):
        facts = [("speaker", entry.speaker), ("for", entry.party or ""), ("drift", entry.drift or "")]
        facts += [("kinds of drift", ", ".join(kind.value.replace("_", " ") for kind in entry.drift_kinds))]
        facts += [("what differs in meaning", ", ".join(entry.meaning_changes))]
    else:
        facts = [("who", ", ".join(entry.participants)), ("for", ", ".join(entry.parties))]
        facts += [("on", _days(entry.on)), ("at", entry.place or "")]
    return [*facts, ("confirmed", "by a person" if entry.confirmed else "")]


def named_by(entry: AnyEntry) -> tuple[str, ...]:
    """The ids of the measures and commitments that an entry is told with by name; none where it is told without."""
    match entry:
        case Position():
            return (entry.measure,)
        case Commitment():
            return (entry.measure,) if entry.measure else ()
        case Incident():
            return tuple(bearing.commitment for bearing in entry.bears_on)
        case _:
            return ()


def _why(bearing: Bearing, labels: Mapping[str, str]) -> str:
    reasons = filter(None, (bearing.party, bearing.scope, bearing.place, bearing.time))
    owed = labels.get(bearing.commitment, bearing.commitment)
    return f"“{owed}”, breach not established ({'; '.join(reasons)})"


def bearing_phrase(incident: Incident, labels: Mapping[str, str]) -> str:
    """`; may bear on “Keshar undertook: …” and 1 more`: that which the alleged actor owes before others."""
    owed = sorted(incident.bears_on, key=lambda b: ("not said to owe" in (b.party or ""), b.commitment))
    if not owed:
        return ""
    more = f" and {len(owed) - 1} more" if len(owed) > 1 else ""
    return f"; may bear on “{labels.get(owed[0].commitment, owed[0].commitment)}”{more}"


def _days(period: Period | None) -> str:
    return day_phrase(period) if period else ""


def _day(day: date | None) -> str:
    return _days(Period.day(day)) if day else ""
