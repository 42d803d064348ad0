"""The format of `standards/<office>/uji/*.yaml`, and reading such a file against its service.

docs/uji.md explains every key. Whatever an official mistypes is found with file, line, column and the nearest word.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from maklumat.core.expression.nodes import nearest
from maklumat.core.kinds.registry import KINDS
from maklumat.core.standard.findings import ERROR, Finding, Place
from maklumat.core.standard.model import Office, ServiceStandard, Step
from maklumat.core.standard.reading import parse
from maklumat.core.standard.shapes import Choice, Code, Key, Many, Nested, Number, Shape, Table, Text, YesNo
from maklumat.core.standard.typed import Reader, Record
from maklumat.core.standard.words import PERSONS

APPLICANT: Final = "pemohon"
SYSTEM: Final = "sistem"
OTHERS: Final = {APPLICANT: ("dilengkapi", "dicabut"), SYSTEM: ("waktu_berjalan", "kalender_dimuat")}
"""Who may act besides a post, and what they can do; such a line names no `langkah`."""

ALL_PAPERS: Final = "semua"
SORTS: Final = Choice(
    (
        ("diterima", "accepted"), ("tidak_lengkap", "incomplete"), ("ditolak", "refused"), ("terlambat", "late"),
        ("dijeda", "paused"), ("kalender_belum_dimuat", "calendar_missing"), ("lainnya", "other"),
    )
)  # fmt: skip
STATUSES: Final = Choice(
    (
        ("berjalan", "open"), ("di_pemohon", "with_applicant"), ("selesai", "finished"), ("ditolak", "refused"),
        ("ditutup", "closed"), ("dicabut", "withdrawn"), ("gugur", "lapsed"),
    )
)  # fmt: skip
VERDICTS: Final = Choice((("memenuhi", "met"), ("tidak_memenuhi", "not_met"), ("belum_pasti", "unknown")))
LIST: Final = Many(Code(), single=True, empty=True)

EXPECTED: Final = Shape(
    "harap",
    (
        Key("keadaan", "status", STATUSES, "keadaan permohonan"),
        Key("di_langkah", "step", Code(), "langkah tempat berkas berada, atau langkah yang menunggunya kembali"),
        Key("di_meja", "desk", LIST, "jabatan yang harus bertindak; [] bila tidak di meja siapa pun"),
        Key("janji", "limit", Code(), "janji mana yang ditanya batasnya, bila layanan punya beberapa"),
        Key("batas", "due", Text(), "batas waktu, waktu kantor"),
        Key("sementara", "provisional", YesNo(), "ya bila batas itu masih menunggu kalender"),
        Key("alasan_batas", "reasons", Many(Text(), single=True), "kode JAM-... atau kata-kata dalam alasannya"),
        Key("terlambat", "breached", LIST, "janji yang dilanggar; [] bila tidak ada"),
        Key("terlambat_sejak", "late_since", Text(), "sejak kapan terlambat"),
        Key("ditepati", "kept", LIST, "janji yang ditepati; [] bila belum ada"),
        Key("putusan", "verdict", VERDICTS, "apakah syarat kelayakan terpenuhi"),
        Key("aturan", "rules", LIST, "aturan kelayakan yang tidak terpenuhi"),
        Key("mengusulkan_penolakan", "proposes_refusal", YesNo(), "ya bila penolakan diusulkan kepada Kepala"),
        Key("surat_kurang", "papers_missing", Many(Text(), single=True, empty=True), "persyaratan yang belum ada"),
        Key("boleh_diajukan", "may_submit", YesNo(), "ya bila dapat diajukan lewat situs dengan isian dan surat ini"),
    ),
)
DEED: Final = Shape(
    "langkah uji",
    (
        Key("pada", "at", Text(), "kapan terjadi, waktu kantor", required=True),
        Key("dicatat", "recorded", Text(), "kapan dicatat bila tidak saat itu juga; perlu alasan_susulan"),
        Key("alasan_susulan", "late_reason", Text(), "mengapa baru dicatat kemudian"),
        Key("oleh", "by", Many(Code(), single=True), "jabatan, pemohon, atau sistem", required=True),
        Key("langkah", "step", Code(), "langkah prosedur; tidak ditulis untuk pemohon dan sistem"),
        Key("hasil", "outcome", Code(), "hasil langkah itu", required=True),
        Key("alasan", "reason", Text(), "alasan, bila hasil itu memerlukannya"),
        Key("temuan", "findings", Table(Text()), "alasan per persyaratan, bila berkas belum lengkap"),
        Key("galat", "refusal", Text(), "kode galat bila perbuatan ini harus ditolak aplikasi"),
        Key("harap", "expected", Nested(EXPECTED), "yang harus benar sesudah langkah ini"),
    ),
)
PERSON: Final = Shape("pemohon", (Key("nama", "name", Text(), "nama"), Key("nik", "nik", Text(), "NIK yang tidak ada")))
CASE: Final = Shape(
    "kasus",
    (
        Key("nama", "name", Text(), "keadaan dan hasilnya dalam satu kalimat", required=True),
        Key("jenis", "sort", SORTS, "kasus ini contoh apa", required=True),
        Key("cerita", "story", Text(), "cara menghitung atau hal yang perlu diketahui"),
        Key("kalender", "years", Many(Number(2020, 2100), single=True), "tahun yang kalendernya sudah dimuat"),
        Key("diterima", "received", Text(), "kapan permohonan diterima, waktu kantor", required=True),
        Key("pemohon", "applicant", Nested(PERSON), "pemohon, bila bukan pemohon contoh"),
        Key("isian", "answers", Table(Text()), "jawaban pemohon seperti yang diketiknya"),
        Key("surat", "papers", LIST, "persyaratan yang dilampirkan; semua bila tidak ditulis, [] bila tidak ada"),
        Key("langkah", "deeds", Many(Nested(DEED)), "apa yang terjadi kemudian"),
        Key("diperiksa", "seen", Text(), "kapan keadaannya dilihat; janji yang lewat saat itu tercatat"),
        Key("harap", "expected", Nested(EXPECTED), "yang harus benar pada akhirnya", required=True),
    ),
)
FILE: Final = Shape(
    "berkas uji",
    (
        Key("format", "format", Number(1, 1), "nomor format berkas ini", required=True),
        Key("layanan", "service", Code(), "kode layanan", required=True),
        Key("kasus", "cases", Many(Nested(CASE)), "kasus-kasusnya", required=True),
    ),
)
MOMENTS: Final = ("at", "recorded", "received", "seen", "due", "late_since")
_SLOT_WORDS: Final = {code: word for word, code in PERSONS.words}


class BadCases(Exception):
    """The file cannot be run: every finding, one per line."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(map(str, self.findings)))


@dataclass(frozen=True, slots=True)
class Cases:
    """One readable file: its service and its cases."""

    service: ServiceStandard
    cases: tuple[Record, ...]


def slot_name(key: str) -> str:
    """The Indonesian name of a place to attach: "identitas.reporter" is written "identitas.pelapor"."""
    code, _, person = key.partition(".")
    return f"{code}.{_SLOT_WORDS[person]}" if person else code


def read(path: Path, name: str, office: Office, services: Iterable[ServiceStandard]) -> Cases:
    """The cases of `path`, called `name` in messages. Raises BadCases with everything that is wrong in it."""
    node, findings = parse(path.read_text(encoding="utf-8"), name)
    if node is None or findings:
        raise BadCases(findings)
    reader = Reader()
    record = reader.record(node, FILE)
    by_code = {service.code: service for service in services}
    judge = _Judge(office, reader)
    service = judge.known(record, "service", record.get("service"), by_code, "Layanan")
    for case in record.records("cases") if service else ():
        judge.case(case, by_code[record.get("service")])
    if reader.findings:
        raise BadCases(reader.findings)
    return Cases(by_code[record.get("service")], record.records("cases"))


class _Judge:
    """Finds words that the service or the office does not have."""

    def __init__(self, office: Office, reader: Reader) -> None:
        self.posts = {post.code for post in office.posts}
        self.reader = reader

    def find(self, place: Place, key: str, text: str, near: str = "") -> None:
        self.reader.findings.append(Finding("UJI-001", ERROR, text, place, key, near))

    def known(self, record: Record, code: str, word: str | None, among: Iterable[str], what: str) -> bool:
        among = set(among)
        if word is None or word in among:
            return word is not None
        key = record.shape.word(code.partition(".")[0])
        self.find(record.at(code), key, f"{what} “{word}” tidak ada.", nearest(word, among))
        return False

    def case(self, case: Record, service: ServiceStandard) -> None:
        self._moments(case)
        for word in case.get("answers", {}):
            self.known(case, f"answers.{word}", word, (field.code for field in service.intake), "Isian")
        papers = [item.code for item in service.requirements]
        for index, word in enumerate(case.get("papers", ())):
            self.known(case, f"papers.{index}", word, [*papers, ALL_PAPERS], "Persyaratan")
        for deed in case.records("deeds"):
            self._deed(deed, service)
        for expected in (case, *case.records("deeds")):
            if isinstance(found := expected.get("expected"), Record):
                self._expected(found, service)

    def _moments(self, record: Record) -> None:
        for code in MOMENTS:
            if record.has(code) and moment_of(record.get(code)) is None:
                text = f"“{record.get(code)}” bukan waktu. Tulis tanggal dan jam, misalnya 2026-03-17 09:00."
                self.find(record.at(code), record.shape.word(code), text)

    def _deed(self, deed: Record, service: ServiceStandard) -> None:
        self._moments(deed)
        by = deed.get("by", ("",))
        for index, word in enumerate(by):
            self.known(deed, f"by.{index}", word, [*self.posts, *OTHERS], "Jabatan")
        if by[0] in OTHERS:
            self.known(deed, "outcome", deed.get("outcome"), OTHERS[by[0]], "Hasil")
            return
        if not deed.has("step"):
            self.find(deed.place, "langkah", "Perbuatan sebuah jabatan harus menyebut langkahnya.")
        elif self.known(deed, "step", deed.get("step"), (step.code for step in service.steps), "Langkah"):
            self.known(deed, "outcome", deed.get("outcome"), ways(service.step(deed.get("step"))), "Hasil")
        for word in deed.get("findings", {}):
            papers = (item.code for item in service.requirements)
            self.known(deed, f"findings.{word}", word, papers, "Persyaratan")

    def _expected(self, expected: Record, service: ServiceStandard) -> None:
        self._moments(expected)
        limits = [limit.code for limit in service.time_limits]
        self.known(expected, "step", expected.get("step"), (step.code for step in service.steps), "Langkah")
        self.known(expected, "limit", expected.get("limit"), limits, "Janji")
        lists = {
            "desk": (self.posts, "Jabatan"),
            "breached": (limits, "Janji"),
            "kept": (limits, "Janji"),
            "rules": ([rule.code for rule in service.eligibility], "Aturan"),
        }
        for code, (among, what) in lists.items():
            for index, word in enumerate(expected.get(code, ())):
                self.known(expected, f"{code}.{index}", word, among, what)


def ways(step: Step) -> dict[str, str]:
    """The Indonesian words of a step's outcomes, each with its code."""
    kind = KINDS[step.kind]
    return {kind.way(outcome.code).word: outcome.code for outcome in step.outcomes}


def moment_of(text: str) -> datetime | None:
    """The moment as written, without a zone; None for anything else."""
    try:
        return datetime.strptime(text, "%Y-%m-%d %H:%M")  # noqa: DTZ007  # the office's zone is put on when it is run
    except ValueError:
        return None
