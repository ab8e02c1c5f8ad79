"""Placing: new texts go to the stories they are most like; fresh texts nearby may go elsewhere with them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from accord.grouping.clusters import TOGETHER, cluster
from accord.grouping.texts import Open, Text, edges
from accord.grouping.window import Window
from accord.model.ties import Ties

FRESH = timedelta(days=7)
"""A text younger than this may still go to another story when more is known; an older one stays."""

MOST_FRESH = 200
"""Fresh texts of one story; beyond them the oldest stay where they are."""


def place(new: Sequence[int], window: Window, today: date) -> None:
    """Let new texts join, open or merge stories.

    Only stories that hold a text like enough to a new one are looked at: their old texts stay together, their fresh
    ones are clustered anew with the new.

    Args: new: numbers of texts, each in a story of its own.
    """
    for keys in _touched(new, window):
        parts = [_units(window, key, today) for key in keys]
        units = [unit for part in parts for unit in part]
        groups, central = _grouped(units)
        # a story goes on where its old texts are, or its first
        goes_on = {id(part[0]): key for part, key in zip(parts, keys, strict=True)}
        before = {key: window.stories.pop(key) for key in keys}
        for group in groups:
            texts = sorted((text for i in group for text in units[i]), key=lambda text: text.number)
            held = [goes_on[id(units[i])] for i in group if id(units[i]) in goes_on]
            title = min((text.title[0], -central[text.number], *text.title[1:]) for text in texts)[-1]
            past = tuple(report for key in held for report in before[key].past)
            story = Open(tuple(text.number for text in texts), past, title)
            window.put(held[0] if held else None, before[held[0]] if held and story == before[held[0]] else story)


def _touched(new: Sequence[int], window: Window) -> list[list[int]]:
    """Stories that new texts bring together for a look, each such set by its first text."""
    ties = Ties[int]()
    stories: dict[int, int] = {}
    for number in new:
        text, key = window.texts[number], window.story_of[number]
        own = window.stories[key].texts[0]
        near = map(window.story_of.get, text.near[text.likeness >= TOGETHER].tolist())
        for one in {key, *near}:
            if one is not None:
                first = window.stories[one].texts[0]
                stories[first] = one
                ties.join(first, own)
    sets: dict[int, list[int]] = {}
    for first in sorted(stories):
        sets.setdefault(ties.root(first), []).append(stories[first])
    return list(sets.values())


def _units(window: Window, key: int, today: date) -> list[list[Text]]:
    """The old texts of a story as one, each fresh one alone."""
    texts = [window.texts[number] for number in window.stories[key].texts]
    fresh = [text for text in texts if today - text.came < FRESH][-MOST_FRESH:]
    old = texts[: len(texts) - len(fresh)]
    return ([old] if old else []) + [[text] for text in fresh]


def _grouped(units: Sequence[Sequence[Text]]) -> tuple[list[list[int]], dict[int, float]]:
    """Places of units that are one story now, and how like each text, by number, is to the others of its story."""
    import numpy as np

    texts = [text for unit in units for text in unit]
    owner = np.repeat(np.arange(len(units)), [len(unit) for unit in units])
    right, left, likeness = edges(texts)
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
    return found, dict(zip((text.number for text in texts), total.round(6).tolist(), strict=True))
