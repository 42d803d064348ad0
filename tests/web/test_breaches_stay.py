"""A promise that was broken stays broken: nothing that anybody does to the file afterwards takes it away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maklumat.records.ledger.history import events_of
from maklumat.records.procedures import queries as procedures
from maklumat.records.work import actions, clockwork
from maklumat.records.work import queries as work
from maklumat.records.work.rebuilt import differences
from maklumat.records.work.submit import Receipt
from maklumat.records.work.timesheet import BROKEN, KEPT, timesheet
from tests import cast
from tests.web.desk_steps import at_work, drafted, position, press, refused, sign
from tests.web.public_steps import follow, text

pytestmark = [pytest.mark.usefixtures("law"), pytest.mark.django_db]

WEEKS = timedelta(days=20)


def everybody() -> cast.Officer:
    return cast.officer(cast.CLERK, cast.ANALYST, cast.OPERATOR, cast.PRINTER, cast.HEAD)


def sent_back(officer: cast.Officer, file: UUID) -> None:
    data = {"reason": "alasan", "findings": {"identitas": "buram"}}
    seq = position(file).state.seq
    actions.act(officer.actor, file, step="penyerahan-berkas", outcome="incomplete", seen_seq=seq, data=data,
                moment=timezone.now())  # fmt: skip


def nothing(_: cast.Officer, __: UUID) -> None:
    """Only time passes."""


def checked(officer: cast.Officer, file: UUID) -> None:
    press(at_work(officer), file, "complete")


def returned(officer: cast.Officer, file: UUID) -> None:
    sent_back(officer, file)


def sent_again(officer: cast.Officer, file: UUID) -> None:
    sent_back(officer, file)
    actions.resubmit(file, seen_seq=position(file).state.seq, data={}, moment=timezone.now())


def withdrawn(_: cast.Officer, file: UUID) -> None:
    actions.withdraw(file, seen_seq=position(file).state.seq, moment=timezone.now())


def lapsed(officer: cast.Officer, file: UUID) -> None:
    sent_back(officer, file)
    clockwork.run_due(timezone.now() + timedelta(days=400))
    assert position(file).state.status == "lapsed"


def signed_no(officer: cast.Officer, file: UUID) -> None:
    client = at_work(officer)
    refused(file, client, client, client, "Data tidak cocok")
    assert position(file).state.status == "refused"


def issued(officer: cast.Officer, file: UUID) -> Client:
    client = at_work(officer)
    drafted(file, client, client, client)
    assert sign(client, file).status_code == 302
    return client


def handed_over(officer: cast.Officer, file: UUID) -> None:
    client = issued(officer, file)
    while not position(file).state.ended:
        step = position(file).state.step
        press(client, file, "done" if step != "penyerahan-surat" else "delivered", note="ada", collector="Siti")
        assert position(file).state.step != step
    assert position(file).state.status == "finished"


def revoked(officer: cast.Officer, file: UUID) -> None:
    issued(officer, file)
    (product,) = work.followed(file).products
    actions.revoke(
        officer.actor, file, product=product.product, reason="Keliru", seen_seq=position(file).state.seq,
        moment=timezone.now(),
    )  # fmt: skip


def counted_anew(_: cast.Officer, file: UUID) -> None:
    actions.reschedule(file, because="kalender 2026", moment=timezone.now())


def new_secret(officer: cast.Officer, file: UUID) -> None:
    actions.reissue(
        officer.actor, file, identity="KTP", seen_seq=position(file).state.seq, moment=timezone.now()
    )  # fmt: skip


DEEDS: list[Callable[[cast.Officer, UUID], Any]] = [
    nothing, checked, returned, sent_again, withdrawn, lapsed, signed_no, handed_over, revoked, counted_anew,
    new_secret,
]  # fmt: skip


@pytest.fixture
def late() -> Receipt:
    receipt = cast.apply(moment=timezone.now() - WEEKS)
    assert clockwork.run_due(timezone.now()) == 1
    return receipt


@pytest.mark.parametrize("deed", DEEDS, ids=[deed.__name__ for deed in DEEDS])
def test_a_broken_promise_is_seen_after(
    late: Receipt, deed: Callable[[cast.Officer, UUID], Any], client: Client
) -> None:
    officer, file = everybody(), late.application_id
    before = position(file).state
    deed(officer, file)
    clockwork.run_due(timezone.now())
    after = position(file).state
    assert (before.breached, after.breached, after.kept) == (("utama",), ("utama",), ())
    assert after.late_since == before.late_since
    assert [event.kind for event in events_of(file)].count("breached") == 1
    assert [event.kind for event in events_of(file)].count("escalated") == 1

    (promise,) = timesheet(work.followed(file), timezone.now()).promises
    assert (promise.state, promise.due.at) == (BROKEN, before.late_since)
    assert "terlambat" in str(promise.margin)

    page = text(at_work(officer).get(reverse("desk:file", args=[file])))
    assert "Terlewati, terlambat" in page
    assert "Janji waktu terlewati" in page
    assert "Terlewati, terlambat" in text(at_work(officer).get(reverse("desk:timesheet", args=[file])))
    secret = late.secret if deed is not new_secret else receipt_of(file)
    assert follow(client, late.code, secret).status_code == 302
    page = text(client.get(reverse("public:follow_file")))
    assert page.count("Janji terlewati") == 1
    assert "Janji waktu terlewati" in page
    assert "Atasan diingatkan" not in page
    assert "diberitahukan kepada atasan" not in page


def receipt_of(file: UUID) -> str:
    from maklumat.records.work.submit import receipt_of as read

    return read(file).secret


def test_a_promise_that_was_kept_says_what_was_left(client: Client) -> None:
    officer, receipt = everybody(), cast.apply()
    handed_over(officer, receipt.application_id)
    (promise,) = timesheet(work.followed(receipt.application_id), timezone.now()).promises
    assert (promise.state, promise.settled_at) == (KEPT, position(receipt.application_id).state.kept_at[0])
    assert "Ditepati, tersisa" in text(at_work(officer).get(reverse("desk:file", args=[receipt.application_id])))
    assert follow(client, receipt.code, receipt.secret).status_code == 302
    page = text(client.get(reverse("public:follow_file")))
    assert "Janji ditepati" in page
    assert "Berapa lama di mana" in page
    assert "Dari diterima sampai selesai: " in page


def test_a_late_file_stays_in_front_of_those_in_time_when_it_comes_back(late: Receipt) -> None:
    officer, fresh = everybody(), cast.apply()
    sent_again(officer, late.application_id)
    lines = procedures.worklist(cast.OFFICE, [cast.CLERK], limit=5)
    assert [line.application_id for line in lines] == [late.application_id, fresh.application_id]
    assert list(differences(cast.OFFICE)) == []
