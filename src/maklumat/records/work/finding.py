"""Who stands at the counter, and where their files are: found by identity number, name, code or agenda number.

What is found says where a file stands and no more. A person's data are told only to whoever has their card in hand,
and that is written down.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from maklumat.core.errors import NotVisible, Refusal
from maklumat.core.events import Event
from maklumat.core.identity import Person
from maklumat.core.identity.findings import digits_only
from maklumat.core.procedure.pressing import pressing
from maklumat.core.procedure.state import WITH_APPLICANT, State
from maklumat.core.standard.model import Step
from maklumat.ports.sealing import tidy_secret
from maklumat.records.applications import lookup
from maklumat.records.applications.lookup import Known
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue.queries import Enacted
from maklumat.records.compensation.entitled import unused
from maklumat.records.ledger import actions as ledger
from maklumat.records.ledger import damage
from maklumat.records.people import access
from maklumat.records.people.access import Actor
from maklumat.records.procedures import queries as procedures
from maklumat.records.procedures.queries import Position
from maklumat.records.work.facts import facts_of

NIK: Final = "nik"
AGENDA: Final = "agenda"
CODE: Final = "code"
NAME: Final = "name"

DISCLOSED: Final = "disclosed"
"""The kind of a ledger entry: a person's data were shown to an officer outside the file's own page."""
REASONS: Final = (NIK, "card")
"""How an officer shows that the person is there: typed the whole NIK, or says that the card lies before them."""

_AGENDA: Final = re.compile(r"(\d{1,6})(?:\s*/\s*(\d{4}))?", re.ASCII)
_CODE_LETTERS: Final = 8
_NIK_DIGITS: Final = 16


@dataclass(frozen=True, slots=True)
class FoundFile:
    """Where a file stands. `remaining` in words, "" once it has ended; `desk` are the posts it lies with, joined by
    "+"; `due_at` is the promise that presses most; `open_to` says whether this officer may open the file,
    `completes` whether they may take in what it was returned for."""

    id: UUID
    code: str
    register: str
    law: Enacted
    received_at: datetime
    state: State
    step: Step | None
    remaining: str
    due_at: datetime | None
    late: bool
    open_to: bool
    completes: bool


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """The files of one person, newest first. `newest` is the one whose applicant `person` is; both None when this
    officer may open none of them. `first_until`: the last day on which their next application goes first, None where
    nothing is owed to them."""

    files: tuple[FoundFile, ...]
    newest: UUID | None
    person: Person | None
    first_until: date | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What was looked for, and whom it led to. `how`: NIK, AGENDA, CODE or NAME."""

    how: str
    people: tuple[FoundPerson, ...]


def find(actor: Actor, text: str, *, on: date, now: datetime) -> Found:
    """Look for what somebody says at the counter, within the actor's office only.

    Sixteen digits are a NIK; up to six, also with a year ("12/2026"), an agenda number of `on`'s year or that one;
    else it is a receipt code, or the whole name of an applicant. Refusal LKT-001 for nothing to look for, LKT-002 for
    digits that are none of these.
    """
    how, known = _looked_up(actor.office, text, on)
    places = procedures.positions(one.id for one in known)
    told = [
        (one, places[one.id])
        for one in known
        if one.id in places and access.may(actor, access.TELL, facts_of(places[one.id]))
    ]
    return Found(how, tuple(_people(actor, told, on, now)))


def _looked_up(office: str, text: str, on: date) -> tuple[str, list[Known]]:
    plain = text.strip()
    digits = digits_only(plain)
    if not plain:
        raise Refusal("LKT-001", "Tulis NIK, nama, kode, atau nomor agenda.")
    if digits.isdecimal() and len(digits) == _NIK_DIGITS:
        return NIK, lookup.by_nik(office, digits)
    if agenda := _AGENDA.fullmatch(plain):
        seq, year = agenda.groups()
        return AGENDA, lookup.by_agenda(office, int(year or on.year), int(seq))
    if digits.isdecimal():
        raise Refusal("LKT-002", "NIK harus 16 angka; yang ditulis {count} angka.", count=len(digits))
    if sum(letter.isalnum() for letter in plain) == _CODE_LETTERS:
        found = lookup.by_public_code(office, tidy_secret(plain))
        if found:
            return CODE, found
    return NAME, lookup.by_name(office, plain)


def _people(actor: Actor, told: Sequence[tuple[Known, Position]], on: date, now: datetime) -> Iterator[FoundPerson]:
    groups: dict[object, list[tuple[Known, Position]]] = {}
    for one, position in told:
        groups.setdefault(one.nik_index or one.id, []).append((one, position))
    revision = catalogue.calendar_revision() if groups else 0
    owed = _first_until(actor.office, [one for one, _ in told], on)
    for key, files in groups.items():
        shown = tuple(_file(actor, one, position, now, revision) for one, position in files)
        newest = next((file.id for file in shown if file.open_to), None)
        person = _person(newest) if newest else None
        yield FoundPerson(shown, newest if person else None, person, owed.get(key))


def _person(application_id: UUID) -> Person | None:
    """Who applied; None where that cannot be read, and the page says so."""
    return next(damage.readable(lookup.applicant_of, [application_id]), None)


def _first_until(office: str, known: Collection[Known], on: date) -> dict[object, date]:
    """Until when each person's next application goes first, by what groups their files."""
    if not known:
        return {}
    indexes = {one.nik_index for one in known if one.nik_index is not None}
    found = unused(office, [one.id for one in known], indexes, on)
    return {one.nik_index or one.application_id: one.valid_until for one in reversed(found)}


def _file(actor: Actor, one: Known, position: Position, now: datetime, revision: int) -> FoundFile:
    law, state = catalogue.enacted(position.standard_id), position.state
    calendar = catalogue.calendar_at(law.office, revision)
    pressed = pressing(law.standard, state, now, calendar)
    return FoundFile(
        id=one.id,
        code=one.code,
        register=position.register,
        law=law,
        received_at=one.received_at,
        state=state,
        step=law.standard.step(state.step) if state.step else None,
        remaining="" if state.ended else str(pressed.said),
        due_at=None if state.ended else pressed.due_at,
        late=pressed.late and not state.ended,
        open_to=access.may(actor, access.SEE, facts_of(position)),
        completes=state.status == WITH_APPLICANT and access.may(actor, access.BRING, facts_of(position)),
    )


def disclose(actor: Actor, application_id: UUID, *, why: str, moment: datetime) -> Person:
    """The applicant's data of an earlier file, to begin a new one with; the ledger keeps who saw them and why.

    `why` is one of REASONS. Raises NotVisible when the file is not the actor's to see.
    """
    position = procedures.position(application_id)
    if position is None or why not in REASONS:
        raise NotVisible
    access.require(actor, access.SEE, facts_of(position))
    person = lookup.applicant_of(application_id)
    data = {"application": str(application_id), "register": position.register, "why": why}
    with transaction.atomic():
        event = Event(0, DISCLOSED, moment, moment, post=actor.posts[0], data=data)
        ledger.append(actor.office, None, event, actor.user_id)
    return person
