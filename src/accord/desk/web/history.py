"""The room of a stand's history: the steps by which a party came to where it stands on a measure."""

from __future__ import annotations

from dataclasses import dataclass

from accord.desk.history import Histories, Step
from accord.desk.web.asking import Asked
from accord.desk.web.mishaps import not_found
from accord.desk.web.shelf import Shelf
from accord.model.entry import Position


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """What one party said of one measure in a story, the first first; `label` is what the measure is called."""

    id: str
    title: str
    measure: str
    label: str
    party: str
    steps: tuple[Step, ...]


def history_page(shelf: Shelf, story: str, asked: Asked) -> HistoryPage:
    """The history of a `party`, by the name the record gives it, on a `measure`, by its id.

    Raises: DeskError: there is no such story, or the party takes no stand on such a measure in it.
    """
    measure, party = asked.id("measure"), asked.id("party")
    record = shelf.record(story)
    if record is None:
        raise not_found("story", story)
    (chapter,) = record.chapters
    positions = [
        entry
        for entry in chapter.entries
        if isinstance(entry, Position) and entry.measure == measure and entry.party == party
    ]
    label = next((own.label for own in chapter.measures if own.id == measure), "")
    if not positions:
        raise not_found("stand", measure)
    return HistoryPage(chapter.story.id, chapter.story.title, measure, label, party, Histories(record).of(positions))
