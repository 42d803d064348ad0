"""What an office decides for itself: by whom, with its trace, and nobody else."""

from __future__ import annotations

import pytest
from django.urls import reverse

from maklumat.core.organisation.table import TRIAL_UNTIL
from maklumat.records.catalogue import settings
from maklumat.records.ledger.models import LedgerEntry
from maklumat.records.people.access import ADMINISTRATOR
from tests import cast
from tests.web.desk_steps import at_work

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _law() -> None:
    cast.enact()


def test_the_administrator_decides_and_the_ledger_says_so() -> None:
    client = at_work(cast.officer(ADMINISTRATOR))
    address = reverse("administration:settings")
    assert "Belum diputuskan" in client.get(address).content.decode()
    answer = client.post(address, {"code": TRIAL_UNTIL, "value": "2026-12-31"}, follow=True)
    assert "Ditetapkan" in answer.content.decode()
    assert settings.value(cast.OFFICE, TRIAL_UNTIL) == "2026-12-31"
    assert settings.value(cast.NEIGHBOUR, TRIAL_UNTIL) == ""
    entry = LedgerEntry.objects.get(kind=settings.DECIDED)
    assert (entry.office, entry.post) == (cast.OFFICE, ADMINISTRATOR)
    client.post(address, {"code": TRIAL_UNTIL, "value": "2026-12-31"})
    assert LedgerEntry.objects.filter(kind=settings.DECIDED).count() == 1


def test_a_day_that_is_none_is_told_and_not_kept() -> None:
    client = at_work(cast.officer(ADMINISTRATOR))
    answer = client.post(reverse("administration:settings"), {"code": TRIAL_UNTIL, "value": "31 Desember"})
    assert answer.status_code == 422
    assert "31 Desember" in answer.content.decode()
    assert settings.value(cast.OFFICE, TRIAL_UNTIL) == ""


def test_what_is_the_administrators_is_not_for_a_clerk_nor_for_the_head() -> None:
    address = reverse("administration:settings")
    assert at_work(cast.officer(cast.CLERK)).get(address).status_code == 404
    head = at_work(cast.officer(cast.HEAD))
    assert "disabled" in head.get(address).content.decode()
    assert head.post(address, {"code": TRIAL_UNTIL, "value": "2026-12-31"}).status_code == 404


def test_an_administrator_without_a_post_sees_no_work_and_no_file() -> None:
    client = at_work(cast.officer(ADMINISTRATOR))
    assert client.get(reverse("desk:worklist")).headers["Location"] == reverse("administration:home")
    for page in ("desk:counter", "desk:guests", "desk:registers", "desk:numbers"):
        assert client.get(reverse(page)).status_code == 404, page
