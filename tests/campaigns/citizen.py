"""A citizen at home: an application on the public pages, up to the one request that sends it."""

from __future__ import annotations

import html
import re
from typing import Final

from tests.campaigns.client import Answer, Browser, Request, form_with, insisting
from tests.campaigns.server import HOST
from tests.campaigns.stage import OFFICE, SERVICE

SERVICE_PAGE: Final = f"/layanan/{OFFICE}/{SERVICE}/"
START: Final = f"/ajukan/{OFFICE}/{SERVICE}/"
PERSON: Final = {
    "name": "Contoh Pemohon",
    "nik": "9999990101900001",
    "kk": "9999990101900002",
    "address": "Jalan Contoh Nomor 1 RT 001 RW 001",
}
ANSWERS: Final = {"keperluan": "pendidikan"}
PAPER: Final = {"tempat": "identitas", "aksi": "bawa", "pilihan": "ektp"}


class Citizen:
    def __init__(self, port: int) -> None:
        self.browser = Browser(HOST, port)

    def application(self) -> tuple[str, Request]:
        """A filled-in draft: its id, and the request that sends it."""
        self._page(SERVICE_PAGE)
        started = self._post(START, {})
        draft = started.path.split("/")[2]
        base = f"/ajukan/{draft}/"
        self._fill(f"{base}pemohon/", "name", PERSON)
        self._fill(f"{base}pertanyaan/", "keperluan", ANSWERS)
        self._post(f"{base}berkas/", PAPER)
        form = form_with(self._page(f"{base}periksa/"), "consent")
        return draft, self.browser.prepare(f"{base}kirim/", {**form.fields, "consent": "on"})

    def receipt(self, draft: str) -> dict[str, str]:
        """Code, secret and agenda number of an application that was sent."""
        page = self._page(f"/ajukan/{draft}/tanda-terima/")
        code, secret = (html.unescape(text) for text in re.findall(r'<p class="m-code[^"]*">([^<]+)</p>', page)[:2])
        register = re.search(r">\s*(\d{4,}/\d{4})\s*<", page)
        if register is None:
            raise LookupError("no agenda number on the receipt")
        return {"code": code, "secret": secret, "register": register.group(1)}

    def _fill(self, path: str, name: str, typed: dict[str, str]) -> None:
        form = form_with(self._page(path), name)
        answer = self._post(path, {**form.fields, **typed})
        if answer.path == path:
            raise RuntimeError(f"{path} was not accepted")

    def _page(self, path: str) -> str:
        answer = insisting(lambda: self.browser.get(path))
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status} {answer.location}")
        return answer.text

    def _post(self, path: str, fields: dict[str, str]) -> Answer:
        request = self.browser.prepare(path, fields)
        answer = insisting(lambda: self.browser.send(request))
        if answer.status != 302:
            raise RuntimeError(f"{path}: {answer.status}")
        return answer
