"""Intake and acting over HTTP, two workers and four connections, beside a Django view that does one INSERT.

Both are served by gunicorn with the project's configuration, settings and middleware on the same database. Ours are
whole requests of an officer who is logged in: session, membership, access, form, the action, the answer (for an
intake the receipt page). The floor's guest has no session to look up. The requests lie ready as bytes and are sent
over plain sockets, so that the client costs next to nothing.
"""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from time import perf_counter
from urllib.parse import urlencode
from uuid import uuid4

from tests.campaigns import stage
from tests.campaigns.desk import COUNTER, JOURNEY, WALK_IN, Desk
from tests.campaigns.figures import figure, in_turn, per_database, rate
from tests.campaigns.server import HOST, Server

ROUNDS = int(os.environ.get("ROUNDS", "7"))
REQUESTS = int(os.environ.get("REQUESTS", "80"))
CONNECTIONS, WORKERS = 4, 2
TOKEN = "b" * 32
TABLE = "floor_row"


def request_bytes(path: str, fields: dict[str, str], cookies: dict[str, str]) -> bytes:
    """One POST as it goes over the line."""
    body = urlencode({**fields, "csrfmiddlewaretoken": cookies["csrftoken"]}).encode()
    head = (
        f"POST {path} HTTP/1.1", f"Host: {HOST}", "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {len(body)}", "Cookie: " + "; ".join(f"{name}={text}" for name, text in cookies.items()),
    )  # fmt: skip
    return "\r\n".join((*head, "", "")).encode() + body


def converse(port: int, wanted: bytes, requests: Sequence[bytes]) -> None:
    """Send them one after the other over one connection; every answer has the wanted status."""
    with socket.create_connection((HOST, port), timeout=60) as line:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for request in requests:
            line.sendall(request)
            status = answer(line)
            assert status == wanted, (status, request[:200])


def answer(line: socket.socket) -> bytes:
    """The status of the next answer, which is read to its end."""
    got = b""
    while b"\r\n\r\n" not in got:
        got += received(line)
    head, _, body = got.partition(b"\r\n\r\n")
    lines = head.split(b"\r\n")
    length = next(int(text.split(b":")[1]) for text in lines if text.lower().startswith(b"content-length:"))
    left = length - len(body)
    while left > 0:
        left -= len(received(line))
    return lines[0].split(b" ")[1]


def received(line: socket.socket) -> bytes:
    chunk = line.recv(65536)
    if not chunk:
        raise ConnectionError("the server hung up")
    return chunk


def send_all(port: int, wanted: bytes, requests: Sequence[bytes]) -> float:
    """Over all connections at once; the seconds until the last answer."""
    start = perf_counter()
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        list(pool.map(partial(converse, port, wanted), (requests[one::CONNECTIONS] for one in range(CONNECTIONS))))
    return perf_counter() - start


class Requests:
    """Ready-made requests of our side and of the floor."""

    def __init__(self, cookies: dict[str, str]) -> None:
        from django.core.signing import Signer

        self._signer = Signer(salt="maklumat.counter")
        self._cookies = cookies

    def intakes(self) -> list[bytes]:
        return [
            request_bytes(COUNTER, {**WALK_IN, "submission_id": self._signer.sign(str(uuid4()))}, self._cookies)
            for _ in range(REQUESTS)
        ]

    def acts(self) -> list[bytes]:
        fields = {"seen_seq": "1", "step": JOURNEY[0].step, "outcome": JOURNEY[0].outcome}
        files = stage.applications(REQUESTS, datetime.now(UTC))
        return [request_bytes(f"/kantor/berkas/{file}/tindak/", fields, self._cookies) for file in files]

    def inserts(self) -> list[bytes]:
        said = {**WALK_IN, "said": "contoh"}
        return [request_bytes("/insert/", said, {"csrftoken": TOKEN})] * REQUESTS


def make_floor() -> None:
    from django.db import connection

    key = (
        "bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY"
        if connection.vendor == "postgresql"
        else "integer PRIMARY KEY"
    )
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {TABLE} (id {key}, said text NOT NULL)")


def rows() -> tuple[int, int, int]:
    """Applications received at the counter, deeds done, rows of the floor."""
    from django.db import connection

    from maklumat.records.applications.models import Application
    from maklumat.records.ledger.models import LedgerEntry

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {TABLE}")
        inserted = int(cursor.fetchone()[0])
    received_here = Application.objects.filter(channel="counter").count()
    return received_here, LedgerEntry.objects.filter(kind="acted").count(), inserted


def measure(database: str) -> None:
    clerk = stage.staff(stage.CLERK)[0]
    make_floor()
    folder = Path(os.environ["MAKLUMAT_BENCH_FOLDER"])
    floor = {"DJANGO_SETTINGS_MODULE": "tests.campaigns.floor_settings"}
    with (
        Server(folder / f"ours-{database}.log", workers=WORKERS) as ours,
        Server(folder / f"floor-{database}.log", workers=WORKERS, application="tests.campaigns.floor_site:application",
               alive_at="/", environment=floor) as bare,
    ):  # fmt: skip
        desk = Desk(ours.port, clerk.username)
        desk.log_in()
        made = Requests(desk.browser.cookies)
        batches = [
            lambda: send_all(ours.port, b"200", made.intakes()),
            lambda: send_all(ours.port, b"302", made.acts()),
            lambda: send_all(bare.port, b"302", made.inserts()),
        ]
        for batch in batches:
            batch()  # both workers are warm
        intakes, acts, inserts = in_turn(ROUNDS, batches)
        assert not ours.faults()
        assert not bare.faults()
    assert rows() == ((ROUNDS + 1) * REQUESTS,) * 3, rows()
    for name, seconds in (("http_submit", intakes), ("http_act", acts)):
        figure(
            name, rate(seconds, REQUESTS), "requests/s", "a Django view with one INSERT", rate(inserts, REQUESTS),
            database=database, n=ROUNDS * REQUESTS,
        )  # fmt: skip


if __name__ == "__main__":
    sys.exit(per_database("bench_http", measure))
