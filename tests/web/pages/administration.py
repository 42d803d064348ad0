"""Pages of whoever administers the office."""

from __future__ import annotations

from django.urls import reverse

from maklumat.core.organisation.table import TRIAL_UNTIL
from maklumat.records.people.access import ADMINISTRATOR
from tests import cast
from tests.web.pages.scene import Scene
from tests.web.pages.table import EMPTY, ERROR, FILLED, States, Visit, shows


@shows("administration:home")
def home(scene: Scene) -> States:
    page = Visit(scene.staff(ADMINISTRATOR), reverse("administration:home"))
    return {EMPTY: page, FILLED: "the same for every office", ERROR: "it asks for nothing"}


@shows("administration:settings")
def settings(scene: Scene) -> States:
    client, address = scene.staff(ADMINISTRATOR), reverse("administration:settings")

    def decide() -> object:
        return client.post(address, {"code": TRIAL_UNTIL, "value": "2026-12-31"})

    return {
        EMPTY: Visit(client, address),
        FILLED: [Visit(client, address, before=decide), Visit(scene.staff(cast.HEAD), address)],
        ERROR: Visit(client, address, post={"code": TRIAL_UNTIL, "value": "31 Desember"}, status=422),
    }
