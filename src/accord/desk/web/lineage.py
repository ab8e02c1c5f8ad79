"""The room of a story's lineage: its reports in time, who carries whose text, and how much of each is its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from accord.desk.citations import days_of, outlet_of, title_of
from accord.desk.lineage.drawing import LineageDrawing, draw_lineage
from accord.desk.lineage.edges import IDLE, moment_of
from accord.desk.lineage.lanes import BY, lanes_of
from accord.desk.lineage.own_text import own_share
from accord.desk.web.asking import Asked
from accord.desk.web.mishaps import bad_parameter, not_found
from accord.desk.web.reports.one_report import rulings_by_target
from accord.desk.web.shelf import Shelf
from accord.model.lineage import JOINING, Link
from accord.model.report import Report
from accord.store.family import Family, read_family
from accord.weighing.rulings.amending import amend_reports

PER_PAGE = 60
MOST_PAGES = 1_000_000


@dataclass(frozen=True, slots=True)
class Kin:
    """Another report that one shares most text with, or facts: which, and why they share."""

    report: str
    name: str
    kind: str
    joins: bool
    sure: float


@dataclass(frozen=True, slots=True)
class LineageRow:
    """One report. `own_share` is from 0 to 1, None where it is not known; `n_kin` counts those it shares text with.

    `origins` are named, each with the part of the report that is its, None where that is not known.
    """

    id: str
    label: str
    outlet: str
    title: str
    day: str
    origins: tuple[tuple[str, float | None], ...]
    own_share: float | None
    kin: Kin | None
    n_kin: int


@dataclass(frozen=True, slots=True)
class LaneChoice:
    """A lane that can be looked at alone."""

    key: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class LineagePage:
    """The reports of a story in time, or some of them, and their list, in pages counted from 1.

    `asked` is what they were chosen by, as in the address; `n_all` counts all reports of the story.
    """

    story: str
    title: str
    n_all: int
    n_outlets: int
    n_origins: int
    asked: Mapping[str, str]
    lanes: tuple[LaneChoice, ...]
    drawing: LineageDrawing | None
    n_found: int
    page: int
    n_pages: int
    rows: tuple[LineageRow, ...]


def lineage_page(shelf: Shelf, story: str, asked: Asked) -> LineagePage:
    """The lineage of the story of that id.

    Args: asked: `by` origin or outlet; a `lane`; `since` and `until` days, or `undated`; the `page` of the list.
    Raises: DeskError: there is none, or a parameter without meaning.
    """
    by, lane = asked.one_of("by", BY, BY[0]), asked.words("lane")
    since, until, undated = asked.day("since"), asked.day("until"), asked.flag("undated")
    if since and until and until < since:
        raise bad_parameter("until", "It must be no earlier than the first day.")
    page = asked.number("page", 1, MOST_PAGES)
    chosen = (by, lane, since, until, undated)
    family = shelf.at_hand(("family", story), lambda: _family(shelf, story))
    if family is None:
        raise not_found("story", story)
    laid = shelf.at_hand(("lineage", story, *chosen), lambda: _lay_out(family, *chosen))
    n_pages = max(1, -(-len(laid.rows) // PER_PAGE))
    page = min(page, n_pages)
    return replace(laid, page=page, n_pages=n_pages, rows=laid.rows[(page - 1) * PER_PAGE : page * PER_PAGE])


def _family(shelf: Shelf, story: str) -> Family | None:
    """A story's reports as people have amended them."""
    with shelf.kept.store.look() as connection:
        family = read_family(connection, story)
    if family is None:
        return None
    by_target = shelf.at_hand("rulings by target", lambda: rulings_by_target(shelf.kept.store.rulings()))
    amended = amend_reports(family.reports, [r for own in family.reports for r in by_target.get(own.id, ())])
    return replace(family, reports=tuple(amended.get(report.id) or report for report in family.reports))


def _lay_out(family: Family, by: str, lane: str, since: date | None, until: date | None, undated: bool) -> LineagePage:
    """The page with all of its rows."""
    ordered = sorted(family.reports, key=moment_of)
    lanes = lanes_of(ordered, family.lineage, by)
    wanted = next((set(own.reports) for own in lanes if own.key == lane), set()) if lane else None
    some = [
        report
        for report in ordered
        if (wanted is None or report.id in wanted) and _is_of(report.day, since, until, undated)
    ]
    given = {"by": by if by != BY[0] else "", "lane": lane, "undated": "1" if undated else ""}
    given |= {"since": since.isoformat() if since else "", "until": until.isoformat() if until else ""}
    return LineagePage(
        story=family.story,
        title=family.title,
        n_all=len(family.reports),
        n_outlets=family.n_outlets,
        n_origins=family.n_origins,
        asked=given,
        lanes=tuple(LaneChoice(own.key, own.name, len(own.reports)) for own in lanes),
        drawing=draw_lineage(family.lineage, some, by),
        n_found=len(some),
        page=1,
        n_pages=1,
        rows=_rows(some, family),
    )


def _is_of(day: date | None, since: date | None, until: date | None, undated: bool) -> bool:
    if undated or day is None:
        return day is None and not (since or until)
    return (since is None or since <= day) and (until is None or day <= until)


def _rows(reports: list[Report], family: Family) -> tuple[LineageRow, ...]:
    by_id = {report.id: report for report in family.reports}
    links: dict[str, list[Link]] = {}
    for link in family.lineage.links:
        if link.kind not in IDLE and link.left in by_id and link.right in by_id:
            links.setdefault(link.left, []).append(link)
            links.setdefault(link.right, []).append(link)
    return tuple(_row(report, family, links.get(report.id, []), by_id) for report in reports)


def _row(report: Report, family: Family, links: list[Link], by_id: Mapping[str, Report]) -> LineageRow:
    def rank(link: Link) -> tuple[bool, float, float, str, str]:
        share = link.left_share if link.left == report.id else link.right_share
        return link.kind not in JOINING, -share, -link.confidence, link.left, link.right

    strongest = min(links, key=rank, default=None)
    carried = ((family.lineage.origin(c.origin).name, c.share) for c in family.lineage.carried_by(report.id))
    return LineageRow(
        id=report.id,
        label=report.label,
        outlet=outlet_of(report),
        title=title_of(report),
        day=days_of(report),
        origins=tuple(carried),
        own_share=own_share(report, family.lineage),
        kin=_kin(report, strongest, by_id) if strongest else None,
        n_kin=len(links),
    )


def _kin(report: Report, link: Link, by_id: Mapping[str, Report]) -> Kin:
    other = by_id[link.left if link.right == report.id else link.right]
    kind = link.kind.value.replace("_", " ")
    return Kin(other.id, other.outlet or other.label, kind, link.kind in JOINING, link.confidence)
