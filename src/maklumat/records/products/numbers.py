"""The office's own hand on its number register: the next number, blocks for paper, back-numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Max, Q, QuerySet

from maklumat.core.errors import Refusal
from maklumat.core.organisation.registrars import letter_registrars
from maklumat.records.applications.actions import closed_book
from maklumat.records.applications.models import Counter
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.people import access, mandates
from maklumat.records.people.access import Actor, Facts
from maklumat.records.products.actions import REGISTER
from maklumat.records.products.models import LetterNumber

CONTINUED: Final = "numbers_continued"
RESERVED: Final = "numbers_reserved"
INSERTED: Final = "number_inserted"
"""The kinds of the office's entries about its book of letter numbers."""
MOST_SKIPPED: Final = 20
"""More numbers are not written off before somebody has seen how many they are."""
SUFFIXES: Final = "abcdefghijklmnopqrstuvwxyz"
"""Behind one number; a book that wants more of them wants another number (docs/decisions/0030)."""
LONGEST: Final = 300


@dataclass(frozen=True, slots=True)
class BookState:
    """The book of a year as somebody finds it: its next number, the id of its newest line (0 for none), and whether
    they may write in it as long as it is not closed."""

    next: int
    newest: int
    closed: bool
    theirs: bool


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One line of the register book."""

    seq: int
    suffix: str
    text: str
    status: str
    taken_at: datetime
    note: str


def book_of(actor: Actor, year: int, moment: datetime) -> BookState:
    """How the book of that year stands for the actor. Raises NotVisible for whoever may not read it."""
    access.require(actor, access.NUMBERS, Facts(actor.office))
    counter = Counter.objects.filter(office=actor.office, register=REGISTER, year=year).first()
    theirs = access.may(actor, access.ARRANGE_NUMBERS, _facts(actor, moment))
    newest = _lines(actor.office, year).aggregate(newest=Max("pk"))["newest"] or 0
    if counter is None:
        return BookState(1, newest, closed=False, theirs=theirs)
    return BookState(counter.next, newest, closed=counter.closed_at is not None, theirs=theirs)


def to_write_off(actor: Actor, *, year: int, seq: int, moment: datetime) -> range:
    """The numbers that `set_next` would enter as kept on paper. Refusals as there."""
    access.require(actor, access.ARRANGE_NUMBERS, _facts(actor, moment))
    with transaction.atomic():
        return _skipped(_counter(actor.office, year), seq)


def set_next(actor: Actor, *, year: int, seq: int, note: str, moment: datetime, agreed: int | None = None) -> None:
    """Continue a paper register: the next number will be `seq`; those skipped are entered as kept on paper.

    Where it is that already, nothing happens. More than MOST_SKIPPED are written off only by somebody who has seen how
    many: `agreed` is the first of them. Refusal PRD-004 when the number was passed already, PRD-027 when it is many and
    they have not seen which, BKU-001 when the book is closed.
    """
    access.require(actor, access.ARRANGE_NUMBERS, _facts(actor, moment))
    with transaction.atomic():
        counter = _counter(actor.office, year)
        skipped = _skipped(counter, seq)
        if len(skipped) > MOST_SKIPPED and agreed != skipped.start:
            many = "{count} nomor akan dicatat dipakai di kertas. Setujui dahulu daftarnya."
            raise Refusal("PRD-027", many, count=len(skipped))
        _continue(actor, counter, skipped, note, moment)


def continue_at(actor: Actor, *, year: int, seq: int, note: str, moment: datetime) -> None:
    """As `set_next`, for whoever has asked already whether the actor may, and how many they want written off."""
    with transaction.atomic():
        counter = _counter(actor.office, year)
        _continue(actor, counter, _skipped(counter, seq), note, moment)


def passed(office: str, year: int, seq: int) -> Refusal | None:
    """Why `continue_at` will refuse this number; None where it will not. Nothing is locked."""
    counter = Counter.objects.filter(office=office, register=REGISTER, year=year).first()
    if counter is not None and counter.closed_at is not None:
        return closed_book(year)
    reached = counter.next if counter is not None else 1
    return _passed(seq, reached) if seq < reached else None


def _passed(seq: int, following: int) -> Refusal:
    return Refusal("PRD-004", "Nomor {seq} sudah terlewati; nomor berikutnya {next}.", seq=seq, next=following)


def _skipped(counter: Counter, seq: int) -> range:
    if seq < counter.next:
        raise _passed(seq, counter.next)
    return range(counter.next, seq)


def _continue(actor: Actor, counter: Counter, skipped: range, note: str, moment: datetime) -> None:
    if not skipped:
        return
    _enter(actor, counter.year, skipped, note, moment)
    counter.next = skipped.stop
    counter.save(update_fields=["next"])
    mandates.note(actor, CONTINUED, _data(counter.year, skipped, note), moment)


def reserve(actor: Actor, *, year: int, count: int, note: str, moment: datetime, seen: int | None = None) -> list[int]:
    """Set `count` numbers (1 to 500) aside for letters written on paper. Returns them.

    `seen`: the newest line when the page was made (`BookState.newest`); the same page sent again reserves nothing more.
    """
    access.require(actor, access.ARRANGE_NUMBERS, _facts(actor, moment))
    if not 1 <= count <= 500:  # a book of paper numbers, not a year of them
        raise Refusal("PRD-005", "Jumlah nomor yang dipesan antara 1 dan 500.")
    with transaction.atomic():
        counter = _counter(actor.office, year)
        before = _since(actor, year, seen, note).filter(suffix="").order_by("seq")
        if (first := before.first()) is not None:
            same = list(before.filter(taken_at=first.taken_at).values_list("seq", flat=True))
            if len(same) == count:
                return same
        taken = range(counter.next, counter.next + count)
        _enter(actor, year, taken, note, moment)
        counter.next = taken.stop
        counter.save(update_fields=["next"])
        mandates.note(actor, RESERVED, _data(year, taken, note), moment)
    return list(taken)


def insert_back(actor: Actor, *, year: int, after: int, reason: str, moment: datetime, seen: int | None = None) -> str:
    """A back-number ("nomor sisipan") behind a number already taken: 12.a, 12.b ... Always with a reason.

    `seen` as for `reserve`. Refusal PRD-006 without a reason, PRD-007 for a number that nobody took, PRD-028 when
    every letter behind it is used, BKU-001 when the book is closed.
    """
    access.require(actor, access.ARRANGE_NUMBERS, _facts(actor, moment))
    if not reason.strip():
        raise Refusal("PRD-006", "Nomor sisipan hanya dengan alasan tertulis.")
    with transaction.atomic():
        counter = _counter(actor.office, year)
        if not 1 <= after < counter.next:
            raise Refusal("PRD-007", "Nomor {seq} belum pernah diambil.", seq=after)
        same = _since(actor, year, seen, reason.strip()).filter(seq=after).exclude(suffix="").first()
        if same is not None:
            return same.text
        used = _lines(actor.office, year).filter(seq=after).exclude(suffix="").count()
        if used >= len(SUFFIXES):
            raise Refusal("PRD-028", "Sesudah nomor {seq} sudah ada {most} nomor sisipan, a sampai z.",
                          seq=after, most=len(SUFFIXES))  # fmt: skip
        text = f"{after}.{SUFFIXES[used]}"
        LetterNumber.objects.create(
            office=actor.office, register=REGISTER, year=year, seq=after, suffix=SUFFIXES[used], text=text,
            status="paper", taken_at=moment, taken_by=actor.user_id, note=reason.strip()[:LONGEST],
        )  # fmt: skip
        data: dict[str, object] = {"year": year, "number": text, "after": after, "reason": reason.strip()[:LONGEST]}
        mandates.note(actor, INSERTED, data, moment)
    return text


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
    rows = _lines(actor.office, year)
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


def _facts(actor: Actor, moment: datetime) -> Facts:
    standards = [law.standard for law in catalogue.services(actor.office, moment)]
    registrars = letter_registrars(catalogue.office(actor.office, moment), standards)
    return Facts(actor.office, registrars=tuple(registrars))


def _lines(office: str, year: int) -> QuerySet[LetterNumber]:
    return LetterNumber.objects.filter(office=office, register=REGISTER, year=year)


def _since(actor: Actor, year: int, seen: int | None, note: str) -> QuerySet[LetterNumber]:
    """What this person has written with these words since their page was made; nothing where that is not known."""
    own = _lines(actor.office, year).filter(taken_by=actor.user_id, status="paper", note=note[:LONGEST])
    return own.none() if seen is None else own.filter(pk__gt=seen)


def _data(year: int, numbers: range, note: str) -> dict[str, object]:
    return {"year": year, "from": numbers.start, "to": numbers.stop - 1, "reason": note[:LONGEST]}


def _enter(actor: Actor, year: int, numbers: range, note: str, moment: datetime) -> None:
    LetterNumber.objects.bulk_create(
        LetterNumber(
            office=actor.office, register=REGISTER, year=year, seq=seq, text=str(seq), status="paper",
            taken_at=moment, taken_by=actor.user_id, note=note[:LONGEST],
        )
        for seq in numbers
    )  # fmt: skip
