"""Placing: new texts go to the stories they are most like; fresh texts nearby may go elsewhere with them."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from datetime import date, timedelta

from accord.grouping.clusters import TOGETHER, cluster
from accord.grouping.texts import Open, Text, edges
from accord.model.ties import Ties

FRESH = timedelta(days=7)
"""A text younger than this may still go to another story when more is known; an older one stays."""

MOST_FRESH = 200
"""Fresh texts of one story; beyond them the oldest stay where they are."""


def place(new: Sequence[Text], story_of: MutableMapping[int, Open], today: date) -> None:
    """Let new texts join, open or merge stories.

    Only stories that hold a text like enough to a new one are looked at: their old texts stay together, their fresh
    ones are clustered anew with the new.

    Args: new: each in a story of its own. story_of: every text's story, by number; changed in place.
    """
    for stories in _touched(new, story_of):
        units = [unit for story in stories for unit in _units(story, today)]
        groups, central = _grouped(units)
        # a story goes on where its old texts are, or its first
        goes_on = {id(unit[0]): story for story in stories for unit in _units(story, today)[:1]}
        for group in groups:
            texts = sorted((text for i in group for text in units[i]), key=lambda text: text.number)
            held = [goes_on[id(units[i][0])] for i in group if id(units[i][0]) in goes_on]
            story = Open(texts, [report for one in held for report in one.past])
            story.title = min((text.title[0], -central[text.number], *text.title[1:]) for text in texts)[-1]
            story_of.update({text.number: story for text in texts})


def _touched(new: Sequence[Text], story_of: MutableMapping[int, Open]) -> list[list[Open]]:
    """Stories that new texts bring together for a look, each such set by its first text."""
    ties = Ties[int]()
    stories: dict[int, Open] = {}
    for text in new:
        own = story_of[text.number].texts[0].number
        near = map(story_of.get, text.near[text.likeness >= TOGETHER].tolist())
        for story in dict.fromkeys([story_of[text.number], *near]):
            if story:
                key = story.texts[0].number
                stories[key] = story
                ties.join(key, own)
    sets: dict[int, list[Open]] = {}
    for key in sorted(stories):
        sets.setdefault(ties.root(key), []).append(stories[key])
    return list(sets.values())


def _units(story: Open, today: date) -> list[list[Text]]:
    """The old texts of a story as one, each fresh one alone."""
    fresh = [text for text in story.texts if today - text.came < FRESH][-MOST_FRESH:]
    old = story.texts[: len(story.texts) - len(fresh)]
    return ([old] if old else []) + [[text] for text in fresh]


def _grouped(units: Sequence[Sequence[Text]]) -> tuple[list[list[int]], dict[int, float]]:
    """Places of units that are one story now, and how like each text, by number, is to the others of its story."""
    import numpy as np

    texts = [text for unit in units for text in unit]
    numbers = np.array([text.number for text in texts])
    owner = np.repeat(np.arange(len(units)), [len(unit) for unit in units])
    order = np.argsort(numbers)
    later, near, likeness = edges(texts)
    at = np.minimum(np.searchsorted(numbers[order], near), len(numbers) - 1)
    here = np.flatnonzero(numbers[order[at]] == near)
    right, left, likeness = order[at[here]], order[np.searchsorted(numbers[order], later[here])], likeness[here]
    count = len(units)
    cells = owner[left] * count + owner[right]
    sums = np.bincount(cells, likeness, count * count).astype(np.float64).reshape(count, count)
    found = cluster(np.bincount(owner, minlength=count), sums + sums.T)
    group_of = np.empty(count, np.int64)
    for number, group in enumerate(found):
        group_of[group] = number
    inside = group_of[owner[left]] == group_of[owner[right]]
    total = np.bincount(
        np.concatenate((left[inside], right[inside])), np.concatenate((likeness[inside],) * 2), len(texts)
    )
    return found, dict(zip(numbers.tolist(), total.round(6).tolist(), strict=True))
