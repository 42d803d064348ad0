"""How long a text is as an SMS: GSM 7-bit (3GPP TS 23.038) where its alphabet is enough, UCS-2 where it is not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

BASIC: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
ESCAPED: Final = frozenset("\f^{}\\[~]|€")
"""Letters that cost two septets: an escape, and themselves."""
SINGLE: Final = 160
"""Septets of one message."""
PART: Final = 153
"""Septets of each part of several: the rest of it says which part it is."""
WIDE_SINGLE: Final = 70
"""UTF-16 units of one message."""
WIDE_PART: Final = 67
_PLAIN: Final = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "`": "'", "–": "-", "—": "-", "…": "...", "\u00a0": " ",
     "\t": " ", "·": "-", "•": "-"}
)  # fmt: skip


def plain(text: str) -> str:
    """The same text with typographic signs replaced by those of the GSM alphabet, so that it costs half."""
    return text.translate(_PLAIN)


def is_gsm(text: str) -> bool:
    """Whether 7 bits a letter are enough."""
    return all(letter in BASIC or letter in ESCAPED for letter in text)


def length(text: str) -> int:
    """Units that a text takes: septets in the GSM alphabet, else UTF-16 units."""
    return sum(_costs(text))


def parts(text: str) -> int:
    """How many messages the network bills. A letter of two units is never cut in two, so a part may stay short."""
    single, part = (SINGLE, PART) if is_gsm(text) else (WIDE_SINGLE, WIDE_PART)
    if length(text) <= single:
        return 1
    count, room = 1, part
    for cost in _costs(text):
        if cost > room:
            count, room = count + 1, part
        room -= cost
    return count


def _costs(text: str) -> Iterator[int]:
    if is_gsm(text):
        return (2 if letter in ESCAPED else 1 for letter in text)
    return (2 if ord(letter) > 0xFFFF else 1 for letter in text)
