"""PDFs page by page: how many there are, and several of them as one."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

import pikepdf


def page_count(pdf: bytes) -> int:
    """The pages of a PDF that was made here or decoded by `ports.uploads`."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return len(opened.pages)


def joined(pdfs: Iterable[bytes]) -> bytes:
    """All pages of these, one after the other: what was on paper. Signatures and form fields are not carried over."""
    target = BytesIO()
    with pikepdf.new() as whole:
        for pdf in pdfs:
            with pikepdf.open(BytesIO(pdf)) as part:
                _flatten(part)
                whole.pages.extend(part.pages)
        whole.save(target, deterministic_id=True)
    return target.getvalue()


def _flatten(pdf: pikepdf.Pdf) -> None:
    if "/AcroForm" not in pdf.Root:
        return
    del pdf.Root["/AcroForm"]
    for page in pdf.pages:
        notes = [one for one in page.get("/Annots", ()) if one.get("/Subtype") != pikepdf.Name.Widget]
        page["/Annots"] = pikepdf.Array(notes)
