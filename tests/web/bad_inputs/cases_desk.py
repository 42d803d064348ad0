"""The desk: acting on what has moved, twice, too early, too late, with rubbish, and after the session."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.urls import reverse

from maklumat.records.people.models import Membership
from tests import cast
from tests.web import desk_steps as desk
from tests.web.bad_inputs.case import Case
from tests.web.bad_inputs.stage import Stage, nobody

Send = Callable[[Stage], Any]
REASON: Final = "Foto KTP tidak terbaca di bagian nama"
INCOMPLETE: Final = {"outcome": "incomplete", "incomplete-findings-identitas": REASON}
LATE: Final = {
    "happened_on_0": "2",
    "happened_on_1": "11",
    "happened_on_2": "2026",
    "happened_at": "09.00",
    "late_reason": REASON,
}


def acting(**typed: Any) -> Send:
    return lambda stage: stage.act(**typed)


def wrong(name: str, sent: str, beside: str, *, keeps: tuple[str, ...] = (), **typed: Any) -> Case:
    """A wrong form of the file's page: comes back as it was typed."""
    return Case(name, sent, "tindak", acting(**typed), (422,), beside=beside, keeps=keeps, receives=1)


def late(name: str, sent: str, beside: str, code: str = "", **over: str) -> Case:
    return Case(
        name,
        sent,
        "tindak",
        acting(**{**INCOMPLETE, **LATE, **over}),
        (422,),
        code,
        beside,
        keeps=(REASON,),
        receives=1,
    )


def seen(name: str, value: str, status: int, code: str = "") -> Case:
    sent = f"having seen {name.partition('-')[2]}"
    return Case(
        name, sent, "tindak", acting(seen_seq=value, **INCOMPLETE), (status,), code, keeps=(REASON,), receives=1
    )


def moved(stage: Stage) -> Any:
    """A colleague was faster."""
    state = desk.position(stage.file).state
    desk.press(desk.at_work(cast.officer(cast.CLERK)), stage.file, "complete")
    return stage.act(seen_seq=state.seq, step=state.step, **INCOMPLETE)


def twice(stage: Stage) -> Any:
    state = desk.position(stage.file).state
    return [stage.act(seen_seq=state.seq, step=state.step) for _ in range(2)][1]


def both_ways(stage: Stage) -> Any:
    state = desk.position(stage.file).state
    stage.act(seen_seq=state.seq, step=state.step)
    return stage.act(seen_seq=state.seq, step=state.step, **INCOMPLETE)


def not_mine(stage: Stage) -> Any:
    return stage.act(cast.OPERATOR, **INCOMPLETE)


def unknown(stage: Stage) -> Any:
    return stage.clerk.post(reverse("desk:act", args=[nobody()]), {"seen_seq": 1, "step": "x", **INCOMPLETE})


def ended(stage: Stage) -> Any:
    """The session ended while a long reason was written: the page to log in has it."""
    stage.file  # noqa: B018
    client = stage.clerk
    del client.cookies["sessionid"]
    return stage.act(**INCOMPLETE)


def dismissed(stage: Stage) -> Any:
    """The account was closed in the middle of the day."""
    stage.file  # noqa: B018
    user = stage.staff[cast.CLERK].user
    type(user).objects.filter(pk=user.pk).update(is_active=False)
    return stage.act(**INCOMPLETE)


def post_ended(stage: Stage) -> Any:
    stage.file  # noqa: B018
    Membership.objects.filter(user=stage.staff[cast.CLERK].user).update(until_on=cast.date(2020, 1, 1))
    return stage.act(**INCOMPLETE)


def other_office(stage: Stage) -> Any:
    """Changed to the neighbouring office in another window, then sent the form of the first."""
    stage.file  # noqa: B018
    user = stage.staff[cast.CLERK].user
    cast.appoint(
        user,
        cast.catalogue.office(cast.NEIGHBOUR, cast.timezone.now()),
        cast.CLERK,
        from_on=cast.date(2026, 1, 1),
    )
    stage.clerk.post(reverse("desk:offices"), {"office": cast.NEIGHBOUR})
    return stage.act(**INCOMPLETE)


ACTING: Final = (
    Case(
        "act-nothing", "no outcome", "tindak", acting(outcome=""), (422,), says="Pilih hasil langkah ini.", receives=1
    ),
    Case(
        "act-unknown",
        "an outcome that does not exist",
        "tindak",
        acting(outcome="musnahkan"),
        (422,),
        says="Pilih salah satu hasil.",
        receives=1,
    ),
    wrong("act-no-reason", "returned without a reason", "incomplete-findings-identitas", outcome="incomplete"),
    wrong(
        "act-long",
        "a reason of 10,000 letters",
        "incomplete-findings-identitas",
        keeps=("Buram " * 9,),
        outcome="incomplete",
        **{"incomplete-findings-identitas": "Buram " * 1700},
    ),
    wrong(
        "act-nul",
        "a reason with a NUL byte",
        "incomplete-findings-identitas",
        outcome="incomplete",
        **{"incomplete-findings-identitas": "Buram\x00"},
    ),
    Case(
        "act-step",
        "a step that does not exist",
        "tindak",
        acting(step="x", **INCOMPLETE),
        (409,),
        "PRO-005",
        keeps=(REASON,),
        receives=1,
    ),
    seen("seen-nothing", "", 422),
    seen("seen-words", "banyak", 422),
    seen("seen-negative", "-4", 409, "PRO-005"),
    seen("seen-huge", "9" * 30, 409, "PRO-005"),
    seen("seen-5000", "9" * 5000, 422),
    seen("seen-arabic", "٩" * 30, 409, "PRO-005"),
    Case(
        "act-moved",
        "a file that a colleague moved on",
        "tindak",
        moved,
        (409,),
        "PRO-005",
        keeps=(REASON,),
        receives=1,
        writes=1,
    ),
    Case("act-twice", "a double click", "tindak", twice, (302, 200), says="Tercatat", receives=1, writes=1),
    Case(
        "act-both",
        "one outcome, then the other",
        "tindak",
        both_ways,
        (409,),
        "PRO-005",
        keeps=(REASON,),
        receives=1,
        writes=1,
    ),
    Case("act-not-mine", "somebody else's step", "tindak", not_mine, (404,), "AKS-001", keeps=(REASON,), receives=1),
    Case("act-no-file", "an id of no file", "tindak", unknown, (404,), "AKS-001", keeps=(REASON,)),
    Case("act-ended", "the session ended in mid-form", "tindak", ended, (403,), "AKS-003", keeps=(REASON,), receives=1),
    Case(
        "act-dismissed",
        "the account was closed in mid-form",
        "tindak",
        dismissed,
        (403,),
        "AKS-003",
        keeps=(REASON,),
        receives=1,
    ),
    Case(
        "act-post-ended",
        "the post ended in mid-form",
        "tindak",
        post_ended,
        (403,),
        "AKS-003",
        keeps=(REASON,),
        receives=1,
    ),
    Case(
        "act-office",
        "another office chosen in mid-form",
        "tindak",
        other_office,
        (404,),
        "AKS-001",
        keeps=(REASON,),
        receives=1,
    ),
    late("late-future", "happened in 9999", "", "PRO-012", happened_on_2="9999"),
    late(
        "late-year-1",
        "happened in the year 1",
        "",
        "PRO-011",
        happened_on_0="1",
        happened_on_1="1",
        happened_on_2="1",
        happened_at="00.00",
    ),
    late("late-year-0", "happened in the year 0", "happened_on", happened_on_2="0"),
    late("late-huge", "a year of 30 digits", "happened_on", happened_on_2="9" * 30),
    late("late-hour", "25.99 o'clock", "happened_at", happened_at="25.99"),
    late("late-no-reason", "later without a reason", "late_reason", late_reason=""),
    late("late-no-day", "an hour without a day", "happened_on", happened_on_0="", happened_on_1="", happened_on_2=""),
)


CASES: Final = ACTING
