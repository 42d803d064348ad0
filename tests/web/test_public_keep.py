"""A draft put aside: code and secret open it on any telephone; closed on a shared one, nobody opens it there."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from maklumat.records.applications.models import Application
from maklumat.web.public.pages import NOTICES
from tests.web.public_steps import SITI, begin, codes, complete, follow, page, send, text

pytestmark = [pytest.mark.usefixtures("law"), pytest.mark.django_db]


def test_code_and_secret_lead_on_with_the_draft_on_another_telephone(client: Client) -> None:
    draft = complete(client)
    code, secret = codes(text(client.get(page("draft_keep", draft))))
    other = Client()
    assert other.get(page("draft_person", draft)).status_code == 404
    assert follow(other, code, "AAAA-AAAA").status_code == 422
    assert follow(other, code, secret).url == page("draft_person", draft)
    assert SITI["name"] in text(other.get(page("draft_person", draft)))


def test_the_paper_says_where_to_go_on(client: Client) -> None:
    draft = begin(client)
    assert f"{settings.BASE_ADDRESS}{reverse('public:follow')}" in text(client.get(page("draft_keep", draft)))


def test_the_receipt_has_the_same_code_and_secret(client: Client) -> None:
    draft = complete(client)
    kept = codes(text(client.get(page("draft_keep", draft))))
    assert codes(text(client.get(send(client, draft).url))) == kept
    assert follow(Client(), *kept).url == reverse("public:follow_file")
    assert client.get(page("draft_keep", draft)).url == page("receipt", draft)


def test_closed_on_a_shared_telephone_it_is_gone_there(client: Client) -> None:
    draft = begin(client)
    client.post(page("draft_person", draft), SITI)
    assert client.post(page("draft_leave", draft)).url == reverse("public:home")
    assert client.get(page("draft_person", draft)).status_code == 404
    assert SITI["nik"] not in text(client.get("/"))


def test_large_print_is_a_cookie_and_goes_back_to_the_page(client: Client) -> None:
    address = reverse("public:follow")
    assert "m-large" not in text(client.get(address))
    assert client.post(reverse("public:print_size"), {"huruf": "besar", "kembali": address}).url == address
    assert 'class="govuk-template m-large"' in text(client.get(address))
    client.post(reverse("public:print_size"), {"huruf": "biasa", "kembali": "https://contoh.example/"})
    assert "m-large" not in text(client.get(address))


def test_every_version_of_the_notice_stays_readable(client: Client) -> None:
    assert "Berkas yang dipakai lagi" in text(client.get(reverse("public:privacy")))
    assert "Berkas yang dipakai lagi" not in text(client.get(reverse("public:privacy_version", args=["2026-11-21"])))
    assert client.get(reverse("public:privacy_version", args=["1999-01-01"])).status_code == 404


def test_the_receipt_leads_to_the_file_without_asking_for_what_it_shows(client: Client) -> None:
    draft = complete(client)
    html = text(client.get(send(client, draft).url))
    assert f'href="{reverse("public:follow_file")}"' in html
    assert "Sedang dikerjakan kantor" in text(client.get(reverse("public:follow_file")))


def test_a_receipt_is_closed_on_a_shared_telephone(client: Client) -> None:
    draft = complete(client)
    send(client, draft)
    leave = page("draft_leave", draft)
    assert f'action="{leave}"' in text(client.get(page("receipt", draft)))
    assert client.post(leave).url == "/"
    assert client.get(page("receipt", draft)).status_code == 404
    assert client.get(reverse("public:follow_file")).url == "/lacak/"


def test_the_receipt_names_the_notice_that_was_agreed_to(client: Client) -> None:
    draft = complete(client)
    send(client, draft)
    Application.objects.filter(pk=draft).update(notice_version=NOTICES[-1])
    html = text(client.get(page("receipt", draft)))
    assert reverse("public:privacy_version", args=[NOTICES[-1]]) in html
    assert reverse("public:privacy_version", args=[NOTICES[0]]) not in html
