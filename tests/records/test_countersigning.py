"""A letter that went out on paper gets its electronic signature later: same number, same code, told in the open."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone

from maklumat.core.errors import NotVisible, Refusal, Unavailable
from maklumat.core.procedure.fold import fold
from maklumat.ports import pades
from maklumat.records.applications.queries import vault_bytes
from maklumat.records.archive.examining import examine
from maklumat.records.catalogue import queries as law
from maklumat.records.ledger.history import events_of
from maklumat.records.models import Countersignature, LetterNumber, Product
from maklumat.records.outside import authority
from maklumat.records.products.queries import letter_bytes, products_of, verify
from maklumat.records.work import actions, countersigning, signing
from maklumat.records.work.rebuilt import differences
from tests import cast, esign_stub, retention_cast, wet_cast
from tests.cast import Officer
from tests.web.desk_steps import position

pytestmark = pytest.mark.django_db(transaction=True)


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


def countersign(who: Officer, letter: Product, **more: Any) -> None:
    countersigning.countersign(who.actor, letter.id, moment=timezone.now(), **more)


def test_it_waits_for_whoever_signs_it_and_for_nobody_else(letter: Product, head: Officer) -> None:
    assert [one.number for one in countersigning.due(head.actor)] == [letter.number]
    assert countersigning.due(wet_cast.everybody().actor) == ()
    assert countersigning.due(cast.officer(cast.HEAD, office=cast.NEIGHBOUR).actor) == ()
    seen = verify(letter.code, timezone.now())
    assert (seen.signature, seen.due, seen.countersigned_at, seen.hashes) == ("wet", True, None, (letter.sha256,))
    assert products_of(letter.application_id)[0].countersign_due


def test_the_signature_is_put_on_the_very_scan(letter: Product, head: Officer) -> None:
    before, where = vault_bytes(letter.vault_name), position(letter.application_id).state
    countersign(head, letter, proof="password")
    pdf = letter_bytes(letter.application_id, letter.id)
    assert pdf.startswith(before)
    (found,) = authority().verify(pdf)
    assert (found.signer, found.holds, found.trusted) == ("Contoh Kepala", True, True)
    after = Product.objects.get(pk=letter.pk)
    assert (after.number, after.code, after.signature, after.sha256) == (
        letter.number, letter.code, "wet", letter.sha256,
    )  # fmt: skip
    assert LetterNumber.objects.count() == 1
    seen = verify(letter.code, timezone.now())
    assert (seen.signature, seen.due, seen.countersigned_by) == ("wet", False, "electronic")
    assert seen.hashes == (letter.sha256, hashlib.sha256(pdf).hexdigest())
    assert countersigning.due(head.actor) == ()
    now = position(letter.application_id).state
    assert (now.step, now.status, now.seq) == (where.step, where.status, where.seq + 1)


def test_the_ledger_says_so_and_the_file_follows_from_it(letter: Product, head: Officer) -> None:
    countersign(head, letter, proof="password")
    event = events_of(letter.application_id)[-1]
    assert (event.kind, event.post, event.data["mode"]) == ("countersigned", cast.HEAD, "electronic")
    assert (event.data["number"], event.data["code"], event.data["proof"]) == (letter.number, letter.code, "password")
    place = position(letter.application_id)
    assert place.state == fold(law.standard(place.standard_id), events_of(letter.application_id))
    assert list(differences(cast.OFFICE)) == []
    (found,) = (one for one in examine() if one.office == cast.OFFICE)
    assert (found.fine, found.broken) == (True, 0)


def test_twice_is_once(letter: Product, head: Officer) -> None:
    def press(_: int) -> None:
        try:
            countersign(head, letter)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(press, range(2)))
    countersign(head, letter)
    assert len([one for one in events_of(letter.application_id) if one.kind == "countersigned"]) == 1
    row = Countersignature.objects.get()
    assert hashlib.sha256(vault_bytes(row.vault_name)).hexdigest() == row.sha256


def test_only_the_post_that_signs_may(letter: Product) -> None:
    for who in (wet_cast.everybody(), cast.officer(cast.HEAD, office=cast.NEIGHBOUR)):
        with pytest.raises(NotVisible):
            countersign(who, letter)


def test_a_letter_that_was_taken_back_gets_none(letter: Product, head: Officer) -> None:
    seq = position(letter.application_id).state.seq
    actions.revoke(head.actor, letter.application_id, product=letter.product, reason="Keliru", seen_seq=seq,
                   moment=timezone.now())  # fmt: skip
    assert countersigning.due(head.actor) == ()
    assert not verify(letter.code, timezone.now()).due
    with pytest.raises(NotVisible):
        countersign(head, letter)


def test_what_was_signed_electronically_waits_for_nothing(head: Officer) -> None:
    file = wet_cast.to_signing()
    seq = position(file).state.seq
    signing.sign(head.actor, file, step=wet_cast.STEP, seen_seq=seq, moment=timezone.now())
    assert not Countersignature.objects.exists()


def test_after_an_outage_of_bsre_the_same_number_is_countersigned_by_bsre(
    head: Officer, tmp_path: Path, settings: Any
) -> None:
    with esign_stub.esign_stub(tmp_path) as there:
        esign_stub.chosen(cast.OFFICE, settings, there)
        there.mode = esign_stub.DOWN
        file = wet_cast.to_signing()
        at = {"step": wet_cast.STEP, "seen_seq": position(file).state.seq, "moment": timezone.now()}
        with pytest.raises(Refusal):
            signing.sign(head.actor, file, secret=esign_stub.typed(), **at)
        number = Product.objects.get(application_id=file).number
        signing.print_for_wet_signature(head.actor, file, **at)
        signing.take_in_scan(head.actor, file, scan=wet_cast.blank_pdf(), **at)
        letter = Product.objects.get(application_id=file)
        there.mode = esign_stub.SIGNS
        with pytest.raises(Refusal) as refused:
            countersign(head, letter, secret=esign_stub.typed("salah"))
        assert refused.value.code == "TTD-011"
        countersign(head, letter, secret=esign_stub.typed())
    (found,) = pades.facts(letter_bytes(file, letter.id), None)
    assert found.signer == esign_stub.SIGNER.name
    assert (letter.number, LetterNumber.objects.count()) == (number, 1)
    seen = verify(letter.code, timezone.now())
    assert (seen.signature, seen.countersigned_by) == ("wet", "certified")


def test_it_is_destroyed_with_its_file(letter: Product, head: Officer) -> None:
    chief = retention_cast.administrator()
    retention_cast.decide(chief)
    countersign(head, letter)
    names = [letter.vault_name, Countersignature.objects.get().vault_name]
    retention_cast.end(letter.application_id)
    retention_cast.destroyed(chief, [letter.application_id], retention_cast.in_years())
    for name in names:
        with pytest.raises(Unavailable):
            vault_bytes(name)
    row = Countersignature.objects.get()
    assert (row.vault_name, row.signed_at is None) == ("", False)
    assert verify(letter.code, timezone.now()).countersigned_by == "electronic"


def test_what_was_destroyed_on_paper_waits_no_longer(letter: Product, head: Officer) -> None:
    chief = retention_cast.administrator()
    retention_cast.decide(chief)
    retention_cast.end(letter.application_id)
    retention_cast.destroyed(chief, [letter.application_id], retention_cast.in_years())
    assert countersigning.due(head.actor) == ()
    assert not verify(letter.code, timezone.now()).due
    with pytest.raises(NotVisible):
        countersign(head, letter)
