"""Where do you live? Asked only where several offices are; decides whose services are shown, and refuses nothing."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests import cast
from tests.web.public_steps import text

pytestmark = [pytest.mark.usefixtures("law"), pytest.mark.django_db]

ASKED = "Anda tinggal di mana?"
UNSERVED = "Kantor daerah Anda belum ada di sini"
WHERE = "/tempat/"
VILLAGE = "19.02.01.1001"


def heading(client: Client, address: str = "/", **values: str) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", text(client.get(address, values)), re.S)
    assert found
    return found[1]


def choose(client: Client, **pressed: str) -> None:
    answer = client.post(reverse("public:whereabouts_choose"), pressed)
    assert (answer.status_code, answer["Location"]) == (302, "/")


def offices_shown(client: Client, **values: str) -> set[str]:
    return set(re.findall(r'href="/layanan/([a-z0-9-]+)/', text(client.get("/", values))))


def offered(client: Client, **values: str) -> list[str]:
    """The regions that can be pressed, by code."""
    return re.findall(r'name="wilayah" value="([\d.]+)"', text(client.get(WHERE, values)))


def test_the_front_page_asks_first(client: Client) -> None:
    assert heading(client) == ASKED
    assert offices_shown(client) == set()
    assert "Kantor di sana tidak boleh menolaknya" in text(client.get("/"))


@pytest.mark.parametrize(
    ("pressed", "office"),
    [
        ({"wilayah": cast.REGION}, cast.OFFICE),
        ({"wilayah": VILLAGE}, cast.OFFICE),
        ({"wilayah": cast.NEIGHBOURHOOD}, cast.NEIGHBOUR),
        ({"kantor": cast.NEIGHBOUR}, cast.NEIGHBOUR),
    ],
)
def test_then_only_that_office_is_shown_and_searched(client: Client, pressed: dict[str, str], office: str) -> None:
    choose(client, **pressed)
    assert offices_shown(client) == offices_shown(client, cari="banjir") == {office}


def test_the_place_is_told_on_every_page_and_can_be_changed_and_forgotten(client: Client) -> None:
    choose(client, wilayah=VILLAGE)
    for address in ("/", "/lacak/", "/privasi/", "/verifikasi/", "/lapor-pungutan/", "/tidak/ada/"):
        assert 'Tempat Anda: <strong><span lang="id">Kabupaten Belitung</span></strong>' in text(client.get(address))
    choose(client, kantor=cast.NEIGHBOUR)
    assert 'Tempat Anda: <strong><span lang="id">Kabupaten Belitung Timur</span></strong>' in text(
        client.get("/lacak/")
    )
    choose(client, lupa="ya")
    assert heading(client) == ASKED
    assert "Pilih tempat Anda" in text(client.get("/lacak/"))


def test_the_choice_ends_with_the_browser_and_needs_no_session(client: Client) -> None:
    choose(client, wilayah=cast.REGION)
    kept = client.cookies["tempat"]
    assert (kept.value, kept["max-age"], kept["expires"], kept["httponly"]) == (cast.REGION, "", "", True)
    assert "sessionid" not in client.cookies


def test_a_region_without_its_office_here_is_no_dead_end(client: Client) -> None:
    choose(client, wilayah="35.05.17")
    assert heading(client) == UNSERVED
    html = text(client.get("/"))
    assert "Dinas Sosial Kabupaten Blitar" in html
    assert 'href="tel:112"' in html
    assert f'name="kantor" value="{cast.OFFICE}"' in html
    assert offices_shown(client, cari="banjir") == {cast.OFFICE, cast.NEIGHBOUR}
    choose(client, wilayah="31.71")
    assert "Suku Dinas Sosial Kota Administrasi Jakarta Pusat" in text(client.get("/"))


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("belitung", "19.02"), ("kab. belitung timur", "19.06"), ("Kota Blitar", "35.72"), ("blittar", "35.05"),
        ("wlingi", "35.05.17"), ("sukamaju, cianjur", "32.03.01.2003"),
    ],
)  # fmt: skip
def test_a_place_is_found_by_its_name(client: Client, typed: str, first: str) -> None:
    found = offered(client, q=typed)
    assert found[0] == first
    assert len(found) == len(set(found)) <= 20


def test_a_place_is_found_in_lists(client: Client) -> None:
    provinces = re.findall(r"\?provinsi=(\d\d)#", text(client.get(WHERE)))
    assert len(provinces) == 38
    assert offered(client, provinsi="35")[:2] == ["35.01", "35.02"]
    served = text(client.get(WHERE, {"provinsi": "19"})).count("ada di sini")
    assert served == 2
    assert text(client.get(WHERE)).count("ada di sini") == 1


def test_what_is_not_found_says_what_to_do(client: Client) -> None:
    html = text(client.get(WHERE, {"q": "<b>zzzzzz"}))
    assert "Tempat itu tidak ditemukan" in html
    assert "<b>zzzzzz" not in html
    assert f'name="kantor" value="{cast.OFFICE}"' in html
    assert "Masih ada tempat lain" in text(client.get(WHERE, {"q": "sukamaju"}))


@pytest.mark.parametrize(
    "pressed", [{}, {"wilayah": "35"}, {"wilayah": "99.99"}, {"wilayah": "x"}, {"kantor": "x"}, {"kantor": ""}]
)
def test_what_is_no_place_is_not_kept(client: Client, pressed: dict[str, str]) -> None:
    answer = client.post(reverse("public:whereabouts_choose"), pressed)
    assert answer.status_code == 422
    assert "WIL-002" in text(answer)
    assert "tempat" not in client.cookies


@pytest.mark.parametrize("kept", ["35", "99.99", "kantor.x", "kantor.", "x", "19.02.99.9999", "\xff", "-" * 4000])
def test_a_forged_cookie_chooses_nothing_that_is_not_there(client: Client, kept: str) -> None:
    client.cookies["tempat"] = kept
    expected = offices_shown(client) == {cast.OFFICE} if kept.startswith("19.02") else heading(client) == ASKED
    assert expected


def test_every_address_keeps_working_and_says_whose_service_it_is(client: Client) -> None:
    needy = reverse("public:service", args=[cast.OFFICE, "orang-terlantar"])
    plain = reverse("public:service", args=[cast.OFFICE, cast.SERVICE])
    assert "Layanan ini milik" not in text(client.get(needy))
    choose(client, wilayah="35.05")
    assert "Layanan ini milik" in text(client.get(plain))
    assert "tidak menjadi alasan menolak" not in text(client.get(plain))
    assert "Tempat tinggalnya tidak menjadi alasan menolak" in text(client.get(needy))
    assert client.post(reverse("public:start", args=[cast.OFFICE, cast.SERVICE])).status_code == 302
    choose(client, wilayah=cast.REGION)
    assert "Layanan ini milik" not in text(client.get(needy))
