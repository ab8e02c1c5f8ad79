"""What goes into the model and comes out of it belongs to the right token; seen with graphs that repeat their input."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
import pytest
from encoder_texts import REPORT, small_tokenizer

from accord.encoder import labels
from accord.encoder.model import Encoder, Marks
from accord.encoder.tokens import FEATURES
from accord.encoder.windows import LENGTH, locale, windows
from accord.text.sentences import split_sentences

LONG = REPORT * 3  # several windows
CLS, SEP = 101, 102


class Repeating:
    """A graph whose likeliest tag of every token is the rest of its id, and whose states are its ids."""

    def __init__(self) -> None:
        self.runs: list[dict[str, Any]] = []

    def run(self, _: None, inputs: dict[str, Any]) -> list[Any]:
        self.runs.append(inputs)
        if "ids" in inputs:
            ids = inputs["ids"]
            tags = (1 + 2 * len(labels.NAMES), 3 * len(labels.ATTRIBUTIONS), 1 + 2 * len(labels.TYPES))
            names, attributions, triggers = (_likeliest(ids % width, width) for width in tags)
            shaped = attributions.reshape(*ids.shape, len(labels.ATTRIBUTIONS), 3)
            return [np.repeat(ids[:, :, None], 4, 2).astype(np.float32), names, shaped, triggers]
        count, near = inputs["marks"].shape
        widths = (1 + len(labels.TYPES), len(labels.STANCES), len(labels.MODALITIES))
        roles = np.zeros((count, near, len(labels.ROLES), 3), np.float32)
        return [roles, *(np.zeros((count, width), np.float32) for width in widths)]


def _likeliest(tags: Any, width: int) -> Any:
    return np.eye(width, dtype=np.float32)[tags] * 10


@pytest.fixture
def marker() -> Repeating:
    return Repeating()


@pytest.fixture
def looker() -> Repeating:
    return Repeating()


@pytest.fixture
def encoder(marker: Repeating, looker: Repeating) -> Encoder:
    return Encoder(cast(Any, marker), cast(Any, looker), small_tokenizer(), "repeating/1")


def mark(encoder: Encoder, guide: int = 0) -> Marks:
    return encoder.mark(LONG, split_sentences(LONG), (), guide)


def test_every_token_gets_its_own_marks(encoder: Encoder) -> None:
    marks = mark(encoder)
    ids = marks.tokens.ids
    assert len(list(windows(marks.tokens))) > 2
    assert np.array_equal(marks.names.argmax(1), ids % (1 + 2 * len(labels.NAMES)))
    assert np.array_equal(marks.triggers.argmax(1), ids % (1 + 2 * len(labels.TYPES)))
    flat = marks.attributions.reshape(len(ids), -1)
    assert np.array_equal(flat.argmax(1), ids % (3 * len(labels.ATTRIBUTIONS)))


def test_a_window_goes_in_whole_between_its_special_tokens(encoder: Encoder, marker: Repeating) -> None:
    tokens = mark(encoder, guide=1).tokens
    found = list(windows(tokens))
    assert len(marker.runs) == len(found)
    for w, inputs in zip(found, marker.runs, strict=True):
        (ids,), (features,) = inputs["ids"], inputs["features"]
        assert len(ids) <= LENGTH
        assert ids.tolist() == [CLS, *tokens.ids[w.start : w.stop].tolist(), SEP]
        assert np.array_equal(features[1:-1, :-1], tokens.features[w.start : w.stop])
        assert features[0].tolist() == features[-1].tolist() == [0] * len(FEATURES) + [1]
        assert (features[:, -1] == 1).all()


@pytest.mark.parametrize("kind", [labels.EVENT, labels.CUE])
def test_a_look_gets_the_states_around_its_trigger(encoder: Encoder, looker: Repeating, kind: int) -> None:
    marks = mark(encoder)
    tokens = marks.tokens
    triggers = [(kind, i, min(len(tokens), i + 3)) for i in range(0, len(tokens), 9)]
    looks = encoder.look(marks, triggers)
    rows = [(run["states"], *row) for run in looker.runs for row in zip(run["marks"], run["distances"], strict=True)]
    assert len(looker.runs) < len(rows), "no two triggers shared their surroundings"
    for (_, first, last), look, (states, marked, distances) in zip(triggers, looks, rows, strict=True):
        w = next(w for w in windows(tokens) if w.first <= first < w.last)
        at = look.locale
        assert at == locale(tokens, w, first, last)
        places = np.arange(at.start, at.stop)
        assert np.array_equal(states[:, 0], tokens.ids[at.start : at.stop])
        assert places[marked == 1 + kind].tolist() == list(range(at.first, at.last))
        assert np.array_equal(distances, places - first)


def test_no_text_runs_nothing(encoder: Encoder, marker: Repeating, looker: Repeating) -> None:
    marks = encoder.mark("", (), ())
    assert encoder.look(marks, []) == []
    assert len(marks.tokens) == len(marks.names) == len(marks.triggers) == 0
    assert not marker.runs
    assert not looker.runs
