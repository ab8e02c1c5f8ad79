"""Annotated reports as windows of token ids and the labels they should get."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer
from training.reader.corpora import Example, Trigger

from accord.encoder import labels
from accord.encoder.tokens import FEATURES, Tokens, tokenise
from accord.encoder.windows import Locale, Window, locale, windows
from accord.model.claim import PloverType
from accord.model.span import Span
from accord.text.quotation_marks import find_quotations
from accord.text.sentences import split_sentences

Ints = NDArray[np.int64]
IGNORE = -100
CLS, SEP = 101, 102
_COMMON = 3  # a word is a decoy when it was a trigger at least so often


@dataclass(frozen=True)
class Look:
    """One trigger of a window and its labels. `locale` counts from the window's first token (the special one)."""

    locale: Locale
    kind: int
    type: int
    stance: int
    modality: int
    roles: Ints


@dataclass(frozen=True)
class Sample:
    """One window, special tokens included."""

    ids: Ints
    features: Ints
    names: Ints
    attributions: Ints
    triggers: Ints
    looks: list[Look]
    decoys: list[Look]
    guide: int
    somewhere: tuple[int, ...] = ()  # tags of triggers, one of which belongs to some token


def samples(tokenizer: Tokenizer, examples: Iterable[Example], decoys: frozenset[str]) -> Iterator[Sample]:
    """All windows of all reports. `decoys`: words to learn from as triggers where they are none."""
    for example in examples:
        text = example.text
        quotations = [(q.outer, q.inner) for q in find_quotations(text)]
        tokens = tokenise(tokenizer, text, tuple(split_sentences(text)), quotations)
        whole = _tags(tokens, example)
        for window in windows(tokens):
            yield _sample(tokens, window, example, whole, decoys)


def common_triggers(examples: Iterable[Example]) -> frozenset[str]:
    """The words, lower case, that often name an act."""
    seen = Counter(
        t.span.of(e.text).lower() for e in examples for t in e.triggers if t.type and " " not in t.span.of(e.text)
    )
    return frozenset(word for word, count in seen.items() if count >= _COMMON)


def _tags(tokens: Tokens, example: Example) -> tuple[Ints, Ints, Ints]:
    n = len(tokens)
    names = np.full(n, IGNORE if example.names is None else 0, dtype=np.int64)
    for span, kind in example.names or []:
        _paint(names, tokens, span, 2 * labels.NAMES.index(kind))
    attributions = np.full((n, len(labels.ATTRIBUTIONS)), 0 if example.attributions else IGNORE, dtype=np.int64)
    for i, name in enumerate(labels.ATTRIBUTIONS):
        for span in sorted(set(example.attributions.get(name, ())), key=len):
            _paint(attributions[:, i], tokens, span, 0)
    triggers = np.full(n, 0 if example.events else IGNORE, dtype=np.int64)
    for trigger in example.triggers:
        if trigger.type:
            _paint(triggers, tokens, trigger.span, 2 * labels.TYPES.index(trigger.type))
    return names, attributions, triggers


def _paint(row: Ints, tokens: Tokens, span: Span, base: int) -> None:
    first, stop = tokens.within(span)
    if stop > first:
        row[first] = base + 1
        row[first + 1 : stop] = base + 2


def _sample(
    tokens: Tokens, window: Window, example: Example, whole: tuple[Ints, Ints, Ints], decoys: frozenset[str]
) -> Sample:
    cut = slice(window.start, window.stop)
    ids = np.concatenate(([CLS], tokens.ids[cut], [SEP]))
    features = np.zeros((len(ids), len(FEATURES) + 1), dtype=np.int64)
    features[1:-1, :-1] = tokens.features[cut]
    features[:, -1] = example.guide
    names, attributions, triggers = (
        np.pad(tags[cut], ((1, 1), *[(0, 0)] * (tags.ndim - 1)), constant_values=IGNORE) for tags in whole
    )
    looks = [look for t in example.triggers for look in _look(tokens, window, t, example.guide)]
    taken = {i for t in example.triggers if t.type for i in range(*tokens.within(t.span))}
    false = list(_decoys(tokens, window, example, decoys, taken)) if example.events else []
    somewhere = tuple(2 * labels.TYPES.index(PloverType(t)) + 1 for t in sorted(example.somewhere))
    return Sample(ids, features, names, attributions, triggers, looks, false, example.guide, somewhere)


def _look(tokens: Tokens, window: Window, trigger: Trigger, guide: int) -> Iterator[Look]:
    first, stop = tokens.within(trigger.span)
    if stop <= first or not window.first <= first < window.last:
        return
    found = locale(tokens, window, first, min(stop, window.stop))
    known = labels.EVENT_ROLES if trigger.type else labels.QUOTE_ROLES[: 3 - guide]
    roles = np.full((found.stop - found.start, len(labels.ROLES)), IGNORE, dtype=np.int64)
    for i, name in enumerate(labels.ROLES):
        if name not in known:
            continue
        row = np.zeros(len(tokens), dtype=np.int64)
        for span in trigger.roles.get(name, []):
            _paint(row, tokens, span, 0)
        roles[:, i] = row[found.start : found.stop]
    yield Look(
        _shifted(found, window.start - 1),
        labels.EVENT if trigger.type else labels.CUE,
        1 + labels.TYPES.index(trigger.type) if trigger.type else IGNORE,
        labels.STANCES.index(trigger.stance) if trigger.type else IGNORE,
        labels.MODALITIES.index(trigger.modality) if trigger.type else IGNORE,
        roles,
    )


def _shifted(found: Locale, by: int) -> Locale:
    return Locale(found.start - by, found.first - by, found.last - by, found.stop - by)


def _decoys(
    tokens: Tokens, window: Window, example: Example, decoys: frozenset[str], taken: set[int]
) -> Iterator[Look]:
    i = window.first
    while i < window.last:
        stop = i + 1
        while stop < window.last and tokens.starts[stop] == tokens.ends[stop - 1]:
            stop += 1
        if not taken.intersection(range(i, stop)) and tokens.span(i, stop).of(example.text).lower() in decoys:
            found = locale(tokens, window, i, stop)
            none = np.full((found.stop - found.start, len(labels.ROLES)), IGNORE, dtype=np.int64)
            yield Look(_shifted(found, window.start - 1), labels.EVENT, 0, IGNORE, IGNORE, none)
        i = stop


def padded(rows: list[Ints], fill: int) -> Ints:
    """Rows of different length as one array."""
    longest = max(len(row) for row in rows)
    out = np.full((len(rows), longest, *rows[0].shape[1:]), fill, dtype=np.int64)
    for i, row in enumerate(rows):
        out[i, : len(row)] = row
    return out


def as_arrays(batch: list[Sample]) -> dict[str, Any]:
    """The arrays of a batch of windows."""
    return {
        "ids": padded([s.ids for s in batch], 0),
        "features": padded([s.features for s in batch], 0),
        "mask": padded([np.ones(len(s.ids), dtype=np.int64) for s in batch], 0).astype(bool),
        "names": padded([s.names for s in batch], IGNORE),
        "attributions": padded([s.attributions for s in batch], IGNORE),
        "triggers": padded([s.triggers for s in batch], IGNORE),
    }
