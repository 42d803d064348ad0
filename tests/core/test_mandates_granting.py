"""A mandate that is written wrongly is refused when it is entered, and the sentence says what to do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from maklumat.core.errors import Refusal
from maklumat.core.organisation.granting import judge_mandate
from maklumat.core.organisation.mandates import AN, PLH, UB, Arrangement, Mandate
from tests.core.mandates_cast import (
    AN_BUDI,
    BUDI,
    CITRA,
    DESK,
    DEWI,
    LEADER,
    LEAVE,
    OTHERS,
    PLH_BUDI,
    PLT_BUDI,
    SECRETARY,
    STAFF,
    UB_CITRA,
    arranged,
    given,
    november,
    office,
)

ON_LEAVE = arranged(STAFF, (), LEAVE)
VACANT = arranged(OTHERS)
WITH_AN = arranged(STAFF, (AN_BUDI,))


@pytest.mark.parametrize(
    ("mandate", "arrangement"),
    [
        (PLT_BUDI, VACANT),
        (replace(PLT_BUDI, holder=DEWI, holder_post=""), VACANT),  # from elsewhere
        (PLH_BUDI, ON_LEAVE),
        (AN_BUDI, arranged()),
        (UB_CITRA, WITH_AN),
        (
            replace(PLT_BUDI, id=9, from_on=november(16)),
            arranged(OTHERS, (replace(PLT_BUDI, revoked_on=november(15)),)),
        ),
    ],
)
def test_sound(mandate: Mandate, arrangement: Arrangement) -> None:
    judge_mandate(office(), mandate, arrangement)


@pytest.mark.parametrize(
    ("mandate", "arrangement", "code"),
    [
        (replace(PLT_BUDI, kind="titip"), VACANT, "MDT-020"),
        (replace(PLT_BUDI, post="tidak-ada"), VACANT, "MDT-020"),
        (replace(PLT_BUDI, holder_post="tidak-ada"), VACANT, "MDT-020"),
        (replace(PLT_BUDI, until_on=november(9)), VACANT, "MDT-021"),
        (replace(PLT_BUDI, basis=" "), VACANT, "MDT-022"),
        (replace(PLT_BUDI, basis_on=november(11)), VACANT, "MDT-022"),
        (given(PLH, BUDI, SECRETARY, 10, 20, post=SECRETARY), arranged(), "MDT-023"),
        (replace(PLT_BUDI, holder=CITRA), VACANT, "MDT-024"),
        (PLT_BUDI, arranged(), "MDT-025"),
        (PLH_BUDI, VACANT, "MDT-025"),
        (PLH_BUDI, arranged(), "MDT-026"),
        (replace(PLT_BUDI, services=("surat",)), VACANT, "MDT-027"),
        (replace(PLT_BUDI, id=2), arranged(OTHERS, (PLT_BUDI,)), "MDT-028"),
        (replace(PLH_BUDI, id=2, from_on=november(20)), arranged(STAFF, (PLH_BUDI,), LEAVE), "MDT-028"),
        (given(AN, CITRA, LEADER, 10, 20), arranged(), "MDT-029"),  # two posts down
        (replace(UB_CITRA, under=None), WITH_AN, "MDT-029"),
        (given(UB, DEWI, DESK, 12, 18, under=1), WITH_AN, "MDT-029"),  # two below the secretary
        (replace(UB_CITRA, until_on=november(21)), WITH_AN, "MDT-029"),
        (UB_CITRA, arranged(STAFF, (replace(AN_BUDI, services=("surat",)),)), "MDT-029"),  # wider than above
        (UB_CITRA, arranged(STAFF, (replace(AN_BUDI, revoked_on=november(11)),)), "MDT-029"),
    ],
)
def test_refused(mandate: Mandate, arrangement: Arrangement, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        judge_mandate(office(), mandate, arrangement)
    assert caught.value.code == code
