"""Why two reports share words: copied text, a quotation or public text, furniture, or chance.

Whether two texts are joined hangs on their words and days alone wherever it can, so that a copy under another name
changes nothing; publishers mostly tell kinds apart that join, or kinds that don't.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from accord.model.lineage import LinkKind
from accord.model.report import Report
from accord.text.outlets import registered_domain
from accord.tracing.credits import claimed_agencies
from accord.tracing.sharing import Sharing
from accord.tracing.texts import Text, days_apart, same_publisher, share_publisher

FURNITURE = 0.6
"""Part of the shared words in masked parts from which the sharing is furniture."""

QUOTED = 0.33
"""Part of the shared words in quotation marks from which the sharing is a quotation, not a copy."""

WHOLE = 0.85
"""Part of a report from which a shared text is a copy although much of it is quoted."""

FEW_WORDS = 15
"""Fewer shared words are no piece of furniture."""

COPIED_WORDS = 45
"""Shared words outside quotations that copied text has at least."""

COPIED_SHARE = 0.15
"""Part of one report that copied text makes up at least."""

CREDITED_WORDS = 25
"""The same where both reports credit one agency: little shared text is then that agency's."""

CREDITED_SHARE = 0.05
"""The same, as a part of one report."""

PARTLY = 0.5
"""Part of a report below which shared text may be something set into it."""

LATE = 7
"""Days after which parts of a dispatch are reprinted no more."""

LATE_PIECE = 3
"""The same for a single unchanged piece."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A kind with its confidence in [0, 1], the parts of each report's prose shared, and one sentence for people."""

    kind: LinkKind
    confidence: float
    left_share: float
    right_share: float
    reason: str


def judge(left: Text, right: Text, sharing: Sharing) -> Judgement:
    """Say what the shared passages of two texts are."""
    kind, confidence, reason = _kind(left, right, sharing)
    return Judgement(kind, confidence, round(sharing.left_share, 4), round(sharing.right_share, 4), reason)


def _kind(left: Text, right: Text, s: Sharing) -> tuple[LinkKind, float, str]:
    if _is_furniture(left, right, s):
        return LinkKind.BOILERPLATE, 0.8, f"The {s.words} shared words are page furniture, not reporting."
    agency = _credited_by_both(left, right, s)
    if agency:
        return _copy(left, right, s, agency)
    if s.prose < COPIED_WORDS and s.quoted < 0.5 and s.top_share < COPIED_SHARE:
        return LinkKind.COINCIDENCE, 0.8, f"Only {s.words} words are shared: names, titles or turns of phrase."
    if _is_quotation(left, right, s):
        return LinkKind.QUOTE_DOCUMENT, 0.8, f"Of {s.prose} shared words {s.quoted:.0%} stand in quotation marks."
    if _is_late(left, right, s):
        return LinkKind.UNKNOWN, 0.5, f"{s.prose} words are shared by reports days apart: background, more than a copy."
    if _is_copied(s):
        return _copy(left, right, s)
    if s.own < COPIED_WORDS and s.top_share < COPIED_SHARE:
        return LinkKind.COINCIDENCE, 0.6, f"{s.prose} shared words are too few, and too small a part, for a copy."
    return LinkKind.UNKNOWN, 0.5, f"{s.prose} words are shared; whether they were copied can't be told."


def _is_copied(s: Sharing) -> bool:
    """True when enough is shared outside quotations for a copy."""
    return s.own >= COPIED_WORDS and s.top_share >= COPIED_SHARE


def _credited_by_both(left: Text, right: Text, s: Sharing) -> str | None:
    """The agency that both texts credit, where what they share within days is enough to be its text."""
    if s.own < CREDITED_WORDS or s.top_share < CREDITED_SHARE or _is_late(left, right, s):
        return None
    agencies = [{claimed.agency for r in text.reports for claimed in claimed_agencies(r)} for text in (left, right)]
    return min(agencies[0] & agencies[1], default=None)


def _is_furniture(left: Text, right: Text, s: Sharing) -> bool:
    """Masked parts; a lone piece that stands in many texts; what a publisher sets into many or far-apart pages."""
    if s.words and s.masked >= FURNITURE and s.own < COPIED_WORDS:
        return True
    if s.words < FEW_WORDS or s.quoted >= 0.5 or s.top_share >= PARTLY:
        return False
    if s.in_one_piece and s.widespread:
        return True
    undated = days_apart(left, right) is None and not _is_copied(s)
    return same_publisher(left, right) and (s.widespread or undated or _is_late(left, right, s))


def _is_late(left: Text, right: Text, s: Sharing) -> bool:
    """True for parts shared over more days than a dispatch is reprinted for."""
    days = days_apart(left, right)
    return s.top_share < PARTLY and days is not None and days > (LATE_PIECE if s.in_one_piece else LATE)


def _is_quotation(left: Text, right: Text, s: Sharing) -> bool:
    if s.quoted < QUOTED or s.top_share >= WHOLE > s.quoted:
        return False
    return s.quoted >= 0.6 or s.own < 4 * COPIED_WORDS or not share_publisher(left, right)


def _copy(left: Text, right: Text, s: Sharing, agency: str | None = None) -> tuple[LinkKind, float, str]:
    confidence = round(min(0.99, 0.6 + 0.25 * min(1.0, s.own / 300) + 0.2 * s.top_share), 2)
    extent = f"{s.prose} words, up to {s.top_share:.0%} of a report"
    credit = f" Both credit {agency}." if agency else ""
    if share_publisher(left, right) or share_site(left.reports, right.reports):
        return LinkKind.SAME_OUTLET, confidence, f"One outlet printed the same text twice: {extent}.{credit}"
    return LinkKind.WIRE, confidence, f"The same text runs in both, {extent}, outside quotation marks.{credit}"


def share_site(left: Iterable[Report], right: Iterable[Report]) -> bool:
    """True when some report of each stands at one registered domain, whatever its outlet is called."""
    sites = [{site for report in reports if (site := registered_domain(report.url))} for reports in (left, right)]
    return bool(sites[0] & sites[1])
