"""Writing the ledger: places, hashes, races, and what the databases themselves refuse."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import Error, IntegrityError, connection, transaction

from maklumat.core.events import Event
from maklumat.core.evidence.chain import GENESIS, Entry
from maklumat.records.applications.models import Counter
from maklumat.records.ledger.actions import Happening, OutsideTransaction, append, append_events, append_many
from maklumat.records.ledger.driver import Write, insert
from maklumat.records.ledger.models import LedgerEntry, LedgerHead, LedgerPayload

pytestmark = pytest.mark.django_db(transaction=True)

MOMENT = datetime(2025, 6, 2, 1, 30, 15, 123456, tzinfo=UTC)
OFFICE = "contoh"


def event(seq: int, **data: object) -> Event:
    at = MOMENT + timedelta(minutes=seq)
    return Event(seq, "acted", at, at + timedelta(seconds=1), "kasi", "verifikasi", "sesuai", data)


def write(application: UUID | None, seq: int, office: str = OFFICE, actor_id: int | None = 7) -> Entry:
    with transaction.atomic():
        return append(office, application, event(seq, note=f"catatan {seq}"), actor_id)


def test_entries_are_numbered_and_chained_within_the_office() -> None:
    one, two = uuid4(), uuid4()
    first, second, third = write(one, 1), write(two, 1), write(one, 2)
    other = write(one, 3, office="lain")
    assert [entry.office_seq for entry in (first, second, third, other)] == [1, 2, 3, 1]
    assert first.previous_hash == other.previous_hash == GENESIS
    assert second.previous_hash == first.hash
    assert third.previous_hash == second.hash
    assert all(entry.holds_at(entry.office_seq) for entry in (first, second, third, other))


def test_what_is_stored_is_what_was_returned() -> None:
    with transaction.atomic():
        entries = append_many(
            OFFICE,
            [
                Happening(event(1, note="satu"), uuid4(), 7),
                Happening(Event(0, "calendar_loaded", MOMENT, MOMENT), None, None),
                Happening(event(1, note="dua"), uuid4(), None),
            ],
        )
    rows = LedgerEntry.objects.order_by("office_seq")
    assert [
        Entry(
            row.office, row.office_seq, row.application, row.application_seq, row.kind, row.step, row.outcome, row.post,
            row.actor_id, row.occurred_at, row.recorded_at,
            bytes(row.payload_digest), bytes(row.previous_hash), bytes(row.hash),
        )
        for row in rows
    ] == list(entries)  # fmt: skip
    assert entries[1].application_seq is None
    head = LedgerHead.objects.get()
    assert (head.office, head.seq, bytes(head.hash)) == (OFFICE, 3, entries[2].hash)
    assert LedgerPayload.objects.filter(entry__in=rows).count() == 3


def test_nothing_personal_lies_open() -> None:
    with transaction.atomic():
        append(OFFICE, uuid4(), event(1, nik="9999010101010001"), 7)
    sealed = bytes(LedgerPayload.objects.get().sealed)
    assert b"9999010101010001" not in sealed


def test_outside_a_transaction_it_refuses() -> None:
    with pytest.raises(OutsideTransaction) as caught:
        append(OFFICE, uuid4(), event(1), 7)
    assert caught.value.code == "BKT-001"
    assert not LedgerEntry.objects.exists()


def test_no_events_write_nothing() -> None:
    with transaction.atomic():
        assert append_events(OFFICE, uuid4(), ()) == ()
    assert not LedgerHead.objects.exists()


def test_a_number_within_the_application_is_given_once() -> None:
    application = uuid4()
    write(application, 1)
    with pytest.raises(IntegrityError):
        write(application, 1)
    assert write(application, 2).office_seq == 2


def test_what_goes_along_is_written_once_with_the_very_first_entry_too() -> None:
    """The office's chain has no head yet: the statement finds nothing to hang on and is sent again."""
    counter = insert("applications_counter", ("office", "register", "year", "next"))
    for seq in (1, 2):
        along = Write(counter, (OFFICE, f"uji {seq}", 2026, 7))
        with transaction.atomic():
            append_events(OFFICE, uuid4(), [event(1), event(2)], 7, along)
    assert list(Counter.objects.values_list("register", "next")) == [("uji 1", 7), ("uji 2", 7)]
    assert LedgerHead.objects.get().seq == 4


def test_a_rolled_back_action_leaves_no_trace() -> None:
    first = write(uuid4(), 1)
    with transaction.atomic():
        append(OFFICE, uuid4(), event(1), 7)
        transaction.set_rollback(True)
    assert write(uuid4(), 1).previous_hash == first.hash


def test_many_writers_make_one_chain() -> None:
    def work(_: int) -> None:
        try:
            for _ in range(12):
                with transaction.atomic():
                    append_events(OFFICE, uuid4(), [event(1), event(2, note="dua")], 7)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(work, range(6)))
    link, seq = GENESIS, 0
    for row in LedgerEntry.objects.order_by("office_seq"):
        seq += 1
        assert (row.office_seq, bytes(row.previous_hash)) == (seq, link)
        link = bytes(row.hash)
    head = LedgerHead.objects.get()
    assert (seq, head.seq, bytes(head.hash)) == (144, 144, link)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_entry SET outcome = 'lain'",
        "UPDATE ledger_entry SET office_seq = office_seq",
        "DELETE FROM ledger_entry",
        "DELETE FROM ledger_payload",
        "UPDATE ledger_payload SET erased_reason = 'x'",
        "UPDATE ledger_payload SET sealed = %s",
        "UPDATE ledger_payload SET entry_id = entry_id + 1",
        "DELETE FROM ledger_head",
        "UPDATE ledger_head SET seq = 1",
        "UPDATE ledger_head SET hash = %s",
        "UPDATE ledger_head SET office = 'lain', seq = seq + 1",
    ],
)
def test_the_database_refuses_to_change_the_past(statement: str) -> None:
    write(uuid4(), 1)
    write(uuid4(), 1)
    with pytest.raises(Error, match="is refused"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, [b"lain"] if "%s" in statement else [])


@pytest.mark.parametrize("table", ["ledger_entry", "ledger_payload", "ledger_head"])
def test_no_table_can_be_emptied(table: str) -> None:
    write(uuid4(), 1)
    emptied = "DELETE FROM" if connection.vendor == "sqlite" else "TRUNCATE"  # SQLite knows no TRUNCATE
    with pytest.raises(Error, match="is refused"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"{emptied} {table}")
