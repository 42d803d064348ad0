"""Applicant, beneficiary, proxy and collector are four persons; a proxy brings a surat kuasa."""

from __future__ import annotations

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
