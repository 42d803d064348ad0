"""Names as they are compared: however they are spaced, hyphenated, doubled or spelled in the old way."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from .region import CITY, DESA, KECAMATAN, KELURAHAN, PROVINCE, REGENCY

QUALIFIERS: Final = {
    "provinsi": (PROVINCE,), "propinsi": (PROVINCE,), "prov": (PROVINCE,), "prop": (PROVINCE,),
    "kabupaten": (REGENCY,), "kab": (REGENCY,), "kota": (CITY,), "kotamadya": (CITY,), "kodya": (CITY,),
    "kecamatan": (KECAMATAN,), "kec": (KECAMATAN,), "distrik": (KECAMATAN,),
    "kelurahan": (KELURAHAN,), "kel": (KELURAHAN,),
    "desa": (DESA,), "ds": (DESA,), "nagari": (DESA,), "gampong": (DESA,), "kampung": (DESA,),
}  # fmt: skip
"""Words before a name that say what it is."""

PROVINCES_IN_SHORT: Final = {
    "sumut": "12", "sumbar": "13", "sumsel": "16", "babel": "19", "kepri": "21", "dki": "31", "jabar": "32",
    "jateng": "33", "diy": "34", "jogja": "34", "jogjakarta": "34", "jatim": "35", "ntb": "52", "ntt": "53",
    "kalbar": "61", "kalteng": "62", "kalsel": "63", "kaltim": "64", "kaltara": "65", "sulut": "71", "sulteng": "72",
    "sulsel": "73", "sultra": "74", "sulbar": "76", "malut": "82",
}  # fmt: skip

_ADMINISTRATIVE: Final = ("administrasi", "adm")
_WORD: Final = re.compile(r"[a-z0-9]+")
_OTHER: Final = re.compile(r"[^a-z0-9\n]+")
_TWICE: Final = re.compile(r"([a-z])\1+")
_OLD: Final = (("oe", "u"), ("dj", "j"), ("tj", "c"))
_NAMED: Final = re.compile(r"^(?:kabupaten|kota)(?: administrasi)? ", re.M)


def plain(text: str) -> str:
    """Small Latin letters without marks."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()


def words(text: str) -> list[str]:
    """The words of what was typed."""
    return _WORD.findall(plain(text))


def folded(text: str) -> str:
    """The key of a name; of many at once, one a line. "Gunung-Kidul" and "gunungkidul" have the same."""
    text = _OTHER.sub("", plain(text))
    for old, new in _OLD:
        text = text.replace(old, new)
    return _TWICE.sub(r"\1", text)


def keys_of(names: str) -> str:
    """The keys of the ministry's names, one a line: without "Kabupaten" and "Kota"."""
    return folded(_NAMED.sub("", plain(names)))


def qualified(typed: list[str]) -> tuple[list[str], tuple[str, ...]]:
    """What follows a qualifier, and the kinds that it means; no words when there is none."""
    kinds = QUALIFIERS.get(typed[0], ()) if len(typed) > 1 else ()
    if not kinds:
        return [], ()
    rest = typed[1:]
    return (rest[1:] if rest[0] in _ADMINISTRATIVE and len(rest) > 1 else rest), kinds
