"""The officials' pages about papers: what is brought, asked, kept and given back."""

from __future__ import annotations

from uuid import uuid4

from django.urls import reverse

from tests import cast
from tests.web.desk_steps import position
from tests.web.pages.citizen import LEADS_ON, NEVER_EMPTY
from tests.web.pages.desk import absent
from tests.web.pages.scene import Scene, no_photo
from tests.web.pages.table import EMPTY, ERROR, FILLED, States, Visit, shows


@shows("desk:bring")
def bring(scene: Scene) -> States:
    clerk = scene.staff(cast.CLERK)
    fresh, returned = (reverse("desk:bring", args=[one.application_id]) for one in (scene.fresh, scene.returned))
    seen = {"seen_seq": position(scene.returned.application_id).state.seq, "returned": "True"}
    broken = {**seen, "scan-identitas": no_photo()}
    return {
        EMPTY: Visit(clerk, fresh),
        FILLED: [Visit(clerk, returned), Visit(clerk, f"{returned}?kamera=ya")],
        ERROR: [
            *(Visit(clerk, returned, post=wrong, status=422) for wrong in (seen, broken)),
            Visit(clerk, f"{returned}?kamera=ya", post=broken, status=422),
        ],
    }


@shows("desk:take_back")
def take_back(scene: Scene) -> States:
    file = scene.returned.application_id
    wrong = {"seen_seq": position(file).state.seq}
    address = reverse("desk:take_back", args=[file])
    return {
        EMPTY: LEADS_ON,
        FILLED: LEADS_ON,
        ERROR: Visit(scene.staff(cast.CLERK), address, post=wrong, status=422),
    }


@shows("desk:unlisted")
def unlisted(scene: Scene) -> States:
    address = reverse("desk:unlisted", args=[scene.fresh.application_id])
    return {
        EMPTY: LEADS_ON,
        FILLED: LEADS_ON,
        ERROR: Visit(scene.staff(cast.CLERK), address, post={}, status=422),
    }


@shows("desk:custody_take")
def custody_take(scene: Scene) -> States:
    address = reverse("desk:custody_take", args=[scene.fresh.application_id])
    return {
        EMPTY: LEADS_ON,
        FILLED: LEADS_ON,
        ERROR: Visit(scene.staff(cast.CLERK), address, post={}, status=422),
    }


@shows("desk:custody")
def custody(scene: Scene) -> States:
    values = [scene.fresh.application_id, scene.kept_original]
    return {
        EMPTY: NEVER_EMPTY,
        FILLED: Visit(scene.staff(cast.CLERK), reverse("desk:custody", args=values)),
        ERROR: absent(scene, "desk:custody", custody_id=uuid4()),
    }


@shows("desk:custody_return")
def custody_return(scene: Scene) -> States:
    values = [scene.fresh.application_id, scene.kept_original]
    address = reverse("desk:custody_return", args=values)
    return {
        EMPTY: LEADS_ON,
        FILLED: LEADS_ON,
        ERROR: Visit(scene.staff(cast.CLERK), address, post={}, status=422),
    }


@shows("desk:sheet")
def sheet(scene: Scene) -> States:
    address = reverse("desk:sheet", args=[scene.finished.application_id, 2])
    return {
        EMPTY: NEVER_EMPTY,
        FILLED: [Visit(scene.staff(cast.CLERK), address), Visit(scene.staff(cast.CLERK), address, post={})],
        ERROR: absent(scene, "desk:sheet", seq=2),
    }


@shows("desk:sheet_blank")
def sheet_blank(scene: Scene) -> States:
    return {
        EMPTY: Visit(scene.staff(cast.CLERK), reverse("desk:sheet_blank", args=[scene.fresh.application_id])),
        FILLED: [
            Visit(scene.everybody, reverse("desk:sheet_blank", args=[application]))
            for application in scene.at_every_kind
        ],
        ERROR: absent(scene, "desk:sheet_blank"),
    }


@shows("desk:timesheet")
def timesheet(scene: Scene) -> States:
    files = (scene.fresh, scene.returned)
    return {
        EMPTY: NEVER_EMPTY,
        FILLED: [Visit(scene.everybody, reverse("desk:timesheet", args=[file.application_id])) for file in files],
        ERROR: absent(scene, "desk:timesheet"),
    }


@shows("desk:lacking")
def lacking(scene: Scene) -> States:
    clerk, address = scene.staff(cast.CLERK), reverse("desk:lacking", args=[scene.returned.application_id])
    return {
        EMPTY: NEVER_EMPTY,
        FILLED: [Visit(clerk, address), Visit(clerk, address, post={})],
        ERROR: absent(scene, "desk:lacking"),
    }
