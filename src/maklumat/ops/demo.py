"""The demo office: one fictitious login per post, its password printed once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.conf import settings

from maklumat.core.errors import Refusal
from maklumat.core.standard.model import Office
from maklumat.records.people.access import ADMINISTRATOR
from maklumat.records.people.actions import appoint, open_account
from maklumat.records.people.appointing import new_password
from maklumat.records.people.queries import account_exists


def make_logins(office: Office, on: date) -> Iterator[tuple[str, str, str]]:
    """Make the missing demo logins of an office, its administrator last; yields (username, password, post) of the new.

    Refusal ORG-004 outside demo mode: a real office appoints its own people.
    """
    if not settings.DEMO:
        raise Refusal("ORG-004", "Akun contoh hanya dibuat pada mode demo.")
    present = [(post.code, post.name) for post in office.posts if office.present(post.code, on) == post.code]
    for code, name in (*present, (ADMINISTRATOR, "Administrator kantor")):
        username = f"{office.code}.{code}".replace("_", "-")
        if account_exists(username):
            continue
        password = new_password()
        appoint(open_account(username, f"Contoh {name}", password), office, code, from_on=on)
        yield username, password, name
