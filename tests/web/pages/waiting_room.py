"""The waiting room: at the counter, on the wall, on the device beside the door."""

from __future__ import annotations

from uuid import uuid4

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maklumat.core.organisation.table import QUEUE_KEY
from maklumat.core.queueing.lanes import ELDERLY
from maklumat.records.catalogue import settings
from maklumat.records.guests import tickets
from maklumat.records.people.access import ADMINISTRATOR
from tests import cast
from tests.web.pages.citizen import NEVER_EMPTY, NEVER_WRONG
from tests.web.pages.desk import ITSELF
from tests.web.pages.scene import Scene
from tests.web.pages.table import EMPTY, ERROR, FILLED, States, Visit, shows

KEY = "kunci-contoh-saja"


def filled() -> None:
    """Three were called, one of them in vain; seven wait."""
    clerk, now = cast.officer(cast.CLERK, name="Contoh Petugas").actor, timezone.now()
    given = [tickets.give(clerk, uuid4(), reason=ELDERLY if place % 3 == 2 else "", moment=now) for place in range(10)]
    assert len(given) == 10
    for window in ("1", "2", "3"):
        called = tickets.call_next(clerk, window, moment=now)
    assert called is not None
    for seen in (called.revision, called.revision + 1):
        tickets.call_again(clerk, called.id, seen=seen, moment=now)
    tickets.set_aside(clerk, called.id, seen=called.revision + 2, moment=now)


def device() -> None:
    settings.decide(cast.officer(ADMINISTRATOR).actor, QUEUE_KEY, KEY, moment=timezone.now())


def at_window(scene: Scene) -> Client:
    """The clerk has called somebody to the first window."""
    clerk, address = scene.staff(cast.CLERK), reverse("desk:queue")
    clerk.post(address, {"deed": "window", "window": "1"})
    clerk.post(address, {"deed": "next"})
    return clerk


@shows("desk:queue")
def queue(scene: Scene) -> States:
    address = reverse("desk:queue")
    return {
        EMPTY: Visit(scene.staff(cast.ANALYST), address),
        FILLED: Visit(scene.staff(cast.CLERK), address, before=lambda: (filled(), at_window(scene))),
        ERROR: [
            Visit(scene.staff(cast.ANALYST), address, post={"deed": "next"}),
            Visit(scene.staff(cast.CLERK), address, post={"deed": "lain"}, status=404),
        ],
    }


@shows("desk:queue_ticket")
def queue_ticket(scene: Scene) -> States:
    clerk = scene.staff(cast.CLERK)
    given = tickets.give(cast.officer(cast.CLERK).actor, uuid4(), moment=timezone.now())
    return {
        EMPTY: "a slip is always of a number",
        FILLED: [
            Visit(clerk, reverse("desk:queue_ticket", args=[given.id])),
            Visit(clerk, reverse("desk:queue_ticket", args=[given.id]), post={}),
        ],
        ERROR: Visit(clerk, reverse("desk:queue_ticket", args=[uuid4()]), status=404),
    }


@shows("desk:queue_paper")
def queue_paper(scene: Scene) -> States:
    clerk, address = scene.staff(cast.CLERK), reverse("desk:queue_paper")
    return {
        EMPTY: Visit(clerk, address),
        FILLED: Visit(clerk, f"{address}?tanggal=2026-11-02&sebab=listrik+padam"),
        ERROR: Visit(clerk, address, post={"seq": "abc", "came": "pagi"}, status=422),
    }


@shows("desk:queue_sheet")
def queue_sheet(scene: Scene) -> States:
    clerk, address = scene.staff(cast.CLERK), reverse("desk:queue_sheet")
    return {
        EMPTY: "a sheet is full of numbers",
        FILLED: Visit(clerk, address, paper=True),
        ERROR: Visit(clerk, f"{address}?lembar=41", status=404),
    }


@shows("desk:handouts")
def handouts(scene: Scene) -> States:
    return {
        EMPTY: NEVER_EMPTY,
        FILLED: Visit(scene.staff(cast.CLERK), reverse("desk:handouts")),
        ERROR: NEVER_WRONG,
    }


@shows("desk:banner")
def banner(scene: Scene) -> States:
    return {EMPTY: NEVER_EMPTY, FILLED: ITSELF, ERROR: NEVER_WRONG}


@shows("desk:leaflet")
def leaflet(scene: Scene) -> States:
    address = reverse("desk:leaflet") + "?bidang=tidak-ada"
    return {EMPTY: NEVER_EMPTY, FILLED: ITSELF, ERROR: Visit(scene.staff(cast.CLERK), address, status=404)}


@shows("public:queue_screen")
def queue_screen(scene: Scene) -> States:
    address = reverse("public:queue_screen", args=[cast.OFFICE])
    return {
        EMPTY: Visit(scene.guest, address),
        FILLED: Visit(scene.guest, address, before=filled),
        ERROR: Visit(scene.guest, reverse("public:queue_screen", args=["tidak-ada"]), status=404),
    }


@shows("public:queue_take")
def queue_take(scene: Scene) -> States:
    address = reverse("public:queue_take", args=[cast.OFFICE, KEY])
    return {
        EMPTY: Visit(scene.guest, address, before=device),
        FILLED: Visit(scene.guest, address, before=filled),
        ERROR: [
            Visit(scene.guest, reverse("public:queue_take", args=[cast.OFFICE, "kunci-lain"]), status=404),
            Visit(scene.guest, address, post={"reason": ""}, status=404),
        ],
    }


@shows("public:queue_slip")
def queue_slip(scene: Scene) -> States:
    device()
    given = tickets.take(cast.OFFICE, KEY, uuid4(), moment=timezone.now())
    return {
        EMPTY: "a slip is always of a number",
        FILLED: Visit(scene.guest, reverse("public:queue_slip", args=[cast.OFFICE, KEY, given.id])),
        ERROR: Visit(scene.guest, reverse("public:queue_slip", args=[cast.OFFICE, KEY, uuid4()]), status=404),
    }


@shows("administration:queue")
def arranged(scene: Scene) -> States:
    chief, address = scene.staff(ADMINISTRATOR), reverse("administration:queue")
    return {
        EMPTY: Visit(chief, address),
        FILLED: Visit(chief, address, post={}),
        ERROR: "two buttons, and nothing to type",
    }
