"""The trained model: two ONNX graphs and their vocabulary, loaded once and run window by window.

Every window is run by itself, and the second look takes the triggers of one sentence together: what is marked in a
report never depends, not in the last bit, on what else is read with it. On a CPU, running more together gains nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from itertools import groupby
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
        return self._windows[bisect_right(self._windows, token, key=lambda pair: pair[0].first) - 1]


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
        """Look at triggers again.

        Args: triggers: kind (`labels.EVENT` or `labels.CUE`), first token, token after the last.
        Returns: One look for each, in the same order.
        """
        around = [self._around(marks, first, last) for _, first, last in triggers]
        out: dict[int, Look] = {}
        places = sorted(range(len(triggers)), key=lambda i: (around[i].start, around[i].stop))
        for _, group in groupby(places, key=lambda i: (around[i].start, around[i].stop)):
            some = list(group)
            found = self._look(marks, [triggers[i][0] for i in some], [around[i] for i in some])
            out.update(zip(some, found, strict=True))
        return [out[i] for i in range(len(triggers))]

    @staticmethod
    def _around(marks: Marks, first: int, last: int) -> Locale:
        return locale(marks.tokens, marks.window(first)[0], first, last)

    def _look(self, marks: Marks, kinds: Sequence[int], around: Sequence[Locale]) -> Iterator[Look]:
        """Look at triggers that share their surroundings."""
        window, states = marks.window(around[0].first)
        start, stop = around[0].start, around[0].stop
        firsts = np.array([[at.first] for at in around])
        lasts = np.array([[at.last] for at in around])
        tokens = np.arange(start, stop)
        marked = ((tokens >= firsts) & (tokens < lasts)) * (1 + np.array(kinds)[:, None])
        inputs = {
            "states": states[start - window.start : stop - window.start],
            "marks": marked,
            "distances": tokens - firsts,
        }
        found = (_softmax(logits) for logits in self.looker.run(None, inputs))
        return (Look(*each) for each in zip(around, *found, strict=True))


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
