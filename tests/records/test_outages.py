"""When an outside system is down: the switch, answers without it, and looking them up again."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import transaction
from django.utils import timezone

from maklumat.core.errors import NotVisible, Refusal
from maklumat.core.procedure.fold import fold
from maklumat.core.procedure.state import AGREES, DIFFERS, SETTLED
from maklumat.records.catalogue import queries as law
from maklumat.records.ledger.following import begin_again
from maklumat.records.ledger.history import events_of
from maklumat.records.ledger.queries import verification
from maklumat.records.models import LedgerEntry, Outage, Recheck, WorkItem
from maklumat.records.outages import actions, queries
from maklumat.records.outages.following import make_rechecks
from maklumat.records.procedures import queries as procedures
from maklumat.records.work import rechecking
from maklumat.records.work.actions import withdraw
from maklumat.records.work.attention import attention
from maklumat.records.work.rebuilt import differences
from tests import cast
from tests import outage_cast as outside
from tests.cast import Officer

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def law_in_force() -> None:
    outside.enact()


@pytest.fixture
def operator() -> Officer:
    return outside.staff(outside.OPERATOR)


def recheck(who: Officer, file: UUID, seq: int, outcome: str, **said: str) -> None:
    told = {"reference": "", "note": "", **said}
    rechecking.recheck(who.actor, file, seq, outcome=outcome, moment=timezone.now(), **told)


def assert_sound(file: UUID) -> None:
    place = procedures.position(file)
    assert place is not None
    assert place.state == fold(law.standard(place.standard_id), events_of(file))
    assert list(differences(place.office)) == []
    assert verification(place.office).sound


def test_an_outage_is_said_once_and_ends_once(operator: Officer) -> None:
    now = timezone.now()
    for _ in range(2):
        actions.begin(operator.actor, outside.SYSTEM, reason="Halaman kosong", moment=now)
    (down,) = queries.running(outside.OFFICE, {outside.SYSTEM, "Srikandi"}, now)
    assert (down.system, down.reason) == (outside.SYSTEM, "Halaman kosong")
    assert queries.running(cast.OFFICE, {outside.SYSTEM}, now) == ()
    for _ in range(2):
        actions.end(operator.actor, outside.SYSTEM, moment=timezone.now())
    assert queries.running(outside.OFFICE, {outside.SYSTEM}, now) == ()
    kinds = LedgerEntry.objects.filter(office=outside.OFFICE, kind__startswith="outage").order_by("office_seq")
    assert list(kinds.values_list("kind", flat=True)) == [actions.BEGAN, actions.ENDED]
    assert [one.by for one in queries.latest(outside.OFFICE, now)] == [operator.actor.name]


def test_only_a_system_of_the_standards_has_a_switch(operator: Officer) -> None:
    with pytest.raises(NotVisible):
        actions.begin(operator.actor, "Sistem Karangan", reason="x", moment=timezone.now())
    assert not Outage.objects.exists()
    assert set(queries.systems(outside.OFFICE, timezone.now())) >= {outside.SYSTEM, "Srikandi"}


def test_an_answer_without_the_system_moves_the_file_on_and_is_queued(operator: Officer) -> None:
    file, seq = outside.answered(operator)
    assert outside.state(file).step == "penentuan-desil"
    row = Recheck.objects.get()
    assert (row.application_id, row.seq, row.system, row.how, row.status) == (
        file, seq, outside.SYSTEM, "phone_centre", "waiting",
    )  # fmt: skip
    assert row.why == outside.BY_PHONE["answered_why"]
    assert [one.seq for one in rechecking.queue(operator.actor)] == [seq]
    assert rechecking.queue(outside.staff(outside.CLERK).actor) == ()


def test_an_answer_from_the_system_is_not_queued(operator: Officer) -> None:
    outside.act(operator, outside.waiting(), "found", reference="SIKS-1")
    make_rechecks(timezone.now())
    assert not Recheck.objects.exists()


@pytest.mark.parametrize("code", ["answered_how", "answered_why"])
def test_how_and_why_are_said_together(operator: Officer, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        outside.act(operator, outside.waiting(), "found", reference="x", **{code: outside.BY_PHONE[code]})
    assert refused.value.code == "PRO-009"


def test_the_follower_makes_no_second_row(operator: Officer) -> None:
    outside.answered(operator)
    with transaction.atomic():
        begin_again("rechecks", outside.OFFICE)
    while make_rechecks(timezone.now()):
        pass
    assert Recheck.objects.count() == 1


def test_what_agrees_leaves_the_queue_and_tells_nobody(operator: Officer) -> None:
    file, seq = outside.answered(operator)
    recheck(operator, file, seq, AGREES, reference="SIKS-77")
    assert rechecking.queue(operator.actor) == ()
    assert WorkItem.objects.get(pk=file).attention == ""
    with pytest.raises(Refusal) as refused:
        recheck(operator, file, seq, DIFFERS, note="Terlambat")
    assert refused.value.code == "LUA-001"
    assert_sound(file)


def test_what_differs_is_told_to_the_head_until_it_is_settled(operator: Officer) -> None:
    head = outside.staff(outside.HEAD)
    file, seq = outside.answered(operator)
    recheck(operator, file, seq, DIFFERS, note="Desil 8 pada SIKS-NG")
    (line,) = attention(head.actor, now=timezone.now(), revision=law.calendar_revision()).lines
    assert (line.application_id, line.differs) == (file, True)
    assert [one.differs for one in rechecking.queue(head.actor)] == [True]
    assert outside.state(file).step == "penentuan-desil"
    assert_sound(file)
    recheck(head, file, seq, SETTLED, note="Operator membetulkan datanya")
    assert attention(head.actor, now=timezone.now(), revision=law.calendar_revision()).lines == ()
    assert rechecking.queue(head.actor) == ()
    assert_sound(file)


def test_a_difference_is_told_also_of_a_file_that_has_ended(operator: Officer) -> None:
    head = outside.staff(outside.HEAD)
    file, seq = outside.answered(operator)
    outside.act(operator, file, "invalid", reason="Desil 9")
    outside.act(head, file, "returned", reason="Baca lagi")
    withdraw(file, seen_seq=outside.state(file).seq, moment=timezone.now())
    recheck(operator, file, seq, DIFFERS, note="Tidak ada di SIKS-NG")
    (line,) = attention(head.actor, now=timezone.now(), revision=law.calendar_revision()).lines
    assert (line.application_id, line.step, line.differs) == (file, "", True)
    assert_sound(file)


def test_only_whoever_does_the_step_looks_it_up(operator: Officer) -> None:
    file, seq = outside.answered(operator)
    for who in (outside.staff(outside.CLERK), outside.staff(outside.HEAD)):
        with pytest.raises(Refusal) as refused:
            recheck(who, file, seq, AGREES, reference="x")
        assert refused.value.code == "PRO-007"
    with pytest.raises(NotVisible):
        recheck(cast.officer(cast.HEAD), file, seq, AGREES, reference="x")
