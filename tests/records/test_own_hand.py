"""Nobody gives themselves the head's power; and what a Plh. decides is written down as a Plh.'s."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from maklumat.core.errors import Refusal
from maklumat.core.organisation.table import ONE_PERSON
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue import settings
from maklumat.records.models import LedgerEntry
from maklumat.records.people import absences, appointing
from maklumat.records.people.access import ADMINISTRATOR, Actor
from maklumat.records.people.actions import appoint
from maklumat.records.people.queries import actor_for
from tests import cast
from tests.records.test_mandated_signing import LEADER, Office
from tests.web.desk_steps import at_work, text

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office() -> Office:
    return Office()


def leader_too(office: Office) -> Actor:
    """The administrator, who leads a division as well."""
    law = catalogue.office(cast.OFFICE, timezone.now())
    appoint(office.administrator.user, law, LEADER, from_on=cast.today() - timedelta(days=30))
    return actor_for(office.administrator.user.pk, law, cast.today())


def refused(code: str, deed: Any) -> None:
    before = LedgerEntry.objects.count()
    with pytest.raises(Refusal) as caught:
        deed()
    assert caught.value.code == code
    assert LedgerEntry.objects.count() == before


def test_the_administrator_gives_themselves_no_mandate(office: Office) -> None:
    leader_too(office)
    office.send_away(office.head)
    for kind in ("plh", "an"):
        refused("MDT-032", lambda kind=kind: office.give(kind, office.administrator))
    office.vacate()
    refused("MDT-032", lambda: office.give("plt", office.administrator, ""))


def test_nor_the_queue_of_somebody_away_nor_the_heads_post(office: Office) -> None:
    actor, now, on = leader_too(office), timezone.now(), cast.today()
    refused("ORG-025", lambda: absences.record(
        actor, office.head.user.pk, kind="leave", from_on=on, until_on=on, substitute=actor.user_id, moment=now,
    ))  # fmt: skip
    office.vacate()
    refused("ORG-025", lambda: appointing.appoint_person(
        actor, office.law, actor.user_id, cast.HEAD, from_on=on, until_on=None, moment=now,
    ))  # fmt: skip


def test_another_administrator_records_it(office: Office) -> None:
    leader_too(office)
    office.send_away(office.head)
    other = cast.officer(ADMINISTRATOR, name="Hana Contoh")
    first, office.administrator = office.administrator, other
    assert office.give("plh", first) > 0


def test_a_plh_is_somebody_of_the_office(office: Office) -> None:
    office.send_away(office.head)
    refused("MDT-024", lambda: office.give("plh", office.leader, ""))


def test_what_a_plh_decides_is_written_as_a_plhs(office: Office) -> None:
    office.send_away(office.head)
    office.give("plh", office.leader)
    acting = office.now(office.leader)
    assert (acting.headed, acting.in_charge) == (cast.HEAD, LEADER)
    settings.decide(acting, ONE_PERSON, True, moment=timezone.now())
    entry = LedgerEntry.objects.get(kind="setting_decided")
    assert entry.post == cast.HEAD
    page = text(at_work(office.administrator).get(reverse("administration:changes")))
    assert "Budi Contoh (Plh. Kepala Dinas" in page
    assert "(800/12/2026)" in page


def test_the_head_reads_which_mandates_there_are_over_the_own_post(office: Office) -> None:
    page = text(at_work(office.head).get(reverse("desk:worklist")))
    assert "Mandat atas jabatan Anda" not in page
    office.give("an", office.leader)
    page = text(at_work(office.head).get(reverse("desk:worklist")))
    assert "a.n. Kepala Dinas" in page
    assert "Budi Contoh" in page
    assert "Mandat atas jabatan Anda" not in text(at_work(office.leader).get(reverse("desk:worklist")))
