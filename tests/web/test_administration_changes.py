"""The page that tells who changed what about the office, from its ledger."""

from __future__ import annotations

import importlib
import re
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

import maklumat.records
from maklumat.core.organisation.table import TRIAL_UNTIL
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.people import absences, appointing, mandates
from maklumat.records.people.access import ADMINISTRATOR
from maklumat.records.people.changes import Change, changes
from maklumat.records.people.mandates import Wanted
from maklumat.web.administration.changes_told import SORTS, kinds_of
from tests import cast
from tests.web.desk_steps import at_work

pytestmark = pytest.mark.django_db(transaction=True)
LEADER = "kabid-pemberdayaan-sosial"
ELSEWHERE: Final = frozenset(
    {"ticket", "guest", "disclosed", "entitlement_made", "entitlement_used", "entitlement_back", "apology_reminded"}
)
"""Entries about no file that are about the counter's guests or what is owed them: told on their own pages."""
NAMED: Final = re.compile(r"(?:note\(actor|_tell\(actor|Event\(0|append\(\w+\.?\w*, None, Event\(0), ([A-Z][A-Z_]+)")


@pytest.fixture(autouse=True)
def law_in_force() -> None:
    cast.enact()


@pytest.fixture
def gita() -> cast.Officer:
    return cast.officer(ADMINISTRATOR, name="Gita Contoh")


def page(client: Client, **asked: Any) -> str:
    answer = client.get(reverse("administration:changes"), asked)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def arrange(gita: cast.Officer) -> None:
    """An account with its post, a mandate given and revoked, a leave with a substitute."""
    now, on = timezone.now(), cast.today()
    office, actor = catalogue.office(cast.OFFICE, now), gita.actor
    user, _ = appointing.open_person(
        actor, office, username="dewi.contoh", full_name="Dewi Contoh", post=cast.CLERK, from_on=on, moment=now
    )
    leader = cast.officer(LEADER, name="Andi Contoh")
    wanted = Wanted(kind="an", post=cast.HEAD, holder=leader.user.pk, holder_post=LEADER, from_on=on,
                    until_on=on + timedelta(days=9), basis="800/7/CONTOH", basis_on=on,
                    services=("rekomendasi-jkn",))  # fmt: skip
    number = mandates.give(actor, office, wanted, moment=now)
    mandates.revoke(actor, cast.OFFICE, number, reason="Kepala sudah kembali", on=on, moment=now)
    absences.record(actor, user=user, kind="leave", from_on=on, until_on=on, substitute=leader.user.pk, moment=now)


def test_every_change_is_told_with_whom_by_whom_and_why(gita: cast.Officer) -> None:
    arrange(gita)
    shown = page(at_work(gita))
    for words in ("Akun dibuka", "Dewi Contoh (dewi.contoh)", "a.n. Kepala Dinas", "dasar 800/7/CONTOH",
                  "dalam jabatannya Kepala Bidang", "hanya layanan Rekomendasi",
                  "alasan: Kepala sudah kembali", "antreannya dikerjakan Andi Contoh", "Gita Contoh ("):  # fmt: skip
        assert words in shown
    assert shown.index("Berhalangan<") < shown.index("Mandat dicabut<") < shown.index("Akun dibuka<")


def test_a_group_is_sieved_and_the_head_reads_it_too(gita: cast.Officer) -> None:
    arrange(gita)
    chief = at_work(gita)
    chief.post(reverse("administration:settings"), {"code": TRIAL_UNTIL, "value": "2026-12-31"})
    only = page(at_work(cast.officer(cast.HEAD)), bagian="mandat")
    assert "Mandat dicabut" in only
    assert "Akun dibuka" not in only
    assert "dari kosong menjadi" in page(chief, bagian="pengaturan")
    assert "Belum ada catatan." in page(chief, bagian="piket")
    assert "Akun dibuka" in page(chief, bagian="bukan-bagian", sebelum="bukan-nomor")


def test_pages_turn_without_leaving_one_out(gita: cast.Officer) -> None:
    arrange(gita)
    whole = changes(gita.actor, kinds_of(""))
    assert whole.older is None
    seen: list[Change] = []
    before: int | None = None
    while True:
        part = changes(gita.actor, kinds_of(""), before=before, count=1)
        seen += part.rows
        if part.older is None:
            break
        before = part.older
    assert tuple(seen) == whole.rows
    assert len(seen) == 4


def test_what_the_machine_did_and_what_was_erased_is_told_as_such(gita: cast.Officer) -> None:
    now = timezone.now()
    office = catalogue.office(cast.OFFICE, now)
    user = cast.officer(cast.CLERK, name="Wira Contoh").user
    appointing.appoint_by_machine(user, office, LEADER, from_on=cast.today(), moment=now)
    shown = page(at_work(gita))
    assert "dari mesin peladen" in shown
    assert ">sistem<" in shown


def test_what_was_taken_away_is_told_with_its_sieve(gita: cast.Officer) -> None:
    board = at_work(cast.officer(cast.HEAD, name="Budi Contoh"))
    days = {"dari_0": "2", "dari_1": "3", "dari_2": "2026", "sampai_0": "4", "sampai_1": "3", "sampai_2": "2026"}
    asked = {"keadaan": "janji-terlewati", "layanan": cast.SERVICE, "sebab": "not_begun", **days, "bentuk": "csv"}
    assert board.get(reverse("board:files"), asked).status_code == 200
    board.get(reverse("board:files"), {"keadaan": "menunggu", "bentuk": "xlsx"})
    board.get(reverse("board:services"), {"tabel": "jumlah", **days, "bentuk": "csv"})
    shown = page(at_work(gita), bagian="data")
    name = catalogue.in_force(cast.OFFICE, cast.SERVICE, timezone.now()).standard.name
    assert (
        f"berkas sebagai CSV; daftar “Janjinya terlewati”; layanan {name}; sebab: belum dikerjakan sejak diterima;"
        " dari 2 Maret 2026; sampai 4 Maret 2026"
    ) in shown
    assert "berkas sebagai XLSX; daftar “Di meja kantor”" in shown
    assert "jumlah sebagai CSV; dari " in shown


def test_the_neighbour_and_the_clerk_see_nothing_of_it(gita: cast.Officer) -> None:
    arrange(gita)
    assert at_work(cast.officer(cast.CLERK)).get(reverse("administration:changes")).status_code == 404
    other = cast.officer(ADMINISTRATOR, office=cast.NEIGHBOUR, name="Tetangga Contoh")
    assert "Dewi Contoh" not in page(at_work(other))


def test_every_sort_of_entry_about_an_office_has_its_words() -> None:
    """Read from the code: whoever writes a new sort learns it here."""
    root = Path(maklumat.records.__file__).parent
    kinds = set()
    for path in sorted(root.rglob("*.py")):
        names = NAMED.findall(path.read_text())
        if names:
            within = path.relative_to(root).with_suffix("").parts
            module = importlib.import_module(".".join(("maklumat.records", *within)))
            kinds |= {getattr(module, name) for name in names}
    assert len(kinds) > 20
    assert kinds - set(SORTS) == ELSEWHERE
    assert set(SORTS) <= kinds
