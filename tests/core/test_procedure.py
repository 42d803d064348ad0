"""The one judgement: what may happen in which state, and what comes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maklumat.core.errors import Conflict, Refusal
from maklumat.core.kinds.registry import KINDS
from maklumat.core.procedure import state as states
from maklumat.core.procedure.actions import Act, Action, Phone, Receive, Reschedule, Resubmit, Revoke, Tick, Withdraw
from maklumat.core.procedure.decide import decide_from
from maklumat.core.procedure.paths import Move, journeys
from maklumat.core.procedure.state import from_json, to_json
from maklumat.core.standard.model import TERMINALS, TO_APPLICANT, Outcome, TimeLimit
from tests.core.clock_cast import at, calendar
from tests.core.small_file import EVERYONE, FULL, MONDAY, File
from tests.core.small_standard import HERE, STANDARD, STEPS, with_limits


def refusal(file: File, action: Action) -> str:
    """The code of the refusal; the history must stay as it was."""
    before = list(file.history)
    with pytest.raises(Refusal) as caught:
        file.take(action)
    assert file.history == before
    return caught.value.code


def test_a_received_file_lies_with_the_first_desk_and_its_promise_runs() -> None:
    state = File().state
    assert (state.status, state.step, state.desk, state.owner) == ("open", "terima", ("loket",), "office")
    assert [(due.limit, due.at) for due in state.dues] == [("utama", at("2025-07-08 16:00"))]
    assert state.complete_at is None


def test_the_ordinary_way_ends_finished_with_the_promise_kept() -> None:
    file = File()
    file.act("terima", "complete")
    file.act("verifikasi", "valid")
    assert file.act("konsep", "drafted").effects == ("draft_product",)
    assert file.act("tanda-tangan", "signed").effects == ("sign_product",)
    assert file.act("serah", "delivered").effects == ("deliver_product",)
    state = file.state
    assert (state.status, state.step, state.desk, state.dues) == ("finished", "", (), ())
    assert (state.kept, state.breached) == (("utama",), ())


def test_a_joint_step_waits_for_every_post_and_has_its_effects_once() -> None:
    file = File()
    file.act("terima", "complete")
    first = file.act("verifikasi", "valid", ["operator"])
    assert (file.state.step, file.state.desk, first.effects) == ("verifikasi", ("analis",), ())
    assert refusal(file, Act("verifikasi", "valid", ("operator",), file.state.seq, file.moment, FULL)) == "PRO-007"
    file.act("verifikasi", "valid", ["analis"])
    assert file.state.step == "konsep"


def test_one_post_of_a_joint_step_may_send_it_elsewhere_at_once() -> None:
    file = File()
    file.act("terima", "complete")
    decision = file.act("verifikasi", "invalid", ["analis"])
    assert (file.state.step, decision.effects) == ("penolakan", ("refuse",))


def test_a_person_who_holds_two_posts_of_a_joint_step_acts_once_for_both() -> None:
    file = File()
    file.act("terima", "complete")
    decision = file.act("verifikasi", "valid", ["analis", "operator", "loket"])
    assert (decision.events[-1].post, file.state.step) == ("analis+operator", "konsep")


def test_an_incomplete_file_returns_to_the_applicant_and_comes_back_to_the_same_step() -> None:
    file = File()
    file.act("terima", "incomplete")
    state = file.state
    assert (state.status, state.step, state.desk, state.owner) == ("with_applicant", "terima", (), "applicant")
    assert state.lapses_at == MONDAY + timedelta(days=30)
    assert refusal(file, Act("terima", "complete", EVERYONE, state.seq, file.moment, FULL)) == "PRO-004"
    file.later(3 * 24 * 60).take(Resubmit(state.seq, file.moment))
    assert (file.state.status, file.state.step, file.state.desk) == ("open", "terima", ("loket",))
    assert file.state.dues[0].at == at("2025-07-11 16:30")  # three days with the applicant do not count


def test_the_promise_starts_when_the_file_is_complete_but_the_days_before_are_shown() -> None:
    file = File()
    assert file.state.dues[0].at == at("2025-07-08 16:00")
    file.later(24 * 60).act("terima", "complete")
    assert file.state.complete_at == file.moment
    assert file.state.dues[0].at == at("2025-07-09 16:00")


def test_a_breach_is_an_event_that_finishing_late_does_not_erase() -> None:
    file = File()
    file.act("terima", "complete")
    file.later(3 * 24 * 60)
    decision = file.act("verifikasi", "valid")
    assert [event.kind for event in decision.events] == ["breached", "acted"]
    assert decision.events[0].occurred_at == at("2025-07-08 16:00")
    for step, outcome in (("konsep", "drafted"), ("tanda-tangan", "signed"), ("serah", "delivered")):
        file.act(step, outcome)
    assert (file.state.breached, file.state.kept, file.state.status) == (("utama",), (), "finished")


def test_time_alone_breaches_and_lapses_once() -> None:
    file = File()
    assert file.take(Tick(file.moment)).events == ()
    file.later(3 * 24 * 60)
    assert [event.kind for event in file.take(Tick(file.moment)).events] == ["breached"]
    assert file.take(Tick(file.moment)).events == ()
    file.act("terima", "incomplete")
    file.later(31 * 24 * 60)
    assert [event.kind for event in file.take(Tick(file.moment)).events] == ["lapsed"]
    assert file.state.status == "lapsed"


def test_no_promise_is_broken_while_the_file_lies_with_the_applicant() -> None:
    file = File()
    file.act("terima", "incomplete")
    file.later(10 * 24 * 60)
    assert file.take(Tick(file.moment)).events == ()


def test_a_limit_may_end_with_a_step_and_run_round_the_clock() -> None:
    soon = TimeLimit(code="tanggap", max=24, unit="hours", source=HERE, starts="received", ends="terima",
                     round_the_clock=True)  # fmt: skip
    file = File(with_limits(soon, *STANDARD.time_limits))
    assert file.state.next_due is not None
    assert file.state.next_due.at == MONDAY + timedelta(hours=24)
    file.act("terima", "complete")
    assert file.state.kept == ("tanggap",)


def test_somebody_was_faster() -> None:
    file = File()
    seen = file.state.seq
    file.act("terima", "complete", ["loket"])
    with pytest.raises(Conflict) as caught:
        file.act("terima", "complete", ["loket"], seen_seq=seen)
    assert caught.value.code == "PRO-005"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"posts": ("kepala",)}, "PRO-007"),
        ({"posts": ()}, "PRO-007"),
        ({"outcome": "valid"}, "PRO-008"),
        ({"outcome": "incomplete", "data": {}}, "PRO-009"),
        ({"step": "konsep"}, "PRO-005"),
        ({"occurred_at": MONDAY + timedelta(minutes=1)}, "PRO-012"),
        ({"occurred_at": MONDAY - timedelta(minutes=1), "late_reason": "listrik padam"}, "PRO-011"),
        ({"by_applicant": True}, "PRO-006"),
    ],
)
def test_what_may_not_happen_is_refused_by_a_code(changes: dict[str, Any], code: str) -> None:
    file = File()
    action = Act("terima", "complete", ("loket",), file.state.seq, file.moment, FULL)
    assert refusal(file, replace(action, **changes)) == code


def test_a_paper_slip_is_recorded_later_with_its_true_time_and_a_reason() -> None:
    file = File()
    true_time = file.moment + timedelta(minutes=5)
    file.later(120)
    action = Act("terima", "complete", ("loket",), file.state.seq, true_time, FULL)
    assert refusal(file, action) == "PRO-013"
    decision = file.take(replace(action, late_reason="listrik padam"))
    event = decision.events[-1]
    assert (event.occurred_at, event.recorded_at, event.data["late_reason"]) == (
        true_time,
        file.moment,
        "listrik padam",
    )
    assert file.state.complete_at == true_time


def test_an_ended_file_takes_no_more_steps_and_cannot_be_withdrawn() -> None:
    file = File()
    file.take(Withdraw(file.state.seq, file.moment))
    assert file.state.status == "withdrawn"
    assert refusal(file, Act("terima", "complete", EVERYONE, file.state.seq, file.moment, FULL)) == "PRO-003"
    assert refusal(file, Withdraw(file.state.seq, file.moment)) == "PRO-003"
    assert file.take(Tick(file.moment + timedelta(days=400))).events == ()


def test_only_the_signing_post_revokes_and_says_why() -> None:
    file = File()
    for step, outcome in (
        ("terima", "complete"), ("verifikasi", "valid"), ("konsep", "drafted"), ("tanda-tangan", "signed"),
        ("serah", "delivered"),
    ):  # fmt: skip
        file.act(step, outcome)
    action = Revoke("surat", ("kepala",), file.state.seq, file.moment, {"reason": "keliru nama"})
    assert refusal(file, replace(action, posts=("staf",))) == "PRO-007"
    assert refusal(file, replace(action, data={})) == "PRO-009"
    event = file.take(action).events[-1]
    assert (event.kind, event.data["product"], file.state.status) == ("revoked", "surat", "finished")


def test_a_new_calendar_moves_the_date_by_an_event_and_only_when_it_moves() -> None:
    file = File(moment=at("2025-08-15 09:00"))
    file.act("terima", "complete")
    before = calendar().as_known_on(at("2025-08-01 09:00").date())
    early = decide_from(STANDARD, None, Receive(file.moment, ("utama",)), file.moment, before).state
    assert early.dues[0].at == at("2025-08-18 16:00")
    moved = decide_from(STANDARD, early, Reschedule(file.moment, "SKB 7-8-2025"), file.moment, calendar())
    assert [event.kind for event in moved.events] == ["rescheduled"]
    assert moved.state.dues[0].at == at("2025-08-19 16:00")
    again = decide_from(STANDARD, moved.state, Reschedule(file.moment, "SKB 7-8-2025"), file.moment, calendar())
    assert again.events == ()


def test_a_year_without_a_calendar_gives_a_provisional_date_and_never_a_breach() -> None:
    file = File(moment=at("2027-03-01 09:00"))
    assert file.state.dues[0].provisional is True
    file.later(30 * 24 * 60)
    assert file.take(Tick(file.moment)).events == ()


MOVES = [(step.code, outcome.code) for step in STEPS for outcome in step.outcomes]


@given(st.lists(st.tuples(st.sampled_from(MOVES), st.integers(0, 4000), st.sampled_from(EVERYONE)), max_size=25))
def test_the_stored_projection_always_equals_the_fold(moves: list[tuple[tuple[str, str], int, str]]) -> None:
    file, projected = File(), None
    for (step, outcome), minutes, post in moves:
        file.later(minutes)
        stored = from_json(to_json(file.state if projected is None else projected))
        if stored.status == states.WITH_APPLICANT:
            action: Action = Resubmit(stored.seq, file.moment)
        else:
            action = Act(step, outcome, (post,), stored.seq, file.moment, FULL)
        try:
            decision = decide_from(STANDARD, stored, action, file.moment, calendar())
        except Refusal:
            continue
        file.history += decision.events
        projected = decision.state
        assert projected == file.state
    assert [event.seq for event in file.history] == list(range(1, len(file.history) + 1))


def test_journeys_take_every_outcome_and_each_reaches_an_end() -> None:
    found = journeys(STANDARD)
    taken = {move for journey in found for move in journey}
    assert taken == {Move(step.code, outcome.code) for step in STEPS for outcome in step.outcomes}
    for journey in found:
        assert journey[0].step == "terima"
        for here, there in pairwise(journey):
            to = next(o.to for o in STANDARD.step(here.step).outcomes if o.code == here.outcome)
            assert there.step == (here.step if to == TO_APPLICANT else to)
        last = journey[-1]
        assert next(o.to for o in STANDARD.step(last.step).outcomes if o.code == last.outcome) in TERMINALS


def test_a_step_that_cannot_end_is_told() -> None:
    circle = replace(STEPS[2], outcomes=(Outcome("returned", "verifikasi"),))
    stuck = replace(STANDARD, steps=(STEPS[0], replace(STEPS[1], outcomes=(Outcome("valid", "konsep"),)), circle))
    with pytest.raises(ValueError, match="cannot end"):
        journeys(stuck)


def test_every_kind_names_only_fields_and_effects_it_has() -> None:
    from maklumat.core.kinds.kind import EFFECTS

    for kind in KINDS.values():
        fields = {field.code for field in kind.fields}
        for way in kind.ways:
            assert set(way.needs) <= fields, (kind.code, way.code)
            assert set(way.effects) <= EFFECTS, (kind.code, way.code)
        assert kind.is_open or any(way.onward for way in kind.ways), kind.code
        assert len({way.word for way in kind.ways}) == len(kind.ways)


# ---- promises that a step begins, services that last, branches that the standard names


def _limit(**values: Any) -> TimeLimit:
    return TimeLimit(**({"code": "utama", "max": 1, "unit": "weeks", "source": HERE} | values))


def test_a_promise_that_a_step_begins_runs_from_its_end() -> None:
    file = File(replace(STANDARD, time_limits=(_limit(starts_after="verifikasi"),)))
    file.act("terima", "complete")
    assert (file.state.dues, file.state.begun) == ((), ())
    file.later(60).act("verifikasi", "valid", ["operator"])
    assert file.state.begun == ()  # the other post of the joint step has not acted
    file.later(60).act("verifikasi", "valid", ["analis"])
    assert file.state.begun == (("utama", at("2025-07-07 11:00")),)
    assert [(due.limit, due.at) for due in file.state.dues] == [("utama", at("2025-07-14 16:00"))]
    assert from_json(to_json(file.state)) == file.state
    file.act("konsep", "drafted")
    file.act("tanda-tangan", "signed")
    file.act("serah", "delivered")
    assert file.state.kept == ("utama",)


def test_a_promise_whose_step_never_came_is_neither_kept_nor_broken() -> None:
    file = File(replace(STANDARD, time_limits=(_limit(starts_after="konsep"),)))
    file.act("terima", "complete")
    file.act("verifikasi", "invalid", ["analis"])
    assert file.state.begun == ()
    file.later(60 * 24 * 30).act("penolakan", "signed", late_reason="")
    assert (file.state.status, file.state.kept, file.state.breached) == ("refused", (), ())


def test_how_long_a_service_lasts_is_never_late() -> None:
    file = File(replace(STANDARD, time_limits=(_limit(lasting=True, starts="received"),)))
    assert (file.state.limits, file.state.dues) == (("utama",), ())
    assert file.later(60 * 24 * 400).take(Tick(file.moment)).events == ()


def test_a_branch_that_the_standard_names_has_any_way_it_says() -> None:
    branch = replace(
        STEPS[1], kind="triage", joint=False, outcomes=(Outcome("ringan", "konsep"), Outcome("berat", "penolakan"))
    )
    standard = replace(STANDARD, steps=(STEPS[0], branch, *STEPS[2:]))
    assert {move.outcome for path in journeys(standard) for move in path} >= {"ringan", "berat"}
    file = File(standard)
    file.act("terima", "complete")
    assert refusal(file, Act("verifikasi", "ringan", EVERYONE, file.state.seq, file.moment, {})) == "PRO-009"
    file.act("verifikasi", "berat", data={"grounds": "Usia di atas 12 tahun."})
    assert file.state.step == "penolakan"
    assert refusal(file, Act("penolakan", "sedang", EVERYONE, file.state.seq, file.moment, FULL)) == "PRO-008"


def test_a_call_is_made_in_one_post_however_many_somebody_holds() -> None:
    file = File()
    data = {"message": "ready", "to": "applicant", "reached": True}
    for posts, post in ((EVERYONE, "analis"), (("orang-lain", "staf"), "staf"), (("orang-lain",), "orang-lain")):
        (event,) = file.take(Phone(posts, file.moment, data)).events
        assert (event.kind, event.post) == ("phoned", post)
