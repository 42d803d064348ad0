"""Leave as kept: who is away from when until when, and who works their queue meanwhile."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.db.models import Q

from maklumat.core.errors import NotVisible, Refusal
from maklumat.core.terbilang.dates import long_date
from maklumat.records.people import access
from maklumat.records.people.access import Actor, Facts
from maklumat.records.people.mandates import hold_office, note, told
from maklumat.records.people.models import Absence, Membership

ABSENT: Final = "absence_recorded"
BACK: Final = "absence_ended"
KINDS: Final = {
    "leave": "Cuti",
    "sick": "Sakit",
    "travel": "Dinas luar",
    "training": "Pendidikan dan pelatihan",
    "other": "Lainnya",
}
"""What a leave is called. Nothing more is asked: of what somebody is ill is nobody's business."""


def record(
    actor: Actor, user: int, *, kind: str, from_on: date, until_on: date, substitute: int | None, moment: datetime
) -> int:
    """Somebody is away; returns the id. Raises NotVisible, or Refusal ORG-020 to ORG-023, ORG-025."""
    access.require(actor, access.ADMINISTER, Facts(actor.office))
    if substitute == actor.user_id:
        raise Refusal("ORG-025", "Jabatan atau antrean orang lain bagi diri sendiri dicatat oleh administrator lain.")
    if kind not in KINDS or until_on < from_on:
        raise Refusal("ORG-020", "Pilih jenisnya, dan hari terakhir yang tidak mendahului hari pertama.")
    with transaction.atomic():
        hold_office(actor.office)
        held = Membership.objects.filter(office=actor.office, from_on__lte=until_on).exclude(until_on__lt=from_on)
        people = set(held.values_list("user_id", flat=True))
        if user not in people:
            raise Refusal("ORG-021", "Orang itu tidak memegang jabatan di kantor ini pada hari-hari itu.")
        if substitute is not None and (substitute == user or substitute not in people):
            raise Refusal("ORG-022", "Pilih pengganti yang bekerja di kantor ini pada hari-hari itu.")
        for other in Absence.objects.filter(office=actor.office, user_id__in=[user, substitute or 0]):
            if _meet(other, from_on, until_on):
                raise Refusal("ORG-023", "{name} sudah tercatat berhalangan {first} sampai {last}.",
                              name=other.user.full_name, first=long_date(other.from_on),
                              last=long_date(other.until_on))  # fmt: skip
        row = Absence.objects.create(
            user_id=user, office=actor.office, kind=kind, from_on=from_on, until_on=until_on, substitute_id=substitute,
            recorded_at=moment, recorded_by=actor.user_id,
        )  # fmt: skip
        data = {"absence": row.pk, "user": user, "kind": kind, "from_on": told(from_on), "until_on": told(until_on),
                "substitute": substitute}  # fmt: skip
        note(actor, ABSENT, data, moment)
    return row.pk


def come_back(actor: Actor, number: int, *, on: date, moment: datetime) -> None:
    """Somebody is at work again from that day on. Raises NotVisible, or Refusal ORG-024. A repeat changes nothing."""
    access.require(actor, access.ADMINISTER, Facts(actor.office))
    with transaction.atomic():
        row = Absence.objects.select_for_update().filter(pk=number, office=actor.office).first()
        if row is None:
            raise NotVisible
        if row.back_on is not None:
            return
        if row.until_on < on:
            raise Refusal("ORG-024", "Cuti itu sudah berakhir; orang itu sudah bertugas.")
        row.back_on, row.back_at, row.back_by = max(on, row.from_on), moment, actor.user_id
        row.save(update_fields=["back_on", "back_at", "back_by"])
        note(actor, BACK, {"absence": number, "user": row.user_id, "back_on": told(row.back_on)}, moment)


def away_until(office: str, on: date) -> dict[int, date]:
    """Who of the office is away on that day, and until which. One query."""
    rows = Absence.objects.filter(office=office, from_on__lte=on, until_on__gte=on)
    rows = rows.filter(Q(back_on__isnull=True) | Q(back_on__gt=on))
    return dict(rows.order_by("until_on").values_list("user_id", "until_on"))


def left_alone(actor: Actor, user: int, from_on: date, until_on: date) -> list[str]:
    """Whose queue this person was to work on those days, and now nobody does: their names. One query."""
    access.require(actor, access.ADMINISTER, Facts(actor.office))
    rows = Absence.objects.filter(office=actor.office, substitute_id=user).select_related("user").order_by("from_on")
    return [row.user.full_name for row in rows if _meet(row, from_on, until_on)]


def _meet(row: Absence, from_on: date, until_on: date) -> bool:
    """Whether a leave that is recorded already covers one of these days."""
    if row.from_on > until_on or row.until_on < from_on:
        return False
    return row.back_on is None or max(from_on, row.from_on) < row.back_on
