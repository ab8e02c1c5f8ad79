"""What keeps words from binding: a refusal by the other side, and that a thing is only asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from accord.model.claim import Event, Modality, PloverType, Stance
from accord.model.measure import Measure, MeasureKind
from accord.model.span import Span
from accord.weighing.commitments.events import NOT_GIVEN, breaks
from accord.weighing.context import Context

# Kinds that bind nobody until both sides have said yes.
MUTUAL = frozenset({MeasureKind.CEASEFIRE, MeasureKind.PARTIAL_CEASEFIRE, MeasureKind.AGREEMENT, MeasureKind.TALKS})


def asked_for(context: Context) -> dict[str, list[Span]]:
    """By report, the words of what is merely asked for, refused or made a condition."""
    asked: dict[str, list[Span]] = defaultdict(list)
    for e in context.events():
        asked[e.report] += [e.condition] if e.condition else []
        asked[e.report] += [e.measure] if e.measure and e.stance in NOT_GIVEN else []
    return asked


def only_asked(event: Event, asked: Sequence[Span]) -> bool:
    """True for an act told inside a demand (`wants Ostrava to release them`): nobody has promised it."""
    return event.stance is None and any(span.contains(event.trigger) for span in asked)


def refusers_of(context: Context, events: Sequence[Event]) -> set[str]:
    """Parties whose last word is no: they refuse, and are not said to have accepted later or more often."""
    said: dict[str, dict[bool, list[Event]]] = defaultdict(lambda: {True: [], False: []})
    for e in events:
        no = e.stance is Stance.REJECTS and e.type is PloverType.REJECT and not breaks(context, e)
        if e.modality is Modality.ACTUAL and (no or e.stance is Stance.ACCEPTS):
            for party in e.parties:
                said[party][not no].append(e)
    return {party for party, words in said.items() if _last_word_is_no(words[True], words[False])}


def taken_back(context: Context, events: Sequence[Event], refusers: set[str]) -> dict[str, list[Event]]:
    """By party, of the `refusers`, the dated refusals after its last dated acceptance: it took back its word."""
    told: dict[str, list[Event]] = defaultdict(list)
    for e in events:
        if e.modality is Modality.ACTUAL and e.date and e.stance in (Stance.ACCEPTS, Stance.REJECTS):
            for party in refusers.intersection(e.parties):
                told[party].append(e)
    found: dict[str, list[Event]] = {}
    for party, own in told.items():
        yes = max((e.date.last for e in own if e.date and e.stance is Stance.ACCEPTS), default=None)
        no = [
            e
            for e in own
            if e.stance is Stance.REJECTS and not breaks(context, e) and yes and e.date and e.date.first > yes
        ]
        if no:
            found[party] = no
    return found


def _last_word_is_no(accepts: Sequence[Event], refuses: Sequence[Event]) -> bool:
    last_yes = max((e.date.last for e in accepts if e.date), default=None)
    last_no = max((e.date.last for e in refuses if e.date), default=None)
    if last_yes and last_no and last_yes != last_no:
        return last_no > last_yes
    return len(refuses) > len(accepts)


def is_refused(measure: Measure, refusers: set[str], made: Sequence[Event]) -> bool:
    """True when one side alone accepted what must be mutual, and another refuses it."""
    return measure.kind in MUTUAL and bool(refusers) and not any(len(e.parties) > 1 for e in made)
