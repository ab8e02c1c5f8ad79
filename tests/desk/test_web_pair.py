"""Two reports side by side, and the room of a story's lineage."""

from __future__ import annotations

from urllib.parse import quote, urlencode

import pytest
from desk_visitors import visitor
from starlette.testclient import TestClient

from accord.desk.lineage.side_by_side import HEIGHT, Run, align
from accord.desk.web.shelf import Shelf
from accord.model.lineage import JOINING, Link, LinkKind, Passage
from accord.model.record import Record
from accord.model.report import Mask, MaskKind, Report
from accord.model.span import Span


def _pair(left: str, right: str) -> str:
    return f"/pairs.json?{urlencode({'left': left, 'right': right})}"


def _text(runs: tuple[Run, ...], passage: int | None = None) -> str:
    return "".join(w.text for run in runs if passage in (None, run.passage) for w in run.words)


LEFT = Report("a", "SANT — Keshar agreed on Monday to halt attacks. Nobody spoke.", "a.txt")
RIGHT = Report("b", "Share. At noon Keshar agreed on Tuesday to halt all attacks.", "b.txt")
OURS, THEIRS = (Span(r.text.index("Keshar"), r.text.index("attacks") + 7) for r in (LEFT, RIGHT))
LINK = Link("a", "b", LinkKind.WIRE, 0.9, 0.7, 0.8, (Passage(OURS, THEIRS),), "")


def test_differences_are_marked_word_by_word_inside_passages() -> None:
    made = align(LEFT, RIGHT, LINK)
    marked = [[w.text for run in runs for w in run.words if w.differs] for runs in (made.left, made.right)]
    assert marked == [["Monday"], ["Tuesday", "all"]]
    assert made.n_differences == 2
    assert (_text(made.left), _text(made.right)) == (LEFT.text, RIGHT.text)
    assert _text(made.left, 1) == OURS.of(LEFT.text)
    assert [(run.passage, run.opens) for run in made.right] == [(0, False), (1, True), (0, False)]
    (band,) = made.bands
    assert band.left_top == pytest.approx(HEIGHT * OURS.start / len(LEFT.text), abs=0.1)
    assert band.right_end == pytest.approx(HEIGHT * THEIRS.end / len(RIGHT.text), abs=0.1)


def test_the_other_way_round_is_the_same_alignment() -> None:
    one, other = align(LEFT, RIGHT, LINK), align(RIGHT, LEFT, LINK)
    assert (one.left, one.right) == (other.right, other.left)


def test_nothing_shared_is_two_texts() -> None:
    made = align(LEFT, RIGHT, None)
    assert (made.bands, made.n_differences) == ((), 0)
    assert [run.passage for run in (*made.left, *made.right)] == [0, 0]


def test_what_is_told_in_one_sentence_and_in_two_is_one_passage() -> None:
    left = Report("a", "Keshar agreed to a truce. Veldria refused it. Nobody else spoke.", "a.txt")
    right = Report("b", "Then Keshar agreed to a truce and Veldria refused.", "b.txt")
    sentences, whole = (Span(0, 25), Span(26, 45)), Span(0, len(right.text))
    link = Link("a", "b", LinkKind.REWRITE, 0.9, 1, 1, tuple(Passage(s, whole) for s in sentences), "")
    made = align(left, right, link)
    assert (_text(made.left), _text(made.right)) == (left.text, right.text)
    assert [(run.passage, run.opens) for run in made.left] == [(1, True), (0, False), (1, False), (0, False)]
    assert [(run.passage, run.opens) for run in made.right] == [(1, True)]
    assert [band.passage for band in made.bands] == [1]
    assert [w.text for run in made.right for w in run.words if w.differs] == ["Then", "and"]


def test_hostile_passages_keep_every_word_once() -> None:
    spans = [Span(0, 12), Span(6, 20), Span(6, 9), Span(30, 31)]
    link = Link("a", "b", LinkKind.REWRITE, 0.9, 1, 1, tuple(Passage(s, s) for s in spans), "")
    masked = Report("a", LEFT.text, "a.txt", masks=(Mask(Span(4, 8), MaskKind.DATELINE),))
    made = align(masked, RIGHT, link)
    assert (_text(made.left), _text(made.right)) == (LEFT.text, RIGHT.text)
    assert [run.passage for run in made.left if run.opens] == [1, 2]
    assert "".join(w.text for run in made.left for w in run.words if w.outside) == LEFT.text[4:8]


def test_a_pair_shows_what_tracing_found(visit: TestClient, record: Record) -> None:
    joined = [link for link in record.lineage.links if link.kind in JOINING]
    assert joined
    for link in joined:
        page = visit.get(_pair(link.right, link.left)).json()
        assert (page["kind"], page["joins"]) == (link.kind.value.replace("_", " "), True)
        assert (page["left"]["shared"], page["right"]["shared"]) == (link.right_share, link.left_share)
        assert page["first"] == (link.copied_from or "")
        told = page["alignment"]
        for side, spans in (("left", [p.right for p in link.passages]), ("right", [p.left for p in link.passages])):
            text, at = record.report(page[side]["id"]).text, 0
            shared = {place for span in spans for place in range(span.start, span.end)}
            for run in told[side]:
                words = "".join(w["text"] for w in run["words"])
                assert text.startswith(words, at)
                assert {place in shared for place in range(at, at + len(words))} == {bool(run["passage"])}
                at += len(words)
            assert at == len(text)
        opened = [sorted(run["passage"] for run in told[side] if run["opens"]) for side in ("left", "right")]
        assert opened[0] == opened[1] == [band["passage"] for band in told["bands"]]


def test_two_reports_that_share_nothing_are_said_to(visit: TestClient) -> None:
    page = visit.get(_pair("courier-2", "post-1")).json()
    assert (page["kind"], page["joins"], page["alignment"]["bands"]) == ("", False, [])
    assert "They share no text" in visit.get("/pairs?left=courier-2&right=post-1").text


@pytest.mark.parametrize(
    ("asked", "status", "code", "where"),
    [
        ({"left": "courier-1"}, 422, "bad_parameter", "right"),
        ({"left": "", "right": "post-1"}, 422, "bad_parameter", "left"),
        ({"left": "courier-1", "right": "courier-1"}, 422, "bad_parameter", "right"),
        ({"left": "courier-1", "right": "nowhere"}, 404, "not_found", "nowhere"),
        ({"left": "x" * 3000, "right": "post-1"}, 404, "not_found", ""),
    ],
)
def test_a_pair_that_is_none_is_refused(
    visit: TestClient, asked: dict[str, str], status: int, code: str, where: str
) -> None:
    answer = visit.get(f"/pairs.json?{urlencode(asked)}")
    assert answer.status_code == status
    assert (answer.json()["error"]["code"], answer.json()["error"]["where"]) == (code, where)
    assert visit.get(f"/pairs?{urlencode(asked)}").status_code == status


def test_a_numbered_passage_leads_to_its_twin_without_a_script(visit: TestClient) -> None:
    page = visit.get("/pairs?left=courier-1&right=post-1").text
    for one, other in (("left", "right"), ("right", "left")):
        for n in (1, 2):
            assert page.count(f'id="{one}-{n}"') == 1
            assert f'href="#{other}-{n}"' in page


def test_the_lineage_room_has_every_report_with_its_own_text(visit: TestClient, story: str, record: Record) -> None:
    page = visit.get(f"/stories/{story}/lineage.json").json()
    assert (page["n_all"], page["n_found"]) == (9, 9)
    rows = {row["id"]: row for row in page["rows"]}
    assert rows.keys() == {report.id for report in record.reports}
    assert rows["courier-2"]["own_share"] == 1.0
    assert rows["courier-1"]["own_share"] == 0.0
    assert [row["own_share"] for row in page["rows"] if row["label"] == "compass-3.txt"] == [None]
    assert (rows["post-1"]["kin"]["report"], rows["post-1"]["kin"]["kind"]) == ("courier-1", "wire")
    html = visit.get(f"/stories/{story}/lineage").text
    for edge in page["drawing"]["edges"]:
        assert (
            f'href="/pairs?{urlencode({"left": edge["first"], "right": edge["then"]}).replace("&", "&amp;")}"' in html
        )
    for node in page["drawing"]["nodes"]:
        assert f'href="/reports/{quote(node["id"], safe="")}"' in html
        assert html.count(f'id="report-{node["id"]}"') == 1


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("since=2024-05-09", {"2024-05-09", "2024-05-10"}),
        ("until=2024-05-07&by=outlet", {"2024-05-07"}),
        ("since=2024-05-08&until=2024-05-08", {"2024-05-08"}),
        ("undated=1", set()),
    ],
)
def test_a_part_of_the_lineage_can_be_looked_at(visit: TestClient, story: str, asked: str, found: set[str]) -> None:
    page = visit.get(f"/stories/{story}/lineage.json?{asked}").json()
    assert {row["day"] for row in page["rows"]} == found
    assert visit.get(f"/stories/{story}/lineage?{asked}").status_code == 200


def test_a_lane_can_be_looked_at_alone(visit: TestClient, story: str, record: Record) -> None:
    lanes = visit.get(f"/stories/{story}/lineage.json").json()["lanes"]
    assert sum(lane["count"] for lane in lanes) == 9
    for lane in lanes:
        page = visit.get(f"/stories/{story}/lineage.json?lane={lane['key']}").json()
        assert page["n_found"] == lane["count"] == len(page["drawing"]["nodes"])
    meridian = next(lane["key"] for lane in lanes if lane["name"] == "Meridian")
    rows = visit.get(f"/stories/{story}/lineage.json?lane={meridian}").json()["rows"]
    assert {row["id"] for row in rows} == {
        r.id for r in record.reports if record.lineage.of(r.id)[0].name == "Meridian"
    }


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/stories/0000000000000000/lineage.json", 404),
        ("/stories/{}/lineage.json?by=colour", 422),
        ("/stories/{}/lineage.json?since=yesterday", 422),
        ("/stories/{}/lineage.json?since=2024-05-09&until=2024-05-08", 422),
        ("/stories/{}/lineage.json?page=0", 422),
    ],
)
def test_a_lineage_that_is_none_is_refused(visit: TestClient, story: str, path: str, status: int) -> None:
    answer = visit.get(path.format(story))
    assert (answer.status_code, set(answer.json()["error"])) == (status, {"code", "message", "where"})


def test_an_amended_outlet_is_another_lane(own_shelf: Shelf, story: str) -> None:
    own_shelf.kept.amend("courier-1", "outlet", "Lorn Evening Courier", "Ana Reed", "its masthead says so")
    page = visitor(own_shelf).get(f"/stories/{own_shelf.cards()[0].id}/lineage.json?by=outlet").json()
    assert "Lorn Evening Courier" in [band["name"] for band in page["drawing"]["lanes"]] + [
        node["label"] for node in page["drawing"]["nodes"]
    ]
