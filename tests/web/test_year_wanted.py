"""Who answers for the office reads in time that a year's calendar is not there; nobody else is bothered with it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import reverse
from django.utils import timezone

from maklumat.core.standard import canonical
from maklumat.records.catalogue import actions as law_actions
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.people.access import ADMINISTRATOR
from tests import cast
from tests.web.desk_steps import at_work, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _law() -> Iterator[None]:
    cast.enact()
    yield
    cast.forget_law()


def told() -> list[bool]:
    """Whether administrator, head and clerk read of it."""
    asked = ((ADMINISTRATOR, "administration:home"), (cast.HEAD, "desk:worklist"), (cast.CLERK, "desk:worklist"))
    return ["belum dimuat" in text(at_work(cast.officer(post)).get(reverse(page))) for post, page in asked]


def test_the_administrator_and_the_head_are_told_until_it_is_there() -> None:
    now = timezone.now()
    newest = law_actions.CalendarVersion.objects.order_by("-pk").values_list("content", flat=True)[0]
    for year in (now.year, now.year + 1):
        plain = canonical.read_plain(newest) | {"tahun": year, "libur_nasional": [], "cuti_bersama": []}
        law_actions.load_calendar(year, canonical.dumps_plain(plain), moment=now)
    assert catalogue.calendar(catalogue.office(cast.OFFICE, now)).year_wanted(now) is None
    assert told() == [False, False, False]
    law_actions.CalendarVersion.objects.filter(year__gte=now.year).delete()
    cast.forget_law()
    assert told() == [True, True, False]
