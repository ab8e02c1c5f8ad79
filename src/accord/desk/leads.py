"""Leads: the parties, the speakers and the measure that a line names, each of which the desk has a page of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from accord.model.entry import AnyEntry, Commitment, Position
from accord.store.names.keys import MEASURE, PARTY, SPEAKER, slug_of
from accord.store.names.roles import roles_in

FILTERS: Mapping[str, Callable[[str], str]] = {
    "segment": lambda text: quote(text, safe=""),
    "slug": lambda name: quote(slug_of(name), safe=""),
}
"""What templates write an id, or a name, into an address with."""

ROOMS = {PARTY: "parties", SPEAKER: "speakers", MEASURE: "measures"}


@dataclass(frozen=True, slots=True)
class Lead:
    """Something that has a page: its `room` and what it goes by there, and what it is called."""

    room: str
    to: str
    name: str


def leads_of(entry: AnyEntry, labels: Mapping[str, str]) -> tuple[Lead, ...]:
    """The measure that an entry is about, then the parties and the speakers it names, each once.

    Args: labels: what measures are called, by their ids; one that is not there is left out.
    """
    found: dict[tuple[str, str], Lead] = {}
    measure = entry.measure if isinstance(entry, Position | Commitment) else None
    if measure is not None and measure in labels:
        found[MEASURE, measure] = Lead(ROOMS[MEASURE], measure, labels[measure])
    for sort, name in sorted(roles_in(entry, labels).names, key=lambda named: named[0]):
        slug = slug_of(name)
        if slug and not (sort == SPEAKER and (PARTY, slug) in found):
            found.setdefault((sort, slug), Lead(ROOMS[sort], slug, name))
    return tuple(found.values())
