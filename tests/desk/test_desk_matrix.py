"""Who stands where: what a measure's name is followed by, which stands hold now, and how they came about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from accord.desk.history import Histories, Step
from accord.desk.matrix import PARTIES_SHOWN, build_matrix
from accord.desk.pages import build_page
from accord.desk.render import render_record
from accord.model.claim import Claims, Event, Mention, PloverType, Stance
from accord.model.entry import Position
from accord.model.evidence import Evidence, Support
from accord.model.measure import Measure, MeasureKind, Relation, RelationKind, Rival, RivalKind
from accord.model.period import Period
from accord.model.record import Record
from accord.model.report import Published, Report
from accord.model.span import Span

WORDS = Evidence("a", Span(0, 5), "truce")
NOBODY = Histories(Record((), ()))


def measure(name: str, *relations: Relation, rivals: tuple[Rival, ...] = ()) -> Measure:
    return Measure(name, f"truce {name}", MeasureKind.CEASEFIRE, (), (), None, None, (), (), relations, rivals)


def said_of(*measures: Measure) -> dict[str, str]:
    stands = tuple(
        Position(
            id=m.id, story="s", line="", support=Support(1, 1, 1), evidence=(WORDS,),
            party="Veldria", measure=m.id, stance=Stance.ACCEPTS,
        )
        for m in measures
    )  # fmt: skip
    return {row.measure: row.variants for row in build_matrix(measures, stands, None, NOBODY).rows}


def test_a_variant_names_what_it_is_a_variant_of() -> None:
    narrow = measure("one", Relation(RelationKind.NARROWER, "two"), Relation(RelationKind.EXTENDS, "three"))
    assert said_of(narrow, measure("two"), measure("three")) == {
        "one": "narrower than truce two; extends truce three",
        "two": "",
        "three": "",
    }


def test_values_that_reports_differ_on_are_listed() -> None:
    rivals = tuple(Rival(RivalKind.NUMBER, value, (WORDS,)) for value in ("45 prisoners", "40 prisoners"))
    assert said_of(measure("one", rivals=rivals)) == {"one": "reports differ: 45 prisoners, 40 prisoners"}


def test_a_long_list_of_variants_is_cut_at_a_word() -> None:
    others = [measure(f"number {n}") for n in range(20)]
    wide = measure("one", *(Relation(RelationKind.WIDER, m.id) for m in others))
    said = said_of(wide, *others)["one"]
    assert said.startswith("wider than truce number 0 / truce number 1 / ")
    assert said.endswith(" …")
    assert len(said) < 120


def test_rival_lengths_are_said_in_words() -> None:
    rivals = tuple(Rival(RivalKind.DURATION, value, (WORDS,)) for value in ("P30D", "P2M"))
    assert said_of(measure("one", rivals=rivals)) == {"one": "reports differ: 30 days, 2 months"}


def stand(stance: Stance, party: str = "Veldria", **fields: object) -> Position:
    values: dict[str, object] = {"evidence": (WORDS,)} | fields
    return Position(
        id=f"{party} {stance}", story="s", line="", support=Support(1, 1, 1, names=("VNA",)),
        party=party, measure="one", stance=stance, **values,  # type: ignore[arg-type]
    )  # fmt: skip


def test_a_cell_has_the_stands_that_hold_now_and_what_they_came_from() -> None:
    fifth, seventh = Period.day(date(2031, 5, 5)), Period.day(date(2031, 5, 7))
    before = stand(Stance.REJECTS, since=fifth, superseded=seventh)
    now = stand(Stance.ACCEPTS, since=seventh, earlier=((fifth.iso, Stance.REJECTS),))
    matrix = build_matrix((measure("one"),), (before, now), 2031, NOBODY)
    ((cell,),) = matrix.rows[0].cells
    assert (cell.stance, cell.since, cell.was) == ("accepts", "7 May", "rejects")
    assert matrix.n_left_out == 1


def test_a_stand_that_none_follows_is_shown_though_given_up() -> None:
    given_up = stand(Stance.REJECTS, superseded=Period.day(date(2031, 5, 7)))
    ((cells,),) = (row.cells for row in build_matrix((measure("one"),), (given_up,), 2031, NOBODY).rows)
    assert [cell.stance for cell in cells] == ["rejects"]


def test_twelve_parties_stand_beside_one_another() -> None:
    stands = tuple(stand(Stance.ACCEPTS, f"Party {n}") for n in range(14))
    matrix = build_matrix((measure("one"),), stands, 2031, NOBODY)
    assert (len(matrix.parties), PARTIES_SHOWN, matrix.n_left_out) == (12, 12, 2)


TEXT = "Veldria refused the truce on Monday. Ada Morn accepted the truce if the ports reopen."
FIRST, SECOND = Span(0, 36), Span(37, len(TEXT))


def told(report: str, span: Span, stance: Stance, on: date | None = None, **fields: object) -> Event:
    when = Period.day(on) if on else None
    values: dict[str, object] = {"actors": (Mention(None, "Veldria"),), "parties": ("Veldria",)} | fields
    trigger = Span(span.start, span.start + 7)
    return Event(report, trigger, PloverType.AGREE, span, stance=stance, date=when, reader="test", **values)  # type: ignore[arg-type]


def steps_of(*events: Event) -> tuple[Step, ...]:
    outlets = {"a": "Herald", "b": "Courier", "c": None}
    day = Published(date(2031, 5, 8))
    reports = tuple(Report(i, TEXT, f"{i}.txt", outlet, None, day) for i, outlet in outlets.items())
    claims = tuple(Claims(i, tuple(e for e in events if e.report == i), ()) for i in outlets)
    stances = dict.fromkeys(e.stance for e in events if e.stance)
    stands = [
        stand(
            stance,
            evidence=tuple(Evidence(e.report, e.sentence, "", e.id) for e in events if e.stance is stance),
            superseded=Period.day(date(2031, 5, 7)) if stance is Stance.REJECTS else None,
        )
        for stance in stances
    ]
    return Histories(Record(reports, claims)).of(stands)


def test_the_history_tells_what_when_by_whom_and_on_which_condition() -> None:
    condition = Span(TEXT.index("if the"), len(TEXT) - 1)
    people = (Mention(None, "Ada Morn"),)
    yes = told("a", SECOND, Stance.ACCEPTS_IF, date(2031, 5, 7), actors=people, condition=condition)
    no = told("b", FIRST, Stance.REJECTS, date(2031, 5, 5), speaker=Mention(None, "Bo Lind"))
    first, second = steps_of(yes, no)
    assert (first.stance, first.when, first.by, first.word_of) == ("rejects", "Monday 5 May 2031", "", "Bo Lind")
    assert (first.told_by, first.past, first.entry) == (("Courier",), True, "Veldria rejects")
    assert (second.stance, second.when, second.by) == ("accepts_if", "Wednesday 7 May 2031", "Ada Morn")
    assert (second.condition, second.past) == ("if the ports reopen", False)


def test_what_several_reports_tell_alike_is_one_step() -> None:
    (step,) = steps_of(*(told(i, FIRST, Stance.REJECTS, date(2031, 5, 5)) for i in "abc"))
    assert step.told_by == ("Courier", "Herald", "c")


def test_a_day_that_no_report_gives_is_not_guessed() -> None:
    (later,) = steps_of(told("a", FIRST, Stance.REJECTS, date(2031, 6, 5)))
    (none,) = steps_of(told("a", FIRST, Stance.REJECTS))
    assert later.when == none.when == "told 8 May 2031"


def test_parties_that_take_a_stand_together_are_told_apart_from_people() -> None:
    both = (Mention(None, "Veldria"), Mention(None, "Keshar"))
    (step,) = steps_of(told("a", FIRST, Stance.REJECTS, actors=both, parties=("Keshar", "Veldria")))
    assert (step.by, step.beside) == ("", "Keshar")


def test_the_page_offers_a_history_where_there_is_more_than_one_step(record: Record) -> None:
    html = render_record(record)
    rows = [row for story in build_page(record).stories for row in story.matrix.rows]
    n_histories = sum(len(steps) > 1 for row in rows for steps in row.history)
    assert n_histories
    assert html.count('class="past-of"') == html.count(" popover role=") == n_histories


def test_a_hostile_party_is_escaped_in_a_history(record: Record) -> None:
    evil = '"><script>alert(1)</script>'
    chapter = record.chapters[0]
    stands = tuple(replace(p, party=evil) for p in record.positions)
    html = render_record(replace(record, chapters=(replace(chapter, entries=stands, findings=(), summary=()),)))
    assert 'class="past-of"' in html
    assert evil not in html
