"""The waiting room: guests take numbers at the device beside the door, two windows call them and do what they ask."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from tests.campaigns.day.agenda import Agenda
from tests.campaigns.day.cast import CLERK, Colleague, holders
from tests.campaigns.day.files import Desks, File
from tests.campaigns.day.guests import CONSULTATION, GIVES_UP, LATE, OWN_FILE, QUESTION, Guest
from tests.campaigns.day.hands import Answer, Failed, Hand, Wire, fills
from tests.campaigns.day.window import EVERY, FIRST_TIMES, Day, Window

TABLET: Final = {"width": 1024, "height": 768}
NUMBER: Final = re.compile(r"Nomor Anda ([AP]-\d+)")
CALLED: Final = re.compile(r'class="c-called">([AP]-\d+)<')
QUEUE: Final = "/kantor/antrean/"
COUNTER: Final = "/kantor/loket/"
MINUTES: Final = {QUESTION: 2, CONSULTATION: 6, LATE: 5, OWN_FILE: 2, GIVES_UP: 1, "": 5}
QUESTIONS: Final = ("dtsen", "jkn", "bansos")
ASKS_SYSTEM: Final = frozenset({"dtsen", "bansos"})
"""Questions that are looked up in the system that is down for an hour."""


@dataclass
class Place:
    """A window of the counter. `serving`: whoever stands there."""

    number: str
    clerk: Colleague
    serving: Guest | None = None


@dataclass
class Hall:
    """`numbers`: who has which number; `waiting`: those who were not called yet; `at_the_door` and `in_flight`: whose
    requests are under way when the electricity fails."""

    day: Day
    agenda: Agenda
    desks: Desks
    device: str
    numbers: dict[str, Guest] = field(default_factory=dict)
    waiting: list[str] = field(default_factory=list)
    served: list[Guest] = field(default_factory=list)
    gone: list[Guest] = field(default_factory=list)
    on_paper: list[Guest] = field(default_factory=list)
    in_flight: list[Guest] = field(default_factory=list)
    at_the_door: Guest | None = None
    asked_without: int = 0
    shut: bool = False

    def __post_init__(self) -> None:
        first, second = holders(CLERK)
        self.places = [Place("1", first), Place("2", second)]
        self.tablet = Window(self.day, "perangkat nomor", size=TABLET)
        self.wire = Wire(self.day)

    def opens(self) -> None:
        """Each clerk says at which window they sit."""
        for place in self.places:
            fills(self.day.window(place.clerk), QUEUE, "window", {"window": place.number})

    def comes(self, guest: Guest) -> None:
        """Somebody at the door: a number from the device; on paper while the electricity is off."""
        if guest is self.at_the_door:
            return
        if self.shut:
            self.on_paper.append(guest)
            return
        self.day.done["ticket"] += 1
        count = self.day.done["ticket"]
        chromium = count <= FIRST_TIMES or count % EVERY == 0
        hand: Hand = self.tablet if chromium else self.wire
        self.day.in_chromium["ticket"] += chromium
        if count == 1:
            self.tablet.opens(self.device)
            self.tablet.shows("ambil-nomor")
        found = NUMBER.search(fills(hand, self.device, "ticket_id", {}, ("reason", guest.reason)).text)
        if not found:
            raise Failed(f"{guest.name} got no number")
        self.has_number(guest, found.group(1))
        self.calls()

    def has_number(self, guest: Guest, number: str) -> None:
        self.numbers[number] = guest
        self.waiting.append(number)

    def calls(self) -> None:
        """Every free window calls; the system says who is next."""
        for place in self.places:
            if place.serving is None and self.waiting and not self.shut:
                self._calls(place)

    def _calls(self, place: Place) -> None:
        hand = self.day.hand(place.clerk, "call")
        self.sits_down(hand, place)
        number = self._called(hand)
        guest = self.numbers[number]
        self.waiting.remove(number)
        if guest.purpose == LATE and guest not in self.gone:
            self.gone.append(guest)
            self._calls_in_vain(place)
            self.agenda.after(12, lambda: self._is_back(place, number))
            if self.waiting:
                self._calls(place)
            return
        place.serving = guest
        self.agenda.after(MINUTES[guest.purpose], lambda: self.serves(place))

    @staticmethod
    def sits_down(hand: Hand, place: Place) -> None:
        """The page of the waiting room; a session that began after the choice of a window knows none."""
        page = hand.opens(QUEUE)
        if 'value="next"' not in page.text:
            hand.form("window").send({"window": place.number})

    def _called(self, hand: Hand) -> str:
        answer = hand.form("deed=next").send({}, ("deed", "next"))
        found = CALLED.search(answer.text)
        if not found or found.group(1) not in self.waiting:
            raise Failed(f"{hand.name} called {found and found.group(1)}, waiting: {self.waiting}")
        return found.group(1)

    def _calls_in_vain(self, place: Place) -> None:
        """Twice again, then set aside."""
        window = self.day.window(place.clerk)
        self.sits_down(window, place)
        for deed in ("again", "again", "aside"):
            window.form("seen").send({}, ("deed", deed))
        self.day.done["called in vain"] += 1
        self.day.in_chromium["called in vain"] += 1
        window.shows("disisihkan")

    def _is_back(self, place: Place, number: str) -> None:
        hand = self.day.hand(place.clerk, "back again")
        hand.opens(QUEUE)
        hand.form("deed=back").send({}, ("deed", "back"))
        self.waiting.append(number)
        self.calls()

    def serves(self, place: Place) -> None:
        """What whoever stands there came for is done, and the next is called."""
        guest = place.serving
        assert guest
        if self.shut:
            self.agenda.after(1, lambda: self.serves(place))
            return
        if guest not in self.in_flight:
            self.does(guest, place.clerk)
        self.served.append(guest)
        place.serving = None
        self.calls()

    def closes(self) -> None:
        """Whoever was served last is no longer at the window."""
        for place in self.places:
            window = self.day.window(place.clerk)
            self.sits_down(window, place)
            if 'value="done"' in window.seen.text:
                window.form("deed=done").send({}, ("deed", "done"))
        self.tablet.opens(self.device)

    def does(self, guest: Guest, clerk: Colleague) -> None:
        if guest.service:
            self.desks.takes_in(guest, clerk)
        elif guest.purpose == QUESTION:
            self._answers(guest, clerk)
        elif guest.purpose == OWN_FILE and self.desks.files:
            self._tells_where(self.desks.files[guest.number % len(self.desks.files)], clerk)
        else:
            self._talks(guest, clerk)

    def _answers(self, guest: Guest, clerk: Colleague) -> None:
        """ "Aktif atau tidak?", looked up elsewhere; while that is down it cannot be told."""
        question = QUESTIONS[guest.number % len(QUESTIONS)]
        unknown = self.day.system_down and question in ASKS_SYSTEM
        self.asked_without += unknown
        fields = {"question": question, "answer": "unknown" if unknown else "active"}
        self._writes(self.day.hand(clerk, "question"), COUNTER, "question", fields)

    def _talks(self, guest: Guest, clerk: Colleague) -> None:
        hand = self.day.hand(clerk, "consultation")
        fields = {"purpose": "consultation", "result": "unresolved" if guest.purpose == GIVES_UP else "answered"}
        self._writes(hand, "/kantor/buku-tamu/", "purpose", fields)

    def _tells_where(self, file: File, clerk: Colleague) -> None:
        """By the code of the receipt; the file is not opened."""
        hand = self.day.hand(clerk, "where is my file")
        found = fills(hand, COUNTER, "q", {"q": file.code})
        if file.register not in found.text:
            raise Failed(f"{file.code} is not found at the counter")
        if isinstance(hand, Window):
            hand.shows("di-mana-berkas-saya")
        self._said(hand.form("deed=told").send({}, ("deed", "told")), hand)

    def _writes(self, hand: Hand, path: str, marker: str, fields: dict[str, str]) -> None:
        self._said(fills(hand, path, marker, fields), hand)

    @staticmethod
    def _said(answer: Answer, hand: Hand) -> None:
        if "Tercatat di buku tamu" not in answer.text:
            raise Failed(f"{hand.name}: the guest book has no new line")
