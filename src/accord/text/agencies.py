"""News agencies and the forms their names take."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from accord.model.span import Span

_SHORT = 400
"""In a longer stretch, in code points, the forms are looked for only whose first word stands there."""


@dataclass(frozen=True, slots=True)
class Agency:
    """One agency: its short name as Accord uses it, its full name, and the forms that stand for it.

    `sure` forms mean the agency wherever they stand; `bracket` forms only where an agency is expected.
    """

    name: str
    full: str
    sure: tuple[str, ...]
    bracket: tuple[str, ...]


@dataclass(frozen=True, slots=True, order=True)
class AgencyMention:
    """An agency named in a text: where, and its short name."""

    span: Span
    agency: str


@cache
def agencies() -> tuple[Agency, ...]:
    """Every agency of the table, in the order of the file."""
    raw = tomllib.loads(files("accord.text").joinpath("data/agencies.toml").read_text("utf-8"))
    return tuple(Agency(a["name"], a["full"], tuple(a["sure"]), tuple(a["bracket"])) for a in raw["agency"])


def agency_called(name: str) -> str | None:
    """The short name of the agency that `name` as a whole stands for, however written; None when it is none.

    Example:
        >>> agency_called("The Associated Press"), agency_called("afp"), agency_called("The Orsk Gazette")
        ('AP', 'AFP', None)
    """
    key = " ".join(name.split()).strip(" .,:;-–—").casefold()
    return _by_key().get(key.removeprefix("the ").removesuffix(" news agency").removesuffix(" newswire"))


def find_agencies(text: str, start: int = 0, end: int | None = None, *, expected: bool = False) -> list[AgencyMention]:
    """Agencies named in `text[start:end]`, in text order, never overlapping.

    Args:
        text: a report's text; offsets are into it.
        start: where to begin.
        end: where to stop; the text's end when None.
        expected: the place is one where an agency stands (a credit, a byline, brackets), so that forms which
            mean something else in running prose count too ("CP", "Bloomberg").
    Refuses: names of polls and foundations that hold an agency's name ("Reuters/Ipsos", "AP-NORC").
    """
    stop = len(text) if end is None else end
    forms = _all_forms() if expected else _sure_forms()
    if not expected and stop - start > _SHORT:
        present = set(_capitalised().findall(text, start, stop))
        forms = tuple(form for form in forms if _first_word(form) in present)
    if not forms:
        return []
    return [
        AgencyMention(Span(*match.span()), _by_form()[match.group()])
        for match in _pattern(forms).finditer(text, start, stop)
        if _stands_alone(text, match.start(), match.end())
    ]


def _stands_alone(text: str, start: int, end: int) -> bool:
    """The form is no part of a longer word, handle, address or name of a poll."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before.isalnum() or after.isalnum() or before in ("_", "@", "#") or after == "_":
        return False
    return not _other_thing().match(text, end)


def _first_word(form: str) -> str:
    return form.replace("-", " ").split(maxsplit=1)[0]


@cache
def _capitalised() -> re.Pattern[str]:
    return re.compile(r"[A-ZČ]\w+")


@cache
def _by_form() -> dict[str, str]:
    return {form: agency.name for agency in agencies() for form in (*agency.sure, *agency.bracket)}


@cache
def _by_key() -> dict[str, str]:
    keys = {}
    for agency in agencies():
        for form in (*agency.bracket, *agency.sure, agency.full, agency.name):
            keys[form.casefold().strip(".").removeprefix("the ")] = agency.name
    return keys


@cache
def _sure_forms() -> tuple[str, ...]:
    return tuple(sorted({form for agency in agencies() for form in agency.sure}))


@cache
def _all_forms() -> tuple[str, ...]:
    return tuple(sorted({form for agency in agencies() for form in (*agency.sure, *agency.bracket)}))


@cache
def _pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(forms, key=lambda f: (-len(f), f))
    return re.compile("|".join(re.escape(f) for f in longest_first))


@cache
def _other_thing() -> re.Pattern[str]:
    return re.compile(r"\.(?:com|org|net)\b|[-/ ]?(?:Ipsos|GfK|NORC|Foundation|View|Opinion|Businessweek|poll\b)")
