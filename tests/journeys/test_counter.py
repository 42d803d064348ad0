"""The counter by keyboard alone: new and returning people, a status question, a slip of paper; and what is printed.

Keys are counted and compared; seconds are only told, for they are a machine's and not a clerk's.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

import pikepdf
import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from maklumat.records.guests.models import GuestEntry
from tests import cast
from tests.journeys.browser import chromium, fits, picture
from tests.journeys.keyboard import Keyboard, at_work, tell

pytestmark = pytest.mark.django_db(transaction=True)
MOST_KEYS = 90  # Siti's data alone are 40 of them
MOST_KEYS_RETURNING = 30  # her NIK is 16 of them
MOST_KEYS_QUESTION = 8
MOST_KEYS_STATUS = 12  # the code is 9 of them
MM = 72 / 25.4


@pytest.fixture
def browser() -> Iterator[Any]:
    cast.enact(neighbour=False)
    with chromium() as found:
        yield found


def at_the_counter(browser: Any, address: str, path: str = "/kantor/loket/", *, script: bool = True) -> Keyboard:
    """A clerk at work on that page; from here on the keys are counted."""
    return at_work(browser, f"{address}{path}", cast.officer(cast.CLERK), script=script)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_returning_person_is_taken_in_by_keyboard_alone(
    live_server: Any, browser: Any, capsys: pytest.CaptureFixture[str], script: bool
) -> None:
    cast.apply()
    keyboard = at_the_counter(browser, live_server.url, script=script)
    page, began = keyboard.page, perf_counter()
    expect(page.locator("[name=q]")).to_be_focused()
    keyboard.type(cast.SITI.nik)
    picture(page, "loket")
    keyboard.press("Enter")
    expect(page.get_by_text("Siti Contoh")).to_be_visible()
    assert cast.SITI.nik not in page.url
    assert fits(page)
    picture(page, "loket-ditemukan")
    expect(page.locator("[name=number]")).to_be_focused()
    keyboard.type("2")
    keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Surat Keterangan Terdaftar dalam DTKS")).to_be_visible()
    expect(page.locator("[name=applicant-name]")).to_have_value("Siti Contoh")
    expect(page.locator("#isi")).to_be_focused()
    picture(page, "loket-dikenal")
    keyboard.reach("[name=answers-keperluan]")
    keyboard.press("Space")
    keyboard.reach("[name=all-papers]")
    keyboard.press("Space")
    keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Tanda terima")).to_be_visible()
    first = page.get_by_role("button", name="Cetak") if script else page.get_by_role("link", name="Terima orang")
    expect(first).to_be_focused()
    tell(capsys, "counter, returning person", keyboard, began)
    assert keyboard.keys <= MOST_KEYS_RETURNING


def test_an_access_key_begins_the_service_for_the_person_found(live_server: Any, browser: Any) -> None:
    cast.apply()
    keyboard = at_the_counter(browser, live_server.url)
    expect(keyboard.page.locator("[name=q]")).to_be_focused()
    keyboard.type(cast.SITI.nik)
    keyboard.press("Enter")
    expect(keyboard.page.get_by_text("Siti Contoh")).to_be_visible()
    keyboard.chord("2")
    expect(keyboard.page.locator("[name=applicant-name]")).to_have_value("Siti Contoh")


def test_aktif_atau_tidak_takes_a_few_keys_and_no_file(
    live_server: Any, browser: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    keyboard = at_the_counter(browser, live_server.url)
    page, began = keyboard.page, perf_counter()
    keyboard.chord("t")
    expect(page.locator("[name=question] >> nth=0")).to_be_focused()
    keyboard.press("ArrowDown")
    keyboard.press("Tab")
    keyboard.press("ArrowDown")
    picture(page, "loket-tanya")
    keyboard.press("Enter")
    expect(page.get_by_text("Tercatat di buku tamu nomor 1: Aktif sebagai peserta JKN-KIS PBI APBN?")).to_be_visible()
    tell(capsys, "counter, status question", keyboard, began)
    assert keyboard.keys <= MOST_KEYS_QUESTION
    assert GuestEntry.objects.values_list("question", "result").get() == ("pbi-apbn", "inactive")
    page.goto(f"{live_server.url}/kantor/buku-tamu/")
    assert fits(page)
    picture(page, "buku-tamu")


def test_where_is_my_file_is_told_by_its_code(
    live_server: Any, browser: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    receipt = cast.apply()
    keyboard = at_the_counter(browser, live_server.url)
    page, began = keyboard.page, perf_counter()
    expect(page.locator("[name=q]")).to_be_focused()
    keyboard.type(receipt.code)
    keyboard.press("Enter")
    expect(page.get_by_text("di meja Petugas Front Office")).to_be_visible()
    picture(page, "loket-status")
    expect(page.get_by_role("button", name="Sudah dijawab")).to_be_focused()
    keyboard.press("Enter")
    expect(page.get_by_text("menanyakan berkasnya sendiri")).to_be_visible()
    tell(capsys, "counter, where is my file", keyboard, began)
    assert keyboard.keys <= MOST_KEYS_STATUS


def test_a_slip_is_typed_in_by_keyboard_and_its_receipt_tells_both_moments(live_server: Any, browser: Any) -> None:
    then = timezone.now() - timedelta(days=3)
    keyboard = at_the_counter(browser, live_server.url, "/kantor/dari-kertas/")
    page = keyboard.page
    for index, part in enumerate((then.day, then.month, then.year)):
        keyboard.reach(f"[name=on_{index}]")
        keyboard.press("Control+a")
        keyboard.type(str(part))
    picture(page, "dari-kertas")
    keyboard.press("Enter")
    expect(page.get_by_text("Mengetik dari kertas:")).to_be_visible()
    expect(page.locator("[name=q]")).to_be_focused()
    keyboard.type("2")
    keyboard.press("Enter")
    expect(page.locator("[name=moment-slip]")).to_be_focused()
    keyboard.type("17/2026")
    keyboard.reach("[name=moment-happened_at]")
    keyboard.type("09.10")
    keyboard.reach("[name=applicant-name]")
    keyboard.type(cast.SITI.name)
    keyboard.reach("[name=applicant-nik]")
    keyboard.type(cast.SITI.nik)
    keyboard.reach("[name=applicant-address]")
    keyboard.type("Jalan Rekaan 1")
    keyboard.reach("[name=answers-keperluan]")
    keyboard.press("Space")
    picture(page, "loket-lembar")
    keyboard.press("Enter")
    expect(page.get_by_text("Diketik dari kertas")).to_be_visible()
    expect(page.get_by_text("pukul 09.10")).to_be_visible()
    expect(page.get_by_text("Masih kurang")).to_be_visible()
    picture(page, "loket-tanda-terima-kertas")


def keep(name: str, content: bytes) -> None:
    """Keep a printed paper beside the pictures, when somebody asked for them."""
    folder = os.environ.get("MAKLUMAT_SCREENSHOTS")
    if folder:
        (Path(folder) / f"{name}.pdf").write_bytes(content)


def printed(page: Page, name: str) -> list[tuple[int, int]]:
    """What the printer gets: the size of every page in millimetres, by the page's own wish for paper."""
    content = page.pdf(prefer_css_page_size=True, print_background=False)
    keep(name, content)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        boxes = [[float(number) for number in sheet.mediabox] for sheet in pdf.pages]
    return [(round((box[2] - box[0]) / MM), round((box[3] - box[1]) / MM)) for box in boxes]


def test_a_receipt_fits_on_its_paper_and_slips_two_to_a_sheet(live_server: Any, browser: Any) -> None:
    keyboard = at_the_counter(browser, live_server.url, f"/kantor/loket/{cast.SERVICE}/")
    page = keyboard.page
    page.fill("[name=applicant-name]", cast.SITI.name)
    page.fill("[name=applicant-nik]", cast.SITI.nik)
    page.fill("[name=applicant-address]", "Jalan Rekaan 1")
    page.check("[name=answers-keperluan] >> nth=0")
    page.get_by_role("button", name="Terima permohonan").click()
    expect(page.get_by_role("heading", name="Tanda terima")).to_be_visible()
    assert printed(page, "tanda-terima-a5") == [(148, 210)]
    page.check("#kertas-80mm")
    picture(page, "loket-tanda-terima-80mm")
    assert printed(page, "tanda-terima-80mm") == [(80, 290)]
    page.goto(f"{live_server.url}/kantor/loket/{cast.SERVICE}/lembar/")
    page.fill("[name=count]", "4")
    page.get_by_role("button", name="Siapkan").click()
    expect(page.get_by_role("button", name="Cetak")).to_be_visible()
    picture(page, "lembar")
    assert printed(page, "lembar") == [(210, 297)] * 2


def test_a_walk_in_is_taken_in_by_keyboard_alone(
    live_server: Any, browser: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    keyboard = at_the_counter(browser, live_server.url, f"/kantor/loket/{cast.SERVICE}/")
    page, began = keyboard.page, perf_counter()
    expect(page.get_by_role("heading", name="Surat Keterangan Terdaftar dalam DTKS")).to_be_visible()
    keyboard.reach("[name=applicant-name]")
    keyboard.type(cast.SITI.name)
    keyboard.reach("[name=applicant-nik]")
    keyboard.type(cast.SITI.nik)
    keyboard.reach("[name=applicant-address]")
    keyboard.type("Jalan Rekaan 1")
    keyboard.reach("[name=answers-keperluan]")
    keyboard.press("Space")
    keyboard.reach("[name=paper-identitas]")
    keyboard.press("Space")
    keyboard.reach("[name=which-identitas]")
    picture(page, "loket-isian")
    keyboard.reach("main form button:not([data-print])")
    keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Tanda terima")).to_be_visible()
    assert fits(page)
    picture(page, "loket-tanda-terima")
    assert page.locator("[data-secret]").inner_text()
    tell(capsys, "counter, new person", keyboard, began)
    assert keyboard.keys <= MOST_KEYS
