"""Following a file with code and secret, completing what came back, and checking a letter."""

from __future__ import annotations

import hashlib
import re
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from maklumat.ops.sample_pdf import blank_pdf
from maklumat.records.applications import queries as applications
from maklumat.records.procedures import queries as procedures
from maklumat.records.products.models import Product
from maklumat.records.work import actions as work
from maklumat.records.work.queries import followed
from maklumat.records.work.signing import keep_document
from maklumat.records.work.submit import Receipt
from tests import cast
from tests.cast import Officer
from tests.web.public_steps import SITI, begin, complete, follow, page, photo, send, text

pytestmark = [pytest.mark.usefixtures("law"), pytest.mark.django_db]
FILE = "/lacak/berkas/"


def act(officer: Officer, application_id: UUID, outcome: str, **data: Any) -> None:
    """An officer leaves the present step."""
    position = procedures.position(application_id)
    assert position is not None
    work.act(
        officer.actor,
        application_id,
        step=position.state.step,
        outcome=outcome,
        seen_seq=position.state.seq,
        data=data,
        moment=timezone.now(),
    )


def return_it(application_id: UUID) -> None:
    act(
        cast.officer(cast.CLERK),
        application_id,
        "incomplete",
        findings={"identitas": "Foto KTP tidak terbaca"},
        note="rahasia",
    )


def opened(client: Client, receipt: Receipt) -> str:
    assert follow(client, receipt.code, receipt.secret).url == FILE
    return text(client.get(FILE))


def test_code_and_secret_open_the_file(client: Client) -> None:
    html = opened(client, cast.apply())
    assert "Sedang dikerjakan kantor" in html
    assert "Petugas Front Office" in html
    assert "Paling lambat selesai" in html
    assert "Mengapa tanggal ini" in html
    assert "Permohonan diterima melalui situs ini" in html
    assert cast.SITI.nik not in html


@pytest.mark.parametrize("write", [str.lower, lambda code: code.replace("-", " "), lambda code: f" {code} "])
def test_codes_may_be_typed_loosely(client: Client, write: Any) -> None:
    receipt = cast.apply()
    assert follow(client, write(receipt.code), write(receipt.secret)).url == FILE


def test_a_wrong_secret_and_an_unknown_code_are_told_alike(client: Client) -> None:
    receipt = cast.apply()
    wrong = follow(client, receipt.code, "XXXX-XXXX")
    unknown = follow(client, "XXXX-XXXX", receipt.secret)
    assert (wrong.status_code, unknown.status_code) == (422, 422)
    assert "(LCK-001)" in text(wrong)

    def plain(answer: Any) -> str:
        return re.sub(r'value="[^"]*"', "", text(answer))

    assert plain(wrong) == plain(unknown)
    assert client.get(FILE).url == "/lacak/"


def test_empty_fields_are_named(client: Client) -> None:
    html = text(follow(client, "", ""))
    assert '<a href="#id_code">Kode permohonan belum diisi.</a>' in html
    assert '<a href="#id_secret">Kata kunci belum diisi.</a>' in html


def test_a_secret_may_be_guessed_only_a_few_times_from_anywhere(client: Client) -> None:
    receipt = cast.apply()
    with override_settings(LIMITS={**settings.LIMITS, "follow_code": (2, 600)}):
        for number in range(2):
            answer = client.post("/lacak/", {"code": receipt.code, "secret": "X"}, REMOTE_ADDR=f"203.0.113.{number}")
            assert answer.status_code == 422
        assert follow(client, receipt.code, receipt.secret).status_code == 429


def test_the_address_of_the_receipt_fills_in_the_code_and_opens_nothing(client: Client) -> None:
    receipt = cast.apply()
    html = text(client.get(reverse("public:follow_code", args=[receipt.code])))
    assert f'value="{receipt.code}"' in html
    assert "Siti" not in html
    assert client.get(FILE).url == "/lacak/"


def test_opening_a_file_begins_a_new_session_and_closing_ends_it(client: Client) -> None:
    client.get("/lacak/")
    opened(client, cast.apply())
    first = client.session.session_key
    opened(client, cast.apply())
    assert client.session.session_key != first
    client.post(reverse("public:leave"))
    assert client.get(FILE).url == "/lacak/"


def test_a_returned_file_says_item_by_item_what_is_wrong(client: Client) -> None:
    receipt = cast.apply()
    return_it(receipt.application_id)
    html = opened(client, receipt)
    assert "Menunggu Anda melengkapi" in html
    assert "Foto KTP tidak terbaca" in html
    assert "Lengkapi sebelum" in html
    assert 'id="tempat-identitas"' in html


def test_a_returned_file_is_completed_and_goes_back(client: Client) -> None:
    receipt = cast.apply()
    return_it(receipt.application_id)
    opened(client, receipt)
    seen = followed(receipt.application_id).state.seq
    answer = client.post(FILE, {"tempat": "identitas", "berkas": photo()})
    assert answer.url == f"{FILE}#tempat-identitas"
    assert len(applications.papers(receipt.application_id)) == 1
    html = text(client.get(FILE))
    assert 'class="m-card m-good" id="tempat-identitas"' in html
    assert html.count("Foto KTP tidak terbaca") == 1, "told in the history alone"
    assert client.post(reverse("public:resubmit"), {"seen_seq": seen}).url == FILE
    html = text(client.get(FILE))
    assert "Sedang dikerjakan kantor" in html
    assert "Anda melengkapi berkas" in html
    client.post(reverse("public:resubmit"), {"seen_seq": seen})
    assert followed(receipt.application_id).state.seq == seen + 1


def test_a_bad_file_for_a_returned_application_is_told(client: Client) -> None:
    receipt = cast.apply()
    return_it(receipt.application_id)
    opened(client, receipt)
    client.post(FILE, {"tempat": "identitas", "berkas": SimpleUploadedFile("x.doc", b"PK\x03\x04xx")})
    html = text(client.get(FILE))
    assert "(UNG-005)" in html
    assert "Foto KTP tidak terbaca" in html


def test_after_the_session_has_ended_the_page_says_so(client: Client) -> None:
    opened(client, cast.apply())
    client.session.flush()
    html = text(client.get(FILE, follow=True))
    assert "Sesi Anda berakhir. Tulis lagi kode dan kata kunci Anda." in html


def test_papers_cannot_be_changed_while_the_office_has_the_file(client: Client) -> None:
    receipt = cast.apply()
    opened(client, receipt)
    client.post(FILE, {"tempat": "identitas", "berkas": photo()})
    assert "(LCK-002)" in text(client.get(FILE))
    assert applications.papers(receipt.application_id) == []


def test_resubmitting_what_the_office_has_is_refused(client: Client) -> None:
    receipt = cast.apply()
    opened(client, receipt)
    assert client.post(reverse("public:resubmit"), {"seen_seq": 1}).status_code in {409, 422}
    assert followed(receipt.application_id).state.seq == 1


def test_withdrawing_asks_first(client: Client) -> None:
    receipt = cast.apply()
    opened(client, receipt)
    assert "Tarik permohonan ini?" in text(client.get(reverse("public:withdraw")))
    assert followed(receipt.application_id).state.status == "open"
    client.post(reverse("public:withdraw"), {"seen_seq": 1})
    html = text(client.get(FILE))
    assert "Anda tarik kembali" in html
    assert reverse("public:withdraw") not in html


def test_withdrawing_what_has_moved_meanwhile_is_a_conflict(client: Client) -> None:
    receipt = cast.apply()
    opened(client, receipt)
    act(cast.officer(cast.CLERK), receipt.application_id, "complete")
    answer = client.post(reverse("public:withdraw"), {"seen_seq": 1})
    assert answer.status_code == 409
    assert "PRO-005" in text(answer)
    assert followed(receipt.application_id).state.status == "open"


def test_officers_are_their_posts_and_their_notes_stay_in_the_office(client: Client) -> None:
    receipt = cast.apply()
    return_it(receipt.application_id)
    html = opened(client, receipt)
    assert "Contoh front-office" not in html
    assert html.count("rahasia") == 0


def finished(receipt: Receipt) -> Product:
    """The letter came from outside, was printed and handed over."""
    on = receipt.application_id
    document = keep_document(blank_pdf(), cast.OFFICE)
    everybody = cast.officer(cast.CLERK, cast.ANALYST, cast.OPERATOR)
    act(everybody, on, "complete")
    act(everybody, on, "valid")
    act(everybody, on, "imported", document=document, reference="SIKS/1/2026")
    return Product.objects.get(application_id=on)


def test_a_letter_is_downloaded_only_after_it_was_handed_over(client: Client) -> None:
    receipt = cast.apply()
    product = finished(receipt)
    html = opened(client, receipt)
    address = reverse("public:letter", args=[product.id])
    assert address not in html
    assert client.get(address).status_code == 404
    Product.objects.filter(pk=product.pk).update(status="delivered", issued_at=timezone.now())
    assert address in text(client.get(FILE))
    answer = client.get(address)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="{product.code}.pdf"'
    assert answer["Cache-Control"] == "no-store, private"
    assert answer.content == blank_pdf() or answer.content.startswith(b"%PDF-")
    assert Client().get(address).url == "/lacak/"


def test_a_letter_of_another_file_is_not_there(client: Client) -> None:
    first, second = cast.apply(), cast.apply()
    product = finished(first)
    Product.objects.filter(pk=product.pk).update(status="delivered", issued_at=timezone.now())
    opened(client, second)
    theirs = client.get(reverse("public:letter", args=[product.id]))
    nothing = client.get(reverse("public:letter", args=[uuid4()]))
    assert (theirs.status_code, nothing.status_code) == (404, 404)


def issued() -> Product:
    product = finished(cast.apply())
    Product.objects.filter(pk=product.pk).update(issued_at=timezone.now(), status="issued")
    return Product.objects.get(pk=product.pk)


def test_anybody_may_check_a_letter_and_learns_nothing_about_anybody(client: Client) -> None:
    product = issued()
    html = text(client.get(reverse("public:verify", args=[product.code])))
    assert "Surat ini tercatat dan berlaku" in html
    assert "S. C." in html
    assert "Siti" not in html
    assert cast.SITI.nik not in html
    assert "SIKS/1/2026" in html
    assert "Ditandatangani di aplikasi lain" in html


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"valid_until": "2020-01-01"}, "masa berlakunya sudah lewat"),
        ({"revoked_at": "2026-01-02T03:04:05Z", "revoked_reason": "Data keliru"}, "sudah dicabut"),
        ({"signature": "electronic"}, "Ini bukan tanda tangan BSrE"),
        ({"signature": "wet"}, "dicap pada kertas"),
    ],
)
def test_the_page_says_how_it_stands(client: Client, change: dict[str, str], words: str) -> None:
    product = issued()
    Product.objects.filter(pk=product.pk).update(**change)
    html = text(client.get(reverse("public:verify", args=[product.code])))
    assert words in html
    assert change.get("revoked_reason", "") in html


def test_a_letter_not_issued_yet_is_unknown(client: Client) -> None:
    product = issued()
    Product.objects.filter(pk=product.pk).update(issued_at=None)
    assert client.get(reverse("public:verify", args=[product.code])).status_code == 404


def test_a_typed_code_leads_to_the_same_page(client: Client) -> None:
    product = issued()
    typed = product.code.lower().replace("-", " ")
    answer = client.post(reverse("public:verify_form"), {"code": typed})
    assert answer.url == reverse("public:verify", args=[product.code])
    wrong = client.post(reverse("public:verify_form"), {"code": "ABCDE-12345"})
    assert wrong.status_code == 422
    assert "Kode ini tidak kami kenal" in text(wrong)


def test_codes_of_letters_cannot_be_tried_without_end(client: Client) -> None:
    with override_settings(LIMITS={**settings.LIMITS, "verify": (2, 600)}):
        answers = [client.get(f"/v/AAAAA-0000{number}/").status_code for number in range(3)]
    assert answers == [404, 404, 429]


def test_a_pdf_is_compared_with_the_one_issued(client: Client) -> None:
    product = issued()
    address = reverse("public:verify", args=[product.code])
    pdf = blank_pdf()
    Product.objects.filter(pk=product.pk).update(sha256=hashlib.sha256(pdf).hexdigest())
    same = client.post(address, {"berkas": SimpleUploadedFile("surat.pdf", pdf)})
    assert "Sama persis dengan berkas yang kami terbitkan" in text(same)
    other = client.post(address, {"berkas": SimpleUploadedFile("surat.pdf", pdf + b"\n")})
    assert "Berbeda dari berkas yang kami terbitkan" in text(other)
    nothing = text(client.post(address, {}))
    assert "Pilih dahulu berkasnya, lalu tekan Bandingkan" in nothing
    assert "Berbeda dari" not in nothing


def test_what_is_still_to_be_brought_is_named_until_the_file_is_complete(client: Client) -> None:
    draft = begin(client)
    client.post(page("draft_person", draft), SITI)
    client.post(page("draft_answers", draft), {"keperluan": "pendidikan"})
    client.post(page("draft_papers", draft), {"tempat": "identitas", "aksi": "bawa", "pilihan": "ektp"})
    receipt = text(client.get(send(client, draft).url))
    asked = "Yang masih perlu Anda bawa"
    assert asked in receipt
    assert asked in text(client.get(FILE))
    act(cast.officer(cast.CLERK), draft, "complete")
    assert asked not in text(client.get(FILE))


def test_nothing_is_to_be_brought_when_all_papers_came(client: Client) -> None:
    assert "Yang masih perlu Anda bawa" not in opened(client, cast.apply())


def test_a_file_goes_back_without_its_paper_only_knowingly(client: Client) -> None:
    receipt = cast.apply()
    return_it(receipt.application_id)
    opened(client, receipt)
    seen = followed(receipt.application_id).state.seq
    answer = client.post(reverse("public:resubmit"), {"seen_seq": seen})
    assert answer.url == f"{FILE}#berkas-bawa"
    html = text(client.get(FILE))
    assert "Belum Anda lampirkan: Fotokopi e-KTP/Kartu Keluarga Pemohon" in html
    assert '<a href="#berkas-bawa">' in html
    assert followed(receipt.application_id).state.seq == seen
    assert client.post(reverse("public:resubmit"), {"seen_seq": seen, "bawa": "on"}).url == FILE
    assert followed(receipt.application_id).state.status == "open"


def test_a_wrong_paper_is_replaced_by_the_first_button(client: Client) -> None:
    draft = complete(client)
    send(client, draft)
    return_it(draft)
    html = text(client.get(FILE))
    buttons = re.findall(r'name="aksi" value="(\w+)"', html)
    assert buttons == ["unggah", "tambah"]
    assert "Perlu diganti" in html
    client.post(FILE, {"tempat": "identitas", "aksi": buttons[0], "berkas": photo("baru.jpg")})
    assert len(applications.papers(draft)) == 1
    assert "Perlu diganti" not in text(client.get(FILE))


def test_a_date_that_moves_with_the_applicant_is_called_a_guess(client: Client) -> None:
    receipt = cast.apply()
    guess = "Perkiraan selesai, bila Anda melengkapi sekarang"
    assert guess not in opened(client, receipt)
    return_it(receipt.application_id)
    html = text(client.get(FILE))
    assert guess in html
    assert "Paling lambat selesai" not in html


def test_a_letter_nobody_issued_is_called_unknown_and_not_a_missing_page(client: Client) -> None:
    answer = client.get("/v/ABCDE-12345/")
    assert answer.status_code == 404
    html = text(answer)
    assert "Surat ini tidak kami kenal" in html
    assert "ABCDE-12345" in html
    assert reverse("public:bribe") in html
