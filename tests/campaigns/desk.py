"""Officers at their browsers: Belitung's second service from the counter to the handing over, page by page.

Every deed is a `Request` that was made from the page an officer saw, so it can be sent again unchanged.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Final

from tests.campaigns.client import Answer, Browser, Request, form_with, insisting
from tests.campaigns.server import HOST
from tests.campaigns.stage import ANALYST, CLERK, HEAD, OPERATOR, PASSWORD, PRINTER, SERVICE

LOGIN: Final = "/kantor/masuk/"
COUNTER: Final = f"/kantor/loket/{SERVICE}/"
SIGNED: Final = "signed"


@dataclass(frozen=True, slots=True)
class Deed:
    """One step of the journey: who leaves which step by which outcome, and what has to be typed for it."""

    post: str
    step: str
    outcome: str
    typed: tuple[tuple[str, str], ...] = ()


LETTER: Final = (
    ("drafted-letter-tempat_lahir", "Contoh"),
    ("drafted-letter-tanggal_periksa_data_0", "20"),
    ("drafted-letter-tanggal_periksa_data_1", "11"),
    ("drafted-letter-tanggal_periksa_data_2", "2026"),
)
JOURNEY: Final = (
    Deed(CLERK, "penyerahan-berkas", "complete"),
    Deed(ANALYST, "verifikasi", "valid"),
    Deed(OPERATOR, "verifikasi", "valid"),
    Deed(OPERATOR, "unduh", "drafted", LETTER),
    Deed(HEAD, "tanda-tangan", SIGNED),
    Deed(PRINTER, "cetak", "done", (("done-note", "Dicetak satu lembar"),)),
    Deed(CLERK, "penyerahan-surat", "delivered", (("delivered-collector", "Pemohon sendiri"),)),
)
WALK_IN: Final = {
    "applicant-name": "Contoh Pemohon",
    "applicant-nik": "9999990101900001",
    "applicant-kk": "9999990101900002",
    "applicant-address": "Jalan Contoh Nomor 1 RT 001 RW 001",
    "answers-keperluan": "pendidikan",
    "paper-identitas": "ya",
    "which-identitas": "ektp",
}


class Desk:
    """One officer's browser, logged in."""

    def __init__(self, port: int, username: str) -> None:
        self.browser = Browser(HOST, port)
        self.username = username

    def log_in(self) -> None:
        page = self.browser.get(LOGIN)
        fields = {**form_with(page.text, "username").fields, "username": self.username, "password": PASSWORD}
        answer = self.browser.post(LOGIN, fields)
        if answer.status != 302:
            raise RuntimeError(f"{self.username} cannot log in: {answer.status}")

    def page(self, path: str) -> str:
        """A page that must be there, however long the server is away."""
        answer = insisting(lambda: self.browser.get(path))
        if answer.status != 200:
            raise RuntimeError(f"{self.username} {path}: {answer.status} {answer.location}")
        return answer.text

    def walk_in(self) -> tuple[str, Request]:
        """A walk-in at the counter: the application's id, and the request that has it received."""
        form = form_with(self.page(COUNTER), "submission_id")
        application = form.fields["submission_id"].partition(":")[0]
        return application, self.browser.prepare(COUNTER, {**form.fields, **WALK_IN})

    def deed(self, application: str, deed: Deed) -> Request:
        """The request that does this deed, from the page as it is now."""
        file = f"/kantor/berkas/{application}/"
        if deed.outcome == SIGNED:
            page = self.page(f"{file}tanda-tangan/")
            fields = {**form_with(page, "password").fields, "password": PASSWORD, "way": "electronic"}
            return self.browser.prepare(f"{file}tanda-tangan/", fields)
        form = form_with(self.page(file), "step")
        if form.fields["step"] != deed.step:
            raise RuntimeError(f"{application} is at {form.fields['step']}, not at {deed.step}")
        fields = {**form.fields, "outcome": deed.outcome, **dict(deed.typed)}
        return self.browser.prepare(f"{file}tindak/", fields)


def receipt_of(answer: Answer) -> dict[str, str]:
    """Code, secret and agenda number on a receipt; LookupError when the answer is none."""
    found = {}
    for name, pattern in (
        ("code", r"data-code>([^<]+)<"),
        ("secret", r"data-secret>([^<]+)<"),
        ("register", r"<dt>Nomor agenda</dt><dd>([^<]+)</dd>"),
    ):
        match = re.search(pattern, answer.text)
        if match is None:
            raise LookupError(f"no {name} on the page ({answer.status})")
        found[name] = match.group(1)
    return found


def conflict_of(answer: Answer) -> str:
    """What the page of a slower officer says about it, "" when it says nothing."""
    match = re.search(r"Orang lain lebih dulu</h2>.*?<p>(.*?)</p>", answer.text, re.DOTALL)
    return html.unescape(match.group(1)) if match else ""
