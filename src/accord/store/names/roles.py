"""Roles: whom a line of the record names, and as what. No database is needed to know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from accord.model.entry import AnyEntry, Commitment, Contact, Incident, Position, Quotation
from accord.model.period import Period
from accord.store.names.keys import PARTY, SPEAKER, key_of
from accord.text.names.parties import adjective_of

MENTION = "mention"
"""A quotation in whose words a party is named for which its speaker does not speak; else kinds are those of entries."""


@dataclass(slots=True)
class Roles:
    """What a line says of whom: names with their roles; and what it is about, for all, or for names of a sort."""

    kind: str
    about: str = ""
    beside: dict[str, str] = field(default_factory=dict)
    names: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def add(self, sort: str, role: str, *names: str) -> None:
        """Somebody stands in it as that."""
        for name in dict.fromkeys(names):
            self.names.setdefault((sort, name), []).append(role)


def roles_in(entry: AnyEntry, labels: Mapping[str, str]) -> Roles:
    """Who is named in an entry, and as what.

    Args: labels: measures' labels by their ids; one that is not there is about nothing.
    """
    found = Roles(entry.kind)
    match entry:
        case Position():
            found.about = labels.get(entry.measure, "")
            found.add(PARTY, "takes the stand", entry.party)
            found.add(SPEAKER, "takes the stand", *entry.voices)
        case Commitment():
            found.about = labels.get(entry.measure or "", "")
            found.add(PARTY, "owes", *entry.debtors)
            found.add(PARTY, "is owed", *entry.beneficiaries)
            found.add(SPEAKER, "tells of it", *entry.told_by)
        case Incident():
            found.add(PARTY, "alleged actor", *entry.alleged_actor)
            found.add(PARTY, "target", *entry.target)
            for sort in (PARTY, SPEAKER):
                found.add(sort, "says so", *entry.claimed_by)
                found.add(sort, "denies it", *entry.denied_by)
        case Contact():
            found.add(PARTY, "takes part", *entry.parties)
            found.add(SPEAKER, "takes part", *(who for who in entry.participants if who not in entry.parties))
        case Quotation():
            found.beside = {PARTY: entry.speaker, SPEAKER: entry.party or ""}
            found.add(SPEAKER, "says it", entry.speaker)
            if entry.party:
                found.add(PARTY, "says it", entry.party)
    return found


def day_of(entry: AnyEntry) -> date | None:
    """The first day an entry has of its own, None where it has none; a commitment's is that on which it was made."""
    match entry:
        case Position():
            period: Period | None = entry.since
        case Commitment():
            return entry.history[0].on if entry.history else None
        case Incident() | Contact():
            period = entry.on
        case _:
            return None
    return period.first if period else None


def spelled(party: str) -> tuple[str, ...]:
    """What stands for a party in folded words: its name, and the adjective of a state; each between spaces."""
    return tuple(f" {key} " for key in dict.fromkeys((key_of(party), key_of(adjective_of(party)))) if key)


def named_in(entry: Quotation, forms_of: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The parties that the words of a quotation name, of those for which its speaker does not speak.

    Args: forms_of: what stands for each party, as `spelled` gives it.
    """
    said = " ".join(f" {key_of(variant.text)} " for variant in entry.variants)
    return [
        party
        for party, forms in forms_of.items()
        if party not in (entry.party, entry.speaker) and any(form in said for form in forms)
    ]
