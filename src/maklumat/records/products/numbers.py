"""The office's own hand on its number register: the next number, blocks for paper, back-numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from maklumat.core.errors import Refusal
from maklumat.records.applications.actions import closed_book, take_number
from maklumat.records.applications.models import Counter
from maklumat.records.people import access
from maklumat.records.people.access import Actor, Facts
from maklumat.records.products.actions import REGISTER
from maklumat.records.products.models import LetterNumber


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One line of the register book."""

    seq: int
    suffix: str
    text: str
    status: str
    taken_at: datetime
    note: str


def set_next(actor: Actor, *, year: int, seq: int, note: str, moment: datetime) -> None:
    """Continue a paper register: the next number will be `seq`; those skipped are entered as kept on paper.

    Refusal PRD-004 when the number was passed already.
    """
    access.require(actor, access.NUMBERS, Facts(actor.office))
    continue_at(actor, year=year, seq=seq, note=note, moment=moment)


def continue_at(actor: Actor, *, year: int, seq: int, note: str, moment: datetime) -> None:
    """As `set_next`, for whoever has asked already whether the actor may."""
    with transaction.atomic():
        counter = _counter(actor.office, year)
        if seq < counter.next:
            raise _passed(seq, counter.next)
        _enter(actor, year, range(counter.next, seq), "paper", note, moment)
        counter.next = seq
        counter.save(update_fields=["next"])


def passed(office: str, year: int, seq: int) -> Refusal | None:
    """Why `continue_at` will refuse this number; None where it will not. Nothing is locked."""
    following = Counter.objects.filter(office=office, register=REGISTER, year=year).values_list("next", flat=True)
    reached: int = following.first() or 1
    return _passed(seq, reached) if seq < reached else None


def _passed(seq: int, following: int) -> Refusal:
    return Refusal("PRD-004", "Nomor {seq} sudah terlewati; nomor berikutnya {next}.", seq=seq, next=following)


def reserve(actor: Actor, *, year: int, count: int, note: str, moment: datetime) -> list[int]:
    """Set `count` numbers (1 to 500) aside for letters written on paper. Returns them."""
    access.require(actor, access.NUMBERS, Facts(actor.office))
    if not 1 <= count <= 500:  # a book of paper numbers, not a year of them
        raise Refusal("PRD-005", "Jumlah nomor yang dipesan antara 1 dan 500.")
    with transaction.atomic():
        taken = [take_number(actor.office, REGISTER, year) for _ in range(count)]
        _enter(actor, year, taken, "paper", note, moment)
    return taken


def insert_back(actor: Actor, *, year: int, after: int, reason: str, moment: datetime) -> str:
    """A back-number ("nomor sisipan") behind a number already taken: 12.a, 12.b ... Always with a reason."""
    access.require(actor, access.NUMBERS, Facts(actor.office))
    if not reason.strip():
        raise Refusal("PRD-006", "Nomor sisipan hanya dengan alasan tertulis.")
    with transaction.atomic():
        counter = _counter(actor.office, year)
        if not 1 <= after < counter.next:
            raise Refusal("PRD-007", "Nomor {seq} belum pernah diambil.", seq=after)
        used = LetterNumber.objects.filter(office=actor.office, register=REGISTER, year=year, seq=after)
        suffix = "abcdefghijklmnopqrstuvwxyz"[used.exclude(suffix="").count()]
        LetterNumber.objects.create(
            office=actor.office, register=REGISTER, year=year, seq=after, suffix=suffix, text=f"{after}.{suffix}",
            status="paper", taken_at=moment, taken_by=actor.user_id, note=reason.strip()[:300],
        )  # fmt: skip
    return f"{after}.{suffix}"


def register(
    actor: Actor,
    year: int,
    *,
    limit: int = 200,
    after: tuple[int, str] | None = None,
    status: str = "",
    seq: int | None = None,
) -> list[RegisterLine]:
    """The register book of the actor's office, newest first: behind `after` (number and suffix), of one status, or
    one number with those inserted behind it."""
    access.require(actor, access.NUMBERS, Facts(actor.office))
    rows = LetterNumber.objects.filter(office=actor.office, register=REGISTER, year=year)
    if after is not None:
        rows = rows.filter(Q(seq__lt=after[0]) | Q(seq=after[0], suffix__lt=after[1]))
    if status:
        rows = rows.filter(status=status)
    if seq is not None:
        rows = rows.filter(seq=seq)
    columns = rows.order_by("-seq", "-suffix").values_list("seq", "suffix", "text", "status", "taken_at", "note")
    return [RegisterLine(*row) for row in columns[:limit]]


def _counter(office: str, year: int) -> Counter:
    """The book of that year, locked until the transaction ends. Refusal BKU-001 when it is closed."""
    counter, _ = Counter.objects.select_for_update().get_or_create(office=office, register=REGISTER, year=year)
    if counter.closed_at is not None:
        raise closed_book(year)
    return counter


def _enter(actor: Actor, year: int, numbers: range | list[int], status: str, note: str, moment: datetime) -> None:
    LetterNumber.objects.bulk_create(
        LetterNumber(
            office=actor.office, register=REGISTER, year=year, seq=seq, text=str(seq), status=status,
            taken_at=moment, taken_by=actor.user_id, note=note[:300],
        )
        for seq in numbers
    )  # fmt: skip
