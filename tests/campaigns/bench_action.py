"""One action = one durable commit, beside a bare commit of three statements on the same database and driver.

Ours is `records.work.actions.act` on real files of Belitung's second service: the file is read and locked, permission
checked, the procedure decided, the effects written (a letter drafted, a letter handed over), the worklist row moved
and the ledger appended, sealed and chained; then COMMIT. One client in this process. The signature in the middle of
the journey is made but not timed: rendering and signing have a bench of their own. "action" are the deeds that move the
file and make no letter; "action_whole_journey" adds drafting the letter and handing it over.

The floor speaks to the same connection's driver with constant texts: BEGIN, two inserts and an update of rows as
large as ours, into tables with nothing but a primary key, COMMIT. fsync is on for both: SQLite in WAL with
synchronous=FULL, PostgreSQL with synchronous_commit=on.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import timedelta
from statistics import median
from typing import Any
from uuid import UUID, uuid4

from tests.campaigns import stage
from tests.campaigns.desk import JOURNEY, SIGNED, Deed
from tests.campaigns.figures import figure, in_turn, per_database, rate, timed

ROUNDS = int(os.environ.get("ROUNDS", "9"))
FILES = int(os.environ.get("FILES", "15"))
COMMITS = int(os.environ.get("COMMITS", "150"))
LETTER = frozenset({"drafted", "delivered"})
TIMED = [deed.outcome for deed in JOURNEY if deed.outcome != SIGNED]
PLAIN = [outcome for outcome in TIMED if outcome not in LETTER]


class Floor:
    """BEGIN; INSERT; INSERT; UPDATE; COMMIT by the driver itself."""

    def __init__(self, entry: int, payload: int, state: int) -> None:
        from django.db import connection

        connection.ensure_connection()
        self._postgresql = connection.vendor == "postgresql"
        self._raw: Any = connection.connection
        hole, blob = ("%s", "bytea") if self._postgresql else ("?", "blob")
        key = "uuid" if self._postgresql else "text"
        for statement in (
            f"CREATE TABLE bare_entry (id bigint PRIMARY KEY, file {key}, seq int, body {blob})",
            f"CREATE TABLE bare_payload (id bigint PRIMARY KEY, sealed {blob})",
            f"CREATE TABLE bare_item (file {key} PRIMARY KEY, seq int, state text)",
        ):
            self._raw.execute(statement)
        self._texts = (
            f"INSERT INTO bare_entry VALUES ({hole}, {hole}, {hole}, {hole})",
            f"INSERT INTO bare_payload VALUES ({hole}, {hole})",
            f"UPDATE bare_item SET seq = {hole}, state = {hole} WHERE file = {hole}",
        )
        self._entry, self._payload, self._state = os.urandom(entry), os.urandom(payload), "x" * state
        self._files = [uuid4() if self._postgresql else uuid4().hex for _ in range(200)]
        for file in self._files:
            self._raw.execute(f"INSERT INTO bare_item VALUES ({hole}, 0, {hole})", (file, self._state))
        self._done = 0

    def commits(self) -> None:
        write = self._write_postgresql if self._postgresql else self._write_sqlite
        for _ in range(COMMITS):
            self._done += 1
            write(self._done, self._files[self._done % len(self._files)])

    def _values(self, number: int, file: Any) -> tuple[tuple[Any, ...], ...]:
        return (number, file, number, self._entry), (number, self._payload), (number, self._state, file)

    def _write_sqlite(self, number: int, file: Any) -> None:
        execute = self._raw.execute
        execute("BEGIN IMMEDIATE")
        for text, values in zip(self._texts, self._values(number, file), strict=True):
            execute(text, values)
        execute("COMMIT")

    def _write_postgresql(self, number: int, file: Any) -> None:
        with self._raw.cursor() as cursor:
            cursor.execute("BEGIN")
            for text, values in zip(self._texts, self._values(number, file), strict=True):
                cursor.execute(text, values, prepare=True)
            cursor.execute("COMMIT")


class Actions:
    """Journeys, deed by deed over all files of a batch."""

    def __init__(self) -> None:
        people = {post: stage.staff(post)[0] for post in dict.fromkeys(deed.post for deed in JOURNEY)}
        self._actors: dict[str, Any] = {
            post: stage.officer(post, user_id=person.user_id) for post, person in people.items()
        }
        self._at = stage.START
        self.by_outcome: dict[str, list[float]] = {}

    def batch(self) -> float:
        """FILES journeys; the seconds of all deeds but the signature."""
        self._at += timedelta(seconds=1)
        files = stage.applications(FILES, self._at)
        taken: dict[str, float] = {}
        for seq, deed in enumerate(JOURNEY, start=1):
            self._at += timedelta(milliseconds=10)
            if deed.outcome == SIGNED:
                self._sign(files, deed, seq)
                continue
            seconds = timed(lambda: self._do(files, deed, seq))  # noqa: B023  # called at once
            taken[deed.outcome] = taken.get(deed.outcome, 0.0) + seconds
        for outcome, seconds in taken.items():
            self.by_outcome.setdefault(outcome, []).append(seconds)
        return sum(taken.values())

    def plain(self) -> list[float]:
        """The seconds of each batch's deeds that make no letter."""
        return [sum(batch) for batch in zip(*(self.by_outcome[outcome] for outcome in set(PLAIN)), strict=True)]

    def _do(self, files: Sequence[UUID], deed: Deed, seq: int) -> None:
        from maklumat.records.work.actions import act

        actor, data, at = self._actors[deed.post], stage.data_of(deed.outcome), self._at
        for file in files:
            act(actor, file, step=deed.step, outcome=deed.outcome, seen_seq=seq, data=data, moment=at)

    def _sign(self, files: Sequence[UUID], deed: Deed, seq: int) -> None:
        from maklumat.records.work.signing import sign

        for file in files:
            sign(self._actors[deed.post], file, step=deed.step, seen_seq=seq, moment=self._at)


def sizes() -> tuple[int, int, int]:
    """How large our rows are: an entry without its payload, a sealed payload, the columns of a moved work item."""
    from maklumat.records.ledger.models import LedgerEntry, LedgerPayload
    from maklumat.records.procedures.models import WorkItem

    sealed = [len(bytes(one)) for one in LedgerPayload.objects.values_list("sealed", flat=True)]
    texts = LedgerEntry.objects.values_list("office", "kind", "step", "outcome", "post")
    entries = [3 * 32 + 2 * 8 + 8 + sum(map(len, row)) for row in texts]
    moved = [len(state) + len(desk) + len(step) + 4 * 8 for state, desk, step in
             WorkItem.objects.values_list("state", "desk", "step")]  # fmt: skip
    return round(median(entries)), round(median(sealed)), round(median(moved))


def settings_hold() -> None:
    """The durability that is claimed is the one in force."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for name in ("fsync", "synchronous_commit"):
                cursor.execute(f"SHOW {name}")
                assert cursor.fetchone()[0] == "on", name
        else:
            for name, wanted in (("journal_mode", "wal"), ("synchronous", 2)):
                cursor.execute(f"PRAGMA {name}")
                assert cursor.fetchone()[0] == wanted, name


def measure(database: str) -> None:
    actions = Actions()
    actions.batch()  # caches, prepared statements
    settings_hold()
    actions.by_outcome.clear()
    floor = Floor(*sizes())
    floor.commits()
    whole, bare = in_turn(ROUNDS, [actions.batch, lambda: timed(floor.commits)])
    for outcome, seconds in actions.by_outcome.items():
        each = median(seconds) / FILES / TIMED.count(outcome)
        print(f"{database} {outcome}: {each * 1000:.3f} ms", file=sys.stderr)
    least = rate(bare, COMMITS)
    for name, seconds, deeds in (("action", actions.plain(), PLAIN), ("action_whole_journey", whole, TIMED)):
        figure(
            name, rate(seconds, FILES * len(deeds)), "actions/s", "bare commit of three statements", least,
            database=database, n=ROUNDS * FILES * len(deeds),
        )  # fmt: skip


if __name__ == "__main__":
    sys.exit(per_database("bench_action", measure))
