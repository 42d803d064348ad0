"""Files on their way: received once, moved by one, seen by few, and always what their events say."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections

from maklumat.core.errors import Conflict, NotVisible, Refusal
from maklumat.core.procedure.fold import fold
from maklumat.records import outside
from maklumat.records.catalogue import actions as law_actions
from maklumat.records.catalogue import queries as law
from maklumat.records.ledger.history import events_of
from maklumat.records.ledger.queries import verification
from maklumat.records.models import Application, LedgerEntry, WorkItem
from maklumat.records.procedures import queries as procedures
from maklumat.records.work import actions, clockwork
from maklumat.records.work import queries as work
from maklumat.records.work.rebuilt import differences
from maklumat.records.work.submit import submit
from maklumat.records.work.waiting import page
from tests import cast

pytestmark = pytest.mark.django_db(transaction=True)

MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # 09:00 at the office


@pytest.fixture(autouse=True)
def law_in_force() -> None:
    cast.enact()


@pytest.fixture
def clerk() -> cast.Officer:
    return cast.officer(cast.CLERK, name="Loket Contoh")


def act(who: cast.Officer, file: UUID, step: str, outcome: str, **more: Any) -> Any:
    seen = more.pop("seen_seq", None) or work.followed(file).state.seq
    data = more.pop("data", {"reason": "alasan", "note": "catatan", "findings": {"identitas": "buram"}})
    return actions.act(who.actor, file, step=step, outcome=outcome, seen_seq=seen, data=data,
                       **{"moment": MONDAY + timedelta(minutes=10), **more})  # fmt: skip


def listed(who: cast.Officer) -> list[UUID]:
    return [one.line.application_id for one in page(who.actor, now=MONDAY).lines]


def assert_sound(file: UUID) -> None:
    """The stored projection is the fold of the events, and the chain holds."""
    place = procedures.position(file)
    assert place is not None
    assert place.state == fold(law.standard(place.standard_id), events_of(file))
    assert list(differences(place.office)) == []
    assert verification(place.office).sound


def test_the_same_submission_twice_is_one_application_and_one_receipt() -> None:
    submission_id = uuid4()
    first, second = (
        submit(submission_id, submission=cast.submission(), notice_version="uji", moment=MONDAY) for _ in range(2)
    )
    assert (first.code, first.secret, first.register) == (second.code, second.secret, second.register)
    assert (first.repeated, second.repeated) == (False, True)
    assert (Application.objects.count(), LedgerEntry.objects.count()) == (1, 1)
    assert_sound(submission_id)


def test_two_at_once_make_one_application() -> None:
    submission_id, wanted = uuid4(), cast.submission()

    def send(_: int) -> str:
        try:
            return submit(submission_id, submission=wanted, notice_version="uji", moment=MONDAY).code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        codes = set(pool.map(send, range(4)))
    assert len(codes) == 1
    assert (Application.objects.count(), LedgerEntry.objects.count()) == (1, 1)


def test_agenda_numbers_count_within_the_office_and_its_local_year() -> None:
    new_year = datetime(2026, 12, 31, 17, 30, tzinfo=UTC)  # 2027 at the office already
    registers = [cast.apply(moment=moment).register for moment in (MONDAY, MONDAY, new_year)]
    neighbour = cast.apply(office=cast.NEIGHBOUR, moment=MONDAY).register
    assert [*registers, neighbour] == ["0001/2026", "0002/2026", "0001/2027", "0001/2026"]


def test_nothing_personal_is_readable_in_the_database() -> None:
    cast.apply(moment=MONDAY)
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  # names come from the database itself
            text = repr([[bytes(v) if isinstance(v, memoryview) else v for v in row] for row in cursor.fetchall()])
            for secret in (cast.SITI.name, cast.SITI.nik, cast.SITI.phone, cast.SITI.address):
                assert secret not in text, table


def test_an_officer_moves_a_file_and_the_ledger_says_who(clerk: cast.Officer) -> None:
    file = cast.apply(moment=MONDAY).application_id
    state = act(clerk, file, "penyerahan-berkas", "complete")
    assert (state.step, state.desk) == ("verifikasi", ("analis-kebijakan", "operator-dtks"))
    entry = LedgerEntry.objects.get(application=file, application_seq=2)
    assert (entry.actor_id, entry.post, entry.step, entry.outcome) == (
        clerk.actor.user_id, cast.CLERK, "penyerahan-berkas", "complete",
    )  # fmt: skip
    assert_sound(file)


def test_two_officers_on_one_file_one_wins_and_the_other_is_told_by_whom(clerk: cast.Officer) -> None:
    file = cast.apply(moment=MONDAY).application_id
    colleague = cast.officer(cast.CLERK, name="Rekan Contoh")
    act(clerk, file, "penyerahan-berkas", "complete", seen_seq=1)
    with pytest.raises(Conflict) as told:
        act(colleague, file, "penyerahan-berkas", "incomplete", seen_seq=1)
    assert "Loket Contoh pada 23-11-2026 pukul 09.10" in str(told.value)
    assert LedgerEntry.objects.filter(application=file).count() == 2


def test_many_at_once_one_wins(clerk: cast.Officer) -> None:
    file = cast.apply(moment=MONDAY).application_id
    officers = [clerk, *(cast.officer(cast.CLERK, name=f"Rekan {n}") for n in range(5))]

    def compete(who: cast.Officer) -> str:
        try:
            act(who, file, "penyerahan-berkas", "complete", seen_seq=1)
        except Conflict as told:
            return str(told)
        finally:
            connections.close_all()
        return "won"

    with ThreadPoolExecutor(6) as pool:
        said = list(pool.map(compete, officers))
    assert said.count("won") == 1
    winner = officers[said.index("won")].actor.name
    assert all(winner in sentence for sentence in said if sentence != "won")
    assert_sound(file)


def test_the_repeat_of_an_own_act_is_answered_like_the_first(clerk: cast.Officer) -> None:
    file = cast.apply(moment=MONDAY).application_id
    first = act(clerk, file, "penyerahan-berkas", "complete", seen_seq=1)
    again = act(clerk, file, "penyerahan-berkas", "complete", seen_seq=1)
    assert again == first
    assert LedgerEntry.objects.filter(application=file).count() == 2
    with pytest.raises(Conflict):
        act(clerk, file, "penyerahan-berkas", "incomplete", seen_seq=1)


@pytest.mark.parametrize("step", ["penyerahan-berkas", "verifikasi"])
def test_an_office_sees_only_its_own(step: str) -> None:
    file = cast.apply(moment=MONDAY).application_id
    neighbour = cast.officer(cast.CLERK, cast.HEAD, office=cast.NEIGHBOUR)
    for nothing in (
        lambda: act(neighbour, file, step, "complete"),
        lambda: work.file_for(neighbour.actor, file),
        lambda: work.file_for(neighbour.actor, cast.stranger_id()),
    ):
        with pytest.raises(NotVisible) as told:
            nothing()
        assert told.value.code == "AKS-001"
    assert listed(neighbour) == []


def test_a_colleague_of_another_post_may_not_act(clerk: cast.Officer) -> None:
    file = cast.apply(moment=MONDAY).application_id
    with pytest.raises(Refusal) as told:
        act(cast.officer(cast.ANALYST), file, "penyerahan-berkas", "complete")
    assert told.value.code == "PRO-007"
    with pytest.raises(NotVisible):  # a post that no step of this standard names
        work.file_for(cast.officer("konselor-rujukan").actor, file)


def test_the_worklist_holds_what_waits_for_ones_posts_in_promise_order(clerk: cast.Officer) -> None:
    late, soon = (cast.apply(moment=MONDAY + timedelta(days=days)).application_id for days in (3, 0))
    assert listed(clerk) == [soon, late]
    act(clerk, soon, "penyerahan-berkas", "complete")
    assert listed(clerk) == [late]
    analyst, operator = cast.officer(cast.ANALYST), cast.officer(cast.OPERATOR)
    assert listed(analyst) == [soon]
    act(analyst, soon, "verifikasi", "valid", moment=MONDAY + timedelta(minutes=20))
    assert listed(analyst) == []
    assert listed(operator) == [soon]


def test_a_paper_slip_is_typed_in_later_with_its_true_time(clerk: cast.Officer) -> None:
    receipt = submit(
        uuid4(),
        submission=cast.submission(),
        notice_version="uji",
        moment=MONDAY + timedelta(hours=5),
        occurred_at=MONDAY,
        late_reason="Listrik padam",
        actor=clerk.actor,
    )
    view = work.followed(receipt.application_id)
    assert (view.received_at, view.history[0].recorded_at) == (MONDAY, MONDAY + timedelta(hours=5))
    assert view.state.dues[0].at == datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def test_a_returned_file_is_completed_by_its_applicant(clerk: cast.Officer) -> None:
    file = cast.apply(moment=MONDAY).application_id
    act(clerk, file, "penyerahan-berkas", "incomplete")
    later = MONDAY + timedelta(days=2)
    assert actions.resubmit(file, seen_seq=2, data={}, moment=later).desk == (cast.CLERK,)
    assert actions.resubmit(file, seen_seq=2, data={}, moment=later).seq == 3  # sent twice, recorded once
    assert_sound(file)


def test_the_clock_worker_records_a_breach_and_a_lapse_once(clerk: cast.Officer) -> None:
    breached, lapsed = (cast.apply(moment=MONDAY).application_id for _ in range(2))
    act(clerk, lapsed, "penyerahan-berkas", "incomplete")
    assert clockwork.run_due(MONDAY + timedelta(minutes=30)) == 0
    after = MONDAY + timedelta(days=40)
    assert clockwork.run_due(after) == 2
    assert clockwork.run_due(after) == 0
    assert work.followed(breached).state.breached == ("utama",)
    assert work.followed(lapsed).state.status == "lapsed"
    assert [event.kind for event in events_of(lapsed)] == ["received", "acted", "lapsed"]
    assert_sound(breached)
    assert_sound(lapsed)


@pytest.fixture
def own_heads(settings: Any, tmp_path: Path) -> Iterator[None]:
    """Heads that testify to this test's ledger alone."""
    settings.DATA_DIR = tmp_path
    outside.witness.cache_clear()
    yield
    outside.witness.cache_clear()


@pytest.mark.usefixtures("own_heads")
def test_the_clock_worker_signs_each_offices_head_once_a_day() -> None:
    cast.apply(moment=MONDAY)
    assert clockwork.sign_daily_heads(MONDAY) == [cast.OFFICE]
    assert clockwork.sign_daily_heads(MONDAY + timedelta(hours=3)) == []
    assert clockwork.sign_daily_heads(MONDAY + timedelta(days=1)) == [cast.OFFICE]
    assert verification(cast.OFFICE).sound


def test_one_file_that_cannot_be_recorded_does_not_hold_up_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    broken, fine = (cast.apply(moment=MONDAY).application_id for _ in range(2))
    tick = actions.tick

    def failing(application_id: UUID, *, moment: datetime, seq: int, **more: Any) -> Any:
        if application_id == broken:
            raise Refusal("PRO-001", "Permohonan ini belum diterima.")
        return tick(application_id, moment=moment, seq=seq, **more)

    monkeypatch.setattr(actions, "tick", failing)
    after = MONDAY + timedelta(days=3)
    assert [clockwork.run_due(after), clockwork.run_due(after)] == [1, 0]
    assert work.followed(fine).state.breached == ("utama",)


def test_a_new_calendar_recomputes_open_files_by_an_event() -> None:
    file = cast.apply(moment=MONDAY).application_id
    before = work.followed(file).state.dues[0].at
    stored = law_actions.CalendarVersion.objects.filter(year=2026).order_by("-pk").values_list("content", flat=True)[0]
    mapping = law.canonical.read_plain(stored)
    mapping["libur_nasional"].append({"tanggal": "2026-11-24", "nama": "Libur contoh"})
    assert law_actions.load_calendar(2026, law.canonical.dumps_plain(mapping), moment=MONDAY) is True
    assert clockwork.reschedule_all("kalender 2026", moment=MONDAY + timedelta(minutes=1)) == 1
    assert clockwork.reschedule_all("kalender 2026", moment=MONDAY + timedelta(minutes=2)) == 0
    state = work.followed(file).state
    assert state.dues[0].at == before + timedelta(days=1)
    assert [event.kind for event in events_of(file)] == ["received", "rescheduled"]
    assert_sound(file)


def test_acts_before_a_breach_was_told_leave_the_row_as_its_events_say() -> None:
    """When the clock looks again depends on the last event, as long as something is untold."""
    file = cast.apply(moment=MONDAY).application_id
    late = MONDAY + timedelta(days=10)
    for seconds, post, step, outcome in (
        (0, cast.CLERK, "penyerahan-berkas", "complete"), (90, cast.ANALYST, "verifikasi", "valid"),
    ):  # fmt: skip
        seen = work.followed(file).state.seq
        actions.act(cast.officer(post).actor, file, step=step, outcome=outcome, seen_seq=seen, data={},
                    moment=late + timedelta(seconds=seconds))  # fmt: skip
        assert work.followed(file).state.untold
    assert list(differences(cast.OFFICE)) == []


def test_code_and_secret_open_a_file_and_nothing_else_does() -> None:
    receipt = cast.apply(moment=MONDAY)
    assert work.unlock(receipt.code.lower().replace("-", " "), receipt.secret) == receipt.application_id
    other = cast.apply(moment=MONDAY)
    for code, secret in ((receipt.code, other.secret), ("AAAA-AAAA", receipt.secret), ("", ""), (receipt.code, "")):
        with pytest.raises(Refusal) as told:
            work.unlock(code, secret)
        assert told.value.code == "LCK-001"


def test_a_failed_action_leaves_nothing_behind(clerk: cast.Officer, monkeypatch: pytest.MonkeyPatch) -> None:
    file = cast.apply(moment=MONDAY).application_id
    row = WorkItem.objects.values().get(pk=file)
    with monkeypatch.context() as patch:
        patch.setattr(actions.ledger, "append_events", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            act(clerk, file, "penyerahan-berkas", "complete")
    assert WorkItem.objects.values().get(pk=file) == row
    assert LedgerEntry.objects.filter(application=file).count() == 1


@pytest.mark.parametrize("spoil", ["moved", "gone"])
def test_a_worklist_that_left_its_book_is_found_and_put_right(clerk: cast.Officer, spoil: str) -> None:
    file = cast.apply(moment=MONDAY).application_id
    act(clerk, file, "penyerahan-berkas", "complete")
    before = WorkItem.objects.filter(pk=file).values().get()
    if spoil == "moved":
        WorkItem.objects.filter(pk=file).update(desk="kepala-dinas", due_at=None)
    else:
        WorkItem.objects.filter(pk=file).delete()
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("ledger", "verify", stdout=out)
    assert f"BKT-112 permohonan {file}" in out.getvalue()
    assert ("desk, due_at" if spoil == "moved" else "barisnya tidak ada") in out.getvalue()
    call_command("ledger", "rebuild", stdout=out)
    assert "1 baris daftar kerja disusun ulang" in out.getvalue()
    call_command("ledger", "verify", stdout=out)
    assert WorkItem.objects.filter(pk=file).values().get() == before
