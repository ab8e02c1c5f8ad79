"""Page data of what changed: one set of facts for the terminal and the pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from accord.desk.citations import Citation, Citations
from accord.desk.support import support_badge, support_tip
from accord.model.change import MINOR, Change, ChangeKind, Changes

HEADINGS = {
    ChangeKind.ALLEGED_BROKEN: "Alleged not to have been kept",
    ChangeKind.DISPUTED: "Disputed whether it was kept",
    ChangeKind.OVERDUE: "Fell due, and no report says what came of it",
    ChangeKind.INCIDENT: "New incidents",
    ChangeKind.INCIDENT_DENIED: "Incidents denied since",
    ChangeKind.HARM: "Tolls that are told otherwise",
    ChangeKind.STANCE_MOVED: "Stands that moved",
    ChangeKind.SUPERSEDED: "Commitments taken back",
    ChangeKind.EXTENDED: "Commitments extended",
    ChangeKind.LAPSED: "Commitments whose term ran out",
    ChangeKind.DUE: "Falls due",
    ChangeKind.REPORTED_KEPT: "Commitments reported kept",
    ChangeKind.COMMITMENT: "New commitments",
    ChangeKind.TERMS: "Terms that are told otherwise",
    ChangeKind.POSITION: "New positions",
    ChangeKind.CONDITION: "Stands that now depend on a condition",
    ChangeKind.REPORT_WITHDRAWN: "Reports that are there no longer",
    ChangeKind.REPORT_CHANGED: "Reports that an outlet changed",
    ChangeKind.CORRECTION: "Corrections by outlets",
    ChangeKind.CONFLICT: "Reports that differ",
    ChangeKind.RULING: "Rulings",
    ChangeKind.SUPPORT_FELL: "Fewer origins than before",
    ChangeKind.DROPPED: "No longer on the record",
    ChangeKind.CONTACT: "New contacts",
    ChangeKind.MEASURE: "New measures",
    ChangeKind.RIVALS: "Measures told with rival figures",
    ChangeKind.EDIT: "Differences between reports of one origin",
    ChangeKind.CONFLICT_GONE: "Differences found no longer",
    ChangeKind.SHARED_ORIGIN: "Reports found to share an origin",
    ChangeKind.SUPPORT_GREW: "More origins than before",
}


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change as a reader sees it. `day` is empty when unknown, `story` the title of its story."""

    id: str
    day: str
    text: str
    badge: str
    badge_tip: str
    origins: tuple[str, ...]
    told_by: tuple[str, ...]
    story: str
    entries: tuple[str, ...]
    citations: tuple[Citation, ...]
    unsure: bool


@dataclass(frozen=True, slots=True)
class ChangeSection:
    """The changes of one kind that are sure, or that are not, with their heading."""

    kind: str
    heading: str
    minor: bool
    unsure: bool
    lines: tuple[ChangeLine, ...]


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """What changed, the most consequential kinds first, what is unsure after what is sure.

    `n_stories` counts the stories that have changes.
    """

    title: str
    until: str
    n_arrived: int
    n_stories: int
    sections: tuple[ChangeSection, ...]


def build_changes_page(changes: Changes) -> ChangesPage:
    """Lay changes out for people, in their order."""
    citations = Citations(changes.cited)
    titles = {story.id: story.title for story in changes.stories}
    return ChangesPage(
        title=_title(changes),
        until=changes.until.isoformat() if changes.until else "no date known",
        n_arrived=len(changes.arrived),
        n_stories=len(titles),
        sections=tuple(_sections(changes, titles, citations)),
    )


def _title(changes: Changes) -> str:
    if changes.known:
        start, end = changes.known
        return f"What came to be known from {start:%Y-%m-%d %H:%M %Z} to {f'{end:%Y-%m-%d %H:%M %Z}' if end else 'now'}"
    return f"What changed after {changes.since or 'the beginning'}, as of {changes.until or 'no date known'}"


def _sections(changes: Changes, titles: dict[str, str], citations: Citations) -> Iterator[ChangeSection]:
    for (kind, unsure), own in groupby(changes, key=lambda change: (change.kind, _is_apart(change))):
        lines = tuple(_line(change, titles, citations) for change in own)
        heading = f"{HEADINGS[kind]}, unsure" if unsure else HEADINGS[kind]
        yield ChangeSection(kind.value, heading, kind in MINOR, unsure, lines)


def _is_apart(change: Change) -> bool:
    """True for an unsure change of a kind that is not minor: it has a section of its own."""
    return change.unsure and change.kind not in MINOR


def _line(change: Change, titles: dict[str, str], citations: Citations) -> ChangeLine:
    return ChangeLine(
        id=change.id,
        day=change.on.isoformat() if change.on else "",
        text=change.text,
        badge=support_badge(change.support),
        badge_tip=support_tip(change.support),
        origins=change.support.names,
        told_by=change.told_by,
        story=titles.get(change.story, ""),
        entries=change.entries,
        citations=citations.of(change.evidence),
        unsure=change.unsure,
    )
