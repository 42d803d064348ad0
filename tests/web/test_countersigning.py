"""What officials and citizens see of a letter that went out on paper and is signed electronically later."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from maklumat.records.applications.queries import vault_bytes
from maklumat.records.models import Countersignature, Product
from maklumat.records.products.queries import letter_bytes
from tests import cast, wet_cast
from tests.cast import Officer
from tests.web.desk_steps import at_work, text

pytestmark = pytest.mark.django_db(transaction=True)
ELECTRONIC = "Ditandatangani secara elektronik"
WET = "Tanda tangan basah: pena dan cap di kertas"
LATER = "Tanda tangan basah, lalu disusul tanda tangan elektronik"


@pytest.fixture(autouse=True)
def law_in_force() -> Iterator[None]:
    cast.enact()
    yield
    cast.forget_law()


@pytest.fixture
def head() -> Officer:
    return cast.officer(cast.HEAD, name="Contoh Kepala")


@pytest.fixture
def letter(head: Officer) -> Product:
    return wet_cast.on_paper(head)


def verified(letter: Product) -> str:
    return text(Client().get(reverse("public:verify", args=[letter.code])))


def countersign(client: Client, letter: Product, password: str = cast.PASSWORD) -> Any:
    return client.post(reverse("desk:countersign", args=[letter.id]), {"password": password})


def test_the_verification_page_says_which_of_the_three_applies(letter: Product, head: Officer) -> None:
    page = verified(letter)
    assert WET in page
    assert "Tanda tangan elektroniknya akan menyusul." in page
    assert (ELECTRONIC in page, LATER in page) == (False, False)
    assert countersign(at_work(head), letter).status_code == 302
    page = verified(letter)
    assert LATER in page
    assert "Disusulkan pada" in page
    assert "bukan BSrE" in page
    assert (ELECTRONIC in page, WET in page, "akan menyusul" in page) == (False, False, False)


def test_one_that_was_signed_electronically_says_only_that(head: Officer) -> None:
    file = wet_cast.to_signing()
    assert wet_cast.sign(at_work(head), file).status_code == 302
    page = verified(Product.objects.get(application_id=file))
    assert ELECTRONIC in page
    assert (WET in page, LATER in page, "menyusul" in page) == (False, False, False)


def test_both_files_are_known_as_the_letter(letter: Product, head: Officer) -> None:
    countersign(at_work(head), letter)
    later = letter_bytes(letter.application_id, letter.id)
    for pdf, words in ((vault_bytes(letter.vault_name), "Sama persis"), (later, "Sama persis"),
                       (later + b" ", "Berbeda dari")):  # fmt: skip
        sent = {"berkas": SimpleUploadedFile("surat.pdf", pdf)}
        assert words in text(Client().post(reverse("public:verify", args=[letter.code]), sent))


def test_the_list_leads_to_it_and_empties(letter: Product, head: Officer) -> None:
    client, listed = at_work(head), reverse("desk:countersignatures")
    assert reverse("desk:countersignatures") in text(client.get(reverse("desk:letters")))
    address = reverse("desk:countersign", args=[letter.id])
    assert address in text(client.get(listed))
    assert address in text(client.get(reverse("desk:file", args=[letter.application_id])))
    assert client.get(reverse("desk:countersign_scan", args=[letter.id])).content == vault_bytes(letter.vault_name)
    assert countersign(client, letter).url == listed
    assert address not in text(client.get(listed))
    file = text(client.get(reverse("desk:file", args=[letter.application_id])))
    assert "tanda tangan elektronik disusulkan" in file
    assert "Tanda tangan elektronik disusulkan pada surat bertanda tangan basah" in file
    assert "Sudah disusulkan" in text(client.get(address))


def test_without_proof_nothing_is_signed(letter: Product, head: Officer) -> None:
    assert countersign(at_work(head), letter, "bukan ini sandinya").status_code == 422
    assert Countersignature.objects.get().signed_at is None


def test_whoever_does_not_sign_such_letters_sees_none(letter: Product) -> None:
    client = at_work(wet_cast.everybody())
    assert countersign(client, letter).status_code == 404
    file = text(client.get(reverse("desk:file", args=[letter.application_id])))
    assert "tanda tangan elektronik menyusul" in file
    assert reverse("desk:countersign", args=[letter.id]) not in file


def test_the_applicant_gets_the_newest_file(letter: Product, head: Officer) -> None:
    client, address = at_work(head), reverse("desk:letter", args=[letter.application_id, letter.id])
    assert client.get(address).content == vault_bytes(letter.vault_name)
    countersign(client, letter)
    newest = client.get(address).content
    assert newest == letter_bytes(letter.application_id, letter.id)
    assert len(newest) > len(vault_bytes(letter.vault_name))
