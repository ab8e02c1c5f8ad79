"""What goes wrong, as a visitor sees it: one shape, and never a trace."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from secrets import token_hex

from starlette.exceptions import HTTPException

from accord.errors import QueryError, RulingError, StoreError

_LOG = logging.getLogger("accord.desk")

_CODES = {401: "sign_in", 403: "forbidden", 404: "not_found", 405: "method", 413: "too_large", 429: "too_many"}


@dataclass
class DeskError(Exception):
    """What a visitor is told: an HTTP status, a code for programs, a sentence, and what it is about (may be empty)."""

    status: int
    code: str
    message: str
    where: str = ""

    def as_dict(self) -> dict[str, dict[str, str]]:
        """The one shape of an error in JSON."""
        return {"error": {"code": self.code, "message": self.message, "where": self.where}}


def not_found(what: str, where: str) -> DeskError:
    """There is no such thing; `what` is its kind."""
    return DeskError(404, "not_found", f"There is no such {what}.", where)


def bad_parameter(where: str, message: str) -> DeskError:
    """A parameter has no meaning here."""
    return DeskError(422, "bad_parameter", message, where)


def mishap_of(error: Exception) -> DeskError:
    """What to tell of an error. Of one that nobody expected only a number, under which it is logged."""
    if isinstance(error, DeskError):
        return error
    if isinstance(error, HTTPException):
        return DeskError(error.status_code, _CODES.get(error.status_code, "http"), str(error.detail))
    if isinstance(error, QueryError):
        return DeskError(422, "bad_parameter", error.reason, error.part)
    if isinstance(error, RulingError):
        return DeskError(422, "bad_ruling", error.reason, error.target)
    number = token_hex(4)
    _LOG.error("error %s", number, exc_info=error)
    if isinstance(error, StoreError):
        return DeskError(
            503, "store", f"The store does not answer as it should. The log has it under {number}.", number
        )
    return DeskError(500, "unexpected", f"This is a fault in Accord. The log has it under {number}.", number)
