"""What a search asks for, and what it finds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from accord.errors import QueryError
from accord.model.claim import PloverType
from accord.model.span import Span

MOST_HITS = 200
CLAIM_KINDS = ("claim", "quote", "event", *(kind.value for kind in PloverType))
ENTRY_KINDS = ("entry", "position", "commitment", "incident", "contact", "quotation")
KINDS = ("report", *CLAIM_KINDS, "measure", *ENTRY_KINDS)
"""What can be searched for. `claim` stands for quotes and events, `entry` for every kind of entry."""

_PLACE = re.compile(r"(\d{1,9})(?:\.(\d{1,9}))?\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Query:
    """What to search for; everything that is given must hold.

    `words` are single words and `"exact phrases"`; a word that ends in `*` stands for all that begin so. Case and
    accents do not count. Names (`speaker`, `party`, `outlet`) are asked for by one word of theirs or several, whichever
    way they are spelled. `measure` is a measure's id, or words of it. `since` and `until` are days of publication,
    both included. `kind` is one of `KINDS`, in either case: what a hit is to be. Left out, hits are claims where a
    speaker, a party or a measure is asked for, else reports. `limit` is how many hits to give at most, `after` where
    to go on: the `next` of the hits before.

    Raises: QueryError: no such kind, a limit out of range, or an `after` that no search gives.
    """

    words: str = ""
    speaker: str | None = None
    party: str | None = None
    measure: str | None = None
    outlet: str | None = None
    since: date | None = None
    until: date | None = None
    kind: str | None = None
    limit: int = 20
    after: str | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.limit <= MOST_HITS:
            raise QueryError("limit", f"must be from 1 to {MOST_HITS}, not {self.limit}")
        if self.after is not None and not _PLACE.match(self.after):
            raise QueryError("after", "is the place that an earlier search gave, such as 20 or 7.2")
        if self.kind is not None and self._known(self.kind) is None:
            raise QueryError("kind", f"must be one of {', '.join(KINDS)}")

    @property
    def wanted(self) -> str:
        """The kind of hit that is asked for, as `KINDS` has it."""
        if self.kind is None:
            return "claim" if self.speaker or self.party or self.measure else "report"
        return self._known(self.kind) or "report"

    @property
    def place(self) -> tuple[int, int]:
        """Where to go on: how many reports to pass by, and how many hits of the next one."""
        found = _PLACE.match(self.after or "0")
        return (int(found[1]), int(found[2] or 0)) if found else (0, 0)

    @staticmethod
    def _known(kind: str) -> str | None:
        return next((known for known in KINDS if known.casefold() == kind.casefold()), None)


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found, and the exact words in a report that it leads to.

    `kind` is `report`, `quote`, the type of an event (`AGREE`), `measure`, or a kind of entry; `id` that of the report,
    claim, measure or entry. `span` are the words in the text of `report`, `passage` those with what stands around them,
    for showing: `text` is the passage, as it stands there. `marks` are the places within the passage that answer to the
    words asked for, in order, none overlapping: offsets into the report's text like `span`. `speaker` and `parties` are
    a claim's; `line` is a measure's label, or an entry as one plain sentence.
    """

    kind: str
    id: str
    report: str
    span: Span
    passage: Span
    text: str
    marks: tuple[Span, ...]
    outlet: str | None
    title: str | None
    day: date | None
    speaker: str | None = None
    parties: tuple[str, ...] = ()
    line: str = ""


@dataclass(frozen=True, slots=True)
class Hits:
    """What a search found, best first: by rank, then the latest day, then the report's id, then place in the report.

    `n_reports` counts the reports that have every word and name asked for; of hits that are no reports, each of these
    may hold none or several. `next` says where the search goes on, None at its end. There may be fewer hits than
    asked for, and still more to come: a search looks through so many reports at a time.
    """

    hits: tuple[Hit, ...]
    n_reports: int
    next: str | None
