"""Drafts and attachments, before an application is received."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.db.models import F, QuerySet

from maklumat.core.errors import NotVisible, Refusal
from maklumat.records.applications.models import Application, Attachment, Counter, Draft
from maklumat.records.applications.receipts import code_of
from maklumat.records.outside import vault

if TYPE_CHECKING:
    from maklumat.ports.uploads import Decoded


PAGES_MOST: Final = 20
"""Files that one place may hold: the pages of a family card, not an album."""


def start_draft(
    office: str, service: str, *, moment: datetime, content: Mapping[str, Mapping[str, Any]] | None = None
) -> UUID:
    """Begin a draft, empty or with parts known already. Its id will be the submission id and the application's id."""
    draft_id = uuid4()
    Draft(
        id=draft_id,
        office=office,
        service=service,
        code=code_of(draft_id),
        content=dict(content or {}),
        created_at=moment,
        changed_at=moment,
    ).save(force_insert=True)
    return draft_id


def save_draft(draft_id: UUID, part: str, values: Mapping[str, Any], *, moment: datetime) -> None:
    """Keep one part of a draft ("applicant", "answers", ...). Raises Refusal PMH-002 once it is submitted."""
    with transaction.atomic():
        draft = open_draft(draft_id)
        draft.content = {**draft.content, part: dict(values)}
        draft.changed_at = moment
        draft.save(update_fields=["content", "changed_at"])


def attach(
    application_id: UUID,
    office: str,
    requirement: str,
    file: Decoded,
    *,
    moment: datetime,
    person: str = "",
    another_page: bool = False,
) -> UUID:
    """Keep a decoded file for one requirement. Earlier ones for the same place are replaced, not lost; `another_page`
    lays it behind them instead, once: the same page sent again changes nothing. Refusal UNG-016 when the place is full.

    The bytes are written, synced and named before the row: a crash leaves an orphan file, never a dangling row.
    """
    name = vault().put(file.data, office)
    with transaction.atomic():
        here = files_at(application_id, requirement, person)
        if not another_page:
            here.update(replaced_at=moment)
        elif (same := here.filter(vault_name=name).first()) is not None:
            return same.id
        elif here.count() >= PAGES_MOST:
            full = "Satu tempat memuat paling banyak {most} berkas. Gabungkan menjadi satu PDF."
            raise Refusal("UNG-016", full, most=PAGES_MOST)
        attachment = Attachment.objects.create(
            id=uuid4(),
            application_id=application_id,
            office=office,
            requirement=requirement,
            person=person,
            vault_name=name,
            kind=file.kind,
            size_bytes=len(file.data),
            pages=file.pages,
            attached_at=moment,
        )
    return attachment.id


def detach(application_id: UUID, attachment_id: UUID, *, moment: datetime) -> None:
    """Take a file off a draft. It stays in the vault until the draft is swept."""
    with transaction.atomic():
        open_draft(application_id)
        Attachment.objects.filter(pk=attachment_id, application_id=application_id).update(replaced_at=moment)


def files_at(application_id: UUID, requirement: str, person: str) -> QuerySet[Attachment]:
    """The files that lie at one place now."""
    return Attachment.objects.filter(
        application_id=application_id, requirement=requirement, person=person, replaced_at__isnull=True
    )


def lies_there(application_id: UUID, requirement: str, person: str, file: Decoded, office: str) -> bool:
    """Whether this very file lies at this place already: the same scan sent twice."""
    name = vault().put(file.data, office)
    return files_at(application_id, requirement, person).filter(vault_name=name).exists()


def take_number(office: str, register: str, year: int) -> int:
    """Take the next number of a register. Inside the caller's transaction; the row stays locked until its end.

    Refusal BKU-001 when the book of that year is closed.
    """
    number = _next_number(office, register, year)
    if number is None:
        raise closed_book(year)
    return number


def take_open_number(office: str, register: str, year: int, *, otherwise: int) -> tuple[int, int]:
    """As `take_number`, in the book of the year `otherwise` when that of `year` is closed: the year and the number.

    What is written down late is never sent away for the sake of a book.
    """
    number = _next_number(office, register, year)
    if number is not None:
        return year, number
    return otherwise, take_number(office, register, otherwise)


def _next_number(office: str, register: str, year: int) -> int | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO applications_counter (office, register, year, next) VALUES (%s, %s, %s, 2)"
            " ON CONFLICT (office, register, year) DO UPDATE SET next = applications_counter.next + 1"
            " WHERE applications_counter.closed_at IS NULL RETURNING next - 1",
            [office, register, year],
        )
        found = cursor.fetchone()
        return None if found is None else int(found[0])


def reach_number(office: str, register: str, year: int, following: int) -> None:
    """The next number of a register will be `following` at least. Inside the caller's transaction.

    Refusal BKU-001 when the book of that year is closed, also where its number is behind that already.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO applications_counter (office, register, year, next) VALUES (%s, %s, %s, %s)"
            " ON CONFLICT (office, register, year) DO UPDATE SET next = CASE"
            " WHEN applications_counter.next < excluded.next THEN excluded.next ELSE applications_counter.next END"
            " WHERE applications_counter.closed_at IS NULL RETURNING next",
            [office, register, year, following],
        )
        if cursor.fetchone() is None:
            raise closed_book(year)


def is_closed(office: str, register: str, year: int) -> bool:
    """Whether the book of that year was closed. Nothing is locked."""
    return Counter.objects.filter(office=office, register=register, year=year, closed_at__isnull=False).exists()


def closed_book(year: int) -> Refusal:
    """What every writer of numbers says of a book that was closed."""
    return Refusal("BKU-001", "Buku tahun {year} sudah ditutup dan tidak memberi nomor lagi.", year=year)


def raise_secret_issue(application_id: UUID) -> None:
    """From now on another secret opens this application. Inside the caller's transaction."""
    Application.objects.filter(pk=application_id).update(secret_issue=F("secret_issue") + 1)


def open_draft(draft_id: UUID) -> Draft:
    draft = Draft.objects.select_for_update().filter(pk=draft_id).first()
    if draft is None:
        raise NotVisible
    if draft.submitted_at is not None:
        raise Refusal("PMH-002", "Permohonan ini sudah dikirim; isinya tidak dapat diubah lagi.")
    return draft
