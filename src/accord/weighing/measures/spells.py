"""Spells of reporting: after weeks of silence, `the truce` is another truce."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from accord.model.measure import MeasureKind
from accord.weighing.context import Context
from accord.weighing.measures.mentions import Mention

_SILENCE = 45  # days without a report that part two spells
_PASSING = frozenset({MeasureKind.CEASEFIRE, MeasureKind.PARTIAL_CEASEFIRE, MeasureKind.TALKS, MeasureKind.AGREEMENT})


def in_spells(context: Context, mentions: Iterable[tuple[int, Mention]]) -> list[Mention]:
    """The mentions, those in passing words (truces, talks, deals) with the number of their spell of reporting.

    Args: mentions: each after the number of its event; see `Context.number`.
    """
    spell_of, known = _spells(context), context.memory.shelf(in_spells)
    found = []
    for number, m in mentions:
        if _passes(m):
            spell = spell_of.get(m.event.report)
            m = known.get((number, spell), partial(replace, m, spell=spell))
        found.append(m)
    return found


def _passes(m: Mention) -> bool:
    return m.said.bare or m.said.kind in _PASSING


def _spells(context: Context) -> dict[str, int]:
    """Report to the number of its spell; undated reports are in none."""
    dated = sorted((report.day, report.id) for report in context.reports.values() if report.day)
    spell_of: dict[str, int] = {}
    spell, before = 0, None
    for day, report in dated:
        spell += before is not None and (day - before).days > _SILENCE
        spell_of[report] = spell
        before = day
    return spell_of
