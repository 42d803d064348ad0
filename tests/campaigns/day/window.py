"""Somebody of the office before a screen of their own: logs in whenever the page asks, and everything is watched.

What a browser says is wrong (an answer 5xx, an error in its console, a page that failed) is kept for the verdict.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Response

from tests.campaigns.day.cast import PASSWORD, ZONE, Colleague
from tests.campaigns.day.hands import LOGIN, Answer, Button, Failed, Hand, Wire, spelled
from tests.campaigns.day.house import House
from tests.journeys.browser import DESKTOP, PHONE, fits, visitor

ONE: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b\d+\b|(?<=/v/)[^/]+|(?<=/ambil/)[^/]+")
"""What in an address is about one file or one thing; without it two addresses are one page."""
OPEN_ALL: Final = (
    "node => { for (let up = node; up; up = up.parentElement) if (up.tagName === 'DETAILS') up.open = true }"
)
FIRST_TIMES: Final = 3
EVERY: Final = 2
"""Each kind of deed is done in Chromium the first times, and then every other time."""


@dataclass
class Watch:
    """What the browsers of a day saw. While `power_cut`, a page that does not come is no fault."""

    faults: list[str] = field(default_factory=list)
    answers: Counter[int] = field(default_factory=Counter)
    wide: list[str] = field(default_factory=list)
    power_cut: bool = False

    def over(self, page: Page, who: str) -> None:
        page.on("response", lambda answer: self._answered(answer, who))
        page.on("console", lambda message: self._said(message, who))
        page.on("pageerror", lambda error: self.faults.append(f"{who}: {error}"))

    def _answered(self, answer: Response, who: str) -> None:
        self.answers[answer.status] += 1
        if answer.status >= 500:
            self.faults.append(f"{who}: {answer.status} {ONE.sub('…', urlsplit(answer.url).path)}")

    def _said(self, message: ConsoleMessage, who: str) -> None:
        # Laid out before our own sheet came, a page wants the font of the vendored one, and our policy refuses it.
        if message.type == "error" and not self.power_cut and "font-src" not in message.text:
            where = ONE.sub("…", urlsplit(message.location["url"]).path)
            self.faults.append(f"{who}: console at {where}: {message.text[:200]}")


@dataclass
class Day:
    """The office of the day: everybody's windows and wires, the computer, the clock, the pictures, what was counted."""

    browser: Browser
    house: House
    folder: Path
    chance: random.Random
    watch: Watch = field(default_factory=Watch)
    windows: dict[str, Window] = field(default_factory=dict)
    wires: dict[str, Wire] = field(default_factory=dict)
    done: Counter[str] = field(default_factory=Counter)
    in_chromium: Counter[str] = field(default_factory=Counter)
    pictures: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    pages: int = 0
    keys: int = 0
    requests: int = 0
    system_down: bool = False

    @property
    def now(self) -> datetime:
        return self.house.clock.now()

    def clock(self) -> str:
        return f"{self.now.astimezone(ZONE):%d-%m %H.%M}"

    def note(self, what: str) -> None:
        """What happened, for the diary of the report."""
        self.notes.append(f"{self.clock()} {what}")

    def window(self, one: Colleague) -> Window:
        if one.username not in self.windows:
            self.windows[one.username] = Window(self, one.name, one)
        return self.windows[one.username]

    def wire(self, one: Colleague) -> Wire:
        if one.username not in self.wires:
            self.wires[one.username] = Wire(self, one)
        return self.wires[one.username]

    def hand(self, one: Colleague, deed: str) -> Hand:
        """Who does this kind of deed now: in Chromium the first times and every other time, else over HTTP."""
        self.done[deed] += 1
        count = self.done[deed]
        if count <= FIRST_TIMES or count % EVERY == 0:
            self.in_chromium[deed] += 1
            return self.window(one)
        return self.wire(one)

    def until(self, moment: datetime) -> None:
        """The clock goes ahead to this moment, and what time alone brings about has happened."""
        self.house.clock.move_to(moment)
        self.house.clock.settle()

    def wait(self, **length: float) -> None:
        self.until(self.now + timedelta(**length))


class Window:
    """A browser of one's own. The session ends after half an hour without a request; then they log in again."""

    def __init__(self, day: Day, name: str, colleague: Colleague | None = None, size: dict[str, int] = DESKTOP) -> None:
        self.day, self.name, self.colleague, self.password = day, name, colleague, PASSWORD
        self.context = visitor(day.browser, size=size, script=True)
        self.page = self.context.new_page()
        day.watch.over(self.page, name)
        self._answer: Response | None = None

    def opens(self, path: str) -> Answer:
        self.day.pages += 1
        self._answer = self.page.goto(f"{self.day.house.address}{path}")
        if urlsplit(self.page.url).path == LOGIN and self.colleague:
            self.logs_in()
            if urlsplit(self.page.url).path != urlsplit(path).path:
                self._answer = self.page.goto(f"{self.day.house.address}{path}")
        return self.seen.good(self.name)

    def logs_in(self) -> Answer:
        assert self.colleague
        self.day.done["login"] += 1
        self.day.in_chromium["login"] += 1
        fields = {"username": self.colleague.username, "password": self.password}
        return self.form("username").send(fields)

    @property
    def seen(self) -> Answer:
        """The open page."""
        status = self._answer.status if self._answer else 0
        return Answer(status, urlsplit(self.page.url).path, self.page.content())

    def form(self, marker: str) -> WindowSheet:
        name, _, value = marker.partition("=")
        which = f'[name="{name}"]' + (f'[value="{value}"]' if value else "")
        return WindowSheet(self, self.page.locator("form", has=self.page.locator(which)).first)

    def clicks(self, button: Locator) -> Answer:
        """Press it and see what comes."""
        self.day.keys += 1
        self.day.pages += 1
        button.evaluate(OPEN_ALL)
        with self.page.expect_navigation() as came:
            button.click()
        self._answer = came.value
        return self.seen.good(self.name)

    def shows(self, name: str, *, phone: bool = True, fine: bool = True) -> None:
        """Keep the open page as a picture: as it is, and on a telephone."""
        usual = self.page.viewport_size or DESKTOP
        for size in (usual, PHONE) if phone and usual != PHONE else (usual,):
            self.page.set_viewport_size(size)  # type: ignore[arg-type]
            folder = self.day.folder / "gambar"
            folder.mkdir(parents=True, exist_ok=True)
            file = f"{len(self.day.pictures) + 1:02}-{name}-{size['width']}.png"
            self.page.screenshot(path=folder / file, full_page=True)
            self.day.pictures.append(file)
            if fine and not fits(self.page):
                self.day.watch.wide.append(f"{name}: wider than {size['width']} px")
        self.page.set_viewport_size(usual)  # type: ignore[arg-type]


class WindowSheet:
    """A form on the screen."""

    def __init__(self, window: Window, form: Locator) -> None:
        self.window, self.form = window, form

    def value(self, name: str) -> str:
        return self.form.locator(f'[name="{name}"]').first.input_value()

    def fill(self, fields: Mapping[str, Any]) -> None:
        """Type, tick and choose; a value that is a `Paper` is a file."""
        for name, value in spelled_but_papers(fields).items():
            self._fill(name, value)

    def send(self, fields: Mapping[str, Any], button: Button | None = None) -> Answer:
        self.fill(fields)
        return self.window.clicks(self.button(button))

    def button(self, button: Button | None = None) -> Locator:
        if button:
            return self.form.locator(f'button[name="{button[0]}"][value="{button[1]}"]').first
        return self.form.locator("button:not([formaction]):not([formtarget]):not([type=button]):not([tabindex])").last

    def _fill(self, name: str, value: Any) -> None:
        found = self.form.locator(f'[name="{name}"]')
        first = found.first
        kind = first.evaluate("node => node.tagName === 'INPUT' ? node.type : node.tagName.toLowerCase()")
        if kind == "hidden":
            raise Failed(f"{self.window.name}: {name} is hidden on {self.window.page.url}")
        first.evaluate(OPEN_ALL)
        self.window.day.keys += 1
        if kind in ("radio", "checkbox"):
            wish = self.form.locator(f'[name="{name}"][value="{value}"]').first
            wish.evaluate(OPEN_ALL)
            wish.check()
        elif kind == "select":
            first.select_option(value)
        elif kind == "file":
            first.set_input_files({"name": value.name, "mimeType": value.kind, "buffer": value.content})
        else:
            first.fill(value)
            self.window.day.keys += len(value)


def spelled_but_papers(fields: Mapping[str, Any]) -> dict[str, Any]:
    papers = {name: value for name, value in fields.items() if hasattr(value, "content")}
    return {**spelled({name: value for name, value in fields.items() if name not in papers}), **papers}
