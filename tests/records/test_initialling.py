"""What was changed after its paraf is not signed: electronically, on paper, or among many; until it is mended."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from maklumat.core.errors import Refusal
from maklumat.core.procedure.initialling import HOLDS, LAPSED, TEXT, VOID
from maklumat.ops.sample_pdf import blank_pdf
from maklumat.records.ledger.history import events_of
from maklumat.records.models import LetterBody, LetterNumber, Product
from maklumat.records.work import batch, initialling, signing
from maklumat.records.work import queries as work
from maklumat.records.work.batch import Item
from tests.initialled_cast import LETTER, SIGN, Chain, applied

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def chain() -> Chain:
    return applied()


def sign(chain: Chain) -> None:
    signing.sign(chain.head.actor, chain.file, step=SIGN, seen_seq=chain.seq, moment=timezone.now())


def printed(chain: Chain) -> Any:
    return signing.print_for_wet_signature(
        chain.head.actor, chain.file, step=SIGN, seen_seq=chain.seq, moment=timezone.now()
    )


def scanned(chain: Chain) -> Any:
    return signing.take_in_scan(
        chain.head.actor, chain.file, step=SIGN, seen_seq=chain.seq, scan=blank_pdf(), moment=timezone.now()
    )


def worth(chain: Chain) -> list[str]:
    opened = work.followed(chain.file)
    product = opened.law.standard.product(LETTER)
    return [one.initial.state for one in initialling.shown(opened.position, product, opened.history)]


def issued(chain: Chain) -> bool:
    return Product.objects.filter(application_id=chain.file, status="issued").exists()


def test_a_paraf_keeps_what_it_was_given_to_and_an_unchanged_letter_is_signed(chain: Chain) -> None:
    chain.to_signing()
    event = next(event for event in events_of(chain.file) if event.outcome == "initialled")
    assert event.data[TEXT]["values"]["tujuan_pengumpulan"] == "Korban banjir"
    assert worth(chain) == [HOLDS]
    sign(chain)
    assert issued(chain)


@pytest.mark.parametrize("way", [sign, printed, scanned])
def test_a_letter_that_changed_after_its_paraf_is_refused_whatever_the_way(chain: Chain, way: Any) -> None:
    chain.to_signing(tujuan_pengumpulan="Korban kebakaran")
    with pytest.raises(Refusal) as caught:
        way(chain)
    assert caught.value.code == "PRD-011"
    assert "Kepala Bidang" in str(caught.value)
    assert not issued(chain)
    assert LetterNumber.objects.count() == 0  # a refused letter takes no number
    assert worth(chain) == [VOID]


def test_among_many_letters_it_cannot_be_ticked_and_is_refused(chain: Chain) -> None:
    chain.to_signing(tujuan_pengumpulan="Korban kebakaran")
    (one,) = batch.candidates(chain.head.actor, timezone.now())
    assert isinstance(one.blocked, Refusal)
    assert (one.blocked.code, batch.CHANGED in one.flags) == ("PRD-011", True)
    item = Item(chain.file, batch.SIGN, SIGN, chain.seq)
    result = batch.carry_out(chain.head.actor, item, proof="password", moment=timezone.now())
    assert (result.status, result.fault.code if result.fault else "") == (batch.REFUSED, "PRD-011")
    assert not issued(chain)


def test_what_changed_is_told_field_by_field(chain: Chain) -> None:
    chain.to_signing(tujuan_pengumpulan="Korban kebakaran")
    opened = work.followed(chain.file)
    product = opened.law.standard.product(LETTER)
    (one,) = initialling.shown(opened.position, product, opened.history)
    assert [(change.before, change.after) for change in one.changes] == [("Korban banjir", "Korban kebakaran")]


def test_given_again_after_one_step_back_it_is_signed(chain: Chain) -> None:
    chain.to_signing(tujuan_pengumpulan="Korban kebakaran")
    chain.act(chain.head, SIGN, "stepped_back", reason="Paraf dahulu yang baru.")
    assert work.followed(chain.file).state.step == "paraf"
    assert worth(chain) == [LAPSED]
    chain.act(chain.kabid, "paraf", "initialled")
    chain.draft("rapikan", tujuan_pengumpulan="Korban kebakaran")
    assert worth(chain) == [HOLDS]
    sign(chain)
    assert issued(chain)


def test_sent_back_to_the_drafter_and_changed_again_after_the_new_paraf_it_is_refused(chain: Chain) -> None:
    chain.to_signing()
    chain.act(chain.head, SIGN, "returned", reason="Sebut bencananya.")
    chain.draft(tujuan_pengumpulan="Korban banjir bandang")
    chain.act(chain.kabid, "paraf", "initialled")
    chain.draft("rapikan", tujuan_pengumpulan="Korban apa saja")
    with pytest.raises(Refusal) as caught:
        sign(chain)
    assert caught.value.code == "PRD-011"


def test_a_document_that_came_in_after_the_paraf_is_another_text(chain: Chain) -> None:
    chain.to_signing()
    row = Product.objects.get(application_id=chain.file)
    row.made, row.sha256, row.vault_name = "imported", "ab" * 32, "x"
    row.save()
    with pytest.raises(Refusal) as caught:
        sign(chain)
    assert caught.value.code == "PRD-011"


def test_another_wording_of_the_template_is_another_text(chain: Chain) -> None:
    chain.to_signing()
    opened = work.followed(chain.file)
    row = LetterBody.objects.filter(name=opened.law.standard.product(LETTER).template).latest("pk")
    row.pk, row.content = None, row.content + "\n# Kalimat lain.\n"
    row.save()
    with pytest.raises(Refusal) as caught:
        sign(chain)
    assert caught.value.code == "PRD-011"
