"""Pages about how long files are kept, and how they are destroyed."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maklumat.core.retention.schedule import DESTROY, Retention
from maklumat.records.archive import destroying, rehearsals, retention
from maklumat.records.people.access import ADMINISTRATOR, Actor
from tests import cast, retention_cast
from tests.web.pages.scene import Scene
from tests.web.pages.table import EMPTY, ERROR, FILLED, NO_PAGE, States, Visit, shows

NO_PAGE |= {
    "administration:destruction_paper": "a PDF",
    "administration:destruction_sheet": "an XLSX file",
}
SHORT = Retention(0, 1, DESTROY, retention_cast.BASIS)
"""So that a file of two years ago is due today."""


def old(office: str = cast.OFFICE) -> UUID:
    return retention_cast.closed(office=office, moment=timezone.now() - timedelta(days=800))


def due_today() -> Actor:
    """Files that are due now, and one of them is held for a dispute."""
    chief = retention_cast.administrator()
    retention_cast.decide(chief, rule=SHORT)
    files = [old() for _ in range(3)]
    row = next(one for one in retention.due_files(chief, timezone.now()) if one.application_id == files[0])
    seq, year = row.register.split("/")
    retention.hold(chief, int(year), int(seq), "perkara 12/G/2026/PTUN", moment=timezone.now())
    return chief


def seen() -> None:
    """A backup of today, an old rehearsal that went wrong, and a list that waits."""
    now = timezone.now()
    rehearsals.record_backup(120, 48_000_000, now)
    data = {"applications": 12, "attachments": 30, "seconds": 41, "fine": False, "broken": 2}
    rehearsals.record({cast.OFFICE: data}, now)
    listed()


@shows("administration:keeping")
def keeping(scene: Scene) -> States:
    client, address = scene.staff(ADMINISTRATOR), reverse("administration:keeping")
    return {
        EMPTY: Visit(client, address),
        FILLED: [Visit(client, address, before=seen), Visit(scene.staff(cast.HEAD), address)],
        ERROR: "it asks for nothing",
    }


@shows("administration:retention")
def schedule(scene: Scene) -> States:
    client, address = scene.staff(ADMINISTRATOR), reverse("administration:retention")
    wrong = {"deed": "rule", "services": [cast.SERVICE], "active_years": 2, "inactive_years": 5, "fate": DESTROY}
    return {
        EMPTY: Visit(client, address),
        FILLED: [Visit(client, address, before=due_today), Visit(scene.staff(cast.HEAD), address)],
        ERROR: [
            Visit(client, address, post=wrong, status=422),
            Visit(client, address, post={"deed": "hold", "agenda": "9999/2001", "reason": "perkara"}, status=422),
        ],
    }


@shows("administration:retention_due")
def due(scene: Scene) -> States:
    client, address = scene.staff(ADMINISTRATOR), reverse("administration:retention_due")
    return {
        EMPTY: Visit(client, address),
        FILLED: [Visit(client, address, before=due_today), Visit(scene.staff(cast.HEAD), address)],
        ERROR: Visit(client, address, post={"list_id": str(uuid4())}, status=422),
    }


def listed(*, how_far: str = "proposed") -> str:
    """The address of a list of two files, as far as that."""
    now, chief = timezone.now(), retention_cast.administrator()
    retention_cast.decide(chief, rule=SHORT)
    files = [old(), old()]
    if how_far == "finished":
        row = retention_cast.destroyed(chief, files, now)
    elif how_far == "approved":
        row = retention_cast.approved(chief, files, now)
    else:
        row = retention_cast.proposed(chief, files, now)
        if how_far == "ready":
            destroying.enter_letters(chief, row.pk, retention_cast.letters(cast.OFFICE, now), moment=now)
    return reverse("administration:destruction", args=[row.pk])


@shows("administration:destruction")
def destruction(scene: Scene) -> States:
    chief, head = scene.staff(ADMINISTRATOR), scene.staff(cast.HEAD)

    def wrong(client: Client, how_far: str, deed: str) -> Visit:
        return Visit(client, listed(how_far=how_far), post={"deed": deed}, status=422)

    return {
        EMPTY: [Visit(chief, listed()), Visit(head, listed())],
        FILLED: [
            Visit(head, listed(how_far="ready")),
            Visit(chief, listed(how_far="approved")),
            Visit(chief, listed(how_far="finished")),
        ],
        ERROR: [
            wrong(chief, "proposed", "letters"),
            wrong(chief, "approved", "begin"),
            wrong(chief, "proposed", "decline"),
            wrong(head, "proposed", "approve"),
        ],
    }
