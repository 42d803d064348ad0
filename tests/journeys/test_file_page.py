"""The officer's page of a file that went back and forth: short on a desktop, one column on a phone, whole on paper."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from maklumat.records.work import actions
from tests import cast
from tests.cast import Officer
from tests.journeys.browser import DESKTOP, PHONE, chromium, fits, picture
from tests.journeys.keyboard import at_work
from tests.web.desk_steps import position

pytestmark = pytest.mark.django_db(transaction=True)
TALLEST = 2800
"""Pixels on a desktop; unfolded and one below the other it was twice as much."""
ROUNDS = 4
FOLDED = 'details:has-text("catatan sebelumnya")'


def back_and_forth(clerk: Officer, file: UUID) -> None:
    """Returned and completed, several times over; then found complete."""
    for number in range(1, ROUNDS + 1):
        data = {"reason": f"alasan ke-{number}", "findings": {"identitas": f"Foto KTP buram ke-{number}"}}
        act(clerk, file, "incomplete", data)
        actions.resubmit(file, seen_seq=position(file).state.seq, data={}, moment=timezone.now())
    act(clerk, file, "complete", {})


def act(clerk: Officer, file: UUID, outcome: str, data: dict[str, Any]) -> None:
    state = position(file).state
    actions.act(clerk.actor, file, step=state.step, outcome=outcome, seen_seq=state.seq, data=data,
                moment=timezone.now())  # fmt: skip


def printed(page: Page, folder: Path) -> str:
    paper = folder / "berkas.pdf"
    page.pdf(path=paper, prefer_css_page_size=True)
    words = subprocess.run(["pdftotext", "-raw", paper, "-"], capture_output=True, check=True).stdout.decode()
    return " ".join(words.split())


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_long_file_is_a_short_page_that_leaves_nothing_out(live_server: Any, tmp_path: Path, script: bool) -> None:
    cast.enact(neighbour=False)
    clerk, file = cast.officer(cast.CLERK, cast.ANALYST), cast.apply().application_id
    back_and_forth(clerk, file)
    with chromium() as browser:
        page = at_work(browser, f"{live_server.url}/kantor/berkas/{file}/", clerk, script=script).page
        page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
        assert page.locator("html").evaluate("node => node.scrollHeight") <= TALLEST
        first, last = page.get_by_text("Foto KTP buram ke-1").first, page.get_by_text(f"Foto KTP buram ke-{ROUNDS}")
        expect(first).to_be_hidden()
        expect(last.first).to_be_visible()
        picture(page, "berkas-panjang")
        page.locator(FOLDED).locator("summary").first.click()
        expect(first).to_be_visible()
        page.reload()
        paper = printed(page, tmp_path)
        for number in range(1, ROUNDS + 1):
            assert f"Foto KTP buram ke-{number}" in paper
        for words in ("Siapa memegang berkas ini, satu per satu", "Di tangan", "jam berhenti", "Di sini sekarang:"):
            assert words in paper
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        assert fits(page)
        left = {one.bounding_box()["x"] for one in page.locator(".d-file > div").all()}  # type: ignore[index]
        assert len(left) == 1  # one column
        picture(page, "berkas-panjang-telepon")
