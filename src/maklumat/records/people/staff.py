"""How an office is staffed, for whoever arranges it: its people, its posts, its mandates, who is away, on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from maklumat.core.errors import NotVisible
from maklumat.core.organisation.mandates import Absence, Arrangement, Mandate, stands_in
from maklumat.core.organisation.superiors import superior_of
from maklumat.core.standard.model import Office, Post
from maklumat.records.people import access
from maklumat.records.people.access import ADMINISTRATOR, OUTSIDER, Actor
from maklumat.records.people.mandates import arrangement, mandate_of
from maklumat.records.people.models import Absence as AbsenceRow
from maklumat.records.people.models import Mandate as MandateRow
from maklumat.records.people.models import Membership, User

RUNNING, COMING, OVER, REVOKED, RESTING = "running", "coming", "over", "revoked", "resting"
"""The states of a mandate on a day. RESTING: it runs, but its ground is not there (the head is back)."""


@dataclass(frozen=True, slots=True)
class Held:
    """A post of somebody, from a day until a day."""

    id: int
    post: str
    from_on: date
    until_on: date | None

    def on(self, day: date) -> bool:
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)

    def over(self, day: date) -> bool:
        return self.until_on is not None and self.until_on < day


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the office. `pending`: still on a one-time password; `coded`: has an authenticator app.
    `certificate`: the name in their BSrE certificate, "" where it is their own."""

    id: int
    username: str
    name: str
    active: bool
    pending: bool
    coded: bool
    last_login: datetime | None
    held: tuple[Held, ...]
    certificate: str = ""

    def now(self, day: date) -> tuple[Held, ...]:
        return tuple(one for one in self.held if one.on(day))


@dataclass(frozen=True, slots=True)
class Seat:
    """A post on a day: who holds it, who of them is away, who stands in, since when it is vacant (None: never held)."""

    post: Post
    superior: str
    holders: tuple[str, ...]
    away: tuple[str, ...]
    acting: str
    vacant: bool
    vacant_since: date | None


@dataclass(frozen=True, slots=True)
class Given:
    """A mandate with its state on the day, and the name of its holder."""

    mandate: Mandate
    state: str
    holder: str
    given_at: datetime
    given_by: int


@dataclass(frozen=True, slots=True)
class Leave:
    """A leave with the names of whoever is away and of their substitute ("" for none)."""

    id: int
    name: str
    substitute: str
    absence: Absence


def _arranges(actor: Actor) -> None:
    if not actor.arranges:
        raise NotVisible


def people(actor: Actor) -> list[Person]:
    """Everybody who holds or held a post of the office, or acts in it by mandate; by name. Three queries."""
    _arranges(actor)
    rows = Membership.objects.filter(office=actor.office).order_by("from_on", "pk")
    held: dict[int, list[Held]] = {}
    for pk, user, post, from_on, until_on in rows.values_list("pk", "user_id", "post", "from_on", "until_on"):
        held.setdefault(user, []).append(Held(pk, post, from_on, until_on))
    holders = set(MandateRow.objects.filter(office=actor.office).values_list("holder_id", flat=True))
    users = User.objects.filter(pk__in=held.keys() | holders).order_by("full_name", "pk")
    return [
        Person(user.pk, user.username, user.full_name, user.is_active, user.password_once,
               user.second_factor_at is not None, user.last_login, tuple(held.get(user.pk, ())), user.certificate_name)
        for user in users
    ]  # fmt: skip


def person(actor: Actor, user_id: int) -> Person:
    """One of them. Raises NotVisible."""
    found = next((one for one in people(actor) if one.id == user_id), None)
    if found is None:
        raise NotVisible
    return found


def seats(actor: Actor, office: Office, day: date) -> list[Seat]:
    """Every present post of the office on that day, in the order of the standard."""
    _arranges(actor)
    known = arrangement(office.code)
    return [_seat(office, post, known, day) for post in office.posts if office.present(post.code, day) == post.code]


def _seat(office: Office, post: Post, known: Arrangement, day: date) -> Seat:
    holders = known.holders(post.code, day)
    away = tuple(one.name for one in holders if known.absence(one.user, day))
    whole = known.whole(post.code, day)
    acting = known.name(whole.holder) if whole else ""
    ends = [one.until_on for one in known.holdings if one.post == post.code and one.until_on and one.until_on < day]
    return Seat(
        post, superior_of(office, post.code, day), tuple(one.name for one in holders), away,
        f"{'Plt.' if whole.kind == 'plt' else 'Plh.'} {acting}" if whole else "",
        not holders, max(ends, default=None) if not holders else None,
    )  # fmt: skip


def mandates(actor: Actor, office: Office, day: date) -> list[Given]:
    """Every mandate of the office, the running ones first, then those to come, then the newest of the rest."""
    _arranges(actor)
    known = arrangement(office.code)
    rows = MandateRow.objects.filter(office=office.code).select_related("holder").order_by("-from_on", "-pk")
    found = [
        Given(mandate, state_of(mandate, known, day), row.holder.full_name, row.given_at, row.given_by)
        for row in rows
        for mandate in (mandate_of(row),)
    ]
    order = (RUNNING, RESTING, COMING, OVER, REVOKED)
    return sorted(found, key=lambda one: order.index(one.state))


def state_of(mandate: Mandate, known: Arrangement, day: date) -> str:
    """What there is to say of a mandate on that day."""
    if mandate.revoked(day):
        return REVOKED
    if day < mandate.from_on:
        return COMING
    if day > mandate.until_on:
        return OVER
    if mandate.kind in ("plt", "plh") and not stands_in(mandate, known, day):
        return RESTING
    return RUNNING


def leaves(actor: Actor) -> list[Leave]:
    """Every leave of the office, the newest first."""
    _arranges(actor)
    rows = AbsenceRow.objects.filter(office=actor.office).select_related("user", "substitute").order_by("-from_on")
    return [
        Leave(row.pk, row.user.full_name, row.substitute.full_name if row.substitute else "",
              Absence(row.user_id, row.from_on, row.until_on, row.kind, row.substitute_id, row.back_on))
        for row in rows
    ]  # fmt: skip


def at_work(actor: Actor, day: date) -> list[tuple[int, str]]:
    """Whoever holds a post of the office on that day, its administration left aside: id and name, by name."""
    _arranges(actor)
    current = Q(from_on__lte=day) & (Q(until_on__isnull=True) | Q(until_on__gte=day))
    held = Membership.objects.filter(current, office=actor.office, user__is_active=True)
    rows = held.exclude(post__in=(ADMINISTRATOR, OUTSIDER))
    found = rows.values_list("user_id", "user__full_name").distinct()
    return sorted(found, key=lambda one: (one[1], one[0]))


def everybody(actor: Actor) -> list[tuple[int, str]]:
    """Everybody with an open account who holds a post here or is to hold a mandate: id and name, by name."""
    return [(one.id, one.name) for one in people(actor) if one.active]


def needs(actor: Actor) -> None:
    """Raise NotVisible unless it is theirs to change, and not only to look at."""
    access.require(actor, access.ADMINISTER, access.Facts(actor.office))
