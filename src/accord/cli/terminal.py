"""The record on a terminal, from the same page data as the HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.console import Console
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from accord.desk.lines import Line
from accord.desk.matrix import Cell, Matrix
from accord.desk.pages import UNSURE_MEANS, RecordPage
from accord.desk.section import Section
from accord.desk.story_page import StoryPage, SummaryLine
from accord.desk.support import counted
from accord.model.report import Refusal

LINES_SHOWN = 8
FINDINGS_SHOWN = 3
ROWS_SHOWN = 12
PARTIES_SHOWN = 5
REPORTS_NAMED = 2
LABEL_WIDTH = 36
BULLET = "  • "
STORIES_SHOWN = 20
PIPED_WIDTH = 110

STYLE = {
    "accepts": "green", "supports": "green", "in_force": "green", "reported_kept": "green",
    "accepts_if": "yellow", "due": "yellow", "disputed": "yellow",
    "rejects": "red", "criticises": "red", "overdue": "red", "denied": "red", "reported_broken": "red",
    "differs": "red",
    "proposes": "magenta", "demands": "magenta", "announced": "magenta",
}  # fmt: skip

# A report's words must not steer the terminal: no control characters, no changes of text direction.
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def print_page(page: RecordPage, *, full: bool, written: list[Path]) -> None:
    """Print the record; without `full`, the first lines of each kind and how many more there are."""
    console = open_console()
    shown = page.stories if full else page.stories[:STORIES_SHOWN]
    for story in shown:
        _print_story(console, story, full)
    if len(shown) < len(page.stories):
        console.print(f"… and {len(page.stories) - len(shown)} more stories (--full prints all)\n")
    if page.n_unsure:
        console.print(Text(f"unsure ({counted(page.n_unsure, 'line')}): {UNSURE_MEANS}"))
    if page.orphans:
        console.print(Text(f"Rulings without a line ({len(page.orphans)}): what they are about is no longer there"))
        _print_bullets(console, (Text(safe(orphan)) for orphan in page.orphans))
    tally = f"{counted(page.n_reports, 'report')} read"
    tally += f", {page.n_unread} kept unread" if page.n_unread else ""
    print_end(console, tally, page.refusals, page.as_of, full=full, written=written)


def open_console() -> Console:
    """Standard output: as wide as the terminal, of one width when piped."""
    return Console(highlight=False, width=None if Console().is_terminal else PIPED_WIDTH)


def print_end(
    console: Console, tally: str, refusals: Sequence[Refusal], as_of: object, *, full: bool, written: Iterable[Path]
) -> None:
    """Print how many reports there were, what was refused and why, and which files were written."""
    tally += f", {len(refusals)} refused" if refusals else ""
    console.print(Text(f"{tally}; as of {as_of}"))
    shown = refusals if full else refusals[:LINES_SHOWN]
    for refusal in shown:
        console.print(Text(f"  refused {safe(refusal.where)}: {safe(refusal.reason)}", style="red"), soft_wrap=True)
    if len(shown) < len(refusals):
        console.print(Text(f"  … and {len(refusals) - len(shown)} more", style="dim"))
    for path in written:
        console.print(Text(f"wrote {safe(str(path))}"), soft_wrap=True)


def safe(text: str) -> str:
    """Text on one line that can't steer the terminal."""
    return _UNSAFE.sub("�", " ".join(text.split()))


def _print_story(console: Console, story: StoryPage, full: bool) -> None:
    console.rule(Text(safe(story.title), style="bold"), align="left")
    outlets = counted(story.n_outlets, "outlet") if story.n_outlets else "outlets unknown"
    counts = (counted(story.n_reports, "report"), outlets)
    chain = f"{' → '.join(counts)} → at most {counted(story.n_origins, 'origin')}"
    names = f" ({', '.join(story.origin_names)})" if story.origin_names else ""
    unknown = f", {story.n_unknown} of unknown lineage" if story.n_unknown else ""
    console.print(Text(safe(chain + names + unknown), style="bold"))
    console.print()
    if story.summary:
        _print_bullets(console, map(_told, story.summary))
        console.print()
    if story.matrix.rows:
        _print_matrix(console, story.matrix, full)
    if story.findings:
        console.print(Text(f"Findings ({story.n_findings})", style="bold"))
        for group in story.findings:
            _print_lines(console, group, full, FINDINGS_SHOWN)
        console.print()
    for section in story.sections:
        console.print(Text(f"{section.heading} ({len(section.lines)})", style="bold"))
        _print_lines(console, section, full, LINES_SHOWN)
        console.print()


def _print_matrix(console: Console, matrix: Matrix, full: bool) -> None:
    parties = matrix.parties[:PARTIES_SHOWN]
    rows = matrix.rows if full else matrix.rows[:ROWS_SHOWN]
    stances = [[_stances(here) for here in row.cells[: len(parties)]] for row in rows]
    names = [Text(safe(party)) for party in parties]
    wide = [
        max(Measurement.get(console, console.options, cell).maximum for cell in c)
        for c in zip(names, *stances, strict=True)
    ]
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    # of a given width, so that rich narrows the parties' columns rather than cut the last one off
    table.add_column("Who stands where", width=max(LABEL_WIDTH, console.width - sum(wide) - 2 * len(wide) - 2))
    for name in names:
        table.add_column(name)
    for row, cells in zip(rows, stances, strict=True):
        if any(cell.plain for cell in cells):
            name = Text(safe(row.label))
            if row.variants:
                name.append(f"\n{safe(row.variants)}", style="dim")
            table.add_row(name, *cells)
    console.print(table)
    if len(rows) < len(matrix.rows):
        console.print(Text(f"… and {len(matrix.rows) - len(rows)} more measures", style="dim"))
    console.print(
        Text("2× counts the independent origins behind a stand; ? says that its origin is unknown", style="dim")
    )
    console.print()


def _stances(cells: tuple[Cell, ...]) -> Text:
    text = Text()
    for cell in cells:
        text.append(("\n" if text.plain else "") + cell.stance.replace("_", " "), style=STYLE.get(cell.stance, ""))
        text.append(f" {cell.support}{' unsure' if cell.unsure else ''}", style="dim")
    return text


def _print_lines(console: Console, section: Section, full: bool, most: int) -> None:
    lines = section.lines if full else section.lines[:most]
    _print_bullets(console, map(_line, lines))
    if len(lines) < len(section.lines):
        more = f"  … and {len(section.lines) - len(lines)} more (--full prints all)"
        console.print(Text(more, style="dim"))


def _print_bullets(console: Console, texts: Iterable[Text]) -> None:
    """Print a list whose lines are indented under their own beginning."""
    for text in texts:
        for n, line in enumerate(text.wrap(console, max(20, console.width - len(BULLET)))):
            line.rstrip()
            console.print(Text(BULLET if n == 0 else " " * len(BULLET)) + line)


def _told(sentence: SummaryLine) -> Text:
    text = Text(safe(sentence.text))
    text.append(f"  ({safe(sentence.badge)})", style="dim")
    return text


def _line(line: Line) -> Text:
    text = Text()
    if line.tag:
        text.append(f"[{safe(line.tag)}] ", style=STYLE.get(line.tone, "cyan"))
    text.append(safe(line.text))
    if line.kind == "finding":  # its note names the reports
        return text
    places = [c for wording in line.variants for c in wording.citations] or list(line.citations)
    labels = list(dict.fromkeys(c.label for c in places))
    more = f" and {len(labels) - REPORTS_NAMED} more" if len(labels) > REPORTS_NAMED else ""
    detail = f"{'unsure, ' if line.unsure else ''}{line.badge}; in {', '.join(labels[:REPORTS_NAMED])}{more}"
    text.append(f"  ({safe(detail)})", style="dim")
    return text
