"""What is found wrong or odd in a standard: graded, with a stable code and the place in the file.

Codes: STD-1xx a file cannot be read, 2xx a key or a value, 3xx a reference, 4xx the procedure, 5xx what the decree
leaves odd, 6xx what a reader should know. `core.standard.sayings` holds the sentence of each.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple

from maklumat.core.errors import MaklumatError

ERROR: Final = "error"
WARNING: Final = "warning"
NOTE: Final = "note"
GRADES: Final = (ERROR, WARNING, NOTE)
GRADE_WORDS: Final = {ERROR: "galat", WARNING: "peringatan", NOTE: "catatan"}


class Place(NamedTuple):
    """A place in a file. `line` and `column` count from 1; 0 where a standard did not come from a file."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


NOWHERE: Final = Place("", 0, 0)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. `key` is the word of the format it is about, `nearest` the valid word likely meant, or ""."""

    code: str
    grade: str
    text: str
    place: Place
    key: str = ""
    nearest: str = ""

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place.file else ""
        key = f" [{self.key}]" if self.key else ""
        near = f" Mungkin maksudnya “{self.nearest}”." if self.nearest else ""
        return f"{where}{GRADE_WORDS[self.grade]} {self.code}{key} {self.text}{near}"


class Faults(MaklumatError):
    """A standard cannot be used: carries every `Finding` of grade error, in the order of the files."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        text = "Standar tidak dapat dimuat: {count} galat."
        super().__init__("STD-000", text, count=len(self.findings))


def sort_key(finding: Finding) -> tuple[int, str, int, int, str, str]:
    """Errors first, then by file, line and column."""
    place = finding.place
    return (GRADES.index(finding.grade), place.file, place.line, place.column, finding.code, finding.text)
