"""Who works here: people and the posts they hold, one row for each post of each of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from maklumat.core.takeover.reading import Column, Given, Line, Problem, lines_of, plain

SHEET: Final = "Petugas"
LONGEST_NAME: Final = 120
COLUMNS: Final = (
    Column("name", "Nama", ("nama lengkap", "nama pegawai", "nama petugas"), required=True),
    Column("username", "Nama pengguna", ("username", "akun"), required=True,
           help="3 sampai 40 huruf kecil, angka, titik, atau tanda hubung. Satu orang memakai satu nama pengguna."),
    Column("post", "Jabatan", ("posisi",), required=True, help="Pilih dari daftar. Dua jabatan ditulis dua baris."),
    Column("from", "Mulai tanggal", ("mulai", "tmt", "sejak"), help="Kosong berarti hari ini."),
)  # fmt: skip
USERNAME: Final = re.compile(r"[a-z0-9][a-z0-9._-]{2,39}")


@dataclass(frozen=True, slots=True)
class StaffRow:
    """Somebody holds a post from a day on."""

    row: int
    name: str
    username: str
    post: str
    from_on: date


def read_staff(
    rows: Sequence[Sequence[Given]], posts: Mapping[str, str], heads: Collection[str], today: date
) -> tuple[list[StaffRow], list[Problem]]:
    """The people who can be brought over, and every problem of every row. `posts`: the names of the office's present
    posts by code; `heads`: those that one person alone holds."""
    lines, problems = lines_of(COLUMNS, rows)
    found: list[StaffRow] = []
    for line in lines:
        wanted = _row(line, posts, today)
        if wanted is not None and _fits(line, wanted, found, heads):
            found.append(wanted)
        problems += line.problems
    return found, problems


def _row(line: Line, posts: Mapping[str, str], today: date) -> StaffRow | None:
    post = line.one_of("post", posts, "PND-020", "Kantor ini tidak mempunyai jabatan itu.") if line.text("post") else ""
    username = line.text("username")
    if username and not USERNAME.fullmatch(username):
        line.say("username", "PND-021", "Nama pengguna terdiri dari 3 sampai 40 huruf kecil, angka, titik, atau tanda"
                 " hubung.")  # fmt: skip
    from_on = line.day("from", today) or today
    if not line.sound:
        return None
    return StaffRow(line.row, line.text("name")[:LONGEST_NAME], username, post, from_on)


def _fits(line: Line, wanted: StaffRow, before: Sequence[StaffRow], heads: Collection[str]) -> bool:
    """Whether a row says nothing that an earlier one says otherwise."""
    same = next((one for one in before if one.username == wanted.username), None)
    if same is not None and plain(same.name) != plain(wanted.name):
        line.say("username", "PND-022", "Nama pengguna ini milik {name} di baris {row}.", name=same.name, row=same.row)
    for one in before:
        if one.post == wanted.post and one.username == wanted.username:
            line.say("post", "PND-023", "Orang ini sudah diberi jabatan itu di baris {row}.", row=one.row)
        elif one.post == wanted.post and wanted.post in heads:
            line.say("post", "PND-024", "Jabatan ini hanya untuk satu orang; sudah ada di baris {row}.", row=one.row)
    return line.sound
