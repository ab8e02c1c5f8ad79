"""Who holds a stand: the party whose leader, ministry or spokesman speaks, or a critic, for whom no party answers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from accord.model.claim import Event, Mention
from accord.weighing.context import Context
from accord.weighing.matter import word_list, words
from accord.weighing.speakers import is_somebody

_BEFORE = 4  # words before a name that can describe its bearer
_LOOKED_AT = 12  # places of a name that are looked at in one report
_ENDS = re.compile(r"[.,;:!?“”\"—–\n]|\b(?:and|or)\b")
_APPOSITION = re.compile(r",\s((?:an?|the|who|once)\s[^,.;:“”\"\n]{3,80})")


class Holders:
    """Tells the holders of the stands of a story; what a report says of a person is looked up once."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._known: dict[tuple[str, str], bool] = {}

    def of(self, event: Event) -> tuple[str, ...]:
        """The event's parties; a critic in place of the party that the words about it name."""
        people = [m for m in event.actors if m.name not in event.parties and is_somebody(m.name)]
        critics = [m.name for m in people if self._is_critic(event.report, m)]
        if not critics:
            return event.parties
        if len(event.actors) == len(event.parties):
            named = (m.name if m.name in critics else p for m, p in zip(event.actors, event.parties, strict=True))
            return tuple(dict.fromkeys(named))
        return tuple(dict.fromkeys(critics)) if len(critics) == len(event.actors) else event.parties

    def _is_critic(self, report: str, mention: Mention) -> bool:
        key = report, mention.name
        if key not in self._known:
            described = self._descriptions(report, mention.name)
            self._known[key] = any(word_list("critics.txt") & set(words(text)) for text in described)
        return self._known[key]

    def _descriptions(self, report: str, name: str) -> Iterator[str]:
        """What stands right before and after the places of a name in a report."""
        text, at = self._context.reports[report].text, -1
        for _ in range(_LOOKED_AT):
            at = text.find(name, at + 1)
            if at < 0:
                return
            before = _ENDS.split(text[max(0, at - 80) : at])[-1]
            yield " ".join(before.split()[-_BEFORE:])
            if after := _APPOSITION.match(text, at + len(name)):
                yield after.group(1)
