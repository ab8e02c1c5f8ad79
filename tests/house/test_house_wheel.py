"""A wheel built from the repository installs into an empty environment and reads the samples."""

from __future__ import annotations

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(*command: object, cwd: Path) -> str:
    done = subprocess.run([str(c) for c in command], cwd=cwd, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--outdir", out, ROOT, cwd=out)
    return next(out.glob("*.whl"))


@pytest.mark.slow
def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"accord"}
    package = ROOT / "src" / "accord"
    wanted = {
        f"accord/{path.relative_to(package)}"
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert wanted <= set(names), "tables, templates and styles travel with the code"
    assert wheel.stat().st_size < 60_000_000, "the model included"


@pytest.mark.slow
def test_the_wheel_reads_the_samples_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "env", with_pip=True)
    python = tmp_path / "env" / "bin" / "python"
    lock = tmp_path / "constraints.txt"
    lock.write_text((ROOT / "requirements.lock").read_text())
    run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-c", lock, wheel, cwd=tmp_path)
    told = run(tmp_path / "env" / "bin" / "accord", "read", ROOT / "samples" / "reports", cwd=tmp_path)
    assert "9 reports read" in told
    assert (tmp_path / "record.html").stat().st_size > 10_000
