"""Signing at the desk: fresh proof, honest words, paper as an equal way, and taking a letter back."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from maklumat.records.outside import authority
from maklumat.records.products.queries import verify
from maklumat.records.work import queries as work
from tests import cast
from tests.cast import Officer
from tests.web import desk_steps as desk
from tests.web import step_cast
from tests.web.desk_steps import at_work, position, press, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def law() -> Any:
    return cast.enact()


@pytest.fixture
def head() -> Officer:
    return cast.officer(cast.HEAD, name="Contoh Kepala")


@pytest.fixture
def drafted() -> UUID:
    """A file whose letter was written here and waits for its signature."""
    application = cast.apply().application_id
    clerk, analyst = at_work(cast.officer(cast.CLERK)), at_work(cast.officer(cast.ANALYST))
    desk.drafted(application, clerk, analyst, at_work(cast.officer(cast.OPERATOR)))
    return application


def letter_of(application: UUID) -> Any:
    return work.followed(application).products[0]


def test_the_page_says_honestly_who_signs(drafted: UUID, head: Officer) -> None:
    page = text(at_work(head).get(reverse("desk:sign", args=[drafted])))
    assert "Penanda tangan bawaan ini bukan BSrE" in page
    assert "Kata sandi Anda" in page


def test_the_draft_is_shown_without_a_number(drafted: UUID, head: Officer) -> None:
    answer = at_work(head).get(reverse("desk:preview", args=[drafted, "surat-keterangan-dtks"]))
    assert answer.content.startswith(b"%PDF-")
    assert letter_of(drafted).number == ""


def test_a_wrong_password_signs_nothing(drafted: UUID, head: Officer) -> None:
    answer = desk.sign(at_work(head), drafted, "bukan ini sandinya")
    assert answer.status_code == 422
    assert "Kata sandi tidak cocok." in text(answer)
    assert letter_of(drafted).number == ""
    assert position(drafted).state.step == "tanda-tangan"


def test_too_many_wrong_passwords_lock_with_a_code(drafted: UUID, head: Officer) -> None:
    client = at_work(head)
    answers = [desk.sign(client, drafted, "bukan ini sandinya") for _ in range(5)]
    assert answers[-1].status_code == 429
    assert "BTS-002" in text(answers[-1])
    assert desk.sign(client, drafted).status_code == 429
    assert position(drafted).state.step == "tanda-tangan"


def test_signing_issues_a_letter_that_its_signature_proves(drafted: UUID, head: Officer) -> None:
    answer = desk.sign(at_work(head), drafted)
    assert answer.status_code == 302
    letter = letter_of(drafted)
    assert (letter.status, letter.signature) == ("issued", "electronic")
    pdf = at_work(head).get(reverse("desk:letter", args=[drafted, letter.id])).content
    assert authority().verify(pdf)
    assert verify(letter.code, timezone.now()).state == "valid"


def test_signing_twice_is_signing_once(drafted: UUID, head: Officer) -> None:
    client = at_work(head)
    data = {"seen_seq": position(drafted).state.seq, "way": "electronic", "password": cast.PASSWORD}
    address = reverse("desk:sign", args=[drafted])
    assert client.post(address, data).status_code == 302
    again = client.post(address, data)
    assert (again.status_code, again.url) == (302, reverse("desk:file", args=[drafted]))
    other = at_work(cast.officer(cast.HEAD, name="Contoh Pelaksana Tugas")).post(address, data)
    assert other.status_code == 409
    assert f"sudah dikerjakan oleh {head.actor.name} pada" in desk.text(other)
    assert len([event for event in work.followed(drafted).history if event.outcome == "signed"]) == 1


def test_paper_comes_out_with_its_number_and_back_as_a_scan(drafted: UUID, head: Officer) -> None:
    client, address = at_work(head), reverse("desk:sign", args=[drafted])
    seen = position(drafted).state.seq
    printed = client.post(address, {"seen_seq": seen, "way": "print"})
    assert printed.content.startswith(b"%PDF-")
    number = letter_of(drafted).number
    assert number
    scan = {"seen_seq": seen, "way": "scan", "password": cast.PASSWORD, "scan": desk.upload("pindaian.pdf")}
    assert client.post(address, scan).status_code == 302
    letter = letter_of(drafted)
    assert (letter.status, letter.signature, letter.number) == ("issued", "wet", number)


def test_a_refusal_letter_says_its_reason_and_is_signed(head: Officer) -> None:
    application = cast.apply().application_id
    press(at_work(cast.officer(cast.CLERK)), application, "complete")
    press(at_work(cast.officer(cast.ANALYST)), application, "invalid", reason="NIK tidak tercatat di DTKS")
    client = at_work(head)
    page = client.get(reverse("desk:sign", args=[application]))
    assert "NIK tidak tercatat di DTKS" in text(page)
    typed = desk.refusal_fields(client, application)
    assert desk.sign(client, application, **typed).status_code == 302
    assert position(application).state.status == "refused"


def test_an_issued_letter_is_taken_back_with_a_reason_and_a_password(drafted: UUID, head: Officer) -> None:
    client = at_work(head)
    desk.sign(client, drafted)
    letter = letter_of(drafted)
    address = reverse("desk:revoke", args=[drafted])
    data = {"seen_seq": position(drafted).state.seq, "product": letter.product, "reason": "Salah orang"}
    assert client.post(address, {**data, "password": "bukan ini"}).status_code == 422
    assert verify(letter.code, timezone.now()).state == "valid"
    assert client.post(address, {**data, "password": cast.PASSWORD}).status_code == 302
    found = verify(letter.code, timezone.now())
    assert (found.state, found.revoked_reason) == ("revoked", "Salah orang")


def test_nobody_but_the_signer_takes_a_letter_back(drafted: UUID, head: Officer) -> None:
    desk.sign(at_work(head), drafted)
    clerk: Client = at_work(cast.officer(cast.CLERK))
    data = {"seen_seq": position(drafted).state.seq, "product": letter_of(drafted).product, "reason": "iseng"}
    answer = clerk.post(reverse("desk:revoke", args=[drafted]), {**data, "password": cast.PASSWORD})
    assert answer.status_code == 404


def test_the_draft_is_also_a_picture_for_telephones(drafted: UUID, head: Officer) -> None:
    client = at_work(head)
    answer = client.get(reverse("desk:picture", args=[drafted, "surat-keterangan-dtks"]))
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("image/png", "no-store, private")
    with Image.open(BytesIO(answer.content)) as image:
        assert image.width > 700
        assert image.height >= image.width * 1.4
    assert len(answer.content) < 200_000
    assert reverse("desk:picture", args=[drafted, "surat-keterangan-dtks"]) in text(
        client.get(reverse("desk:sign", args=[drafted]))
    )


def test_after_one_letter_comes_the_next_and_after_the_last_the_file(head: Officer) -> None:
    clerk, analyst = at_work(cast.officer(cast.CLERK)), at_work(cast.officer(cast.ANALYST))
    operator = at_work(cast.officer(cast.OPERATOR))
    letters = [cast.apply().application_id for _ in range(2)]
    for one in letters:
        desk.drafted(one, clerk, analyst, operator)
    client = at_work(head)
    assert reverse("desk:sign", args=[letters[0]]) in text(client.get(reverse("desk:worklist")))
    assert desk.sign(client, letters[0]).url == reverse("desk:sign", args=[letters[1]])
    assert desk.sign(client, letters[1]).url == reverse("desk:file", args=[letters[1]])


def test_the_day_on_which_it_was_signed_may_be_said_and_an_impossible_one_changes_nothing(
    drafted: UUID, head: Officer
) -> None:
    client, address = at_work(head), reverse("desk:sign", args=[drafted])
    seen = position(drafted).state.seq
    client.post(address, {"seen_seq": seen, "way": "print"})
    scan = {"seen_seq": seen, "way": "scan", "password": cast.PASSWORD, "scan": desk.upload("pindaian.pdf")}
    wrong = client.post(address, {**scan, "signed_on_0": "1", "signed_on_1": "1", "signed_on_2": "2020"})
    assert wrong.status_code == 422
    assert "PRD-013" in text(wrong)
    today = cast.today()
    day = {"signed_on_0": str(today.day), "signed_on_1": str(today.month), "signed_on_2": str(today.year)}
    assert client.post(address, {**scan, **day, "scan": desk.upload("pindaian.pdf")}).status_code == 302


def test_a_refusal_letter_too_is_printed_as_written_and_comes_back_as_a_scan(head: Officer) -> None:
    application = cast.apply().application_id
    press(at_work(cast.officer(cast.CLERK)), application, "complete")
    press(at_work(cast.officer(cast.ANALYST)), application, "invalid", reason="NIK tidak tercatat di DTKS")
    client, address = at_work(head), reverse("desk:sign", args=[application])
    typed = desk.refusal_fields(client, application)
    seen = position(application).state.seq
    printed = client.post(address, {"seen_seq": seen, "way": "print", **typed})
    assert printed.content.startswith(b"%PDF-")
    assert position(application).state.status == "open"
    scan = {"seen_seq": seen, "way": "scan", "password": cast.PASSWORD, "scan": desk.upload("pindaian.pdf")}
    assert client.post(address, scan).status_code == 302
    assert position(application).state.status == "refused"
    assert (letter_of(application).signature, bool(letter_of(application).number)) == ("wet", True)
    told = Client().get(reverse("public:verify", args=[letter_of(application).code]))
    assert "Ditandatangani dan dicap pada kertas, lalu dipindai" in text(told)


def test_whoever_drafts_a_letter_anew_is_told_beforehand_that_the_first_one_still_holds() -> None:
    all_posts = step_cast.everybody()
    file = step_cast.at_step(all_posts, step_cast.AID, "konsep-rekomendasi")
    drafter = at_work(cast.officer(cast.PRINTER))
    assert press(drafter, file, "drafted", **desk.draft_fields(drafter, file)).status_code == 302
    assert desk.sign(at_work(cast.officer(cast.HEAD)), file).status_code == 302
    for outcome in ("delivered", "rejected", "outside_help"):
        step_cast.leave(all_posts, file, outcome)
    assert position(file).state.step == "konsep-rekomendasi"
    page = text(drafter.get(reverse("desk:file", args=[file])))
    assert "masih berlaku. Minta Kepala Dinas" in page
