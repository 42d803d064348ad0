"""The page of the letter numbers: who finds its buttons, and what is asked before a long run is written off."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maklumat.records.archive import closing
from maklumat.records.models import LetterNumber
from maklumat.records.people.access import ADMINISTRATOR
from maklumat.records.products import numbers
from tests import cast
from tests.web.desk_steps import at_work, text

pytestmark = pytest.mark.django_db

JUMP = {"deed": "next", "seq": "400", "note": "melanjutkan buku kertas"}
ASKED = "Nomor 9 sampai 399 akan dicatat dipakai di kertas: 391 nomor."


@pytest.fixture(autouse=True)
def law_in_force() -> None:
    cast.enact()


@pytest.fixture
def address() -> str:
    return reverse("desk:numbers")


@pytest.fixture
def keeper(address: str) -> Client:
    """At the book, whose next number is 9."""
    client = at_work(cast.officer(cast.PRINTER))
    assert client.post(address, {"deed": "next", "seq": "9", "note": "buku kertas"}).status_code == 302
    return client


def test_who_does_not_keep_the_book_reads_it_without_its_buttons(keeper: Client, address: str) -> None:
    reader = at_work(cast.officer(cast.ANALYST))
    page = text(reader.get(address))
    assert "buku kertas" in page
    assert "Tetapkan nomor berikutnya" not in page
    for posted in (JUMP, {"deed": "reserve", "count": "2", "note": "x"}, {"deed": "entah"}):
        assert reader.post(address, posted).status_code == 404
    assert LetterNumber.objects.count() == 8
    assert keeper.post(address, {"deed": "entah"}).status_code == 404
    assert "Tulis angkanya saja" in text(keeper.post(address, {**JUMP, "seq": "banyak"}))


def test_the_administrator_without_a_post_keeps_it_too() -> None:
    client = at_work(cast.officer(ADMINISTRATOR))
    address = reverse("administration:numbers")
    assert address in text(client.get(reverse("administration:home")))
    page = text(client.get(address))
    assert "Tetapkan nomor berikutnya" in page
    assert reverse("desk:register", args=["surat-keluar"]) not in page, "that book is not theirs"
    assert client.post(address, {"deed": "reserve", "count": "2", "note": "undangan"}).status_code == 302
    shown = text(client.get(reverse("administration:changes"), {"bagian": "nomor"}))
    assert "Nomor surat dipesan untuk kertas" in shown
    assert "nomor 1 sampai 2: 2 nomor; alasan: undangan" in shown


def test_a_long_run_is_shown_before_it_is_written_off(keeper: Client, address: str) -> None:
    asked = keeper.post(address, JUMP)
    assert asked.status_code == 200
    assert ASKED in text(asked)
    assert "Ini tidak dapat dibatalkan." in text(asked)
    assert LetterNumber.objects.count() == 8, "nothing was written yet"
    for _ in range(2):  # and pressed twice
        assert keeper.post(address, {**JUMP, "agreed": "9"}).status_code == 302
    assert LetterNumber.objects.count() == 399
    shown = text(at_work(cast.officer(cast.HEAD)).get(reverse("administration:changes")))
    assert shown.count("nomor 9 sampai 399: 391 nomor") == 1


def test_whoever_saw_another_run_is_asked_again(keeper: Client, address: str) -> None:
    keeper.post(address, {"deed": "reserve", "count": "1", "note": "undangan"})
    again = keeper.post(address, {**JUMP, "agreed": "9"})
    assert "Nomor 10 sampai 399 akan dicatat dipakai di kertas: 390 nomor." in text(again)
    for agreed in ("sembilan", "9" * 40, ""):
        assert keeper.post(address, {**JUMP, "agreed": agreed}).status_code == 200
    assert LetterNumber.objects.count() == 9


def test_the_same_page_sent_twice_writes_once(keeper: Client, address: str) -> None:
    seen = keeper.get(address).context["book"].newest
    for _ in range(2):
        keeper.post(address, {"deed": "reserve", "count": "3", "note": "undangan", "seen": seen})
        keeper.post(address, {"deed": "insert", "after": "3", "reason": "terlewat", "seen": seen})
    assert LetterNumber.objects.count() == 8 + 3 + 1


def test_a_closed_book_says_so_and_has_no_buttons() -> None:
    before = timezone.now().year - 1
    cast.enact(datetime(before, 1, 5, tzinfo=UTC))
    chief = cast.officer(ADMINISTRATOR)
    numbers.reserve(chief.actor, year=before, count=2, note="kertas", moment=timezone.now())
    closing.close(chief.actor, before, note="", moment=timezone.now())
    client, address = at_work(chief), f"{reverse('administration:numbers')}?tahun={before}"
    page = text(client.get(address))
    assert f"Buku tahun {before} sudah ditutup" in page
    assert "Tetapkan nomor berikutnya" not in page
    late = client.post(address, {"deed": "insert", "after": "1", "reason": "terlewat"})
    assert late.status_code == 422
    assert "BKU-001" in text(late)
    assert LetterNumber.objects.count() == 2
