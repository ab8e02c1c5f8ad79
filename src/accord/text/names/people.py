"""People whom reports often name without saying who they are, and what a given name tells."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from accord.text.tables import read_lists, read_rows, values


@dataclass(frozen=True, slots=True)
class Leader:
    """A well-known person. `gender` is `m` or `f`; `until` is None while in office. Years are whole calendar years."""

    name: str
    gender: str
    party: str
    office: str
    since: int
    until: int | None

    def serves(self, year: int | None) -> bool:
        """True when the person held office in that year, or the year before or after."""
        return year is None or self.since - 1 <= year <= (self.until or 9999) + 1


@cache
def leaders() -> dict[str, Leader]:
    """Every written form of a full name to the person."""
    return {form: leader for leader, forms in reversed(_leader_rows()) for form in reversed(forms)}


@cache
def _leader_rows() -> tuple[tuple[Leader, tuple[str, ...]], ...]:
    out = []
    for row in read_rows("people.tsv"):
        name, gender, party, office, since, until, others = (*row, "", "", "")[:7]
        leader = Leader(name, gender, party, office, int(since), int(until) if until else None)
        out.append((leader, (name, *values(others))))
    return tuple(out)


def in_year(leader: Leader, year: int | None) -> Leader | None:
    """The row of the same person for a year; None when the person held no office of the table then."""
    return next((row for row in _rows_of().get(leader.name, ()) if row.serves(year)), None)


@cache
def _rows_of() -> dict[str, tuple[Leader, ...]]:
    out: dict[str, list[Leader]] = {}
    for row in _leader_rows():
        out.setdefault(row[0].name, []).append(row[0])
    return {name: tuple(rows) for name, rows in out.items()}


@cache
def leaders_by_surname() -> dict[str, tuple[Leader, ...]]:
    """What a person can be called for short to the people it can mean, in the order of the table."""
    out: dict[str, list[Leader]] = {}
    for leader, forms in _leader_rows():
        for short in dict.fromkeys(short for form in forms for short in short_forms(form)):
            out.setdefault(short, []).append(leader)
    return {short: tuple(found) for short, found in out.items()}


@cache
def given_names() -> dict[str, str]:
    """Given name to `m`, `f` or `any`."""
    table = read_lists("given_names.toml")
    out: dict[str, str] = {}
    for gender in ("m", "f", "any"):
        for name in table[gender].split():
            out[name] = "any" if out.get(name, gender) != gender else gender
    return out


def short_forms(full: str) -> tuple[str, ...]:
    """What a person called `full` can be called for short, the likeliest first.

    Every ending of the name (`Van Hollen`, `Hollen`), also without an Arabic article; the first part of a name whose
    first part is no given name, as in Chinese and Korean ones.
    """
    parts = full.split()
    endings = [" ".join(parts[i:]) for i in range(len(parts) - 1, 0, -1)]
    bare = [e.split("-", 1)[1] for e in endings if e[:3].lower() in ("al-", "el-") and len(e) > 4]
    first = [parts[0]] if len(parts) in (2, 3) and not _western(parts[0]) else []
    return tuple(dict.fromkeys([*endings, *bare, *first]))


def _western(first: str) -> bool:
    return given_names().get(first, "any") != "any" or first[:1].islower() or "." in first or first.lower() in _RANKS


_RANKS = {"king", "pope", "ayatollah", "prince", "sheikh", "abu", "abd", "abed", "queen"}
