"""Which commitments in force an incident may bear on, and why: a question for people, never a finding of breach."""

from __future__ import annotations

from collections.abc import Sequence

from accord.model.entry import Bearing, Commitment, Status
from accord.model.measure import MeasureKind
from accord.model.period import Period
from accord.weighing.incidents.lines import unnamed_in
from accord.weighing.matter import matter, words
from accord.weighing.measures.tokens import read_tokens
from accord.weighing.measures.wording import read_wording
from accord.weighing.phrases import day_phrase, join_names, plain_day, term_phrase
from accord.weighing.wording import listed

_FIRE = frozenset({"attack", "fire", "fight", "hostil", "war", "violenc", "kill", "operation"})
_HALTING = frozenset({"stop", "truce"})


def bearing_on(
    on: Period | None,
    alleged: Sequence[str],
    others: Sequence[str],
    told: Sequence[str],
    commitments: Sequence[Commitment],
) -> tuple[Bearing, ...]:
    """Of commitments to hold fire those that had begun and that bind, protect or name one of those involved, by id.

    Args:
        on: when it happened; nothing bears on anything without a day.
        alleged: who is said to have done it.
        others: whom it hit, and who says so.
        told: the words the incident rests on.
    """
    involved = {*alleged, *others}
    if on is None or not involved:
        return ()
    found = [
        Bearing(c.id, _time(c, on), _scope(c, told), _place(c, told), _party(c, alleged, others))
        for c in commitments
        if _in_force(c, on)
        if involved & {*c.debtors, *c.beneficiaries} or not unnamed_in(c.what, tuple(involved))
    ]
    return tuple(sorted(found, key=lambda bearing: bearing.commitment))


def holds_fire(commitment: Commitment) -> bool:
    """Whether a commitment is one to hold fire."""
    said = set(matter(commitment.what))
    return "truce" in said or ("stop" in said and bool(said & _FIRE))


def _in_force(c: Commitment, on: Period) -> bool:
    begun = c.starts or c.due
    over = min((h.on for h in c.history if h.status is Status.SUPERSEDED and h.on), default=None)
    if begun is None or begun > on.last or (c.ends and c.ends < on.first):
        return False
    return over is None or on.first < over


def _time(c: Commitment, on: Period) -> str:
    since = c.starts or c.due
    known = term_phrase(since, c.ends) if since and c.ends else f"from {plain_day(since)}" if since else ""
    return f"in force {known}; reported for {day_phrase(on)}"


def _scope(c: Commitment, told: Sequence[str]) -> str | None:
    """The words of the commitment that the reports use of the incident too; a full ceasefire covers every attack."""
    if read_wording(c.what).kind is MeasureKind.CEASEFIRE:
        return "a full ceasefire covers every attack"
    said = {w for text in told for w in matter(text)} - _HALTING
    shared = [w for w in dict.fromkeys(words(c.what)) if set(matter(w)) & said and w not in _names(c.what)]
    return f"both speak of {listed(shared)}" if shared else None


def _names(text: str) -> set[str]:
    return {w for token in read_tokens(text) if token.name for w in words(text[token.at.start : token.at.end])}


def _place(c: Commitment, told: Sequence[str]) -> str | None:
    """The names of the commitment that the reports use of the incident too: `Veldrian` for `Veldria`."""
    said = {token.key for text in told for token in read_tokens(text) if token.name}
    shared = [c.what[t.at.start : t.at.end] for t in read_tokens(c.what) if t.name and t.key in said]
    return f"both name {listed(list(dict.fromkeys(shared)))}" if shared else None


def _party(c: Commitment, alleged: Sequence[str], others: Sequence[str]) -> str | None:
    """Who of those involved owes it or gets it."""
    owing = [p for p in alleged if p in c.debtors]
    if owing:
        return f"attributed to {join_names(owing)}, {'which owes' if len(owing) == 1 else 'who owe'} it"
    if alleged:
        return f"attributed to {join_names(alleged)}, not said to owe it"
    hit = [p for p in others if p in c.beneficiaries]
    return f"attributed to nobody; concerns {join_names(hit)}, to whom it is owed" if hit else "attributed to nobody"
