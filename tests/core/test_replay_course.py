"""A hundred thousand files at once say what each says by itself: the fast course beside `decide`."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from maklumat.core import events
from maklumat.core.replay.course import plan, replayed
from maklumat.core.replay.judge import judged
from maklumat.core.replay.values import Deed, Trace
from maklumat.core.standard.model import FINISHED, REFUSED, TERMINALS, TO_APPLICANT, ServiceStandard, TimeLimit
from tests.core.clock_cast import at, calendar
from tests.core.small_standard import HERE, STANDARD, step

OUTSIDE = step("dinas-lain", "wait", "loket", {"received": "konsep", "rejected": "penolakan"}, actor="outside")
STEPS = (
    step("terima", "check", "loket", {"complete": "verifikasi", "incomplete": TO_APPLICANT}),
    step("verifikasi", "verify", "analis operator",
         {"valid": "dinas-lain", "unclear": TO_APPLICANT, "invalid": "penolakan"}, joint=True),
    OUTSIDE,
    step("konsep", "draft", "staf", {"drafted": "tanda-tangan", "returned": "verifikasi"}, product="surat"),
    step("tanda-tangan", "sign", "kepala", {"signed": "serah", "returned": "konsep"}, product="surat"),
    step("serah", "deliver", "loket", {"delivered": FINISHED}, product="surat"),
    step("penolakan", "sign", "kepala", {"signed": REFUSED, "returned": "verifikasi"}, product="tolak", added=True),
)  # fmt: skip
UNITS = ("minutes", "hours", "working_days", "calendar_days", "weeks", "months", "monthly", "budget_year", "none")


@st.composite
def limits(draw: st.DrawFn, code: str) -> TimeLimit:
    unit = draw(st.sampled_from(UNITS))
    after = draw(st.sampled_from(("", "", "verifikasi", "konsep")))
    return TimeLimit(
        code=code,
        max=draw(st.integers(1, 28 if unit == "monthly" else 3)),
        unit=unit,
        source=HERE,
        starts=draw(st.sampled_from(("complete", "received"))),
        ends=draw(st.sampled_from(("", "", "konsep", "verifikasi", "tanda-tangan"))),
        starts_after=after,
        office_only=draw(st.booleans()),
        any_day=draw(st.booleans()),
        round_the_clock=draw(st.booleans()),
        lasting=draw(st.sampled_from((False, False, False, True))),
    )


@st.composite
def standards(draw: st.DrawFn) -> ServiceStandard:
    found = tuple(draw(limits(f"janji-{number}")) for number in range(draw(st.integers(1, 3))))
    return replace(STANDARD, steps=STEPS, time_limits=found, lapse_after_days=draw(st.sampled_from((2, 30))))


@st.composite
def traces(draw: st.DrawFn, standard: ServiceStandard) -> tuple[Trace, datetime]:
    """A file that walks at random through the procedure, and a moment to look at it."""
    first = at(draw(st.sampled_from(("2025-03-03 06:00", "2026-12-07 06:00"))))  # 2027 has no calendar
    moment = received = first + timedelta(minutes=draw(st.integers(0, 60 * 24 * 40)))
    code, desk, returned = standard.steps[0].code, list(standard.steps[0].posts), False
    deeds: list[Deed] = []
    moments: list[datetime] = []
    for _ in range(draw(st.integers(0, 12))):
        moment += timedelta(minutes=draw(st.one_of(st.integers(0, 90), st.integers(0, 60 * 24 * 9))))
        moments.append(moment)
        if returned:
            deeds.append(Deed(draw(st.sampled_from((events.RESUBMITTED, events.RESUBMITTED, events.WITHDRAWN)))))
            if deeds[-1].kind == events.WITHDRAWN:
                break
            returned, desk = False, list(standard.step(code).posts)
            continue
        here = standard.step(code)
        way = draw(st.sampled_from(here.outcomes))
        post = draw(st.sampled_from(desk)) if here.joint else desk[0]
        deeds.append(Deed(events.ACTED, code, way.code, post))
        if here.joint and way.code == "valid" and len(desk) > 1:
            desk.remove(post)
            continue
        if way.to in TERMINALS:
            break
        returned = way.to == TO_APPLICANT
        code = code if returned else way.to
        desk = list(standard.step(code).posts)
    limit_codes = tuple(one.code for one in standard.time_limits if draw(st.booleans()) or one.code == "janji-0")
    until = moment + timedelta(minutes=draw(st.integers(0, 60 * 24 * 60)))
    return Trace("berkas", received, limit_codes, tuple(deeds), tuple(moments)), until


@settings(max_examples=600, deadline=None)
@given(data=st.data())
def test_the_fast_course_and_the_judgement_of_the_live_system_agree(data: st.DataObject) -> None:
    standard = data.draw(standards())
    trace, until = data.draw(traces(standard))
    assert replayed(plan(standard, calendar()), trace, until) == judged(standard, trace, until, calendar())


def test_a_shorter_promise_is_broken_where_the_longer_one_was_kept() -> None:
    deeds = (Deed(events.ACTED, "terima", "complete", "loket"), Deed(events.ACTED, "verifikasi", "valid", "analis"))
    trace = Trace("1", at("2025-07-07 09:00"), ("utama",), deeds, (at("2025-07-07 09:10"), at("2025-07-10 10:00")))
    until = at("2025-07-10 11:00")
    one, five = (
        replace(STANDARD, time_limits=(TimeLimit(code="utama", max=days, unit="working_days", source=HERE),))
        for days in (1, 5)
    )
    late = replayed(plan(one, calendar()), trace, until)
    assert [(broken.limit, broken.due_at, broken.desk) for broken in late.broken] == [
        ("utama", at("2025-07-08 16:00"), "analis+operator")
    ]
    assert not replayed(plan(five, calendar()), trace, until).late


def test_nobody_is_late_by_a_date_that_waits_for_a_calendar() -> None:
    trace = Trace("1", at("2026-12-30 09:00"), ("utama",), (), ())
    standard = replace(STANDARD, time_limits=(TimeLimit(code="utama", max=3, unit="working_days", source=HERE),))
    until = at("2027-03-01 09:00")
    assert not replayed(plan(standard, calendar()), trace, until).late
    assert replayed(plan(standard, calendar()), trace, until) == judged(standard, trace, until, calendar())
