"""A one-page PDF that stands for a document from elsewhere in simulations."""

from __future__ import annotations

from io import BytesIO

import pikepdf


def blank_pdf() -> bytes:
    """An empty A4 page."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        out = BytesIO()
        pdf.save(out)
    return out.getvalue()
