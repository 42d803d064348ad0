"""NIP of civil servants (BKN rule 22/2007) and NI PPPK: 18 digits, no checksum.

PNS   YYYYMMDD born, YYYYMM appointed, 1|2 sex, three digits serial
PPPK  YYYYMMDD born, YYYY appointed, code of two digits from 21 on, 1|2 sex, three digits serial
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from .civil_numbers import FEMALE, MALE
from .findings import ERROR, Finding, digits_only, error, is_digits, warning

PNS: Final = "pns"
PPPK: Final = "pppk"
FICTITIOUS_PREFIX: Final = "9999"
"""A year of birth nobody has: numbers under it are made up, for demonstration and tests only."""

_YOUNGEST: Final = 18
_FIRST_PPPK_CODE: Final = 21


@dataclass(frozen=True, slots=True)
class StaffNumber:
    """A NIP or NI PPPK that was read. `value` is "" when there is an error; `kind` "pns", "pppk" or ""."""

    value: str
    findings: tuple[Finding, ...]
    kind: str = ""
    born_on: date | None = None
    appointed_year: int | None = None
    sex: str = ""
    fictitious: bool = False

    @property
    def valid(self) -> bool:
        return bool(self.value)


def read_nip(text: str, on: date, *, fictitious_allowed: bool = False) -> StaffNumber:
    """Read the number of an official as of the day `on`. Codes IDN-021 to IDN-026."""
    plain = digits_only(text)
    if not is_digits(plain, 18):
        return StaffNumber("", (error("IDN-021", "NIP harus 18 angka."),))
    if plain.startswith(FICTITIOUS_PREFIX) and fictitious_allowed:
        return StaffNumber(plain, (), PNS, fictitious=True)
    born_on = _day(plain[:8])
    kind = _kind(int(plain[12:14]))
    sex = {"1": MALE, "2": FEMALE}.get(plain[14], "")
    findings = tuple(_judge(plain, on, born_on, kind, sex))
    wrong = any(finding.grade == ERROR for finding in findings)
    return StaffNumber("" if wrong else plain, findings, kind, born_on, int(plain[8:12]), sex)


def _day(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None


def _kind(code: int) -> str:
    if 1 <= code <= 12:
        return PNS
    return PPPK if code >= _FIRST_PPPK_CODE else ""


def _judge(plain: str, on: date, born_on: date | None, kind: str, sex: str) -> Iterator[Finding]:
    year = int(plain[8:12])
    if born_on is None or born_on > on:
        yield error("IDN-022", "Delapan angka pertama NIP bukan tanggal lahir (tahun, bulan, tanggal).")
    if not kind:
        yield error("IDN-023", "Angka ke-13 dan ke-14 NIP bukan bulan pengangkatan PNS dan bukan kode PPPK.")
    if not sex:
        yield error("IDN-024", "Angka ke-15 NIP harus 1 (laki-laki) atau 2 (perempuan).")
    if plain[15:] == "000":
        yield error("IDN-025", "Tiga angka terakhir NIP tidak mungkin 000.")
    if born_on is not None and born_on <= on and (year > on.year or year - born_on.year < _YOUNGEST):
        yield warning("IDN-026", "Tahun pengangkatan di dalam NIP tidak wajar terhadap tahun lahir; periksa kembali.")
