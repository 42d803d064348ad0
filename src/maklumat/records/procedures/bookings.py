"""Places that take one group at a time: booked as the appointment is made, free again when the file ends before."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction

from maklumat.core.clock.words import Moment
from maklumat.core.errors import Refusal
from maklumat.core.standard.model import Office, SharedPlace
from maklumat.core.workdays.slots import LOOKED_AHEAD, fits, next_free
from maklumat.records.procedures.models import Booking

SHOWN: Final = 12


def book(application_id: UUID, office: Office, place: SharedPlace, *, starts_at: datetime, moment: datetime) -> None:
    """Take the place from `starts_at` on; an earlier time of the same file is given up.

    Refusal JDW-001 when another group has it (and which time is free next), JDW-002 when no group begins at that time.
    """
    zone = ZoneInfo(office.time_zone)
    start = starts_at.astimezone(UTC)
    if not fits(start, place.minutes, zone):
        free = _free(office, place, start, zone)
        raise Refusal(
            "JDW-002", "{place} dikunjungi tiap {minutes} menit mulai pukul 07.00 sampai 17.00. Terdekat: {free}.",
            place=place.name, minutes=place.minutes, free=free,
        )  # fmt: skip
    mine = Booking.objects.filter(application_id=application_id, place=place.code, given_up_at=None)
    if mine.filter(starts_at=start).exists():
        return
    try:
        with transaction.atomic():
            Booking.objects.create(
                office=office.code, place=place.code, starts_at=start, application_id=application_id, booked_at=moment
            )
    except IntegrityError:
        free = _free(office, place, start, zone)
        raise Refusal(
            "JDW-001", "{place} sudah dipakai rombongan lain pada {when}. Waktu kosong berikutnya: {free}.",
            place=place.name, when=Moment(start.astimezone(zone)), free=free,
        ) from None  # fmt: skip
    mine.exclude(starts_at=start).update(given_up_at=moment)


def release(application_id: UUID, *, moment: datetime) -> None:
    """The file ended before its visit: its times are free again."""
    Booking.objects.filter(application_id=application_id, given_up_at=None, starts_at__gt=moment).update(
        given_up_at=moment
    )


def taken(office: str, place: str, since: datetime, until: datetime) -> list[datetime]:
    """The starts (aware UTC) of the times that are taken."""
    rows = Booking.objects.filter(office=office, place=place, given_up_at=None)
    return list(
        rows.filter(starts_at__gte=since, starts_at__lte=until)
        .order_by("starts_at")
        .values_list("starts_at", flat=True)
    )


def free_from(office: Office, place: SharedPlace, after: datetime) -> datetime | None:
    """The first free time of the place at or after a moment."""
    booked = set(taken(office.code, place.code, after - timedelta(days=1), after + LOOKED_AHEAD))
    return next_free(booked, after, place.minutes, ZoneInfo(office.time_zone))


def _free(office: Office, place: SharedPlace, after: datetime, zone: ZoneInfo) -> str:
    found = free_from(office, place, after)
    return str(Moment(found.astimezone(zone))) if found else "belum ada dalam dua bulan"
