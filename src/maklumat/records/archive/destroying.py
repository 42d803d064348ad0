"""A list of files to destroy, from the proposal to the last file: two letters, two people, and then for good.

Each file is emptied in a transaction of its own, after it was judged once more; stopped at any moment, it goes on where
it was. What lies in the vault goes last, and only where nobody else names it. The minutes end it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from maklumat.core.errors import Damaged, NotVisible, Refusal
from maklumat.core.events import Event
from maklumat.core.letter.number import LetterNumber as NumberParts
from maklumat.core.letter.number import parse_number_format
from maklumat.core.organisation.table import RETENTION_ANRI_YEARS
from maklumat.core.retention.approval import ANRI, Letters, check_letters, check_two_people, needed_approver
from maklumat.core.retention.life import DAMAGED, RULED, RUNNING
from maklumat.records.applications.actions import take_number
from maklumat.records.applications.models import Application
from maklumat.records.archive import emptying, old_lines, retention
from maklumat.records.archive.minutes import minutes_pdf
from maklumat.records.archive.models import Destruction, DestructionLine, DoomedBlob, PastEntry
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue import settings
from maklumat.records.ledger import actions as ledger
from maklumat.records.ledger import aside
from maklumat.records.outside import vault
from maklumat.records.people import access
from maklumat.records.people.access import Actor, Facts
from maklumat.records.procedures.models import WorkItem
from maklumat.records.products.actions import REGISTER
from maklumat.records.products.models import LetterNumber

PROPOSED, READY, DECLINED, APPROVED, RUNS, FINISHED = "proposed", "ready", "declined", "approved", "running", "finished"
LISTED: Final = "destruction_proposed"
WRITTEN: Final = "destruction_letters"
AGREED: Final = "destruction_approved"
DROPPED: Final = "destruction_declined"
BEGUN: Final = "destruction_begun"
DESTROYED: Final = "destruction_finished"
"""The kinds of the office's entries about a list; they name registers' numbers and no person."""
WITNESSES: Final = 2
LONGEST_NAME: Final = 120
SLICE: Final = 25
"""Files in one go: the request that begins takes so many at once, the clock's rounds take the rest."""
GRACE: Final = timedelta(hours=1)
GROUND: Final = "UU 43/2009 Pasal 51"
PATTERN: Final = "{seq}/{unit}/{year}"


def propose(actor: Actor, list_id: UUID, ids: Sequence[UUID], *, moment: datetime) -> Destruction:
    """Put files that may be destroyed on a list under the page's `list_id`; sent again, it is the same list.

    Raises NotVisible, Refusal RTN-014 when none of them may be, RTN-015 for too many.
    """
    access.require(actor, access.ADMINISTER, Facts(actor.office))
    if len(ids) > retention.MOST:
        raise Refusal("RTN-015", "Satu daftar memuat paling banyak {most} berkas.", most=retention.MOST)
    with transaction.atomic():
        before = Destruction.objects.filter(pk=list_id).first()
        if before is not None:
            return list_of(actor, list_id)
        listed = DestructionLine.objects.filter(application_id__in=ids, left_at=None)
        taken = set(listed.values_list("application_id", flat=True))
        office = catalogue.office(actor.office, moment)
        free = [pk for pk in ids if pk not in taken]
        found = retention.judged(office, free, moment) + old_lines.judged(office, free, moment)
        files = [one for one in found if one.destroyable]
        if not files:
            raise Refusal("RTN-014", "Tidak ada berkas yang dapat diusulkan: pilih berkas yang tidak ditahan.")
        row, fresh = Destruction.objects.get_or_create(
            id=list_id,
            defaults={
                "office": actor.office, "state": PROPOSED, "proposed_at": moment, "proposed_by": actor.user_id,
                "longest_years": max(one.retention.years for one in files),
            },
        )  # fmt: skip
        if not fresh:
            return list_of(actor, list_id)
        DestructionLine.objects.bulk_create(
            DestructionLine(
                destruction=row, application_id=one.application_id, book=one.book, register=one.register,
                service=one.service,
                received_on=one.received_on, closed_on=one.life.closed_on, ends_on=one.life.ends_on,
                years=one.retention.years,
            )
            for one in files
        )  # fmt: skip
        _tell(actor, LISTED, row, {"registers": [one.register for one in files]}, moment)
    return row


def list_of(actor: Actor, list_id: UUID) -> Destruction:
    """One list of the actor's office, for whoever may look. Raises NotVisible."""
    access.require(actor, access.OVERSEE, Facts(actor.office))
    row = Destruction.objects.filter(pk=list_id, office=actor.office).first()
    if row is None:
        raise NotVisible
    return row


def lists(actor: Actor, limit: int = 50) -> list[Destruction]:
    """The lists of the office, newest first."""
    access.require(actor, access.OVERSEE, Facts(actor.office))
    return list(Destruction.objects.filter(office=actor.office).order_by("-proposed_at", "pk")[:limit])


def needs(row: Destruction) -> str:
    """Who has to approve this list: a code of `core.retention.approval.APPROVERS`."""
    return needed_approver(row.longest_years, settings.value(row.office, RETENTION_ANRI_YEARS))


def enter_letters(actor: Actor, list_id: UUID, letters: Letters, *, moment: datetime) -> None:
    """The panel's and the approver's letter came. Raises NotVisible, Refusal RTN-010 to RTN-012, RTN-016."""
    access.require(actor, access.ADMINISTER, Facts(actor.office))
    office = catalogue.office(actor.office, moment)
    with transaction.atomic():
        row = _held(actor, list_id, (PROPOSED, READY))
        proposed_on = catalogue.local_date(office, row.proposed_at)
        said = check_letters(
            letters, needed=needs(row), proposed_on=proposed_on, on=catalogue.local_date(office, moment)
        )
        row.panel_number, row.panel_on, row.approver = said.panel_number, said.panel_on, said.approver
        row.approval_number, row.approval_on, row.state = said.approval_number, said.approval_on, READY
        row.save(update_fields=["panel_number", "panel_on", "approver", "approval_number", "approval_on", "state"])
        _tell(actor, WRITTEN, row, _letters(row), moment)


def approve(actor: Actor, list_id: UUID, *, moment: datetime) -> None:
    """The head decides that the list is destroyed. Raises NotVisible, Refusal RTN-012, RTN-013, RTN-016."""
    access.require(actor, access.DECIDE, Facts(actor.office))
    with transaction.atomic():
        row = _held(actor, list_id, (READY, APPROVED))
        check_two_people(row.proposed_by, actor.user_id)
        if needs(row) == ANRI and row.approver != ANRI:  # the office lowered the years meanwhile
            raise Refusal("RTN-012", "Daftar ini harus disetujui: {who}.", who="Kepala Arsip Nasional (ANRI)")
        if row.state == READY:
            row.state, row.decided_at, row.decided_by = APPROVED, moment, actor.user_id
            row.save(update_fields=["state", "decided_at", "decided_by"])
            _tell(actor, AGREED, row, _letters(row), moment)


def decline(actor: Actor, list_id: UUID, reason: str, *, moment: datetime) -> None:
    """Nothing of the list is destroyed: by the head, or by whoever proposed it. Raises NotVisible, RTN-016, RTN-017."""
    access.require(actor, access.OVERSEE, Facts(actor.office))
    if not reason.strip():
        raise Refusal("RTN-017", "Tulis mengapa daftar ini tidak dilanjutkan.")
    with transaction.atomic():
        row = _held(actor, list_id, (PROPOSED, READY, APPROVED, DECLINED))
        if row.state == DECLINED:
            return
        row.state, row.decided_at, row.decided_by = DECLINED, moment, actor.user_id
        row.decided_reason = reason.strip()[:300]
        row.save(update_fields=["state", "decided_at", "decided_by", "decided_reason"])
        row.lines.filter(left_at=None).update(left_at=moment, left_why="declined")
        _tell(actor, DROPPED, row, {"reason": row.decided_reason}, moment)


def begin(actor: Actor, list_id: UUID, witnesses: Sequence[tuple[str, str]], *, moment: datetime) -> None:
    """Destroy: the minutes get their number, the first files go at once. A repeat changes nothing.

    Raises NotVisible, Refusal RTN-016, RTN-018 without two witnesses.
    """
    access.require(actor, access.ADMINISTER, Facts(actor.office))
    named = [(name.strip()[:LONGEST_NAME], post.strip()[:LONGEST_NAME]) for name, post in witnesses]
    if len(named) < WITNESSES or not all(name and post for name, post in named):
        raise Refusal("RTN-018", "Sebut dua saksi, masing-masing dengan nama dan jabatannya.")
    with transaction.atomic():
        row = _held(actor, list_id, (APPROVED, RUNS, FINISHED))
        if row.state == APPROVED:
            row.number = _number(row, actor, moment)
            row.state, row.began_at, row.began_by, row.witnesses = RUNS, moment, actor.user_id, named
            row.save(update_fields=["number", "state", "began_at", "began_by", "witnesses"])
            _tell(actor, BEGUN, row, {"number": row.number, **_letters(row)}, moment)
    proceed(list_of(actor, list_id), moment)


def go_on(moment: datetime) -> int:
    """The next files of every list that runs, for the clock's rounds; returns how much was done, repeat until 0."""
    return sum(proceed(row, moment) for row in Destruction.objects.filter(state=RUNS).order_by("began_at")[:5])


def proceed(row: Destruction, moment: datetime, limit: int = SLICE) -> int:
    """The next `limit` files of a list that runs, then the vault and the minutes; returns how much was done."""
    if row.state != RUNS:
        return 0
    waiting = row.lines.filter(left_at=None, destroyed_at=None).order_by("pk")
    found = list(waiting.values_list("pk", flat=True)[:limit])
    for line in found:
        try:
            _destroy(row, line, moment)
        except Damaged as fault:  # what cannot be read is not destroyed either, and the minutes say so
            row.lines.filter(pk=line).update(left_at=moment, left_why=DAMAGED)
            aside.keep(aside.PAGE, fault, moment, office=row.office)
    if not found and not _clear_vault(row, moment):
        return _finish(row, moment)
    return len(found) or 1


def _destroy(row: Destruction, line_id: int, moment: datetime) -> None:
    """One file, once, whoever else is at it; left out where something holds it back by now."""
    actor = _actor(row)
    with transaction.atomic():
        line = DestructionLine.objects.select_for_update().get(pk=line_id)
        if line.destroyed_at is not None or line.left_at is not None:
            return
        if line.book:
            _destroy_old(row, line, moment)
            return
        list(WorkItem.objects.select_for_update().filter(pk=line.application_id).values_list("pk"))
        list(Application.objects.select_for_update().filter(pk=line.application_id).values_list("pk"))
        office = catalogue.office(row.office, moment)
        file = next(iter(retention.judged(office, [line.application_id], moment)), None)
        if file is None or not file.destroyable:
            line.left_at, line.left_why = moment, file.holds[0] if file is not None and file.holds else RUNNING
            line.save(update_fields=["left_at", "left_why"])
            return
        with emptying.without_traces():
            gone = emptying.empty(line.application_id, number=row.number, moment=moment)
            line.destroyed_at, line.papers, line.letters = moment, gone.papers, gone.letters
            line.save(update_fields=["destroyed_at", "papers", "letters"])
            DoomedBlob.objects.bulk_create(
                [DoomedBlob(destruction=row, name=name) for name in sorted(gone.names)], ignore_conflicts=True
            )
            ledger.erase(
                row.office, gone.entries, reason=f"{GROUND}; berita acara {row.number}"[:200], moment=moment,
                post=actor.in_charge, actor_id=actor.user_id,
            )  # fmt: skip


def _destroy_old(row: Destruction, line: DestructionLine, moment: datetime) -> None:
    """A line of an old book, inside the caller's transaction: the ledger never named its person."""
    list(PastEntry.objects.select_for_update().filter(pk=line.application_id).values_list("pk"))
    found = old_lines.judged(catalogue.office(row.office, moment), [line.application_id], moment)
    if not found or not found[0].destroyable:
        line.left_at, line.left_why = moment, RULED
        line.save(update_fields=["left_at", "left_why"])
        return
    with emptying.without_traces():
        old_lines.empty_line(line.application_id, number=row.number, moment=moment)
        line.destroyed_at = moment
        line.save(update_fields=["destroyed_at"])


def _clear_vault(row: Destruction, moment: datetime) -> bool:
    """Remove from the vault what the destroyed files named and nobody else does; whether there was anything to look at.

    Killed in between, it looks at all that is left again.
    """
    names = set(row.blobs.values_list("name", flat=True))
    if not names:
        return False
    for name in names - emptying.still_named(row.office, names):
        vault().remove(name, moment - GRACE)
    row.blobs.filter(name__in=names).delete()
    return True


def _finish(row: Destruction, moment: datetime) -> int:
    """The minutes: made outside any transaction, kept once."""
    done = list(row.lines.exclude(destroyed_at=None).order_by("service", "register"))
    content = {
        "files": len(done),
        "papers": sum(line.papers for line in done),
        "letters": sum(line.letters for line in done),
        "left": row.lines.exclude(left_at=None).count(),
        "services": dict(Counter(line.service for line in done)),
    }
    pdf = minutes_pdf(row, done, content, moment)
    actor, name, digest = _actor(row), vault().put(pdf, row.office), sha256(pdf).hexdigest()
    with transaction.atomic():
        held = Destruction.objects.select_for_update().get(pk=row.pk)
        if held.state != RUNS:
            return 0
        held.state, held.finished_at, held.content = FINISHED, moment, content
        held.vault_name, held.sha256 = name, digest
        held.save(update_fields=["state", "finished_at", "content", "vault_name", "sha256"])
        said = {"number": row.number, "sha256": digest, **content}
        said["registers"] = [line.register for line in done]
        _tell(actor, DESTROYED, held, said, moment)
    return 1


def _actor(row: Destruction) -> Actor:
    assert row.began_by is not None  # noqa: S101  # only what was begun goes on
    return Actor(row.began_by, "", row.office, (), administers=True)


def _number(row: Destruction, actor: Actor, moment: datetime) -> str:
    """The next number of the register of letters, for the minutes."""
    office = catalogue.office(row.office, moment)
    on: date = catalogue.local_date(office, moment)
    seq = take_number(row.office, REGISTER, on.year)
    text = parse_number_format(PATTERN).write(NumberParts(seq=seq, on=on, security="B", unit=office.letter_unit))
    LetterNumber.objects.create(
        office=row.office, register=REGISTER, year=on.year, seq=seq, text=text, status="taken", taken_at=moment,
        taken_by=actor.user_id, note="Berita acara pemusnahan arsip",
    )  # fmt: skip
    return text


def _held(actor: Actor, list_id: UUID, states: Sequence[str]) -> Destruction:
    """The list, locked. Raises NotVisible, Refusal RTN-016 when it has come further than that."""
    row = Destruction.objects.select_for_update().filter(pk=list_id, office=actor.office).first()
    if row is None:
        raise NotVisible
    if row.state not in states:
        raise Refusal("RTN-016", "Daftar ini sudah sampai langkah lain. Muat ulang halamannya.")
    return row


def _letters(row: Destruction) -> dict[str, Any]:
    return {
        "panel": row.panel_number, "panel_on": str(row.panel_on), "approver": row.approver,
        "approval": row.approval_number, "approval_on": str(row.approval_on),
    }  # fmt: skip


def _tell(actor: Actor, kind: str, row: Destruction, data: Mapping[str, Any], moment: datetime) -> None:
    said = {"destruction": str(row.pk), **data}
    event = Event(0, kind, moment, moment, post=actor.in_charge, data=said)
    ledger.append(row.office, None, event, actor.user_id)
