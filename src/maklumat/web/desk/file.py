"""One file, opened: who applies, what they said, papers beside the checklist, where it stands, and what I may do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from maklumat.core.clock.remaining import remaining_in_words
from maklumat.core.clock.values import Due
from maklumat.core.errors import Message
from maklumat.core.identity import Person, mask_nik
from maklumat.core.intake import Slot, asked
from maklumat.core.kinds import kind as kinds
from maklumat.core.kinds.registry import KINDS
from maklumat.core.standard.model import Step, TimeLimit
from maklumat.records.applications.queries import PaperView
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.people.access import Actor
from maklumat.records.products.queries import ProductView
from maklumat.records.work import letters, waiting
from maklumat.records.work import queries as work
from maklumat.records.work.queries import FileView
from maklumat.web.desk import telling
from maklumat.web.desk.entering import TEAM, officer, show
from maklumat.web.desk.forms_act import LETTER, ActForm
from maklumat.web.desk.forms_remedy import ReissueForm, RevokeForm
from maklumat.web.shared.intake import slot_key
from maklumat.web.shared.wording import day_words

NOBODY: Final = "–"


@dataclass(frozen=True, slots=True)
class Requirement:
    """One line of the checklist with what lies beside it."""

    slot: Slot
    form: str
    person: str
    said: str
    alternative: str
    papers: tuple[PaperView, ...]
    lacking: bool


@dataclass(frozen=True, slots=True)
class Letter:
    """A product with its state in words. `revocable`: this person may take it back."""

    product: ProductView
    state: str
    signature: str
    revocable: bool


@dataclass(frozen=True, slots=True)
class StepShown:
    step: Step
    posts: str
    here: bool
    done: bool
    generic: bool


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise with its date, how it stands, and why this date.

    A promise that was broken keeps the date it was broken at; the reasons are those of the date shown, so they are left
    out when the file was found complete only afterwards (then the promise would run from that day).
    """

    limit: TimeLimit
    due: Due
    reasons: tuple[Message, ...]
    state: str
    late: bool


@officer(TEAM)
@require_safe
def file(request: HttpRequest, actor: Actor, application_id: UUID) -> HttpResponse:
    return page(request, actor, work.file_for(actor, application_id))


@officer(TEAM)
@require_POST
def identity(request: HttpRequest, actor: Actor, application_id: UUID) -> HttpResponse:
    """The same page with the identity numbers unmasked: for whoever has to look them up in a register."""
    return page(request, actor, work.file_for(actor, application_id), {"unmasked": True})


def page(
    request: HttpRequest, actor: Actor, opened: FileView, more: Mapping[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """The file's page. `more` replaces parts of it: a bound form, a conflict, unmasked numbers."""
    values = {**values_of(actor, opened, timezone.now()), **(more or {})}
    values["people"] = list(people(opened, unmasked=bool(values.get("unmasked"))))
    return show(request, actor, "file.html", values, status=status)


def values_of(actor: Actor, opened: FileView, now: datetime) -> dict[str, Any]:
    """Everything a file's page shows, but for its people."""
    law, state = opened.law, opened.state
    calendar = catalogue.calendar(law.office)
    due = None if state.ended else waiting.pressing(law, state, calendar)
    return {
        "section": "worklist",
        "file": opened,
        "status": telling.STATUS[state.status],
        "channel": telling.CHANNEL.get(opened.channel, opened.channel),
        "remaining": "" if state.ended else remaining_in_words(due, now, calendar),
        "late": due is not None and due.at < now,
        "desk": telling.post_names(law.office, "+".join(state.desk)) or NOBODY,
        "answers": list(telling.answers(opened)),
        "requirements": list(requirements(opened)),
        "letters": list(_letters(actor, opened)),
        "steps": list(_steps(opened)),
        "promises": promises(opened, now),
        "history": list(telling.told(opened)),
        "act": act_form(actor, opened, now) if work.may_act(actor, opened) else None,
        "generic": opened.step is not None and KINDS[opened.step.kind].generic,
        "reissue": ReissueForm(initial={"seen_seq": state.seq}) if work.may_reissue(actor, opened) else None,
        "revoke": RevokeForm(initial={"seen_seq": state.seq}),
    }


def act_form(actor: Actor, opened: FileView, now: datetime, **kwargs: Any) -> ActForm:
    """The form that leaves the step the file is at."""
    step = opened.step
    assert step is not None  # noqa: S101  # a file that lies with somebody is at a step
    drafts = any(kinds.DRAFT_PRODUCT in KINDS[step.kind].way(outcome.code).effects for outcome in step.outcomes)
    makes_letter = step.product and opened.law.standard.product(step.product).kind == LETTER
    questions = letters.questions(actor, opened.id, step.product, now) if drafts and makes_letter else ()
    return ActForm(opened, step, slots_of(opened), questions, **kwargs)


def slots_of(opened: FileView) -> tuple[Slot, ...]:
    """The requirements that are asked of this applicant."""
    on = catalogue.local_date(opened.law.office, opened.received_at)
    return asked(opened.law.standard, opened.submission.facts, on)


def people(opened: FileView, *, unmasked: bool) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The persons of a file; identity numbers are masked unless they were asked for."""
    submission = opened.submission
    for role, person in (
        ("Pemohon", submission.applicant),
        ("Penerima layanan", submission.beneficiary),
        ("Penerima kuasa", submission.proxy),
    ):
        if person is not None:
            yield role, [(label, text) for label, text in _lines(person, unmasked=unmasked) if text]


def _lines(person: Person, *, unmasked: bool) -> Iterator[tuple[str, str]]:
    yield "Nama", person.name
    yield "NIK", person.nik if unmasked else mask_nik(person.nik)
    yield "Nomor KK", person.kk if unmasked else mask_nik(person.kk)
    yield "Tanggal lahir", day_words(person.birth_date) if person.birth_date else ""
    yield "Jenis kelamin", telling.SEX.get(person.sex, "")
    yield "Alamat", person.address
    yield "Telepon", person.phone
    yield "Surel", person.email


def requirements(opened: FileView) -> Iterator[Requirement]:
    """The checklist in the decree's order, papers beside it."""
    claims = {claim.slot: claim for claim in opened.submission.requirement_claims}
    for slot in slots_of(opened):
        claim = claims.get(slot.key)
        papers = tuple(paper for paper in opened.papers if slot_key(paper.requirement, paper.person) == slot.key)
        texts = {one.code: one.text for one in slot.requirement.one_of}
        is_document = slot.requirement.kind == "document"
        said = telling.CLAIM.get(claim.how, "") if claim else ""
        yield Requirement(
            slot=slot,
            form=telling.FORM.get(slot.requirement.form, "") if is_document else "",
            person=telling.PERSON.get(slot.person, slot.person),
            said=telling.CLAIM["attached"] if papers else said or ("Belum ada" if is_document else ""),
            alternative=texts.get(claim.alternative, "") if claim else "",
            papers=papers,
            lacking=is_document
            and slot.required
            and not papers
            and (claim is None or claim.how in {"brought", "absent"}),
        )


def _letters(actor: Actor, opened: FileView) -> Iterator[Letter]:
    for product in opened.products:
        yield Letter(
            product=product,
            state=telling.PRODUCT[product.status],
            signature=telling.SIGNATURE.get(product.signature, ""),
            revocable=product.status in {"issued", "delivered"} and work.may_revoke(actor, opened, product.product),
        )


def _steps(opened: FileView) -> Iterator[StepShown]:
    done = {event.step for event in opened.history if event.kind == "acted"}
    for step in opened.law.standard.steps:
        here = step.code == opened.state.step
        yield StepShown(
            step=step,
            posts=telling.post_names(opened.law.office, "+".join(step.posts)),
            here=here,
            done=step.code in done and not here,
            generic=KINDS[step.kind].generic,
        )


def promises(opened: FileView, now: datetime) -> list[Promise]:
    """Every promise of the file with its date, how it stands, and why this date."""
    return list(_promises(opened, now))


def _promises(opened: FileView, now: datetime) -> Iterator[Promise]:
    calendar = catalogue.calendar(opened.law.office)
    limits = {limit.code: limit for limit in opened.law.standard.time_limits}
    broken_at = {event.data.get("limit"): event.occurred_at for event in opened.history if event.kind == "breached"}
    for code, counted in opened.promises:
        broken = code in opened.state.breached
        due = replace(counted, at=broken_at[code], paused="") if code in broken_at else counted
        reasons = due.reasons if due.at == counted.at else ()
        if code in opened.state.kept:
            state = "Ditepati"
        elif opened.state.ended:
            state = "Terlewati" if broken else "Tidak berlaku lagi: permohonan berakhir"
        else:
            state = remaining_in_words(due, now, calendar)
        yield Promise(limits[code], due, reasons, state, late=broken or (not opened.state.ended and due.at < now))
