"""Who is who in one report: names, titles, short names and pronouns brought to full names and parties."""

from __future__ import annotations

from dataclasses import dataclass, field

from accord.model.claim import Mention
from accord.model.report import Report
from accord.model.span import Span
from accord.text.names.naming import Name, NameKind
from accord.text.names.resolving import resolve_phrase, resolve_phrases
from accord.text.names.scene import Scene, build_scene

__all__ = ["Cast", "Name", "NameKind", "find_cast", "mention"]


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody a report names, in text order, names never overlapping."""

    names: tuple[Name, ...]
    scene: Scene = field(default_factory=lambda: Scene(""), repr=False, compare=False)

    def within(self, span: Span) -> tuple[Name, ...]:
        """The names that lie wholly inside `span`, in text order."""
        return self.scene.within(span) if self.scene.names else tuple(n for n in self.names if span.contains(n.span))

    def resolve(self, span: Span) -> Name | None:
        """Who a noun phrase or pronoun stands for.

        Args: span: a noun phrase (`the Veldrian leader`), a name, or a pronoun.
        Returns: the name it stands for, its `span` the part of the phrase that names; None when unsure. A phrase
            that tells of somebody nobody names (`a senior Veldrian official`) is named by its own words, with the
            party it tells. Of several joined people or parties, the first.
        """
        return resolve_phrase(self.scene, span)

    def resolve_all(self, span: Span) -> tuple[Name, ...]:
        """Everybody a phrase stands for: `Russia and Ukraine`, `the two leaders`, `both sides`; empty when unsure."""
        return resolve_phrases(self.scene, span)


def mention(name: Name) -> Mention:
    """The claim's form of a name."""
    return Mention(name.span, name.name)


def find_cast(report: Report, sentences: tuple[Span, ...]) -> Cast:
    """Find every naming in a report and bring it to a full name and a party.

    Args: report: its prose is read; masked parts name nobody. sentences: its sentences, in text order.
    Returns: the cast; empty for a blank report.
    """
    scene = build_scene(report, sentences)
    return Cast(scene.names, scene)
