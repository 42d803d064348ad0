"""Whoever is warned is there: the nearest post above that somebody works for, by holding it or by standing in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from maklumat.core.organisation.mandates import PLH, PLT, Absence, Arrangement, Holding, Mandate
from maklumat.core.organisation.manning import at_work, manned, minded_superior
from tests.core import mandates_cast as small

DAY, START, END = date(2026, 11, 23), date(2026, 11, 1), date(2026, 12, 31)
HEAD, LEADER, STAFF = 1, 2, 3


def held(post: str, user: int) -> Holding:
    return Holding(post, user, f"Contoh {user}", START)


def away(user: int, substitute: int | None = None) -> Absence:
    return Absence(user, START, END, "leave", substitute)


def given(kind: str, post: str, holder: int, holder_post: str = "") -> Mandate:
    return Mandate(9, kind, post, holder, holder_post, START, END, "800/1", START)


ALL = (held("kepala", HEAD), held("kabid", LEADER), held("staf", STAFF))
CASES = {
    "holder": (Arrangement(ALL), "kabid", (LEADER,)),
    "vacant": (Arrangement(ALL[:1]), "kabid", ()),
    "on leave": (Arrangement(ALL, (), (away(LEADER),)), "kabid", ()),
    "with a substitute": (Arrangement(ALL, (), (away(LEADER, STAFF),)), "kabid", (STAFF,)),
    "whose substitute is away": (Arrangement(ALL, (), (away(LEADER, STAFF), away(STAFF))), "kabid", ()),
    "Plh.": (Arrangement(ALL, (given(PLH, "kabid", STAFF, "staf"),), (away(LEADER),)), "kabid", (STAFF,)),
    "Plh. of somebody who is there": (Arrangement(ALL, (given(PLH, "kabid", STAFF, "staf"),)), "kabid", (LEADER,)),
    "Plt. of a vacant post": (Arrangement((ALL[0], ALL[2]), (given(PLT, "kabid", STAFF, "staf"),)), "kabid", (STAFF,)),
    "Plt. who has left their post": (Arrangement(ALL[:1], (given(PLT, "kabid", STAFF, "staf"),)), "kabid", ()),
    "Plt. on leave": (
        Arrangement((ALL[0], ALL[2]), (given(PLT, "kabid", STAFF, "staf"),), (away(STAFF),)), "kabid", (),
    ),
    "Plt. from elsewhere": (Arrangement(ALL[:1], (given(PLT, "kabid", 7),)), "kabid", (7,)),
}  # fmt: skip


@pytest.mark.parametrize(("arrangement", "post", "expected"), CASES.values(), ids=CASES)
def test_who_works_for_a_post(arrangement: Arrangement, post: str, expected: tuple[int, ...]) -> None:
    assert at_work(arrangement, post, DAY) == expected


@pytest.mark.parametrize(
    ("holdings", "expected"),
    [
        (small.STAFF, small.LEADER),
        ((small.ANDI_HEAD, small.BUDI_SECRETARY), small.SECRETARY),
        ((small.ANDI_HEAD,), small.HEAD),
        ((), small.LEADER),  # nobody anywhere: it waits for whoever comes
    ],
)
def test_a_warning_climbs_to_the_next_post_that_somebody_minds(holdings: tuple[Holding, ...], expected: str) -> None:
    office, day = small.office(), small.november(12)
    known = Arrangement(holdings)
    assert minded_superior(office, small.DESK, day, manned(office, known, day)) == expected


def test_it_climbs_past_somebody_on_leave_and_nobody_is_above_the_head() -> None:
    office, day = small.office(), small.november(12)
    known = Arrangement(small.STAFF, (), (replace(small.LEAVE, user=small.CITRA),))
    minded = manned(office, known, day)
    assert minded == {small.HEAD, small.SECRETARY, small.DESK}
    assert minded_superior(office, small.DESK, day, minded) == small.SECRETARY
    assert minded_superior(office, small.HEAD, day, minded) == ""
