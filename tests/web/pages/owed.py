"""What is owed for broken promises, in every state."""

from __future__ import annotations

from uuid import uuid4

from django.urls import reverse

from tests import cast
from tests.web.pages.citizen import LEADS_ON, NEVER_EMPTY, NEVER_WRONG
from tests.web.pages.desk import ITSELF
from tests.web.pages.scene import Scene
from tests.web.pages.table import EMPTY, ERROR, FILLED, States, Visit, shows


@shows("desk:compensation")
def compensation(scene: Scene) -> States:
    address = reverse("desk:compensation")
    _ = scene.owed
    return {
        EMPTY: "seen in tests/web/test_desk_compensation.py: here something is owed from the beginning",
        FILLED: Visit(scene.staff(cast.HEAD), address),
        ERROR: NEVER_WRONG,
    }


@shows("desk:entitlement")
def entitlement(scene: Scene) -> States:
    head, clerk = scene.staff(cast.HEAD), scene.staff(cast.CLERK)
    address = reverse("desk:entitlement", args=[scene.owed])
    return {
        EMPTY: NEVER_EMPTY,
        FILLED: [
            Visit(head, address),
            Visit(clerk, address),
            Visit(clerk, reverse("desk:entitlement", args=[scene.apologised])),
        ],
        ERROR: [
            Visit(head, address, post={"deed": "sign"}, status=422),
            Visit(clerk, address, post={"deed": "give"}, status=422),
            Visit(clerk, address, post={"deed": "decline"}, status=422),
            Visit(clerk, reverse("desk:entitlement", args=[uuid4()]), status=404),
        ],
    }


@shows("desk:claim")
def claim(scene: Scene) -> States:
    clerk, address = scene.staff(cast.CLERK), reverse("desk:claim", args=[scene.nameless.application_id])
    return {
        EMPTY: LEADS_ON,
        FILLED: LEADS_ON,
        ERROR: [Visit(clerk, address, post={"code": "AAAA-AAAA"}, status=422), Visit(clerk, address, status=405)],
    }


@shows("desk:entitlement_letter")
def entitlement_letter(scene: Scene) -> States:
    missing = Visit(scene.staff(cast.CLERK), reverse("desk:entitlement_letter", args=[uuid4()]), status=404)
    return {EMPTY: NEVER_EMPTY, FILLED: ITSELF, ERROR: missing}


@shows("desk:entitlement_proof")
def entitlement_proof(scene: Scene) -> States:
    missing = Visit(scene.staff(cast.CLERK), reverse("desk:entitlement_proof", args=[scene.owed]), status=404)
    return {EMPTY: NEVER_EMPTY, FILLED: ITSELF, ERROR: missing}
