"""Reading the ledger as evidence: the heads, the verification, and a citizen's own entries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import connection

from maklumat.core.evidence.chain import PAYLOAD_ERASED, read_payload, short_form
from maklumat.core.evidence.faults import REMOVED
from maklumat.core.evidence.heads import Head
from maklumat.core.evidence.verification import (
    BROKEN,
    ERASED,
    KEYLESS,
    MISSING,
    OPENED,
    Report,
    Stored,
    Suspect,
    verify,
)
from maklumat.ports.sealing import NO_KEY, SealBroken
from maklumat.records.ledger.models import LedgerEntry, LedgerHead
from maklumat.records.ledger.rows import Row, row_at, rows_of
from maklumat.records.outside import keyring, witness

SEAL = b"ledger_payload|"
"""A payload is bound to this and the body of its entry."""


@dataclass(frozen=True, slots=True)
class Proof:
    """Where an entry stands in the chain, for whoever it is about."""

    office: str
    office_seq: int
    application_seq: int
    kind: str
    occurred_at: datetime
    hash: bytes

    @property
    def short(self) -> str:
        """The hash as printed on a receipt: "3F2A-91BC-0D4E-77A1"."""
        return short_form(self.hash)


@dataclass(frozen=True, slots=True)
class Verification:
    """A report, and the files among the signed heads that no key of ours signed."""

    report: Report
    false_heads: tuple[str, ...]

    @property
    def sound(self) -> bool:
        return self.report.sound and not self.false_heads


def offices() -> tuple[str, ...]:
    """Every office that has entries, a head or signed heads: an emptied table hides none of them."""
    known = set(LedgerHead.objects.values_list("office", flat=True)) | set(witness().offices())
    known |= set(LedgerEntry.objects.values_list("office", flat=True).distinct())
    return tuple(sorted(known))


def offices_with_entries() -> tuple[str, ...]:
    """Every office whose chain has a head: those there is something to follow of. `offices` also finds the others."""
    return tuple(LedgerHead.objects.order_by("office").values_list("office", flat=True))


def head_of(office: str) -> Head | None:
    """The last entry of the office's chain as the head table has it."""
    row = LedgerHead.objects.filter(office=office).values_list("seq", "hash").first()
    return None if row is None else Head(office, row[0], bytes(row[1]))


_FIRST_FROM: Final = (
    "WITH RECURSIVE search(low, high) AS ("
    " SELECT CAST(0 AS bigint), seq + 1 FROM ledger_head WHERE office = %s"
    " UNION ALL SELECT CASE WHEN entry.recorded_at < %s THEN entry.office_seq ELSE low END,"
    " CASE WHEN entry.recorded_at < %s THEN high ELSE entry.office_seq END"
    " FROM search JOIN ledger_entry AS entry ON entry.office = %s AND entry.office_seq = (low + high) / 2"
    " WHERE high - low > 1"
    ") SELECT high FROM search WHERE high - low = 1"
)


def first_from(office: str, moment: datetime) -> int:
    """The number of the office's first entry that was written at or after that moment; one beyond the last for none.

    Entries are numbered in the order of writing, so one statement halves its way to it: no index of moments is kept,
    which every action would pay for. 0 before the office has written anything.
    """
    at = connection.ops.adapt_datetimefield_value(moment)
    with connection.cursor() as cursor:
        cursor.execute(_FIRST_FROM, [office, at, at, office])
        row = cursor.fetchone()
    return row[0] if row else 0


def proofs(application: UUID) -> tuple[Proof, ...]:
    """The place of each entry about an application, in order."""
    rows = LedgerEntry.objects.filter(application=application).order_by("application_seq")
    columns = rows.values_list("office", "office_seq", "application_seq", "kind", "occurred_at", "hash")
    return tuple(Proof(office, seq, own or 0, kind, at, bytes(value)) for office, seq, own, kind, at, value in columns)


def proof_on_receipt(application: UUID, short: str) -> Proof | None:
    """The entry whose short hash a receipt shows; None when the ledger has no such entry about the application."""
    wanted = "".join(letter for letter in short.upper() if letter.isalnum())
    return next((proof for proof in proofs(application) if proof.short.replace("-", "") == wanted), None)


def verification(office: str) -> Verification:
    """Check an office's whole chain. Reads in pages, holds no lock, and bears entries being added meanwhile."""
    signed, false_heads = witness().heads(office)
    chain = _Chain(office)
    report = verify(office, chain.entries(), head_of(office), lambda: chain.head, signed)
    if report.fault == REMOVED and report.suspect is not None:
        report = replace(report, suspect=_named_by_its_gap(office, report.suspect))
    return Verification(report, false_heads)


class _Chain:
    """The entries of an office up to a head that was read after them, so that adding meanwhile is no fault."""

    def __init__(self, office: str) -> None:
        self._office = office
        self.head: Head | None = None

    def entries(self) -> Iterator[Stored]:
        erasures, end, read_head = _Erasures(self._office), 0, False
        while True:
            begin = end
            for row in rows_of(self._office, end):
                end = max(end, row.entry.office_seq)
                yield _opened(row, erasures)
            if read_head and end == begin:
                return  # the head was read before this pass and promises more: a tail was cut
            self.head, read_head = head_of(self._office), True
            if self.head is None or self.head.seq <= end:
                return


def _opened(row: Row, erasures: _Erasures) -> Stored:
    body = row.entry.body()
    if row.sealed is None:
        return Stored(row.entry, body, MISSING)
    if not row.sealed and row.erased_by is not None:
        return Stored(row.entry, body, ERASED if row.entry.office_seq in erasures.by(row.erased_by) else BROKEN)
    try:
        return Stored(row.entry, body, OPENED, keyring().open_(row.sealed, SEAL + body))
    except SealBroken as broken:
        return Stored(row.entry, body, KEYLESS if broken.code == NO_KEY else BROKEN)


class _Erasures:
    """The numbers that each ledger entry about an erasure names; the last one asked for is kept."""

    def __init__(self, office: str) -> None:
        self._office = office
        self._last: tuple[int, frozenset[int]] = (0, frozenset())

    def by(self, office_seq: int) -> frozenset[int]:
        if self._last[0] != office_seq:
            self._last = office_seq, self._read(office_seq)
        return self._last[1]

    def _read(self, office_seq: int) -> frozenset[int]:
        row = row_at(self._office, office_seq)
        if row is None or row.entry.kind != PAYLOAD_ERASED:
            return frozenset()
        stored = _opened(replace(row, erased_by=None), self)
        return frozenset(read_payload(stored.plain)["entries"]) if stored.payload == OPENED else frozenset()


def _named_by_its_gap(office: str, suspect: Suspect) -> Suspect:
    """A removed entry leaves a gap in the numbers of its application: when there is one gap only, that is the one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT application, MAX(application_seq) * (MAX(application_seq) + 1) / 2 - SUM(application_seq)"
            " FROM ledger_entry WHERE office = %s AND application IS NOT NULL GROUP BY application"
            " HAVING COUNT(*) = MAX(application_seq) - 1 LIMIT 2",
            [office],
        )
        gaps = cursor.fetchall()
    if len(gaps) != 1:
        return suspect
    application, application_seq = gaps[0]
    return replace(suspect, application=UUID(str(application)), application_seq=int(application_seq))
