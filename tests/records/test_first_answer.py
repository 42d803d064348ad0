"""A first answer that was promised in minutes: within what time it came, by whom, and through which channel."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings

from maklumat.ops.law import enact_folder
from maklumat.records.work import actions, clockwork
from maklumat.records.work import queries as work
from maklumat.records.work.timesheet import BROKEN, KEPT, timesheet
from maklumat.web.desk.timesheet import clock_of
from maklumat.web.public import timesheet as public
from tests import cast

pytestmark = pytest.mark.django_db(transaction=True)

OFFICE, SERVICE = "tulungagung", "anak-masalah-kesehatan"
MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # 09:00 at the office
MINUTE = timedelta(minutes=1)


@pytest.fixture
def worker() -> cast.Officer:
    cast.forget_law()
    enact_folder(settings.STANDARDS_DIR, moment=MONDAY - timedelta(days=1), only=OFFICE)
    return cast.officer("pekerja-sosial", office=OFFICE, name="Contoh Pekerja Sosial")


def answer(who: cast.Officer, file: UUID, after: timedelta, **data: Any) -> None:
    recorded = {"channel": "phone", "reported_at": MONDAY.isoformat(), **data}
    actions.act(who.actor, file, step="penerimaan", outcome="reported", seen_seq=work.followed(file).state.seq,
                data=recorded, moment=MONDAY + after)  # fmt: skip


def test_the_answer_is_told_with_its_proof(worker: cast.Officer) -> None:
    file = cast.apply(SERVICE, office=OFFICE, moment=MONDAY).application_id
    answer(worker, file, 12 * MINUTE)
    promised = {one.limit.code: one for one in timesheet(work.followed(file), MONDAY + 20 * MINUTE).promises}
    kept = promised["jawaban"]
    assert (kept.state, kept.settled_at, str(kept.took)) == (KEPT, MONDAY + 12 * MINUTE, "12 menit")
    assert kept.proof is not None
    assert (kept.proof.post, kept.proof.data["channel"]) == ("pekerja-sosial", "phone")
    shown = clock_of(work.file_for(worker.actor, file), MONDAY + 20 * MINUTE).promises
    (said,) = [one.answered for one in shown if one.answered]
    by = "oleh Pekerja Sosial, Contoh Pekerja Sosial"
    assert said == f"Dijawab dalam 12 menit (janji paling lama 30 menit); {by}; lewat: Telepon"
    told = public.clock_of(work.followed(file), MONDAY + 20 * MINUTE).promises
    (line,) = [one.answered for one in told if one.answered]
    assert line == "Dijawab dalam 12 menit (janji paling lama 30 menit). Lewat: Telepon."


def test_an_answer_that_came_too_late_is_told_too(worker: cast.Officer) -> None:
    file = cast.apply(SERVICE, office=OFFICE, moment=MONDAY).application_id
    clockwork.run_due(MONDAY + 31 * MINUTE)
    answer(worker, file, 45 * MINUTE)
    late = next(one for one in timesheet(work.followed(file), MONDAY + 60 * MINUTE).promises if one.limit.answer)
    assert (late.state, str(late.margin), str(late.took)) == (BROKEN, "terlambat 15 menit", "45 menit")
    assert late.proof is not None


def test_nothing_is_claimed_before_somebody_has_answered(worker: cast.Officer) -> None:
    file = cast.apply(SERVICE, office=OFFICE, moment=MONDAY).application_id
    shown = clock_of(work.file_for(worker.actor, file), MONDAY + 5 * MINUTE).promises
    assert [one.answered for one in shown] == [""] * len(shown)
