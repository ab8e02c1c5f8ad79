"""Outsiders: parties that have little to do with the story; a deal with them is another deal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from accord.weighing.measures.mentions import Mention, given
from accord.weighing.measures.tokens import place_key

_MINOR = 0.1  # share of the mentions below which a party is an outsider


def with_outsiders(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, each with those parties its words name that hardly any other mention has to do with."""
    sides = Counter((m.event.parties, given(m.event)) for m in mentions)
    involved: Counter[str] = Counter()
    for (ours, theirs), n in sides.items():
        involved.update(dict.fromkeys(map(place_key, (*ours, *theirs)), n))
    minor = {key for key, n in involved.items() if n < _MINOR * len(mentions)}
    found = []
    for m in mentions:
        outsiders = _parts(m.said.names) & minor if m.said.names else None
        found.append(replace(m, outsiders=outsiders) if outsiders else m)
    return found


@lru_cache(maxsize=16_384)
def _parts(names: frozenset[str]) -> frozenset[str]:
    """Names, compounds (`Veldria-Keshar`) taken apart."""
    return frozenset(place_key(part) for name in names for part in (name, *name.split("-")))
