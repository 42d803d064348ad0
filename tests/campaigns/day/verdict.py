"""What has to be true at the end. Every function yields sentences about what is wrong; none means that all is well."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Final
from uuid import UUID

from tests.campaigns import evidence
from tests.campaigns.day.cast import AWAY, OFFICE, STAND_IN, ZONE
from tests.campaigns.day.dates import counted
from tests.campaigns.day.files import File
from tests.campaigns.day.guests import CONSULTATION, GIVES_UP, LATE, LETTER, OWN_FILE, QUESTION, Plan
from tests.campaigns.day.hall import Hall
from tests.campaigns.day.roads import ROADS
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


def broken(told: list[File], now: datetime) -> list[File]:
    """The files whose promise was broken, by the script's own count."""
    found = []
    for file in told:
        due = counted(file)
        ended = file.done_at if file.deed is None else now
        if due and ended and ended > due:
            found.append(file)
    return found


def compensation(told: list[File], now: datetime, first: File | None) -> Iterator[str]:
    """For each of them the decree's two forms, and for nobody else; the letters given, one priority used."""
    from maklumat.records.compensation.models import Entitlement

    rows = list(Entitlement.objects.values_list("application_id", "form", "status", "letter_number", "used_by"))
    owed = {(file.id, form) for file in broken(told, now) for form in ("apology", "priority")}
    made = {(str(row[0]), row[1]) for row in rows}
    if owed != made or not owed:
        yield f"compensation: {sorted(made)} instead of {sorted(owed)}"
    yield from (f"the apology for {file} is {status}" for file, form, status, *_ in rows
                if form == "apology" and status != "given")  # fmt: skip
    yield from (f"the apology for {file} has no number" for file, form, _, number, _ in rows
                if form == "apology" and not number)  # fmt: skip
    used = [str(row[4]) for row in rows if row[4]]
    if used != ([first.id] if first else []):
        yield f"priorities were used by {used}"


def letters(told: list[File]) -> Iterator[str]:
    """Each file that ended in a letter has one, delivered, whose very file lies in the vault; no number came twice."""
    from maklumat.records.outside import vault
    from maklumat.records.products.models import LetterNumber, Product

    for file in told:
        if file.guest.service == LETTER and file.deed is None:
            found = list(Product.objects.filter(application_id=file.id).exclude(status="void"))
            if [product.status for product in found] != ["delivered"]:
                yield f"{file.register}: letters {[product.status for product in found]}"
            for product in found:
                if hashlib.sha256(vault().get(product.vault_name)).hexdigest() != product.sha256:
                    yield f"{file.register}: the letter is not the file that was signed"
    numbers = list(LetterNumber.objects.values_list("text", flat=True))
    if len(set(numbers)) != len(numbers):
        yield "a letter number was given twice"


def came(found: Hall, plan: Plan, day: date) -> Iterator[str]:
    """As many as were to come did come, for what they were to come for, and nobody is left in the waiting room."""
    guests = [one for one in (*found.served, *found.on_paper) if one.comes_at.astimezone(ZONE).date() == day]
    if len(guests) != plan.guests or len({one.name for one in guests}) != plan.guests:
        yield f"{len(guests)} guests were served, {plan.guests} were to come"
    for service, count in plan.files:
        brought = sum(one.service == service for one in guests)
        if brought != count:
            yield f"{brought} files of {service}, {count} were to be brought"
    if found.waiting:
        yield f"{found.waiting} still wait"


def roads(told: list[File]) -> Iterator[str]:
    """Every file came to the end of its road."""
    yield from (f"{file.register} stands still before {file.deed.step}" for file in told if file.deed)


def deputy(told: list[File]) -> Iterator[str]:
    """What lay with the one on leave was done by the deputy; the one on leave did nothing."""
    from maklumat.records.ledger.models import LedgerEntry
    from maklumat.records.people.models import User

    people = dict(User.objects.values_list("username", "pk"))
    if LedgerEntry.objects.filter(actor_id=people[AWAY.username]).exists():
        yield f"{AWAY.name} is on leave and did something"
    steps = {deed.step for road in ROADS.values() for deed in road if deed.post in AWAY.posts}
    rows = LedgerEntry.objects.filter(application__isnull=False, kind="acted", step__in=sorted(steps))
    did = set(rows.values_list("actor_id", flat=True))
    wanted = {people[STAND_IN.username]} if any(one[1] in steps for file in told for one in file.told) else set()
    if did != wanted:
        yield f"the steps of {AWAY.name} were done by {did}, not by {STAND_IN.name}"


def cut(killed: int, unanswered: int) -> Iterator[str]:
    """The electricity really failed while people waited for an answer."""
    if killed < 3 or not unanswered:
        yield f"the power cut ended {killed} processes and left {unanswered} requests without an answer"


def rechecks(told: list[File], rechecked: int, differing: int) -> Iterator[str]:
    """What was answered without the system was looked up again, each of them; what differed is settled."""
    from maklumat.records.outages.models import Recheck

    by_hand = sum(file.by_hand for file in told)
    found = sorted(Recheck.objects.values_list("status", flat=True))
    expected = sorted(["agrees"] * (rechecked - differing) + ["settled"] * differing)
    if by_hand != rechecked or not by_hand or found != expected:
        yield f"rechecks: {found} of {by_hand} answered by hand, {rechecked} looked up again, {differing} differing"


def hall(found: Hall) -> Iterator[str]:
    """Every guest has a number and an end; the guest book has a line for each who brought no papers."""
    from maklumat.records.guests.models import GuestEntry, QueueTicket

    tickets = list(QueueTicket.objects.values_list("lane", "on_paper", "taken_on", "seq", "status", "application_id"))
    for lane, on_paper, on in sorted({one[:3] for one in tickets}):
        numbers = sorted(one[3] for one in tickets if one[:3] == (lane, on_paper, on))
        if numbers != list(range(1, len(numbers) + 1)):
            yield f"numbers of lane {lane} on {on}: a gap or a repeat in {numbers}"
    yield from (f"number {lane} {seq} is still {status}" for lane, _, _, seq, status, _ in tickets
                if status not in {"served", "gave_up"})  # fmt: skip
    guests = found.served + found.on_paper
    if len(tickets) != len(guests):
        yield f"{len(tickets)} numbers for {len(guests)} guests"
    led, brought = sum(one[5] is not None for one in tickets), sum(1 for guest in found.served if guest.service)
    if not brought - len(found.in_flight) <= led <= brought:
        yield f"{led} numbers led to a file, {brought} guests brought one"
    talks = sum(1 for guest in guests if guest.purpose in {QUESTION, CONSULTATION, GIVES_UP, LATE, OWN_FILE})
    lines = GuestEntry.objects.count()
    if lines != talks:
        yield f"{lines} lines in the guest book for {talks} who brought no papers"
