"""The page of what was changed about the office."""

from __future__ import annotations

from django.urls import reverse

from maklumat.core.organisation.table import TRIAL_UNTIL
from maklumat.records.people.access import ADMINISTRATOR
from tests import cast
from tests.web.pages.scene import Scene
from tests.web.pages.table import EMPTY, ERROR, FILLED, States, Visit, shows


@shows("administration:changes")
def office_changes(scene: Scene) -> States:
    client, address = scene.staff(ADMINISTRATOR), reverse("administration:changes")

    def decide() -> object:
        return client.post(reverse("administration:settings"), {"code": TRIAL_UNTIL, "value": "2026-12-31"})

    return {
        EMPTY: Visit(client, f"{address}?bagian=piket"),
        FILLED: [Visit(client, address, before=decide), Visit(scene.staff(cast.HEAD), f"{address}?bagian=pengaturan")],
        ERROR: "what is no group or number begins at the top",
    }
