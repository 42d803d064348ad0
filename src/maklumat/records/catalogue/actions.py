"""Bringing law into force. Content goes in as canonical JSON and is never changed afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from maklumat.core.letter.check import letter_faults
from maklumat.core.standard import canonical
from maklumat.core.standard.model import Office, ServiceStandard
from maklumat.records.catalogue.models import (
    CalendarVersion,
    EnglishTexts,
    LetterBody,
    OfficeVersion,
    ReferenceList,
    StandardVersion,
)


@dataclass(frozen=True, slots=True)
class Enactment:
    """What enacting changed: how many rows are new. All zero when everything was in force already."""

    offices: int
    services: int
    letters: int


def enact(
    office: Office,
    services: Iterable[ServiceStandard],
    letters: Mapping[str, str],
    *,
    moment: datetime,
) -> Enactment:
    """Enact an office, its services and its letter texts (`letters`: name to text).

    What is in force already, byte for byte, is left alone; what changed becomes the next version. Raises the first
    LetterFault when a letter text cannot be used: none is left for the day of signing.
    """
    _judge(letters)
    with transaction.atomic():
        office_version, new_office = _office_version(office, moment)
        changed = sum(_enact_service(service, office_version, moment) for service in services)
        new_letters = sum(_keep_letter(office.code, name, text, moment) for name, text in letters.items())
    return Enactment(int(new_office), changed, new_letters)


def _office_version(office: Office, moment: datetime) -> tuple[OfficeVersion, bool]:
    content = canonical.dumps(office)
    content_hash = canonical.content_hash(content)
    newest = OfficeVersion.objects.filter(office=office.code).order_by("-number").first()
    if newest is not None and newest.content_hash == content_hash:
        return newest, False
    made = OfficeVersion.objects.create(
        office=office.code,
        number=newest.number + 1 if newest else 1,
        content=content,
        content_hash=content_hash,
        in_force_from=office.decree.in_force_from,
        enacted_at=moment,
    )
    return made, True


def _enact_service(service: ServiceStandard, office_version: OfficeVersion, moment: datetime) -> bool:
    """A new version when the text of the service, or of the office it refers to, differs from the newest."""
    content = canonical.dumps(service)
    content_hash = canonical.content_hash(content + office_version.content_hash)
    newest = StandardVersion.objects.filter(office=service.office, service=service.code).order_by("-number").first()
    if newest is not None and newest.content_hash == content_hash:
        return False
    StandardVersion.objects.create(
        office=service.office,
        service=service.code,
        seq=service.seq,
        number=newest.number + 1 if newest else 1,
        office_version=office_version,
        format=service.format,
        content=content,
        content_hash=content_hash,
        in_force_from=service.in_force_from,
        drafted_at=moment,
        enacted_at=moment,
    )
    return True


def keep_letters(owner: str, letters: Mapping[str, str], *, moment: datetime) -> int:
    """Keep the letter texts of an office, or the shared ones (owner "_bersama"). Returns how many are new.

    Raises the first LetterFault.
    """
    _judge(letters)
    with transaction.atomic():
        return sum(_keep_letter(owner, name, text, moment) for name, text in letters.items())


def _judge(letters: Mapping[str, str]) -> None:
    for fault in letter_faults(letters):
        raise fault


def _keep_letter(owner: str, name: str, text: str, moment: datetime) -> bool:
    content_hash = canonical.content_hash(text)
    newest = LetterBody.objects.filter(office=owner, name=name).order_by("-pk").first()
    if newest is not None and newest.content_hash == content_hash:
        return False
    LetterBody.objects.create(office=owner, name=name, content=text, content_hash=content_hash, enacted_at=moment)
    return True


def keep_english(office: str, english: Mapping[str, str], *, moment: datetime) -> bool:
    """Keep an office's texts in English (Indonesian text to English). True when they are new; none are kept as none."""
    content = canonical.dumps_plain(dict(english))
    content_hash = canonical.content_hash(content)
    with transaction.atomic():
        newest = EnglishTexts.objects.filter(office=office).order_by("-pk").first()
        if content_hash == (newest.content_hash if newest else canonical.content_hash(canonical.dumps_plain({}))):
            return False
        EnglishTexts.objects.create(office=office, content=content, content_hash=content_hash, loaded_at=moment)
    return True


def keep_list(owner: str, kind: str, content: str, *, moment: datetime) -> bool:
    """Keep a list that standards refer to (see `ReferenceList`). True when it is new; an empty one is kept as none."""
    content_hash = canonical.content_hash(content)
    with transaction.atomic():
        newest = ReferenceList.objects.filter(owner=owner, kind=kind).order_by("-pk").first()
        held = newest.content_hash if newest else canonical.content_hash(canonical.dumps_list(()))
        if content_hash == held:
            return False
        ReferenceList.objects.create(
            owner=owner, kind=kind, content=content, content_hash=content_hash, loaded_at=moment
        )
    return True


def load_calendar(year: int, content: str, *, moment: datetime) -> bool:
    """Load one year's holidays (canonical JSON of the calendar file). True when it is new.

    Open files are recomputed afterwards by `records.work.clockwork.reschedule`, one event per file that moves.
    """
    content_hash = canonical.content_hash(content)
    with transaction.atomic():
        newest = CalendarVersion.objects.filter(year=year).order_by("-pk").first()
        if newest is not None and newest.content_hash == content_hash:
            return False
        CalendarVersion.objects.create(year=year, content=content, content_hash=content_hash, loaded_at=moment)
    return True
