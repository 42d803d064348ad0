"""No message lost, and every repeat known by its key: two senders share the messages and are killed as they send.

FILES people apply and want to be told by SMS. A gateway on this machine takes every request down by its key, then
answers, is busy, or hangs up in the middle of its answer. Two worker processes make the messages and send them; while
the gateway holds a request, one worker or both get SIGKILL and are started again. In the end each file has one message,
it was sent, and the gateway knows its key at least once and no key that is nobody's. How many came twice is printed:
each of them bore the key that the gateway knew already.

    FILES=1000 KILLS=20 SEED=... python -m tests.campaigns.campaign_messages
"""

from __future__ import annotations

import logging
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Final
from urllib.parse import parse_qs
from uuid import UUID, uuid4

from tests.campaigns import evidence, stage
from tools.throwaway_postgres import stop_on_signals

FILES: Final = int(os.environ.get("FILES", "1000"))
KILLS: Final = int(os.environ.get("KILLS", "20"))
SEED: Final = int(os.environ.get("SEED", str(random.SystemRandom().randrange(1_000_000))))
STEP: Final = timedelta(minutes=6)
MODULE: Final = "tests.campaigns.campaign_messages"
BUSY, HANGS_UP = 0.05, 0.10


class Gateway:
    """Takes requests down by their key; at some of them it calls `strike` before it answers."""

    def __init__(self, strike: Callable[[], None]) -> None:
        self.keys: Counter[str] = Counter()
        self._chance, self._lock, self._strike = random.Random(SEED), threading.Lock(), strike
        self._asked = 0
        self._places = set(self._chance.sample(range(20, max(FILES, KILLS + 20)), KILLS))
        gateway = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                gateway.take(self)

            def log_message(self, *_: Any) -> None:
                """Silence."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_port}/kirim"

    def __enter__(self) -> Gateway:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def take(self, handler: BaseHTTPRequestHandler) -> None:
        body = handler.rfile.read(int(handler.headers["Content-Length"]))
        key = parse_qs(body.decode())["client_ref"][0]
        with self._lock:
            self._asked += 1
            self.keys[key] += 1
            struck, fate = self._asked in self._places, self._chance.random()
        if struck:
            self._strike()
        try:
            self._answer(handler, fate)
        except OSError:
            return  # who asked is dead

    def _answer(self, handler: BaseHTTPRequestHandler, fate: float) -> None:
        if fate < BUSY:
            handler.send_error(503)
        elif fate < HANGS_UP:
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nditer")
            handler.close_connection = True
        else:
            handler.send_response(200)
            handler.send_header("Content-Length", "8")
            handler.end_headers()
            handler.wfile.write(b"diterima")


class Senders:
    """Two processes that do what `maklumat clock` does with messages, at the moment that stands in a file."""

    def __init__(self, folder: Path, database: str) -> None:
        self._environment = {**os.environ, "MAKLUMAT_DATABASE": database}
        self._moment, self._log = folder / "moment", folder / "senders.log"
        self._processes: list[subprocess.Popen[bytes]] = []
        self._chance, self._lock = random.Random(SEED), threading.Lock()
        self.kills = self.killed = 0

    def begin(self, address: str, moment: datetime) -> None:
        self._environment["MAKLUMAT_SMS_ADDRESS"] = address
        self.set_moment(moment)
        self._processes = [self._start(), self._start()]

    def end(self) -> None:
        for process in self._processes:
            process.kill()
            process.wait()

    def set_moment(self, moment: datetime) -> None:
        fresh = self._moment.with_suffix(".new")
        fresh.write_text(moment.isoformat())
        fresh.replace(self._moment)

    def strike(self) -> None:
        """SIGKILL to one or both, and a new one in the place of each."""
        with self._lock:
            self.kills += 1
            for number in self._chance.choice([[0], [1], [0, 1]]):
                self._processes[number].send_signal(signal.SIGKILL)
                self._processes[number].wait()
                self._processes[number] = self._start()
                self.killed += 1

    def faults(self) -> list[str]:
        return [line for line in self._log.read_text(errors="replace").splitlines() if "Error" in line]

    def _start(self) -> subprocess.Popen[bytes]:
        with self._log.open("ab") as log:
            command = [sys.executable, "-m", MODULE, "sender", str(self._moment)]
            return subprocess.Popen(command, env=self._environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log)


def sender(place: Path) -> None:
    """One sender's life: rounds at the moment that holds, until it is killed or its parent is gone."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "maklumat.config.settings"
    os.environ["MAKLUMAT_MODE"] = "test"
    import django

    django.setup()
    from maklumat.ops.followers import run_followers
    from maklumat.records.messages.making import make_messages
    from maklumat.records.messages.sending import send_messages

    logging.disable(logging.WARNING)
    parent = os.getppid()
    while os.getppid() == parent:
        run_followers(datetime.fromisoformat(place.read_text()), (make_messages, send_messages))
        time.sleep(0.02)


def apply(moment: datetime) -> list[UUID]:
    """FILES people apply who want to be told by SMS."""
    from maklumat.records.work.submit import submit

    plain: Any = stage.submission()
    asked = replace(plain, applicant=replace(plain.applicant, phone="+6281200000001", told_by="sms"))
    made = [uuid4() for _ in range(FILES)]
    for application_id in made:
        submit(application_id, submission=asked, notice_version="uji", moment=moment)
    return made


def until_all_is_settled(senders: Senders, moment: datetime) -> datetime:
    """The moment moves on when nothing is left to send at it."""
    from django.db.models import Q

    from maklumat.records.messages.models import Message

    while Message.objects.count() < FILES or Message.objects.filter(state="waiting").exists():
        free = Q(claimed_until__isnull=True) | Q(claimed_until__lt=moment)
        due = Message.objects.filter(free, state="waiting", next_at__lte=moment).exists()
        if not due and Message.objects.count() == FILES:
            moment += STEP
            senders.set_moment(moment)
        time.sleep(0.1)
    return moment


def verdict(files: list[UUID], gateway: Gateway, senders: Senders) -> Iterator[str]:
    """Everything that is wrong in the end."""
    if senders.kills != KILLS:
        yield f"{senders.kills} of {KILLS} kills"
    yield from evidence.messages(files, gateway.keys)
    yield from evidence.ledger()


def main() -> int:
    if sys.argv[1:2] == ["sender"]:
        sender(Path(sys.argv[2]))
        return 0
    stop_on_signals()  # whatever ends us ends the senders too
    database = os.environ.get("MAKLUMAT_DATABASE", "sqlite")
    stage.set_up_django(database)
    files = apply(stage.START)
    senders = Senders(Path(tempfile.mkdtemp(prefix="maklumat-messages-")), database)
    began = time.monotonic()
    with Gateway(senders.strike) as gateway:
        senders.begin(gateway.address, stage.START)
        try:
            until_all_is_settled(senders, stage.START)
        finally:
            senders.end()
    wrong = [*senders.faults(), *verdict(files, gateway, senders)]
    repeats = sum(gateway.keys.values()) - len(gateway.keys)
    print(
        f"messages on {database.partition(':')[0]}, seed {SEED}: {len(files)} messages in"
        f" {time.monotonic() - began:.0f} s, {senders.kills} kills ({senders.killed} processes);"
        f" {len(gateway.keys)} keys, {repeats} repeats under a known key; {len(wrong)} faults"
    )
    for fault in wrong[:20]:
        print(f"  {fault}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
