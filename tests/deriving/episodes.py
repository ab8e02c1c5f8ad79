"""Reports of four episodes, read once: two of one text years apart, one with other names, one on another matter."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from accord.intake.load import load_with_bytes
from accord.model.report import Refusal, Report
from accord.reading.rules import RuleReader
from accord.store.rows import ReadReport

YEARS = timedelta(days=1200)
NAMES = {"Veldria": "Toskary", "Keshar": "Ilmenau", "Aurelia": "Brenholt", "Orland": "Sassin"}
FISHING = (
    "The herring quota for the northern banks was set on Wednesday at nine thousand tonnes, a third less than the year"
    " before. Skippers in Lomvik had asked for twelve thousand, and scientists for seven. Boats under ten metres may go"
    " out on Sundays again, the fisheries board of Halland said.\n\nTomas Berec said something else: “The blockade must"
    " end before the guns fall silent on land,” Berec told reporters in Dray.\n\nThe board meets again in the autumn,"
    " when the count of the spring shoals is in and the price of diesel for the fleet is known."
)

SAYING = "\n\n“A warm hall in winter is worth more than any fleet in summer,” Tomas Berec told reporters."
ORCHESTRA = (
    "The chamber orchestra of Sennick will play its season in the old granary after all. The roof was found sound by"
    " two engineers, and the insurers asked for more stairways. Tickets for the six concerts go on sale in June; half"
    " of the seats are kept for schools.\n\nThe conductor has two new works by young composers in mind, one for"
    " strings and one for brass and drums. A choir of miners joins for the last evening, with songs that their"
    " grandmothers sang. The granary stood empty since the mill closed; swallows nest under its eaves, and nobody means"
    " to chase them out."
)


def read_matters(samples: Path) -> list[ReadReport]:
    """Two other matters of the week of the first episode, with one line that both have."""
    reader = RuleReader()
    first = next(one[0] for one in load_with_bytes([samples]) if not isinstance(one, Refusal))
    herring = _instead(
        first, "herring-1", "Herring quota set", FISHING.partition("\n\n")[0] + SAYING, -timedelta(days=1)
    )
    orchestra = _instead(first, "orchestra-1", "Season in the old granary", ORCHESTRA + SAYING, timedelta(days=2))
    return [ReadReport(one, reader.read(one), reader.name, one.text.encode()) for one in (herring, orchestra)]


def read_episodes(samples: Path) -> list[ReadReport]:
    """Every report with its claims, in no order that means anything."""
    reader = RuleReader()
    taken = [one for one in load_with_bytes([samples]) if not isinstance(one, Refusal)]
    own = [report for report, _ in taken]
    undated = replace(_told_anew(own[0], "undated", YEARS), published=None)
    every = [*own, *map(_later, own[:6]), *map(_elsewhere, own[:5]), undated, *map(_beside, own[:2])]
    return [ReadReport(report, reader.read(report), reader.name, report.text.encode()) for report in every]


def _later(report: Report) -> Report:
    """The same told years later."""
    return _told_anew(report, f"later-{report.id}", YEARS)


def _elsewhere(report: Report) -> Report:
    """The same told of others, years before."""
    text, title = report.text, report.title or ""
    for name, other in NAMES.items():
        text, title = text.replace(name, other), title.replace(name, other)
    changed = replace(report, text=text, title=title, masks=(), credits=(), dateline=None, byline=None)
    return _told_anew(changed, f"else-{report.id}", -YEARS)


def _beside(report: Report) -> Report:
    """Another matter on the same day, with a line that the first episode has, so that both would have one id for it."""
    return _instead(report, f"beside-{report.id}", "Herring quota set", FISHING, timedelta())


def _instead(report: Report, name: str, title: str, text: str, later: timedelta) -> Report:
    """Another report of the same outlet, so much later."""
    changed = replace(report, text=text, title=title, masks=(), credits=(), dateline=None, byline=None)
    return _told_anew(changed, name, later)


def _told_anew(report: Report, name: str, later: timedelta) -> Report:
    published = report.published and replace(report.published, on=report.published.on + later, at=None, zone=None)
    return replace(report, id=name, url=None, published=published)
