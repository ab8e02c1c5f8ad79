"""From a row to a report: what the text itself says about title, day, dateline, byline, credits and furniture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from accord.intake.credits import read_credits
from accord.intake.furniture import find_furniture
from accord.intake.heads import Head, read_head
from accord.intake.language import find_language
from accord.intake.lines import Line, read_lines
from accord.intake.published import day_in_text, day_within, parse_published
from accord.intake.rows import Row
from accord.model.report import Credit, CreditForm, Mask, MaskKind, Published, Report, Withdrawal
from accord.model.span import Span
from accord.text.agencies import agency_called, find_agencies

_CRAWL_STAMP = re.compile(r"date (?P<date>\d{4}-\d\d-\d\d)\s+(?=\S)")
_TOP = 6
_BYLINE_NAMES = 3
"""A byline field with more names than this lists whoever wrote anything on the page: its agencies only hint."""


def assemble_report(row: Row, until: date | None = None) -> Report:
    """The report of a row. The text stays as it is; what is not the report's own prose is masked.

    No day after `until` is believed: the next best source of a day counts, or the report has none.
    """
    lines = read_lines(row.text)
    dated, lines = _dates_on_top(lines)
    furniture = find_furniture(row.text, _without(lines, [mask for mask, _ in dated]))
    prose = _without(lines, [*furniture, *(mask for mask, _ in dated)])
    head = read_head(prose, row.title, row.outlet)
    tail = read_credits(row.text, _without(prose, head.masks), furniture)
    return Report(
        id=row.id or row.content(),
        text=row.text,
        where=row.where,
        outlet=row.outlet,
        title=head.title,
        published=_believed(row.published, until)
        or _earliest([day for _, day in dated if _believed(day, until)])
        or _believed(_day_in_head(row.text, head), until),
        url=row.url,
        language=find_language(row.text),
        dateline=head.dateline,
        byline=head.byline,
        credits=(*_field_credits(row), *sorted((*head.credits, *tail.credits), key=_place)),
        masks=_disjoint([*(mask for mask, _ in dated), *head.masks, *tail.masks, *furniture]),
        withdrawn=_withdrawn_by(row.withdrawn, until),
    )


def _believed(published: Published | None, until: date | None) -> Published | None:
    return None if published and until and published.on > until else published


def _withdrawn_by(withdrawn: Withdrawal | None, until: date | None) -> Withdrawal | None:
    """The withdrawal; on a day that is not known, where the one given is not believed."""
    return replace(withdrawn, on=None) if withdrawn and withdrawn.on and until and withdrawn.on > until else withdrawn


def _dates_on_top(lines: list[Line]) -> tuple[list[tuple[Mask, Published]], list[Line]]:
    """Lines near the top that only date the report, and a crawler's stamp before its first words."""
    if lines and (stamp := _CRAWL_STAMP.match(lines[0].text)):
        first = lines[0]
        rest = Line(first.start + stamp.end(), first.end, first.text[stamp.end() :])
        try:
            published = parse_published(stamp["date"], "text")
        except ValueError:
            return [], lines
        end = first.start + len(stamp.group().rstrip())
        return [(Mask(Span(first.start, end), MaskKind.BOILERPLATE), published)], [rest, *lines[1:]]
    top = lines[:_TOP] if len(lines) > 1 else []
    dated = [(line, found) for line in top if (found := day_in_text(line.text))]
    return [(Mask(Span(line.start + at, line.end), MaskKind.BOILERPLATE), day) for line, (at, day) in dated], lines


def _earliest(days: Sequence[Published]) -> Published | None:
    """The first day among those on top: a later one is an update's."""
    return min(days, key=lambda day: day.on, default=None)


def _day_in_head(text: str, head: Head) -> Published | None:
    spans = [span for span in (head.dateline, head.byline) if span]
    return next((day for span in spans if (day := day_within(span.of(text)))), None)


def _field_credits(row: Row) -> list[Credit]:
    """Credits by the metadata: an agency as outlet, or in a byline field of few names."""
    named: dict[str, CreditForm] = {}
    if row.outlet and (agency := agency_called(row.outlet)):
        named[agency] = CreditForm.BYLINE
    if row.byline:
        few = len(re.split("[,;]", row.byline)) <= _BYLINE_NAMES
        for mention in find_agencies(row.byline, expected=True):
            named.setdefault(mention.agency, CreditForm.BYLINE if few else CreditForm.HINT)
    return [Credit(agency, form, None) for agency, form in named.items()]


def _without(lines: Sequence[Line], masks: Sequence[Mask]) -> list[Line]:
    """The lines less what is masked: a wholly masked line falls out, a masked end or start is cut off."""
    if not masks:
        return list(lines)
    kept = []
    spans = sorted(mask.span for mask in masks)
    first = 0
    for line in lines:
        while first < len(spans) and spans[first].end <= line.start:
            first += 1
        start, end, following = line.start, line.end, first
        while following < len(spans) and spans[following].start < end:
            if spans[following].start <= start:
                start = max(start, spans[following].end)
            else:
                end = spans[following].start
            following += 1
        piece = line.text[start - line.start : end - line.start]
        bare = piece.strip()
        if bare:
            lead = len(piece) - len(piece.lstrip())
            kept.append(Line(start + lead, start + lead + len(bare), bare))
    return kept


def _disjoint(masks: Sequence[Mask]) -> tuple[Mask, ...]:
    """The masks in text order; where two overlap the one that starts first, then the longer, wins."""
    out: list[Mask] = []
    for mask in sorted(masks, key=lambda m: (m.span.start, -m.span.end)):
        if not out or mask.span.start >= out[-1].span.end:
            out.append(mask)
        elif mask.span.end > out[-1].span.end:
            out.append(Mask(Span(out[-1].span.end, mask.span.end), mask.kind))
    return tuple(out)


def _place(credit: Credit) -> int:
    return credit.span.start if credit.span else -1
