"""Work on a database whose server may go away in the middle: it is done again when the server is back."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic, sleep
from typing import TypeVar

from sqlalchemy.exc import DBAPIError

from accord.errors import StoreError

PATIENCE_SECONDS = 60.0
"""How long a server is waited for; about as long as a writer of SQLite waits for another."""

_FIRST_PAUSE, _LONGEST_PAUSE = 0.1, 2.0
_CONNECTION = "08"
_STOPPING = frozenset({"57P01", "57P02", "57P03"})

T = TypeVar("T")


def patiently(work: Callable[[], T]) -> T:
    """Do a unit of work, and do it again when the server went away meanwhile.

    Args: work: one transaction, that does nothing more when it is done twice: that it was done may go unheard.
    Returns: What the work returns.
    Raises: StoreError: as the work does; the server was not back in time, and nothing is known to be done.
    """
    until, pause = monotonic() + PATIENCE_SECONDS, _FIRST_PAUSE
    while True:
        try:
            return work()
        except StoreError as error:
            if not went_away(error) or monotonic() >= until:
                raise
        sleep(pause)
        pause = min(2 * pause, _LONGEST_PAUSE)


def went_away(error: StoreError) -> bool:
    """True when a server stopped, is starting, or can't be reached; never for SQLite, which has none."""
    cause = error.__cause__
    told = cause.orig if isinstance(cause, DBAPIError) else cause
    if type(told).__module__.partition(".")[0] != "psycopg":
        return False
    state = getattr(told, "sqlstate", None)
    lost = type(told).__name__ in ("OperationalError", "InterfaceError", "ConnectionTimeout")
    return lost if state is None else state.startswith(_CONNECTION) or state in _STOPPING
