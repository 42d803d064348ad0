"""Letter numbers: the office's own pattern, read once when a standard is loaded, then only filled in.

The pattern is plain text with tokens: `{class}/{seq:04}/{unit}/{month_roman}/{year}`. Which number is the next one
is not decided here; a number once taken is never taken again (Permendagri 1/2023, tata naskah dinas).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from maklumat.core.letter.faults import LetterFault, nearest
from maklumat.core.terbilang.dates import roman_month

TOKENS: Final = ("seq", "class", "security", "type", "unit", "month", "month_roman", "year")
_PIECE: Final = re.compile(r"\{([^{}]*)\}")
_SEQ: Final = re.compile(r"seq(?::0([1-9]))?")


@dataclass(frozen=True, slots=True)
class LetterNumber:
    """What a number is made of. `seq` counts from 1 in the year of `on` (local date of the letter).

    `classification` is the archive code ("400.9.14.1"), `security` SR, R, T or B, `kind` the mark of the kind of
    letter ("KEP"), `unit` the office's or division's mark. `inserted` marks an audited back-number: 12 with "a" is
    written 12.a.
    """

    seq: int
    on: date
    classification: str = ""
    security: str = ""
    kind: str = ""
    unit: str = ""
    inserted: str = ""


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """A pattern that was read and found good. `width` is the least number of digits of the sequence."""

    text: str
    tokens: tuple[str, ...]
    width: int

    @property
    def repeats_each_year(self) -> bool:
        """Without {year} the same number is written every year: worth a warning, not an error."""
        return "year" not in self.tokens

    def write(self, number: LetterNumber) -> str:
        """The number as printed. LetterFault SRT-004 when a token has no value, or the sequence is below 1."""
        if number.seq < 1:
            raise LetterFault("SRT-004", "Nomor urut surat {seq} tidak sah: paling kecil 1.", seq=number.seq)
        values = {
            "seq": f"{number.seq:0{self.width}d}{'.' if number.inserted else ''}{number.inserted}",
            "class": number.classification,
            "security": number.security,
            "type": number.kind,
            "unit": number.unit,
            "month": f"{number.on.month:02d}",
            "month_roman": roman_month(number.on),
            "year": str(number.on.year),
        }
        for token in self.tokens:
            if not values[token]:
                raise LetterFault(
                    "SRT-004", "Nomor surat {pattern}: isi {{{token}}} belum ada.", pattern=self.text, token=token
                )
        return _PIECE.sub(lambda piece: values[piece[1].partition(":")[0]], self.text)


def parse_number_format(text: str) -> NumberFormat:
    """Read a pattern. LetterFault: SRT-001 unknown token, SRT-002 stray brace or bad width, SRT-003 not one {seq}."""
    tokens: list[str] = []
    width = 1
    for piece in _PIECE.finditer(text):
        name = piece[1].partition(":")[0]
        if name not in TOKENS:
            raise LetterFault(
                "SRT-001", "Pola nomor surat {pattern}: {{{token}}} tidak dikenal.{hint}",
                pattern=text, token=piece[1], hint=nearest(name, TOKENS),
            )  # fmt: skip
        seq = _SEQ.fullmatch(piece[1])
        if ":" in piece[1] and seq is None:
            raise LetterFault(
                "SRT-002", "Pola nomor surat {pattern}: {{{token}}} salah tulis. Hanya {{seq:04}} yang boleh berlebar.",
                pattern=text, token=piece[1],
            )  # fmt: skip
        if seq is not None and seq[1]:
            width = int(seq[1])
        tokens.append(name)
    if re.search(r"[{}]|[^\x20-\x7e]", _PIECE.sub("", text)):
        raise LetterFault(
            "SRT-002", "Pola nomor surat {pattern}: ada kurung kurawal atau tanda asing yang lepas.", pattern=text
        )
    if tokens.count("seq") != 1:
        raise LetterFault("SRT-003", "Pola nomor surat {pattern}: harus memuat {{seq}} tepat satu kali.", pattern=text)
    return NumberFormat(text, tuple(tokens), width)
