"""Which entry of the one record is which of the other: by the claims they rest on.

An id is made of the first telling, so that an earlier report that comes later can move it, even to another entry. The
claims an entry rests on stay what they are, until a report is read anew: then its id and words have to do.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from accord.changes.sides import Side, founded_on, renamed
from accord.model.entry import AnyEntry, Position
from accord.weighing.wording import one_line


@dataclass(frozen=True, slots=True)
class Matching:
    """Entries before and after.

    `before` gives what an entry was, by its id now; each earlier entry once. `known` are the ids of the entries that
    were on the record already: those, and parts of what was one entry. `dropped` are the entries no later one has
    anything of.
    """

    before: Mapping[str, AnyEntry]
    known: frozenset[str]
    dropped: tuple[AnyEntry, ...]


def match_entries(before: Side, after: Side) -> Matching:
    """Match all entries of two records."""
    finder = _Finder(before, after)
    likely = [found for new in after.entries.values() for found in finder.candidates(new)]
    likely.sort(key=lambda found: (found.rank, found.old.id, found.new.id))
    pairs: dict[str, AnyEntry] = {}
    taken: set[str] = set()
    for found in likely:
        if found.new.id not in pairs and found.old.id not in taken:
            pairs[found.new.id] = found.old
            taken.add(found.old.id)
    left = {found.old.id for found in likely}
    dropped = tuple(old for old in before.entries.values() if old.id not in left)
    return Matching(pairs, frozenset(found.new.id for found in likely), dropped)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An entry and what it may have been; the lower the rank, the likelier."""

    rank: tuple[float, bool]
    old: AnyEntry
    new: AnyEntry


class _Finder:
    """Looks up what an entry may have been."""

    def __init__(self, before: Side, after: Side) -> None:
        self._before = before
        self._renamed = renamed(before, after)
        self._rests_on: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._reread: dict[tuple[str, str, str], list[str]] = defaultdict(list)
        for old in before.entries.values():
            founded = founded_on(old)
            for claim in founded:
                self._rests_on[old.kind, claim].append(old.id)
            # while the claims are still read, only they say which entry it has become
            if not founded or any(claim not in after.claims for claim in founded):
                for name in {old.id, one_line(old.line)}:
                    self._reread[old.kind, old.story, name].append(old.id)

    def candidates(self, new: AnyEntry) -> Iterator[_Candidate]:
        """The earlier entries that share a claim with it, and those of its story, read anew, of its id or words."""
        own = founded_on(new)
        shared = Counter(old for claim in own for old in self._rests_on.get((new.kind, claim), ()))
        for key in {*shared, *self._alike(new)}:
            old = self._before.entries[key]
            if _is_compatible(old, new):
                likeness = shared[key] / max(1, len(own | founded_on(old)))
                yield _Candidate((-likeness, old.id != new.id), old, new)

    def _alike(self, new: AnyEntry) -> Iterator[str]:
        """Its story before is the one of that id, and any that a report it rests on stood in."""
        stories = {new.story, *(self._before.story_of.get(self._renamed.get(e.report, e.report)) for e in new.evidence)}
        for story in stories:
            for name in (new.id, one_line(new.line)):
                if story:
                    yield from self._reread.get((new.kind, story, name), ())


def _is_compatible(old: AnyEntry, new: AnyEntry) -> bool:
    """A position is another one with another stance or holder; a holder may come to be called by a longer name."""
    if isinstance(old, Position) and isinstance(new, Position):
        names = {*old.party.casefold().split()} & {*new.party.casefold().split()}
        return old.stance is new.stance and (old.party == new.party or bool(names))
    return True
