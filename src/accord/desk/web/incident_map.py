"""The room of a story's map: its incidents where reports say they were."""

from __future__ import annotations

from dataclasses import dataclass

from accord.desk.atlas import gazetteer, outlines
from accord.desk.incident_map.drawing import IncidentMap, build_map
from accord.desk.web.asking import Asked
from accord.desk.web.mishaps import bad_parameter, not_found
from accord.desk.web.shelf import Shelf
from accord.model.entry import Incident

LONGEST_CODE = 2


@dataclass(frozen=True, slots=True)
class Atlas:
    """What maps are drawn with: places by name, and outlines."""

    gazetteer: gazetteer.Gazetteer
    outlines: tuple[outlines.Outline, ...]


@dataclass(frozen=True, slots=True)
class MapPage:
    """The map of a story."""

    id: str
    title: str
    map: IncidentMap


def bundled_atlas() -> Atlas:
    """The atlas that comes with Accord, read on its first use."""
    return Atlas(gazetteer.bundled(), outlines.bundled())


def map_page(shelf: Shelf, story: str, asked: Asked, atlas: Atlas) -> MapPage:
    """The map of a story's incidents, of one country where `in` is its code.

    Raises: DeskError: there is no such story, or a parameter without meaning.
    """
    record = shelf.outline(story)
    if record is None:
        raise not_found("story", story)
    shown = asked.words("in").upper()
    if len(shown) > LONGEST_CODE:
        raise bad_parameter("in", "It must be the code of a country, of two letters.")
    chapter = record.chapters[0]
    incidents = [entry for entry in chapter.entries if isinstance(entry, Incident)]

    def make() -> IncidentMap:
        return build_map(chapter.story.id, incidents, record.reports, atlas.gazetteer, atlas.outlines, shown)

    return MapPage(chapter.story.id, chapter.story.title, shelf.at_hand(("map", story, shown), make))
