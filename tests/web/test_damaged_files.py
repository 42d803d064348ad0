"""Papers and letters that the vault does not give out, and what belongs to the office and to no file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maklumat.records.archive import rehearsals
from maklumat.records.models import LedgerPayload, Product, WorkItem
from maklumat.records.outside import vault
from maklumat.records.people.access import ADMINISTRATOR
from maklumat.records.work.submit import receipt_of
from maklumat.web.desk.books import BOOKS
from tests import cast
from tests.conftest import triggers_asleep
from tests.spoil_cast import EVERY, spoil
from tests.web import public_steps as citizen
from tests.web import test_desk_registers as registers
from tests.web.desk_steps import at_work, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _law() -> Iterator[None]:
    cast.enact()
    yield
    cast.forget_law()


@pytest.fixture
def file() -> UUID:
    return registers.delivered()


@pytest.fixture
def letter(file: UUID) -> Iterator[Product]:
    """The letter of that file; its place in the vault is put in order again."""
    row = Product.objects.exclude(vault_name="").get(application_id=file)
    path = vault()._path(row.vault_name)
    kept = path.read_bytes()
    yield row
    path.write_bytes(kept)


def changed(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1] + b"x")


def removed(path: Path) -> None:
    path.unlink()


def swapped(row: Product) -> None:
    Product.objects.filter(pk=row.pk).update(vault_name=vault().put(b"surat lain", cast.OFFICE))


SPOILT: list[tuple[Callable[[Any], None], str, int]] = [
    (changed, "BRK-002", 500), (removed, "BRK-001", 503), (swapped, "BRK-006", 500),
]  # fmt: skip


def spoil_letter(deed: Callable[[Any], None], row: Product) -> None:
    deed(row if deed is swapped else vault()._path(row.vault_name))


@pytest.mark.parametrize(("deed", "code", "status"), SPOILT)
def test_an_official_is_told_of_a_letter(letter: Product, deed: Callable[[Any], None], code: str, status: int) -> None:
    spoil_letter(deed, letter)
    address = reverse("desk:letter", args=[letter.application_id, letter.pk])
    answer = at_work(cast.officer(cast.CLERK)).get(address)
    assert (answer.status_code, code in text(answer)) == (status, True)
    register = WorkItem.objects.get(pk=letter.application_id).register
    assert register in text(answer)


@pytest.mark.parametrize(("deed", "code", "status"), SPOILT)
def test_a_citizen_is_told_of_a_letter(letter: Product, deed: Callable[[Any], None], code: str, status: int) -> None:
    receipt, client = receipt_of(letter.application_id), Client()
    citizen.follow(client, receipt.code, receipt.secret)
    spoil_letter(deed, letter)
    answer = client.get(reverse("public:letter", args=[letter.pk]))
    assert (answer.status_code, code in text(answer)) == (status, True)
    assert ("Telepon" in text(answer), receipt.register in text(answer)) == (True, True)


@pytest.mark.parametrize("how", sorted(EVERY))
def test_no_book_fails_for_any_damage(file: UUID, how: str) -> None:
    spoil(how, file)
    client = at_work(cast.officer(cast.CLERK))
    assert {code: registers.book(client, code).status_code for code in BOOKS} == dict.fromkeys(BOOKS, 200)


def test_a_file_of_which_nothing_but_its_ledger_is_left_keeps_its_lines_in_the_books(file: UUID) -> None:
    for how in ("application_gone", "item_gone"):
        spoil(how, file)
    client = at_work(cast.officer(cast.CLERK))
    assert {code: registers.book(client, code).status_code for code in BOOKS} == dict.fromkeys(BOOKS, 200)


def test_what_the_office_itself_recorded_is_left_out_and_said() -> None:
    rehearsals.record_backup(120, 48_000_000, timezone.now())
    rehearsals.record_backup(121, 48_000_001, timezone.now())
    newest = LedgerPayload.objects.filter(entry__office=cast.OFFICE).order_by("-entry__office_seq")[0]
    with triggers_asleep():
        LedgerPayload.objects.filter(pk=newest.pk).update(sealed=bytes(newest.sealed)[:-1] + b"x")
    client = at_work(cast.officer(ADMINISTRATOR))
    for page in ("administration:keeping", "administration:changes"):
        answer = client.get(reverse(page))
        assert (answer.status_code, "Catatan kantor, kode BKT-102" in text(answer)) == (200, True), page
