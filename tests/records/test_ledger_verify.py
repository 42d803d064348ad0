"""Every way to tamper with the ledger behind the program's back is found, named, and called what it is."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection, transaction

from maklumat.core.events import Event
from maklumat.core.evidence import faults
from maklumat.core.evidence.chain import Entry, body_of, chain_hash
from maklumat.core.evidence.verification import Report, verify
from maklumat.records.ledger.actions import Happening, append, append_many, erase, sign_head
from maklumat.records.ledger.history import events_of
from maklumat.records.ledger.models import LedgerEntry, LedgerPayload
from maklumat.records.ledger.queries import _Chain, head_of, offices, proof_on_receipt, proofs, verification

pytestmark = pytest.mark.django_db

MOMENT = datetime(2025, 6, 2, 1, 30, 15, 123456, tzinfo=UTC)
OFFICE = "contoh"
ONE, TWO = UUID(int=0xA1), UUID(int=0xB2)


def event(seq: int, minute: int, kind: str = "acted", **data: object) -> Event:
    at = MOMENT + timedelta(minutes=minute)
    return Event(seq, kind, at, at + timedelta(seconds=1), "kasi", "verifikasi", "sesuai", data)


@pytest.fixture
def chain() -> Iterator[tuple[Entry, ...]]:
    """Eight entries of two applications and the office; another office beside them."""
    with transaction.atomic():
        written = append_many(
            OFFICE,
            [
                Happening(event(1, 1, note="satu"), ONE, None),
                Happening(event(1, 2, note="dua"), TWO, None),
                Happening(event(2, 3, note="tiga"), ONE, 7),
                Happening(event(3, 4, note="empat"), ONE, 7),
                Happening(event(2, 5, note="lima"), TWO, 8),
                Happening(event(0, 6, kind="calendar_loaded")),
                Happening(event(4, 7, note="tujuh"), ONE, 9),
                Happening(event(3, 8, note="delapan"), TWO, 9),
            ],
        )
    with transaction.atomic():
        append("lain", UUID(int=0xC3), event(1, 9), 7)
    yield written
    shutil.rmtree(settings.DATA_DIR / "heads", ignore_errors=True)


@pytest.fixture
def tamper() -> Iterator[Any]:
    """Runs SQL as somebody does who owns the database file or server: without the triggers."""
    with connection.cursor() as cursor:
        triggers: list[tuple[str, str]] = []
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'ledger%%'", [])
            triggers = cursor.fetchall()
            assert len(triggers) == 6
            for name, _ in triggers:
                cursor.execute(f"DROP TRIGGER {name}")
        else:
            cursor.execute("SET session_replication_role = replica")
        yield cursor.execute
        for _, sql in triggers:
            cursor.execute(sql)
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = DEFAULT")


def named(fault: str, entry: Entry) -> tuple[Any, ...]:
    return fault, OFFICE, entry.office_seq, entry.application, entry.application_seq, entry.kind, entry.occurred_at


def found() -> tuple[Any, ...]:
    report = verification(OFFICE).report
    suspect = report.suspect
    assert suspect is not None
    return (
        report.fault, suspect.office, suspect.office_seq,
        suspect.application, suspect.application_seq, suspect.kind, suspect.occurred_at,
    )  # fmt: skip


def renumber(tamper: Any, by: int, start: int) -> None:
    """Close or open a gap: past the unique constraint by way of negative numbers."""
    tamper(
        "UPDATE ledger_entry SET office_seq = -(office_seq + %s) WHERE office = %s AND office_seq >= %s",
        [by, OFFICE, start],
    )
    tamper("UPDATE ledger_entry SET office_seq = -office_seq WHERE office = %s AND office_seq < 0", [OFFICE])


def move(tamper: Any, one: int, other: int) -> None:
    for seq, to in ((one, -1), (other, one), (-1, other)):
        tamper("UPDATE ledger_entry SET office_seq = %s WHERE office = %s AND office_seq = %s", [to, OFFICE, seq])


def insert(tamper: Any, place: int, previous_hash: bytes, link: bytes | None = None) -> Entry:
    """A forged entry, hashed as it should be unless `link` says otherwise; its payload cannot be forged."""
    at = MOMENT + timedelta(hours=1)
    fields = (UUID(int=0xD4), 1, "acted", "tanda_tangan", "disetujui", "kadis", 1, at, at, sha256(b"palsu").digest())
    entry = Entry(
        OFFICE, place, *fields, previous_hash, link or chain_hash(previous_hash, place, body_of(OFFICE, *fields))
    )
    LedgerEntry.objects.create(**{name: getattr(entry, name) for name in Entry.__slots__})
    return entry


def test_a_sound_chain_is_sound(chain: tuple[Entry, ...]) -> None:
    checked = verification(OFFICE)
    assert checked.sound
    assert checked.report == Report(OFFICE, 8, 0, 0, None)
    assert offices() == (OFFICE, "lain")
    assert verification("belum-ada").report == Report("belum-ada", 0, 0, 0, None)


@pytest.mark.parametrize("place", [1, 4, 8])
@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("kind", "acte"),
        ("step", "verifikasj"),
        ("outcome", ""),
        ("post", "kabid"),
        ("actor_id", 70),
        ("occurred_at", MOMENT + timedelta(microseconds=1)),
        ("recorded_at", MOMENT - timedelta(days=1)),
        ("payload_digest", bytes(32)),
        ("previous_hash", bytes(31) + b"\1"),
        ("hash", bytes(32)),
        ("application_seq", 77),
        ("application", UUID(int=0xEE)),
    ],
)
def test_a_changed_byte(chain: tuple[Entry, ...], tamper: Any, place: int, column: str, value: Any) -> None:
    LedgerEntry.objects.filter(office=OFFICE, office_seq=place).update(**{column: value})
    report = verification(OFFICE).report
    assert report.suspect is not None
    assert (report.fault, report.suspect.office_seq, report.entries) == (faults.CHANGED, place, place - 1)
    if column not in ("kind", "application", "application_seq", "occurred_at"):
        assert found() == named(faults.CHANGED, chain[place - 1])


@pytest.mark.parametrize("place", [1, 4, 8])
def test_a_changed_number(chain: tuple[Entry, ...], tamper: Any, place: int) -> None:
    tamper("UPDATE ledger_entry SET office_seq = 99 WHERE office = %s AND office_seq = %s", [OFFICE, place])
    assert found() == named(faults.CHANGED, chain[place - 1])


def test_bytes_that_are_no_value_at_all(chain: tuple[Entry, ...], tamper: Any) -> None:
    rubbish = "CAST(x'ff' AS TEXT)" if connection.vendor == "sqlite" else "chr(65533)"
    tamper(f"UPDATE ledger_entry SET post = {rubbish} WHERE office = %s AND office_seq = 5", [OFFICE])  # noqa: S608
    assert found() == named(faults.CHANGED, chain[4])
    if connection.vendor == "sqlite":  # which takes any value in any column
        tamper("UPDATE ledger_entry SET occurred_at = 'kemarin', application = 'x' WHERE office_seq = 3")
        tamper("UPDATE ledger_entry SET recorded_at = replace(recorded_at, ' ', 'T') WHERE office_seq = 2")
        tamper("UPDATE ledger_entry SET office_seq = 'satu' WHERE office = %s AND office_seq = 7", [OFFICE])
        assert found() == named(faults.CHANGED, chain[1])


def test_a_changed_payload(chain: tuple[Entry, ...], tamper: Any) -> None:
    payload = LedgerPayload.objects.get(entry__office=OFFICE, entry__office_seq=3)
    sealed = bytearray(payload.sealed)
    sealed[-20] ^= 1
    LedgerPayload.objects.filter(pk=payload.pk).update(sealed=bytes(sealed))
    assert found() == named(faults.PAYLOAD_CHANGED, chain[2])


def test_swapped_payloads(chain: tuple[Entry, ...], tamper: Any) -> None:
    three, four = LedgerPayload.objects.filter(entry__office=OFFICE, entry__office_seq__in=(3, 4)).order_by("pk")
    LedgerPayload.objects.filter(pk=three.pk).update(sealed=four.sealed)
    LedgerPayload.objects.filter(pk=four.pk).update(sealed=three.sealed)
    assert found() == named(faults.PAYLOAD_CHANGED, chain[2])


def test_a_removed_payload(chain: tuple[Entry, ...], tamper: Any) -> None:
    LedgerPayload.objects.filter(entry__office=OFFICE, entry__office_seq=3).delete()
    assert found() == named(faults.PAYLOAD_MISSING, chain[2])


@pytest.mark.parametrize("erased_by", [6, 99, None])
def test_a_payload_blanked_without_an_entry_that_says_so(
    chain: tuple[Entry, ...], tamper: Any, erased_by: int | None
) -> None:
    LedgerPayload.objects.filter(entry__office=OFFICE, entry__office_seq=3).update(
        sealed=b"", erased_at=MOMENT, erased_by=erased_by, erased_reason="karangan"
    )
    assert found() == named(faults.PAYLOAD_CHANGED, chain[2])


def test_an_entry_changed_and_hashed_anew_with_all_that_follow(chain: tuple[Entry, ...], tamper: Any) -> None:
    """Whoever has the database but not the keys cannot mend the chain: the payload is sealed under the entry."""
    link = chain[3].previous_hash
    LedgerEntry.objects.filter(office=OFFICE, office_seq=4).update(outcome="ditolak")
    for row in LedgerEntry.objects.filter(office=OFFICE, office_seq__gte=4).order_by("office_seq"):
        fields = (
            row.application, row.application_seq, row.kind, row.step, row.outcome, row.post, row.actor_id,
            row.occurred_at, row.recorded_at, bytes(row.payload_digest),
        )  # fmt: skip
        previous, link = link, chain_hash(link, row.office_seq, body_of(OFFICE, *fields))
        LedgerEntry.objects.filter(pk=row.pk).update(previous_hash=previous, hash=link)
    tamper("UPDATE ledger_head SET hash = %s WHERE office = %s", [link, OFFICE])
    assert found() == named(faults.PAYLOAD_CHANGED, chain[3])


@pytest.mark.parametrize("closed", [False, True])
@pytest.mark.parametrize("place", [1, 3, 7])
def test_a_removed_entry(chain: tuple[Entry, ...], tamper: Any, place: int, *, closed: bool) -> None:
    tamper("DELETE FROM ledger_entry WHERE office = %s AND office_seq = %s", [OFFICE, place])
    if closed:
        renumber(tamper, -1, place + 1)
    gone = chain[place - 1]
    # What only it knew is gone with it; whose it was shows in the gap it leaves in its application.
    whose = (gone.application, gone.application_seq) if place in (1, 3) else (None, None)
    assert found() == (faults.REMOVED, OFFICE, place, *whose, None, None)


def test_a_removed_entry_with_the_head_set_to_match(chain: tuple[Entry, ...], tamper: Any) -> None:
    tamper("DELETE FROM ledger_entry WHERE office = %s AND office_seq = 3", [OFFICE])
    renumber(tamper, -1, 4)
    tamper("UPDATE ledger_head SET seq = 7 WHERE office = %s", [OFFICE])
    assert found()[:3] == (faults.REMOVED, OFFICE, 3)


@pytest.mark.parametrize(("one", "other"), [(3, 4), (1, 2), (7, 8), (2, 6), (1, 8)])
def test_swapped_entries(chain: tuple[Entry, ...], tamper: Any, one: int, other: int) -> None:
    move(tamper, one, other)
    report = verification(OFFICE).report
    assert report.suspect is not None
    assert (report.fault, report.suspect.office_seq, report.suspect.occurred_at) == (
        faults.SWAPPED, one, chain[other - 1].occurred_at,
    )  # fmt: skip


@pytest.mark.parametrize("link", [None, bytes(32)])
@pytest.mark.parametrize("place", [1, 4, 8])
def test_an_inserted_entry(chain: tuple[Entry, ...], tamper: Any, place: int, link: bytes | None) -> None:
    renumber(tamper, 1, place)
    forged = insert(tamper, place, chain[place - 1].previous_hash, link)
    assert found() == named(faults.INSERTED, forged)


@pytest.mark.parametrize("link", [None, bytes(32)])
def test_an_entry_inserted_behind_the_last(chain: tuple[Entry, ...], tamper: Any, link: bytes | None) -> None:
    forged = insert(tamper, 9, chain[-1].hash, link)
    assert found() == named(faults.INSERTED, forged)


def test_a_genuine_entry_inserted_behind_the_head(chain: tuple[Entry, ...], tamper: Any) -> None:
    with transaction.atomic():
        added = append(OFFICE, ONE, event(5, 9), 7)
    tamper("UPDATE ledger_head SET seq = 8, hash = %s WHERE office = %s", [chain[-1].hash, OFFICE])
    assert found() == named(faults.INSERTED, added)
    assert verification(OFFICE).report.entries == 8


def test_a_cut_tail(chain: tuple[Entry, ...], tamper: Any) -> None:
    tamper("DELETE FROM ledger_entry WHERE office = %s AND office_seq > 5", [OFFICE])
    assert found()[:3] == (faults.CUT_TAIL, OFFICE, 6)


def test_a_cut_tail_with_the_head_set_back_is_found_by_the_signed_head(chain: tuple[Entry, ...], tamper: Any) -> None:
    sign_head(OFFICE, MOMENT + timedelta(days=1))
    assert verification(OFFICE).report == Report(OFFICE, 8, 0, 1, MOMENT + timedelta(days=1))
    tamper("DELETE FROM ledger_entry WHERE office = %s AND office_seq > 5", [OFFICE])
    tamper("UPDATE ledger_head SET seq = 5, hash = %s WHERE office = %s", [chain[4].hash, OFFICE])
    assert found()[:3] == (faults.CUT_TAIL, OFFICE, 6)


def test_an_office_removed_altogether_is_not_forgotten(chain: tuple[Entry, ...], tamper: Any) -> None:
    sign_head(OFFICE, MOMENT)
    for table in ("ledger_entry", "ledger_head"):
        tamper(f"DELETE FROM {table} WHERE office = %s", [OFFICE])  # noqa: S608
    assert OFFICE in offices()
    assert found()[:3] == (faults.CUT_TAIL, OFFICE, 1)


def test_a_chain_written_anew_even_with_the_keys_is_found_by_the_signed_head(
    chain: tuple[Entry, ...], tamper: Any
) -> None:
    sign_head(OFFICE, MOMENT)
    for table in ("ledger_entry", "ledger_head"):
        tamper(f"DELETE FROM {table} WHERE office = %s", [OFFICE])  # noqa: S608
    with transaction.atomic():
        last = append_many(OFFICE, [Happening(event(seq, seq), ONE, 7) for seq in range(1, 11)])[7]
    assert found() == named(faults.REWRITTEN, last)


def test_a_changed_head(chain: tuple[Entry, ...], tamper: Any) -> None:
    tamper("UPDATE ledger_head SET hash = %s WHERE office = %s", [bytes(32), OFFICE])
    assert found() == named(faults.HEAD_CHANGED, chain[-1])
    tamper("DELETE FROM ledger_head WHERE office = %s", [OFFICE])
    assert found() == named(faults.HEAD_CHANGED, chain[-1])


def test_a_forged_head_file_is_named(chain: tuple[Entry, ...]) -> None:
    sign_head(OFFICE, MOMENT)
    (path,) = (settings.DATA_DIR / "heads" / OFFICE).glob("*.json")
    content = json.loads(path.read_text())
    path.write_text(json.dumps(content | {"seq": 7, "hash": chain[6].hash.hex()}))
    checked = verification(OFFICE)
    assert (checked.sound, checked.report.sound, checked.false_heads) == (False, True, (path.name,))


def test_entries_added_while_it_reads_are_no_fault(chain: tuple[Entry, ...]) -> None:
    live = _Chain(OFFICE)

    def while_others_write() -> Iterator[Any]:
        for number, stored in enumerate(live.entries(), start=1):
            if number in (2, 8, 9):
                with transaction.atomic():
                    append(OFFICE, ONE, event(10 + number, number), 7)
            yield stored

    report = verify(OFFICE, while_others_write(), head_of(OFFICE), lambda: live.head, ())
    assert (report.fault, report.entries) == ("", 11)


def test_lawful_erasure_keeps_the_chain(chain: tuple[Entry, ...]) -> None:
    with transaction.atomic():
        told = erase(OFFICE, [1, 3, 4], reason="UU 27/2022 Pasal 8", moment=MOMENT, post="kadis", actor_id=1)
    report = verification(OFFICE).report
    assert (report.fault, report.entries, report.erased) == ("", 9, 3)
    assert (told.office_seq, told.kind, told.application) == (9, "payload_erased", None)
    assert [dict(event.data) for event in events_of(ONE)] == [{}, {}, {}, {"note": "tujuh"}]
    blank = LedgerPayload.objects.get(entry__office=OFFICE, entry__office_seq=3)
    assert (bytes(blank.sealed), blank.erased_reason) == (b"", "UU 27/2022 Pasal 8")


def test_an_erasure_reaches_only_its_office_and_never_itself(chain: tuple[Entry, ...]) -> None:
    with transaction.atomic():
        erase(OFFICE, [1], reason="UU 27/2022 Pasal 8", moment=MOMENT, post="kadis", actor_id=1)
    with transaction.atomic():
        erase(OFFICE, [1, 2, 9], reason="UU 27/2022 Pasal 8", moment=MOMENT, post="kadis", actor_id=1)
    assert LedgerPayload.objects.filter(erased_at__isnull=True, entry__office="lain").count() == 1
    assert dict(
        LedgerPayload.objects.filter(erased_at__isnull=False).values_list("entry__office_seq", "erased_by")
    ) == {
        1: 9,
        2: 10,
    }
    assert verification(OFFICE).sound


def test_a_citizen_finds_the_entry_of_the_receipt(chain: tuple[Entry, ...]) -> None:
    mine = proofs(ONE)
    assert [proof.office_seq for proof in mine] == [1, 3, 4, 7]
    assert mine[1].hash == chain[2].hash
    printed = mine[1].short
    assert len(printed) == 19
    assert proof_on_receipt(ONE, printed) == mine[1]
    assert proof_on_receipt(ONE, f" {printed.lower().replace('-', ' ')}") == mine[1]
    assert proof_on_receipt(TWO, printed) is None
