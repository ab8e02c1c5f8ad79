"""What is searched: a row for each report that stands, and one index over its words and names."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

COLUMNS = "title, text, outlet, speakers, parties, kinds"


def upgrade() -> None:
    """Drop the index of words there was, and make the new one; `prepare` fills it."""
    sqlite = op.get_context().dialect.name == "sqlite"
    if sqlite:
        for old in ("TRIGGER report_words_kept", "TRIGGER report_words_purged", "TABLE report_words"):
            op.execute(f"DROP {old}")
    else:
        op.execute("DROP INDEX ix_reports_words")
    op.create_table(
        "searched",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("day", sa.String(10)),
        sa.Column("reading", sa.String(32), nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("outlet", "speakers", "parties", "kinds")),
        sa.PrimaryKeyConstraint("number", name="pk_searched"),
        sa.ForeignKeyConstraint(["number"], ["reports.number"], name="fk_searched_number"),
        sa.ForeignKeyConstraint(["reading"], ["readings.id"], name="fk_searched_reading"),
    )
    for column in ("name", "day", "reading"):
        op.create_index(f"ix_searched_{column}", "searched", [column])
    _fts5() if sqlite else _tsvector()


def _fts5() -> None:
    """An index without a copy of the text; rows of `searched` are put in and taken out, never changed."""
    op.execute(
        "CREATE VIEW searched_text AS SELECT s.number, r.title, substr(r.text, 1, 200000) AS text, "
        "s.outlet, s.speakers, s.parties, s.kinds FROM searched s JOIN reports r ON r.number = s.number"
    )
    op.execute(
        f"CREATE VIRTUAL TABLE report_words USING fts5({COLUMNS}, content='searched_text', content_rowid='number', "
        "tokenize='unicode61 remove_diacritics 2')"
    )
    op.execute(
        f"CREATE TRIGGER searched_put AFTER INSERT ON searched BEGIN INSERT INTO report_words(rowid, {COLUMNS}) "  # noqa: S608
        f"SELECT number, {COLUMNS} FROM searched_text WHERE number = new.number; END"
    )
    op.execute(
        "CREATE TRIGGER searched_gone BEFORE DELETE ON searched BEGIN "  # noqa: S608
        f"INSERT INTO report_words(report_words, rowid, {COLUMNS}) "
        f"SELECT 'delete', number, {COLUMNS} FROM searched_text WHERE number = old.number; END"
    )


def _tsvector() -> None:
    op.execute(
        "CREATE TABLE report_words (number integer PRIMARY KEY REFERENCES searched ON DELETE CASCADE, "
        "words tsvector NOT NULL)"
    )
    op.execute("CREATE INDEX ix_report_words_words ON report_words USING gin (words)")
