"""Support: entries that more, or fewer, independent origins stand behind than before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from accord.changes.making import change_of
from accord.changes.matching import Matching
from accord.changes.sides import Side, evidence_of, founded_on
from accord.model.change import Change, ChangeKind
from accord.model.entry import AnyEntry, Quotation
from accord.model.evidence import Evidence, Support


def find_support_changes(before: Side, after: Side, matching: Matching) -> Iterator[Change]:
    """Entries whose number of origins has changed; of a commitment, of those that tell the promise itself.

    It falls when reports turn out to share an origin, or are no longer there.
    """
    for entry in after.entries.values():
        old = matching.before.get(entry.id)
        if old is None or isinstance(entry, Quotation):
            continue
        evidence = evidence_of(entry, founded_on(entry))
        was, now = _behind(before, old), after.support(evidence)
        if was.origins == now.origins:
            continue
        grew = now.origins > was.origins
        why = "" if grew else f", {_why_fewer(old, evidence, now.withdrawn - was.withdrawn)}"
        yield change_of(
            ChangeKind.SUPPORT_GREW if grew else ChangeKind.SUPPORT_FELL,
            before,
            after,
            entry,
            f"{entry.line}: {origins_phrase(was)} before, {origins_phrase(now)} now{why}",
            key=(now.origins,),
            evidence=evidence,
            was=str(was.origins),
            now=str(now.origins),
        )


def _behind(side: Side, entry: AnyEntry) -> Support:
    return side.support(evidence_of(entry, founded_on(entry)))


def _why_fewer(old: AnyEntry, evidence: Iterable[Evidence], withdrawn: int) -> str:
    behind = {piece.report for piece in evidence_of(old, founded_on(old))}
    gone = len(behind - {piece.report for piece in evidence})
    if withdrawn > 0:
        return f"as {'1 report was' if withdrawn == 1 else f'{withdrawn} reports were'} withdrawn"
    if gone:
        return f"as {'1 report stands' if gone == 1 else f'{gone} reports stand'} behind it no longer"
    return "as reports turned out to share one"


def origins_phrase(support: Support) -> str:
    """`1 origin`, `3 origins`, `origin unknown`, or `no origin` where every report was withdrawn."""
    if not support.origins:
        return "no origin"
    if not support.names:
        return "origin unknown"
    return "1 origin" if support.origins == 1 else f"{support.origins} origins"
