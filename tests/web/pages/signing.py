"""The pages on which letters are signed, and signed once more, in every state."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone

from maklumat.core.organisation.table import BSRE, EMBEDDED, SIGNER
from maklumat.records.catalogue import settings
from tests import cast
from tests.web.desk_steps import at_work, position
from tests.web.pages.citizen import NEVER_EMPTY, NEVER_WRONG
from tests.web.pages.desk import ITSELF, absent
from tests.web.pages.scene import Scene
from tests.web.pages.table import EMPTY, ERROR, FILLED, States, Visit, shows


@shows("desk:sign")
def sign(scene: Scene) -> States:
    file = scene.waiting.application_id
    head, address = scene.staff(cast.HEAD), reverse("desk:sign", args=[file])
    wrong = {"seen_seq": position(file).state.seq, "way": "electronic", "password": "bukan ini sandinya"}

    def chosen(signer: str) -> Callable[[], None]:
        who = cast.officer(cast.HEAD, name="Contoh Pemutus").actor
        return lambda: settings.decide(who, SIGNER, signer, moment=timezone.now())

    return {
        EMPTY: NEVER_EMPTY,
        FILLED: [Visit(head, address), Visit(head, address, before=chosen(BSRE))],
        ERROR: [
            Visit(head, address, post=wrong, status=422),
            Visit(head, address, post=wrong, status=422, before=chosen(EMBEDDED)),
            absent(scene, "desk:sign"),
        ],
    }


@shows("desk:folders")
def folders(scene: Scene) -> States:
    address, clerk = reverse("desk:folders"), scene.staff(cast.OPERATOR)
    _ = scene.folder
    return {
        EMPTY: Visit(scene.staff("konselor-rujukan"), address),
        FILLED: Visit(clerk, address),
        ERROR: Visit(clerk, address, post={"letters": []}, status=422),
    }


@shows("desk:folder")
def folder(scene: Scene) -> States:
    carries, number, _, unknown = scene.folder
    who = at_work(carries)
    address = reverse("desk:folder", args=[number])
    return {
        EMPTY: NEVER_EMPTY,
        FILLED: Visit(who, address),
        ERROR: [
            Visit(who, address, post={"way": "scan"}, status=422),
            Visit(who, address, post={"way": "finish", "password": "bukan ini"}, status=422),
            Visit(who, address, post={"way": "lay", "scan": str(unknown), "place": ""}, status=422),
            Visit(who, reverse("desk:folder", args=[uuid4()]), status=404),
        ],
    }


@shows("desk:folder_print")
def folder_print(scene: Scene) -> States:
    missing = reverse("desk:folder_print", args=[uuid4()])
    return {EMPTY: NEVER_EMPTY, FILLED: ITSELF, ERROR: Visit(scene.staff(cast.CLERK), missing, status=404)}


@shows("desk:folder_page")
def folder_page(scene: Scene) -> States:
    missing = reverse("desk:folder_page", args=[uuid4(), uuid4()])
    return {EMPTY: NEVER_EMPTY, FILLED: ITSELF, ERROR: Visit(scene.staff(cast.CLERK), missing, status=404)}


@shows("desk:countersignatures")
def countersignatures(scene: Scene) -> States:
    address = reverse("desk:countersignatures")
    _ = scene.on_paper
    return {
        EMPTY: Visit(scene.staff(cast.CLERK), address),
        FILLED: Visit(scene.staff(cast.HEAD), address),
        ERROR: NEVER_WRONG,
    }


@shows("desk:countersign")
def countersign(scene: Scene) -> States:
    head = scene.staff(cast.HEAD)
    waits, has = (reverse("desk:countersign", args=[one.id]) for one in scene.on_paper)
    wrong = {"password": "bukan ini sandinya"}
    return {
        EMPTY: NEVER_EMPTY,
        FILLED: [Visit(head, waits), Visit(head, has)],
        ERROR: [
            Visit(head, waits, post=wrong, status=422),
            Visit(head, reverse("desk:countersign", args=[uuid4()]), status=404),
        ],
    }


@shows("desk:countersign_scan")
def countersign_scan(scene: Scene) -> States:
    missing = reverse("desk:countersign_scan", args=[uuid4()])
    return {EMPTY: NEVER_EMPTY, FILLED: ITSELF, ERROR: Visit(scene.staff(cast.HEAD), missing, status=404)}
