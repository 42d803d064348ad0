"""After issue, for the holder: how long the letter holds, what is owed, and reporting it; what anybody may know."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maklumat.core.standard.model import Extension, Validity
from maklumat.core.standard.translation import texts, translated
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue.actions import enact
from maklumat.records.models import Product
from maklumat.records.work import actions, afterlife
from maklumat.records.work import queries as work
from maklumat.records.work.submit import Receipt
from tests import cast, issued_cast
from tests.issued_cast import LETTER, SERVICE, START, duty_of, handed_over, report
from tests.web.public_steps import follow, photo, text
from tests.web.step_cast import everybody

pytestmark = pytest.mark.django_db
FILE = "/lacak/berkas/"
TYPED = {"hasil": "1.000.000", "biaya": "90.000", "note": "Sudah kami salurkan"}


@pytest.fixture(autouse=True)
def changed(law: None) -> None:
    """The law of the module, with a permit that has a life after issue."""
    issued_cast.change(cast.OFFICE)


@pytest.fixture
def receipt() -> Receipt:
    found = cast.apply(SERVICE)
    handed_over(found.application_id)
    return found


@pytest.fixture
def holder(receipt: Receipt) -> Client:
    client = Client()
    follow(client, receipt.code, receipt.secret)
    return client


def duty_page(receipt: Receipt, *which: Any) -> str:
    return reverse("public:duty", args=[duty_of(receipt.application_id, *which)])


def html(answer: Any) -> str:
    return unescape(text(answer))


def kinds(receipt: Receipt) -> list[str]:
    return [event.kind for event in work.followed(receipt.application_id).history]


def product(receipt: Receipt) -> Product:
    return Product.objects.get(application_id=receipt.application_id, product=LETTER)


def ends(receipt: Receipt, days: int) -> None:
    Product.objects.filter(pk=product(receipt).pk).update(valid_until=cast.today() + timedelta(days=days))


def test_the_letter_says_until_when_it_holds_how_it_goes_on_and_what_is_owed(receipt: Receipt, holder: Client) -> None:
    ends(receipt, 12)
    page = html(holder.get(FILE))
    assert "(12 hari lagi)" in page
    assert "Dapat diperpanjang 1 kali, setiap kali 1 bulan. Ingin memperpanjang?" in page
    assert "Melaporkan hasil pengumpulan" in page
    assert "30 hari sesudah masa berlakunya habis" in page
    assert "Lewat tenggat, belum dilaporkan" in page  # the other duty
    assert duty_page(receipt) in page


@pytest.mark.parametrize(
    ("days", "words"), [(0, "(hari ini hari terakhir)"), (-1, "Sudah berakhir"), (1, "(1 hari lagi)")]
)
def test_the_days_that_are_left(receipt: Receipt, holder: Client, days: int, words: str) -> None:
    ends(receipt, days)
    page = html(holder.get(FILE))
    assert words in page
    assert ("Ajukan permohonan baru" in page) == (days < 0)


def test_an_extension_shows_and_what_may_go_on_no_more(receipt: Receipt, holder: Client) -> None:
    seen, now = product(receipt).valid_until, timezone.now()
    assert seen is not None
    afterlife.extend(everybody(), receipt.application_id, LETTER, seen=seen, reason="Surat 1", moment=now)
    page = html(holder.get(FILE))
    assert "Sudah diperpanjang 1 kali." in page
    assert "Sudah diperpanjang sebanyak yang boleh." in page
    assert "Masa berlaku surat diperpanjang" in page  # in the history
    checked = html(Client().get(reverse("public:verify", args=[product(receipt).code])))
    assert "(sudah diperpanjang 1 kali)" in checked
    assert "Surat 1" not in checked


def test_a_product_that_is_renewed_leads_to_the_service_to_apply_for(client: Client) -> None:
    now = timezone.now()
    laws = catalogue.services(cast.OFFICE, now)
    renewed = Extension("Permensos 8/2021", issued_cast.HERE, service=cast.SERVICE)
    changed = [
        replace(
            law.standard,
            products=tuple(
                replace(one, extension=renewed, validity=Validity(5, "years")) if one.code == LETTER else one
                for one in law.standard.products
            ),
        )
        for law in laws
    ]
    enact(laws[0].office, changed, {}, moment=now)
    receipt = cast.apply(SERVICE)
    handed_over(receipt.application_id)
    follow(client, receipt.code, receipt.secret)
    link = reverse("public:service", args=[cast.OFFICE, cast.SERVICE])
    page = html(client.get(FILE))
    assert f'Cara memperbarui: ajukan lagi <a class="govuk-link" href="{link}"' in page
    assert "Dapat diperpanjang" not in page
    service = html(client.get(reverse("public:service", args=[cast.OFFICE, SERVICE])))
    assert "Berlaku 5 tahun sejak terbit." in service
    assert f'href="{link}"' in service


def test_a_report_is_sent_once_and_waits_for_the_office(receipt: Receipt, holder: Client) -> None:
    address = duty_page(receipt)
    for _ in range(2):  # the double click
        answer = holder.post(address, {**TYPED, "paper": photo()})
        assert (answer.status_code, answer.url) == (302, address)
    assert kinds(receipt).count("duty_reported") == 1
    page = html(holder.get(address))
    assert "Sudah dilaporkan, menunggu kantor" in page
    assert "Laporan Anda sudah sampai di kantor." in page
    assert "Hasil (Rp)" in page
    assert "Berkasnya terlampir." in page
    assert "Sudah kami salurkan" in page
    assert "Sudah dilaporkan, menunggu kantor" in html(holder.get(FILE))
    holder.post(address, {**TYPED, "biaya": "80.000"})
    assert kinds(receipt).count("duty_reported") == 2  # a mistake was mended


def test_what_is_wrong_is_told_beside_its_field_and_nothing_typed_is_lost(receipt: Receipt, holder: Client) -> None:
    broken = SimpleUploadedFile("laporan.jpg", b"bukan foto", content_type="image/jpeg")
    answer = holder.post(duty_page(receipt), {"hasil": "banyak", "note": "Sudah kami salurkan", "paper": broken})
    page = html(answer)
    assert answer.status_code == 422
    assert 'id="id_hasil_error"' in page
    assert 'id="id_biaya_error"' in page
    assert 'id="id_paper_error"' in page
    assert "belum dijawab" in page
    assert 'value="banyak"' in page
    assert "Sudah kami salurkan</textarea>" in page
    assert 'href="#id_hasil"' in page
    wrong = html(holder.post(duty_page(receipt), {**TYPED, "hasil": "x", "paper": photo()}))
    assert "Pilih lagi berkasnya" in wrong
    assert "duty_reported" not in kinds(receipt)


def test_a_duty_without_questions_wants_a_paper_or_a_word(receipt: Receipt, holder: Client) -> None:
    address = duty_page(receipt, START)
    answer = holder.post(address, {"note": "  "})
    assert answer.status_code == 422
    assert "(PRD-025)" in html(answer)
    assert holder.post(address, {"note": "Mulai hari ini"}).status_code == 302


def test_a_returned_report_says_why_and_begins_with_what_was_said(receipt: Receipt, holder: Client) -> None:
    file = receipt.application_id
    report(file)
    reason, now = "Biaya lebih dari 10 persen", timezone.now()
    afterlife.give_back(everybody(), work.followed(file), duty_of(file), reason=reason, moment=now)
    for address in (FILE, duty_page(receipt)):
        page = html(holder.get(address))
        assert "Dikembalikan, perlu diperbaiki" in page
        assert reason in page
    assert 'value="150000"' in page
    assert "Kantor mengembalikan laporan Anda" in html(holder.get(FILE))
    assert holder.post(duty_page(receipt), TYPED).status_code == 302
    assert reason not in html(holder.get(duty_page(receipt))).partition("Yang sudah dikirim")[0]


def test_what_the_office_took_is_told_and_not_asked_again(receipt: Receipt, holder: Client) -> None:
    file = receipt.application_id
    report(file)
    afterlife.take(
        everybody(), work.followed(file), duty_of(file), answers={}, paper=None, note="", moment=timezone.now()
    )
    page = html(holder.get(duty_page(receipt)))
    assert "Sudah diterima kantor" in page
    assert '<button class="govuk-button">Kirim laporan' not in page
    answer = holder.post(duty_page(receipt), TYPED)
    assert answer.status_code == 422
    assert "(PRD-024)" in html(answer)


def test_nobody_reports_for_another_file(receipt: Receipt, holder: Client) -> None:
    other = cast.apply(SERVICE)
    handed_over(other.application_id)
    for answer in (holder.get(duty_page(other)), holder.post(duty_page(other), TYPED)):
        assert answer.status_code == 404
    stranger = Client().get(duty_page(receipt))
    assert (stranger.status_code, stranger.url) == (302, "/lacak/")
    assert "duty_reported" not in kinds(other)


def test_in_english_what_we_say_is_english_and_the_standard_is_marked(receipt: Receipt, holder: Client) -> None:
    holder.post(reverse("public:language"), {"bahasa": "en"})
    page = html(holder.get(FILE))
    assert "30 days after it expires" in page
    assert '<span lang="id">Melaporkan hasil pengumpulan</span>' in page
    page = html(holder.get(duty_page(receipt)))
    assert "Send a report" in page
    assert "belum" not in html(holder.post(duty_page(receipt), {})).lower()


def test_the_verification_says_why_it_was_revoked_and_by_which_law(receipt: Receipt) -> None:
    file, now = receipt.application_id, timezone.now()
    address = reverse("public:verify", args=[product(receipt).code])
    assert "Disalahgunakan" not in html(Client().get(address))
    seen = work.followed(file).state.seq
    actions.revoke(everybody(), file, product=LETTER, reason="Disalahgunakan", seen_seq=seen, moment=now)
    page = html(Client().get(address))
    assert "Alasannya:" in page
    assert "Disalahgunakan" in page
    assert "Permensos 8/2021" in page


def test_the_service_page_says_the_life_of_its_letter(client: Client) -> None:
    page = html(client.get(reverse("public:service", args=[cast.OFFICE, SERVICE])))
    letter = page.partition('id="produk"')[2].partition("</section>")[0]
    for words in (
        "Berlaku 3 bulan sejak terbit.",
        "Dapat diperpanjang 1 kali, setiap kali 1 bulan.",
        "Kewajiban pemegangnya",
        "Paling lambat 3 hari sesudah tanggal pada “",
        "Dapat dicabut oleh",
        "Kepala Dinas",
        "Disalahgunakan",
        "Permensos 8/2021",
        "Izinnya diberikan oleh",
        "Bupati Contoh",
    ):
        assert words in letter
    plain = html(client.get(reverse("public:service", args=[cast.OFFICE, cast.SERVICE])))
    assert "Kewajiban pemegangnya" not in plain


def test_what_the_office_translated_of_duties_and_reasons_is_read_in_english() -> None:
    law = catalogue.in_force(cast.OFFICE, SERVICE, timezone.now())
    words = {
        "Melaporkan hasil pengumpulan": "Report what was collected",
        "Hasil (Rp)": "Collected (Rp)",
        "Disalahgunakan": "Misused",
    }
    told = translated(law.standard, words).product(LETTER)
    assert told.revocation is not None
    assert (told.duties[0].text, told.duties[0].fields[0].label) == ("Report what was collected", "Collected (Rp)")
    assert told.revocation.reasons == ("Misused",)
    assert {"Melaporkan hasil pengumpulan", "Disalahgunakan"} <= set(texts(law.standard))
