"""Figures are made of the ledger: the same whether counted at every event or anew, and they add up to the files."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from maklumat.core.clock import causes
from maklumat.core.events import ACTED, BREACHED, RECEIVED
from maklumat.ops.followers import run_followers
from maklumat.ops.simulation import Simulation
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.figures import actions as figures
from maklumat.records.figures import measures
from maklumat.records.figures.queries import standing, tallied
from maklumat.records.figures.scope import Scope, scope_of
from maklumat.records.models import LedgerEntry, Mark, Place, Standing, Tally, WorkItem
from maklumat.records.work import actions, clockwork
from maklumat.records.work import queries as work
from tests import cast

pytestmark = pytest.mark.django_db(transaction=True)

MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # 09:00 at the office
DAY = date(2026, 11, 23)
TABLES = (Tally, Place, Standing, Mark)


def held() -> list[Counter[tuple[Any, ...]]]:
    """Every row of the figures without its id."""
    found = []
    for table in TABLES:
        names = [field.attname for field in table._meta.concrete_fields if field.attname != "id"]
        found.append(Counter(table.objects.values_list(*names)))
    return found


def catch_up(office: str = cast.OFFICE) -> None:
    while figures.count_next(office):
        continue


def sums(*wanted: str, by: tuple[str, ...] = ()) -> dict[tuple[Any, ...], int]:
    scope = scope_of(cast.officer(cast.HEAD).actor, catalogue.office(cast.OFFICE, MONDAY), MONDAY)
    return tallied(scope, wanted, DAY - timedelta(days=3), DAY + timedelta(days=400), by=by)


def act(file: UUID, post: str, step: str, outcome: str, moment: datetime, **data: Any) -> Any:
    seen = work.followed(file).state.seq
    actor = cast.officer(post).actor
    given = {"reason": "alasan", "note": "catatan", "findings": {"identitas": "buram"}, **data}
    return actions.act(actor, file, step=step, outcome=outcome, seen_seq=seen, data=given, moment=moment)


@pytest.mark.parametrize("service", ["sk-dtks", None], ids=["one", "all"])
def test_counted_at_every_event_or_anew_the_figures_are_the_same(service: str | None) -> None:
    cast.forget_law()
    Simulation(cast.OFFICE, "2026-11-23T09:00:00", lambda *_: catch_up()).run(service)
    cast.apply(moment=MONDAY)
    lapses = cast.apply(moment=MONDAY).application_id
    act(lapses, cast.CLERK, "penyerahan-berkas", "incomplete", MONDAY + timedelta(hours=1))
    cast.apply(moment=MONDAY + timedelta(days=299))
    catch_up()
    clockwork.run_due(MONDAY + timedelta(days=300))
    catch_up()
    before = held()
    assert all(before), "something of everything was counted"
    assert figures.rebuild(cast.OFFICE) == LedgerEntry.objects.filter(office=cast.OFFICE).count()
    assert held() == before
    assert_adds_up()


def assert_adds_up() -> None:
    """The figures say of the files what the files say of themselves."""
    by_status = Counter(WorkItem.objects.values_list("status", flat=True))
    counted = Counter[str]()
    for measure, amount in Tally.objects.values_list("measure", "amount"):
        counted[measure] += amount
    for status in measures.ENDED:
        assert counted[status] == by_status[status], status
    assert counted[measures.RECEIVED] == sum(by_status.values())
    assert counted[measures.VERDICT] == sum(by_status[status] for status in measures.DECIDED)
    assert counted[measures.BREACHED] == Mark.objects.filter(measure=measures.BREACHED).count()
    opened = Counter(
        WorkItem.objects.filter(status__in=("open", "with_applicant")).values_list("service", "desk")
    )  # fmt: skip
    stood = Counter[tuple[str, str]]()
    for service, desk, files in Standing.objects.values_list("service", "desk", "files"):
        stood[service, desk] += files
    assert stood == opened
    desks = catalogue.desks(cast.OFFICE)
    for measure in (measures.DESK_MINUTES, measures.DESK_FILES, measures.BREACHED_AT):
        assert set(Tally.objects.filter(measure=measure).values_list("key", flat=True)) <= {*desks, ""}, measure
    assert set(Mark.objects.values_list("desk", flat=True)) <= {*desks, ""}
    broken = {UUID(str(pk)) for pk in LedgerEntry.objects.filter(kind=BREACHED).values_list("application", flat=True)}
    assert counted[measures.BREACHED] == len(broken)


@pytest.fixture
def law() -> None:
    cast.enact()


@pytest.mark.usefixtures("law")
def test_a_file_that_nobody_touched_is_late_because_it_was_not_begun() -> None:
    cast.apply(moment=MONDAY)
    clockwork.run_due(MONDAY + timedelta(days=4))
    catch_up()
    assert sums(measures.BREACHED, by=("key",)) == {(measures.BREACHED, causes.NOT_BEGUN): 1}
    assert sums(measures.BREACHED_AT, by=("key",)) == {(measures.BREACHED_AT, cast.CLERK): 1}
    head = cast.officer(cast.HEAD).actor
    now = standing(scope_of(head, catalogue.office(cast.OFFICE, MONDAY), MONDAY), DAY + timedelta(days=4))
    assert (now.total.waiting, now.total.late, now.total.causes) == (1, 1, {causes.NOT_BEGUN: 1})


@pytest.mark.usefixtures("law")
def test_what_is_returned_lies_with_its_applicant_and_is_found_again() -> None:
    file = cast.apply(moment=MONDAY).application_id
    act(file, cast.CLERK, "penyerahan-berkas", "incomplete", MONDAY + timedelta(hours=1))
    catch_up()
    assert sums(measures.RETURNED, by=("key",)) == {(measures.RETURNED, cast.CLERK): 1}
    assert [mark.application_id for mark in Mark.objects.all()] == [file]
    head = cast.officer(cast.HEAD).actor
    now = standing(scope_of(head, catalogue.office(cast.OFFICE, MONDAY), MONDAY), DAY)
    assert (now.total.waiting, now.total.returned) == (0, 1)
    assert sums(measures.ANSWER, by=("key",)) == {(measures.ANSWER, "2"): 1}  # within the hour


@pytest.mark.usefixtures("law")
def test_who_sees_whose_figures() -> None:
    office = catalogue.office(cast.OFFICE, timezone.now())

    def scope(*posts: str) -> Scope:
        return scope_of(cast.officer(*posts).actor, office, timezone.now())

    assert scope(cast.HEAD).whole
    led = scope("kabid-rehabilitasi-sosial")
    laws = {law.standard.code: law.standard for law in catalogue.services(cast.OFFICE, timezone.now())}
    assert led.oversees
    assert not led.whole
    assert led.services
    assert {laws[code].division for code in led.services} == {"rehabilitasi-sosial"}
    clerk = scope(cast.CLERK)
    assert not clerk.oversees
    assert clerk.desks == (cast.CLERK,)


@pytest.mark.usefixtures("law")
def test_the_clock_worker_keeps_the_figures() -> None:
    file = cast.apply(moment=MONDAY).application_id
    act(file, cast.CLERK, "penyerahan-berkas", "complete", MONDAY + timedelta(hours=1))
    assert run_followers(MONDAY) >= 2
    assert sums(RECEIVED, measures.ACTS) == {(RECEIVED,): 1, (measures.ACTS,): 1}
    assert LedgerEntry.objects.filter(kind=ACTED).count() == 1
    assert run_followers(MONDAY) == 0


@pytest.mark.usefixtures("law")
def test_an_office_counts_only_its_own() -> None:
    cast.apply(moment=MONDAY, office=cast.NEIGHBOUR)
    run_followers(MONDAY)
    assert sums(RECEIVED) == {}
    assert Tally.objects.get(measure=RECEIVED).office == cast.NEIGHBOUR
