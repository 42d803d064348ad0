"""An HTTP server on this machine that lets a stub answer, gone at the end."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final, Protocol, TypeVar

LOCAL: Final = "127.0.0.1"


class Answering(Protocol):
    """A stub. `address`: where it can be asked, known once it is served; `let_go`: whoever waits in it may go."""

    address: str
    let_go: threading.Event

    def answer(self, handler: BaseHTTPRequestHandler) -> None: ...


S = TypeVar("S", bound=Answering)


@contextmanager
def served(stub: S) -> Iterator[S]:
    """The stub answers every request, in a thread."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            stub.answer(self)

        do_GET = do_POST  # noqa: N815  # the name that the library calls

        def log_message(self, *_: Any) -> None:
            """Silence."""

    server = ThreadingHTTPServer((LOCAL, 0), Handler)
    server.daemon_threads = True
    stub.address = f"http://{LOCAL}:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield stub
    finally:
        stub.let_go.set()
        server.shutdown()
        thread.join()
        server.server_close()
