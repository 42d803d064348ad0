"""Following an office's ledger: whoever makes something of what happened reads on from where they stopped.

An entry is the event itself, written in the transaction of its action and never lost, so no action writes a second row
to say that there is something to do. A follower's place moves in the same transaction as what it made of the entries:
killed at any moment, run twice at once, it makes everything exactly once. The numbers of an office have no gaps and are
given in the order of commit, so nothing is overlooked.

What cannot be read holds up nobody: the entries of that file are set aside, with all its later ones, and tried again
until they can be read (see `aside`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db import DatabaseError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from maklumat.core.errors import Damaged
from maklumat.core.events import Event
from maklumat.core.evidence.chain import Entry
from maklumat.core.evidence.faults import CHANGED, REMOVED
from maklumat.records.ledger import aside, damage
from maklumat.records.ledger.history import SEALED_COLUMNS, entry_of, event_in
from maklumat.records.ledger.models import LedgerDamage, LedgerEntry, LedgerFollower
from maklumat.records.ledger.queries import head_of

BATCH: Final = 500


@dataclass(frozen=True, slots=True)
class Followed:
    """An entry as a follower meets it. What it says in detail is opened on demand: most entries are passed over."""

    entry: Entry
    columns: Sequence[Any]

    @property
    def event(self) -> Event:
        """The event; an erased payload gives empty data. Raises Damaged."""
        return event_in(self.columns)[1]


Handle = Callable[[Sequence[Followed]], Any]


def follow(
    name: str,
    office: str,
    handle: Handle,
    *,
    kinds: Collection[str],
    batch: int = BATCH,
) -> int:
    """Hand `handle` the next entries of these kinds, in order, and move on behind the last `batch` entries.

    Returns how many entries of any kind lie behind the follower now that did not before: repeat until 0. `handle` runs
    in the transaction that moves the follower, so it must neither render, send nor sleep; what it raises undoes both.
    Where it is damage, `handle` is called again without it, file by file: it keeps nothing from call to call.
    """
    with transaction.atomic():
        LedgerFollower.objects.get_or_create(
            name=name, office=office, defaults={"seq": 0, "begun": lambda: _newest(office)}
        )
        place = LedgerFollower.objects.select_for_update().get(name=name, office=office)
        owed = aside.held(name, office)
        _try_again(owed, handle)
        head = head_of(office)
        until = min(place.seq + batch, head.seq if head else 0)
        if until <= place.seq:
            return 0
        rows = LedgerEntry.objects.filter(
            office=office, office_seq__gt=place.seq, office_seq__lte=until, kind__in=sorted(kinds)
        )
        resting: dict[UUID | None, str] = {
            row.application: row.code for row in owed if row.mended_at is None and row.application
        }
        _hand_over(name, _found(rows), handle, resting)
        passed, place.seq = until - place.seq, until
        place.save(update_fields=["seq"])
        return passed


def _found(rows: QuerySet[LedgerEntry]) -> list[Followed]:
    found = rows.order_by("office_seq").values_list(*SEALED_COLUMNS)
    return [Followed(entry_of(columns), columns) for columns in found]


def _hand_over(name: str, found: Sequence[Followed], handle: Handle, resting: Mapping[UUID | None, str]) -> None:
    """All at once; file by file where one is damaged. `resting`: by file that is set aside, why, to keep its order."""
    ready = [one for one in found if one.entry.application not in resting]
    for one in found:
        if one.entry.application in resting:
            _set_aside(name, [one], Damaged(resting[one.entry.application], "Menunggu kejadian sebelumnya."))
    if not ready:
        return
    try:
        with transaction.atomic():
            handle(ready)
    except DatabaseError:
        raise
    except Exception as error:
        if not isinstance(error, Damaged) and all(map(_holds, ready)):
            raise
        for group in _by_file(ready):
            fault = _fault_of(group, handle)
            if fault is not None:
                _set_aside(name, group, fault)


def _fault_of(group: Sequence[Followed], handle: Handle) -> Damaged | None:
    """What is damaged of the entries of one file; None where they were handled."""
    changed = next((one for one in group if not _holds(one)), None)
    if changed is not None:
        return damage.by_verification(CHANGED, changed.entry.office_seq)
    try:
        with transaction.atomic():
            handle(group)
    except Damaged as fault:
        return fault
    return None


def _holds(one: Followed) -> bool:
    """Whether an entry still says what was hashed."""
    return one.entry.holds_at(one.entry.office_seq)


def _by_file(found: Iterable[Followed]) -> list[list[Followed]]:
    """The entries of each file, in order; those of the office itself one by one."""
    groups: dict[object, list[Followed]] = {}
    for one in found:
        groups.setdefault(one.entry.application or one.entry.office_seq, []).append(one)
    return list(groups.values())


def _set_aside(name: str, group: Iterable[Followed], fault: Damaged) -> None:
    for one in group:
        entry = one.entry
        told = fault.of(application=entry.application)
        aside.keep(name, told, timezone.now(), office=entry.office, office_seq=entry.office_seq)


def _try_again(owed: Sequence[LedgerDamage], handle: Handle) -> None:
    """What was set aside and is due again; a file's entries together. What can be read now leaves `owed` mended."""
    now = timezone.now()
    files: dict[object, list[LedgerDamage]] = {}
    for row in owed:
        files.setdefault(row.application or row.office_seq, []).append(row)
    for rows in files.values():
        if max(row.tried_at for row in rows) > now - aside.AGAIN:
            continue
        office, places = rows[0].office, [row.office_seq for row in rows]
        found = _found(LedgerEntry.objects.filter(office=office, office_seq__in=places))
        fault = _fault_of(found, handle) if len(found) == len(rows) else damage.by_verification(REMOVED, places[0])
        if fault is None:
            aside.mend(rows, now)
            for row in rows:
                row.mended_at = now
        else:
            _set_aside(rows[0].name, found, fault)


def place_of(name: str, office: str) -> int:
    """The number of the last entry that this follower has behind it; 0 before it began."""
    found = LedgerFollower.objects.filter(name=name, office=office).values_list("seq", flat=True).first()
    return found or 0


def begin_at_head(name: str, office: str) -> None:
    """Let a follower that has not begun pass over everything that has happened so far."""
    newest = _newest(office)
    LedgerFollower.objects.get_or_create(name=name, office=office, defaults={"seq": newest, "begun": newest})


def begun_at(name: str, office: str) -> int:
    """The number of the newest entry when this follower began: what is up to it happened before its time."""
    found = LedgerFollower.objects.filter(name=name, office=office).values_list("begun", flat=True).first()
    return found or 0


def _newest(office: str) -> int:
    head = head_of(office)
    return head.seq if head else 0


def begin_again(name: str, office: str) -> None:
    """Let a follower read everything anew, in the transaction that throws away what it made."""
    place, _ = LedgerFollower.objects.select_for_update().get_or_create(name=name, office=office, defaults={"seq": 0})
    aside.forget(name, office, timezone.now())
    place.seq = 0
    place.save(update_fields=["seq"])
