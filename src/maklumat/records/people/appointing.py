"""The people of an office: accounts opened and closed, posts given and ended, by its administrator.

Nothing is deleted: a post ends by a day, an account is closed. Each change has its ledger entry.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q

from maklumat.core.errors import NotVisible, Refusal
from maklumat.core.events import Event
from maklumat.core.standard.model import Office
from maklumat.records.ledger import actions as ledger
from maklumat.records.people import access, roster
from maklumat.records.people.access import ADMINISTRATOR, OUTSIDER, Actor, Facts
from maklumat.records.people.actions import open_account, set_password
from maklumat.records.people.mandates import LONGEST_REASON, hold_office, note, told
from maklumat.records.people.models import Mandate, Membership, User

OPENED: Final = "account_opened"
CLOSED: Final = "account_closed"
RENEWED: Final = "password_renewed"
APPOINTED: Final = "post_given"
ENDED: Final = "post_ended"
CERTIFIED_AS: Final = "certificate_named"
WORDS: Final = ("batu", "bukit", "camar", "cengkih", "duku", "jambu", "kelapa", "lada", "laut", "manggis", "nanas",
                "pala", "pasir", "perahu", "rambutan", "senja", "teluk", "timah", "ubi", "walet")  # fmt: skip
_USERNAME: Final = re.compile(r"[a-z0-9][a-z0-9._-]{2,39}")


def new_password() -> str:
    """Four words and a number: some 27 bits, easily typed; tries are limited."""
    return "-".join(secrets.choice(WORDS) for _ in range(4)) + f"-{secrets.randbelow(9000) + 1000}"


def open_person(
    actor: Actor, office: Office, *, username: str, full_name: str, post: str, from_on: date, moment: datetime
) -> tuple[int, str]:
    """A new account with its first post: the user's id, and a password that holds until they choose their own.

    Raises NotVisible, or Refusal ORG-001, ORG-003, ORG-010, ORG-012.
    """
    access.require(actor, access.ADMINISTER, Facts(office.code))
    if not _USERNAME.fullmatch(username) or not full_name.strip():
        raise Refusal("ORG-010", "Nama pengguna terdiri dari 3 sampai 40 huruf kecil, angka, titik, atau tanda hubung.")
    password = new_password()
    with transaction.atomic():
        hold_office(office.code)
        user = open_account(username, full_name.strip()[:120], password)
        User.objects.filter(pk=user.pk).update(password_once=True)
        _give(user.pk, office, post, from_on, None)
        data = {"user": user.pk, "username": username, "name": user.full_name, "post": post, "from_on": told(from_on)}
        note(actor, OPENED, data, moment)
    return user.pk, password


def bring_person(
    actor: Actor, office: Office, *, username: str, full_name: str, post: str, from_on: date, moment: datetime
) -> bool:
    """Somebody of a list of the office's people, with a post: an account that nobody logs in with until the
    administrator gives it a one-time password. False when they hold that post already.

    Raises NotVisible, or Refusal ORG-001 (the name is somebody else's), ORG-003, ORG-010, ORG-012.
    """
    access.require(actor, access.ADMINISTER, Facts(office.code))
    if not _USERNAME.fullmatch(username) or not full_name.strip():
        raise Refusal("ORG-010", "Nama pengguna terdiri dari 3 sampai 40 huruf kecil, angka, titik, atau tanda hubung.")
    with transaction.atomic():
        hold_office(office.code)
        user = User.objects.filter(username=username).first()
        known = user is not None and Membership.objects.filter(user=user, office=office.code).exists()
        if user is not None and not (known and _called(user.full_name, full_name)):
            raise _name_taken(username)
        if known and Membership.objects.filter(_from(from_on), user=user, office=office.code, post=post).exists():
            return False
        data = {"post": post, "from_on": told(from_on)}
        if user is None:
            user = User(username=username, full_name=full_name.strip()[:120], password_once=True)
            user.set_unusable_password()
            user.save(force_insert=True)
            kind, data = OPENED, {**data, "username": username, "name": user.full_name}
        else:
            kind, data = APPOINTED, {**data, "until_on": None}
        _give(user.pk, office, post, from_on, None)
        note(actor, kind, {"user": user.pk, **data}, moment)
    return True


def names_taken(office: str, people: Mapping[str, str]) -> dict[str, Refusal]:
    """Of these user names, each with the name of its owner to be, those that `bring_person` will refuse, and why."""
    taken: dict[str, Refusal] = {}
    users = User.objects.filter(username__in=people)
    here = set(Membership.objects.filter(user__in=users, office=office).values_list("user", flat=True))
    for pk, username, full_name in users.values_list("pk", "username", "full_name"):
        if pk not in here or not _called(full_name, people[username]):
            taken[username] = _name_taken(username)
    return taken


def _called(full_name: str, wanted: str) -> bool:
    return full_name.casefold() == wanted.strip().casefold()


def _name_taken(username: str) -> Refusal:
    return Refusal("ORG-001", "Nama pengguna {username} sudah dipakai.", username=username)


def renew_password(actor: Actor, user_id: int, *, moment: datetime) -> str:
    """A new one-time password for somebody of the office; their sessions end. Raises NotVisible, Refusal ORG-015."""
    password = new_password()
    with transaction.atomic():
        user = _person(actor, user_id)
        if user.pk == actor.user_id:
            raise Refusal("ORG-015", "Kata sandi sendiri diganti di halaman Akun.")
        set_password(user, password)
        User.objects.filter(pk=user.pk).update(password_once=True)
        note(actor, RENEWED, {"user": user.pk}, moment)
    return password


def name_certificate(actor: Actor, user_id: int, name: str, *, moment: datetime) -> None:
    """Under which name somebody's BSrE certificate is, where that is not their name here; "" for none. A repeat changes
    nothing. Raises NotVisible."""
    name = " ".join(name.split())[:120]
    with transaction.atomic():
        user = _person(actor, user_id)
        before = user.certificate_name
        if before == name:
            return
        User.objects.filter(pk=user.pk).update(certificate_name=name)
        note(actor, CERTIFIED_AS, {"user": user.pk, "before": before, "after": name}, moment)


def choose_password(user_id: int, password: str) -> None:
    """The person's own password takes the place of the present one. Refusal ORG-002, ORG-016."""
    with transaction.atomic():
        user = User.objects.select_for_update().get(pk=user_id)
        if user.check_password(password):
            raise Refusal("ORG-016", "Pilih kata sandi yang lain dari yang sekarang.")
        set_password(user, password)
        User.objects.filter(pk=user.pk).update(password_once=False)


def appoint_person(
    actor: Actor, office: Office, user_id: int, post: str, *, from_on: date, until_on: date | None, moment: datetime
) -> None:
    """Give somebody of the office a post. Raises NotVisible, or Refusal ORG-003, ORG-011 to ORG-013, ORG-025 for the
    head's own: nobody makes themselves head of the office."""
    with transaction.atomic():
        hold_office(office.code)
        user = _person(actor, user_id)
        if user.pk == actor.user_id and any(one.head and one.code == post for one in office.posts):
            raise Refusal(
                "ORG-025", "Jabatan atau antrean orang lain bagi diri sendiri dicatat oleh administrator lain."
            )
        _give(user.pk, office, post, from_on, until_on)
        data = {"user": user.pk, "post": post, "from_on": told(from_on), "until_on": told(until_on)}
        note(actor, APPOINTED, data, moment)


def appoint_by_machine(user: User, office: Office, post: str, *, from_on: date, moment: datetime) -> None:
    """Whoever runs the machine gives somebody a post, as the first administrator gets theirs: in the ledger, by nobody
    of the office. A repeat changes nothing. Refusal ORG-003, ORG-012.
    """
    with transaction.atomic():
        hold_office(office.code)
        held = Membership.objects.filter(_from(from_on), user=user, office=office.code, post=post)
        if held.filter(from_on__lte=from_on).exists():
            return
        _give(user.pk, office, post, from_on, None)
        data = {"user": user.pk, "post": post, "from_on": told(from_on), "until_on": None, "by": "machine"}
        ledger.append(office.code, None, Event(0, APPOINTED, moment, moment, data=data), None)


def end_post(actor: Actor, membership: int, *, until_on: date, on: date, moment: datetime) -> None:
    """The post ends after that day. Raises NotVisible, or Refusal ORG-011, ORG-014. A repeat changes nothing."""
    access.require(actor, access.ADMINISTER, Facts(actor.office))
    with transaction.atomic():
        hold_office(actor.office)
        row = Membership.objects.select_for_update().filter(pk=membership, office=actor.office).first()
        if row is None:
            raise NotVisible
        if row.until_on == until_on:
            return
        if until_on < row.from_on or (row.until_on is not None and row.until_on < on):
            raise Refusal("ORG-011", "Hari terakhir mendahului hari pertama, atau jabatan itu sudah berakhir.")
        if row.post == ADMINISTRATOR:
            _keep_an_administrator(actor.office, without=[row.pk], on=on)
        row.until_on = until_on
        row.save(update_fields=["until_on"])
        note(actor, ENDED, {"user": row.user_id, "post": row.post, "until_on": told(until_on)}, moment)


def close_account(actor: Actor, user_id: int, *, reason: str, on: date, moment: datetime) -> tuple[str, ...]:
    """Somebody leaves the office: their posts end today, their mandates are revoked, they are on duty no more outside
    hours, and nobody logs in as them.

    Returns the posts they held. Somebody who works for another office too keeps their account for that one. Raises
    NotVisible, or Refusal ORG-014, ORG-017.
    """
    if not reason.strip():
        raise Refusal("ORG-017", "Tulis alasan akun ditutup.")
    with transaction.atomic():
        hold_office(actor.office)
        user = _person(actor, user_id)
        running = Membership.objects.filter(_from(on), user=user, office=actor.office)
        rows = list(running.values_list("pk", "post", "from_on"))
        if any(post == ADMINISTRATOR for _, post, _ in rows):
            _keep_an_administrator(actor.office, without=[pk for pk, _, _ in rows], on=on)
        for pk, _, first in rows:
            Membership.objects.filter(pk=pk).update(until_on=max(on - timedelta(days=1), first))
        why = reason.strip()[:LONGEST_REASON]
        held = Mandate.objects.filter(office=actor.office, holder=user, until_on__gte=on, revoked_on=None)
        mandates = list(held.order_by("pk").values_list("pk", flat=True))
        held.update(revoked_on=on, revoked_at=moment, revoked_by=actor.user_id, revoked_reason=why)
        turns = roster.cancel_all(actor, user.pk, moment=moment)
        elsewhere = Membership.objects.filter(_from(on), user=user).exclude(office=actor.office).exists()
        if not elsewhere:
            User.objects.filter(pk=user.pk).update(is_active=False)
        posts = tuple(sorted({post for _, post, _ in rows}))
        data = {"user": user.pk, "posts": list(posts), "reason": why, "elsewhere": elsewhere, "mandates": mandates,
                "turns": turns}  # fmt: skip
        note(actor, CLOSED, data, moment)
    return posts


def _person(actor: Actor, user_id: int) -> User:
    """Somebody of the actor's office, held until the transaction ends. Raises NotVisible."""
    access.require(actor, access.ADMINISTER, Facts(actor.office))
    known = Q(memberships__office=actor.office) | Q(mandates__office=actor.office)
    wanted = User.objects.filter(known, pk=user_id).values("pk")
    user = User.objects.select_for_update().filter(pk__in=wanted).first()
    if user is None:
        raise NotVisible
    return user


def _give(user: int, office: Office, post: str, from_on: date, until_on: date | None) -> None:
    known = next((each for each in office.posts if each.code == post), None)
    if post not in (ADMINISTRATOR, OUTSIDER) and (known is None or office.present(post, from_on) != post):
        raise Refusal("ORG-003", "{office} tidak mempunyai jabatan {post}.", office=office.name, post=post)
    if until_on is not None and until_on < from_on:
        raise Refusal("ORG-011", "Hari terakhir mendahului hari pertama, atau jabatan itu sudah berakhir.")
    meeting = Membership.objects.filter(_from(from_on), office=office.code, post=post)
    if until_on is not None:
        meeting = meeting.filter(from_on__lte=until_on)
    if meeting.filter(user=user).exists():
        raise Refusal("ORG-013", "Orang itu sudah memegang jabatan ini pada hari-hari itu.")
    if known is not None and known.head:
        other = meeting.filter(user__is_active=True).select_related("user").first()
        if other is not None:
            raise Refusal("ORG-012", "{post} masih dijabat {name}. Akhiri dahulu jabatannya.",
                          post=known.name, name=other.user.full_name)  # fmt: skip
    Membership.objects.create(
        user_id=user, office=office.code, post=post, heads=known is not None and known.head, from_on=from_on,
        until_on=until_on,
    )  # fmt: skip


def _from(on: date) -> Q:
    """Memberships that hold on that day or begin after it."""
    return Q(until_on__isnull=True) | Q(until_on__gte=on)


def _keep_an_administrator(office: str, *, without: list[int], on: date) -> None:
    """Refusal ORG-014 where nobody would be left who administers the office, today and from now on."""
    left = Membership.objects.filter(
        office=office, post=ADMINISTRATOR, from_on__lte=on, until_on__isnull=True, user__is_active=True
    ).exclude(pk__in=without)
    if not left.exists():
        raise Refusal("ORG-014", "Ini administrator kantor yang terakhir. Angkat penggantinya dahulu.")
