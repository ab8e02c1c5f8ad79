"""Sights: what the encoder sees in a report, in the terms of the reader: words, types, stands, spans of roles."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from accord.encoder import labels
from accord.encoder.decode import Stretch, best_stretch, stretches, whole_words
from accord.encoder.model import Encoder, Look, Marks
from accord.model.claim import Modality, PloverType, Stance
from accord.model.span import Span
from accord.text.analysis import Analysis
from accord.text.quotation_marks import find_quotations

_EAGER = -1.5  # log-odds given to tokens that may be triggers; what comes of them is weighed afterwards
_SINGLE = frozenset(("measure", "condition", "when", "place", "speaker"))
_FAINT = 0.05
_WARY = {"actor": 0.3}  # log-odds against a role: where nobody is seen, syntax tells who acts


@dataclass(frozen=True, slots=True)
class Seen:
    """A span and how sure the encoder is of it, in [0, 1]."""

    span: Span
    sure: float


@dataclass(frozen=True, slots=True)
class Sight:
    """One place where an act may be told.

    `marked` and `confirmed`: the probability of an act at the first and at the second look. `types`, `stances` and
    `modalities`: the probability of each, given that there is one. `roles`: the spans of each role, in text order.
    """

    span: Span
    marked: float
    confirmed: float
    types: dict[PloverType, float]
    stances: dict[Stance | None, float]
    modalities: dict[Modality, float]
    roles: dict[str, tuple[Seen, ...]]

    def role(self, name: str) -> Seen | None:
        """The first span of a role, None when it has none."""
        found = self.roles.get(name, ())
        return found[0] if found else None

    @property
    def odds(self) -> tuple[float, float]:
        """Log-odds of the two looks."""
        return _log_odds(self.marked), _log_odds(self.confirmed)


def _log_odds(p: float) -> float:
    p = min(max(p, 1e-4), 1 - 1e-4)
    return math.log(p / (1 - p))


def mark(analysis: Analysis, encoder: Encoder, guide: int = 0) -> Marks:
    """The encoder's first look at an analysed report."""
    quotations = [(q.outer, q.inner) for q in find_quotations(analysis.text)]
    return encoder.mark(analysis.text, [s.span for s in analysis.sentences], quotations, guide)


def find_sights(encoder: Encoder, marks: Marks, named: Iterable[Span]) -> tuple[Sight, ...]:
    """Every place where the encoder sees an act, however faintly, and those of `named` (words a lexicon knows).

    Returns: In text order, not overlapping.
    """
    found = stretches(marks.triggers, _EAGER)
    taken = {i for s in found for i in range(s.first, s.last)}
    for span in named:
        first, last = marks.tokens.within(span)
        if first < last and not taken.intersection(range(first, last)):
            found.append(Stretch(first, last, 0, 0.0))
            taken.update(range(first, last))
    found.sort(key=lambda s: s.first)
    looks = encoder.look(marks, [(labels.EVENT, s.first, s.last) for s in found])
    return tuple(_sight(marks, stretch, look) for stretch, look in zip(found, looks, strict=True))


def _sight(marks: Marks, stretch: Stretch, look: Look) -> Sight:
    tags = marks.triggers[stretch.first : stretch.last]
    first = (tags[:, 1::2] + tags[:, 2::2]).max(0)
    second = look.type[1:]
    # the two looks weigh the same: their product, each with a floor so that neither can rule a type out
    joint = (first / first.sum() + 0.01) * (second / second.sum() + 0.01)
    joint /= joint.sum()
    return Sight(
        span=whole_words(marks.tokens, marks.text, stretch.first, stretch.last),
        marked=float(1 - tags[:, 0].min()),
        confirmed=float(1 - look.type[0]),
        types={t: float(p) for t, p in zip(labels.TYPES, joint, strict=True)},
        stances={s: float(p) for s, p in zip(labels.STANCES, look.stance, strict=True)},
        modalities={m: float(p) for m, p in zip(labels.MODALITIES, look.modality, strict=True)},
        roles={name: seen(marks, look, name, _WARY.get(name, 0.0)) for name in labels.EVENT_ROLES},
    )


def seen(marks: Marks, look: Look, role: str, bias: float = 0.0) -> tuple[Seen, ...]:
    """The spans of a role around a trigger, in text order. `bias`: see `stretches`."""
    rows = look.roles[:, labels.ROLES.index(role)]
    if role in _SINGLE:
        best = best_stretch(rows, bias)
        found: Sequence[Stretch] = [best] if best else []
    else:
        found = stretches(rows, bias)
    start = look.locale.start
    return tuple(
        Seen(whole_words(marks.tokens, marks.text, s.first + start, s.last + start), s.sure)
        for s in found
        if s.sure > _FAINT
    )
