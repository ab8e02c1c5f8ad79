"""What outlets did to reports of their own: changed, withdrawn, or corrected in a new one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from accord.changes.sides import Side, renamed
from accord.model.change import Change, ChangeKind, ReportChange, ReportChangeKind
from accord.model.evidence import Evidence
from accord.model.identity import content_id
from accord.model.report import Report
from accord.text.sentences import split_sentences
from accord.weighing.wording import one_line

_KINDS = {
    ReportChangeKind.CHANGED: ChangeKind.REPORT_CHANGED,
    ReportChangeKind.WITHDRAWN: ChangeKind.REPORT_WITHDRAWN,
    ReportChangeKind.CORRECTS: ChangeKind.CORRECTION,
}
_SHOWN = 2  # sentences of each kind that the line of a changed report names
_LONGEST = 160  # characters of each


def compare_reports(before: Side, after: Side) -> Iterator[ReportChange]:
    """What the two records themselves show of it, by report."""
    earlier = renamed(before, after)
    for report in after.record.reports:
        old = before.reports.get(earlier.get(report.id, report.id))
        if old is None:
            if notice := _notice(report):
                yield ReportChange(report.id, ReportChangeKind.CORRECTS, report.day, (), notice)
        elif report.withdrawn and report.is_withdrawn(after.record.as_of) and not old.is_withdrawn(before.record.as_of):
            yield ReportChange(report.id, ReportChangeKind.WITHDRAWN, report.withdrawn.on)
        elif old.text != report.text:
            yield ReportChange(report.id, ReportChangeKind.CHANGED, report.day, *sentences_changed(old, report))
    for report in before.record.reports:
        if report.id not in after.reports and report.id not in earlier.values():
            yield ReportChange(report.id, ReportChangeKind.WITHDRAWN, after.record.as_of)


def find_report_changes(before: Side, after: Side, told: Iterable[ReportChange]) -> Iterator[Change]:
    """The changes of reports that are told, and those that the records show where nothing is told of that report."""
    by_report = {change.report: change for change in compare_reports(before, after)}
    by_report |= {change.report: change for change in told}
    for change in by_report.values():
        report = after.reports.get(change.report) or before.reports.get(change.report)
        if report is not None:
            yield _change(before, after, report, change)


def sentences_changed(old: Report, report: Report) -> tuple[tuple[str, ...], tuple[Evidence, ...]]:
    """The sentences that only the earlier of two versions has, and those that only the later has."""
    had = {one_line(span.of(old.text)) for span in split_sentences(old.text)}
    has = {one_line(span.of(report.text)): span for span in split_sentences(report.text)}
    taken_out = tuple(text for span in split_sentences(old.text) if (text := one_line(span.of(old.text))) not in has)
    put_in = tuple(Evidence(report.id, span, span.of(report.text)) for text, span in has.items() if text not in had)
    return taken_out, put_in


def _notice(report: Report) -> tuple[Evidence, ...]:
    """The sentences in which a report says that an earlier one was wrong."""
    if not _correcting().search(report.text):
        return ()
    spans = (span for span in split_sentences(report.text) if _correcting().search(span.of(report.text)))
    return tuple(Evidence(report.id, span, span.of(report.text)) for span in spans)


@cache
def _correcting() -> re.Pattern[str]:
    kinds = "report|story|article|post|dispatch"
    return re.compile(
        rf"\b(?:earlier|previous|original) version of (?:this|the|our) (?:{kinds})\b"
        rf"|\b[Tt]his (?:{kinds}) (?:has been|was) (?:corrected|amended|clarified)\b"
        r"|^\W*(?:CORRECTION|Correction|Clarification|Corrects|CORRECTS)\b[^.:]{0,40}:",
        re.MULTILINE,
    )


def _change(before: Side, after: Side, report: Report, change: ReportChange) -> Change:
    kind = _KINDS[change.kind]
    evidence = change.put_in
    side = after if report.id in after.reports else before
    said = " ".join(piece.text for piece in change.put_in)
    key = (*change.taken_out, *(piece.text for piece in change.put_in))
    return Change(
        id=content_id("change", kind.value, report.id, *key),
        kind=kind,
        text=_text(report, change),
        on=change.on,
        story=side.story_of.get(report.id, ""),
        support=side.supports.of([report.id]),
        evidence=evidence,
        was=_some(change.taken_out) or None,
        now=one_line(said) or None,
        told_by=(report.outlet,) if report.outlet else (),
    )


def _text(report: Report, change: ReportChange) -> str:
    called = f"{report.outlet or 'outlet unknown'} ({report.label})"
    given = _some([piece.text for piece in change.put_in])
    if change.kind is ReportChangeKind.WITHDRAWN:
        why = f" ({report.withdrawn.reason})" if report.withdrawn and report.withdrawn.reason else ""
        what = f"was withdrawn{why}" if report.withdrawn else "is no longer among the reports"
        return f"{called} {what}" + (f": {one_line(report.title)}" if report.title else "")
    if change.kind is ReportChangeKind.CORRECTS:
        return f"{called} corrects an earlier report: {given}"
    parts = [
        f"has now {given}" if given else "",
        f"no longer has {_some(change.taken_out)}" if change.taken_out else "",
    ]
    return f"{called} changed its report: {'; '.join(filter(None, parts)) or 'the spacing alone'}"


def _some(sentences: Iterable[str]) -> str:
    """The first sentences in quotation marks, and how many more there are."""
    every = [one_line(text) for text in sentences]
    shown = [text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + " …" for text in every[:_SHOWN]]
    more = f" and {len(every) - _SHOWN} more" if len(every) > _SHOWN else ""
    return " ".join(f"“{text}”" for text in shown) + more
