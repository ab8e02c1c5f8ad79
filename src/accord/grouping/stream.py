"""Stories as a stream: each lot of reports joins, opens or, rarely, merges stories; what rests is let go."""

from __future__ import annotations

from collections.abc import Sequence, Set
from datetime import date, timedelta
from itertools import count

from accord.grouping.bundles import FEWEST_WORDS, Bundle, bundles
from accord.grouping.index import TermIndex
from accord.grouping.likeness import LEAST, UNDATED, content, fading
from accord.grouping.placing import place
from accord.grouping.texts import Open, Text
from accord.grouping.titles import report_title
from accord.grouping.vectors import Frequencies, find_parts
from accord.model.identity import content_id
from accord.model.lineage import Link
from accord.model.report import Report
from accord.model.story import Story
from accord.text.folding import fold_words

REST = timedelta(days=600)
"""A text older than this is compared with none that comes; a story without a younger one is at an end."""

MOST_HELD = 20_000
"""Texts held at most; beyond them the first to come are let go."""

MOST_COMPARED = 500
"""Texts of one story that others are compared with, the last to come."""

MOST_NOTED = 20
"""Texts placed at a time count no more than so many in how common a term is, until their stories are known."""

COUNTED_WHOLE = 5
"""Texts of one story that count whole in how common a term is; of a larger story, each counts the less."""

MOST_AT_ONCE = 250
"""Texts of one lot that are placed at a time, so that no lot asks for a table without bound."""


class StoryStream:
    """Takes reports lot by lot, in order of time, and keeps the stories they make.

    A lot is the reports of a day, or of less. Their order changes nothing. Memory is bounded by the reports of the
    last `REST` and by `MOST_HELD`, however long the stream.
    """

    def __init__(self) -> None:
        self._today = date.min
        self._texts: dict[int, Text] = {}
        self._story: dict[int, Open] = {}
        self._by_key: dict[str, Text] = {}
        self._by_report: dict[str, Text] = {}
        self._words, self._titles = TermIndex(), TermIndex()
        self._frequencies = Frequencies()
        # the days of texts numbered from `_first` on, and which of them are held
        self._first = 0
        self._ordinals: list[int] = []
        self._held: list[bool] = []

    def add(self, lot: Sequence[Report], links: Sequence[Link] = ()) -> list[Story]:
        """Take in a lot.

        Args:
            lot: reports, in any order. One without a day, or with an earlier one, is taken to come with the others.
            links: from tracing; those between these reports, and with earlier ones, that join origins are heeded.
        Returns: The stories that are at an end meanwhile, the first to rest first.
        """
        self._today = max([self._today, *(report.day for report in lot if report.day)])
        ended = self._let_go()
        new = []
        for found in bundles(sorted(lot, key=lambda r: r.id), links, self._by_key, self._by_report):
            if found.old:
                # by report: a text may have been made one with another since
                self._enter(self._joined({self._by_report[text.reports[0][1]] for text in found.old}), found)
            else:
                new.append(found)
        for start in range(0, len(new), MOST_AT_ONCE):
            self._place(new[start : start + MOST_AT_ONCE])
        return ended

    def close(self) -> list[Story]:
        """Every story that is still open; none is left."""
        self._today = date.max
        return self._let_go()

    @property
    def n_texts(self) -> int:
        """How many texts are held."""
        return len(self._texts)

    def _let_go(self) -> list[Story]:
        """Let go of texts at rest; the stories that have no other are at an end."""
        ended = []
        while self._texts:
            text = next(iter(self._texts.values()))
            if self._today - text.came <= REST and len(self._texts) <= MOST_HELD:
                break
            story = self._retire(text)
            if not story.texts:
                ended.append(story)
        first = next(iter(self._texts), self._first + len(self._ordinals))
        del self._ordinals[: first - self._first], self._held[: first - self._first]
        self._first = first
        self._words.let_go(first)
        self._titles.let_go(first)
        return [Story(content_id("story", story.reports[0]), story.title, story.reports) for story in ended]

    def _retire(self, text: Text) -> Open:
        """Compare nothing with a text any more; its reports stay with their story, which is returned."""
        story = self._story.pop(text.number)
        story.texts.remove(text)
        story.past += text.reports
        self._drop(text)
        for key in text.keys:
            self._by_key.pop(key, None)
        for _, report in text.reports:
            self._by_report.pop(report, None)
        return story

    def _drop(self, text: Text) -> None:
        del self._texts[text.number]
        self._held[text.number - self._first] = False

    def _joined(self, old: Set[Text]) -> Text:
        """Make texts one, and their stories too."""
        first, *others = sorted(old, key=lambda text: text.number)
        for text in others:
            story, gone = self._story[first.number], self._story.pop(text.number)
            gone.texts.remove(text)
            if gone is not story:
                story.past += gone.past
                story.texts = sorted([*story.texts, *gone.texts], key=lambda t: t.number)
                for moved in gone.texts:
                    self._story[moved.number] = story
            first.reports += text.reports
            first.keys |= text.keys
            self._by_key.update(dict.fromkeys(text.keys, first))
            self._by_report.update({report: first for _, report in text.reports})
            self._drop(text)
        return first

    def _enter(self, text: Text, found: Bundle) -> None:
        """Enter reports under a text."""
        text.reports += [(report.day or date.max, report.id) for report in found.reports]
        text.keys |= found.keys
        self._by_key.update(dict.fromkeys(found.keys, text))
        self._by_report.update({report.id: text for report in found.reports})

    def _place(self, new: Sequence[Bundle]) -> None:
        """Open a story for each new text, and place those stories among the ones there are."""
        import numpy as np

        parts = [find_parts(_told(found), found.first.title) for found in new]
        noted = min(1.0, MOST_NOTED / len(new))
        for part in parts:
            self._frequencies.count(part, noted)
        words, titles = ([self._frequencies.weigh(part[i]) for part in parts] for i in range(2))
        self._words.add(words)
        self._titles.add(titles)
        told = content(self._words.inner_products(words), self._titles.inner_products(titles))
        first = self._first + len(self._ordinals)
        self._ordinals += [found.first.day.toordinal() if found.first.day else UNDATED for found in new]
        self._held += [True] * len(new)
        ordinals, held = np.array(self._ordinals), np.array(self._held)
        table = (told * fading(ordinals[-len(new) :], ordinals)).round(6) * held
        placed = []
        for number, found, row in zip(count(first), new, table, strict=False):
            alike = np.flatnonzero(row[: number - self._first] >= LEAST)
            title = (not (found.first.title or "").strip(), found.first.id, report_title(found.first))
            near, likeness = (alike + self._first).astype(np.int32), row[alike].astype(np.float32)
            text = Text(number, self._today, title, near, likeness)
            self._texts[number] = text
            self._story[number] = Open([text])
            self._enter(text, found)
            placed.append(text)
        place(placed, self._story, self._today)
        for text, part in zip(placed, parts, strict=True):
            self._frequencies.count(part, min(1.0, COUNTED_WHOLE / len(self._story[text.number].texts)) - noted)
        for story in {id(story): story for story in (self._story[text.number] for text in placed)}.values():
            for text in story.texts[:-MOST_COMPARED]:
                self._retire(text)


def _told(found: Bundle) -> Sequence[str]:
    """The words of a text by which it is compared; for a notice in place of a text its title stands."""
    if len(found.words) >= FEWEST_WORDS:
        return found.words
    return fold_words(found.first.title or "") or found.words
