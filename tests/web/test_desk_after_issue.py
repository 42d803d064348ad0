"""After issue at the desk: the list of what ends and is owed, and the forms on the page of a file."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from maklumat.records.products.models import Duty, Product
from maklumat.records.work import queries as work
from tests import cast, issued_cast
from tests.issued_cast import LETTER
from tests.web import public_steps as public
from tests.web.desk_steps import at_work, text

pytestmark = [pytest.mark.django_db]
LIST = "/kantor/sesudah-terbit/"


@pytest.fixture(autouse=True)
def changed(law: None) -> None:
    """The law of the module, with a permit that has a life after issue, in both offices."""
    issued_cast.change(cast.OFFICE, cast.NEIGHBOUR)


@pytest.fixture
def file() -> UUID:
    return issued_cast.handed_over(cast.apply(issued_cast.SERVICE).application_id)


@pytest.fixture
def head() -> Client:
    return at_work(cast.officer(cast.HEAD, name="Contoh Kepala"))


@pytest.fixture
def clerk() -> Client:
    return at_work(cast.officer(cast.CLERK, name="Contoh Loket"))


def duty(file: UUID, code: str = "laporan") -> Duty:
    return Duty.objects.get(application_id=file, code=code)


def product(file: UUID) -> Product:
    return Product.objects.get(application_id=file, product=LETTER)


def page(client: Client, file: UUID) -> str:
    return unescape(text(client.get(reverse("desk:file", args=[file]))))


def report(file: UUID, biaya: int = 150_000) -> None:
    issued_cast.report(file, biaya=biaya, note="Sudah kami salurkan")


def press(client: Client, route: str, file: UUID, key: Any, **typed: Any) -> Any:
    return client.post(reverse(route, args=[file, key]), typed)


def kinds(file: UUID) -> list[str]:
    return [event.kind for event in work.followed(file).history]


def extension(file: UUID, reason: str = "Surat 12/2026") -> dict[str, str]:
    until = product(file).valid_until
    assert until is not None
    return {"seen": until.isoformat(), "reason": reason}


def test_the_list_flags_what_is_late_and_leads_to_the_file(file: UUID, clerk: Client) -> None:
    html = text(clerk.get(LIST))
    assert html.count("Tidak ada.") == 2  # nothing ends soon, nothing was reported
    assert html.index("Memberi tahu bahwa pengumpulan dimulai") < html.index("Melaporkan hasil pengumpulan")
    assert html.count("Lewat tenggat") == 1
    assert f'href="{reverse("desk:file", args=[file])}#sesudah-terbit"' in html
    assert 'aria-current="true">Sesudah terbit' in html


def test_the_list_shows_what_ends_soon_and_what_was_reported(file: UUID, clerk: Client) -> None:
    Product.objects.filter(pk=product(file).pk).update(valid_until=cast.today() + timedelta(days=12))
    report(file)
    html = text(clerk.get(LIST))
    assert "12 hari lagi" in html
    assert "400.9/77/2026" in html
    assert "Laporan masuk" in html


def test_the_list_is_for_the_services_that_one_looks_after(file: UUID) -> None:
    for posts, office in ((("konselor-rujukan",), cast.OFFICE), ((cast.CLERK, cast.HEAD), cast.NEIGHBOUR)):
        html = text(at_work(cast.officer(*posts, office=office)).get(LIST))
        assert html.count("Tidak ada.") == 3
        assert str(file) not in html


def test_the_list_never_grows_and_leads_on(file: UUID, clerk: Client) -> None:
    row = product(file)
    clerk.get(LIST)  # what is read once has been read
    with CaptureQueriesContext(connection) as few:
        clerk.get(LIST)
    Duty.objects.bulk_create(
        Duty(product=row, application_id=file, office=row.office, service=row.service, code=f"lain-{index}",
             due_on=date(2020, 1, 1))
        for index in range(50)
    )  # fmt: skip
    with CaptureQueriesContext(connection) as many:
        html = text(clerk.get(LIST))
    assert len(many) == len(few)
    assert html.count("Lewat tenggat") == 20
    seen, address = html.count("Lewat tenggat"), html
    while later := re.search(r'href="(\?daftar=kewajiban[^"]+)"', address):
        address = text(clerk.get(LIST + unescape(later[1])))
        seen += address.count("Lewat tenggat")
        assert "Segera berakhir" not in address
    assert seen == 51
    for wrong in ("x", "2020-01-01_x", "besok_" + str(uuid4())):
        assert clerk.get(f"{LIST}?daftar=kewajiban&sesudah={wrong}").status_code == 404
    assert clerk.get(f"{LIST}?daftar=zzz&sesudah=x").status_code == 200


def test_the_page_of_the_file_tells_the_life_of_its_letter(file: UUID, clerk: Client, head: Client) -> None:
    html = page(clerk, file)
    assert "Sesudah surat terbit" in html
    assert "Dapat diperpanjang 1 kali, setiap kali 1 bulan." in html
    assert ": 30 hari sesudah masa berlakunya habis" in html
    assert "PP 29/1980" in html
    assert "Lewat tenggat, belum dilaporkan" in html
    assert "Terima laporan yang dibawa ke kantor" in html
    assert reverse("desk:extend", args=[file, LETTER]) not in html  # the clerk keeps it, the head extends it
    assert reverse("desk:extend", args=[file, LETTER]) in page(head, file)
    other = page(at_work(cast.officer(cast.ANALYST)), cast.apply().application_id)
    assert "Sesudah surat terbit" not in other


def test_what_was_reported_is_shown_judged_and_its_paper_opens(file: UUID, clerk: Client) -> None:
    report(file)
    html = page(clerk, file)
    assert "Laporan masuk, perlu diperiksa" in html
    assert "Hasil (Rp)" in html
    assert "Sudah kami salurkan" in html
    assert "Tidak terpenuhi" in html  # fifteen percent went into costs
    assert "PP 29/1980 pasal 6" in html
    seq = work.followed(file).history[-1].seq
    address = reverse("desk:step_paper", args=[file, seq, "paper", 0])
    assert address in html
    assert clerk.get(address)["Content-Type"] == "image/png"
    assert at_work(cast.officer("konselor-rujukan")).get(address).status_code == 404
    assert "Pemegang surat mengirim laporan" in html  # in the history


def test_the_office_takes_a_report_once_and_a_colleague_is_told(file: UUID, clerk: Client, head: Client) -> None:
    report(file, biaya=90_000)
    for _ in range(2):
        answer = press(clerk, "desk:duty_take", file, duty(file).id)
        assert (answer.status_code, answer.url) == (302, reverse("desk:file", args=[file]))
    late = press(head, "desk:duty_take", file, duty(file).id)
    assert late.status_code == 409
    assert "sudah diterima oleh Contoh Loket" in text(late)
    assert kinds(file).count("duty_met") == 1
    html = page(clerk, file)
    assert "Sudah dipenuhi" in html
    assert "Terpenuhi" in html
    assert "Laporan pemegang surat diterima" in html


def test_what_is_brought_to_the_counter_is_typed_and_scanned_once(file: UUID, clerk: Client) -> None:
    empty = press(clerk, "desk:duty_take", file, duty(file).id)
    assert empty.status_code == 422
    assert "PRD-025" in text(empty)
    wrong = {
        "laporan-hasil": "banyak",
        "laporan-biaya": "5000",
        "laporan-note": "Lisan",
        "laporan-paper": public.photo(),
    }
    answer = press(clerk, "desk:duty_take", file, duty(file).id, **wrong)
    html = unescape(text(answer))
    assert answer.status_code == 422
    assert "harus berupa angka" in html
    for kept in ('value="banyak"', 'value="5000"', ">\nLisan</textarea>", "Pindaian tadi sudah diterima"):
        assert kept in html
    token = re.search(r'name="kept-laporan" value="([^"]+)"', html)
    assert token
    right = {**wrong, "laporan-hasil": "100.000", "kept-laporan": token[1]}
    del right["laporan-paper"]
    assert press(clerk, "desk:duty_take", file, duty(file).id, **right).status_code == 302
    (met,) = (event for event in work.followed(file).history if event.kind == "duty_met")
    assert met.data["answers"] == {"hasil": 100_000, "biaya": 5000}
    assert met.data["note"] == "Lisan"
    assert met.data["paper"]["kind"] == "image/jpeg"


def test_a_scan_of_another_page_is_none_of_this(file: UUID, clerk: Client) -> None:
    answer = press(clerk, "desk:duty_take", file, duty(file, "mulai").id, **{"kept-mulai": "palsu"})
    assert "PRD-025" in text(answer)
    broken = {"laporan-paper": public.photo(), "laporan-hasil": "x"}
    html = text(press(clerk, "desk:duty_take", file, duty(file).id, **broken))
    token = re.search(r'name="kept-laporan" value="([^"]+)"', html)
    assert token
    answer = press(clerk, "desk:duty_take", file, duty(file, "mulai").id, **{"kept-mulai": token[1]})
    assert "PRD-025" in text(answer)


def test_a_report_is_given_back_with_a_reason(file: UUID, clerk: Client) -> None:
    report(file)
    empty = press(clerk, "desk:duty_return", file, duty(file).id)
    assert empty.status_code == 422
    assert "Tulis mengapa laporan dikembalikan." in text(empty)
    for _ in range(2):
        answer = press(clerk, "desk:duty_return", file, duty(file).id, reason="Biaya lebih dari 10 persen")
        assert answer.status_code == 302
    assert kinds(file).count("duty_returned") == 1
    assert "Biaya lebih dari 10 persen" in page(clerk, file)
    again = press(clerk, "desk:duty_return", file, duty(file).id, reason="Lain lagi")
    assert again.status_code == 422
    assert "PRD-025" in text(again)


def test_it_is_extended_once_by_whoever_may_and_the_second_officer_is_told(
    file: UUID, clerk: Client, head: Client
) -> None:
    sent = extension(file)
    assert press(clerk, "desk:extend", file, LETTER, **sent).status_code == 404
    empty = press(head, "desk:extend", file, LETTER, seen=sent["seen"], reason=" ")
    assert empty.status_code == 422
    assert "Tulis dasar perpanjangan" in text(empty)
    for _ in range(2):
        assert press(head, "desk:extend", file, LETTER, **sent).status_code == 302
    assert kinds(file).count("extended") == 1
    other = press(at_work(cast.officer(cast.HEAD, name="Contoh Lain")), "desk:extend", file, LETTER, **sent)
    assert other.status_code == 422
    assert "PRD-020" in text(other)
    html = page(head, file)
    assert "Sudah diperpanjang 1 kali." in html
    assert "Masa berlaku surat diperpanjang" in html
    assert reverse("desk:extend", args=[file, LETTER]) not in html
    assert "PRD-022" in text(press(head, "desk:extend", file, LETTER, **extension(file)))


def test_what_has_ended_is_not_offered_for_extension(file: UUID, head: Client) -> None:
    Product.objects.filter(pk=product(file).pk).update(valid_until=cast.today() - timedelta(days=1))
    html = page(head, file)
    assert "Sudah berakhir" in html
    assert reverse("desk:extend", args=[file, LETTER]) not in html
    answer = press(head, "desk:extend", file, LETTER, **extension(file))
    assert answer.status_code == 422
    assert "PRD-021" in text(answer)
    for seen in ("", "kemarin", "9999-99-99"):
        assert press(head, "desk:extend", file, LETTER, seen=seen, reason="Surat 1").status_code == 422


def test_nobody_else_reaches_it_and_no_other_file_lends_its_duty(file: UUID, clerk: Client) -> None:
    other = cast.apply(issued_cast.SERVICE).application_id
    report(file)
    for route in ("desk:duty_take", "desk:duty_return"):
        assert press(clerk, route, other, duty(file).id, reason="x").status_code == 404
        assert press(clerk, route, file, uuid4(), reason="x").status_code == 404
        analyst = at_work(cast.officer(cast.ANALYST))
        assert press(analyst, route, file, duty(file).id, reason="x").status_code == 404
        foreign = at_work(cast.officer(cast.CLERK, cast.HEAD, office=cast.NEIGHBOUR))
        assert press(foreign, route, file, duty(file).id, reason="x").status_code == 404
    head = at_work(cast.officer(cast.HEAD))
    assert press(head, "desk:extend", file, "tidak-ada", **extension(file)).status_code == 404
    assert not {"duty_met", "duty_returned", "extended"} & set(kinds(file))


def test_it_is_revoked_for_a_reason_that_the_standard_names_or_for_another(file: UUID, head: Client) -> None:
    html = page(head, file)
    assert "Disalahgunakan" in html
    seen = work.followed(file).state.seq
    sent = {"seen_seq": seen, "product": LETTER, "password": cast.PASSWORD, "reason": ""}
    address = reverse("desk:revoke", args=[file])
    assert "Pilih alasan pencabutan." in text(head.post(address, sent))
    assert "Tulis alasan lain itu." in text(head.post(address, {**sent, "ground": "lain"}))
    assert head.post(address, {**sent, "ground": "dikarang"}).status_code == 422
    assert head.post(address, {**sent, "ground": "Disalahgunakan"}).status_code == 302
    assert product(file).revoked_reason == "Disalahgunakan"
