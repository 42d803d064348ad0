"""Whether everything of a file can be read: asked where damage was met before, and of every file by `maklumat examine`.

Reads alone. What is found is named by the same codes as on a page.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final
from uuid import UUID

from maklumat.core.errors import Damaged, Unavailable
from maklumat.records.applications.content import application_row, submission_of
from maklumat.records.applications.models import Attachment
from maklumat.records.ledger import aside, damage
from maklumat.records.ledger.history import history, missing_entry
from maklumat.records.outside import vault
from maklumat.records.procedures import queries as procedures
from maklumat.records.procedures.queries import Position
from maklumat.records.products.models import Countersignature, Product

PLACELESS: Final = (aside.PAGE, aside.VERIFICATION)
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
    for name in sorted({name for name in names if name}):
        try:
            vault().get(name)
        except Damaged as fault:
            yield fault.of(number=position.register, office=position.office, application=of)
        except Unavailable as gone:
            missing = Damaged(gone.code, gone.message.text)
            yield missing.of(number=position.register, office=position.office, application=of)


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
