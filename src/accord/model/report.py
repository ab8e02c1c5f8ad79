"""Reports: one published text each, as taken in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import PurePath

from accord.model.identity import is_content_id
from accord.model.span import Span


class MaskKind(StrEnum):
    """What a masked part of a report is."""

    TITLE = "title"
    BYLINE = "byline"
    DATELINE = "dateline"
    CREDIT = "credit"
    SHARE = "share"
    COMMENTS = "comments"
    MEDIA = "media"
    LINKS = "links"
    BOILERPLATE = "boilerplate"


class CreditForm(StrEnum):
    """How a report names the agency whose text it carries."""

    DATELINE = "dateline"
    BYLINE = "byline"
    TAIL = "tail"
    CONTRIBUTION = "contribution"
    COPYRIGHT = "copyright"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Mask:
    """A part of the text that is not the report's own prose; it stays in the text and is skipped by readers."""

    span: Span
    kind: MaskKind


@dataclass(frozen=True, slots=True)
class Credit:
    """An agency named as the owner of text the report carries.

    `form` HINT marks a mention that suggests the agency (its journalists are cited, a photograph is theirs) and
    credits no text. `span` is None when the credit stands in the metadata (a byline field), not in the text.
    """

    agency: str
    form: CreditForm
    span: Span | None


@dataclass(frozen=True, slots=True)
class Published:
    """When a report was published, and how that is known.

    `on` is the calendar day at the outlet. `at` holds the time of day where one was given, aware where a zone was
    given; `zone` is the zone as written. `known_from` is `metadata`, `text`, `inferred`, or `person` for a
    ruling's.
    """

    on: date
    at: datetime | None = None
    zone: str | None = None
    known_from: str = "metadata"


@dataclass(frozen=True, slots=True)
class Entered:
    """That a text was entered by hand: by whom, when, from what (`a call with the mediator's office`), and why."""

    by: str
    at: datetime
    source: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """That an outlet took a report down or retracted it: since when, who says so, and why.

    `on` is None when the day is not known, `by` when the outlet said so itself.
    """

    on: date | None = None
    by: str | None = None
    reason: str = ""

    def is_in_force(self, as_of: date | None) -> bool:
        """True from the day of the withdrawal on; always, where either day is not known."""
        return self.on is None or as_of is None or self.on <= as_of


@dataclass(frozen=True, slots=True)
class Report:
    """One published text.

    `text` is the text as given (for HTML: as extracted); every span anywhere in Accord is an offset into the text
    of its report. `where` says which input it came from (file, with line or row). `language` is an ISO 639-1 code,
    `und` when unknown. `dateline` is the span of the opening place line, `byline` that of the authors' line. `entered`
    says who wrote it down and when, where it is no published text but what an analyst heard or saw. `rulings` are the
    ids of the rulings that amended it. `withdrawn` says that the outlet took it back: it stays in the record, and no
    line is supported by it any more.
    """

    id: str
    text: str
    where: str
    outlet: str | None = None
    title: str | None = None
    published: Published | None = None
    url: str | None = None
    language: str = "en"
    dateline: Span | None = None
    byline: Span | None = None
    credits: tuple[Credit, ...] = ()
    masks: tuple[Mask, ...] = ()
    entered: Entered | None = None
    rulings: tuple[str, ...] = ()
    withdrawn: Withdrawal | None = None

    @property
    def prose(self) -> str:
        """The text with masked parts blanked out, offsets unchanged.

        Line breaks survive inside masked parts, so paragraphs stay apart.
        """
        out = list(self.text)
        for mask in self.masks:
            for i in range(mask.span.start, mask.span.end):
                if out[i] != "\n":
                    out[i] = " "
        return "".join(out)

    @property
    def label(self) -> str:
        """How to call the report in a sentence: the id it came with, else the name of its file, with line or row.

        Of one entered by hand, what its source is, and who says so.
        """
        if self.entered:
            return f"{self.entered.source}, entered by hand by {self.entered.by}"
        return PurePath(self.where).name if is_content_id(self.id) and self.where else self.id

    def is_withdrawn(self, as_of: date | None) -> bool:
        """True when the outlet has taken it back by that day, or at a time that is not known."""
        return self.withdrawn is not None and self.withdrawn.is_in_force(as_of)

    @property
    def day(self) -> date | None:
        """The day of publication, None when unknown."""
        return self.published.on if self.published else None


@dataclass(frozen=True, slots=True, order=True)
class Refusal:
    """An input, or a part of one, that could not be used: where it is, and why."""

    where: str
    reason: str
