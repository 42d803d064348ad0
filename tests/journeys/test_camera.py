"""The pages of a paper are photographed at the counter: one PDF, with and without JavaScript."""

from __future__ import annotations

import os
from typing import Any

import pytest
from playwright.sync_api import expect

from maklumat.records.work import queries as work
from tests import cast
from tests.journeys.browser import PHONE, chromium, fits, picture
from tests.journeys.keyboard import at_work
from tests.ports.test_scans import photograph
from tests.web.desk_steps import at_work as client_of
from tests.web.desk_steps import press

pytestmark = pytest.mark.django_db(transaction=True)


def chosen(angle: float) -> Any:
    return {"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": photograph(angle)}


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_two_pages_from_the_camera_are_one_pdf(
    live_server: Any, monkeypatch: pytest.MonkeyPatch, *, script: bool
) -> None:
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    cast.enact(neighbour=False)
    file = cast.apply().application_id
    press(client_of(cast.officer(cast.CLERK)), file, "incomplete", findings__identitas="buram")
    with chromium() as browser:
        page = at_work(browser, f"{live_server.url}/kantor/", cast.officer(cast.CLERK), script=script).page
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        page.goto(f"{live_server.url}/kantor/berkas/{file}/lengkapi/")
        page.get_by_role("link", name="Foto dengan kamera perangkat ini").click()
        camera = page.locator("input[type=file]").first
        assert camera.get_attribute("capture") == "environment"
        camera.set_input_files(chosen(4.0))
        if script:
            expect(page.get_by_text("1 halaman siap dikirim")).to_be_visible()
            camera.set_input_files(chosen(0.0))
            expect(page.get_by_text("2 halaman siap dikirim")).to_be_visible()
            camera.set_input_files(chosen(-2.0))
            expect(page.get_by_text("3 halaman siap dikirim")).to_be_visible()
            page.get_by_role("button", name="Buang halaman terakhir").first.click()
            expect(page.get_by_text("2 halaman siap dikirim")).to_be_visible()
        else:
            page.get_by_label("Halaman 2").first.set_input_files(chosen(0.0))
        assert fits(page)
        picture(page, f"kamera-{'skrip' if script else 'tanpa-skrip'}")
        page.get_by_role("button", name="Terima dan kirim kembali ke meja").click()
        expect(page.get_by_text("sudah dilengkapi")).to_be_visible()
    kept = work.followed(file).papers[0]
    assert (kept.kind, kept.pages) == ("application/pdf", 2)
    assert kept.size_bytes < 700_000
