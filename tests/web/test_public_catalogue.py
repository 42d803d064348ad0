"""The catalogue: found by everyday words, and the whole standard on one page."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from maklumat.core.standard.model import Requirement, Source
from maklumat.records.catalogue import actions as law_actions
from maklumat.records.catalogue import queries as catalogue
from maklumat.web.shared.requirements import marks_of
from tests import cast
from tests.web.public_steps import text

pytestmark = [pytest.mark.usefixtures("law"), pytest.mark.django_db]


def services(client: Client, typed: str = "") -> list[str]:
    """The services shown, as office/service."""
    html = text(client.get("/", {"cari": typed} if typed else {}))
    return re.findall(r'href="/layanan/([a-z0-9-]+/[a-z0-9-]+)/"', html)


def choose(client: Client, office: str) -> None:
    assert client.post(reverse("public:whereabouts_choose"), {"kantor": office}).status_code == 302


@pytest.mark.parametrize("office", [cast.OFFICE, cast.NEIGHBOUR])
def test_every_service_is_shown_in_its_office(client: Client, office: str) -> None:
    choose(client, office)
    laws = catalogue.services(office, cast.timezone.now())
    shown = services(client)
    assert sorted(shown) == sorted(f"{office}/{law.standard.code}" for law in laws)


def test_a_search_without_a_place_goes_through_every_office(client: Client) -> None:
    found = services(client, "SKTM")
    assert f"{cast.OFFICE}/{cast.SERVICE}" in found
    assert f"{cast.NEIGHBOUR}/{cast.SERVICE}" in found
    assert len(found) == len(set(found))


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("SKTM", "sk-dtks"),
        ("mau minta keringanan biaya kuliah", "sk-dtks"),
        ("banjir", "bantuan-kebencanaan"),
        ("bencana", "bantuan-kebencanaan"),
        ("saya ingin adopsi anak", "pengangkatan-anak"),
        ("kehabisan bekal di jalan", "orang-terlantar"),
        ("anak saya mau kuliah", "sk-dtks"),
        ("terlantr", "orang-terlantar"),
        ("kehabisn ongkos", "orang-terlantar"),
        ("kebanjiran", "bantuan-kebencanaan"),
        ("dipukul suami saya", "konseling-puspaga"),
    ],
)
def test_everyday_words_find_the_service(client: Client, typed: str, first: str) -> None:
    found = [address for address in services(client, typed) if address.startswith(cast.OFFICE)]
    assert found[0] == f"{cast.OFFICE}/{first}"


def test_a_search_without_an_answer_says_what_to_do(client: Client) -> None:
    html = text(client.get("/", {"cari": "paspor"}))
    assert "Tidak ada layanan yang cocok" in html
    assert "0 layanan ditemukan" in html


def test_what_was_typed_is_shown_as_text(client: Client) -> None:
    html = text(client.get("/", {"cari": '"><script>alert(1)</script>'}))
    assert "<script>alert" not in html


def test_an_address_in_a_sentence_of_the_decree_is_printed_once(client: Client) -> None:
    html = text(client.get(reverse("public:service", args=[cast.OFFICE, cast.SERVICE])))
    channels = html[html.index(">6. ") : html.index(">7. ")]
    assert channels.count("dspppa@belitung.go.id</a>") == 1
    assert re.search(r"Melalui Email(</span>)?: <a [^>]*mailto:dspppa@belitung.go.id", channels)
    assert channels.count("0821 8191 1881") == 1
    assert "Kotak Pengaduan di Website dspppa@belitung.go.id" in channels


def test_what_a_requirement_says_itself_is_not_remarked_beside_it(client: Client) -> None:
    wanted = catalogue.in_force(cast.OFFICE, cast.SERVICE, cast.timezone.now()).standard.requirements
    copies = [item.text for item in wanted if item.form == "copy"]
    html = text(client.get(reverse("public:service", args=[cast.OFFICE, cast.SERVICE])))
    said = [item for item in copies if "fotokopi" in item.lower()]
    assert said
    assert html.count("(fotokopi)") == len(copies) - len(said)


def test_the_service_page_has_all_fourteen_components_in_order(client: Client) -> None:
    html = text(client.get(reverse("public:service", args=[cast.OFFICE, cast.SERVICE])))
    numbered = [int(number) for number in re.findall(r">(\d{1,2})\. [A-Z]", html)]
    assert numbered == list(range(1, 15))
    assert "paling lama 1 hari kerja sejak berkas lengkap dan benar" in html
    assert "Fotokopi e-KTP/Kartu Keluarga Pemohon" in html
    assert "Analis Kebijakan dan Operator DTKS" in html
    assert "900/414/KEP/DSPPPA/2023" in html
    assert "baris 226-248" in html
    assert "tambahan kantor, tidak tertulis dalam keputusan" in html
    assert html.count("GRATIS") >= 3


@pytest.mark.parametrize(
    "address", ["/layanan/tidak/ada/", f"/layanan/{cast.OFFICE}/ada/", f"/layanan/x/{cast.SERVICE}/"]
)
def test_a_service_that_does_not_exist(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_citizen_page_weighs_less_than_100_kilobytes_on_a_cold_cache(client: Client) -> None:
    """Every file the page names, as it travels: compressed where the server compresses."""
    address = reverse("public:service", args=[cast.OFFICE, cast.SERVICE])
    answer = client.get(address, headers={"accept-encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    html = gzip.decompress(answer.content).decode()
    files = set(re.findall(rf'(?:href|src)="{settings.STATIC_URL}([^"?]+)', html))
    assert len(files) == 4
    weight = len(answer.content)
    for name in files:
        served = client.get(f"{settings.STATIC_URL}{name}", headers={"accept-encoding": "gzip"})
        body = b"".join(served.streaming_content) if served.streaming else served.content
        assert served.status_code == 200
        weight += len(body)
    assert weight < 60_000
    assert "max-age=315360000" in served["Cache-Control"]


def test_addresses_of_static_files_change_with_their_content(client: Client) -> None:
    html = text(client.get("/privasi/"))
    stored = finders.find("maklumat/maklumat.css")
    assert isinstance(stored, str)
    marks = re.findall(r"maklumat/maklumat\.css\?v=([0-9a-f]{10})", html)
    assert len(marks) == 1


def test_each_service_has_a_way_by_need_without_typing(client: Client) -> None:
    choose(client, cast.OFFICE)
    html = text(client.get("/"))
    needs = re.findall(r'<li><a class="govuk-link" href="/\?cari=([^"]+)" lang="id">([^<]+)</a></li>', html)
    assert ("kehabisan%20bekal%20di%20jalan", "Kehabisan bekal di jalan") in needs
    assert len(set(needs)) == len(needs), "each once"
    now = cast.timezone.now()
    of_each = {
        f"{office.code}/{law.standard.code}": law.standard.search_words
        for office in catalogue.offices(now)
        for law in catalogue.services(office.code, now)
    }
    reached = {key for address, _said in needs for key in services(Client(), unquote(address))}
    assert {key for key, words in of_each.items() if words} <= reached
    assert "cari=kehabisan" not in text(client.get("/", {"cari": "banjir"}))


@pytest.mark.parametrize(
    ("text", "said"),
    [("Fotokopi KTP (jika ada)", []), ("Surat kuasa, bila ada", []), ("Fotokopi akta", ["bila ada"])],
)
def test_a_requirement_that_says_itself_if_there_is_one_gets_no_remark(text: str, said: list[str]) -> None:
    source = Source(lines="1")
    one = Requirement(code="x", text=text, kind="document", source=source, optional=True)
    assert marks_of(one) == said


def test_a_service_without_a_channel_of_its_own_shows_those_of_the_office(client: Client) -> None:
    law = catalogue.in_force(cast.OFFICE, "rekomendasi-jkn", cast.timezone.now())
    address = reverse("public:service", args=[cast.OFFICE, "rekomendasi-jkn"])
    assert "Saluran kantor:" not in text(client.get(address))
    silent = replace(law.standard, complaint_channels=())
    others = [one.standard for one in catalogue.services(cast.OFFICE, cast.timezone.now()) if one.id != law.id]
    law_actions.enact(law.office, [silent, *others], {}, moment=cast.timezone.now())
    page = text(client.get(address))
    shown = [one.address for one in law.office.channels if one.address and not one.withheld]
    assert shown
    assert "Saluran kantor:" in page
