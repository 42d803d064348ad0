"""A head with a telephone: many letters in one sitting; a disposisi that is read, answered, and not taken back."""

from __future__ import annotations

from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page, expect

from maklumat.records.work import queries as work
from tests import cast
from tests.cast import Officer
from tests.journeys.browser import PHONE, fits, picture, visitor
from tests.journeys.people import Office
from tests.web import desk_steps as desk
from tests.web.desk_steps import at_work, press

pytestmark = pytest.mark.django_db(transaction=True)
KABID, EXPERT = "kabid-rehabilitasi-sosial", "pejabat-fungsional"


def telephone(office: Office, officer: Officer, *, script: bool = True) -> Page:
    """Somebody at work with a small telephone, logged in."""
    page = visitor(office.browser, size=PHONE, script=script).new_page()
    page.goto(f"{office.address}/kantor/")
    page.get_by_label("Nama pengguna").fill(officer.username)
    page.get_by_label("Kata sandi").fill(cast.PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    expect(page.get_by_role("heading", level=1, name="Antrean kerja")).to_be_visible()
    return page


def letters(count: int) -> list[UUID]:
    clerk, analyst = at_work(cast.officer(cast.CLERK)), at_work(cast.officer(cast.ANALYST))
    operator = at_work(cast.officer(cast.OPERATOR))
    files = [cast.apply().application_id for _ in range(count)]
    for file in files:
        desk.drafted(file, clerk, analyst, operator)
    return files


@pytest.mark.parametrize("script", [True, False], ids=["javascript", "no-javascript"])
def test_six_letters_are_ticked_one_is_refused_and_five_are_signed(
    office: Office, one_browser: Browser, *, script: bool
) -> None:
    files = letters(6)
    head = telephone(office, cast.officer(cast.HEAD, name="Contoh Kepala"), script=script)
    head.get_by_role("link", name="Tanda tangan sekaligus").click()
    boxes = head.get_by_role("checkbox")
    expect(boxes).to_have_count(6)
    for box in boxes.all():
        box.check()
    assert fits(head)
    picture(head, f"sekaligus-{script}")
    deputy = at_work(cast.officer(cast.HEAD, name="Contoh Pelaksana Tugas"))
    assert press(deputy, files[2], "returned", reason="Nama salah tulis.").status_code == 302
    head.get_by_label("Kata sandi Anda").fill(cast.PASSWORD)
    head.get_by_role("button", name="Tanda tangani yang dicentang").click()
    expect(head.get_by_role("heading", level=1, name="5 dari 6 surat selesai")).to_be_visible()
    expect(head.get_by_text("sudah dikerjakan oleh Contoh Pelaksana Tugas")).to_be_visible()
    assert fits(head)
    picture(head, f"sekaligus-hasil-{script}")
    signed = [event.outcome for file in files for event in work.followed(file).history if event.step == "tanda-tangan"]
    assert sorted(signed) == ["returned", *["signed"] * 5]


def test_a_disposisi_is_read_and_answered_and_cannot_be_taken_back(office: Office, one_browser: Browser) -> None:
    kabid, expert = cast.officer(KABID, name="Contoh Kabid"), cast.officer(EXPERT, name="Contoh Fungsional")
    file = cast.apply("rehabilitasi-sosial")
    press(at_work(cast.officer(cast.CLERK)), file.application_id, "reported", channel="phone")
    head = telephone(office, cast.officer(cast.HEAD, name="Contoh Kepala"))
    head.get_by_role("link", name=file.register, exact=True).click()
    step = head.locator("#form-tindakan")
    step.get_by_label("Disposisikan").check()
    step.get_by_label("Teliti dan sarankan").check()
    step.get_by_label("Sangat segera").check()
    assert fits(head)
    picture(head, "disposisi")
    head.get_by_role("button", name="Catat dan teruskan").last.click()
    address = f"{office.address}/kantor/berkas/{file.application_id}/"
    head.goto(address)
    expect(head.get_by_text("Belum dibaca")).to_be_visible()
    picture(head, "disposisi-belum-dibaca")

    reader = telephone(office, kabid)
    reader.goto(address)
    expect(reader.get_by_text("Dibaca Contoh Kabid")).to_be_visible()
    head.get_by_role("button", name="Tarik kembali").click()
    expect(head.get_by_text("PRO-087")).to_be_visible()
    assert fits(head)
    picture(head, "disposisi-tidak-dapat-ditarik")

    reader.get_by_text("Teruskan tugas ini kepada orang lain").click()
    form = reader.locator("details", has=reader.get_by_role("button", name="Teruskan tugas"))
    form.get_by_label("Teruskan kepada").select_option(label="Contoh Fungsional")
    form.get_by_label("Untuk diketahui").check()
    picture(reader, "teruskan-tugas")
    assert fits(reader)
    form.get_by_role("button", name="Teruskan tugas").click()
    worker = telephone(office, expert)
    expect(worker.get_by_text("Ditugaskan kepada Anda")).to_be_visible()
    worker.get_by_role("link", name=file.register, exact=True).click()
    worker.get_by_label("Jawaban Anda").fill("Alamatnya benar.")
    picture(worker, "menjawab-tugas")
    worker.get_by_role("button", name="Kirim jawaban").click()
    reader.goto(address)
    expect(reader.get_by_text("Alamatnya benar.").first).to_be_visible()
    picture(reader, "tugas-dijawab")
