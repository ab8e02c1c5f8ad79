"""Confidence: how likely a claim is one that a careful reader would enter so.

A logistic function of a few things that tell; the weights stand in `data/confidence.toml`, made by
training/confidence.py on reports that neither the model nor the tables were fitted on.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from accord.model.claim import Event, QuoteKind
from accord.reading.attribution import Attribution

_EDGE = 1e-3


@cache
def _weights(kind: str) -> Mapping[str, float]:
    raw = tomllib.loads(files("accord.reading").joinpath("data", "confidence.toml").read_text(encoding="utf-8"))
    return {name: float(value) for name, value in raw[kind].items()}


def event_confidence(event: Event, worth: float, label: float) -> float:
    """How likely act, type and stand are right.

    Args: worth: the probability that there is an act. label: that of its type and stand.
    """
    return _logistic(_weights("event"), event_features(event, worth, label))


def quote_confidence(attribution: Attribution) -> float:
    """How likely content and speaker are right."""
    return _logistic(_weights("quote"), quote_features(attribution))


def event_features(event: Event, worth: float, label: float) -> Iterator[tuple[str, float]]:
    """What tells of an event's being right: name and value."""
    yield "bias", 1.0
    yield "worth", _log_odds(worth)
    yield "label", _log_odds(label)
    yield "stand", float(event.stance is not None)
    yield "party", float(bool(event.parties))


def quote_features(attribution: Attribution) -> Iterator[tuple[str, float]]:
    """What tells of a quote's being right: name and value."""
    yield "bias", 1.0
    yield "share", _log_odds(attribution.share)
    yield "direct", float(attribution.kind is QuoteKind.DIRECT)
    yield "agreed", float(attribution.agreed)
    yield "named", float(attribution.speaker is not None)
    yield "heard only", float(attribution.frame == "heard")


def _logistic(weights: Mapping[str, float], features: Iterator[tuple[str, float]]) -> float:
    return round(1 / (1 + math.exp(-sum(weights[name] * value for name, value in features))), 3)


def _log_odds(p: float) -> float:
    p = min(max(p, _EDGE), 1 - _EDGE)
    return math.log(p / (1 - p))
