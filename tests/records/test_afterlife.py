"""After issue: the holder reports, the office takes it or gives it back; a permit is extended as law grants."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from maklumat.core.errors import NotVisible, Refusal
from maklumat.core.standard.model import Validity
from maklumat.ops.sample_image import blank_png
from maklumat.ports.uploads import decode
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.ledger.queries import verification
from maklumat.records.models import Duty, Product, WorkItem
from maklumat.records.work import afterlife, steps, watching
from maklumat.records.work import queries as work
from maklumat.records.work.queries import FileView
from tests import cast
from tests.issued_cast import LETTER, issued
from tests.web.step_cast import everybody

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def file() -> UUID:
    return issued()


def _file(file: UUID) -> FileView:
    return work.followed(file)


def _duty(file: UUID, code: str) -> Duty:
    return Duty.objects.get(application_id=file, code=code)


def _product(file: UUID) -> Product:
    return Product.objects.get(application_id=file, product=LETTER)


def _refused(act: Any) -> str:
    with pytest.raises(Refusal) as caught:
        act()
    return caught.value.code


def _report(file: UUID, **answers: Any) -> None:
    afterlife.report(
        _file(file), _duty(file, "laporan").id, answers=answers, paper=decode(blank_png(), "foto.png"), note="",
        moment=timezone.now(),
    )  # fmt: skip


def test_the_duties_begin_when_the_permit_is_handed_over(file: UUID) -> None:
    today, until = cast.today(), _product(file).valid_until
    assert until == Validity(3, "months").last_day(today)
    assert until is not None
    assert _duty(file, "laporan").due_on == until + timedelta(days=30)
    assert _duty(file, "mulai").due_on == date(2020, 1, 4)  # three days after the answer of the sample application
    late = {one.view.code: one.late for one in afterlife.owed(_file(file), today)}
    assert late == {"laporan": False, "mulai": True}


def test_a_report_is_sent_judged_taken_and_counted_once(file: UUID) -> None:
    _report(file, hasil=1_000_000, biaya=150_000)
    _report(file, hasil=1_000_000, biaya=150_000)
    opened = _file(file)
    assert [event.kind for event in opened.history].count("duty_reported") == 1
    (owed,) = (one for one in afterlife.owed(opened, cast.today()) if one.view.code == "laporan")
    assert owed.judgement is not None
    assert [result.value for result in owed.judgement.results] == [False]  # 15 percent went into costs
    assert owed.view.reported_at is not None
    assert owed.view.met_at is None
    actor = everybody()
    afterlife.give_back(actor, opened, owed.view.id, reason="Biaya melebihi 10 persen", moment=timezone.now())
    (owed,) = (one for one in afterlife.owed(_file(file), cast.today()) if one.view.code == "laporan")
    assert (owed.returned, owed.view.reported_at) == ("Biaya melebihi 10 persen", None)
    _report(file, hasil=1_000_000, biaya=90_000)
    for _ in range(2):  # the double click
        afterlife.take(actor, _file(file), owed.view.id, answers={}, paper=None, note="", moment=timezone.now())
    opened = _file(file)
    assert [event.kind for event in opened.history].count("duty_met") == 1
    (owed,) = (one for one in afterlife.owed(opened, cast.today()) if one.view.code == "laporan")
    assert owed.view.met_at is not None
    assert _refused(lambda: _report(file, hasil=1, biaya=0)) == "PRD-024"
    assert verification(cast.OFFICE).sound


def test_the_office_takes_what_somebody_brings_and_nothing_out_of_nothing(file: UUID) -> None:
    actor, duty = everybody(), _duty(file, "mulai").id
    nothing: dict[str, Any] = {"answers": {}, "paper": None, "note": ""}
    assert _refused(lambda: afterlife.take(actor, _file(file), duty, moment=timezone.now(), **nothing)) == "PRD-025"
    back: dict[str, Any] = {"reason": "x", "moment": timezone.now()}
    assert _refused(lambda: afterlife.give_back(actor, _file(file), duty, **back)) == "PRD-025"
    afterlife.take(actor, _file(file), duty, moment=timezone.now(), **(nothing | {"note": "Dibawa ke loket"}))
    assert _duty(file, "mulai").met_at is not None


def test_it_is_extended_as_often_as_the_standard_grants_and_by_nobody_else(file: UUID) -> None:
    actor, before = everybody(), _product(file).valid_until
    assert before is not None
    now = timezone.now()

    def extend(seen: date, reason: str = "Surat 5/2026", who: Any = actor) -> date:
        return afterlife.extend(who, file, LETTER, seen=seen, reason=reason, moment=now)

    assert _refused(lambda: extend(before, " ")) == "PRD-023"
    clerk = cast.officer("front-office").actor
    assert _refused(lambda: extend(before, who=clerk)) == "PRO-007"
    with pytest.raises(NotVisible):
        extend(before, who=cast.officer("konselor-rujukan").actor)
    until = extend(before)
    assert until == Validity(1, "months").last_day(before)
    assert _duty(file, "laporan").due_on == until + timedelta(days=30)
    assert _refused(lambda: extend(before)) == "PRD-020"
    assert _refused(lambda: extend(until)) == "PRD-022"
    assert [event.kind for event in _file(file).history][-1] == "extended"


def test_what_has_ended_or_was_revoked_is_not_extended(file: UUID) -> None:
    row = _product(file)
    yesterday = cast.today() - timedelta(days=1)
    Product.objects.filter(pk=row.pk).update(valid_until=yesterday)
    now = timezone.now()
    extend = {"seen": yesterday, "reason": "Surat 5/2026", "moment": now}
    assert _refused(lambda: afterlife.extend(everybody(), file, LETTER, **extend)) == "PRD-021"


def test_the_list_shows_what_ends_and_what_is_owed_to_those_who_look_after_it(file: UUID) -> None:
    now = timezone.now()
    duties = watching.owed(everybody(), now).lines
    assert watching.ending(everybody(), now).lines == ()
    assert [(one.duty, one.late) for one in duties] == [
        ("Memberi tahu bahwa pengumpulan dimulai", True),
        ("Melaporkan hasil pengumpulan", False),
    ]
    soon = catalogue.local_date(catalogue.office(cast.OFFICE, now), now) + timedelta(days=10)
    Product.objects.filter(application_id=file).update(valid_until=soon)
    ending = watching.ending(everybody(), now).lines
    assert [(one.application_id, one.on, one.days) for one in ending] == [(file, soon, 10)]
    stranger = cast.officer("konselor-rujukan").actor
    lists = (watching.ending, watching.reported, watching.owed)
    assert [look(stranger, now).lines for look in lists] == [(), (), ()]


def test_a_report_that_came_stands_apart_until_somebody_looks_at_it(file: UUID) -> None:
    _report(file, hasil=1_000_000, biaya=90_000)
    now = timezone.now()
    assert [one.duty for one in watching.reported(everybody(), now).lines] == ["Melaporkan hasil pengumpulan"]
    assert [one.duty for one in watching.owed(everybody(), now).lines] == ["Memberi tahu bahwa pengumpulan dimulai"]


def test_the_lists_come_in_pages_and_what_has_no_day_comes_last(file: UUID) -> None:
    row = _product(file)
    days = [date(2020, 1, 4) + timedelta(days=index // 2) for index in range(44)]
    Duty.objects.bulk_create(
        Duty(product=row, application_id=file, office=row.office, service=row.service, code=f"lain-{index}",
             due_on=None if index % 20 == 7 else day)
        for index, day in enumerate(days)
    )  # fmt: skip
    seen, after, pages = [], None, 0
    while pages == 0 or after is not None:
        watch = watching.owed(everybody(), timezone.now(), after)
        assert len(watch.lines) <= 20
        seen += watch.lines
        after, pages = watch.after, pages + 1
    assert (pages, len({one.id for one in seen}), len(seen)) == (3, 46, 46)
    told = [one.on for one in seen]
    assert told[-2:] == [None, None]
    assert told[:-2] == sorted(day for day in told if day is not None)


def test_what_the_office_takes_as_sent_keeps_what_the_holder_said(file: UUID) -> None:
    _report(file, hasil=1_000_000, biaya=Decimal("90000.5"))
    (owed,) = (one for one in afterlife.owed(_file(file), cast.today()) if one.view.code == "laporan")
    afterlife.take(everybody(), _file(file), owed.view.id, answers={}, paper=None, note="", moment=timezone.now())
    (owed,) = (one for one in afterlife.owed(_file(file), cast.today()) if one.view.code == "laporan")
    assert owed.answers == {"hasil": 1_000_000, "biaya": Decimal("90000.5")}
    assert owed.judgement is not None
    assert [result.value for result in owed.judgement.results] == [True]
    assert [event.kind for event in owed.said] == ["duty_reported", "duty_met"]


def test_a_report_that_says_nothing_is_none(file: UUID) -> None:
    empty: dict[str, Any] = {"answers": {}, "paper": None, "note": " ", "moment": timezone.now()}
    assert _refused(lambda: afterlife.report(_file(file), _duty(file, "mulai").id, **empty)) == "PRD-025"


def test_the_paper_of_a_report_is_for_whoever_sees_the_file_and_for_nobody_else(file: UUID) -> None:
    _report(file, hasil=1, biaya=0)
    seq = _file(file).history[-1].seq
    kind, content = steps.paper_for(cast.officer("front-office").actor, file, seq, "paper", 0)
    assert (kind, content) == ("image/png", decode(blank_png(), "foto.png").data)
    stranger = replace(cast.officer("front-office").actor, office=cast.NEIGHBOUR)
    for actor in (cast.officer("konselor-rujukan").actor, stranger):
        with pytest.raises(NotVisible):
            steps.paper_for(actor, file, seq, "paper", 0)
    for field, index in (("answers", 0), ("paper", 1)):
        with pytest.raises(NotVisible):
            steps.paper_for(everybody(), file, seq, field, index)
    WorkItem.objects.filter(application_id=file).update(confidentiality="child")
    assert steps.paper_for(cast.officer("front-office").actor, file, seq, "paper", 0)[0] == "image/png"
    head = replace(cast.officer("konselor-rujukan").actor, heads=True)
    with pytest.raises(NotVisible):  # heads the office, but is not of the team
        steps.paper_for(head, file, seq, "paper", 0)
