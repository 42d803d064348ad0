"""NIK and KK: 16 digits, PPKKCC (place of first registration), DDMMYY, serial. There is no checksum.

NIK: the day of a woman's birth carries +40. KK: the date is that of issue, without +40. The place stays for life, so
another region than the present one is only a warning. Structure: Dukcapil practice, Perpres 62/2019 and older.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from maklumat.core.errors import Message, phrase

from .findings import ERROR, Finding, digits_only, error, is_digits, warning

PROVINCES: Final = frozenset(
    str(code)
    for first, last in ((11, 19), (21, 21), (31, 36), (51, 53), (61, 65), (71, 76), (81, 82), (91, 97))
    for code in range(first, last + 1)
)
FICTITIOUS_PROVINCE: Final = "99"
"""No province has this code and none is planned: numbers under it are made up, for demonstration and tests only."""

MALE: Final = "male"
FEMALE: Final = "female"
_FEMALE_SHIFT: Final = 40


@dataclass(frozen=True, slots=True)
class CivilNumber:
    """A NIK or KK that was read.

    `value`: the 16 digits, "" when there is an error. `region`: PP.KK, `district`: PP.KK.CC. `dates`: the days the
    six date digits can mean, latest first (born for a NIK, issued for a KK); several when the century is open.
    `sex`: "male", "female", or "" for a KK and for what cannot be read. `fictitious`: made up (see above).
    """

    value: str
    findings: tuple[Finding, ...]
    region: str = ""
    district: str = ""
    dates: tuple[date, ...] = ()
    sex: str = ""
    fictitious: bool = False

    @property
    def valid(self) -> bool:
        return bool(self.value)

    @property
    def day(self) -> date | None:
        """The one day that the digits mean; None while the century is open or the digits are no date."""
        return self.dates[0] if len(self.dates) == 1 else None


def read_nik(
    text: str,
    on: date,
    *,
    born_on: date | None = None,
    sex: str = "",
    region: str = "",
    fictitious_allowed: bool = False,
) -> CivilNumber:
    """Read a NIK as of the day `on`.

    `born_on` (the stated birth date) settles the century; `sex` and `region` (PP.KK of the office) are compared where
    given. Codes IDN-001 to IDN-009; differences from what was stated are warnings.
    """
    plain = digits_only(text)
    if not is_digits(plain, 16):
        return CivilNumber("", (_length(plain, "NIK", "IDN-001"),))
    day = int(plain[6:8])
    female = day > _FEMALE_SHIFT
    number = _read(plain, on, day - _FEMALE_SHIFT if female else day)
    dates = (born_on,) if born_on is not None and born_on in number.dates else number.dates
    read_sex = (FEMALE if female else MALE) if dates else ""
    fictitious = number.fictitious and fictitious_allowed
    findings = tuple(_place(plain, "NIK", fictitious=fictitious))
    if not fictitious:
        findings += tuple(_birth(dates))
    if not fictitious and not any(finding.grade == ERROR for finding in findings):
        findings += tuple(_differences(number, dates, read_sex, born_on, sex, region))
    return _graded(plain, findings, number.region, number.district, dates, read_sex, fictitious=number.fictitious)


def read_kk(text: str, on: date, *, region: str = "", fictitious_allowed: bool = False) -> CivilNumber:
    """Read the number of a family card as of the day `on`. Codes IDN-011 to IDN-015."""
    plain = digits_only(text)
    if not is_digits(plain, 16):
        return CivilNumber("", (_length(plain, phrase("nomor KK"), "IDN-011"),))
    number = _read(plain, on, int(plain[6:8]))
    fictitious = number.fictitious and fictitious_allowed
    findings = tuple(_place(plain, "KK", fictitious=fictitious))
    if not fictitious:
        if not number.dates:  # seen on old cards: the officer looks at the card itself
            findings += (warning("IDN-014", "Tanggal di dalam nomor KK tidak wajar; cocokkan dengan kartunya."),)
        if region and number.region != region and not any(finding.grade == ERROR for finding in findings):
            findings += (warning("IDN-015", "KK pertama kali terbit di daerah lain; cocokkan dengan alamat sekarang."),)
    return _graded(plain, findings, number.region, number.district, number.dates, "", fictitious=number.fictitious)


def _read(plain: str, on: date, day: int) -> CivilNumber:
    province, regency, district = plain[0:2], plain[2:4], plain[4:6]
    dates = tuple(_days(day, int(plain[8:10]), int(plain[10:12]), on))
    return CivilNumber(
        plain,
        (),
        region=f"{province}.{regency}",
        district=f"{province}.{regency}.{district}",
        dates=dates,
        fictitious=province == FICTITIOUS_PROVINCE,
    )


def _days(day: int, month: int, year: int, on: date) -> Iterator[date]:
    """The days that DDMMYY can mean and that are not in the future, latest first."""
    for century in (on.year // 100 * 100, on.year // 100 * 100 - 100):
        try:
            meant = date(century + year, month, day)
        except ValueError:
            continue
        if meant <= on:
            yield meant


def _length(plain: str, what: str | Message, code: str) -> Finding:
    if plain.isascii() and plain.isdigit():
        return error(code, "{number} harus 16 angka; yang diisi {count} angka.", number=what, count=len(plain))
    if not plain:
        return error(code, "{number} belum diisi; tulis 16 angka seperti di kartu.", number=what)
    only = "{number} hanya boleh berisi angka (16 angka); periksa huruf O atau l yang mirip 0 atau 1."
    return error(code, only, number=what)


def _place(plain: str, what: str, *, fictitious: bool) -> Iterator[Finding]:
    serial, province, place = ("IDN-005", "IDN-002", "IDN-003") if what == "NIK" else ("IDN-013", "IDN-012", "IDN-012")
    if fictitious:
        return
    if plain[0:2] not in PROVINCES:
        yield error(province, "Dua angka pertama {number} bukan kode provinsi; cocokkan dengan kartunya.", number=what)
    elif "00" in (plain[2:4], plain[4:6]):
        yield error(place, "Angka ke-3 sampai ke-6 {number} bukan kode kabupaten/kota dan kecamatan.", number=what)
    if plain[12:] == "0000":
        yield error(serial, "Empat angka terakhir {number} tidak mungkin 0000; cocokkan dengan kartunya.", number=what)


def _birth(dates: tuple[date, ...]) -> Iterator[Finding]:
    if not dates:
        yield error("IDN-004", "Angka ke-7 sampai ke-12 NIK bukan tanggal lahir (perempuan: tanggal ditambah 40).")
    elif len(dates) > 1:
        yield warning("IDN-006", "Abad kelahiran belum pasti dari NIK saja; isi tanggal lahir lengkap.")


def _differences(
    number: CivilNumber, dates: tuple[date, ...], read_sex: str, born_on: date | None, sex: str, region: str
) -> Iterator[Finding]:
    if born_on is not None and dates and born_on not in dates:
        yield warning("IDN-007", "Tanggal lahir yang diisi berbeda dari NIK; cocokkan dengan KTP atau KK.")
    if sex and read_sex and sex != read_sex:
        yield warning("IDN-008", "Jenis kelamin yang diisi berbeda dari NIK; cocokkan dengan KTP atau KK.")
    if region and number.region != region:
        yield warning(
            "IDN-009", "NIK pertama kali terbit di daerah lain; ini wajar bagi yang pindah, cocokkan alamat sekarang."
        )


def _graded(
    plain: str,
    findings: tuple[Finding, ...],
    region: str,
    district: str,
    dates: tuple[date, ...],
    sex: str,
    *,
    fictitious: bool,
) -> CivilNumber:
    wrong = any(finding.grade == ERROR for finding in findings)
    return CivilNumber("" if wrong else plain, findings, region, district, dates, sex, fictitious)
