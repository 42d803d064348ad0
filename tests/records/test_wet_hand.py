"""A letter signed by hand is its signer's, as they stood on the day they signed, whoever brings the paper back."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from maklumat.core.errors import Refusal
from maklumat.ops.sample_pdf import blank_pdf
from maklumat.records.ledger.history import acts_at, events_of
from maklumat.records.models import Absence, LedgerEntry, LetterNumber, Mandate, Product
from maklumat.records.people.access import Actor
from maklumat.records.products.queries import verify
from maklumat.records.work import queries as work
from maklumat.records.work import signing
from maklumat.web.desk import telling
from tests import cast
from tests.records.test_mandated_signing import LEADER, STEP, Office, seq

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office() -> Office:
    return Office()


def yesterday() -> date:
    return cast.today() - timedelta(days=1)


def printed(actor: Actor, file: UUID, moment: datetime | None = None) -> None:
    signing.print_for_wet_signature(actor, file, step=STEP, seen_seq=seq(file), moment=moment or timezone.now())


def scan(actor: Actor, file: UUID, on: date | None = None, seen_seq: int = 0) -> Any:
    return signing.take_in_scan(
        actor, file, step=STEP, seen_seq=seen_seq or seq(file), scan=blank_pdf(), moment=timezone.now(), signed_on=on
    )


def signature(file: UUID) -> Any:
    return next(event for event in events_of(file) if event.outcome == "signed")


def refused(actor: Actor, file: UUID, on: date | None = None) -> Refusal:
    with pytest.raises(Refusal) as caught:
        scan(actor, file, on)
    assert not Product.objects.filter(application_id=file, status="issued").exists()
    return caught.value


def test_who_signs_and_scans_in_one_person_is_told_as_before(office: Office) -> None:
    file = office.to_signing()
    printed(office.head.actor, file)
    scan(office.head.actor, file)
    event = signature(file)
    assert event.data["signed_on"] == cast.today().isoformat()
    assert {"signer", "signed_as", "mandate"}.isdisjoint(event.data)


def test_what_the_head_signed_yesterday_is_the_heads_though_the_plh_scans_it_today(office: Office) -> None:
    file = office.to_signing()
    printed(office.head.actor, file, timezone.now() - timedelta(days=1))
    office.send_away(office.head)
    office.give("plh", office.leader)
    plh = office.now(office.leader)
    scan(plh, file, yesterday())
    product, event = Product.objects.get(application_id=file), signature(file)
    head = office.law.post(cast.HEAD).name
    assert (product.signed_as, verify(product.code, timezone.now()).post) == ("", head)
    assert (event.data["signer"], event.data["signed_on"]) == (office.head.user.pk, yesterday().isoformat())
    assert event.post == cast.HEAD
    assert "mandate" not in event.data
    entry = LedgerEntry.objects.get(application=file, outcome="signed")
    assert entry.actor_id == office.leader.user.pk  # who recorded it
    assert acts_at(file, [STEP]) == [(STEP, "signed", cast.HEAD, office.head.user.pk)]  # whose judgement it was
    assert scan(plh, file, yesterday(), seen_seq=event.seq - 1).seq == seq(file)  # sent again: answered the same
    assert Product.objects.filter(application_id=file).count() == 1


def test_its_history_names_the_signer_and_who_scanned_it(office: Office) -> None:
    file = office.to_signing()
    printed(office.head.actor, file, timezone.now() - timedelta(days=1))
    office.send_away(office.head)
    office.give("plh", office.leader)
    scan(office.now(office.leader), file, yesterday())
    opened = work.file_for(office.clerk.actor, file)
    told = next(one for one in telling.told(opened, ()) if one.event.outcome == "signed")
    assert told.by.startswith("Andi Contoh, ")
    assert ("Dipindai oleh", "Budi Contoh") in told.said
    assert "Ditandatangani pada" in dict(told.said)


def test_what_the_plh_signed_yesterday_stays_theirs_though_the_head_is_back_and_scans_it(office: Office) -> None:
    file = office.to_signing()
    office.send_away(office.head)
    number = office.give("plh", office.leader)
    Absence.objects.update(from_on=yesterday())
    Mandate.objects.filter(pk=number).update(from_on=yesterday())
    printed(office.now(office.leader), file, timezone.now() - timedelta(days=1))
    Absence.objects.update(back_on=cast.today())
    back = office.now(office.head)
    assert refused(back, file).code == "PRD-012"  # not today: the Plh.'s time is over
    scan(back, file, yesterday())
    head = office.law.post(cast.HEAD).name
    assert Product.objects.get(application_id=file).signed_as == f"Plh. {head}"
    assert signature(file).data["mandate"] == [
        {"post": cast.HEAD, "by": "plh", "number": number, "basis": "800/12/2026", "holder_post": LEADER}
    ]


def test_who_could_not_sign_on_that_day_has_not_signed(office: Office) -> None:
    file = office.to_signing()
    printed(office.head.actor, file)
    office.send_away(office.head)
    office.give("plh", office.leader)
    refusal = refused(office.now(office.leader), file)
    assert refusal.code == "PRD-012"
    assert "Andi Contoh" in str(refusal)
    assert "MDT-011" in str(refusal)
    assert seq(file) == LedgerEntry.objects.filter(application=file).count()


@pytest.mark.parametrize("days", [-2, 1])
def test_nobody_signs_before_it_was_printed_or_tomorrow(office: Office, days: int) -> None:
    file = office.to_signing()
    printed(office.head.actor, file, timezone.now() - timedelta(days=1))
    assert refused(office.head.actor, file, cast.today() + timedelta(days=days)).code == "PRD-013"
    assert LetterNumber.objects.count() == 1


def test_it_is_signed_by_whom_it_was_printed_for_last(office: Office) -> None:
    """Two printed it: the paper on the desk is the newer one."""
    file = office.to_signing()
    office.give("an", office.leader)
    printed(office.head.actor, file)
    printed(office.now(office.leader), file)
    scan(office.head.actor, file)
    assert Product.objects.get(application_id=file).signed_as.startswith("a.n. ")
    assert signature(file).data["signer"] == office.leader.user.pk
