"""The room of reviewing: lines that wait for a person's word, what a ruling would change most first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from accord.desk.lines import Line
from accord.desk.support import counted, support_badge
from accord.desk.web.asking import Asked
from accord.desk.web.mishaps import not_found
from accord.desk.web.review.agreement import Decided, decided
from accord.desk.web.review.second import Ruled, as_before, ruled_lines, waiting_for
from accord.desk.web.rulings.ruling import RulingForm, form_for
from accord.desk.web.rulings.targets import line_for, placed_in, target_in, text_of
from accord.desk.web.shelf import Shelf
from accord.model.entry import Entry
from accord.model.stake import Stake
from accord.store.places import titles_of
from accord.store.queue import Line as KeptLine
from accord.store.queue import Queued, count_queue, read_lines, read_queue

PER_PAGE, PER_TABLE, MOST_PAGES = 20, 1_000, 500
KINDS = {
    "position": "positions",
    "commitment": "commitments",
    "incident": "incidents",
    "contact": "contacts",
    "quotation": "quotations",
    "measure": "measures",
    "actor": "names",
    "finding": "findings",
}
"""The kinds of line that wait, and what they are called."""

SECOND = ("no", "blind", "open")
"""Whether it is the queue of second reviews, with or without what the first reviewer decided."""


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A line that waits. `weight` is what a ruling is expected to change, `why` what that comes of.

    Of a second review there is none: `why` then says when it was first ruled on, and, unless that is to be blind, what.
    """

    id: str
    kind: str
    text: str
    story: str
    story_title: str
    badge: str
    weight: float
    why: str


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Some of the lines that wait. `counts` are the kinds there are, each with its name and how many wait."""

    kind: str
    story: str
    story_title: str
    second: str
    page: int
    n_pages: int
    n_found: int
    counts: tuple[tuple[str, str, int], ...]
    rows: tuple[ReviewRow, ...]


@dataclass(frozen=True, slots=True)
class ReviewedLine:
    """One line with its words, and what can be decided of it; `first` is what somebody else ruled, where shown."""

    line: Line
    form: RulingForm
    first: Decided | None = None


def review_page(shelf: Shelf, asked: Asked, by: str) -> ReviewPage:
    """Lines of a `kind` and of a `story`, or all; for a `second` review those that somebody but `by` ruled on alone.

    Raises: DeskError: a parameter without meaning, or no such story.
    """
    kind, story = asked.one_of("kind", KINDS, ""), asked.words("story")
    second = asked.one_of("second", SECOND, "no")
    title = _titles(shelf, [story]).get(story) if story else ""
    if title is None:
        raise not_found("story", story)
    page, per_page = asked.number("page", 1, MOST_PAGES), asked.per_page(PER_PAGE, PER_TABLE)
    if second != "no":
        return _seconds(shelf, kind, story, title, second, page, per_page, by)
    counts = shelf.at_hand(("queue", story), lambda: _counts(shelf, story))
    n_found = counts.get(kind, 0) if kind else sum(counts.values())
    n_pages = min(MOST_PAGES, max(1, -(-n_found // per_page)))
    page = min(page, n_pages)
    with shelf.kept.store.look() as connection:
        queued = read_queue(connection, story or None, kind or None, (page - 1) * per_page, per_page)
        lines = read_lines(connection, queued)
        titles = titles_of(connection, {own.story for own in queued})
    rows = tuple(_row(own, lines[own.stake.id], titles) for own in queued if own.stake.id in lines)
    told = tuple((key, name, counts[key]) for key, name in KINDS.items() if key in counts)
    return ReviewPage(kind, story, title, second, page, n_pages, n_found, told, rows)


def reviewed_line(shelf: Shelf, line: str, second: str, by: str) -> ReviewedLine:
    """One line to decide on; for a `second` review as it was before somebody else ruled on it.

    Raises: DeskError: there is none.
    """
    if second == "no":
        placed = target_in(shelf, line)
        return ReviewedLine(line_for(placed), form_for(placed))
    ruled = ruled_lines(shelf.kept.store.rulings()).get(line)
    if ruled is None or by in ruled.by:
        raise not_found("line that waits for a second review", line)
    placed = placed_in(*as_before(shelf, ruled, by))
    first = decided(list(ruled.by.values())[-1]) if second == "open" else None
    return ReviewedLine(line_for(placed), form_for(placed), first)


def _titles(shelf: Shelf, stories: Collection[str]) -> dict[str, str]:
    with shelf.kept.store.look() as connection:
        return titles_of(connection, stories)


def _counts(shelf: Shelf, story: str) -> dict[str, int]:
    with shelf.kept.store.look() as connection:
        return count_queue(connection, story or None)


def _row(queued: Queued, line: KeptLine, titles: dict[str, str]) -> ReviewRow:
    badge = support_badge(line.support) if isinstance(line, Entry) else counted(queued.stake.reports, "report")
    return ReviewRow(
        id=line.id,
        kind=queued.stake.kind,
        text=text_of(line),
        story=queued.story,
        story_title=titles.get(queued.story, ""),
        badge=badge,
        weight=round(queued.stake.weight, 2),
        why=_why(queued.stake),
    )


def _why(stake: Stake) -> str:
    """`50% in doubt × (6 reports + 2 lines + 1 finding + 3 × 1 sentence)`."""
    hangs = [counted(stake.reports, "report")]
    hangs += [counted(n, word) for n, word in ((stake.lines, "line"), (stake.findings, "finding")) if n]
    if stake.sentences:
        hangs.append(f"3 × {counted(stake.sentences, 'sentence')} of the summary")
    told = " + ".join(hangs)
    return f"{stake.doubt:.0%} in doubt × {f'({told})' if len(hangs) > 1 else told}"


def _seconds(
    shelf: Shelf, kind: str, story: str, title: str, second: str, page: int, per_page: int, by: str
) -> ReviewPage:
    """What waits for a second review, the first ruled on first."""
    lines = waiting_for(by, ruled_lines(shelf.kept.store.rulings()).values())
    if story:
        lines = [line for line in lines if story in shelf.kept.store.stories_of(line.subject.reports)]
    counts: dict[str, int] = {}
    for line in lines:
        counts[_kind(line)] = counts.get(_kind(line), 0) + 1
    lines = [line for line in lines if kind in ("", _kind(line))]
    n_pages = min(MOST_PAGES, max(1, -(-len(lines) // per_page)))
    page = min(page, n_pages)
    some = lines[(page - 1) * per_page : page * per_page]
    rows = tuple(_second_row(shelf, line, second) for line in some)
    told = tuple((key, name, counts[key]) for key, name in KINDS.items() if key in counts)
    return ReviewPage(kind, story, title, second, page, n_pages, len(lines), told, rows)


def _second_row(shelf: Shelf, line: Ruled, second: str) -> ReviewRow:
    first = decided(list(line.by.values())[-1])
    story = min(shelf.kept.store.stories_of(line.subject.reports), default="")
    title = _titles(shelf, [story]).get(story, "")
    why = f"ruled on {first.at:%Y-%m-%d}"
    if second == "open":
        why += f" by {first.by}: {first.says}"
    n_reports = counted(len(line.subject.reports), "report")
    return ReviewRow(line.id, _kind(line), line.subject.said, story, title, n_reports, 0.0, why)


def _kind(line: Ruled) -> str:
    return "actor" if line.subject.kind == "actors" else line.subject.kind
