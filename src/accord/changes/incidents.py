"""Incidents and contacts: new ones, and incidents that are denied since or whose toll is told otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from accord.changes.making import change_of
from accord.changes.matching import Matching
from accord.changes.sides import Side
from accord.model.change import Change, ChangeKind
from accord.model.entry import Contact, Incident
from accord.weighing.phrases import day_phrase, figures_phrase, join_names


def find_incident_changes(before: Side, after: Side, matching: Matching) -> Iterator[Change]:
    """What is new from the ground."""
    for incident in after.record.incidents:
        old = matching.before.get(incident.id)
        if incident.id not in matching.known:
            yield change_of(
                ChangeKind.INCIDENT,
                before,
                after,
                incident,
                incident.line,
                told_by=incident.claimed_by,
                beside=_bearing(incident),
            )
        elif isinstance(old, Incident):
            yield from _told_since(before, after, old, incident)


def find_contact_changes(before: Side, after: Side, matching: Matching) -> Iterator[Change]:
    """Who met or called whom."""
    for contact in after.record.contacts:
        if contact.id not in matching.known:
            yield change_of(ChangeKind.CONTACT, before, after, contact, _dated(contact))


def _dated(contact: Contact) -> str:
    day = day_phrase(contact.on) if contact.on else ""
    return contact.line if day in contact.line else f"{contact.line}, {day}"


def _bearing(incident: Incident) -> list[str]:
    """The ids of the commitments it may bear on."""
    return [bearing.commitment for bearing in incident.bears_on]


def _told_since(before: Side, after: Side, old: Incident, incident: Incident) -> Iterator[Change]:
    denied = tuple(name for name in incident.denied_by if name not in old.denied_by)
    if denied:
        yield change_of(
            ChangeKind.INCIDENT_DENIED,
            before,
            after,
            incident,
            f"Denied by {join_names(denied)}: {incident.line}",
            key=denied,
            told_by=denied,
        )
    tolls = {toll.unit: figures_phrase(toll) for toll in old.harm}
    for toll in incident.harm:
        now, was = figures_phrase(toll), tolls.get(toll.unit)
        if now != was:
            text = f"Now {now}, {f'before {was}' if was else 'no figure before'}: {incident.line}"
            yield change_of(ChangeKind.HARM, before, after, incident, text, key=(now,), was=was, now=now)
