"""Clauses: subjects, objects, agents and complements."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.model.span import Span
from accord.text.syntax.arguments import agent_of, object_of, subject_of
from accord.text.syntax.clauses import Clauses, parse
from accord.text.syntax.complements import complement_of
from accord.text.syntax.words import read_words

Relation = Callable[[Clauses, int], tuple[int, int] | None]


def related(relation: Relation, text: str, verb: str) -> str | None:
    clauses = parse(read_words(text, Span(0, len(text))))
    at = next(i for i, w in enumerate(clauses.words) if w.text == verb)
    found = relation(clauses, at)
    span = clauses.span(*found) if found else None
    return span.of(text) if span else None


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("Veldria refused the offer.", "refused", "Veldria"),
        ("The leader of the rebels in the east said no.", "said", "The leader of the rebels"),
        ("The minister, Ada Venn, refused to sign.", "refused", "Ada Venn"),
        ("Rebels guarding a bridge were attacked.", "attacked", "Rebels"),
        ("Veldria also imposed sanctions.", "imposed", "Veldria"),
        ("Secretary of State Ada Venn met the envoy.", "met", "Secretary of State Ada Venn"),
        ("Ada Venn, the foreign minister of Veldria, refused to sign.", "refused", "Ada Venn"),
        ("Ada Venn, the foreign minister of Veldria, refused to sign.", "sign", "Ada Venn"),
        ("Veldria and Orland agreed to a truce.", "agreed", "Veldria and Orland"),
        ("Veldria, Orland and Sarn have called for a truce.", "called", "Veldria, Orland and Sarn"),
        ("The envoy met Venn and urged a truce.", "urged", "The envoy"),
        ("He urged the rebels to release the prisoners.", "release", "the rebels"),
        ("The rebels who hold the city will leave.", "hold", "The rebels"),
        ("“We will not go,” said the minister.", "said", "the minister"),
        ("On Monday the president said no.", "said", "the president"),
        ("Venn warned that Orland would attack.", "attack", "Orland"),
        ("Venn spoke on Monday, adding that talks had failed.", "adding", "Venn"),
        ("Talks with Veldria and Orland failed.", "failed", "Talks"),
    ],
)
def test_subject(text: str, verb: str, subject: str) -> None:
    assert related(subject_of, text, verb) == subject


@pytest.mark.parametrize(
    ("text", "verb", "found"),
    [
        ("Veldria rejected the new plan on Monday.", "rejected", "the new plan"),
        ("The plan was rejected by Veldria.", "rejected", "The plan"),
        ("The envoys met on Monday.", "met", None),
        ("Veldria will cut military and economic aid.", "cut", "military and economic aid"),
    ],
)
def test_object(text: str, verb: str, found: str | None) -> None:
    assert related(object_of, text, verb) == found


def test_agent_of_a_passive() -> None:
    assert related(agent_of, "The plan was rejected by the rebels.", "rejected") == "the rebels"
    assert related(agent_of, "The rebels rejected the plan by letter.", "rejected") is None


@pytest.mark.parametrize(
    ("text", "verb", "found"),
    [
        ("Veldria agreed to halt attacks on the port.", "agreed", "halt attacks on the port"),
        ("Venn said that talks had failed.", "said", "talks had failed"),
        ("Venn said talks had failed, but gave no reason.", "said", "talks had failed"),
        ("Veldria agreed to leave unless Orland attacked.", "agreed", "leave"),
        ("He urged the rebels to release 175 prisoners.", "urged", "release 175 prisoners"),
        ("Venn ruled out sending troops.", "ruled", "sending troops"),
        ("Veldria refused to sign and accused Orland of a breach.", "refused", "sign"),
        ("Veldria rejected the plan.", "rejected", None),
    ],
)
def test_complement(text: str, verb: str, found: str | None) -> None:
    assert related(complement_of, text, verb) == found


@given(st.text(alphabet="abT ,.“”’'ande withof to", max_size=120))
def test_any_text_is_parsed(text: str) -> None:
    clauses = parse(read_words(text, Span(0, len(text)))) if text else parse([])
    for group in clauses.groups:
        for found in (relation(clauses, group.head) for relation in (subject_of, object_of, agent_of, complement_of)):
            assert found is None or 0 <= found[0] <= found[1] <= len(clauses.words)
