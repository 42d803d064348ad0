"""The pages about issued products in every state: the office's list and forms, the holder's report, the
verification."""

from __future__ import annotations

from uuid import uuid4

from django.urls import reverse

from tests import cast
from tests.web.pages.citizen import LEADS_ON, NEVER_EMPTY, absent
from tests.web.pages.scene import TYPED, Scene, no_photo
from tests.web.pages.table import EMPTY, ERROR, FILLED, States, Visit, shows


@shows("public:duty")
def duty(scene: Scene) -> States:
    seen = (scene.permit, scene.reported, scene.given_back, scene.taken)
    pages = [Visit(scene.follower(one), reverse("public:duty", args=[scene.duty(one)])) for one in seen]
    holder, address = scene.follower(scene.permit), reverse("public:duty", args=[scene.duty(scene.permit)])
    wrong = {"hasil": "banyak", "biaya": "5000", "note": TYPED[0], "paper": no_photo()}
    return {
        EMPTY: pages[0],
        FILLED: pages[1:],
        ERROR: [
            Visit(holder, address, post=wrong, status=422),
            Visit(scene.follower(scene.taken), pages[3].address, post={"hasil": "1", "biaya": "0"}, status=422),
            Visit(holder, reverse("public:duty", args=[uuid4()]), status=404),
        ],
    }


@shows("public:verify")
def verify(scene: Scene) -> States:
    return {
        EMPTY: NEVER_EMPTY,
        FILLED: [
            Visit(scene.guest, reverse("public:verify", args=[one.code]))
            for one in (
                *map(scene.letter, (scene.finished, scene.revoked, scene.given_back, scene.taken)),
                *scene.on_paper,
            )
        ],
        ERROR: absent("public:verify", code="ABCDE-12345"),
    }


@shows("desk:after_issue")
def after_issue(scene: Scene) -> States:
    _ = scene.permit, scene.reported, scene.given_back
    address = reverse("desk:after_issue")
    clerk = scene.staff(cast.CLERK)
    return {
        EMPTY: Visit(scene.staff("konselor-rujukan"), address),
        FILLED: [Visit(clerk, address), Visit(clerk, f"{address}?daftar=kewajiban")],
        ERROR: Visit(clerk, f"{address}?daftar=kewajiban&sesudah=x", status=404),
    }


@shows("desk:extend")
def extend(scene: Scene) -> States:
    receipt = scene.permit
    address = reverse("desk:extend", args=[receipt.application_id, scene.letter(receipt).product])
    wrong = Visit(scene.staff(cast.HEAD), address, post={"seen": "2020-01-01"}, status=422)
    return {EMPTY: LEADS_ON, FILLED: LEADS_ON, ERROR: wrong}


@shows("desk:duty_take")
def duty_take(scene: Scene) -> States:
    address = reverse("desk:duty_take", args=[scene.permit.application_id, scene.duty(scene.permit)])
    wrong = {"laporan-hasil": "banyak", "laporan-note": "Dibawa ke loket"}
    clerk = scene.staff(cast.CLERK)
    return {
        EMPTY: LEADS_ON,
        FILLED: LEADS_ON,
        ERROR: [Visit(clerk, address, post=typed, status=422) for typed in (wrong, {})],
    }


@shows("desk:duty_return")
def duty_return(scene: Scene) -> States:
    address = reverse("desk:duty_return", args=[scene.reported.application_id, scene.duty(scene.reported)])
    return {
        EMPTY: LEADS_ON,
        FILLED: LEADS_ON,
        ERROR: Visit(scene.staff(cast.CLERK), address, post={}, status=422),
    }
