"""The documentation holds: every option is in it, every example runs, every link inside lands."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import typer

from accord.cli.main import app

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    [*ROOT.glob("docs/*.md"), *ROOT.glob("*.md"), ROOT / "samples" / "README.md", ROOT / "bench" / "README.md"]
)


def test_every_option_of_read_is_documented() -> None:
    read = typer.main.get_command(app).commands["read"]  # type: ignore[attr-defined]
    options = {name for param in read.params for name in param.opts if name.startswith("--")} - {"--help"}
    page = (ROOT / "docs" / "reading.md").read_text()
    assert len(options) >= 8
    assert {name for name in options if f"`{name}" not in page} == set()


def test_the_python_examples_run(tmp_path: Path, samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("reports", "monday", "tuesday"):
        shutil.copytree(samples, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "python.md").read_text(), re.DOTALL)
    assert len(blocks) >= 3
    names: dict[str, object] = {}
    for block in blocks:
        exec(block, names)  # noqa: S102 - our own documentation
    ruled = names["record"]
    dismissed = names["wrong"].id  # type: ignore[attr-defined]
    assert dismissed not in {incident.id for incident in ruled.incidents}  # type: ignore[attr-defined]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_between_pages_land(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text()):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_the_version_is_in_the_changelog() -> None:
    from accord import __version__

    assert f"## [{__version__}]" in (ROOT / "CHANGELOG.md").read_text()
