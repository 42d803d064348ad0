"""An outside system cannot be opened for an hour: the switch, the answers without it, and what is looked up again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from tests.campaigns.day.cast import HEAD, OPERATOR, holders
from tests.campaigns.day.files import Desks
from tests.campaigns.day.hands import Failed, fills
from tests.campaigns.day.roads import SYSTEM
from tests.campaigns.day.window import Day

SWITCH: Final = "/kantor/gangguan/"
QUEUE: Final = "/kantor/cek-ulang/"
LINE: Final = re.compile(r'href="(/kantor/berkas/[0-9a-f-]{36}/cek-ulang/\d+/)"')
OTHERWISE: Final = "Nama kepala keluarga berbeda: di SIKS-NG tertulis nama istrinya."
SETTLED: Final = "Pemohon dihubungi; kartu keluarganya baru diganti. Suratnya tetap benar."


@dataclass
class Outage:
    """`rechecked`, `differing`: how many were looked up again, how many said something else."""

    day: Day
    desks: Desks
    rechecked: int = 0
    differing: int = 0

    def begins(self) -> None:
        window = self.day.window(holders(OPERATOR)[0])
        window.opens(SWITCH)
        reason = {"reason": "Halaman masuk tidak terbuka"}
        answer = window.form(f"system={SYSTEM}").send(reason, ("deed", "begin"))
        if "sedang tidak dapat dibuka" not in answer.text:
            raise Failed(f"{SYSTEM}: the switch does not turn")
        self.day.system_down = True
        window.shows("siks-ng-padam")
        self.day.note(f"{SYSTEM} tidak dapat dibuka")

    def ends(self) -> None:
        window = self.day.window(holders(OPERATOR)[0])
        fills(window, SWITCH, f"system={SYSTEM}", {}, ("deed", "end"))
        self.day.system_down = False
        self.day.note(f"{SYSTEM} terbuka lagi; dijawab tanpa dibuka: {sum(one.by_hand for one in self.desks.files)}")

    def looks_again(self) -> None:
        """Every one of them, by whoever answers at that desk; the last one says something else."""
        window = self.day.window(holders(OPERATOR)[0])
        waiting = sorted(set(LINE.findall(window.opens(QUEUE).text)))
        window.shows("cek-ulang")
        if len(waiting) != sum(one.by_hand for one in self.desks.files):
            raise Failed(f"{len(waiting)} wait to be looked up again")
        for number, path in enumerate(waiting, 1):
            last = number == len(waiting)
            said = {"note": OTHERWISE} if last else {"reference": f"SIKS-{number:04}"}
            hand = self.day.hand(holders(OPERATOR)[0], "looked up again")
            fills(hand, path, "result", {"result": "differs" if last else "agrees", **said})
            self.rechecked += 1
            self.differing += last

    def settles(self) -> None:
        """The head has been told of what differs, and writes down what was done about it."""
        window = self.day.window(holders(HEAD)[0])
        for path in sorted(set(LINE.findall(window.opens(QUEUE).text))):
            window.opens(path)
            window.shows("berbeda")
            window.form("note").send({"note": SETTLED})
            self.day.done["settled"] += 1
            self.day.in_chromium["settled"] += 1
        left = LINE.findall(window.opens(QUEUE).text)
        if left:
            raise Failed(f"{len(left)} answers without {SYSTEM} are still open")
