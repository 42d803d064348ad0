"""The files of a year as what was done to them, read off the ledger in large strides.

What moved a file stands in the ledger unsealed (kind, step, outcome, post, moment), so nothing is opened but the
answers, and those only where a promise asks for them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.db import connection

from maklumat.core import events
from maklumat.core.procedure.state import ENDED
from maklumat.core.replay.values import Deed
from maklumat.records.applications.content import submission_in
from maklumat.records.ledger.driver import Statement, aware, fetch_all, statement
from maklumat.records.ledger.history import history

STRIDE: Final = 1_000
MOVING: Final = (events.ACTED, events.RECEIVED, events.RESUBMITTED, events.WITHDRAWN)
BROUGHT: Final = events.TAKEN_OVER
"""The file came from paper: what was done to it before, and by whom, nobody wrote down here."""
HANDED: Final = (events.DELEGATED, events.ANSWERED, events.RECALLED)
"""Work handed on, answered, and taken back: an act that was taken back unread is as if it had not been."""


class PastFile(NamedTuple):
    """A file and what was done to it. `limits`: the promises that bound it under its own standard.

    `sealed`: its content, to be opened by `facts_of`; b"" unless it was asked for. `brought`: it came from paper, and
    `deeds` begin somewhere on its way.
    """

    id: UUID
    service: str
    standard_id: int
    status: str
    limits: tuple[str, ...]
    received_at: datetime
    deeds: tuple[Deed, ...]
    at: tuple[datetime, ...]
    sealed: bytes
    brought: bool = False

    @property
    def ended(self) -> bool:
        return self.status in ENDED


def past_files(office: str, year: int, *, service: str = "", answers_of: str = "") -> Iterator[PastFile]:
    """The files that the office received in that year (of one service, or of all), in the order of the agenda.

    `answers_of`: the service whose files come with their sealed content.
    """
    known: dict[tuple[str, ...], Deed] = {}
    content = "CASE WHEN a.service = %s THEN a.content END" if answers_of else "NULL"
    of = " AND a.service = %s" if service else ""
    heads = statement(
        f"SELECT a.id, a.service, a.register_seq, w.standard_id, w.status, w.state, {content}"  # noqa: S608  # our own
        " FROM applications_application a JOIN procedures_work_item w ON w.application_id = a.id"
        f" WHERE a.office = %s AND a.register_year = %s AND a.register_seq > %s AND a.destroyed_at IS NULL{of}"
        f" ORDER BY a.register_seq LIMIT {STRIDE}"
    )
    asked, only = (answers_of,) if answers_of else (), (service,) if service else ()
    after = 0
    while True:
        rows = fetch_all(heads, (*asked, office, year, after, *only))
        if not rows:
            return
        deeds, brought = _deeds([row[0] for row in rows], known)
        for id_, code, after, standard_id, status, state, sealed in rows:  # noqa: B007  # the last one leads on
            done, at = deeds.get(id_, ([], []))
            yield PastFile(
                _uuid(id_), code, standard_id, status, tuple(json.loads(state)["limits"]), at[0], tuple(done),
                tuple(at[1:]), bytes(sealed or b""), id_ in brought,
            )  # fmt: skip


_Done = dict[Any, tuple[list[Deed], list[datetime]]]


def _deeds(ids: list[Any], known: dict[tuple[str, ...], Deed]) -> tuple[_Done, set[Any]]:
    """What was done to each of these files, the moments begin with its receipt; and those that came from paper."""
    found: _Done = {id_: ([], []) for id_ in ids}
    brought: set[Any] = set()
    what, values = _of(ids)
    sqlite = connection.vendor == "sqlite"
    out: dict[Any, int] = {}
    for id_, at, *columns in fetch_all(what, values):
        done, moments = found[id_]
        key = tuple(columns)
        if key[0] in HANDED:
            _handed(key[0], id_, out, done, moments)
            continue
        if key[0] == BROUGHT:
            brought.add(id_)
            continue
        moments.append(datetime.fromisoformat(at).replace(tzinfo=UTC) if sqlite else aware(at))
        if key[0] == events.RECEIVED:
            continue
        out.pop(id_, None)
        deed = known.get(key)
        if deed is None:
            deed = known[key] = Deed(*key)
        done.append(deed)
    return found, brought


def _handed(kind: str, id_: Any, out: dict[Any, int], done: list[Any], moments: list[Any]) -> None:
    """Somebody delegated, answered, or took back: a delegation first (`out` counts them by file), else the last act."""
    if kind == events.DELEGATED:
        out[id_] = out.get(id_, 0) + 1
    elif out.get(id_):
        out[id_] -= 1
    elif kind == events.RECALLED and done:
        done.pop()
        moments.pop()


_COLUMNS: Final = "application, {at}, kind, step, outcome, post"
_KINDS: Final = ", ".join(f"'{kind}'" for kind in (*MOVING, *HANDED, BROUGHT))


def _of(ids: list[Any]) -> tuple[Statement, list[Any]]:
    """The statement for the deeds of these files. On SQLite the moment is read as text: its converter is slow."""
    text = "SELECT {columns} FROM ledger_entry WHERE application {among} AND kind IN ({kinds}) ORDER BY application_seq"
    sqlite = text.format(
        columns=_COLUMNS.format(at="occurred_at || ''"), among=f"IN ({', '.join('?' * len(ids))})", kinds=_KINDS
    )
    postgresql = text.format(columns=_COLUMNS.format(at="occurred_at"), among="= ANY(%s)", kinds=_KINDS)
    return Statement(sqlite, postgresql), ids if connection.vendor == "sqlite" else [ids]


def _uuid(value: Any) -> UUID:
    return value if isinstance(value, UUID) else UUID(hex=value)


def facts_of(file: PastFile) -> Mapping[str, Any]:
    """What conditions may ask of a file that was read with its answers."""
    return submission_in(file.id, file.sealed).facts


def records_of(file: PastFile) -> tuple[Mapping[str, Any], ...]:
    """What was written down with each of its deeds, in their order; opened one file at a time."""
    found = [event for _, event in history(file.id) if event.kind in MOVING and event.kind != events.RECEIVED]
    if len(found) != len(file.deeds):  # something was taken back
        return ()
    return tuple({name: value for name, value in event.data.items() if name != "due"} for event in found)
