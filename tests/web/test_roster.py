"""Duty outside hours: entered by the administrator, rung from the desk, and a report by telephone taken in."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maklumat.core.errors import Refusal
from maklumat.records.applications.models import Application
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.models import LedgerEntry
from maklumat.records.people import absences, appointing, mandates, roster
from maklumat.records.people.access import ADMINISTRATOR
from maklumat.records.people.models import Membership, RosterCall, RosterEntry
from tests import cast, duty_cast
from tests.duty_cast import promise_day_and_night
from tests.web.desk_steps import at_work
from tests.web.test_desk_counter import filled, receive

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def law_in_force() -> None:
    cast.enact()


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def on_duty(rank: int, *, published: bool = False, office: str = cast.OFFICE) -> RosterEntry:
    """Somebody who is on duty now."""
    now = timezone.now()
    chief = cast.officer(ADMINISTRATOR, office=office).actor
    officer = cast.officer(cast.CLERK, office=office, name=f"Contoh Piket {rank}")
    times = [(now - timedelta(minutes=5), now + timedelta(hours=5))]
    roster.enter(
        chief, officer.user.pk, times, rank=rank, phone=f"+628120000000{rank}", published=published, moment=now
    )
    return RosterEntry.objects.get(user=officer.user)


def kinds() -> list[str]:
    rows = LedgerEntry.objects.filter(office=cast.OFFICE, application=None).order_by("office_seq")
    return list(rows.values_list("kind", flat=True))


def test_the_administrator_fills_a_week_and_cancels_a_night() -> None:
    chief, officer = at_work(cast.officer(ADMINISTRATOR)), cast.officer(cast.CLERK, name="Andi Contoh")
    address, today = reverse("administration:roster"), cast.today()
    sent = {"user": officer.user.pk, "rank": "1", "phone": "0812 0000 0001", "first_0": today.day,
            "first_1": today.month, "first_2": today.year, "begins": "23.58", "ends": "07.30", "count": "7",
            "published": "tidak"}  # fmt: skip
    assert chief.post(address, sent).status_code == 302
    assert (RosterEntry.objects.count(), kinds()) == (7, ["roster_entered"])
    assert "PKT-004" in text(chief.post(address, sent))
    assert "PKT-001" in text(chief.post(address, {**sent, "rank": "2", "ends": "23.58"}))
    entry = RosterEntry.objects.order_by("from_at").last()
    for _ in range(2):
        assert chief.post(address, {"deed": "cancel", "entry": entry.pk}).status_code == 302
    assert text(chief.get(address)).count("+6281200000001") == 6
    assert kinds() == ["roster_entered", "roster_cancelled"]
    head = at_work(cast.officer(cast.HEAD))
    assert head.get(address).status_code == 200
    assert head.post(address, sent).status_code == 404


def test_the_next_is_rung_when_the_first_does_not_answer() -> None:
    first, second = on_duty(1), on_duty(2)
    clerk, address = at_work(cast.officer(cast.CLERK)), reverse("desk:roster")
    assert text(clerk.get(address)).index("Contoh Piket 1") < text(clerk.get(address)).index("Contoh Piket 2")
    sent = {"entry": first.pk, "call_id": uuid4(), "deed": "silent", "remark": "dua kali"}
    for _ in range(2):  # a repeat is one call
        assert clerk.post(address, sent).status_code == 302
    assert RosterCall.objects.count() == 1
    (silent, ringing) = (link for link, _, _ in clerk.get(address).context["links"])
    assert (silent.state, silent.turn.id) == ("silent", first.pk)
    assert (ringing.state, ringing.turn.id) == ("ringing", second.pk)
    assert clerk.post(address, {**sent, "entry": second.pk, "call_id": uuid4(), "deed": "answered"}).status_code == 302
    assert [call.answered for call in RosterCall.objects.order_by("called_at")] == [False, True]
    assert kinds()[-2:] == ["roster_called", "roster_called"]
    assert "tel:+6281200000001" in text(clerk.get(reverse("desk:counter")))


def test_another_office_is_neither_shown_nor_rung() -> None:
    theirs = on_duty(1, office=cast.NEIGHBOUR)
    clerk = at_work(cast.officer(cast.CLERK))
    assert "Contoh Piket" not in text(clerk.get(reverse("desk:roster")))
    sent = {"entry": theirs.pk, "call_id": uuid4(), "deed": "answered"}
    assert clerk.post(reverse("desk:roster"), sent).status_code == 404


def test_who_does_not_work_here_is_not_on_duty() -> None:
    now, chief = timezone.now(), cast.officer(ADMINISTRATOR).actor
    stranger = cast.officer(cast.CLERK, office=cast.NEIGHBOUR).user.pk
    for user, end, code in ((stranger, 5, "PKT-003"), (chief.user_id, -1, "PKT-002")):
        with pytest.raises(Refusal) as caught:
            roster.enter(chief, user, [(now - timedelta(hours=2), now + timedelta(hours=end))], rank=1,
                         phone="+6281200000001", published=False, moment=now)  # fmt: skip
        assert caught.value.code == code


def test_a_published_number_stands_on_the_page_of_a_service_promised_day_and_night() -> None:
    on_duty(1, published=True)
    on_duty(2)
    address = reverse("public:service", args=[cast.OFFICE, cast.SERVICE])
    assert "081200000001" not in text(Client().get(address))
    promise_day_and_night()
    page = text(Client().get(address))
    assert 'href="tel:+6281200000001">081200000001</a>' in page
    assert "081200000002" not in page
    assert "Contoh Piket" not in page


def _leave(entry: RosterEntry) -> None:
    absences.record(cast.officer(ADMINISTRATOR).actor, entry.user_id, kind="leave", from_on=cast.today(),
                    until_on=cast.today() + timedelta(days=3), substitute=None, moment=timezone.now())  # fmt: skip


def test_whoever_left_is_on_duty_no_more_and_the_ledger_says_what_ended_with_them() -> None:
    promise_day_and_night()
    first, second = on_duty(1, published=True), on_duty(2, published=True)
    now, chief = timezone.now(), cast.officer(ADMINISTRATOR)
    times = [(now + timedelta(days=2), now + timedelta(days=2, hours=5))]
    roster.enter(chief.actor, first.user_id, times, rank=1, phone=first.phone, published=True, moment=now)
    office = catalogue.office(cast.OFFICE, now)
    head = cast.officer(cast.HEAD, name="Contoh Kepala")
    wanted = mandates.Wanted("plh", cast.HEAD, first.user_id, cast.CLERK, cast.today(),
                             cast.today() + timedelta(days=2), "800/1/2026", cast.today())  # fmt: skip
    absences.record(chief.actor, head.user.pk, kind="leave", from_on=cast.today(),
                    until_on=cast.today() + timedelta(days=2), substitute=None, moment=now)  # fmt: skip
    number = mandates.give(chief.actor, office, wanted, moment=now)
    appointing.close_account(chief.actor, first.user_id, reason="Pindah.", on=cast.today(), moment=timezone.now())
    assert [one.id for one in roster.on_duty(cast.OFFICE, timezone.now(), cast.today())] == [second.pk]
    assert not RosterEntry.objects.filter(user=first.user_id, cancelled_at=None).exists()
    page = text(Client().get(reverse("public:service", args=[cast.OFFICE, cast.SERVICE])))
    assert "081200000001" not in page
    assert "081200000002" in page
    said = text(at_work(chief).get(reverse("administration:changes")))
    assert f"mandat nomor {number} dicabut" in said
    assert "2 giliran piket dibatalkan" in said


def test_a_turn_of_a_closed_account_or_an_ended_post_rings_nobody() -> None:
    closed, ended, left = on_duty(1), on_duty(2), on_duty(3)
    closed.user.__class__.objects.filter(pk=closed.user_id).update(is_active=False)
    Membership.objects.filter(user=ended.user_id).update(until_on=cast.today() - timedelta(days=1))
    assert [one.id for one in roster.on_duty(cast.OFFICE, timezone.now(), cast.today())] == [left.pk]
    assert roster.phone_of(closed.pk, timezone.now()) is None
    page = text(at_work(cast.officer(ADMINISTRATOR)).get(reverse("administration:roster")))
    assert page.count("tidak dihubungi") == 2


def test_whoever_is_on_leave_is_rung_last_and_said_to_be_away() -> None:
    promise_day_and_night()
    first, second = on_duty(1, published=True), on_duty(2)
    _leave(first)
    clerk = at_work(cast.officer(cast.CLERK))
    page = clerk.get(reverse("desk:roster"))
    ringing, waiting = (link for link, _, _ in page.context["links"])
    assert (ringing.state, ringing.turn.id) == ("ringing", second.pk)
    assert (waiting.state, waiting.turn.id) == ("waiting", first.pk)
    assert "sedang cuti, hubungi yang lain dahulu" in text(page)
    assert "Piket sekarang: Contoh Piket 2" in text(clerk.get(reverse("desk:counter")))
    assert "081200000001" not in text(Client().get(reverse("public:service", args=[cast.OFFICE, cast.SERVICE])))
    absences.come_back(cast.officer(ADMINISTRATOR).actor, first.user.absences.get().pk, on=cast.today(),
                       moment=timezone.now())  # fmt: skip
    assert roster.on_duty(cast.OFFICE, timezone.now(), cast.today())[0].id == first.pk


def test_a_report_by_telephone_says_so_and_keeps_the_time_of_the_call() -> None:
    clerk, then = at_work(cast.officer(cast.CLERK)), timezone.now() - timedelta(days=1)
    parts = {f"moment-happened_on_{i}": part for i, part in enumerate((then.day, then.month, then.year))}
    called = {**parts, "moment-happened_at": "02.10", "moment-late_reason": "piket malam", "moment-by_phone": "on"}
    assert receive(clerk, filled(clerk, **called)).status_code == 200
    (file,) = Application.objects.all()
    assert (file.channel, file.received_at < file.recorded_at) == ("phone", True)
    assert "Permohonan diterima lewat telepon" in text(clerk.get(reverse("desk:file", args=[file.pk])))


def outsider(rank: int) -> cast.Officer:
    """Somebody of the office who holds no post of the service."""
    office = catalogue.office(cast.OFFICE, timezone.now())
    standard = catalogue.in_force(cast.OFFICE, cast.SERVICE, timezone.now()).standard
    team = {post for step in standard.steps for post in step.posts}
    post = next(one.code for one in office.posts if one.code not in team and not one.head)
    return cast.officer(post, name=f"Contoh Piket Malam {rank}")


def test_whoever_is_on_duty_takes_in_what_is_promised_day_and_night_and_the_ledger_says_as_what() -> None:
    night = outsider(1)
    client, address = at_work(night), reverse("desk:counter_intake", args=[cast.SERVICE])
    duty_cast.on_duty(night, 1, timezone.now())
    assert client.get(address).status_code == 404  # the service is not promised at night
    promise_day_and_night()
    assert client.get(address).status_code == 200
    assert cast.SERVICE in text(client.get(reverse("desk:counter")))
    answer = receive(client, filled(client, **{"moment-by_phone": "on"}))
    assert "Tanda terima" in text(answer)
    (file,) = Application.objects.all()
    assert file.entered_by == night.user.pk
    assert client.get(reverse("desk:file", args=[file.pk])).status_code == 404  # nothing but its receipt
    history = text(at_work(cast.officer(cast.CLERK)).get(reverse("desk:file", args=[file.pk])))
    assert "Permohonan diterima lewat telepon, oleh petugas piket" in history
    RosterEntry.objects.update(cancelled_at=timezone.now())
    assert client.get(address).status_code == 404


def test_whoever_is_not_on_duty_now_or_elsewhere_takes_nothing_in() -> None:
    promise_day_and_night()
    idle, address = outsider(1), reverse("desk:counter_intake", args=[cast.SERVICE])
    on_duty(2)
    assert at_work(idle).get(address).status_code == 404
    duty_cast.on_duty(idle, 1, timezone.now() + timedelta(days=1))
    assert at_work(idle).get(address).status_code == 404


def test_a_clerk_who_is_on_duty_takes_in_by_their_post() -> None:
    promise_day_and_night()
    on_duty(1)
    clerk = cast.officer(cast.CLERK, name="Contoh Piket 1")
    assert receive(at_work(clerk), filled(at_work(clerk))).status_code == 200
    history = text(at_work(clerk).get(reverse("desk:file", args=[Application.objects.get().pk])))
    assert "oleh petugas piket" not in history
