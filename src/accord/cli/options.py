"""Options that mean the same in every command."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

Paths = Annotated[
    list[Path],
    typer.Argument(help="Files and folders: plain text, HTML, report JSON, JSONL, Parquet.", metavar="PATH"),
]
Strict = Annotated[bool, typer.Option("--strict", help="Exit with 1 when anything was refused.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]


class ReaderName(StrEnum):
    """The readers there are."""

    AUTO = "auto"
    ENCODER = "encoder"
    RULES = "rules"


Reading = Annotated[
    ReaderName,
    typer.Option("--reader", help="What reads the reports; auto is the encoder where its model is installed."),
]
Threads = Annotated[int, typer.Option("--threads", min=1, metavar="N", help="Reports read at a time.")]
