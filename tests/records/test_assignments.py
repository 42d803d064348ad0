"""What I asked of others and what was asked of me: read, answered, done, taken back; made of the ledger once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from maklumat.records.models import Assignment, LedgerFollower
from maklumat.records.work import actions, assignments, delegating
from maklumat.records.work.assignments import ANSWERED, DONE, OVER, RECALLED, Mine, make_assignments
from tests import cast
from tests.cast import Officer
from tests.records.test_delegating import (
    EXPERT,
    KABID,
    act,
    delegate,
    disposed,
    expert,
    head,
    kabid,
    law_in_force,
    opens,
    recall,
    state,
)

__all__ = ["disposed", "expert", "head", "kabid", "law_in_force"]
pytestmark = pytest.mark.django_db(transaction=True)


def mine(who: Officer) -> Mine:
    while make_assignments(timezone.now()):
        continue
    return assignments.mine(who.actor, timezone.now())


def test_a_disposisi_is_given_read_and_done(head: Officer, kabid: Officer, disposed: UUID) -> None:
    (given,), (got,) = mine(head).given, mine(kabid).got
    assert given.row == got.row
    assert (given.row.act, given.row.to_post, given.row.read_at) == (True, KABID, None)
    assert given.data["instructions"] == ["examine"]
    assert given.row.urgency == "urgent"
    assert (mine(head).got, mine(kabid).given) == ((), ())
    opens(kabid, disposed)
    (read,) = mine(head).given
    assert read.row.read_at is not None
    act(kabid, disposed, "forwarded", instructions=["settle"])
    assert mine(head).given == ()
    assert [one.row.ending for one in mine(head).ended] == [DONE]
    assert [one.row.seq for one in mine(kabid).given] == [state(disposed).seq]


def test_work_given_by_name_is_theirs_until_they_answer(kabid: Officer, expert: Officer, disposed: UUID) -> None:
    other = cast.officer(EXPERT, name="Contoh Lain")
    delegate(kabid, disposed, expert, due_at=timezone.now() + timedelta(hours=1))
    (got,) = mine(expert).got
    assert (got.by, got.to, got.late) == ("Contoh Kabid", "Contoh Fungsional", False)
    assert assignments.mine(expert.actor, timezone.now() + timedelta(hours=2)).got[0].late
    assert mine(other).got == ()
    assert len(mine(kabid).got) == 1  # the head's disposisi is still theirs
    delegating.answer(expert.actor, disposed, text="Sudah.", seen_seq=state(disposed).seq, moment=timezone.now())
    assert mine(expert).got == ()
    assert [one.row.ending for one in mine(kabid).ended] == [ANSWERED]


def test_to_a_post_is_for_whoever_holds_it(kabid: Officer, expert: Officer, disposed: UUID) -> None:
    delegate(kabid, disposed)
    assert len(mine(expert).got) == 1


def test_who_may_not_see_the_file_any_more_reads_nothing_of_it(kabid: Officer, expert: Officer, disposed: UUID) -> None:
    delegate(kabid, disposed, expert)
    moved = cast.officer("konselor-rujukan", name="Contoh Pindah")  # the same person, who works elsewhere by now
    mine(expert)
    Assignment.objects.filter(act=False).update(to_user=moved.actor.user_id)
    (got,) = mine(moved).got
    assert (got.register, got.service, got.step_text, dict(got.data)) == ("", "", "", {})
    assert got.by == "Contoh Kabid"


def test_what_was_taken_back_goes_on_where_it_was(head: Officer, kabid: Officer, disposed: UUID) -> None:
    opens(kabid, disposed)
    act(kabid, disposed, "forwarded", instructions=["settle"])
    assert mine(head).given == ()
    recall(kabid, disposed)
    (given,) = mine(head).given  # the kabid has it again
    assert given.row.ending == ""
    assert [one.row.ending for one in mine(kabid).ended] == [RECALLED]
    assert len(mine(kabid).got) == 1


def test_a_file_that_ends_leaves_nothing_open(head: Officer, kabid: Officer, disposed: UUID) -> None:
    actions.withdraw(disposed, seen_seq=state(disposed).seq, moment=timezone.now())
    assert mine(kabid).got == ()
    assert [one.row.ending for one in mine(head).ended] == [OVER]


def test_made_anew_it_is_the_same(kabid: Officer, expert: Officer, disposed: UUID) -> None:
    opens(kabid, disposed)
    delegate(kabid, disposed, expert)
    mine(kabid)

    def rows() -> list[Any]:
        return list(Assignment.objects.order_by("application_id", "seq").values_list("seq", "read_at", "ending"))

    before = rows()
    Assignment.objects.all().delete()
    LedgerFollower.objects.filter(name=assignments.NAME).delete()
    mine(kabid)
    assert rows() == before
    assert len(before) == 2


def test_nobody_reads_what_is_another_offices(kabid: Officer, disposed: UUID) -> None:
    neighbour = cast.officer(KABID, office=cast.NEIGHBOUR)
    assert mine(neighbour) == Mine((), (), (), False)


def test_the_page_costs_the_same_however_much_there_is(head: Officer, kabid: Officer, disposed: UUID) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as counted:
            assignments.mine(head.actor, timezone.now())
        return len(counted)

    mine(head)
    few = queries()
    for _ in range(3):
        file = cast.apply("rehabilitasi-sosial").application_id
        act(cast.officer(cast.CLERK), file, "reported", summary="Contoh", reported_at=timezone.now().isoformat(),
            channel="phone")  # fmt: skip
        act(head, file, "forwarded", instructions=["examine"])
    assert len(mine(head).given) == 4
    assert queries() == few <= 7
