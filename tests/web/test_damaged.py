"""What was changed or lost behind the application's back is said by its code, to officials and to citizens alike."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maklumat.records.ledger import aside
from maklumat.records.ledger.damage import noting
from maklumat.records.models import LedgerDamage, LedgerEntry, WorkItem
from maklumat.records.people.access import ADMINISTRATOR
from maklumat.records.work import waiting, whole
from maklumat.records.work.submit import Receipt
from tests import cast
from tests.spoil_cast import CODES, IN_LEDGER, IN_ROWS, spoil
from tests.web import public_steps as citizen
from tests.web.desk_steps import at_work, text

pytestmark = [pytest.mark.usefixtures("law"), pytest.mark.django_db]

UNREAD = frozenset({"BKT-113", "BKT-114"})


@pytest.fixture
def receipt() -> Receipt:
    return cast.apply()


@pytest.fixture
def clerk() -> Client:
    return at_work(cast.officer(cast.CLERK))


def status_of(how: str) -> int:
    return HTTPStatus.SERVICE_UNAVAILABLE if CODES[how] in UNREAD else HTTPStatus.INTERNAL_SERVER_ERROR


@pytest.mark.parametrize("page", ["file", "timesheet"])
@pytest.mark.parametrize("how", sorted(CODES))
def test_an_official_is_told_what_and_which_file(clerk: Client, receipt: Receipt, how: str, page: str) -> None:
    spoil(how, receipt.application_id)
    answer = clerk.get(reverse(f"desk:{page}", args=[receipt.application_id]))
    said = text(answer)
    assert answer.status_code == status_of(how)
    assert (CODES[how] in said, receipt.register in said) == (True, True)
    assert "rusak atau diubah di luar aplikasi" in said
    assert cast.SITI.name not in said


@pytest.mark.parametrize("how", sorted(CODES))
def test_a_citizen_is_told_whom_to_ask(receipt: Receipt, how: str) -> None:
    client = Client()
    if CODES[how] != "BKT-115":
        assert citizen.follow(client, receipt.code, receipt.secret).status_code == HTTPStatus.FOUND
    else:
        citizen.follow(client, receipt.code, receipt.secret)
    spoil(how, receipt.application_id)
    answer = client.get(reverse("public:follow_file"))
    said = text(answer)
    assert answer.status_code == status_of(how)
    assert (CODES[how] in said, receipt.register in said) == (True, True)
    assert "Ini bukan kesalahan Anda" in said
    assert "Telepon" in said
    assert "rusak" not in said


@pytest.mark.parametrize("how", sorted(CODES))
def test_somebody_of_another_office_learns_nothing(receipt: Receipt, how: str) -> None:
    spoil(how, receipt.application_id)
    stranger = at_work(cast.officer(cast.CLERK, office=cast.NEIGHBOUR))
    answer = stranger.get(reverse("desk:file", args=[receipt.application_id]))
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert receipt.register not in text(answer)


@pytest.mark.parametrize("how", sorted(IN_ROWS))
def test_nothing_is_done_to_what_cannot_be_read(clerk: Client, receipt: Receipt, how: str) -> None:
    data: dict[str, Any] = {"seen_seq": 1, "step": "periksa", "outcome": "complete"}
    spoil(how, receipt.application_id)
    before = LedgerEntry.objects.count()
    answer = clerk.post(reverse("desk:act", args=[receipt.application_id]), data)
    assert (answer.status_code, CODES[how] in text(answer)) == (status_of(how), True)
    assert LedgerEntry.objects.count() == before


@pytest.mark.parametrize("how", ["state", "state_empty", "state_step"])
def test_one_bad_row_does_not_take_the_worklist_away(clerk: Client, how: str) -> None:
    receipts = [cast.apply() for _ in range(3)]
    spoil(how, receipts[1].application_id)
    answer = clerk.get(reverse("desk:worklist"))
    said = text(answer)
    assert answer.status_code == HTTPStatus.OK
    shown = {one.line.register for one in answer.context["page"].lines}
    assert shown == {receipts[0].register, receipts[2].register}
    assert f"Berkas {receipts[1].register}, kode BKT-112" in said


def test_the_pages_of_a_worklist_go_on_behind_a_bad_row() -> None:
    receipts = [cast.apply() for _ in range(5)]
    actor = cast.officer(cast.CLERK).actor
    second = sorted(receipts, key=lambda one: one.application_id)[1]
    spoil("state", second.application_id)
    seen: list[str] = []
    after: waiting.After | None = None
    with noting() as damaged:
        while after is not None or not seen:
            page = waiting.page(actor, now=timezone.now(), after=after, limit=2)
            seen += [one.line.register for one in page.lines]
            after = page.next
            if after is None:
                break
    assert sorted(seen) == sorted(one.register for one in receipts if one is not second)
    assert [one.number for one in damaged] == [second.register]


@pytest.mark.parametrize("page", ["file", "worklist"])
def test_what_a_page_met_is_shown_to_the_administrator_until_it_can_be_read(receipt: Receipt, page: str) -> None:
    kept, administrator = _state_of(receipt), at_work(cast.officer(ADMINISTRATOR))
    spoil("state", receipt.application_id)
    assert _wholeness(administrator) == "good"
    for _ in range(2):
        client, values = at_work(cast.officer(cast.CLERK)), [receipt.application_id] if page == "file" else []
        client.get(reverse(f"desk:{page}", args=values))
    said = text(administrator.get(reverse("administration:keeping")))
    assert (f"1 berkas rusak: {receipt.register} (BKT-112)" in said, _wholeness(administrator)) == (True, "late")
    assert _wholeness(at_work(cast.officer(ADMINISTRATOR, office=cast.NEIGHBOUR))) == "good"
    WorkItem.objects.filter(pk=receipt.application_id).update(state=kept)
    LedgerDamage.objects.update(tried_at=timezone.now() - 2 * aside.AGAIN)
    whole.look_again(timezone.now())
    assert _wholeness(administrator) == "good"


def _state_of(receipt: Receipt) -> str:
    return WorkItem.objects.get(pk=receipt.application_id).state


def _wholeness(client: Client) -> str:
    looks = client.get(reverse("administration:keeping")).context["looks"]
    return next(str(look.grade) for look in looks if look.title == "Keutuhan data")


def test_every_damage_of_the_ledger_is_one_of_these() -> None:
    assert {"BKT-101", "BKT-102", "BKT-103", "BKT-104", "BKT-113", "BKT-114"} == {CODES[how] for how in IN_LEDGER}
