"""Whether everything of a file can be read: asked where damage was met before, and of every file by `maklumat examine`.

Reads alone. What is found is named by the same codes as on a page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, OuterRef

from maklumat.core.errors import Damaged
from maklumat.records.applications.content import agenda_of, application_row, submission_of
from maklumat.records.applications.models import Application, Attachment
from maklumat.records.applications.queries import vault_bytes
from maklumat.records.ledger import aside, damage
from maklumat.records.ledger.history import history, missing_entry
from maklumat.records.ledger.models import LedgerEntry
from maklumat.records.procedures import queries as procedures
from maklumat.records.procedures.models import WorkItem
from maklumat.records.procedures.queries import Position
from maklumat.records.products.models import Countersignature, Product

NUMBER: Final = ("register_seq", "register_year")
PLACELESS: Final = (aside.PAGE, aside.VERIFICATION, aside.EXAMINATION)
"""Those who met damage and do not come back to look whether it is there still."""


def require_whole(position: Position) -> None:
    """Raises Damaged where what an action relies on cannot be read. Asked only where damage was met: it costs."""
    for fault in _unread(position):
        raise fault


def faults_of(application_id: UUID) -> list[Damaged]:
    """Everything of a file that cannot be read, its papers and letters in the vault too."""
    try:
        position = procedures.position(application_id)
    except Damaged as fault:
        return [fault]
    if position is None:
        return [damage.place_astray().of(application=application_id)]
    return [*_unread(position), *_unread_files(position)]


def _unread(position: Position) -> Iterator[Damaged]:
    about = {"number": position.register, "office": position.office, "application": position.application_id}
    try:
        submission_of(application_row(position.application_id))
    except Damaged as fault:
        yield fault.of(**about)  # type: ignore[arg-type]  # the three of them
    try:
        last = 0
        for _, event in history(position.application_id):
            last = event.seq
        if last < position.state.seq:
            raise missing_entry(position.application_id)
    except Damaged as fault:
        yield fault.of(**about)  # type: ignore[arg-type]
    for row in Product.objects.filter(application_id=position.application_id):
        try:
            _ = row.content
        except Damaged as fault:
            yield fault.of(**about)  # type: ignore[arg-type]


def _unread_files(position: Position) -> Iterator[Damaged]:
    """The papers and letters that the vault does not give out. One that is not there is told as damage here."""
    of = position.application_id
    names = [*Attachment.objects.filter(application_id=of).values_list("vault_name", flat=True)]
    names += Product.objects.filter(application_id=of).values_list("vault_name", flat=True)
    names += Countersignature.objects.filter(product__application_id=of).values_list("vault_name", flat=True)
    names += _recorded(position)
    for name in sorted({name for name in names if name}):
        try:
            vault_bytes(name)
        except Damaged as fault:
            yield fault.of(number=position.register, office=position.office, application=of)


def _recorded(position: Position) -> list[str]:
    """The papers that the steps of a file recorded; none where its ledger cannot be read, which is told already."""
    try:
        return [name for _, event in history(position.application_id) for name in _names_in(event.data)]
    except Damaged:
        return []


def _names_in(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        if isinstance(value.get("vault_name"), str):
            yield value["vault_name"]
        for one in value.values():
            yield from _names_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from _names_in(one)


def lost_of(office: str) -> Iterator[Damaged]:
    """The files of which a row is gone that others speak of: three statements, however many files there are."""
    here = Application.objects.filter(pk=OuterRef("application_id"))
    items = WorkItem.objects.filter(office=office).exclude(Exists(here))
    begun = LedgerEntry.objects.filter(office=office, application_seq=1)
    lost = begun.exclude(Exists(Application.objects.filter(pk=OuterRef("application"))))
    gone = {*items.values_list("pk", flat=True), *lost.values_list("application", flat=True)}
    for pk in sorted(pk for pk in gone if pk is not None):
        yield damage.row_missing().of(office=office, application=pk)
    placeless = Application.objects.filter(office=office, destroyed_at=None)
    for row in placeless.exclude(Exists(WorkItem.objects.filter(pk=OuterRef("pk")))).only("pk", *NUMBER):
        yield damage.place_astray().of(office=office, application=row.pk, number=agenda_of(row))
    for row in placeless.exclude(Exists(begun.filter(application=OuterRef("pk")))).only("pk", *NUMBER):
        yield missing_entry(row.pk).of(office=office, number=agenda_of(row))


def look_again(moment: datetime) -> int:
    """Look whether what was met on pages can be read by now. Returns 0: what is left is not due before long."""
    for name in PLACELESS:
        for row in aside.due(name, moment):
            found = faults_of(row.application) if row.application else []
            if row.application is None or found:
                aside.put_off(row, moment)
            else:
                aside.mend([row], moment)
    return 0
