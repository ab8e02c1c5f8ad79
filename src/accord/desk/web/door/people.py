"""Who may come in: people with passwords, or whoever has the token; and what each may do."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from hmac import compare_digest
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from accord.errors import SettingsError

LONGEST_NAME, LONGEST_PASSWORD, SHORTEST_PASSWORD = 80, 1_000, 12


class Role(IntEnum):
    """What somebody may do; each may do what those before may.

    A reader looks; a reviewer rules, and undoes rulings of their own; an admin undoes anybody's.
    """

    READER = 1
    REVIEWER = 2
    ADMIN = 3

    @classmethod
    def named(cls, name: str) -> Role:
        """The role of that name, in lower case.

        Raises: SettingsError: there is none.
        """
        for role in cls:
            if role.name.lower() == name:
                return role
        raise SettingsError("role", f"must be one of {', '.join(role.name.lower() for role in cls)}, not {name!r}")


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who is signed in."""

    name: str
    role: Role


@dataclass(frozen=True)
class Doors:
    """How to come in. With neither people nor a token the desk is open, and whoever comes is `local`.

    `people` gives each name its role and the argon2 hash of its password. Whoever has the `token` comes in as a
    reviewer, by the name they give.
    """

    people: Mapping[str, tuple[Role, str]] = field(default_factory=dict)
    token: str = ""
    local: User = User("local", Role.ADMIN)
    hasher: PasswordHasher = field(default_factory=PasswordHasher)

    @property
    def is_open(self) -> bool:
        """True where nobody needs to sign in."""
        return not self.people and not self.token

    def enter(self, name: str, secret: str) -> User | None:
        """Who comes in by a name and a password, or the token; None for nobody. An unknown name takes as long."""
        name = " ".join(name.split())
        if not 0 < len(name) <= LONGEST_NAME or not 0 < len(secret) <= LONGEST_PASSWORD:
            return None
        if name in self.people or not self.token:
            role, kept = self.people.get(name, (Role.READER, self._nobody))
            return User(name, role) if self._is_right(kept, secret) and name in self.people else None
        return User(name, Role.REVIEWER) if compare_digest(self.token.encode(), secret.encode()) else None

    def _is_right(self, kept: str, secret: str) -> bool:
        try:
            return self.hasher.verify(kept, secret)
        except (VerificationError, InvalidHashError):
            return False

    @property
    def _nobody(self) -> str:
        """A hash that no password has, as slow to try as any."""
        return next(iter(self.people.values()))[1] if self.people else self.hasher.hash("nobody")


def read_people(path: Path) -> dict[str, tuple[Role, str]]:
    """People from a file of TOML: a table for each name, with `role` and `password`, an argon2 hash.

    Raises: SettingsError: the file can't be read, names nobody, or an entry has no meaning.
    """
    try:
        tables = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError(str(path), f"can't be read: {error}") from error
    people = {}
    for name, own in tables.items():
        kept = own.get("password") if isinstance(own, dict) else None
        if not isinstance(kept, str) or not kept.startswith("$argon2"):
            raise SettingsError(str(path), f"{name!r} has no argon2 hash as its password: `accord user` makes one")
        people[name] = (Role.named(str(own.get("role", "reader"))), kept)
    if not people:
        raise SettingsError(str(path), "names nobody")
    return people


def people_table(name: str, role: Role, password: str) -> str:
    """The table of TOML that lets somebody in.

    Raises: SettingsError: the name or the password is too short or too long.
    """
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME or any(not c.isprintable() for c in name):
        raise SettingsError("name", f"must have 1 to {LONGEST_NAME} characters")
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise SettingsError("password", f"must have {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters")
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'["{quoted}"]\nrole = "{role.name.lower()}"\npassword = "{PasswordHasher().hash(password)}"\n'
