"""PostgreSQL plans each statement for what is asked: a plan for any value takes a common word for a rare one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import sqlalchemy as sa
from searched_reports import keep, report

from accord.store.search.query import Query
from accord.store.store import Store

ASKED_OFTEN = 12
"""More often than the driver waits to prepare a statement, and the server to plan it for any value."""


@pytest.fixture
def kept(postgres_url: str) -> Iterator[Store]:
    with Store.open(postgres_url, create=True) as store:
        keep(store, *(report(n, words="A far lighthouse.") for n in range(300)))
        yield store


def test_no_plan_is_kept_for_all_values(kept: Store) -> None:
    for _ in range(ASKED_OFTEN):
        assert kept.search(Query("lighthouse")).n_reports == 300
    with kept.look() as connection:
        plans = (
            "SELECT count(*), sum(custom_plans), sum(generic_plans) FROM pg_prepared_statements WHERE statement LIKE"
        )
        prepared, custom, generic = connection.execute(sa.text(f"{plans} '%ts_rank%'")).one()
    assert prepared == 1
    assert custom >= ASKED_OFTEN - 5
    assert generic == 0


def test_what_is_found_is_counted_once_even_by_a_plan_for_all_values(kept: Store) -> None:
    asked: list[str] = []
    sa.event.listen(kept.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    kept.search(Query("lighthouse", since=date(2024, 1, 1), until=date(2030, 1, 1)))
    page = next(statement for statement in asked if "ts_rank" in statement)
    values = {
        "asked": "'lighthouse'",
        "since": "2024-01-01",
        "until": "2030-01-01",
        "most": 1000,
        "titled": "'t:lighthouse'",
        "words": "'lighthouse'",
        "limit": 20,
        "skip": 0,
    }
    for number, name in enumerate(values, start=1):
        page = page.replace(f"%({name})s", f"${number}")
    given = ", ".join(str(value) if isinstance(value, int) else f"$${value}$$" for value in values.values())
    with kept.look() as connection:
        connection.exec_driver_sql("ANALYZE report_words")
        for setting in ("plan_cache_mode = force_generic_plan", "enable_seqscan = off"):
            connection.exec_driver_sql(f"SET LOCAL {setting}")
        connection.exec_driver_sql(f"PREPARE page AS {page}")
        plan = connection.exec_driver_sql(f"EXPLAIN ANALYZE EXECUTE page({given})").scalars().all()
    assert any("$1" in line for line in plan)
    (counted,) = (line for line in plan if "Aggregate" in line)
    assert "loops=1)" in counted
