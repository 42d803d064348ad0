"""What is promised day and night and comes in outside hours is told, one after the other, until somebody has it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from maklumat.core.errors import NotVisible
from maklumat.core.organisation.table import ROSTER_MINUTES
from maklumat.ops.followers import run_followers
from maklumat.records.catalogue import settings as office_settings
from maklumat.records.ledger.models import LedgerEntry
from maklumat.records.ledger.queries import verification
from maklumat.records.messages import nights, reminding, rows, sending
from maklumat.records.messages.models import Message, NightReport
from maklumat.records.people import absences
from maklumat.records.people.access import ADMINISTRATOR
from maklumat.records.work.submit import submit
from tests import cast, duty_cast
from tests.records.message_ways import DAY, EVENING, MINUTE, MONDAY, MORNING, Way, apply, hand_back, three_ways
from tests.web.desk_steps import at_work, text

pytestmark = pytest.mark.django_db(transaction=True)
BY_DAY = "konseling-puspaga"
ROUND = (nights.find_night_reports, nights.tell_night_reports, sending.send_messages)


@pytest.fixture(autouse=True)
def law_in_force() -> None:
    cast.enact()
    duty_cast.promise_day_and_night()
    reminding.forget()


@pytest.fixture
def ways(settings: Any) -> dict[str, Way]:
    settings.CHANNELS = three_ways()
    return settings.CHANNELS


@pytest.fixture
def ranks() -> list[cast.Officer]:
    """Three on duty in this evening, and the head, who has an e-mail address."""
    three = [cast.officer(cast.CLERK, name=f"Contoh Piket {rank}") for rank in (1, 2, 3)]
    for rank, officer in enumerate(three, 1):
        duty_cast.on_duty(officer, rank, EVENING)
    head = cast.officer(cast.HEAD)
    head.user.__class__.objects.filter(pk=head.user.pk).update(email="kepala@contoh.example")
    return [*three, head]


def run(moment: datetime) -> None:
    for _ in range(2):  # a repeat changes nothing
        run_followers(moment, ROUND)


def report(moment: datetime = EVENING) -> UUID:
    return apply(moment, told_by="none")


def told() -> list[str]:
    """Who was told so far, in order."""
    return list(Message.objects.filter(kind="night").order_by("made_at").values_list("recipient", flat=True))


def named(*officers: cast.Officer) -> list[str]:
    return [f"officer-{one.user.pk}" for one in officers]


def test_a_report_at_night_is_told_to_one_after_the_other_and_at_last_to_the_head(
    ways: dict[str, Way], ranks: list[cast.Officer]
) -> None:
    report()
    for minute, count in ((0, 1), (14, 1), (15, 2), (30, 3), (44, 3), (45, 4), (120, 4)):
        run(EVENING + minute * MINUTE)
        assert told() == named(*ranks[:count])
    assert [one.to for one in ways["sms"].given] == [f"+628120000000{rank}" for rank in (1, 2, 3)]
    assert [one.to for one in ways["email"].given] == ["kepala@contoh.example"]
    assert {one.template for name in ("sms", "email") for one in ways[name].given} == {"night"}
    kinds = LedgerEntry.objects.filter(office=cast.OFFICE, kind=nights.TOLD)
    assert kinds.count() == 4
    assert verification(cast.OFFICE).sound


def test_the_office_decides_how_long_it_waits(ways: dict[str, Way], ranks: list[cast.Officer]) -> None:
    office_settings.decide(cast.officer(ADMINISTRATOR).actor, ROSTER_MINUTES, 5, moment=MONDAY)
    report()
    run(EVENING)
    run(EVENING + 5 * MINUTE)
    assert told() == named(*ranks[:2])


def test_once_somebody_has_it_nobody_else_is_told(ways: dict[str, Way], ranks: list[cast.Officer]) -> None:
    file = report()
    run(EVENING)
    client, address = at_work(ranks[0]), reverse("desk:roster")
    assert "belum ada yang menangani" in text(client.get(address))
    for _ in range(2):
        assert client.post(address, {"deed": "take", "file": file}).status_code == 302
    assert "belum ada yang menangani" not in text(client.get(address))
    run(EVENING + 60 * MINUTE)
    assert told() == named(ranks[0])
    assert NightReport.objects.get().taken_by == ranks[0].user.pk
    assert LedgerEntry.objects.filter(office=cast.OFFICE, kind=nights.TAKEN).count() == 1
    said = text(at_work(cast.officer(ADMINISTRATOR)).get(reverse("administration:changes")))
    assert "Laporan di luar jam kerja ditangani" in said
    other = cast.officer(cast.CLERK, office=cast.NEIGHBOUR).actor
    with pytest.raises(NotVisible):
        nights.take(other, file, moment=EVENING)


def test_whoever_works_on_the_file_has_it(ways: dict[str, Way], ranks: list[cast.Officer]) -> None:
    file = report()
    run(EVENING)
    hand_back(file, EVENING + MINUTE)
    run(EVENING + 60 * MINUTE)
    assert told() == named(ranks[0])


def test_a_message_that_waits_is_not_sent_once_somebody_has_it(ways: dict[str, Way], ranks: list[cast.Officer]) -> None:
    file = report()
    run_followers(EVENING, ROUND[:2])
    nights.take(ranks[0].actor, file, moment=EVENING)
    run(EVENING + MINUTE)
    assert [(one.state, one.reason) for one in Message.objects.filter(kind="night")] == [(rows.SKIPPED, rows.MOOT)]
    assert ways["sms"].given == []


def test_whoever_is_on_leave_is_passed_over_and_without_a_roster_the_head_is_told(
    ways: dict[str, Way], ranks: list[cast.Officer]
) -> None:
    chief = cast.officer(ADMINISTRATOR).actor
    absences.record(chief, ranks[0].user.pk, kind="leave", from_on=EVENING.date(), until_on=EVENING.date(),
                    substitute=None, moment=MONDAY)  # fmt: skip
    report()
    run(EVENING)
    assert told() == named(ranks[1])
    Message.objects.all().delete()
    report(EVENING + 6 * timedelta(hours=1))
    run(EVENING + 6 * timedelta(hours=1))  # every turn is over
    assert named(ranks[3])[0] in told()


def test_in_office_hours_nobody_is_rung(ways: dict[str, Way], ranks: list[cast.Officer]) -> None:
    report(MONDAY)
    run(MONDAY)
    assert not NightReport.objects.exists()
    report(EVENING)
    run(EVENING)
    run(MORNING + 3 * timedelta(hours=1))  # the office has opened: the worklist has it
    assert [one.taken_by for one in NightReport.objects.all()] == [None]
    assert not NightReport.objects.filter(taken_at=None).exists()
    assert len(told()) == 1


def test_what_is_promised_in_office_hours_or_is_old_or_came_to_an_officer_rings_nobody(
    ways: dict[str, Way], ranks: list[cast.Officer]
) -> None:
    apply(EVENING, service=BY_DAY, told_by="none")
    submit(
        uuid4(), submission=cast.submission(cast.SERVICE, cast.OFFICE, cast.SITI), notice_version="uji",
        moment=EVENING, actor=ranks[0].actor,
    )  # fmt: skip
    report(EVENING - DAY)
    run(EVENING)
    assert not NightReport.objects.exists()
