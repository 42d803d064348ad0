"""The berita acara of a hand-over of aid: printed before it to be signed, or after it from what was recorded.

It is no product with a number of the letter register: one file may need several, for what was there and what came
later. Its number is the office's own where one was typed, else the file's agenda number and the place in its history.
The scan of the signed paper comes in with the step, or later as a supplement.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import transaction

from maklumat.core import events
from maklumat.core.errors import NotVisible, Refusal
from maklumat.core.identity import Person, mask_nik
from maklumat.core.kinds import kind as kinds
from maklumat.core.kinds.distribute import GOODS
from maklumat.core.kinds.distribute import KIND as DISTRIBUTE
from maklumat.core.kinds.record import is_empty
from maklumat.core.kinds.supplement import SUPPLEMENT
from maklumat.core.letter.base import WET
from maklumat.core.letter.compose import compose
from maklumat.core.letter.content import Frame, Signatory, letterhead_of
from maklumat.core.letter.texts import Value
from maklumat.core.procedure.actions import Supplement
from maklumat.core.procedure.state import State
from maklumat.core.standard.model import ServiceStandard, Step
from maklumat.core.terbilang.dates import long_date
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.ledger.history import history
from maklumat.records.outside import renderer
from maklumat.records.people import access
from maklumat.records.people.access import Actor
from maklumat.records.products import deliveries, drafting
from maklumat.records.work import actions, queries
from maklumat.records.work.facts import facts_of
from maklumat.records.work.queries import FileView, Happened
from maklumat.records.work.step_words import NOT_KNOWN, cell_words

LATER: Final = SUPPLEMENT
BLANK: Final = "………………………………"
"""To be written in by hand."""

MARKS: Final = {kinds.THUMBPRINT: "cap jempol", kinds.DRAWN: "tanda tangan pada layar petugas"}
"""How the receiver acknowledges, where it is not by hand on this very paper."""


@dataclass(frozen=True, slots=True)
class _Handing:
    """Who hands over, in which post, when, and what was recorded; `number` of the event in the file's history."""

    officer: str
    post: str
    at: datetime
    number: int
    data: Mapping[str, Any]


def is_one(standard: ServiceStandard, step: Step, data: Mapping[str, Any]) -> bool:
    """Whether a step with this record handed goods over, with a template for its berita acara."""
    return can_print(standard, step) and not is_empty(data.get(GOODS.code))


def can_print(standard: ServiceStandard, step: Step) -> bool:
    """Whether a berita acara belongs to this step: it hands over a product that has a template."""
    return step.kind == DISTRIBUTE.code and bool(step.product) and bool(standard.product(step.product).template)


def pdf_of(actor: Actor, application_id: UUID, seq: int) -> bytes:
    """The berita acara of the hand-over recorded as event `seq`. Raises NotVisible."""
    file = queries.file_for(actor, application_id)
    event = next((event for event in file.history if event.seq == seq and event.kind == events.ACTED), None)
    if event is None:
        raise NotVisible
    step = file.law.standard.step(event.step)
    if not is_one(file.law.standard, step, event.data):
        raise NotVisible
    return _pdf(file, step, _Handing(event.who, event.post, _handed_at(event), event.seq, event.data))


def preview(actor: Actor, file: FileView, data: Mapping[str, Any], now: datetime) -> bytes:
    """The same paper before the hand-over is recorded, to be printed and signed on the spot. Nothing is kept.

    Raises NotVisible when the file is at no such step, Refusal PRO-053 before any goods were written down.
    """
    step = file.step
    if step is None or not can_print(file.law.standard, step):
        raise NotVisible
    if is_empty(data.get(GOODS.code)):
        raise Refusal("PRO-053", "Tulis dahulu barang yang akan diserahkan, lalu cetak berita acaranya.")
    post = next((post for post in step.posts if post in actor.posts), step.posts[0])
    return _pdf(file, step, _Handing(actor.name, post, now, file.state.seq + 1, data))


def supplement(actor: Actor, application_id: UUID, *, of: int, data: Mapping[str, Any], moment: datetime) -> State:
    """The scan of a paper that was signed after its step was recorded (event `of`). Also for a file that has ended.

    Raises NotVisible, Refusal PRO-007 for somebody who does not do that step, PRO-009 without the scan.
    """
    with transaction.atomic():
        position, revision = actions.held(application_id)
        access.require(actor, access.SEE, facts_of(position))
        step = _step_of(application_id, of)
        action = Supplement(step, actor.posts, moment, {**data, "of": of})
        decided, decision = actions.judged(position, revision, action, moment)
        deliveries.scanned(application_id, of, decision.state.at)
        actions.write(position, decision, decided, actor)
        return decision.state


def _step_of(application_id: UUID, seq: int) -> str:
    event = next((event for _, event in history(application_id, after=seq - 1) if event.seq == seq), None)
    if event is None or event.kind != events.ACTED:
        raise NotVisible
    return event.step


def _handed_at(event: Happened) -> datetime:
    said = event.data.get("handed_at")
    return datetime.fromisoformat(said) if said else event.occurred_at


def _pdf(file: FileView, step: Step, handing: _Handing) -> bytes:
    office = file.law.office
    product = file.law.standard.product(step.product)
    zone = catalogue.zone(office)
    names = {post.code: post.name for post in office.posts}
    frame = Frame(
        letterhead=letterhead_of(office),
        place=office.letter_place,
        on=handing.at.astimezone(zone).date(),
        signatory=Signatory(names.get(handing.post.partition("+")[0], handing.post), handing.officer),
        mode=WET,
        number=str(handing.data.get("record_number") or own_number(file, handing.number)),
        is_demo=settings.DEMO,
    )
    template = drafting.template_of(office.code, product)
    received_on = catalogue.local_date(office, file.received_at)
    values = _values(file, handing, received_on)
    wanted = template.names | {field.name for field in template.fields}
    known = {name: value for name, value in values.items() if name in wanted and value is not None}
    return renderer().render(compose(template, drafting.base_of(office.code), frame, known).to_values())


def own_number(file: FileView, seq: int) -> str:
    """The number of a berita acara that the office gave none: agenda number, place in the history, unit and year."""
    agenda, _, year = file.register.partition("/")
    return "/".join(filter(None, (f"{agenda}.{seq}", "BAST", file.law.office.letter_unit, year)))


def _values(file: FileView, handing: _Handing, received_on: date) -> dict[str, Value | None]:
    data, person = handing.data, file.submission.beneficiary or file.submission.applicant
    place = data.get("place") or {}
    receiver_is = dict(DISTRIBUTE.field("receiver_is").choices).get(data.get("receiver_is", ""), "")
    return {
        "dasar_penyerahan": str(data.get("basis") or f"Permohonan {file.register} tanggal {long_date(received_on)}"),
        "alamat_penyerahan": place.get("text") or BLANK,
        "barang": _goods(data[GOODS.code]),
        "nilai_rupiah": total_rupiah(data[GOODS.code]),
        "nama_penerima": str(data.get("receiver") or BLANK),
        "keterangan_penerima": receiver_is or None,
        "saksi": ", ".join(data.get("witnesses") or ()) or None,
        "tanda_terima": MARKS.get((data.get("proof") or {}).get("how", "")),
        **_about(person),
        "layanan": file.law.standard.name,
    }


def _about(person: Person) -> dict[str, Value | None]:
    return {
        "nama": person.name or f"({NOT_KNOWN} namanya)",
        "nik_tersamar": mask_nik(person.nik) if person.nik else None,
        "alamat": person.address or None,
    }


def _goods(rows: list[Mapping[str, Any]]) -> tuple[tuple[str, ...], ...]:
    """The rows of the paper: number, item, quantity, unit, value, remark."""
    return tuple(
        (str(number), *(cell_words(column.kind, row.get(column.code)) or "-" for column in GOODS.columns))
        for number, row in enumerate(rows, start=1)
    )


def total_rupiah(rows: list[Mapping[str, Any]]) -> int | None:
    """The value of all goods; None while the value of any is not known, for a part would be taken for the whole."""
    values = [row.get("value_rupiah") for row in rows]
    return sum(value for value in values if value is not None) if None not in values else None
