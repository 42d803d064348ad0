"""What an office decides for itself: a closed table, each row with its default, its ground, and who may change it.

No decree says these things, so none of them is in a standard. The value that holds is the newest decision of the
office, written with its ledger entry; until there is one, the default holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any, Final

from maklumat.core.errors import Refusal

YES_NO: Final = "yes_no"
NUMBER: Final = "number"
DAY: Final = "day"
CLOCK: Final = "clock"
TEXT: Final = "text"
CHOICE: Final = "choice"

ADMINISTRATOR: Final = "administrator"
HEAD: Final = "head"

LONGEST_TEXT: Final = 500


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing to decide. `label` and `help` are read by officials.

    `kind`: YES_NO (a bool), NUMBER (a whole number between `least` and `most`), DAY ("2026-12-31" or ""), CLOCK
    ("21:00"), TEXT or CHOICE (one of `choices`, as (value, words)). `default`: what holds until the office decides.
    `legal_basis`: what the default rests on, "" for our own judgement. `by`: whose decision it is, ADMINISTRATOR or
    HEAD (then of the head alone). `group`: the heading it stands under.
    """

    code: str
    group: str
    label: str
    kind: str
    default: Any
    by: str = ADMINISTRATOR
    help: str = ""
    legal_basis: str = ""
    least: int = 0
    most: int = 0
    choices: tuple[tuple[str, str], ...] = ()


def setting(table: Mapping[str, Setting], code: str) -> Setting:
    """The row of the table; KeyError for a code that it does not have."""
    return table[code]


def read(row: Setting, typed: str) -> Any:
    """The value that somebody typed into the browser's form. Refusal ATR-001 for what this setting does not take."""
    text = typed.strip()
    if row.kind == YES_NO and text in ("ya", "tidak"):
        return text == "ya"
    if row.kind == NUMBER and text.isascii() and text.isdecimal() and row.least <= int(text) <= row.most:
        return int(text)
    if row.kind == DAY and (text == "" or _is_day(text)):
        return text
    if row.kind == CLOCK and _is_clock(text):
        return text
    if row.kind == TEXT and len(text) <= LONGEST_TEXT:
        return text
    if row.kind == CHOICE and text in {value for value, _ in row.choices}:
        return text
    raise Refusal("ATR-001", "{label}: isian ini tidak dapat dipakai. {takes}", label=row.label, takes=_takes(row))


def written(row: Setting, value: Any) -> str:
    """A value as a form shows it, and as `read` reads it."""
    if row.kind == YES_NO:
        return "ya" if value else "tidak"
    return str(value)


def _takes(row: Setting) -> str:
    return {
        YES_NO: "Pilih ya atau tidak.",
        NUMBER: f"Isi angka dari {row.least} sampai {row.most}.",
        DAY: "Isi tanggal, misalnya 2026-12-31, atau kosongkan.",
        CLOCK: "Isi jam, misalnya 21:00.",
        TEXT: f"Paling panjang {LONGEST_TEXT} huruf.",
        CHOICE: "Pilih salah satu dari daftar.",
    }[row.kind]


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_clock(text: str) -> bool:
    try:
        return time.fromisoformat(text).strftime("%H:%M") == text
    except ValueError:
        return False
