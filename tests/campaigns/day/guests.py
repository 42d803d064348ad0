"""The guests of the day: who comes when, for what, by which lane. All invented, and the same for the same seed."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

LETTER: Final = "sk-dtsen"
INSURANCE: Final = "pbi-jkn"
GUIDANCE: Final = "bimbingan-sosial-keluarga"
FOOD: Final = "permakanan"
CHILD: Final = "akses-pendidikan-kesehatan"

QUESTION, CONSULTATION, OWN_FILE, GIVES_UP, LATE = "question", "consultation", "own_file", "gives_up", "late"
"""What somebody comes for who brings no papers. `LATE`: a consultation by somebody who misses the first calls."""
PRIORITY: Final = ("elderly", "elderly", "disabled", "pregnant", "elderly", "infant")


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who comes. `service`: for which papers are brought, "" for none. The NIK's region 9999 is nobody's."""

    number: int
    name: str
    nik: str
    kk: str
    address: str
    phone: str
    purpose: str
    service: str
    reason: str
    comes_at: datetime

    @property
    def person(self) -> dict[str, str]:
        """As the counter's form asks for it."""
        told = {"name": self.name, "nik": self.nik, "kk": self.kk, "address": self.address, "phone": self.phone}
        return {f"applicant-{name}": text for name, text in told.items()}


@dataclass(frozen=True, slots=True)
class Plan:
    """How many come for what. `cut`: how many of the files are brought while the electricity is off."""

    files: tuple[tuple[str, int], ...]
    others: tuple[tuple[str, int], ...]
    every_priority: int = 5

    @property
    def guests(self) -> int:
        return sum(count for _, count in (*self.files, *self.others))


WHOLE: Final = Plan(
    files=((LETTER, 16), (INSURANCE, 9), (GUIDANCE, 6), (FOOD, 5), (CHILD, 4)),
    others=((QUESTION, 16), (CONSULTATION, 14), (OWN_FILE, 6), (GIVES_UP, 2), (LATE, 2)),
)
SMALL: Final = Plan(
    files=((LETTER, 9), (INSURANCE, 2)), others=((QUESTION, 2), (CONSULTATION, 2), (OWN_FILE, 1), (LATE, 1))
)
PLACED: Final = (
    (INSURANCE, 189), (INSURANCE, 191),
    (LETTER, 207), (LETTER, 208), (CONSULTATION, 210),
    (LETTER, 217), (CONSULTATION, 222), (LETTER, 228),
    (LETTER, 330), (LETTER, 334), (LETTER, 338), (LETTER, 342), (QUESTION, 346),
)  # fmt: skip
"""Minutes after the opening: two who are promised something within 30 minutes; three whose requests are under way when
the electricity fails; three who come while it is off; five who come while the other system is down."""
_WOMEN: Final = ("Siti", "Murni", "Aminah", "Yanti", "Rosna", "Zubaidah", "Nur", "Hayati", "Marlina", "Tuti", "Ani")
_MEN: Final = ("Herman", "Udin", "Salim", "Rusdi", "Sabri", "Jamal", "Hendra", "Bahar", "Anwar")
_LAST: Final = ("Alang", "Bakau", "Cemara", "Damar", "Enau", "Gaharu", "Jati", "Kapuk", "Lontar", "Meranti", "Nipah",
                "Pandan", "Rotan", "Sungkai", "Tembesu", "Ulin", "Waru")  # fmt: skip
_STREETS: Final = ("Rekaan", "Khayalan", "Angan", "Misalnya")


def guests(plan: Plan, opens: datetime, chance: random.Random) -> list[Guest]:
    """Everybody, in the order in which they come: half of them before ten, nobody during the break."""
    wishes = [("", service) for service, count in plan.files for _ in range(count)]
    wishes += [(purpose, "") for purpose, count in plan.others for _ in range(count)]
    chance.shuffle(wishes)
    wishes.sort(key=lambda wish: wish[0] == OWN_FILE)  # whoever asks after a file has brought it before
    spread = [wish for wish in wishes if wish[0] != OWN_FILE]
    times = sorted(_moment(opens, chance) for _ in spread)
    late = sorted(opens + timedelta(minutes=chance.randint(380, 455)) for _ in range(len(wishes) - len(spread)))
    found = [
        _guest(number, *wish, at, plan, chance)
        for number, (wish, at) in enumerate(zip(wishes, [*times, *late], strict=True), 1)
    ]
    return sorted(_placed(found, opens), key=lambda guest: guest.comes_at)


def _placed(found: list[Guest], opens: datetime) -> list[Guest]:
    """Some have to come at a certain time for the day to show what it is there for: see PLACED."""
    for wanted, minutes in PLACED:
        index = next(
            (
                n
                for n, one in enumerate(found)
                if wanted in (one.purpose, one.service) and n not in _taken(found, opens)
            ),
            None,
        )
        if index is not None:
            found[index] = replace(found[index], comes_at=opens + timedelta(minutes=minutes))
    return found


def _taken(found: list[Guest], opens: datetime) -> set[int]:
    """Who has been placed already."""
    minutes = {opens + timedelta(minutes=at) for _, at in PLACED}
    return {index for index, one in enumerate(found) if one.comes_at in minutes}


def _moment(opens: datetime, chance: random.Random) -> datetime:
    """Within 07:35-11:50 or 13:00-15:00: three in five come in the morning."""
    morning = chance.random() < 0.65
    minutes = chance.uniform(5, 255) if morning else chance.uniform(330, 450)
    return opens + timedelta(minutes=minutes)


def _guest(number: int, purpose: str, service: str, at: datetime, plan: Plan, chance: random.Random) -> Guest:
    woman = chance.random() < 0.6
    first = (_WOMEN if woman else _MEN)[number % (len(_WOMEN) if woman else len(_MEN))]
    day, month, year = chance.randint(1, 28) + 40 * woman, chance.randint(1, 12), chance.randint(55, 99)
    return Guest(
        number=number,
        name=f"{first} Contoh {_LAST[number % len(_LAST)]}",
        nik=f"9999{chance.randint(1, 20):02}{day:02}{month:02}{year:02}{number:04}",
        kk=f"9999{chance.randint(1, 20):02}010115{number:04}",
        address=f"Jalan {chance.choice(_STREETS)} {chance.randint(1, 90)}, Kelurahan Contoh",
        phone=f"0812 0000 {number:04}",
        purpose=purpose,
        service=service,
        reason=chance.choice(PRIORITY) if number % plan.every_priority == 0 else "",
        comes_at=at,
    )
