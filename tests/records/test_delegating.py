"""Delegating within a division: who may get the work, who sees the file, receipts, and two at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from maklumat.core.errors import Conflict, MaklumatError, NotVisible, Refusal
from maklumat.core.procedure.fold import fold
from maklumat.records.catalogue import queries as law
from maklumat.records.ledger.history import events_of
from maklumat.records.ledger.queries import verification
from maklumat.records.models import WorkItem
from maklumat.records.procedures import queries as procedures
from maklumat.records.work import actions, delegating
from maklumat.records.work import queries as work
from maklumat.records.work.delegating import Order
from maklumat.records.work.rebuilt import differences
from maklumat.records.work.waiting import page
from tests import cast
from tests.cast import Officer

pytestmark = pytest.mark.django_db(transaction=True)

SERVICE = "rehabilitasi-sosial"
KABID, EXPERT = "kabid-rehabilitasi-sosial", "pejabat-fungsional"


@pytest.fixture(autouse=True)
def law_in_force() -> None:
    cast.enact()


@pytest.fixture
def head() -> Officer:
    return cast.officer(cast.HEAD, name="Contoh Kepala")


@pytest.fixture
def kabid() -> Officer:
    return cast.officer(KABID, name="Contoh Kabid")


@pytest.fixture
def expert() -> Officer:
    return cast.officer(EXPERT, name="Contoh Fungsional")


def state(file: UUID) -> Any:
    found = procedures.position(file)
    assert found is not None
    return found.state


def act(who: Officer, file: UUID, outcome: str, **data: Any) -> Any:
    now = state(file)
    return actions.act(
        who.actor, file, step=now.step, outcome=outcome, seen_seq=now.seq, data=data, moment=timezone.now()
    )


@pytest.fixture
def disposed(head: Officer) -> UUID:
    """A report that the head has sent to the kabid."""
    file = cast.apply(SERVICE).application_id
    clerk = cast.officer(cast.CLERK)
    act(clerk, file, "reported", summary="Contoh", reported_at=timezone.now().isoformat(), channel="phone")
    act(head, file, "forwarded", instructions=["examine"], urgency="urgent")
    return file


def delegate(giver: Officer, file: UUID, to: Officer | None = None, post: str = EXPERT, **more: Any) -> Any:
    order = Order(post, to.actor.user_id if to else 0, ("examine",), **more)
    return delegating.delegate(giver.actor, file, order, seen_seq=state(file).seq, moment=timezone.now())


def opens(who: Officer, file: UUID) -> bool:
    found = procedures.position(file)
    assert found is not None
    return delegating.opened(who.actor, found, timezone.now())


def recall(who: Officer, file: UUID) -> Any:
    now = state(file)
    return delegating.recall(
        who.actor, file, of=now.handings[-1].seq, seen_seq=now.seq, moment=timezone.now()
    )  # fmt: skip


def listed(who: Officer) -> list[UUID]:
    return [one.line.application_id for one in page(who.actor, now=timezone.now()).lines]


def assert_sound(file: UUID) -> None:
    place = procedures.position(file)
    assert place is not None
    assert place.state == fold(law.standard(place.standard_id), events_of(file))
    assert list(differences(place.office)) == []
    assert verification(place.office).sound


def test_work_appears_on_the_delegates_list_and_goes_from_it_with_the_answer(
    disposed: UUID, kabid: Officer, expert: Officer
) -> None:
    other = cast.officer(EXPERT, name="Contoh Lain")
    assert listed(expert) == []
    delegate(kabid, disposed, expert)
    assert (listed(expert), listed(other), listed(kabid)) == ([disposed], [], [disposed])
    assert WorkItem.objects.get(pk=disposed).delegate == f"u:{expert.actor.user_id}"
    delegating.answer(expert.actor, disposed, text="Sudah.", seen_seq=state(disposed).seq, moment=timezone.now())
    assert (listed(expert), listed(kabid)) == ([], [disposed])
    assert WorkItem.objects.get(pk=disposed).delegate == ""
    assert_sound(disposed)


def test_to_a_post_is_to_whoever_holds_it(disposed: UUID, kabid: Officer, expert: Officer) -> None:
    delegate(kabid, disposed)
    assert listed(expert) == [disposed]
    assert WorkItem.objects.get(pk=disposed).delegate == f"p:{EXPERT}"


def test_the_list_of_a_delegate_is_read_off_its_own_index(disposed: UUID, kabid: Officer, expert: Officer) -> None:
    delegate(kabid, disposed, expert)
    with CaptureQueriesContext(connection) as asked:
        procedures.worklist(cast.OFFICE, [], limit=10, delegates=expert.actor.keys)
    assert len(asked) == 1
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {asked[0]['sql']}")
            plan = " ".join(str(row[-1]) for row in cursor.fetchall())
        assert "work_item_delegate" in plan


def test_only_people_of_the_division_can_be_given_the_work(disposed: UUID, kabid: Officer, expert: Officer) -> None:
    analyst = cast.officer(cast.ANALYST)  # of another division
    found = procedures.position(disposed)
    assert found is not None
    posts = {one.post for one in delegating.possible(kabid.actor, found, timezone.now())}
    assert EXPERT in posts
    assert cast.ANALYST not in posts
    with pytest.raises(Refusal) as caught:
        delegate(kabid, disposed, analyst, cast.ANALYST)
    assert caught.value.code == "ORG-008"
    with pytest.raises(Refusal):
        delegate(kabid, disposed, analyst, EXPERT)  # no holder of that post
    with pytest.raises(NotVisible):
        delegate(analyst, disposed, expert)


def test_a_delegate_sees_the_file_while_they_have_the_work(disposed: UUID, head: Officer, kabid: Officer) -> None:
    act(kabid, disposed, "forwarded", instructions=["follow_up"])
    clerk = cast.officer("konselor-rujukan")  # of no step of this standard, in a division of its own
    file = cast.apply(cast.SERVICE).application_id  # nobody but its team sees it
    with pytest.raises(NotVisible):
        work.file_for(clerk.actor, disposed)
    assert listed(clerk) == []
    assert file not in listed(clerk)


def test_who_is_no_longer_the_delegate_sees_nothing(head: Officer) -> None:
    file = cast.apply(SERVICE).application_id
    clerk = cast.officer(cast.CLERK)
    act(clerk, file, "reported", summary="Contoh", reported_at=timezone.now().isoformat(), channel="phone")
    adviser = cast.officer(cast.OPERATOR, name="Contoh Operator")  # no step of this standard is theirs
    with pytest.raises(NotVisible):
        work.file_for(adviser.actor, file)
    delegate(head, file, adviser, cast.OPERATOR)
    assert work.file_for(adviser.actor, file).id == file
    assert not work.may_act(adviser.actor, work.file_for(adviser.actor, file))
    delegating.answer(adviser.actor, file, text="Ada.", seen_seq=state(file).seq, moment=timezone.now())
    with pytest.raises(NotVisible):
        work.file_for(adviser.actor, file)
    assert_sound(file)


def test_a_confidential_file_is_delegated_to_its_team_alone(head: Officer) -> None:
    file = cast.apply(SERVICE).application_id
    clerk, adviser = cast.officer(cast.CLERK), cast.officer(cast.OPERATOR)
    act(clerk, file, "reported", summary="Contoh", reported_at=timezone.now().isoformat(), channel="phone")
    WorkItem.objects.filter(pk=file).update(confidentiality="child")
    with pytest.raises(Refusal) as caught:
        delegate(head, file, adviser, cast.OPERATOR)
    assert caught.value.code == "ORG-008"


def test_a_receipt_is_written_once_and_the_sender_reads_it(disposed: UUID, head: Officer, kabid: Officer) -> None:
    assert not opens(head, disposed)
    assert opens(kabid, disposed)
    assert not opens(kabid, disposed)
    shown = delegating.shown(
        head.actor, procedures.position(disposed), work.file_for(head.actor, disposed).history, timezone.now()
    )  # type: ignore[arg-type]
    assert [[one.name for one in each.reads] for each in shown] == [["Contoh Kabid"]]
    assert [(each.mine, each.recallable) for each in shown] == [(True, False)]
    assert_sound(disposed)


def test_who_sends_a_file_to_themselves_writes_no_receipt(head: Officer) -> None:
    both = cast.officer(cast.HEAD, KABID)
    file = cast.apply(SERVICE).application_id
    act(cast.officer(cast.CLERK), file, "reported", summary="x", reported_at=timezone.now().isoformat(), channel="sms")
    act(both, file, "forwarded", instructions=["examine"])
    assert not opens(both, file)
    recall(both, file)
    assert state(file).step == "disposisi-kepala"


def test_a_file_that_nobody_sent_anywhere_costs_no_query(kabid: Officer) -> None:
    found = procedures.position(cast.apply(SERVICE).application_id)
    assert found is not None
    with CaptureQueriesContext(connection) as asked:
        assert not delegating.opened(kabid.actor, found, timezone.now())
        assert delegating.shown(kabid.actor, found, (), timezone.now()) == ()
    assert len(asked) == 0


def test_an_act_of_a_file_without_delegation_asks_what_it_always_asked(disposed: UUID, kabid: Officer) -> None:
    """Nothing but the statements that speak to the driver itself; whoever adds one makes every office slower."""
    now = state(disposed)
    with CaptureQueriesContext(connection) as asked:
        actions.act(
            kabid.actor, disposed, step=now.step, outcome="forwarded", seen_seq=now.seq, data={},
            moment=timezone.now(),
        )  # fmt: skip
    assert [one["sql"] for one in asked if not one["sql"].startswith(("BEGIN", "COMMIT"))] == []


def test_a_sender_takes_back_what_nobody_has_read(disposed: UUID, head: Officer, kabid: Officer) -> None:
    recall(head, disposed)
    assert (state(disposed).step, listed(kabid)) == ("disposisi-kepala", [])
    assert listed(head) == [disposed]
    act(head, disposed, "forwarded", instructions=["settle"])
    assert opens(kabid, disposed)
    with pytest.raises(Refusal) as caught:
        recall(head, disposed)
    assert caught.value.code == "PRO-087"
    assert_sound(disposed)


def test_nobody_takes_back_what_another_sent(disposed: UUID, kabid: Officer) -> None:
    deputy = cast.officer(cast.HEAD, name="Contoh Pelaksana Tugas")
    for who in (deputy, kabid):
        with pytest.raises(Refusal) as caught:
            recall(who, disposed)
        assert caught.value.code == "PRO-088"


def test_a_page_that_was_open_before_the_receipt_still_acts(disposed: UUID, kabid: Officer) -> None:
    seen = state(disposed).seq
    second = cast.officer(KABID, name="Contoh Kabid Kedua")
    assert opens(second, disposed)
    actions.act(
        kabid.actor, disposed, step="perintah-verifikasi", outcome="forwarded", seen_seq=seen, data={},
        moment=timezone.now(),
    )  # fmt: skip
    assert state(disposed).step == "verifikasi"


def test_who_acts_on_a_page_from_before_a_delegation_is_told(disposed: UUID, kabid: Officer, expert: Officer) -> None:
    seen = state(disposed).seq
    delegate(kabid, disposed, expert)
    with pytest.raises(Conflict):
        actions.act(
            kabid.actor, disposed, step="perintah-verifikasi", outcome="forwarded", seen_seq=seen, data={},
            moment=timezone.now(),
        )  # fmt: skip


def test_a_delegation_that_got_lost_on_the_way_is_sent_again_and_counts_once(
    disposed: UUID, kabid: Officer, expert: Officer
) -> None:
    order, seen = Order(EXPERT, expert.actor.user_id, ("examine",)), state(disposed).seq
    for _ in range(2):
        delegating.delegate(kabid.actor, disposed, order, seen_seq=seen, moment=timezone.now())
    assert len(state(disposed).delegations) == 1


def test_reader_and_recaller_at_once_one_wins(disposed: UUID, head: Officer, kabid: Officer) -> None:
    now = state(disposed)
    found = procedures.position(disposed)
    assert found is not None

    def deed(which: str) -> str:
        try:
            if which == "read":
                return "read" if delegating.opened(kabid.actor, found, timezone.now()) else ""
            delegating.recall(
                head.actor, disposed, of=now.handings[-1].seq, seen_seq=now.seq, moment=timezone.now()
            )  # fmt: skip
        except MaklumatError as fault:
            return fault.code
        else:
            return "recalled"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        _, told = pool.map(deed, ["read", "recall"])
    (happened,) = (event.kind for event in events_of(disposed) if event.kind in {"read", "recalled"})
    assert (happened, told) in {("read", "PRO-087"), ("recalled", "recalled")}
    assert_sound(disposed)


def test_the_givers_own_time_is_shown_as_late_and_changes_no_promise(
    disposed: UUID, kabid: Officer, expert: Officer
) -> None:
    before = state(disposed).dues
    until = timezone.now() + timedelta(minutes=1)
    delegate(kabid, disposed, expert, due_at=until)
    assert state(disposed).dues == before
    position = procedures.position(disposed)
    assert position is not None
    history = work.file_for(kabid.actor, disposed).history
    for now, late in ((until - timedelta(seconds=1), False), (until + timedelta(seconds=1), True)):
        assert [one.late for one in delegating.shown(kabid.actor, position, history, now)] == [False, late]
