"""Who is at work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from maklumat.core.errors import Refusal
from maklumat.core.standard.model import Office
from maklumat.records.people.access import ADMINISTRATOR, OUTSIDER
from maklumat.records.people.models import Absence, Mandate, Membership, User
from maklumat.records.people.standings import actor_for as actor_for


@dataclass(frozen=True, slots=True)
class Account:
    """An account as whoever runs the machine sees it. `posts`: "office/post" held on the day."""

    username: str
    active: bool
    second_factor_at: datetime | None
    posts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody in a post."""

    post: str
    user_id: int
    name: str


def accounts(today: Callable[[str], date]) -> list[Account]:
    """Every account by name, with the posts of today; `today` tells the day at an office by its code."""
    held: dict[int, list[str]] = {}
    for office in Membership.objects.order_by("office").values_list("office", flat=True).distinct():
        now = Membership.objects.filter(_current(today(office)), office=office)
        for user_id, post in now.values_list("user_id", "post"):
            held.setdefault(user_id, []).append(f"{office}/{post}")
    rows = User.objects.order_by("username").values_list("pk", "username", "is_active", "second_factor_at")
    return [Account(name, active, since, tuple(sorted(held.get(pk, ())))) for pk, name, active, since in rows]


def user_named(username: str) -> User:
    """The user with this name. Refusal ORG-007 for none."""
    user = User.objects.filter(username=username).first()
    if user is None:
        raise Refusal("ORG-007", "Tidak ada akun bernama {username}.", username=username)
    return user


def offices_of(user_id: int, on: date) -> list[str]:
    """The offices where this user may be at work on that day: in a post, by a mandate, or for somebody on leave."""
    running = Q(from_on__lte=on, until_on__gte=on)
    held = _held(user_id, on).values_list("office")
    mandates = Mandate.objects.filter(running, holder_id=user_id, holder__is_active=True).values_list("office")
    absences = Absence.objects.filter(running, substitute_id=user_id, substitute__is_active=True).values_list("office")
    return sorted(office for (office,) in held.union(mandates, absences))


def people_at(office: Office, on: date) -> dict[str, int]:
    """How many people hold each post of the office on that day, those counted who act for a post that is no more."""
    held: dict[int, set[str]] = {}
    rows = Membership.objects.filter(_current(on), office=office.code, user__is_active=True)
    for user_id, post in rows.values_list("user_id", "post"):
        held.setdefault(user_id, set()).add(post)
    return dict(Counter(post for posts in held.values() for post in office.standing_in(posts, on)))


def certificate_name(user_id: int) -> str:
    """The name in this user's BSrE certificate, where it is not their own here; "" else."""
    return User.objects.values_list("certificate_name", flat=True).get(pk=user_id)


def name_of(user_id: int | None) -> str:
    """The name of a user for messages; "pemohon" for none."""
    if user_id is None:
        return "pemohon"
    return User.objects.values_list("full_name", flat=True).get(pk=user_id)


def names_of(user_ids: Collection[int]) -> dict[int, str]:
    """The names of several users, in one query where any is asked."""
    if not user_ids:
        return {}
    return dict(User.objects.filter(pk__in=sorted(set(user_ids))).values_list("pk", "full_name"))


def holders(office: str, on: date) -> list[Holder]:
    """Everybody who holds a post of the office on that day, by post and name."""
    held = Membership.objects.filter(_current(on), office=office, user__is_active=True)
    rows = held.exclude(post__in=(ADMINISTRATOR, OUTSIDER))
    found = rows.order_by("post", "user__full_name", "user_id").values_list("post", "user_id", "user__full_name")
    return [Holder(*row) for row in found]


def _held(user_id: int, on: date) -> QuerySet[Membership]:
    return Membership.objects.filter(_current(on), user_id=user_id, user__is_active=True)


def _current(on: date) -> Q:
    return Q(from_on__lte=on) & (Q(until_on__isnull=True) | Q(until_on__gte=on))


def account_exists(username: str) -> bool:
    """Whether somebody has this user name."""
    return User.objects.filter(username=username).exists()


def email_of(user_id: int) -> str:
    """Where this user is sent e-mail; "" for nowhere, also once the account is closed."""
    found = User.objects.filter(pk=user_id, is_active=True).values_list("email", flat=True).first()
    return found or ""
