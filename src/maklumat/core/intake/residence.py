"""Where the people of a submission live, and whose office serves them there. It never stops anything: whether somebody
must live here is a rule of a standard, and whoever is in need is helped where they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from maklumat.core.errors import phrase
from maklumat.core.identity import Person
from maklumat.core.regions import Gazetteer, Region, lies_in, regency_of, social_agency

from .submission import WARNING, Problem, Submission

LIVES: Final = {"applicant": phrase("Pemohon"), "beneficiary": phrase("Penerima layanan")}
ELSEWHERE: Final = "{person} tinggal di {region}, di luar daerah kantor ini. Kantor di sana: {agency}."
HELPED_HERE: Final = (
    "{person} tinggal di {region}. Bila ia sedang berada di sini, kantor ini tetap menolong. Kantor di sana: {agency}."
)


def home_of(person: Person, gazetteer: Gazetteer) -> Region | None:
    """The regency or city where somebody lives: as stated, else as the address names it in words; None for unknown."""
    stated = regency_of(person.region)
    return gazetteer.get(stated) if stated else gazetteer.named_in(person.address)


def elsewhere(submission: Submission, office_region: str, gazetteer: Gazetteer, *, in_need: bool) -> Iterator[Problem]:
    """Who of those whom the service is about lives in another region than the office's. Codes ISI-118, ISI-119."""
    for role, word in LIVES.items():
        person = getattr(submission, role)
        home = home_of(person, gazetteer) if person is not None and office_region else None
        if home is None or lies_in(home.code, office_region):
            continue
        values = {"person": word, "region": home.title, "agency": social_agency(home)}
        if in_need:
            yield Problem("ISI-119", f"{role}.region", HELPED_HERE, WARNING, values)
        else:
            yield Problem("ISI-118", f"{role}.region", ELSEWHERE, WARNING, values)
