"""Whoever collects a letter signs for it with a finger on the officer's screen, in a real browser."""

from __future__ import annotations

import os
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from maklumat.records.ledger.history import events_of
from tests import cast
from tests.journeys.browser import PHONE, chromium, fits, picture
from tests.journeys.keyboard import at_work
from tests.web.test_desk_sheets import about_to_be_handed_over

pytestmark = pytest.mark.django_db(transaction=True)


def draw(page: Page) -> None:
    """A stroke over the field, as a finger makes it."""
    box = page.locator("canvas").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 20, box["y"] + 60)
    page.mouse.down()
    for step in range(1, 12):
        page.mouse.move(box["x"] + 20 + 20 * step, box["y"] + 60 + (25 if step % 2 else -25))
    page.mouse.up()


def test_a_letter_is_signed_for_on_the_screen(live_server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    cast.enact(neighbour=False)
    file = about_to_be_handed_over()
    with chromium() as browser:
        page = at_work(browser, f"{live_server.url}/kantor/", cast.officer(cast.CLERK)).page
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        page.goto(f"{live_server.url}/kantor/berkas/{file}/")
        page.locator("input[name=outcome][value=delivered]").check()
        page.get_by_label("Pemohon sendiri").check()
        page.get_by_label("Tanda tangan di layar").check()
        draw(page)
        page.get_by_role("button", name="Hapus goresan").click()
        assert page.locator("[name=delivered-proof-drawn]").input_value() == ""
        draw(page)
        page.get_by_label("Identitas yang dilihat").select_option("ktp")
        assert fits(page)
        picture(page, "tanda-tangan-di-layar")
        page.get_by_role("button", name="Catat dan teruskan").last.click()
        expect(page.get_by_text("Tercatat untuk berkas")).to_be_visible()
        page.goto(f"{live_server.url}/kantor/berkas/{file}/#riwayat")
        picture(page, "berkas-yang-diserahkan")
        address = page.locator(".d-papers a[href*='/proof/']").get_attribute("href")
        kept = Image.open(BytesIO(page.request.get(f"{live_server.url}{address}").body()))
        page.goto(f"{live_server.url}/kantor/buku/penyerahan/")
        expect(page.get_by_text("tanda tangan di layar")).to_be_visible()
        assert fits(page)
        picture(page, "buku-penyerahan")
    assert events_of(file)[-1].data["identity"] == "ktp"
    assert kept.convert("L").getextrema()[0] < 60  # ink
