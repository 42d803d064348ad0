"""Pages of whoever administers the office."""

from __future__ import annotations

from uuid import uuid4

from django.urls import reverse
from django.utils import timezone

from maklumat.core.organisation.table import TRIAL_UNTIL
from maklumat.core.takeover import running
from maklumat.ports.workbooks import Table, workbook
from maklumat.records.archive import moving
from maklumat.records.archive.models import MovingBatch
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.people.access import ADMINISTRATOR
from tests import cast
from tests.web.pages.scene import Scene
from tests.web.pages.table import EMPTY, ERROR, FILLED, NO_PAGE, States, Visit, shows


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


NO_PAGE |= {
    "administration:moving_template": "an XLSX file",
    "administration:moving_corrections": "an XLSX file",
}


def sheet() -> bytes:
    """One row that can come in, one that cannot, and one to look at."""
    headings = [column.heading for column in running.COLUMNS if column.required]
    law = catalogue.in_force(cast.OFFICE, cast.SERVICE, timezone.now()).standard
    day = cast.today().strftime("%d-%m-%Y")
    good = [str(901), day, law.name, "Siti Contoh", law.steps[1].text]
    return workbook(Table(running.SHEET, headings, [good, ["dua", day, "entah", "Budi Contoh", "entah"]]))


def batch() -> MovingBatch:
    """A sheet that waits for its confirmation."""
    return moving.send(cast.officer(ADMINISTRATOR).actor, uuid4(), sheet(), moment=timezone.now())


@shows("administration:moving")
def moving_in(scene: Scene) -> States:
    client, address = scene.staff(ADMINISTRATOR), reverse("administration:moving")
    return {
        EMPTY: Visit(client, address),
        FILLED: [Visit(client, address, before=batch), Visit(scene.staff(cast.HEAD), address)],
        ERROR: Visit(client, address, post={"batch_id": str(uuid4())}, status=422),
    }


@shows("administration:moving_batch")
def moving_batch(scene: Scene) -> States:
    client, waiting = scene.staff(ADMINISTRATOR), batch()
    address = reverse("administration:moving_batch", args=[waiting.pk])
    dropped = batch()
    moving.drop(cast.officer(ADMINISTRATOR).actor, dropped.pk, moment=timezone.now())
    gone = reverse("administration:moving_batch", args=[dropped.pk])
    return {
        EMPTY: Visit(client, gone),
        FILLED: [
            Visit(client, address),
            Visit(scene.staff(cast.HEAD), address),
            Visit(client, address, post={"deed": "confirm"}),
        ],
        ERROR: Visit(client, gone, post={"deed": "confirm"}, status=422),
    }
