"""The days before: the first account opens eleven others, somebody goes on leave, somebody stands in, a device is lent.

All of it in Chromium, on the administrator's pages.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from tests.campaigns.day.cast import ADMINISTRATOR, AWAY, KABID, OFFICE, PASSWORD, STAFF, STAND_IN, ZONE, Colleague
from tests.campaigns.day.hands import Failed, fills
from tests.campaigns.day.window import Day, Window

PEOPLE = "/kantor/atur/orang/"
LENT = re.compile(r'class="[^"]*m-mono[^"]*"[^>]*>([a-z]+(?:-[a-z]+){3}-\d{4})<')
DEVICE = re.compile(r"/antrean/[a-z-]+/ambil/[\w-]+/")


def moves_in(day: Day, tuesday: date) -> str:
    """From the machine's first account to twelve people who have logged in; the address of the device at the door."""
    on = day.now.astimezone(ZONE).date()
    admin = day.window(ADMINISTRATOR)
    begins_work(admin, day.house.first_administrator(ADMINISTRATOR.username, ADMINISTRATOR.name))
    give_posts(admin, ADMINISTRATOR, ADMINISTRATOR.posts, on)
    for one in STAFF[1:]:
        said = fills(admin, PEOPLE, "full_name", {"full_name": one.name, "username": one.username,
                                                  "post": one.posts[0], "from_on": on})  # fmt: skip
        lent = LENT.search(said.text)
        if not lent:
            raise Failed(f"no password for {one.name}")
        give_posts(admin, one, one.posts[1:], on)
        begins_work(day.window(one), lent.group(1))
    admin.opens(PEOPLE)
    admin.shows("orang-kantor")
    goes_away(admin, tuesday)
    return device(admin)


def begins_work(window: Window, lent: str) -> None:
    """The first time: a password of one's own for the one that was handed over."""
    window.password = lent
    window.opens("/kantor/")
    window.password = PASSWORD
    if "fresh" in window.seen.text:
        window.form("fresh").send({"fresh": PASSWORD, "again": PASSWORD})
    else:
        window.opens("/kantor/akun/kata-sandi/")
        window.form("fresh").send({"password": lent, "fresh": PASSWORD, "again": PASSWORD})


def give_posts(admin: Window, one: Colleague, posts: tuple[str, ...], on: date) -> None:
    """The further posts of somebody who has an account."""
    for post in posts:
        admin.opens(PEOPLE)
        admin.clicks(admin.page.get_by_role("link", name=one.name))
        admin.form("post").send({"post": post, "from_on": on})


def goes_away(admin: Window, tuesday: date) -> None:
    """One is on leave all week; the order that another acts in their place is entered too."""
    monday, friday = tuesday - timedelta(days=1), tuesday + timedelta(days=3)
    leave = {"user": AWAY.name, "kind": "leave", "from_on": monday, "until_on": friday, "substitute": STAND_IN.name}
    fills(admin, "/kantor/atur/cuti/", "substitute", leave)
    admin.shows("cuti")
    order = {
        "kind": "plh", "post": KABID, "holder": STAND_IN.name, "holder_post": STAND_IN.posts[0],
        "from_on": monday, "until_on": friday, "basis": "SP/12/2026", "basis_on": tuesday - timedelta(days=5),
    }  # fmt: skip
    fills(admin, "/kantor/atur/mandat/", "holder_post", order)
    admin.shows("mandat")


def device(admin: Window) -> str:
    """The address of the device that gives numbers."""
    admin.opens("/kantor/atur/ruang-tunggu/")
    said = admin.clicks(admin.page.locator("main form button").first)
    found = DEVICE.search(said.text)
    if not found or OFFICE not in found.group():
        raise Failed("no device")
    return found.group()
