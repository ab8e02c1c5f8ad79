"""Whether two names of people can be one person's, and the reason in plain words."""

from __future__ import annotations

from accord.model.actor import Sameness
from accord.text.names.spellings import Spelling, compare_spellings, spelling_key
from accord.weighing.actors.namings import Naming


def judge(one: Naming, two: Naming) -> tuple[Sameness, str] | None:
    """What two full names are to each other, and why; None for two people."""
    how = _full_spelling(one.parts, two.parts)
    if how is None:
        return None
    sure, why = how
    return weighed(one, two, sure, why)


def weighed(one: Naming, two: Naming, sure: Spelling, why: str) -> tuple[Sameness, str]:
    """Merged where the spelling is sure and no two parties speak against it; where it is not, a party must agree."""
    reports = len(one.reports | two.reports)
    count = f"{reports} report{'s' if reports > 1 else ''}"
    office = min(one.offices & two.offices, default=None)
    ours, theirs = one.party, two.party
    if ours and theirs and not set(one.parties) & set(two.parties):
        return Sameness.PERHAPS, f"{why}, but one is said to act for {ours}, the other for {theirs}; {count}"
    if ours and theirs:
        shared = min(set(one.parties) & set(two.parties))
        agreed = sure >= Spelling.VARIANT or office or len(one.parts) == len(two.parts) > 1
        called = f", both called {office}" if office else ""
        return (Sameness.SAME if agreed else Sameness.PERHAPS), f"{why}, both for {shared}{called}; {count}"
    return (Sameness.SAME if sure >= Spelling.VARIANT else Sameness.PERHAPS), f"{why}; {count}"


def _full_spelling(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[Spelling, str] | None:
    """How two full names can be one, and in which words to say so."""
    if spelling_key("".join(a)) == spelling_key("".join(b)):
        return Spelling.VARIANT, "one name in two spellings"
    if sorted(map(spelling_key, a)) == sorted(map(spelling_key, b)):
        return Spelling.VARIANT, "the same names in another order"
    family, given = compare_spellings(a[-1], b[-1]), compare_spellings(a[0], b[0])
    if family is Spelling.DIFFERENT:
        return None
    middle = set(map(spelling_key, a[1:-1])), set(map(spelling_key, b[1:-1]))
    if all(middle) and not (middle[0] <= middle[1] or middle[1] <= middle[0]):
        return None
    if given is Spelling.DIFFERENT:
        return _by_first_letters(a, b, family)
    if min(family, given) is Spelling.ALIKE:
        one_sure = max(family, given) >= Spelling.VARIANT
        return (Spelling.ALIKE, "names that differ by a few letters") if one_sure else None
    return Spelling.VARIANT, "one name with and without a middle name" if middle[0] != middle[1] else "one name"


def _by_first_letters(a: tuple[str, ...], b: tuple[str, ...], family: Spelling) -> tuple[Spelling, str] | None:
    """An initial, or a given name cut short: `A. Morn`, `Alex Morn` for `Alexander Morn`."""
    short, full = sorted((a[0].replace(".", ""), b[0].replace(".", "")), key=len)
    if family < Spelling.VARIANT or not full.startswith(short) or len(short) == 2:
        return None
    return Spelling.ALIKE, f"the same family name, and {'an initial' if len(short) == 1 else 'a given name'} that fits"
