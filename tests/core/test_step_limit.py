"""A desk's own time for a step: told above the desk when it is over, once, and no promise to anybody outside."""

from __future__ import annotations

from dataclasses import replace

from maklumat.core.procedure.actions import Receive, Resubmit, Tick
from maklumat.core.procedure.decide import decide_from
from maklumat.core.procedure.fold import fold
from maklumat.core.procedure.state import State, StepDue, from_json, to_json
from maklumat.core.standard.model import ServiceStandard, TimeLimit
from tests.core.clock_cast import at, calendar
from tests.core.small_file import MONDAY, File
from tests.core.small_standard import HERE, STANDARD

ABOVE = {"": "kadis", "loket": "kasi", "analis": "kabid", "operator": "kabid", "staf": "kabid", "kepala": "kadis"}
LONG = TimeLimit(code="utama", max=20, unit="working_days", source=HERE)


def limited(**hours: int) -> ServiceStandard:
    """The small standard with a long promise, and these steps with so many hours each."""
    steps = tuple(
        replace(step, limit=TimeLimit(step.code, hours[step.code], "hours", HERE, starts="received"))
        if step.code in hours
        else step
        for step in STANDARD.steps
    )
    return replace(STANDARD, steps=steps, time_limits=(LONG,))


def tick(file: File, when: str) -> list[str]:
    file.moment = at(when)
    return [event.kind for event in file.take(Tick(file.moment, ABOVE)).events]


def test_it_is_said_once_for_each_holding_and_told_above_the_desk() -> None:
    file = File(limited(terima=2))
    assert file.state.step_due == StepDue(at("2025-07-07 11:00"), provisional=False)
    assert from_json(to_json(file.state)) == file.state
    assert tick(file, "2025-07-07 11:00") == []
    assert tick(file, "2025-07-07 11:01") == ["step_late", "escalated"]
    late, told = file.history[-2:]
    assert (late.step, late.data["desk"], told.step, told.data["to"]) == ("terima", "loket", "terima", "kasi")
    assert tick(file, "2025-07-07 15:00") == []
    assert (file.state.breached, file.state.late_since, file.state.untold) == ((), None, ())
    assert file.state.step_due == StepDue(at("2025-07-07 11:00"), provisional=False, over=True)
    assert from_json(to_json(file.state)) == file.state


def test_it_ends_with_the_step_and_begins_anew_when_the_file_comes_back() -> None:
    file = File(limited(terima=2))
    file.moment = at("2025-07-07 10:00")
    file.act("terima", "incomplete")
    assert file.state.step_due is None
    assert tick(file, "2025-07-08 09:00") == []
    file.take(Resubmit(file.state.seq, file.moment))
    assert file.state.step_due == StepDue(at("2025-07-08 11:00"), provisional=False)
    file.act("terima", "complete")
    assert file.state.step_due is None  # the next step has no time of its own
    assert tick(file, "2025-07-14 09:00") == []


def test_of_a_joint_step_the_second_post_gets_no_new_time() -> None:
    file = File(limited(verifikasi=2))
    file.act("terima", "complete")
    file.later(60).act("verifikasi", "valid", ("analis",))
    assert file.state.step_due == StepDue(at("2025-07-07 11:00"), provisional=False)
    file.later(120)
    events = file.act("verifikasi", "valid", ("operator",)).events
    assert [event.kind for event in events] == ["step_late", "acted"]
    assert file.state.untold == (("verifikasi", "operator", True),)
    assert tick(file, "2025-07-07 15:00") == ["escalated"]


def received(hours: int, standard: ServiceStandard) -> State:
    receive = Receive(MONDAY, ("utama",))
    decision = decide_from(standard, None, receive, MONDAY, calendar(), hours)
    assert fold(standard, decision.events) == decision.state
    return decision.state


def test_the_office_may_set_one_for_every_desk_that_has_none_of_its_own() -> None:
    assert received(0, limited()).step_due is None
    assert received(3, limited()).step_due == StepDue(at("2025-07-07 12:00"), provisional=False)
    assert received(3, limited(terima=1)).step_due == StepDue(at("2025-07-07 10:00"), provisional=False)


def test_nothing_of_it_is_published() -> None:
    from maklumat.web.public.telling import INTERNAL

    assert {"step_late", "escalated", "warned"} <= INTERNAL
