"""What the positions matrix says of a measure beside its name."""

from __future__ import annotations

from accord.desk.matrix import build_matrix
from accord.model.claim import Stance
from accord.model.entry import Position
from accord.model.evidence import Evidence, Support
from accord.model.measure import Measure, MeasureKind, Relation, RelationKind, Rival, RivalKind
from accord.model.span import Span

WORDS = Evidence("a", Span(0, 5), "truce")


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
    return {row.measure: row.variants for row in build_matrix(measures, stands, None).rows}


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
