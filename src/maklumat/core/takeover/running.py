"""Files that run on paper on the day an office starts: one row each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from maklumat.core.identity import Person
from maklumat.core.intake import ERROR
from maklumat.core.intake.persons import Terms, clean_person
from maklumat.core.intake.submission import RawPerson
from maklumat.core.standard.model import ServiceStandard
from maklumat.core.takeover.reading import Column, Given, Line, Problem, lines_of, plain

COLUMNS: Final = (
    Column("agenda", "Nomor agenda", ("no agenda", "agenda", "nomor register", "no register"), required=True,
           help="Angkanya saja, atau 012/2026. Tanpa tahun: tahun dari tanggal diterima."),
    Column("received", "Tanggal diterima", ("diterima", "tgl diterima", "tanggal masuk", "tgl masuk"), required=True),
    Column("service", "Layanan", ("jenis layanan", "permohonan"), required=True,
           help="Nama layanan seperti dalam keputusan, atau kodenya."),
    Column("name", "Nama pemohon", ("nama", "pemohon"), required=True),
    Column("nik", "NIK", ("nomor nik", "no nik"), help="Bentuk selnya harus teks, supaya angkanya tidak hilang."),
    Column("kk", "Nomor KK", ("kk", "no kk")),
    Column("phone", "Telepon", ("hp", "no hp", "nomor hp", "telp", "no telepon")),
    Column("address", "Alamat", ()),
    Column("step", "Langkah sekarang", ("langkah", "posisi", "tahap"), required=True,
           help="Langkah dalam prosedur layanannya, atau kodenya."),
    Column("since", "Sejak", ("di langkah ini sejak", "posisi sejak"),
           help="Sejak kapan di langkah itu. Kosong berarti sejak diterima."),
    Column("complete", "Lengkap sejak", ("berkas lengkap", "tanggal lengkap"),
           help="Kosong bila belum lengkap atau tidak diketahui."),
    Column("holder", "Di tangan", ("pemegang",), help="kantor atau pemohon. Kosong berarti kantor."),
    Column("note", "Catatan", ("keterangan",)),
)  # fmt: skip

SHEET: Final = "Berkas berjalan"
LONGEST_NOTE: Final = 300
_HOLDERS: Final = {"": False, "kantor": False, "dinas": False, "pemohon": True, "warga": True}
_AGENDA: Final = re.compile(r"(\d{1,6})(?:\s*[/.-]\s*(?:.*[/.-]\s*)?(\d{4}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class RunningFile:
    """A file to take over: `seq` and `year` of its agenda number, its service and step by code, days at the office."""

    row: int
    seq: int
    year: int
    received_on: date
    service: str
    applicant: Person
    step: str
    since_on: date
    complete_on: date | None
    with_applicant: bool
    note: str


def read_running(
    rows: Sequence[Sequence[Given]], standards: Mapping[str, ServiceStandard], terms: Terms
) -> tuple[list[RunningFile], list[Problem]]:
    """The files that can be taken over, and every problem of every row. `standards`: those in force, by code."""
    lines, problems = lines_of(COLUMNS, rows)
    names = {code: standard.name for code, standard in standards.items()}
    files: list[RunningFile] = []
    seen: dict[tuple[int, int], int] = {}
    for line in lines:
        file = _file(line, standards, names, terms)
        if file is not None:
            first = seen.setdefault((file.year, file.seq), file.row)
            if first != file.row:
                line.say("agenda", "PND-009", "Nomor ini sudah ada di baris {row}.", row=first)
            else:
                files.append(file)
        problems += line.problems
    return files, problems


def _file(
    line: Line, standards: Mapping[str, ServiceStandard], names: Mapping[str, str], terms: Terms
) -> RunningFile | None:
    received_on = line.day("received", terms.on)
    since_on = line.day("since", terms.on) or received_on
    complete_on = line.day("complete", terms.on)
    seq, year = _agenda(line, received_on)
    service = line.one_of("service", names, "PND-006", "Layanan ini tidak dikenal.") if line.text("service") else ""
    step = _step(line, standards[service]) if service and line.text("step") else ""
    with_applicant = _with_applicant(line)
    applicant = read_person(line, terms)
    if received_on and since_on and (since_on < received_on or (complete_on and complete_on < received_on)):
        line.say("since", "PND-010", "Hari ini mendahului tanggal diterima.")
    if not line.sound or received_on is None or since_on is None:
        return None
    return RunningFile(
        line.row, seq, year, received_on, service, applicant, step, since_on, complete_on, with_applicant,
        line.text("note")[:LONGEST_NOTE],
    )  # fmt: skip


def _agenda(line: Line, received_on: date | None) -> tuple[int, int]:
    match = _AGENDA.fullmatch(line.text("agenda"))
    if match is None or not int(match[1]):
        if line.text("agenda"):
            line.say("agenda", "PND-005", "Nomor agenda ini tidak terbaca. Tulis misalnya 12 atau 012/2026.")
        return 0, 0
    return int(match[1]), int(match[2]) if match[2] else (received_on.year if received_on else 0)


def _step(line: Line, standard: ServiceStandard) -> str:
    known = {step.code: step.text for step in standard.steps}
    return line.one_of("step", known, "PND-007", "Langkah ini tidak ada dalam prosedur layanan itu.")


def _with_applicant(line: Line) -> bool:
    found = _HOLDERS.get(plain(line.text("holder")))
    if found is None:
        line.say("holder", "PND-011", "Tulis kantor atau pemohon.")
    return bool(found)


def read_person(line: Line, terms: Terms) -> Person:
    """The person of a row. Old books are short: whatever is there must be readable, the rest may be lacking."""
    numeric = [code for code in ("nik", "kk") if line.cells.get(code, Given("")).numeric]
    for code in numeric:
        line.say(
            code, "PND-008", "Sel ini berisi angka, bukan teks; digit terakhirnya hilang. Ketik ulang sebagai teks."
        )
    raw = RawPerson(
        name=line.text("name"),
        nik="" if "nik" in numeric else line.text("nik"),
        kk="" if "kk" in numeric else line.text("kk"),
        phone=line.text("phone"),
        address=line.text("address"),
    )
    person, problems = clean_person(raw, "applicant", terms)
    for problem in problems:
        code = problem.field.rpartition(".")[2]
        if getattr(raw, code, ""):  # a cell that is there; what is not there is told by its column
            grade = "error" if problem.grade == ERROR else "warning"
            line.say(code, problem.code, problem.template, grade, **problem.values)
    return person
