"""What the ledger's broken promises make: entitlements, exactly once, and their use by the next application.

One follower reads both kinds of entry, so that a priority is there before the application that uses it. It locks no
file: a priority is spent here in name, and put before others by `records.work.prioritising`, file by file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from maklumat.core import events
from maklumat.core.compensation.entitlements import (
    PRIORITY,
    Owed,
    apologise_by,
    caused_by_office,
    holds_until,
    owed,
)
from maklumat.core.events import Event
from maklumat.core.organisation.table import APOLOGY_DAYS, COMPENSATION_DEFAULT, PRIORITY_MONTHS
from maklumat.records.applications.actions import take_number
from maklumat.records.applications.models import Application
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue import settings
from maklumat.records.compensation.models import Breach, Entitlement
from maklumat.records.ledger import actions as ledger
from maklumat.records.ledger.actions import Happening
from maklumat.records.ledger.following import Followed, follow
from maklumat.records.ledger.queries import offices
from maklumat.records.procedures import queries as procedures
from maklumat.records.procedures.queries import Position
from maklumat.records.products.models import Product

NAME: Final = "compensation"
REGISTER: Final = "kompensasi"
OWED, GIVEN, USED, DECLINED = "owed", "given", "used", "declined"
MADE: Final = "entitlement_made"
SPENT: Final = "entitlement_used"
BACK: Final = "entitlement_back"
UNANSWERED: Final = (events.WITHDRAWN, events.LAPSED)
"""How a file ends that nobody answered: whoever was to be served first with it was not served."""
FOLLOWED: Final = (events.BREACHED, events.RECEIVED, *UNANSWERED)


@dataclass(frozen=True, slots=True)
class Person:
    """What of an application says whose it is."""

    nik_index: bytes | None
    received_at: datetime


def make_entitlements(moment: datetime) -> int:
    """What is owed for the promises of every office that were broken since the last round. Repeat until 0."""
    return sum(follow(NAME, office, _Maker(office, moment).handle, kinds=FOLLOWED) for office in offices())


class _Maker:
    """One batch of one office. The settings are read once, and only where a promise was broken."""

    def __init__(self, office: str, moment: datetime) -> None:
        self.office, self.moment = office, moment
        self.happenings: list[Happening] = []
        self._settings: Mapping[str, Any] | None = None
        self._waiting: set[bytes] = set()  # the persons, by index, who have a priority to use

    def handle(self, found: Sequence[Followed]) -> None:
        self.happenings = []
        ids = {one.entry.application for one in found if one.entry.application is not None}
        people = _people(ids)
        indexes = {person.nik_index for person in people.values() if person.nik_index is not None}
        self._waiting = _unused(self.office, indexes)
        broken = [one for one in found if one.entry.kind == events.BREACHED]
        places = procedures.positions(one.entry.application for one in broken if one.entry.application is not None)
        for one in found:
            application = one.entry.application
            if application is None or application not in people:
                continue
            if one.entry.kind == events.RECEIVED:
                self._spend(application, people[application])
            elif one.entry.kind in UNANSWERED:
                self._give_back(application, one.event.occurred_at)
            elif application in places:
                self._break(one, places[application], people[application])
        if self.happenings:
            ledger.append_many(self.office, self.happenings)

    def _break(self, found: Followed, position: Position, person: Person) -> None:
        """A promise was broken: it is kept, and what follows from it is made unless an earlier one made it."""
        event = found.event
        due_at = event.occurred_at
        caused = caused_by_office(position.state.holdings, due_at)
        row = {
            "application_id": position.application_id,
            "service": position.service,
            "limit": str(event.data.get("limit", "")),
            "due_at": due_at,
            "known_at": event.recorded_at,
            "caused": caused,
        }
        Breach.objects.get_or_create(office=self.office, office_seq=found.entry.office_seq, defaults=row)
        if not caused:
            return
        if self._settings is None:
            self._settings = settings.values(self.office)
        made = set(Entitlement.objects.filter(application_id=position.application_id).values_list("key", flat=True))
        office = catalogue.enacted(position.standard_id).office
        for one in owed(office, self._settings[COMPENSATION_DEFAULT]):
            if one.key not in made:
                self._make(one, position, person, event.recorded_at, self._settings)

    def _make(
        self, one: Owed, position: Position, person: Person, known_at: datetime, decided: Mapping[str, Any]
    ) -> None:
        office = catalogue.enacted(position.standard_id).office
        calendar = catalogue.calendar(office)
        year = calendar.local(known_at).year
        row = Entitlement.objects.create(
            office=self.office,
            application_id=position.application_id,
            service=position.service,
            year=year,
            number=take_number(self.office, REGISTER, year),
            key=one.key,
            form=one.form,
            text=one.text[:500],
            ground=one.ground,
            status=OWED,
            nik_index=person.nik_index if one.form == PRIORITY else None,
            made_at=known_at,
            due_on=None if one.form == PRIORITY else apologise_by(known_at, decided[APOLOGY_DAYS], calendar),
            valid_until=holds_until(known_at, decided[PRIORITY_MONTHS], calendar) if one.form == PRIORITY else None,
            content={},
            note="",
        )
        if row.nik_index is not None:
            self._waiting.add(bytes(row.nik_index))
        data = {"entitlement": str(row.id), "form": one.form, "file": position.register, "ground": one.ground}
        self.happenings.append(Happening(Event(0, MADE, self.moment, self.moment, data=data)))

    def _spend(self, application_id: UUID, person: Person) -> None:
        """The person's next application uses the priority that ends first."""
        if person.nik_index not in self._waiting:  # as nearly always
            return
        on = catalogue.local_date(catalogue.office(self.office, self.moment), person.received_at)
        rows = Entitlement.objects.filter(
            office=self.office, form=PRIORITY, status=OWED, nik_index=person.nik_index, valid_until__gte=on,
            made_at__lte=person.received_at,
        )  # fmt: skip
        row = rows.exclude(application_id=application_id).order_by("valid_until", "number").first()
        spent = spend(row, application_id, moment=self.moment) if row is not None else None
        if spent is not None:
            self.happenings.append(spent)

    def _give_back(self, application_id: UUID, at: datetime) -> None:
        """A file that ended without an answer has used no priority: it is owed again, until the day it was."""
        row = Entitlement.objects.filter(used_by=application_id, status=USED).first()
        if row is None or Product.objects.filter(application_id=application_id, issued_at__isnull=False).exists():
            return
        on = catalogue.local_date(catalogue.office(self.office, self.moment), at)
        if row.valid_until is None or row.valid_until < on:
            return
        row.status, row.used_by, row.settled_at, row.placed_at = OWED, None, None, None
        row.save(update_fields=["status", "used_by", "settled_at", "placed_at"])
        if row.nik_index is not None:
            self._waiting.add(bytes(row.nik_index))
        data = {"entitlement": str(row.id), "by": str(application_id)}
        self.happenings.append(Happening(Event(0, BACK, self.moment, self.moment, data=data)))


def spend(row: Entitlement, application_id: UUID, *, moment: datetime) -> Happening | None:
    """The priority is used up by this application: write what comes back at the end of the transaction.

    None where somebody used it in the meantime.
    """
    unused = Entitlement.objects.filter(pk=row.pk, status=OWED)
    if not unused.update(status=USED, used_by=application_id, settled_at=moment, placed_at=None):
        return None
    data = {"entitlement": str(row.id), "by": str(application_id)}
    return Happening(Event(0, SPENT, moment, moment, data=data))


def _unused(office: str, indexes: Iterable[bytes]) -> set[bytes]:
    """Of these persons, those who have a priority that nobody used."""
    rows = Entitlement.objects.filter(office=office, form=PRIORITY, status=OWED, nik_index__in=list(indexes))
    return {bytes(index) for index in rows.values_list("nik_index", flat=True) if index is not None}


def _people(ids: Iterable[UUID]) -> dict[UUID, Person]:
    rows = Application.objects.filter(pk__in=list(ids)).values_list("pk", "nik_index", "received_at")
    return {pk: Person(bytes(index) if index is not None else None, at) for pk, index, at in rows}
