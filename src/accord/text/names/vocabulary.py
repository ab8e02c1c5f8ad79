"""What names stand for in a report: the tables, and states no table lists.

An unlisted state is told by an adjective before an office or a body, and the name it is made from.
"The Veldrian president" and "Veldria" in one report make Veldria a party. An adjective without its name in the same
report tells nothing for sure and makes none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from accord.text.names.parties import Form, Known, adjective_of, known_phrases, states

OFFICES = (
    "president|prime minister|premier|chancellor|king|queen|foreign minister|defen[cs]e minister|interior minister|"
    "finance minister|minister|ministry|government|parliament|army|navy|air force|military|troops|forces|soldiers|"
    "officials?|authorities|leader|leaders|delegation|negotiators?|ambassador|embassy|spokes(?:man|woman|person)|"
    "foreign ministry|defen[cs]e ministry|interior ministry|state|capital|border|citizens"
)
ENDINGS = ("an", "ian", "ean", "n", "ese", "ish", "i", "ic", "er", "ite")
SHORTEST = 4


@cache
def _adjective() -> re.Pattern[str]:
    return re.compile(rf"\b([A-Z][a-z]{{3,}}(?:{'|'.join(ENDINGS)})) (?:{OFFICES})\b", re.IGNORECASE)


@cache
def _name() -> re.Pattern[str]:
    return re.compile(r"\b[A-Z][a-z]{3,}\b(?!-)")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What capitalised phrases stand for in one report: the tables, and the states the report itself tells of."""

    unlisted: Mapping[str, Known] = field(default_factory=dict)

    def get(self, phrase: str) -> Known | None:
        """What a phrase stands for, None when neither the tables nor the report tell."""
        return known_phrases().get(phrase) or self.unlisted.get(phrase)

    def is_state(self, party: str | None) -> bool:
        """True for the name of a state."""
        told = self.unlisted.get(party or "")
        return party in states() or (told is not None and told.form is Form.NAME)

    def adjective_of(self, party: str) -> str:
        """The first adjective of a state, its name where it has none."""
        told = (phrase for phrase, k in self.unlisted.items() if k.name == party and k.form is Form.ADJECTIVE)
        return next(told, None) or adjective_of(party)


def vocabulary_of(text: str) -> Vocabulary:
    """The vocabulary of a report's prose."""
    return Vocabulary(unlisted_states(text))


def unlisted_states(text: str) -> dict[str, Known]:
    """The states a report speaks of that the tables do not list.

    Args: text: the report's prose.
    Returns: name, adjective and people (`Veldria`, `Veldrian`, `Veldrians`), each with what it stands for; empty where
        the tables know every adjective or no name fits.
    """
    adjectives = sorted({m[1] for m in _adjective().finditer(text) if m[1][0].isupper()} - known_phrases().keys())
    if not adjectives:
        return {}
    names = sorted(set(_name().findall(text)) - known_phrases().keys() - set(adjectives))
    out: dict[str, Known] = {}
    for adjective in adjectives:
        fitting = [name for name in names if _makes(name, adjective)]
        if len(fitting) == 1:
            name = fitting[0]
            out[name] = Known(name, Form.NAME, name)
            out[adjective] = Known(name, Form.ADJECTIVE, name)
            out[f"{adjective}s"] = Known(name, Form.PEOPLE, name)
    return out


def _makes(name: str, adjective: str) -> bool:
    """True when the adjective is the name, cut by at most its last vowels, and an ending."""
    return any(
        adjective == stem + ending
        for stem in {name, name.rstrip("aeoy"), name[:-1]}
        if len(stem) >= SHORTEST
        for ending in ENDINGS
    )
