"""Ten fingers and no mouse: every key is counted, and seconds are only told, for they are a machine's."""

from __future__ import annotations

import sys
from time import perf_counter
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests import cast
from tests.cast import Officer
from tests.journeys.browser import DESKTOP, visitor

FOCUSED = """([what, text]) => document.activeElement.matches(what)
  && (!text || document.activeElement.textContent.trim() === text)"""


class Keyboard:
    """Ten fingers: every key is counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.keys = page, 0

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.keys += 1

    def chord(self, letter: str) -> None:
        """Alt and an access key, as the browser gets it from a real keyboard."""
        code = f"Digit{letter}" if letter.isdecimal() else f"Key{letter.upper()}"
        key = {"key": letter, "code": code, "windowsVirtualKeyCode": ord(letter.upper())}
        session = self.page.context.new_cdp_session(self.page)
        for kind in ("keyDown", "keyUp"):
            session.send("Input.dispatchKeyEvent", {"type": kind, "modifiers": 1, "unmodifiedText": letter, **key})
        self.keys += 2

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.keys += len(text)

    def reach(self, what: str, text: str = "", *, most: int = 40) -> None:
        """Tab until the focus is on it, and (for `text`) on the one that says just this."""
        for _ in range(most):
            if self.page.evaluate(FOCUSED, [what, text]):
                return
            self.press("Tab")
        pytest.fail(f"{what} {text} cannot be reached by keyboard")

    def choose(self, name: str, value: str, *, most: int = 40) -> None:
        """One of several radio buttons: Tab enters the group, the arrows go through it."""
        self.reach(f"[name={name}]", most=most)
        if self.page.evaluate(FOCUSED, [f"[value={value}]", ""]):
            self.press("Space")
        for _ in range(most):
            if self.page.evaluate(FOCUSED, [f"[name={name}][value={value}]:checked", ""]):
                return
            self.press("ArrowDown")
        pytest.fail(f"{name} {value} cannot be chosen by keyboard")


def at_work(browser: Any, address: str, officer: Officer, *, script: bool = True) -> Keyboard:
    """Somebody logged in by keyboard, on that page; from here on the keys are counted."""
    page = visitor(browser, size=DESKTOP, script=script).new_page()
    keyboard = Keyboard(page)
    page.goto(address)
    keyboard.reach("[name=username]")
    keyboard.type(officer.username)
    keyboard.reach("[name=password]")
    keyboard.type(cast.PASSWORD)
    keyboard.press("Enter")
    expect(page.get_by_role("navigation", name="Menu petugas")).to_be_visible()
    page.wait_for_load_state()
    keyboard.keys = 0
    return keyboard


def tell(capsys: pytest.CaptureFixture[str], what: str, keyboard: Keyboard, began: float) -> None:
    with capsys.disabled():
        sys.stdout.write(f"\n{what}: {keyboard.keys} keys, {perf_counter() - began:.1f} s\n")
