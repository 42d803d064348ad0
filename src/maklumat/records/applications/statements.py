"""The statements of every intake. Everything else about applications goes through the model."""

from __future__ import annotations

from datetime import datetime
from typing import Final, NamedTuple
from uuid import UUID

from maklumat.core.intake import Submission
from maklumat.records.applications.content import submission_in
from maklumat.records.applications.models import Application
from maklumat.records.ledger.driver import aware, fetch, insert, run, statement
from maklumat.records.ledger.fields import sealed_for


class Known(NamedTuple):
    """What a receipt says of an application that was received."""

    code: str
    secret_issue: int
    register_seq: int
    register_year: int
    received_at: datetime


_KNOWN: Final = statement(
    "SELECT code, secret_issue, register_seq, register_year, received_at"
    " FROM applications_application WHERE id = %s"
)  # fmt: skip
_SAID: Final = statement("SELECT content, received_at FROM applications_application WHERE id = %s")
_COLUMNS: Final = (
    "id", "office", "service", "standard_id", "code", "register_year", "register_seq", "channel", "confidentiality",
    "nik_index", "name_index", "received_at", "recorded_at", "entered_by", "notice_version", "secret_issue",
)  # fmt: skip
_RECEIVE: Final = insert("applications_application", (*_COLUMNS, "content"))
_SENT: Final = statement("UPDATE applications_draft SET submitted_at = %s WHERE id = %s")


def known(application_id: UUID) -> Known | None:
    """The application with this id; None before it was received."""
    found = fetch(_KNOWN, (application_id,))
    return None if found is None else Known._make((*found[:4], aware(found[4])))


def said(application_id: UUID) -> tuple[Submission, datetime] | None:
    """What the application with this id says, and when it was received. Raises Damaged."""
    found = fetch(_SAID, (application_id,))
    if found is None:
        return None
    return submission_in(application_id, bytes(found[0])), aware(found[1])


def receive(application: Application) -> None:
    """Write a new application, its content sealed to its row."""
    values = [getattr(application, name) for name in _COLUMNS]
    sealed = sealed_for(Application, application.id, "content", application.content)
    run(_RECEIVE, [*values, bytes(sealed)])


def draft_sent(application_id: UUID, moment: datetime) -> None:
    """The draft with this id, if there is one, became an application."""
    run(_SENT, (moment, application_id))
