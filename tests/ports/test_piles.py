"""Printed pages, put on a scanner askew, in any order and upside down: each says which page of which print it is."""

from __future__ import annotations

import io
import random
from dataclasses import replace

import pikepdf
import pytest
from PIL import Image

from maklumat.core.letter.marks import ALPHABET, Mark, codes, mark_in
from maklumat.core.letter.template import Paragraph
from maklumat.ports.pages import joined, page_count
from maklumat.ports.piles import codes_on, pages_of
from maklumat.ports.rendering import Renderer
from maklumat.ports.uploads import decode
from tests.core.letter_cast import FONTS, SHARED
from tests.ports.scanned import gray_page
from tests.ports.test_rendering import letter

NAME = "k7m2pzqa"


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer(SHARED, FONTS)


def printed(renderer: Renderer, pages: int, name: str = NAME) -> bytes:
    """A letter for a signature by hand, so many pages long."""
    content = letter(mode="wet")
    more = [Paragraph("Contoh kalimat panjang. " * 50)] * 3 * (pages - 1)
    values = replace(content, blocks=(*more, *content.blocks)).to_values()
    address = values["verification"]["url"]
    values["verification"] = {**values["verification"], "codes": codes(address, name, pages)}
    return renderer.render(values)


def scan(pdf: bytes, number: int = 1, *, angle: float = 0, noise: bool = False) -> Image.Image:
    """A page as a scanner sees it: grey, a little askew, with specks."""
    page = gray_page(pdf, number).rotate(angle, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)
    if noise:
        dice = random.Random(7)  # noqa: S311  # the same specks every time
        for _ in range(4000):
            page.putpixel((dice.randrange(page.width), dice.randrange(page.height)), dice.randrange(256))
    return page


def pile(pages: list[Image.Image], form: str = "JPEG") -> bytes:
    """The pages as one PDF, as a scanner writes it."""
    target = io.BytesIO()
    first, *rest = [page.convert("1") if form == "CCITT" else page for page in pages]
    first.save(target, "PDF", save_all=True, append_images=rest, resolution=200)
    return target.getvalue()


def marks(pdf: bytes) -> list[list[Mark | None]]:
    return [[mark_in(text) for text in codes_on(page)] for page in pages_of(decode(pdf))]


def test_every_page_says_which_one_it_is(renderer: Renderer) -> None:
    pdf = printed(renderer, 2)
    assert page_count(pdf) == 2
    assert marks(pile([scan(pdf, 1), scan(pdf, 2)])) == [[Mark(NAME, 1)], [Mark(NAME, 2)]]


@pytest.mark.parametrize("angle", [0, 3, -4, 90, 180, 270])
def test_however_it_lies_on_the_scanner(renderer: Renderer, angle: float) -> None:
    pdf = printed(renderer, 1)
    assert marks(pile([scan(pdf, angle=angle, noise=True)])) == [[Mark(NAME, 1)]]


def test_black_and_white_and_a_photograph_by_itself_too(renderer: Renderer) -> None:
    pdf = printed(renderer, 1)
    assert marks(pile([scan(pdf, angle=2)], "CCITT")) == [[Mark(NAME, 1)]]
    picture = io.BytesIO()
    scan(pdf, angle=1).save(picture, "JPEG", quality=60)
    assert marks(picture.getvalue()) == [[Mark(NAME, 1)]]


def test_without_marks_the_code_is_the_address_alone(renderer: Renderer) -> None:
    content = letter(mode="wet")
    pdf = renderer.render(content.to_values())
    (page,) = pages_of(decode(pile([scan(pdf)])))
    assert codes_on(page) == (content.frame.verify_url,)
    assert mark_in(content.frame.verify_url) is None


def test_a_page_without_a_code_or_a_picture_is_a_page_all_the_same(renderer: Renderer) -> None:
    blank = Image.new("L", (1654, 2339), 255)
    drawn = printed(renderer, 1)  # lines and letters, no picture of them
    whole = joined([pile([blank]), drawn])
    assert marks(whole) == [[], []]


def test_a_picture_that_nobody_reads_holds_up_no_other(renderer: Renderer) -> None:
    good = scan(printed(renderer, 1))
    with pikepdf.open(io.BytesIO(pile([good, good]))) as pdf:
        (image,) = pdf.pages[0].get_images().values()
        image.write(b"no such thing", filter=pikepdf.Name.JBIG2Decode)
        target = io.BytesIO()
        pdf.save(target)
    assert marks(target.getvalue()) == [[], [Mark(NAME, 1)]]


@pytest.mark.parametrize(
    "text",
    ["", "https://contoh.go.id/v/A/", f"x#{NAME}", f"x#{NAME}-0", f"x#{NAME}-1 ", f"x#{NAME[1:]}-1", "x#k7m2pzql-1"],
)
def test_what_is_no_mark_is_none(text: str) -> None:
    assert "l" not in ALPHABET
    assert mark_in(text) is None
