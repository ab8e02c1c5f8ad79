"""News from the ground: which acts a report tells as done, in the present episode."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from accord.model.claim import Event, Modality, PloverType
from accord.weighing.acts import Act
from accord.weighing.context import Context
from accord.weighing.embedding import Embedding
from accord.weighing.incidents.denials import VIOLENCE, Denials
from accord.weighing.matter import matter, word_list, words
from accord.weighing.speakers import named

GROUND = frozenset({PloverType.ASSAULT, PloverType.COERCE, PloverType.MOBILIZE, PloverType.PROTEST, PloverType.RETREAT})
_SUDDEN = GROUND - {PloverType.COERCE}  # acts that are news even where no day is given
_RECENT_DAYS = 10  # an act that ended longer before its report is background
_SPELL_DAYS = 21  # an act that ran longer is a condition of the time, not an incident
_BEFORE = 30  # characters before an act in which its hedge stands


class News:
    """Tells the acts of the present episode from background, plans, denials and what is only negotiated about."""

    def __init__(self, context: Context, denials: Denials) -> None:
        self._context = context
        self._denials = denials
        self._embedding = Embedding(context)
        self._known = context.memory.shelf(News)

    def holds(self, act: Act) -> bool:
        """Whether a report tells the act as done, lately."""
        done = [e for e in act.events if self.is_done(e)]
        dated = [e for e in done if e.date]
        if dated:
            return any(_is_recent(self._context, e) for e in dated)
        return any(_is_concrete(self._context, e) for e in done if e.type in _SUDDEN)

    def is_done(self, event: Event) -> bool:
        """Whether an event is told as done: not to come, not denied, not as what is agreed or demanded."""
        done: bool = self._known.get(self._context.number(event), partial(self._is_done, event))
        return done

    def _is_done(self, event: Event) -> bool:
        return (
            event.modality is Modality.ACTUAL
            and event.stance is None
            and not self._moves_for_else(event)
            and not self._denials.takes_back(event)
            and not self._embedding.is_object(event)
            and not _is_background(self._context, event)
            and not _is_hedged(self._context, event)
        )

    def _moves_for_else(self, event: Event) -> bool:
        """Whether forces are raised or readied for something that is no attack."""
        if event.type is not PloverType.MOBILIZE or event.measure is None:
            return False
        return not VIOLENCE & set(matter(self._context.text(event.report, event.measure)))


def _is_concrete(context: Context, event: Event) -> bool:
    """Whether an undated act is told as news: with a place, a number, a time, or on the word of a named party."""
    if event.place or event.quantities or event.when:
        return True
    mark = context.reports[event.report].text[event.sentence.start]
    return bool(named(event.speaker) and event.parties) and mark not in '“"'


def _is_recent(context: Context, event: Event) -> bool:
    day, on = context.published(event.report), event.date
    if on is None or (on.last - on.first).days > _SPELL_DAYS:
        return False
    return day is None or on.last >= day - timedelta(days=_RECENT_DAYS)


def _is_background(context: Context, event: Event) -> bool:
    return bool(event.when and word_list("background_words.txt") & set(words(context.text(event.report, event.when))))


def _is_hedged(context: Context, event: Event) -> bool:
    """Whether the words right before the act take back that it was done (`could not mobilize`)."""
    text = context.reports[event.report].text
    before = words(text[max(event.sentence.start, event.trigger.start - _BEFORE) : event.trigger.start])[-3:]
    return bool(word_list("hedging_words.txt") & set(before))
