"""Rulings, claims entered by hand and amended reports, kept: as they stood, undone, and after another reading."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from kept_reports import MONDAY, TUESDAY, WEDNESDAY, invented, read

from accord import KeptRecord, Record, Ruling, RulingAction, RulingError
from accord.api import heed_amendments, silent, weigh_record
from accord.exchange.record_json import record_to_dict
from accord.model.claim import Claims
from accord.model.entry import Position
from accord.model.lineage import OriginKind
from accord.model.report import Published, Report
from accord.model.span import Span
from accord.store import schema
from accord.store.doctor import examine
from accord.store.engine import writing
from accord.store.rows import ReadReport
from accord.weighing.rulings.by_hand import ByHand

NOON = timedelta(hours=4)
CALL = ByHand(
    words="Orland accepted the 30-day ceasefire on Tuesday, the mediator's aide said.",
    source="a call with the mediator's office",
    by="Ana Reed",
    reason="she rang at nine",
    day=TUESDAY.date(),
    act="accepted",
    type="AGREE",
    values={"parties": "Orland", "stance": "accepts", "measure": "30-day ceasefire"},
)


class Clock:
    """A clock that goes on by a minute each time it is asked."""

    def __init__(self) -> None:
        self.now = MONDAY

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


@pytest.fixture
def kept(place: str) -> Iterator[KeptRecord]:
    with KeptRecord.open(place, create=True) as opened:
        yield filled(KeptRecord(opened.store, Clock()))


def filled(kept: KeptRecord) -> KeptRecord:
    """Two reports of one story, by two outlets."""
    other = invented(2, outlet="Tribune")
    other = replace(other, text=other.text.replace("Veldria accepted", "Keshar accepted", 1), id="r2")
    other = replace(other, text=other.text.replace("with Keshar", "with Veldria", 1))
    kept.store.keep([read(invented(1)), second(other)], MONDAY)
    kept.derive()
    return kept


def second(report: Report) -> ReadReport:
    own = read(replace(report, text=report.text.replace("Keshar accepted", "Veldria accepted", 1)))
    event = own.claims.events[0]
    start = report.text.index("accepted")
    moved = replace(event, trigger=Span(start, start + len("accepted")), actors=(), parties=("Keshar",))
    moved = replace(moved, recipient_parties=("Veldria",), quantities=())
    at = report.text.index("a 30-day")
    moved = replace(moved, measure=Span(at, at + len("a 30-day ceasefire")))
    end = report.text.index(".") + 1
    moved = replace(moved, sentence=Span(0, end))
    return ReadReport(report, Claims(report.id, (moved,)), own.reader, report.text.encode())


def position(record: Record, party: str) -> Position:
    return next(p for p in record.positions if p.party == party)


def ruling(action: RulingAction, *targets: str, **fields: object) -> Ruling:
    return Ruling(action, targets, "editor", MONDAY + NOON, "an exercise", **fields)  # type: ignore[arg-type]


def plain(record: Record) -> Record:
    """The record, but for the list of the rulings themselves."""
    return replace(record, rulings=(), set_aside=())


def test_what_a_ruling_is_about_is_kept_with_it(kept: KeptRecord) -> None:
    entry = position(kept.record(), "Veldria")
    made = kept.rule(ruling(RulingAction.CONFIRM, entry.id))
    assert position(made, "Veldria").confirmed
    (stored,) = kept.store.holdings().rulings
    assert (stored.about[0].said, stored.about[0].words[0].report) == (entry.line, "r1")
    assert examine(kept.store) == []


def test_a_ruling_survives_another_reading_and_is_orphaned_when_its_words_are_gone(kept: KeptRecord) -> None:
    made = kept.rule(ruling(RulingAction.CONFIRM, position(kept.record(), "Veldria").id))
    old = read(invented(1))
    event = old.claims.events[0]
    wide = replace(event, measure=Span(event.measure.start, event.sentence.end - 1) if event.measure else None)
    better = ReadReport(old.report, Claims("r1", (wide,), ()), "better/2", old.raw)
    kept.store.keep([better], TUESDAY)
    kept.derive()
    after = kept.record()
    assert position(after, "Veldria").rulings == (made.rulings[0].id,) and after.orphans == ()
    changed = replace(
        old.report, text="Nothing is known of any truce, the ministry of Veldria let it be known. Report 1."
    )
    kept.store.keep([ReadReport(changed, Claims("r1"), "better/2", b"changed")], WEDNESDAY)
    kept.derive()
    gone = kept.record()
    assert gone.orphans == gone.rulings and not any(e.rulings for e in gone.entries)
    assert record_to_dict(gone)["orphans"] == [made.rulings[0].id]
    assert position(kept.record(known_at=TUESDAY), "Veldria").confirmed


def test_stories_ruled_the_same_stay_one_as_reports_come(kept: KeptRecord) -> None:
    other = Report("flood", "The river Vel burst its banks near Corrin after three days of rain.", "f.txt", "Post")
    kept.store.keep([ReadReport(other, Claims("flood"), "invented/1", b"flood")], TUESDAY)
    kept.derive()
    assert len(kept.record().stories) == 2
    truce = next(s.id for s in kept.record().stories if "r1" in s.reports)
    one = kept.rule(ruling(RulingAction.SAME, truce, "flood"))
    assert [set(s.reports) for s in one.stories] == [{"flood", "r1", "r2"}]
    kept.store.keep([read(invented(3, outlet="Mail"))], WEDNESDAY)
    kept.derive()
    assert [set(s.reports) for s in kept.record().stories] == [{"flood", "r1", "r2", "r3"}]
    assert len(kept.undo(one.rulings[0].id, "editor").stories) == 2
    assert kept.record().orphans == ()


def test_an_amended_report_is_traced_and_dated_by_what_a_person_says(kept: KeptRecord) -> None:
    before = kept.record()
    after = kept.amend("r1", "outlet", "Morning Mail", "editor", "the courier only prints it")
    report = after.report("r1")
    assert (report.outlet, report.rulings) == ("Morning Mail", (after.rulings[0].id,))
    assert {o.name for o in after.lineage.origins} & {"Morning Mail"}
    later = kept.amend("r1", "time", "2024-05-14", "editor", "the page was dated by its server")
    assert later.report("r1").published == Published(date(2024, 5, 14), known_from="person")
    assert later.as_of == date(2024, 5, 14)
    assert [r.id for r in kept.record(as_of=date(2024, 5, 13)).reports] == ["r2"]
    assert kept.record(known_at=MONDAY).report("r1") == invented(1)
    for made in (later.rulings[1], after.rulings[0]):
        back = kept.undo(made.id, "editor", "no")
    assert plain(back) == plain(before)
    assert kept.store.holdings().reports[0] == invented(1)
    assert examine(kept.store) == []


def test_a_report_published_earlier_after_all_is_in_the_record_of_that_day(kept: KeptRecord) -> None:
    kept.amend("r1", "time", "2024-05-01T09:30+02:00", "editor", "misdated")
    early = kept.record(as_of=date(2024, 5, 2))
    assert [r.id for r in early.reports] == ["r1"]
    assert early.as_of == date(2024, 5, 2)


class Echo:
    """Reads every report that is in English as the first one."""

    name = "echo/1"

    def read(self, report: Report) -> Claims:
        return read(report).claims if report.language == "en" else Claims(report.id, unread="unknown language")


def test_a_report_in_english_after_all_is_read_and_unread_again_when_undone(kept: KeptRecord) -> None:
    lost = replace(invented(3, outlet="Mail"), language="und")
    kept.store.keep([ReadReport(lost, Echo().read(lost), Echo.name, b"lost")], MONDAY)
    kept.derive()
    made = kept.amend("r3", "language", "en", "editor", "it is English", reader=Echo())
    assert next(c for c in made.claims if c.report == "r3").unread is None
    assert "r3" in {e.report for e in position(made, "Veldria").evidence}
    back = kept.undo(made.rulings[0].id, "editor")
    assert next(c for c in back.claims if c.report == "r3").unread is not None
    assert "r3" not in {e.report for p in back.positions for e in p.evidence}
    again = kept.undo(back.rulings[-1].id, "editor")
    assert plain(again).chapters == plain(made).chapters


@pytest.mark.parametrize(
    ("report", "field", "value", "says"),
    [
        ("r1", "time", "soon", "ISO 8601"),
        ("r1", "language", "English", "ISO 639-1"),
        ("r1", "outlet", "  ", "wants words"),
        ("r1", "text", "other words", "no field"),
        ("r1", "time", "2024-05-15", "2024-05-15 has not come yet"),
        ("r1", "time", "2031-05-15T09:30+02:00", "2031-05-15 has not come yet"),
        ("r1", "withdrawn", "2024-05-15", "2024-05-15 has not come yet"),
        ("r9", "outlet", "Mail", "no such"),
    ],
)
def test_an_amendment_without_meaning_is_not_kept(
    kept: KeptRecord, report: str, field: str, value: str, says: str
) -> None:
    with pytest.raises(RulingError, match=says):
        kept.amend(report, field, value, "editor")
    assert kept.store.holdings().rulings == ()


def test_what_is_entered_of_a_day_that_has_not_come_is_not_kept(kept: KeptRecord) -> None:
    with pytest.raises(RulingError, match="day: 2024-05-15 has not come yet"):
        kept.enter(replace(CALL, day=WEDNESDAY.date()))
    assert kept.record().as_of == MONDAY.date()


def test_a_decision_without_a_name_is_not_kept(kept: KeptRecord) -> None:
    target = position(kept.record(), "Veldria").id
    made = kept.rule(ruling(RulingAction.CONFIRM, target)).rulings[-1]
    nameless = replace(ruling(RulingAction.DISMISS, target), by=" ")
    works: tuple[Callable[[], Record], ...] = (
        lambda: kept.rule(nameless),
        lambda: kept.undo(made.id, ""),
        lambda: kept.amend("r1", "outlet", "Mail", " "),
        lambda: kept.purge("r1", "", "asked"),
        lambda: kept.purge("r1", "editor", " "),
    )
    for work in works:
        with pytest.raises(RulingError, match="wants"):
            work()
    assert [r.id for r in kept.record().rulings] == [made.id]
    assert {r.id for r in kept.record().reports} == {"r1", "r2"}


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"field_name": "condition"}, "sets no field"),
        ({"value": "if ports open"}, "sets no field"),
        ({"claims": ("c1",)}, "takes no claims"),
    ],
)
def test_what_a_confirmation_would_set_is_not_passed_over(kept: KeptRecord, given: dict[str, Any], says: str) -> None:
    target = position(kept.record(), "Veldria").id
    with pytest.raises(RulingError, match=says):
        kept.rule(replace(ruling(RulingAction.CONFIRM, target), **given))
    assert kept.store.rulings() == ()


def test_what_is_undone_is_not_undone_twice(kept: KeptRecord) -> None:
    target = position(kept.record(), "Veldria").id
    made = kept.rule(ruling(RulingAction.DISMISS, target)).rulings[-1]
    undoing = next(r for r in kept.undo(made.id, "editor").rulings if r.action is RulingAction.UNDO)
    with pytest.raises(RulingError, match=f"{made.id}: it is undone already, by {undoing.id}"):
        kept.undo(made.id, "editor")
    kept.undo(undoing.id, "editor")
    assert len(kept.undo(made.id, "editor").rulings) == 4


def test_a_claim_entered_by_hand_leads_to_its_own_words_and_is_an_origin(kept: KeptRecord) -> None:
    before = kept.record()
    after = kept.enter(CALL, story="r1")
    (report,) = (r for r in after.reports if r.entered)
    assert report.entered and (report.entered.by, report.entered.source) == ("Ana Reed", CALL.source)
    assert (report.text, report.day) == (CALL.words, TUESDAY.date())
    assert report.label == "a call with the mediator's office, entered by hand by Ana Reed"
    stand = position(after, "Orland")
    assert {e.text for e in stand.evidence} == {CALL.words}
    assert stand.support.origins == 1 and stand.support.names == ("a call with the mediator's office, entered by hand",)
    assert OriginKind.PRIMARY in {o.kind for o in after.lineage.of(report.id)}
    assert len(after.stories) == 1
    told = next(r for s in record_to_dict(after)["stories"] for r in s["reports"] if r["id"] == report.id)
    assert told["entered"]["by"] == "Ana Reed"
    assert kept.record(known_at=MONDAY).reports == before.reports
    assert [r.id for r in kept.record(as_of=MONDAY.date()).reports] == ["r1", "r2"]
    out = kept.undo(report.id, "Ana Reed", "a hoax")
    assert plain(out).chapters == before.chapters and "Orland" not in {p.party for p in out.positions}
    assert plain(kept.undo(out.rulings[-1].id, "Ana Reed")).chapters == plain(after).chapters
    assert examine(kept.store) == []


def test_what_somebody_said_is_entered_by_hand(kept: KeptRecord) -> None:
    said = replace(
        CALL,
        words="The envoy told me: “We will not sign before Friday.”",
        act=None,
        type=None,
        quote="We will not sign before Friday.",
        values={"speaker": "the envoy"},
    )
    record = kept.enter(said, story="r1")
    assert "We will not sign before Friday." in {v.text for q in record.quotations for v in q.variants if v.direct}


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"words": " "}, "wants words"),
        ({"by": ""}, "wants words"),
        ({"act": "refused"}, "does not stand"),
        ({"type": "AGREED"}, "one of AGREE"),
        ({"act": None}, "an act, or those"),
        ({"quote": "accepted"}, "not both"),
        ({"values": {"colour": "red"}}, "no such field"),
        ({"values": {"stance": "loves"}}, "does not fit"),
        ({"values": {"measure": "a truce"}}, "not in the report"),
    ],
)
def test_an_entry_by_hand_without_meaning_is_not_kept(kept: KeptRecord, changes: dict[str, object], says: str) -> None:
    with pytest.raises(RulingError, match=says):
        kept.enter(replace(CALL, **changes))  # type: ignore[arg-type]
    with pytest.raises(RulingError, match="no such story"):
        kept.enter(CALL, story="nothing")
    assert len(kept.store.holdings().reports) == 2


def test_a_text_entered_by_hand_can_be_purged(kept: KeptRecord) -> None:
    report = next(r for r in kept.enter(CALL).reports if r.entered)
    assert report.id not in {r.id for r in kept.purge(report.id, "Ana Reed", "promised").reports}


STEPS = st.lists(st.tuples(st.integers(0, 7), st.booleans()), min_size=1, max_size=6)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_rulings_and_undoings_leave_the_record_of_those_in_force(steps: list[tuple[int, bool]]) -> None:
    with KeptRecord.open("sqlite://", create=True) as opened:
        kept = filled(KeptRecord(opened.store, Clock()))
        bare = kept.record()
        veldria, keshar = position(bare, "Veldria"), position(bare, "Keshar")
        pool = (
            ruling(RulingAction.CONFIRM, veldria.id),
            ruling(RulingAction.DISMISS, keshar.id),
            ruling(RulingAction.CORRECT, veldria.id, field_name="condition", value="if ports open"),
            ruling(RulingAction.CORRECT, bare.claims[1].events[0].id, field_name="stance", value="doubts"),
            ruling(RulingAction.CORRECT, bare.measures[0].id, field_name="label", value="truce of May"),
            ruling(RulingAction.NOT_SAME, "r1", "r2"),
            ruling(RulingAction.CORRECT, "r1", field_name="outlet", value="Mail"),
            ruling(RulingAction.DISMISS, "r2"),
        )
        for number, (which, undo) in enumerate(steps):
            made = kept.store.holdings().rulings
            try:
                if undo and made:
                    kept.undo(made[which % len(made)].id, "editor")
                else:
                    kept.rule(replace(pool[which], at=MONDAY + NOON + timedelta(seconds=number)))
            except RulingError:
                continue  # what is ruled on was left out, or its story is another now
        record = kept.record()
        alone = standing(record.rulings)
        base = replace(bare, chapters=(), rulings=tuple(alone))
        assert plain(record) == plain(weigh_record(heed_amendments(base), silent))


def standing(rulings: tuple[Ruling, ...]) -> list[Ruling]:
    """The rulings in force, worked out from the last one back: an undoing comes after what it undoes."""
    stands: dict[str, bool] = {}
    for made in sorted(rulings, key=lambda r: r.at, reverse=True):
        undoings = [r for r in rulings if r.action is RulingAction.UNDO and r.supersedes == made.id]
        stands[made.id] = not any(stands.get(r.id, standing_of(r, rulings)) for r in undoings)
    return [r for r in rulings if stands[r.id] and r.action is not RulingAction.UNDO]


def standing_of(made: Ruling, rulings: tuple[Ruling, ...]) -> bool:
    return not any(standing_of(r, rulings) for r in rulings if r.supersedes == made.id)


def test_the_samples_keep_every_kind_of_ruling(place: str, record: Record, samples: Path) -> None:
    from accord import Settings

    with KeptRecord.open(place, create=True) as opened:
        kept = KeptRecord(opened.store, Clock())
        kept.read(samples, settings=Settings(reader="rules"))
        kept.derive()
        kinds = {entry.kind: entry for entry in kept.record().entries}
        assert len(kinds) == 5
        after = kept.rule(*(ruling(RulingAction.CONFIRM, entry.id) for entry in kinds.values()))
        assert {entry.kind for entry in after.entries if entry.confirmed} == kinds.keys()
        assert after.orphans == ()
        assert kept.rebuild() == after


def test_damage_to_what_a_ruling_is_about_shows(kept: KeptRecord) -> None:
    kept.rule(ruling(RulingAction.CONFIRM, position(kept.record(), "Veldria").id))
    with writing(kept.store.engine) as connection:
        row = connection.execute(schema.rulings.select()).one()
        body = row.body.replace("ceasefire", "surrender")
        assert body != row.body
        connection.execute(schema.rulings.update().values(body=body))
    assert [problem.where for problem in examine(kept.store)] == [f"rulings {row.id}"]
