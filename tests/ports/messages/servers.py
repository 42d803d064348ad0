"""Local servers that behave like the outside world: an HTTP gateway and a mail server, well-behaved and not."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.stub_server import LOCAL, served


@dataclass
class Gateway:
    """An HTTP server that answers in turn what `script` says (its last line for good) and remembers what it was asked.

    A line is (status, body), or a callable that gets the handler and may do anything to it.
    """

    script: list[tuple[int, bytes] | Callable[[BaseHTTPRequestHandler], None]]
    asked: list[dict[str, Any]] = field(default_factory=list)
    let_go: threading.Event = field(default_factory=threading.Event)
    address: str = ""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        length = int(handler.headers.get("Content-Length") or 0)
        body = handler.rfile.read(length)
        with self.lock:
            line = self.script[min(len(self.asked), len(self.script) - 1)]
            self.asked.append(
                {"method": handler.command, "path": handler.path, "headers": dict(handler.headers), "body": body}
            )
        if callable(line):
            line(handler)
            return
        status, content = line
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content)

    def bodies(self) -> list[Any]:
        return [json.loads(one["body"]) for one in self.asked]


@contextmanager
def gateway(*script: tuple[int, bytes] | Callable[[BaseHTTPRequestHandler], None]) -> Iterator[Gateway]:
    """A gateway in a thread, gone at the end."""
    with served(Gateway(list(script))) as found:
        yield found


def closes_mid_answer(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"messages":[{"id"')
    handler.close_connection = True


def closes_at_once(handler: BaseHTTPRequestHandler) -> None:
    handler.close_connection = True
    handler.connection.shutdown(socket.SHUT_RDWR)


def never_answers(found: Callable[[], Gateway]) -> Callable[[BaseHTTPRequestHandler], None]:
    """Takes the request and says nothing until the test is over."""

    def wait(handler: BaseHTTPRequestHandler) -> None:
        found().let_go.wait(30)
        handler.close_connection = True

    return wait


def drips(found: Callable[[], Gateway]) -> Callable[[BaseHTTPRequestHandler], None]:
    """A byte of a header now and then: no timeout of a socket ever runs out."""

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while not found().let_go.wait(0.02):
            try:
                handler.wfile.write(b"x")
            except OSError:
                return

    return drip


@dataclass
class Box:
    """Takes mail; says in turn what MAIL, RCPT and DATA are answered ("" for yes)."""

    mail: list[str] = field(default_factory=list)
    rcpt: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    letters: list[Envelope] = field(default_factory=list)

    async def handle_MAIL(  # noqa: N802  # the name that the library calls
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        answer = self.mail.pop(0) if self.mail else ""
        if answer:
            return answer
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802  # the name that the library calls
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        answer = self.rcpt.pop(0) if self.rcpt else ""
        if answer:
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.letters.append(envelope)
        return (self.data.pop(0) if self.data else "") or "250 OK"


@contextmanager
def mail_server(box: Box, **options: Any) -> Iterator[int]:
    """A mail server in a thread; yields its port."""
    with socket.socket() as free:
        free.bind((LOCAL, 0))
        port = free.getsockname()[1]
    controller = Controller(box, hostname=LOCAL, port=port, **options)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()
