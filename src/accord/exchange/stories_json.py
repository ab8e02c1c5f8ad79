"""The stories as JSON: which report belongs to which."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from accord.exchange.files import write_text
from accord.model.story import Story


def stories_to_dict(stories: Iterable[Story]) -> dict[str, str]:
    """Report id to story id, story by story in the order given; within a story as it orders its reports."""
    return {report: story.id for story in stories for report in story.reports}


def write_stories(stories: Iterable[Story], path: Path) -> None:
    """Write which report belongs to which story to a JSON file, all or nothing.

    Raises: ExchangeError: the file can't be written.
    """
    write_text(path, json.dumps(stories_to_dict(stories), ensure_ascii=False, indent=0) + "\n")
