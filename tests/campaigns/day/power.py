"""The electricity fails at eleven, while requests are under way, and comes back after 25 minutes.

Server, workers and clock worker get SIGKILL at one blow. Whoever got no answer sends the very same request again, and
then, because a finger is quick, once more: nothing may be lost, nothing there twice. Meanwhile the counter works on
paper, and types it in afterwards with its true times.
"""

from __future__ import annotations

import re
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from playwright.sync_api import Locator

from tests.campaigns.client import Request, Unanswered
from tests.campaigns.day.cast import CLERK, ZONE, Colleague, holders
from tests.campaigns.day.files import RECEIPT, Desks, File
from tests.campaigns.day.guests import Guest
from tests.campaigns.day.hall import CALLED, COUNTER, NUMBER, Hall
from tests.campaigns.day.hands import Answer, Failed, Wire, WireSheet, fills
from tests.campaigns.day.roads import ANSWERS, Deed
from tests.campaigns.day.window import Day, Window, WindowSheet

WHY: Final = "Listrik padam"
APART: Final = (0.002, 0.008)
"""Seconds between one request and the next: the first may be written down, the last has hardly begun."""
MOST: Final = 3
"""Deeds on files that are under way."""
FILE: Final = re.compile(r'href="/kantor/berkas/([0-9a-f-]{36})/"')


@dataclass
class Flight:
    """A request that is under way when the electricity fails. `answers`: what each sending of it was told."""

    what: str
    wire: Wire
    request: Request
    answered: bool = False
    answers: list[Answer] = field(default_factory=list)

    def starts(self) -> None:
        try:
            self.wire.browser.send(self.request)
            self.answered = True
        except Unanswered:
            pass


@dataclass
class Pressed:
    """A button that somebody in Chromium presses a moment before: the page never comes, and they look what became."""

    file: File
    deed: Deed
    window: Window
    sheet: WindowSheet
    fields: dict[str, Any]

    @property
    def button(self) -> Locator:
        return self.sheet.button()


@dataclass
class PowerCut:
    """`flights` of the counter, of the desks, and of the device at the door."""

    day: Day
    hall: Hall
    desks: Desks
    killed: int = 0
    unanswered: int = 0
    intakes: list[tuple[Guest, Colleague, str, Flight]] = field(default_factory=list)
    deeds: list[tuple[File, Deed, Flight]] = field(default_factory=list)
    ticket: tuple[Guest, Flight] | None = None
    pressed: Pressed | None = None

    def fails(self) -> None:
        """Everything is prepared, sent at once, and the plug is pulled."""
        self._prepares()
        flights = [one[-1] for one in (*self.intakes, *self.deeds, *([self.ticket] if self.ticket else []))]
        self.day.watch.power_cut = self.desks.dark = self.hall.shut = self.desks.agenda.dark = True
        threads = [threading.Thread(target=flight.starts, daemon=True) for flight in flights]
        if self.pressed:
            self.pressed.button.click(no_wait_after=True)
        for thread in threads:
            thread.start()
            time.sleep(self.day.chance.uniform(*APART))
        self.killed = self.day.house.kill()
        for thread in threads:
            thread.join()
        self.unanswered = sum(not flight.answered for flight in flights)
        self.day.note(
            f"listrik padam: {self.killed} proses mati, {len(flights)} permintaan di jalan, "
            f"{self.unanswered} tanpa jawaban"
        )

    def _prepares(self) -> None:
        for place in self.hall.places:
            guest = place.serving
            if guest and guest.service:
                wire = self.day.wire(place.clerk)
                wire.opens(f"{COUNTER}{guest.service}/")
                sheet = wire.form("submission_id")
                own = sheet.value("submission_id").partition(":")[0]
                fields = {**guest.person, **ANSWERS[guest.service], "all-papers": "ya"}
                flight = Flight(f"intake of {guest.name}", self._alone(wire), sheet.request(fields))
                self.intakes.append((guest, place.clerk, own, flight))
                self.hall.in_flight.append(guest)
        moving = [one for one in self.desks.files if self._moves(one)]
        if len(moving) > 1:
            self._fills_in(moving.pop())
        for file in moving[:MOST]:
            deed = file.deed
            assert deed
            wire = self.day.wire(self.desks.worker(file, deed))
            sheet, fields = self.desks.prepares(wire, file, deed)
            assert isinstance(sheet, WireSheet)
            self.deeds.append(
                (file, deed, Flight(f"{file.register} {deed.step}", self._alone(wire), sheet.request(fields)))
            )
        door = Wire(self.day)
        door.opens(self.hall.device)
        guest = self.hall.at_the_door
        if guest:
            self.ticket = guest, Flight("ticket", door, door.form("ticket_id").request({}, ("reason", guest.reason)))

    def _fills_in(self, file: File) -> None:
        deed = file.deed
        assert deed
        window = self.day.window(self.desks.worker(file, deed))
        sheet, fields = self.desks.prepares(window, file, deed)
        assert isinstance(sheet, WindowSheet)
        sheet.fill(fields)
        self.pressed = Pressed(file, deed, window, sheet, fields)

    def _moves(self, file: File) -> bool:
        """Whether the next deed of the file is one of the desks behind the counter, and its turn is near."""
        deed = file.deed
        near = {"cek-data", "konsep", "jalur-usulan", "usul-reguler", "cek-edabu", "verifikasi", "asesmen", "identitas"}
        return bool(deed) and deed.step in near and not deed.waits and file not in self.desks.morrow

    def _alone(self, wire: Wire) -> Wire:
        """A line of its own for this request: threads share none."""
        line = Wire(self.day, wire.colleague)
        line.browser.cookies.update(wire.browser.cookies)
        return line

    def ends(self) -> None:
        """The machine starts by itself; everybody goes on where they were."""
        self.day.house.start()
        self.desks.dark = self.hall.shut = self.desks.agenda.dark = False
        self.day.house.clock.settle()
        self._sends_again()
        self.day.watch.power_cut = False
        self.day.note("listrik menyala; semua yang tanpa jawaban dikirim lagi, lalu sekali lagi")
        self._types_in()
        for place in self.hall.places:
            self._goes_on(place.clerk)
        self.hall.calls()

    def _sends_again(self) -> None:
        for guest, clerk, own, flight in self.intakes:
            first, second = self._twice(flight)
            told = [
                [found.group(1) for pattern in RECEIPT if (found := pattern.search(one.text))]
                for one in (first, second)
            ]
            if len(told[0]) != len(RECEIPT) or told[0] != told[1]:
                raise Failed(f"{flight.what}: {told[0]}, sent again {told[1]}")
            self.desks.received(guest, clerk, own, first, flight.wire)
        for file, deed, flight in self.deeds:
            self._twice(flight)
            self.desks.has_done(file, deed)
        if self.pressed:
            self._looks_what_became(self.pressed)
        if self.ticket:
            guest, flight = self.ticket
            numbers = {found.group(1) for one in self._twice(flight) if (found := NUMBER.search(one.text))}
            if len(numbers) != 1:
                raise Failed(f"the device gave {numbers} for one ticket")
            self.hall.has_number(guest, numbers.pop())

    def _looks_what_became(self, pressed: Pressed) -> None:
        """Whoever pressed opens the file: either it was recorded, or it is done now; never both."""
        window, file, deed = pressed.window, pressed.file, pressed.deed
        recorded = f'value="{deed.step}"' not in window.opens(file.path).text
        if not recorded:
            sheet, fields = self.desks.prepares(window, file, deed)
            sheet.send(fields)
        self.day.note(f"{file.register} {deed.step}: {'sudah' if recorded else 'belum'} tercatat ketika listrik padam")
        self.day.done["pressed in Chromium at the cut"] += 1
        self.day.in_chromium["pressed in Chromium at the cut"] += 1
        self.desks.has_done(file, deed)

    def _twice(self, flight: Flight) -> tuple[Answer, Answer]:
        flight.answers = [flight.wire.takes(flight.request) for _ in range(2)]
        self.day.done["sent again after the cut"] += 2
        return flight.answers[0], flight.answers[1]

    def _goes_on(self, clerk: Colleague) -> None:
        """At a window where somebody stands the clerk sees who that is, as before."""
        window = self.day.window(clerk)
        page = window.opens(COUNTER)
        place = next(one for one in self.hall.places if one.clerk is clerk)
        if clerk is self.hall.places[0].clerk:
            window.shows("sesudah-listrik-padam")
        if place.serving and place.serving not in self.hall.in_flight and not CALLED.search(page.text):
            raise Failed(f"{clerk.name} does not see any more who stands there")

    def _types_in(self) -> None:
        """The paper numbers, the guest book and the slips, with their true times."""
        clerk = holders(CLERK)[0]
        piles: Counter[bool] = Counter()
        for slip, guest in enumerate(self.hall.on_paper, 1):
            came = guest.comes_at.astimezone(ZONE)
            piles[bool(guest.reason)] += 1  # each lane has a pile of its own
            self._types_number(clerk, piles[bool(guest.reason)], guest, came)
            if guest.service:
                self._types_slip(clerk, slip, guest, came)
            else:
                late = {"happened_on": came.date(), "happened_at": f"{came:%H.%M}", "late_reason": WHY}
                hand = self.day.hand(clerk, "guest book from paper")
                fills(hand, "/kantor/buku-tamu/", "purpose", {"purpose": "consultation", "result": "answered", **late})

    def _types_number(self, clerk: Colleague, number: int, guest: Guest, came: datetime) -> None:
        hand = self.day.hand(clerk, "number from paper")
        fields: dict[str, Any] = {
            "seq": number, "reason": guest.reason, "on": came.date(), "late_reason": WHY,
            "came": f"{came:%H.%M}", "called": f"{came + timedelta(minutes=1):%H.%M}",
            "ended": f"{came + timedelta(minutes=3):%H.%M}",
        }  # fmt: skip
        if "tersimpan" not in fills(hand, "/kantor/antrean/dari-kertas/", "came", fields).text:
            raise Failed(f"paper number {number} is not kept")

    def _types_slip(self, clerk: Colleague, number: int, guest: Guest, came: datetime) -> None:
        """The slip was written when they came; the promise counts from then."""
        fills(self.day.window(clerk), "/kantor/dari-kertas/", "reason", {"on": came.date(), "reason": WHY})
        slip, at = f"{number}/{came.year}", f"{came:%H.%M}"
        file = self.desks.takes_in(guest, clerk, kind="slip", moment__slip=slip, moment__happened_at=at)
        file.received_at = came
        file.id = self._id_of(file, clerk)
        fills(self.day.window(clerk), "/kantor/dari-kertas/", "deed=end", {}, ("deed", "end"))

    def _id_of(self, file: File, clerk: Colleague) -> str:
        """A numbered slip has an id of its own, that of its number: typed in twice, it is one file."""
        found = FILE.search(fills(self.day.wire(clerk), COUNTER, "q", {"q": file.code}).text)
        if not found:
            raise Failed(f"{file.code} is not found at the counter")
        return found.group(1)
