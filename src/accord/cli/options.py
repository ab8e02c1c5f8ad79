"""Options that mean the same in every command."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Paths = Annotated[
    list[Path],
    typer.Argument(help="Files and folders: plain text, HTML, report JSON, JSONL, Parquet.", metavar="PATH"),
]
Strict = Annotated[bool, typer.Option("--strict", help="Exit with 1 when anything was refused.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]
