"""One HTTP request that ends in time: no redirects, no proxies, a bounded answer, a bounded wait."""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from maklumat.ports.messages.channel import BUSY, NO_ANSWER, NO_CONNECTION, NOT_LET_IN, Later, at_most

MOST_BYTES: Final = 64 * 1024
"""Of an answer; what is longer is nonsense."""
_LATER: Final = frozenset({408, 425, 429})
_NOT_LET_IN: Final = frozenset({401, 403})
"""Our own key is wrong or has run out: the message is as good as before, somebody has to mend the settings."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole answer below 500 that says more than "later"."""

    status: int
    body: bytes


def call(method: str, address: str, headers: Mapping[str, str], body: bytes | None, *, seconds: float) -> Reply | Later:
    """Ask once. An answer that is cut off is none, for nobody knows what it would have said."""
    parts = urlsplit(address)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection = _connection(parts.scheme, parts.hostname or "", parts.port, seconds)
    try:
        with at_most(seconds, lambda: _cut(connection)) as over:
            try:
                connection.connect()
            except (OSError, ValueError):
                return Later(NO_CONNECTION, down=True)
            connection.request(method, path, body=body, headers=dict(headers))
            answer = connection.getresponse()
            content = answer.read(MOST_BYTES)
            whole = answer.length == 0 or (answer.length is None and bool(answer.chunked or content))
    except (OSError, ValueError, http.client.HTTPException):
        return Later(NO_ANSWER, down=True)
    finally:
        connection.close()
    if over.is_set():  # we hung up ourselves: what came before is no answer, though it may look like one
        return Later(NO_ANSWER, down=True)
    if answer.status in _NOT_LET_IN:
        return Later(NOT_LET_IN, down=True)
    if answer.status in _LATER or answer.status >= 500:  # the server's own trouble
        return Later(BUSY, down=answer.status != 500)  # a 500 may be about this one message
    return Reply(answer.status, content) if whole else Later(NO_ANSWER)


def _connection(scheme: str, host: str, port: int | None, seconds: float) -> http.client.HTTPConnection:
    if scheme == "https":
        return http.client.HTTPSConnection(host, port, timeout=seconds, context=ssl.create_default_context())
    return http.client.HTTPConnection(host, port, timeout=seconds)


def _cut(connection: http.client.HTTPConnection) -> None:
    sock: socket.socket | None = connection.sock
    if sock is not None:
        with suppress(OSError):
            socket.socket.shutdown(sock, socket.SHUT_RDWR)  # past TLS, which would first talk to the other side
