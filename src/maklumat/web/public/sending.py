"""Looking over a draft, sending it once, and the receipt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maklumat.core.eligibility import judge
from maklumat.core.identity import mask_nik
from maklumat.core.intake import Problem
from maklumat.records.ledger.queries import proofs
from maklumat.records.work.submit import receipt_of, submit
from maklumat.web.public.applying import stages
from maklumat.web.public.grants import FOLLOWED, Draft, forget_draft, grant_sent, own_draft
from maklumat.web.public.pages import NOTICE_VERSION
from maklumat.web.public.telling import lacking
from maklumat.web.public.timesheet import clock_of
from maklumat.web.shared.forms import Form
from maklumat.web.shared.intake import places
from maklumat.web.shared.receipts import receipt_paper
from maklumat.web.shared.spoken import followed
from maklumat.web.shared.told import offered
from maklumat.web.shared.whereabouts import path_of
from maklumat.web.shared.wording import in_indonesian, marked

PAGES: Final = {
    "applicant": "draft_person",
    "beneficiary": "draft_beneficiary",
    "proxy": "draft_proxy",
    "collector": "draft_collector",
    "answers": "draft_answers",
    "requirements": "draft_papers",
}


CONSENT: Final = "consent_missing"


class ConsentForm(Form):
    """The notice was read. Its version is recorded with the application."""

    consent = forms.BooleanField(
        label=gettext_lazy("Saya sudah membaca pemberitahuan data pribadi, dan data ini benar."),
        error_messages={"required": gettext_lazy("Centang kotak ini bila Anda setuju, lalu kirim lagi.")},
    )


@dataclass(frozen=True, slots=True)
class Line:
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Told:
    """A problem with the page where it is mended."""

    text: str
    address: str


@own_draft
@require_http_methods(["GET", "HEAD"])
def review(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Everything on one page, with what is still wrong."""
    if draft.submitted:
        return redirect("public:receipt", draft=draft.id)
    form = ConsentForm({}) if CONSENT in request.session else ConsentForm()
    request.session.pop(CONSENT, None)
    return _review(request, draft, form)


@own_draft
@require_POST
def send(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Receive the application. Sent twice, it is received once, and both see the same receipt."""
    if not draft.submitted:
        agreed = ConsentForm(request.POST).is_valid()
        if not agreed:
            request.session[CONSENT] = True
        if not agreed or draft.stopping:
            return redirect("public:draft_review", draft=draft.id)
        submit(draft.id, submission=draft.filled.submission, notice_version=NOTICE_VERSION, moment=timezone.now())
    grant_sent(request, draft.id)
    response = redirect("public:receipt", draft=draft.id)
    forget_draft(response)
    return response


@own_draft
@require_safe
def receipt(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Code, secret, what is due and why. Printable; the QR holds the permanent address, never the secret."""
    given = receipt_of(draft.id)
    file = followed(draft.id)
    missing = lacking(file)
    values = {
        "section": "services",
        "receipt": given,
        "file": file,
        "office": file.law.office,
        "paper": receipt_paper(request, given, file, lacking=missing),
        "lacking": missing,
        "notice_version": file.notice_version,
        "opened": request.session.get(FOLLOWED) == str(draft.id),
        "proof": proofs(draft.id)[0],
        "clock": clock_of(file, timezone.now()),
    }
    return render(request, "public/receipt.html", values)


def _review(request: HttpRequest, draft: Draft, form: ConsentForm) -> HttpResponse:
    filled = draft.filled
    stopping = draft.stopping
    values = {
        "section": "services",
        "draft": draft,
        "form": form,
        "stages": stages(draft, "draft_review"),
        "people": list(_people(draft)),
        "answers": list(_answers(draft)),
        "places": places(filled.slots, filled.submission, filled.papers, {}),
        "stopping": [_told(draft, problem) for problem in stopping],
        "warnings": [_told(draft, problem) for problem in filled.problems if problem not in stopping],
        "unmet": list(_unmet(draft)),
        "notice_version": NOTICE_VERSION,
    }
    return render(request, "public/draft_review.html", values)


def _unmet(draft: Draft) -> Iterator[str]:
    """The criteria that the answers do not meet, in the standard's words; sending stays open, a post decides."""
    standard, filled = draft.law.standard, draft.filled
    facts = filled.submission.facts
    judgement = judge(standard.eligibility, facts, filled.on, filled.on, person_in_need=standard.person_in_need)
    if judgement.proposes_refusal:
        yield from (result.sentence for result in judgement.grounds)


def _told(draft: Draft, problem: Problem) -> Told:
    place, _dot, name = problem.field.partition(".")
    page = PAGES.get(place, "draft_person")
    anchor = f"#tempat-{name}" if place == "requirements" else f"#id_{name}"
    return Told(marked(problem.message), reverse(f"public:{page}", args=[draft.id]) + anchor)


def _people(draft: Draft) -> Iterator[tuple[str, list[Line], str]]:
    """The persons as they were understood, each with the page where that is changed; numbers are masked, since others
    may look on."""
    submission = draft.filled.submission
    for title, role in (
        (_("Pemohon"), "applicant"),
        (_("Penerima layanan"), "beneficiary"),
        (_("Penerima kuasa"), "proxy"),
        (_("Pengambil hasil"), "collector"),
    ):
        person = getattr(submission, role)
        if person is not None:
            lines = [
                Line(_("Nama"), person.name),
                Line(_("NIK"), mask_nik(person.nik)),
                Line(_("Alamat"), person.address),
                Line(_("Tempat tinggal"), path_of(person.region)),
                Line(_("Telepon"), person.phone),
                Line(_("Surel"), person.email),
                Line(_("Kabar"), dict(offered()).get(person.told_by, "")),
            ]
            told = [line for line in lines if line.text] or [Line(_("Nama"), _("tidak disebut"))]
            yield title, told, reverse(f"public:{PAGES[role]}", args=[draft.id])


def _answers(draft: Draft) -> Iterator[Line]:
    typed = draft.content.get("answers", {})
    for question in draft.law.standard.intake:
        words = {choice.code: in_indonesian(choice.text) for choice in question.choices}
        words |= {"ya": _("Ya"), "tidak": _("Tidak")}
        text = typed.get(question.code, "")
        yield Line(question.label, words.get(text, text) if question.kind in {"choice", "yes_no"} else text)
