"""Coming in: login, lockout, office switch, the worklist, and the number register."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from maklumat.records.catalogue import queries as catalogue
from maklumat.records.people.actions import appoint
from maklumat.records.procedures.desks import NEVER
from tests import cast
from tests.web.desk_steps import at_work, text
from tests.web.many import multiply, statements

pytestmark = pytest.mark.django_db
OTHER = "keterangan-pbi"  # another service that the same counter takes in
WORKLIST_QUERIES = 8  # session, user, services, desks twice, files, attention, counts; not what `fetch` asks (posts)


@pytest.fixture(autouse=True)
def law() -> Any:
    return cast.enact()


def try_in(client: Client, username: str, password: str, **more: str) -> Any:
    return client.post(reverse("desk:login"), {"username": username, "password": password, **more})


def test_login_leads_to_the_worklist_and_logout_ends_it() -> None:
    officer, client = cast.officer(cast.CLERK), Client()
    answer = try_in(client, officer.username, cast.PASSWORD)
    assert answer.status_code == 302
    assert answer.url == reverse("desk:worklist")
    assert client.get(answer.url).status_code == 200
    assert client.post(reverse("desk:logout")).status_code == 302
    assert client.get(reverse("desk:worklist")).status_code == 302


def test_login_goes_on_to_a_page_of_ours_only() -> None:
    officer = cast.officer(cast.CLERK)
    assert try_in(Client(), officer.username, cast.PASSWORD, next="/kantor/nomor/").url == "/kantor/nomor/"
    away = try_in(Client(), officer.username, cast.PASSWORD, next="//jahat.example/")
    assert away.url == reverse("desk:worklist")


def test_a_wrong_name_and_a_wrong_password_are_answered_alike() -> None:
    officer = cast.officer(cast.CLERK)
    wrong = [try_in(Client(), name, "bukan sandinya") for name in (officer.username, "tidak.ada")]
    assert [answer.status_code for answer in wrong] == [422, 422]
    assert all("tidak cocok" in text(answer) for answer in wrong)


def test_failing_often_locks_with_a_code() -> None:
    officer = cast.officer(cast.CLERK)
    answers = [try_in(Client(), officer.username, "bukan sandinya") for _ in range(5)]
    assert answers[-1].status_code == 429
    assert "BTS-002" in text(answers[-1])
    assert answers[-1]["Retry-After"] == "900"
    assert try_in(Client(), officer.username, cast.PASSWORD).status_code == 429


def test_a_post_that_ended_opens_nothing() -> None:
    officer = cast.officer(cast.CLERK)
    client = at_work(officer)
    assert client.get(reverse("desk:worklist")).status_code == 200
    officer.user.memberships.update(until_on=cast.today() - timedelta(days=2))
    answer = client.get(reverse("desk:worklist"), follow=True)
    assert "tidak memegang jabatan" in text(answer)


def test_somebody_with_posts_in_two_offices_chooses_and_sees_one_at_a_time() -> None:
    officer = cast.officer(cast.CLERK)
    neighbour = catalogue.office(cast.NEIGHBOUR, timezone.now())
    appoint(officer.user, neighbour, cast.CLERK, from_on=cast.today() - timedelta(days=3))
    here, there = cast.apply(), cast.apply(office=cast.NEIGHBOUR)
    client = at_work(officer)
    assert client.get(reverse("desk:worklist")).url == reverse("desk:offices")
    for office, own, other in ((cast.OFFICE, here, there), (cast.NEIGHBOUR, there, here)):
        assert client.post(reverse("desk:offices"), {"office": office}).status_code == 302
        assert client.get(reverse("desk:file", args=[own.application_id])).status_code == 200
        assert client.get(reverse("desk:file", args=[other.application_id])).status_code == 404
    assert client.post(reverse("desk:offices"), {"office": "bukan-kantor"}).status_code == 404


def test_the_worklist_shows_mine_in_promise_order_and_marks_the_late_in_words() -> None:
    now = timezone.now()
    fresh, late = cast.apply(moment=now), cast.apply(moment=now - timedelta(days=12))
    foreign = cast.apply(office=cast.NEIGHBOUR)
    page = text(at_work(cast.officer(cast.CLERK)).get(reverse("desk:worklist")))
    assert page.index(str(late.application_id)) < page.index(str(fresh.application_id))
    assert "Terlambat" in page
    assert "1 terlambat" in page
    assert str(foreign.application_id) not in page
    assert "Tidak ada berkas" in text(at_work(cast.officer(cast.ANALYST)).get(reverse("desk:worklist")))


def test_a_breach_that_was_recorded_keeps_the_file_in_front() -> None:
    from maklumat.records.work import actions

    now = timezone.now()
    late, fresh = cast.apply(moment=now - timedelta(days=12)), cast.apply(moment=now)
    actions.tick(late.application_id, moment=now)
    page = text(at_work(cast.officer(cast.CLERK)).get(reverse("desk:worklist")))
    assert page.index(str(late.application_id)) < page.index(str(fresh.application_id))
    assert "Terlambat" in page


@pytest.mark.parametrize("files", [1, 3])
def test_the_worklist_asks_the_database_the_same_few_times(files: int) -> None:
    for _ in range(files):
        cast.apply()
    client = at_work(cast.officer(cast.CLERK))
    client.get(reverse("desk:worklist"))
    with CaptureQueriesContext(connection) as asked:
        page = client.get(reverse("desk:worklist"))
    assert text(page).count('<th scope="row"') == files
    assert len(asked) == WORKLIST_QUERIES, [query["sql"][:90] for query in asked]


def test_the_worklist_asks_no_more_with_more_files() -> None:
    cast.apply()
    cast.apply(OTHER)
    client, address = at_work(cast.officer(cast.CLERK)), reverse("desk:worklist")
    for files in (10, 200):
        multiply(files)
        assert statements(client, address) == WORKLIST_QUERIES
        assert statements(client, f"{address}?layanan={OTHER}") == WORKLIST_QUERIES


def test_the_worklist_counts_each_desk_and_offers_the_most_urgent_file() -> None:
    now = timezone.now()
    late = cast.apply(moment=now - timedelta(days=12))
    cast.apply(moment=now)
    page = at_work(cast.officer(cast.CLERK)).get(reverse("desk:worklist"))
    (mine,) = page.context["desks"]
    assert (mine.files, mine.late, mine.more) == (2, 1, False)
    assert f"Ambil berikutnya: {late.register}" in text(page)


def test_the_worklist_is_sieved_by_service_and_by_text() -> None:
    letter, other = cast.apply(), cast.apply(OTHER)
    client = at_work(cast.officer(cast.CLERK))

    def found(**wish: str) -> set[str]:
        page = client.get(reverse("desk:worklist"), wish)
        return {line.line.register for line in page.context["page"].lines}

    both = {letter.register, other.register}
    assert found() == found(layanan="tidak-ada") == both
    assert found(layanan=cast.SERVICE) == {letter.register}
    assert found(cari=other.register) == {other.register}
    assert found(cari="terdaftar DALAM") == {letter.register}
    assert found(cari="%") == found(cari="_") == set()
    assert "Tidak ada berkas Anda yang cocok" in text(client.get(reverse("desk:worklist"), {"cari": "zzz"}))


def test_the_wishes_travel_to_the_next_page() -> None:
    from maklumat.web.desk import worklist

    after = (NEVER, cast.apply().application_id)
    moment = "9999-12-31T00%3A00%3A00%2B00%3A00"
    assert worklist._later("sk-dtks", "a b", after) == f"?layanan=sk-dtks&cari=a+b&sesudah={moment}_{after[1]}"
    assert worklist._later("sk-dtks", "", None) == ""


def test_pages_of_the_worklist_meet_without_gap() -> None:
    from maklumat.records.work import waiting

    files = {str(cast.apply().application_id) for _ in range(5)}
    actor = cast.officer(cast.CLERK).actor
    seen: list[str] = []
    after = None
    while True:
        page = waiting.page(actor, now=timezone.now(), after=after, limit=2)
        seen += [str(one.line.application_id) for one in page.lines]
        after = page.next
        if after is None:
            break
    assert sorted(seen) == sorted(files)


def test_the_number_register_is_paged_and_sieved() -> None:
    client, address = at_work(cast.officer(cast.PRINTER)), reverse("desk:numbers")
    assert client.post(address, {"deed": "reserve", "count": "120", "note": "surat kertas"}).status_code == 302
    assert client.post(address, {"deed": "insert", "after": "71", "reason": "lupa dicatat"}).status_code == 302
    seen: list[tuple[int, str]] = []
    page, later = client.get(address), "-"
    while later:
        seen += [(line.seq, line.suffix) for line, _ in page.context["lines"]]
        later = page.context["later"]
        page = client.get(f"{address}?{later}")
    assert seen == sorted({*((seq, "") for seq in range(1, 121)), (71, "a")}, reverse=True)
    one = client.get(address, {"nomor": "71", "keadaan": "paper"})
    assert [line.suffix for line, _ in one.context["lines"]] == ["a", ""]
    assert "Tidak ada nomor yang cocok" in text(client.get(address, {"keadaan": "void"}))
    wrong = client.get(address, {"nomor": "x"})
    assert (wrong.status_code, "Nomor urut" in text(wrong)) == (422, True)
    for mark in ("x", "1_%", "-1_", "9999999_"):
        assert client.get(address, {"sesudah": mark}).status_code == 404


def test_the_number_register_is_kept_true_to_the_book() -> None:
    client, address = at_work(cast.officer(cast.PRINTER)), reverse("desk:numbers")
    assert client.post(address, {"deed": "next", "seq": "12", "note": "sambungan agenda 2025"}).status_code == 302
    assert client.post(address, {"deed": "reserve", "count": "3", "note": "surat kertas"}).status_code == 302
    assert client.post(address, {"deed": "insert", "after": "13", "reason": "surat tertinggal"}).status_code == 302
    page = text(client.get(address))
    assert "13.a" in page
    assert "sambungan agenda 2025" in page
    refused = client.post(address, {"deed": "next", "seq": "5", "note": "mundur"})
    assert refused.status_code == 422
    assert "PRD-004" in text(refused)
    neighbour = at_work(cast.officer(cast.PRINTER, office=cast.NEIGHBOUR))
    assert "sambungan agenda 2025" not in text(neighbour.get(address))
