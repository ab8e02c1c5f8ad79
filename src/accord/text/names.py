"""Who is who in one report: names, titles, short names and pronouns brought to full names and parties."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from accord.model.claim import Mention
from accord.model.report import Report
from accord.model.span import Span


class NameKind(StrEnum):
    """What a name stands for. PARTY: a state, armed group or organisation that can take a stand."""

    PERSON = "person"
    PARTY = "party"
    BODY = "body"
    PLACE = "place"
    OUTLET = "outlet"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Name:
    """One naming in the text. `name` is the full usual name, `party` whom it acts for (None when unknown)."""

    span: Span
    name: str
    kind: NameKind
    party: str | None


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody a report names, in text order."""

    names: tuple[Name, ...]

    def within(self, span: Span) -> tuple[Name, ...]:
        """The names that lie wholly inside `span`, in text order."""
        return tuple(n for n in self.names if span.contains(n.span))

    def resolve(self, span: Span) -> Name | None:
        """Who a noun phrase or pronoun stands for.

        Args: span: a noun phrase (`the Ukrainian leader`), a name, or a pronoun.
        Returns: the name it stands for, its `span` the part of the phrase that names; None when unsure.
        """
        inside = self.within(span)
        return inside[-1] if inside else None


def mention(name: Name) -> Mention:
    """The claim's form of a name."""
    return Mention(name.span, name.name)


def find_cast(report: Report, sentences: tuple[Span, ...]) -> Cast:
    """Find every naming in a report and bring it to a full name and a party."""
    return Cast(())
