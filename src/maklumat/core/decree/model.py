"""What is read from a decree's text before it becomes our format: blocks of words, items, components, services.

Everything keeps the lines it was read from, and a doubt is a value like any other: nothing is guessed in silence.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Bit:
    """A run of words from one line. `row`: it begins a new line or row of the text, not a block inside a cell.

    `listed`: it stood inside a list whose marks were lost.
    """

    text: str
    line: int
    row: bool = True
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, or one plain line (`table` false, one cell)."""

    line: int
    cells: tuple[tuple[Bit, ...], ...]
    table: bool
    last: int = 0

    def text(self, index: int) -> str:
        return " ".join(bit.text for bit in self.cells[index]).strip() if index < len(self.cells) else ""

    @property
    def words(self) -> str:
        return " ".join(self.text(index) for index in range(len(self.cells))).strip()

    @property
    def end(self) -> int:
        return max(self.last, self.line, *(bit.line for cell in self.cells for bit in cell), 0)


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list. `mark` is printed before it; `group` are the headings it stands under."""

    text: str
    first: int
    last: int
    mark: str = ""
    level: int = 0
    group: tuple[str, ...] = ()
    parent: bool = False
    loose: bool = False  # where it begins or ends was not printed but guessed


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that was read but is not sure, or not read at all. `code` names the part it is about."""

    about: str
    text: str
    first: int
    last: int
    choice: str = ""


@dataclass(slots=True)
class Part:
    """One component of one service: its printed name and everything that stands in it."""

    component: str  # one of the fourteen, or "" for another component
    name: str
    first: int
    bits: list[Bit] = field(default_factory=list)
    number: str = ""

    @property
    def last(self) -> int:
        return max([self.first, *(bit.line for bit in self.bits)])

    @property
    def text(self) -> str:
        return " ".join(bit.text for bit in self.bits if bit.text).strip()


@dataclass(slots=True)
class Found:
    """One service of the annex: where it stands, its title, and its components in printed order."""

    first: int
    last: int
    title: str = ""
    title_line: int = 0
    division: str = ""
    division_line: int = 0
    number: str = ""  # the document number printed above it
    parts: list[Part] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def part(self, component: str) -> Part | None:
        for part in self.parts:
            if part.component == component:
                return part
        return None


COMPONENTS = (
    "persyaratan", "prosedur", "jangka_waktu", "biaya", "produk", "pengaduan", "dasar_hukum", "sarana", "kompetensi",
    "pengawasan_internal", "jumlah_pelaksana", "jaminan_pelayanan", "jaminan_keamanan", "evaluasi_kinerja",
)  # fmt: skip
