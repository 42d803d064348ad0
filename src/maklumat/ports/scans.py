"""A signed letter that comes back as a scan or a photograph is kept as a PDF, like every other letter."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from maklumat.ports.uploads import PDF, Decoded

_DOTS_PER_INCH = 200


def pdf_of(file: Decoded) -> bytes:
    """The PDF itself, or one page with the picture on it at 200 dots per inch."""
    if file.kind == PDF:
        return file.data
    target = BytesIO()
    Image.open(BytesIO(file.data)).convert("RGB").save(target, "PDF", resolution=_DOTS_PER_INCH)
    return target.getvalue()
