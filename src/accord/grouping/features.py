"""Features: what of a report is compared when stories are made, without its text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

from accord.grouping.titles import report_title
from accord.grouping.vectors import Parts, find_parts
from accord.model.report import Report
from accord.text.folding import fold_words

FEWEST_WORDS = 20
"""A shorter prose is often a notice in place of a text: it holds reports together only under one title."""


@dataclass(frozen=True, slots=True)
class Features:
    """What of a report is compared.

    `key` is the same for reports of equal words. `notice`: it is shorter than a text. `parts`: the terms it is
    compared by. `called`: whether it lacks a title of its own, its id, what it is called.
    """

    report: str
    day: date | None
    key: str
    notice: bool
    parts: Parts
    called: tuple[bool, str, str]

    @property
    def order(self) -> tuple[date, str]:
        """By day, then id; without a day last."""
        return self.day or date.max, self.report


def features_of(report: Report) -> Features:
    """The features of a report; a notice in place of a text goes by the words of its title."""
    words, title = fold_words(report.prose), fold_words(report.title or "")
    notice = len(words) < FEWEST_WORDS
    return Features(
        report.id,
        report.day,
        _key([*words, "", *(title or [report.id])] if notice else words),
        notice,
        find_parts((title or words) if notice else words, report.title),
        (not (report.title or "").strip(), report.id, report_title(report)),
    )


def print_of(report: Report) -> str:
    """A hash of all that the features of a report are made of."""
    masked = ";".join(f"{mask.span.start}-{mask.span.end}" for mask in report.masks)
    told = "\0".join((str(report.day), masked, report.title or "", report.text))
    return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _key(words: Sequence[str]) -> str:
    return blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
