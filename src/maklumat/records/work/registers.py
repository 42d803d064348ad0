"""The office's register books, page by page: agenda, letters out, deliveries, originals in custody.

A book is a view over rows that are there anyway; each page reads a fixed number of statements off an index. Names are
masked unless `named` asks for them, and shown only to whoever may see the file; of a confidential file nobody else
learns a name, and nobody else finds it by a name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Final, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import F, Model, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleLessThan  # type: ignore[import-untyped]
from django.utils import timezone

from maklumat.core.compensation.wording import promise_words
from maklumat.core.errors import Damaged
from maklumat.core.identity import mask_name
from maklumat.core.identity.persons import name_key
from maklumat.core.intake import for_readers
from maklumat.core.standard.model import Office
from maklumat.records.applications import custody
from maklumat.records.applications.content import agenda_of, submission_of
from maklumat.records.applications.models import Application, Custody, PaperPrinting
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.compensation import settling
from maklumat.records.compensation.models import Entitlement
from maklumat.records.compensation.settling import Broken
from maklumat.records.guests import queries as guest_book
from maklumat.records.ledger import damage
from maklumat.records.outside import keyring
from maklumat.records.people import access
from maklumat.records.people.access import Actor, Facts
from maklumat.records.people.queries import names_of
from maklumat.records.procedures.models import WorkItem
from maklumat.records.products.actions import REGISTER
from maklumat.records.products.models import Delivery, LetterNumber
from maklumat.records.work.facts import team_of
from maklumat.records.work.register_lines import AgendaLine as AgendaLine
from maklumat.records.work.register_lines import CopyLine as CopyLine
from maklumat.records.work.register_lines import CustodyLine as CustodyLine
from maklumat.records.work.register_lines import DeliveryLine as DeliveryLine
from maklumat.records.work.register_lines import EntitlementLine as EntitlementLine
from maklumat.records.work.register_lines import Key as Key
from maklumat.records.work.register_lines import LetterLine as LetterLine
from maklumat.records.work.register_lines import VisitLine as VisitLine
from maklumat.records.work.register_lines import Wanted as Wanted
from maklumat.records.work.register_lines import Whose as Whose

Row = TypeVar("Row", bound=Model)
NIK_DIGITS: Final = 16
DESTROYED: Final = "(berkas sudah dimusnahkan)"


def agenda(actor: Actor, office: Office, wanted: Wanted, *, after: Key | None, limit: int) -> list[AgendaLine]:
    """The agenda of applications, last number first."""
    _permitted(actor)
    rows = _within(Application.objects.filter(office=actor.office), "received_at", office, wanted)
    rows = rows.filter(**_years("register_year", wanted))
    if wanted.number is not None:
        rows = rows.filter(register_seq=wanted.number)
    if wanted.person:
        rows = rows.filter(pk__in=files_of(actor, wanted.person))
    page = _page(rows, ("register_year", "register_seq"), after, limit)
    files = whose_of(actor, [row.pk for row in page], wanted, {row.pk: row for row in page})
    return [
        AgendaLine(
            (row.register_year, row.register_seq), files[row.pk].register, row.received_at, row.channel, files[row.pk],
            files[row.pk].since if files[row.pk].status not in {"", "open", "with_applicant"} else None,
        )
        for row in page
    ]  # fmt: skip


def letters(actor: Actor, office: Office, wanted: Wanted, *, after: Key | None, limit: int) -> list[LetterLine]:
    """Every number of the register of letters out, used, on paper or void, last first."""
    _permitted(actor)
    rows = LetterNumber.objects.filter(office=actor.office, register=REGISTER, **_years("year", wanted))
    rows = _between(rows, "taken_at", office, wanted).select_related("product")
    if wanted.service:
        rows = rows.filter(product__service=wanted.service)
    if wanted.number is not None:
        rows = rows.filter(seq=wanted.number)
    if wanted.person:
        rows = rows.filter(product__application_id__in=files_of(actor, wanted.person))
    page = _page(rows, ("year", "seq", "suffix"), after, limit)
    files = whose_of(actor, [row.product.application_id for row in page if row.product], wanted)
    return [
        LetterLine(
            (row.year, row.seq, row.suffix), f"{row.seq}.{row.suffix}" if row.suffix else str(row.seq), row.text,
            row.status, row.taken_at, row.note, _product_name(row.product.product if row.product else "", whose), whose,
        )
        for row, whose in ((row, files.get(row.product.application_id) if row.product else None) for row in page)
    ]  # fmt: skip


def deliveries(actor: Actor, office: Office, wanted: Wanted, *, after: Key | None, limit: int) -> list[DeliveryLine]:
    """What was handed over, last first."""
    _permitted(actor)
    rows = _within(Delivery.objects.filter(office=actor.office), "delivered_at", office, wanted)
    if wanted.number is not None:
        rows = rows.filter(application_id__in=numbered(actor, wanted.number, wanted))
    if wanted.person:
        rows = rows.filter(application_id__in=files_of(actor, wanted.person))
    page = _page(rows, ("delivered_at", "id"), after, limit)
    files = whose_of(actor, [row.application_id for row in page], wanted)
    return [
        DeliveryLine(
            (row.delivered_at, row.id), row.delivered_at, _product_name(row.product, files[row.application_id]),
            damage.or_said(partial(_collected, row, files[row.application_id], wanted)), row.channel, row.post,
            files[row.application_id], row.proof, row.identity, row.scanned_at is not None,
        )
        for row in page
    ]  # fmt: skip


def originals(actor: Actor, office: Office, wanted: Wanted, *, after: Key | None, limit: int) -> list[CustodyLine]:
    """Receipts for originals, last number first."""
    _permitted(actor)
    rows = Custody.objects.filter(office=actor.office, **_years("year", wanted))
    rows = _within(rows, "taken_at", office, wanted)
    if wanted.number is not None:
        rows = rows.filter(seq=wanted.number)
    if wanted.person:
        rows = rows.filter(application_id__in=files_of(actor, wanted.person))
    page = _page(rows, ("year", "seq"), after, limit)
    files = whose_of(actor, [row.application_id for row in page], wanted)
    return [_original(row, files[row.application_id], wanted) for row in page]


def _original(row: Custody, whose: Whose, wanted: Wanted) -> CustodyLine:
    key = (row.year, row.seq)
    try:
        one = custody.views([row])[0]
    except Damaged as fault:
        said, number = damage.said(fault), custody.number_text(row.seq, row.year)
        return CustodyLine(key, number, row.taken_at, (), 0, said, row.returned_at, "", whose)
    return CustodyLine(
        key, one.number, one.taken_at, one.papers if whose.visible else (), len(one.papers),
        _name(one.owner, whose, wanted), one.returned_at, _name(one.collector, whose, wanted), whose,
    )  # fmt: skip


def _collected(row: Delivery, whose: Whose, wanted: Wanted) -> str:
    return _name(row.collector, whose, wanted)


def copies(actor: Actor, office: Office, wanted: Wanted, *, after: Key | None, limit: int) -> list[CopyLine]:
    """What was printed again, last first."""
    _permitted(actor)
    rows = _within(PaperPrinting.objects.filter(office=actor.office, copies__gt=0), "printed_at", office, wanted)
    if wanted.number is not None:
        rows = rows.filter(application_id__in=numbered(actor, wanted.number, wanted))
    if wanted.person:
        rows = rows.filter(application_id__in=files_of(actor, wanted.person))
    page = _page(rows, ("printed_at", "id"), after, limit)
    files = whose_of(actor, [row.application_id for row in page if row.application_id], wanted)
    names = names_of({row.printed_by for row in page})
    return [
        CopyLine(
            (row.printed_at, row.id), row.kind, row.number, row.copies, row.printed_at, names.get(row.printed_by, ""),
            row.post, files.get(row.application_id) if row.application_id else None,
        )
        for row in page
    ]  # fmt: skip


def visits(actor: Actor, office: Office, wanted: Wanted, *, after: Key | None, limit: int) -> list[VisitLine]:
    """The guest book, last line first. Nobody is found in it: it asks for no name."""
    _permitted(actor)
    if wanted.person:
        return []
    names = {law.standard.code: law.standard.name for law in catalogue.services(office.code, timezone.now())}
    found = guest_book.last_lines(
        actor, wanted.from_on, wanted.until_on, service=wanted.service, seq=wanted.number, after=after, limit=limit
    )
    return [VisitLine((line.visited_on, line.seq), line, names.get(line.service, line.service)) for line in found]


def entitlements(
    actor: Actor, office: Office, wanted: Wanted, *, after: Key | None, limit: int
) -> list[EntitlementLine]:
    """What broken promises made owed, last number first, and how it was given."""
    _permitted(actor)
    rows = Entitlement.objects.filter(office=actor.office, **_years("year", wanted))
    rows = _within(rows, "made_at", office, wanted)
    if wanted.number is not None:
        rows = rows.filter(number=wanted.number)
    if wanted.person:
        rows = rows.filter(application_id__in=files_of(actor, wanted.person))
    page = _page(rows, ("year", "number"), after, limit)
    ids = [row.application_id for row in page]
    files, broken = whose_of(actor, ids, wanted), settling.broken_of_files(ids)
    names = names_of([row.settled_by for row in page if row.settled_by is not None])
    return [
        EntitlementLine(
            (row.year, row.number), row, _promised(files[row.application_id], broken.get(row.application_id, ())),
            files[row.application_id], names.get(row.settled_by or 0, ""),
        )
        for row in page
    ]  # fmt: skip


def _promised(whose: Whose, broken: Iterable[Broken]) -> tuple[str, ...]:
    """What was promised and broken; nothing of a confidential file for whoever is not of its team."""
    if whose.secret or whose.damaged:
        return ()
    limits = {limit.code: limit for limit in catalogue.standard(whose.standard_id).time_limits}
    return tuple(promise_words(limits[one.limit]) for one in broken)


def _permitted(actor: Actor) -> None:
    access.require(actor, access.REGISTERS, Facts(actor.office))


def _within(rows: QuerySet[Row], column: str, office: Office, wanted: Wanted) -> QuerySet[Row]:
    """The rows of the wanted days and service."""
    rows = _between(rows, column, office, wanted)
    return rows.filter(service=wanted.service) if wanted.service else rows


def _between(rows: QuerySet[Row], column: str, office: Office, wanted: Wanted) -> QuerySet[Row]:
    zone = ZoneInfo(office.time_zone)
    if wanted.from_on:
        rows = rows.filter(**{f"{column}__gte": datetime.combine(wanted.from_on, time(), zone)})
    if wanted.until_on:
        after = wanted.until_on + timedelta(days=1)
        rows = rows.filter(**{f"{column}__lt": datetime.combine(after, time(), zone)})
    return rows


def _years(column: str, wanted: Wanted) -> dict[str, int]:
    """The same days as years of the register, which its index begins with."""
    bounds = {f"{column}__gte": wanted.from_on, f"{column}__lte": wanted.until_on}
    return {name: day.year for name, day in bounds.items() if day is not None}


def _page(rows: QuerySet[Row], columns: Sequence[str], after: Key | None, limit: int) -> list[Row]:
    """The first `limit` rows behind `after`, last first, read off the index that these columns end."""
    if after is not None:
        rows = rows.filter(TupleLessThan(Tuple(*(F(column) for column in columns)), after))
    return list(rows.order_by(*(f"-{column}" for column in columns))[:limit])


def files_of(actor: Actor, person: str) -> QuerySet[Application, UUID]:
    """The files of whoever has this NIK or name; confidential ones only where the actor belongs to their team."""
    digits = "".join(letter for letter in person if letter.isdigit())
    if len(digits) == NIK_DIGITS:
        found = Application.objects.filter(nik_index=keyring().blind_index(digits, "nik"))
    else:
        found = Application.objects.filter(name_index=keyring().blind_index(name_key(person), "name"))
    found = found.filter(office=actor.office)
    marks = found.values_list("pk", "standard_id", "confidentiality")
    mine = [pk for pk, standard_id, mark in marks if mark == "normal" or _sees(actor, standard_id, mark)]
    return Application.objects.filter(pk__in=mine).values_list("pk", flat=True)


def numbered(actor: Actor, number: int, wanted: Wanted) -> QuerySet[Application, UUID]:
    """The files with this agenda number, of any year until then: each year is one look into the index."""
    last = (wanted.until_on or date(_LAST_YEAR, 1, 1)).year
    years = range(_FIRST_YEAR, last + 1)
    found = Application.objects.filter(office=actor.office, register_year__in=years, register_seq=number)
    return found.values_list("pk", flat=True)


_FIRST_YEAR: Final = 2010
_LAST_YEAR: Final = 2060
"""No agenda of this program is older or younger."""


def _sees(actor: Actor, standard_id: int, confidentiality: str) -> bool:
    facts = Facts(actor.office, confidentiality=confidentiality, team=team_of(standard_id))
    return access.may(actor, access.SEE, facts)


def whose_of(
    actor: Actor, ids: Iterable[UUID], wanted: Wanted, known: dict[UUID, Application] | None = None
) -> dict[UUID, Whose]:
    """The files of a page, in two statements at most; one that is damaged says so."""
    wanted_ids = list(ids)
    opened = known if known is not None else Application.objects.in_bulk(wanted_ids)
    rows = WorkItem.objects.filter(office=actor.office, pk__in=wanted_ids).defer("state")
    items = {item.pk: item for item in rows}
    return {pk: _of_file(actor, pk, items.get(pk), opened.get(pk), wanted) for pk in wanted_ids}


def _of_file(
    actor: Actor, pk: UUID, item: WorkItem | None, application: Application | None, wanted: Wanted
) -> Whose:  # fmt: skip
    try:
        if item is None:
            raise damage.place_astray()
        if application is None:
            raise damage.row_missing()
        return _shown(actor, item, application, wanted)
    except Damaged as fault:
        return _damaged(actor, pk, item, application, fault.code)


def _damaged(actor: Actor, pk: UUID, item: WorkItem | None, application: Application | None, code: str) -> Whose:
    """What can still be said of a file. Nobody learns a name of it."""
    known = item or application
    visible = known is not None and _sees(actor, known.standard_id, known.confidentiality)
    return Whose(
        application_id=pk,
        standard_id=known.standard_id if known else 0,
        register=item.register if item else agenda_of(application) if application else "?",
        service=catalogue.standard(known.standard_id).name if known else "?",
        applicant="",
        status=item.status if item else "",
        since=item.since if item else application.received_at if application else timezone.now(),
        visible=visible,
        secret=not visible,
        damaged=code,
    )


def _shown(actor: Actor, item: WorkItem, application: Application, wanted: Wanted) -> Whose:
    visible = _sees(actor, item.standard_id, item.confidentiality)
    secret = not visible and item.confidentiality != "normal"
    on = catalogue.local_date(catalogue.enacted(item.standard_id).office, application.received_at)
    if application.destroyed_at is not None:
        visible, secret = False, False
    submission = submission_of(application)
    submission = for_readers(catalogue.standard(item.standard_id), submission, on, actor.posts)
    name, other = "" if secret else submission.applicant.name, ""
    if submission.beneficiary is not None and not secret:
        other = submission.beneficiary.name
    if application.destroyed_at is not None:
        name, other = DESTROYED, ""
    return Whose(
        application_id=item.pk,
        standard_id=item.standard_id,
        register=item.register,
        service=catalogue.standard(item.standard_id).name,
        applicant=name if name == DESTROYED or (visible and wanted.named) else mask_name(name),
        status=item.status,
        since=item.since,
        visible=visible,
        secret=secret,
        beneficiary=other if visible and wanted.named else mask_name(other),
    )


def _name(name: str, whose: Whose, wanted: Wanted) -> str:
    """Another name on the line, shown as the applicant's is."""
    if whose.secret or whose.damaged:
        return ""
    return name if whose.visible and wanted.named else mask_name(name)


def _product_name(code: str, whose: Whose | None) -> str:
    """The name of a product of the file; "" for none."""
    if whose is None or not code or not whose.standard_id:
        return ""
    names = {product.code: product.name for product in catalogue.standard(whose.standard_id).products}
    return names.get(code, code)
