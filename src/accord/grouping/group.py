"""Group reports into stories."""

from __future__ import annotations

from collections.abc import Sequence

from accord.model.lineage import Link
from accord.model.report import Report
from accord.model.story import Story


def group_reports(reports: Sequence[Report], links: Sequence[Link] = ()) -> tuple[Story, ...]:
    """Put the reports of one episode together; largest story first."""
    return ()
