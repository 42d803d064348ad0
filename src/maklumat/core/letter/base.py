"""What all letters of an office share, read from `surat/dasar.yaml`: paper, footer lines, the word across a demo."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

import yaml

from maklumat.core.letter.names import KNOWN_NAMES
from maklumat.core.letter.reader import Reader

ELECTRONIC: Final = "electronic"
WET: Final = "wet"
OUTSIDE: Final = "outside"
CERTIFIED: Final = "certified"
"""Electronic as well, with the signer's own certificate of BSrE; laid out like ELECTRONIC."""
MODES: Final[Mapping[str, str]] = {"elektronik": ELECTRONIC, "basah": WET, "luar": OUTSIDE}
PAPERS: Final[Mapping[str, tuple[float, float]]] = {"f4": (215.0, 330.0), "a4": (210.0, 297.0)}
"""Width and height in millimetres."""


@dataclass(frozen=True, slots=True)
class Theme:
    """How letters of an office look. Margins in millimetres (top, right, bottom, left), `font_size` in points."""

    paper: str = "f4"
    font_size: float = 11.5
    margins: tuple[float, float, float, float] = (15.0, 20.0, 18.0, 25.0)


@dataclass(frozen=True, slots=True)
class StampDuty:
    """The duty stamp (meterai) that a signed statement carries `since` that day, in whole rupiah, by which law."""

    since: date
    rupiah: int
    legal_basis: str


@dataclass(frozen=True, slots=True)
class Base:
    """`footers` are the legal lines by signature mode; `built_in_signer` says honestly who signed; texts have holes.

    `stamp_duties` are the duties that were ever known, the newest first. `certified_signer`: what a letter says that is
    signed with a certificate of BSrE, "" where the office's own file has no such line.
    """

    theme: Theme
    footers: Mapping[str, tuple[str, ...]]
    built_in_signer: str
    free_of_charge: str
    demo_word: str
    draft_word: str
    stamp_duties: tuple[StampDuty, ...] = ()
    certified_signer: str = ""

    def stamp_duty(self, on: date) -> StampDuty | None:
        """The duty stamp of what is signed on that day; None where no law of that day is known."""
        return next((duty for duty in self.stamp_duties if duty.since <= on), None)


_NEEDED: Final = ("tema", "kaki", "penanda_tangan_bawaan", "gratis", "kata_contoh", "kata_konsep")
_KEYS: Final = (*_NEEDED, "bea_meterai", "penanda_tangan_bsre", "catatan")


@lru_cache(maxsize=16)
def parse_base(text: str, file: str) -> Base:
    """Read the shared letter data; the same text is read once.

    TemplateFault SRT-010 to SRT-016 names `file`, line and column.
    """
    reader = Reader(file)
    keys = reader.fields(reader.root(text), _KEYS, _NEEDED)
    footers = reader.fields(keys["kaki"], MODES, tuple(MODES))
    return Base(
        theme=_theme(reader, keys["tema"]),
        footers={
            MODES[word]: tuple(reader.with_holes(item, KNOWN_NAMES) for item in reader.items(node))
            for word, node in footers.items()
        },
        built_in_signer=reader.with_holes(keys["penanda_tangan_bawaan"], KNOWN_NAMES),
        free_of_charge=reader.with_holes(keys["gratis"], KNOWN_NAMES),
        demo_word=reader.text(keys["kata_contoh"]),
        draft_word=reader.text(keys["kata_konsep"]),
        stamp_duties=_duties(reader, keys["bea_meterai"]) if "bea_meterai" in keys else (),
        certified_signer=reader.with_holes(keys["penanda_tangan_bsre"], KNOWN_NAMES)
        if "penanda_tangan_bsre" in keys
        else "",
    )


def _duties(reader: Reader, node: yaml.Node) -> tuple[StampDuty, ...]:
    words = ("sejak", "rupiah", "dasar")
    found: list[StampDuty] = []
    for item in reader.items(node):
        keys = reader.fields(item, words, words)
        rupiah = round(reader.number(keys["rupiah"], 1, 10_000_000))
        found.append(StampDuty(reader.day(keys["sejak"]), rupiah, reader.text(keys["dasar"])))
    return tuple(sorted(found, key=lambda duty: duty.since, reverse=True))


def _theme(reader: Reader, node: yaml.Node) -> Theme:
    keys = reader.fields(node, ("kertas", "huruf_pt", "tepi_mm"), ("kertas",))
    default = Theme()
    margins = default.margins
    if "tepi_mm" in keys:
        sides = ("atas", "kanan", "bawah", "kiri")
        found = reader.fields(keys["tepi_mm"], sides, sides)
        top, right, bottom, left = (reader.number(found[side], 10, 60) for side in sides)
        margins = (top, right, bottom, left)
    return Theme(
        paper=reader.word(keys["kertas"], PAPERS),
        font_size=reader.number(keys["huruf_pt"], 9, 14) if "huruf_pt" in keys else default.font_size,
        margins=margins,
    )
