"""Who of a file is told, as their application and their latest choice say. Read anew for every message."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from maklumat.core import events
from maklumat.core.events import Event
from maklumat.core.identity import Person
from maklumat.core.intake import is_report
from maklumat.core.messages.table import APPLICANT, PROXY, Occasion
from maklumat.core.messages.wishes import PHONE_USES, WISHES
from maklumat.records.applications.content import submission_of
from maklumat.records.applications.models import Application
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue.queries import Enacted
from maklumat.records.ledger import damage
from maklumat.records.ledger.history import newest

NORMAL = "normal"


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody of a file. `person.told_by` and `person.phone_use` are what they chose last; `reporter`: they reported
    another person."""

    role: str
    person: Person
    reporter: bool = False


@dataclass(frozen=True, slots=True)
class File:
    """What a message needs of an application."""

    id: UUID
    code: str
    law: Enacted
    discreet: bool
    people: tuple[Told, ...]

    def person(self, role: str) -> Person | None:
        return next((one.person for one in self.people if one.role == role), None)


def files(applications: Iterable[UUID]) -> dict[UUID, File]:
    """These files, by id. Two queries. Those that can be read, see `damage.readable`."""
    rows = Application.objects.filter(pk__in=list(applications))
    found = {row.pk: row for row in rows}
    chosen = newest(found, events.MESSAGES_CHOSEN)
    read = damage.readable(lambda row: _file(row, chosen.get(row.pk)), found.values())
    return {file.id: file for file in read}


def file_of(application_id: UUID) -> File | None:
    """One file; None when there is none."""
    return files((application_id,)).get(application_id)


def whom(file: File, occasion: Occasion) -> tuple[Told, ...]:
    """Who of the file is told on that occasion."""
    return tuple(one for one in file.people if one.role in occasion.to and (occasion.reporter or not one.reporter))


def _file(row: Application, chosen: Event | None) -> File:
    law = catalogue.enacted(row.standard_id)
    submission = submission_of(row)
    reports = is_report(law.standard, submission, catalogue.local_date(law.office, row.received_at))
    data = chosen.data if chosen else {}
    people = [Told(APPLICANT, _as_chosen(submission.applicant, APPLICANT, data), reports)]
    if submission.proxy is not None:
        people.append(Told(PROXY, _as_chosen(submission.proxy, PROXY, data)))
    return File(row.pk, row.code, law, row.confidentiality != NORMAL, tuple(people))


def _as_chosen(person: Person, role: str, data: Mapping[str, Any]) -> Person:
    wish, use = (data.get(name, {}).get(role) for name in ("wishes", "uses"))
    return replace(
        person,
        told_by=wish if wish in WISHES else person.told_by,
        phone_use=use if use in PHONE_USES else person.phone_use,
    )
