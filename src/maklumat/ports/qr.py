"""QR codes as SVG, drawn offline."""

from __future__ import annotations

import io
from typing import Final

import segno

MASK: Final = 2
"""A fixed pattern: choosing the best of eight costs more than the rest of the code together, and scanners read any."""


def qr_svg(text: str) -> str:
    """The text as an SVG of one path with its quiet zone, error level M (15 % may be lost)."""
    code = segno.make_qr(text, error="m", mask=MASK, boost_error=False)
    out = io.BytesIO()
    code.save(out, kind="svg", border=2, xmldecl=False, svgns=True)
    return out.getvalue().decode()
