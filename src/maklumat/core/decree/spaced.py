"""Tables whose columns are kept apart by spaces only, as a PDF gives them when it is saved as plain text."""

from __future__ import annotations

import re
from typing import Final

from maklumat.core.decree.names import is_header

_SEGMENT: Final = re.compile(r"\S+(?: \S+)*")
_SLACK: Final = 3  # how far left of its column a text may begin


def segments(line: str) -> list[tuple[int, str]]:
    """The runs of words that two or more spaces keep apart, with the column each begins at."""
    return [(hit.start(), hit.group()) for hit in _SEGMENT.finditer(line)]


class Columns:
    """Knows the columns of the spaced table it is in, if it is in one."""

    def __init__(self) -> None:
        self.starts: list[int] = []

    def cells(self, line: str) -> list[str]:
        """The cells of a line, [] where it belongs to no spaced table."""
        if "\t" in line or "|" in line or "<" in line:
            self.starts = []
            return []
        found = segments(line)
        if len(found) >= 2 and len(line) < 400 and is_header([text for _, text in found]):
            self.starts = [start for start, _ in found]
            return [text for _, text in found]
        if not self.starts or not found:
            return []
        if self._breaks(found):
            self.starts = []
            return []
        cells = [""] * len(self.starts)
        for start, text in found:
            column = max((at for at, begins in enumerate(self.starts) if begins <= start + _SLACK), default=0)
            cells[column] = f"{cells[column]} {text}".strip()
        return cells

    def _breaks(self, found: list[tuple[int, str]]) -> bool:
        """A line that runs through the gap between two columns ends the table."""
        for start, text in found:
            end = start + len(text)
            column = max((at for at, begins in enumerate(self.starts) if begins <= start + _SLACK), default=0)
            if column + 1 < len(self.starts) and end > self.starts[column + 1] + _SLACK:
                return True
        return False
