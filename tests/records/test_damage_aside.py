"""A damaged file stops no other: it is set aside, shown, tried again, and nothing of it is lost."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from maklumat.core.errors import Damaged
from maklumat.ops.followers import FOLLOWERS, run_followers
from maklumat.records.figures.actions import follow_figures, rebuild
from maklumat.records.ledger import aside
from maklumat.records.models import (
    Application,
    Breach,
    Entitlement,
    LedgerDamage,
    LedgerEntry,
    LedgerFollower,
    LedgerHead,
    LedgerPayload,
    Message,
    Place,
    Tally,
    WorkItem,
)
from maklumat.records.work import actions, clockwork, whole
from tests import cast, owed_cast
from tests.conftest import triggers_asleep
from tests.records.message_ways import TOLD
from tests.spoil_cast import CODES, EVERY, spoil

pytestmark = pytest.mark.django_db

LONG_AGO = timedelta(days=60)


@pytest.fixture(autouse=True)
def _law() -> Any:
    cast.enact()
    yield
    cast.forget_law()


def rows_of(file: UUID) -> dict[type[Any], list[dict[str, Any]]]:
    """Everything that lies in the tables that are spoilt."""
    entries = LedgerEntry.objects.filter(application=file)
    sieves: dict[type[Any], Any] = {
        Application: Application.objects.filter(pk=file),
        WorkItem: WorkItem.objects.filter(pk=file),
        LedgerEntry: entries,
        LedgerPayload: LedgerPayload.objects.filter(entry__in=list(entries)),
    }
    return {table: list(found.values()) for table, found in sieves.items()}


def put_back(file: UUID, before: dict[type[Any], list[dict[str, Any]]]) -> None:
    """As whoever restores these rows from a backup does."""
    with triggers_asleep():
        LedgerPayload.objects.filter(entry__application=file).delete()
        for table in (Application, WorkItem):
            table.objects.filter(pk=file).delete()
        LedgerEntry.objects.filter(application=file).delete()
        for table in (Application, WorkItem, LedgerEntry, LedgerPayload):
            for row in before[table]:
                table(**row).save(force_insert=True)


def be_due(moment: datetime) -> None:
    """An hour and more has gone by since each was tried."""
    LedgerDamage.objects.update(tried_at=moment - 2 * aside.AGAIN)


def open_rows(name: str = "") -> list[LedgerDamage]:
    rows = LedgerDamage.objects.filter(mended_at=None).order_by("pk")
    return list(rows.filter(name=name) if name else rows)


def late() -> UUID:
    return cast.apply(moment=timezone.now() - LONG_AGO, person=TOLD).application_id


@pytest.mark.parametrize("how", ["state", "state_empty", "state_step"])
def test_the_clock_goes_on_without_a_file_and_comes_back_to_it(how: str, caplog: pytest.LogCaptureFixture) -> None:
    good, bad = late(), late()
    before = rows_of(bad)
    spoil(how, bad)
    with caplog.at_level(logging.ERROR, "maklumat.damage"):
        for _ in range(3):
            while clockwork.run_due(timezone.now()):
                continue
    assert LedgerEntry.objects.filter(application=good, kind="breached").exists()
    assert not LedgerEntry.objects.filter(application=bad, kind="breached").exists()
    assert [(one.name, one.application, one.code) for one in open_rows()] == [("clock", bad, "BKT-112")]
    assert len(caplog.records) == 1
    put_back(bad, before)
    be_due(timezone.now())
    while clockwork.run_due(timezone.now()):
        continue
    assert LedgerEntry.objects.filter(application=bad, kind="breached").exists()
    assert open_rows() == []


def test_many_damaged_files_do_not_keep_the_clock_from_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clockwork, "BATCH", 2)
    bad, good = [late() for _ in range(3)], late()
    for file in bad:
        spoil("state", file)
    WorkItem.objects.filter(pk__in=bad).update(look_at=timezone.now() - 2 * LONG_AGO)
    for _ in range(3):
        while clockwork.run_due(timezone.now()):
            continue
    assert LedgerEntry.objects.filter(application=good, kind="breached").exists()


@pytest.mark.parametrize("how", sorted(EVERY))
def test_every_follower_goes_on(how: str, settings: Any) -> None:
    owed_cast.decide("both")
    head = _head()
    good, bad = late(), late()
    while clockwork.run_due(timezone.now()):
        continue
    spoil(how, bad)
    run_followers(timezone.now(), _inside())
    run_followers(timezone.now(), _inside())
    end = _head()
    assert end > head
    behind = {row.name: row.seq for row in LedgerFollower.objects.filter(office=cast.OFFICE)}
    assert set(behind.values()) == {_head()}, behind
    assert Breach.objects.filter(application_id=good).exists()
    assert Message.objects.filter(application_id=good).exists()
    assert {row.application for row in open_rows()} <= {bad}


def _head() -> int:
    return LedgerHead.objects.filter(office=cast.OFFICE).values_list("seq", flat=True).first() or 0


def _inside() -> list[Any]:
    """The followers that may run within the transaction of a test."""
    return [one for one in FOLLOWERS if one.__name__ not in {"send_messages", "run_rehearsals"}]


@pytest.mark.parametrize("how", ["payload", "payload_key", "payload_gone", "state", "content", "step"])
def test_what_was_set_aside_is_made_up_for_once_it_can_be_read(how: str) -> None:
    owed_cast.decide("both")
    good, bad = late(), late()
    for file in (good, bad):
        _complete(file)
    while clockwork.run_due(timezone.now()):
        continue
    before = rows_of(bad)
    _spoil_all(how, bad)
    for _ in range(2):
        run_followers(timezone.now(), _inside())
    assert open_rows()
    assert _made(bad) != _made(good)
    put_back(bad, before)
    be_due(timezone.now())
    run_followers(timezone.now(), _inside())
    assert open_rows() == []
    assert _made(bad) == _made(good)
    assert sum(Tally.objects.filter(measure="received").values_list("amount", flat=True)) == 2
    assert sum(Tally.objects.filter(measure="breached").values_list("amount", flat=True)) == 2


def _complete(file: UUID) -> None:
    row, clerk = WorkItem.objects.get(pk=file), cast.officer(cast.CLERK)
    actions.act(clerk.actor, file, step=row.step, outcome="complete", seen_seq=row.seq, data={}, moment=timezone.now())


def _spoil_all(how: str, file: UUID) -> None:
    """The payloads of every entry of the file, where it is the payload; the step of an act that nobody knows."""
    if how == "step":
        with triggers_asleep():
            LedgerEntry.objects.filter(application=file, kind="acted").update(step="karangan")
        return
    if not how.startswith("payload"):
        spoil(how, file)
        return
    with triggers_asleep():
        rows = LedgerPayload.objects.filter(entry__application=file)
        if how == "payload_gone":
            rows.delete()
        for row in rows:
            changed = bytearray(row.sealed)
            changed[2 if how == "payload_key" else -20] ^= 1
            LedgerPayload.objects.filter(pk=row.pk).update(sealed=bytes(changed))


def _made(file: UUID) -> tuple[Any, ...]:
    """What the followers have made of a file."""
    messages = Message.objects.filter(application_id=file).order_by("kind", "recipient")
    place = Place.objects.filter(pk=file).values_list("desk", "due").first()
    entitlements = Entitlement.objects.filter(application_id=file).order_by("form")
    return (
        list(messages.values_list("kind", "recipient")), place, Breach.objects.filter(application_id=file).count(),
        list(entitlements.values_list("form", flat=True)),
    )  # fmt: skip


def test_figures_begun_anew_owe_nothing() -> None:
    bad = late()
    spoil("state", bad)
    follow_figures(timezone.now())
    assert [row.name for row in open_rows()] == ["figures"]
    rebuild(cast.OFFICE)
    assert [row.name for row in open_rows()] == ["figures"]
    assert LedgerDamage.objects.filter(name="figures").count() == 2


@pytest.mark.parametrize("how", sorted(EVERY.keys() - {"item_gone"}))
def test_nothing_is_done_to_a_file_of_which_damage_is_known(how: str) -> None:
    clerk, file = cast.officer(cast.CLERK), cast.apply().application_id
    spoil(how, file)
    aside.keep(aside.PAGE, Damaged(CODES[how], "").of(office=cast.OFFICE, application=file), timezone.now())
    before = LedgerEntry.objects.count()
    wish = {"step": "periksa", "outcome": "complete", "seen_seq": 1, "data": {}, "moment": timezone.now()}
    with pytest.raises(Damaged) as caught:
        actions.act(clerk.actor, file, **wish)
    assert caught.value.code == CODES[how]
    assert LedgerEntry.objects.count() == before


def test_what_can_be_read_again_is_done_at_once() -> None:
    clerk, file = cast.officer(cast.CLERK), cast.apply().application_id
    aside.keep(aside.PAGE, Damaged("BKT-102", "").of(office=cast.OFFICE, application=file), timezone.now())
    state = WorkItem.objects.get(pk=file)
    actions.act(
        clerk.actor, file, step=state.step, outcome="complete", seen_seq=state.seq, data={}, moment=timezone.now()
    )
    be_due(timezone.now())
    whole.look_again(timezone.now())
    assert open_rows() == []


@pytest.mark.parametrize("how", sorted(EVERY))
def test_a_file_is_looked_through_and_named_by_the_same_code(how: str) -> None:
    file = cast.apply().application_id
    assert whole.faults_of(file) == []
    spoil(how, file)
    assert CODES[how] in {one.code for one in whole.faults_of(file)}
