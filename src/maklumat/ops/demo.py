"""The demo office: one fictitious login per post, its password printed once; a roster and a mandate to look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings

from maklumat.core.errors import Refusal
from maklumat.core.organisation.mandates import AN
from maklumat.core.organisation.superiors import superior_of
from maklumat.core.organisation.table import FOLDER_ORDER
from maklumat.core.standard.model import Office
from maklumat.ops.examples import people
from maklumat.ops.examples.filling import SPAN, Filled, fill
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue import settings as office_settings
from maklumat.records.people import mandates, roster
from maklumat.records.people.access import ADMINISTRATOR, Actor
from maklumat.records.people.actions import appoint, open_account
from maklumat.records.people.appointing import new_password
from maklumat.records.people.queries import account_exists, actor_for, offices_of, user_named

NIGHTS: Final = 14
ORDER: Final = "800/2/CONTOH"
FROM, UNTIL = time(16), time(8)


def make_logins(office: Office, on: date) -> Iterator[tuple[str, str, str]]:
    """Make the missing demo logins of an office, its administrator last; yields (username, password, post) of the new.

    Refusal ORG-004 outside demo mode: a real office appoints its own people.
    """
    if not settings.DEMO:
        raise Refusal("ORG-004", "Akun contoh hanya dibuat pada mode demo.")
    present = [(post.code, post.name) for post in office.posts if office.present(post.code, on) == post.code]
    for code, name in (*present, (ADMINISTRATOR, "Administrator kantor")):
        username = _username(office, code)
        if account_exists(username):
            continue
        password = new_password()
        user = open_account(username, people.name(people.chance_of(username)), password)
        appoint(user, office, code, from_on=on - SPAN)
        yield username, password, name


def arrange(office: Office, moment: datetime) -> None:
    """What a fresh demo office has arranged: who is on duty in the coming nights, who signs in the head's name, and the
    order by which letters are carried to a hand that never logs in.

    A repeat changes nothing.
    """
    zone = ZoneInfo(office.time_zone)
    on = moment.astimezone(zone).date()
    administrator = _administrator(office, moment)
    if roster.coming(administrator, moment, on):
        return
    head = next(post.code for post in office.posts if post.head)
    present = [post for post in office.posts if office.present(post.code, on) == post.code and not post.head]
    first = next(post.code for post in present if post.division)
    above = superior_of(office, first, on)
    second = above if above != head else next(post.code for post in present if post.code != first)
    turns = [
        (datetime.combine(day, FROM, zone), datetime.combine(day + timedelta(days=1), UNTIL, zone))
        for day in (on + timedelta(days=number) for number in range(NIGHTS))
    ]
    for rank, post in enumerate((first, second), 1):
        user = user_named(_username(office, post)).pk
        phone = f"+62812000000{rank:02}"
        roster.enter(administrator, user, turns, rank=rank, phone=phone, published=False, moment=moment)
    superiors = {superior_of(office, post.code, on) for post in present}
    deputy = next((post.code for post in present if post.code in superiors), "")
    if deputy:
        wanted = mandates.Wanted(
            kind=AN, post=head, holder=user_named(_username(office, deputy)).pk, holder_post=deputy,
            from_on=on, until_on=on + timedelta(days=90), basis="800/1/CONTOH", basis_on=on,
        )  # fmt: skip
        mandates.give(administrator, office, wanted, moment=moment)
    office_settings.decide(administrator, FOLDER_ORDER, ORDER, moment=moment)


def fill_offices(offices: Sequence[Office], moment: datetime) -> Filled:
    """Let those of these offices that have no file yet look like offices at work. A repeat changes nothing.

    An office whose people came to their posts only lately was made by an earlier program, and is left as it is.
    """
    arranging = {office.code: _administrator(office, moment) for office in offices}
    since = {office.code: catalogue.local_date(office, moment) - SPAN for office in offices}
    staffed = [one for one in offices if one.code in offices_of(arranging[one.code].user_id, since[one.code])]
    return fill(staffed, arranging, moment)


def _administrator(office: Office, moment: datetime) -> Actor:
    on = catalogue.local_date(office, moment)
    return actor_for(user_named(_username(office, ADMINISTRATOR)).pk, office, on)


def _username(office: Office, code: str) -> str:
    return f"{office.code}.{code}".replace("_", "-")
