"""Nothing of time lost, nothing twice: two clock workers share the files and are killed again and again.

FILES applications come in over a week. Two worker processes record what the passing days bring; the moment they work
at lies in a file, and moves on to the next one that is stored when nothing is left at this one. At random moments of
the work one worker or both get SIGKILL and are started again; on PostgreSQL every fifth time a backend gets it too,
and the database recovers from its log. In the end each file was warned of once, broken once and told of once, its row
is what its events say, and the ledger is sound.

    FILES=10000 KILLS=20 SEED=... python -m tests.campaigns.campaign_clock
"""

from __future__ import annotations

import logging
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Final
from uuid import UUID

from tests.campaigns import evidence, stage
from tests.campaigns.postgres import is_postgresql, kill_backend, wait_for_database
from tools.throwaway_postgres import stop_on_signals

FILES: Final = int(os.environ.get("FILES", "10000"))
KILLS: Final = int(os.environ.get("KILLS", "20"))
SEED: Final = int(os.environ.get("SEED", str(random.SystemRandom().randrange(1_000_000))))
RECEIPT_DAYS: Final = 5
EVERY_BACKEND: Final = 5
EXPECTED: Final = ("received", "warned", "breached", "escalated")
MODULE: Final = "tests.campaigns.campaign_clock"


class Workers:
    """Two processes that do what `maklumat clock` does, at the moment that stands in a file."""

    def __init__(self, folder: Path, database: str) -> None:
        self._environment = {**os.environ, "MAKLUMAT_DATABASE": database}
        self._moment, self._log = folder / "moment", folder / "workers.log"
        self._processes: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Workers:
        self._processes = [self._start(), self._start()]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in self._processes:
            process.kill()
            process.wait()

    def set_moment(self, moment: datetime) -> None:
        fresh = self._moment.with_suffix(".new")
        fresh.write_text(moment.isoformat())
        fresh.replace(self._moment)

    def kill(self, numbers: list[int]) -> None:
        """SIGKILL, and a new worker in the place of each."""
        for number in numbers:
            self._processes[number].send_signal(signal.SIGKILL)
        for number in numbers:
            self._processes[number].wait()
            self._processes[number] = self._start()

    def faults(self) -> list[str]:
        return [line for line in self._log.read_text(errors="replace").splitlines() if "Error" in line]

    def _start(self) -> subprocess.Popen[bytes]:
        with self._log.open("ab") as log:
            command = [sys.executable, "-m", MODULE, "worker", str(self._moment)]
            return subprocess.Popen(command, env=self._environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log)


def worker(place: Path) -> None:
    """One worker's life: rounds at the moment that holds, until it is killed or its parent is gone."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "maklumat.config.settings"
    os.environ["MAKLUMAT_MODE"] = "test"
    import django

    django.setup()
    from django.db import DatabaseError, connection

    from maklumat.records.work.clockwork import run_due

    logging.disable(logging.CRITICAL)  # a backend that was killed under it is no fault of the worker
    parent = os.getppid()
    while os.getppid() == parent:
        try:
            while run_due(datetime.fromisoformat(place.read_text())):
                continue
        except DatabaseError:
            connection.close()
        time.sleep(0.02)


def entries() -> int:
    """How many entries the ledger has."""
    from maklumat.records.ledger.queries import head_of

    head = head_of(stage.OFFICE)
    return head.seq if head else 0


def received() -> list[UUID]:
    """FILES applications, as many on each of the days."""
    made: list[UUID] = []
    for day in range(RECEIPT_DAYS):
        count = FILES // RECEIPT_DAYS + (day < FILES % RECEIPT_DAYS)
        made += stage.applications(count, stage.START + timedelta(days=day))
    return made


class Killer:
    """Moves the moment on and kills, until nothing is left to come."""

    def __init__(self, workers: Workers, files: int, kills: int) -> None:
        self._workers = workers
        self._chance = random.Random(SEED)
        first, last = entries() + 1, entries() + files * (len(EXPECTED) - 1) - 50
        self._places = sorted(self._chance.sample(range(first, last), kills))
        self.kills = self.processes = self.backends = 0

    def run(self) -> None:
        from maklumat.records.work.clockwork import next_moment

        moment = stage.START
        while following := next_moment(moment):
            moment = following + timedelta(seconds=1)
            self._workers.set_moment(moment)
            self._until_done(moment)

    def _until_done(self, moment: datetime) -> None:
        from maklumat.records.procedures.queries import to_look_at

        while to_look_at(moment, limit=1):
            if self._places and entries() >= self._places[0]:
                self._places.pop(0)
                self._kill()
            time.sleep(0.01)

    def _kill(self) -> None:
        self.kills += 1
        if is_postgresql() and self.kills % EVERY_BACKEND == 0:
            self.backends += kill_backend(self._chance)
        numbers = self._chance.choice([[0], [1], [0, 1]])
        self.processes += len(numbers)
        self._workers.kill(numbers)
        wait_for_database()


def verdict(files: list[UUID], killer: Killer) -> Iterator[str]:
    """Everything that is wrong in the end."""
    if killer.kills != KILLS:
        yield f"{killer.kills} of {KILLS} kills"
    yield from evidence.histories({file: [(kind, "", "") for kind in EXPECTED] for file in files})
    yield from evidence.projections()
    yield from evidence.ledger()


def main() -> int:
    if sys.argv[1:2] == ["worker"]:
        worker(Path(sys.argv[2]))
        return 0
    stop_on_signals()  # whatever ends us ends the workers too
    database = os.environ.get("MAKLUMAT_DATABASE", "sqlite")
    stage.set_up_django(database)
    began = time.monotonic()
    files = received()
    made = time.monotonic()
    folder = Path(tempfile.mkdtemp(prefix="maklumat-clock-"))
    with Workers(folder, database) as workers:
        workers.set_moment(stage.START)
        killer = Killer(workers, FILES, KILLS)
        killer.run()
        wrong = workers.faults()
    done = time.monotonic()
    wrong += verdict(files, killer)
    counts = Counter(_kinds())
    print(
        f"clock on {database.partition(':')[0]}, seed {SEED}: {len(files)} files in {made - began:.0f} s; two workers"
        f" {done - made:.0f} s, {killer.kills} kills ({killer.processes} worker processes, {killer.backends} database"
        f" backends); {', '.join(f'{counts[kind]} {kind}' for kind in EXPECTED)}; {len(wrong)} faults"
    )
    for fault in wrong[:20]:
        print(f"  {fault}")
    return 1 if wrong else 0


def _kinds() -> list[str]:
    from maklumat.records.ledger.models import LedgerEntry

    return list(LedgerEntry.objects.filter(application__isnull=False).values_list("kind", flat=True))


if __name__ == "__main__":
    sys.exit(main())
