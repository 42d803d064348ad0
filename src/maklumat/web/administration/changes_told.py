"""Changes of an office in words: one row for each sort of entry, its title and what is said with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from maklumat.core.events import Event
from maklumat.core.evidence.chain import PAYLOAD_ERASED
from maklumat.core.messages.table import OCCASIONS
from maklumat.core.organisation.mandates import WORDS
from maklumat.core.organisation.settings import written
from maklumat.core.organisation.table import SETTINGS
from maklumat.core.retention.schedule import FATES
from maklumat.core.standard.model import Office
from maklumat.records.applications import printing
from maklumat.records.archive import closing, destroying, moving, rehearsals, retention
from maklumat.records.catalogue import drafts, enacting
from maklumat.records.catalogue import settings as stored
from maklumat.records.figures import listing
from maklumat.records.messages import actions as messages
from maklumat.records.messages import nights
from maklumat.records.outages import actions as outages
from maklumat.records.people import absences, appointing, mandates, roster
from maklumat.records.products import numbers
from maklumat.web.administration.people import post_name
from maklumat.web.shared.lists import cause_words, state_words
from maklumat.web.shared.officials import post_names
from maklumat.web.shared.reasons import WAY_NAMES
from maklumat.web.shared.wording import day_words

Data = Mapping[str, Any]
PEOPLE: Final = "orang"
MANDATES: Final = "mandat"
LEAVE: Final = "cuti"
ROSTER: Final = "piket"
SETTING: Final = "pengaturan"
STANDARD: Final = "standar"
NUMBERS: Final = "nomor"
ARCHIVE: Final = "arsip"
TAKEN: Final = "data"
MESSAGES: Final = "pesan"
GROUPS: Final = {
    PEOPLE: "Orang dan jabatan", MANDATES: "Mandat", LEAVE: "Cuti", ROSTER: "Piket", SETTING: "Pengaturan",
    STANDARD: "Standar pelayanan", NUMBERS: "Nomor surat", ARCHIVE: "Arsip dan cadangan", TAKEN: "Data dan sistem luar",
    MESSAGES: "Pesan",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Book:
    """What the words need: the office, the names of the people by their ids, and those of services by their codes."""

    office: Office
    names: Mapping[int, str]
    services: Mapping[str, str] = field(default_factory=dict)

    def who(self, user: object) -> str:
        """The name of somebody the entry is about."""
        return self.names.get(user, "seseorang") if isinstance(user, int) else "seseorang"

    def post(self, code: object) -> str:
        """The name of a post, or of the administration."""
        return post_name(self.office, str(code))


Say = Callable[[Book, Data], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Sort:
    """How entries of a kind are told."""

    group: str
    title: str
    say: Say


def said(book: Book, event: Event) -> tuple[str, str]:
    """The title of a change and what is said with it; an erased entry says that much."""
    sort = SORTS[event.kind]
    if not event.data:
        return sort.title, "isinya sudah dihapus menurut aturan"
    return sort.title, "; ".join(part for part in sort.say(book, event.data) if part)


def acting_as(office: Office, event: Event) -> str:
    """The post under which a change was made: "Plh. Kepala Dinas (800/12/2026)" where it was not their own."""
    name, found = post_name(office, event.post), event.data.get("as")
    if not isinstance(found, Mapping):
        return name
    words = WORDS.get(str(found.get("by", "")), "pengganti")
    return f"{words} {name} ({found['basis']})" if found.get("basis") else f"{words} {name}"


def people_in(event: Event) -> Iterator[int]:
    """The ids of everybody whom an entry names, besides whoever made it."""
    for name in ("user", "substitute", "holder"):
        value = event.data.get(name)
        if isinstance(value, int):
            yield value


def kinds_of(group: str) -> tuple[str, ...]:
    """The sorts of entry in a group; "" for all."""
    return tuple(kind for kind, sort in SORTS.items() if group in ("", sort.group))


def _day(value: object) -> str:
    return day_words(date.fromisoformat(str(value)[:10])) if value else ""


def _span(data: Data) -> str:
    until = _day(data.get("until_on"))
    return f"mulai {_day(data['from_on'])}" + (f" sampai {until}" if until else "")


def _account(book: Book, data: Data) -> Iterator[str]:
    yield f"{data['name']} ({data['username']})"
    yield f"{book.post(data['post'])}, mulai {_day(data['from_on'])}"


def _password(book: Book, data: Data) -> Iterator[str]:
    yield book.who(data["user"])


def _certificate(book: Book, data: Data) -> Iterator[str]:
    yield book.who(data["user"])
    yield f"dari {data['before'] or 'nama sendiri'} menjadi {data['after'] or 'nama sendiri'}"


def _post(book: Book, data: Data) -> Iterator[str]:
    yield f"{book.who(data['user'])} sebagai {book.post(data['post'])}"
    yield _span(data)
    if data.get("by") == "machine":
        yield "dari mesin peladen"


def _post_over(book: Book, data: Data) -> Iterator[str]:
    yield f"{book.who(data['user'])} sebagai {book.post(data['post'])}"
    yield f"hari terakhir {_day(data['until_on'])}"


def _left(book: Book, data: Data) -> Iterator[str]:
    yield book.who(data["user"])
    yield ", ".join(book.post(code) for code in data["posts"])
    yield f"alasan: {data['reason']}"
    if data.get("mandates"):
        yield f"mandat nomor {', '.join(map(str, data['mandates']))} dicabut"
    if data.get("turns"):
        yield f"{len(data['turns'])} giliran piket dibatalkan, yang pertama {_day(data['turns'][0][0])}"
    if data.get("elsewhere"):
        yield "akunnya tetap untuk kantor lain"


def _mandate(book: Book, data: Data) -> Iterator[str]:
    yield f"Nomor {data['mandate']}: {book.who(data['holder'])} sebagai {WORDS[data['kind']]} {book.post(data['post'])}"
    if data.get("holder_post"):
        yield f"dalam jabatannya {book.post(data['holder_post'])}"
    if data.get("services"):
        yield f"hanya layanan {', '.join(book.services.get(code, code) for code in data['services'])}"
    if data.get("products"):
        yield f"hanya surat {', '.join(data['products'])}"
    yield _span(data)
    yield f"dasar {data['basis']} tanggal {_day(data['basis_on'])}"


def _revoked(_: Book, data: Data) -> Iterator[str]:
    yield f"Nomor {data['mandate']}, mulai {_day(data['on'])}"
    yield f"alasan: {data['reason']}"


def _away(book: Book, data: Data) -> Iterator[str]:
    yield f"{book.who(data['user'])}, {str(absences.KINDS.get(data['kind'], data['kind'])).lower()}"
    yield _span(data)
    if data.get("substitute"):
        yield f"antreannya dikerjakan {book.who(data['substitute'])}"


def _back(book: Book, data: Data) -> Iterator[str]:
    yield f"{book.who(data['user'])}, bertugas lagi {_day(data['back_on'])}"


def _duty(book: Book, data: Data) -> Iterator[str]:
    yield f"{book.who(data['user'])}, urutan {data['rank']}"
    yield f"{len(data['times'])} giliran mulai {_day(data['times'][0][0])}"
    if data["published"]:
        yield "nomornya diumumkan"


def _off(book: Book, data: Data) -> Iterator[str]:
    yield book.who(data["user"])


def _rung(book: Book, data: Data) -> Iterator[str]:
    yield f"{book.who(data['user'])}, urutan {data['rank']}: {'menjawab' if data['answered'] else 'tidak menjawab'}"


def _night(book: Book, data: Data) -> Iterator[str]:
    yield f"berkas {data['register']}"
    yield book.who(data["user"]) if data.get("user") else "kepala kantor tidak ditemukan"


def _decided(_: Book, data: Data) -> Iterator[str]:
    row = SETTINGS.get(data["setting"])
    if row is None:
        yield str(data["setting"])
        return
    before, after = (written(row, data[name]) or "kosong" for name in ("before", "after"))
    yield f"{row.label}: dari {before} menjadi {after}"


def _law(_: Book, data: Data) -> Iterator[str]:
    yield f"layanan {data['service']}"
    if data.get("version"):
        yield f"versi {data['version']}"
    if data.get("decree"):
        yield f"keputusan {data['decree']}"
    if data.get("in_force_from"):
        yield f"berlaku {_day(data['in_force_from'])}"
    if data.get("proposed_from"):
        yield f"diusulkan berlaku {_day(data['proposed_from'])}"
    if data.get("reason"):
        yield f"alasan: {data['reason']}"


def _numbers(_: Book, data: Data) -> Iterator[str]:
    yield f"tahun {data['year']}, nomor {data['from']} sampai {data['to']}: {data['to'] - data['from'] + 1} nomor"
    yield f"alasan: {data['reason']}" if data["reason"] else ""


def _inserted(_: Book, data: Data) -> Iterator[str]:
    yield f"tahun {data['year']}, nomor {data['number']}"
    yield f"alasan: {data['reason']}"


def _closed(_: Book, data: Data) -> Iterator[str]:
    yield f"tahun {data['year']}"
    yield str(data.get("note", ""))


def _moved(_: Book, data: Data) -> Iterator[str]:
    yield f"{data['taken']} baris masuk, {data['there']} sudah ada, {data['refused']} ditolak"


def _tried(_: Book, data: Data) -> Iterator[str]:
    yield "cadangan utuh" if data["fine"] else "cadangan TIDAK utuh"
    yield f"{data['applications']} berkas dan {data['attachments']} lampiran, pulih dalam {data['seconds']} detik"


def _backed(_: Book, data: Data) -> Iterator[str]:
    yield f"{data['files']} berkas, {data['bytes'] // 1_000_000} MB"


def _kept(_: Book, data: Data) -> Iterator[str]:
    yield f"{data['active_years']} tahun aktif, {data['inactive_years']} tahun inaktif"
    yield FATES[data["fate"]].lower()
    yield f"{len(data['services'])} layanan"
    yield str(data["basis"])


def _file(_: Book, data: Data) -> Iterator[str]:
    yield f"berkas {data['register']}"


def _list(_: Book, data: Data) -> Iterator[str]:
    yield f"{len(data['registers'])} berkas" if "registers" in data else ""
    yield f"berita acara {data['number']}" if "number" in data else ""
    yield f"persetujuan {data['approval']}" if "approval" in data else ""
    yield str(data.get("reason", ""))


def _taken(book: Book, data: Data) -> Iterator[str]:
    yield f"{data['what']} sebagai {str(data['form']).upper()}"
    sieve: Data = data.get("filters") or {}
    if "state" in sieve:
        yield f"daftar “{state_words(sieve['state'])}”"
    if "service" in sieve:
        yield f"layanan {book.services.get(sieve['service'], sieve['service'])}"
    if "desk" in sieve:
        yield f"meja {post_names(book.office, sieve['desk'])}"
    if "cause" in sieve:
        yield f"sebab: {cause_words(sieve['cause']).lower()}"
    if "from" in sieve:
        yield f"dari {_day(sieve['from'])}"
    if "until" in sieve:
        yield f"sampai {day_words(_last_day(str(sieve['until'])))}"


def _last_day(until: str) -> date:
    """The last day that was asked for: a day, or the midnight that ended it."""
    on = date.fromisoformat(until[:10])
    return on - timedelta(days=1) if "T" in until else on


def services_in(event: Event) -> Iterator[str]:
    """The codes of the services whose names an entry needs."""
    sieve = event.data.get("filters")
    if isinstance(sieve, Mapping) and "service" in sieve:
        yield str(sieve["service"])
    if event.kind == mandates.GIVEN:
        yield from map(str, event.data.get("services", ()))


def _again(_: Book, data: Data) -> Iterator[str]:
    yield f"nomor {data['number']}, salinan ke-{data['copies']}"


def _erased(_: Book, data: Data) -> Iterator[str]:
    yield f"{len(data['entries'])} catatan"
    yield str(data["reason"])


def _down(_: Book, data: Data) -> Iterator[str]:
    yield str(data["system"])
    yield str(data.get("reason", ""))
    if "minutes" in data:
        yield f"sesudah {data['minutes']} menit"


def _messages(_: Book, data: Data) -> Iterator[str]:
    yield WAY_NAMES.get(data.get("way", ""), "")
    yield f"{data['count']} pesan"


def _message(_: Book, data: Data) -> Iterator[str]:
    yield OCCASIONS[data["message"]].word


SORTS: Final[Mapping[str, Sort]] = {
    appointing.OPENED: Sort(PEOPLE, "Akun dibuka", _account),
    appointing.RENEWED: Sort(PEOPLE, "Kata sandi diganti administrator", _password),
    appointing.CERTIFIED_AS: Sort(PEOPLE, "Nama pada sertifikat BSrE ditulis", _certificate),
    appointing.APPOINTED: Sort(PEOPLE, "Jabatan diberikan", _post),
    appointing.ENDED: Sort(PEOPLE, "Jabatan diakhiri", _post_over),
    appointing.CLOSED: Sort(PEOPLE, "Akun ditutup", _left),
    mandates.GIVEN: Sort(MANDATES, "Mandat diberikan", _mandate),
    mandates.REVOKED: Sort(MANDATES, "Mandat dicabut", _revoked),
    absences.ABSENT: Sort(LEAVE, "Berhalangan", _away),
    absences.BACK: Sort(LEAVE, "Bertugas lagi", _back),
    roster.ENTERED: Sort(ROSTER, "Piket ditulis", _duty),
    roster.CANCELLED: Sort(ROSTER, "Piket dibatalkan", _off),
    roster.CALLED: Sort(ROSTER, "Petugas piket ditelepon", _rung),
    nights.TOLD: Sort(ROSTER, "Petugas dikabari laporan di luar jam kerja", _night),
    nights.TAKEN: Sort(ROSTER, "Laporan di luar jam kerja ditangani", _night),
    stored.DECIDED: Sort(SETTING, "Pengaturan diubah", _decided),
    drafts.STANDARD_BEGUN: Sort(STANDARD, "Perubahan standar dimulai", _law),
    drafts.STANDARD_DISCARDED: Sort(STANDARD, "Rancangan standar dibuang", _law),
    enacting.STANDARD_PROPOSED: Sort(STANDARD, "Standar diusulkan", _law),
    enacting.STANDARD_RETURNED: Sort(STANDARD, "Usul standar dikembalikan", _law),
    enacting.STANDARD_ENACTED: Sort(STANDARD, "Standar ditetapkan", _law),
    numbers.CONTINUED: Sort(NUMBERS, "Nomor surat dilewati, dipakai di kertas", _numbers),
    numbers.RESERVED: Sort(NUMBERS, "Nomor surat dipesan untuk kertas", _numbers),
    numbers.INSERTED: Sort(NUMBERS, "Nomor surat disisipkan", _inserted),
    closing.CLOSED: Sort(ARCHIVE, "Buku tahun ditutup", _closed),
    moving.MOVED_IN: Sort(ARCHIVE, "Data lama dimasukkan", _moved),
    rehearsals.REHEARSED: Sort(ARCHIVE, "Cadangan dicoba dipulihkan", _tried),
    rehearsals.BACKED_UP: Sort(ARCHIVE, "Cadangan dibuat", _backed),
    retention.RULED: Sort(ARCHIVE, "Jadwal retensi diubah", _kept),
    retention.HELD: Sort(ARCHIVE, "Berkas ditahan dari pemusnahan", _file),
    retention.RELEASED: Sort(ARCHIVE, "Berkas tidak ditahan lagi", _file),
    destroying.LISTED: Sort(ARCHIVE, "Daftar usul musnah dibuat", _list),
    destroying.WRITTEN: Sort(ARCHIVE, "Surat persetujuan pemusnahan dicatat", _list),
    destroying.AGREED: Sort(ARCHIVE, "Pemusnahan disetujui kepala", _list),
    destroying.DROPPED: Sort(ARCHIVE, "Daftar usul musnah tidak dilanjutkan", _list),
    destroying.BEGUN: Sort(ARCHIVE, "Pemusnahan dimulai", _list),
    destroying.DESTROYED: Sort(ARCHIVE, "Arsip dimusnahkan", _list),
    PAYLOAD_ERASED: Sort(ARCHIVE, "Isi catatan dihapus", _erased),
    listing.EXPORTED: Sort(TAKEN, "Daftar diunduh", _taken),
    printing.REPRINTED: Sort(TAKEN, "Kertas dicetak lagi", _again),
    outages.BEGAN: Sort(TAKEN, "Sistem luar tidak dapat dibuka", _down),
    outages.ENDED: Sort(TAKEN, "Sistem luar dapat dibuka lagi", _down),
    messages.RETRIED: Sort(MESSAGES, "Semua pesan yang gagal dicoba lagi", _messages),
    messages.CLEARED: Sort(MESSAGES, "Tanda alamat salah dihapus", _messages),
    messages.REPEATED: Sort(MESSAGES, "Pesan dikirim lagi", _message),
}
"""A new sort of entry about an office gets its row here by whoever writes it; a test asks for it."""
