"""The window: the texts that others are compared with, and the stories they make."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace

from accord.grouping.bundles import Bundle
from accord.grouping.texts import Open, Text
from accord.model.identity import content_id
from accord.model.story import Story


@dataclass(slots=True)
class Window:
    """Texts by number, stories by a key of their own, and what leads to them.

    Texts and stories never change: another takes the place of one. So a copy shares all that stays the same.
    `story_of` leads from a text to its story, `by_key` and `by_report` from words and reports to a text.
    """

    texts: dict[int, Text] = field(default_factory=dict)
    stories: dict[int, Open] = field(default_factory=dict)
    story_of: dict[int, int] = field(default_factory=dict)
    by_key: dict[str, int] = field(default_factory=dict)
    by_report: dict[str, int] = field(default_factory=dict)
    next_key: int = 0

    def copy(self) -> Window:
        """The window as it is now, which stays so."""
        return Window(
            self.texts.copy(),
            self.stories.copy(),
            self.story_of.copy(),
            self.by_key.copy(),
            self.by_report.copy(),
            self.next_key,
        )

    def story(self, key: int) -> Story:
        """A story as it stands: its reports by day, then id."""
        found = self.stories[key]
        reports = sorted([*found.past, *(one for number in found.texts for one in self.texts[number].reports)])
        ids = tuple(report for _, report in reports)
        return Story(content_id("story", ids[0]), found.title, ids)

    def put(self, key: int | None, story: Open) -> int:
        """Put a story in the place of another, or as a new one; its texts are its own from now on."""
        if key is None:
            key = self.next_key
            self.next_key += 1
        self.stories[key] = story
        self.story_of.update(dict.fromkeys(story.texts, key))
        return key

    def open(self, text: Text) -> None:
        """Put in a text, in a story of its own."""
        self.texts[text.number] = text
        self.put(None, Open((text.number,)))

    def known(self, found: Bundle) -> set[int]:
        """The numbers of the texts that reports belong to."""
        by_words = {self.by_key[key] for key in found.keys if key in self.by_key}
        return by_words | {self.by_report[report] for report in found.old}

    def enter(self, number: int, found: Bundle) -> None:
        """Enter reports under a text."""
        text = self.texts[number]
        reports = (*text.reports, *(one.order for one in found.reports))
        self.texts[number] = replace(text, reports=reports, keys=text.keys | found.keys)
        self.by_key.update(dict.fromkeys(found.keys, number))
        self.by_report.update({one.report: number for one in found.reports})

    def retire(self, number: int) -> Story | None:
        """Compare nothing with a text any more; its reports stay with their story.

        Returns: The story, if it has no other text: then it is at an end, and gone from here.
        """
        key = self.story_of[number]
        story, text = self.stories[key], self.texts[number]
        ended = self.story(key) if len(story.texts) == 1 else None
        self._drop(number)
        for word_key in text.keys:
            self.by_key.pop(word_key, None)
        for _, report in text.reports:
            self.by_report.pop(report, None)
        if ended:
            del self.stories[key]
        else:
            self.stories[key] = replace(
                story, texts=tuple(n for n in story.texts if n != number), past=(*story.past, *text.reports)
            )
        return ended

    def join(self, numbers: Collection[int]) -> int:
        """Make texts one, and their stories too; the number of that text."""
        first, *others = sorted(numbers)
        for number in others:
            into, gone = self.story_of[first], self.story_of[number]
            text, one = self.texts[number], self.texts[first]
            story, other = self.stories[into], self.stories[gone]
            texts = {*story.texts, *other.texts} - {number}
            past = story.past if into == gone else (*story.past, *other.past)
            if into != gone:
                del self.stories[gone]
            self._drop(number)
            self.put(into, replace(story, texts=tuple(sorted(texts)), past=past))
            self.texts[first] = replace(one, reports=(*one.reports, *text.reports), keys=one.keys | text.keys)
            self.by_key.update(dict.fromkeys(text.keys, first))
            self.by_report.update({report: first for _, report in text.reports})
        return first

    def _drop(self, number: int) -> None:
        del self.texts[number], self.story_of[number]
