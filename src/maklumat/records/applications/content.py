"""What somebody applied for, as its row keeps it: opened and read, or said to be damaged."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from maklumat.core.errors import Damaged
from maklumat.core.intake import Submission, from_json
from maklumat.ports.sealing import SealBroken
from maklumat.records.applications.models import Application
from maklumat.records.ledger import damage
from maklumat.records.ledger.fields import opened


def application_row(application_id: UUID) -> Application:
    """The row of an application that is known to have been received. Raises Damaged when it is gone."""
    row = Application.objects.filter(pk=application_id).first()
    if row is None:
        raise damage.row_missing().of(application=application_id)
    return row


def identify(fault: Damaged, application_id: UUID | None) -> None:
    """Let it say which file it is about, for whoever may know: where nobody on its way knew the number."""
    of = fault.application or application_id
    row = None if of is None or (fault.number and fault.office) else Application.objects.filter(pk=of).first()
    if row is not None:
        fault.of(number=agenda_of(row), office=row.office, application=row.pk)


def submission_of(row: Application) -> Submission:
    """The submission of an application. Raises Damaged."""
    with damage.about(number=agenda_of(row), office=row.office), _content_of(row.pk):
        return from_json(row.content)


def submission_in(application_id: UUID, sealed: bytes) -> Submission:
    """The same of the bytes in its column. Raises Damaged."""
    with _content_of(application_id):
        return from_json(opened(Application, application_id, "content", sealed))


def agenda_of(row: Application) -> str:
    """The agenda number as printed."""
    return register_text(row.register_seq, row.register_year)


def register_text(seq: int, year: int) -> str:
    """An agenda number as printed."""
    return f"{seq:04d}/{year}"


@contextmanager
def _content_of(application_id: UUID) -> Iterator[None]:
    try:
        yield
    except SealBroken as broken:
        raise damage.sealed_content(broken).of(application=application_id) from broken
    except damage.UNREADABLE as error:
        raise damage.sealed_content(None).of(application=application_id) from error
