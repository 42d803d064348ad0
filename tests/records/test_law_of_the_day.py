"""The law changes at midnight of the office, wherever the machine stands: in Belitung that is 17.00 UTC."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from maklumat.core.errors import NotVisible
from maklumat.core.standard.model import Decree, Office
from maklumat.records.catalogue import actions as law
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.models import Application
from maklumat.records.work.submit import submit
from tests import cast

pytestmark = pytest.mark.django_db(transaction=True)

NEW_FROM = date(2026, 11, 24)
LAST_SECOND = datetime(2026, 11, 23, 16, 59, 59, tzinfo=UTC)
FIRST_SECOND = LAST_SECOND + timedelta(seconds=1)
BEFORE = datetime(2026, 11, 1, tzinfo=UTC)


def under(office: Office, **changes: object) -> Office:
    decree: Decree = replace(office.decree, **changes)  # type: ignore[arg-type]
    return replace(office, decree=decree)


def names(moment: datetime) -> list[str]:
    """What the office is called at that moment, among all that are in force then."""
    return [one.name for one in catalogue.offices(moment) if one.code == cast.OFFICE]


@pytest.fixture
def office() -> Office:
    """The office under its old decree, and under a new one from NEW_FROM on that has another name for it."""
    old = cast.enact(BEFORE, neighbour=False)
    renamed = replace(under(old, in_force_from=NEW_FROM), name="Dinas Sosial Contoh Baru")
    services = [
        replace(one.standard, name=f"{one.standard.name} (baru)", in_force_from=NEW_FROM)
        for one in catalogue.services(cast.OFFICE, BEFORE)
    ]
    law.enact(renamed, services, {}, moment=BEFORE)
    return old


def test_an_office_changes_at_its_own_midnight(office: Office) -> None:
    assert catalogue.office(cast.OFFICE, LAST_SECOND).name == office.name
    assert catalogue.office(cast.OFFICE, FIRST_SECOND).name == "Dinas Sosial Contoh Baru"
    assert names(LAST_SECOND) == [office.name]
    assert names(FIRST_SECOND) == ["Dinas Sosial Contoh Baru"]


def test_its_services_change_with_it(office: Office) -> None:
    assert not any("(baru)" in one.standard.name for one in catalogue.services(cast.OFFICE, LAST_SECOND))
    new = catalogue.services(cast.OFFICE, FIRST_SECOND)
    assert len(new) == len(catalogue.services(cast.OFFICE, LAST_SECOND))
    assert all("(baru)" in one.standard.name for one in new)
    assert [one.standard.seq for one in new] == sorted(one.standard.seq for one in new)


@pytest.mark.parametrize(("received", "version"), [(LAST_SECOND, 1), (FIRST_SECOND, 2)])
def test_an_application_is_bound_to_the_law_of_its_day(office: Office, received: datetime, version: int) -> None:
    receipt = submit(uuid4(), submission=cast.submission(), notice_version="uji", moment=received)
    bound = Application.objects.get(pk=receipt.application_id).standard_id
    assert catalogue.enacted(bound).number == version


def test_before_the_first_decree_there_is_neither_office_nor_service(office: Office) -> None:
    begins = office.decree.in_force_from
    midnight = datetime(begins.year, begins.month, begins.day, tzinfo=catalogue.zone(office))
    assert catalogue.office(cast.OFFICE, midnight).code == cast.OFFICE
    earlier = midnight - timedelta(seconds=1)
    assert (names(earlier), catalogue.services(cast.OFFICE, earlier)) == ([], [])
    with pytest.raises(NotVisible):
        catalogue.office(cast.OFFICE, earlier)
    with pytest.raises(NotVisible):
        catalogue.in_force(cast.OFFICE, cast.SERVICE, earlier)
