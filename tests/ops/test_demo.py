"""What a fresh demo office has to look at besides its logins."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from maklumat.core.errors import Refusal
from maklumat.core.organisation.table import FOLDER_ORDER
from maklumat.ops import demo
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue import settings as office_settings
from maklumat.records.models import Mandate, RosterEntry
from tests import cast

pytestmark = pytest.mark.django_db


def test_somebody_is_on_duty_every_night_and_a_deputy_signs(settings: Any) -> None:
    cast.enact()
    settings.DEMO = True
    now = timezone.now()
    for office in catalogue.offices(now):
        made = [post for _, _, post in demo.make_logins(office, cast.today(office.code))]
        assert made[-1] == "Administrator kantor"
        for _ in range(2):  # started again, nothing is there twice
            demo.arrange(office, now)
        turns = RosterEntry.objects.filter(office=office.code)
        assert turns.count() == 2 * demo.NIGHTS
        assert set(turns.values_list("rank", flat=True)) == {1, 2}
        assert turns.values("user").distinct().count() == 2
        assert Mandate.objects.filter(office=office.code).count() == 1
        assert office_settings.value(office.code, FOLDER_ORDER) == demo.ORDER


def test_a_real_office_gets_no_demo_people() -> None:
    office = cast.enact()
    with pytest.raises(Refusal, match="ORG-004"):
        list(demo.make_logins(office, cast.today()))
