"""Telephone numbers as people write them, into E.164: +62 and the number without its leading nought.

"62812..." without a plus is a country code, never a local number that begins with 62; a spreadsheet that dropped the
nought of "0812..." is mended with a warning.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from .findings import Finding, error, warning

COUNTRY: Final = "62"
_WRITTEN: Final = re.compile(r"[\d\s().\-–+]+", re.ASCII)
_MOBILE: Final = re.compile(r"8\d{8,11}", re.ASCII)
_FIXED: Final = re.compile(r"[2-79]\d{6,10}", re.ASCII)
_ABROAD: Final = re.compile(r"[1-9]\d{7,14}", re.ASCII)
_LONGEST: Final = 40


@dataclass(frozen=True, slots=True)
class Phone:
    """`value` in E.164 ("+628123456789"), "" when there is an error. `kind`: "mobile", "fixed", "abroad" or ""."""

    value: str
    findings: tuple[Finding, ...]
    kind: str = ""

    @property
    def valid(self) -> bool:
        return bool(self.value)


def read_phone(text: str) -> Phone:
    """Read one telephone number. Codes IDN-031 to IDN-034."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain or len(plain) > _LONGEST or not _WRITTEN.fullmatch(plain) or "+" in plain[1:]:
        return _refused("IDN-031", "Tulis satu nomor telepon dengan angka saja, misalnya 0812 3456 7890.")
    digits = re.sub(r"\D", "", plain)
    if plain.startswith("+") or digits.startswith("00"):
        return _international(digits if plain.startswith("+") else digits[2:])
    if digits.startswith("0"):
        return _national(digits[1:])
    if digits.startswith(COUNTRY) and len(digits) >= 10:
        return _national(digits[2:].removeprefix("0"))
    if _MOBILE.fullmatch(digits):
        mended = warning("IDN-034", "Angka 0 di depan nomor telepon ditambahkan; pastikan nomornya benar.")
        return Phone(f"+{COUNTRY}{digits}", (mended,), "mobile")
    return _refused("IDN-032", "Nomor telepon harus diawali 0 (misalnya 0812... atau 0719...) atau +62.")


def _national(number: str) -> Phone:
    if _MOBILE.fullmatch(number):
        return Phone(f"+{COUNTRY}{number}", (), "mobile")
    if _FIXED.fullmatch(number):
        return Phone(f"+{COUNTRY}{number}", (), "fixed")
    return _refused("IDN-033", "Jumlah angka nomor telepon tidak wajar; periksa kembali nomornya.")


def _international(number: str) -> Phone:
    if number.startswith(COUNTRY):
        return _national(number[2:].removeprefix("0"))
    if _ABROAD.fullmatch(number):
        return Phone(f"+{number}", (), "abroad")
    return _refused("IDN-033", "Jumlah angka nomor telepon tidak wajar; periksa kembali nomornya.")


def _refused(code: str, text: str) -> Phone:
    return Phone("", (error(code, text),))
