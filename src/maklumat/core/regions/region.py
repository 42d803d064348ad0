"""One region, and what its code alone tells.

Codes (Permendagri 58/2021): PP province, PP.KK regency (01 to 69) or city (71 to 99), PP.KK.CC kecamatan (in Papua:
distrik), PP.KK.CC.DDDD kelurahan (1...), desa (2...) or desa adat (3...).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

PROVINCE: Final = "province"
REGENCY: Final = "regency"
CITY: Final = "city"
KECAMATAN: Final = "kecamatan"
KELURAHAN: Final = "kelurahan"
DESA: Final = "desa"

LEVELS: Final = (2, 5, 8, 13)
"""Letters of a code at each level, from the province down."""

_CODE: Final = re.compile(r"\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?", re.ASCII)
_CITIES_FROM: Final = 71
_PAPUA: Final = "9"
_WORDS: Final = {PROVINCE: "Provinsi", KECAMATAN: "Kecamatan", KELURAHAN: "Kelurahan", DESA: "Desa"}
_ADMINISTRATIVE: Final = " Administrasi "


@dataclass(frozen=True, slots=True)
class Region:
    """A region. `name` is the ministry's: with "Kabupaten" or "Kota", else bare. `parent` is a code, "" for none."""

    code: str
    name: str

    @property
    def kind(self) -> str:
        return kind_of(self.code)

    @property
    def parent(self) -> str:
        return self.code.rpartition(".")[0]

    @property
    def level(self) -> int:
        """0 for a province, 1 for a regency or city, 2 for a kecamatan, 3 for a village."""
        return LEVELS.index(len(self.code))

    @property
    def title(self) -> str:
        """The name with the word for what it is: "Kecamatan Contoh"."""
        if self.kind == KECAMATAN and self.code.startswith(_PAPUA):
            return f"Distrik {self.name}"
        word = _WORDS.get(self.kind, "")
        return f"{word} {self.name}" if word else self.name


def is_code(text: str) -> bool:
    """Whether this has the form of a code; it may still be nobody's."""
    return _CODE.fullmatch(text) is not None


def kind_of(code: str) -> str:
    """What the region of a well-formed code is."""
    match len(code):
        case 2:
            return PROVINCE
        case 5:
            return CITY if int(code[3:]) >= _CITIES_FROM else REGENCY
        case 8:
            return KECAMATAN
    return KELURAHAN if code[9] == "1" else DESA


def ancestors(code: str) -> tuple[str, ...]:
    """The codes above this one, nearest first."""
    return tuple(code[:length] for length in reversed(LEVELS) if length < len(code))


def regency_of(code: str) -> str:
    """The code of the regency or city in which a region lies; "" for a province or none."""
    return code[:5] if len(code) >= 5 else ""


def lies_in(code: str, of: str) -> bool:
    """Whether the region is `of` or lies in it."""
    return bool(of) and (code == of or code.startswith(f"{of}."))


def social_agency(region: Region) -> str:
    """The agency that serves a regency or city (UU 23/2014 makes social affairs a duty of each), by its usual name.

    The administrative ones of the capital have no government of their own, only a branch of the province's agency.
    The agency's own name may be longer: it often serves other matters too.
    """
    branch = "Suku Dinas Sosial" if _ADMINISTRATIVE in region.name else "Dinas Sosial"
    return f"{branch} {region.title}"
