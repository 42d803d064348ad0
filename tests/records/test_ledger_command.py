"""`maklumat ledger verify` and `maklumat ledger head` as an operator sees them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from io import StringIO
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import transaction

from maklumat.core.events import Event
from maklumat.records.ledger.actions import append
from maklumat.records.ledger.models import LedgerEntry
from tests.conftest import triggers_asleep

pytestmark = pytest.mark.django_db

MOMENT = datetime(2025, 6, 2, 1, 30, 15, 123456, tzinfo=UTC)
ONE = UUID(int=0xA1)
NIK = "9999010101010001"


@pytest.fixture(autouse=True)
def entries() -> Iterator[None]:
    for office, count in (("contoh", 3), ("lain", 1)):
        with transaction.atomic():
            for seq in range(1, count + 1):
                application = ONE if office == "contoh" else UUID(int=0xB2)
                append(office, application, Event(seq, "acted", MOMENT, MOMENT, "kasi", "periksa", "", {"nik": NIK}), 7)
    yield
    shutil.rmtree(settings.DATA_DIR / "heads", ignore_errors=True)


def run(*arguments: str) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("ledger", *arguments, stdout=out, stderr=out)
    except CommandError as error:
        return error.returncode, f"{out.getvalue()}{error}"
    return 0, out.getvalue()


def test_a_sound_ledger_is_reported_per_office() -> None:
    code, text = run("verify")
    assert code == 0
    assert "contoh: 3 catatan utuh" in text
    assert "lain: 1 catatan utuh" in text


def test_a_fault_is_named_and_the_exit_is_not_zero() -> None:
    with triggers_asleep():
        LedgerEntry.objects.filter(office="contoh", office_seq=2).update(outcome="ditolak")
    code, text = run("verify")
    assert code == 1
    assert f"BKT-101 catatan 2, permohonan {ONE} urutan 2, acted 2025-06-02 01:30:15Z: Isi catatan" in text
    assert "1 dari 2 kantor TIDAK utuh" in text
    assert run("verify", "--office", "lain")[0] == 0


def test_json_has_one_line_per_office() -> None:
    with triggers_asleep():
        LedgerEntry.objects.filter(office="contoh", office_seq=2).delete()
    code, text = run("verify", "--json")
    lines: list[dict[str, Any]] = [json.loads(line) for line in text.splitlines() if line.startswith("{")]
    assert code == 1
    assert [(line["office"], line["sound"], line["fault"], line["entries"]) for line in lines] == [
        ("contoh", False, "removed", 1),
        ("lain", True, "", 1),
    ]
    assert lines[0]["suspect"] == {
        "office": "contoh", "seq": 2, "application": str(ONE), "application_seq": 2, "kind": None, "occurred_at": None,
    }  # fmt: skip


def test_a_signed_head_is_counted_and_a_forged_one_named() -> None:
    code, text = run("head")
    assert code == 0
    assert "contoh: kepala 3 " in text
    verified = json.loads(run("verify", "--office", "contoh", "--json")[1])
    assert (verified["heads"], verified["sound"]) == (1, True)
    (path,) = (settings.DATA_DIR / "heads" / "contoh").glob("*.json")
    path.write_text("{}")
    code, text = run("verify")
    assert code == 1
    assert f"BKT-111 {path.name}" in text


def test_an_office_without_entries_has_no_head() -> None:
    code, text = run("head", "--office", "kosong")
    assert code == 0
    assert "kosong: belum ada catatan" in text


def test_nothing_personal_is_printed() -> None:
    with triggers_asleep():
        LedgerEntry.objects.filter(office="contoh", office_seq=1).update(outcome="ditolak")
    assert NIK not in run("verify")[1] + run("verify", "--json")[1] + run("head")[1]
