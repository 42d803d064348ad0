"""Whoever heads the office is told, once, of a letter of apology that is due and that nobody has signed."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction

from maklumat.core.compensation.entitlements import APOLOGY
from maklumat.core.events import Event
from maklumat.core.messages import table
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.compensation.following import OWED
from maklumat.records.compensation.models import Entitlement
from maklumat.records.ledger import actions as ledger
from maklumat.records.messages import rows
from maklumat.records.messages.models import Message
from maklumat.records.people.mandates import reached_by_email

TOLD: Final = "apology_reminded"
BATCH: Final = 200


def remind_of_apologies(moment: datetime) -> int:
    """One entry of the ledger and one message for each letter on its last day, each in its own transaction."""
    done = 0
    for office in catalogue.offices(moment):
        on = catalogue.local_date(office, moment)
        rows_due = Entitlement.objects.filter(
            office=office.code, status=OWED, form=APOLOGY, letter_at=None, reminded_at=None, due_on__lte=on
        )
        for number in list(rows_due.order_by("due_on", "id").values_list("pk", flat=True)[:BATCH]):
            with transaction.atomic():
                row = rows_due.select_for_update().filter(pk=number).first()
                if row is None:
                    continue
                row.reminded_at = moment
                row.save(update_fields=["reminded_at"])
                head = next(post.code for post in office.posts if post.head)
                Message.objects.bulk_create(
                    [
                        rows.new(
                            office.code, f"apology-{row.pk}", table.APOLOGY_DUE, f"{rows.OFFICER}{user}",
                            application_id=row.application_id, happened_at=moment, moment=moment,
                        )
                        for user in reached_by_email(office, head, on)
                    ],
                    ignore_conflicts=True,
                )  # fmt: skip
                event = Event(0, TOLD, moment, moment, data={"entitlement": str(row.pk), "post": head})
                ledger.append(office.code, None, event, None)
            done += 1
    return done
