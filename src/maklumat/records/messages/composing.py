"""The words of one message, made when it is sent: from the ledger's entry, the file and the office as they are now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings

from maklumat.core.events import Event
from maklumat.core.messages import table
from maklumat.core.messages.occasions import meets_at, meets_where
from maklumat.core.messages.texts import INDONESIAN, Composed, Facts, compose
from maklumat.core.procedure.state import State
from maklumat.core.standard.model import Office, ServiceStandard
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.messages.models import Message
from maklumat.records.messages.people import File
from maklumat.records.procedures.queries import Position

ZONES: Final[Mapping[str, str]] = {"Asia/Jakarta": "WIB", "Asia/Pontianak": "WIB", "Asia/Makassar": "WITA",
                                   "Asia/Jayapura": "WIT"}  # fmt: skip
LAPSING: Final = frozenset({table.RETURNED, table.REMINDER})


@dataclass(frozen=True, slots=True)
class Source:
    """What a message is made of. `event`: None where a day is the occasion, or the entry was erased."""

    row: Message
    file: File
    position: Position
    event: Event | None
    office: Office


def follow_address(code: str) -> str:
    """Where a file is followed, and where messages about it are stopped."""
    return f"{settings.BASE_ADDRESS}/lacak/{code}/"


def to_person(source: Source, language: str) -> Composed:
    """The message as somebody of the file gets it."""
    file, office = source.file, source.office
    facts = Facts(
        office=office.short_name or office.name,
        code=file.code,
        where=follow_address(file.code),
        service="" if file.discreet else file.law.standard.name,
        day=_day(source, catalogue.zone(office)),
        place=_place(source),
        missing=() if file.discreet else _missing(file.law.standard, source.event),
    )
    return compose(source.row.kind, language or INDONESIAN, facts)


def to_officer(source: Source) -> Composed:
    """The message as an official gets it: by the number of the register, and nothing else of the file."""
    office, position = source.office, source.position
    due = source.event.data.get("at") if source.event else None
    day = _moment(datetime.fromisoformat(str(due)), catalogue.zone(office)) if due else ""
    where = f"{settings.BASE_ADDRESS}/kantor/"
    facts = Facts(office=office.short_name or office.name, code=position.register, where=where, day=day)
    return compose(source.row.kind, INDONESIAN, facts)


def to_duty(office: Office) -> Composed:
    """The message of somebody on duty who did not answer."""
    facts = Facts(office=office.short_name or office.name, code="", where=f"{settings.BASE_ADDRESS}/kantor/piket/")
    return compose(table.ROSTER, INDONESIAN, facts)


def to_night(office: Office, register: str) -> Composed:
    """The message of somebody who is told of a night report."""
    where = f"{settings.BASE_ADDRESS}/kantor/piket/"
    return compose(table.NIGHT, INDONESIAN, Facts(office.short_name or office.name, register, where))


def _day(source: Source, zone: ZoneInfo) -> str:
    kind, state, event = source.row.kind, source.position.state, source.event
    if kind in LAPSING:
        return _lapse(state, zone)
    if kind == table.APPOINTMENT and event is not None:
        at = meets_at(event.data)
        return _moment(at, zone) if at else ""
    return _written(source.row.about) if source.row.about else ""


def _lapse(state: State, zone: ZoneInfo) -> str:
    return _written(state.lapses_at.astimezone(zone).date()) if state.lapses_at else ""


def _place(source: Source) -> str:
    """Where to come; of a confidential file that is said on the page alone."""
    return "" if source.file.discreet or source.event is None else meets_where(source.event.data)[:60]


def _missing(standard: ServiceStandard, event: Event | None) -> tuple[str, ...]:
    found = event.data.get("findings") if event else None
    texts = {requirement.code: requirement.text for requirement in standard.requirements}
    keys = (str(slot).partition(".")[0] for slot in found) if isinstance(found, Mapping) else ()
    return tuple(dict.fromkeys(texts[key] for key in keys if key in texts))


def _written(day: date) -> str:
    return f"{day:%d-%m-%Y}"


def _moment(at: datetime, zone: ZoneInfo) -> str:
    local = at.astimezone(zone)
    return f"{local:%d-%m-%Y %H.%M} {ZONES.get(zone.key, '')}".strip()
