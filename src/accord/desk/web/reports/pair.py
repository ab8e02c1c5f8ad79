"""The room of two reports side by side."""

from __future__ import annotations

from dataclasses import dataclass

from accord.desk.citations import days_of, outlet_of, title_of
from accord.desk.lineage.own_text import own_share
from accord.desk.lineage.side_by_side import Alignment, align
from accord.desk.web.asking import Asked
from accord.desk.web.mishaps import bad_parameter
from accord.desk.web.reports.notices import Notice, notices_of
from accord.desk.web.reports.one_report import OneReport, find_report
from accord.desk.web.shelf import Shelf
from accord.model.lineage import JOINING
from accord.store.around import link_between

NOTHING_SHARED = "They share no text, and neither retells the other."


@dataclass(frozen=True, slots=True)
class Side:
    """One of two reports, `called` by its outlet, or by its label where that is unknown.

    `shared` is the part of its prose that the passages cover, from 0 to 1.
    """

    id: str
    label: str
    called: str
    title: str
    outlet: str
    day: str
    language: str
    origins: tuple[str, ...]
    own_share: float | None
    shared: float
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class PairPage:
    """Two reports side by side. `kind` says why they share words, empty where they share none; `joins` whether they
    then count as one origin. `first` is the id of the one that had the text first, empty where that is not known.

    `confidence` is from 0 to 1. `story` is that of the left one, empty where it is in none.
    """

    left: Side
    right: Side
    kind: str
    joins: bool
    confidence: float
    reason: str
    first: str
    story: str
    story_title: str
    alignment: Alignment


def pair_page(shelf: Shelf, asked: Asked) -> PairPage:
    """The page of the reports `left` and `right`.

    Raises: DeskError: one is not given, there is none of that id, or both are one.
    """
    left, right = asked.id("left"), asked.id("right")
    return shelf.at_hand(("pair", left, right), lambda: _lay_out(shelf, left, right))


def _lay_out(shelf: Shelf, left: str, right: str) -> PairPage:
    one, other = (find_report(shelf, name, alone=True) for name in (left, right))
    if one.report.id == other.report.id:
        raise bad_parameter("right", "It must be another report than the left one.")
    with shelf.kept.store.look() as connection:
        link = link_between(connection, one.report.id, other.report.id)
    shares = (link.left_share, link.right_share) if link else (0.0, 0.0)
    if link and link.left != one.report.id:
        shares = shares[::-1]
    return PairPage(
        left=_side(one, shares[0]),
        right=_side(other, shares[1]),
        kind=link.kind.value.replace("_", " ") if link else "",
        joins=link is not None and link.kind in JOINING,
        confidence=link.confidence if link else 0.0,
        reason=link.reason if link else NOTHING_SHARED,
        first=(link.copied_from or "") if link else "",
        story=one.around.story,
        story_title=one.around.story_title,
        alignment=align(one.report, other.report, link),
    )


def _side(one: OneReport, shared: float) -> Side:
    report = one.report
    return Side(
        id=report.id,
        label=report.label,
        called=report.outlet or report.label,
        title=title_of(report),
        outlet=outlet_of(report),
        day=days_of(report),
        language=report.language,
        origins=tuple(origin.name for origin in one.around.lineage.of(report.id)),
        own_share=own_share(report, one.around.lineage),
        shared=shared,
        notices=tuple(notices_of(one)),
    )
