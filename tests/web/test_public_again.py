"""A repeat application: known data is copied, earlier papers are offered one by one and used with consent alone."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse

from maklumat.records.applications import queries as applications
from maklumat.records.applications.models import Attachment
from tests.web.public_steps import SITI, attach, begin, codes, complete, follow, page, send, text

pytestmark = [pytest.mark.usefixtures("law"), pytest.mark.django_db]

OFFER = "Sudah pernah Anda kirim"


@pytest.fixture
def earlier(client: Client) -> tuple[UUID, str, str]:
    """Siti's first application: its id, code and secret. Her session is not kept."""
    draft = complete(client)
    html = text(client.get(send(client, draft).url))
    client.cookies.clear()
    return (draft, *codes(html))


def another(client: Client, person: dict[str, str] = SITI) -> UUID:
    draft = begin(client, "keterangan-pbi")
    client.post(page("draft_person", draft), person)
    return draft


def use(client: Client, draft: UUID, slot: str = "identitas", **more: str) -> str:
    data = {"tempat": slot, "aksi": "pakai", "lama": "identitas", **more}
    client.post(page("draft_papers", draft), data)
    return text(client.get(page("draft_papers", draft)))


def test_nothing_is_offered_without_the_secret(client: Client, earlier: tuple[UUID, str, str]) -> None:
    draft = another(client)
    assert OFFER not in text(client.get(page("draft_papers", draft)))
    assert (
        client.post(
            page("draft_papers", draft), {"tempat": "identitas", "aksi": "pakai", "lama": "identitas", "setuju": "on"}
        ).status_code
        == 404
    )
    wrong = client.post(page("draft_earlier", draft), {"code": earlier[1], "secret": "AAAA-AAAA"})
    assert wrong.status_code == 422
    assert OFFER not in text(client.get(page("draft_papers", draft)))


def test_with_code_secret_and_consent_the_paper_lies_there_again(
    client: Client, earlier: tuple[UUID, str, str]
) -> None:
    draft = another(client)
    told = client.post(page("draft_earlier", draft), {"code": earlier[1], "secret": earlier[2]})
    assert told.url == page("draft_papers", draft)
    assert OFFER in text(client.get(page("draft_papers", draft)))
    refused = use(client, draft)
    assert "LCK-003" in refused
    assert applications.papers(draft) == []
    taken = use(client, draft, setuju="on")
    assert "dipakai lagi" in taken
    assert 'value="ektp" checked' in taken
    row = Attachment.objects.get(application_id=draft)
    source = Attachment.objects.get(application_id=earlier[0])
    assert (row.copied_from, row.vault_name, row.first_attached_at) == (
        source.id,
        source.vault_name,
        source.attached_at,
    )


def test_a_paper_of_another_kind_is_not_offered_there(client: Client, earlier: tuple[UUID, str, str]) -> None:
    draft = another(client)
    client.post(page("draft_earlier", draft), {"code": earlier[1], "secret": earlier[2]})
    data = {"tempat": "kk", "aksi": "pakai", "lama": "identitas", "setuju": "on"}
    assert client.post(page("draft_papers", draft), data).status_code == 404


def test_papers_of_somebody_else_are_not_offered(client: Client, earlier: tuple[UUID, str, str]) -> None:
    draft = another(client, {**SITI, "nik": "9999010101800004"})
    client.post(page("draft_earlier", draft), {"code": earlier[1], "secret": earlier[2]})
    html = text(client.get(page("draft_papers", draft)))
    assert OFFER not in html
    assert "pemohonnya bukan orang yang sama" in html


def test_from_a_followed_file_the_next_one_begins_with_what_is_known(
    client: Client, earlier: tuple[UUID, str, str]
) -> None:
    follow(client, *earlier[1:])
    address = reverse("public:again")
    assert address in text(client.get(reverse("public:follow_file")))
    assert "Ajukan ini" in text(client.get(address))
    begun = client.post(address, {"layanan": "keterangan-pbi"})
    html = text(client.get(begun.url))
    assert [f'value="{SITI[name]}"' in html for name in ("name", "nik")] == [True, True]
    assert OFFER in text(client.get(page("draft_papers", UUID(begun.url.split("/")[2]))))
    assert client.post(address, {"layanan": "tidak-ada"}).status_code == 404


def test_a_place_holds_pages_that_go_one_by_one(client: Client) -> None:
    draft = complete(client)
    attach(client, draft, aksi="tambah")  # the very same picture: a resent page is no second page
    assert len(applications.papers(draft)) == 1
    from tests.web.desk_steps import upload  # a PDF, so another page

    attach(client, draft, aksi="tambah", berkas=upload())
    first, second = applications.papers(draft)
    assert "2 berkas" in text(client.get(page("draft_review", draft)))
    client.post(page("draft_papers", draft), {"tempat": "identitas", "aksi": "hapus", "lampiran": str(first.id)})
    assert [one.id for one in applications.papers(draft)] == [second.id]


def test_an_earlier_secret_cannot_be_guessed_by_writing_its_code_in_other_ways(
    client: Client, earlier: tuple[UUID, str, str]
) -> None:
    draft, code = another(client), earlier[1]
    spellings = [code, code.lower(), code.replace("-", ""), code.replace("-", " "), f" {code}", code.replace("-", "--")]
    with override_settings(LIMITS={**settings.LIMITS, "follow_code": (2, 600), "follow": (100, 600)}):
        answers = [client.post(page("draft_earlier", draft), {"code": one, "secret": "X"}) for one in spellings]
    assert [one.status_code for one in answers] == [422, 422, 429, 429, 429, 429]
