"""The counter: a walk-in on one page, a paper slip typed in later, a lost secret given anew."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maklumat.core.errors import Refusal
from maklumat.records.procedures import queries as procedures
from maklumat.records.work import queries as work
from tests import cast
from tests.web import desk_steps as desk
from tests.web.desk_steps import at_work, position, text

pytestmark = pytest.mark.django_db
ADDRESS = "desk:counter_intake"


@pytest.fixture(autouse=True)
def law() -> Any:
    return cast.enact()


@pytest.fixture
def clerk() -> Client:
    return at_work(cast.officer(cast.CLERK))


def filled(client: Client, **more: Any) -> dict[str, Any]:
    """The page as a clerk fills it for Siti."""
    page = client.get(reverse(ADDRESS, args=[cast.SERVICE]))
    return {
        "submission_id": page.context["submission_id"],
        "applicant-name": cast.SITI.name,
        "applicant-nik": cast.SITI.nik,
        "applicant-address": cast.SITI.address,
        "answers-keperluan": "pendidikan",
        "paper-identitas": "ya",
        "which-identitas": "ektp",
        **more,
    }


def receive(client: Client, data: dict[str, Any]) -> Any:
    return client.post(reverse(ADDRESS, args=[cast.SERVICE]), data)


def code_and_secret(page: str) -> tuple[str, str]:
    code, secret = re.findall(r"data-(?:code|secret)>([^<]+)<", page)
    return code, secret


def test_a_walk_in_gets_a_receipt_that_opens_the_file(clerk: Client) -> None:
    answer = receive(clerk, filled(clerk))
    assert answer.status_code == 200
    application = work.unlock(*code_and_secret(text(answer)))
    file = work.followed(application)
    assert file.channel == "counter"
    assert [claim.how for claim in file.submission.requirement_claims] == ["shown"]
    assert file.submission.applicant.nik == cast.SITI.nik
    assert cast.SITI.nik not in text(answer)


def test_the_same_page_sent_twice_is_one_application(clerk: Client) -> None:
    data = filled(clerk)
    first, second = receive(clerk, data), receive(clerk, data)
    assert code_and_secret(text(first)) == code_and_secret(text(second))
    assert len(procedures.open_files(cast.OFFICE)) == 1


def test_an_incomplete_file_is_taken_in_and_the_receipt_says_what_is_missing(clerk: Client) -> None:
    data = filled(clerk)
    del data["paper-identitas"]
    answer = receive(clerk, data)
    assert answer.status_code == 200
    assert answer.context["paper"].lacking == ("Fotokopi e-KTP/Kartu Keluarga Pemohon",)
    assert "Masih kurang" in text(answer)


def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(clerk: Client) -> None:
    answer = receive(clerk, filled(clerk, **{"applicant-nik": "123", "applicant-phone": "0812 0000 0001"}))
    assert answer.status_code == 422
    assert 'id="id_applicant-nik_error"' in text(answer)
    assert 'value="0812 0000 0001"' in text(answer)
    assert procedures.open_files(cast.OFFICE) == []


def test_a_scan_lies_with_the_file(clerk: Client) -> None:
    answer = receive(clerk, filled(clerk, **{"scan-identitas": desk.upload("ktp.pdf")}))
    file = work.followed(work.unlock(*code_and_secret(text(answer))))
    assert [(paper.requirement, paper.kind) for paper in file.papers] == [("identitas", "application/pdf")]


def test_a_scan_outlives_an_error_elsewhere(clerk: Client) -> None:
    data = filled(clerk, **{"scan-identitas": desk.upload("ktp.pdf"), "applicant-nik": "123"})
    del data["paper-identitas"]
    wrong = receive(clerk, data)
    assert "Pindaian sudah diterima" in text(wrong)
    token = re.search(r'name="kept-identitas" value="([^"]+)"', text(wrong))
    assert token
    del data["scan-identitas"]
    again = receive(clerk, {**data, "applicant-nik": cast.SITI.nik, "kept-identitas": token[1]})
    file = work.followed(work.unlock(*code_and_secret(text(again))))
    assert [(paper.requirement, paper.kind) for paper in file.papers] == [("identitas", "application/pdf")]
    assert [claim.how for claim in file.submission.requirement_claims] == ["attached"]
    other = receive(clerk, {**filled(clerk), "kept-identitas": token[1]})  # a token holds for its own page
    assert work.followed(work.unlock(*code_and_secret(text(other)))).papers == ()


def test_a_file_field_left_empty_is_no_scan(clerk: Client) -> None:
    """A browser sends it as an empty file without a name."""
    data = filled(clerk)
    del data["paper-identitas"]
    part = '--x\r\nContent-Disposition: form-data; name="{}"{}\r\n\r\n{}\r\n'
    body = "".join(part.format(name, "", value) for name, value in data.items())
    body += part.format("scan-identitas", '; filename=""\r\nContent-Type: application/octet-stream', "") + "--x--\r\n"
    address = reverse(ADDRESS, args=[cast.SERVICE])
    answer = clerk.generic("POST", address, body.encode(), content_type="multipart/form-data; boundary=x")
    assert answer.status_code == 200
    file = work.followed(work.unlock(*code_and_secret(text(answer))))  # type: ignore[arg-type]
    assert file.submission.requirement_claims == ()


def test_a_bad_scan_is_refused_with_its_code(clerk: Client) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    bad = SimpleUploadedFile("surat.docx", b"PK\x03\x04 bukan gambar")
    answer = receive(clerk, filled(clerk, **{"scan-identitas": bad}))
    assert answer.status_code == 422
    assert "UNG-005" in text(answer)


def test_a_paper_slip_keeps_its_true_time(clerk: Client) -> None:
    then = timezone.now() - timedelta(days=3)
    parts = {f"moment-happened_on_{i}": part for i, part in enumerate((then.day, then.month, then.year))}
    later = {**parts, "moment-happened_at": "09.10", "moment-late_reason": "listrik padam"}
    answer = receive(clerk, filled(clerk, **later))
    file = work.followed(work.unlock(*code_and_secret(text(answer))))
    assert file.channel == "paper"
    assert file.received_at.astimezone(timezone.get_fixed_timezone(7 * 60)).strftime("%H.%M") == "09.10"
    assert file.history[0].data["late_reason"] == "listrik padam"
    assert "Diketik dari kertas" in text(answer)


def slip(client: Client, number: str = "17/2026", **more: Any) -> Any:
    """A slip of three days ago as it is typed in."""
    then = timezone.now() - timedelta(days=3)
    parts = {f"moment-happened_on_{i}": part for i, part in enumerate((then.day, then.month, then.year))}
    late = {"moment-happened_at": "09.10", "moment-late_reason": "listrik padam", "moment-slip": number}
    return receive(client, filled(client, **parts, **late, **more))


def test_a_slip_is_one_application_whoever_types_it(clerk: Client) -> None:
    first = slip(clerk)
    second = slip(at_work(cast.officer(cast.CLERK)), "0017 / 2026")
    assert code_and_secret(text(first)) == code_and_secret(text(second))
    file = work.followed(work.unlock(*code_and_secret(text(first))))
    assert file.history[0].data["late_reason"] == "listrik padam (lembar 17/2026)"


def test_another_persons_slip_under_the_same_number_is_told_and_shows_no_receipt(clerk: Client) -> None:
    secret = code_and_secret(text(slip(clerk)))[1]
    answer = slip(clerk, **{"applicant-name": "Budi Contoh", "applicant-nik": "9999010505900002"})
    assert answer.status_code == 422
    assert "LKT-005" in text(answer)
    assert "0001/" in text(answer)
    assert secret not in text(answer)
    assert 'value="Budi Contoh"' in text(answer)
    assert slip(clerk, "18/2026", **{"applicant-name": "Budi Contoh"}).status_code == 200


def test_a_slip_from_before_the_standard_is_told_beside_its_date(clerk: Client) -> None:
    parts = {f"moment-happened_on_{i}": part for i, part in enumerate((1, 2, 2019))}
    late = {"moment-happened_at": "09.10", "moment-late_reason": "listrik padam"}
    answer = receive(clerk, filled(clerk, **parts, **late))
    assert answer.status_code == 422
    assert "layanan ini belum berlaku" in text(answer)


def test_a_pile_of_slips_asks_its_day_and_reason_once(clerk: Client) -> None:
    then = cast.today() - timedelta(days=3)
    day = {f"on_{i}": part for i, part in enumerate((then.day, then.month, then.year))}
    assert clerk.post(reverse("desk:paper_batch"), {**day, "reason": "Banjir"}).status_code == 302
    page = clerk.get(reverse(ADDRESS, args=[cast.SERVICE]))
    assert page.context["page"].moment["late_reason"].value() == "Banjir"
    assert page.context["page"].moment["happened_on"].value() == then
    assert text(page).index("Nomor lembar") < text(page).index("Nama lengkap")
    clerk.post(reverse("desk:paper_batch"), {"deed": "end"})
    page = clerk.get(reverse(ADDRESS, args=[cast.SERVICE]))
    assert page.context["page"].moment["late_reason"].value() is None


def test_a_pile_of_tomorrow_is_refused(clerk: Client) -> None:
    then = timezone.now() + timedelta(days=2)
    day = {f"on_{i}": part for i, part in enumerate((then.day, then.month, then.year))}
    answer = clerk.post(reverse("desk:paper_batch"), {**day, "reason": "Banjir"})
    assert answer.status_code == 422
    assert "tidak boleh sesudah hari ini" in text(answer)


def test_empty_slips_carry_their_own_numbers_and_the_services_questions(clerk: Client) -> None:
    address = reverse("desk:slips", args=[cast.SERVICE])
    first, second = clerk.post(address, {"count": "3"}), clerk.post(address, {"count": "2"})
    numbers = re.findall(r"Lembar <strong>(\d+)/\d{4}<", text(first) + text(second))
    assert numbers == ["1", "2", "3", "4", "5"]
    assert text(first).count("Surat ini untuk keperluan apa?") == 3
    assert text(first).count('<strong class="s-free">GRATIS</strong>') == 3
    assert clerk.post(address, {"count": "41"}).status_code == 422
    assert "Lembar ________" in text(clerk.get(address))


def test_one_box_stands_for_all_papers(clerk: Client) -> None:
    data = filled(clerk, **{"all-papers": "ya"})
    del data["paper-identitas"]
    answer = receive(clerk, data)
    file = work.followed(work.unlock(*code_and_secret(text(answer))))
    assert [(claim.slot, claim.how, claim.alternative) for claim in file.submission.requirement_claims] == [
        ("identitas", "shown", "ektp")
    ]
    assert answer.context["paper"].lacking == ()


@pytest.mark.parametrize(
    ("address", "kept", "size"), [("", "", "a5"), ("?kertas=80mm", "", "80mm"), ("", "80mm", "80mm")]
)
def test_the_receipt_comes_on_the_paper_of_this_desk(clerk: Client, address: str, kept: str, size: str) -> None:
    if kept:
        clerk.post(reverse("desk:counter"), {"kertas": kept})
    answer = clerk.post(reverse(ADDRESS, args=[cast.SERVICE]) + address, filled(clerk))
    assert answer.context["paper"].size == size
    assert f'value="{size}" aria-describedby="r-kertas" checked' in text(answer)


def test_an_id_that_the_page_did_not_give_is_none(clerk: Client) -> None:
    foreign = cast.apply(office=cast.NEIGHBOUR)
    data = filled(clerk, submission_id=str(foreign.application_id))
    answer = receive(clerk, data)
    assert answer.status_code == 404
    assert foreign.secret not in text(answer)


def test_only_posts_that_take_a_service_in_see_it_at_the_counter(clerk: Client) -> None:
    assert cast.SERVICE in text(clerk.get(reverse("desk:counter")))
    analyst = at_work(cast.officer(cast.ANALYST))
    assert "tidak menerima permohonan di loket" in text(analyst.get(reverse("desk:counter")))
    assert analyst.get(reverse("desk:slips", args=[cast.SERVICE])).status_code == 404
    assert analyst.get(reverse(ADDRESS, args=[cast.SERVICE])).status_code == 404


def test_a_lost_secret_is_given_anew_against_a_card(clerk: Client) -> None:
    receipt = cast.apply()
    address = reverse("desk:reissue", args=[receipt.application_id])
    seen = position(receipt.application_id).state.seq
    assert clerk.post(address, {"seen_seq": seen, "identity": "ktp"}).status_code == 422
    answer = clerk.post(address, {"seen_seq": seen, "identity": "ktp", "same_person": "on"})
    code, secret = code_and_secret(text(answer))
    assert work.unlock(code, secret) == receipt.application_id
    with pytest.raises(Refusal):
        work.unlock(receipt.code, receipt.secret)
    event = work.followed(receipt.application_id).history[-1]
    assert (event.kind, event.data["identity"]) == ("reissued", "e-KTP")


def test_pressing_twice_gives_one_new_secret(clerk: Client) -> None:
    receipt = cast.apply()
    address = reverse("desk:reissue", args=[receipt.application_id])
    data = {"seen_seq": position(receipt.application_id).state.seq, "identity": "kk", "same_person": "on"}
    first, second = clerk.post(address, data), clerk.post(address, data)
    assert code_and_secret(text(first)) == code_and_secret(text(second))
    assert position(receipt.application_id).state.step == "penyerahan-berkas"
