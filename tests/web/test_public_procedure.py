"""How a service runs: every way in words, and the same as a picture that nobody gets unasked."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maklumat.records.catalogue import queries as catalogue
from maklumat.web.public.procedure import picture
from tests import cast
from tests.web.public_steps import text

pytestmark = [pytest.mark.usefixtures("law"), pytest.mark.django_db]
SERVICE = reverse("public:service", args=[cast.OFFICE, cast.SERVICE])
PAGE = reverse("public:procedure", args=[cast.OFFICE, cast.SERVICE])
DRAWING = reverse("public:drawing", args=[cast.OFFICE, cast.SERVICE])


def steps_in_words(html: str) -> list[list[str]]:
    """The ways out of each step, as the list of steps tells them."""
    (steps,) = re.findall(r'<ol class="m-steps">(.*?)</ol>', html, re.DOTALL)
    ways = [re.findall(r"<li>(.*?)</li>", step, re.DOTALL) for step in steps.split("\n  <li")[1:]]
    return [[unescape(re.sub(r"<[^>]+>", "", way)) for way in step] for step in ways]


def marked(html: str) -> str:
    """The address of the picture as the page names it."""
    (address,) = set(re.findall(r'<image href="([^"]+)"', html))
    return str(address)


def test_the_service_page_tells_where_every_way_leads(client: Client) -> None:
    ways = steps_in_words(text(client.get(SERVICE)))
    assert ways[0] == [
        "Lengkap, teruskan: ke langkah 2",
        "Belum lengkap, kembalikan: kembali ke pemohon, lalu langkah ini diulang",
    ]
    assert "Tidak memenuhi syarat: ke langkah 7" in ways[1]
    assert "Kembalikan konsep: kembali ke langkah 3" in ways[3]
    assert ways[5] == ["Sudah diserahkan: selesai"]
    assert "Tanda tangani: permohonan ditolak" in ways[6]


def test_the_words_tell_everything_that_the_picture_tells(client: Client) -> None:
    """For each service: as many ways as labelled lines, each under the name that the picture gives it."""
    told = 0
    for law in catalogue.services(cast.OFFICE, timezone.now()):
        page = client.get(reverse("public:service", args=[cast.OFFICE, law.standard.code]))
        ways = steps_in_words(text(page))
        number = {step.code: str(place) for place, step in enumerate(law.standard.steps, 1)}
        for step, said in zip(law.standard.steps, ways, strict=True):
            lines = [line for line in picture(law).drawing.lines if line.source == step.code and line.words]
            assert len(lines) == len(said)
            for line in lines:
                name = line.words.removesuffix(": kembali ke pemohon")
                (way,) = [way for way in said if way.startswith(f"{name}: ")]
                if line.target in number and line.target != line.source:
                    assert way.rpartition(" ")[2] == number[line.target]
                    assert ("kembali ke langkah" in way) == line.back
                else:
                    assert way.endswith(("diulang", "selesai", "ditolak", "ditutup"))
                told += 1
    assert told > 100


def test_nobody_gets_the_picture_unasked(client: Client) -> None:
    html = text(client.get(SERVICE))
    assert "alur.svg" not in html
    assert f'href="{PAGE}"' in html


def test_the_page_shows_the_whole_picture_in_slices_of_one_file(client: Client) -> None:
    html = text(client.get(PAGE))
    address = marked(html)
    root = ET.fromstring(client.get(address).content)  # noqa: S314  # our own text
    views = re.findall(r'<svg width="(\d+)" height="(\d+)" viewBox="0 (\d+) (\d+) (\d+)"', html)
    assert len(views) == html.count(f'<image href="{address}"') > 3
    foot = 0
    for width, height, top, across, high in views:
        assert (int(top), across, high) == (foot, width, height)
        assert width == root.get("width")
        foot = int(top) + int(high)
    assert str(foot) == root.get("height")
    assert re.search(r'<div class="m-lanes" role="region" tabindex="0" aria-label="[^"]+">', html)
    assert steps_in_words(html) == steps_in_words(text(client.get(SERVICE)))


def test_the_picture_is_kept_under_the_address_that_names_its_content(client: Client) -> None:
    marked_address = marked(text(client.get(PAGE)))
    kept, plain, old = (client.get(address) for address in (marked_address, DRAWING, f"{DRAWING}?v=0000"))
    assert kept["Content-Type"] == "image/svg+xml"
    assert kept.content == plain.content == old.content
    assert "max-age=31536000" in kept["Cache-Control"]
    assert plain["Cache-Control"] == old["Cache-Control"] == "no-cache"
    assert "script-src" in kept["Content-Security-Policy"]
    assert kept["ETag"] == plain["ETag"]
    again = client.get(DRAWING, headers={"if-none-match": kept["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    changed = client.get(DRAWING, headers={"if-none-match": '"x"'})
    assert changed.status_code == 200
    assert client.post(DRAWING).status_code == 405


def test_readers_of_english_get_it_in_english(client: Client) -> None:
    in_indonesian = marked(text(client.get(PAGE)))
    client.cookies["bahasa"] = "en"
    html = text(client.get(PAGE))
    assert marked(html) != in_indonesian
    svg = client.get(marked(html)).content.decode()
    assert 'xml:lang="en"' in svg
    assert "<tspan" in svg
    assert ">Start<" in svg
    assert "Complete, passed on" in svg
    assert "Lengkap" not in svg
    ways = steps_in_words(html)
    assert ways[0] == [
        "Complete, passed on: to step 2",
        "Not complete, sent back: back to the applicant, then this step again",
    ]


def test_the_picture_is_drawn_once_and_anew_for_another_law_under_the_same_number() -> None:
    """As the law in English is, when its texts have changed."""
    law = catalogue.in_force(cast.OFFICE, cast.SERVICE, timezone.now())
    first = picture(law)
    assert picture(law) is first
    renamed = replace(law, standard=replace(law.standard, name="Nama lain"))
    assert "Nama lain" in picture(renamed).content.decode()
    assert picture(renamed).mark != first.mark
