"""The room of a report's versions: what it has been, and what its outlet changed from each to the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from accord.desk.citations import day_of, outlet_of, title_of
from accord.desk.web.mishaps import not_found
from accord.desk.web.reports.notices import Notice, notices_of
from accord.desk.web.reports.one_report import find_report
from accord.desk.web.shelf import Shelf
from accord.model.claim import Claim
from accord.model.revision import Alteration, Revision, Version
from accord.store.versions import find_revisions, read_versions

LONGEST_SAME = 600
"""Characters that both versions have up to which they are shown in whole."""

SHOWN_SAME = 200
"""Characters of a longer stretch that are shown at either end of it."""


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A report as it once was, `number` counting from 1."""

    number: int
    kept_on: str
    day: str
    title: str
    outlet: str
    n_characters: int
    reader: str


@dataclass(frozen=True, slots=True)
class ChangedWords:
    """Words of the later text (`same`, `came`) or of the earlier (`gone`); of `skipped` ones how many characters."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """What changed from version `was` to the next, on a day.

    `fields` are those beside the text, each with what it was and is. `gone` and `came` are sentences in which something
    was read that the other version does not say.
    """

    was: int
    on: str
    fields: tuple[tuple[str, str, str], ...]
    words: tuple[ChangedWords, ...]
    gone: tuple[str, ...]
    came: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VersionsPage:
    """Every version of a report, the first first, and every revision, the latest first."""

    id: str
    title: str
    outlet: str
    story: str
    story_title: str
    notices: tuple[Notice, ...]
    versions: tuple[VersionRow, ...]
    revisions: tuple[RevisionRow, ...]


def versions_page(shelf: Shelf, report: str) -> VersionsPage:
    """The versions of the report of that id; one alone where its outlet changed nothing.

    Raises: DeskError: there is no such report.
    """
    return shelf.at_hand(("versions", report), lambda: _lay_out(shelf, report))


def _lay_out(shelf: Shelf, report: str) -> VersionsPage:
    one = find_report(shelf, report, alone=True)
    with shelf.kept.store.look() as connection:
        versions = read_versions(connection, report)
    if not versions:
        raise not_found("report", report)
    revisions = [_revision(n, revision) for n, revision in enumerate(find_revisions(versions), start=1)]
    return VersionsPage(
        id=one.report.id,
        title=title_of(one.report),
        outlet=outlet_of(one.report),
        story=one.around.story,
        story_title=one.around.story_title,
        notices=tuple(notices_of(one)),
        versions=tuple(_version(n, version) for n, version in enumerate(versions, start=1)),
        revisions=tuple(reversed(revisions)),
    )


def _version(number: int, version: Version) -> VersionRow:
    report = version.report
    return VersionRow(
        number=number,
        kept_on=version.kept_on.isoformat(),
        day=day_of(report),
        title=title_of(report),
        outlet=outlet_of(report),
        n_characters=len(report.text),
        reader=version.reader,
    )


def _revision(was: int, revision: Revision) -> RevisionRow:
    old, new = revision.earlier.report.text, revision.later.report.text
    return RevisionRow(
        was=was,
        on=revision.on.isoformat(),
        fields=tuple((change.name, change.was or "none", change.now or "none") for change in revision.fields),
        words=tuple(changed_words(old, new, revision.alterations)) if revision.alterations else (),
        gone=_sentences(revision.gone, old),
        came=_sentences(revision.came, new),
    )


def changed_words(old: str, new: str, alterations: Iterable[Alteration]) -> Iterator[ChangedWords]:
    """The later text with what changed, long stretches of what did not left out.

    Args: alterations: from `old` to `new`, in text order.
    """
    at_old = at_new = 0
    for change in alterations:
        before, after = change.before, change.after
        # where only one text has words, the other's place is as many characters on, less white space
        to_old = before.start if before else _on(old, at_old, _solid(new[at_new : after.start if after else at_new]))
        to_new = after.start if after else _on(new, at_new, _solid(old[at_old:to_old]))
        yield from _same(new[at_new:to_new], is_first=not at_new)
        if before:
            yield ChangedWords("gone", before.of(old))
        if after:
            yield ChangedWords("came", after.of(new))
        at_old = before.end if before else to_old
        at_new = after.end if after else to_new
    yield from _same(new[at_new:], is_last=True)


def _solid(text: str) -> int:
    """How many characters are no white space."""
    return sum(not c.isspace() for c in text)


def _on(text: str, start: int, solid: int) -> int:
    """The place so many characters that are no white space after another, and after the white space behind them."""
    at = start
    while at < len(text) and (solid or text[at].isspace()):
        solid -= not text[at].isspace()
        at += 1
    return at


def _same(text: str, *, is_first: bool = False, is_last: bool = False) -> Iterator[ChangedWords]:
    if len(text) <= LONGEST_SAME:
        if text:
            yield ChangedWords("same", text)
        return
    head, tail = "" if is_first else text[:SHOWN_SAME], "" if is_last else text[-SHOWN_SAME:]
    if head:
        yield ChangedWords("same", head)
    yield ChangedWords("skipped", str(len(text) - len(head) - len(tail)))
    if tail:
        yield ChangedWords("same", tail)


def _sentences(claims: Iterable[Claim], text: str) -> tuple[str, ...]:
    """The sentences of some claims, each once, in text order."""
    return tuple(" ".join(span.of(text).split()) for span in sorted({claim.sentence for claim in claims}))
