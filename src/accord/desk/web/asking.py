"""What a visitor asks for in an address, read strictly: what has no meaning is said to have none."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from starlette.requests import Request

from accord.desk.web.mishaps import bad_parameter, not_found

LONGEST = 300
LONGEST_ID = 2_000
LONGEST_PATH = 2_000


class Asked:
    """The parameters of an address."""

    def __init__(self, given: Mapping[str, str], *, as_table: bool = False) -> None:
        """Args: as_table: what answers is wanted as a table, which may be longer than a page."""
        self._given = given
        self.as_table = as_table

    def per_page(self, of_page: int, of_table: int) -> int:
        """How many things to give at a time."""
        return of_table if self.as_table else of_page

    def words(self, name: str) -> str:
        """Words, empty where none are given."""
        found = " ".join(self._given.get(name, "").split())
        if len(found) > LONGEST:
            raise bad_parameter(name, f"It must be {LONGEST} characters or fewer.")
        return found

    def id(self, name: str) -> str:
        """The id of a thing, which must be given."""
        found = self._given.get(name, "")
        if not found:
            raise bad_parameter(name, "It must be given.")
        if len(found) > LONGEST_ID:
            raise not_found("page", "")
        return found

    def one_of(self, name: str, choices: Collection[str], otherwise: str) -> str:
        """One of some words, `otherwise` where none is given."""
        found = self._given.get(name) or otherwise
        if found not in (*choices, otherwise):
            raise bad_parameter(name, f"It must be one of: {', '.join(choices)}.")
        return found

    def number(self, name: str, otherwise: int, most: int) -> int:
        """A whole number from 1 to `most`, `otherwise` where none is given."""
        found = self._given.get(name) or str(otherwise)
        if not (found.isascii() and found.isdigit() and len(found) < 10 and 1 <= int(found) <= most):
            raise bad_parameter(name, f"It must be a whole number from 1 to {most}.")
        return int(found)

    def day(self, name: str) -> date | None:
        """A day, None where none is given."""
        found = self._given.get(name)
        try:
            return date.fromisoformat(found) if found else None
        except ValueError:
            raise bad_parameter(name, "It must be a day, such as 2024-05-06.") from None

    def path(self, name: str) -> str:
        """An address of the desk's own, empty where none is given."""
        found = self._given.get(name, "")
        if found and not (own_path(found, "") and len(found) <= LONGEST_PATH):
            raise bad_parameter(name, "It must be an address of this desk.")
        return found

    def flag(self, name: str) -> bool:
        """True for `1`, False for `0` or nothing."""
        return self.one_of(name, ("0", "1"), "0") == "1"


def id_in(request: Request) -> str:
    """The id in the path of an address.

    Raises: DeskError: it is none.
    """
    found: str = request.path_params["id"]
    if not 0 < len(found) <= LONGEST_ID:
        raise not_found("page", "")
    return found


def own_path(path: str, otherwise: str = "/stories") -> str:
    """The path, where it is one of the desk's own; else another."""
    safe = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable() and "\\" not in path
    return path if safe else otherwise
