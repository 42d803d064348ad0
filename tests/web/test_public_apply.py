"""Applying as a guest: every page kept as typed, one bad file loses nothing, sent twice is received once."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.urls import reverse

from maklumat.records.applications import queries as applications
from maklumat.records.applications.models import Application, Attachment, Draft
from maklumat.records.ledger.models import LedgerEntry
from maklumat.web.public.pages import NOTICE_VERSION
from tests import cast
from tests.web import public_steps as steps
from tests.web.public_steps import SITI, attach, begin, codes, complete, page, send, text

pytestmark = [pytest.mark.usefixtures("law"), pytest.mark.django_db]


def test_the_whole_way_without_an_account(client: Client) -> None:
    draft = begin(client)
    assert client.post(page("draft_person", draft), SITI).url == page("draft_answers", draft)
    assert client.post(page("draft_answers", draft), {"keperluan": "kesehatan"}).url == page("draft_papers", draft)
    answer = attach(client, draft)
    assert answer.url == page("draft_papers", draft) + "#tempat-identitas"
    review = text(client.get(page("draft_review", draft)))
    assert "Siti Contoh" in review
    assert "Berobat atau jaminan kesehatan" in review
    assert SITI["nik"] not in review
    assert "Terlampir" in review
    answer = send(client, draft)
    assert answer.url == page("receipt", draft)
    html = text(client.get(answer.url))
    code, secret = codes(html)
    application = Application.objects.get(pk=draft)
    assert (application.code, application.notice_version, application.channel) == (code, NOTICE_VERSION, "web")
    assert "Mengapa tanggal ini" in html
    assert "Janji layanan: 1 hari kerja, dihitung mulai hari berikutnya." in html
    assert f"{settings.BASE_ADDRESS}/lacak/{code}/" in html
    assert 'src="data:image/svg+xml;base64,' in html
    assert len(secret.replace("-", "")) >= 8


def test_opened_by_address_the_start_leads_to_the_service(client: Client) -> None:
    address = reverse("public:start", args=[cast.OFFICE, cast.SERVICE])
    assert client.get(address).url == reverse("public:service", args=[cast.OFFICE, cast.SERVICE])
    assert Draft.objects.count() == 0


def test_an_unknown_service_makes_no_draft(client: Client) -> None:
    assert client.post(reverse("public:start", args=[cast.OFFICE, "tidak-ada"])).status_code == 404
    assert Draft.objects.count() == 0


def test_what_is_wrong_is_kept_and_told_beside_its_field(client: Client) -> None:
    draft = begin(client)
    wrong = {**SITI, "nik": "123", "birth_date_0": "31", "birth_date_1": "2", "birth_date_2": "1990"}
    answer = client.post(page("draft_person", draft), wrong)
    assert answer.url == page("draft_person", draft)
    html = text(client.get(answer.url))
    assert '<a href="#id_nik">' in html
    assert '<a href="#id_birth_date_0">' in html
    assert 'aria-describedby="id_nik_hint id_nik_error"' in html
    assert 'value="123"' in html
    assert 'value="31"' in html
    assert 'value="Siti Contoh"' in html
    assert "Ada yang perlu diperbaiki" in html


def test_a_fresh_page_accuses_nobody(client: Client) -> None:
    draft = begin(client)
    for name in ("draft_person", "draft_answers", "draft_papers"):
        assert "Ada yang perlu diperbaiki" not in text(client.get(page(name, draft)))


def test_an_unanswered_question_is_told(client: Client) -> None:
    draft = begin(client)
    answer = client.post(page("draft_answers", draft), {})
    assert answer.url == page("draft_answers", draft)
    html = text(client.get(answer.url))
    assert '<a href="#id_keperluan_0">' in html


def test_for_somebody_else(client: Client) -> None:
    draft = begin(client)
    answer = client.post(page("draft_person", draft), {**SITI, "for_whom": "lain"})
    assert answer.url == page("draft_beneficiary", draft)
    child = {"name": "Budi Contoh", "nik": "9999010101150003"}
    assert client.post(answer.url, child).url == page("draft_answers", draft)
    assert "Budi Contoh" in text(client.get(page("draft_review", draft)))


def test_somebody_else_who_was_announced_has_to_be_named(client: Client) -> None:
    draft = complete(client)
    client.post(page("draft_person", draft), {**SITI, "for_whom": "lain"})
    html = text(client.get(page("draft_review", draft)))
    assert "Anda memilih orang lain, tetapi datanya belum diisi." in html
    assert page("draft_beneficiary", draft) in html
    assert send(client, draft).url == page("draft_review", draft)


def test_after_a_change_of_mind_the_other_person_does_not_count(client: Client) -> None:
    draft = complete(client)
    client.post(page("draft_person", draft), {**SITI, "for_whom": "lain"})
    client.post(page("draft_beneficiary", draft), {"name": "Budi Contoh", "nik": "1"})
    client.post(page("draft_person", draft), SITI)
    html = text(client.get(page("draft_review", draft)))
    assert "Budi" not in html
    assert "Belum bisa dikirim" not in html
    assert "Budi Contoh" in text(client.get(page("draft_beneficiary", draft)))


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "kosong.jpg", "UNG-001"),
        (b"PK\x03\x04" + b"x" * 50, "surat.docx", "UNG-005"),
        (b"\xff\xd8\xff" + b"x" * 50, "rusak.jpg", "UNG-006"),
        (b"%PDF-1.7 rusak", "rusak.pdf", "UNG-008"),
        (b"<html><script>", "foto.jpg", "UNG-003"),
    ],
)
def test_a_bad_file_is_refused_with_a_code_and_nothing_is_lost(
    client: Client, content: bytes, name: str, code: str
) -> None:
    draft = begin(client)
    client.post(page("draft_person", draft), SITI)
    attach(client, draft)
    answer = attach(client, draft, berkas=SimpleUploadedFile(name, content))
    html = text(client.get(answer.url))
    assert f"({code})" in html
    assert "Terlampir" in html
    assert name not in html
    assert "Siti Contoh" in text(client.get(page("draft_person", draft)))
    assert "Ada yang perlu diperbaiki" not in text(client.get(page("draft_papers", draft)))


def test_no_file_chosen(client: Client) -> None:
    draft = begin(client)
    answer = client.post(page("draft_papers", draft), {"tempat": "identitas", "aksi": "unggah"})
    assert "(UNG-015)" in text(client.get(answer.url))


def test_a_second_file_replaces_the_first_and_it_can_be_taken_off(client: Client) -> None:
    draft = begin(client)
    attach(client, draft)
    attach(client, draft)
    assert len(applications.papers(draft)) == 1
    assert Attachment.objects.count() == 2
    client.post(page("draft_papers", draft), {"tempat": "identitas", "aksi": "hapus"})
    assert applications.papers(draft) == []


def test_an_attached_file_can_be_looked_at_and_is_not_kept_by_the_browser(client: Client) -> None:
    draft = begin(client)
    attach(client, draft)
    paper = applications.papers(draft)[0]
    address = reverse("public:draft_paper", args=[draft, paper.id])
    answer = client.get(address)
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Cache-Control"] == "no-store, private"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert Client().get(address).status_code == 404


def test_a_paper_may_be_brought_to_the_office_but_not_be_missing(client: Client) -> None:
    draft = begin(client)
    client.post(page("draft_person", draft), SITI)
    client.post(page("draft_answers", draft), {"keperluan": "pendidikan"})
    assert "Belum bisa dikirim" in text(client.get(page("draft_review", draft)))
    client.post(page("draft_papers", draft), {"tempat": "identitas", "aksi": "tidak_punya"})
    assert "Belum bisa dikirim" in text(client.get(page("draft_review", draft)))
    client.post(page("draft_papers", draft), {"tempat": "identitas", "aksi": "bawa"})
    review = text(client.get(page("draft_review", draft)))
    assert "Belum bisa dikirim" not in review
    assert "akan dibawa ke kantor" in review
    assert send(client, draft).url == page("receipt", draft)


@pytest.mark.parametrize("data", [{"tempat": "tidak-ada"}, {"tempat": ""}])
def test_a_place_that_is_not_asked_for(client: Client, data: dict[str, str]) -> None:
    draft = begin(client)
    assert client.post(page("draft_papers", draft), data).status_code == 404


def test_an_unknown_button_is_no_request_of_ours(client: Client) -> None:
    draft = begin(client)
    answer = client.post(page("draft_papers", draft), {"tempat": "identitas", "aksi": "x"})
    assert answer.status_code == 400


def test_nothing_is_sent_without_consent_or_with_something_missing(client: Client) -> None:
    draft = begin(client)
    assert send(client, draft).url == page("draft_review", draft)
    client.post(page("draft_person", draft), SITI)
    client.post(page("draft_answers", draft), {"keperluan": "pendidikan"})
    attach(client, draft)
    answer = client.post(page("draft_submit", draft), {})
    html = text(client.get(answer.url))
    assert "Centang kotak ini bila Anda setuju" in html
    assert Application.objects.count() == 0
    assert "Centang kotak ini" not in text(client.get(page("draft_review", draft)))


def test_sent_twice_it_is_received_once_with_the_same_receipt(client: Client) -> None:
    draft = complete(client)
    first = codes(text(client.get(send(client, draft).url)))
    again = codes(text(client.get(send(client, draft).url)))
    assert first == again
    assert Application.objects.count() == 1
    assert LedgerEntry.objects.filter(application=draft).count() == 1


def test_what_was_sent_cannot_be_changed(client: Client) -> None:
    draft = complete(client)
    send(client, draft)
    receipt = page("receipt", draft)
    for name in ("draft_person", "draft_answers", "draft_papers", "draft_review", "draft_beneficiary"):
        assert client.get(page(name, draft)).url == receipt
    assert client.post(page("draft_person", draft), {**SITI, "name": "Lain"}).url == receipt
    assert client.post(page("draft_papers", draft), {"tempat": "identitas", "aksi": "hapus"}).url == receipt
    assert applications.draft(draft).content["applicant"]["name"] == "Siti Contoh"
    assert len(applications.papers(draft)) == 1


PAGES = ("draft_person", "draft_beneficiary", "draft_proxy", "draft_answers", "draft_papers", "draft_review", "receipt")


@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_sees_what_they_would_see_of_no_draft(client: Client, name: str) -> None:
    draft = complete(client)
    stranger = Client()
    theirs = stranger.get(page(name, draft))
    nothing = stranger.get(page(name, UUID(int=7)))
    assert (theirs.status_code, nothing.status_code) == (404, 404)
    assert "Siti" not in text(theirs)


def test_pages_of_a_draft_are_not_kept_by_the_browser(client: Client) -> None:
    draft = complete(client)
    for name in ("draft_person", "draft_papers", "draft_review"):
        assert client.get(page(name, draft))["Cache-Control"] == "no-store, private"


def later(client: Client) -> Client:
    """The same device after its session has ended."""
    device = Client()
    for name, morsel in client.cookies.items():
        if name != settings.SESSION_COOKIE_NAME:
            device.cookies[name] = morsel.value
    return device


def test_after_the_session_has_ended_the_number_opens_the_draft_again(client: Client) -> None:
    draft = complete(client)
    device = later(client)
    html = text(device.get(page("draft_review", draft)))
    assert "Sesi Anda berakhir, isian Anda tersimpan" in html
    assert "Siti" not in html
    wrong = device.post(page("draft_review", draft), {"lanjut_nomor": "9999010101010001", "lanjut_cara": "GET"})
    assert wrong.status_code == 422
    right = device.post(page("draft_review", draft), {"lanjut_nomor": SITI["nik"], "lanjut_cara": "GET"})
    assert right.url == page("draft_review", draft)
    assert "Siti Contoh" in text(device.get(right.url))


def test_what_was_being_sent_when_the_session_ended_is_carried_along(client: Client) -> None:
    draft = complete(client)
    device = later(client)
    html = text(device.post(page("draft_person", draft), {**SITI, "address": "Jalan Baru 9"}))
    assert '<input type="hidden" name="address" value="Jalan Baru 9">' in html
    resumed = {**SITI, "address": "Jalan Baru 9", "lanjut_nomor": SITI["nik"], "lanjut_cara": "POST"}
    assert device.post(page("draft_person", draft), resumed).url == page("draft_answers", draft)
    assert applications.draft(draft).content["applicant"]["address"] == "Jalan Baru 9"


def test_the_number_may_be_guessed_only_a_few_times(client: Client) -> None:
    draft = complete(client)
    device = later(client)
    guess = {"lanjut_nomor": "9999010101010001", "lanjut_cara": "GET"}
    with override_settings(LIMITS={**settings.LIMITS, "resume": (2, 600)}):
        answers = [device.post(page("draft_review", draft), guess).status_code for _ in range(3)]
        right = device.post(page("draft_review", draft), {**guess, "lanjut_nomor": SITI["nik"]}).status_code
    assert answers == [422, 422, 429]
    assert right == 429


def test_another_device_is_not_even_asked(client: Client) -> None:
    draft = complete(client)
    other = Client()
    begin(other)
    assert other.get(page("draft_review", draft)).status_code == 404
    forged = Client()
    forged.cookies["konsep"] = str(draft)
    assert forged.get(page("draft_review", draft)).status_code == 404


def test_after_sending_the_device_forgets_the_draft(client: Client) -> None:
    draft = complete(client)
    send(client, draft)
    assert later(client).get(page("receipt", draft)).status_code == 404


def test_drafts_and_uploads_are_limited(client: Client) -> None:
    limits = {**settings.LIMITS, "draft": (1, 600), "upload_draft": (1, 600)}
    with override_settings(LIMITS=limits):
        draft = begin(client)
        assert client.post(reverse("public:start", args=[cast.OFFICE, cast.SERVICE])).status_code == 429
        assert attach(client, draft).status_code == 302
        assert attach(client, draft).status_code == 429


def test_the_secret_is_in_no_address(client: Client) -> None:
    draft = complete(client)
    html = text(client.get(send(client, draft).url))
    _code, secret = codes(html)
    assert html.count(secret) == 2  # on the screen, and on the sheet to print
    assert html.count(f">{secret}<") == 2
    assert secret not in "".join(steps.re.findall(r'(?:href|src|action)="([^"]*)"', html))
