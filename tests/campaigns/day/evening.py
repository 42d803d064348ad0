"""Many letters in one sitting: the deputy's paraf in the office, the head's signature on a telephone at night."""

from __future__ import annotations

import re
from typing import Final

from tests.campaigns.day.cast import DEPUTY, HEAD, PASSWORD, holders
from tests.campaigns.day.files import Desks, File
from tests.campaigns.day.hands import Failed
from tests.campaigns.day.window import Day, Window
from tests.journeys.browser import PHONE

LETTERS: Final = "/kantor/tanda-tangan/"
OWED: Final = "/kantor/kompensasi/"
DONE: Final = re.compile(r"(\d+) dari (\d+) surat selesai")
ENTITLEMENT: Final = re.compile(r'href="(/kantor/kompensasi/[0-9a-f-]{36}/)"')
CAUSE: Final = "Listrik di kantor padam selama 25 menit, sehingga usulan Anda terlambat dikirim."
MINUTE: Final = 60_000
MOST: Final = 25


def telephone(day: Day) -> Window:
    """The head's own."""
    head = holders(HEAD)[0]
    if "phone" not in day.windows:
        day.windows["phone"] = Window(day, head.name, head, PHONE)
    return day.windows["phone"]


def initials(day: Day, desks: Desks) -> None:
    """What waits for the deputy's paraf."""
    waiting, desks.initials = desks.initials, []
    sits(day, desks, day.window(holders(DEPUTY)[0]), waiting, "paraf")


def signs(day: Day, desks: Desks) -> None:
    """What waits for the head's signature."""
    waiting, desks.sitting = desks.sitting, []
    sits(day, desks, telephone(day), waiting, "tanda-tangan")


def sits(day: Day, desks: Desks, window: Window, files: list[File], what: str) -> None:
    """All of them in as few sittings as can be; each is read of its own file what became of it."""
    for first in range(0, len(files), MOST):
        part = files[first : first + MOST]
        window.opens(LETTERS)
        boxes = window.page.locator('[name="letters"]')
        if boxes.count() < len(part):
            raise Failed(f"{boxes.count()} letters wait for {window.name}, not {len(part)}")
        window.shows(f"sekaligus-{what}")
        for file in part:
            window.page.locator(f'[name="letters"][value^="{file.id}|"]').check()
            day.keys += 1
        window.form("letters").send({"password": PASSWORD})
        window.page.wait_for_function("!document.querySelector('form[data-goes-on]')", timeout=2 * MINUTE)
        done = DONE.search(window.page.content())
        if not done or done.groups() != (str(len(part)), str(len(part))):
            raise Failed(
                f"{window.name}: {done and done.group()} of {len(part)}: {window.page.inner_text('main')[:600]}"
            )
        window.shows(f"sekaligus-{what}-hasil")
        day.done[what] += len(part)
        day.in_chromium[what] += len(part)
        for file in part:
            deed = file.deed
            assert deed
            desks.has_done(file, deed)
    day.note(f"{what} sekaligus: {len(files)} surat")


def apologises(day: Day) -> int:
    """The letters of apology, with the cause in plain words, signed on the telephone; how many."""
    window = telephone(day)
    window.opens(OWED)
    window.shows("kompensasi")
    owed = sorted(set(ENTITLEMENT.findall(window.seen.text)))
    for number, path in enumerate(owed):
        window.opens(path)
        answer = window.form("cause").send({"cause": CAUSE, "password": PASSWORD}, ("deed", "sign"))
        if "sudah ditandatangani" not in answer.text:
            raise Failed(f"{path} is not signed")
        if number == 0:
            window.shows("permintaan-maaf")
        day.done["apology signed"] += 1
        day.in_chromium["apology signed"] += 1
    day.note(f"permintaan maaf ditandatangani: {len(owed)}")
    return len(owed)
