"""The state of the stories as bytes, so that a record that is kept need not be grouped anew when it is opened."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from hashlib import blake2b
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from accord.grouping.features import Features
from accord.grouping.index import Table, TermIndex
from accord.grouping.live import Stories
from accord.grouping.stream import StoryStream
from accord.grouping.texts import Open, Text
from accord.grouping.vectors import Frequencies, Part, Parts
from accord.grouping.window import Window
from accord.model.report import Report
from accord.model.story import Story

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Arrays = dict[str, NDArray[Any]]

FORM = b"stories 2"
"""The form of the bytes, which goes into their hash: those of another are not read."""

DIGEST = 32
"""Bytes of the hash that they begin with."""

TABLE = ("terms", "starts", "owners", "weights")
PARTS = ("terms", "counts")


def to_bytes(stories: Stories) -> bytes:
    """All that is needed to go on: the state before the days that can be gone back to, and what came on them.

    Returns: A hash, then NumPy arrays in an archive, without pickles. They hold for the same rules only: keep them
        under the version of these.
    """
    import numpy as np

    mark = next((lot.mark for lot in stories.lots.values()), None) or stories.stream.mark()
    terms, holders, n_texts = stories.stream.frequencies.counted(mark.counted)
    told = {
        "settled": stories.settled and stories.settled.toordinal(),
        "days": {report: day.toordinal() for report, day in stories.days.items()},
        "prints": stories.prints,
        "pairs": [(day.toordinal(), sorted(pairs)) for day, pairs in stories.pairs.items() if pairs],
        "ended": [(story.id, story.title, story.reports) for story in stories.ended],
        "lots": [
            (day.toordinal(), [(one.report, one.key, one.notice, one.called) for one in lot.reports])
            for day, lot in stories.lots.items()
        ],
        "today": mark.today.toordinal(),
        "n_texts": n_texts,
        "first": mark.index.first,
        "following": mark.index.following,
        "tables": [(table.base, table.width) for table in mark.index.tables],
        **_window(mark.window),
    }
    parts = [
        part for lot in stories.lots.values() for one in lot.reports for part in (one.parts.words, one.parts.title)
    ]
    texts = mark.window.texts.values()
    arrays: Arrays = {
        "told": np.frombuffer(json.dumps(told).encode(), np.uint8),
        "days": mark.days,
        "counted": terms,
        "holders": holders,
        **_laid_out("near", [text.near for text in texts], np.int32),
        **_laid_out("likeness", [text.likeness for text in texts], np.float32),
        **{k: v for name in PARTS for k, v in _laid_out(name, [getattr(p, name) for p in parts], np.int32).items()},
        **{f"table {i} {name}": getattr(table, name) for i, table in enumerate(mark.index.tables) for name in TABLE},
    }
    out = BytesIO()
    np.savez(out, **arrays)  # type: ignore[arg-type]
    return _digest(out.getbuffer()) + out.getvalue()


def from_bytes(state: bytes, every: Callable[[], Iterable[Report]]) -> Stories | None:
    """The stories as they were when they were made bytes.

    Args: every: as for `Stories`.
    Returns: None where the bytes are of another form, or damaged.
    """
    import numpy as np

    if state[:DIGEST] != _digest(memoryview(state)[DIGEST:]):
        return None
    with np.load(BytesIO(memoryview(state)[DIGEST:])) as archive:
        arrays: Arrays = dict(archive)
    told = json.loads(arrays["told"].tobytes())
    stories = Stories(every)
    stories.days = {report: date.fromordinal(day) for report, day in told["days"].items()}
    stories.prints = told["prints"]
    stories.pairs = {date.fromordinal(day): {(a, b) for a, b in pairs} for day, pairs in told["pairs"]}
    stories.settled = told["settled"] and date.fromordinal(told["settled"])
    stories.ended = [Story(key, title, tuple(reports)) for key, title, reports in told["ended"]]
    tables = [
        Table(base, width, *(arrays[f"table {i} {name}"] for name in TABLE))
        for i, (base, width) in enumerate(told["tables"])
    ]
    stories.stream = StoryStream(
        date.fromordinal(told["today"]),
        _window_of(told, arrays, stories.days),
        TermIndex(told["first"], told["following"], tables),
        arrays["days"],
        Frequencies(arrays["counted"], arrays["holders"], told["n_texts"]),
    )
    parts = iter([Part(*pair) for pair in zip(*(_runs(name, arrays) for name in PARTS), strict=True)])
    lots = {}
    for ordinal, lot in told["lots"]:
        day = date.fromordinal(ordinal)
        lots[day] = [
            Features(
                i, None if day == date.max else day, key, notice, Parts.of(next(parts), next(parts)), tuple(called)
            )
            for i, key, notice, called in lot
        ]
    stories.feed(lots)
    return stories


def _window(window: Window) -> dict[str, object]:
    return {
        "texts": [
            (text.number, text.came.toordinal(), text.title, [i for _, i in text.reports], sorted(text.keys))
            for text in window.texts.values()
        ],
        "stories": [
            (key, story.title, story.texts, [i for _, i in story.past]) for key, story in window.stories.items()
        ],
        "next_key": window.next_key,
    }


def _window_of(told: Mapping[str, Any], arrays: Arrays, days: Mapping[str, date]) -> Window:
    window = Window(next_key=told["next_key"])
    runs = zip(told["texts"], _runs("near", arrays), _runs("likeness", arrays), strict=True)
    for (number, came, title, reports, keys), near, likeness in runs:
        own = tuple((days[i], i) for i in reports)
        window.texts[number] = Text(number, date.fromordinal(came), tuple(title), near, likeness, own, frozenset(keys))
        window.by_key.update(dict.fromkeys(keys, number))
        window.by_report.update(dict.fromkeys(reports, number))
    for key, title, texts, past in told["stories"]:
        window.stories[key] = Open(tuple(texts), tuple((days[i], i) for i in past), title)
        window.story_of.update(dict.fromkeys(texts, key))
    return window


def _laid_out(name: str, runs: Sequence[NDArray[Any]], kind: type) -> Arrays:
    """Runs of numbers laid end to end, and where each ends."""
    import numpy as np

    laid = np.concatenate([np.zeros(0, kind), *runs])
    return {name: laid, f"{name} ends": np.cumsum([0, *map(len, runs)])}


def _runs(name: str, arrays: Arrays) -> list[NDArray[Any]]:
    ends = arrays[f"{name} ends"].tolist()
    return [arrays[name][start:end] for start, end in pairwise(ends)]


def _digest(archive: memoryview) -> bytes:
    return blake2b(archive, digest_size=DIGEST, person=FORM).digest()
