"""Somebody before a screen, who knows a page only as it reads: fields by their labels, buttons and links by words."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self
from zoneinfo import ZoneInfo

from PIL import Image
from playwright.sync_api import Locator, expect

from tests.journeys.browser import fits, picture, visitor
from tests.web.desk_steps import blank_pdf

if TYPE_CHECKING:
    from tests.journeys.people import Office

ZONE: Final = ZoneInfo("Asia/Jakarta")


class Paper(NamedTuple):
    """A file in somebody's hand."""

    name: str
    kind: str
    content: bytes


def photo(name: str = "foto.jpg", colour: str = "#9fc5e8") -> Paper:
    target = BytesIO()
    Image.new("RGB", (860, 540), colour).save(target, "JPEG")
    return Paper(name, "image/jpeg", target.getvalue())


def scan(name: str = "pindaian.pdf") -> Paper:
    return Paper(name, "application/pdf", blank_pdf())


def begins(words: str, after: str = "") -> re.Pattern[str]:
    """Words at the start of a name. A slash would end the expression in the browser's own writing of it."""
    return re.compile(rf"^\s*{re.escape(words).replace('/', '.')}{after}")


def is_named(label: str) -> re.Pattern[str]:
    """The label as the page writes it, with or without "(boleh kosong)"."""
    return begins(label, r"(\s*\(boleh kosong\))?\s*$")


def words_of(pdf: bytes) -> str:
    """What stands on a printed page, with single blanks."""
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, check=True, capture_output=True)
    return " ".join(done.stdout.decode().split())


def stand_in(printed: str, texts: Iterable[str]) -> None:
    """Each of these words stands there."""
    for text in texts:
        assert text in printed, f"{text} does not stand in: {printed}"


class Person:
    """Somebody before a screen. Every key and every click is counted."""

    def __init__(self, office: Office, name: str, size: dict[str, int]) -> None:
        self.office, self.name, self.looks = office, name, 0
        self.context = visitor(office.browser, size=size, script=office.script)
        self.page = self.context.new_page()
        self.page.on("framenavigated", self._count)

    def _count(self, frame: Any) -> None:
        self.office.pages += frame == self.page.main_frame

    def goes_to(self, path: str) -> Self:
        self.page.goto(f"{self.office.address}{path}")
        return self

    def looks_at(self, what: str) -> None:
        """Keep a picture, when pictures are wanted; the page is never wider than the screen."""
        if os.environ.get("MAKLUMAT_SCREENSHOTS"):
            self.looks += 1
            assert fits(self.page), f"{what} is wider than its window"
            picture(self.page, f"{self.office.name}-{self.name}-{self.looks:02}-{what}".replace(" ", "-").lower())

    def reads(self, *texts: str) -> Self:
        """These words stand on the page."""
        for text in texts:
            expect(self.page.locator("main")).to_contain_text(text)
        return self

    def does_not_read(self, *texts: str) -> Self:
        for text in texts:
            expect(self.page.locator("main")).not_to_contain_text(text)
        return self

    def press(self, name: str, within: Locator | None = None) -> None:
        """A button or a link, by its first words."""
        place = within or self.page.locator("main")
        words = begins(name)
        button, link = place.get_by_role("button", name=words), place.get_by_role("link", name=words)
        button.or_(link).first.click()
        self.office.keys += 1

    def writes(self, fields: Mapping[str, Any], within: Locator | None = None) -> None:
        """Fill in fields by their labels; the kind of value says what kind of field that is."""
        for label, value in fields.items():
            self._write(within or self.page.locator("main"), label, value)

    def _write(self, place: Locator, label: str, value: Any) -> None:
        name = is_named(label)
        if value is True:  # a box to tick, or a question to say yes to
            boxes = place.get_by_role("checkbox", name=name).or_(place.get_by_role("group", name=name))
            if boxes.first.get_attribute("type") == "checkbox":
                boxes.first.check()
                self.office.keys += 1
                return
        found = place.get_by_role("group", name=name, include_hidden=True).or_(place.get_by_label(name)).first
        tag, folded = found.evaluate("node => [node.tagName, node.closest('details:not([open])') !== null]")
        if folded:  # what is seldom filled in stands folded away
            found.locator("xpath=ancestor::details[1]").locator("summary").first.click()
            self.office.keys += 1
        if tag == "FIELDSET":
            self._write_group(found, value)
        elif isinstance(value, Paper):
            found.set_input_files({"name": value.name, "mimeType": value.kind, "buffer": value.content})
            self.office.keys += 2
        elif tag == "SELECT":
            found.select_option(label=str(value))
            self.office.keys += 2
        else:
            text = "\n".join(value) if isinstance(value, list | tuple) else str(value)
            found.fill(text)
            self.office.keys += len(text) + 1

    def _write_group(self, group: Locator, value: Any) -> None:
        if isinstance(value, list):
            for number, row in enumerate(value):
                self.writes(row, group.locator(".d-row").nth(number))
        elif isinstance(value, date):
            parts = {"Hari": value.day, "Bulan": value.month, "Tahun": value.year}
            if isinstance(value, datetime):
                parts["Jam"] = f"{value.astimezone(ZONE):%H.%M}"  # type: ignore[assignment]
            for part, text in parts.items():
                group.get_by_label(part, exact=True).fill(str(text))
                self.office.keys += len(str(text)) + 1
        else:
            text = {True: "Ya", False: "Tidak"}.get(value, value)
            group.get_by_label(str(text), exact=True).check()
            self.office.keys += 1

    def fetches(self, link: Locator) -> bytes:
        """What a link leads to, with this person's cookies."""
        answer = self.context.request.get(f"{self.office.address}{link.get_attribute('href')}")
        assert answer.ok, answer.status
        return answer.body()

    def keeps(self, pdf: bytes, what: str) -> str:
        """The words of a printed page; the page itself is kept as a picture when pictures are wanted."""
        folder = os.environ.get("MAKLUMAT_SCREENSHOTS")
        if folder:
            name = Path(folder) / f"{self.office.name}-{what}".replace(" ", "-").lower()
            subprocess.run(["pdftoppm", "-r", "60", "-png", "-", name], input=pdf, check=True)
        return words_of(pdf)
