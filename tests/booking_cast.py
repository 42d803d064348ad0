"""A place that takes one group at a time, booked in a service that asks for the day of the visit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.utils import timezone

from maklumat.core.standard.model import IntakeField, Outcome, SharedPlace, Source, Step
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue.actions import enact
from maklumat.records.work.submit import Receipt, submit
from tests import cast
from tests.web.step_cast import everybody, leave, record_of

WIB: Final = ZoneInfo("Asia/Jakarta")
HERE: Final = Source("", reason="uji")
PLACE: Final = SharedPlace("makam", "Taman Makam Contoh", 60, HERE)
SERVICE: Final = "keterangan-pbi"
"""Of the sample office; its steps are replaced by two."""
WISH: Final = IntakeField("hari_kunjungan", "Hari apa rencana kunjungannya?", "date", HERE, ahead=True)


def change(*offices: str) -> None:
    """Bring the service into force that books the place before anything else, and hands over at the end."""
    now = timezone.now()
    for code in offices:
        laws = catalogue.services(code, now)
        office = replace(laws[0].office, places=(PLACE,))
        ways = (Outcome("scheduled", "serah"), Outcome("unreachable", "jadwal"))
        first = Step("jadwal", "Menjadwalkan", "post", "schedule", (cast.CLERK,), ways, HERE, place=PLACE.code)
        last = Step("serah", "Menutup", "post", "general", (cast.CLERK,), (Outcome("done", "selesai"),), HERE)
        changed = [
            replace(one.standard, steps=(first, last), time_limits=(), intake=(*one.standard.intake, WISH))
            if one.standard.code == SERVICE
            else one.standard
            for one in laws
        ]
        enact(office, changed, {}, moment=now)
    cast.forget_law()  # a row that was taken back may have had the same number


def apply(wish: date, office: str = cast.OFFICE) -> Receipt:
    """Somebody applies for a visit on this day."""
    said = cast.submission(SERVICE, office)
    answers = {**said.answers, WISH.code: wish}
    return submit(
        uuid4(), submission=replace(said, answers=answers), notice_version="uji", moment=timezone.now()
    )  # fmt: skip


def at(hour: int, days: int = 3, minute: int = 0) -> datetime:
    """A time so many days from today at the office."""
    on = cast.today() + timedelta(days=days)
    return datetime(on.year, on.month, on.day, hour, minute, tzinfo=WIB)


def book(file: UUID, when: datetime) -> None:
    leave(everybody(), file, "scheduled", record_of(file, "scheduled", meets_at=when.isoformat()))
