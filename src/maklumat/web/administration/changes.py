"""What was changed about the office, by whom and when: the page of its administrator, its head and its auditor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from maklumat.core.standard.model import Office
from maklumat.records.archive import retention
from maklumat.records.people.access import Actor
from maklumat.records.people.changes import Change, changes
from maklumat.records.people.queries import names_of
from maklumat.web.administration.changes_told import GROUPS, Book, acting_as, kinds_of, people_in, said, services_in
from maklumat.web.administration.home import ROOM
from maklumat.web.shared.entering import ADMINISTRATOR, here, officer, show

GROUP: Final = "bagian"
BEFORE: Final = "sebelum"
MACHINE: Final = "sistem"


@dataclass(frozen=True, slots=True)
class Line:
    """A change as the page shows it. `by`: who made it and in which post."""

    change: Change
    title: str
    words: str
    by: str


@officer(ADMINISTRATOR)
@require_safe
def office_changes(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The changes, newest first; `bagian` sieves, `sebelum` turns the page. What is no number begins at the top."""
    office = here(request)
    group = request.GET.get(GROUP, "")
    group = group if group in GROUPS else ""
    before = request.GET.get(BEFORE, "")
    found = changes(actor, kinds_of(group), before=int(before) if before.isdecimal() and len(before) < 16 else None)
    values = {
        "section": ROOM,
        "lines": list(_lines(office, found.rows)),
        "older": found.older,
        "first": not before,
        "group": group,
        "groups": GROUPS.items(),
    }
    return show(request, actor, "changes.html", values, room=ROOM)


def _lines(office: Office, rows: tuple[Change, ...]) -> Iterator[Line]:
    named = {user for row in rows for user in people_in(row.event)} | {row.by for row in rows if row.by is not None}
    asked = any(code for row in rows for code in services_in(row.event))
    book = Book(office, names_of(named), retention.names(office.code) if asked else {})
    for row in rows:
        title, words = said(book, row.event)
        by = MACHINE if row.by is None else book.who(row.by)
        post = acting_as(office, row.event) if row.event.post else ""
        yield Line(row, title, words, f"{by} ({post})" if post else by)
