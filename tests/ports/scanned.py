"""Reading a rendered page as a scanner does: pixels, and the QR code found by its corner."""

from __future__ import annotations

import io
import re
import subprocess
from dataclasses import dataclass

from PIL import Image

DPI = 200
DARK = 128
FINDER = tuple(
    tuple(bool(int(bit)) for bit in row)
    for row in ("1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111")
)


@dataclass(frozen=True, slots=True)
class FoundCode:
    """A QR code on a page: the width of a module in millimetres, and its dark modules row by row."""

    module_mm: float
    modules: tuple[tuple[bool, ...], ...]


def gray_page(pdf: bytes, number: int = 1) -> Image.Image:
    """A page as a black-and-white printer gets it."""
    page = str(number)
    command = ["pdftoppm", "-gray", "-r", str(DPI), "-f", page, "-l", page, "-"]
    done = subprocess.run(command, input=pdf, capture_output=True, check=True)
    return Image.open(io.BytesIO(done.stdout)).convert("L")


def find_code(page: Image.Image, size: int) -> FoundCode:
    """The QR code of `size` modules a side, found by the finder patterns (1:1:3:1:1) in its upper corners."""
    width, height = page.size
    raw = page.point(lambda level: 1 if level < DARK else 0).tobytes()

    def modules(left: float, top: float, module: float) -> tuple[tuple[bool, ...], ...]:
        rows = [int(top + (row + 0.5) * module) * width for row in range(size)]
        columns = [int(left + (column + 0.5) * module) for column in range(size)]
        return tuple(tuple(bool(raw[row + column]) for column in columns) for row in rows)

    for y in range(height):
        for left, module in _pairs_of_finders(raw[y * width : (y + 1) * width], size):
            top = y - 2 * module  # the first row that shows 1:1:3:1:1 is the third module's
            if top < 0 or top + size * module >= height:
                continue
            found = modules(left, top, module)
            if tuple(row[:7] for row in found[:7]) == FINDER:
                return FoundCode(module * 25.4 / DPI, found)
    raise AssertionError("no QR code on this page")


def _pairs_of_finders(row: bytes, size: int) -> list[tuple[float, float]]:
    """(left edge, module) in pixels wherever two finders in this row stand as far apart as in a code of `size`."""
    runs = [(found.start(), found.end() - found.start()) for found in re.finditer(rb"\x01+|\x00+", row)]
    finders = []
    for at in range(len(runs) - 4):
        start, lengths = runs[at][0], [length for _, length in runs[at : at + 5]]
        module = sum(lengths) / 7
        fits = all(abs(length / module - want) < 0.5 for length, want in zip(lengths, (1, 1, 3, 1, 1), strict=True))
        if row[start] and module >= 2 and fits:
            finders.append((start, start + sum(lengths), module))
    return [
        (float(left), (right - left) / size)
        for left, _, module in finders
        for _, right, _ in finders
        if abs((right - left) / size - module) < 0.35
    ]
