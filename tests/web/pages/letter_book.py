"""The book of letter numbers: at the desk, and in the hand of whoever arranges the office."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from maklumat.records.people.access import ADMINISTRATOR
from tests import cast
from tests.web.pages.citizen import NEVER_EMPTY
from tests.web.pages.scene import Scene
from tests.web.pages.table import EMPTY, ERROR, FILLED, States, Visit, shows


@shows("desk:numbers")
def numbers(scene: Scene) -> States:
    _ = scene.finished
    address = reverse("desk:numbers")
    clerk = scene.staff(cast.CLERK)
    jump = {"deed": "next", "seq": "4000", "note": "melanjutkan buku kertas"}
    return {
        EMPTY: NEVER_EMPTY,
        FILLED: [Visit(clerk, address), Visit(scene.staff(cast.ANALYST), address)],
        ERROR: Visit(clerk, address, post={**jump, "seq": "banyak"}, status=422),
        "a long run is to be agreed to": Visit(clerk, address, post=jump),
    }


@shows("administration:numbers")
def arranged(scene: Scene) -> States:
    client, address = scene.staff(ADMINISTRATOR), reverse("administration:numbers")
    reserved = {"deed": "reserve", "count": "2", "note": "undangan"}
    return {
        EMPTY: Visit(client, f"{address}?tahun={timezone.now().year - 1}"),
        FILLED: Visit(client, address, before=lambda: client.post(address, reserved)),
        ERROR: Visit(client, address, post={"deed": "insert", "after": "nol", "reason": ""}, status=422),
    }
