"""`accord desk` and `accord serve`: the record in the browser; `accord user`: who may come in."""

from __future__ import annotations

import getpass
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accord.cli.exits import Exit, stopped
from accord.cli.options import Quiet, ReaderName, Reading, Threads
from accord.cli.store import Where

if TYPE_CHECKING:
    from accord.kept import KeptRecord
    from accord.settings import Settings

_SQLITE = b"SQLite format 3\0"
TOKEN = "ACCORD_TOKEN"  # noqa: S105 - the name of a variable
Port = Annotated[int, typer.Option("--port", min=0, max=65535, help="Which port; 0 for a free one.")]


def desk(
    places: Annotated[
        list[str],
        typer.Argument(help="A store (a file, or a database's URL), or files and folders of reports.", metavar="PATH"),
    ],
    port: Port = 0,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open a browser.")] = True,
    by: Annotated[
        str | None, typer.Option("--by", help="Who rules; your name on this machine if left out.", metavar="NAME")
    ] = None,
    reader: Reading = ReaderName.AUTO,
    threads: Threads = 2,
    quiet: Quiet = False,
) -> None:
    """Open the record in the browser, for you alone, until interrupted.

    The record of files and folders, and what is ruled on it, is gone when the desk is closed; a store keeps both.
    """
    from accord.errors import AccordError
    from accord.settings import Settings

    _check_installed()
    from accord.desk.web.door.people import Doors, Role, User
    from accord.desk.web.running import listen, run
    from accord.desk.web.shelf import Shelf

    def ready(address: str) -> None:
        if not quiet:
            typer.echo(f"the desk is open at {address} (Ctrl-C closes it)")
        if browser:
            import webbrowser

            webbrowser.open(address)

    try:
        with _opened(places, Settings(reader=reader.value, threads=threads), quiet) as kept:
            doors = Doors(local=User(by or _own_name(), Role.ADMIN))
            run(Shelf(kept), doors, listen("127.0.0.1", port), ready=ready)
    except AccordError as error:
        raise stopped(error) from None


def serve(
    where: Where,
    host: Annotated[str, typer.Option("--host", help="Which address of this machine to serve at.")] = "127.0.0.1",
    port: Port = 8080,
    token: Annotated[
        str | None,
        typer.Option("--token", envvar=TOKEN, help="Whoever has it may look and rule.", metavar="WORDS"),
    ] = None,
    users: Annotated[
        Path | None, typer.Option("--users", help="Who may come in, by name and password; see accord user.")
    ] = None,
    names: Annotated[
        list[str] | None,
        typer.Option(
            "--name", help="A host name the desk answers to; once for each. Any, if left out.", metavar="HOST"
        ),
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Serve the record of a store to several people. Where others reach the host, a token or users must be given."""
    from accord.errors import AccordError
    from accord.kept import KeptRecord

    _check_installed()
    from accord.desk.web.door.people import Doors, Role, User, read_people
    from accord.desk.web.running import listen, run
    from accord.desk.web.shelf import Shelf

    def ready(address: str) -> None:
        if not quiet:
            typer.echo(f"serving {address}")

    try:
        doors = Doors(read_people(users) if users else {}, token or "", User(_own_name(), Role.ADMIN))
        with KeptRecord.open(where) as kept, listen(host, port) as taken:
            kept.derive()
            run(Shelf(kept), doors, taken, tuple(names or ()), ready)
    except AccordError as error:
        raise stopped(error) from None


def user(
    file: Annotated[Path, typer.Argument(help="The file that accord serve --users is given.", metavar="FILE")],
    name: Annotated[str, typer.Argument(help="Who.", metavar="NAME")],
    role: Annotated[str, typer.Option("--role", help="reader, reviewer or admin.")] = "reader",
) -> None:
    """Let somebody in to a desk that is served: asks for a password twice, and adds its hash to the file.

    A reader looks; a reviewer rules, and undoes rulings of their own; an admin undoes anybody's.
    """
    from accord.errors import AccordError, SettingsError

    _check_installed()
    from accord.desk.web.door.people import Role, people_table, read_people

    try:
        if file.exists() and " ".join(name.split()) in read_people(file):
            raise SettingsError("name", f"{name} is in {file} already")
        table = people_table(
            name, Role.named(role), typer.prompt("Password", hide_input=True, confirmation_prompt=True)
        )
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a", encoding="utf-8") as out:
            out.write(table)
    except (AccordError, OSError) as error:
        typer.echo(f"accord: {error}", err=True)
        raise typer.Exit(Exit.REFUSED) from None


@contextmanager
def _opened(places: list[str], settings: Settings, quiet: bool) -> Iterator[KeptRecord]:
    """The record of a store, or one of reports that is gone in the end; derived either way."""
    from accord.cli.progress import progress_bar
    from accord.kept import KeptRecord

    if _is_store(places):
        with KeptRecord.open(places[0]) as kept:
            with progress_bar(quiet) as progress:
                kept.derive(progress)
            yield kept
        return
    with (
        tempfile.TemporaryDirectory(prefix="accord-desk-") as folder,
        KeptRecord.open(Path(folder) / "record.db", create=True) as kept,
    ):
        with progress_bar(quiet) as progress:
            told = kept.read(places, settings=settings, progress=progress)
            kept.derive(progress)
        for refusal in told.refusals:
            typer.echo(f"not read: {refusal.where}: {refusal.reason}", err=True)
        yield kept


def _is_store(places: list[str]) -> bool:
    if len(places) != 1:
        return False
    if "://" in places[0] and not places[0].startswith(("http://", "https://")):
        return True
    try:
        with Path(places[0]).open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False


def _own_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no such user, as in some containers
        return "local"


def _check_installed() -> None:
    from importlib.util import find_spec

    missing = [name for name in ("starlette", "uvicorn", "argon2", "sqlalchemy") if find_spec(name) is None]
    if missing:
        typer.echo(f"accord: {missing[0]} is not installed: pip install 'accord[server]'", err=True)
        raise typer.Exit(Exit.REFUSED)
