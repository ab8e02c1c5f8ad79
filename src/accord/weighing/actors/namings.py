"""Namings: every name of a person in a story, with who uses it, for which party, in which office."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from accord.model.claim import Claims, Mention
from accord.model.evidence import Evidence
from accord.model.report import Report
from accord.model.span import Span
from accord.text.tables import read_lists
from accord.weighing.matter import fold, word_list, words

_LONGEST = 4  # words of a person's name
_TITLE = 40  # characters before a name in which its office stands


@dataclass(slots=True)
class Naming:
    """One name as the claims of a story have it."""

    name: str
    parts: tuple[str, ...]
    reports: set[str] = field(default_factory=set)
    parties: Counter[str] = field(default_factory=Counter)
    offices: set[str] = field(default_factory=set)
    first: tuple[str, Span] | None = None

    def evidence(self, reports: Mapping[str, Report]) -> Evidence | None:
        """Where the name stands first; None when it is only ever implied."""
        return Evidence(*self.first, self.first[1].of(reports[self.first[0]].text)) if self.first else None

    @property
    def party(self) -> str | None:
        """The party most claims give it, None when none does."""
        return min(self.parties, key=lambda p: (-self.parties[p], p), default=None)

    @property
    def rank(self) -> tuple[int, int, int, str]:
        """Orders names by how well they name: full ones first, then those of most reports."""
        spelt_out = sum(len(part) > 1 for part in self.parts)
        return (-min(spelt_out, 2), -min(len(self.parts), 2), -len(self.reports), self.name)


def find_namings(claims: Sequence[Claims], reports: Mapping[str, Report]) -> list[Naming]:
    """The names of people in a story, those of parties and bodies left out."""
    acting = {p for c in claims for e in c.events for p in (*e.parties, *e.recipient_parties)}
    parties = frozenset(acting | {q.party for c in claims for q in c.quotes if q.party})
    out: dict[str, Naming | None] = {}
    for report, mention, party in _told(claims):
        name = mention.name
        if name not in out:
            out[name] = Naming(name, _parts(name)) if _is_person(name, parties) else None
        if (naming := out[name]) is None:
            continue
        naming.reports.add(report)
        if party:
            naming.parties[party] += 1
        if mention.span and (office := _office(reports[report].text, mention.span, mention.name)):
            naming.offices.add(office)
        if mention.span and (naming.first is None or (report, mention.span) < naming.first):
            naming.first = (report, mention.span)
    return [naming for _, naming in sorted(out.items()) if naming]


def _told(claims: Sequence[Claims]) -> Iterator[tuple[str, Mention, str | None]]:
    """Every mention of somebody, with the report and the party it gives."""
    for c in claims:
        for e in c.events:
            for mentions, parties in ((e.actors, e.parties), (e.recipients, e.recipient_parties)):
                told = (
                    parties if len(parties) == len(mentions) else parties * len(mentions) if len(parties) == 1 else ()
                )
                for n, mention in enumerate(mentions):
                    yield c.report, mention, told[n] if told else None
            if e.speaker:
                yield c.report, e.speaker, None
        for q in c.quotes:
            if q.speaker:
                yield c.report, q.speaker, q.party


def _office(text: str, span: Span, name: str) -> str | None:
    """The office right before a name (`Foreign Minister Ada Morn`); None where none stands there."""
    said = name.split()
    at = text.find(said[-1], span.start, span.end)
    return _office_before(text[max(0, span.start - _TITLE) : at if at >= 0 else span.start], len(said) - 1)


@lru_cache(maxsize=65_536)
def _office_before(text: str, given: int) -> str | None:
    """The office at the end of a text, or before so many given names that may stand there."""
    before = fold(text).split()
    for cut in range(min(given, len(before)) + 1):
        left = before[: len(before) - cut]
        for n in (4, 3, 2, 1):
            if " ".join(left[-n:]) in _offices():
                return " ".join(left[-n:])
    return None


@cache
def _offices() -> frozenset[str]:
    return frozenset(read_lists("titles.toml")["offices"])


def _parts(name: str) -> tuple[str, ...]:
    """The words of a name without titles; an initial is none, though `a` is an article."""
    titles = word_list("titles.txt")
    return tuple(w for w in words(name) if len(w) == 1 or w not in titles) or words(name)


def _is_person(name: str, parties: frozenset[str]) -> bool:
    """True for a name of one to four words that can be a person's."""
    written = name.split()
    plain = all(w[:1].isupper() or w in word_list("name_particles.txt") for w in written)
    if not plain or not 0 < len(written) <= _LONGEST or name in parties or written[0] in parties:
        return False
    return "'s " not in name and not set(words(name)) & word_list("body_words.txt")
