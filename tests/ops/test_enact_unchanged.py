"""What has not changed is not read again; whatever could make a difference is."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import CodeType, FrameType

import pytest
from django.core.management import call_command
from django.utils import timezone

from maklumat.core.letter.reader import Reader
from maklumat.core.standard import reading
from maklumat.core.standard.findings import Faults
from maklumat.ops import law
from maklumat.ops.digest import READING, digest_of, program_digest
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue.models import EnactedFiles, LetterBody, OfficeVersion, StandardVersion
from tests import cast
from tests.standards.cast import good

pytestmark = pytest.mark.django_db

ONE, OTHER = "contoh", "tetangga"
PARSERS: dict[CodeType, Callable[[FrameType], str]] = {
    reading.parse.__code__: lambda frame: str(frame.f_locals["path"]),
    Reader.root.__code__: lambda frame: str(frame.f_locals["self"].file),
}
"""Wherever YAML is read, and what is read there."""


@contextmanager
def read_files() -> Iterator[list[str]]:
    """The files whose YAML is read meanwhile, by listening to the interpreter."""
    found: list[str] = []

    def listen(frame: FrameType, event: str, argument: object) -> None:
        if event == "call" and frame.f_code in PARSERS:
            found.append(PARSERS[frame.f_code](frame))

    sys.setprofile(listen)
    try:
        yield found
    finally:
        sys.setprofile(None)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two sound offices beside what they share."""
    cast.forget_law()
    for name, text in good().items():
        for code in (ONE, OTHER) if name.startswith(ONE) else (ONE,):
            file = tmp_path / name.replace(f"{ONE}/", f"{code}/", 1)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text.replace(f"kantor: {ONE}\n", f"kantor: {code}\n"))
    return tmp_path


def enact(root: Path) -> tuple[law.Summary, set[str]]:
    """Enacts the folder; what it says, and the first folder of each file that was read."""
    with read_files() as found:
        summary = law.enact_folder(root, moment=timezone.now())
    return summary, {path.split("/")[0] for path in found if "/" in path}


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def newest(office: str = ONE) -> tuple[int, str]:
    """Number and content of the newest version of the office's service."""
    row = StandardVersion.objects.filter(office=office).order_by("-number")[0]
    return row.number, row.content


def test_what_has_not_changed_is_not_read(folder: Path) -> None:
    first, read = enact(folder)
    assert (first.offices, first.unchanged, first.services) == (2, 0, 2)
    assert {ONE, OTHER} <= read
    with read_files() as found:
        again = law.enact_folder(folder, moment=timezone.now())
    assert found == []
    assert (again.offices, again.unchanged, again.services, again.letters, again.years) == (2, 2, 0, 0, ())
    assert "2 kantor, 2 tidak berubah; 0 standar" in again.sentence()


def test_a_changed_file_makes_its_office_be_read(folder: Path) -> None:
    enact(folder)
    change(folder / ONE / "layanan" / "01-surat-contoh.yaml", "rupiah: 0", "rupiah: 5000")
    summary, read = enact(folder)
    assert (summary.unchanged, summary.services) == (1, 1)
    assert ONE in read
    assert OTHER not in read


@pytest.mark.parametrize("name", ["dasar_hukum.yaml", "rumpun.yaml", "surat/surat-penolakan.yaml"])
def test_a_changed_shared_file_makes_every_office_be_read(folder: Path, name: str) -> None:
    enact(folder)
    shared = folder / "_bersama" / name
    shared.write_text(shared.read_text() + "\n# dibaca ulang\n")
    summary, read = enact(folder)
    assert summary.unchanged == 0
    assert {ONE, OTHER} <= read


def test_a_fault_in_a_shared_file_is_found_though_no_office_changed(folder: Path) -> None:
    enact(folder)
    (folder / "_bersama" / "rumpun.yaml").write_text("rumpun: [")
    for _ in range(2):  # a refused enactment is not remembered as one
        with pytest.raises(Faults):
            law.enact_folder(folder, moment=timezone.now())


def test_a_file_that_is_changed_back_is_law_again(folder: Path) -> None:
    enact(folder)
    file = folder / ONE / "layanan" / "01-surat-contoh.yaml"
    before = newest()
    change(file, "rupiah: 0", "rupiah: 5000")
    enact(folder)
    assert newest()[0] == before[0] + 1
    change(file, "rupiah: 5000", "rupiah: 0")
    enact(folder)
    assert newest() == (before[0] + 2, before[1])


def test_nothing_is_kept_of_an_office_that_could_not_be_enacted_whole(folder: Path) -> None:
    file = folder / ONE / "surat" / "surat-contoh.yaml"
    sound = file.read_text()
    change(file, "{nama}", "{nma}")
    with pytest.raises(Faults):
        law.enact_folder(folder, moment=timezone.now())
    assert not EnactedFiles.objects.exists()
    file.write_text(sound)
    assert enact(folder)[0].services == 2


@pytest.mark.parametrize("table", [StandardVersion, LetterBody, OfficeVersion])
def test_an_older_database_is_enacted_again(folder: Path, table: type) -> None:
    """Rows that are gone come back, also when the row that remembers the files is still there."""
    enact(folder)
    held = table.objects.filter(office=ONE).order_by("pk").last()  # type: ignore[attr-defined]
    if table is OfficeVersion:
        StandardVersion.objects.filter(office=ONE).delete()  # its services hold it fast
    held.delete()
    cast.forget_law()
    summary, _ = enact(folder)
    assert (summary.unchanged, summary.services + summary.letters) == (1, 1)
    assert catalogue.in_force(ONE, "surat-contoh", timezone.now()).office.code == ONE


def test_law_that_came_another_way_is_replaced_by_the_folders(folder: Path) -> None:
    enact(folder)
    row = StandardVersion.objects.get(office=ONE)
    row.pk, row.number, row.content_hash = None, row.number + 1, "lain"
    row.save()
    summary, _ = enact(folder)
    assert (summary.unchanged, summary.services) == (1, 1)


def test_another_program_judges_anew(tmp_path: Path) -> None:
    files = good()
    assert digest_of(files) == digest_of(dict(reversed(files.items())))
    assert digest_of(files) != digest_of(files, program="lain")
    assert digest_of(files) != digest_of(files | {"contoh/baru.yaml": ""})
    found = set()
    for text in ("1", "2"):
        for pattern in READING:
            file = tmp_path / pattern.replace("**/", "").replace("*", "berkas")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
            found.add(program_digest(tmp_path))
    assert len(found) == 2 * len(READING)


def test_the_start_says_how_many_were_unchanged(
    folder: Path, settings: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.STANDARDS_DIR = folder  # type: ignore[attr-defined]
    settings.DEMO = False  # type: ignore[attr-defined]
    call_command("start", prepare_only=True)
    call_command("start", prepare_only=True)
    said = capsys.readouterr().out
    assert "2 kantor, 0 tidak berubah; 2 standar baru" in said
    assert "2 kantor, 2 tidak berubah; 0 standar baru" in said
