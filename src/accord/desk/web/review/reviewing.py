"""The addresses of reviewing: the queue, and how far reviewers agree."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from accord.desk.web.answering import answer, asked_of
from accord.desk.web.door.door import session_of
from accord.desk.web.door.people import Role
from accord.desk.web.review.agreement import agreement_page
from accord.desk.web.review.review import KINDS, review_page
from accord.desk.web.rulings.audit import last_of
from accord.desk.web.rulings.decisions import name_of
from accord.desk.web.shelf import Shelf


class Reviewing:
    """The queue of a record, and what came of it."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def queue(self, request: Request) -> Response:
        """Lines that wait for the visitor's word."""
        asked = asked_of(request)
        page = review_page(self._shelf, asked, name_of(session_of(request), Role.READER))
        ruled = asked.words("ruled")
        told = last_of(self._shelf, ruled) if ruled else None
        return answer(request, "review.html", page, ruled=told, kinds=KINDS)

    def agreement(self, request: Request) -> Response:
        """How far those who ruled on the same lines agree."""
        return answer(request, "agreement.html", agreement_page(self._shelf))
