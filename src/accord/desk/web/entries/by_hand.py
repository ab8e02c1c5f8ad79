"""The form of a claim that no report gives: what an analyst heard or saw, with where it comes from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from accord.desk.web.mishaps import DeskError, not_found
from accord.desk.web.shelf import Shelf
from accord.errors import RulingError
from accord.model.claim import PloverType, Stance
from accord.weighing.rulings.by_hand import ByHand

LONGEST = {"words": 10_000, "reason": 1_000}
LONGEST_OTHER = 500
SORTS = ("act", "quote")
OF_ACT = ("parties", "stance", "measure", "condition", "recipient_parties", "date", "place", "speaker")
OF_QUOTE = ("speaker", "party")
SEVERAL = frozenset({"parties", "recipient_parties"})


@dataclass(frozen=True, slots=True)
class EnterPage:
    """What can be entered, `given` as a visitor filled it in, `errors` what was wrong, both by the name of the field.

    `story` is that to which it is to belong, empty where its words decide.
    """

    story: str
    story_title: str
    given: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    types: tuple[str, ...] = tuple(PloverType)
    stances: tuple[str, ...] = tuple(Stance)


def enter_page(shelf: Shelf, story: str) -> EnterPage:
    """An empty form, for a story where one is named.

    Raises: DeskError: there is no such story.
    """
    if not story:
        return EnterPage("", "")
    card = next((card for card in shelf.cards() if card.id == story), None)
    if card is None:
        raise not_found("story", story)
    return EnterPage(story, card.title)


def enter(shelf: Shelf, by: str, given: Mapping[str, str]) -> tuple[str, str]:
    """Keep a claim; the id of the text it stands in, and of the story that is in.

    Raises: DeskError: a field has no meaning; its name is where.
    """
    words = {name: value.strip().replace("\r\n", "\n") for name, value in given.items()}
    for name, value in words.items():
        if len(value) > LONGEST.get(name, LONGEST_OTHER):
            raise DeskError(422, "bad_parameter", "It is too long.", name)
    sort = words.get("sort", "")
    if sort not in SORTS:
        raise DeskError(422, "bad_parameter", "Say whether it is an act, or words of somebody.", "sort")
    try:
        day = date.fromisoformat(words["day"]) if words.get("day") else None
    except ValueError:
        raise DeskError(422, "bad_parameter", "It must be a day, such as 2024-05-06.", "day") from None
    is_act = sort == "act"
    if not words.get(sort):
        raise DeskError(422, "bad_parameter", "It wants words that stand in what you wrote.", sort)
    values = {name: _value(name, words[name]) for name in (OF_ACT if is_act else OF_QUOTE) if words.get(name)}
    entry = ByHand(
        words=words.get("words", ""),
        source=words.get("source", ""),
        by=by,
        reason=words.get("reason", ""),
        day=day,
        act=words[sort] if is_act else None,
        type=words.get("type") if is_act else None,
        quote=None if is_act else words[sort],
        values=values,
    )
    try:
        with shelf.writing:
            record = shelf.kept.enter(entry, words.get("story") or None)
    except RulingError as error:
        raise DeskError(422, "bad_ruling", f"{error.reason[:1].upper()}{error.reason[1:]}.", error.target) from error
    made = [report for report in record.reports if report.entered and report.text == entry.words]
    report = max(made, key=lambda own: own.entered.at.isoformat() if own.entered else "")
    return report.id, shelf.story_of_report(report.id) or record.stories[0].id


def _value(name: str, words: str) -> str:
    """A value in the form of a correction."""
    if name in SEVERAL:
        return json.dumps([part.strip() for part in words.split(";") if part.strip()], ensure_ascii=False)
    return json.dumps(words, ensure_ascii=False)
