"""The register books as tables: which columns each has, and how a line of `records` becomes its cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final, Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from maklumat.core import events
from maklumat.core.kinds import kind as kinds
from maklumat.core.standard.model import Office
from maklumat.records.applications import printing
from maklumat.records.archive.queries import past_lines
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.guests.queries import GuestLine
from maklumat.records.guests.visit import VOID
from maklumat.records.people.access import Actor
from maklumat.records.work import registers
from maklumat.records.work.activities import activities
from maklumat.records.work.register_lines import ActivityLine
from maklumat.records.work.registers import (
    AgendaLine,
    CustodyLine,
    DeliveryLine,
    EntitlementLine,
    Key,
    LetterLine,
    Wanted,
    Whose,
)
from maklumat.web.desk import telling
from maklumat.web.desk.forms_guest import RESULT_WORDS
from maklumat.web.desk.guests import purpose_words

HIDDEN: Final = "dirahasiakan"
NUMBER: Final[Mapping[str, str]] = {"taken": "Dipakai surat", "paper": "Dipakai di kertas", "void": "Batal"}
DELIVERED: Final[Mapping[str, str]] = {
    "counter": "di loket", "download": "diunduh sendiri", "delivered": "diantar",
}  # fmt: skip
PROOF: Final[Mapping[str, str]] = {
    kinds.DRAWN: "tanda tangan di layar", kinds.THUMBPRINT: "cap jempol", kinds.SIGNED_PAPER: "tanda tangan di kertas",
    kinds.NAME_ALONE: "nama saja",
}  # fmt: skip
IDENTITY: Final[Mapping[str, str]] = dict((*kinds.CARDS, ("known", "dikenal petugas")))
PRINTED: Final[Mapping[str, str]] = {
    printing.RECEIPT: "tanda terima", printing.TICKET: "nomor antrean", printing.SHEET: "lembar catatan langkah",
    printing.LACKING: "pemberitahuan kekurangan", printing.CUSTODY: "tanda terima berkas asli",
}  # fmt: skip
GIVEN: Final[Mapping[str, str]] = {"handed": "diserahkan", "sent": "dikirim", "read": "dibacakan"}


class Reader(Protocol):
    """How a page of a book is read: last first, behind `after`; every line has a `key`."""

    def __call__(
        self, actor: Actor, office: Office, wanted: Wanted, *, after: Key | None, limit: int
    ) -> Sequence[Any]: ...


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `cell` gives a text, a number or a moment; `small` is set in small type."""

    label: str
    cell: Callable[[Any, Office], str | int | datetime]
    small: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """One register book. `key` reads the parts of a page mark; `numbered` says what a number looks up ("" for none);
    `whose` finds the file behind a line, None for none. `daily`: without a wish it shows today, and a month at most.
    `opens`: the page of a line, where it is not the file's."""

    code: str
    name: str
    about: str
    columns: tuple[Column, ...]
    read: Reader
    key: tuple[Callable[[str], Any], ...]
    numbered: str
    whose: Callable[[Any], Whose | None]
    daily: bool = False
    opens: tuple[str, Callable[[Any], UUID]] | None = None


def applicant(whose: Whose | None) -> str:
    """The name as this reader may see it."""
    if whose is not None and whose.damaged:
        return damaged_words(whose.damaged)
    return "" if whose is None else HIDDEN if whose.secret else whose.applicant


def damaged_words(code: str) -> str:
    """In the place of a name that cannot be read."""
    return f"DATA RUSAK ({code})"


def _status(line: AgendaLine, _: Office) -> str:
    return telling.STATUS.get(line.whose.status, "tidak diketahui")


def _papers(line: CustodyLine, _: Office) -> str:
    return "; ".join(line.papers) if line.papers else f"{line.count} berkas"


def _collected(line: CustodyLine, _: Office) -> str:
    return "" if line.returned_at is None else line.collector or HIDDEN


def _state(line: LetterLine, _: Office) -> str:
    return NUMBER.get(line.status, line.status)


def _received(line: DeliveryLine, _: Office) -> str:
    """How it was acknowledged; where on paper, whether the scan is there."""
    scan = "pindaian tersimpan" if line.scanned else "pindaian belum ada" if line.proof in kinds.ON_PAPER else ""
    return ", ".join(filter(None, (PROOF.get(line.proof, line.proof), scan)))


def _recipient(whose: Whose) -> str:
    if whose.damaged:
        return damaged_words(whose.damaged)
    return HIDDEN if whose.secret else whose.beneficiary or whose.applicant


def _ended(visit: GuestLine) -> str:
    """How a visit ended; a line that a later one replaces says so."""
    said = "" if visit.purpose == VOID else RESULT_WORDS[visit.result]
    return f"{said} (diperbaiki)".strip() if visit.replaced else said


AGENDA: Final = Book(
    code="agenda",
    name="Buku agenda permohonan",
    about="Setiap permohonan yang diterima, menurut nomor agendanya.",
    columns=(
        Column("Nomor agenda", lambda line, _: line.number),
        Column("Diterima", lambda line, _: line.received_at, small=True),
        Column("Layanan", lambda line, _: line.whose.service),
        Column("Pemohon", lambda line, _: applicant(line.whose)),
        Column("Cara", lambda line, _: telling.CHANNEL.get(line.channel, line.channel), small=True),
        Column("Keadaan", _status),
        Column("Berakhir", lambda line, _: line.ended_at or "", small=True),
    ),
    read=registers.agenda,
    key=(int, int),
    numbered="Nomor agenda",
    whose=lambda line: line.whose,
)
LETTERS: Final = Book(
    code="surat-keluar",
    name="Buku surat keluar",
    about="Setiap nomor surat: yang dipakai surat, yang dipakai di kertas, dan yang batal.",
    columns=(
        Column("Urut", lambda line, _: line.number),
        Column("Nomor surat", lambda line, _: line.text),
        Column("Diambil", lambda line, _: line.taken_at, small=True),
        Column("Surat", lambda line, _: line.product),
        Column("Permohonan", lambda line, _: line.whose.register if line.whose else ""),
        Column("Pemohon", lambda line, _: applicant(line.whose)),
        Column("Keadaan", _state),
        Column("Keterangan", lambda line, _: line.note, small=True),
    ),
    read=registers.letters,
    key=(int, int, str),
    numbered="Nomor urut",
    whose=lambda line: line.whose,
)
DELIVERIES: Final = Book(
    code="penyerahan",
    name="Buku penyerahan hasil",
    about="Apa yang diserahkan, kepada siapa, dan kapan.",
    columns=(
        Column("Permohonan", lambda line, _: line.whose.register),
        Column("Diserahkan", lambda line, _: line.delivered_at, small=True),
        Column("Layanan", lambda line, _: line.whose.service),
        Column("Hasil", lambda line, _: line.product),
        Column("Pemohon", lambda line, _: applicant(line.whose)),
        Column("Diterima oleh", lambda line, _: HIDDEN if line.whose.secret else line.collector),
        Column("Cara", lambda line, _: DELIVERED.get(line.channel, line.channel), small=True),
        Column("Bukti", _received, small=True),
        Column("Identitas", lambda line, _: IDENTITY.get(line.identity, line.identity), small=True),
        Column("Petugas", lambda line, office: telling.post_names(office, line.post), small=True),
    ),
    read=registers.deliveries,
    key=(datetime.fromisoformat, UUID),
    numbered="Nomor agenda",
    whose=lambda line: line.whose,
)
ORIGINALS: Final = Book(
    code="titipan",
    name="Buku titipan berkas asli",
    about="Berkas asli yang dititipkan di kantor, dan kapan kembali kepada pemiliknya.",
    columns=(
        Column("Nomor", lambda line, _: line.number),
        Column("Diterima", lambda line, _: line.taken_at, small=True),
        Column("Permohonan", lambda line, _: line.whose.register),
        Column("Berkas asli", _papers),
        Column("Pemilik", lambda line, _: line.owner or HIDDEN),
        Column("Dikembalikan", lambda line, _: line.returned_at or "belum", small=True),
        Column("Kepada", _collected),
    ),
    read=registers.originals,
    key=(int, int),
    numbered="Nomor titipan",
    whose=lambda line: line.whose,
)
PAST: Final = Book(
    code="lama",
    name="Register lama",
    about="Baris buku kertas dari masa sebelum pindah ke sini, sebagaimana tertulis di sana.",
    columns=(
        Column("Nomor", lambda line, _: line.number),
        Column("Tanggal", lambda line, _: f"{line.on:%d-%m-%Y}", small=True),
        Column("Buku", lambda line, _: line.book),
        Column("Layanan", lambda line, _: line.service),
        Column("Nama", lambda line, _: line.name),
        Column("Hasil", lambda line, _: line.result),
        Column("Nomor surat", lambda line, _: line.letter, small=True),
        Column("Catatan", lambda line, _: line.note, small=True),
    ),
    read=past_lines,
    key=(date.fromisoformat, UUID),
    numbered="Nomor",
    whose=lambda _: None,
)


def _form(line: EntitlementLine, _: Office) -> str:
    return telling.owed_form(line.row.form, line.row.text)


def _promised(line: EntitlementLine, _: Office) -> str:
    """The service and its promises that were broken; nothing of a confidential file."""
    return HIDDEN if line.whose.secret else f"{line.whose.service}: {'; '.join(line.promises)}"


def _stands(line: EntitlementLine, office: Office) -> str:
    """Whether it was given, and when; who gave it, or noted that it was declined, and in which post."""
    at = line.row.settled_at
    when = f" {at.astimezone(ZoneInfo(office.time_zone)):%d-%m-%Y %H.%M}" if at else ""
    post = telling.post_names(office, line.row.settled_post) if line.row.settled_post else ""
    by = f", oleh {', '.join(filter(None, (line.by, post)))}" if line.by else ""
    return f"{telling.owed_words(line.row.form, line.row.status)}{when}{by}"


def _proof(line: EntitlementLine, _: Office) -> str:
    """What shows that it was given: the way, the letter's number, a scan."""
    row = line.row
    said = (GIVEN.get(row.how, ""), row.letter_number, "bukti tersimpan" if row.proof else "")
    return ", ".join(filter(None, said))


ENTITLEMENTS: Final = Book(
    code="kompensasi",
    name="Buku kompensasi",
    about="Janji yang lewat karena kantor, yang menjadi hak pemohonnya, dan kapan diberikan.",
    columns=(
        Column("Nomor", lambda line, _: f"{line.row.number}/{line.row.year}"),
        Column("Diketahui", lambda line, _: line.row.made_at, small=True),
        Column("Permohonan", lambda line, _: line.whose.register),
        Column("Pemohon", lambda line, _: applicant(line.whose), small=True),
        Column("Janji yang lewat", _promised, small=True),
        Column("Sebab", lambda line, _: HIDDEN if line.whose.secret else line.cause, small=True),
        Column("Bentuk", _form, small=True),
        Column("Keadaan", _stands, small=True),
        Column("Bukti", _proof, small=True),
    ),
    read=registers.entitlements,
    key=(int, int),
    numbered="Nomor kompensasi",
    whose=lambda line: line.whose,
    opens=("desk:entitlement", lambda line: line.row.id),
)
RECIPIENTS: Final = Book(
    code="penerima",
    name="Buku register penerima layanan",
    about="Siapa menerima layanan apa: pemohon sendiri, atau orang yang dimohonkan.",
    columns=(
        Column("Nomor agenda", lambda line, _: line.number),
        Column("Diterima", lambda line, _: line.received_at, small=True),
        Column("Penerima layanan", lambda line, _: _recipient(line.whose)),
        Column("Dimohonkan oleh", lambda line, _: applicant(line.whose) if line.whose.beneficiary else ""),
        Column("Layanan", lambda line, _: line.whose.service),
        Column("Keadaan", _status),
        Column("Berakhir", lambda line, _: line.ended_at or "", small=True),
    ),
    read=registers.agenda,
    key=(int, int),
    numbered="Nomor agenda",
    whose=lambda line: line.whose,
)
VISITS: Final = Book(
    code="tamu",
    name="Buku tamu",
    about="Siapa datang untuk apa, dan bagaimana akhirnya; tanpa nama. Baris baru ditulis pada buku tamu hari ini.",
    columns=(
        Column("Tanggal", lambda line, _: f"{line.visit.visited_on:%d-%m-%Y}"),
        Column("Nomor", lambda line, _: line.visit.seq, small=True),
        Column("Datang", lambda line, _: line.visit.came_at, small=True),
        Column("Keperluan", lambda line, office: purpose_words(office, line.visit.purpose, line.visit.question)),
        Column("Layanan", lambda line, _: line.service),
        Column("Hasil", lambda line, _: _ended(line.visit)),
        Column("Menit", lambda line, _: line.visit.minutes, small=True),
        Column("Petugas", lambda line, _: line.visit.who, small=True),
    ),
    read=registers.visits,
    key=(date.fromisoformat, int),
    numbered="Nomor pada hari itu",
    whose=lambda _: None,
)
COPIES: Final = Book(
    code="cetak-ulang",
    name="Buku cetak ulang",
    about="Tanda terima, nomor antrean, dan lembar yang dicetak lagi: oleh siapa dan kapan.",
    columns=(
        Column("Nomor", lambda line, _: line.number),
        Column("Dicetak ulang", lambda line, _: line.printed_at, small=True),
        Column("Kertas", lambda line, _: PRINTED.get(line.kind, line.kind)),
        Column("Ke", lambda line, _: line.copies, small=True),
        Column("Pemohon", lambda line, _: applicant(line.whose)),
        Column("Petugas", lambda line, office: f"{line.by}, {telling.post_names(office, line.post)}", small=True),
    ),
    read=registers.copies,
    key=(datetime.fromisoformat, UUID),
    numbered="Nomor agenda",
    whose=lambda line: line.whose,
)


def _done(line: ActivityLine, _: Office) -> str:
    """What was done, in the words of the standard; nothing of a confidential file."""
    if line.whose.secret:
        return HIDDEN
    if line.kind != events.ACTED:
        return telling.AT_COUNTER.get(line.kind) or telling.HAPPENED.get(line.kind, line.kind)
    standard = catalogue.standard(line.whose.standard_id) if line.whose.standard_id else None
    if standard is None or line.step not in {step.code for step in standard.steps}:
        return line.step
    return f"{standard.step(line.step).text}: {telling.outcome_words(standard, line.step, line.outcome)}"


def _happened(line: ActivityLine, _: Office) -> datetime | str:
    """When it happened, where it was written down later."""
    later = line.recorded_at - line.occurred_at >= timedelta(minutes=1)
    return line.occurred_at if later else ""


ACTIVITIES: Final = Book(
    code="kegiatan",
    name="Buku kegiatan harian",
    about="Apa yang dikerjakan pada berkas, oleh siapa, hari demi hari.",
    columns=(
        Column("Dicatat", lambda line, _: line.recorded_at, small=True),
        Column("Permohonan", lambda line, _: line.whose.register),
        Column("Layanan", lambda line, _: line.whose.service, small=True),
        Column("Kegiatan", _done),
        Column("Petugas", lambda line, office: f"{line.who}, {telling.post_names(office, line.post)}", small=True),
        Column("Terjadi", _happened, small=True),
    ),
    read=activities,
    key=(int,),
    numbered="Nomor agenda",
    whose=lambda line: line.whose,
    daily=True,
)
BOOKS: Final[Mapping[str, Book]] = {
    book.code: book
    for book in (AGENDA, RECIPIENTS, LETTERS, DELIVERIES, ORIGINALS, ACTIVITIES, COPIES, VISITS, ENTITLEMENTS, PAST)
}
