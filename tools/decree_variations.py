"""One decree printed in other ways: pure functions from text to text, always the same for the same text.

`tools/import_score.py` measures the importer on them. They know nothing of the importer: a component row is a row of at
least three cells that begins with a number up to fourteen.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import Final

SEED: Final = 20260715
_NUMBERED: Final = re.compile(r"^\s*(\d{1,2})\.?\s*$")
_TAG: Final = re.compile(r"<[^<>]{1,200}>")
_HEADER: Final = re.compile(r"^\s*no\.?\s*$", re.IGNORECASE)


def _cells(line: str) -> list[str]:
    return line.split("\t") if "\t" in line else []


def is_component(line: str) -> bool:
    """A row that begins a component."""
    cells = _cells(line)
    number = _NUMBERED.match(cells[0]) if len(cells) >= 3 else None
    return bool(number) and 1 <= int(number[1]) <= 14 and any(sign.isalpha() for sign in cells[1])  # type: ignore[index]


def is_header(line: str) -> bool:
    cells = _cells(line)
    return len(cells) >= 3 and bool(_HEADER.match(cells[0]))


def as_printed(text: str) -> str:
    return text


def pipes(text: str) -> str:
    """Tables with pipes, as Markdown has them."""
    return "\n".join(
        "| " + " | ".join(cell.replace("|", "/") for cell in _cells(line)) + " |" if "\t" in line else line
        for line in text.split("\n")
    )


def no_numbers(text: str) -> str:
    """The column of numbers is lost."""
    out = []
    for line in text.split("\n"):
        cells = _cells(line)
        first_is_number = len(cells) >= 3 and (_NUMBERED.match(cells[0]) or not cells[0].strip() or is_header(line))
        out.append("\t".join(cells[1:]) if first_is_number else line)
    return "\n".join(out)


def columns_turned(text: str) -> str:
    """The columns in the opposite order: the contents first, the number last."""
    return "\n".join("\t".join(reversed(_cells(line))) if len(_cells(line)) >= 3 else line for line in text.split("\n"))


def flattened(text: str) -> str:
    """No tables: `1. Persyaratan : ...` in one line, without tags."""
    out = []
    for line in text.split("\n"):
        cells = [_TAG.sub(" ", cell).strip() for cell in _cells(line)]
        if is_component(line):
            out.append(f"{cells[0].strip('. ')}. {cells[1]} : {' '.join(cell for cell in cells[2:] if cell)}")
        elif cells and not is_header(line):
            out.append(" ".join(cell for cell in cells if cell))
        elif not cells:
            out.append(line)
    return "\n".join(out)


def exploded(text: str) -> str:
    """Every item of a list on a line of its own, below its row."""
    out = []
    for line in text.split("\n"):
        if "\t" not in line or "-->" in line:
            out.append(line)
            continue
        head, tab, last = line.rpartition("\t")
        last = re.sub(r"</(?:p|li|div)>\s*", "\n", last)
        last = re.sub(r"(?<=[\w;:.)])\s+(?=(?:\d{1,2}|[a-z])[.)]\s)", "\n", _TAG.sub("", last))
        out.append(head + tab + "\n".join(part.strip() for part in last.split("\n") if part.strip()))
    return "\n".join(out)


def no_tags(text: str) -> str:
    """All tags are lost, and with them the breaks they made."""
    return re.sub(r" {2,}", " ", _TAG.sub(" ", text))


def page_breaks(text: str) -> str:
    """Pages break in other places: a row goes on below a page number, its first cells empty."""
    chance = random.Random(SEED)
    out = []
    for number, line in enumerate(text.split("\n")):
        words = line.split(" ")
        if is_component(line) and len(words) > 24 and "-->" not in line and chance.random() < 0.3:
            at = chance.randrange(12, len(words) - 6)
            tabs = line.count("\t")
            out += [" ".join(words[:at]), "", f"- {number % 60 + 1} -", "", "\t" * tabs + " ".join(words[at:])]
        else:
            out.append(line)
    return "\n".join(out)


def renumbered(text: str) -> str:
    """Lists with other marks: (1) for 1., and i. for a."""
    roman = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi"]

    def letter(hit: re.Match[str]) -> str:
        at = ord(hit[1]) - 97
        return f"{roman[at]}. " if at < len(roman) else hit[0]

    out = []
    for line in text.split("\n"):
        head, tab, last = line.rpartition("\t")
        if tab:
            last = re.sub(r"(?<![\w./])([a-z])\. ", letter, last)
            last = re.sub(r"(?<![\w./])(\d{1,2})\. ", r"(\1) ", last)
        out.append(head + tab + last)
    return "\n".join(out)


def _named(text: str, change: Callable[[str], str]) -> str:
    out = []
    for line in text.split("\n"):
        cells = _cells(line)
        if is_component(line) or is_header(line):
            cells[1] = change(cells[1])
            out.append("\t".join(cells))
        else:
            out.append(line)
    return "\n".join(out)


def upper(text: str) -> str:
    """Component names in capitals."""
    return _named(text, str.upper)


def lower(text: str) -> str:
    """Component names in small letters."""
    return _named(text, str.lower)


def noisy(text: str) -> str:
    """A bad scan: one letter of a hundred is lost or looks like another."""
    chance = random.Random(SEED)
    out = []
    inside = False
    for sign in text:
        inside = sign == "<" or (inside and sign != ">")
        if sign.isalpha() and not inside and chance.random() < 0.01:
            out.append({"o": "0", "l": "1", "O": "0", "i": "l"}.get(sign, ""))
        else:
            out.append(sign)
    return "".join(out)


def shuffled(text: str) -> str:
    """The components of each table in another order, with their old numbers."""
    chance = random.Random(SEED)
    out: list[str] = []
    groups: list[list[str]] = []

    def flush() -> None:
        numbers = [group[0].split("\t", 1)[0] for group in groups]
        chance.shuffle(groups)
        for number, group in zip(numbers, groups, strict=True):
            out.extend([number + "\t" + group[0].split("\t", 1)[1], *group[1:]])
        groups.clear()

    for line in text.split("\n"):
        if is_component(line):
            groups.append([line])
        elif groups and "\t" in line and not line.split("\t")[0].strip() and not is_header(line):
            groups[-1].append(line)
        else:
            flush()
            out.append(line)
    flush()
    return "\n".join(out)


_OTHER_NAMES: Final = (
    ("syarat", "Syarat-syarat Layanan"), ("prosedur", "Alur dan Tata Cara"), ("mekanis", "Alur dan Tata Cara"),
    ("jangka", "Waktu Penyelesaian"), ("biaya", "Tarif Layanan"), ("produk", "Hasil Layanan (Output)"),
    ("aduan", "Saluran Aduan dan Saran"), ("hukum", "Landasan Hukum"), ("sarana", "Fasilitas dan Peralatan"),
    ("kompetensi", "Kualifikasi Pelaksana"), ("pengawasan", "Pengawasan"), ("jumlah", "Jumlah Petugas"),
    ("keamanan", "Keamanan dan Keselamatan"), ("jaminan", "Jaminan Layanan"), ("evaluasi", "Penilaian Kinerja"),
)  # fmt: skip


def reworded(text: str) -> str:
    """Component names in other words."""

    def change(name: str) -> str:
        return next((other for part, other in _OTHER_NAMES if part in name.lower()), name)

    return _named(text, change)


VARIATIONS: Final[dict[str, Callable[[str], str]]] = {
    "as printed": as_printed,
    "pipes": pipes,
    "no numbers": no_numbers,
    "columns turned": columns_turned,
    "flattened": flattened,
    "exploded": exploded,
    "no tags": no_tags,
    "page breaks": page_breaks,
    "renumbered": renumbered,
    "upper case": upper,
    "lower case": lower,
    "noisy 1 %": noisy,
    "shuffled": shuffled,
    "reworded": reworded,
}
SAME_LINES: Final = frozenset(
    {"as printed", "pipes", "no numbers", "columns turned", "no tags", "renumbered", "upper case", "lower case",
     "noisy 1 %", "reworded"}
)  # fmt: skip
