"""The button that prints a sheet: pressed, it is written down, and every sheet but the first is marked as a copy."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone

from maklumat.records.applications.printing import Printed
from maklumat.records.people.access import Actor
from maklumat.records.work import printing
from maklumat.records.work.queries import FileView


def printed_now(
    request: HttpRequest, actor: Actor, opened: FileView, kind: str, about: str, number: str
) -> Printed | None:
    """This sheet is being printed: the button was pressed. None while somebody only looks at it."""
    if request.method != "POST":
        return None
    return printing.print_sheet(actor, opened, kind, about, number, timezone.now())
