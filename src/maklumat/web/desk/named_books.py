"""The books that the office's own decree names among its facilities, and where each of them is kept here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from maklumat.core.standard.model import Item, ServiceStandard
from maklumat.records.catalogue.queries import Enacted

BOOK: Final = re.compile(r"\bbuku\b", re.IGNORECASE)
KEPT_IN: Final = (
    (re.compile(r"tamu", re.IGNORECASE), "tamu"),
    (re.compile(r"regist|penerima|klien", re.IGNORECASE), "penerima"),
    (re.compile(r"agenda|surat masuk", re.IGNORECASE), "agenda"),
    (re.compile(r"surat keluar", re.IGNORECASE), "surat-keluar"),
    (re.compile(r"penyerahan|ekspedisi", re.IGNORECASE), "penyerahan"),
    (re.compile(r"kegiatan|harian", re.IGNORECASE), "kegiatan"),
)
"""The general words by which offices call such books, and the code of ours; the first that fits."""


@dataclass(frozen=True, slots=True)
class NamedBook:
    """A book as the decree says it. `code`: of the book here, "" for one that is kept in each file's history alone."""

    text: str
    services: tuple[str, ...]
    code: str


def named_books(laws: Iterable[Enacted]) -> list[NamedBook]:
    """Every book that the standards in force name, with the services that do."""
    found: dict[str, list[str]] = {}
    for law in laws:
        for text in dict.fromkeys(_books_of(law.standard)):
            found.setdefault(text, []).append(law.standard.name)
    return [NamedBook(text, tuple(services), _kept_in(text)) for text, services in sorted(found.items())]


def _books_of(standard: ServiceStandard) -> Iterator[str]:
    items: tuple[Item, ...] = standard.facilities
    for item in items:
        for part in re.split(r"[,;]\s*", item.text):
            if BOOK.search(part):
                yield _title(part.strip())


def _title(text: str) -> str:
    """The same book however a service writes it: "Buku tamu" and "Buku Tamu" are one."""
    return text[:1].upper() + text[1:].casefold()


def _kept_in(text: str) -> str:
    return next((code for words, code in KEPT_IN if words.search(text)), "")
