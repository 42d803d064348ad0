"""Pages from a camera: joined to one PDF, laid straight, made light, and small."""

from __future__ import annotations

import io
import subprocess
from functools import cache
from itertools import pairwise

import pikepdf
import pytest
from PIL import Image, ImageDraw, ImageFont

from maklumat.core.errors import Refusal
from maklumat.ports.scans import MOST_PAGES, joined, tidied
from maklumat.ports.uploads import PDF, Decoded, decode
from tests.core.letter_cast import FONTS

TABLE = (92, 70, 52)
SHEET = (235, 230, 215)
INK = (40, 40, 60)


@cache
def photograph(angle: float) -> bytes:
    """A printed page on a table, turned by some degrees, its left half in the shade."""
    font = ImageFont.truetype(str(next(FONTS.rglob("LiberationSans-Regular.ttf"))), 30)
    page = Image.new("RGB", (1300, 1800), SHEET)
    pen = ImageDraw.Draw(page)
    for line in range(30):
        pen.text(
            (100, 110 + line * 52),
            "Surat contoh untuk Siti Contoh, rekaan belaka, dari tepi ke tepi.",
            fill=INK,
            font=font,
        )
    page = page.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=TABLE)
    photo = Image.new("RGB", (1600, 2100), TABLE)
    photo.paste(page, ((photo.width - page.width) // 2, (photo.height - page.height) // 2))
    shade = Image.linear_gradient("L").rotate(90).resize(photo.size).point([110 + level // 2 for level in range(256)])
    target = io.BytesIO()
    Image.composite(photo, Image.new("RGB", photo.size), shade).save(target, "JPEG", quality=90)
    return target.getvalue()


def picture(pdf: bytes, number: int = 1) -> Image.Image:
    command = ["pdftoppm", "-gray", "-r", "60", "-f", str(number), "-l", str(number), "-"]
    return Image.open(io.BytesIO(subprocess.run(command, input=pdf, capture_output=True, check=True).stdout))


def rows(image: Image.Image) -> float:
    """How sharply lines of writing follow each other in the middle of the page."""
    middle = image.convert("L").crop((image.width // 4, image.height // 4, image.width * 3 // 4, image.height * 3 // 4))
    means = middle.resize((1, middle.height), Image.Resampling.BOX).tobytes()
    return sum((one - two) ** 2 for one, two in pairwise(means)) / len(means)


@pytest.mark.parametrize("angle", [-5.0, -1.5, 3.0, 6.0])
def test_a_page_is_laid_straight(angle: float) -> None:
    straight = rows(tidied(Image.open(io.BytesIO(photograph(0.0)))))
    turned = rows(tidied(Image.open(io.BytesIO(photograph(angle)))))
    assert turned > 0.6 * straight
    assert rows(Image.open(io.BytesIO(photograph(angle)))) < 0.2 * straight  # so it was not before


def test_paper_is_white_and_ink_is_dark_also_in_the_shade() -> None:
    page = tidied(Image.open(io.BytesIO(photograph(0.0))))
    for left in (0.2, 0.5):  # in the shade, and in the light
        part = page.crop((int(page.width * left), page.height // 3, int(page.width * (left + 0.12)), page.height // 2))
        levels = sorted(part.tobytes())
        assert levels[len(levels) // 2] > 240
        assert levels[len(levels) // 100] < 90


def test_several_photographs_are_one_small_pdf_in_their_order() -> None:
    first, second = decode(photograph(3.0)), decode(photograph(0.0))
    made = joined([first, second], tidy=True)
    assert (made.kind, made.pages) == (PDF, 2)
    assert len(made.data) < 0.8 * (len(first.data) + len(second.data))
    assert made.sha256 == decode(made.data).sha256
    assert {picture(made.data, number).mode for number in (1, 2)} == {"L"}


def test_a_pdf_among_the_pages_keeps_its_own() -> None:
    target = io.BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(3):
            pdf.add_blank_page(page_size=(300, 400))
        pdf.save(target)
    made = joined([decode(target.getvalue()), decode(photograph(0.0))])
    assert made.pages == 4
    with pikepdf.open(io.BytesIO(made.data)) as opened:
        assert [float(page.mediabox[2]) for page in opened.pages][:3] == [300, 300, 300]


def test_one_file_stays_as_it_came() -> None:
    photo = decode(photograph(0.0))
    assert joined([photo]) is photo
    assert joined([photo], tidy=True).kind == PDF
    paper: Decoded = joined([photo], tidy=True)
    assert joined([paper], tidy=True) is paper


def test_too_many_pages_are_refused() -> None:
    with pytest.raises(Refusal, match="UNG-016"):
        joined([decode(photograph(0.0))] * (MOST_PAGES + 1))


@pytest.mark.parametrize("size", [(1, 1), (3, 2000), (2000, 3)])
@pytest.mark.parametrize("color", ["black", "white", "red"])
def test_a_picture_of_nothing_is_a_page_too(size: tuple[int, int], color: str) -> None:
    assert tidied(Image.new("RGB", size, color)).mode == "L"
