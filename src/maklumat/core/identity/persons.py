"""A person as an application knows them, and the facts about persons that rules may ask for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from .civil_numbers import FEMALE, MALE

ROLES: Final[Mapping[str, str]] = MappingProxyType({"applicant": "pemohon", "beneficiary": "penerima"})
"""English role to the Indonesian word that begins its facts."""

SEX_WORDS: Final[Mapping[str, str]] = MappingProxyType({MALE: "laki_laki", FEMALE: "perempuan"})

PERSON_FACTS: Final[Mapping[str, str]] = MappingProxyType(
    {f"{word}_{fact}": kind for word in ROLES.values() for fact, kind in (("lahir", "date"), ("kelamin", "choice"))}
    | {"dikuasakan": "yes_no"}
)
"""Names beyond the intake's own that an expression may use, with their kinds. `penerima` is who the service is for:
the applicant, unless another beneficiary is named. `dikuasakan`: somebody else applies with a surat kuasa."""

PERSON_CHOICES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {f"{word}_kelamin": tuple(SEX_WORDS.values()) for word in ROLES.values()}
)


@dataclass(frozen=True, slots=True)
class Person:
    """Cleaned data of one person; "" and None mean not known. `sex` is "male" or "female", `phone` in E.164,
    `region` a region code (PP.KK, PP.KK.CC or PP.KK.CC.DDDD). `told_by`: by which way they wish to be told what happens
    ("whatsapp", "sms", "email", or "none" for not at all); `phone_use`: "own", or "shared" with others; `language`: in
    which one they wrote."""

    name: str
    nik: str = ""
    kk: str = ""
    birth_date: date | None = None
    sex: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    region: str = ""
    birth_place: str = ""
    told_by: str = ""
    phone_use: str = ""
    language: str = ""


def name_key(name: str) -> str:
    """A name as it is compared: small letters, single blanks, no marks ("Siti  A. Contoh" and "siti a contoh")."""
    return " ".join("".join(letter if letter.isalnum() else " " for letter in name.casefold()).split())


def person_facts(applicant: Person, beneficiary: Person | None, proxy: Person | None) -> dict[str, date | str | bool]:
    """The facts of PERSON_FACTS that are known."""
    facts: dict[str, date | str | bool] = {"dikuasakan": proxy is not None}
    for word, person in ((ROLES["applicant"], applicant), (ROLES["beneficiary"], beneficiary or applicant)):
        if person.birth_date is not None:
            facts[f"{word}_lahir"] = person.birth_date
        if person.sex in SEX_WORDS:
            facts[f"{word}_kelamin"] = SEX_WORDS[person.sex]
    return facts
