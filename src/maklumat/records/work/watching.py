"""What an office watches after issue: products that end soon, reports to look at, and duties nobody has reported.

Each list comes in pages and is for the posts that look after the products of a service; see `afterlife.keepers`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from maklumat.core.procedure.afterlife import keepers
from maklumat.core.standard.model import Product, ServiceStandard
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.people import access
from maklumat.records.people.access import Actor
from maklumat.records.procedures import queries as procedures
from maklumat.records.procedures.queries import Position
from maklumat.records.products import afterlife as products
from maklumat.records.products.afterlife import PAGE, DutyView, Expiring, Mark
from maklumat.records.work.facts import facts_of

LOOKED_AHEAD: Final = 60
"""Days before its end that a product stands on the list where the standard says nothing about reminding."""


@dataclass(frozen=True, slots=True)
class Watched:
    """A product that ends on `on`, or a duty that is due then. `late`: nobody has reported, and the day is past.

    `days`: how many from today until that day; negative when it is past, None for a duty whose day is not known.
    """

    id: UUID
    application_id: UUID
    register: str
    service: str
    product: str
    duty: str
    number: str
    on: date | None
    days: int | None
    reported_at: datetime | None = None

    @property
    def late(self) -> bool:
        return bool(self.duty) and self.reported_at is None and self.days is not None and self.days < 0


@dataclass(frozen=True, slots=True)
class Watch:
    """One page of a list. `after`: where the next one begins, None on the last."""

    lines: tuple[Watched, ...]
    after: Mark | None


def ending(actor: Actor, moment: datetime, after: Mark | None = None) -> Watch:
    """The products that end soon, the first to end first: as many days ahead as their standard reminds of it."""
    on = _today(actor, moment)
    windows = {
        (standard.code, product.code): on + timedelta(days=max(product.remind_days, default=LOOKED_AHEAD))
        for standard in _mine(actor, moment)
        for product in standard.products
        if set(keepers(standard, product)) & set(actor.posts)
    }
    return _page(actor, on, products.expiring(actor.office, on, windows, after=after, limit=PAGE + 1))


def reported(actor: Actor, moment: datetime, after: Mark | None = None) -> Watch:
    """The reports that wait for somebody to look at them."""
    return _duties(actor, moment, after, reported=True)


def owed(actor: Actor, moment: datetime, after: Mark | None = None) -> Watch:
    """The duties that nobody has reported, the latest first."""
    return _duties(actor, moment, after, reported=False)


def _duties(actor: Actor, moment: datetime, after: Mark | None, *, reported: bool) -> Watch:
    services = tuple(standard.code for standard in _mine(actor, moment))
    found = products.open_duties(actor.office, services, reported=reported, after=after, limit=PAGE + 1)
    return _page(actor, _today(actor, moment), found)


def _today(actor: Actor, moment: datetime) -> date:
    return catalogue.local_date(catalogue.office(actor.office, moment), moment)


def _mine(actor: Actor, moment: datetime) -> list[ServiceStandard]:
    """The services with a product that one of the actor's posts looks after."""
    standards = (law.standard for law in catalogue.services(actor.office, moment))
    return [one for one in standards if any(set(keepers(one, each)) & set(actor.posts) for each in one.products)]


def _page(actor: Actor, on: date, rows: Sequence[Expiring | DutyView]) -> Watch:
    shown = rows[:PAGE]
    places = procedures.positions(row.application_id for row in shown)
    lines = [_line(places[row.application_id], row, on) for row in shown if _seen(actor, places, row.application_id)]
    last = shown[-1] if len(rows) > PAGE else None
    return Watch(tuple(lines), None if last is None else (_day(last), last.id))


def _seen(actor: Actor, places: Mapping[UUID, Position], file: UUID) -> bool:
    """A line leads to its file: whoever may not open that is not told of it."""
    return file in places and access.may(actor, access.SEE, facts_of(places[file]))


def _day(row: Expiring | DutyView) -> date | None:
    return row.until if isinstance(row, Expiring) else row.due_on


def _line(place: Position, row: Expiring | DutyView, on: date) -> Watched:
    """A row under the law that its file runs by."""
    standard = catalogue.standard(place.standard_id)
    product, day = standard.product(row.product), _day(row)
    days = None if day is None else (day - on).days
    if isinstance(row, Expiring):
        return Watched(
            row.id, place.application_id, place.register, standard.name, product.name, "", row.number, day, days
        )
    text = _duty(product, row.code)
    return Watched(
        row.id, place.application_id, place.register, standard.name, product.name, text, "", day, days, row.reported_at
    )  # fmt: skip


def _duty(product: Product, code: str) -> str:
    return next((duty.text for duty in product.duties if duty.code == code), code)
