"""A backup is proven by restoring it: into another installation, with the keys carried over separately."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from tests.ops.fresh_database import fresh_database

PLAY = """
import sys, hashlib
from datetime import datetime, timedelta, UTC
from uuid import UUID
import django
django.setup()
from tests.campaigns import stage
from maklumat.records.work import actions, queries
from maklumat.records.work.submit import submit
from maklumat.records.applications.actions import attach
from maklumat.ports.uploads import decode
from maklumat.ops.sample_pdf import blank_pdf
"""
FILL = (
    PLAY
    + """
from django.core.management import call_command
call_command("start", prepare_only=True)
file = UUID(sys.argv[1])
attach(file, "belitung", "identitas", decode(blank_pdf()), moment=stage.START)
submit(file, submission=stage.submission(), notice_version="uji", moment=stage.START)
officer = stage.officer("front-office")
actions.act(officer, file, step="penyerahan-berkas", outcome="complete", seen_seq=1, data={}, moment=stage.START)
"""
)
READ = (
    PLAY
    + """
view = queries.followed(UUID(sys.argv[1]))
paper, content = queries.own_paper(view.id, view.papers[0].id)
print(view.code, view.submission.applicant.name, view.state.step, len(view.history), content[:5].decode())
"""
)


class Installation:
    """One installation in a folder of its own, spoken to from outside as an operator does."""

    def __init__(self, folder: Path, database: str) -> None:
        self.folder, self.database = folder, database
        for room in ("data", "keys"):
            (folder / room).mkdir(parents=True, mode=0o700, exist_ok=True)

    def run(self, *command: str, code: int = 0) -> str:
        environment = {
            **os.environ,
            "MAKLUMAT_MODE": "test",
            "MAKLUMAT_DATABASE": self.database,
            "MAKLUMAT_DATA": str(self.folder / "data"),
            "MAKLUMAT_KEYS": str(self.folder / "keys"),
            "PYTHONPATH": os.pathsep.join([".", os.environ.get("PYTHONPATH", "")]),
        }
        done = subprocess.run([sys.executable, *command], env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout if code == 0 else done.stderr

    def maklumat(self, *command: str, code: int = 0) -> str:
        return self.run("-m", "maklumat.config.console", *command, code=code)


@dataclass
class Office:
    """A working office with one application, and its backup."""

    machine: Installation
    application: UUID
    backup: Path
    looks: str
    """What its application looks like to its applicant."""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    folder = tmp_path_factory.mktemp("office")
    machine, application, backup = Installation(folder, fresh_database(folder)), uuid4(), folder / "cadangan.tar"
    looks = machine.run("-c", FILL + READ, str(application)).splitlines()[-1]
    assert "Contoh Pemohon verifikasi 2 %PDF-" in looks
    machine.maklumat("ledger", "head")
    machine.maklumat("backup", str(backup))
    return Office(machine, application, backup, looks)


def test_what_was_backed_up_comes_back_on_another_machine(office: Office, tmp_path: Path) -> None:
    fresh = Installation(tmp_path, fresh_database(tmp_path))
    assert "CDG-006" in fresh.maklumat("restore", str(office.backup), code=1)  # the keys are not in the backup
    shutil.copytree(office.machine.folder / "keys", fresh.folder / "keys", dirs_exist_ok=True)
    assert "belitung" in fresh.maklumat("restore", str(office.backup))
    assert fresh.run("-c", READ, str(office.application)).splitlines()[-1] == office.looks


def test_a_backup_holds_no_key_and_no_readable_person(office: Office) -> None:
    content = office.backup.read_bytes()
    assert b"Contoh Pemohon" not in content
    assert b"9999990101900001" not in content
    with tarfile.open(office.backup) as tar:
        names = tar.getnames()
    assert [name for name in names if name.startswith("vault/")]
    assert not [name for name in names if "key" in name or "secret" in name]
    assert office.backup.stat().st_mode & 0o777 == 0o600


def test_a_damaged_backup_is_refused_and_nothing_changes(office: Office, tmp_path: Path) -> None:
    bad = tmp_path / "rusak.tar"
    with tarfile.open(office.backup) as source, tarfile.open(bad, "w") as target:
        for member in source.getmembers():
            data = source.extractfile(member).read()  # type: ignore[union-attr]
            if member.name.startswith("vault/"):
                data = bytes([data[0] ^ 1]) + data[1:]
            member.size = len(data)
            target.addfile(member, BytesIO(data))
    assert "CDG-004" in office.machine.maklumat("restore", str(bad), "--replace", code=1)
    assert "CDG-007" in office.machine.maklumat("restore", str(office.backup), code=1)
    assert "CDG-003" in office.machine.maklumat("backup", str(office.backup), code=1)
    assert office.machine.run("-c", READ, str(office.application)).splitlines()[-1] == office.looks


@pytest.mark.parametrize("name", ["../keluar.txt", "/keluar.txt", "vault/../../keluar.txt"])
def test_an_archive_that_reaches_outside_its_folder_is_refused(tmp_path: Path, name: str) -> None:
    from maklumat.core.errors import Refusal
    from maklumat.ops import archive

    with tarfile.open(tmp_path / "jahat.tar", "w") as tar:
        member = tarfile.TarInfo(name)
        member.size = 5
        tar.addfile(member, BytesIO(b"jahat"))
    with pytest.raises(Refusal) as told:
        archive.put_back(tmp_path / "jahat.tar", key_ids=frozenset(), replace=True)
    assert told.value.code == "CDG-004"
    assert not (tmp_path / "keluar.txt").exists()


def test_a_backup_is_tried_beside_the_working_office_and_leaves_nothing(office: Office, tmp_path: Path) -> None:
    before = sorted(path.name for path in (office.machine.folder / "data").iterdir())
    told = office.machine.maklumat("rehearse", str(office.backup))
    assert "belitung: utuh; " in told
    assert "2 berkas dibuka, 0 gagal" in told  # the application and its paper
    after = sorted(path.name for path in (office.machine.folder / "data").iterdir())
    assert [name for name in after if name.startswith(".latihan")] == []
    assert set(before) <= set(after)
    assert office.machine.run("-c", READ, str(office.application)).splitlines()[-1] == office.looks
    last = office.machine.run("-c", LAST_REHEARSAL).splitlines()[-1]
    assert last == "True 2 0"
    stray = tmp_path / "kunci"
    stray.mkdir(mode=0o700)
    assert "CDG-006" in office.machine.maklumat("rehearse", str(office.backup), "--keys", str(stray), code=1)
    assert "CDG-004" in office.machine.maklumat("rehearse", str(tmp_path / "tidak-ada.tar"), code=1)


LAST_REHEARSAL = (
    PLAY
    + """
from maklumat.records.archive import rehearsals
data = rehearsals.last("belitung").data
print(data["fine"], data["opened"], data["broken"])
"""
)


def test_what_no_longer_opens_is_told(office: Office, tmp_path: Path) -> None:
    fresh = Installation(tmp_path, fresh_database(tmp_path))
    shutil.copytree(office.machine.folder / "keys", fresh.folder / "keys", dirs_exist_ok=True)
    fresh.maklumat("restore", str(office.backup))
    assert "belitung: utuh" in fresh.maklumat("examine")
    paper = next(
        path for path in (fresh.folder / "data" / "vault").rglob("*") if path.is_file() and path.name != "lock"
    )
    paper.write_bytes(paper.read_bytes()[:-1] + b"x")
    assert "Tidak utuh: belitung" in fresh.maklumat("examine", code=1)
