"""Applicant, beneficiary, proxy and collector are four persons; a proxy brings a surat kuasa."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from maklumat.core.intake import from_json
from maklumat.records.applications.models import Application
from tests.web.public_steps import SITI, attach, begin, page, send, text

pytestmark = [pytest.mark.usefixtures("law"), pytest.mark.django_db]

CHILD = {"name": "Anak Contoh", "nik": "9999010101150003"}
PROXY = {"name": "Budi Contoh", "nik": "9999010101800004"}
COLLECTOR = {"name": "Ani Contoh"}


def test_four_persons_pass_one_after_the_other_and_arrive_apart(client: Client) -> None:
    draft = begin(client)
    said = {**SITI, "for_whom": "lain", "also": ["kuasa", "ambil"]}
    assert client.post(page("draft_person", draft), said).url == page("draft_beneficiary", draft)
    assert client.post(page("draft_beneficiary", draft), CHILD).url == page("draft_proxy", draft)
    assert client.post(page("draft_proxy", draft), PROXY).url == page("draft_collector", draft)
    assert client.post(page("draft_collector", draft), COLLECTOR).url == page("draft_answers", draft)
    client.post(page("draft_answers", draft), {"keperluan": "pendidikan"})
    attach(client, draft)
    html = text(client.get(page("draft_review", draft)))
    assert "Surat kuasa dari pemohon" in html
    assert "Belum bisa dikirim" in html
    attach(client, draft, "surat-kuasa", pilihan="")
    html = text(client.get(page("draft_review", draft)))
    assert [name in html for name in ("Anak Contoh", "Budi Contoh", "Ani Contoh")] == [True] * 3
    assert send(client, draft).url == page("receipt", draft)
    submission = from_json(Application.objects.get(pk=draft).content)
    people = (submission.applicant, submission.beneficiary, submission.proxy, submission.collector)
    assert [one.name if one else "" for one in people] == ["Siti Contoh", "Anak Contoh", "Budi Contoh", "Ani Contoh"]


def test_whoever_was_announced_has_to_be_named(client: Client) -> None:
    draft = begin(client)
    client.post(page("draft_person", draft), {**SITI, "also": ["kuasa", "ambil"]})
    html = text(client.get(page("draft_review", draft)))
    assert html.count("Anda memilih orang lain, tetapi datanya belum diisi.") == 2
    assert page("draft_collector", draft) in html
    assert 'value="kuasa" checked' in text(client.get(page("draft_person", draft)))


def test_without_a_proxy_no_surat_kuasa_is_asked(client: Client) -> None:
    draft = begin(client)
    client.post(page("draft_person", draft), SITI)
    assert "Surat kuasa" not in text(client.get(page("draft_papers", draft)))


def asked_at_once(html: str) -> list[str]:
    """The fields that stand open before the line that unfolds the others."""
    form = html.partition('<form method="post" novalidate>')[2].partition("<details")[0]
    return list(dict.fromkeys(re.findall(r'name="(name|nik|kk|birth\w*|sex|address|phone|email)', form)))


def test_what_is_seldom_needed_is_folded_away_and_unfolds_when_it_says_something(client: Client) -> None:
    draft = begin(client)
    html = text(client.get(page("draft_person", draft)))
    assert asked_at_once(html) == ["name", "nik", "kk", "address", "phone"]
    assert '<details class="govuk-details">' in html
    client.post(page("draft_person", draft), {**SITI, "birth_place": "Contoh"})
    assert '<details class="govuk-details" open>' in text(client.get(page("draft_person", draft)))
    client.post(page("draft_person", draft), {**SITI, "sex": "x"})
    assert '<details class="govuk-details" open>' in text(client.get(page("draft_person", draft)))


def test_of_the_collector_only_a_name_is_needed(client: Client) -> None:
    draft = begin(client)
    client.post(page("draft_person", draft), {**SITI, "also": ["ambil"]})
    html = text(client.get(page("draft_collector", draft)))
    assert re.findall(r'<input[^>]* id="id_(\w+)"', html) == ["name", "nik", "phone"]
    assert client.post(page("draft_collector", draft), {"name": "Ani Contoh", "sex": "x"}).status_code == 302


def test_the_address_of_the_applicant_is_not_asked_twice(client: Client) -> None:
    draft = begin(client)
    client.post(page("draft_person", draft), {**SITI, "for_whom": "lain"})
    html = text(client.get(page("draft_beneficiary", draft)))
    assert "Jalan Rekaan 1</textarea>" in html
    assert SITI["nik"] not in html


def test_of_somebody_found_in_need_nothing_is_taken_for_known(client: Client) -> None:
    draft = begin(client, "orang-terlantar")
    assert "Orang yang melapor." in text(client.get(page("draft_person", draft)))
    client.post(page("draft_person", draft), {**SITI, "for_whom": "lain"})
    html = text(client.get(page("draft_beneficiary", draft)))
    assert "Tidak tahu namanya? Kosongkan." in html
    assert "Jalan Rekaan 1" not in html


def test_the_page_says_who_the_applicant_is(client: Client) -> None:
    html = text(client.get(page("draft_person", begin(client))))
    assert "Orang yang meminta layanan ini. Anda mewakili orang lain?" in html


def test_in_need_nobody_is_asked_for_a_number_as_if_it_were_needed(client: Client) -> None:
    """Without a name and a number a report is still sent, and says so."""
    draft = begin(client, "orang-terlantar")
    for name in ("draft_person", "draft_beneficiary"):
        html = text(client.get(page(name, draft)))
        needed = [one for one in re.findall(r'for="id_(\w+)">(.*?)</label>', html) if "(boleh kosong)" not in one[1]]
        assert [name for name, _label in needed if name in {"name", "nik", "address"}] == []
    client.post(page("draft_person", draft), {"for_whom": "lain"})
    client.post(page("draft_answers", draft), {"pelapor_sebagai": "masyarakat", "keberadaan": "Pasar Contoh"})
    html = text(client.get(page("draft_review", draft)))
    assert html.count("tidak disebut") == 2
    assert html.index("Ini tidak menghalangi pengiriman.") < html.index("Anda tidak menyebut nama. Itu boleh")
    assert "NIK pemohon belum diisi" not in html
    assert send(client, draft).url == page("receipt", draft)


def test_elsewhere_the_number_is_needed(client: Client) -> None:
    html = text(client.get(page("draft_person", begin(client))))
    assert re.search(r'for="id_nik">NIK</label>', html)


def test_each_person_is_changed_on_their_own_page(client: Client) -> None:
    draft = begin(client)
    client.post(page("draft_person", draft), {**SITI, "for_whom": "lain", "also": ["kuasa"]})
    client.post(page("draft_beneficiary", draft), CHILD)
    client.post(page("draft_proxy", draft), PROXY)
    html = text(client.get(page("draft_review", draft)))
    links = re.findall(r'href="([^"]+)">Ubah<span class="govuk-visually-hidden">: ([^<]+)</span>', html)
    pages = ("draft_person", "draft_beneficiary", "draft_proxy")
    assert [address for address, _title in links] == [page(name, draft) for name in pages]
    assert [title for _address, title in links] == ["Pemohon", "Penerima layanan", "Penerima kuasa"]
