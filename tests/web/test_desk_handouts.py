"""What hangs in the waiting room and is taken home: from the standards, complete, for every office."""

from __future__ import annotations

import io
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from types import SimpleNamespace
from typing import Any

import pikepdf
import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from PIL import Image

from maklumat.core.standard.load import load_office
from maklumat.core.standard.model import Office, ServiceStandard
from maklumat.ports.qr import matrix
from maklumat.ports.standards_folder import office_files, offices
from maklumat.records.products.handouts import BANNER, LEAFLET, Kind, printed
from maklumat.web.desk.handout_words import handout
from tests import cast
from tests.ports.scanned import DPI, find_code
from tests.web.desk_steps import at_work

OFFICES = offices(settings.STANDARDS_DIR)
ADDRESS = "https://dinsos.contoh.example/"
DAY = date(2026, 11, 30)
POINT = 25.4 / 72
WORD = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>')
HARDLY = 3.0
"""Points. The ink of the letters reaches a little past their line."""


@cache
def law(code: str) -> tuple[Office, tuple[ServiceStandard, ...]]:
    office, services = load_office(office_files(settings.STANDARDS_DIR, code)).required()
    return office, tuple(services)


@cache
def made(code: str, kind: Kind) -> bytes:
    office, services = law(code)
    with translation.override("id"):
        laws: Any = [SimpleNamespace(standard=one) for one in services]
        return printed(kind, handout(office, laws, DAY, ADDRESS))


def letters(text: str) -> str:
    """Without what a line may break at, so that a word is found however it was laid out."""
    return re.sub(r"[\s\u200b\u00ad]+", "", text)


def read(pdf: bytes) -> str:
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
    return letters(done.stdout.decode())


def pages(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of each, in millimetres."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [(float(page.mediabox[2]) * POINT, float(page.mediabox[3]) * POINT) for page in opened.pages]


def sentences(office: Office, services: tuple[ServiceStandard, ...]) -> Iterator[str]:
    for one in services:
        yield one.name
        yield from (requirement.text for requirement in one.requirements)
        yield from (other.text for requirement in one.requirements for other in requirement.one_of)
        yield from (limit.condition for limit in one.time_limits)
        yield from (product.name for product in one.products if product.source.lines)
    yield from (channel.text for channel in office.watchdogs)
    yield from office.phones


@pytest.mark.parametrize("code", OFFICES)
@pytest.mark.parametrize("kind", [BANNER, LEAFLET], ids=["banner", "leaflet"])
def test_no_word_of_any_office_is_lost(code: str, kind: Kind) -> None:
    office, services = law(code)
    text = read(made(code, kind))
    lost = [words for words in sentences(office, services) if letters(words) not in text]
    assert lost == []
    # each service has its own time and cost: said as often as there are services, not once for all
    assert text.count("BiayaGRATIS") == len(services)
    assert text.count("Waktu") >= len(services)


@pytest.mark.parametrize("code", OFFICES)
@pytest.mark.parametrize("kind", [BANNER, LEAFLET], ids=["banner", "leaflet"])
def test_every_word_lies_on_the_paper_and_none_on_another(code: str, kind: Kind) -> None:
    pdf = made(code, kind)
    done = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True)
    for (width, height), page in zip(pages(pdf), done.stdout.decode().split("<page ")[1:], strict=True):
        boxes = [tuple(map(float, found[:4])) for found in WORD.findall(page)]
        assert boxes
        most_x, most_y = width / POINT, height / POINT
        assert all(x0 > 0 and x1 < most_x and y0 > 0 and y1 < most_y for x0, y0, x1, y1 in boxes)
        boxes.sort(key=lambda box: box[1])
        for place, (x0, _, x1, y1) in enumerate(boxes):
            for a0, b0, a1, _ in boxes[place + 1 : place + 60]:
                overlap = min(x1, a1) - max(x0, a0) > HARDLY and y1 - b0 > HARDLY and b0 > boxes[place][1] + HARDLY
                assert not overlap, (boxes[place], (a0, b0))


@pytest.mark.parametrize("code", OFFICES)
def test_the_banner_is_60_by_160_cm_and_its_code_leads_to_the_services(code: str) -> None:
    pdf = made(code, BANNER)
    sizes = pages(pdf)
    assert Counter((round(width), round(height)) for width, height in sizes).keys() == {(600, 1600)}
    assert len(sizes) <= 2
    wanted = matrix(ADDRESS)
    command = ["pdftoppm", "-gray", "-r", "40", "-f", "1", "-l", "1", "-"]
    seen = Image.open(io.BytesIO(subprocess.run(command, input=pdf, capture_output=True, check=True).stdout))
    found = find_code(seen.convert("L"), len(wanted))
    assert found.modules == tuple(tuple(bool(one) for one in row) for row in wanted)
    assert found.module_mm * DPI / 40 > 3  # read from some metres


@pytest.mark.parametrize("code", OFFICES)
def test_the_leaflet_is_a4_in_whole_sheets_with_its_cover_on_the_right(code: str) -> None:
    pdf = made(code, LEAFLET)
    sizes = pages(pdf)
    assert {(round(width), round(height)) for width, height in sizes} == {(297, 210)}
    assert len(sizes) <= 4
    third = ["-x", "198", "-y", "0", "-W", "99", "-H", "210", "-r", "25.4"]
    first = ["pdftotext", "-f", "1", "-l", "1", *third, "-", "-"]
    cover = letters(subprocess.run(first, input=pdf, capture_output=True, check=True).stdout.decode())
    assert "StandarPelayanan" in cover
    assert all(letters(one.name) in cover for one in law(code)[1])


@pytest.mark.django_db
def test_an_officer_takes_them_from_the_counter(client: Any) -> None:
    cast.enact(neighbour=False)
    clerk = at_work(cast.officer(cast.CLERK))
    assert reverse("desk:handouts") in clerk.get(reverse("desk:counter")).content.decode()
    page = clerk.get(reverse("desk:handouts")).content.decode()
    for route in ("desk:banner", "desk:leaflet"):
        assert reverse(route) in page
        answer = clerk.get(reverse(route))
        assert answer["Content-Type"] == "application/pdf"
        assert "attachment" in answer["Content-Disposition"]
        assert letters("Surat Keterangan Terdaftar dalam DTKS") in read(answer.content)
    part = read(clerk.get(reverse("desk:leaflet") + "?bidang=pemberdayaan-perempuan").content)
    assert letters("Konseling PUSPAGA") in part
    assert letters("Surat Keterangan Terdaftar dalam DTKS") not in part
    assert clerk.get(reverse("desk:leaflet") + "?bidang=lain").status_code == 404
