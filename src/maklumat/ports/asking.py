"""One HTTP request that ends in time: no redirects, no proxies, a bounded answer, a bounded wait.

Whoever asks learns which of three things happened: an answer came; nothing was sent; or it was sent and nobody knows
what became of it. The last is never repeated by this module.
"""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Event, Timer
from typing import Final
from urllib.parse import urlsplit

MOST_BYTES: Final = 64 * 1024
"""Of an answer that says something short; what is longer is nonsense."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer. `headers`: their names in small letters. `whole`: no byte of the body is known to be missing."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    whole: bool


@dataclass(frozen=True, slots=True)
class Unreached:
    """There was no connection: nothing was sent, so nothing happened there."""


@dataclass(frozen=True, slots=True)
class Unanswered:
    """It was sent, or a part of it, and no answer came in time: the other side may have done what was asked."""


def ask(
    method: str,
    address: str,
    headers: Mapping[str, str],
    body: bytes | None,
    *,
    seconds: float,
    most: int = MOST_BYTES,
) -> Reply | Unreached | Unanswered:
    """Ask once. `most` bytes of the answer's body are read."""
    parts = urlsplit(address)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection = _connection(parts.scheme, parts.hostname or "", parts.port, seconds)
    try:
        with at_most(seconds, lambda: _cut(connection)) as over:
            try:
                connection.connect()
            except (OSError, ValueError):
                return Unreached()
            connection.request(method, path, body=body, headers=dict(headers))
            answer = connection.getresponse()
            content = answer.read(most)
            whole = answer.length == 0 or (answer.length is None and bool(answer.chunked or content))
    except (OSError, ValueError, http.client.HTTPException):
        return Unanswered()
    finally:
        connection.close()
    if over.is_set():  # we hung up ourselves: what came before is no answer, though it may look like one
        return Unanswered()
    return Reply(answer.status, {name.lower(): value for name, value in answer.getheaders()}, content, whole)


def _connection(scheme: str, host: str, port: int | None, seconds: float) -> http.client.HTTPConnection:
    if scheme == "https":
        return http.client.HTTPSConnection(host, port, timeout=seconds, context=ssl.create_default_context())
    return http.client.HTTPConnection(host, port, timeout=seconds)


def _cut(connection: http.client.HTTPConnection) -> None:
    sock: socket.socket | None = connection.sock
    if sock is not None:
        with suppress(OSError):
            socket.socket.shutdown(sock, socket.SHUT_RDWR)  # past TLS, which would first talk to the other side


@contextmanager
def at_most(seconds: float, cut: Callable[[], object]) -> Iterator[Event]:
    """Calls `cut` after so many seconds: the timeout of a socket begins anew with every byte that drips in.

    Gives an event that is set once it was cut.
    """
    over = Event()

    def hang_up() -> None:
        over.set()
        cut()

    timer = Timer(seconds, hang_up)
    timer.daemon = True
    timer.start()
    try:
        yield over
    finally:
        timer.cancel()
