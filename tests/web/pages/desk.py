"""The officials' pages in every state."""

from __future__ import annotations

from typing import Final
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from tests import cast
from tests.web.desk_steps import position
from tests.web.pages.citizen import LEADS_ON, NEVER_EMPTY, NEVER_WRONG
from tests.web.pages.scene import Scene
from tests.web.pages.table import EMPTY, ERROR, FILLED, States, Visit, shows

ITSELF: Final = "the paper itself"


def absent(scene: Scene, route: str, **values: object) -> Visit:
    return Visit(scene.staff(cast.CLERK), reverse(route, kwargs={"application_id": uuid4(), **values}), status=404)


@shows("desk:worklist")
def worklist(scene: Scene) -> States:
    _ = scene.fresh
    address = reverse("desk:worklist")
    return {
        EMPTY: Visit(scene.staff("sekretaris"), address),
        FILLED: Visit(scene.staff(cast.CLERK), address),
        ERROR: NEVER_WRONG,
    }


@shows("desk:login")
def login(scene: Scene) -> States:  # a page that needs nothing to have happened
    address = reverse("desk:login")
    wrong = {"username": "tidak.ada", "password": "bukan ini"}
    return {
        EMPTY: Visit(Client(), address),
        FILLED: LEADS_ON,
        ERROR: [Visit(Client(), address, post=wrong, status=422), Visit(Client(), address, post={}, status=422)],
    }


@shows("desk:logout")
def logout(scene: Scene) -> States:
    return {
        EMPTY: LEADS_ON,
        FILLED: LEADS_ON,
        ERROR: Visit(scene.staff(cast.CLERK), reverse("desk:logout"), status=405),
    }


@shows("desk:offices")
def offices(scene: Scene) -> States:
    page = Visit(scene.staff(cast.CLERK), reverse("desk:offices"))
    return {EMPTY: NEVER_EMPTY, FILLED: page, ERROR: NEVER_WRONG}


@shows("desk:counter")
def counter(scene: Scene) -> States:
    page = Visit(scene.staff(cast.CLERK), reverse("desk:counter"))
    return {EMPTY: NEVER_EMPTY, FILLED: page, ERROR: NEVER_WRONG}


@shows("desk:counter_intake")
def counter_intake(scene: Scene) -> States:
    clerk = scene.staff(cast.CLERK)
    address = reverse("desk:counter_intake", args=[cast.SERVICE])
    return {
        EMPTY: Visit(clerk, address),
        FILLED: LEADS_ON,
        ERROR: Visit(clerk, reverse("desk:counter_intake", args=["tidak-ada"]), status=404),
    }


@shows("desk:numbers")
def numbers(scene: Scene) -> States:
    _ = scene.finished
    page = Visit(scene.staff(cast.CLERK), reverse("desk:numbers"))
    return {EMPTY: NEVER_EMPTY, FILLED: page, ERROR: NEVER_WRONG}


@shows("desk:file")
def file(scene: Scene) -> States:
    seen = (
        (cast.CLERK, scene.fresh),
        (cast.CLERK, scene.returned),
        (cast.HEAD, scene.waiting),
        (cast.HEAD, scene.finished),
        (cast.CLERK, scene.revoked),
    )
    return {
        EMPTY: NEVER_EMPTY,
        FILLED: [Visit(scene.staff(post), reverse("desk:file", args=[one.application_id])) for post, one in seen],
        ERROR: absent(scene, "desk:file"),
    }


@shows("desk:identity")
def identity(scene: Scene) -> States:
    address = reverse("desk:identity", args=[scene.fresh.application_id])
    return {
        EMPTY: NEVER_EMPTY,
        FILLED: Visit(scene.staff(cast.CLERK), address, post={}),
        ERROR: absent(scene, "desk:identity"),
    }


@shows("desk:act")
def act(scene: Scene) -> States:
    file = scene.fresh.application_id
    state = position(file).state
    nothing = {"seen_seq": state.seq, "step": state.step, "outcome": "incomplete"}
    clerk, address = scene.staff(cast.CLERK), reverse("desk:act", args=[file])
    return {
        EMPTY: LEADS_ON,
        FILLED: LEADS_ON,
        ERROR: [Visit(clerk, address, post=nothing, status=422), Visit(clerk, address, status=405)],
    }


@shows("desk:sign")
def sign(scene: Scene) -> States:
    file = scene.waiting.application_id
    head, address = scene.staff(cast.HEAD), reverse("desk:sign", args=[file])
    wrong = {"seen_seq": position(file).state.seq, "way": "electronic", "password": "bukan ini sandinya"}
    return {
        EMPTY: NEVER_EMPTY,
        FILLED: Visit(head, address),
        ERROR: [Visit(head, address, post=wrong, status=422), absent(scene, "desk:sign")],
    }


@shows("desk:preview")
def preview(scene: Scene) -> States:
    return {EMPTY: NEVER_EMPTY, FILLED: ITSELF, ERROR: absent(scene, "desk:preview", product="tidak-ada")}


@shows("desk:paper")
def paper(scene: Scene) -> States:
    return {EMPTY: NEVER_EMPTY, FILLED: ITSELF, ERROR: absent(scene, "desk:paper", paper_id=uuid4())}


@shows("desk:letter")
def letter(scene: Scene) -> States:
    return {EMPTY: NEVER_EMPTY, FILLED: ITSELF, ERROR: absent(scene, "desk:letter", product_id=uuid4())}


@shows("desk:reissue")
def reissue(scene: Scene) -> States:
    file = scene.fresh.application_id
    clerk, address = scene.staff(cast.CLERK), reverse("desk:reissue", args=[file])
    wrong = {"seen_seq": position(file).state.seq}
    return {EMPTY: LEADS_ON, FILLED: LEADS_ON, ERROR: Visit(clerk, address, post=wrong, status=422)}


@shows("desk:revoke")
def revoke(scene: Scene) -> States:
    file = scene.finished.application_id
    wrong = {"seen_seq": position(file).state.seq, "product": scene.letter(scene.finished).product}
    address = reverse("desk:revoke", args=[file])
    return {
        EMPTY: LEADS_ON,
        FILLED: LEADS_ON,
        ERROR: Visit(scene.staff(cast.HEAD), address, post=wrong, status=422),
    }
