"""Stakes: which lines of a story a person should look at first.

A line weighs its doubt times what hangs on it: the reports behind it, the lines, findings and sentences of the summary
that would change with it. Every figure is a count or a confidence that the story has already; nothing is read again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from accord.model.actor import ActorLink, Sameness
from accord.model.entry import AnyEntry, Commitment, Contact, Incident, Position
from accord.model.evidence import Evidence
from accord.model.finding import Finding, FindingKind
from accord.model.measure import Measure
from accord.model.record import Chapter
from accord.model.stake import Stake

EVEN = 0.5
"""The doubt where nothing says how sure a thing is."""

COUNTED = frozenset({FindingKind.SHARED_ORIGIN, FindingKind.SINGLE_ORIGIN})
"""Findings that are counts of what is known: no person need say whether they are right."""


def find_stakes(chapter: Chapter) -> list[Stake]:
    """What a ruling would settle of each line that nobody has ruled on: measures, names, entries, findings.

    Names are only those that may be one actor; findings only those in which reports differ.
    """
    resting = _Resting(chapter)
    stakes = [resting.measure(measure) for measure in chapter.measures if not measure.rulings]
    stakes += [resting.names(link) for link in chapter.actors if link.sameness is Sameness.PERHAPS and not link.ruling]
    stakes += [resting.entry(entry) for entry in chapter.entries if not entry.rulings]
    stakes += [resting.finding(f) for f in chapter.findings if f.kind not in COUNTED and not f.rulings]
    return stakes


@dataclass(slots=True)
class _Resting:
    """A story, with what rests on each of its lines."""

    chapter: Chapter
    _findings: dict[str, set[str]]
    _sentences: dict[str, set[int]]
    _on_measure: dict[str, list[str]]
    _on_commitment: Counter[str]
    _of_name: dict[str, set[str]]

    def __init__(self, chapter: Chapter) -> None:
        self.chapter = chapter
        self._findings, self._sentences, self._on_measure, self._of_name = {}, {}, {}, {}
        self._on_commitment = Counter()
        for finding in chapter.findings:
            for key in finding.entries:
                self._findings.setdefault(key, set()).add(finding.id)
        for number, told in enumerate(chapter.summary):
            for key in (*told.entries, *told.findings):
                self._sentences.setdefault(key, set()).add(number)
        for entry in chapter.entries:
            if isinstance(entry, Position | Commitment) and entry.measure:
                self._on_measure.setdefault(entry.measure, []).append(entry.id)
            if isinstance(entry, Incident):
                self._on_commitment.update(bearing.commitment for bearing in entry.bears_on)
            if isinstance(entry, Commitment) and entry.superseded_by:
                self._on_commitment[entry.superseded_by] += 1
            for name in _named(entry):
                self._of_name.setdefault(name, set()).add(entry.id)

    def entry(self, entry: AnyEntry) -> Stake:
        """It is wrong where it was misread for each of its origins: copies are misread together."""
        doubt = (1 - _best(entry.evidence)) ** max(1, entry.support.origins)
        return self._stake(entry.id, entry.kind, doubt, entry.support.reports, self._on_commitment[entry.id])

    def measure(self, measure: Measure) -> Stake:
        """Several wordings may be several things; of one it is only in doubt whether it was read right."""
        doubt = EVEN if len(measure.aliases) > 1 else 1 - _best(measure.mentions)
        own = self._on_measure.get(measure.id, [])
        return self._over(measure.id, "measure", doubt, {e.report for e in measure.mentions}, own)

    def names(self, link: ActorLink) -> Stake:
        """Taken for one, the lines that name the rarer of the two would name the other."""
        own = min((self._of_name.get(name, set()) for name in (link.name, link.other)), key=len)
        return self._over(link.id, "actor", EVEN, {e.report for e in link.evidence}, own)

    def finding(self, finding: Finding) -> Stake:
        return self._stake(finding.id, "finding", EVEN, len(finding.reports), len(finding.entries))

    def _stake(self, key: str, kind: str, doubt: float, reports: int, lines: int) -> Stake:
        findings, sentences = len(self._findings.get(key, ())), len(self._sentences.get(key, ()))
        return Stake(key, kind, round(doubt, 4), reports, lines, findings, sentences)

    def _over(self, key: str, kind: str, doubt: float, reports: Collection[str], own: Collection[str]) -> Stake:
        """What hangs on something by way of the lines that are about it."""
        findings = {finding for line in own for finding in self._findings.get(line, ())}
        sentences = {number for line in own for number in self._sentences.get(line, ())}
        return Stake(key, kind, round(doubt, 4), len(reports), len(own), len(findings), len(sentences))


def _best(evidence: Iterable[Evidence]) -> float:
    """The confidence of the surest of the claims; even where their reader gives none."""
    known = [piece.confidence for piece in evidence if piece.confidence is not None]
    return max(known, default=1 - EVEN)


def _named(entry: AnyEntry) -> Iterator[str]:
    """Everybody that an entry is about."""
    if isinstance(entry, Position):
        yield from (entry.party, *entry.voices)
    elif isinstance(entry, Commitment):
        yield from (*entry.debtors, *entry.beneficiaries)
    elif isinstance(entry, Incident):
        yield from (*entry.alleged_actor, *entry.target)
    elif isinstance(entry, Contact):
        yield from (*entry.participants, *entry.parties)
    else:
        yield entry.speaker
        yield from filter(None, (entry.party,))
