"""Own text: how much of a report is its outlet's own, by what is known of the origins it carries."""

from __future__ import annotations

from accord.model.lineage import Lineage, Origin, OriginKind
from accord.model.report import Report
from accord.tracing.credits import own_name

MOSTLY = 0.55
"""Part of a report that others' text must cover before the rest, which nobody is said to have written, is its own."""


def own_share(report: Report, lineage: Lineage) -> float | None:
    """The part of a report's prose that is its own outlet's, from 0 to 1.

    An agency that publishes its own dispatch carries nobody else's text. None where it is not known: nothing says where
    the text comes from, or how much of it an agency wrote.
    """
    name = own_name(report)
    carried = [(lineage.origin(c.origin), c.share) for c in lineage.carried_by(report.id)]
    own = [share for origin, share in carried if _is_own(origin, name)]
    others = [share for origin, share in carried if not _is_own(origin, name)]
    if not others:
        return 1.0 if own else None
    told = [share for share in own if share is not None]
    if told:
        return min(1.0, sum(told))
    covered = [share for share in others if share is not None]
    if len(covered) < len(others) or any(origin.kind is OriginKind.UNKNOWN for origin, _ in carried):
        return None
    return max(0.0, 1.0 - sum(covered)) if own or sum(covered) >= MOSTLY else None


def _is_own(origin: Origin, name: str | None) -> bool:
    """True for an outlet's own reporting, for an agency's in its own dispatch, and for what was entered by hand."""
    if origin.kind is OriginKind.AGENCY:
        return origin.name == name
    return origin.kind in (OriginKind.OUTLET, OriginKind.PRIMARY)
