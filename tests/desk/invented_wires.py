"""Any number of invented reports of one negotiation: dispatches that outlets carry, cut and add to, or tell alone."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

AGENCIES = ("Reuters", "AFP", "Xinhua", "AP")
PLACES = ("Sant", "Dray", "Tessel", "Orlan", "Sarn", "Lorn", "Vey", "Brask")
PAPERS = ("Courier", "Post", "Compass", "Herald", "Mail")
_FIRST = ("bar", "cor", "dun", "fen", "gar", "hol", "lin", "mar", "nor", "pel", "quar", "rin")
_SECOND = ("ley", "dock", "mast", "ter", "gate", "sel", "wick", "ven", "ford", "ness")
WORDS = tuple(first + second for first in _FIRST for second in _SECOND)
VERBS = ("crossed", "passed", "reached", "left", "held", "watched", "closed", "opened", "lost", "found")


def invented_wires(count: int, n_days: int = 9, seed: int = 7) -> list[dict[str, Any]]:
    """Reports as JSON, the same for the same seed. Of five about three carry a dispatch; of twenty one has no day."""
    draw = random.Random(seed)  # noqa: S311
    first = date(2024, 5, 6)
    dispatches = [(AGENCIES[n % len(AGENCIES)], n % n_days, _sentences(draw, 9)) for n in range(2 * n_days)]
    told = []
    for n in range(count):
        agency, day, body = dispatches[min(int(draw.expovariate(0.25)), len(dispatches) - 1)]
        text, opening = list(body), ""
        on = first + timedelta(days=day + draw.choice((0, 0, 0, 1)))
        if draw.random() < 0.6:
            text = text[: draw.randint(5, 9)] + _sentences(draw, draw.choice((0, 0, 2, 6)))
            opening = f"{draw.choice(PLACES).upper()} ({agency}) — " if draw.random() < 0.6 else ""
        else:
            text, on = _sentences(draw, 8), first + timedelta(days=draw.randrange(n_days))
        lead = f"Keshar and Veldria held truce talks in {draw.choice(PLACES)} on the {draw.choice(WORDS)} question."
        told.append(
            {
                "id": f"wire-{n:03d}",
                "outlet": f"The {draw.choice(PLACES)} {draw.choice(PAPERS)}",
                "title": f"Keshar and Veldria: truce talks, report {n}",
                "published": None if n % 20 == 19 else on.isoformat(),
                "text": opening + "\n\n".join([*text, lead]),
            }
        )
    return told


def _sentences(draw: random.Random, count: int) -> list[str]:
    made = []
    for _ in range(count):
        words = [word for _ in range(7) for word in (draw.choice(WORDS), draw.choice(VERBS))]
        made.append(f"In {draw.choice(PLACES)} the {' '.join(words)} the {draw.choice(WORDS)}.")
    return made
