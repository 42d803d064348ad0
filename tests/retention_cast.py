"""Closed files whose years are over some day, and the office's schedule that says so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from io import BytesIO
from typing import Final
from uuid import UUID, uuid4

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from maklumat.core.retention.approval import REGION, Letters
from maklumat.core.retention.schedule import DESTROY, Retention
from maklumat.ports.uploads import decode
from maklumat.records.applications import actions as applications
from maklumat.records.archive import destroying, retention
from maklumat.records.archive.models import Destruction
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.people.access import ADMINISTRATOR, Actor
from maklumat.records.work import actions
from maklumat.records.work import queries as work
from tests import cast, outage_cast
from tests.web import desk_steps as desk
from tests.web.desk_steps import at_work, press

BASIS: Final = "Peraturan Bupati Contoh 1/2020"
RULE: Final = Retention(2, 5, DESTROY, BASIS)
WITNESSES: Final = (("Budi Contoh", "Kepala Subbagian Hukum"), ("Citra Contoh", "Inspektorat"))


def administrator(office: str = cast.OFFICE) -> Actor:
    return cast.officer(ADMINISTRATOR, office=office, name="Andi Contoh").actor


def decide(chief: Actor, *services: str, rule: Retention = RULE) -> None:
    """The schedule of the office for these services, or for the ordinary one."""
    retention.decide(chief, services or (cast.SERVICE,), rule, moment=timezone.now())


def in_years(years: float = 8) -> datetime:
    """A moment when the years of what is closed now are over."""
    return timezone.now() + timedelta(days=366 * years)


def paper(width: int = 595) -> bytes:
    """A paper that is another one for every width."""
    target = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(width, 842))
        pdf.save(target, deterministic_id=True)  # else the second at which it is saved is in it
    return target.getvalue()


def closed(*, office: str = cast.OFFICE, scan: bytes = b"", moment: datetime | None = None) -> UUID:
    """A file that its applicant withdrew, with one paper."""
    file = cast.apply(office=office, moment=moment).application_id
    if scan:
        applications.attach(file, office, "identitas", decode(scan), moment=moment or timezone.now())
    end(file, moment)
    return file


def end(file: UUID, moment: datetime | None = None) -> None:
    """Its applicant withdraws it."""
    actions.withdraw(file, seen_seq=work.followed(file).state.seq, moment=moment or timezone.now())


def delivered(scan: bytes, office: str = cast.OFFICE) -> UUID:
    """A file whose signed letter was handed over; `scan` is attached to it and recorded with a step."""
    staff = {post: at_work(cast.officer(post, office=office)) for post in
             (cast.CLERK, cast.ANALYST, cast.OPERATOR, cast.PRINTER, cast.HEAD)}  # fmt: skip
    file = cast.apply(office=office).application_id
    applications.attach(file, office, "identitas", decode(scan), moment=timezone.now())
    press(staff[cast.CLERK], file, "complete")
    press(staff[cast.ANALYST], file, "valid")
    outage_cast.as_by_hand(cast.officer(cast.OPERATOR, office=office).actor, file, "valid")
    document = SimpleUploadedFile("unduhan.pdf", scan, content_type="application/pdf")
    press(staff[cast.OPERATOR], file, "imported", reference="SIKS-1", document=document)
    assert desk.sign(staff[cast.HEAD], file).status_code == 302
    press(staff[cast.PRINTER], file, "done", note="dicetak")
    assert press(staff[cast.CLERK], file, "delivered", collector="Siti Contoh").status_code == 302
    return file


def letters(office: str, moment: datetime, *, approver: str = REGION) -> Letters:
    """Both letters, written on that day."""
    on = catalogue.local_date(catalogue.office(office, moment), moment)
    return Letters("B/1/PANITIA", on, approver, "B/2/SETUJU", on)


def proposed(chief: Actor, files: Sequence[UUID], moment: datetime) -> Destruction:
    return destroying.propose(chief, uuid4(), files, moment=moment)


def approved(chief: Actor, files: Sequence[UUID], moment: datetime) -> Destruction:
    """A list that the head has approved."""
    row = proposed(chief, files, moment)
    destroying.enter_letters(chief, row.pk, letters(chief.office, moment), moment=moment)
    destroying.approve(cast.officer(cast.HEAD, office=chief.office).actor, row.pk, moment=moment)
    return row


def destroyed(chief: Actor, files: Sequence[UUID], moment: datetime) -> Destruction:
    """A list that was carried out to its minutes."""
    row = approved(chief, files, moment)
    destroying.begin(chief, row.pk, WITNESSES, moment=moment)
    while destroying.go_on(moment):
        continue
    return destroying.list_of(chief, row.pk)
