"""Whether a waiting message may go out now, by which way, to which address and in which words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from maklumat.core.identity import Person, read_phone
from maklumat.core.messages.occasions import stands
from maklumat.core.messages.pacing import quiet_until
from maklumat.core.messages.table import NIGHT, OCCASIONS, ROSTER
from maklumat.core.messages.texts import INDONESIAN, Composed
from maklumat.core.messages.wishes import (
    EMAIL,
    NO_ADDRESS,
    NOT_LIVE,
    NOTHING,
    OWN,
    SMS,
    UNREACHABLE,
    Circumstances,
    address_of,
    route,
)
from maklumat.core.organisation.table import OLDEST_HOURS, QUIET_FROM, QUIET_UNTIL, WAYS_ORDER
from maklumat.ports.messages.channel import BAD_ADDRESS, Outgoing
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue import settings
from maklumat.records.ledger.history import event_at
from maklumat.records.messages import rows
from maklumat.records.messages.composing import Source, follow_address, to_duty, to_night, to_officer, to_person
from maklumat.records.messages.making import circumstances
from maklumat.records.messages.models import Message
from maklumat.records.messages.nights import waits
from maklumat.records.messages.people import file_of
from maklumat.records.outside import live_ways
from maklumat.records.people.queries import email_of
from maklumat.records.people.roster import phone_of
from maklumat.records.procedures import queries as procedures


@dataclass(frozen=True, slots=True)
class Ready:
    """To be sent by `way`. `others`: whether another way is left, should this one turn out to lead nowhere."""

    way: str
    message: Outgoing
    others: bool = False


@dataclass(frozen=True, slots=True)
class Wait:
    """Not before that moment."""

    until: datetime
    held: str


@dataclass(frozen=True, slots=True)
class Settled:
    """Not at all."""

    state: str
    reason: str


Prepared = Ready | Wait | Settled


def prepared(row: Message, moment: datetime) -> Prepared:
    """What is to be done with a message that is due."""
    values = settings.values(row.office)
    late = not row.attempts and _age(row, moment) > timedelta(hours=values[OLDEST_HOURS])
    if late and not OCCASIONS[row.kind].must:
        return Settled(rows.SKIPPED, rows.TOO_OLD)
    if row.kind == ROSTER:
        return _for_duty(row, values, moment)
    if row.kind == NIGHT:
        return _for_night(row, values, moment)
    source = _source(row, moment)
    if source is None:
        return Settled(rows.SKIPPED, rows.GONE)
    if source.event is not None and not stands(row.kind, source.event, source.position.state, moment):
        return Settled(rows.SKIPPED, rows.MOOT)
    if late:
        return Settled(rows.DEAD, rows.TOO_OLD)  # it still holds: a call or a letter has to do it
    asleep = _quiet(source, values, moment)
    if asleep is not None:
        return asleep
    if row.recipient.startswith(rows.OFFICER):
        return _for_officer(source)
    return _for_person(source, values)


def _age(row: Message, moment: datetime) -> timedelta:
    """How old the news are, without the time that the message was held: at night, or while a way did not answer."""
    return row.made_at - row.happened_at + (moment - row.next_at)


def _source(row: Message, moment: datetime) -> Source | None:
    """None where the file is gone."""
    if row.application_id is None:
        return None
    file, position = file_of(row.application_id), procedures.position(row.application_id)
    if file is None or position is None:
        return None
    event = None if row.office_seq is None else event_at(row.office, row.office_seq)
    return Source(row, file, position, event, catalogue.office(row.office, moment))


def _quiet(source: Source, values: Any, moment: datetime) -> Wait | None:
    if OCCASIONS[source.row.kind].urgent or _day_and_night(source):
        return None
    begins, ends = (time.fromisoformat(values[name]) for name in (QUIET_FROM, QUIET_UNTIL))
    until = quiet_until(moment.astimezone(catalogue.zone(source.office)), begins, ends)
    return None if until is None else Wait(until, rows.QUIET)


def _day_and_night(source: Source) -> bool:
    """Whether an official is told of a promise that runs at night too: what was promised then cannot wait for day."""
    if source.event is None or not source.row.recipient.startswith(rows.OFFICER):
        return False
    limits = source.file.law.standard.time_limits
    told = source.event.data.get("limit")
    return any(one.round_the_clock for one in limits if one.code == told)


def _for_officer(source: Source) -> Prepared:
    address = email_of(int(source.row.recipient.removeprefix(rows.OFFICER)))
    if not address:
        return Settled(rows.SKIPPED, NO_ADDRESS)
    return Ready(EMAIL, _outgoing(source, EMAIL, address, to_officer(source), INDONESIAN))


def _for_duty(row: Message, values: Any, moment: datetime) -> Prepared:
    """Somebody on duty, by the number that they gave for it, else by e-mail; at any hour while their turn lasts."""
    event = None if row.office_seq is None else event_at(row.office, row.office_seq)
    turn = phone_of(UUID(str(event.data["entry"])), moment) if event and "entry" in event.data else None
    if turn is None:
        return Settled(rows.SKIPPED, rows.MOOT)
    return _rung(row, values, turn, to_duty(catalogue.office(row.office, moment)))


def _for_night(row: Message, values: Any, moment: datetime) -> Prepared:
    """Somebody on duty, or the head, of a night report that nobody has yet."""
    position = procedures.position(row.application_id) if row.application_id else None
    entry = row.occasion.removeprefix(f"night-{row.application_id}-")
    user = int(row.recipient.removeprefix(rows.OFFICER))
    turn = (user, "") if entry == "head" else phone_of(UUID(entry), moment)
    if position is None or turn is None or not waits(row.application_id):
        return Settled(rows.SKIPPED, rows.MOOT)
    return _rung(row, values, turn, to_night(catalogue.office(row.office, moment), position.register))


def _rung(row: Message, values: Any, turn: tuple[int, str], said: Composed) -> Prepared:
    """By the number that they gave for their turn, else by e-mail. `turn`: who it is, and that number."""
    person = Person(name="", phone=read_phone(turn[1]).value, email=email_of(turn[0]), phone_use=OWN)
    order = [way for way in (SMS, *values[WAYS_ORDER].split()) if way not in rows.failed_ways(row.failed)]
    found = route(person, NOTHING, Circumstances(by_law=True, discreet=False, order=order, live=live_ways()))
    if not found.ways:
        return Settled(rows.DEAD, found.reason)
    way, *others = found.ways
    message = Outgoing(
        key_of(row, way), address_of(person, way), said.subject, said.long, said.short, row.kind, INDONESIAN,
        said.values,
    )  # fmt: skip
    return Ready(way, message, bool(others))


def _for_person(source: Source, values: Any) -> Prepared:
    row, file = source.row, source.file
    person = file.person(row.recipient)
    if person is None:
        return Settled(rows.SKIPPED, rows.GONE)
    failed = {*rows.failed_ways(row.failed), *unreachable_ways(row)}
    found = route(person, person.told_by, circumstances(OCCASIONS[row.kind], file, values, tuple(failed)))
    if not found.ways:
        given_up = found.reason in (UNREACHABLE, NOT_LIVE)
        return Settled(rows.DEAD if given_up else rows.SKIPPED, found.reason)
    way, *others = found.ways
    composed = to_person(source, person.language)
    message = _outgoing(source, way, address_of(person, way), composed, person.language or INDONESIAN)
    return Ready(way, message, bool(others))


def unreachable_ways(row: Message) -> set[str]:
    """The ways by which earlier messages found nobody at this person's address."""
    texts = Message.objects.filter(
        application_id=row.application_id, recipient=row.recipient, failed__contains=BAD_ADDRESS
    ).values_list("failed", flat=True)
    return {way for text in texts for way, why in rows.failed_ways(text).items() if why == BAD_ADDRESS}


def _outgoing(source: Source, way: str, address: str, composed: Composed, language: str) -> Outgoing:
    return Outgoing(
        key=key_of(source.row, way),
        to=address,
        subject=composed.subject,
        text=composed.long,
        short=composed.short,
        template=source.row.kind,
        language=language,
        values=composed.values,
        stop=follow_address(source.file.code),
    )


def key_of(row: Message, way: str) -> str:
    """The key of a message by one way, the same in every attempt."""
    return f"{row.pk}-{way}"
