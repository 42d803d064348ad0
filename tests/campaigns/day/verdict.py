"""What has to be true at the end. Every function yields sentences about what is wrong; none means that all is well."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from uuid import UUID

from tests.campaigns import evidence
from tests.campaigns.day.cast import OFFICE
from tests.campaigns.day.files import File
from tests.campaigns.day.guests import CONSULTATION, GIVES_UP, LATE, OWN_FILE, QUESTION
from tests.campaigns.day.hall import Hall
from tests.campaigns.day.window import Day

OURS: Final = ("received", "acted", "resubmitted")
"""What people do to a file; the rest of its history follows from it."""
ENTRIES: Final = re.compile(rf"^{OFFICE}: (\d+) catatan utuh", re.MULTILINE)


def browsers(day: Day) -> Iterator[str]:
    """Nothing broke on any screen, and no page is wider than a telephone."""
    yield from day.watch.faults
    yield from day.watch.wide
    yield from (f"server: {line[:300]}" for line in day.house.faults())


def files(told: list[File]) -> Iterator[str]:
    """The ledger says of every file exactly what was done to it, in that order; and there is no other file."""
    from maklumat.records.ledger.models import LedgerEntry
    from maklumat.records.models import Application

    there = {str(one) for one in Application.objects.values_list("pk", flat=True)}
    yield from (f"file {one} is nobody's" for one in sorted(there - {file.id for file in told}))
    for file in told:
        if file.id not in there:
            yield f"{file.register} of {file.guest.name} is lost"
            continue
        rows = LedgerEntry.objects.filter(application=UUID(file.id), kind__in=OURS).order_by("application_seq")
        found = [tuple(row) for row in rows.values_list("kind", "step", "outcome")]
        if found != file.told:
            yield f"{file.register}: the ledger has {found}, the office did {file.told}"
    yield from evidence.agenda(file.register for file in told)
    yield from evidence.projections()


def ledger(day: Day) -> tuple[str, int, list[str]]:
    """What `maklumat ledger verify` prints, how many entries it counted, and what is wrong with that."""
    said = day.house.command("ledger", "verify", good=(0, 1))
    entries = ENTRIES.search(said)
    wrong = [] if entries and "TIDAK utuh" not in said else [f"the ledger is not sound: {said.strip()}"]
    return said, int(entries.group(1)) if entries else 0, wrong


def hall(found: Hall) -> Iterator[str]:
    """Every guest has a number and an end; the guest book has a line for each who brought no papers."""
    from maklumat.records.guests.models import GuestEntry, QueueTicket

    tickets = list(QueueTicket.objects.values_list("lane", "on_paper", "seq", "reason", "status", "application_id"))
    for lane, on_paper in sorted({(one[0], one[1]) for one in tickets}):
        numbers = sorted(one[2] for one in tickets if one[:2] == (lane, on_paper))
        if numbers != list(range(1, len(numbers) + 1)):
            yield f"numbers of lane {lane}: a gap or a repeat in {numbers}"
    yield from (f"number {lane} {seq} is still {status}" for lane, _, seq, _, status, _ in tickets
                if status not in {"served", "gave_up"})  # fmt: skip
    guests = found.served + found.on_paper
    if len(tickets) != len(guests):
        yield f"{len(tickets)} numbers for {len(guests)} guests"
    led = sum(one[5] is not None for one in tickets)
    if led != sum(1 for guest in found.served if guest.service):
        yield f"{led} numbers led to a file, {sum(1 for guest in found.served if guest.service)} guests brought one"
    talks = sum(1 for guest in guests if guest.purpose in {QUESTION, CONSULTATION, GIVES_UP, LATE, OWN_FILE})
    lines = GuestEntry.objects.count()
    if lines != talks:
        yield f"{lines} lines in the guest book for {talks} who brought no papers"
