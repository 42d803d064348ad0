"""Many letters to sign or initial in one sitting: what waits for one person, and each deed by itself.

A sitting proves once who sits there; every letter is then numbered, made, signed and recorded alone, by the same
functions as on its own page. One that fails holds up no other, and what was done already is answered like the first
time, so a sitting that was broken off goes on without a second number.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from maklumat.core.errors import Conflict, MaklumatError, NotVisible, Refusal
from maklumat.core.identity import Person
from maklumat.core.letter.base import CERTIFIED
from maklumat.core.letter.names import KNOWN_NAMES
from maklumat.core.standard.model import Product as ProductStandard
from maklumat.records.applications.content import submission_of
from maklumat.records.applications.models import Application
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.ledger import damage
from maklumat.records.people import access
from maklumat.records.people.access import Actor
from maklumat.records.procedures import queries as procedures
from maklumat.records.procedures.queries import Position
from maklumat.records.products import actions as products
from maklumat.records.products import drafting
from maklumat.records.products.models import Product
from maklumat.records.work import actions, initialling, signers, signing, standing, waiting
from maklumat.records.work.facts import facts_of
from maklumat.records.work.waiting import Waiting

MOST: Final = 25
"""Letters in one sitting: more than that nobody reads."""
PAGES: Final = 4
SIGN, INITIAL = "sign", "initial"
DONE, REFUSED, TAKEN, FAILED = "done", "refused", "taken", "failed"
LATE, CHANGED, UNUSUAL, BACK = "late", "changed", "unusual", "back"
log = logging.getLogger("maklumat.work")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A letter that waits for this person. `deed`: SIGN or INITIAL. `flags`: what to look at before.

    `unusual`: what the letter says otherwise than the application does. `capacity`: in whose name they sign, "" for
    their own post. `blocked`: why it has to be done on its own page, "" where it can be done here; a Refusal where it
    may not be done by them at all.
    """

    waiting: Waiting
    deed: str
    product: ProductStandard
    person: Person
    flags: tuple[str, ...]
    unusual: tuple[str, ...]
    capacity: str
    blocked: str | Refusal


@dataclass(frozen=True, slots=True)
class Item:
    """One letter of a sitting, as it was seen when it was chosen."""

    application_id: UUID
    deed: str
    step: str
    seen_seq: int


@dataclass(frozen=True, slots=True)
class Result:
    """What became of it. `fault`: why not, None where it was done."""

    status: str
    fault: MaklumatError | None = None


def candidates(actor: Actor, now: datetime) -> tuple[Candidate, ...]:
    """The first MOST letters that wait for this person, most urgent first.

    A few queries for all, two more for each, three where its draft is initialled.
    """
    lines = list(_lines(actor, now))[:MOST]
    ids = [one.line.application_id for one in lines]
    if not ids:
        return ()
    places = procedures.positions(ids)
    applications = Application.objects.in_bulk(ids)
    rows = {(row.application_id, row.product): row for row in _drafts(ids)}
    certified = any(_deed(one) == SIGN for one in lines) and signers.mode_of(actor.office) == CERTIFIED

    def read(one: Waiting) -> Candidate:
        file = one.line.application_id
        with damage.about(number=one.line.register, office=actor.office, application=file):
            if file not in applications:
                raise damage.row_missing()
            said = submission_of(applications[file])
            row = rows.get((file, one.step.product))
            return _candidate(actor, one, places[file], said.beneficiary or said.applicant, row, now)

    found = damage.readable(read, (one for one in lines if one.line.application_id in places))
    return tuple(map(_alone, found)) if certified else tuple(found)


def _alone(one: Candidate) -> Candidate:
    """A passphrase is kept nowhere, so each letter that BSrE signs asks for it on its own page."""
    if one.blocked or one.deed != SIGN:
        return one
    return replace(one, blocked="Ditandatangani dengan BSrE: frasa sandinya diketik pada setiap surat.")


def named(actor: Actor, application_id: UUID, step: str) -> tuple[str, str]:
    """The letter of a step and the number of its file, for whoever may see it; ("Surat", "") for everybody else."""
    position = procedures.positions([application_id]).get(application_id)
    if position is not None and access.may(actor, access.SEE, facts_of(position)):
        standard = catalogue.standard(position.standard_id)
        code = next((one.product for one in standard.steps if one.code == step), "")
        return standard.product(code).name if code else "Surat", position.register
    return "Surat", ""


def carry_out(actor: Actor, item: Item, *, proof: str, moment: datetime) -> Result:
    """Sign or initial one letter. The caller has proved who sits there. Never raises: what is wrong is the answer."""
    file = item.application_id

    def deed() -> object:
        if item.deed == SIGN:
            return signing.sign(actor, file, step=item.step, seen_seq=item.seen_seq, moment=moment, proof=proof)
        return actions.act(
            actor, file, step=item.step, outcome="initialled", seen_seq=item.seen_seq, data={}, moment=moment
        )

    return attempted(deed, file)


def attempted(deed: Callable[[], object], file: UUID) -> Result:
    """What becomes of one letter of many. Never raises: what is wrong is the answer."""
    try:
        deed()
    except NotVisible:
        return Result(REFUSED)
    except Conflict as conflict:
        return Result(TAKEN, conflict)
    except MaklumatError as fault:
        return Result(REFUSED, fault)
    except Exception:  # whatever it is: the letters behind it must not wait for it
        log.exception("batch: letter of file %s was not signed", file)
        return Result(FAILED)
    return Result(DONE)


def _lines(actor: Actor, now: datetime) -> Iterator[Waiting]:
    """What waits for a signature or a paraf of this person: what was merely delegated to them is not theirs to sign."""
    after: waiting.After | None = None
    for _ in range(PAGES):
        page = waiting.page(actor, now=now, after=after)
        yield from (one for one in page.lines if _deed(one) and (not one.delegated_to_me or _at_desk(actor, one)))
        if page.next is None:
            return
        after = page.next


def _at_desk(actor: Actor, one: Waiting) -> bool:
    return bool(set(one.line.desk.split("+")) & set(actor.posts))


def _deed(one: Waiting) -> str:
    if one.signs:
        return SIGN
    letter = bool(one.step.product) and one.law.standard.product(one.step.product).kind == "letter"
    return INITIAL if letter and one.step.kind == "initial" else ""


def _drafts(ids: Sequence[UUID]) -> list[Product]:
    return list(Product.objects.filter(application_id__in=ids).exclude(status__in=(products.VOID, products.REVOKED)))


def _candidate(
    actor: Actor, one: Waiting, position: Position, person: Person, row: Product | None, now: datetime
) -> Candidate:
    product = one.law.standard.product(one.step.product)
    deed = _deed(one)
    signs_as = standing.signs_as(actor, position, now) if deed == SIGN else ""
    unusual = tuple(_unusual(position, product, row, now)) if row is not None else ()
    changed = initialling.changed_since(position, product, row) if row is not None else None
    flags = {LATE: one.late, CHANGED: changed is not None, UNUSUAL: bool(unusual), BACK: one.back}
    blocked: str | Refusal = ""
    if isinstance(signs_as, Refusal):
        blocked = signs_as
    elif changed is not None and deed == SIGN:
        blocked = changed
    elif row is None:
        blocked = "Suratnya belum berisi; buka dan isi dahulu."
    elif deed == SIGN and product.signature == "wet" and row.made == products.HERE:
        blocked = "Menurut standar ditandatangani basah; buka dan cetak."
    return Candidate(
        one, deed, product, person, tuple(flag for flag, on in flags.items() if on), unusual,
        signs_as if isinstance(signs_as, str) else "", blocked,
    )  # fmt: skip


def _unusual(position: Position, product: ProductStandard, row: Product, now: datetime) -> Iterator[str]:
    """The names of what the letter says otherwise than the file: whoever drafted it has typed over it."""
    if row.made != products.HERE:
        return
    typed: Mapping[str, Any] = drafting.from_json(row.content.get("values", {}))
    known = drafting.file_values(position, product, now)
    for name in sorted(typed.keys() & known.keys() & KNOWN_NAMES.keys() - TIMELY):
        if typed[name] != known[name]:
            yield KNOWN_NAMES[name]


TIMELY: Final = frozenset({"berlaku_sampai"})
"""What the file says otherwise on another day."""
