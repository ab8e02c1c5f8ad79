"""The progress bar: on a terminal only, on standard error, gone when done."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def progress_bar(quiet: bool) -> Iterator[Callable[[str, int, int | None], None] | None]:
    """Yield a function to report progress to; None when piped or quiet, so that nothing is shown."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description:>10}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        current = ""

        def show(step: str, done: int, total: int | None) -> None:
            nonlocal task, current
            if step != current:
                bar.remove_task(task)
                task, current = bar.add_task(step, total=total), step
            bar.update(task, completed=done)

        yield show
