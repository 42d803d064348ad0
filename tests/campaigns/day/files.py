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
from tests.campaigns.day.cast import PASSWORD, Colleague, holders
from tests.campaigns.day.guests import LETTER, Guest
from tests.campaigns.day.hands import Answer, Failed, Hand, fills, words
from tests.campaigns.day.roads import ANSWERS, BY_HAND, INITIALLED, MORROW, ROADS, SIGNED, SYSTEM, Deed
from tests.campaigns.day.window import Day, Window
from tests.journeys.person import photo

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
    told: list[Told] = field(default_factory=lambda: [("received", "", "")])
    completed_at: datetime | None = None
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
    """Everybody behind the counter."""

    day: Day
    agenda: Agenda
    files: list[File] = field(default_factory=list)
    sent_back: int = 0
    to_send_back: int = 3
    sitting: list[File] = field(default_factory=list)
    morrow: list[File] = field(default_factory=list)
    initials: list[File] = field(default_factory=list)

    def takes_in(self, guest: Guest, clerk: Colleague, more: Mapping[str, Any] | None = None) -> File:
        """An intake at the counter; the first ones lay a scan beside the paper."""
        hand = self.day.hand(clerk, f"intake {guest.service}")
        hand.opens(f"/kantor/loket/{guest.service}/")
        sheet = hand.form("submission_id")
        own = sheet.value("submission_id").partition(":")[0]
        fields = {**guest.person, **ANSWERS[guest.service], "all-papers": "ya", **(more or {})}
        if isinstance(hand, Window) and guest.service == LETTER:
            fields["scan-identitas"] = photo("ktp.jpg")
        answer = sheet.send(fields)
        return self.received(guest, clerk, own, answer, hand)

    def received(self, guest: Guest, clerk: Colleague, own: str, answer: Answer, hand: Hand) -> File:
        """The receipt lies there: the file begins its road."""
        found = [pattern.search(answer.text) for pattern in RECEIPT]
        if None in found:
            raise Failed(f"{guest.name}: no receipt: {words(answer.text)[:300]}")
        register, code, secret = (one.group(1) for one in found if one)
        file = File(guest, own, register, code, secret, clerk, self.day.now)
        self.files.append(file)
        if isinstance(hand, Window) and self.day.done[f"intake {guest.service}"] == 1:
            hand.shows(f"tanda-terima-{guest.service}")
        self.goes_on(file)
        return file

    def goes_on(self, file: File) -> None:
        """When the next deed is due: after some minutes, in the head's sitting, or tomorrow."""
        deed = file.deed
        if deed is None:
            return
        if deed.waits:
            (self.morrow if deed.waits == MORROW else self.sitting).append(file)
        elif deed.outcome == INITIALLED:
            self.initials.append(file)
        elif working(self.day.now, deed.minutes).date() > self.day.now.astimezone(file.received_at.tzinfo).date():
            self.morrow.append(file)
        else:
            self.agenda.after(deed.minutes, lambda: self.does(file))

    def worker(self, file: File, deed: Deed) -> Colleague:
        """Always the same for a file: the clerk who took it in, else one of those who hold the post."""
        found = holders(deed.post)
        return file.clerk if file.clerk in found else found[file.guest.number % len(found)]

    def does(self, file: File) -> None:
        """The next deed of the road."""
        deed = file.deed
        assert deed
        worker = self.worker(file, deed)
        if self.sends_back(file, deed, worker):
            return
        if deed.outcome == SIGNED:
            hand = self.day.hand(worker, "sign alone")
            answer = fills(hand, f"{file.path}tanda-tangan/", "password", {"password": PASSWORD}, ("way", "electronic"))
            said = "sudah ditandatangani"
        else:
            hand = self.day.hand(worker, f"{file.guest.service} {deed.step}")
            typed = {**deed.typed(file.register, self.day.now), **self.without_the_system(hand, file, deed)}
            hand.opens(file.path)
            sheet = hand.form("step")
            if sheet.value("step") != deed.step:
                raise Failed(f"{file.register} is at {sheet.value('step')}, not at {deed.step}")
            fields = {"outcome": deed.outcome, **{f"{deed.outcome}-{name}": one for name, one in typed.items()}}
            answer = sheet.send(fields)
            said = f"Tercatat untuk berkas {file.register}"
        if said not in answer.text:
            raise Failed(f"{file.register} {deed.step}: the page does not say {said}")
        self.has_done(file, deed)

    def has_done(self, file: File, deed: Deed) -> None:
        file.told.append(("acted", deed.step, deed.outcome))
        if deed.outcome == "complete":
            file.completed_at = self.day.now
        file.stage += 1
        self.goes_on(file)

    def without_the_system(self, hand: Hand, file: File, deed: Deed) -> Mapping[str, Any]:
        """While the other system is down, its question is answered another way, and that is written down."""
        if not self.day.system_down or file.guest.service != LETTER or deed.step != "cek-data":
            return {}
        file.by_hand = True
        if isinstance(hand, Window) and self.day.done["answered by hand"] == 0:
            hand.opens(file.path)
            hand.shows("cek-data-tanpa-siks-ng")
        self.day.done["answered by hand"] += 1
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
        hand = self.day.hand(file.clerk, "mended at the counter")
        fills(hand, f"{file.path}lengkapi/", "returned", {"paper-identitas": "ya"})
        file.told.append(("resubmitted", "", ""))
        self.goes_on(file)
