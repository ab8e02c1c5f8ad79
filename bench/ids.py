"""How many ids of lines stay when a report comes: one of a story's reports is left out, and taken in again.

    bench/ids.py STORE [--stories 40] [--days 8]

Of so many stories of a store that run over so many days or more: two reports anywhere in each, then its first one,
which comes last. Printed is the share of the ids of entries and measures without the report that are there with it,
too. An analyst's notes, links and rulings hang on such ids.
"""

from __future__ import annotations

import argparse
import random
from dataclasses import replace
from pathlib import Path

from accord.keeping.parts import weigh_part
from accord.kept import KeptRecord
from accord.model.card import StoryCard
from accord.model.record import Record

REPORTS = range(4, 26)
LEAST_ENTRIES = 8


def main() -> None:
    """Print both shares."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("store", type=Path)
    options.add_argument("--stories", type=int, default=40)
    options.add_argument("--days", type=int, default=8)
    given = options.parse_args()
    chance = random.Random(5)  # noqa: S311
    any_time, first_last = [0, 0], [0, 0]
    with KeptRecord.open(given.store) as kept:
        cards = [card for card in kept.cards() if fits(card, given.days)]
        chosen = chance.sample(cards, min(given.stories, len(cards)))
        for card in chosen:
            part = kept.part([card.id])
            whole = ids_of(weigh_part(part, part.as_of))
            reports = part.stories[0].reports
            for report in (reports[0], *chance.sample(reports[1:], 2)):
                before = ids_of(weigh_part(without(part, report), part.as_of))
                counted = first_last if report == reports[0] else any_time
                counted[0] += len(before & whole)
                counted[1] += len(before)
    print(f"{len(chosen)} stories over {given.days} days or more")
    for name, (stayed, n_all) in (("a report comes", any_time), ("the first comes last", first_last)):
        print(f"{name:20} {stayed} of {n_all} ids stay, {stayed / max(1, n_all):.2%}")


def fits(card: StoryCard, days: int) -> bool:
    """True for a story that is neither very small nor very large, and runs over so many days."""
    if card.first_day is None or card.last_day is None:
        return False
    long = (card.last_day - card.first_day).days >= days
    return long and card.n_reports in REPORTS and card.n_entries >= LEAST_ENTRIES


def without(part: Record, report: str) -> Record:
    """A story as if a report had never come."""
    return replace(
        part,
        reports=tuple(own for own in part.reports if own.id != report),
        claims=tuple(own for own in part.claims if own.report != report),
    )


def ids_of(part: Record) -> set[str]:
    """The ids of its entries and measures."""
    return {line.id for line in (*part.entries, *part.measures)}


if __name__ == "__main__":
    main()
