"""The form of ruling on stories: which are one, which are two, and which reports belong elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from starlette.datastructures import ImmutableMultiDict

from accord.desk.citations import title_of
from accord.desk.web.mishaps import bad_parameter, not_found
from accord.desk.web.rulings.decisions import LONGEST_REASON
from accord.desk.web.rulings.ruling import Other
from accord.desk.web.shelf import Shelf
from accord.model.card import StoryCard
from accord.model.ruling import Ruling, RulingAction
from accord.text.folding import fold_words

MOST = 12
"""Stories that are offered."""

ACTIONS = ("same", "not_same", "leave")


@dataclass(frozen=True, slots=True)
class StoryRulingPage:
    """What can be decided of a story: `others` are stories whose titles have the words asked for, else those most like
    its own title, `reports` those it has. `errors` are what was wrong, by the name of the field.
    """

    story: str
    title: str
    words: str
    others: tuple[Other, ...]
    reports: tuple[Other, ...]
    errors: Mapping[str, str] = field(default_factory=dict)


def story_ruling_page(shelf: Shelf, story: str, words: str) -> StoryRulingPage:
    """The form of a story, with others to choose from.

    Raises: DeskError: there is no such story.
    """
    record = shelf.record(story)
    if record is None:
        raise not_found("story", story)
    title = record.stories[0].title
    others = tuple(Other(card.id, _named(card)) for card in _likely(shelf, story, words, title))
    reports = tuple(Other(r.id, " · ".join(filter(None, (r.outlet, title_of(r), r.label)))) for r in record.reports)
    return StoryRulingPage(story, title, words, others, reports if len(reports) > 1 else ())


def story_rulings(story: str, by: str, given: ImmutableMultiDict[str, str]) -> list[Ruling]:
    """The rulings that a visitor asks for: one on the stories chosen, or one for each report that is to leave.

    Raises: DeskError: a field of the form has no meaning.
    """
    action, reason, at = str(given.get("action", "")), str(given.get("reason", "")).strip(), datetime.now(UTC)
    if action not in ACTIONS:
        raise bad_parameter("action", "Say what you decide.")
    if len(reason) > LONGEST_REASON:
        raise bad_parameter("reason", "It is too long.")
    name = "reports" if action == "leave" else "others"
    chosen = dict.fromkeys(str(key) for key in given.getlist(name) if key != story)
    if not chosen:
        raise bad_parameter(name, "Choose which.")
    if action == "same":
        return [Ruling(RulingAction.SAME, (story, *chosen), by, at, reason)]
    return [Ruling(RulingAction.NOT_SAME, (story, other), by, at, reason) for other in chosen]


def _likely(shelf: Shelf, story: str, words: str, title: str) -> list[StoryCard]:
    every = [card for card in shelf.cards() if card.id != story]
    titles = shelf.at_hand(
        "title words", lambda: {card.id: frozenset(fold_words(card.title)) for card in shelf.cards()}
    )
    if words:
        wanted = fold_words(words)
        found = [card for card in every if all(any(own.startswith(w) for own in titles[card.id]) for w in wanted)]
        return sorted(found, key=lambda card: (-_ordinal(card.last_day), card.id))[:MOST]
    own = frozenset(fold_words(title))
    shared = [(len(own & titles[card.id]), card) for card in every]
    likely = sorted((pair for pair in shared if pair[0]), key=lambda pair: (-pair[0], pair[1].id))
    return [card for _, card in likely[:MOST]]


def _named(card: StoryCard) -> str:
    days = f", {card.first_day} to {card.last_day}" if card.first_day else ""
    return f"{card.title or 'Untitled story'} ({card.n_reports} report{'' if card.n_reports == 1 else 's'}{days})"


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else 0
