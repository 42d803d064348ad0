"""A pile of paper that comes back from a scanner: one page after the other, and the codes that stand on each.

A page is looked at as the pictures that the scanner put on it. One without a picture, or with one in a form that
nobody here reads, has no codes; it is a page all the same.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from io import BytesIO
from typing import Final

import pikepdf
import zxingcpp
from pikepdf.models.image import ImageDecompressionError
from PIL import Image

from maklumat.ports.scans import pdf_of
from maklumat.ports.uploads import Decoded

MOST_PICTURES: Final = 6
MOST_PIXELS: Final = 40_000_000
_QR: Final = zxingcpp.barcode_formats_from_str("QRCode")
_SMALLEST: Final = 200  # pixels a side: below that nobody's code is read
_BROKEN: Final = (
    pikepdf.PdfError, ImageDecompressionError, pikepdf.UnsupportedImageTypeError,
    pikepdf.DependencyError, OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, AttributeError,
    NotImplementedError, RuntimeError, OverflowError, ZeroDivisionError, MemoryError,
)  # fmt: skip
log = logging.getLogger("maklumat.ports")


def pages_of(file: Decoded) -> Iterator[bytes]:
    """Each page by itself, as a PDF of one page."""
    with pikepdf.open(BytesIO(pdf_of(file))) as whole:
        for page in whole.pages:
            with pikepdf.new() as single:
                single.pages.append(page)
                target = BytesIO()
                single.save(target, deterministic_id=True)
            yield target.getvalue()


def codes_on(page: bytes) -> tuple[str, ...]:
    """What the QR codes on a page say, in no order; () where none is read. Nothing is raised for any page."""
    found: dict[str, None] = {}
    with pikepdf.open(BytesIO(page)) as opened:
        for picture in _pictures(opened.pages[0]):
            for code in zxingcpp.read_barcodes(picture, formats=_QR):
                found[code.text] = None
    return tuple(found)


def _pictures(page: pikepdf.Page) -> Iterator[Image.Image]:
    """The pictures on a page in grey, the largest first."""
    images = sorted(page.get_images().values(), key=lambda one: -int(one.get("/Width", 0)) * int(one.get("/Height", 0)))
    for image in images[:MOST_PICTURES]:
        if not isinstance(image, pikepdf.Stream):
            continue
        width, height = int(image.get("/Width", 0)), int(image.get("/Height", 0))
        if min(width, height) < _SMALLEST or width * height > MOST_PIXELS:
            continue
        try:
            yield pikepdf.PdfImage(image).as_pil_image().convert("L")
        except _BROKEN:  # whatever a scanner wrote: the page is shown to a person instead
            log.info("piles: a picture of %s x %s pixels could not be read", width, height)
