"""When an outside system is down, in every state."""

from __future__ import annotations

from uuid import uuid4

from django.urls import reverse
from django.utils import timezone

from maklumat.records.outages import actions
from tests import cast
from tests.web.pages.citizen import NEVER_EMPTY, NEVER_WRONG
from tests.web.pages.scene import Scene
from tests.web.pages.table import EMPTY, ERROR, FILLED, States, Visit, shows


@shows("desk:outages")
def outages(scene: Scene) -> States:
    clerk, address = scene.staff(cast.CLERK), reverse("desk:outages")

    def down() -> None:
        reporter = cast.officer(cast.OPERATOR, name="Contoh Pelapor").actor
        actions.begin(reporter, "e-Dabu BPJS Kesehatan", reason="Contoh gangguan", moment=timezone.now())
        actions.end(reporter, "e-Dabu BPJS Kesehatan", moment=timezone.now())
        actions.begin(reporter, "SIKS-NG", reason="Halaman tidak terbuka", moment=timezone.now())

    nothing = {"system": "e-Dabu BPJS Kesehatan", "deed": "begin", "reason": ""}
    return {
        EMPTY: Visit(clerk, address),
        FILLED: Visit(clerk, address, before=down),
        ERROR: Visit(clerk, address, post=nothing, status=422),
    }


@shows("desk:rechecks")
def rechecks(scene: Scene) -> States:
    address = reverse("desk:rechecks")
    _ = scene.by_hand
    return {
        EMPTY: Visit(scene.staff("konselor-rujukan"), address),
        FILLED: [Visit(scene.staff(cast.OPERATOR), address), Visit(scene.staff(cast.HEAD), address)],
        ERROR: NEVER_WRONG,
    }


@shows("desk:recheck")
def recheck(scene: Scene) -> States:
    operator, head = scene.staff(cast.OPERATOR), scene.staff(cast.HEAD)
    waits, differs = (reverse("desk:recheck", args=one) for one in scene.by_hand)
    return {
        EMPTY: NEVER_EMPTY,
        FILLED: [Visit(operator, waits), Visit(head, waits), Visit(head, differs)],
        ERROR: [
            Visit(operator, waits, post={"result": "agrees"}, status=422),
            Visit(head, differs, post={"note": ""}, status=422),
            Visit(operator, reverse("desk:recheck", args=[uuid4(), 4]), status=404),
        ],
    }
