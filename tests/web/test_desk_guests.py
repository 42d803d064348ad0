"""The guest book: a question answered at once, other visits, corrections that never erase."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maklumat.records.catalogue import queries as catalogue
from maklumat.records.guests import queries as book
from maklumat.records.guests.models import GuestEntry
from maklumat.records.ledger.models import LedgerEntry
from maklumat.records.ledger.queries import verification
from tests import cast
from tests.web.desk_steps import at_work, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def law() -> Any:
    return cast.enact()


@pytest.fixture
def clerk() -> Client:
    return at_work(cast.officer(cast.CLERK))


def today() -> Any:
    return catalogue.local_date(catalogue.office(cast.OFFICE, timezone.now()), timezone.now())


def ask(client: Client, question: str = "dtks", answer: str = "active", **more: Any) -> Any:
    entry = client.get(reverse("desk:counter")).context["entry_id"]
    sent = {"deed": "question", "entry_id": entry, "question": question, "answer": answer, "minutes": "1", **more}
    return client.post(reverse("desk:counter"), sent)


def note(client: Client, address: str = "", **typed: Any) -> Any:
    entry = client.get(reverse("desk:guests") + address).context["entry_id"]
    sent = {"entry_id": entry, "purpose": "consultation", "result": "answered", **typed}
    return client.post(reverse("desk:guests") + address, sent)


def lines(client: Client) -> list[Any]:
    return list(client.get(reverse("desk:guests")).context["lines"])


def test_a_status_question_is_one_line_without_a_person_and_opens_no_file(clerk: Client) -> None:
    assert ask(clerk, "pbi-apbn", "inactive").status_code == 302
    row = GuestEntry.objects.get()
    assert (row.seq, row.question, row.result, row.minutes, row.note) == (1, "pbi-apbn", "inactive", 1, "")
    assert [(one.purpose, one.result) for one in lines(clerk)] == [
        ("Aktif sebagai peserta JKN-KIS PBI APBN?", "Tidak aktif lagi")
    ]
    assert not LedgerEntry.objects.filter(application__isnull=False).exists()


def test_a_question_without_its_answer_is_asked_again(clerk: Client) -> None:
    answer = ask(clerk, answer="")
    assert answer.status_code == 422
    assert "Pilih jawabannya." in text(answer)
    assert not GuestEntry.objects.exists()


@pytest.mark.parametrize(("question", "answer"), [("rahasia", "active"), ("dtks", "answered")])
def test_only_the_offices_questions_and_their_answers_are_taken(clerk: Client, question: str, answer: str) -> None:
    assert ask(clerk, question, answer).status_code == 422


def test_each_line_is_in_the_ledger_and_the_chain_holds(clerk: Client) -> None:
    ask(clerk)
    note(clerk, note="dari kelurahan")
    entries = LedgerEntry.objects.filter(kind="guest").order_by("office_seq")
    assert [(entry.office, entry.application, entry.outcome) for entry in entries] == [
        (cast.OFFICE, None, "active"),
        (cast.OFFICE, None, "answered"),
    ]
    assert verification(cast.OFFICE).sound


def test_the_same_page_sent_twice_is_one_line(clerk: Client) -> None:
    entry = clerk.get(reverse("desk:guests")).context["entry_id"]
    sent = {"entry_id": entry, "purpose": "collection", "result": "answered"}
    for _ in range(2):
        assert clerk.post(reverse("desk:guests"), sent).status_code == 302
    assert [one.line.minutes for one in lines(clerk)] == [3]


def test_lines_are_numbered_by_day_and_office(clerk: Client) -> None:
    neighbour = at_work(cast.officer(cast.CLERK, office=cast.NEIGHBOUR))
    for client in (clerk, neighbour, clerk):
        note(client)
    assert [one.line.seq for one in lines(clerk)] == [2, 1]
    assert [one.line.seq for one in lines(neighbour)] == [1]


def test_a_correction_is_a_new_line_that_says_why(clerk: Client) -> None:
    note(clerk)
    refused = note(clerk, "?perbaiki=1", purpose="guest")
    assert refused.status_code == 422
    assert "Tulis mengapa baris itu diperbaiki" in text(refused)
    assert note(clerk, "?perbaiki=1", purpose="guest", reason="salah pilih").status_code == 302
    new, old = lines(clerk)
    assert (old.line.replaced, old.line.counts) == (True, False)
    assert (new.line.corrects, new.line.reason, new.line.came_at) == (1, "salah pilih", old.line.came_at)
    totals = book.totals(cast.officer(cast.CLERK).actor, today(), today())
    assert [(one.purpose, one.visits) for one in totals] == [("guest", 1)]


def test_a_line_is_corrected_once_and_its_correction_again(clerk: Client) -> None:
    note(clerk)
    note(clerk, "?perbaiki=1", reason="pertama")
    again = note(clerk, "?perbaiki=1", reason="kedua")
    assert again.status_code == 422
    assert "TMU-006" in text(again)
    assert note(clerk, "?perbaiki=2", reason="kedua").status_code == 302
    assert [one.line.counts for one in lines(clerk)] == [True, False, False]


def test_a_line_that_should_not_be_there_is_struck_out(clerk: Client) -> None:
    ask(clerk)
    assert note(clerk, "?perbaiki=1", purpose="void", reason="dua kali ditekan").status_code == 302
    page = clerk.get(reverse("desk:guests"))
    assert page.context["visits"] == 0
    assert text(page).count("c-line--struck") == 2


@pytest.mark.parametrize("address", ["?perbaiki=9", "?perbaiki=x", "?hari=kemarin", "?hari=2999-01-01"])
def test_a_line_or_a_day_that_is_not_there_is_not_there(clerk: Client, address: str) -> None:
    assert clerk.get(reverse("desk:guests") + address).status_code == 404


def test_another_offices_line_cannot_be_corrected(clerk: Client) -> None:
    note(at_work(cast.officer(cast.CLERK, office=cast.NEIGHBOUR)))
    assert clerk.get(reverse("desk:guests") + "?perbaiki=1").status_code == 404


def test_an_id_that_the_page_did_not_give_is_none(clerk: Client) -> None:
    sent = {"entry_id": "6d0f6b52-4a0e-4d0c-9a43-5d7b0a6a3f11", "purpose": "guest", "result": "answered"}
    assert clerk.post(reverse("desk:guests"), sent).status_code == 404


def test_a_visit_during_a_power_cut_stands_on_its_day(clerk: Client) -> None:
    then = timezone.now() - timedelta(days=2)
    parts = {f"happened_on_{i}": part for i, part in enumerate((then.day, then.month, then.year))}
    answer = note(clerk, **parts, happened_at="10.00", late_reason="listrik padam")
    assert answer.headers["Location"].endswith(f"?hari={then.date().isoformat()}")
    assert lines(clerk) == []
    assert GuestEntry.objects.get().visited_on == then.date()
    tomorrow = timezone.now() + timedelta(days=2)
    parts = {f"happened_on_{i}": part for i, part in enumerate((tomorrow.day, tomorrow.month, tomorrow.year))}
    refused = note(clerk, **parts, happened_at="10.00", late_reason="coba")
    assert "TMU-004" in text(refused)


def test_the_book_is_read_by_pages() -> None:
    officer = cast.officer(cast.CLERK)
    client = at_work(officer)
    for _ in range(5):
        note(client)
    first = book.entries(officer.actor, today(), today(), limit=3)
    rest = book.entries(officer.actor, today(), today(), limit=3, after=(first[-1].visited_on, first[-1].seq))
    assert [one.seq for one in (*first, *rest)] == [1, 2, 3, 4, 5]
    back = book.entries(officer.actor, today(), today(), limit=2, after=(today(), 4), newest_first=True)
    assert [one.seq for one in back] == [3, 2]


def test_a_note_is_sealed(clerk: Client) -> None:
    from django.db import connection

    note(clerk, note="dari Kelurahan Rekaan")
    with connection.cursor() as cursor:
        cursor.execute("SELECT note FROM guests_entry")
        assert b"Rekaan" not in bytes(cursor.fetchone()[0])
    assert lines(clerk)[0].line.note == "dari Kelurahan Rekaan"
