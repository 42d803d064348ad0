"""Finding applications again by what a person says at the counter: identity number, name, code, agenda number.

Nothing is opened to search: names and identity numbers are compared by their blind indexes. Whether somebody may see
what was found is decided a stage above.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from maklumat.core.identity import Person
from maklumat.core.identity.persons import name_key
from maklumat.records.applications.content import application_row, submission_of
from maklumat.records.applications.models import Application
from maklumat.records.outside import keyring

MOST: Final = 20
"""So many applications at most are found at once, newest first."""


@dataclass(frozen=True, slots=True)
class Known:
    """An application that was found. `nik_index` is equal for the files of one person, None where no NIK was given."""

    id: UUID
    code: str
    channel: str
    received_at: datetime
    nik_index: bytes | None


def by_nik(office: str, nik: str) -> list[Known]:
    """The newest applications of the person with these 16 digits."""
    return _known(Application.objects.filter(office=office, nik_index=keyring().blind_index(nik, "nik")))


def by_name(office: str, name: str) -> list[Known]:
    """The newest applications of whoever has exactly this name."""
    key = name_key(name)
    return (
        _known(Application.objects.filter(office=office, name_index=keyring().blind_index(key, "name"))) if key else []
    )


def by_public_code(office: str, code: str) -> list[Known]:
    """The application with this receipt code, if it is one of this office."""
    return _known(Application.objects.filter(office=office, code=code))


def by_agenda(office: str, year: int, seq: int) -> list[Known]:
    """The application with this agenda number."""
    return _known(Application.objects.filter(office=office, register_year=year, register_seq=seq))


def applicant_of(application_id: UUID) -> Person:
    """Who applied, as they were then."""
    return submission_of(application_row(application_id)).applicant


def _known(rows: QuerySet[Application]) -> list[Known]:
    columns = rows.order_by("-received_at", "-register_seq").values_list(
        "pk", "code", "channel", "received_at", "nik_index"
    )
    return [
        Known(pk, code, channel, received_at, None if index is None else bytes(index))
        for pk, code, channel, received_at, index in columns[:MOST]
    ]
