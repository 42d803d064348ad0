"""Reading the persons of a submission: applicant, beneficiary, proxy, and later the collector."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from maklumat.core.errors import phrase
from maklumat.core.identity import (
    FEMALE,
    MALE,
    CivilNumber,
    Finding,
    Person,
    can_be_written_to,
    read_kk,
    read_nik,
    read_phone,
)
from maklumat.core.regions import Gazetteer, is_code

from .answers import EARLIEST, LONGEST_RAW, read_day
from .submission import ERROR, WARNING, Problem, RawPerson
from .texts import clean_line

ROLE_WORDS: Final = {
    "applicant": phrase("pemohon"),
    "beneficiary": phrase("penerima layanan"),
    "proxy": phrase("penerima kuasa"),
    "collector": phrase("pengambil"),
}
LONGEST: Final = {"name": 100, "birth_place": 100, "email": 120, "address": 300, "region": 160}

TOLD_BY: Final = ("whatsapp", "sms", "email", "none")
PHONE_USES: Final = ("own", "shared")
LANGUAGES: Final = ("id", "en")

MOST_NAMED: Final = 3
"""Places of the same name that are told."""

_SEXES: Final = {
    "l": MALE, "lk": MALE, "laki": MALE, "laki-laki": MALE, "laki_laki": MALE, "male": MALE,
    "p": FEMALE, "pr": FEMALE, "perempuan": FEMALE, "female": FEMALE,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Terms:
    """What cleaning depends on: the day in the office's time zone, its region (PP.KK), demonstration or not, and the
    names of regions (None: only codes are read, and nobody is told that they live elsewhere)."""

    on: date
    region: str = ""
    fictitious_allowed: bool = False
    gazetteer: Gazetteer | None = None


@dataclass(slots=True)
class _Reading:
    role: str
    terms: Terms
    problems: list[Problem] = field(default_factory=list)

    def say(self, name: str, code: str, text: str, grade: str = ERROR, **values: object) -> None:
        self.problems.append(Problem(code, f"{self.role}.{name}", text, grade, values))

    def findings(self, name: str, found: Iterable[Finding]) -> None:
        for finding in found:
            self.say(name, finding.code, finding.template, finding.grade, **finding.values)

    def line(self, raw: RawPerson, name: str) -> str:
        """A cleaned line, "" with a problem when it is longer than its field takes."""
        text: str = getattr(raw, name)
        cleaned = clean_line(text[:LONGEST_RAW])
        most = LONGEST.get(name, 40)
        if len(cleaned.text) > most:
            self.say(name, "ISI-101", "Isian ini paling panjang {most} huruf.", most=most)
            return ""
        if cleaned.hidden:
            self.say(name, "ISI-102", "Tanda yang tidak terlihat dibuang; periksa kembali isian ini.", WARNING)
        return cleaned.text


def clean_person(raw: RawPerson, role: str, terms: Terms) -> tuple[Person, tuple[Problem, ...]]:
    """The person that `raw` describes and what is wrong with it; never raises.

    `role` is a key of ROLE_WORDS and begins each problem's field. Birth date and sex are taken from the NIK where they
    are not stated. What cannot be read is left empty. Codes ISI-101 to ISI-110, ISI-114, ISI-116,
    ISI-117, ISI-120, ISI-121 and those of the identity numbers.
    """
    reading = _Reading(role, terms)
    born_on = _birth_date(reading, raw)
    sex = _sex(reading, raw)
    nik = _nik(reading, raw, born_on, sex)
    person = Person(
        name=_name(reading, raw),
        nik=nik.value if nik else "",
        kk=_kk(reading, raw, nik),
        birth_place=reading.line(raw, "birth_place"),
        birth_date=born_on or (nik.day if nik and nik.valid else None),
        sex=sex or (nik.sex if nik and nik.valid else ""),
        phone=_phone(reading, raw),
        email=_email(reading, raw),
        address=reading.line(raw, "address"),
        region=_region(reading, raw),
        told_by=raw.told_by if raw.told_by in TOLD_BY else "",
        phone_use=raw.phone_use if raw.phone_use in PHONE_USES else "",
        language=raw.language if raw.language in LANGUAGES else "",
    )
    _telling(reading, person)
    return person, tuple(reading.problems)


def required_of(
    person: Person, role: str, problems: Iterable[Problem], *, in_need: bool, anonymous: bool = False
) -> Iterator[Problem]:
    """What a person must still say. A field that was refused is not also called missing.

    A name is needed of everybody but a beneficiary in need (a foundling, somebody unconscious) and a reporter who may
    stay `anonymous`: they are told only what it means. A NIK is needed of the
    applicant, except in services for persons in need: nobody is turned away for a number.
    """
    told = {problem.field for problem in problems if problem.grade == ERROR}
    who = {"person": ROLE_WORDS[role]}
    if anonymous and not person.name and f"{role}.name" not in told:
        unnamed = "Anda tidak menyebut nama. Itu boleh; isi nomor telepon bila ingin dihubungi."
        yield Problem("ISI-115", f"{role}.name", unnamed, WARNING)
        return
    if not person.name and f"{role}.name" not in told:
        grade = WARNING if in_need and role == "beneficiary" else ERROR
        nameless = "Nama {person} belum diisi; tulis seperti di KTP atau KK."
        yield Problem("ISI-103", f"{role}.name", nameless, grade, who)
    if not person.nik and f"{role}.nik" not in told:
        grade = ERROR if role == "applicant" and not in_need else WARNING
        numberless = "NIK {person} belum diisi; tulis 16 angka seperti di KTP atau KK."
        yield Problem("ISI-104", f"{role}.nik", numberless, grade, who)


def _telling(reading: _Reading, person: Person) -> None:
    """A way to be told needs its address. No address is ever required, so that stops nothing."""
    lacking = person.told_by and not (person.email if person.told_by == "email" else person.phone)
    if lacking and person.told_by != "none":
        what = phrase("alamat surel") if person.told_by == "email" else phrase("nomor telepon")
        unreachable = "Anda minta dikabari, tetapi {what} belum diisi. Isi, atau lihat sendiri kabarnya di situs ini."
        reading.say("told_by", "ISI-120", unreachable, WARNING, what=what)


def _name(reading: _Reading, raw: RawPerson) -> str:
    name = reading.line(raw, "name")
    if name and not any(character.isalpha() for character in name):
        reading.say("name", "ISI-105", "Nama harus berisi huruf.")
        return ""
    return name


def _birth_date(reading: _Reading, raw: RawPerson) -> date | None:
    text = reading.line(raw, "birth_date")
    if not text:
        return None
    day = read_day(text)
    if day is None:
        reading.say("birth_date", "ISI-106", "Tanggal lahir tidak terbaca; tulis misalnya 05-05-1990.")
    elif not EARLIEST <= day <= reading.terms.on:
        reading.say("birth_date", "ISI-107", "Tanggal lahir tidak mungkin: belum terjadi atau sebelum tahun 1900.")
        return None
    return day


def _sex(reading: _Reading, raw: RawPerson) -> str:
    text = reading.line(raw, "sex").lower()
    if text and text not in _SEXES:
        reading.say("sex", "ISI-108", "Jenis kelamin diisi laki-laki atau perempuan.")
    return _SEXES.get(text, "")


def _nik(reading: _Reading, raw: RawPerson, born_on: date | None, sex: str) -> CivilNumber | None:
    text = reading.line(raw, "nik")
    if not text:
        return None
    terms = reading.terms
    nik = read_nik(
        text, terms.on, born_on=born_on, sex=sex, region=terms.region, fictitious_allowed=terms.fictitious_allowed
    )
    reading.findings("nik", nik.findings)
    return nik


def _kk(reading: _Reading, raw: RawPerson, nik: CivilNumber | None) -> str:
    text = reading.line(raw, "kk")
    if not text:
        return ""
    terms = reading.terms
    kk = read_kk(text, terms.on, region=terms.region, fictitious_allowed=terms.fictitious_allowed)
    reading.findings("kk", kk.findings)
    if kk.value and nik is not None and kk.value == nik.value:
        reading.say("kk", "ISI-114", "Nomor KK sama dengan NIK; salin dari kartu keluarga, atau kosongkan.")
        return ""
    return kk.value


def _phone(reading: _Reading, raw: RawPerson) -> str:
    text = reading.line(raw, "phone")
    if not text:
        return ""
    phone = read_phone(text)
    reading.findings("phone", phone.findings)
    return phone.value


def _email(reading: _Reading, raw: RawPerson) -> str:
    email = reading.line(raw, "email")
    if not email or can_be_written_to(email):
        return email
    if email.isascii():
        reading.say("email", "ISI-109", "Alamat surel tidak terbaca; tulis misalnya nama@contoh.id, atau kosongkan.")
    else:
        reading.say("email", "ISI-121", "Alamat surel ini memakai huruf yang tidak dapat dikirimi; pakai a sampai z.")
    return ""


def _region(reading: _Reading, raw: RawPerson) -> str:
    """The code, as stated or as the one region that is called so. A name that is not known stops nothing."""
    text = reading.line(raw, "region")
    if not text or is_code(text):
        return text
    names = reading.terms.gazetteer
    if names is None or not any(character.isalpha() for character in text):
        reading.say("region", "ISI-110", "Kode wilayah tidak terbaca; pilih dari daftar.")
        return ""
    found = names.meant(text)
    if len(found) == 1:
        return found[0].code
    if found:
        several = ", ".join(
            ", ".join(one.title for one in names.path(region.code)[:2]) for region in found[:MOST_NAMED]
        )
        which = "Beberapa tempat bernama begitu: {places}. Tulis yang mana, atau kosongkan."
        reading.say("region", "ISI-116", which, WARNING, places=several)
    else:
        unknown = "Kabupaten atau kota ini tidak dikenal. Periksa ejaannya, atau kosongkan."
        reading.say("region", "ISI-117", unknown, WARNING)
    return ""
