"""One file, opened: who applies, what they said, papers beside the checklist, where it stands, and what I may do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from maklumat.core.identity import Person, mask_nik
from maklumat.core.intake import elsewhere, is_report
from maklumat.core.kinds import kind as kinds
from maklumat.core.kinds.registry import KINDS
from maklumat.core.procedure.pressing import pressing
from maklumat.core.procedure.state import WITH_APPLICANT
from maklumat.core.standard.model import Step
from maklumat.records.applications.custody import CustodyView
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.people.access import Actor
from maklumat.records.products.queries import ProductView
from maklumat.records.work import bringing, countersigning, custody, delegating, letters, rechecking, steps, waiting
from maklumat.records.work import queries as work
from maklumat.records.work.queries import FileView
from maklumat.web.desk import booking, checklist, eligibility, messages, opening, telling
from maklumat.web.desk.forms_act import FINDINGS, LETTER, ActForm
from maklumat.web.desk.forms_handing import answer_form, delegate_form
from maklumat.web.desk.forms_papers import CustodyForm, UnlistedForm, new_submission_id
from maklumat.web.desk.forms_remedy import ReissueForm, RevokeForm
from maklumat.web.desk.handings_told import told_handings
from maklumat.web.desk.initials_told import letters_of
from maklumat.web.desk.issued import issued
from maklumat.web.desk.outages_told import told
from maklumat.web.desk.timesheet import clock_of
from maklumat.web.shared.entering import TEAM, here, officer, show, today
from maklumat.web.shared.officials import status_words
from maklumat.web.shared.spoken import ALL_OF, ANY_OF
from maklumat.web.shared.whereabouts import gazetteer, path_of
from maklumat.web.shared.wording import day_words

LATEST: Final = 5
"""Lines of a file's history that stand open."""
NOBODY: Final = "–"
NAMELESS: Final = {"Pelapor": "tidak disebut, atau dirahasiakan", "Penerima layanan": "belum diketahui"}


@dataclass(frozen=True, slots=True)
class Letter:
    """A product with its state in words. `revoke`: the form of whoever may take it back. `countersigns`: this person
    puts the electronic signature on it that a letter on paper still gets."""

    product: ProductView
    state: str
    signature: str
    revoke: RevokeForm | None
    countersigns: bool = False


@dataclass(frozen=True, slots=True)
class StepShown:
    step: Step
    posts: str
    here: bool
    done: bool
    generic: bool


@officer(TEAM)
@require_safe
def file(request: HttpRequest, actor: Actor, application_id: UUID) -> HttpResponse:
    return page(request, actor, opening.opened(request, actor, application_id))


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
    unmasked = bool(values.get("unmasked"))
    if "revoking" in values:
        values["letters"] = list(_letters(actor, opened, values["revoking"], values["revoke"]))
    office = here(request)
    desk = telling.desk_names(office, opened.law, opened.state, today(office, timezone.now()))
    values["desk"] = desk or NOBODY
    if isinstance(values["act"], ActForm):
        values["act"].outage = values["outage"] and values["outage"].down
    values["people"] = list(people(opened, unmasked=unmasked))
    values["requirements"] = list(checklist.requirements(opened, values["act"]))
    values["copies"] = list(copies(opened)) if values["copied_to"] and unmasked else []
    return show(request, actor, "file.html", values, status=status)


def values_of(actor: Actor, opened: FileView, now: datetime) -> dict[str, Any]:
    """Everything a file's page shows, but for its people and its checklist."""
    law, state = opened.law, opened.state
    calendar = catalogue.calendar(law.office)
    pressed = pressing(law.standard, state, now, calendar)
    acting = work.may_act(actor, opened)
    step, brings = opened.step, bringing.may_bring(actor, opened)
    return {
        "section": "worklist",
        "file": opened,
        "status": status_words(state.status, state.owner),
        "channel": telling.CHANNEL.get(opened.channel, opened.channel),
        "remaining": "" if state.ended else str(pressed.said),
        "step_left": waiting.step_left(law, state, now, calendar),
        "late": pressed.late and not state.ended,
        "answers": list(telling.answers(opened)),
        "elsewhere": list(_elsewhere(opened)),
        "criteria": list(eligibility.criteria(opened)),
        "letters": list(_letters(actor, opened)),
        "issued": issued(actor, opened, now),
        "initialled": list(letters_of(opened)),
        "steps": list(_steps(opened)),
        "clock": clock_of(opened, now),
        "compensation": list(telling.owed_lines(opened)),
        **_history(actor, opened),
        "act": act_form(actor, opened, now) if acting else None,
        "booking": booking.booking_of(opened, now) if acting else None,
        "outage": next(iter(told(filter(None, [rechecking.outage_of(opened, now)]))), None),
        "by_hand": rechecking.by_hand(opened),
        "generic": step is not None and KINDS[step.kind].generic,
        "copied_to": step.system if acting and step is not None else "",
        "unlisted": _unlisted_form(opened) if acting and step is not None and step.kind == "check" else None,
        "reissue": ReissueForm(initial={"seen_seq": state.seq}) if work.may_reissue(actor, opened) else None,
        "brings": brings,
        "claims": brings and not state.priority and not opened.submission.applicant.nik,
        "with_applicant": state.status == WITH_APPLICANT,
        "appointment": steps.appointment(opened, now),
        **_originals(actor, opened),
        **messages.section(actor, opened),
        **_handings(actor, opened, now),
    }


def _history(actor: Actor, opened: FileView) -> dict[str, Any]:
    """What happened, first to last: the latest lines stand open on a screen, those before them fold out."""
    told = list(telling.told(opened, steps.recorded(actor, opened)))
    return {"earlier": told[:-LATEST], "history": told[-LATEST:]}


def _handings(actor: Actor, opened: FileView, now: datetime) -> dict[str, Any]:
    """How the file came here, who works on it, and the forms of whoever may give the work on or back."""
    answering = answer_form(actor, opened)
    told = told_handings(opened, delegating.shown(actor, opened.position, opened.history, now))
    given, giving = delegating.answers(opened.history), delegate_form(actor, opened, now)
    return {
        "handings": told,
        "answers_given": given,
        "delegating": giving,
        "answering": answering,
        "handing_box": bool(told or given or giving or answering),
        "does_not_act": answering is not None and not work.may_act(actor, opened),
    }


def _elsewhere(opened: FileView) -> Iterator[str]:
    """Who lives in the region of another office, and which one that is: to be looked at, never a ground by itself."""
    names, office = gazetteer(), opened.law.office
    if names is not None:
        in_need = opened.law.standard.person_in_need
        yield from (one.text for one in elsewhere(opened.submission, office.region_code, names, in_need=in_need))


def _unlisted_form(opened: FileView) -> UnlistedForm:
    return UnlistedForm(auto_id="unlisted_%s", initial={"seen_seq": opened.state.seq})


def _originals(actor: Actor, opened: FileView) -> dict[str, Any]:
    """The originals that lie here, and the forms of whoever takes them in and gives them back."""
    handles = custody.may_handle(actor, opened)
    initial = {"submission_id": new_submission_id(), "owner": opened.submission.applicant.name}
    taking = CustodyForm(opened.slots, initial=initial, auto_id="custody_%s")
    kept = [receipt for receipt in opened.custody if receipt.open]
    return {
        "custody": opened.custody,
        "kept": kept,
        "taking": taking if handles and not opened.state.ended else None,
        "shelf": bool(opened.custody) or handles,
        "remind": _remind(opened, kept),
    }


def _remind(opened: FileView, kept: Sequence[CustodyView]) -> bool:
    """Whether originals still lie here where the result is handed over, or where everything has ended."""
    handing = opened.step is not None and opened.step.kind == "deliver" and not opened.state.ended
    return bool(kept) and (handing or opened.state.ended)


def act_form(actor: Actor, opened: FileView, now: datetime, **kwargs: Any) -> ActForm:
    """The form that leaves the step the file is at."""
    step = opened.step
    assert step is not None  # noqa: S101  # a file that lies with somebody is at a step
    drafts = any(kinds.DRAFT_PRODUCT in KINDS[step.kind].way(outcome.code).effects for outcome in step.outcomes)
    makes_letter = step.product and opened.law.standard.product(step.product).kind == LETTER
    questions = letters.questions(actor, opened.id, step.product, now) if drafts and makes_letter else ()
    initial = {"seen_seq": opened.state.seq, "step": step.code}
    initial |= {f"incomplete{FINDINGS}{slot}": reason for slot, reason in checklist.reasons_to_repeat(opened).items()}
    if "data" not in kwargs:
        initial |= booking.first_values(opened, now)
    return ActForm(opened, step, opened.slots, questions, initial=initial, **kwargs)


def people(opened: FileView, *, unmasked: bool) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The persons of a file; identity numbers are masked unless they were asked for."""
    submission = opened.submission
    for role, person in (
        ("Pelapor" if _is_report(opened) else "Pemohon", submission.applicant),
        ("Penerima layanan", submission.beneficiary),
        ("Penerima kuasa", submission.proxy),
        ("Pengambil yang ditunjuk", submission.collector),
    ):
        if person is not None:
            lines = [(label, text) for label, text in _lines(person, unmasked=unmasked) if text]
            yield role, lines if person.name else [("Nama", NAMELESS.get(role, NOBODY)), *lines]


def _is_report(opened: FileView) -> bool:
    on = catalogue.local_date(opened.law.office, opened.received_at)
    return is_report(opened.law.standard, opened.submission, on)


def _lines(person: Person, *, unmasked: bool) -> Iterator[tuple[str, str]]:
    yield "Nama", person.name
    yield "NIK", person.nik if unmasked else mask_nik(person.nik)
    yield "Nomor KK", person.kk if unmasked else mask_nik(person.kk)
    yield "Tempat lahir", person.birth_place
    yield "Tanggal lahir", day_words(person.birth_date) if person.birth_date else ""
    yield "Jenis kelamin", telling.SEX.get(person.sex, "")
    yield "Alamat", person.address
    yield "Tempat tinggal", path_of(person.region)
    yield "Telepon", person.phone
    yield "Surel", person.email


def copies(opened: FileView) -> Iterator[tuple[str, str]]:
    """What has to be typed in another application, each to be copied by itself: the numbers as they are."""
    submission = opened.submission
    for role, person in (("", submission.beneficiary or submission.applicant), ("Pemohon: ", submission.applicant)):
        if role and submission.beneficiary is None:
            continue
        born = f"{person.birth_date:%d-%m-%Y}" if person.birth_date else ""
        for label, text in _lines(person, unmasked=True):
            if value := born if label == "Tanggal lahir" else text:
                yield f"{role}{label}", value
    yield from (pair for pair in telling.answers(opened) if pair[1] != "-")


def revoke_form(opened: FileView, product: str, **kwargs: Any) -> RevokeForm:
    """The form that takes this product back: with the reasons that its standard names."""
    known = opened.law.standard.product(product).revocation
    initial = {"seen_seq": opened.state.seq, "product": product}
    return RevokeForm(known.reasons if known else (), initial=initial, auto_id=f"revoke_{product}_%s", **kwargs)


def _letters(actor: Actor, opened: FileView, revoking: str = "", wrong: RevokeForm | None = None) -> Iterator[Letter]:
    """`wrong`: the form as it was sent, of the product `revoking`."""
    for product in opened.products:
        able = product.status in {"issued", "delivered"} and work.may_revoke(actor, opened, product.product)
        form = wrong if product.product == revoking else revoke_form(opened, product.product)
        yield Letter(
            product=product,
            state=telling.PRODUCT[product.status],
            signature=telling.SIGNATURE.get(product.signature, ""),
            revoke=form if able else None,
            countersigns=countersigning.may_see(actor, opened.law.standard, product),
        )


def _steps(opened: FileView) -> Iterator[StepShown]:
    done = {event.step for event in opened.history if event.kind == "acted"}
    for step in opened.law.standard.steps:
        here = step.code == opened.state.step
        yield StepShown(
            step=step,
            posts=telling.post_names(opened.law.office, "+".join(step.posts), ALL_OF if step.joint else ANY_OF),
            here=here,
            done=step.code in done and not here,
            generic=KINDS[step.kind].generic,
        )
