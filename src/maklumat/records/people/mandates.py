"""Mandates as kept: given, revoked, read. Rows are only added, or closed by a day; each change has its ledger entry."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.db.models import Q

from maklumat.core.errors import Message, NotVisible, Refusal
from maklumat.core.events import Event
from maklumat.core.organisation.authority import Question, authority
from maklumat.core.organisation.granting import judge_mandate
from maklumat.core.organisation.mandates import OWN, Absence, Arrangement, Authority, Holding, Mandate
from maklumat.core.organisation.manning import at_work
from maklumat.core.standard.model import Office
from maklumat.records.ledger import actions as ledger
from maklumat.records.people import access
from maklumat.records.people.access import Actor, Facts
from maklumat.records.people.models import Absence as AbsenceRow
from maklumat.records.people.models import Mandate as MandateRow
from maklumat.records.people.models import Membership, User

GIVEN: Final = "mandate_given"
REVOKED: Final = "mandate_revoked"
"""The kinds of these changes in the ledger; they are about no application."""
LONGEST_REASON: Final = 300


def arrangement(office: str, post: str = "") -> Arrangement:
    """Who holds the posts of an office, who is away, and its mandates: of one post alone, or all."""
    mandates = tuple(_mandates(office, post))
    wanted = Q(office=office)
    if post:
        wanted &= Q(post__in={post, *(one.holder_post for one in mandates)})
    rows = Membership.objects.filter(wanted, user__is_active=True).order_by("from_on", "pk")
    holdings = tuple(
        Holding(held, user, name, from_on, until_on)
        for held, user, name, from_on, until_on in rows.values_list(
            "post", "user_id", "user__full_name", "from_on", "until_on"
        )
    )
    users = {one.user for one in holdings} | {one.holder for one in mandates}
    absences = tuple(_absences(office, users))
    named = MandateRow.objects.filter(pk__in=[one.id for one in mandates])
    return Arrangement(holdings, mandates, absences, tuple(named.values_list("holder_id", "holder__full_name")))


def reached_by_email(office: Office, post: str, on: date) -> list[int]:
    """The users who work for that post on that day (see `core.organisation.manning`) and can be sent e-mail."""
    known = arrangement(office.code)
    held = {post} | {one.code for one in office.posts if office.present(post, on) == one.code}
    users = {user for code in held for user in at_work(known, code, on)}
    rows = User.objects.filter(pk__in=sorted(users), is_active=True).exclude(email="")
    return sorted(rows.values_list("pk", flat=True))


def _mandates(office: str, post: str) -> Iterable[Mandate]:
    rows = MandateRow.objects.filter(office=office, **({"post": post} if post else {})).order_by("pk")
    return map(mandate_of, rows)


def mandate_of(row: MandateRow) -> Mandate:
    """The row as core judges it."""
    return Mandate(
        row.pk, row.kind, row.post, row.holder_id, row.holder_post, row.from_on, row.until_on, row.basis, row.basis_on,
        tuple(row.services.split()), tuple(row.products.split()), row.under_id, row.revoked_on, row.revoked_reason,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Over:
    """A mandate over somebody's own post, with the name of whom it was given to."""

    mandate: Mandate
    holder: str


def over(actor: Actor, on: date) -> list[Over]:
    """The mandates over the actor's own posts that run or are still to come, so that nobody stands in unknown to them.

    One query.
    """
    rows = MandateRow.objects.filter(office=actor.office, post__in=actor.own, until_on__gte=on)
    rows = rows.filter(Q(revoked_on__isnull=True) | Q(revoked_on__gt=on)).select_related("holder")
    return [Over(mandate_of(row), row.holder.full_name) for row in rows.order_by("from_on", "pk")]


def _absences(office: str, users: Iterable[int]) -> Iterable[Absence]:
    rows = AbsenceRow.objects.filter(office=office, user_id__in=users).order_by("from_on", "pk")
    columns = ("user_id", "from_on", "until_on", "kind", "substitute_id", "back_on")
    return (Absence(*row) for row in rows.values_list(*columns))


def sign_as(
    actor: Actor, office: Office, *, post: str, service: str, product: str, confidential: bool, on: date
) -> Authority:
    """As what the actor signs this letter today. Refusal MDT-001 to MDT-013 says why not, and who may instead.

    The holder of the post itself costs no query; everybody else is judged by what holds in this very transaction.
    """
    if post in actor.own and not actor.away:
        return Authority(OWN, office.present(post, on))
    asked = Question(actor.user_id, post, service, product, on, confidential=confidential)
    found = authority(office, asked, arrangement(office.code, office.present(post, on)))
    if isinstance(found, Message):
        raise Refusal(found.code, found.text, **found.values)
    return found


@dataclass(frozen=True, slots=True)
class Wanted:
    """A mandate as it is entered; see `core.organisation.mandates.Mandate`."""

    kind: str
    post: str
    holder: int
    holder_post: str
    from_on: date
    until_on: date
    basis: str
    basis_on: date
    services: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    under: int | None = None


def give(actor: Actor, office: Office, wanted: Wanted, *, moment: datetime) -> int:
    """A new mandate; returns its id. Raises NotVisible, or Refusal MDT-020 to MDT-029, MDT-032."""
    access.require(actor, access.ADMINISTER, Facts(office.code))
    if wanted.holder == actor.user_id:
        raise Refusal("MDT-032", "Mandat untuk diri sendiri dicatat oleh administrator lain kantor ini.")
    with transaction.atomic():
        hold_office(office.code)
        values = {name: getattr(wanted, name) for name in Wanted.__dataclass_fields__}
        judge_mandate(office, Mandate(id=0, **values), arrangement(office.code))
        row = MandateRow.objects.create(
            office=office.code, kind=wanted.kind, post=wanted.post, holder_id=wanted.holder,
            holder_post=wanted.holder_post, from_on=wanted.from_on, until_on=wanted.until_on,
            basis=wanted.basis.strip(), basis_on=wanted.basis_on, services=" ".join(wanted.services),
            products=" ".join(wanted.products), under_id=wanted.under, given_at=moment, given_by=actor.user_id,
        )  # fmt: skip
        data = {"mandate": row.pk, **{name: told(value) for name, value in values.items()}}
        note(actor, GIVEN, data, moment)
    return row.pk


def revoke(actor: Actor, office: str, number: int, *, reason: str, on: date, moment: datetime) -> None:
    """From today on the mandate no longer holds. Raises NotVisible, or Refusal MDT-030 (reason), MDT-031 (over).

    What was signed by it stands. A repeat is answered like the first.
    """
    access.require(actor, access.ADMINISTER, Facts(office))
    if not reason.strip():
        raise Refusal("MDT-030", "Tulis alasan pencabutan.")
    with transaction.atomic():
        row = MandateRow.objects.select_for_update().filter(pk=number, office=office).first()
        if row is None:
            raise NotVisible
        if row.revoked_on is not None:
            return
        if row.until_on < on:
            raise Refusal("MDT-031", "Mandat itu sudah berakhir; tidak ada yang perlu dicabut.")
        row.revoked_on, row.revoked_at, row.revoked_by = on, moment, actor.user_id
        row.revoked_reason = reason.strip()[:LONGEST_REASON]
        row.save(update_fields=["revoked_on", "revoked_at", "revoked_by", "revoked_reason"])
        note(actor, REVOKED, {"mandate": number, "on": told(on), "reason": row.revoked_reason}, moment)


def hold_office(office: str) -> None:
    """Whoever changes how an office is arranged does so one after the other: the rows of its administrators are held
    until the transaction ends."""
    list(Membership.objects.select_for_update().filter(office=office, post=access.ADMINISTRATOR).order_by("pk"))


def note(actor: Actor, kind: str, data: dict[str, object], moment: datetime) -> None:
    """The ledger's word about a change of the office, the last thing in its transaction."""
    post = actor.in_charge
    event = Event(0, kind, moment, moment, post=post, data={**data, **actor.capacity(post)})
    ledger.append(actor.office, None, event, actor.user_id)


def told(value: object) -> object:
    """A value as an entry of the ledger holds it."""
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
