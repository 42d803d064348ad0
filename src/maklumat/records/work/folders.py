"""The signing folder: letters printed together for a hand that never logs in.

Whoever works on a file may carry its letter, by the written order of the head. Every letter is numbered, printed and
noted for itself; one that cannot be printed holds up no other. What comes back is in `folder_scans`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final
from uuid import UUID

from django.db import transaction

from maklumat.core.errors import Refusal
from maklumat.core.letter.sheet import Sheet
from maklumat.core.organisation.authority import capacity
from maklumat.core.organisation.mandates import Arrangement, able
from maklumat.core.standard.model import Office
from maklumat.core.standard.model import Product as ProductStandard
from maklumat.ports.pages import joined
from maklumat.ports.rendering import SHEET
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.outside import renderer
from maklumat.records.people import access, mandates
from maklumat.records.people.access import Actor, Facts
from maklumat.records.procedures import queries as procedures
from maklumat.records.procedures.queries import Line
from maklumat.records.products import actions as products
from maklumat.records.products import printouts
from maklumat.records.products.models import Printout, Product, SigningFolder
from maklumat.records.work import signing, waiting, wet
from maklumat.records.work.batch import Result, attempted
from maklumat.records.work.facts import facts_of
from maklumat.records.work.standing import NORMAL

MOST: Final = 25
"""Letters in one folder."""
LOOKED_AT: Final = 200
"""Files that lie with those who sign, the most urgent first; what is behind them waits its turn."""


@dataclass(frozen=True, slots=True)
class Waits:
    """A letter that waits for somebody's hand. `folder`: the one that it lies in already, None for none. `blocked`: why
    it has to be signed on its own page, "" where it can be printed with others."""

    line: Line
    service: str
    product: ProductStandard
    confidential: bool
    folder: UUID | None
    blocked: str


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody who may sign today, and as what."""

    user_id: int
    name: str
    capacity: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """A letter as its page showed it."""

    application_id: UUID
    step: str
    seq: int


def letters(actor: Actor, now: datetime) -> tuple[Waits, ...]:
    """The letters that wait for a signature and that the actor may carry, the most urgent first. A few queries."""
    access.require(actor, access.WORKLIST, Facts(actor.office))
    lines = list(_lines(actor, now))
    ids = [line.application_id for line in lines]
    places = procedures.positions(ids) if ids else {}
    rows = {(row.application_id, row.product): row for row in _live(ids)}
    lying = {one.product_id: one for one in Printout.objects.filter(product__in=rows.values(), folder__isnull=False)}
    found = []
    for line in lines:
        place = places.get(line.application_id)
        if place is None or not access.may(actor, access.CARRY, facts_of(place)):
            continue
        standard = catalogue.standard(line.standard_id)
        product = standard.product(standard.step(line.step).product)
        row = rows.get((line.application_id, product.code))
        printed = lying.get(row.pk) if row else None
        folder = printed.folder_id if printed is not None and printed.seq == line.seq else None
        confidential = place.confidentiality != NORMAL
        found.append(Waits(line, standard.name, product, confidential, folder, _blocked(row)))
    return tuple(found)


def _lines(actor: Actor, now: datetime) -> Iterator[Line]:
    """The files that lie where a letter is signed."""
    posts = {
        post
        for law in catalogue.services(actor.office, now)
        for step in law.standard.steps
        if waiting.signs_letter(law.standard, step)
        for post in step.posts
    }
    desks = [desk for desk in catalogue.desks(actor.office) if posts & set(desk.split("+"))]
    for line in waiting.readable(procedures.worklist(actor.office, desks, limit=LOOKED_AT)):
        standard = catalogue.standard(line.standard_id)
        if waiting.signs_letter(standard, standard.step(line.step)):
            yield line


def _live(ids: Sequence[UUID]) -> list[Product]:
    rows = Product.objects.filter(application_id__in=ids)
    return list(rows.exclude(status__in=(products.VOID, products.REVOKED)))


def _blocked(row: Product | None) -> str:
    if row is None:
        return "Suratnya belum berisi; diisi di halaman tanda tangan."
    return "" if row.made == products.HERE else "Dokumen dari aplikasi lain; dicetak dari halaman tanda tangan."


def signers(office: Office, wanted: Iterable[Waits], now: datetime) -> tuple[Signer, ...]:
    """Who may sign any of these today, whoever stands for the post first. Four queries for each post that signs."""
    on = catalogue.local_date(office, now)
    found: dict[int, Signer] = {}
    arranged: dict[str, Arrangement] = {}
    for one in wanted:
        post = office.present(one.product.signed_by, on)
        if post not in arranged:
            arranged[post] = mandates.arrangement(office.code, post)
        named = (one.line.service, one.product.code)
        for user, authority in able(post, *named, arranged[post], on, confidential=one.confidential):
            found.setdefault(user, Signer(user, arranged[post].name(user), capacity(office, authority)))
    return tuple(found.values())


def print_folder(
    actor: Actor, signer: int, wanted: Sequence[Wanted], moment: datetime
) -> tuple[SigningFolder | None, tuple[tuple[Wanted, Result], ...]]:
    """Number and print these letters for the hand of `signer`, and say of each what became of it.

    None for the folder when not one could be printed. Refusal PRD-012 or PRD-014, PRD-015 for too many.
    """
    if len(wanted) > MOST:
        raise Refusal("PRD-015", "Satu map memuat paling banyak {most} surat.", most=MOST)
    order = wet.order_of(actor)
    if not order:
        raise wet.not_ordered()
    office = catalogue.office(actor.office, moment)
    paper = wet.paper_for(actor, signer, catalogue.local_date(office, moment), moment)
    made: list[signing.ForHand] = []
    told = tuple((one, attempted(partial(_add, made, paper, one, moment), one.application_id)) for one in wanted)
    if not made:
        return None, told
    with transaction.atomic():
        folder = SigningFolder.objects.create(
            office=actor.office, signer_id=signer, order=order, printed_at=moment, printed_by=actor.user_id
        )
        for one in made:
            printouts.keep(one.print, moment=moment, by=actor.user_id, folder=folder)
    return folder, told


def _add(made: list[signing.ForHand], paper: wet.Paper, one: Wanted, moment: datetime) -> None:
    printed = signing.for_hand(paper, one.application_id, step=one.step, seen_seq=one.seq, moment=moment)
    if not printed.print.mark:
        raise Refusal("PRD-016", "Dokumen dari aplikasi lain tidak masuk map; cetak dari halaman tanda tangannya.")
    made.append(printed)


def printed_again(
    actor: Actor, kept: Iterable[Printout], moment: datetime
) -> tuple[dict[int, bytes], dict[int, Result]]:
    """The same prints once more, by the id of their note, as they were printed the first time; and what became of those
    that are not to be signed any more."""
    office = catalogue.office(actor.office, moment)
    pages: dict[int, bytes] = {}
    told: dict[int, Result] = {}
    for one in kept:
        paper = wet.paper_for(actor, one.signer_id, catalogue.local_date(office, one.printed_at), moment)
        told[one.pk] = attempted(partial(_again, pages, paper, one), one.application_id)
    return pages, told


def _again(pages: dict[int, bytes], paper: wet.Paper, one: Printout) -> None:
    made = signing.for_hand(
        paper, one.application_id, step=one.step, seen_seq=one.seq, moment=one.printed_at, mark=one.mark
    )
    pages[one.pk] = made.pdf


def bound(cover: Sheet, letters: Iterable[bytes]) -> bytes:
    """The folder as one PDF: its cover, and behind it the letters."""
    return joined([renderer().render(cover.to_values(), SHEET), *letters])
