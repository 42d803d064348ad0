"""A letter of apology is the head's: who signs it, as what, electronically and on paper, and who may not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from maklumat.core.errors import NotVisible, Refusal
from maklumat.core.letter.base import ELECTRONIC
from maklumat.core.organisation.table import COMPENSATION_DEFAULT
from maklumat.ops.sample_pdf import blank_pdf
from maklumat.records.applications.queries import vault_bytes
from maklumat.records.catalogue import settings
from maklumat.records.compensation.models import Entitlement
from maklumat.records.ledger.history import event_at
from maklumat.records.ledger.models import LedgerEntry
from maklumat.records.models import Absence, LetterNumber, Mandate
from maklumat.records.outside import authority
from maklumat.records.people import mandates
from maklumat.records.people.access import Actor
from maklumat.records.work import apologies, owing, signers
from maklumat.records.work.apology_content import content
from tests import cast, owed_cast
from tests.records.test_mandated_signing import LEADER, Office

pytestmark = pytest.mark.django_db(transaction=True)

CAUSE = "Petugas pemeriksa berhalangan dan penggantinya belum ditunjuk."


@pytest.fixture(autouse=True)
def law() -> Iterator[None]:
    yield
    cast.forget_law()


@pytest.fixture
def office() -> Office:
    made = Office()
    settings.decide(made.head.actor, COMPENSATION_DEFAULT, "both", moment=timezone.now())
    return made


@pytest.fixture
def owed(office: Office) -> UUID:
    return owed_cast.apology_of(owed_cast.broken())


def yesterday() -> date:
    return cast.today() - timedelta(days=1)


def sign(actor: Actor, owed: UUID) -> Entitlement:
    apologies.sign(actor, owed, cause=CAUSE, moment=timezone.now())
    return Entitlement.objects.get(pk=owed)


def printed(actor: Actor, owed: UUID, days_ago: int = 0) -> bytes:
    moment = timezone.now() - timedelta(days=days_ago)
    return apologies.print_for_wet_signature(actor, owed, cause=CAUSE, moment=moment)


def scan(actor: Actor, owed: UUID, on: date | None = None) -> Entitlement:
    apologies.take_in_scan(actor, owed, scan=blank_pdf(), moment=timezone.now(), signed_on=on)
    return Entitlement.objects.get(pk=owed)


def refused(deed: Any, *given: Any) -> Refusal:
    """What keeps the letter from being signed; it stays unsigned."""
    with pytest.raises(Refusal) as caught:
        deed(*given)
    assert not Entitlement.objects.filter(letter_at__isnull=False).exists()
    assert not LedgerEntry.objects.filter(kind="apology_signed").exists()
    return caught.value


def heading(actor: Actor, owed: UUID) -> str:
    """The lines above the name of the letter that this person signs now."""
    found = owing.opened(actor, owed)
    as_what = apologies.authority_of(actor, found, cast.today())
    signatory = content(found, actor.name, ELECTRONIC, timezone.now(), as_what).frame.signatory
    assert signatory.name == actor.name
    return ", ".join((*signatory.above, signatory.post))


def told() -> dict[str, Any]:
    """What the ledger says of the signature."""
    event = event_at(cast.OFFICE, LedgerEntry.objects.get(kind="apology_signed").office_seq)
    assert event is not None
    return dict(event.data)


def prepare(office: Office, situation: str) -> tuple[Actor, str]:
    """Who signs in this situation, and as what beside the holder of the post ("")."""
    head, leader = (office.law.post(post).name for post in (cast.HEAD, LEADER))
    if situation == "plt":
        office.vacate()
        office.give("plt", office.leader)
        return office.now(office.leader), f"Plt. {head}"
    if situation == "plh":
        office.send_away(office.head)
        office.give("plh", office.leader)
        return office.now(office.leader), f"Plh. {head}"
    if situation == "an":
        office.give("an", office.leader)
        return office.now(office.leader), f"a.n. {head}, {leader}"
    if situation == "on leave, nobody acts":
        office.send_away(office.head)
    return office.now(office.head), ""


SITUATIONS = ["holder", "plt", "plh", "an", "on leave, nobody acts"]


@pytest.mark.parametrize("situation", SITUATIONS)
@pytest.mark.parametrize("way", ["electronic", "wet"])
def test_everything_says_as_what_it_was_signed(office: Office, owed: UUID, situation: str, way: str) -> None:
    actor, signed_as = prepare(office, situation)
    capacity = signed_as or office.law.post(cast.HEAD).name
    assert heading(actor, owed) == capacity
    if way == "wet":
        assert printed(actor, owed).startswith(b"%PDF")
        row = scan(actor, owed)
    else:
        row = sign(actor, owed)
        (seal,) = authority().verify(vault_bytes(row.letter_name))
        assert (seal.post[:60], seal.signer) == (capacity[:60], actor.name)  # a certificate's title is cut
    assert (row.letter_signed_as, row.letter_signer, row.letter_mode) == (signed_as, actor.user_id, way)
    assert (row.letter_post, row.letter_signed_on) == (cast.HEAD, cast.today())
    assert apologies.verify(row.letter_code or "").post == capacity
    said = told()
    assert said.get("signed_as", "") == signed_as
    assert [one["by"] for one in said.get("mandate", [])] == ([situation] if signed_as else [])
    assert LedgerEntry.objects.get(kind="apology_signed").post == cast.HEAD


def test_while_a_plh_acts_the_head_on_leave_does_not_sign(office: Office, owed: UUID) -> None:
    office.send_away(office.head)
    office.give("plh", office.leader)
    away = office.now(office.head)
    assert refused(sign, away, owed).code == "MDT-011"
    assert refused(printed, away, owed).code == "MDT-011"
    assert not LetterNumber.objects.exists()


@pytest.mark.parametrize(("change", "code"), [("revoked", "MDT-004"), ("ended", "MDT-003"), ("not begun", "MDT-002")])
def test_a_mandate_that_does_not_hold_signs_nothing(office: Office, owed: UUID, change: str, code: str) -> None:
    """The clerk, who sees the file all the same, was Plh."""
    office.send_away(office.head)
    number = office.give("plh", office.clerk, post=cast.CLERK)
    today = cast.today()
    if change == "revoked":
        mandates.revoke(office.administrator.actor, cast.OFFICE, number, reason="Selesai.", on=today,
                        moment=timezone.now())  # fmt: skip
    else:
        first, last = (-3, -1) if change == "ended" else (1, 3)
        Mandate.objects.filter(pk=number).update(
            from_on=today + timedelta(days=first), until_on=today + timedelta(days=last)
        )
    assert refused(sign, office.now(office.clerk), owed).code == code


def test_it_is_looked_at_again_when_the_letter_is_kept(
    office: Office, owed: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the making of the letter and its keeping the mandate is revoked: nothing is signed."""
    number = office.give("an", office.leader)
    actor = office.now(office.leader)
    made = signers.sealed

    def revoked_meanwhile(*given: Any) -> Any:
        found = made(*given)
        mandates.revoke(office.administrator.actor, cast.OFFICE, number, reason="Selesai.", on=cast.today(),
                        moment=timezone.now())  # fmt: skip
        return found

    monkeypatch.setattr(apologies, "sealed", revoked_meanwhile)
    assert refused(sign, actor, owed).code == "MDT-004"


def test_a_mandate_for_other_letters_or_services_does_not_reach_it(office: Office, owed: UUID) -> None:
    office.give("an", office.leader, services=(cast.SERVICE,), products=("sk-dtks",))
    assert refused(sign, office.now(office.leader), owed).code == "MDT-005"


def test_nobody_carries_it_without_the_heads_order(office: Office, owed: UUID) -> None:
    clerk = office.clerk.actor
    assert refused(printed, clerk, owed).code == "PRD-014"
    assert refused(scan, clerk, owed).code == "KMP-006"
    printed(office.head.actor, owed)
    assert refused(scan, clerk, owed).code == "PRD-014"
    owed_cast.ordered()
    row = scan(clerk, owed)
    assert (row.letter_signer, row.letter_signed_as) == (office.head.user.pk, "")
    said = told()
    assert (said["signer"], said["order"]) == (office.head.user.pk, "800/001/CONTOH")
    assert LedgerEntry.objects.get(kind="apology_signed").actor_id == clerk.user_id


def test_it_is_printed_for_whoever_signs_today(office: Office, owed: UUID) -> None:
    owed_cast.ordered()
    office.send_away(office.head)
    office.give("plh", office.leader)
    printed(office.clerk.actor, owed)
    head = office.law.post(cast.HEAD).name
    assert Entitlement.objects.get(pk=owed).letter_signer == office.leader.user.pk
    assert scan(office.clerk.actor, owed).letter_signed_as == f"Plh. {head}"


def test_what_the_head_signed_yesterday_is_theirs_though_a_plh_acts_today(office: Office, owed: UUID) -> None:
    owed_cast.ordered()
    printed(office.head.actor, owed, days_ago=1)
    office.send_away(office.head)
    office.give("plh", office.leader)
    assert refused(scan, office.clerk.actor, owed).code == "PRD-012"  # not today: the head is away
    row = scan(office.clerk.actor, owed, yesterday())
    assert (row.letter_signed_as, row.letter_signed_on) == ("", yesterday())


@pytest.mark.parametrize("days", [-2, 1])
def test_nobody_signs_before_it_was_printed_or_tomorrow(office: Office, owed: UUID, days: int) -> None:
    printed(office.head.actor, owed, days_ago=1)
    assert refused(scan, office.head.actor, owed, cast.today() + timedelta(days=days)).code == "PRD-013"


def test_a_mandate_that_was_not_there_on_the_day_of_the_signature(office: Office, owed: UUID) -> None:
    office.send_away(office.head)
    number = office.give("plh", office.leader)
    Absence.objects.update(from_on=yesterday())
    Mandate.objects.filter(pk=number).update(from_on=yesterday())
    printed(office.now(office.leader), owed, days_ago=1)
    Mandate.objects.filter(pk=number).update(from_on=cast.today())
    assert refused(scan, office.now(office.leader), owed, yesterday()).code == "MDT-002"


def test_a_stranger_to_the_post_and_the_file_sees_nothing(office: Office, owed: UUID) -> None:
    for actor in (office.clerk.actor, cast.officer("kabid-rehabilitasi-sosial").actor):
        with pytest.raises(NotVisible):
            sign(actor, owed)
    owed_cast.ordered()
    with pytest.raises(NotVisible):
        printed(cast.officer("kabid-rehabilitasi-sosial").actor, owed)
