"""Lines: one entry or finding as a reader sees it, with its support, its details and its citations."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from accord.desk.citations import Citation, Citations
from accord.desk.facts import bearing_phrase, facts_of
from accord.desk.leads import Lead, leads_of
from accord.desk.support import against_badge, against_tip, counted, support_badge, support_tip
from accord.desk.wordings import Wording, readings_of, wordings_of
from accord.model.actor import ActorLink, Sameness
from accord.model.claim import Modality, Stance
from accord.model.entry import AnyEntry, Commitment, Contact, Incident, Position, Quotation
from accord.model.evidence import Support
from accord.model.finding import Finding
from accord.model.support import Supports

# The verb of a position's line, in either number: its tag says it already.
_VERBS = "|".join(f"{stance.value.removesuffix('s')}s?" for stance in Stance if stance is not Stance.ACCEPTS_IF)
_STANCE = re.compile(rf" (?:{_VERBS})(?: on a condition)?$")

_SAMENESS = {Sameness.SAME: "one", Sameness.PERHAPS: "perhaps one", Sameness.APART: "two"}


@dataclass(frozen=True, slots=True)
class Line:
    """One entry or finding as a reader sees it. `facts` are short labelled details, in reading order.

    `tag` is the word to show before the text (a stance, a status), empty for none; `tone` is what gives it its colour.
    `variants` are the wordings of a quotation, or the rival readings of a finding, with the words they rest on;
    `citations` are the other words the line rests on. `short` says what the readings differ on, where they are shown.
    `unsure` when every claim behind the entry is; a finding never is. `support` is what is counted behind an
    entry, None for a finding; `leads` are those it names that have pages of their own.

    The head of a line is the line as it shows while it is closed: without facts, leads and words.
    """

    id: str
    kind: str
    text: str
    badge: str
    badge_tip: str
    tag: str
    tone: str
    facts: tuple[tuple[str, str], ...] = ()
    citations: tuple[Citation, ...] = ()
    variants: tuple[Wording, ...] = ()
    unsure: bool = False
    short: str = ""
    support: Support | None = None
    leads: tuple[Lead, ...] = ()


def head_of(entry: AnyEntry, labels: Mapping[str, str]) -> Line:
    """The head of the line of an entry. `labels` names measures and commitments by their ids."""
    return Line(
        id=entry.id,
        kind=entry.kind,
        text=_text(entry, labels),
        badge=support_badge(entry.support),
        badge_tip=support_tip(entry.support),
        tag=_tag(entry),
        tone=_tone(entry),
        unsure=entry.unsure,
        support=entry.support,
    )


def line_of(entry: AnyEntry, labels: Mapping[str, str], citations: Citations, supports: Supports | None = None) -> Line:
    """The line of an entry.

    Args:
        labels: names measures and commitments by their ids.
        supports: counts what stands behind each wording of a quotation; without it only its origins are told.
    """
    variants = wordings_of(entry, citations, supports) if isinstance(entry, Quotation) else ()
    return replace(
        head_of(entry, labels),
        facts=tuple((name, value) for name, value in facts_of(entry, labels) if value),
        citations=() if variants else citations.of(entry.evidence),
        variants=variants,
        leads=leads_of(entry, labels),
    )


def _tag(entry: AnyEntry) -> str:
    """The stance, the status, how an incident is told, or what a drift of the words changes in what was said."""
    if isinstance(entry, Quotation) and entry.meaning_changes:
        return f"{entry.meaning_changes[0].value} differs"
    if isinstance(entry, Incident) and _tone(entry) == Modality.ACTUAL:
        return "reported"
    return "" if isinstance(entry, Contact | Quotation) else _tone(entry).replace("_", " ")


def _text(entry: AnyEntry, labels: Mapping[str, str]) -> str:
    if isinstance(entry, Incident):
        return entry.line + bearing_phrase(entry, labels)
    return _without_stance(entry.line) if isinstance(entry, Position) else entry.line


def _without_stance(line: str) -> str:
    """`Veldria: full ceasefire`: a position's line without the verb that its tag gives already."""
    head, colon, wording = line.partition(": ")
    return f"{_STANCE.sub('', head)}{colon}{wording}"


def _tone(entry: AnyEntry) -> str:
    if isinstance(entry, Position):
        return entry.stance.value
    if isinstance(entry, Commitment):
        return entry.status.value
    if isinstance(entry, Incident):
        return "denied" if entry.denied_by else entry.modality.value
    return "differs" if isinstance(entry, Quotation) and entry.meaning_changes else entry.kind


def actor_head(link: ActorLink) -> Line:
    """The head of the line of two names that stand for one actor, or may."""
    return Line(
        id=link.id,
        kind="actor",
        text=f"{link.name} and {link.other}: {link.reason}",
        badge="decided" if link.ruling else "not decided" if link.sameness is Sameness.PERHAPS else "merged",
        badge_tip="a person has said so" if link.ruling else "what the names and their parties tell",
        tag=_SAMENESS[link.sameness],
        tone=link.sameness.value,
    )


def actor_line(link: ActorLink, citations: Citations) -> Line:
    """The line of two names that stand for one actor, or may."""
    return replace(actor_head(link), citations=citations.of(link.evidence))


def finding_head(finding: Finding, citations: Citations) -> Line:
    """The head of the line of a finding: its readings at a glance, where it has any."""
    return _finding(finding, readings_of(finding, citations, cited=False), citations)


def _finding(finding: Finding, readings: tuple[Wording, ...], citations: Citations) -> Line:
    return Line(
        id=finding.id,
        kind="finding",
        text=finding.note,
        badge=against_badge(finding.contrast) if finding.contrast else counted(len(finding.reports), "report"),
        badge_tip=against_tip(finding.contrast) if finding.contrast else ", ".join(citations.labels(finding.evidence)),
        tag=finding.kind.value.replace("_", " "),
        tone=finding.kind.value,
        variants=readings,
        short=finding.contrast.about if finding.contrast else "",
    )


def finding_line(finding: Finding, citations: Citations) -> Line:
    """The line of a finding: its readings side by side where it has any, and whatever else shows it."""
    told = {piece for reading in finding.contrast.readings for piece in reading.evidence} if finding.contrast else set()
    return replace(
        _finding(finding, readings_of(finding, citations), citations),
        facts=(("confirmed", "by a person"),) if finding.confirmed else (),
        citations=citations.of(piece for piece in finding.evidence if piece not in told),
    )
