"""What has an error is not enacted: nothing is left to be found on the day of signing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from maklumat.core.standard.findings import Faults
from maklumat.ops.law import enact_folder
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue import settings as office_settings
from maklumat.records.figures.trial import trial_until
from maklumat.records.models import LedgerEntry, OfficeSetting
from maklumat.records.work.queries import followed
from tests import cast
from tests.standards.cast import good

pytestmark = pytest.mark.django_db

LETTER = "contoh/surat/surat-contoh.yaml"


def folder_with(letter: str, root: Path) -> Path:
    """A folder of standards with the sound office and this letter; without it when `letter` is ""."""
    for name, text in (good() | {LETTER: letter}).items():
        if text:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text)
    return root


@pytest.mark.parametrize(
    ("letter", "said"),
    [
        ("", "STD-309 [templat] Templat surat “surat-contoh” tidak ada"),
        (good()[LETTER].replace("{nama}", "{berlaku_sampai}"), "SRT-025"),
        (good()[LETTER].replace("{nama}", "{nma}"), "surat/surat-contoh.yaml:4:14: galat SRT-014"),
    ],
    ids=["absent", "unfillable", "unreadable"],
)
def test_a_product_without_a_usable_template(
    letter: str, said: str, tmp_path: Path, settings: pytest.FixtureRequest
) -> None:
    settings.STANDARDS_DIR = folder_with(letter, tmp_path)  # type: ignore[attr-defined]
    with pytest.raises(CommandError) as refused:
        call_command("enact")
    assert said in str(refused.value)


def test_a_sound_folder(tmp_path: Path, settings: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]) -> None:
    settings.STANDARDS_DIR = folder_with(good()[LETTER], tmp_path)  # type: ignore[attr-defined]
    call_command("enact")
    assert "1 standar baru" in capsys.readouterr().out


def test_one_office_alone(tmp_path: Path, settings: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]) -> None:
    settings.STANDARDS_DIR = folder_with(good()[LETTER], tmp_path)  # type: ignore[attr-defined]
    (tmp_path / "rusak").mkdir()
    (tmp_path / "rusak" / "kantor.yaml").write_text("kode: [")
    with pytest.raises(CommandError):
        call_command("enact")
    call_command("enact", office="contoh")
    assert "1 kantor, 1 tidak berubah; " in capsys.readouterr().out  # enacted before the other one failed
    with pytest.raises(CommandError, match="tidak ada kantor lain"):
        call_command("enact", office="lain")


def test_dates_follow_a_new_calendar_though_a_later_office_has_a_fault(tmp_path: Path) -> None:
    cast.enact(neighbour=False)
    monday = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
    file = cast.apply(moment=monday).application_id
    before = followed(file).state.dues[0].at
    calendar = (settings.STANDARDS_DIR / "_bersama/kalender/2026.yaml").read_text()
    holiday = 'libur_nasional:\n  - {tanggal: 2026-11-24, nama: "Libur contoh"}'
    root = folder_with(good()[LETTER], tmp_path)
    (root / "_bersama/kalender").mkdir(parents=True)
    (root / "_bersama/kalender/2026.yaml").write_text(calendar.replace("libur_nasional:", holiday, 1))
    (root / "rusak").mkdir()
    (root / "rusak" / "kantor.yaml").write_text("kode: [")
    with pytest.raises(Faults):
        enact_folder(root, moment=monday + timedelta(hours=1))
    assert followed(file).state.dues[0].at == before + timedelta(days=1)


def test_a_new_office_begins_on_trial_and_the_ledger_says_so(tmp_path: Path, settings: pytest.FixtureRequest) -> None:
    settings.STANDARDS_DIR = folder_with(good()[LETTER], tmp_path)  # type: ignore[attr-defined]
    call_command("enact", trial_days=90)
    today = catalogue.local_date(catalogue.office("contoh", timezone.now()), timezone.now())
    assert trial_until("contoh", today) == today + timedelta(days=90)
    entry = LedgerEntry.objects.get(office="contoh", kind=office_settings.DECIDED)
    assert (entry.actor_id, entry.post) == (None, "")

    changed = good()[LETTER].replace("Contoh", "Contoh lain", 1)
    settings.STANDARDS_DIR = folder_with(changed, tmp_path / "lagi")  # type: ignore[attr-defined]
    call_command("enact", trial_days=30)
    assert trial_until("contoh", today) == today + timedelta(days=90), "an office is new once"
    assert LedgerEntry.objects.filter(kind=office_settings.DECIDED).count() == 1


def test_without_a_trial_nothing_is_decided_for_an_office(tmp_path: Path, settings: pytest.FixtureRequest) -> None:
    settings.STANDARDS_DIR = folder_with(good()[LETTER], tmp_path)  # type: ignore[attr-defined]
    call_command("enact", trial_days=0)
    assert not OfficeSetting.objects.exists()
