"""What to bring, statements to print, and where a bribe is reported: for everybody blank, for the holder filled in."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from maklumat.core.standard.model import Channel, Source
from maklumat.ops.law import enact_folder
from maklumat.records.catalogue import queries as catalogue
from maklumat.web.shared.contacts import Contact, common, contact
from tests import cast
from tests.web.public_steps import SITI, attach, begin, page, text

pytestmark = [pytest.mark.usefixtures("law"), pytest.mark.django_db]

JKN = "rekomendasi-jkn"
SHEET = "surat-pernyataan-tidak-mampu"


def carry(client: Client, service: str) -> str:
    return text(client.get(reverse("public:carry", args=[cast.OFFICE, service])))


def test_the_list_has_every_paper_its_marks_hours_address_and_no_price(client: Client) -> None:
    html = carry(client, JKN)
    standard = catalogue.in_force(cast.OFFICE, JKN, cast.timezone.now()).standard
    assert [item.code for item in standard.requirements if item.text not in html] == []
    for said in ("fotokopi", "GRATIS", "Senin sampai Kamis", "07.30–16.00", "tel:+627199223136", "Jend. A. Yani"):
        assert said in html
    assert "hanya bila diwakili orang lain" in html
    assert reverse("public:statement", args=[cast.OFFICE, JKN, SHEET]) in html


@pytest.mark.parametrize("service", ["orang-terlantar", "pengangkatan-anak", "konseling-puspaga", "rekomendasi-pub"])
def test_every_service_has_its_list(client: Client, service: str) -> None:
    html = carry(client, service)
    assert "Yang perlu dibawa" in html
    assert ("Pertolongan tidak menunggu surat" in html) == (service in {"orang-terlantar", "konseling-puspaga"})


def test_a_sheet_is_blank_for_everybody_and_filled_in_for_the_holder(client: Client) -> None:
    blank = text(client.get(reverse("public:statement", args=[cast.OFFICE, JKN, SHEET])))
    assert "Surat Pernyataan Tidak Mampu Bayar" in blank
    assert blank.count('class="m-line"') >= 6
    draft = begin(client, JKN)
    client.post(page("draft_person", draft), SITI)
    address = reverse("public:draft_statement", args=[draft, SHEET])
    filled = client.get(address)
    assert filled["Cache-Control"] == "no-store, private"
    assert [said in text(filled) for said in (SITI["name"], SITI["nik"], SITI["address"])] == [True] * 3
    assert Client().get(address).status_code == 404
    assert address in text(client.get(page("draft_papers", draft)))


def test_days_and_choices_are_written_on_the_sheet_as_people_read_them(client: Client) -> None:
    enact_folder(settings.STANDARDS_DIR, moment=cast.timezone.now(), only="lubuklinggau")
    draft = begin(client, "rekomendasi-ugb", "lubuklinggau")
    client.post(page("draft_person", draft), SITI)
    day = dict(zip(("tanggal_undian_0", "tanggal_undian_1", "tanggal_undian_2"), ("20", "12", "2030"), strict=True))
    client.post(page("draft_answers", draft), {"nama_kegiatan": "Jalan Sehat Contoh", **day})
    sheet = text(client.get(reverse("public:draft_statement", args=[draft, "surat-permohonan-ugb"])))
    assert "Jalan Sehat Contoh" in sheet
    assert "20 Desember 2030" in sheet


def test_a_stamped_statement_has_room_for_the_stamp(client: Client) -> None:
    address = reverse("public:statement", args=[cast.OFFICE, "rekomendasi-pub", "surat-pernyataan-pub"])
    assert '<span class="m-stamp">Meterai<br>Rp10.000</span>' in text(client.get(address))
    assert "UU Nomor 10 Tahun 2020" in text(client.get(address))
    assert "terorisme, radikalisme" in text(client.get(address))


@pytest.mark.parametrize("sheet", ["surat-penolakan", "tidak-ada"])
def test_only_sheets_that_the_service_names_are_printed(client: Client, sheet: str) -> None:
    assert client.get(reverse("public:statement", args=[cast.OFFICE, JKN, sheet])).status_code == 404


def test_the_list_of_a_draft_ticks_what_is_there(client: Client) -> None:
    draft = begin(client)
    client.post(page("draft_person", draft), {**SITI, "also": ["kuasa"]})
    client.post(page("draft_proxy", draft), {"name": "Budi Contoh", "nik": "9999010101800004"})
    before = text(client.get(page("draft_carry", draft)))
    attach(client, draft)
    after = text(client.get(page("draft_carry", draft)))
    assert (before.count("m-ticked"), after.count("m-ticked")) == (0, 1)
    assert "Surat kuasa" in after


def test_every_page_says_where_a_bribe_is_reported_with_addresses_to_press(client: Client) -> None:
    client.get("/")
    for address in ("/", reverse("public:follow"), reverse("public:bribe"), "/tidak/ada/"):
        html = text(client.get(address))
        assert "GRATIS" in html
        for href in ("https://www.lapor.go.id", "sms:1708", "tel:137"):
            assert f'href="{href}"' in html


def test_a_search_without_a_hit_leads_to_people(client: Client) -> None:
    html = text(client.get("/", {"cari": "qqqq"}))
    assert "Tidak ada layanan yang cocok" in html
    assert "tel:+627199223136" in html
    assert "Senin sampai Kamis" in html


def channel(kind: str, address: str) -> Channel:
    return Channel("x", kind, "Saluran", address, Source(""))


@pytest.mark.parametrize(
    ("kind", "address", "href"),
    [
        ("website", "www.contoh.example", "https://www.contoh.example"),
        ("website", "kantor@contoh.example", ""),
        ("email", "kantor@contoh.example", "mailto:kantor@contoh.example"),
        ("phone", "(0719) 9223136", "tel:+627199223136"),
        ("phone", "112", "tel:112"),
        ("sms", "1708", "sms:1708"),
        ("whatsapp", "0812 0000 0001", "https://wa.me/6281200000001"),
        ("in_person", "Jalan Rekaan 1", ""),
        ("phone", "", ""),
    ],
)
def test_an_address_is_one_that_a_thumb_can_press(kind: str, address: str, href: str) -> None:
    assert contact(channel(kind, address)) == Contact("Saluran", address, href)


def test_the_foot_has_only_what_every_office_says() -> None:
    one, two = channel("sms", "1708"), channel("phone", "137")
    assert common([(one, two), (two,)]) == [contact(two)]
    assert common([]) == []


def test_what_lies_there_already_is_not_to_be_chosen_again(client: Client) -> None:
    draft = begin(client)
    client.post(page("draft_person", draft), SITI)
    choice = "Cukup salah satu:"
    listed = page("draft_carry", draft)
    assert choice in text(client.get(listed))
    attach(client, draft)
    assert choice not in text(client.get(listed))
