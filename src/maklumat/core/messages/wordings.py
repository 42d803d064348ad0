"""The words of every message, in Indonesian and English.

Holes: {office}, {code} of the file, {thing} ("Permohonan ..." or, of a confidential file, "Urusan Anda"), {where} to
look, {day}, {place}, {missing}. Sentences are short: they are read on a small screen, and aloud.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from maklumat.core.messages import table


@dataclass(frozen=True, slots=True)
class Wording:
    """The subject, the long text, and the short one after the office's name. `some_day`, `some_paper`: what stands in a
    hole that has nothing to be filled with. `ending`: how the long text ends; `see`: what
    stands before the address in the short one.
    """

    subject: str
    long: str
    short: str
    some_day: str = ""
    some_paper: str = ""
    ending: str = ""
    see: str = ""


ENDINGS: Final[Mapping[str, str]] = {
    "id": (
        "Lihat di {where} dengan kata kunci pada tanda terima. Semua layanan gratis."
        " Tidak mau dikabari lagi? Hentikan di halaman yang sama. {office}"
    ),
    "en": (
        "See {where} with the secret on your receipt. All services are free."
        " No more messages? Stop them on the same page. {office}"
    ),
}
"""How a message to people of a file ends: where to look, that nothing is to be paid, and how to stop them."""

TO_OFFICERS: Final[Mapping[str, str]] = {"id": "Masuk di {where}. {office}", "en": "Log in at {where}. {office}"}
"""How a message to officials ends."""

_SEE: Final = {"id": "Lihat/hentikan: ", "en": "See/stop: "}
_ENTER: Final = {"id": "Masuk: ", "en": "Log in: "}

_PAPERS = {"id": "beberapa berkas", "en": "some papers"}
_SOON = {"id": "tanggal yang tertulis di sana", "en": "the date that stands there"}

_ID: Final[Mapping[str, tuple[str, str, str]]] = {
    table.RECEIVED: (
        "Berkas {code} diterima",
        "{thing} sudah kami terima. Nomor berkasnya {code}.",
        "berkas {code} sudah diterima.",
    ),
    table.RETURNED: (
        "Berkas {code} perlu dilengkapi",
        "{thing} perlu dilengkapi: {missing}. Nomor berkasnya {code}. Lengkapi sebelum {day}.",
        "berkas {code} perlu dilengkapi sebelum {day}.",
    ),
    table.REMINDER: (
        "Berkas {code} menunggu Anda",
        "{thing} masih menunggu Anda melengkapi. Nomor berkasnya {code}. Sesudah {day} berkas ini gugur.",
        "berkas {code} gugur bila belum lengkap pada {day}.",
    ),
    table.LAPSED: (
        "Berkas {code} gugur",
        "{thing} gugur karena belum dilengkapi. Nomor berkasnya {code}. Anda boleh mengajukan lagi kapan saja.",
        "berkas {code} gugur. Anda boleh mengajukan lagi.",
    ),
    table.APPOINTMENT: (
        "Janji temu berkas {code}",
        "Anda punya janji temu pada {day}. Tempatnya: {place}. Nomor berkasnya {code}.",
        "janji temu berkas {code}: {day}.",
    ),
    table.READY: (
        "Hasil berkas {code} siap",
        "{thing} sudah diputuskan dan hasilnya siap. Nomor berkasnya {code}. Ambil di kantor dengan membawa KTP.",
        "hasil berkas {code} siap diambil. Bawa KTP.",
    ),
    table.DONE: (
        "Berkas {code} selesai",
        "{thing} sudah selesai. Nomor berkasnya {code}.",
        "berkas {code} sudah selesai.",
    ),
    table.REFUSED: (
        "Keputusan berkas {code}",
        "{thing} belum dapat dikabulkan. Nomor berkasnya {code}. Alasan dan cara keberatan ada di sana.",
        "berkas {code} sudah diputuskan. Baca keputusannya.",
    ),
    table.CLOSED: (
        "Berkas {code} ditutup",
        "{thing} sudah ditutup. Nomor berkasnya {code}. Alasannya ada di sana.",
        "berkas {code} sudah ditutup.",
    ),
    table.BREACH: (
        "Maaf, berkas {code} terlambat",
        "Kami terlambat mengerjakan berkas {code}. Kami minta maaf. Berkas Anda tetap kami kerjakan.",
        "maaf, berkas {code} terlambat. Tetap kami kerjakan.",
    ),
    table.BREACH_OWED: (
        "Maaf, berkas {code} terlambat",
        "Kami terlambat mengerjakan berkas {code}. Kami minta maaf. Anda berhak atas kompensasi; tanyakan di loket.",
        "maaf, berkas {code} terlambat. Anda berhak atas kompensasi.",
    ),
    table.WITHDRAWN: (
        "Berkas {code} ditarik",
        "{thing} sudah ditarik. Nomor berkasnya {code}. Bukan Anda yang menariknya? Segera tanyakan ke kantor.",
        "berkas {code} sudah ditarik. Bukan Anda? Tanyakan ke kantor.",
    ),
    table.REVOKED: (
        "Surat berkas {code} dicabut",
        "Surat dari berkas {code} dicabut dan tidak berlaku lagi. Alasannya ada di sana.",
        "surat berkas {code} dicabut, tidak berlaku lagi.",
    ),
    table.EXPIRING: (
        "Surat berkas {code} hampir habis",
        "Surat dari berkas {code} berlaku sampai {day}. Masih perlu? Ajukan perpanjangan sebelum hari itu.",
        "surat berkas {code} berlaku sampai {day}.",
    ),
    table.DUTY: (
        "Laporan berkas {code} ditunggu",
        "Surat dari berkas {code} mewajibkan laporan. Kirim laporan Anda paling lambat {day}.",
        "laporan untuk berkas {code} ditunggu sampai {day}.",
    ),
    table.DUTY_RETURNED: (
        "Laporan berkas {code} perlu diperbaiki",
        "Laporan Anda untuk berkas {code} perlu diperbaiki. Alasannya ada di sana.",
        "laporan berkas {code} perlu diperbaiki.",
    ),
    table.WARNED: (
        "Berkas {code}: janji hampir lewat",
        "Janji waktu berkas {code} hampir lewat: {day}. Buka antrean kerja Anda.",
        "janji berkas {code} hampir lewat.",
    ),
    table.ESCALATED: (
        "Berkas {code} dinaikkan kepada Anda",
        "Berkas {code} melewati janji waktunya dan kini dilaporkan kepada Anda. Buka antrean kerja Anda.",
        "berkas {code} melewati janji, dilaporkan kepada Anda.",
    ),
    table.ROSTER: (
        "Panggilan piket",
        "Anda bertugas piket dan tidak terjawab saat ditelepon. Segera telepon kantor, atau buka halaman piket.",
        "panggilan piket tidak terjawab. Segera telepon kantor.",
    ),
    table.NIGHT: (
        "Berkas {code} masuk di luar jam kerja",
        "Berkas {code} masuk di luar jam kerja, dan janji waktunya berjalan. Buka halaman piket, tekan Saya tangani.",
        "berkas {code} masuk di luar jam kerja. Segera tangani.",
    ),
    table.APOLOGY_DUE: (
        "Berkas {code}: surat permintaan maaf menunggu",
        "Surat permintaan maaf untuk berkas {code} sampai pada batasnya dan belum ditandatangani. Buka antrean Anda.",
        "surat permintaan maaf berkas {code} belum ditandatangani.",
    ),
}  # fmt: skip

_EN: Final[Mapping[str, tuple[str, str, str]]] = {
    table.RECEIVED: (
        "File {code} received",
        "{thing} was received. The number of your file is {code}.",
        "file {code} was received.",
    ),
    table.RETURNED: (
        "File {code} is not complete",
        "{thing} is not complete: {missing}. The number of your file is {code}. Complete it before {day}.",
        "file {code} is not complete. Complete it before {day}.",
    ),
    table.REMINDER: (
        "File {code} waits for you",
        "{thing} still waits for you to complete it. Its number is {code}. After {day} it lapses.",
        "file {code} lapses unless complete on {day}.",
    ),
    table.LAPSED: (
        "File {code} has lapsed",
        "{thing} has lapsed because it was not completed. Its number is {code}. You may apply again at any time.",
        "file {code} has lapsed. You may apply again.",
    ),
    table.APPOINTMENT: (
        "Appointment, file {code}",
        "You have an appointment on {day}. The place: {place}. The number of your file is {code}.",
        "appointment for file {code}: {day}.",
    ),
    table.READY: (
        "The result of file {code} is ready",
        "{thing} was decided and the result is ready. Its number is {code}. Collect it at the office, with your card.",
        "the result of file {code} is ready. Bring your card.",
    ),
    table.DONE: (
        "File {code} is done",
        "{thing} is done. The number of your file is {code}.",
        "file {code} is done.",
    ),
    table.REFUSED: (
        "Decision on file {code}",
        "{thing} could not be granted. Its number is {code}. Read there why, and how to object.",
        "file {code} was decided. Please read the decision.",
    ),
    table.CLOSED: (
        "File {code} is closed",
        "{thing} was closed. The number of your file is {code}. Read there why.",
        "file {code} was closed.",
    ),
    table.BREACH: (
        "Sorry, file {code} is late",
        "We are late with file {code}. We apologise. We go on working on it.",
        "sorry, file {code} is late. We go on working on it.",
    ),
    table.BREACH_OWED: (
        "Sorry, file {code} is late",
        "We are late with file {code}. We apologise. You are entitled to a compensation; ask at the counter.",
        "sorry, file {code} is late. A compensation is due to you.",
    ),
    table.WITHDRAWN: (
        "File {code} was withdrawn",
        "{thing} was withdrawn. Its number is {code}. Was it not you? Ask the office at once.",
        "file {code} was withdrawn. Not you? Ask the office.",
    ),
    table.REVOKED: (
        "The letter of file {code} was revoked",
        "The letter of file {code} was revoked and holds no more. Read there why.",
        "the letter of file {code} was revoked.",
    ),
    table.EXPIRING: (
        "The letter of file {code} ends soon",
        "The letter of file {code} holds until {day}. Still needed? Ask for an extension before that day.",
        "the letter of file {code} holds until {day}.",
    ),
    table.DUTY: (
        "Report due, file {code}",
        "The letter of file {code} asks for a report. Send yours by {day}.",
        "your report for file {code} is due on {day}.",
    ),
    table.DUTY_RETURNED: (
        "Report of file {code} to be mended",
        "Your report for file {code} has to be mended. Read there why.",
        "the report of file {code} has to be mended.",
    ),
    table.WARNED: (
        "File {code}: promise nearly over",
        "The promise of file {code} is nearly over: {day}. Please open your worklist.",
        "the promise of file {code} is nearly over.",
    ),
    table.ESCALATED: (
        "File {code} was raised to you",
        "File {code} is past its promise and is now reported to you. Please open your worklist.",
        "file {code} is past its promise, reported to you.",
    ),
    table.ROSTER: (
        "You are called on duty",
        "You are on duty and did not answer the telephone. Ring the office at once, or open the page of duty.",
        "a call on duty was not answered. Ring the office at once.",
    ),
    table.NIGHT: (
        "File {code} came in outside hours",
        "File {code} came in outside hours and its promise is running. Open the page of duty and say that you have it.",
        "file {code} came in outside hours. See to it now.",
    ),
    table.APOLOGY_DUE: (
        "File {code}: a letter of apology waits",
        "The letter of apology for file {code} is due and not signed yet. Please open your worklist.",
        "the letter of apology for file {code} is not signed yet.",
    ),
}  # fmt: skip


def _wording(occasion: table.Occasion, language: str) -> Wording:
    words = (_ID if language == "id" else _EN)[occasion.code]
    inside = table.OFFICER in occasion.to
    return Wording(
        *words,
        some_day=_SOON[language],
        some_paper=_PAPERS[language],
        ending=(TO_OFFICERS if inside else ENDINGS)[language],
        see=(_ENTER if inside else _SEE)[language],
    )


WORDINGS: Final[Mapping[str, Mapping[str, Wording]]] = {
    code: {language: _wording(occasion, language) for language in ("id", "en")}
    for code, occasion in table.OCCASIONS.items()
}
