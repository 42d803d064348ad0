"""When an applicant is reminded, and who may say that they were."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from maklumat.core.errors import Refusal
from maklumat.core.procedure import reminders
from maklumat.core.procedure.actions import Contact, Resubmit, Tick
from maklumat.core.procedure.state import from_json, to_json
from tests.core.small_file import MONDAY, File
from tests.core.small_standard import STANDARD

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("lapse", "days_left", "after"),
    [
        (30, (), (15, 27)),  # halfway and three days before
        (7, (), (4,)),  # halfway is three days before
        (3, (), (2,)),  # halfway rounds down to one day before
        (1, (), ()),
        (30, (10, 20, 10, 1), (10, 20, 29)),
        (30, (30, 45), ()),  # not before it was returned
    ],
)
def test_the_days_on_which_an_applicant_is_reminded(
    lapse: int, days_left: tuple[int, ...], after: tuple[int, ...]
) -> None:
    standard = replace(STANDARD, lapse_after_days=lapse, remind_days_left=days_left)
    found = reminders.schedule(standard, MONDAY, MONDAY + lapse * DAY)
    assert found == tuple(MONDAY + days * DAY for days in after)


def returned() -> File:
    file = File()
    file.act("terima", "incomplete")
    return file


def tick(file: File, days: int) -> list[str]:
    file.moment = MONDAY + days * DAY
    return [event.kind for event in file.take(Tick(file.moment)).events]


def call(file: File, *, reached: bool, posts: tuple[str, ...] = ("loket",)) -> None:
    file.take(Contact(posts, file.state.seq, file.moment, {"reached": reached}))


def test_time_alone_reminds_and_then_ends_it() -> None:
    file = returned()
    assert [tick(file, days) for days in (14, 15, 16, 27, 28, 30)] == [
        [], ["reminded"], [], ["reminded"], [], ["lapsed"],
    ]  # fmt: skip
    assert file.state.calling is None


def test_a_lapse_that_is_over_is_not_announced() -> None:
    assert tick(returned(), 31) == ["lapsed"]


def test_a_call_ends_the_wish_and_a_missed_one_is_counted() -> None:
    file = returned()
    tick(file, 15)
    call(file, reached=False)
    assert file.state.calling is not None
    assert (file.state.calling.since, file.state.calling.missed) == (MONDAY + 15 * DAY, 1)
    assert from_json(to_json(file.state)) == file.state
    call(file, reached=True)
    assert file.state.calling is None
    with pytest.raises(Refusal) as again:
        call(file, reached=True)
    assert again.value.code == "PRO-060"


def test_only_the_posts_that_returned_it_call() -> None:
    file = returned()
    tick(file, 15)
    assert reminders.callers(file.state) == ("loket",)
    with pytest.raises(Refusal) as other:
        call(file, reached=True, posts=("kepala",))
    assert other.value.code == "PRO-007"


def test_completing_the_file_ends_every_reminder() -> None:
    file = returned()
    tick(file, 15)
    file.take(Resubmit(file.state.seq, file.moment))
    assert (file.state.reminders, file.state.calling, reminders.callers(file.state)) == ((), None, ())
    assert tick(file, 40) == [] or "reminded" not in [event.kind for event in file.history[-1:]]


def test_a_state_that_was_stored_before_there_were_reminders_still_reads() -> None:
    stored = to_json(returned().state)
    del stored["reminders"], stored["calling"]
    assert (from_json(stored).reminders, from_json(stored).calling) == ((), None)
