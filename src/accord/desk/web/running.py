"""Running the web app, on a port of this machine or for others."""

from __future__ import annotations

import gc
import socket
from collections.abc import Callable, Collection
from contextlib import suppress
from ipaddress import ip_address
from threading import Thread

import uvicorn

from accord.desk.web.answering import load_templates
from accord.desk.web.app import make_app
from accord.desk.web.door.people import Doors
from accord.desk.web.incident_map import bundled_atlas
from accord.desk.web.shelf import Shelf
from accord.errors import AccordError, SettingsError
from accord.text.syntax.lexicon import known

GARBAGE = 50_000, 20, 100
"""How seldom Python looks for garbage: pages hold many small things and few cycles, and what is at hand stays long."""

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


def is_loopback(host: str) -> bool:
    """True for a host that only this machine reaches."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def listen(host: str, port: int) -> socket.socket:
    """Take a port, a free one for 0.

    Raises: SettingsError: it can't be had.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # named as TCP, so that asyncio sends what there is at once: else an answer waits 40 ms for an acknowledgement
    taken = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind((host, port))
    except (OSError, OverflowError) as error:
        taken.close()
        raise SettingsError("port", f"{host}:{port} can't be had: {error}") from error
    return taken


def _look_ahead(shelf: Shelf) -> None:
    """Read what many rooms need, else whoever is the first to open one waits for it; they are told where that fails."""
    load_templates()
    known("is")
    bundled_atlas()
    with suppress(AccordError):
        shelf.cards()


def run(
    shelf: Shelf,
    doors: Doors,
    taken: socket.socket,
    names: Collection[str] = (),
    ready: Callable[[str], None] = lambda _address: None,
) -> None:
    """Serve until interrupted; the port is given back in any case.

    Args:
        names: the hosts it answers to; none for this machine's own where only that reaches it, else any.
        ready: is told the address as soon as somebody may come.
    Raises: SettingsError: others could reach it, and nobody would have to sign in.
    """
    with taken:
        host, port = taken.getsockname()[:2]
        own = is_loopback(host)
        if not own and doors.is_open:
            raise SettingsError("host", f"{host} is not this machine alone: that wants --token or --users")
        app = make_app(shelf, doors, names or (LOOPBACK if own else ()))
        config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, timeout_keep_alive=15)
        taken.listen(128)
        gc.freeze()
        gc.set_threshold(*GARBAGE)
        ready(f"http://{f'[{host}]' if ':' in host else host}:{port}/")
        Thread(target=_look_ahead, args=(shelf,), daemon=True).start()
        uvicorn.Server(config).run(sockets=[taken])
