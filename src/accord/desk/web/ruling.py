"""The room of ruling on a line: what can be decided of it, and deciding it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from starlette.datastructures import ImmutableMultiDict

from accord.desk.web.line import line_page
from accord.desk.web.mishaps import DeskError, bad_parameter, not_found
from accord.desk.web.people import Role
from accord.desk.web.sessions import Session
from accord.desk.web.shelf import Shelf
from accord.model.actor import ActorLink
from accord.model.entry import AnyEntry
from accord.model.record import Record
from accord.model.ruling import Ruling, RulingAction
from accord.weighing.rulings.corrections import FIELDS

LONGEST_REASON, LONGEST_VALUE = 1_000, 2_000
ACTIONS = ("confirm", "correct", "merge", "split", "dismiss")
OF_NAMES = ("same", "not_same")


@dataclass(frozen=True, slots=True)
class Other:
    """Another line that this one may be merged with, or a claim that may be split from it: its id, and its words."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class RulingForm:
    """What can be decided of a line: `fields` are those that can be corrected, `others` lines of its kind in its story,
    `claims` those it rests on.
    """

    line: str
    text: str
    story: str
    story_title: str
    actions: tuple[str, ...]
    fields: tuple[str, ...]
    others: tuple[Other, ...]
    claims: tuple[Other, ...]


def ruling_form(shelf: Shelf, line: str) -> RulingForm:
    """What can be decided of the line of that id.

    Raises: DeskError: there is none, or it is a finding, which is not ruled on.
    """
    page = line_page(shelf, line)
    record = shelf.record(page.story)
    entry = _entry(record, line) if record else None
    if record is None or entry is None:
        raise not_found("line to rule on", line)
    if isinstance(entry, ActorLink):
        return RulingForm(line, page.line.text, page.story, page.story_title, OF_NAMES, (), (), ())
    others = tuple(Other(e.id, e.line) for e in record.entries if type(e) is type(entry) and e.id != line)
    words = {piece.claim: piece.text for piece in entry.evidence if piece.claim}
    claims = tuple(Other(claim, " ".join(text.split())) for claim, text in words.items() if claim)
    offered = {"merge": bool(others), "split": len(claims) > 1}
    return RulingForm(
        line=line,
        text=entry.line,
        story=page.story,
        story_title=page.story_title,
        actions=tuple(action for action in ACTIONS if offered.get(action, True)),
        fields=(*FIELDS[type(entry)], "line"),
        others=others,
        claims=claims if len(claims) > 1 else (),
    )


def _entry(record: Record, line: str) -> AnyEntry | ActorLink | None:
    lines = (*record.entries, *(link for chapter in record.chapters for link in chapter.actors))
    return next((own for own in lines if own.id == line), None)


def decide(shelf: Shelf, session: Session, line: str, form: ImmutableMultiDict[str, str]) -> str:
    """Keep a decision on a line.

    Returns: The ruling's id.

    Raises:
        DeskError: the visitor may not, or a field of the form has no meaning.
        RulingError: it can't be decided so.
    """
    by = _name_of(session, Role.REVIEWER)
    action = str(form.get("action", ""))
    if action not in ACTIONS + OF_NAMES:
        raise bad_parameter("action", f"It must be one of: {', '.join(ACTIONS + OF_NAMES)}.")
    reason, value = str(form.get("reason", "")).strip(), str(form.get("value", "")).strip()
    if len(reason) > LONGEST_REASON or len(value) > LONGEST_VALUE:
        raise bad_parameter("reason" if len(reason) > LONGEST_REASON else "value", "It is too long.")
    correcting = action == "correct"
    others = tuple(map(str, form.getlist("others"))) if action == "merge" else ()
    claims = tuple(map(str, form.getlist("claims"))) if action == "split" else ()
    if action == "merge" and not others:
        raise bad_parameter("others", "Choose the lines that are the same as this one.")
    if action == "split" and not claims:
        raise bad_parameter("claims", "Choose the words that belong to another line.")
    ruling = Ruling(
        RulingAction(action),
        (line, *others),
        by,
        datetime.now(UTC),
        reason,
        str(form.get("field", "")) or None if correcting else None,
        (value or None) if correcting else None,
        claims,
    )
    with shelf.writing:
        shelf.kept.rule(ruling)
    return ruling.id


def undo(shelf: Shelf, session: Session, ruling: str) -> str:
    """Take a ruling out of force: one's own, or, as an admin, anybody's.

    Returns: The id of the undoing.

    Raises:
        DeskError: there is no such ruling, or the visitor may not.
        RulingError: it can't be undone.
    """
    by = _name_of(session, Role.REVIEWER)
    with shelf.writing:
        made = next((own for own in shelf.kept.store.rulings() if own.id == ruling), None)
        if made is None:
            raise not_found("ruling", ruling)
        if made.by != by and not session.may(Role.ADMIN):
            raise DeskError(403, "forbidden", "Only an admin undoes what somebody else has ruled.", ruling)
        return shelf.kept.undo(ruling, by).rulings[-1].id


def _name_of(session: Session, role: Role) -> str:
    """The name to rule under.

    Raises: DeskError: the visitor may not.
    """
    if session.user is None or not session.may(role):
        raise DeskError(403, "forbidden", f"Only a {role.name.lower()} may do that.")
    return session.user.name
