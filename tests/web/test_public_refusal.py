"""A refusal as its applicant meets it: why, by which rule, until when and to whom to object, and the letter itself."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maklumat.records.products.models import Product
from maklumat.records.products.refusals import refusal_told
from maklumat.records.work.queries import followed
from maklumat.records.work.submit import Receipt
from maklumat.web.shared.wording import day_words
from tests import cast
from tests.web import desk_steps as desk
from tests.web.desk_steps import at_work
from tests.web.public_steps import follow, text

pytestmark = [pytest.mark.usefixtures("law"), pytest.mark.django_db]
FILE = "/lacak/berkas/"
REASON = "NIK tidak tercatat di DTKS"


@pytest.fixture
def refused() -> Receipt:
    receipt = cast.apply()
    clerk, analyst, head = (at_work(cast.officer(post)) for post in (cast.CLERK, cast.ANALYST, cast.HEAD))
    assert desk.refused(receipt.application_id, clerk, analyst, head, REASON).status_code == 302
    return receipt


def opened(client: Client, receipt: Receipt) -> str:
    assert follow(client, receipt.code, receipt.secret).url == FILE
    return text(client.get(FILE))


def test_the_page_says_why_until_when_and_to_whom(client: Client, refused: Receipt) -> None:
    html = opened(client, refused)
    file = followed(refused.application_id)
    told = refusal_told(file.id, file.law.office)
    assert told is not None
    assert told.object_until is not None
    assert file.state.status == "refused"
    for words in ("Mengapa ditolak", REASON, told.rule, told.basis, day_words(told.object_until), told.post):
        assert str(words) in html
    assert told.post == file.law.office.post(cast.HEAD).name


def test_the_letter_is_there_to_download_as_soon_as_it_is_signed(client: Client, refused: Receipt) -> None:
    html = opened(client, refused)
    letter = followed(refused.application_id).products[0]
    address = reverse("public:letter", args=[letter.id])
    assert letter.status == "issued"
    assert address in html
    assert "menunggu diserahkan" not in html
    assert client.get(address).content.startswith(b"%PDF-")


def test_a_file_that_is_not_refused_says_nothing_of_it(client: Client) -> None:
    receipt = cast.apply()
    assert "Mengapa ditolak" not in opened(client, receipt)
    file = followed(receipt.application_id)
    assert refusal_told(file.id, file.law.office) is None


def test_a_letter_signed_but_still_to_be_handed_over_waits(client: Client) -> None:
    receipt = cast.apply()
    people: list[Any] = [at_work(cast.officer(post)) for post in (cast.CLERK, cast.ANALYST, cast.OPERATOR)]
    desk.drafted(receipt.application_id, *people)
    desk.sign(at_work(cast.officer(cast.HEAD)), receipt.application_id)
    html = opened(client, receipt)
    letter = followed(receipt.application_id).products[0]
    assert letter.status == "issued"
    assert "menunggu diserahkan" in html
    assert client.get(reverse("public:letter", args=[letter.id])).status_code == 404


def test_a_revoked_letter_says_why_and_whom_to_ask(client: Client, refused: Receipt) -> None:
    letter = followed(refused.application_id).products[0]
    Product.objects.filter(pk=letter.id).update(
        status="revoked", revoked_at=timezone.now(), revoked_reason="Salah orang"
    )
    html = opened(client, refused)
    assert "Surat ini sudah dicabut dan tidak boleh dipakai lagi." in html
    assert "Salah orang" in html
    assert 'href="tel:' in html
    assert client.get(reverse("public:letter", args=[letter.id])).status_code == 404
