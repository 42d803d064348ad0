"""A photo on a bad line, in a real browser: made smaller, tried again, and nothing chosen beside it is lost."""

from __future__ import annotations

import os
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests import cast
from tests.journeys.browser import PHONE, chromium, fits, visitor

pytestmark = pytest.mark.django_db(transaction=True)


def photo() -> bytes:
    """As a camera makes it: large, and lying on its side."""
    target = BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.effect_noise((2600, 1900), 60).convert("RGB").save(target, "JPEG", quality=90, exif=exif)
    return target.getvalue()


def chosen(content: bytes) -> Any:
    return {"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": content}


def test_a_photo_survives_a_broken_line(live_server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    cast.enact(neighbour=False)
    with chromium() as browser:
        context = visitor(browser, size=PHONE, script=True)
        page = context.new_page()
        page.goto(f"{live_server.url}/layanan/{cast.OFFICE}/keterangan-pbi/")
        page.get_by_role("button", name="Ajukan sekarang").click()
        page.goto(page.url.replace("/pemohon/", "/berkas/"))
        first, second = page.locator("section.m-card").nth(0), page.locator("section.m-card").nth(1)
        second.locator("input[type=file]").set_input_files(chosen(photo()[:1000]))
        first.get_by_label("Fotokopi e-KTP").check()
        first.locator("input[type=file]").set_input_files(chosen(photo()))
        context.set_offline(True)
        first.get_by_role("button", name="Unggah").click()
        expect(first.get_by_text("Sambungan terputus")).to_be_visible()
        assert fits(page)
        context.set_offline(False)
        expect(page.locator(".govuk-notification-banner")).to_contain_text("Tersimpan")
        assert first.get_by_label("Fotokopi e-KTP").is_checked()
        assert second.locator("input[type=file]").evaluate("input => input.files.length") == 1
        kept = Image.open(BytesIO(page.request.get(live_server.url + _address(first)).body()))
        assert kept.height > kept.width  # upright
        assert max(kept.size) <= 1800  # smaller before it travelled
        assert not kept.getexif()


def test_whoever_goes_on_too_early_loses_no_file(live_server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a slow line the next button is pressed while the photo still travels."""
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    cast.enact(neighbour=False)
    with chromium() as browser:
        page = visitor(browser, size=PHONE, script=True).new_page()
        page.goto(f"{live_server.url}/layanan/{cast.OFFICE}/keterangan-pbi/")
        page.get_by_role("button", name="Ajukan sekarang").click()
        page.goto(page.url.replace("/pemohon/", "/berkas/"))
        held: list[Any] = []
        page.route(
            "**/berkas/", lambda route: held.append(route) if route.request.method == "POST" else route.continue_()
        )
        first = page.locator("section.m-card").nth(0)
        first.locator("input[type=file]").set_input_files(chosen(photo()))
        with page.expect_request(lambda request: request.method == "POST"):
            first.get_by_role("button", name="Unggah").click()
        page.get_by_role("button", name="Lanjut ke pemeriksaan").click()
        expect(first.get_by_text("Tunggu, berkas sedang dikirim.")).to_be_visible()
        assert page.url.endswith("/berkas/")
        held.pop().continue_()
        page.wait_for_url("**/periksa/")
        expect(page.get_by_text("Terlampir")).to_have_count(1)


def test_a_file_that_was_chosen_and_not_sent_goes_along(live_server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    cast.enact(neighbour=False)
    with chromium() as browser:
        page = visitor(browser, size=PHONE, script=True).new_page()
        page.goto(f"{live_server.url}/layanan/{cast.OFFICE}/keterangan-pbi/")
        page.get_by_role("button", name="Ajukan sekarang").click()
        page.goto(page.url.replace("/pemohon/", "/berkas/"))
        for number in (0, 1):
            page.locator("section.m-card").nth(number).locator("input[type=file]").set_input_files(chosen(photo()))
        page.get_by_role("button", name="Lanjut ke pemeriksaan").click()
        page.wait_for_url("**/periksa/")
        expect(page.get_by_text("Terlampir")).to_have_count(2)


def _address(place: Any) -> str:
    return str(place.get_by_role("link", name="Lihat berkas").get_attribute("href"))
