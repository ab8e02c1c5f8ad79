"""The trained model: two ONNX graphs and their vocabulary, loaded once and run window by window.

Every window and every trigger is run by itself: what is marked in a report never depends, not in the last bit, on
what else is read with it. On a CPU, running several together gains nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from accord.encoder import labels
from accord.encoder.tokens import FEATURES, Ints, Tokens, load_tokenizer, tokenise
from accord.encoder.windows import Locale, Window, locale, windows
from accord.errors import ReadingError
from accord.model.span import Span

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

Floats = NDArray[np.float32]

THREADS = 1  # of one run; reports are read side by side instead
_CLS, _SEP = 101, 102


@dataclass(frozen=True, slots=True)
class Marks:
    """What the first pass says of every token of a report.

    Probabilities: `names` [tokens, 1 + 2 × NAMES], `attributions` [tokens, ATTRIBUTIONS, 3], `triggers`
    [tokens, 1 + 2 × TYPES]; column 0 is "none", then beginning and inside of each in turn.
    """

    text: str
    tokens: Tokens
    names: Floats
    attributions: Floats
    triggers: Floats
    _windows: tuple[tuple[Window, Floats], ...]

    def window(self, token: int) -> tuple[Window, Floats]:
        """The window whose own a token is, and the states in it."""
        return next(pair for pair in self._windows if pair[0].first <= token < pair[0].last)


@dataclass(frozen=True, slots=True)
class Look:
    """What the second look says of one trigger.

    `roles` [tokens of the locale, ROLES, 3], `type` [1 + TYPES] (the first: no event), `stance` [STANCES] and
    `modality` [MODALITIES] are probabilities; the last three mean nothing for a cue.
    """

    locale: Locale
    roles: Floats
    type: Floats
    stance: Floats
    modality: Floats


class Encoder:
    """The model, ready to run."""

    def __init__(self, marker: InferenceSession, looker: InferenceSession, tokenizer: Tokenizer, version: str) -> None:
        self.marker = marker
        self.looker = looker
        self.tokenizer = tokenizer
        self.version = version

    def mark(
        self, text: str, sentences: Sequence[Span], quotations: Sequence[tuple[Span, Span]], guide: int = 0
    ) -> Marks:
        """Read a text once.

        Args:
            sentences: in text order, not overlapping.
            quotations: each quotation with its marks and without, in text order, not overlapping.
            guide: an index into `labels.GUIDES`.
        """
        tokens = tokenise(self.tokenizer, text, sentences, quotations)
        n = len(tokens)
        names = np.zeros((n, 1 + 2 * len(labels.NAMES)), np.float32)
        attributions = np.zeros((n, len(labels.ATTRIBUTIONS), 3), np.float32)
        triggers = np.zeros((n, 1 + 2 * len(labels.TYPES)), np.float32)
        read = []
        for window in windows(tokens):
            states, *found = self.marker.run(None, self._inputs(tokens, window, guide))
            own = slice(window.first - window.start + 1, window.last - window.start + 1)
            for whole, logits in zip((names, attributions, triggers), found, strict=True):
                whole[window.first : window.last] = _softmax(logits[0, own])
            read.append((window, states[0, 1:-1]))
        return Marks(text, tokens, names, attributions, triggers, tuple(read))

    def _inputs(self, tokens: Tokens, window: Window, guide: int) -> dict[str, Ints]:
        cut = slice(window.start, window.stop)
        ids = np.concatenate(([_CLS], tokens.ids[cut], [_SEP]))
        features = np.zeros((len(ids), len(FEATURES) + 1), dtype=np.int64)
        features[1:-1, :-1] = tokens.features[cut]
        features[:, -1] = guide
        return {"ids": ids[None], "features": features[None]}

    def look(self, marks: Marks, triggers: Sequence[tuple[int, int, int]]) -> list[Look]:
        """Look at triggers again, one by one.

        Args: triggers: kind (`labels.EVENT` or `labels.CUE`), first token, token after the last.
        Returns: One look for each, in the same order.
        """
        return [self._look(marks, *trigger) for trigger in triggers]

    def _look(self, marks: Marks, kind: int, first: int, last: int) -> Look:
        window, states = marks.window(first)
        found = locale(marks.tokens, window, first, last)
        distances = np.arange(found.start, found.stop, dtype=np.int64) - found.first
        marked = np.zeros_like(distances)
        marked[found.first - found.start : found.last - found.start] = 1 + kind
        near = states[found.start - window.start : found.stop - window.start]
        inputs = {
            "states": near[None],
            "marks": marked[None],
            "distances": distances[None],
            "mask": np.ones((1, len(near)), np.bool_),
        }
        roles, type_, stance, modality = (_softmax(logits[0]) for logits in self.looker.run(None, inputs))
        return Look(found, roles, type_, stance, modality)


def _softmax(logits: Any) -> Floats:
    shifted = np.exp(logits - logits.max(-1, keepdims=True))
    out: Floats = (shifted / shifted.sum(-1, keepdims=True)).astype(np.float32)
    return out


@cache
def load_encoder(folder: Path | None = None) -> Encoder:
    """Load the model; one for the process and folder.

    Args: folder: where the model's files lie, by default inside the package.
    Raises: ReadingError: a file of the model is missing or broken.
    """
    if folder is None:
        with as_file(files("accord.encoder").joinpath("weights")) as inside:
            return _load(inside)
    return _load(folder)


def has_encoder() -> bool:
    """True when the model's files were installed with the package."""
    return files("accord.encoder").joinpath("weights", "marker.onnx").is_file()


def _load(folder: Path) -> Encoder:
    from onnxruntime import GraphOptimizationLevel, InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = THREADS
    options.inter_op_num_threads = 1
    options.graph_optimization_level = GraphOptimizationLevel.ORT_ENABLE_ALL
    options.log_severity_level = 3
    try:
        sessions = [
            InferenceSession(str(folder / f"{name}.onnx"), options, providers=["CPUExecutionProvider"])
            for name in ("marker", "looker")
        ]
        tokenizer = load_tokenizer(folder / "tokenizer.json")
        version = (folder / "version.txt").read_text(encoding="utf-8").strip()
        if not version:
            raise ValueError("version.txt is empty")
    except Exception as error:  # neither library has a class of its own for what a broken file raises
        raise ReadingError(str(folder), f"the reader's model can't be loaded: {error}") from error
    return Encoder(sessions[0], sessions[1], tokenizer, version)
