"""The morning after: letters are printed and handed over, apologies given, and whoever was let down goes first."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from tests.campaigns.day.cast import CLERK, holders
from tests.campaigns.day.evening import ENTITLEMENT, OWED
from tests.campaigns.day.files import Desks, File
from tests.campaigns.day.guests import LETTER, Guest
from tests.campaigns.day.hall import CALLED, COUNTER, Hall
from tests.campaigns.day.hands import Failed, fills
from tests.campaigns.day.window import Day, Window
from tests.journeys.browser import PHONE
from tests.journeys.person import words_of

FIRST: Final = "Berhak didahulukan"
PUT_FIRST: Final = "Prioritas (kompensasi)"
CITIZENS: Final = 3
TICKET: Final = re.compile(r"\b(P-\d+)\b")


@dataclass
class Morrow:
    """`given`: apologies handed over; `first`: the file of whoever came again and went first."""

    day: Day
    hall: Hall
    desks: Desks
    given: int = 0
    first: File | None = None

    def begins(self) -> None:
        self.hall.opens()
        self.desks.begins_second_day()

    def gives_apologies(self) -> None:
        """Each letter of apology into the hands of whoever it is owed to."""
        window = self.day.window(holders(CLERK)[0])
        for path in sorted(set(ENTITLEMENT.findall(window.opens(OWED).text))):
            window.opens(path)
            window.form("how").send({"how": "handed", "note": "Diterima sendiri di loket"}, ("deed", "give"))
            self.given += 1
            self.day.done["apology given"] += 1
            self.day.in_chromium["apology given"] += 1
            if self.given == 1:
                window.shows("permintaan-maaf-diserahkan")
        if ENTITLEMENT.search(window.opens(OWED).text):
            raise Failed("an apology is still owed")

    def comes_again(self, late: File) -> None:
        """Somebody whose promise was broken wants another service: found by the NIK, a priority number, and in."""
        clerk = holders(CLERK)[0]
        window = self.day.window(clerk)
        guest = replace(late.guest, service=LETTER, reason="compensation", comes_at=self.day.now)
        found = fills(window, COUNTER, "q", {"q": guest.nik})
        if FIRST not in found.text:
            raise Failed(f"the counter does not say that {guest.name} goes first")
        window.shows("berhak-didahulukan")
        slip = window.form("reason=compensation").send({}, ("deed", "give"))
        number = TICKET.search(slip.text)
        if not number:
            raise Failed(f"{guest.name} got no priority number")
        self._is_called(guest, number.group(1))
        self._goes_first(self.desks.takes_in(guest, clerk))

    def _is_called(self, guest: Guest, number: str) -> None:
        window = self.day.window(holders(CLERK)[0])
        self.hall.sits_down(window, self.hall.places[0])
        called = CALLED.search(window.form("deed=next").send({}, ("deed", "next")).text)
        if not called or called.group(1) != number:
            raise Failed(f"{called and called.group(1)} is called, not {number}")
        self.hall.served.append(guest)

    def _goes_first(self, file: File) -> None:
        """The new file stands first at the desk that it comes to."""
        self.first = file
        self.day.house.clock.settle()
        window = self.day.window(holders(CLERK)[0])
        page = window.opens(file.path)
        window.shows("berkas-didahulukan")
        if PUT_FIRST not in page.text:
            raise Failed(f"{file.register} is not put first")
        self.day.note(f"{file.register} didahulukan: janji kepada {file.guest.name} pernah lewat")

    def citizens_look(self) -> None:
        """A few at home on their telephones: the file with code and secret, the letter, the page that verifies it."""
        ended = [file for file in self.desks.files if file.guest.service == LETTER and file.deed is None]
        for number, file in enumerate(ended[:CITIZENS]):
            window = Window(self.day, file.guest.name, size=PHONE)
            page = fills(window, "/lacak/", "secret", {"code": file.code, "secret": file.secret})
            if "Selesai" not in page.text or "Unduh surat" not in page.text:
                raise Failed(f"{file.guest.name} does not see that it is done")
            if number == 0:
                window.shows("lacak")
            letter = window.page.get_by_role("link", name="Unduh surat (PDF)").get_attribute("href")
            pdf = window.context.request.get(f"{self.day.house.address}{letter}").body()
            (self.day.folder / f"surat-{file.register.replace('/', '-')}.pdf").write_bytes(pdf)
            if file.guest.name not in words_of(pdf):
                raise Failed(f"the letter of {file.register} does not name {file.guest.name}")
            checked = window.clicks(window.page.get_by_role("link", name="Halaman pemeriksaan surat ini"))
            if "tercatat dan berlaku" not in checked.text or file.guest.nik in checked.text:
                raise Failed(f"the letter of {file.register} is not verified")
            if number == 0:
                window.shows("pemeriksaan")
            window.context.close()
            self.day.done["citizen follows and verifies"] += 1
            self.day.in_chromium["citizen follows and verifies"] += 1
