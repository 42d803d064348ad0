"""What lies here and cannot be read: how it is told (docs/decisions/0029).

A row becomes a value or raises `Damaged`, which names the file on its way up (`about`). Whoever reads many rows for a
person leaves out those that cannot be read and says so (`readable`): one of them takes no list away. What reads for
nobody (the clock, the followers of the ledger) is told by the error itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final, TypeVar
from uuid import UUID

from maklumat.core.errors import Damaged
from maklumat.core.evidence.faults import SENTENCES
from maklumat.ports.sealing import NO_KEY, SealBroken

Row = TypeVar("Row")
Value = TypeVar("Value")

UNREADABLE: Final = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What reading a value raises that was changed past the program."""

_noted: ContextVar[list[Damaged] | None] = ContextVar("damage", default=None)


@contextmanager
def noting(into: list[Damaged] | None = None) -> Iterator[list[Damaged]]:
    """While somebody is being shown something: what is left out of a list is noted, each file once."""
    found = [] if into is None else into
    token = _noted.set(found)
    try:
        yield found
    finally:
        _noted.reset(token)


def leave_out(fault: Damaged) -> None:
    """Note what a list leaves out; where nobody is being shown anything, raise it."""
    found = _noted.get()
    if found is None:
        raise fault
    if all((one.number, one.code) != (fault.number, fault.code) for one in found):
        found.append(fault)


def readable(read: Callable[[Row], Value], rows: Iterable[Row]) -> Iterator[Value]:
    """What `read` makes of each row, without those that are damaged (see `leave_out`)."""
    for row in rows:
        try:
            value = read(row)
        except Damaged as fault:
            leave_out(fault)
            continue
        yield value


def noted_while(rows: Iterable[Value], into: list[Damaged]) -> Iterator[Value]:
    """The same rows, which are read while they are sent: whoever asked for them has left the room by then."""
    source = iter(rows)
    while True:
        with noting(into):
            try:
                row = next(source)
            except StopIteration:
                return
        yield row


def or_said(read: Callable[[], str]) -> str:
    """A cell of a book as `read` gives it; where it is damaged, that it is, and by which code."""
    try:
        return read()
    except Damaged as fault:
        return said(fault)


def said(fault: Damaged) -> str:
    """What stands in the place of a value that is damaged."""
    return f"data rusak ({fault.code})"


@contextmanager
def about(*, number: str = "", office: str = "", application: UUID | None = None) -> Iterator[None]:
    """What turns out to be damaged in here belongs to this file."""
    try:
        yield
    except Damaged as fault:
        fault.of(number=number, office=office, application=application)
        raise


def by_verification(fault: str, place: int) -> Damaged:
    """An entry of the ledger with one of the faults that its verification knows. `place`: its number, 0 for none."""
    code, text = SENTENCES[fault]
    return Damaged(code, f"{text} (catatan {{place}})" if place else text, place=place)


def not_understood(place: int) -> Damaged:
    """An entry that can be read, and of which nothing can be made."""
    return Damaged("BKT-117", "Catatan {place} tidak dapat diolah.", place=place)


def entry_unknown(place: int, kind: str) -> Damaged:
    """An entry of a kind that this version does not know: a newer one has written it."""
    return Damaged(
        "BKT-114", "Catatan {place} berjenis {kind}, yang tidak dikenal versi ini.", place=place, kind=kind[:40]
    )


def sealed_content(broken: SealBroken | None) -> Damaged:
    """What somebody applied for cannot be opened or read. `broken`: by its seal, None where it is no value at all."""
    if broken is not None and broken.code == NO_KEY:
        return key_missing(broken)
    return Damaged("BKT-116", "Isi permohonan ini rusak atau tertukar.")


def key_missing(broken: SealBroken) -> Damaged:
    """The key by which a row was sealed is not among ours."""
    key = broken.message.values.get("key_id", "")
    return Damaged("BKT-113", "Kunci {key} untuk membuka berkas ini tidak ada di folder kunci.", key=key)


def row_missing() -> Damaged:
    """The application is gone, though its ledger or its place in the worklist is there."""
    return Damaged("BKT-115", "Baris permohonan ini hilang dari basis data.")


def place_astray() -> Damaged:
    """The row of the worklist is not there, or does not say where its file stands."""
    return Damaged("BKT-112", "Baris daftar kerja berkas ini hilang, rusak, atau menyimpang dari bukunya.")
