"""Whom no message reached stands on the page of reminders, at whoever is to call them, until somebody told them."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from maklumat.core.messages import table
from maklumat.records.messages import rows
from maklumat.records.messages.models import Message
from maklumat.records.people.access import ADMINISTRATOR
from maklumat.records.work import phoning
from maklumat.records.work import queries as work
from maklumat.records.work.rebuilt import differences
from tests import cast
from tests.web import public_steps as public
from tests.web.desk_steps import at_work, refused, text

pytestmark = pytest.mark.django_db
LIST = "/kantor/ingatkan/"
NEVER = "Tidak ada pesan yang perlu disampaikan lewat telepon"


@pytest.fixture(autouse=True)
def office(law: None) -> None:
    """The law of the module."""


def dead(file: UUID, kind: str, number: int = 0, **more: Any) -> UUID:
    """A message of that file that reached nobody."""
    now = timezone.now()
    row = rows.new(
        more.pop("office", cast.OFFICE), f"ledger-{file}-{number}", kind, more.pop("to", table.APPLICANT),
        application_id=file, happened_at=now, moment=now,
    )  # fmt: skip
    rows.settled(row, more.pop("state", rows.DEAD), more.pop("reason", "bad_address"), now).save(force_insert=True)
    return row.pk


@pytest.fixture
def ended() -> UUID:
    """A file that was refused: it is on no desk any more."""
    file = cast.apply().application_id
    people = [at_work(cast.officer(post)) for post in (cast.CLERK, cast.ANALYST, cast.HEAD)]
    assert refused(file, *people, "contoh").status_code == 302
    return file


def test_an_ended_file_is_called_about_by_whoever_took_it_in(ended: UUID) -> None:
    clerk = at_work(cast.officer(cast.CLERK))
    assert NEVER in text(clerk.get(LIST))
    dead(ended, table.REFUSED)
    page = text(clerk.get(LIST))
    for words in ("Permohonan ditolak: ", cast.SITI.name, "nomor atau alamatnya tidak ada", "+62812*****001"):
        assert words in page, words
    assert str(cast.SITI.phone) not in page
    for post in (cast.HEAD, cast.ANALYST, "konselor-rujukan"):
        assert NEVER in text(at_work(cast.officer(post)).get(LIST)), post
    assert NEVER in text(at_work(cast.officer(cast.CLERK, office=cast.NEIGHBOUR)).get(LIST))


def test_a_file_on_a_desk_is_that_desks() -> None:
    file = cast.apply().application_id
    dead(file, table.BREACH)
    assert "Maaf, kami terlambat: " in text(at_work(cast.officer(cast.CLERK)).get(LIST))
    assert NEVER in text(at_work(cast.officer(cast.ANALYST)).get(LIST))


def test_what_needs_no_call_is_not_listed(ended: UUID) -> None:
    officer = cast.officer(cast.CLERK)
    dead(ended, table.RECEIVED, 1)  # they hold the receipt
    dead(ended, table.RETURNED, 2)  # it was completed since
    dead(ended, table.APPOINTMENT, 3)
    dead(ended, table.REFUSED, 4, state=rows.SKIPPED, reason=rows.MOOT)
    dead(ended, table.WARNED, 5, to="officer-1")
    assert phoning.untold(officer.actor) == ()
    wanted = dead(ended, table.REFUSED, 6, state=rows.SKIPPED, reason="no_address")
    assert [one.message_id for one in phoning.untold(officer.actor)] == [wanted]


def test_the_number_is_shown_on_request_and_the_log_knows(ended: UUID, caplog: pytest.LogCaptureFixture) -> None:
    message, clerk = dead(ended, table.REFUSED), cast.officer(cast.CLERK)
    with caplog.at_level(logging.INFO, logger="maklumat.work"):
        opened = text(at_work(clerk).post(reverse("desk:untold_phone", args=[ended, message])))
    assert f'href="tel:{cast.SITI.phone}"' in opened
    (line,) = [record for record in caplog.records if record.name == "maklumat.work"]
    assert line.facts == {"user": clerk.user.pk, "file": str(ended)}  # type: ignore[attr-defined]


def test_reached_is_recorded_on_the_file_and_for_its_applicant(ended: UUID) -> None:
    message, clerk = dead(ended, table.REFUSED), at_work(cast.officer(cast.CLERK))
    address = reverse("desk:phoned", args=[ended, message])
    assert clerk.post(address, {"result": "?"}).status_code == 404
    assert clerk.post(address, {"result": "missed"}).status_code == 302
    assert "1 kali tidak tersambung" in text(clerk.get(LIST))
    assert clerk.post(address, {"result": "reached", "note": "lewat anaknya"}).status_code == 302
    assert NEVER in text(clerk.get(LIST))
    late = clerk.post(address, {"result": "reached"})
    assert late.status_code == 409
    assert "PSN-004" in text(late)
    calls = [event for event in work.followed(ended).history if event.kind == "phoned"]
    said = {"message": "refused", "to": "applicant", "reached": True, "note": "lewat anaknya"}
    assert [event.data["reached"] for event in calls] == [False, True]
    assert {name: calls[1].data[name] for name in said} == said
    assert (calls[1].post, Message.objects.get(pk=message).state) == (cast.CLERK, rows.CALLED)
    assert list(differences(cast.OFFICE)) == []
    page = text(clerk.get(reverse("desk:file", args=[ended])))
    assert "sudah diberitahu lewat telepon" in page
    assert "Ditelepon karena pesan tidak sampai" in page
    from django.test import Client

    client, file = Client(), work.followed(ended)
    public.follow(client, file.code, work.secret_of(ended))
    assert "Kantor menelepon karena pesan tidak sampai" in text(client.get(reverse("public:follow_file")))
    assert "disampaikan lewat telepon" in text(client.get(reverse("public:told")))


def test_what_is_sent_again_is_not_called_about(ended: UUID) -> None:
    message, clerk = dead(ended, table.REFUSED), at_work(cast.officer(cast.CLERK))
    assert clerk.post(reverse("desk:message_again", args=[ended, message])).status_code == 302
    assert NEVER in text(clerk.get(LIST))


def test_the_neighbour_and_who_may_not_see_the_file_record_nothing(ended: UUID) -> None:
    message = dead(ended, table.REFUSED)
    others = [
        cast.officer(cast.CLERK, office=cast.NEIGHBOUR), cast.officer("konselor-rujukan"), cast.officer(ADMINISTRATOR)
    ]  # fmt: skip
    for other in others:
        for name in ("phoned", "untold_phone"):
            answer = at_work(other).post(reverse(f"desk:{name}", args=[ended, message]), {"result": "reached"})
            assert answer.status_code == 404
    assert Message.objects.get(pk=message).state == rows.DEAD


def test_who_was_missed_comes_after_the_others_and_the_statements_are_counted() -> None:
    officer = cast.officer(cast.CLERK)
    counts = []
    for wanted in (1, 4):
        while Message.objects.count() < wanted:
            person = replace(cast.SITI, name=f"Siti Contoh {Message.objects.count()}")
            dead(cast.apply(person=person).application_id, table.DONE)
        phoning.untold(officer.actor)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            found = phoning.untold(officer.actor)
        assert len(found) == wanted
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 6
    if connection.vendor == "sqlite":  # the other one reads a small table from end to end
        (read,) = (one["sql"] for one in seen if '"call_since" IS NOT NULL' in one["sql"])
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {read}")
            plan = " ".join(str(row[-1]) for row in cursor.fetchall())
        assert "USING INDEX message_call" in plan
        assert "SCAN" not in plan
    first = found[0]
    phoning.phoned(
        officer.actor, first.position.application_id, first.message_id, reached=False, note="",
        moment=timezone.now() + timedelta(minutes=1),
    )  # fmt: skip
    assert [one.message_id for one in phoning.untold(officer.actor)] == [
        *(one.message_id for one in found[1:]), first.message_id
    ]  # fmt: skip
