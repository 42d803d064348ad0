"""The DTKS letter from the counter to the hand-over, by keyboard alone, with and without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

import pytest
from playwright.sync_api import expect

from maklumat.records.models import Product
from tests import cast
from tests.cast import Officer
from tests.journeys.browser import chromium
from tests.journeys.keyboard import Keyboard, at_work, tell

pytestmark = pytest.mark.django_db(transaction=True)
MOST_TABS = 60
MOST_KEYS = 400  # the NIK, the password of the head and what is typed are 100 of them
LETTER = {
    "drafted-letter-tanggal_periksa_data_0": "20",
    "drafted-letter-tanggal_periksa_data_1": "11",
    "drafted-letter-tanggal_periksa_data_2": "2026",
}


@dataclass
class Office:
    """Everybody at a desk of their own, logged in once."""

    browser: Any
    address: str
    script: bool
    staff: dict[str, Officer]
    desks: dict[str, Keyboard] = field(default_factory=dict)

    def at(self, post: str) -> Keyboard:
        """That post's worklist. Going back to it is one key (the access key of the menu)."""
        if post not in self.desks:
            self.desks[post] = at_work(self.browser, f"{self.address}/kantor/", self.staff[post], script=self.script)
        self.desks[post].page.goto(f"{self.address}/kantor/")
        return self.desks[post]

    def opens(self, post: str, register: str) -> Keyboard:
        keyboard = self.at(post)
        keyboard.reach("a", register, most=MOST_TABS)
        keyboard.press("Enter")
        expect(keyboard.page.get_by_role("heading", name="Tindakan Anda")).to_be_visible()
        return keyboard

    def records(self, post: str, register: str, way: str, typed: Mapping[str, str] | None = None) -> None:
        """Open the file, choose how the step ends, fill in its fields in their order, press the button."""
        keyboard = self.opens(post, register)
        keyboard.choose("outcome", way, most=MOST_TABS)
        for name, text in (typed or {}).items():
            keyboard.reach(f"[name={name}]", most=MOST_TABS)
            keyboard.type(text)
        keyboard.reach("button", "Catat dan teruskan", most=MOST_TABS)
        keyboard.press("Enter")
        expect(keyboard.page.get_by_text(f"Tercatat untuk berkas {register}")).to_be_visible()

    def signs(self, post: str, register: str) -> None:
        keyboard = self.opens(post, register)
        keyboard.reach("a.govuk-button", "Tanda tangani…", most=MOST_TABS)
        keyboard.press("Enter")
        expect(keyboard.page.get_by_text("bukan BSrE").first).to_be_visible()
        keyboard.reach("[name=password]", most=MOST_TABS)
        keyboard.type(cast.PASSWORD)
        keyboard.press("Enter")
        expect(keyboard.page.get_by_text(f"Surat untuk berkas {register} sudah ditandatangani")).to_be_visible()

    def takes_in(self, nik: str) -> str:
        """A returning person at the counter; the agenda number of their new file."""
        keyboard = self.at(cast.CLERK)
        keyboard.page.goto(f"{self.address}/kantor/loket/")
        expect(keyboard.page.locator("[name=q]")).to_be_focused()
        keyboard.type(nik)
        keyboard.press("Enter")
        expect(keyboard.page.locator("[name=number]")).to_be_focused()
        keyboard.type("2")
        keyboard.press("Enter")
        expect(keyboard.page.get_by_role("heading", name="Surat Keterangan Terdaftar dalam DTKS")).to_be_visible()
        keyboard.reach("[name=answers-keperluan]")
        keyboard.press("Space")
        keyboard.reach("[name=all-papers]")
        keyboard.press("Space")
        keyboard.press("Enter")
        expect(keyboard.page.get_by_role("heading", name="Tanda terima")).to_be_visible()
        register = re.search(r"\b\d{4}/\d{4}\b", keyboard.page.locator("main").inner_text())
        assert register
        return register.group()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_the_dtks_letter_by_keyboard_alone(live_server: Any, capsys: pytest.CaptureFixture[str], script: bool) -> None:
    cast.enact(neighbour=False)
    cast.apply()
    posts = (cast.CLERK, cast.ANALYST, cast.OPERATOR, cast.HEAD, cast.PRINTER)
    staff = {post: cast.officer(post) for post in posts}
    with chromium() as browser:
        office = Office(browser, live_server.url, script, staff)
        for post in posts:
            office.at(post)
        began = perf_counter()
        register = office.takes_in(cast.SITI.nik)
        office.records(cast.CLERK, register, "complete")
        office.records(cast.ANALYST, register, "valid")
        office.records(cast.OPERATOR, register, "valid")
        day = dict(
            zip((f"drafted-letter-tanggal_periksa_data_{part}" for part in range(3)), ("20", "11", "2026"), strict=True)
        )
        office.records(cast.OPERATOR, register, "drafted", {"drafted-letter-tempat_lahir": "Contoh", **day})
        office.signs(cast.HEAD, register)
        office.records(cast.PRINTER, register, "done", {"done-note": "Dicetak"})
        office.records(cast.CLERK, register, "delivered", {"delivered-collector": "Siti Contoh"})
        for post, keyboard in office.desks.items():
            tell(capsys, f"DTKS by keyboard, {post}", keyboard, began)
        keys = sum(keyboard.keys for keyboard in office.desks.values())
    assert list(Product.objects.values_list("status", flat=True)) == ["delivered"]
    assert keys <= MOST_KEYS
