"""Papers of an earlier application used again, each with its owner's consent.

Nothing is offered to anybody who has not told code and secret of that application in this session, and only for the
same person: the applicant's NIK is the same in both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.http import require_http_methods

from maklumat.core.errors import NotVisible, Refusal
from maklumat.core.identity import Person
from maklumat.core.intake import Held, Slot, document_of, offers
from maklumat.ports.sealing import tidy_secret
from maklumat.records.applications import actions as applications
from maklumat.records.applications.reusing import reuse
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.work.queries import FileView, unlock
from maklumat.web.public.grants import (
    FOLLOWED,
    SELF,
    Draft,
    grant_draft,
    grant_file,
    own_draft,
    own_file,
    remember_draft,
)
from maklumat.web.shared.forms import Form, attempt
from maklumat.web.shared.intake import slot_key
from maklumat.web.shared.limits import forgive, limited, spend
from maklumat.web.shared.spoken import all_spoken, followed


@dataclass(frozen=True, slots=True)
class OfferView:
    """One earlier paper as shown at a place: `key` names it in the form, `days` is its age, `text` what it was."""

    key: str
    text: str
    service: str
    since: date
    days: int
    alternative: str


class EarlierForm(Form):
    """Code and secret of an earlier receipt."""

    code = forms.CharField(label=gettext_lazy("Kode permohonan yang dulu"), max_length=40)
    secret = forms.CharField(label=gettext_lazy("Kata kunci yang dulu"), max_length=40)


def earlier_of(request: HttpRequest, draft: Draft) -> FileView | None:
    """The file this session follows, when its papers may be used for the draft: same office, same applicant."""
    known = request.session.get(FOLLOWED)
    if known is None or known == str(draft.id):
        return None
    file = followed(UUID(known))
    same_person = file.submission.applicant.nik == draft.filled.submission.applicant.nik != ""
    return file if same_person and file.law.office.code == draft.law.office.code else None


def offered(draft: Draft, earlier: FileView) -> dict[str, list[OfferView]]:
    """The earlier papers that fit, by the key of the place."""
    held, on = tuple(_held(earlier)), draft.filled.on
    return {
        slot.key: [_view(earlier, one.held, one.alternative, on) for one in offers(slot, held, on)]
        for slot in draft.filled.slots
    }


def _held(file: FileView) -> Iterator[Held]:
    """The papers of a file, pages together, each with its kind and the day the office first had it."""
    claims = {claim.slot: claim.alternative for claim in file.submission.requirement_claims}
    for slot in file.slots:
        pages = [one for one in file.papers if slot_key(one.requirement, one.person) == slot.key]
        if pages:
            first = min(one.first_attached_at or one.attached_at for one in pages)
            document = document_of(slot.requirement, claims.get(slot.key, ""))
            yield Held(slot.key, document, slot.person, catalogue.local_date(file.law.office, first))


def _view(file: FileView, held: Held, alternative: str, on: date) -> OfferView:
    requirement = next(slot.requirement for slot in file.slots if slot.key == held.key)
    named = {one.document: one.text for one in requirement.one_of}
    text = named.get(held.document, requirement.text)
    return OfferView(held.key, text, file.law.standard.name, held.since, (on - held.since).days, alternative)


def use_again(request: HttpRequest, draft: Draft, slot: Slot) -> str:
    """Lay the chosen earlier paper at this place; which alternative it is. Refusal LCK-003 without consent."""
    earlier = earlier_of(request, draft)
    if earlier is None:
        raise NotVisible
    key = request.POST.get("lama", "")
    offer = next((one for one in offered(draft, earlier)[slot.key] if one.key == key), None)
    if offer is None:
        raise NotVisible
    if request.POST.get("setuju") != "on":
        raise Refusal("LCK-003", gettext_noop("Centang dahulu bahwa Anda setuju berkas itu dipakai lagi."))
    pages = [one.id for one in earlier.papers if slot_key(one.requirement, one.person) == key]
    reuse(draft.id, earlier.id, pages, slot.requirement.code, moment=timezone.now(), person=slot.person)
    return offer.alternative


@limited("follow")
@own_draft
@require_http_methods(["GET", "HEAD", "POST"])
def earlier_receipt(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Tell code and secret of an earlier application, so that its papers are offered for this draft."""
    if draft.submitted:
        return redirect("public:receipt", draft=draft.id)
    form = EarlierForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        typed = form.cleaned_data
        subject = tidy_secret(typed["code"])  # the same code written in another way is no other code
        spend(request, "follow_code", subject)
        application_id = attempt(form, lambda: unlock(typed["code"], typed["secret"]))
        if application_id is not None:
            forgive(request, "follow_code", subject)
            grant_file(request, application_id)
            if earlier_of(request, draft) is None:
                text = _("Berkas permohonan itu tidak dapat dipakai di sini: pemohonnya bukan orang yang sama.")
                messages.info(request, text)
            return redirect("public:draft_papers", draft=draft.id)
    values = {"section": "services", "draft": draft, "form": form}
    return render(request, "public/earlier.html", values, status=422 if form.is_bound else 200)


@limited("draft")
@own_file
@require_http_methods(["GET", "HEAD", "POST"])
def again(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Apply for another service with what is known already; the papers are offered one by one."""
    file, now = followed(application_id), timezone.now()
    services = all_spoken(catalogue.services(file.law.office.code, now))
    if request.method != "POST":
        values = {"section": "follow", "file": file, "office": file.law.office, "services": services}
        return render(request, "public/again.html", values)
    service = request.POST.get("layanan", "")
    law = catalogue.in_force(file.law.office.code, service, now)
    content = {"applicant": {**_as_typed(file.submission.applicant), "for_whom": SELF}}
    draft_id = applications.start_draft(law.office.code, law.standard.code, moment=now, content=content)
    grant_draft(request, draft_id)
    response = redirect("public:draft_person", draft=draft_id)
    remember_draft(response, draft_id)
    return response


def _as_typed(person: Person) -> dict[str, str]:
    """A person as the form would have kept it."""
    texts = {name: getattr(person, name) for name in ("name", "nik", "kk", "address", "phone", "email")}
    if person.birth_date:
        day = person.birth_date
        texts["birth_date"] = f"{day.day}-{day.month}-{day.year}"
    texts["sex"] = {"male": "laki-laki", "female": "perempuan"}.get(person.sex, "")
    return {name: text for name, text in texts.items() if text}
