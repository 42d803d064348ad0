"""Emptying one application: what is personal in it goes from every table and from the ledger; its numbers stay.

The row of each table that a register is read from stays, without a name. `TABLES` says of every table that knows
applications what happens to it; a test compares it with the tables that there are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import connection, models

from maklumat.core.identity import Person
from maklumat.core.intake import Submission, to_json
from maklumat.ports.vault import NAME
from maklumat.records.applications.content import submission_of
from maklumat.records.applications.models import (
    Application,
    Attachment,
    Custody,
    Draft,
    PaperPrinting,
    UnlistedPaper,
)
from maklumat.records.archive.models import DestructionLine, RetentionHold
from maklumat.records.catalogue.models import StandardDraft
from maklumat.records.compensation.models import Breach, Entitlement
from maklumat.records.figures.models import Mark, Place
from maklumat.records.guests.models import QueueTicket
from maklumat.records.ledger.fields import SealedField, sealed_for
from maklumat.records.ledger.history import opened
from maklumat.records.ledger.models import LedgerEntry
from maklumat.records.messages.models import Message, NightReport
from maklumat.records.outages.models import Recheck
from maklumat.records.procedures.models import Assignment, Booking, WorkItem
from maklumat.records.products.models import Countersignature, Delivery, Duty, Printout, Product, ScannedPage

Row = dict[str, Any]
ABOUT: Final = ("apology_signed", "entitlement_given", "entitlement_declined")
"""Entries of the office that tell of what was owed for a file: they may name a file of the vault, or a reason."""


@dataclass(frozen=True, slots=True)
class Emptied:
    """What went: the names its files had in the vault, how many papers and letters those were. `entries`: the numbers
    of the ledger's entries that tell of it, to be erased."""

    entries: tuple[int, ...]
    names: frozenset[str]
    papers: int
    letters: int


@dataclass(frozen=True, slots=True)
class Table:
    """What becomes of the rows of an application. `blank`: columns and what they say afterwards (a sealed one is
    sealed anew); `blobs`: columns that name files of the vault; `deleted`: the row goes as a whole."""

    blank: Mapping[str, Any]
    blobs: tuple[str, ...] = ()
    deleted: bool = False


KEPT: Final = Table({})
GONE: Final = Table({}, deleted=True)
TABLES: Final[Mapping[type[models.Model], Table]] = {
    Attachment: Table({}, ("vault_name",), deleted=True),
    Draft: GONE,
    Product: Table({"content": {}, "vault_name": "", "revoked_reason": ""}, ("vault_name",)),
    Countersignature: Table({"vault_name": ""}, ("vault_name",)),
    ScannedPage: Table({"vault_name": ""}, ("vault_name",)),
    Delivery: Table({"collector": ""}),
    Custody: Table({"papers": [], "owner": "", "collector": None}),
    UnlistedPaper: Table({"paper": "", "reason": ""}),
    Entitlement: Table(
        {"content": {}, "note": "", "proof": "", "letter_name": "", "nik_index": None}, ("proof", "letter_name")
    ),
    Recheck: Table({"why": ""}),
    Message: Table({"provider_id": ""}),
    RetentionHold: Table({"reason": ""}),
    WorkItem: KEPT,
    Booking: KEPT,
    Assignment: KEPT,
    Duty: KEPT,
    Printout: KEPT,
    Breach: KEPT,
    NightReport: KEPT,
    Mark: KEPT,
    Place: KEPT,
    QueueTicket: KEPT,
    PaperPrinting: KEPT,
    DestructionLine: KEPT,
}


def empty(application_id: UUID, *, number: str, moment: datetime) -> Emptied:
    """Empty an application by the minutes with that number, but for the ledger. Inside the caller's transaction, which
    erases the entries last.
    """
    application = Application.objects.select_for_update().get(pk=application_id)
    entries = list(_entries(application))
    names = {name for _, data in entries for name in blobs_in(data)}
    papers, letters = _counted(application_id)
    for model, table in TABLES.items():
        names |= _emptied(model, table, application_id)
    content = to_json(_nobody(application))
    Application.objects.filter(pk=application_id).update(
        content=sealed_for(Application, application_id, "content", content), nik_index=None, name_index=None,
        destroyed_at=moment, destroyed_by=number,
    )  # fmt: skip
    return Emptied(tuple(seq for seq, _ in entries), frozenset(names), papers, letters)


def _nobody(application: Application) -> Submission:
    """What is left to read of it: which service of which office it was, and by which way it came."""
    said = submission_of(application)
    nobody = Person(name="", nik="", kk="", birth_date=None, sex="", phone="", address="", region="")
    return Submission(said.service, said.office, nobody, None, None, {}, (), said.channel)


def _counted(application_id: UUID) -> tuple[int, int]:
    papers = Attachment.objects.filter(application_id=application_id, replaced_at=None).count()
    letters = Product.objects.filter(application_id=application_id).exclude(vault_name="").count()
    return papers, letters


def _emptied(model: type[models.Model], table: Table, application_id: UUID) -> set[str]:
    """The rows of one table, emptied; the files of the vault that they named."""
    key = "pk" if model is Draft else "application_id"
    rows: models.QuerySet[Any] = models.QuerySet(model).filter(**{key: application_id})
    names = {name for column in table.blobs for name in rows.values_list(column, flat=True) if name}
    if table.deleted:
        rows.delete()
    elif table.blank:
        for pk in list(rows.values_list("pk", flat=True)):
            blank = {column: _value(model, pk, column, value) for column, value in table.blank.items()}
            models.QuerySet(model).filter(pk=pk).update(**blank)
    return names


def _value(model: type[models.Model], pk: Any, column: str, value: Any) -> Any:
    sealed = isinstance(model._meta.get_field(column), SealedField)  # noqa: SLF001  # Django's documented name
    return sealed_for(model, pk, column, value) if sealed and value is not None else value


def _entries(application: Application) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The entries that tell of the application, by their number in the office, with what they say."""
    own = LedgerEntry.objects.filter(application=application.pk)
    yield from _opened(own.order_by("application_seq"))
    owed = {str(pk) for pk in Entitlement.objects.filter(application_id=application.pk).values_list("pk", flat=True)}
    if owed:
        about = LedgerEntry.objects.filter(office=application.office, application=None, kind__in=ABOUT)
        rows = about.order_by("office_seq")
        yield from ((seq, data) for seq, data in _opened(rows) if data.get("entitlement") in owed)


def _opened(rows: models.QuerySet[LedgerEntry]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for entry, event in opened(rows, in_pieces=True):
        yield entry.office_seq, event.data


_NAMED: Final = re.compile(rf'"({NAME.pattern})"')


def blobs_in(data: Mapping[str, Any]) -> Iterable[str]:
    """Every text in an entry that may be the name of a file of the vault (a digest looks the same and does no harm)."""
    return _NAMED.findall(json.dumps(data))


def still_named(office: str, names: Iterable[str]) -> set[str]:
    """Those of the names that a row of any table or an entry of the office still has.

    Reads every payload of the office that is left, for papers of a step are named nowhere else: once for a whole list.
    """
    wanted = set(names)
    found: set[str] = set()
    for model, table in TABLES.items():
        for column in table.blobs:
            found |= _rows_with(model, column, wanted)
    for model in _with_files():
        found |= _rows_with(model, "vault_name", wanted)
    for text in StandardDraft.objects.filter(office=office).values_list("decision", flat=True):
        found.update(wanted.intersection(_NAMED.findall(text)))  # the scanned decree
    if wanted > found:
        rows = LedgerEntry.objects.filter(office=office, payload__erased_at=None).order_by("office_seq")
        for _, data in _opened(rows):
            found.update(wanted.intersection(blobs_in(data)))
    return found & wanted


def _rows_with(model: type[models.Model], column: str, names: set[str]) -> set[str]:
    rows: models.QuerySet[Any] = models.QuerySet(model).filter(**{f"{column}__in": names})
    return set(rows.values_list(column, flat=True))


def _with_files() -> Sequence[type[models.Model]]:
    """Tables beside an application's own that name files of the vault by the same column."""
    every = Application._meta.apps.all_models["records"].values()  # noqa: SLF001  # Django's documented name
    return [model for model in every if model not in TABLES and any(f.name == "vault_name" for f in model._meta.fields)]  # noqa: SLF001


class without_traces:  # noqa: N801  # reads as a statement
    """On SQLite what is emptied is overwritten with zeros in the database file, and not only passed over."""

    def __enter__(self) -> None:
        self._set("ON")

    def __exit__(self, *_: object) -> None:
        self._set("OFF")

    def _set(self, how: str) -> None:
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute(f"PRAGMA secure_delete = {how}")
