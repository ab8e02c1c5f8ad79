"""Which rooms of a desk are worth opening: the fullest of each sort, a middling one and the smallest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

Ask = Callable[[str], Any]
"""Gives the page data of an address, as JSON; None where there is nothing."""

LONGEST_TO_PRINT = 400
"""Lines of a story that is opened with all words of all lines."""


@dataclass(frozen=True, slots=True)
class Room:
    """A page to open, by its address; then `opened` so many of its closed lines, and the form of the first ruling.

    `status` is what it must answer with.
    """

    name: str
    path: str
    opened: int = 0
    ruling: bool = False
    status: int = 200


def rooms_of(ask: Ask) -> list[Room]:
    """The rooms of a desk, each once, in the order in which they are told of in its documents."""
    stories = dict(_some_stories(ask))
    told = {name: ask(f"/stories/{card['id']}.json") for name, card in stories.items()}
    rooms = [*_lists(ask), *_stories(stories)]
    for name, story in told.items():
        if name in ("largest", "conflicts"):
            rooms += _parts(name, story, ask)
    rooms += [*_lines(told.values()), *_reports(ask, [story["id"] for story in told.values()])]
    rooms += [*_names(ask, told), *_searches(ask), *_changes(ask), *_review(ask, next(iter(told.values()), None))]
    return list({room.name: room for room in rooms}.values())


def _lists(ask: Ask) -> Iterator[Room]:
    last = ask("/stories.json")["n_pages"]
    yield Room("stories", "/stories")
    yield Room("stories, last page", f"/stories?page={last}")
    yield Room("stories with conflicts", "/stories?sort=conflicts&conflicts=1")
    yield Room("stories, none found", "/stories?q=nothingiscalledso")
    yield Room("no such story", "/stories/none", status=404)


def _some_stories(ask: Ask) -> Iterator[tuple[str, Any]]:
    """The largest, a middling and the smallest story, and those with most conflicts and most that is owed."""
    seen = set[str]()
    pages = ask("/stories.json?sort=largest")["n_pages"]
    wanted = (
        ("largest", "/stories.json?sort=largest", 0),
        ("conflicts", "/stories.json?sort=conflicts&conflicts=1", 0),
        ("owed", "/stories.json?sort=open&open=1", 0),
        ("middling", f"/stories.json?sort=largest&page={(pages + 1) // 2}", 15),
        ("smallest", f"/stories.json?sort=largest&page={pages}", -1),
    )
    for name, path, at in wanted:
        cards = ask(path)["cards"]
        card = cards[min(at, len(cards) - 1)] if cards else None
        if card and card["id"] not in seen:
            seen.add(card["id"])
            yield name, card


def _stories(stories: dict[str, Any]) -> Iterator[Room]:
    for name, card in stories.items():
        path = f"/stories/{quote(card['id'])}"
        yield Room(f"story, {name}", path)
        yield Room(f"story, {name}, opened", path, opened=12, ruling=True)
    printed = [card for card in stories.values() if card["n_entries"] <= LONGEST_TO_PRINT]
    if printed:
        longest = max(printed, key=lambda card: (card["n_entries"], card["id"]))
        yield Room("story, all words", f"/stories/{quote(longest['id'])}?words=1")
    for name, card in list(stories.items())[:1]:
        yield Room(f"ruling on a story, {name}", f"/stories/{quote(card['id'])}/ruling")


def _parts(name: str, story: Any, ask: Ask) -> Iterator[Room]:
    here = f"/stories/{quote(story['id'])}"
    yield Room(f"timeline, {name}", f"{here}/timeline")
    yield Room(f"map, {name}", f"{here}/map")
    turns = [
        (len(steps), row["measure"], party)
        for row in story["matrix"]["rows"]
        for steps, party in zip(row["history"], story["matrix"]["parties"], strict=False)
        if len(steps) > 1
    ]
    if turns:
        _, measure, party = max(turns)
        yield Room(f"history, {name}", f"{here}/history?{urlencode({'measure': measure, 'party': party})}")
    for by in ("origin", "outlet"):
        lineage = ask(f"{here}/lineage.json?by={by}")
        yield Room(f"lineage by {by}, {name}", f"{here}/lineage?by={by}")
    if lineage["n_pages"] > 1:
        yield Room(f"lineage, last page, {name}", f"{here}/lineage?page={lineage['n_pages']}")
    lanes = [lane for lane in lineage["lanes"] if lane["key"]]
    if len(lanes) > 1:
        yield Room(
            f"lineage, one lane, {name}", f"{here}/lineage?{urlencode({'by': 'outlet', 'lane': lanes[0]['key']})}"
        )
    pairs = {row["kin"]["kind"]: (row["id"], row["kin"]["report"]) for row in lineage["rows"] if row["kin"]}
    for kind, (left, right) in sorted(pairs.items()):
        yield Room(f"pair: {kind}", f"/pairs?{urlencode({'left': left, 'right': right})}")


def _lines(told: Any) -> Iterator[Room]:
    """One line of each kind, with the form of a ruling on it."""
    kinds = dict[str, str]()
    for story in told:
        for group in (*story["sections"], *story["findings"]):
            for line in group["lines"]:
                kinds.setdefault(line["kind"], line["id"])
                if line["kind"] == "finding":
                    kinds.setdefault(f"finding: {group['anchor']}", line["id"])
    for kind, line in kinds.items():
        yield Room(f"line: {kind}", f"/entries/{quote(line)}")
        if ":" not in kind:
            yield Room(f"ruling on a {kind}", f"/entries/{quote(line)}/ruling")


def _reports(ask: Ask, stories: list[str]) -> Iterator[Room]:
    rows = [row for story in stories for row in ask(f"/stories/{quote(story)}/lineage.json")["rows"][:8]]
    pages = {row["id"]: ask(f"/reports/{quote(row['id'], safe='')}.json") for row in rows[:24]}
    read = {name: sum(count for *_, count in page["kinds"]) for name, page in pages.items() if page}
    fullest = sorted(read, key=lambda name: (-read[name], name))
    shared = next((name for name in fullest if pages[name]["shared"]), None)
    for name, report in (("fullest", fullest[:1]), ("emptiest", fullest[-1:]), ("shared", [shared] if shared else [])):
        for one in report:
            yield Room(f"report, {name}", f"/reports/{quote(one, safe='')}")
    for one in fullest[:1]:
        line = next((s["entry"] for s in pages[one]["stretches"] if s["entry"]), None)
        if line:
            yield Room("report, one line marked", f"/reports/{quote(one, safe='')}?line={quote(line)}")
        yield Room("versions", f"/versions/{quote(one, safe='')}")
        yield Room("amend", f"/amend/{quote(one, safe='')}")


def _names(ask: Ask, told: dict[str, Any]) -> Iterator[Room]:
    for sort, one in (("parties", "party"), ("speakers", "speaker")):
        page = ask(f"/{sort}.json")
        yield Room(sort, f"/{sort}")
        if page["n_pages"] > 1:
            yield Room(f"{sort}, last page", f"/{sort}?page={page['n_pages']}")
        for name in page["names"][:1]:
            here = f"/{sort}/{quote(name['slug'], safe='')}"
            yield Room(f"{one}, most lines", here, opened=6)
            for section in ask(f"{here}.json")["sections"]:
                yield Room(f"{one}, {section['kind']}", f"{here}?kind={quote(section['kind'])}")
        for name in page["names"][-1:]:
            yield Room(f"{one}, fewest lines", f"/{sort}/{quote(name['slug'], safe='')}")
    measures = [row["measure"] for story in told.values() for row in story["matrix"]["rows"][:1]]
    for measure in measures[:1]:
        yield Room("measure", f"/measures/{quote(measure)}", opened=6)


def _searches(ask: Ask) -> Iterator[Room]:
    yield Room("search, before", "/search")
    yield Room("search, words", "/search?q=peace")
    yield Room("search, claims", "/search?q=talks&kind=claim")
    for name in ask("/speakers.json")["names"][:1]:
        yield Room("search, a speaker", f"/search?{urlencode({'speaker': name['name']})}")
    yield Room("search, nothing", "/search?q=nothingiscalledso")


def _changes(ask: Ask) -> Iterator[Room]:
    as_of = ask("/stories.json")["as_of"]
    yield Room("changes", "/changes", opened=4)
    if as_of:
        yield Room("changes of a year", f"/changes?since={int(as_of[:4]) - 1}{as_of[4:8]}01")


def _review(ask: Ask, story: Any) -> Iterator[Room]:
    page = ask("/review.json")
    yield Room("review", "/review")
    yield Room("review, a line opened", "/review", opened=1)
    for kind, _, n in page["counts"]:
        if kind and n:
            yield Room(f"review, {kind}", f"/review?kind={quote(kind)}", opened=1)
    if story:
        yield Room("review, one story", f"/review?story={quote(story['id'])}")
        yield Room("enter", f"/enter?story={quote(story['id'])}")
    yield Room("second review", "/review?second=open")
    yield Room("agreement", "/review/agreement")
    yield Room("rulings", "/rulings")
