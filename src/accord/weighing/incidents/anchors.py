"""Days told by another act: `a few hours after the call` is the day of the call, where the story dates it."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from functools import cache

from accord.model.claim import Event, Modality, PloverType
from accord.model.period import Period
from accord.weighing.context import Context
from accord.weighing.matter import class_of, words

_NEAR_DAYS = 10  # a contact longer before the report is not the one meant
_LOOSE = "talks"  # the form that may be said of every contact


@cache
def _pattern() -> re.Pattern[str]:
    near = r"(?:minutes|hours?|moments|shortly|soon|just|immediately)"
    return re.compile(rf"\b{near}\b[^.;]{{0,20}}?\b(?:after|before|following)\s+(?:\w+\s+){{1,3}}?(\w+)", re.IGNORECASE)


class Days:
    """The day of each event of a story: its own, or that of the contact it is timed by."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._known: dict[str, Period | None] = {}
        self._contacts = [(e.report, _forms(context, e), e.date) for e in context.events() if _is_dated_contact(e)]

    def of(self, event: Event) -> Period | None:
        """The event's date, else the day of the contact it came minutes or hours from; None when neither is told."""
        if event.id not in self._known:
            self._known[event.id] = event.date or self._anchored(event)
        return self._known[event.id]

    def _anchored(self, event: Event) -> Period | None:
        for match in _pattern().finditer(self._context.text(event.report, event.sentence)):
            form = class_of("contact_forms.tsv").get(match.group(1).lower())
            if form is not None and (day := self._contact_day(event.report, form)) is not None:
                return day
        return None

    def _contact_day(self, report: str, form: str) -> Period | None:
        """The day most often given to a recent contact of that form, in the report itself first."""
        published = self._context.published(report)
        likely = [
            (where, day)
            for where, forms, day in self._contacts
            if day is not None and (form in forms or _LOOSE in forms) and _is_just_before(day, published)
        ]
        own = Counter(day for where, day in likely if where == report)
        everywhere = Counter(day for _, day in likely)
        for counted in (own, everywhere):
            if counted:
                return min(counted, key=lambda day: (-counted[day], -day.last.toordinal()))
        return None


def _is_dated_contact(event: Event) -> bool:
    one_day = event.date is not None and event.date.first == event.date.last
    return event.type is PloverType.CONSULT and event.modality is Modality.ACTUAL and one_day


def _forms(context: Context, event: Event) -> frozenset[str]:
    table = class_of("contact_forms.tsv")
    return frozenset(table[w] for w in words(context.text(event.report, event.trigger)) if w in table)


def _is_just_before(day: Period, published: date | None) -> bool:
    if published is None:
        return True
    return published - timedelta(days=_NEAR_DAYS) <= day.last and day.first <= published
