"""Decisions: what the form of rulings asks for, kept for good under the visitor's name; and taken back."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

from starlette.datastructures import ImmutableMultiDict

from accord.desk.web.door.people import Role
from accord.desk.web.door.sessions import Session
from accord.desk.web.mishaps import DeskError, bad_parameter, not_found
from accord.desk.web.rulings.ruling import ACTIONS, SEVERAL, RulingForm
from accord.desk.web.shelf import Shelf
from accord.model.ruling import Ruling, RulingAction, in_force

LONGEST_REASON, LONGEST_VALUE = 1_000, 2_000
_LINES = frozenset({"merge", "not_same"})


def ruling_of(form: RulingForm, by: str, given: ImmutableMultiDict[str, str], supersedes: str | None = None) -> Ruling:
    """The ruling that a visitor asks for.

    Raises: DeskError: a field of the form has no meaning.
    """
    action = str(given.get("action", ""))
    if action not in ACTIONS:
        raise bad_parameter("action", f"It must be one of: {', '.join(form.actions)}.")
    reason, value = str(given.get("reason", "")).strip(), str(given.get("value", "")).strip()
    if len(reason) > LONGEST_REASON or len(value) > LONGEST_VALUE:
        raise bad_parameter("reason" if len(reason) > LONGEST_REASON else "value", "It is too long.")
    others = tuple(map(str, given.getlist("others"))) if action in _LINES and form.kind != "actor" else ()
    claims = tuple(map(str, given.getlist("claims"))) if action == "split" else ()
    if action in _LINES and form.kind != "actor" and not others:
        raise bad_parameter("others", "Choose which lines.")
    if action == "split" and not claims:
        raise bad_parameter("claims", "Choose the words that belong to another line.")
    name = str(given.get("field", "")) or None if action == "correct" else None
    if name and any(own.name == name and own.several for own in form.fields) and not value.startswith("["):
        value = json.dumps([part.strip() for part in value.split(SEVERAL) if part.strip()], ensure_ascii=False)
    return Ruling(
        RulingAction(action),
        (form.line, *others),
        by,
        datetime.now(UTC),
        reason,
        name,
        (value or None) if name else None,
        claims,
        supersedes,
    )


def keep(shelf: Shelf, ruling: Ruling) -> str:
    """Keep a decision; its id. One that its maker has just sent before is kept once: a button is soon pressed twice.

    Raises: RulingError: it can't be decided so.
    """
    with shelf.writing:
        standing = (own for own in reversed(in_force(shelf.kept.store.rulings())) if {*own.targets} & {*ruling.targets})
        last = next(standing, None)
        if last is not None and replace(ruling, at=last.at).id == last.id:
            return last.id
        shelf.kept.rule(ruling)
    return ruling.id


def undo(shelf: Shelf, session: Session, ruling: str) -> str:
    """Take a ruling, or a text entered by hand, out of force: one's own, or, as an admin, anybody's.

    Returns: The id of what took it out of force.

    Raises:
        DeskError: there is no such ruling, or the visitor may not.
        RulingError: it can't be undone.
    """
    by = name_of(session, Role.REVIEWER)
    with shelf.writing:
        made = next((own.by for own in shelf.kept.store.rulings() if own.id == ruling), None)
        made = made or next((r.entered.by for r in shelf.kept.reports([ruling]) if r.entered), None)
        if made is None:
            raise not_found("ruling", ruling)
        if made != by and not session.may(Role.ADMIN):
            raise DeskError(403, "forbidden", "Only an admin undoes what somebody else has ruled.", ruling)
        return shelf.kept.undo(ruling, by).rulings[-1].id


def name_of(session: Session, role: Role) -> str:
    """The name to rule under.

    Raises: DeskError: the visitor may not.
    """
    if session.user is None or not session.may(role):
        raise DeskError(403, "forbidden", f"Only a {role.name.lower()} may do that.")
    return session.user.name
