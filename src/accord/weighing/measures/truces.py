"""Truces: a ceasefire, or a halt of attacks, as a whole or bounded to a part."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from accord.model.measure import MeasureKind
from accord.weighing.measures.tokens import AND, Word, place_key, token_pattern
from accord.weighing.measures.words import vocabulary
from accord.weighing.stems import stem

_BOUNDING = frozenset(
    {"on", "of", "in", "against", "for", "to", "at", "around", "over", "along", "across"}
    | {"covering", "concerning", "regarding", "involving", "including"}
)


def join_halts(read: list[Word]) -> list[Word]:
    """`halt attacks` read as `truce`, `end the war` as `peace`; rockets and bombing stay, they bound the truce."""
    keys = {w.key for w in read}
    acts = {"halt", "refrain"}
    things = {"strike", "rocket", "bombing"} & keys
    meaning = "truce" if things else "peace" if "war" in keys and "halt" in keys else None
    if {"open", "border"} <= keys:
        return [replace(w, key="lift") if w.key == "open" else w for w in read]
    if meaning is None or not keys & acts:
        return read
    act = next(w for w in read if w.key in acts)
    rest = [w for w in read if w.key not in acts and w.key not in ("strike", "war")]
    return [replace(act, key=meaning), *rest]


def _target(text: str) -> str | None:
    """Whom a one-sided halt spares or binds: the name in `attacks on Veldria`, `fire from Veldria`."""
    found = _targets().search(text)
    return f"{found.group(1)} {place_key(found.group(2))}" if found else None


@cache
def _targets() -> re.Pattern[str]:
    return re.compile(r"\b(?:attacks?|strikes?|fire|firing|raids?|assaults?) (on|against|from) ([A-Z][^\W\d_]+)")


def read_truce(
    text: str, read: list[Word], whole: bool
) -> tuple[MeasureKind, frozenset[str], frozenset[str], str | None]:
    """Kind, naming ideas, content and scope of a truce.

    It is whole, or bounded by the words around it and those that follow by `on`, `of`, `against` and the like; one
    that ends a war as well is a settlement.
    """
    plain = {"truce", "war", "more", "deal", *vocabulary().whole}
    truce = next(w for w in read if w.key == "truce")
    if any(w.key == "peace" and w.run > truce.run for w in read):
        every = frozenset(w.key for w in read if not w.name) - plain
        return MeasureKind.AGREEMENT, frozenset({"peace"}), every, None
    bounding = [w for w in _bounding(read, truce) if w.key not in plain and not w.name]
    rest = frozenset(w.key for w in bounding)
    target = _target(text)
    if not rest and target and not whole:
        rest = frozenset({f"on {target}"})
    naming = frozenset({"truce"})
    if rest <= {"final"} or whole:
        return MeasureKind.CEASEFIRE, naming, rest, None
    scope = _stretch(text, bounding) if bounding else target
    return MeasureKind.PARTIAL_CEASEFIRE, naming, rest, scope


def _bounding(read: list[Word], truce: Word) -> list[Word]:
    """The words of the truce's own run and of those that bound it."""
    runs = sorted({(w.run, w.lead) for w in read})
    accepted = {truce.run}
    if truce.lead in AND:
        accepted |= {run for run, _ in runs if run == truce.run - 1}
    for run, lead in runs:
        if run > truce.run:
            if lead not in _BOUNDING and not (lead in AND and len(accepted) > 1):
                break
            accepted.add(run)
    return [w for w in read if w.run in accepted]


def _stretch(text: str, bounding: list[Word]) -> str:
    """The text from the first bounding word to the last, with the kind of site that follows it."""
    start, end = min(w.at.start for w in bounding), max(w.at.end for w in bounding)
    following = token_pattern().match(text, end + 1)
    if following and stem(following.group()) in vocabulary().sites:
        end = following.end()
    return text[start:end]
