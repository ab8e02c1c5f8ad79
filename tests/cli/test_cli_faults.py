"""Exit codes for every error; an unexpected one is one line."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from accord import KeptRecord, errors
from accord.cli import main
from accord.cli.exits import Exit, exit_for


def test_every_error_has_an_exit_code() -> None:
    made = [
        errors.SettingsError("s", "r"),
        errors.IntakeError("w", "r"),
        errors.ReadingError("r", "r"),
        errors.RulingError("t", "r"),
        errors.ExchangeError("p", "r"),
        errors.QueryError("p", "r"),
        errors.StoreError("w", "r"),
        errors.DamagedError("w", "r"),
    ]
    kinds = {kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Exception)}
    assert {type(error) for error in made} | {errors.AccordError, errors.NothingToReadError} == kinds
    assert {exit_for(error) for error in made} == {Exit.REFUSED}
    assert exit_for(errors.NothingToReadError("nothing")) is Exit.NOTHING


def test_an_unexpected_error_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def broken() -> None:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr(main, "app", broken)
    monkeypatch.setattr(sys, "argv", ["accord", "read", "x"])
    with pytest.raises(SystemExit) as left:
        main.main()
    said = capsys.readouterr().err
    assert left.value.code == Exit.FAULT
    assert "ZeroDivisionError: by zero" in said
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["versions", "{store}", "bad\udcff"], Exit.REFUSED),
        (
            [
                "enter",
                "{store}",
                "--by",
                "A",
                "--source",
                "s",
                "--act",
                "left",
                "--type",
                "RETREAT",
                "--words",
                "left\udcff",
            ],
            Exit.NOTHING,
        ),
    ],
    ids=["asked for", "kept"],
)
def test_bytes_that_are_no_text_are_no_fault_and_no_damage(
    words: list[str], code: Exit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    KeptRecord.open(tmp_path / "record.db", create=True).close()
    given = [word.format(store=tmp_path / "record.db") for word in words]
    monkeypatch.setattr(sys, "argv", ["accord", *given])
    with pytest.raises(SystemExit) as left:
        main.main()
    said = capsys.readouterr().err
    assert left.value.code == code
    assert "bytes that are not UTF-8" in said
    assert len(said.splitlines()) == 1


def test_debug_shows_where(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr(main, "app", broken)
    monkeypatch.setattr(sys, "argv", ["accord", "--debug", "read", "x"])
    with pytest.raises(ZeroDivisionError):
        main.main()
