"""Whoever gives work away or records a leave sees who is not there."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from maklumat.records.models import Absence
from maklumat.records.people import absences
from maklumat.records.people.access import ADMINISTRATOR
from maklumat.web.shared.wording import day_words
from tests import cast
from tests.web.desk_steps import at_work, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("law")]


def away(user: cast.Officer, first: int, last: int, substitute: cast.Officer | None = None) -> date:
    """Recorded by an administrator; the last day."""
    on = cast.today()
    absences.record(
        cast.officer(ADMINISTRATOR).actor, user.user.pk, kind="leave", from_on=on + timedelta(days=first),
        until_on=on + timedelta(days=last), substitute=substitute.user.pk if substitute else None,
        moment=timezone.now(),
    )  # fmt: skip
    return on + timedelta(days=last)


def days(word: str, on: date) -> dict[str, Any]:
    return {f"{word}_0": on.day, f"{word}_1": on.month, f"{word}_2": on.year}


def test_whoever_is_away_is_marked_among_those_who_may_be_given_the_work() -> None:
    clerk, gone, coming = cast.officer(cast.CLERK), cast.officer(cast.ANALYST), cast.officer(cast.ANALYST)
    until = away(gone, 0, 4)
    away(coming, 2, 4)
    file = cast.apply().application_id
    page = text(at_work(clerk).get(reverse("desk:file", args=[file])))
    assert f"{gone.user.full_name} (berhalangan sampai {day_words(until)})" in page
    assert page.count("(berhalangan sampai") == 1, "who is here today is not marked"


def test_a_substitute_who_goes_away_leaves_a_queue_alone_and_that_is_said() -> None:
    chief = at_work(cast.officer(ADMINISTRATOR))
    gone, substitute = cast.officer(cast.ANALYST, name="Ida Contoh"), cast.officer(cast.ANALYST)
    away(gone, 1, 5, substitute)
    on = cast.today() + timedelta(days=5)
    sent = {"user": substitute.user.pk, "kind": "sick", "substitute": "", **days("from_on", on), **days("until_on", on)}
    answer = chief.post(reverse("administration:absences"), sent, follow=True)
    assert "Orang itu juga pengganti Ida Contoh" in text(answer)
    assert Absence.objects.filter(user=substitute.user).exists(), "to be ill needs nobody's leave"
    later = on + timedelta(days=3)
    sent |= {**days("from_on", later), **days("until_on", later)}
    assert "juga pengganti" not in text(chief.post(reverse("administration:absences"), sent, follow=True))


def test_a_leave_that_is_still_to_come_is_called_off() -> None:
    chief, gone = at_work(cast.officer(ADMINISTRATOR)), cast.officer(cast.ANALYST, name="Ida Contoh")
    away(gone, 3, 5)
    row = Absence.objects.get(user=gone.user)
    assert 'Batalkan<span class="govuk-visually-hidden"> cuti Ida Contoh</span>' in text(
        chief.get(reverse("administration:absences"))
    )
    chief.post(reverse("administration:absences"), {"deed": "back", "absence": row.pk})
    page = text(chief.get(reverse("administration:absences")))
    assert "Akan berhalangan" not in page
    row.refresh_from_db()
    for day in range(2, 7):
        assert gone.user.pk not in absences.away_until(cast.OFFICE, cast.today() + timedelta(days=day))
