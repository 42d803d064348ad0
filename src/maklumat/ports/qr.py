"""QR codes as SVG, drawn offline."""

from __future__ import annotations

import io
from typing import Final

import segno

MASK: Final = 2
"""A fixed pattern: choosing the best of eight costs more than the rest of the code together, and scanners read any."""


def _code(text: str) -> segno.QRCode:
    return segno.make_qr(text, error="m", mask=MASK, boost_error=False)


def matrix(text: str) -> tuple[bytearray, ...]:
    """The code's modules row by row, 1 is dark; without the quiet zone."""
    return tuple(_code(text).matrix)


def qr_svg(text: str) -> str:
    """The text as an SVG of one path with its quiet zone, error level M (15 % may be lost)."""
    out = io.BytesIO()
    _code(text).save(out, kind="svg", border=2, xmldecl=False, svgns=True)
    return out.getvalue().decode()
