"""Nothing lost, nothing twice: the server is killed again and again while people work over HTTP.

A few clients take files of Belitung's second service from the counter (or a citizen's telephone) to the handing over.
At random moments, while requests are under way, every process of the server gets SIGKILL: master, workers, clock. On
PostgreSQL every fifth time one of its backends gets it too, and the database recovers from its log. The server is
started again; whoever got no answer sends the same request again. Each acknowledgement goes, fsynced, into a file of
the client's own; at the end that file is compared with the database.

    JOURNEYS=500 KILLS=50 CLIENTS=4 SEED=... python -m tests.campaigns.campaign_kill
"""

from __future__ import annotations

import json
import os
import queue
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from tests.campaigns import evidence, stage
from tests.campaigns.citizen import Citizen
from tests.campaigns.client import Answer, Browser, Request, Unanswered
from tests.campaigns.desk import JOURNEY, Deed, Desk, conflict_of, receipt_of
from tests.campaigns.postgres import is_postgresql, kill_backend, wait_for_database
from tests.campaigns.server import Server
from tools.throwaway_postgres import stop_on_signals

JOURNEYS = int(os.environ.get("JOURNEYS", "500"))
KILLS = int(os.environ.get("KILLS", "50"))
CLIENTS = int(os.environ.get("CLIENTS", "4"))
SEED = int(os.environ.get("SEED", str(random.SystemRandom().randrange(1_000_000))))
EVERY_CITIZEN = 4
EVERY_BACKEND = 5
PATIENCE = 600.0
STEPS = len(JOURNEY) + 1


class Log:
    """The clients' own log: a line is on disk before the client goes on. Also counts what is under way."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = path.open("a")
        self._lock = threading.Lock()
        self.acknowledged = 0
        self.under_way = 0
        self.database_was_killed = False
        self.counts: Counter[str] = Counter()
        self.failures: list[str] = []

    def acknowledge(self, **facts: Any) -> None:
        with self._lock:
            self._file.write(json.dumps(facts) + "\n")
            self._file.flush()
            os.fsync(self._file.fileno())
            self.acknowledged += 1

    def count(self, what: str) -> None:
        with self._lock:
            self.counts[what] += 1

    def fail(self, what: str) -> None:
        with self._lock:
            self.failures.append(what)

    @contextmanager
    def on_its_way(self) -> Iterator[None]:
        with self._lock:
            self.under_way += 1
        try:
            yield
        finally:
            with self._lock:
                self.under_way -= 1

    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.path.read_text().splitlines()]


class Client:
    """One thread's people: a desk for each post of the journey, and a citizen."""

    def __init__(self, port: int, log: Log, people: list[stage.Person]) -> None:
        self._log = log
        self._desks = {person.post: Desk(port, person.username) for person in people}
        self._names = {person.post: person.name for person in people}
        self._citizen = Citizen(port)
        for desk in self._desks.values():
            desk.log_in()

    def travel(self, number: int) -> None:
        """One journey from the intake to the handing over."""
        application = self._from_home() if number % EVERY_CITIZEN == 0 else self._at_the_counter()
        for deed in JOURNEY:
            self._do(application, deed)

    def _at_the_counter(self) -> str:
        desk = self._desks[stage.CLERK]
        application, request = desk.walk_in()
        answer, _ = self._send(desk.browser, request)
        if answer.status != 200:
            raise RuntimeError(f"intake: {answer.status}")
        self._log.acknowledge(what="received", application=application, **receipt_of(answer))
        return application

    def _from_home(self) -> str:
        application, request = self._citizen.application()
        answer, _ = self._send(self._citizen.browser, request)
        if answer.status != 302:
            raise RuntimeError(f"application: {answer.status}")
        receipt = self._citizen.receipt(application)
        self._log.acknowledge(what="received", application=application, **receipt)
        return application

    def _do(self, application: str, deed: Deed) -> None:
        desk = self._desks[deed.post]
        answer, again = self._send(desk.browser, desk.deed(application, deed))
        how = "done" if answer.status == 302 and "/masuk/" not in answer.location else self._repeat(answer, deed, again)
        self._log.acknowledge(what="acted", application=application, step=deed.step, outcome=deed.outcome, how=how)

    def _repeat(self, answer: Answer, deed: Deed, again: bool) -> str:
        """What a repeated request was told when its first sending had been done already."""
        if not again or answer.status not in (409, 422):
            raise RuntimeError(f"{deed.step}: {answer.status} {conflict_of(answer)}")
        by_oneself = self._names[deed.post] in answer.text
        kind = f"repeat answered {answer.status}" + ("" if by_oneself else " without saying who")
        self._log.count(kind)
        return kind

    def _send(self, browser: Browser, request: Request) -> tuple[Answer, bool]:
        """Until there is an answer; whether it took more than one sending."""
        again, end = False, time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                with self._log.on_its_way():
                    answer = browser.send(request)
            except Unanswered:
                self._log.count("unanswered")
            else:
                if answer.status < 500:
                    return answer, again
                self._log.count(f"answered {answer.status}")
                if not self._log.database_was_killed:
                    raise RuntimeError(f"{request.path}: {answer.status}")
            again = True
            time.sleep(0.05)
        raise TimeoutError(f"{request.path}: no answer")


def work(client: Client, log: Log, numbers: queue.SimpleQueue[int]) -> None:
    while not log.failures:
        try:
            number = numbers.get_nowait()
        except queue.Empty:
            return
        try:
            client.travel(number)
        except Exception as error:  # noqa: BLE001  # whatever it was, the campaign failed and says so
            log.fail(f"journey {number}: {type(error).__name__}: {error}")


class Killer:
    """Kills the server at random moments of the work, each time while requests are under way."""

    def __init__(self, server: Server, log: Log) -> None:
        self._server, self._log = server, log
        self._random = random.Random(SEED)
        latest = max(KILLS + 1, JOURNEYS * STEPS - 2 * CLIENTS)
        self._moments = sorted(self._random.sample(range(1, latest), KILLS))
        self.kills = self.processes = self.requests = self.backends = 0
        self.downtime = 0.0

    def run(self, threads: list[threading.Thread]) -> None:
        for moment in self._moments:
            if not self._wait(moment, threads):
                return
            self._kill()

    def _wait(self, moment: int, threads: list[threading.Thread]) -> bool:
        while any(thread.is_alive() for thread in threads) and not self._log.failures:
            if self._log.acknowledged >= moment:
                time.sleep(self._random.uniform(0, 0.08))
                if self._log.under_way:
                    return True
            time.sleep(0.001)
        return False

    def _kill(self) -> None:
        self.kills += 1
        self.requests += self._log.under_way
        if is_postgresql() and self.kills % EVERY_BACKEND == 0:
            self._log.database_was_killed = True
            self.backends += kill_backend(self._random)
        self.processes += self._server.kill()
        began = time.monotonic()
        wait_for_database()
        self._server.start()
        self.downtime += time.monotonic() - began


def verdict(log: Log, killer: Killer) -> list[str]:
    """Everything that is wrong in the end."""
    lines = log.lines()
    received = [line for line in lines if line["what"] == "received"]
    applications = [UUID(line["application"]) for line in received]
    wanted: dict[UUID, list[evidence.Told]] = {application: [("received", "", "")] for application in applications}
    for line in lines:
        if line["what"] == "acted":
            wanted[UUID(line["application"])].append(("acted", line["step"], line["outcome"]))
    faults = list(log.failures)
    if len(set(applications)) != JOURNEYS or len(lines) != JOURNEYS * STEPS:
        faults.append(f"{len(set(applications))} of {JOURNEYS} journeys, {len(lines)} acknowledgements")
    if killer.kills != KILLS or killer.requests < KILLS:
        faults.append(f"{killer.kills} of {KILLS} kills, {killer.requests} requests under way")
    if not killer.backends and any(name.startswith("answered 5") for name in log.counts):
        faults.append(f"a server error reached somebody: {dict(log.counts)}")
    faults += evidence.histories(wanted)
    faults += evidence.ended(applications)
    faults += evidence.agenda(line["register"] for line in received)
    faults += receipts(received)
    faults += evidence.letters(applications, "delivered")
    faults += evidence.projections()
    faults += evidence.ledger()
    return faults


def receipts(received: list[dict[str, Any]]) -> Iterator[str]:
    """Every code that was told opens its application with the secret that was told."""
    from maklumat.records.work.queries import unlock

    for line in received:
        if unlock(line["code"], line["secret"]) != UUID(line["application"]):
            yield f"{line['code']} opens another application"


def main() -> int:
    stop_on_signals()  # whatever ends us ends the server too
    database = os.environ.get("MAKLUMAT_DATABASE", "sqlite")
    stage.set_up_django(database)
    people = [stage.staff(post)[0] for post in dict.fromkeys(deed.post for deed in JOURNEY)]
    folder = Path(tempfile.mkdtemp(prefix="maklumat-kill-"))
    log = Log(folder / "acknowledged.jsonl")
    began = time.monotonic()
    numbers: queue.SimpleQueue[int] = queue.SimpleQueue()
    for number in range(JOURNEYS):
        numbers.put(number)
    with Server(folder / "server.log") as server:
        clients = [Client(server.port, log, people) for _ in range(CLIENTS)]
        killer = Killer(server, log)
        threads = [threading.Thread(target=work, args=(client, log, numbers), daemon=True) for client in clients]
        for thread in threads:
            thread.start()
        killer.run(threads)
        for thread in threads:
            thread.join()
        server_faults = server.faults()
    wait_for_database()
    faults = verdict(log, killer)
    if server_faults and not killer.backends:
        faults.append(f"the server's log speaks of {len(server_faults)} errors, the first: {server_faults[0][:300]}")
    summary = {
        "campaign": "kill", "database": database.partition(":")[0], "seed": SEED, "journeys": JOURNEYS,
        "acknowledged": log.acknowledged, "kills": killer.kills, "processes_killed": killer.processes,
        "database_backends_killed": killer.backends, "requests_under_way_at_kills": killer.requests,
        **dict(sorted(log.counts.items())), "seconds": round(time.monotonic() - began),
        "seconds_down": round(killer.downtime), "log": str(log.path), "faults": len(faults),
    }  # fmt: skip
    print(json.dumps(summary), flush=True)
    for fault in faults[:20]:
        print(f"FAULT {fault}", flush=True)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
