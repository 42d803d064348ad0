"""Papers at the desk: beside the checklist, replaced, asked beyond the standard, copied elsewhere, held in custody."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from maklumat.ports.uploads import decode
from maklumat.records.applications import actions as applications
from maklumat.records.applications.models import Attachment
from maklumat.records.ledger.queries import verification
from maklumat.records.work import custody, rebuilt, unlisted
from maklumat.records.work import queries as work
from tests import cast
from tests.web import public_steps as public
from tests.web.desk_steps import at_work, blank_pdf, position, press, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("law")]

OWNER = "Siti Contoh"


@pytest.fixture
def clerk() -> Client:
    return at_work(cast.officer(cast.CLERK, name="Contoh Loket"))


def photo(colour: str = "white") -> bytes:
    target = BytesIO()
    Image.new("RGB", (400, 300), colour).save(target, "JPEG")
    return target.getvalue()


def attach(application_id: UUID, content: bytes, requirement: str = "identitas") -> UUID:
    return applications.attach(application_id, cast.OFFICE, requirement, decode(content), moment=timezone.now())


def opened(client: Client, application_id: UUID) -> str:
    return text(client.get(reverse("desk:file", args=[application_id])))


def ask(client: Client, application_id: UUID, **typed: Any) -> Any:
    data = {"seen_seq": position(application_id).state.seq, "paper": "Surat domisili", "reason": "Alamat berbeda"}
    return client.post(reverse("desk:unlisted", args=[application_id]), {**data, **typed})


def take(client: Client, application_id: UUID, **typed: Any) -> Any:
    page = client.get(reverse("desk:file", args=[application_id]))
    form = page.context["taking"]
    data = {"submission_id": form["submission_id"].value(), "papers": ["identitas"], "owner": OWNER, **typed}
    return client.post(reverse("desk:custody_take", args=[application_id]), data)


def test_a_photo_lies_beside_its_requirement_with_the_field_for_what_is_wrong(clerk: Client) -> None:
    receipt = cast.apply()
    paper = attach(receipt.application_id, photo())
    page = opened(clerk, receipt.application_id)
    item = page[page.index('id="syarat-identitas"') :]
    item = item[: item.index("</li>\n")]
    address = reverse("desk:paper", args=[receipt.application_id, paper])
    assert f'<img src="{address}"' in item
    assert 'name="incomplete-findings-identitas"' in item
    assert 'form="form-tindakan"' in item
    assert page.count('name="incomplete-findings-identitas"') == 1


def test_no_field_for_what_is_wrong_where_nothing_is_checked(clerk: Client) -> None:
    receipt = cast.apply()
    press(clerk, receipt.application_id, "complete")
    page = opened(at_work(cast.officer(cast.ANALYST)), receipt.application_id)
    assert "findings" not in page
    assert "Minta berkas di luar standar" not in page


def test_a_replaced_paper_stays_in_reach_for_the_office_alone(clerk: Client) -> None:
    receipt = cast.apply()
    first = attach(receipt.application_id, photo("white"))
    attach(receipt.application_id, photo("black"))
    address = reverse("desk:paper", args=[receipt.application_id, first])
    page = opened(clerk, receipt.application_id)
    assert "Lampiran sebelumnya (1)" in page
    assert address in page
    assert clerk.get(address).status_code == 200
    browser = Client()
    public.follow(browser, receipt.code, receipt.secret)
    assert browser.get(reverse("public:follow_paper", args=[first])).status_code == 404


def test_a_paper_taken_off_before_the_application_was_sent_is_not_the_offices(clerk: Client) -> None:
    receipt = cast.apply()
    paper = attach(receipt.application_id, photo())
    Attachment.objects.filter(pk=paper).update(replaced_at=timezone.now() - timedelta(days=1))
    assert "Lampiran sebelumnya" not in opened(clerk, receipt.application_id)
    assert clerk.get(reverse("desk:paper", args=[receipt.application_id, paper])).status_code == 404


def test_more_than_the_standard_lists_is_asked_with_a_reason_only(clerk: Client) -> None:
    receipt = cast.apply()
    refused = ask(clerk, receipt.application_id, reason="  ")
    assert refused.status_code == 422
    assert "Mengapa perlu belum diisi." in text(refused)
    assert work.followed(receipt.application_id).unlisted == ()
    assert ask(clerk, receipt.application_id).status_code == 302
    page = opened(clerk, receipt.application_id)
    assert "Di luar standar" in page
    assert "Diminta karena: Alamat berbeda" in page
    assert re.search(r'name="incomplete-findings-luar-standar-1"[^>]*>\s*Alamat berbeda</textarea>', page)


def test_the_applicant_reads_the_reason_and_attaches_it_there(clerk: Client) -> None:
    receipt = cast.apply()
    ask(clerk, receipt.application_id)
    press(clerk, receipt.application_id, "incomplete", findings__luar__standar__1="Alamat berbeda")
    browser = Client()
    public.follow(browser, receipt.code, receipt.secret)
    page = text(browser.get(reverse("public:follow_file")))
    assert "Surat domisili" in page
    assert "Alamat berbeda" in page
    assert "Kantor meminta berkas di luar standar" in page
    assert "luar-standar-1:" not in page
    sent = {"tempat": "luar-standar-1", "aksi": "unggah", "berkas": BytesIO(blank_pdf())}
    sent["berkas"].name = "domisili.pdf"
    browser.post(reverse("public:follow_file"), sent)
    assert [paper.requirement for paper in work.followed(receipt.application_id).papers] == ["luar-standar-1"]


def test_what_is_asked_beyond_the_standard_is_counted_in_public(clerk: Client) -> None:
    now = timezone.now()
    first, second = cast.apply(), cast.apply()
    assert unlisted.asked_in_a_year(cast.OFFICE, cast.SERVICE, now) == 0
    for receipt in (first, second):
        ask(clerk, receipt.application_id)
    ask(clerk, first.application_id, paper="Surat lain")
    assert unlisted.asked_in_a_year(cast.OFFICE, cast.SERVICE, timezone.now()) == 2
    assert unlisted.asked_in_a_year(cast.NEIGHBOUR, cast.SERVICE, timezone.now()) == 0
    assert unlisted.asked_in_a_year(cast.OFFICE, cast.SERVICE, timezone.now() + timedelta(days=366)) == 0


def test_asking_twice_by_one_page_asks_once(clerk: Client) -> None:
    receipt = cast.apply()
    seen = position(receipt.application_id).state.seq
    for _ in range(2):
        assert ask(clerk, receipt.application_id, seen_seq=seen).status_code == 302
    assert len(work.followed(receipt.application_id).unlisted) == 1


def test_nobody_asks_for_more_away_from_the_check(clerk: Client) -> None:
    receipt = cast.apply()
    press(clerk, receipt.application_id, "complete")
    analyst = at_work(cast.officer(cast.ANALYST))
    answer = ask(analyst, receipt.application_id)
    assert answer.status_code == 422
    assert ask(clerk, receipt.application_id).status_code == 404
    assert work.followed(receipt.application_id).unlisted == ()


def test_copy_buttons_come_with_the_unmasked_numbers_where_another_application_is_named(clerk: Client) -> None:
    receipt = cast.apply()
    application = receipt.application_id
    assert "Salin ke" not in text(clerk.post(reverse("desk:identity", args=[application])))
    press(clerk, application, "complete")
    operator = at_work(cast.officer(cast.OPERATOR))
    press(at_work(cast.officer(cast.ANALYST)), application, "valid")
    press(operator, application, "valid")
    page = opened(operator, application)
    assert "Tampilkan data untuk SIKS-NG" in page
    assert "data-copy=" not in page
    assert cast.SITI.nik not in page
    page = text(operator.post(reverse("desk:identity", args=[application])))
    assert f">{cast.SITI.nik}</span>" in page
    assert page.count("data-copy=") >= 6
    assert 'aria-live="polite" data-copy-status' in page
    assert 'name="imported-reference"' in page


def test_originals_are_taken_in_and_given_back_against_a_numbered_receipt(clerk: Client) -> None:
    receipt = cast.apply()
    answer = take(clerk, receipt.application_id, other="Surat nikah; Akta lahir")
    assert answer.status_code == 302
    page = text(clerk.get(answer.url))
    assert f"Nomor 0001/{timezone.now().year}" in page
    for words in (
        "Fotokopi e-KTP/Kartu Keluarga Pemohon",
        "Surat nikah",
        "Akta lahir",
        OWNER,
        "Contoh Loket",
        "GRATIS",
    ):
        assert words in page
    found = work.followed(receipt.application_id).custody[0]
    refused = clerk.post(reverse("desk:custody_return", args=[receipt.application_id, found.id]), {"collector": ""})
    assert refused.status_code == 422
    back = {"collector": "Budi Contoh"}
    assert clerk.post(reverse("desk:custody_return", args=[receipt.application_id, found.id]), back).status_code == 302
    assert "kepada Budi Contoh" in text(clerk.get(answer.url))
    kinds = [event.kind for event in work.followed(receipt.application_id).history]
    assert kinds == ["received", "custody_taken", "custody_returned"]
    assert list(rebuilt.differences(cast.OFFICE)) == []
    assert verification(cast.OFFICE).sound


def test_numbers_of_originals_have_no_gap_and_a_repeat_takes_none(clerk: Client) -> None:
    receipt = cast.apply()
    page = clerk.get(reverse("desk:file", args=[receipt.application_id]))
    mark = page.context["taking"]["submission_id"].value()
    for _ in range(2):
        assert take(clerk, receipt.application_id, submission_id=mark).status_code == 302
    assert take(clerk, receipt.application_id, papers=[]).status_code == 422
    assert take(clerk, receipt.application_id, papers=["tidak-ada"]).status_code == 422
    assert take(clerk, receipt.application_id).status_code == 302
    year = timezone.now().year
    assert [one.number for one in work.followed(receipt.application_id).custody] == [f"0001/{year}", f"0002/{year}"]


def test_what_went_back_already_is_not_given_to_somebody_else(clerk: Client) -> None:
    receipt = cast.apply()
    take(clerk, receipt.application_id)
    found = work.followed(receipt.application_id).custody[0]
    address = reverse("desk:custody_return", args=[receipt.application_id, found.id])
    assert clerk.post(address, {"collector": "Budi Contoh"}).status_code == 302
    assert clerk.post(address, {"collector": "Budi Contoh"}).status_code == 302
    again = clerk.post(address, {"collector": "Orang Lain"})
    assert again.status_code == 422
    assert "TTP-001" in text(again)


def test_custody_hinders_nobody_and_reminds_at_the_end(clerk: Client) -> None:
    receipt = cast.apply()
    seen = position(receipt.application_id).state.seq
    take(clerk, receipt.application_id)
    assert press(clerk, receipt.application_id, "complete", seen_seq=seen).status_code == 302
    assert "Masih ada berkas asli di kantor" not in opened(clerk, receipt.application_id)
    application = receipt.application_id
    work_done(application)
    page = opened(clerk, application)
    assert "Masih ada berkas asli di kantor" in page
    assert press(clerk, application, "delivered", collector=OWNER).status_code == 302
    assert "Masih ada berkas asli di kantor" in opened(clerk, application)
    found = work.followed(application).custody[0]
    custody.give_back(
        cast.officer(cast.CLERK).actor, application, found.id, collector="Siti Contoh", moment=timezone.now()
    )
    assert "Masih ada berkas asli di kantor" not in opened(clerk, application)


def work_done(application: UUID) -> None:
    """From the check to the hand-over."""
    from tests.web import desk_steps

    operator = at_work(cast.officer(cast.OPERATOR))
    press(at_work(cast.officer(cast.ANALYST)), application, "valid")
    press(operator, application, "valid")
    press(operator, application, "imported", reference="SIKS-1", document=desk_steps.upload())
    assert desk_steps.sign(at_work(cast.officer(cast.HEAD)), application).status_code == 302
    assert press(at_work(cast.officer(cast.PRINTER)), application, "done", note="dicetak").status_code == 302


def test_a_returned_file_shows_its_officer_until_when_it_waits(clerk: Client) -> None:
    receipt = cast.apply()
    press(clerk, receipt.application_id, "incomplete", findings__identitas="KTP buram")
    assert "Gugur bila tidak dilengkapi" in opened(clerk, receipt.application_id)


def test_the_file_page_reads_a_fixed_number_of_statements(clerk: Client, django_assert_num_queries: Any) -> None:
    receipt = cast.apply()
    for colour in ("white", "black", "red"):
        attach(receipt.application_id, photo(colour))
    opened(clerk, receipt.application_id)
    with django_assert_num_queries(14):
        opened(clerk, receipt.application_id)
