"""Papers that come in as pictures and are kept as PDF: a signed letter, or the pages that a camera took at the counter.

A camera is no scanner: the page lies a little askew and half in the shade. `tidy` turns it straight and makes the paper
white and the ink dark, in greys, so that it is read and printed like a scan and weighs little.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import pairwise
from typing import Any, Final

import pikepdf
from PIL import Image, ImageFilter, ImageMath

from maklumat.core.errors import Refusal
from maklumat.ports.uploads import PDF, Decoded, decode

MOST_PAGES: Final = 10
"""Pictures for one place."""
_DOTS_PER_INCH = 200
_SIDE: Final = 1754
"""Pixels: the long side of A4 at 150 dots per inch."""
_QUALITY: Final = 55
_ASKEW: Final = 7.0
"""Degrees. What lies more askew was meant so, or shows no lines of writing."""
_BLACK, _WHITE = 45, 215
"""Of 255: darker becomes black, lighter white."""


def pdf_of(file: Decoded) -> bytes:
    """The PDF itself, or one page with the picture on it at 200 dots per inch."""
    if file.kind == PDF:
        return file.data
    target = BytesIO()
    Image.open(BytesIO(file.data)).convert("RGB").save(target, "PDF", resolution=_DOTS_PER_INCH)
    return target.getvalue()


def joined(files: Sequence[Decoded], *, tidy: bool = False) -> Decoded:
    """Several files of one paper as one PDF, in their order; a single one stays as it came unless it is to be tidied.

    Raises Refusal: UNG-016 for too many, UNG-002 or UNG-010 for what is too large together.
    """
    if len(files) > MOST_PAGES:
        full = "Satu tempat memuat paling banyak {most} berkas. Gabungkan menjadi satu PDF."
        raise Refusal("UNG-016", full, most=MOST_PAGES)
    if len(files) == 1 and (files[0].kind == PDF or not tidy):
        return files[0]
    target = BytesIO()
    with pikepdf.new() as whole:
        for part in _parts(files, tidy=tidy):
            with pikepdf.open(BytesIO(part)) as opened:
                whole.pages.extend(opened.pages)
        whole.save(target)
    return decode(target.getvalue())


def _parts(files: Sequence[Decoded], *, tidy: bool) -> Iterator[bytes]:
    for file in files:
        if file.kind == PDF:
            yield file.data
            continue
        image = Image.open(BytesIO(file.data))
        image.thumbnail((_SIDE, _SIDE))
        page, target = tidied(image) if tidy else image.convert("RGB"), BytesIO()
        page.save(target, "PDF", resolution=150, quality=_QUALITY if tidy else 75)
        yield target.getvalue()


def tidied(image: Image.Image) -> Image.Image:
    """A photographed page as a scanner would show it: straight, light, in greys."""
    light = _lit(image.convert("L"))
    angle = _askew(light)
    return light.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=255) if angle else light


def _lit(gray: Image.Image) -> Image.Image:
    """The ink against the paper around it: shade, folds and yellow light go, the writing stays."""
    few = (max(1, gray.width // 16), max(1, gray.height // 16))
    paper = gray.resize(few, Image.Resampling.BOX).filter(ImageFilter.MaxFilter(5))
    paper = paper.filter(ImageFilter.GaussianBlur(4)).resize(gray.size, Image.Resampling.BICUBIC)
    even: Image.Image = ImageMath.lambda_eval(_against, ink=gray, paper=paper)
    return even.point([max(0, min(255, (level - _BLACK) * 255 // (_WHITE - _BLACK))) for level in range(256)])


def _against(of: dict[str, Any]) -> Any:
    return of["convert"](of["min"](of["ink"] * 255 / of["max"](of["paper"], 1), 255), "L")


def _askew(page: Image.Image) -> float:
    """The angle that lays the lines of writing level, 0 where turning makes them no clearer."""
    small = page.copy()
    small.thumbnail((600, 600))
    ink = small.point([255 if level < 128 else 0 for level in range(256)])
    level = _clearness(ink, 0.0)
    steps = [half / 2 for half in range(int(-_ASKEW * 2), int(_ASKEW * 2) + 1)]
    best = max(steps, key=lambda angle: _clearness(ink, angle))
    fine = max((best + quarter / 4 for quarter in (-1, 0, 1)), key=lambda angle: _clearness(ink, angle))
    return fine if abs(fine) >= 0.5 and _clearness(ink, fine) > 1.1 * level else 0.0


def _clearness(ink: Image.Image, angle: float) -> int:
    """How sharply rows of writing and rows of paper follow each other, once turned by `angle`."""
    turned = ink.rotate(angle, Image.Resampling.NEAREST, fillcolor=0)
    rows = turned.resize((1, turned.height), Image.Resampling.BOX).tobytes()
    return sum((above - below) ** 2 for above, below in pairwise(rows))
