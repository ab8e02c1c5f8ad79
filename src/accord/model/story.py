"""Stories: the reports of one episode."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Story:
    """The reports of one episode, by publication then id. `title` is made from the reports' own words."""

    id: str
    title: str
    reports: tuple[str, ...]
