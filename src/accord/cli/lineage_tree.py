"""The lineage on a terminal: under each origin the outlets, under each outlet the reports, and why."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from accord.cli.terminal import open_console, print_end, safe
from accord.cli.tracing import Lookup, Traced, print_heading, print_rest
from accord.desk.citations import day_of, title_of
from accord.desk.support import counted
from accord.model.lineage import JOINING, Carriage, Link, OriginKind
from accord.model.story import Story

T = TypeVar("T")

ORIGINS_SHOWN = 8
REPORTS_SHOWN = 6
JOINS_SHOWN = 2
PASSAGES_SHOWN = 3
"""Passages of a join that are printed of a whole story; else the longest."""

TITLE_SHOWN = 60
EVIDENCE_SHOWN = 80
PASSAGE_SHOWN = 160
"""Characters of a title, of a credit or an opening, and of each side of a passage."""


def print_lineage(traced: Traced, wanted: str | None, full: bool, written: list[Path]) -> None:
    """Print the stories; without `full`, or one asked for, the first lines of each and how many more there are."""
    console, lookup = open_console(), Lookup(traced.record)
    for story in traced.shown:
        print_heading(console, story, lookup)
        _StoryTree(story, lookup, whole=full or wanted is not None).print(console)
        console.print()
    print_rest(console, traced, wanted)
    record = traced.record
    joined = sum(link.kind in JOINING for link in record.lineage.links)
    tally = f"{counted(len(record.reports), 'report')} traced, {counted(joined, 'pair')} joined"
    print_end(console, tally, record.refusals, record.as_of or "no date known", full=full, written=written)


class _StoryTree:
    """One story as a tree. A join is told once, where the later report, or the second by id, first stands."""

    def __init__(self, story: Story, lookup: Lookup, *, whole: bool) -> None:
        self._story, self._lookup, self._whole = story, lookup, whole
        self._told: set[str] = set()

    def print(self, console: Console) -> None:
        carried: dict[str, list[Carriage]] = {}
        for report in self._story.reports:
            for carriage in self._lookup.carriages[report]:
                carried.setdefault(carriage.origin, []).append(carriage)
        origins = sorted(carried, key=lambda o: (self._is_unknown(o), -len(carried[o]), self._lookup.origins[o].name))
        shown = self._first(origins, ORIGINS_SHOWN)
        for origin in shown:
            console.print(self._origin(origin, carried[origin]))
        if len(shown) < len(origins):
            more = counted(len(origins) - len(shown), "more origin")
            console.print(Text(f"… and {more} ({self._how()})", style="dim"))
        self._print_unjoined(console)

    def _is_unknown(self, origin: str) -> bool:
        return self._lookup.origins[origin].kind is OriginKind.UNKNOWN

    def _origin(self, origin_id: str, carriages: list[Carriage]) -> Tree:
        origin = self._lookup.origins[origin_id]
        head = Text(safe(origin.name), style="bold yellow" if self._is_unknown(origin_id) else "bold green")
        tree = Tree(head.append(f"  {origin.kind.value}, {counted(len(carriages), 'report')}", style="not bold dim"))
        branches: dict[str, list[Carriage]] = {}
        shown = self._first(carriages, REPORTS_SHOWN)
        for carriage in shown:
            branches.setdefault(self._lookup.outlets[carriage.report] or "outlet unknown", []).append(carriage)
        for outlet, own in branches.items():
            whys = {_why(carriage) for carriage in own}
            head = Text(safe(outlet), style="cyan")
            if once := len(own) > 1 == len(whys):
                head.append(f"  {whys.pop()}", style="dim")
            branch = tree.add(head)
            for carriage in own:
                self._report(branch, carriage, why=not once)
        if len(shown) < len(carriages):
            tree.add(Text(f"… and {counted(len(carriages) - len(shown), 'more report')} ({self._how()})", style="dim"))
        return tree

    def _report(self, outlet: Tree, carriage: Carriage, *, why: bool) -> None:
        """One report with its joins; without `why`, which its outlet tells of all, its title."""
        report = self._lookup.reports[carriage.report]
        line = Text(f"{safe(report.label)}  {day_of(report) or 'day unknown'}  ")
        line.append(_why(carriage) if why else _cut(title_of(report), TITLE_SHOWN), style="dim")
        branch = outlet.add(line)
        if report.id in self._told:
            return
        self._told.add(report.id)
        joins = [link for link in self._lookup.links[report.id] if link.kind in JOINING and _teller(link) == report.id]
        joins.sort(key=lambda link: (-link.confidence, link.left, link.right))
        for link in self._first(joins, JOINS_SHOWN):
            self._passages(branch.add(self._link(link, report.id)), link, report.id)
        if not self._whole and len(joins) > JOINS_SHOWN:
            branch.add(Text(f"… and {counted(len(joins) - JOINS_SHOWN, 'more join')}", style="dim"))

    def _link(self, link: Link, report: str) -> Text:
        """How two reports are tied: kind, confidence, passages, shares, order in time, reason."""
        other = link.right if link.left == report else link.left
        own, its = (link.left_share, link.right_share) if link.left == report else (link.right_share, link.left_share)
        label = safe(self._lookup.reports[other].label)
        shares = f"{own:.0%} of this, {its:.0%} of {label}"
        kind = link.kind.value.replace("_", " ")
        text = Text(f"{kind} with {label}, confidence {link.confidence:.2f}", style="magenta")
        order = f"{label} came first" if link.copied_from == other else "which came first is not known"
        told = f": {counted(len(link.passages), 'passage')}, {shares}; {order}. {safe(link.reason)}"
        return text.append(told, style="not bold default")

    def _passages(self, join: Tree, link: Link, report: str) -> None:
        """The longest passages of a link in both reports' words, one above the other where they differ."""
        left, right = self._lookup.reports[link.left], self._lookup.reports[link.right]
        longest = sorted(link.passages, key=lambda p: (-len(p.left), p))
        for passage in longest[: PASSAGES_SHOWN if self._whole else 1]:
            sides = [(left, passage.left), (right, passage.right)]
            sides.sort(key=lambda side: side[0].id != report)
            own, its = (_cut(span.of(end.text), PASSAGE_SHOWN) for end, span in sides)
            told = f"both: “{own}”" if own == its else f"this: “{own}”\n{safe(sides[1][0].label)}: “{its}”"
            join.add(Text(told, style="dim"))

    def _print_unjoined(self, console: Console) -> None:
        """Shared words that join nothing, a quotation or a document before furniture and chance."""
        ids = set(self._story.reports)
        links = [
            link
            for report in self._story.reports
            for link in self._lookup.links[report]
            if link.left == report and link.right in ids and link.kind not in JOINING
        ]
        if links:
            counts = Counter(link.kind.value.replace("_", " ") for link in links)
            told = ", ".join(f"{kind} {count}" for kind, count in sorted(counts.items()))
            console.print(
                Text(f"{counted(len(links), 'pair')} with words in common joined nothing: {told}", style="dim")
            )

    def _first(self, items: list[T], most: int) -> list[T]:
        return items if self._whole else items[:most]

    def _how(self) -> str:
        return f"--story {self._story.id} prints all"


def _teller(link: Link) -> str:
    """The end of a link it is told under: the later one, else the second by id."""
    return link.left if link.copied_from == link.right else link.right


def _part(share: float | None) -> str:
    return "share unknown" if share is None else "all of it" if share >= 0.995 else f"{share:.0%} of it"


def _why(carriage: Carriage) -> str:
    """How much of a report an origin makes up, why, and the words that show it."""
    words = f" “{_cut(carriage.evidence[0].text, EVIDENCE_SHOWN)}”" if carriage.evidence else ""
    return f"{_part(carriage.share)}  {safe(carriage.reason)}{words}"


def _cut(text: str, most: int) -> str:
    """The first words of a text, on one line."""
    words = safe(text[: 4 * most])
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + " …"
