"""Lines of a text: the unit in which page furniture, bylines and credits are told from prose."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from accord.model.span import Span


class Line(NamedTuple):
    """A line that is not blank, without white space at either end; `start` and `end` are offsets into the text."""

    start: int
    end: int
    text: str

    @property
    def span(self) -> Span:
        """Where the line stands."""
        return Span(self.start, self.end)


def read_lines(text: str) -> list[Line]:
    """The lines of a text that are not blank, in text order."""
    mark = "\r" if "\r" in text and "\n" not in text else "\n"
    lines = []
    start = 0
    for raw in text.split(mark):
        bare = raw.strip()
        if bare:
            lead = raw.find(bare[0]) if len(bare) < len(raw) else 0
            lines.append(Line(start + lead, start + lead + len(bare), bare))
        start += len(raw) + 1
    return lines


def lines_with(text: str, lines: Sequence[Line], marks: Iterable[str]) -> set[int]:
    """The numbers of the lines that hold one of `marks`, case as written.

    Most texts hold none of most marks, which a search of bytes, several times as fast, rules out first.
    """
    data = text.encode("utf-8", "surrogatepass")
    present = [mark for mark in marks if mark.encode() in data]
    found: set[int] = set()
    starts = [line.start for line in lines] if present else []
    for mark in present:
        at = text.find(mark)
        while at >= 0:
            number = bisect_right(starts, at) - 1
            if number < 0 or at >= lines[number].end:
                at = text.find(mark, at + 1)
                continue
            found.add(number)
            at = text.find(mark, lines[number].end)
    return found
