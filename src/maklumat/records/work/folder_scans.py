"""What comes back of the printed letters: page by page, each to its letter, and whatever is of no letter kept too.

A letter is finished when all its pages are there and somebody has said that it is signed; each for itself, as the
signature of whose hand it was printed for. A page that comes twice is one: the later scan counts, until its letter is
finished.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Final
from uuid import UUID, uuid4

from django.db import transaction

from maklumat.core.errors import NotVisible, Refusal
from maklumat.core.letter.marks import Mark, mark_in
from maklumat.ports.pages import joined
from maklumat.ports.piles import codes_on, pages_of
from maklumat.ports.uploads import Decoded
from maklumat.records.applications.queries import vault_bytes
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.outside import vault
from maklumat.records.people import access
from maklumat.records.people import queries as people
from maklumat.records.people.access import Actor, Facts
from maklumat.records.procedures import queries as procedures
from maklumat.records.procedures.queries import Position
from maklumat.records.products import actions as products
from maklumat.records.products.models import Printout, ScannedPage, SigningFolder
from maklumat.records.work import actions, signing
from maklumat.records.work.batch import Result, attempted
from maklumat.records.work.facts import facts_of

COUNTS: Final = ""
UNREAD, FOREIGN, REPLACED, LATE, DROPPED = "unread", "foreign", "replaced", "late", "dropped"
"""Why a page does not count: no code was read; its code is of no letter that the actor may carry; it came once more;
its letter was finished or has changed; somebody said that it is no letter's page."""
UNPLACED: Final = (UNREAD, FOREIGN)
READY, PARTLY, WAITING, DONE, MOVED = "ready", "partly", "waiting", "done", "moved"
NEWEST: Final = 10


@dataclass(frozen=True, slots=True)
class Carried:
    """A letter of a folder. `state`: READY (all pages are here), PARTLY, WAITING (none), DONE, or MOVED: the file has
    gone on or the letter was changed. `missing`: the pages that are not here; `scans`: those that are, in order."""

    printout: Printout
    register: str
    product: str
    number: str
    state: str
    missing: tuple[int, ...]
    scans: tuple[ScannedPage, ...]


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A page that is of no letter yet. `number`: the how manyth of its pile; `foreign`: its code is of no letter that
    whoever brought it may carry, else none was read."""

    id: UUID
    number: int
    received_at: datetime
    foreign: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """A folder as somebody of its office sees it. `hidden`: letters of files that are not theirs to see. `unplaced`:
    pages that are of no letter yet."""

    folder: SigningFolder
    signer: str
    printed_by: str
    letters: tuple[Carried, ...]
    hidden: int
    unplaced: tuple[Unplaced, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """A folder in a list of them: how many letters it has, and how many of those are finished."""

    id: UUID
    printed_at: datetime
    signer: str
    letters: int
    done: int


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a pile: how many pages it had, how many were laid to their letter and how many of those had come
    before; how many came too late, and how many are of no known letter."""

    pages: int
    placed: int
    again: int
    late: int
    unplaced: int


def newest(actor: Actor) -> tuple[Summary, ...]:
    """The newest folders of the office in which the actor may see a letter. Three queries, a fourth for names."""
    access.require(actor, access.WORKLIST, Facts(actor.office))
    folders = list(SigningFolder.objects.filter(office=actor.office).order_by("-printed_at", "pk")[:NEWEST])
    rows = list(Printout.objects.filter(folder__in=folders).select_related("product")) if folders else []
    places = procedures.positions({row.application_id for row in rows}) if rows else {}
    names = people.names_of({folder.signer_id for folder in folders})
    found = []
    for folder in folders:
        mine = [row for row in rows if row.folder_id == folder.pk]
        visible = any(_seen(actor, places, row) for row in mine)
        if visible or folder.printed_by == actor.user_id:
            done = sum(row.product.status in (products.ISSUED, products.DELIVERED) for row in mine)
            found.append(Summary(folder.pk, folder.printed_at, names[folder.signer_id], len(mine), done))
    return tuple(found)


def _seen(actor: Actor, places: Mapping[UUID, Position], row: Printout) -> bool:
    """Whether the actor may see a print's file, and it can be read."""
    place = places.get(row.application_id)
    return place is not None and access.may(actor, access.SEE, facts_of(place))


def opened(actor: Actor, folder_id: UUID) -> Opened:
    """A folder of the actor's office, for whoever may see a letter in it. Raises NotVisible."""
    folder = SigningFolder.objects.filter(pk=folder_id, office=actor.office).first()
    if folder is None:
        raise NotVisible
    rows = list(folder.printouts.select_related("product").order_by("pk"))
    places = procedures.positions({row.application_id for row in rows})
    visible = [row for row in rows if _seen(actor, places, row)]
    if not visible and folder.printed_by != actor.user_id:
        raise NotVisible
    scans: dict[int, list[ScannedPage]] = {}
    for scan in ScannedPage.objects.filter(printout__in=rows, why=COUNTS).order_by("page"):
        scans.setdefault(scan.printout_id or 0, []).append(scan)
    letters = tuple(_carried(row, places[row.application_id], scans.get(row.pk, [])) for row in visible)
    names = people.names_of([folder.signer_id, folder.printed_by])
    mine = ScannedPage.objects.filter(folder=folder, why__in=UNPLACED).order_by("received_at", "upload", "number")
    unplaced = [
        Unplaced(scan.pk, scan.number, scan.received_at, scan.why == FOREIGN)
        for scan in mine
        if _may_look(actor, folder, scan)
    ]
    return Opened(
        folder, names[folder.signer_id], names[folder.printed_by], letters, len(rows) - len(visible), tuple(unplaced)
    )


def _carried(row: Printout, place: Position, scans: Sequence[ScannedPage]) -> Carried:
    standard = catalogue.standard(place.standard_id)
    here = {scan.page for scan in scans}
    missing = tuple(page for page in range(1, row.pages + 1) if page not in here)
    name = standard.product(row.product.product).name
    state = _state(row, place, missing, any_here=bool(here))
    return Carried(row, place.register, name, row.product.number, state, missing, tuple(scans))


def _state(row: Printout, place: Position, missing: Sequence[int], *, any_here: bool) -> str:
    if row.product.status not in {products.DRAFTED, products.NUMBERED}:
        return MOVED if row.product.status == products.VOID else DONE
    if place.state.step != row.step or actions.seen_as_of(place, row.seq) != place.state.seq:
        return MOVED
    if not missing:
        return READY
    return PARTLY if any_here else WAITING


def _may_look(actor: Actor, folder: SigningFolder, scan: ScannedPage) -> bool:
    """Nobody knows whose letter such a page is: it is for those who had the paper."""
    return actor.user_id in (folder.printed_by, scan.received_by)


def page_bytes(actor: Actor, folder_id: UUID, page_id: UUID) -> bytes:
    """A scanned page by itself. Raises NotVisible."""
    scan = _scan(actor, folder_id, page_id)
    if not scan.vault_name:
        raise NotVisible
    return vault_bytes(scan.vault_name)


def _scan(actor: Actor, folder_id: UUID, page_id: UUID) -> ScannedPage:
    rows = ScannedPage.objects.filter(pk=page_id, office=actor.office).select_related("folder", "printout")
    scan = rows.first()
    if scan is None or folder_id not in (scan.folder_id, scan.printout.folder_id if scan.printout else None):
        raise NotVisible
    if scan.printout is None:
        if not _may_look(actor, scan.folder, scan):
            raise NotVisible
    else:
        place = procedures.position(scan.printout.application_id)
        if place is None or not access.may(actor, access.SEE, facts_of(place)):
            raise NotVisible
    return scan


def take_in(actor: Actor, folder_id: UUID, piles: Iterable[Decoded], moment: datetime) -> Taken:
    """Take the pages apart, keep each, and lay those that say so to their letters. Raises NotVisible.

    The codes are read and the pages written outside any transaction; what is noted of them is noted at once.
    """
    folder = opened(actor, folder_id).folder
    cover = str(folder.pk)
    upload, found = uuid4(), []
    for pile in piles:
        for page in pages_of(pile):
            codes = codes_on(page)
            if any(cover in code for code in codes):
                continue
            mark = next(filter(None, map(mark_in, codes)), None)
            found.append((mark, vault().put(page, actor.office)))
    with transaction.atomic():
        SigningFolder.objects.select_for_update().get(pk=folder.pk)
        known = _known(actor, [mark.name for mark, _ in found if mark])
        told = [
            _lay(actor, folder, known, mark, ScannedPage(upload=upload, number=number, vault_name=name), moment)
            for number, (mark, name) in enumerate(found, start=1)
        ]
    return Taken(
        len(told), told.count(COUNTS) + told.count(REPLACED), told.count(REPLACED), told.count(LATE),
        sum(told.count(why) for why in UNPLACED),
    )  # fmt: skip


def _known(actor: Actor, names: Sequence[str]) -> dict[str, tuple[Printout, Position]]:
    """The prints that these marks name, of files that are the actor's to see."""
    rows = Printout.objects.filter(office=actor.office, mark__in=names).select_related("product") if names else ()
    places = procedures.positions({row.application_id for row in rows}) if rows else {}
    return {row.mark: (row, places[row.application_id]) for row in rows if _seen(actor, places, row)}


def _lay(
    actor: Actor,
    folder: SigningFolder,
    known: dict[str, tuple[Printout, Position]],
    mark: Mark | None,
    scan: ScannedPage,
    moment: datetime,
) -> str:
    """Note one page; why it does not count, COUNTS for one that does, REPLACED for one that came before."""
    scan.office, scan.folder, scan.received_at, scan.received_by = actor.office, folder, moment, actor.user_id
    found = known.get(mark.name) if mark else None
    if mark is None or found is None or mark.page > found[0].pages:
        scan.why = UNREAD if mark is None else FOREIGN
        scan.save()
        return scan.why
    return _place(scan, *found, mark.page)


def _place(scan: ScannedPage, row: Printout, place: Position, page: int) -> str:
    scan.printout, scan.application_id, scan.page, scan.why = row, row.application_id, page, COUNTS
    if _state(row, place, (), any_here=True) != READY:
        scan.why = LATE
        scan.save()
        return LATE
    before = ScannedPage.objects.filter(printout=row, page=page, why=COUNTS).exclude(pk=scan.pk).update(why=REPLACED)
    scan.save()
    return REPLACED if before else COUNTS


def assign(actor: Actor, folder_id: UUID, page_id: UUID, printout_id: int, page: int) -> None:
    """Somebody has looked at a page and says of which letter it is. Raises NotVisible; Refusal PRD-017 or PRD-018."""
    with transaction.atomic():
        SigningFolder.objects.select_for_update().filter(pk=folder_id).first()
        scan = _scan(actor, folder_id, page_id)
        row = Printout.objects.filter(pk=printout_id, folder=folder_id).select_related("product").first()
        place = procedures.position(row.application_id) if row else None
        if row is None or place is None or not access.may(actor, access.SEE, facts_of(place)):
            raise NotVisible
        if scan.why not in UNPLACED:
            raise Refusal("PRD-017", "Halaman ini sudah ditempatkan; muat ulang halaman map.")
        if not 1 <= page <= row.pages or _place(scan, row, place, page) == LATE:
            raise Refusal("PRD-018", "Halaman itu tidak diperlukan lagi: suratnya sudah selesai atau berubah.")


def drop(actor: Actor, folder_id: UUID, page_id: UUID) -> None:
    """Somebody has looked at a page and says that it is no letter's: its picture goes. Raises NotVisible, PRD-017."""
    with transaction.atomic():
        SigningFolder.objects.select_for_update().filter(pk=folder_id).first()
        scan = _scan(actor, folder_id, page_id)
        if scan.why not in UNPLACED:
            raise Refusal("PRD-017", "Halaman ini sudah ditempatkan; muat ulang halaman map.")
        scan.why, scan.vault_name = DROPPED, ""
        scan.save()


def finish(
    actor: Actor, folder_id: UUID, chosen: Iterable[int], *, signed_on: date | None, proof: str, moment: datetime
) -> tuple[tuple[Carried, Result], ...]:
    """The chosen letters whose pages are all here are signed, as the hand's they were printed for, each for itself.

    The caller has authenticated afresh, and says that these bear signature and stamp. What became of each.
    """
    wanted = set(chosen)
    ready = [one for one in opened(actor, folder_id).letters if one.printout.pk in wanted and one.state == READY]
    deeds = [(one, partial(_finish, actor, one, signed_on, proof, moment)) for one in ready]
    return tuple((one, attempted(deed, one.printout.application_id)) for one, deed in deeds)


def _finish(actor: Actor, one: Carried, signed_on: date | None, proof: str, moment: datetime) -> None:
    pdf = joined(vault_bytes(scan.vault_name) for scan in one.scans)
    signing.take_in_scan(
        actor,
        one.printout.application_id,
        step=one.printout.step,
        seen_seq=one.printout.seq,
        scan=pdf,
        moment=moment,
        proof=proof,
        signed_on=signed_on,
        printed=one.printout,
    )
