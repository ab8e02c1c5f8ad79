"""What reports say of a commitment since it was made: that it was kept, that it was not, that somebody denies that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from accord.model.claim import Event, Modality
from accord.model.entry import Status, StatusChange
from accord.model.measure import Measure
from accord.weighing.commitments.clock import Term
from accord.weighing.commitments.events import (
    RUNNING,
    accuses,
    alleges_breach,
    denies_breach,
    is_deed,
    is_kept,
    is_undone,
)
from accord.weighing.commitments.extensions import names_measure
from accord.weighing.commitments.terms import ids_of, is_after
from accord.weighing.context import Context
from accord.weighing.phrases import join_names, ranked
from accord.weighing.speakers import is_somebody

_BESIDE = 350  # characters from an allegation within which a denial of it stands


@dataclass(frozen=True, slots=True)
class Since:
    """What reports say of one commitment since it was made, each in the context's order."""

    kept: tuple[Event, ...] = ()
    broken: tuple[Event, ...] = ()
    denied: tuple[Event, ...] = ()

    @property
    def events(self) -> tuple[Event, ...]:
        """All of them."""
        return (*self.kept, *self.broken, *self.denied)


class Reported:
    """The story's allegations, denials and words that a halt holds, looked up for each commitment."""

    def __init__(self, context: Context) -> None:
        self._context = context
        told = [(e, context.once(_told, e)) for e in context.events()]
        self._alleged, self._denied, self._holding = ([e for e, of in told if of[n]] for n in range(3))

    def since(
        self, measure: Measure | None, made: Sequence[Event], about: Sequence[Event], debtors: Sequence[str], term: Term
    ) -> Since:
        """What is said of a commitment since: by events about its measure, and by words that name it or only point."""
        if measure is None:
            return Since()
        own, linked, owing = {e.id for e in made}, {e.id for e in about}, set(debtors)

        def later(events: Iterable[Event]) -> list[Event]:
            return [e for e in events if e.id not in own and is_after(self._context, e, term.made)]

        def concerned(events: Iterable[Event]) -> list[Event]:
            return [e for e in later(events) if e.id in linked or names_measure(self._context, e, measure)]

        broken = concerned(e for e in self._alleged if accuses(self._context, e, owing))
        broken += [e for e in later(about) if is_undone(self._context, e, measure, term.due) and owing & set(e.parties)]
        by_debtor = [e for e in self._denied if owing & {*e.parties, *((e.speaker.name,) if e.speaker else ())}]
        about_it = {e.id for e in concerned(by_debtor)}
        denied = [e for e in later(by_debtor) if e.id in about_it or _is_beside(e, broken)]
        kept = [e for e in later(about) if is_deed(self._context, e, measure) and owing & set(e.parties)]
        if measure.kind in RUNNING:
            kept += concerned(self._holding)
        return Since(tuple(kept), tuple(broken), tuple(denied))


def _told(context: Context, event: Event) -> tuple[bool, bool, bool]:
    """Whether an event alleges a breach, whether it denies one, whether it says that a halt holds."""
    return alleges_breach(context, event), denies_breach(context, event), is_kept(context, event)


def changes(context: Context, measure: Measure | None, since: Since) -> list[StatusChange]:
    """The changes of status that reports tell, each from the first day so told, with every claim that says so.

    A halt that some say is broken and others say holds is disputed; an act that is done after all is reported kept.
    """
    running = measure is not None and measure.kind in RUNNING
    broken = _first(context, since.broken)
    out = []
    if since.broken:
        by = ranked(n for e in since.broken for n in _who(e))
        who = f", as {join_names(by)} {'says' if len(by) == 1 else 'say'}" if by else ", as a report says"
        reason = f"it is alleged not to have been kept{who}; not established"
        out.append(StatusChange(broken, Status.REPORTED_BROKEN, reason, ids_of(since.broken)))
    late = [e for e in since.kept if running and broken and (_first(context, [e]) or broken) >= broken]
    if since.broken and (since.denied or late):
        out.append(_dispute(context, since, late))
    if kept := [e for e in since.kept if e not in late]:
        reason = "reported to be observed" if running else "a report says that it was done"
        out.append(StatusChange(_first(context, kept), Status.REPORTED_KEPT, reason, ids_of(kept)))
    return out


def _dispute(context: Context, since: Since, kept: Sequence[Event]) -> StatusChange:
    """From the day on which both sides are told."""
    answers = (*since.denied, *kept)
    days = [d for d in (_first(context, since.broken), _first(context, answers)) if d]
    by = ranked(p for e in since.denied for p in e.parties)
    denied = f"the allegation is denied by {join_names(by)}" if by else "the allegation is denied"
    reason = denied if since.denied else "reports differ on whether it was kept"
    claims = ids_of((*since.broken, *answers))
    return StatusChange(max(days, default=None), Status.DISPUTED, f"{reason}; not established", claims)


def _who(event: Event) -> tuple[str, ...]:
    if event.modality is Modality.DENIED:
        return (event.speaker.name,) if event.speaker and is_somebody(event.speaker.name) else ()
    return event.parties or tuple(m.name for m in event.actors if is_somebody(m.name))


def _first(context: Context, events: Iterable[Event]) -> date | None:
    days = (e.date.last if e.date else context.reports[e.report].day for e in events)
    return min((d for d in days if d), default=None)


def _is_beside(event: Event, others: Sequence[Event]) -> bool:
    """True for a denial in the sentence of an allegation, or told soon after it."""
    return any(o.report == event.report and 0 <= event.sentence.start - o.sentence.start <= _BESIDE for o in others)
