"""Finding a person at the counter: within the office, masked until their card is there, and written down."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from maklumat.records.ledger.models import LedgerEntry
from maklumat.records.people.models import User
from tests import cast
from tests.web.desk_steps import at_work, press, text

pytestmark = pytest.mark.django_db
BUDI = replace(cast.SITI, name="Budi Contoh", nik="9999010505900002")


@pytest.fixture(autouse=True)
def law() -> Any:
    return cast.enact()


@pytest.fixture
def clerk() -> Client:
    return at_work(cast.officer(cast.CLERK))


def look(client: Client, what: str) -> Any:
    return client.post(reverse("desk:counter"), {"q": what})


def token(page: str) -> str:
    return re.findall(r'name="person" value="([^"]+)"', page)[0]


def begin(client: Client, person: str, **more: str) -> Any:
    return client.post(reverse("desk:begin"), {"person": person, "service": cast.SERVICE, **more})


def test_a_nik_finds_the_persons_files_and_states(clerk: Client) -> None:
    first, second = cast.apply(), cast.apply()
    cast.apply(person=BUDI)
    press(clerk, first.application_id, "complete")
    page = look(clerk, "9999 0145 0590 0001")
    assert [file.file.register for file in page.context["found"][0].files] == [second.register, first.register]
    assert "Siti Contoh" in text(page)
    assert cast.SITI.nik not in text(page).replace(f'value="{cast.SITI.nik}"', "")
    assert "Analis Kebijakan dan Operator DTKS" in text(page)
    assert "Budi" not in text(page)


@pytest.mark.parametrize("what", ["siti  contoh", "SITI CONTOH.", "code", "agenda", "short agenda"])
def test_a_name_a_code_or_an_agenda_number_finds_the_file_with_the_person_masked(clerk: Client, what: str) -> None:
    receipt = cast.apply()
    said = {"code": receipt.code.lower(), "agenda": receipt.register, "short agenda": receipt.register[:4]}
    page = look(clerk, said.get(what, what))
    assert [file.file.register for file in page.context["found"][0].files] == [receipt.register]
    assert "S*** C***" in text(page)
    assert "Siti" not in text(page).replace("siti  contoh", "")
    assert cast.SITI.nik not in text(page)


def test_two_people_of_one_name_are_two(clerk: Client) -> None:
    cast.apply()
    cast.apply(person=replace(BUDI, name="Siti Contoh"))
    assert len(look(clerk, "Siti Contoh").context["found"]) == 2


@pytest.mark.parametrize("what", ["9999014505900001", "siti contoh", "code", "agenda"])
def test_what_another_office_has_is_not_found(clerk: Client, what: str) -> None:
    theirs = cast.apply(office=cast.NEIGHBOUR)
    said = {"code": theirs.code, "agenda": theirs.register}
    page = look(clerk, said.get(what, what))
    assert page.context["found"] == []
    assert "Tidak ada berkas di kantor ini yang cocok" in text(page)


@pytest.mark.parametrize(("what", "code"), [("", "LKT-001"), ("12345678901", "LKT-002"), ("77", "LKT-003")])
def test_what_cannot_be_looked_for_is_said(clerk: Client, what: str, code: str) -> None:
    page = look(clerk, what)
    assert page.status_code == 422
    assert code in text(page)


def test_a_short_number_begins_that_service(clerk: Client) -> None:
    assert look(clerk, "2").headers["Location"] == reverse("desk:counter_intake", args=[cast.SERVICE])


def test_a_returning_person_is_filled_in_after_their_whole_nik_and_the_ledger_knows(clerk: Client) -> None:
    cast.apply()
    page = begin(clerk, token(text(look(clerk, cast.SITI.nik))))
    form = page.context["page"].applicant
    assert [form[name].value() for name in ("name", "nik", "kk", "sex")] == [
        "Siti Contoh", cast.SITI.nik, cast.SITI.kk, "perempuan",
    ]  # fmt: skip
    entry = LedgerEntry.objects.get(kind="disclosed")
    assert (entry.office, entry.application) == (cast.OFFICE, None)
    assert entry.actor_id in User.objects.values_list("pk", flat=True)


def test_a_person_found_by_name_is_filled_in_only_with_their_card_in_hand(clerk: Client) -> None:
    cast.apply()
    person = token(text(look(clerk, "siti contoh")))
    refused = begin(clerk, person, q="siti contoh")
    assert refused.status_code == 422
    assert "LKT-004" in text(refused)
    assert not LedgerEntry.objects.filter(kind="disclosed").exists()
    page = begin(clerk, person, card="ya")
    assert page.context["page"].applicant["name"].value() == "Siti Contoh"


def test_a_new_person_keeps_the_nik_that_was_typed(clerk: Client) -> None:
    page = look(clerk, BUDI.nik)
    assert page.context["found"] == []
    form = clerk.post(reverse("desk:begin"), {"nik": BUDI.nik, "number": "2"}).context["page"].applicant
    assert (form["name"].value(), form["nik"].value()) == (None, BUDI.nik)


def test_a_token_of_our_own_making_only(clerk: Client) -> None:
    receipt = cast.apply()
    assert begin(clerk, f"{receipt.application_id} nik:abc").status_code == 404


def test_another_offices_file_cannot_be_filled_in_even_with_a_true_token(clerk: Client) -> None:
    cast.apply(office=cast.NEIGHBOUR)
    neighbour = at_work(cast.officer(cast.CLERK, office=cast.NEIGHBOUR))
    person = token(text(look(neighbour, cast.SITI.nik)))
    assert begin(clerk, person).status_code == 404
    assert not LedgerEntry.objects.filter(kind="disclosed").exists()


def test_whoever_is_not_of_the_team_hears_where_a_file_stands_but_not_whose_it_is(clerk: Client) -> None:
    receipt = cast.apply()
    counsellor = at_work(cast.officer("konselor-rujukan"))
    page = look(counsellor, receipt.code)
    assert receipt.register in text(page)
    assert reverse("desk:file", args=[receipt.application_id]) not in text(page)
    assert page.context["found"][0].token == ""
    assert "S***" not in text(page)


def test_a_confidential_file_is_not_even_told(clerk: Client) -> None:
    receipt = cast.apply("konseling-puspaga")
    assert look(clerk, receipt.code).context["found"] == []
    insider = at_work(cast.officer("petugas-administrasi-puspaga"))
    assert len(look(insider, receipt.code).context["found"]) == 1


def test_telling_where_a_file_stands_is_one_key_and_one_line_in_the_guest_book(clerk: Client) -> None:
    receipt = cast.apply()
    page = look(clerk, receipt.code)
    assert re.search(r'value="told" autofocus', text(page))
    entry = page.context["entry_id"]
    sent = {"deed": "told", "entry_id": entry, "service": cast.SERVICE}
    for _ in range(2):
        assert clerk.post(reverse("desk:counter"), sent).status_code == 302
    book = clerk.get(reverse("desk:guests"))
    assert [(one.purpose, one.line.service) for one in book.context["lines"]] == [
        ("Menanyakan berkasnya sendiri", cast.SERVICE)
    ]


def test_no_page_of_the_counter_grows_with_the_files(clerk: Client, django_assert_max_num_queries: Any) -> None:
    for _ in range(24):
        cast.apply()
    look(clerk, cast.SITI.nik)
    with django_assert_max_num_queries(20):
        page = look(clerk, cast.SITI.nik)
    assert len(page.context["found"][0].files) == 20
