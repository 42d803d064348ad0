"""Legal acts that standards cite, and what became of them: those all offices share, and the local ones of an office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

TITLES: Final = {
    "law": "Undang-Undang",
    "law_in_lieu": "Peraturan Pemerintah Pengganti Undang-Undang",
    "government_regulation": "Peraturan Pemerintah",
    "presidential_regulation": "Peraturan Presiden",
    "presidential_decree": "Keputusan Presiden",
    "presidential_instruction": "Instruksi Presiden",
    "ministerial_regulation": "Peraturan {issuer}",
    "ministerial_decree": "Keputusan {issuer}",
    "regional_regulation": "Peraturan Daerah {region}",
    "governor_regulation": "Peraturan Gubernur {place}",
    "regent_regulation": "Peraturan Bupati {place}",
    "mayor_regulation": "Peraturan Wali Kota {place}",
    "decision": "Keputusan {issuer}",
    "circular": "Surat Edaran {issuer}",
    "other": "Peraturan {issuer}",
}
"""How an act of each kind is called; `place` is the region without the word province, regency, or city."""

_LEVELS: Final = ("Provinsi ", "Kabupaten ", "Kota ")


@dataclass(frozen=True, slots=True)
class LegalAct:
    """An act by its official `name`, and the parts the name is made of.

    `amended_by` and `repealed_by` ("" while in force) name acts in words; where those acts are registered too,
    `amended_by_acts` and `repealed_by_act` hold their codes. `repealed_on` is the day when known. `sourced` tells that
    the status was found in a published source, `doubtful` that it is to be checked before anybody relies on it.
    """

    code: str
    name: str
    amended_by: tuple[str, ...] = ()
    repealed_by: str = ""
    repealed_on: date | None = None
    sourced: bool = False
    note: str = ""
    kind: str = ""
    number: str = ""
    year: int | None = None
    about: str = ""
    issuer: str = ""
    region: str = ""
    amended_by_acts: tuple[str, ...] = ()
    repealed_by_act: str = ""
    doubtful: bool = False


def missing_parts(kind: str, number: str, year: int | None, issuer: str, region: str) -> tuple[str, ...]:
    """The parts (English codes of their keys) without which an act of this kind has no name."""
    title = TITLES[kind]
    needed = {
        "number": number,
        "year": year,
        "issuer": issuer or "{issuer}" not in title,
        "region": region or ("{region}" not in title and "{place}" not in title),
    }
    return tuple(part for part, given in needed.items() if not given)


def derived_name(kind: str, number: str, year: int, about: str, issuer: str, region: str) -> str:
    """The official name: "Peraturan Daerah Kabupaten Contoh Nomor 5 Tahun 2016 tentang Contoh".

    A number that ends in the year ("146/HUK/2021") is not followed by it once more.
    """
    place = region
    for level in _LEVELS:
        place = place.removeprefix(level)
    title = TITLES[kind].format(issuer=issuer, region=region, place=place)
    dated = number if number.endswith(f"/{year}") else f"{number} Tahun {year}"
    return f"{title} Nomor {dated}" + (f" tentang {about}" if about else "")
