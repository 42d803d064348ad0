"""`python -m tests.web.bad_inputs`: sends every bad input and prints what was answered, one line each.

Further arguments go to pytest: `-k pdf` for some of them, `-n 2` for two workers.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

HEADS = ("Nama", "Yang dikirim", "Ke", "Status", "Kode", "Yang dikatakan")
WIDTHS = (22, 44, 13, 10, 8, 90)


class Table:
    """Gathers the row that each case has recorded."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        row = dict(report.user_properties).get("row")
        if report.when == "call" and isinstance(row, list):
            self.rows.append([*map(str, row), "" if report.passed else "GAGAL"])

    def lines(self) -> list[str]:
        made = [" | ".join(head.ljust(width) for head, width in zip(HEADS, WIDTHS, strict=True))]
        made.append("-+-".join("-" * width for width in WIDTHS))
        for *row, failed in self.rows:
            cells = (cell[:width].ljust(width) for cell, width in zip(row, WIDTHS, strict=True))
            made.append(" | ".join(cells).rstrip() + (f"  {failed}" if failed else ""))
        good = sum(not row[-1] for row in self.rows)
        return [*made, f"{good} dari {len(self.rows)} dijawab sebagaimana mestinya"]


def main() -> int:
    table = Table()
    code = pytest.main(["-q", str(Path(__file__).parent), *sys.argv[1:]], plugins=[table])
    sys.stdout.write("\n" + "\n".join(table.lines()) + "\n")
    return int(code)


if __name__ == "__main__":
    sys.exit(main())
