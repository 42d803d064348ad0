"""Accounts and posts."""

from __future__ import annotations

import logging
from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from maklumat.core.errors import Refusal
from maklumat.core.standard.model import Office
from maklumat.records.people.access import ADMINISTRATOR
from maklumat.records.people.models import Membership, User

log = logging.getLogger("maklumat.accounts")


def open_account(username: str, full_name: str, password: str) -> User:
    """A new account. Refusal ORG-001 when the name is taken, ORG-002 when the password is too weak."""
    if User.objects.filter(username=username).exists():
        raise Refusal("ORG-001", "Nama pengguna {username} sudah dipakai.", username=username)
    user = User(username=username, full_name=full_name)
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Refusal("ORG-002", "Kata sandi terlalu lemah: {why}", why=" ".join(error.messages)) from error
    user.set_password(password)
    user.save(force_insert=True)
    return user


def set_password(user: User, password: str) -> None:
    """A new password; sessions opened with the old one end. Refusal ORG-002 when it is too weak."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Refusal("ORG-002", "Kata sandi terlalu lemah: {why}", why=" ".join(error.messages)) from error
    user.set_password(password)
    user.save(update_fields=["password"])
    log.info("password set", extra={"facts": {"user": user.pk}})


def appoint(user: User, office: Office, post_code: str, *, from_on: date, until_on: date | None = None) -> None:
    """Give a user a post of an office from a day on, or its administration (`post_code` ADMINISTRATOR).

    Refusal ORG-003 when the office has no such post.
    """
    post = next((post for post in office.posts if post.code == post_code), None)
    if post is None and post_code != ADMINISTRATOR:
        raise Refusal("ORG-003", "{office} tidak mempunyai jabatan {post}.", office=office.name, post=post_code)
    with transaction.atomic():
        Membership.objects.get_or_create(
            user=user,
            office=office.code,
            post=post_code,
            from_on=from_on,
            defaults={"heads": post is not None and post.head, "until_on": until_on},
        )


def set_email(user_id: int, email: str) -> None:
    """Where this user is told what concerns their post; "" for nowhere."""
    User.objects.filter(pk=user_id).update(email=email)
