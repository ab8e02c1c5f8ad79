"""Rulings on findings: confirmed, or left out, before the summary is made of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from accord.model.finding import Finding
from accord.model.ruling import Ruling, RulingAction
from accord.weighing.context import Context
from accord.weighing.rulings.anchoring import Anchoring
from accord.weighing.rulings.describing import describe_finding


def rule_findings(
    findings: Sequence[Finding], rulings: Sequence[Ruling], context: Context
) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """The findings with people's decisions, in their order, and the ids of the rulings that were honoured.

    Args: rulings: those in force, by time. One whose finding is not in the story, or is in doubt, changes nothing.
    """
    anchoring = Anchoring(context.reports, {"finding"})
    left, honoured = {finding.id: finding for finding in findings}, list[str]()
    for ruling in rulings:
        if ruling.action not in (RulingAction.CONFIRM, RulingAction.DISMISS) or len(ruling.targets) != 1:
            continue
        targets = anchoring.targets(ruling, left.keys(), lambda: map(describe_finding, left.values()))
        if targets is None:
            continue
        honoured.append(ruling.id)
        finding = left.pop(targets[0]) if ruling.action is RulingAction.DISMISS else left[targets[0]]
        if ruling.action is RulingAction.CONFIRM:
            left[finding.id] = replace(finding, confirmed=True, rulings=(*finding.rulings, ruling.id))
    return tuple(left.values()), tuple(honoured)
