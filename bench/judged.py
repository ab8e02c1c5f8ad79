"""Claims judged right or wrong by an annotated report, one claim at a time."""

from __future__ import annotations

from accord.model.claim import Claims, Event, Quote
from accord.model.span import Span

TRIGGER = 0.3  # of a claim's trigger in the annotated one, as the scorer has it
CONTENT = 0.5  # Dice of two contents


def judge_events(found: tuple[Event, ...], gold: Claims) -> list[bool]:
    """Of each event: does an annotated one have its trigger, type and stand? Each annotated event serves once."""
    left = list(gold.events)
    out = []
    for event in found:
        near = [g for g in left if event.trigger.overlap(g.trigger) >= TRIGGER * len(event.trigger)]
        same = next((g for g in near if (g.type, g.stance) == (event.type, event.stance)), None)
        if same is not None:
            left.remove(same)
        out.append(same is not None)
    return out


def judge_quotes(found: tuple[Quote, ...], gold: Claims) -> list[bool]:
    """Of each quote: does an annotated one have its content and its speaker? Each annotated quote serves once."""
    left = list(gold.quotes)
    out = []
    for quote in found:
        best = max(left, key=lambda g: _dice(g.content, quote.content), default=None)
        right = best is not None and _dice(best.content, quote.content) > CONTENT and _same_speaker(best, quote)
        if best is not None and right:
            left.remove(best)
        out.append(right)
    return out


def _dice(a: Span, b: Span) -> float:
    return 2 * a.overlap(b) / (len(a) + len(b))


def _same_speaker(gold: Quote, quote: Quote) -> bool:
    if gold.speaker is None or quote.speaker is None:
        return False
    a, b = gold.speaker.name.lower().split(), quote.speaker.name.lower().split()
    return a == b or a[-1:] == b[-1:]
