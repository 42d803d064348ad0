"""Files on their roads: taken in at the counter, moved on from desk to desk, signed, handed over.

What was done is told to `File.told`, and the verdict compares it with the ledger.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from tests.campaigns.day.agenda import Agenda, working
from tests.campaigns.day.cast import PASSWORD, ZONE, Colleague, holders
from tests.campaigns.day.guests import LETTER, Guest
from tests.campaigns.day.hands import Answer, Failed, Hand, Sheet, fills, words
from tests.campaigns.day.roads import ANSWERS, BY_HAND, INITIALLED, MORROW, ROADS, SIGNED, SITTING, SYSTEM, Deed
from tests.campaigns.day.window import Day, Window
from tests.journeys.person import photo, scan

Told = tuple[str, str, str]
RECEIPT: Final = (
    re.compile(r"<dt>Nomor agenda</dt><dd>([^<]+)</dd>"),
    re.compile(r'data-code(?:="")?>([^<]+)<'),
    re.compile(r'data-secret(?:="")?>([^<]+)<'),
)
UNREADABLE: Final = "Fotonya terlalu gelap, tulisannya tidak terbaca."
BACK_AGAIN: Final = 35
"""Minutes until somebody comes back with what was missing."""


@dataclass
class File:
    """An application and what was told of it. `completed_at`: when the counter found it complete."""

    guest: Guest
    id: str
    register: str
    code: str
    secret: str
    clerk: Colleague
    received_at: datetime
    stage: int = 0
    turn: int = 0
    told: list[Told] = field(default_factory=lambda: [("received", "", "")])
    completed_at: datetime | None = None
    done_at: datetime | None = None
    by_hand: bool = False
    sent_back: bool = False

    @property
    def path(self) -> str:
        return f"/kantor/berkas/{self.id}/"

    @property
    def deed(self) -> Deed | None:
        road = ROADS[self.guest.service]
        return road[self.stage] if self.stage < len(road) else None


@dataclass
class Desks:
    """Everybody behind the counter. `sitting`, `initials`, `morrow`: what waits for the head, the deputy, the morning;
    `dark`: the electricity is off."""

    day: Day
    agenda: Agenda
    files: list[File] = field(default_factory=list)
    sent_back: int = 0
    to_send_back: int = 3
    sitting: list[File] = field(default_factory=list)
    morrow: list[File] = field(default_factory=list)
    initials: list[File] = field(default_factory=list)
    second_day: bool = False
    dark: bool = False

    def takes_in(self, guest: Guest, clerk: Colleague, *, kind: str = "intake", **more: Any) -> File:
        """An intake at the counter; the first ones lay a scan beside the paper."""
        hand = self.day.hand(clerk, f"{kind} {guest.service}")
        hand.opens(f"/kantor/loket/{guest.service}/")
        sheet = hand.form("submission_id")
        own = sheet.value("submission_id").partition(":")[0]
        fields = {**guest.person, **ANSWERS[guest.service], "all-papers": "ya", **spelled_out(more)}
        if isinstance(hand, Window) and guest.service == LETTER:
            fields["scan-identitas"] = photo("ktp.jpg")
        return self.received(guest, clerk, own, sheet.send(fields), hand)

    def received(self, guest: Guest, clerk: Colleague, own: str, answer: Answer, hand: Hand) -> File:
        """The receipt lies there: the file begins its road."""
        found = [pattern.search(answer.text) for pattern in RECEIPT]
        if None in found:
            raise Failed(f"{guest.name}: no receipt: {words(answer.text)[:300]}")
        register, code, secret = (one.group(1) for one in found if one)
        file = File(guest, own, register, code, secret, clerk, self.day.now)
        self.files.append(file)
        if isinstance(hand, Window) and guest.service and self.day.done[f"intake {guest.service}"] == 1:
            hand.shows(f"tanda-terima-{guest.service}")
        self.goes_on(file)
        return file

    def goes_on(self, file: File) -> None:
        """When the next deed is due: after some minutes, in a sitting, or tomorrow."""
        deed = file.deed
        if deed is None:
            return
        if deed.outcome == INITIALLED:
            self.initials.append(file)
        elif deed.waits == SITTING:
            self.sitting.append(file)
        elif (deed.waits == MORROW and not self.second_day) or self.is_for_tomorrow(deed):
            self.morrow.append(file)
        else:
            self.takes_turn(file, deed.minutes)

    def takes_turn(self, file: File, minutes: float) -> None:
        """Its next deed after so many minutes, unless somebody has done it by then."""
        file.turn += 1
        turn = file.turn
        self.agenda.after(minutes, lambda: self.does(file) if file.turn == turn else None)

    def is_for_tomorrow(self, deed: Deed) -> bool:
        """Whether the office closes before its turn comes."""
        now = self.day.now.astimezone(ZONE)
        return working(now, deed.minutes).date() > now.date()

    def begins_second_day(self) -> None:
        """What waited for the morning goes on, one after the other."""
        self.second_day = True
        waiting, self.morrow = self.morrow, []
        for number, file in enumerate(waiting):
            self.takes_turn(file, 5 + number)

    def worker(self, file: File, deed: Deed) -> Colleague:
        """Always the same for a file: the clerk who took it in, else one of those who hold the post."""
        found = holders(deed.post)
        return file.clerk if file.clerk in found else found[file.guest.number % len(found)]

    def does(self, file: File) -> None:
        """The next deed of the road; in the dark a little later."""
        deed = file.deed
        assert deed
        if self.dark:
            self.takes_turn(file, 1)
            return
        worker = self.worker(file, deed)
        if self.sends_back(file, deed, worker):
            return
        hand = self.day.hand(worker, self.kind(file, deed))
        if deed.outcome == SIGNED:
            answer = self.signs(hand, file)
            said = "sudah ditandatangani"
        else:
            sheet, fields = self.prepares(hand, file, deed)
            answer = sheet.send(fields)
            said = f"Tercatat untuk berkas {file.register}"
        if said not in answer.text:
            raise Failed(f"{file.register} {deed.step}: the page does not say {said}")
        self.has_done(file, deed)

    def kind(self, file: File, deed: Deed) -> str:
        """What sort of deed it is, so that each sort is done in Chromium a few times."""
        if deed.outcome == SIGNED:
            return "sign alone"
        return "answered by hand" if self.asks_in_vain(file, deed) else f"{file.guest.service} {deed.step}"

    def asks_in_vain(self, file: File, deed: Deed) -> bool:
        return self.day.system_down and file.guest.service == LETTER and deed.step == "cek-data"

    def signs(self, hand: Hand, file: File) -> Answer:
        """With the password; in Chromium in ink: the numbered letter is printed, signed, stamped and scanned in."""
        hand.opens(f"{file.path}tanda-tangan/")
        if not isinstance(hand, Window):
            return hand.form("way=electronic").send({"password": PASSWORD}, ("way", "electronic"))
        letter = hand.form("way=electronic")
        fields = {name: letter.value(name) for name in ("csrfmiddlewaretoken", "seen_seq")}
        address = f"{self.day.house.address}{file.path}tanda-tangan/"
        printed = hand.context.request.post(address, form={**fields, "way": "print"}, headers={"Referer": address})
        if not printed.body().startswith(b"%PDF"):
            raise Failed(f"{file.register}: {printed.status}, no letter to sign in ink")
        self.day.done["signed in ink"] += 1
        self.day.in_chromium["signed in ink"] += 1
        hand.opens(f"{file.path}tanda-tangan/")
        if self.day.done["signed in ink"] == 1:
            hand.shows("tanda-tangan-basah")
        return hand.form("scan").send({"scan": scan(), "password": PASSWORD}, ("way", "scan"))

    def prepares(self, hand: Hand, file: File, deed: Deed) -> tuple[Sheet, dict[str, Any]]:
        """The form of the step, open, and what is to be typed into it."""
        typed = {**deed.typed(file.register, self.day.now), **self.without_the_system(hand, file, deed)}
        hand.opens(file.path)
        sheet = hand.form("step")
        if sheet.value("step") != deed.step:
            raise Failed(f"{file.register} is at {sheet.value('step')}, not at {deed.step}")
        return sheet, {"outcome": deed.outcome, **{f"{deed.outcome}-{name}": one for name, one in typed.items()}}

    def has_done(self, file: File, deed: Deed) -> None:
        file.told.append(("acted", deed.step, deed.outcome))
        file.done_at = self.day.now
        if deed.outcome == "complete":
            file.completed_at = self.day.now
        file.stage += 1
        file.turn += 1
        self.goes_on(file)

    def without_the_system(self, hand: Hand, file: File, deed: Deed) -> Mapping[str, Any]:
        """While the other system is down, its question is answered another way, and that is written down."""
        if not self.asks_in_vain(file, deed):
            return {}
        file.by_hand = True
        if isinstance(hand, Window) and self.day.done["answered by hand"] == 1:
            hand.opens(file.path)
            hand.shows("cek-data-tanpa-siks-ng")
        return {**BY_HAND, "reference": f"Telepon {SYSTEM} {file.register}"}

    def sends_back(self, file: File, deed: Deed, worker: Colleague) -> bool:
        """A few papers cannot be read: back to whoever brought them, beside the paper that is wrong."""
        wanted = file.guest.service == LETTER and file.stage == 0 and not file.sent_back
        if not wanted or self.sent_back >= self.to_send_back or file.guest.number % 3:
            return False
        self.sent_back += 1
        file.sent_back = True
        window = self.day.window(worker)
        window.opens(file.path)
        finding = window.page.locator('[name="incomplete-findings-identitas"]')
        finding.evaluate("node => { node.closest('details').open = true }")
        finding.fill(UNREADABLE)
        if self.sent_back == 1:
            window.shows("kembalikan")
        answer = window.form("step").send({"outcome": "incomplete"})
        self.day.done["sent back"] += 1
        self.day.in_chromium["sent back"] += 1
        file.told.append(("acted", deed.step, "incomplete"))
        if UNREADABLE not in answer.text:
            raise Failed(f"{file.register}: the sheet does not say what is wrong")
        self.agenda.after(BACK_AGAIN, lambda: self.comes_back(file))
        return True

    def comes_back(self, file: File) -> None:
        """With a better copy, at the counter."""
        if self.dark:
            self.agenda.after(1, lambda: self.comes_back(file))
            return
        hand = self.day.hand(file.clerk, "mended at the counter")
        fills(hand, f"{file.path}lengkapi/", "returned", {"paper-identitas": "ya"})
        file.told.append(("resubmitted", "", ""))
        self.goes_on(file)


def spelled_out(names: Mapping[str, Any]) -> dict[str, Any]:
    """Names of fields as Python writes them: "__" stands for "-"."""
    return {name.replace("__", "-"): one for name, one in names.items()}
