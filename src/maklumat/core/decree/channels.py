"""Complaint channels and the ways to reach an office: kinds, numbers, addresses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from maklumat.core.decree.model import Item
from maklumat.core.decree.spelling import tidy

EMAIL: Final = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
SITE: Final = re.compile(
    r"(?:https?://|www\.)[\w./~%?=&#-]{3,200}|\b[\w-]{2,40}(?:\.[\w-]{2,40}){0,3}\.go\.id\b[\w./-]{0,100}",
    re.IGNORECASE,
)
PHONE: Final = re.compile(r"(?<![\w/.])(?:\(0\d{2,4}\)|\+?62|0\d{2,4})(?:[\s().-]{0,3}\d{2,5}){1,4}(?![\w/])")
_EMPTY: Final = re.compile(r"0[08]?0{4,}|0{5,}")
_KINDS: Final = (
    ("kotak", r"\bkotak\b"), ("whatsapp", r"\bwhats?\s?app\b|\bwa\b"), ("sms", r"\bsms\b"),
    ("surel", r"\be-?\s?mail\b|\bsurel\b|\bpos-?el\b|@[\w-]+\.[a-z]"),
    ("telepon", r"\btel[ef]p?[ou]n\w*|\btelp\b|\bhot\s?lin\w*|\bcontact\b|\bcall\s?center"),
    ("situs", r"\bwebsite\b|\bweb\b|\bsitus\b|\blaman\b|www\.|https?:|lapor!?\b|\bsp4n|\baplikasi\b"),
    ("surat", r"\bsurat\b|\btertulis\b"),
    ("langsung", r"\blangsung\b|\bdatang\b|\btatap\s+muka\b|\bluring\b|\bloket\b|\bkontak\b|\bruang\b"),
)  # fmt: skip
_SHAPES: Final = tuple((kind, re.compile(shape, re.IGNORECASE)) for kind, shape in _KINDS)


@dataclass(frozen=True, slots=True)
class Channel:
    kind: str
    text: str
    address: str
    line: int
    mark: str = ""
    empty: bool = False
    sure: bool = True


def channels(items: Sequence[Item]) -> list[Channel]:
    return [_channel(part) for item in items if item.text.strip(" -–.") and not item.parent for part in _networks(item)]


_NETWORK: Final = re.compile(
    r"\b(?:instagram|facebook|twitter|youtube|tiktok|telegram|ig|fb)\b|\be-?mail\b", re.IGNORECASE
)


def _networks(item: Item) -> list[Item]:
    """`Instagram x Facebook y` are two channels."""
    starts = [hit.start() for hit in _NETWORK.finditer(item.text)]
    if len(starts) < 2:
        return [item]
    cuts = [0, *starts[1:], len(item.text)]
    parts = [item.text[low:high].strip(" ,;.-") for low, high in pairwise(cuts)]
    return [replace(item, text=part, loose=True) for part in parts if len(part) > 3] or [item]


def _channel(item: Item) -> Channel:
    text = tidy(item.text)
    kinds = [kind for kind, shape in _SHAPES if shape.search(text)]
    address = address_of(text, kinds[0] if kinds else "")
    digits = re.sub(r"\D", "", address)
    empty = bool(address) and "@" not in address and bool(_EMPTY.fullmatch(digits))
    kind = kinds[0] if kinds else "lainnya"
    if not kinds and PHONE.search(text):
        kind = "telepon"
    return Channel(kind, text, address, item.first, item.mark, empty, sure=len(kinds) == 1)


def address_of(text: str, kind: str) -> str:
    order = (EMAIL, SITE, PHONE) if kind not in ("telepon", "whatsapp", "sms") else (PHONE, EMAIL, SITE)
    for shape in order:
        found = shape.search(text)
        if found:
            return found[0].strip(" ./;,")
    return ""


def phones(text: str) -> list[str]:
    found = []
    for hit in PHONE.finditer(text):
        number = tidy(hit[0]).strip(" .-")
        if 8 <= len(re.sub(r"\D", "", number)) <= 14 and number not in found:
            found.append(number)
    return found
