"""After a product was issued: the office extends it, the holder reports, the office takes the report or returns it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from maklumat.core import events
from maklumat.core.eligibility import Judgement, judge
from maklumat.core.errors import NotVisible, Refusal
from maklumat.core.procedure.actions import Afterwards
from maklumat.core.procedure.afterlife import keepers
from maklumat.core.standard.model import Duty
from maklumat.core.standard.model import Product as ProductStandard
from maklumat.ports.uploads import Decoded
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue.queries import Enacted
from maklumat.records.people import access
from maklumat.records.people.access import Actor
from maklumat.records.procedures.queries import Position
from maklumat.records.products import afterlife as products
from maklumat.records.products.afterlife import DutyView
from maklumat.records.work import actions, steps
from maklumat.records.work.facts import facts_of
from maklumat.records.work.queries import FileView, Happened

SAID: Final = frozenset({events.DUTY_REPORTED, events.DUTY_MET, events.DUTY_RETURNED})


@dataclass(frozen=True, slots=True)
class Owed:
    """A duty as a page shows it: the words of the standard, where it stands, what was reported and what that is worth.

    `late`: it is past its day and nobody has reported. `said`: every event about it, in order. `answers`: the newest
    ones, as values; `judgement`: what they are worth, None while there are none. `returned`: why the last report came
    back, "" once there is a newer one.
    """

    view: DutyView
    duty: Duty
    product: ProductStandard
    late: bool
    said: tuple[Happened, ...] = ()
    answers: Mapping[str, Any] = field(default_factory=dict)
    returned: str = ""
    judgement: Judgement | None = None


def owed(file: FileView, on: date) -> tuple[Owed, ...]:
    """Every duty of a file on the office's day `on`, the next one first."""
    return tuple(_owed(file, view, on) for view in products.duties_of(file.id))


def _owed(file: FileView, view: DutyView, on: date) -> Owed:
    product = file.law.standard.product(view.product)
    duty = product.duty(view.code)
    said = tuple(
        event
        for event in file.history
        if event.kind in SAID and (event.data.get("product"), event.data.get("duty")) == (view.product, view.code)
    )
    answers = answers_of(duty, next((event for event in reversed(said) if event.data.get("answers")), None))
    back = said[-1] if said and said[-1].kind == events.DUTY_RETURNED else None
    return Owed(
        view=view,
        duty=duty,
        product=product,
        late=view.met_at is None and view.reported_at is None and view.due_on is not None and view.due_on < on,
        said=said,
        answers=answers,
        returned=str(back.data.get("reason", "")) if back else "",
        judgement=judge(duty.rules, answers, on, None) if answers and duty.rules else None,
    )


def answers_of(duty: Duty, event: Happened | None) -> dict[str, Any]:
    """What a report answers, as values: days and decimals are kept as text."""
    kinds = {field.code: field.kind for field in duty.fields}
    told: Mapping[str, Any] = event.data.get("answers", {}) if event else {}
    return {code: _value(kinds[code], value) for code, value in told.items() if code in kinds}


def _value(kind: str, value: Any) -> Any:
    if kind == "date":
        return date.fromisoformat(value)
    return Decimal(value) if kind == "number" and isinstance(value, str) else value


def may_keep(actor: Actor, file: FileView, product: ProductStandard) -> bool:
    """Whether the actor looks after this product once it is issued."""
    return bool(set(keepers(file.law.standard, product)) & set(actor.posts))


def may_extend(actor: Actor, file: FileView, product: ProductStandard) -> bool:
    """Whether the actor may extend this product, should it still hold: who may take it back, else who keeps it."""
    if product.extension is None or not product.extension.times:
        return False
    return product.revoked_by in actor.answering if product.revoked_by else may_keep(actor, file, product)


def extend(actor: Actor, application_id: UUID, product: str, *, seen: date, reason: str, moment: datetime) -> date:
    """Extend a product; the new last day. Raises NotVisible, Refusal (PRO-007, PRO-070, PRD-020 to PRD-022)."""
    if not reason.strip():
        raise Refusal("PRD-023", "Tulis dasar perpanjangan, misalnya nomor surat permohonannya.")
    with transaction.atomic():
        position, revision = _held(actor, application_id)
        law = catalogue.enacted(position.standard_id)
        data = {"reason": reason.strip()[:300]}
        action = Afterwards(events.EXTENDED, _product(law, product).code, actor.posts, moment, data)
        actions.judged(position, revision, action, moment)
        on = catalogue.local_date(law.office, moment)
        until = products.extend(application_id, law.standard.product(product), seen=seen, on=on)
        action = Afterwards(action.kind, product, actor.posts, moment, {**data, "until": until.isoformat()})
        decided, decision = actions.judged(position, revision, action, moment)
        actions.write(position, decision, decided, actor)
        return until


def report(
    file: FileView, duty_id: UUID, *, answers: Mapping[str, Any], paper: Decoded | None, note: str, moment: datetime
) -> None:
    """The holder reports. The same report sent twice is one. Refusal PRD-025 when it says nothing, PRD-024 when the
    office has taken one already."""
    data = _said(file, answers, paper, note)
    if not data:
        raise Refusal("PRD-025", "Belum ada laporan. Isi laporannya, atau lampirkan pindaiannya.")
    with transaction.atomic():
        position, revision = actions.held(file.id)
        view = products.duty(file.id, duty_id)
        if view.met_at is not None:
            raise Refusal("PRD-024", "Laporan untuk kewajiban ini sudah diterima kantor.")
        if view.reported_at is not None and _same(file, view.code, data):
            return
        action = Afterwards(events.DUTY_REPORTED, view.product, (), moment, {"duty": view.code, **data})
        decided, decision = actions.judged(position, revision, action, moment)
        products.mark(duty_id, reported_at=decision.state.at, met_at=None)
        actions.write(position, decision, decided, None)


def _same(file: FileView, duty: str, data: Mapping[str, Any]) -> bool:
    last = next((event for event in reversed(file.history) if event.data.get("duty") == duty), None)
    kept = {name: value for name, value in last.data.items() if name in ("answers", "paper", "note")} if last else {}
    return kept == dict(data)


def take(
    actor: Actor,
    file: FileView,
    duty_id: UUID,
    *,
    answers: Mapping[str, Any],
    paper: Decoded | None,
    note: str,
    moment: datetime,
) -> None:
    """The office takes a report: the one that was sent, or one that somebody brought (`answers`, `paper`)."""
    data = _said(file, answers, paper, note)
    with transaction.atomic():
        position, revision = _held(actor, file.id)
        view = products.duty(file.id, duty_id)
        if view.met_at is not None:
            return
        if view.reported_at is None and not data:
            raise Refusal("PRD-025", "Belum ada laporan. Isi laporannya, atau lampirkan pindaiannya.")
        action = Afterwards(events.DUTY_MET, view.product, actor.posts, moment, {"duty": view.code, **data})
        decided, decision = actions.judged(position, revision, action, moment)
        products.mark(duty_id, reported_at=view.reported_at or decision.state.at, met_at=decision.state.at)
        actions.write(position, decision, decided, actor)


def give_back(actor: Actor, file: FileView, duty_id: UUID, *, reason: str, moment: datetime) -> None:
    """The office returns a report that cannot be taken, with the reason."""
    with transaction.atomic():
        position, revision = _held(actor, file.id)
        view = products.duty(file.id, duty_id)
        if view.met_at is not None or view.reported_at is None:
            raise Refusal("PRD-025", "Belum ada laporan. Isi laporannya, atau lampirkan pindaiannya.")
        data = {"duty": view.code, "reason": reason.strip()[:500]}
        action = Afterwards(events.DUTY_RETURNED, view.product, actor.posts, moment, data)
        decided, decision = actions.judged(position, revision, action, moment)
        products.mark(duty_id, reported_at=None, met_at=None)
        actions.write(position, decision, decided, actor)


def _said(file: FileView, answers: Mapping[str, Any], paper: Decoded | None, note: str) -> dict[str, Any]:
    said: dict[str, Any] = {}
    if answers:
        said["answers"] = {
            code: value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, Decimal) else value
            for code, value in answers.items()
        }
    if paper is not None:
        said["paper"] = steps.keep(paper, file.law.office.code)
    if note.strip():
        said["note"] = note.strip()[:1000]
    return said


def _held(actor: Actor, application_id: UUID) -> tuple[Position, int]:
    position, revision = actions.held(application_id)
    access.require(actor, access.SEE, facts_of(position))
    return position, revision


def _product(law: Enacted, code: str) -> ProductStandard:
    try:
        return law.standard.product(code)
    except KeyError:
        raise NotVisible from None
