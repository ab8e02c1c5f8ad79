"""How the lines of the record are worded: short plain sentences in the reports' own words."""

from __future__ import annotations

from collections.abc import Sequence

from accord.weighing.matter import word_list

# First words with which a condition reads well after a stand.
_CONDITIONAL = frozenset(
    {"if", "unless", "until", "once", "when", "while", "as", "provided", "without", "only", "in", "after", "before"}
    | {"with", "contingent", "dependent", "depending", "subject", "pending", "under"}
)


def one_line(text: str) -> str:
    """The words without line breaks and double blanks."""
    return " ".join(text.split())


def listed(names: Sequence[str]) -> str:
    """`Veldria`, `Veldria and Ostrava`, `Veldria, Ostrava and Morvia`; empty for none."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def some_of(names: Sequence[str], most: int = 2) -> str:
    """The names listed, the last ones as `others` when there are more than `most`."""
    return listed(names if len(names) <= most else [*names[:most], "others"])


def number(value: float) -> str:
    """`1,250,000`, `2.5`: no exponent, no needless decimals."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.10g}"


def is_plural(name: str) -> bool:
    """True for a party named in the plural (`Western allies`), so that its verb goes with it."""
    last = name.rsplit(" ", 1)[-1]
    return " and " in name or last.lower() in word_list("plural_parties.txt") or last.endswith(("ans", "ians", "eans"))


def in_brackets(condition: str | None) -> str:
    """` (if Ostrava lifts its blockade)`; a condition without its own conjunction is named as one; empty for None."""
    if not condition:
        return ""
    words = one_line(condition)
    first = words.split(" ", 1)[0].lower()
    return f" ({words})" if first in _CONDITIONAL else f" (condition: {words})"
