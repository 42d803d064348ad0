"""An office with very many files, written as rows: what years of work leave behind, without doing the work.

Every file runs along a real journey of its service; its states, moments, numbers and sealed contents are such as the
actions would have written, its desks those of the standard. Of its history the ledger holds the entries that figures
are made of (without payloads and without a true chain): received, the first act, the breach, the act that ended it. The
people are a few thousand fictitious ones with impossible numbers.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import Any, Final
from uuid import UUID

OFFICE: Final = "kutai-timur"
NOW: Final = datetime.now(UTC).replace(microsecond=0)
YEARS: Final = 4
PEOPLE: Final = 4_000
BLOCK: Final = 10_000
OPEN_SHARE: Final = 5  # one in five files is open
FRESH: Final = timedelta(days=120)  # open files came in within this
LATE: Final = 0.12
RETURNED: Final = 0.02


@dataclass(frozen=True, slots=True)
class Stop:
    """Where a file lies after some moves: the step with its posts and owner, and the outcome that leads on."""

    step: str
    posts: tuple[str, ...]
    owner: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Way:
    """A journey to an end."""

    service: str
    standard_id: int
    confidentiality: str
    limits: tuple[str, ...]
    product: str
    template: str
    stops: tuple[Stop, ...]
    status: str


def ways() -> list[Way]:
    """For every service of the office some journeys that end."""
    from maklumat.core.clock.spans import APPLICANT, OUTSIDE
    from maklumat.core.clock.spans import OFFICE as BY_OFFICE
    from maklumat.core.procedure.fold import _TERMINAL_STATUS
    from maklumat.core.procedure.paths import journeys
    from maklumat.core.standard.model import TERMINALS, TO_APPLICANT
    from maklumat.records.catalogue import queries as catalogue

    owner = {"post": BY_OFFICE, "applicant": APPLICANT, "outside": OUTSIDE}
    found = []
    for law in catalogue.services(OFFICE, NOW):
        standard = law.standard
        for journey in journeys(standard):
            steps = [standard.step(move.step) for move in journey]
            last = next(one.to for one in steps[-1].outcomes if one.code == journey[-1].outcome)
            returned = any(
                one.to == TO_APPLICANT for step, move in zip(steps, journey, strict=True)
                for one in step.outcomes if one.code == move.outcome
            )  # fmt: skip
            if last not in TERMINALS or returned or len(journey) < 2:
                continue
            stops = tuple(
                Stop(step.code, step.posts, owner[step.actor], move.outcome)
                for step, move in zip(steps, journey, strict=True)
            )
            limits = tuple(one.code for one in standard.time_limits if not one.lasting and not one.when)
            product = standard.products[0].code if standard.products else ""
            found.append(
                Way(standard.code, law.id, standard.confidentiality, limits, product, "", stops,
                    _TERMINAL_STATUS[last])
            )  # fmt: skip
    return found


@dataclass(slots=True)
class File:
    """One file: its row of the agenda, where it stands, and when everything happened."""

    id: UUID
    way: Way
    number: int
    year: int
    received_at: datetime
    moments: list[datetime]  # when it came to each stop it has been at
    ended_at: datetime | None
    late_at: datetime | None
    due_at: datetime | None
    returned: bool

    @property
    def stop(self) -> Stop:
        return self.way.stops[len(self.moments) - 1]

    @property
    def register(self) -> str:
        return f"{self.number:04d}/{self.year}"


class Rows:
    """The rows of `files` files, a fifth of them open; the same for the same seed."""

    def __init__(self, files: int, seed: int = 7) -> None:
        self.files = files
        self._chance = random.Random(seed)  # no secrets
        self._ways = ways()
        self._seq, self._written_at = 0, datetime.min.replace(tzinfo=UTC)

    @cached_property
    def _received(self) -> list[tuple[datetime, bool]]:
        """When each file came in, and whether it is open, the oldest first."""
        begin, span = NOW - timedelta(days=365 * YEARS), timedelta(days=365 * YEARS)
        opened = self.files // OPEN_SHARE
        times = [(begin + span * self._chance.random(), False) for _ in range(self.files - opened)]
        times += [(NOW - FRESH * self._chance.random(), True) for _ in range(opened)]
        return sorted(times)

    def made(self) -> Iterator[File]:
        """Every file, the oldest first."""
        from zoneinfo import ZoneInfo

        zone, numbers = ZoneInfo("Asia/Makassar"), dict[int, int]()
        for received_at, is_open in self._received:
            year = received_at.astimezone(zone).year
            numbers[year] = numbers.get(year, 0) + 1
            yield self._file(received_at, is_open, numbers[year], year)

    def _file(self, received_at: datetime, is_open: bool, number: int, year: int) -> File:
        chance = self._chance
        way = chance.choice(self._ways)
        count = chance.randrange(1, len(way.stops) + 1) if is_open else len(way.stops)
        moments, at = [], received_at
        for _ in range(count):
            moments.append(at)
            at = min(NOW, at + timedelta(minutes=chance.expovariate(1 / 2000)))
        late, returned = chance.random() < LATE, is_open and chance.random() < RETURNED * OPEN_SHARE
        late_at = received_at + (at - received_at) * chance.random() if late else None
        due_at = late_at
        if is_open and not late and not returned and chance.random() < 0.9:
            due_at = NOW + timedelta(days=40) * chance.random()
        pk = UUID(int=chance.getrandbits(128), version=4)
        return File(pk, way, number, year, received_at, moments, None if is_open else at, late_at, due_at, returned)

    # Rows by table

    def applications(self, files: Iterable[File]) -> Iterator[tuple[Any, ...]]:
        from maklumat.records.applications.models import Application
        from maklumat.records.ledger.fields import sealed_for

        for file in files:
            nik, name, content = self._contents[file.number % PEOPLE]
            yield (
                file.id, OFFICE, file.way.service, file.way.standard_id, f"K{file.id.hex[:15]}", file.year, file.number,
                "web", file.way.confidentiality,
                bytes(sealed_for(Application, file.id, "content", {**content, "service": file.way.service})),
                nik, name, file.received_at, file.received_at, None, "uji", 0,
            )  # fmt: skip

    @cached_property
    def _contents(self) -> list[tuple[bytes, bytes, dict[str, Any]]]:
        """Blind indexes and content of the people's applications."""
        from maklumat.core.identity import Person
        from maklumat.core.identity.persons import name_key
        from maklumat.core.intake import WEB, Submission, to_json
        from maklumat.records.outside import keyring

        made = []
        for number in range(PEOPLE):
            name, nik = f"Contoh Pemohon {number:04}", f"999999{number:010d}"
            person = Person(name=name, nik=nik, birth_date=date(1990, 1, 1), sex="male", address="Jalan Contoh 1")
            content = to_json(Submission("", OFFICE, person, None, None, {}, (), WEB))
            ring = keyring()
            made.append((ring.blind_index(nik, "nik"), ring.blind_index(name_key(name), "name"), content))
        return made

    def items(self, files: Iterable[File]) -> Iterator[tuple[Any, ...]]:
        from maklumat.core.procedure.state import to_json
        from maklumat.records.procedures.desks import in_turn

        for file in files:
            state = self._state(file)
            desk = "+".join(sorted(state.desk))
            yield (
                file.id, OFFICE, file.way.service, file.way.standard_id, file.way.confidentiality, file.register,
                state.status, state.step, desk, state.since, file.due_at,
                in_turn(file.due_at, file.received_at, ahead=False), False,
                file.due_at if state.status == "open" and file.late_at is None else state.lapses_at, "", None, "", "",
                state.seq, json.dumps(to_json(state), separators=(",", ":")),
            )  # fmt: skip

    def _state(self, file: File) -> Any:
        from maklumat.core.clock.spans import APPLICANT, OUTSIDE, Span
        from maklumat.core.procedure.state import DueAt, State

        spans = [
            Span(at, stop.owner, "+".join(sorted(stop.posts)))
            for at, stop in zip(file.moments, file.way.stops, strict=False)
        ]
        ended, limit = file.ended_at is not None, (file.way.limits or ("utama",))[0]
        if file.returned:
            spans.append(Span(file.moments[-1] + timedelta(minutes=9), APPLICANT, ""))
        if file.ended_at:
            spans.append(Span(file.ended_at, OUTSIDE, ""))
        here, runs = file.stop, file.due_at is not None and file.late_at is None
        return State(
            seq=len(self._events(file)),
            status=file.way.status if ended else "with_applicant" if file.returned else "open",
            step="" if ended else here.step,
            desk=() if ended or file.returned else here.posts,
            at=spans[-1].from_at,
            received_at=file.received_at,
            complete_at=file.moments[min(1, len(file.moments) - 1)],
            holdings=tuple(spans),
            limits=file.way.limits,
            dues=(DueAt(limit, file.due_at, False),) if runs and file.due_at and not ended else (),
            kept=file.way.limits[:1] if ended and not file.late_at else (),
            kept_at=(spans[-1].from_at,) if ended and not file.late_at and file.way.limits else (),
            breached=(limit,) if file.late_at else (),
            breached_at=(file.late_at,) if file.late_at else (),
            lapses_at=NOW + timedelta(days=20) if file.returned else None,
            late_since=file.late_at,
        )

    def _events(self, file: File) -> list[tuple[str, str, str, str, datetime]]:
        """(kind, step, outcome, post, moment) of what the ledger keeps."""
        found = [("received", "", "", "", file.received_at)]
        stops, moments = file.way.stops, [*file.moments[1:], *([file.ended_at] if file.ended_at else [])]
        if moments:
            found.append(("acted", stops[0].step, stops[0].outcome, stops[0].posts[0], moments[0]))
        if file.late_at:
            found.append(("breached", "", "", "", file.late_at))
        if len(moments) > 1:
            last = stops[len(moments) - 1]
            found.append(("acted", last.step, last.outcome, last.posts[0] if last.posts else "", moments[-1]))
        return found

    def entries(self, files: Iterable[File]) -> Iterator[tuple[Any, ...]]:
        blank = bytes(32)
        for file in files:
            for number, (kind, step, outcome, post, at) in enumerate(self._events(file), 1):
                self._seq += 1
                self._written_at = max(self._written_at, at)  # numbered in the order of writing
                yield (
                    OFFICE, self._seq, file.id, number, kind, step, outcome, post, 1 if post else None, at,
                    self._written_at, blank, blank, blank,
                )  # fmt: skip

    @property
    def seq(self) -> int:
        """The number of the last entry."""
        return self._seq

    def products(self, files: Iterable[File]) -> Iterator[tuple[Any, ...]]:
        from maklumat.records.ledger.fields import sealed_for
        from maklumat.records.products.models import Product

        for file in files:
            if file.ended_at and file.way.product:
                pk = UUID(int=file.id.int ^ 1)
                yield (
                    pk, file.id, OFFICE, file.way.service, file.way.product, "delivered", "here", "electronic",
                    f"P{pk.hex[:15]}", f"{file.number}/{file.year}", bytes(sealed_for(Product, pk, "content", {})),
                    "", "", "", "kepala-dinas", file.ended_at, file.ended_at, None, 0, file.ended_at, None, "", "",
                )  # fmt: skip

    def numbers(self, files: Iterable[File]) -> Iterator[tuple[Any, ...]]:
        from maklumat.records.products.actions import REGISTER

        for file in files:
            if file.ended_at and file.way.product:
                yield (
                    OFFICE, REGISTER, file.year, file.number, "", f"400/{file.number}/{file.year}", "taken",
                    UUID(int=file.id.int ^ 1), file.ended_at, 1, "",
                )  # fmt: skip

    def deliveries(self, files: Iterable[File]) -> Iterator[tuple[Any, ...]]:
        from maklumat.records.ledger.fields import sealed_for
        from maklumat.records.products.models import Delivery

        for file in files:
            if file.ended_at and file.way.status == "finished":
                pk = UUID(int=file.id.int ^ 2)
                collector = bytes(sealed_for(Delivery, pk, "collector", "Contoh Pengambil"))
                yield (pk, file.id, OFFICE, file.way.service, file.way.product, collector, "counter", "front-office",
                       file.ended_at, 5, "name_alone", "ktp", None)  # fmt: skip

    def custody(self, files: Iterable[File]) -> Iterator[tuple[Any, ...]]:
        from maklumat.records.applications.models import Custody
        from maklumat.records.ledger.fields import sealed_for

        for file in files:
            if file.id.int % 12 == 0:
                pk = UUID(int=file.id.int ^ 4)
                papers = bytes(sealed_for(Custody, pk, "papers", ["KTP asli"]))
                owner = bytes(sealed_for(Custody, pk, "owner", "Contoh Pemilik"))
                yield (pk, file.id, OFFICE, file.way.service, file.year, file.number, papers, owner, file.received_at,
                       1, "front-office", file.ended_at, 1 if file.ended_at else None, None)  # fmt: skip

    def blocks(self) -> Iterator[list[File]]:
        block: list[File] = []
        for file in self.made():
            block.append(file)
            if len(block) == BLOCK:
                yield block
                block = []
        if block:
            yield block


COLUMNS: Final[dict[str, tuple[str, Sequence[str]]]] = {
    "applications": ("applications_application", (
        "id", "office", "service", "standard_id", "code", "register_year", "register_seq", "channel", "confidentiality",
        "content", "nik_index", "name_index", "received_at", "recorded_at", "entered_by", "notice_version",
        "secret_issue")),
    "items": ("procedures_work_item", (
        "application_id", "office", "service", "standard_id", "confidentiality", "register", "status", "step", "desk",
        "since", "due_at", "order_at", "due_provisional", "look_at", "caller", "call_by", "attention", "delegate",
        "seq", "state")),
    "entries": ("ledger_entry", (
        "office", "office_seq", "application", "application_seq", "kind", "step", "outcome", "post", "actor_id",
        "occurred_at", "recorded_at", "payload_digest", "previous_hash", "hash")),
    "products": ("products_product", (
        "id", "application_id", "office", "service", "product", "status", "made", "signature", "code", "number",
        "content", "vault_name", "sha256", "outside_number", "signed_by_post", "drafted_at", "issued_at", "valid_until",
        "extended_times", "delivered_at", "revoked_at", "revoked_reason", "signed_as")),
    "numbers": ("products_letter_number", (
        "office", "register", "year", "seq", "suffix", "text", "status", "product_id", "taken_at", "taken_by", "note")),
    "deliveries": ("products_delivery", (
        "id", "application_id", "office", "service", "product", "collector", "channel", "post", "delivered_at",
        "seq", "proof", "identity", "scanned_at")),
    "custody": ("applications_custody", (
        "id", "application_id", "office", "service", "year", "seq", "papers", "owner", "taken_at", "taken_by",
        "taken_post", "returned_at", "returned_by", "collector")),
}  # fmt: skip


def load(files: int) -> int:
    """Write all rows; how many. Begins on an office without files."""
    from django.db import connection, transaction

    rows, written = Rows(files), 0
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA cache_size = -600000")
            cursor.execute("PRAGMA synchronous = OFF")
    for block in rows.blocks():
        with transaction.atomic():
            for name, (table, columns) in COLUMNS.items():
                written += _write(table, columns, getattr(rows, name)(block))
    with connection.cursor() as cursor:
        head = (OFFICE, rows.seq, bytes(32))
        cursor.execute("INSERT INTO ledger_head (office, seq, hash) VALUES (%s, %s, %s)", head)
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA synchronous = FULL")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return written


def _write(table: str, columns: Sequence[str], rows: Iterator[tuple[Any, ...]]) -> int:
    from django.db import connection

    from maklumat.records.ledger.driver import on_sqlite

    count = 0
    connection.ensure_connection()
    names = ", ".join(columns)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
                count += 1
        return count
    made = [tuple(on_sqlite(row)) for row in rows]
    holes = ", ".join("?" * len(columns))
    connection.connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({holes})", made)
    return len(made)
