"""One tree of errors with one root. Errors carry facts as fields; they know nothing of shells or HTTP."""

from __future__ import annotations


class AccordError(Exception):
    """Root of every error Accord raises on purpose."""


class SettingsError(AccordError):
    """A setting has no meaning here; `setting` names it."""

    def __init__(self, setting: str, reason: str) -> None:
        super().__init__(f"{setting}: {reason}")
        self.setting = setting
        self.reason = reason


class IntakeError(AccordError):
    """One input cannot become a report; intake turns it into a `Refusal` at its edge.

    `where` names the file, with line or row where there is one; `reason` says what is wrong and, where it
    helps, what would be right.
    """

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")
        self.where = where
        self.reason = reason


class ReadingError(AccordError):
    """A reader can't do its work, for example because its model is broken; `where` names the file or folder."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")
        self.where = where
        self.reason = reason


class RulingError(AccordError):
    """A ruling cannot be honoured: its target is not in the record or its change has no meaning there."""

    def __init__(self, target: str, reason: str) -> None:
        super().__init__(f"{target}: {reason}")
        self.target = target
        self.reason = reason


class NothingToReadError(AccordError):
    """No report could be read from any of the inputs."""


class ExchangeError(AccordError):
    """A file could not be written; `path` names it."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"cannot write {path}: {reason}")
        self.path = path
        self.reason = reason


class QueryError(AccordError):
    """What is searched for can't be: `part` names the part of the query, `reason` says why."""

    def __init__(self, part: str, reason: str) -> None:
        super().__init__(f"{part}: {reason}")
        self.part = part
        self.reason = reason


class StoreError(AccordError):
    """A store can't be opened, read or written; `where` names it, without a password, and `reason` says why."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")
        self.where = where
        self.reason = reason


class DamagedError(StoreError):
    """A kept row is not what it was when it was kept, so nothing is made of it."""
