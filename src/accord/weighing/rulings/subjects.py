"""Subjects of rulings, found in a record by the id or the name that a person gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from accord.model.actor import ActorLink
from accord.model.claim import Claim, Claims, Event, Mention
from accord.model.entry import AnyEntry
from accord.model.finding import Finding
from accord.model.measure import Measure
from accord.model.record import Record
from accord.model.report import Report
from accord.model.ruling import Ruling, RulingAction
from accord.model.story import Story
from accord.model.subject import Subject
from accord.weighing.rulings.describing import (
    Described,
    describe_actors,
    describe_claim,
    describe_entry,
    describe_finding,
    describe_measure,
    describe_reports,
    describe_story,
)
from accord.weighing.rulings.measures import split_id

Target = AnyEntry | Measure | Finding | Claim | ActorLink | Story | Report | Mention


@dataclass(slots=True)
class Targets:
    """What of a record can be ruled on, by id; actors by their names, too."""

    record: Record
    reports: Mapping[str, Report] = field(init=False)
    story_of: dict[str, str] = field(init=False, default_factory=dict)
    _measures: dict[str, Measure] = field(init=False, default_factory=dict)
    _known: dict[str, Target] = field(init=False, default_factory=dict)
    _names: dict[str, tuple[str, Mention]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.reports = {report.id: report for report in self.record.reports}
        for own in self.record.claims:
            for claim in own:
                self._known[claim.id] = claim
            for mention in _mentions(own):
                self._names.setdefault(mention.name, (own.report, mention))
        self._known |= self.reports
        for chapter in self.record.chapters:
            lines = (chapter.story, *chapter.actors, *chapter.measures, *chapter.entries, *chapter.findings)
            self._known |= {line.id: line for line in lines}
            self._measures |= {measure.id: measure for measure in chapter.measures}
            self.story_of |= {line.id: chapter.story.id for line in lines}

    def get(self, target: str) -> Target | None:
        """The line, claim, story or report of that id, else whom some claim names so; None where there is neither."""
        found = self._known.get(target)
        if found is None and target in self._names:
            return self._names[target][1]
        return found

    def subject(self, target: str) -> Subject | None:
        """What a ruling keeps of the target; None for an unknown one.

        A line that a split has made stands and falls with the split: no words are kept, so that none stands in for it.
        """
        described = self._described(target)
        if described is None:
            return None
        subject = described.as_subject(self.reports)
        made = {split_id(r) for r in self.record.rulings if r.action is RulingAction.SPLIT}
        return replace(subject, words=()) if target in made else subject

    def _described(self, target: str) -> Described | None:
        found = self.get(target)
        if found is None:
            return None
        if isinstance(found, Mention):
            report, mention = self._names[target]
            return Described(target, "name", target, {}, ((report, mention.span),) if mention.span else ())
        if isinstance(found, Measure):
            return describe_measure(found)
        if isinstance(found, Finding):
            return describe_finding(found)
        if isinstance(found, Story):
            return describe_story(found, self.reports)
        if isinstance(found, Report):
            return describe_reports(found.id, found.title or found.label, [found])
        if isinstance(found, ActorLink):
            return describe_actors(found)
        if isinstance(found, Claim):
            return describe_claim(found, self.reports[found.report])
        return describe_entry(found, self._measures)


def with_subjects(record: Record, ruling: Ruling) -> Ruling:
    """The ruling with what is known of its targets, and of the claims it names, in this record.

    Of what the ruling it replaces has hidden, what that one knew. Those unknown are left out.
    """
    targets = Targets(record)
    replaced = next((r for r in record.rulings if r.id == ruling.supersedes), None)
    about = []
    for target in dict.fromkeys((*ruling.targets, *ruling.claims)):
        subject = targets.subject(target) or (replaced.subject(target) if replaced else None)
        about += [subject] if subject else []
    return replace(ruling, about=tuple(about))


def _mentions(claims: Claims) -> Iterator[Mention]:
    """Everybody a report's claims name, with place where they have one."""
    for claim in claims:
        people = (*claim.actors, *claim.recipients, claim.speaker) if isinstance(claim, Event) else (claim.speaker,)
        yield from (mention for mention in people if mention is not None)
        sides = (*claim.parties, *claim.recipient_parties) if isinstance(claim, Event) else (claim.party,)
        yield from (Mention(None, side) for side in sides if side)
