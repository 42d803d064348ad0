"""What a campaign compares at the end: the tables, the ledger and the register against what was told outside.

Every function yields sentences about what is wrong; none means that all is well.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from tests.campaigns.stage import OFFICE

Told = tuple[str, str, str]
"""An entry of a file's history as (kind, step, outcome)."""


def histories(wanted: dict[UUID, Sequence[Told]]) -> Iterator[str]:
    """Each file's ledger says exactly what was done to it, in that order; and there is no other file."""
    from maklumat.records.applications.models import Application
    from maklumat.records.ledger.models import LedgerEntry

    there = set(Application.objects.values_list("pk", flat=True))
    for application in there - set(wanted):
        yield f"application {application} was never acknowledged to anybody"
    found: dict[UUID, list[Told]] = {application: [] for application in wanted}
    rows = LedgerEntry.objects.filter(application__isnull=False).order_by("application", "application_seq")
    for application, *told in rows.values_list("application", "kind", "step", "outcome"):
        found.setdefault(application, []).append((told[0], told[1], told[2]))
    for application, expected in wanted.items():
        if application not in there:
            yield f"application {application} is lost"
        if found[application] != list(expected):
            yield f"{application}: {found[application]} instead of {list(expected)}"


def projections() -> Iterator[str]:
    """Every row of the worklist is what follows from its events."""
    from maklumat.records.ledger.queries import offices
    from maklumat.records.work.rebuilt import differences

    for office in offices():
        for one in differences(office):
            yield f"{one.application_id}: its row differs from its events: {', '.join(one.columns) or 'not there'}"


def ended(applications: Iterable[UUID], status: str = "finished") -> Iterator[str]:
    """Every file ended this way."""
    from maklumat.records.procedures.models import WorkItem

    found = dict(WorkItem.objects.values_list("pk", "status"))
    for application in applications:
        if found.get(application) != status:
            yield f"{application} is {found.get(application)}, not {status}"


def agenda(registers: Iterable[str]) -> Iterator[str]:
    """The agenda numbers are 1..n, each once, and those that were told."""
    from maklumat.records.applications.models import Application

    rows = Application.objects.order_by("register_seq").values_list("register_seq", "register_year")
    texts = [f"{seq:04d}/{year}" for seq, year in rows]
    yield from _without_gap("agenda", [seq for seq, _ in rows], "agenda")
    told = sorted(registers)
    if told and sorted(texts) != told:
        yield f"agenda numbers told: {len(told)}, kept: {len(texts)}, different: {set(texts) ^ set(told)}"


def letters(applications: Iterable[UUID], status: str) -> Iterator[str]:
    """Each file has one letter of this status, with a number of its own and its very file; no gap in the register."""
    from maklumat.records.products.models import LetterNumber, Product

    rows: dict[UUID, list[Any]] = {}
    for product in Product.objects.exclude(status="void"):
        rows.setdefault(product.application_id, []).append(product)
    for application in applications:
        found = rows.get(application, [])
        if [product.status for product in found] != [status]:
            yield f"{application}: letters {[product.status for product in found]} instead of one {status}"
        yield from (text for product in found for text in _letter(product))
    numbers = LetterNumber.objects.order_by("seq").values_list("seq", "text", "status", "product_id")
    yield from _without_gap("letter register", [seq for seq, *_ in numbers], "surat")
    if len({text for _, text, *_ in numbers}) != len(numbers):
        yield "a letter number was given twice"
    for _, text, state, product_id in numbers:
        if state != "taken" or product_id is None:
            yield f"letter number {text} is {state}"


def _letter(product: Any) -> Iterator[str]:
    from maklumat.records.outside import vault

    if not product.number:
        yield f"letter {product.pk} has no number"
    if product.vault_name and hashlib.sha256(vault().get(product.vault_name)).hexdigest() != product.sha256:
        yield f"letter {product.number} is not the file that was signed"


def _without_gap(name: str, numbers: list[int], register: str) -> Iterator[str]:
    from maklumat.records.applications.models import Counter

    if numbers != list(range(1, len(numbers) + 1)):
        yield f"{name}: a gap or a repeat in {numbers}"
    following = Counter.objects.filter(register=register).values_list("next", flat=True).first()
    if numbers and following != len(numbers) + 1:
        yield f"{name}: {len(numbers)} numbers, but the next one is {following}"


def ledger() -> Iterator[str]:
    """`maklumat ledger verify` finds nothing."""
    from maklumat.records.ledger.queries import verification

    result = verification(OFFICE)
    if not result.sound:
        yield f"the ledger is not sound: {result.report.fault} at {result.report.suspect}"


def messages(applications: Iterable[UUID], taken: Mapping[str, int], *, way: str = "sms") -> Iterator[str]:
    """Each of these files has one message, it was sent, and whoever took it down (`taken`: how often, by key) knows it;
    nothing was taken down that is nobody's. A key taken down more than once is no fault: it says that it is the same.
    """
    from maklumat.records.messages.models import Message
    from maklumat.records.messages.preparing import key_of

    rows: dict[UUID, list[Any]] = {}
    for row in Message.objects.all():
        rows.setdefault(row.application_id, []).append(row)
    owed: set[str] = set()
    for application in applications:
        found = rows.get(application, [])
        if [row.state for row in found] != ["sent"]:
            yield f"{application}: messages {[(row.kind, row.state, row.reason) for row in found]} instead of one sent"
        owed |= {key_of(row, way) for row in found}
    yield from (f"{key} was sent, says its row, but never arrived" for key in sorted(owed - taken.keys()))
    yield from (f"{key} arrived and is nobody's" for key in sorted(taken.keys() - owed))
