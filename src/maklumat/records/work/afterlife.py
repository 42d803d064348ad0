"""After a product was issued: the office extends it, the holder reports, the office takes the report or returns it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from maklumat.core import events
from maklumat.core.eligibility import Judgement, judge
from maklumat.core.errors import NotVisible, Refusal
from maklumat.core.procedure.actions import Afterwards
from maklumat.core.procedure.afterlife import keepers
from maklumat.core.standard.model import Duty, ServiceStandard
from maklumat.core.standard.model import Product as ProductStandard
from maklumat.ports.uploads import Decoded
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue.queries import Enacted
from maklumat.records.people import access
from maklumat.records.people.access import Actor
from maklumat.records.procedures.queries import Position
from maklumat.records.products import afterlife as products
from maklumat.records.products.afterlife import DutyView, Expiring
from maklumat.records.work import actions, steps
from maklumat.records.work.facts import facts_of
from maklumat.records.work.queries import FileView, Happened

LOOKED_AHEAD: Final = timedelta(days=60)
"""How long before its end a product stands on the office's list where the standard says nothing about reminding."""


@dataclass(frozen=True, slots=True)
class Owed:
    """A duty as a page shows it: the words of the standard, where it stands, what was reported and what that is worth.

    `late`: it is past its day and nobody has reported. `report`: the last event that reported it.
    """

    view: DutyView
    duty: Duty
    product: ProductStandard
    late: bool
    report: Happened | None = None
    returned: str = ""
    judgement: Judgement | None = None


def owed(file: FileView, on: date) -> tuple[Owed, ...]:
    """Every duty of a file on the office's day `on`, the next one first."""
    return tuple(_owed(file, view, on) for view in products.duties_of(file.id))


def _owed(file: FileView, view: DutyView, on: date) -> Owed:
    product = file.law.standard.product(view.product)
    duty = product.duty(view.code)
    said = [event for event in file.history if event.data.get("duty") == view.code and event.kind.startswith("duty_")]
    reports = [event for event in said if event.kind in (events.DUTY_REPORTED, events.DUTY_MET)]
    report = reports[-1] if reports else None
    back = said[-1] if said and said[-1].kind == events.DUTY_RETURNED else None
    facts = _facts(duty, report.data.get("answers", {})) if report else {}
    return Owed(
        view=view,
        duty=duty,
        product=product,
        late=view.met_at is None and view.reported_at is None and view.due_on is not None and view.due_on < on,
        report=report,
        returned=str(back.data.get("reason", "")) if back else "",
        judgement=judge(duty.rules, facts, on, None) if report and duty.rules else None,
    )


def _facts(duty: Duty, answers: Mapping[str, Any]) -> dict[str, Any]:
    dates = {field.code for field in duty.fields if field.kind == "date"}
    return {code: date.fromisoformat(value) if code in dates else value for code, value in answers.items()}


def may_keep(actor: Actor, file: FileView, product: ProductStandard) -> bool:
    """Whether the actor looks after this product once it is issued."""
    return bool(set(keepers(file.law.standard, product)) & set(actor.posts))


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
        actions.write(position, decision, decided, actor.user_id)
        return until


def report(
    file: FileView, duty_id: UUID, *, answers: Mapping[str, Any], paper: Decoded | None, note: str, moment: datetime
) -> None:
    """The holder reports. The same report sent twice is one. Refusal PRD-024 when the office has taken one already."""
    data = _said(file, answers, paper, note)
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
        actions.write(position, decision, decided, actor.user_id)


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
        actions.write(position, decision, decided, actor.user_id)


def _said(file: FileView, answers: Mapping[str, Any], paper: Decoded | None, note: str) -> dict[str, Any]:
    said: dict[str, Any] = {}
    if answers:
        said["answers"] = {
            code: value.isoformat() if isinstance(value, date) else value for code, value in answers.items()
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


@dataclass(frozen=True, slots=True)
class Watched:
    """What the office's list shows of a product that ends, or of a duty: its service in words, and the day."""

    application_id: UUID
    service: str
    what: str
    number: str
    on: date | None
    late: bool
    reported: bool


def watched(actor: Actor, moment: datetime) -> tuple[list[Watched], list[Watched]]:
    """For the services that the actor's posts work on: products that end soon, and duties that are not met."""
    laws = {law.standard.code: law for law in catalogue.services(actor.office, moment)}
    mine = {code: law for code, law in laws.items() if _works_on(actor, law.standard)}
    on = catalogue.local_date(catalogue.office(actor.office, moment), moment)
    services = tuple(sorted(mine))
    ending = products.expiring(actor.office, services, on, on + LOOKED_AHEAD)
    duties = products.open_duties(actor.office, services)
    return [_ending(mine, one) for one in ending if _due_soon(mine, one, on)], [_due(mine, one, on) for one in duties]


def _works_on(actor: Actor, standard: ServiceStandard) -> bool:
    return any(set(keepers(standard, product)) & set(actor.posts) for product in standard.products)


def _due_soon(laws: Mapping[str, Enacted], one: Expiring, on: date) -> bool:
    product = next((each for each in laws[one.service].standard.products if each.code == one.product), None)
    days = max(product.remind_days) if product and product.remind_days else LOOKED_AHEAD.days
    return one.until - on <= timedelta(days=days)


def _ending(laws: Mapping[str, Enacted], one: Expiring) -> Watched:
    standard = laws[one.service].standard
    name = next((product.name for product in standard.products if product.code == one.product), one.product)
    return Watched(one.application_id, standard.name, name, one.number, one.until, late=False, reported=False)


def _due(laws: Mapping[str, Enacted], one: DutyView, on: date) -> Watched:
    standard = laws[one.service].standard
    texts = {duty.code: duty.text for product in standard.products for duty in product.duties}
    late = one.due_on is not None and one.due_on < on and one.reported_at is None
    return Watched(
        one.application_id, standard.name, texts.get(one.code, one.code), "", one.due_on, late,
        reported=one.reported_at is not None,
    )  # fmt: skip
