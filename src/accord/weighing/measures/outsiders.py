"""Outsiders: parties that have little to do with the story; a deal with them is another deal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from accord.weighing.measures.mentions import Mention, given
from accord.weighing.measures.tokens import place_key

_MINOR = 0.1  # share of the mentions below which a party is an outsider


def with_outsiders(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, each with those parties its words name that hardly any other mention has to do with."""
    involved = Counter(key for m in mentions for key in {place_key(p) for p in (*m.event.parties, *given(m.event))})
    minor = {key for key, n in involved.items() if n < _MINOR * len(mentions)}
    return [replace(m, outsiders=_parts(m) & minor) for m in mentions]


def _parts(m: Mention) -> frozenset[str]:
    """The names in a mention's words, compounds (`Veldria-Keshar`) taken apart."""
    return frozenset(place_key(part) for name in m.said.names for part in (name, *name.split("-")))
