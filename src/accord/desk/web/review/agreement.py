"""How far reviewers agree, on the lines that two of them ruled on.

Cohen's kappa is the agreement beyond what would come about by chance: (p - e) / (1 - e), where p is the share of lines
decided alike, and e the share that would be if each decided as often so, but at random. J. Cohen, "A coefficient of
agreement for nominal scales", Educational and Psychological Measurement 20 (1960), 37-46.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations

from accord.desk.web.review.second import Ruled, ruled_lines
from accord.desk.web.shelf import Shelf
from accord.model.ruling import Ruling, RulingAction


@dataclass(frozen=True, slots=True)
class Decided:
    """What somebody decided of a line."""

    ruling: str
    by: str
    at: datetime
    says: str
    reason: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A line that two people decided otherwise: its id, its kind, what it said, the decision of each."""

    line: str
    kind: str
    said: str
    decided: tuple[Decided, Decided]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reviewers: the lines both ruled on, and of how many they decided the same.

    `percent` is the agreement in hundredths, `kappa` Cohen's; None where all that both decided was one thing, so that
    chance can't be told from agreement. `differing` are the lines that they decided otherwise, the last first.
    """

    one: str
    other: str
    n_lines: int
    n_alike: int
    percent: float
    kappa: float | None
    differing: tuple[Disagreement, ...]


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """Every two people who ruled on a line in common, those with the most lines first; `n_ruled` counts all lines that
    anybody ruled on, `n_twice` those that two or more did.
    """

    n_ruled: int
    n_twice: int
    pairs: tuple[Pair, ...]


def agreement_page(shelf: Shelf) -> AgreementPage:
    """Agreement of the reviewers, two by two; no pairs where no line was ruled on twice."""
    lines = list(ruled_lines(shelf.kept.store.rulings()).values())
    twice = [line for line in lines if len(line.by) > 1]
    people = sorted({by for line in twice for by in line.by})
    pairs = (_pair(one, other, twice) for one, other in combinations(people, 2))
    found = sorted((pair for pair in pairs if pair.n_lines), key=lambda pair: (-pair.n_lines, pair.one, pair.other))
    return AgreementPage(len(lines), len(twice), tuple(found))


def decision(ruling: Ruling) -> str:
    """What a ruling decides, in full: two that say the same decide the same."""
    said = {subject.target: subject.said for subject in ruling.about}
    action = ruling.action.value.replace("_", " ")
    if ruling.action is RulingAction.CORRECT:
        return f"correct {ruling.field_name} to {ruling.value or 'nothing'}"
    of = sorted(said.get(key, key) for key in (*ruling.targets, *ruling.claims))
    return f"{action}: {' | '.join(of)}" if len(of) > 1 else action


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa of what two people decided, line by line; None where chance alone would have them agree on all.

    None, too, for no lines.
    """
    n = len(pairs)
    if not n:
        return None
    ones, others = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    chance = sum(ones[said] * others[said] for said in ones) / (n * n)
    alike = sum(one == other for one, other in pairs) / n
    return None if chance == 1 else (alike - chance) / (1 - chance)


def _pair(one: str, other: str, lines: Iterable[Ruled]) -> Pair:
    common = [line for line in lines if one in line.by and other in line.by]
    said = [(decision(line.by[one]), decision(line.by[other])) for line in common]
    differing = [line for line, (a, b) in zip(common, said, strict=True) if a != b]
    differing.sort(key=lambda line: max(line.by[one].at, line.by[other].at), reverse=True)
    n, alike = len(common), len(common) - len(differing)
    found = kappa(said)
    return Pair(
        one,
        other,
        n,
        alike,
        round(100 * alike / n, 1) if n else 0.0,
        None if found is None else round(found, 3),
        tuple(
            Disagreement(
                line.id, line.subject.kind, line.subject.said, (decided(line.by[one]), decided(line.by[other]))
            )
            for line in differing
        ),
    )


def decided(ruling: Ruling) -> Decided:
    """What a ruling decided, as a page shows it."""
    return Decided(ruling.id, ruling.by, ruling.at, decision(ruling), ruling.reason)
