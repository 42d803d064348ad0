"""The signing folder in the browser: printed with its cover, scanned as one pile, finished with proof."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from maklumat.core.organisation.table import FOLDER_ORDER
from maklumat.records.models import LetterNumber, OfficeSetting, Product, ScannedPage, SigningFolder
from tests import cast
from tests.folder_cast import ORDER, blank, ordered, pile, scanned
from tests.records.test_mandated_signing import STEP, Office, seq
from tests.web.desk_steps import at_work, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    found = Office()
    ordered(found)
    return found


def made(office: Office, client: Client, files: Sequence[UUID]) -> str:
    """The address of a folder with these."""
    values = [f"{file}|{STEP}|{seq(file)}" for file in files]
    answer = client.post(reverse("desk:folders"), {"letters": values, "signer": office.head.user.pk})
    assert answer.status_code == 302
    return str(answer.url)


def upload(client: Client, address: str, *piles: Sequence[Image.Image]) -> str:
    files = [SimpleUploadedFile("pindaian.pdf", pile(one), content_type="application/pdf") for one in piles]
    answer = client.post(address, {"way": "scan", "scan": files})
    assert answer.status_code == 302
    return text(client.get(answer.url))


def finish(client: Client, address: str, **more: Any) -> Any:
    ready = [one.letter.printout.pk for one in client.get(address).context["told"] if one.ready]
    return client.post(address, {"way": "finish", "letters": ready, "password": cast.PASSWORD, **more})


def paper(client: Client, address: str) -> list[Image.Image]:
    """What came out of the printer, page by page: the cover first."""
    answer = client.get(f"{address}cetak/")
    assert answer["Content-Type"] == "application/pdf"
    return scanned(answer.content)


def test_from_the_list_to_the_letters_that_are_finished(office: Office) -> None:
    files = [office.to_signing() for _ in range(2)]
    client = at_work(office.clerk)
    page = text(client.get(reverse("desk:folders")))
    assert page.count('name="letters"') == 2
    assert ORDER in page
    assert "Andi Contoh" in page
    address = made(office, client, files)
    cover, first, second = paper(client, address)
    page = upload(client, address, [second, first.rotate(180), cover])
    assert "2 halaman diterima, 2 dikenali." in page
    assert page.count("Semua halaman ada") == 2
    answer = finish(client, address)
    assert answer.status_code == 302
    page = text(client.get(answer.url))
    assert "2 surat selesai, masing-masing tercatat sendiri." in page
    assert "Unggah pindaian" not in page
    assert {Product.objects.get(application_id=file).status for file in files} == {"issued"}
    history = text(client.get(reverse("desk:file", args=[files[0]])))
    assert "Dipindai oleh:</span> " in history
    assert ORDER in history


def test_what_was_not_ticked_stays(office: Office) -> None:
    files = [office.to_signing() for _ in range(2)]
    client = at_work(office.clerk)
    address = made(office, client, files)
    upload(client, address, paper(client, address)[1:2], paper(client, address)[2:])
    keep = [one.letter.printout.pk for one in client.get(address).context["told"]][:1]
    assert finish(client, address, letters=keep).status_code == 302
    assert [Product.objects.get(application_id=file).status for file in files] == ["issued", "numbered"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"password": "bukan ini"}, "Kata sandi tidak cocok."),
        ({"letters": []}, "Centang paling sedikit satu surat"),
        ({"letters": ["999999"]}, "Salah satu surat berubah"),
        ({"signed_on_0": "31", "signed_on_1": "2", "signed_on_2": "2026"}, "Tulis tanggal yang benar"),
    ],
)
def test_without_proof_or_letters_nothing_is_finished(office: Office, typed: dict[str, Any], words: str) -> None:
    file = office.to_signing()
    client = at_work(office.clerk)
    address = made(office, client, [file])
    upload(client, address, paper(client, address)[1:])
    answer = finish(client, address, **typed)
    assert answer.status_code == 422
    assert words in text(answer)
    assert Product.objects.get(application_id=file).status == "numbered"


def test_a_day_on_which_it_cannot_have_been_signed_is_said_of_the_letter(office: Office) -> None:
    file = office.to_signing()
    client = at_work(office.clerk)
    address = made(office, client, [file])
    upload(client, address, paper(client, address)[1:])
    answer = finish(client, address, signed_on_0="1", signed_on_1="1", signed_on_2="2020")
    assert "PRD-013" in text(client.get(answer.url))
    assert Product.objects.get(application_id=file).status == "numbered"


def test_a_page_nobody_recognises_is_looked_at_and_placed_or_thrown_away(office: Office) -> None:
    file = office.to_signing()
    client = at_work(office.clerk)
    address = made(office, client, [file])
    (_, page) = paper(client, address)
    torn = page.copy()
    torn.paste(255, (0, page.height - 450, page.width, page.height))
    shown = upload(client, address, [torn, blank()])
    assert "2 halaman belum dikenali" in shown
    assert shown.count("Lihat halaman ke-") == 2
    first, second = ScannedPage.objects.order_by("number")
    assert client.get(f"{address}halaman/{first.pk}/")["Content-Type"] == "application/pdf"
    missing = client.post(address, {"way": "lay", "scan": first.pk, "place": ""})
    assert missing.status_code == 422
    assert "Pilih suratnya." in text(missing)
    place = next(value for value, _ in missing.context["loose"][0].form.fields["place"].choices if "-" in value)
    client.post(address, {"way": "lay", "scan": first.pk, "place": place})
    client.post(address, {"way": "lay", "scan": second.pk, "place": "tidak"})
    again = client.post(address, {"way": "lay", "scan": second.pk, "place": "tidak"})
    assert "PRD-017" in text(again)
    assert "belum dikenali" not in text(client.get(address))
    assert finish(client, address).status_code == 302
    assert Product.objects.get(application_id=file).status == "issued"


def test_without_a_file_or_with_something_else_nothing_is_taken(office: Office) -> None:
    client = at_work(office.clerk)
    address = made(office, client, [office.to_signing()])
    assert "UNG-015" in text(client.post(address, {"way": "scan"}))
    wrong = SimpleUploadedFile("surat.docx", b"PK\x03\x04 bukan pindaian")
    assert "UNG-005" in text(client.post(address, {"way": "scan", "scan": wrong}))
    assert ScannedPage.objects.count() == 0


def test_without_the_heads_order_there_is_nothing_to_tick(office: Office) -> None:
    file = office.to_signing()
    OfficeSetting.objects.filter(code=FOLDER_ORDER).delete()
    client = at_work(office.clerk)
    page = text(client.get(reverse("desk:folders")))
    assert "Belum ada perintah tertulis kepala" in page
    assert 'name="letters"' not in page
    value = f"{file}|{STEP}|{seq(file)}"
    answer = client.post(reverse("desk:folders"), {"letters": [value], "signer": office.head.user.pk})
    assert "PRD-014" in text(answer)
    assert (SigningFolder.objects.count(), LetterNumber.objects.count()) == (0, 0)


def test_nobody_signs_as_somebody_who_may_not(office: Office) -> None:
    value = f"{(file := office.to_signing())}|{STEP}|{seq(file)}"
    answer = at_work(office.clerk).post(reverse("desk:folders"), {"letters": [value], "signer": office.clerk.user.pk})
    assert answer.status_code == 422
    assert SigningFolder.objects.count() == 0


def test_what_was_printed_and_is_not_signed_any_more_cannot_be_printed_again(office: Office) -> None:
    file = office.to_signing()
    client = at_work(office.clerk)
    address = made(office, client, [file])
    office.sign(office.head.actor, file)
    assert client.get(f"{address}cetak/").status_code == 404
    assert "Selesai" in text(client.get(address))


def test_the_worklist_leads_there(office: Office) -> None:
    assert reverse("desk:folders") in text(at_work(office.clerk).get(reverse("desk:worklist")))
