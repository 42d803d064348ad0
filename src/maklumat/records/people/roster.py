"""The roster as kept: entered, cancelled, and every call of somebody on duty with its outcome."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from maklumat.core.errors import NotVisible, Refusal
from maklumat.core.organisation import roster
from maklumat.core.organisation.roster import RANKS, Link, RosterTurn
from maklumat.core.organisation.roster import RosterCall as Called
from maklumat.records.people import access
from maklumat.records.people.access import Actor, Facts
from maklumat.records.people.mandates import hold_office, note
from maklumat.records.people.models import Absence, Membership, RosterCall, RosterEntry

ENTERED: Final = "roster_entered"
CANCELLED: Final = "roster_cancelled"
CALLED: Final = "roster_called"
LONGEST_NOTE: Final = 200


def on_duty(office: str, moment: datetime, on: date) -> tuple[RosterTurn, ...]:
    """Who is on duty at that office at that moment, in the order in which they are rung. One query.

    `on`: the day at the office, by which somebody is on leave or works there no more.
    """
    rows = RosterEntry.objects.filter(office=office, from_at__lte=moment, until_at__gt=moment, cancelled_at=None)
    return roster.on_duty(_turns(rows, office, on), moment)


def chain(office: str, moment: datetime, on: date, *, minutes: int) -> tuple[Link, ...]:
    """Whom to ring now; see `core.organisation.roster.chain`. Two queries."""
    turns = on_duty(office, moment, on)
    if not turns:
        return ()
    since = moment - timedelta(minutes=minutes)
    calls = RosterCall.objects.filter(entry_id__in=[one.id for one in turns], called_at__gt=since)
    made = [Called(*row) for row in calls.values_list("entry_id", "called_at", "answered")]
    return roster.chain(turns, made, moment, minutes=minutes)


def coming(actor: Actor, moment: datetime, on: date) -> list[RosterTurn]:
    """The turns that run or are to come, the soonest first; for whoever arranges the office."""
    if not actor.arranges:
        raise NotVisible
    rows = RosterEntry.objects.filter(office=actor.office, until_at__gt=moment, cancelled_at=None)
    return _turns(rows.order_by("from_at", "rank", "pk")[:200], actor.office, on)


def calls(actor: Actor, *, limit: int = 50) -> list[RosterCall]:
    """The newest calls of the office with whom they were for."""
    access.require(actor, access.ROSTER, Facts(actor.office))
    rows = RosterCall.objects.filter(entry__office=actor.office).select_related("entry__user", "called_by")
    return list(rows.order_by("-called_at")[:limit])


def enter(
    actor: Actor,
    user: int,
    times: Sequence[tuple[datetime, datetime]],
    *,
    rank: int,
    phone: str,
    published: bool,
    moment: datetime,
) -> int:
    """Somebody is on duty at these times; how many turns are new. Raises NotVisible, Refusal PKT-002 to PKT-004."""
    access.require(actor, access.ADMINISTER, Facts(actor.office))
    if rank not in RANKS or not phone or any(end <= begin or end <= moment for begin, end in times):
        raise Refusal("PKT-002", "Piket harus punya nomor telepon, urutan 1 sampai 3, dan belum lewat.")
    with transaction.atomic():
        hold_office(actor.office)
        if not Membership.objects.filter(office=actor.office, user=user, user__is_active=True).exists():
            raise Refusal("PKT-003", "Orang itu tidak bekerja di kantor ini.")
        for begin, end in times:
            meeting = RosterEntry.objects.filter(
                office=actor.office, from_at__lt=end, until_at__gt=begin, cancelled_at=None
            )
            if meeting.filter(rank=rank).exists() or meeting.filter(user=user).exists():
                raise Refusal("PKT-004", "Pada waktu itu urutan ini sudah terisi, atau orang itu sudah piket.")
            RosterEntry.objects.create(
                id=uuid4(), office=actor.office, user_id=user, rank=rank, phone=phone, published=published,
                from_at=begin, until_at=end, entered_at=moment, entered_by=actor.user_id,
            )  # fmt: skip
        data = {"user": user, "rank": rank, "published": published,
                "times": [[begin.isoformat(), end.isoformat()] for begin, end in times]}  # fmt: skip
        note(actor, ENTERED, data, moment)
    return len(times)


def cancel(actor: Actor, entry: UUID, *, moment: datetime) -> None:
    """The turn does not take place, or ends now. Raises NotVisible. A repeat changes nothing."""
    access.require(actor, access.ADMINISTER, Facts(actor.office))
    with transaction.atomic():
        row = RosterEntry.objects.select_for_update().filter(pk=entry, office=actor.office).first()
        if row is None:
            raise NotVisible
        if row.cancelled_at is not None:
            return
        row.cancelled_at, row.cancelled_by = moment, actor.user_id
        row.save(update_fields=["cancelled_at", "cancelled_by"])
        note(actor, CANCELLED, {"entry": str(entry), "user": row.user_id}, moment)


def cancel_all(actor: Actor, user: int, *, moment: datetime) -> list[list[str]]:
    """Whoever leaves is on duty no more, from now on; from when until when they would have been. For an action that
    says so in its own entry, in its transaction."""
    rows = RosterEntry.objects.filter(office=actor.office, user=user, until_at__gt=moment, cancelled_at=None)
    times = rows.order_by("from_at").values_list("from_at", "until_at")
    found = [[begin.isoformat(), end.isoformat()] for begin, end in times]
    rows.update(cancelled_at=moment, cancelled_by=actor.user_id)
    return found


def call(actor: Actor, entry: UUID, call_id: UUID, *, answered: bool, remark: str, moment: datetime) -> None:
    """Somebody on duty was rung; did they answer? Raises NotVisible. A repeat with the same id changes nothing."""
    access.require(actor, access.ROSTER, Facts(actor.office))
    with transaction.atomic():
        row = RosterEntry.objects.select_for_update().filter(pk=entry, office=actor.office, cancelled_at=None).first()
        if row is None or not row.from_at <= moment < row.until_at:
            raise NotVisible
        if RosterCall.objects.filter(pk=call_id).exists():
            return
        RosterCall.objects.create(
            id=call_id, entry=row, called_at=moment, called_by_id=actor.user_id, answered=answered,
            remark=remark.strip()[:LONGEST_NOTE],
        )  # fmt: skip
        note(actor, CALLED, {"entry": str(entry), "user": row.user_id, "rank": row.rank, "answered": answered}, moment)


def phone_of(entry: UUID, moment: datetime) -> tuple[int, str] | None:
    """Whose turn this is and the number they gave for it; None once it is over."""
    row = RosterEntry.objects.filter(pk=entry, until_at__gt=moment, cancelled_at=None, user__is_active=True).first()
    return None if row is None else (row.user_id, row.phone)


def _turns(rows: QuerySet[RosterEntry], office: str, day: date) -> list[RosterTurn]:
    """The turns with what is known that day of their people: on leave, or gone from the office."""
    works = Membership.objects.filter(
        Q(until_on=None) | Q(until_on__gte=day), user=OuterRef("user"), office=office, from_on__lte=day
    )
    leave = Absence.objects.filter(
        Q(back_on=None) | Q(back_on__gt=day), user=OuterRef("user"), office=office, from_on__lte=day, until_on__gte=day
    )
    told = rows.select_related("user").annotate(works=Exists(works), leave=Exists(leave))
    return [
        RosterTurn(
            row.pk, row.user_id, row.user.full_name, row.rank, row.phone, row.published, row.from_at, row.until_at,
            away=row.leave, gone=not (row.works and row.user.is_active),
        )
        for row in told
    ]  # fmt: skip
