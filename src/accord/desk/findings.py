"""Findings as an editor wants them: the worst first across all kinds, edits and mere counts apart.

How bad a finding is, is the sum of three figures that anyone can check: what its kind may cost whoever prints the wrong
side, how far the readings lie apart, and how well attested the weaker one is. It orders the list and says nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from accord.desk.lines import Line
from accord.desk.section import Section
from accord.model.finding import Finding, FindingKind

KIND_WEIGHTS = {
    FindingKind.STANCE_CONFLICT: 6.0,
    FindingKind.NUMBER_CONFLICT: 5.0,
    FindingKind.DATE_CONFLICT: 4.0,
    FindingKind.ATTRIBUTION_CONFLICT: 4.0,
    FindingKind.QUOTE_DRIFT: 3.0,
    FindingKind.SCOPE_CONFLICT: 3.0,
    FindingKind.SINGLE_ORIGIN: 1.0,
    FindingKind.SHARED_ORIGIN: 1.0,
}
"""Whether a party says yes or no weighs more than how many, that more than when and who, that more than how worded."""

APART_WEIGHT = 3.0
"""What readings that lie as far apart as can be add."""

MOST_ORIGINS = 3
"""Origins of the weaker reading that count; each adds one."""

GROUPS = (
    ("differ", "Reports that differ, the worst first"),
    ("edit", "Edits: one origin, worded in two ways"),
    ("single_origin", "Told by one origin alone"),
    ("shared_origin", "Reports that share an origin"),
)
"""The groups in their order, each an anchor and a heading."""


def gravity(finding: Finding) -> float:
    """How bad a finding is: the higher, the worse; comparable between findings of all kinds.

    The weight of its kind; of a contrast, three times how far apart the readings lie, and one for each origin of the
    second best attested reading, three at most: an outlier that nobody else has is less bad than two camps.
    """
    weight = KIND_WEIGHTS[finding.kind]
    if finding.contrast is None:
        return weight
    weaker = finding.contrast.readings[1].support
    return weight + APART_WEIGHT * finding.contrast.apart + min(MOST_ORIGINS, weaker.origins if weaker.names else 0)


def finding_sections(findings: Iterable[Finding], line_of: Callable[[Finding], Line]) -> tuple[Section, ...]:
    """The findings in groups, the worst of each first, of equals in their order; groups without any are left out."""
    placed: dict[str, list[Finding]] = {anchor: [] for anchor, _ in GROUPS}
    for finding in sorted(findings, key=gravity, reverse=True):
        placed[_group(finding)].append(finding)
    return tuple(
        Section(anchor, heading, tuple(map(line_of, placed[anchor]))) for anchor, heading in GROUPS if placed[anchor]
    )


def _group(finding: Finding) -> str:
    if finding.kind in (FindingKind.SINGLE_ORIGIN, FindingKind.SHARED_ORIGIN):
        return finding.kind.value
    return "edit" if finding.contrast and finding.contrast.edit else "differ"
