"""Sessions: who somebody is from one request to the next, for so long; the server alone knows them."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from secrets import token_urlsafe
from threading import Lock

from accord.desk.web.door.people import Role, User

IDLE = 2 * 3600.0
"""Seconds without a request after which a session ends."""

LONGEST = 12 * 3600.0
"""Seconds after which a session ends in any case."""

MOST = 5_000
"""Sessions at a time, of those who signed in and of others: with one more, the one unused for longest ends."""


@dataclass(slots=True)
class Session:
    """A visitor. `csrf` is what a change they ask for must come with; `user` is None before they have signed in.

    `signed_in` is False where nobody needs to.
    """

    user: User | None
    began: float
    seen: float
    signed_in: bool
    csrf: str = field(default_factory=lambda: token_urlsafe(24))

    def may(self, role: Role) -> bool:
        """True for somebody who may do what `role` may."""
        return self.user is not None and self.user.role >= role

    @property
    def can_rule(self) -> bool:
        """True for a reviewer or an admin."""
        return self.may(Role.REVIEWER)


class Sessions:
    """All sessions, by a hash of their keys: what is in memory lets nobody in.

    Those who signed in are kept apart, so that no crowd of strangers ends their sessions.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._signed_in: OrderedDict[bytes, Session] = OrderedDict()
        self._strangers: OrderedDict[bytes, Session] = OrderedDict()

    def begin(self, user: User | None, *, signed_in: bool = False) -> tuple[str, Session]:
        """Begin a session; its key is for the visitor alone."""
        key, now = token_urlsafe(32), self._clock()
        session = Session(user, now, now, signed_in)
        own = self._signed_in if signed_in else self._strangers
        with self._lock:
            own[_hash(key)] = session
            while len(own) > MOST:
                own.popitem(last=False)
        return key, session

    def get(self, key: str) -> Session | None:
        """The session of a key, None where there is none or it has ended."""
        now, hashed = self._clock(), _hash(key)
        with self._lock:
            own = self._signed_in if hashed in self._signed_in else self._strangers
            session = own.get(hashed)
            if session is None:
                return None
            if now - session.seen > IDLE or now - session.began > LONGEST:
                del own[hashed]
                return None
            session.seen = now
            own.move_to_end(hashed)
            return session

    def end(self, key: str) -> None:
        """End the session of a key, if there is one."""
        with self._lock:
            self._signed_in.pop(_hash(key), None)
            self._strangers.pop(_hash(key), None)


def _hash(key: str) -> bytes:
    return sha256(key.encode("utf-8", "replace")).digest()
