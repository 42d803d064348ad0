"""Numbers and rupiah in Indonesian words, as official records and receipts spell them out."""

from __future__ import annotations

from typing import Final

MAX: Final = 10**15
"""The greatest number that is spelled out; the state budget is about three in a thousand of it."""

_DIGITS: Final = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_SCALES: Final = ("", "ribu", "juta", "miliar", "triliun", "kuadriliun")


def in_words(number: int) -> str:
    """`number` (0 to MAX) in lower-case words: 1_011_000 is "satu juta sebelas ribu".

    "se-" stands for one before ratus, belas, puluh and ribu, never before juta and above.
    ValueError when the number is negative or greater than MAX.
    """
    if not 0 <= number <= MAX:
        raise ValueError(f"terbilang: {number} di luar 0 sampai {MAX}")
    if number == 0:
        return _DIGITS[0]
    words: list[str] = []
    for power in range(len(_SCALES) - 1, -1, -1):
        group = number // 1000**power % 1000
        if group:
            words.append(_with_scale(group, _SCALES[power]))
    return " ".join(words)


def _with_scale(group: int, scale: str) -> str:
    if group == 1 and scale == "ribu":
        return "seribu"
    return f"{_below_thousand(group)} {scale}".rstrip()


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    words = []
    if hundreds:
        words.append("seratus" if hundreds == 1 else f"{_DIGITS[hundreds]} ratus")
    if rest:
        words.append(_below_hundred(rest))
    return " ".join(words)


def _below_hundred(number: int) -> str:
    tens, ones = divmod(number, 10)
    if tens == 0:
        return _DIGITS[ones]
    if tens == 1:
        return {0: "sepuluh", 1: "sebelas"}.get(ones) or f"{_DIGITS[ones]} belas"
    return f"{_DIGITS[tens]} puluh {_DIGITS[ones] if ones else ''}".rstrip()


def grouped(number: int) -> str:
    """`number` in figures with Indonesian thousands points: 1250000 is "1.250.000"."""
    return f"{number:,}".replace(",", ".")


def rupiah(amount: int) -> str:
    """Whole rupiah in figures, as letters write it: 325000 is "Rp325.000,00"."""
    return f"{'-' if amount < 0 else ''}Rp{grouped(abs(amount))},00"


def rupiah_in_words(amount: int) -> str:
    """Whole rupiah in words: 325000 is "tiga ratus dua puluh lima ribu rupiah". Errors as `in_words`."""
    return f"{in_words(amount)} rupiah"
