"""Denials: which acts are told as not done, and who denies an incident."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from accord.model.claim import Event, Modality, PloverType
from accord.model.span import Span
from accord.weighing.context import Context
from accord.weighing.incidents.lines import words_of
from accord.weighing.matter import matter, word_list, words
from accord.weighing.phrases import ranked
from accord.weighing.speakers import Parties

BESIDE = 350  # characters between two sentences about one attack
VIOLENCE = frozenset({"attack", "fire", "fight", "explosion", "rocket", "bomb", "kill", "wound", "shot", "shoot"})
_AFTER = 40  # characters after an act's sentence within which the denial of it may begin


class Denials:
    """The denials of a story: by a verb (`denied shelling`), by a quoted denial, by an act told as not done."""

    def __init__(self, context: Context, parties: Parties) -> None:
        self._context = context
        self._parties = parties
        self._quoted = _quoted_denials(context)
        self._told: dict[str, list[Event]] = defaultdict(list)  # report to its denials
        for event in context.events():
            if self.takes_back(event) or context.once(_by_verb, event):
                self._told[event.report].append(event)

    def takes_back(self, event: Event) -> bool:
        """Whether an event is told as not done, or stands in words that their speaker denies."""
        inside = any(s.contains(event.trigger) for s in self._quoted.get(event.report, ()))
        return event.modality is Modality.DENIED or inside

    def of(self, events: Sequence[Event], alleged: Sequence[str]) -> tuple[str, ...]:
        """Which of the alleged actors deny it: the deed as theirs, in the incident's own events or right beside one.

        That nobody was hurt, or a report's own `did not`, is no actor's denial.
        """
        ids = {e.id for e in events}
        found: list[str] = []
        for denial in (d for report in sorted({e.report for e in events}) for d in self._told.get(report, ())):
            who = [party for party in self._who(denial, events, alleged) if party in alleged]
            if who and (denial.id in ids or self._answers(denial, events)):
                found += who
        return ranked(found)

    def _who(self, denial: Event, events: Sequence[Event], alleged: Sequence[str]) -> list[str]:
        if not self.takes_back(denial):
            return list(denial.parties)
        about = self._same_deed(denial, events) and set(denial.parties) <= set(alleged)
        name = denial.speaker.name if denial.speaker and about else None
        return [self._parties.of(name) or name] if name else []

    def _same_deed(self, denial: Event, events: Sequence[Event]) -> bool:
        """Whether an act told as not done is one of the incident's: of its type, by a word of kin."""
        deed = set(matter(self._context.text(denial.report, denial.trigger)))
        others = (e for e in events if e.id != denial.id and e.type is denial.type)
        return any(deed & set(matter(self._context.text(e.report, e.trigger))) for e in others)

    def _answers(self, denial: Event, events: Sequence[Event]) -> bool:
        """Whether a denial is about these events: told in the sentence, or the next one, and in some of their words.

        An attack may be denied a few sentences away, in words of attack.
        """
        text = self._context.text(denial.report, denial.sentence)
        said = set(matter(text)) - {w for party in denial.parties for w in matter(party)}
        for event in (e for e in events if e.report == denial.report):
            near = -5 <= denial.sentence.start - event.sentence.end <= _AFTER or denial.sentence == event.sentence
            beside = abs(denial.sentence.start - event.sentence.start) <= BESIDE and event.type is PloverType.ASSAULT
            if beside and said & VIOLENCE:
                return True
            if near and said & set(matter(words_of(self._context, event, [event]))):
                return True
        return False


def _by_verb(context: Context, event: Event) -> bool:
    return bool(word_list("denials.txt") & set(words(context.text(event.report, event.trigger))))


def _quoted_denials(context: Context) -> dict[str, list[Span]]:
    """What each report's speakers are quoted as denying."""
    found: dict[str, list[Span]] = {}
    for quote in context.quotes():
        if quote.cue and word_list("denials.txt") & set(words(context.text(quote.report, quote.cue))):
            found.setdefault(quote.report, []).append(quote.content)
    return found
