"""Invented people: names that say so, identity numbers of a region that does not exist, telephones that nobody has."""

from __future__ import annotations

import random
from datetime import date
from typing import Final

from maklumat.core.identity import Person

_WOMEN: Final = ("Siti", "Murni", "Aminah", "Yanti", "Rosna", "Zubaidah", "Nurul", "Hayati", "Marlina", "Tuti", "Dewi")
_MEN: Final = ("Herman", "Udin", "Salim", "Rusdi", "Sabri", "Jamal", "Hendra", "Bahar", "Anwar", "Wawan")
_LAST: Final = ("Alang", "Bakau", "Cemara", "Damar", "Enau", "Gaharu", "Jati", "Kapuk", "Lontar", "Meranti", "Nipah",
                "Pandan", "Rotan", "Sungkai", "Tembesu", "Ulin", "Waru")  # fmt: skip
_STREETS: Final = ("Rekaan", "Khayalan", "Angan", "Misalnya", "Umpama")
_TOLD_BY: Final = ("whatsapp", "whatsapp", "whatsapp", "sms", "sms", "email", "none")


def chance_of(*words: object) -> random.Random:
    """The same chance for the same words: nothing here depends on anything else."""
    return random.Random(" ".join(map(str, words)))  # noqa: S311  # nothing is kept secret by it


def name(chance: random.Random) -> str:
    """The name of nobody."""
    return f"{chance.choice(_WOMEN + _MEN)} Contoh {chance.choice(_LAST)}"


def address(chance: random.Random) -> str:
    """A place that is on no map."""
    return f"Jalan {chance.choice(_STREETS)} {chance.randint(1, 90)}, Kelurahan Contoh"


def person(number: int, chance: random.Random) -> Person:
    """An applicant. `number`: no other has it in this office, at most 9999."""
    woman = chance.random() < 0.6
    born = date(chance.randint(1955, 2000), chance.randint(1, 12), chance.randint(1, 28))
    digits = f"{born.day + 40 * woman:02}{born:%m%y}{number:04}"
    told_by = chance.choice(_TOLD_BY)
    return Person(
        name=f"{chance.choice(_WOMEN if woman else _MEN)} Contoh {chance.choice(_LAST)}",
        nik=f"9999{chance.randint(1, 20):02}{digits}",
        kk=f"999901010115{number:04}",
        birth_date=born,
        sex="female" if woman else "male",
        phone=f"+62812000{number:05}",
        email=f"pemohon{number}@contoh.invalid" if told_by == "email" else "",
        address=address(chance),
        birth_place="Kota Contoh",
        told_by=told_by,
        phone_use="own" if chance.random() < 0.8 else "shared",
        language="id",
    )
