"""Desks played through: who waits for whom, and what a file that fits no longer is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from maklumat.core import events
from maklumat.core.replay.answer import Tally, bottleneck, hours, percent
from maklumat.core.replay.course import plan, replayed
from maklumat.core.replay.desks import Desk, played
from maklumat.core.replay.fitting import fitted, same_course
from maklumat.core.replay.legs import Gathering
from maklumat.core.replay.timing import long_calendar, order_of, timed
from maklumat.core.replay.values import Deed, Trace
from maklumat.core.standard.model import FINISHED, REFUSED, TO_APPLICANT, ServiceStandard
from tests.core.clock_cast import at, calendar
from tests.core.small_standard import STANDARD, step

MONDAY = "2025-07-07"
LONG = long_calendar(calendar(), at(f"{MONDAY} 09:00"))
ALONE = replace(STANDARD, steps=(step("terima", "general", "loket", {"done": FINISHED}),))
NEXT = replace(
    STANDARD,
    steps=(step("terima", "general", "loket", {"done": "buat"}), step("buat", "general", "staf", {"done": FINISHED})),
)
HOUR = 3600


def trace(came: str, *done: tuple[str, str, str, str], kind: str = events.ACTED) -> Trace:
    """A file that came on Monday; what was done: (hour, step, outcome, post)."""
    deeds = tuple(Deed(kind, where, outcome, post) for _, where, outcome, post in done)
    moments = tuple(at(f"{MONDAY} {when}") for when, *_ in done)
    return Trace("1", at(f"{MONDAY} {came}"), ("utama",), deeds, moments)


def play(
    standard: ServiceStandard, traces: list[Trace], then: dict[str, int], now: dict[str, int], **new: int
) -> tuple[list[Trace], dict[str, Desk]]:
    ready = plan(standard, calendar())
    pieces = Gathering(LONG, then, new)
    for one in traces:
        pieces.add(ready, one, order_of(ready, one, LONG), own=True)
    left, desks = played(pieces.work(), now)
    return [timed(one, left[place], LONG) for one, place in zip(traces, pieces.own, strict=True)], {
        desk.post: desk for desk in desks
    }


def test_one_clerk_takes_one_file_after_the_other_and_two_take_both() -> None:
    files = [trace("08:00", ("09:00", "terima", "done", "loket")), trace("08:00", ("10:00", "terima", "done", "loket"))]
    alone, desks = play(ALONE, files, {"loket": 1}, {"loket": 1})
    assert [one.at[0] for one in alone] == [at(f"{MONDAY} 09:00"), at(f"{MONDAY} 10:00")]
    assert (desks["loket"].worked, desks["loket"].waited, desks["loket"].busy) == (2 * HOUR, HOUR, 1.0)
    both, desks = play(ALONE, files, {"loket": 1}, {"loket": 2})
    assert [one.at[0] for one in both] == [at(f"{MONDAY} 09:00")] * 2
    assert (desks["loket"].waited, desks["loket"].people) == (0, 2)


def test_time_before_a_free_desk_is_work_and_before_a_busy_one_it_is_waiting() -> None:
    files = [trace("08:00", ("10:00", "terima", "done", "loket")), trace("09:00", ("10:30", "terima", "done", "loket"))]
    _, desks = play(ALONE, files, {"loket": 1}, {"loket": 1})
    assert desks["loket"].worked == 2 * HOUR + HOUR // 2
    _, desks = play(ALONE, files, {"loket": 2}, {"loket": 1})  # two were there then: nobody had to wait
    assert desks["loket"].worked == 2 * HOUR + HOUR + HOUR // 2


def test_the_file_that_is_due_first_is_taken_up_first() -> None:
    other = replace(ALONE, time_limits=(replace(ALONE.time_limits[0], max=9),))
    ready, late = plan(ALONE, calendar()), plan(other, calendar())
    busy, soon, patient = (
        trace("08:00", ("09:00", "terima", "done", "loket")),
        trace("08:20", ("10:00", "terima", "done", "loket")),
        trace("08:10", ("11:00", "terima", "done", "loket")),
    )
    pieces = Gathering(LONG, {}, {})
    for of, one in ((ready, busy), (late, patient), (ready, soon)):
        pieces.add(of, one, order_of(of, one, LONG))
    left, _ = played(pieces.work(), {})
    moments = [LONG.time.moment(timedelta(seconds=codes[0])) for codes in left]
    assert moments[2] < moments[1]


def test_a_joint_step_is_left_when_the_slower_of_its_posts_is_done() -> None:
    joint = replace(
        STANDARD,
        steps=(step("cek", "general", "analis operator", {"done": "buat"}, joint=True),
               step("buat", "general", "staf", {"done": FINISHED})),
    )  # fmt: skip
    one = trace(
        "08:00",
        ("09:00", "cek", "done", "analis"), ("11:00", "cek", "done", "operator"), ("11:30", "buat", "done", "staf"),
    )  # fmt: skip
    (same,), _ = play(joint, [one], {}, {})
    assert same.at == one.at
    assert replayed(plan(joint, calendar()), same, one.at[-1]).ended_at == one.at[-1]


def test_what_lies_with_the_applicant_costs_the_desk_nothing() -> None:
    checked = replace(
        STANDARD, steps=(step("terima", "check", "loket", {"complete": FINISHED, "incomplete": TO_APPLICANT}),)
    )
    one = Trace(
        "1", at(f"{MONDAY} 08:00"), ("utama",),
        (Deed(events.ACTED, "terima", "incomplete", "loket"), Deed(events.RESUBMITTED),
         Deed(events.ACTED, "terima", "complete", "loket")),
        (at(f"{MONDAY} 08:30"), at("2025-07-09 09:00"), at("2025-07-09 10:00")),
    )  # fmt: skip
    (same,), desks = play(checked, [one], {}, {})
    assert same.at == one.at
    assert desks["loket"].worked == HOUR + HOUR // 2


def test_a_step_that_is_gone_is_left_out_and_a_new_one_is_passed() -> None:
    one = trace("08:00", ("09:00", "terima", "done", "loket"), ("10:00", "buat", "done", "staf"))
    assert same_course(NEXT, NEXT)
    assert not same_course(NEXT, ALONE)
    gone = fitted(plan(ALONE, calendar()), one, {"terima", "buat"})
    assert gone is not None
    assert [deed.step for deed in gone.deeds] == ["terima"]
    longer = fitted(plan(NEXT, calendar()), trace("08:00", ("09:00", "terima", "done", "loket")), {"terima"})
    assert longer is not None
    assert [(deed.step, deed.post) for deed in longer.deeds] == [("terima", "loket"), ("buat", "staf")]
    assert longer.at == (at(f"{MONDAY} 09:00"),) * 2


def test_a_new_step_takes_as_long_as_is_said() -> None:
    longer = fitted(plan(NEXT, calendar()), trace("08:00", ("09:00", "terima", "done", "loket")), {"terima"})
    assert longer is not None
    (slow,), _ = play(NEXT, [longer], {}, {}, buat=1800)
    assert slow.at == (at(f"{MONDAY} 09:00"), at(f"{MONDAY} 09:30"))


def test_a_file_that_went_a_way_that_is_closed_is_not_guessed_at() -> None:
    one = trace("08:00", ("09:00", "terima", "refused", "loket"))
    assert fitted(plan(ALONE, calendar()), one, {"terima"}) is None
    turned = replace(STANDARD, steps=(NEXT.steps[1], NEXT.steps[0]))
    swapped = replace(
        turned,
        steps=(
            step("buat", "general", "staf", {"done": "terima"}),
            step("terima", "general", "loket", {"done": REFUSED}),
        ),
    )
    assert (
        fitted(plan(swapped, calendar()), trace("08:00", ("09:00", "terima", "done", "loket")), {"terima", "buat"})
        is None
    )


def test_an_answer_counts_late_files_by_how_late_they_were() -> None:
    tally, until = Tally(), at("2025-07-09 09:00")
    ready = plan(STANDARD, calendar())
    for came in ("08:00", "17:00"):
        tally.add(replayed(ready, trace(came), until), calendar(), until)
    assert (tally.files, tally.late, tally.running, tally.share) == (2, 1, 2, 0.5)
    assert (dict(tally.by_desk), dict(tally.over)) == ({"loket": 1}, {1: 1})


def test_shares_and_hours_in_words() -> None:
    assert [percent(one) for one in (0.0, 0.0042, 0.05, 0.144, 1.0)] == ["0 %", "0,4 %", "5 %", "14 %", "100 %"]
    assert [hours(one) for one in (600, 3600, 8280)] == ["10 menit kerja", "1 jam kerja", "2,3 jam kerja"]
    idle, queue = Desk("a", 1, 5, 50, 0, 100), Desk("b", 1, 5, 40, 9, 100)
    assert bottleneck([idle, queue]) == queue
    assert bottleneck([idle]) is None
