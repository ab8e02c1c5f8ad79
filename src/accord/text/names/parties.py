"""Parties: states, armed groups, organisations and the bodies that act for them, by every usual name."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from accord.text.tables import read_rows, values


class Form(StrEnum):
    """How a phrase of the table names its party."""

    NAME = "name"
    ADJECTIVE = "adjective"
    PEOPLE = "people"
    CAPITAL = "capital"
    ORGANISATION = "organisation"
    BODY = "body"
    OUTLET = "outlet"


@dataclass(frozen=True, slots=True)
class Known:
    """What the tables say of a phrase. `party` is whom it acts for, None for nobody in particular."""

    name: str
    form: Form
    party: str | None


_FORMS = {"party": Form.ORGANISATION, "body": Form.BODY, "outlet": Form.OUTLET}


@cache
def known_phrases() -> dict[str, Known]:
    """Every phrase of the tables, in the usual case. A name outranks an adjective written the same."""
    out: dict[str, Known] = {}
    rows = [(*row, "", "", "", "")[:5] for row in read_rows("states.tsv")]
    for name, *_ in rows:
        out[name] = Known(name, Form.NAME, name)
    for name, others, adjectives, people, capitals in rows:
        for form, cell in (
            (Form.NAME, others),
            (Form.PEOPLE, people),
            (Form.CAPITAL, capitals),
            (Form.ADJECTIVE, adjectives),
        ):
            for phrase in values(cell):
                out.setdefault(phrase, Known(name, form, name))
    for name, others, kind, party in ((*row, "", "", "")[:4] for row in read_rows("organisations.tsv")):
        holder = {"=": name, "-": None}.get(party, party)
        for phrase in (name, *values(others)):
            out.setdefault(phrase, Known(name, _FORMS[kind], holder))
    return out


@cache
def adjective_of(party: str) -> str:
    """The first adjective of a state (`Russian`), its name where it has none."""
    for row in read_rows("states.tsv"):
        if row[0] == party and len(row) > 2 and row[2]:
            return values(row[2])[0]
    return party


@cache
def adjectives() -> dict[str, str]:
    """Adjective to state, those written like a name (`US`, `Hong Kong`) too."""
    out: dict[str, str] = {}
    for row in read_rows("states.tsv"):
        for adjective in values(row[2]) if len(row) > 2 else ():
            out.setdefault(adjective, row[0])
    return out


@cache
def states() -> frozenset[str]:
    """The names of all states."""
    return frozenset(row[0] for row in read_rows("states.tsv"))
