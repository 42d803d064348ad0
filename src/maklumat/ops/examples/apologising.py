"""What an example office owes for broken promises, and how it makes good."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from maklumat.core.compensation.entitlements import APOLOGY
from maklumat.ops.examples.deeds import Staff
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.compensation.settling import HANDED
from maklumat.records.people.access import Actor
from maklumat.records.work import apologies, owing

CAUSE: Final = "Petugas kami sedang bertugas di lapangan dan penggantinya terlambat ditunjuk."


def signs(staff: Staff, moment: datetime) -> None:
    """The head signs the letters of apology that are due by tomorrow."""
    head = _head(staff, moment)
    tomorrow = catalogue.local_date(staff.office, moment) + timedelta(days=1)
    for task in owing.tasks(head, now=moment):
        if task.form == APOLOGY and task.visible and not task.signed and task.due_on <= tomorrow:
            apologies.sign(head, task.id, cause=CAUSE, moment=moment, proof="password")


def gives(staff: Staff, moment: datetime) -> None:
    """Whoever comes for a letter that is signed gets it."""
    head = _head(staff, moment)
    for task in owing.tasks(head, now=moment):
        if task.signed and task.visible:
            owing.give(head, task.id, how=HANDED, note="Diserahkan langsung.", proof=b"", moment=moment)


def _head(staff: Staff, moment: datetime) -> Actor:
    post = next(post.code for post in staff.office.posts if post.head)
    return staff.at(post, catalogue.local_date(staff.office, moment))
