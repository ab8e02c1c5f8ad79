"""What is sifted before claims are made: whatever answers is let through, so that nothing is found less for it."""

from __future__ import annotations

from typing import Any

import pytest
from searched_reports import fill

from accord.model.record import Record
from accord.store.search import sources
from accord.store.search.query import Query
from accord.store.search.sieve import Sieve
from accord.store.search.sources import Said
from accord.store.store import Store

ASKED = (
    Query("ceasefire", kind="claim"),
    Query("port* keshar", kind="claim"),
    Query("navy", kind="quote"),
    Query("", kind="claim", speaker="Haldane"),
    Query("ceasefire", kind="event", party="Keshar"),
    Query("", kind="ACCUSE"),
    Query("", kind="AGREE", party="Keshar"),
    Query("", kind="claim", measure="ceasefire"),
    Query("Keshar", kind="event", measure="ports"),
)


def test_all_that_answers_is_let_through(store: Store, record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(store, record)
    sifted = [store.search(query) for query in ASKED]
    assert [query for query, found in zip(ASKED, sifted, strict=True) if not found.hits] == []
    monkeypatch.setattr(Sieve, "tests", lambda *_: [])
    monkeypatch.setattr(Sieve, "lets_through", lambda *_: True)
    assert [store.search(query) for query in ASKED] == sifted


def test_what_does_not_answer_is_not_made(store: Store, record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(store, record)
    made: list[str] = []

    def said(key: str, kind: str, body: dict[str, Any]) -> Said:
        made.append(key)
        return plainly(key, kind, body)

    plainly = sources._said
    monkeypatch.setattr(sources, "_said", said)
    for query in (Query("truce", kind="quote"), Query("", kind="ACCUSE"), Query("", kind="event", measure="truce")):
        found = store.search(query).hits
        assert found
        assert sorted(made) == sorted(hit.id for hit in found)
        made.clear()
