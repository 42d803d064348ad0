"""The counter by keyboard alone: a walk-in from the worklist to the printed receipt, without touching the mouse."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests import cast
from tests.journeys.browser import DESKTOP, chromium, fits, picture, visitor

pytestmark = pytest.mark.django_db(transaction=True)
MOST_KEYS = 90  # Siti's data alone are 40 of them


class Keyboard:
    """Ten fingers: every key is counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.keys = page, 0

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.keys += 1

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.keys += len(text)

    def reach(self, what: str) -> None:
        """Tab until the focus is on it."""
        for _ in range(40):
            if self.page.evaluate("what => document.activeElement.matches(what)", what):
                return
            self.press("Tab")
        pytest.fail(f"{what} cannot be reached by keyboard")


def test_a_walk_in_is_taken_in_by_keyboard_alone(live_server: Any, capsys: pytest.CaptureFixture[str]) -> None:
    cast.enact(neighbour=False)
    clerk = cast.officer(cast.CLERK)
    with chromium() as browser:
        page = visitor(browser, size=DESKTOP, script=True).new_page()
        keyboard = Keyboard(page)
        page.goto(f"{live_server.url}/kantor/loket/{cast.SERVICE}/")
        keyboard.reach("[name=username]")
        keyboard.type(clerk.username)
        keyboard.reach("[name=password]")
        keyboard.type(cast.PASSWORD)
        keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Surat Keterangan Terdaftar dalam DTKS")).to_be_visible()
        keyboard.keys = 0
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
        keyboard.press("ArrowDown")
        picture(page, "loket-isian")
        keyboard.reach("main form button:not([data-print])")
        keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Tanda terima")).to_be_visible()
        assert fits(page)
        picture(page, "loket-tanda-terima")
        assert page.locator("[data-secret]").inner_text()
    assert keyboard.keys <= MOST_KEYS
    with capsys.disabled():
        sys.stdout.write(f"\ncounter by keyboard: {keyboard.keys} keys\n")
