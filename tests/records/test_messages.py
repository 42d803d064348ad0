"""Messages of a file: which are owed, to whom, what they say, and what people choose."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from maklumat.core.errors import NotVisible, Refusal
from maklumat.core.identity import Person
from maklumat.ports.messages.channel import BAD_ADDRESS, Never
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.ledger.models import LedgerFollower
from maklumat.records.ledger.queries import verification
from maklumat.records.messages import actions as message_actions
from maklumat.records.messages import composing, making, queries, reminding, rows
from maklumat.records.messages.models import Message
from maklumat.records.messages.people import file_of
from maklumat.records.people.access import ADMINISTRATOR
from maklumat.records.people.changes import changes
from maklumat.records.products.models import Duty, Product
from maklumat.records.work import clockwork, told
from maklumat.records.work import queries as work
from maklumat.records.work.rebuilt import differences
from maklumat.records.work.submit import submit
from maklumat.web.administration.changes_told import Book, kinds_of, said
from tests import cast, issued_cast
from tests.cast import SITI
from tests.records.message_ways import (
    DAY,
    EVENING,
    MINUTE,
    MONDAY,
    TOLD,
    Way,
    apply,
    hand_back,
    messages,
    no_quiet_hours,
    only,
    run,
    three_ways,
)
from tests.web.desk_steps import at_work, refused

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def law_in_force() -> None:
    cast.enact()
    reminding.forget()


@pytest.fixture
def ways(settings: Any) -> dict[str, Way]:
    settings.CHANNELS = three_ways()
    return settings.CHANNELS


# What is owed


def test_what_happens_to_a_file_is_told_once(ways: dict[str, Way]) -> None:
    file = apply()
    run(MONDAY)
    hand_back(file, MONDAY + MINUTE)
    for _ in range(2):
        run(MONDAY + 2 * MINUTE)
    clockwork.run_due(MONDAY + 15 * DAY + 2 * MINUTE)
    run(MONDAY + 15 * DAY + 2 * MINUTE)
    clockwork.run_due(MONDAY + 31 * DAY)
    run(MONDAY + 31 * DAY)
    kinds = [kind for kind, _, state in messages() if state == rows.SENT]
    assert kinds == ["received", "returned", "reminder", "lapsed"]
    assert [one.template for one in ways["sms"].given] == kinds
    assert {one.to for one in ways["sms"].given} == {SITI.phone}
    assert ways["whatsapp"].given == ways["email"].given == []


def test_a_returned_file_says_what_is_missing_and_until_when_and_nothing_about_the_person(
    ways: dict[str, Way],
) -> None:
    file = apply(told_by="email")
    hand_back(file, MONDAY + MINUTE)
    run(MONDAY + 2 * MINUTE)
    letter = ways["email"].given[-1]
    receipt = work.followed(file)
    requirement = next(one for one in receipt.law.standard.requirements if one.code == "identitas")
    assert requirement.text[:40] in letter.text
    assert "23-12-2026" in letter.text
    assert receipt.law.standard.name in letter.text
    everything = " ".join((letter.subject, letter.text, letter.short, *letter.values))
    for secret in (SITI.name, "Siti", SITI.nik, SITI.phone, SITI.address, "buram"):
        assert secret not in everything
    assert reverse("public:follow_code", args=[receipt.code]) in letter.text
    assert letter.stop.endswith(reverse("public:follow_code", args=[receipt.code]))


def test_who_chose_nothing_or_was_not_asked_is_told_the_decision_alone(ways: dict[str, Way]) -> None:
    now = timezone.now()
    no_quiet_hours()
    people = [at_work(cast.officer(post)) for post in (cast.CLERK, cast.ANALYST, cast.HEAD)]
    for wish in ("", "none"):
        file = apply(now, told_by=wish)
        assert refused(file, *people, "contoh").status_code == 302
        run(timezone.now())
        assert messages(application_id=file) == [("refused", "applicant", rows.SENT)]
    assert [one.template for one in ways["whatsapp"].given] == ["refused"] * 2  # the office's own order


# What people choose


def test_who_stops_is_told_no_more_and_the_ledger_says_so(ways: dict[str, Way]) -> None:
    file = apply()
    told.choose(file, role="applicant", wish="none", moment=MONDAY)
    hand_back(file, MONDAY + MINUTE)
    run(MONDAY + 2 * MINUTE)
    assert [state for _, _, state in messages()] == []
    history = work.followed(file).history
    assert [event.kind for event in history] == ["received", "messages_chosen", "acted"]
    assert history[1].data["wishes"] == {"applicant": "none"}
    assert list(differences(cast.OFFICE)) == []
    assert verification(cast.OFFICE).sound


def test_a_choice_made_while_a_message_waits_counts(ways: dict[str, Way]) -> None:
    file = apply()
    making.make_messages(MONDAY)
    told.choose(file, role="applicant", wish="none", moment=MONDAY)
    run(MONDAY)
    assert (only().state, only().reason) == (rows.SKIPPED, "not_wanted")
    assert ways["sms"].given == []


def test_a_choice_twice_is_one_and_the_counter_records_it_against_a_card(ways: dict[str, Way]) -> None:
    file, clerk = apply(), cast.officer(cast.CLERK)
    for _ in range(2):
        told.choose(file, role="applicant", wish="email", moment=MONDAY, actor=clerk.actor, identity="KTP")
    chosen = [event for event in work.followed(file).history if event.kind == "messages_chosen"]
    assert len(chosen) == 1
    assert (chosen[0].post, chosen[0].data["identity"]) == (cast.CLERK, "KTP")
    found = file_of(file)
    assert found is not None
    assert found.people[0].person.told_by == "email"
    for other in (cast.officer(cast.CLERK, office=cast.NEIGHBOUR), cast.officer(cast.ANALYST)):
        with pytest.raises(NotVisible):
            told.choose(file, role="applicant", wish="none", moment=MONDAY, actor=other.actor, identity="KTP")
    with pytest.raises(Refusal):
        told.choose(file, role="applicant", wish="merpati", moment=MONDAY)


# Officers, administrators


def test_whoever_is_above_the_desk_is_told_by_number_alone(ways: dict[str, Way]) -> None:
    head = cast.officer(cast.HEAD)
    head.user.email = "kepala@contoh.example"
    head.user.save()
    file = apply(told_by="")
    clockwork.run_due(MONDAY + 30 * DAY)
    LedgerFollower.objects.filter(name=making.NAME).delete()
    run(MONDAY + 30 * DAY)
    given = [one for one in ways["email"].given if one.to == head.user.email]
    assert {one.template for one in given} <= {"warned", "escalated"}
    assert given
    register = work.followed(file).position.register
    for one in given:
        assert register in one.text
        assert work.followed(file).law.standard.name not in one.text
        assert SITI.name not in one.text
    assert queries.of_file(file) == () or all(one.recipient == "applicant" for one in queries.of_file(file))


def test_the_administrator_sees_how_it_stands_and_tries_the_dead_again(ways: dict[str, Way]) -> None:
    ways["sms"].answers = [Never("refused")]
    ways["whatsapp"].answers = [Never("refused")]
    apply()
    run(MONDAY)
    administrator, stranger = cast.officer(ADMINISTRATOR), cast.officer(ADMINISTRATOR, office=cast.NEIGHBOUR)
    assert queries.traffic(administrator.actor).counts == {rows.DEAD: 1}
    assert queries.traffic(stranger.actor).counts == {}
    with pytest.raises(NotVisible):
        queries.traffic(cast.officer(cast.CLERK).actor)
    assert message_actions.retry_dead(stranger.actor, moment=MONDAY + 5 * DAY) == 0
    assert message_actions.retry_dead(administrator.actor, moment=MONDAY + 4 * DAY) == 1
    run(MONDAY + 4 * DAY)
    assert only().state == rows.SENT


def test_an_address_that_was_called_wrong_is_tried_again_at_the_administrators_word(ways: dict[str, Way]) -> None:
    for name in ("sms", "whatsapp"):
        ways[name].answers = [Never(BAD_ADDRESS, address=True)]
    file = apply()
    run(MONDAY)
    administrator, stranger = cast.officer(ADMINISTRATOR), cast.officer(ADMINISTRATOR, office=cast.NEIGHBOUR)
    with pytest.raises(NotVisible):
        message_actions.clear_way(cast.officer(cast.CLERK).actor, "sms", moment=MONDAY)
    with pytest.raises(NotVisible):
        message_actions.clear_way(administrator.actor, "merpati", moment=MONDAY)
    assert message_actions.clear_way(stranger.actor, "sms", moment=MONDAY) == 0
    assert message_actions.clear_way(administrator.actor, "sms", moment=MONDAY) == 1
    assert queries.unreachable(queries.of_file(file)) == {"applicant": ("whatsapp",)}
    hand_back(file, MONDAY + MINUTE)
    run(MONDAY + 2 * MINUTE)
    assert (only(kind="returned").way, only(kind="returned").state) == ("sms", rows.SENT)
    assert message_actions.retry_dead(administrator.actor, moment=MONDAY + 3 * MINUTE) == 1
    run(MONDAY + 3 * MINUTE)
    assert (only(kind="received").way, only(kind="received").state) == ("sms", rows.SENT)


def test_what_is_done_with_messages_stands_in_the_ledger(ways: dict[str, Way]) -> None:
    ways["sms"].answers = [Never(BAD_ADDRESS, address=True)]
    ways["whatsapp"].answers = [Never("refused")]
    file, clerk, administrator = apply(), cast.officer(cast.CLERK), cast.officer(ADMINISTRATOR)
    run(MONDAY)
    message_actions.retry_dead(administrator.actor, moment=MONDAY)
    message_actions.retry_dead(administrator.actor, moment=MONDAY)  # nothing is left to try
    message_actions.clear_way(administrator.actor, "sms", moment=MONDAY)
    run(MONDAY + MINUTE)
    told.send_again(clerk.actor, file, only().pk, moment=MONDAY + MINUTE)
    found = changes(administrator.actor, kinds_of("pesan")).rows
    assert [said(Book(catalogue.office(cast.OFFICE, MONDAY), {}), one.event) for one in reversed(found)] == [
        ("Semua pesan yang gagal dicoba lagi", "1 pesan"),
        ("Tanda alamat salah dihapus", "SMS; 1 pesan"),
        ("Pesan dikirim lagi", "Permohonan diterima"),
    ]
    assert verification(cast.OFFICE).sound


def test_a_message_once_more_goes_out_under_a_new_key(ways: dict[str, Way]) -> None:
    file, clerk = apply(), cast.officer(cast.CLERK)
    run(MONDAY)
    told.send_again(clerk.actor, file, only().pk, moment=MONDAY + MINUTE)
    run(MONDAY + MINUTE)
    keys = [one.key for one in ways["sms"].given]
    assert len(keys) == len(set(keys)) == 2
    other = cast.officer(cast.CLERK, office=cast.NEIGHBOUR)
    with pytest.raises(NotVisible):
        told.send_again(other.actor, file, Message.objects.all()[0].pk, moment=MONDAY)
    with pytest.raises(NotVisible):
        told.send_again(clerk.actor, apply(), Message.objects.all()[0].pk, moment=MONDAY)


def test_the_address_in_a_message_is_the_one_of_the_site(settings: Any) -> None:
    assert composing.follow_address("ABCD-2345") == settings.BASE_ADDRESS + reverse(
        "public:follow_code", args=["ABCD-2345"]
    )


def test_quiet_hours_are_for_the_office_to_decide(ways: dict[str, Way]) -> None:
    no_quiet_hours()
    apply(EVENING)
    run(EVENING)
    assert only().state == rows.SENT


# By the calendar, and people of all kinds


def test_a_letter_that_ends_and_a_report_that_is_due_are_told_once(ways: dict[str, Way]) -> None:
    no_quiet_hours()
    issued_cast.enacted()
    file = apply(timezone.now(), issued_cast.SERVICE)
    issued_cast.handed_over(file)
    duty = Duty.objects.filter(application_id=file, due_on__gt=cast.today() + 3 * DAY).order_by("due_on").first()
    product = Product.objects.get(application_id=file, product=issued_cast.LETTER)
    assert duty is not None
    assert product.valid_until is not None
    for day, kind in ((duty.due_on, "duty"), (product.valid_until, "expiring")):
        for hour in range(2):
            reminding.forget()
            run(datetime.combine(day - 2 * DAY, time(3 + hour), tzinfo=UTC))
        assert [state for _, _, state in messages(kind=kind, about=day)] == [rows.SENT], kind
    told_of = [one for one in ways["sms"].given if one.template == "expiring"]
    assert f"{product.valid_until:%d-%m-%Y}" in told_of[-1].text


def test_a_proxy_is_told_beside_whom_they_act_for(ways: dict[str, Way]) -> None:
    proxy = Person(name="Budi Contoh", phone="+6281200000009", told_by="whatsapp")
    asked = cast.submission(person=TOLD, proxy=proxy)
    submit(uuid4(), submission=asked, notice_version="uji", moment=MONDAY)
    run(MONDAY)
    assert messages() == [("received", "applicant", rows.SENT), ("received", "proxy", rows.SENT)]
    assert [one.to for one in ways["whatsapp"].given] == [proxy.phone]


def test_a_confidential_file_is_not_named_and_not_told_to_a_shared_telephone(ways: dict[str, Way]) -> None:
    secret = next(
        law.standard for law in catalogue.services(cast.OFFICE, MONDAY) if law.standard.confidentiality != "normal"
    )
    shared, own = (apply(MONDAY, secret.code, phone_use=use) for use in ("shared", "own"))
    run(MONDAY)
    assert (only(application_id=shared).state, only(application_id=shared).reason) == (rows.SKIPPED, "confined")
    (given,) = ways["sms"].given
    assert only(application_id=own).state == rows.SENT
    everything = " ".join((given.subject, given.text, given.short, *given.values)).lower()
    for word in (*secret.name.lower().split(), secret.confidentiality):
        assert len(word) < 7 or word in work.followed(own).law.office.name.lower() or word not in everything
