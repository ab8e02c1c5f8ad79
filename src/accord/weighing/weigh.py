"""Weigh the claims of one story."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from accord.model.claim import Claims
from accord.model.lineage import Lineage
from accord.model.record import Chapter
from accord.model.report import Report
from accord.model.ruling import Ruling
from accord.model.story import Story


def weigh_story(
    story: Story,
    reports: Sequence[Report],
    claims: Sequence[Claims],
    lineage: Lineage,
    rulings: Sequence[Ruling] = (),
    as_of: date | None = None,
) -> Chapter:
    """Turn the claims of a story's reports into measures, entries and findings."""
    return Chapter(story, (), (), ())
