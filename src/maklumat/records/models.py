"""All tables, gathered for Django. Each stage keeps its own in `<stage>/models.py`."""

from __future__ import annotations

from maklumat.records.applications.models import (
    Application,
    Attachment,
    Counter,
    Custody,
    Draft,
    PaperPrinting,
    UnlistedPaper,
)
from maklumat.records.archive.models import (
    Destruction,
    DestructionLine,
    DoomedBlob,
    MovingBatch,
    PastEntry,
    RetentionHold,
    RetentionRule,
    YearClosing,
)
from maklumat.records.catalogue.models import (
    CalendarVersion,
    DraftSave,
    EnactedFiles,
    LetterBody,
    OfficeSetting,
    OfficeVersion,
    ReferenceList,
    Rehearsal,
    StandardDraft,
    StandardText,
    StandardVersion,
)
from maklumat.records.compensation.models import Breach, Entitlement
from maklumat.records.figures.models import Mark, Place, Standing, Tally
from maklumat.records.guests.models import GuestEntry, QueueTicket
from maklumat.records.ledger.models import LedgerEntry, LedgerFollower, LedgerHead, LedgerPayload
from maklumat.records.messages.models import Message
from maklumat.records.outages.models import Outage, Recheck
from maklumat.records.people.models import (
    Absence,
    Mandate,
    Membership,
    RecoveryCode,
    RosterCall,
    RosterEntry,
    SecondFactor,
    Tries,
    User,
)
from maklumat.records.procedures.models import Booking, WorkItem
from maklumat.records.products.models import Countersignature, Delivery, Duty, LetterNumber, Product, SigningRequest

__all__ = [
    "Absence",
    "Application",
    "Attachment",
    "Booking",
    "Breach",
    "CalendarVersion",
    "Counter",
    "Countersignature",
    "Custody",
    "Delivery",
    "Destruction",
    "DestructionLine",
    "DoomedBlob",
    "Draft",
    "DraftSave",
    "Duty",
    "EnactedFiles",
    "Entitlement",
    "GuestEntry",
    "LedgerEntry",
    "LedgerFollower",
    "LedgerHead",
    "LedgerPayload",
    "LetterBody",
    "LetterNumber",
    "Mandate",
    "Mark",
    "Membership",
    "Message",
    "MovingBatch",
    "OfficeSetting",
    "OfficeVersion",
    "Outage",
    "PaperPrinting",
    "PastEntry",
    "Place",
    "Product",
    "QueueTicket",
    "Recheck",
    "RecoveryCode",
    "ReferenceList",
    "Rehearsal",
    "RetentionHold",
    "RetentionRule",
    "RosterCall",
    "RosterEntry",
    "SecondFactor",
    "SigningRequest",
    "StandardDraft",
    "StandardText",
    "StandardVersion",
    "Standing",
    "Tally",
    "Tries",
    "UnlistedPaper",
    "User",
    "WorkItem",
    "YearClosing",
]
