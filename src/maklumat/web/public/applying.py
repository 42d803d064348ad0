"""Writing an application: who takes part, and the questions of the standard. Every page is kept as it was typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from maklumat.records.applications import actions as applications
from maklumat.records.applications import queries as application_queries
from maklumat.records.catalogue import queries as catalogue
from maklumat.web.public.grants import (
    COLLECTOR,
    OTHER,
    PROXY,
    SELF,
    Draft,
    grant_draft,
    own_draft,
    remember_draft,
)
from maklumat.web.shared.forms import Form, RawChoicesField, expected, intake_form, tell, typed, with_texts
from maklumat.web.shared.intake import SELDOM, PersonForm, ToldForm, applicant_form, eased, person_line
from maklumat.web.shared.limits import limited
from maklumat.web.shared.told import phone_use_field, told_by_field
from maklumat.web.shared.whereabouts import chosen, path_of


@dataclass(frozen=True, slots=True)
class Stage:
    """One entry of the progress line."""

    name: str
    address: str
    here: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the draft's content, the title of its page, and the entry of the progress line it belongs to."""

    name: str
    title: object
    stage: str


class ApplicantForm(ToldForm):
    """The applicant, for whom the service is, and who else takes part."""

    folded = SELDOM
    told_by = told_by_field(_("Memilih surel? Isi alamatnya di Data lain."))

    for_whom = expected(
        forms.CharField(
            label=_("Layanan ini untuk siapa?"),
            required=False,
            widget=forms.RadioSelect(
                choices=[
                    (SELF, _("Untuk pemohon sendiri")),
                    (OTHER, _("Untuk orang lain, misalnya anak atau orang tua pemohon")),
                ]
            ),
        ),
        yes=True,
    )
    also = expected(
        RawChoicesField(
            label=_("Ada orang lain yang membantu?"),
            help_text=_("Centang bila ya. Datanya diisi di halaman berikut."),
            choices=[
                (PROXY, _("Saya mewakili pemohon, dengan surat kuasa")),
                (COLLECTOR, _("Hasilnya nanti diambil orang lain")),
            ],
        ),
        yes=False,
    )
    field_order = (
        "name", "nik", "kk", "birth_place", "birth_date", "sex", "address", "region",
        "for_whom", "also", "phone", "email", "told_by", "phone_use",
    )  # fmt: skip


class OtherForm(PersonForm):
    """Somebody besides the applicant: only what tells who they are is asked at once."""

    folded: ClassVar[tuple[str, ...]] = ("kk", "region", *SELDOM)


class ProxyForm(OtherForm):
    """Who acts for the applicant, and may be told as well."""

    told_by = told_by_field(_("Memilih surel? Isi alamatnya di Data lain."))
    phone_use = phone_use_field()


class BeneficiaryForm(OtherForm):
    """Whom the service is for; a child may have no NIK yet."""

    nik = person_line(
        _("NIK"),
        _("16 angka di KTP atau KK. Belum punya NIK? Kosongkan."),
        inputmode="numeric", autocomplete="off", spellcheck="false",
    )  # fmt: skip


class UnknownForm(BeneficiaryForm):
    """Somebody in need, whose name nobody may know."""

    name = person_line(_("Nama lengkap"), _("Tidak tahu namanya? Kosongkan."), autocomplete="off")


class CollectorForm(BeneficiaryForm):
    """Who comes for the result: a name is enough."""

    folded = ()
    kk = birth_place = birth_date = sex = address = region = email = None  # type: ignore[assignment]


TOLD: Final = frozenset({"applicant", "proxy"})


@limited("draft")
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, office: str, service: str) -> HttpResponse:
    """Begin a draft, bound to this session. Opened by address alone it leads to the service's page."""
    if request.method != "POST":
        return redirect("public:service", office=office, service=service)
    now = timezone.now()
    catalogue.in_force(office, service, now)
    draft_id = applications.start_draft(office, service, moment=now)
    grant_draft(request, draft_id)
    response = redirect("public:draft_person", draft=draft_id)
    remember_draft(response, draft_id)
    return response


@own_draft
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, draft: Draft) -> HttpResponse:
    """The applicant."""
    form_class = applicant_form(draft.law.standard, ApplicantForm)
    return _part(request, draft, form_class, Part("applicant", _("Pemohon"), "draft_person"))


ROLES: Final = {
    "penerima": ("beneficiary", _("Penerima layanan")),
    "kuasa": ("proxy", _("Penerima kuasa")),
    "pengambil": ("collector", _("Pengambil hasil")),
}
LEADS: Final = {
    "applicant": _("Orang yang meminta layanan ini. Anda mewakili orang lain? Tulis data orang yang Anda wakili."),
    "reporter": _("Orang yang melapor. Anda minta pertolongan untuk diri sendiri? Tulis data Anda sendiri."),
    "beneficiary": _("Orang yang memerlukan layanan ini."),
    "proxy": _("Orang yang mewakili pemohon. Surat kuasanya dilampirkan di halaman Berkas."),
    "collector": _("Orang yang akan datang mengambil hasilnya. Ia membawa KTP. Nama saja sudah cukup."),
}


@own_draft
@require_http_methods(["GET", "HEAD", "POST"])
def other_person(request: HttpRequest, draft: Draft, role: str) -> HttpResponse:
    """The beneficiary, the proxy or the collector, where that is not the applicant."""
    name, title = ROLES[role]
    return _part(request, draft, _form_of(name, draft), Part(name, title, "draft_person"))


def _form_of(role: str, draft: Draft) -> type[Form]:
    if role == "beneficiary":
        in_need = draft.law.standard.person_in_need
        return eased(UnknownForm, nameless=False, in_need=True) if in_need else BeneficiaryForm
    return CollectorForm if role == "collector" else ProxyForm


@own_draft
@require_http_methods(["GET", "HEAD", "POST"])
def answers(request: HttpRequest, draft: Draft) -> HttpResponse:
    """The questions of the standard."""
    form_class = intake_form(draft.law.standard.intake)
    return _part(request, draft, form_class, Part("answers", _("Pertanyaan"), "draft_answers"))


def _part(request: HttpRequest, draft: Draft, form_class: type[Form], part: Part) -> HttpResponse:
    """One part of the draft. What is sent is kept, right or wrong; the page then tells what is wrong with it.

    Right or wrong, a POST ends in a redirect: going back, reloading and a lost session never ask to send again.
    """
    if draft.submitted:
        return redirect("public:receipt", draft=draft.id)
    if request.method == "POST":
        texts = typed(form_class(request.POST))
        if part.name in TOLD:  # what they are told is told in the language they wrote in
            texts["language"] = get_language() or ""
        applications.save_draft(draft.id, part.name, texts, moment=timezone.now())
        kept = Draft(application_queries.draft(draft.id))
        wrong = tell(with_texts(form_class, texts), part.name, kept.filled.about(part.name))
        return redirect(request.path if wrong else _after(kept, part))
    if part.name in draft.content:
        form = with_texts(form_class, draft.content[part.name])
        tell(form, part.name, draft.filled.about(part.name))
    else:
        form = form_class(initial=_first(request, draft, part.name))
    values = {"section": "services", "draft": draft, "form": form, "page_title": part.title}
    values |= {"lead": _lead(draft, part.name), **_folded(form, draft.content.get(part.name, {}))}
    return render(request, "public/draft_form.html", {**values, "stages": stages(draft, part.stage)})


def _first(request: HttpRequest, draft: Draft, part: str) -> dict[str, str]:
    """What a page that was never sent begins with: a family mostly lives in one place. The place that was chosen is
    where somebody lives, but in need it is where they are."""
    if draft.law.standard.person_in_need:
        return {"for_whom": SELF}
    if part == "beneficiary":
        applicant = draft.content.get("applicant", {})
        return {name: applicant.get(name, "") for name in ("address", "region")}
    place = chosen(request)
    return {"for_whom": SELF, "region": path_of(place.code) if place else ""}


def _lead(draft: Draft, part: str) -> object:
    reports = part == "applicant" and draft.law.standard.reporter is not None
    return LEADS.get("reporter" if reports else part, "")


def _folded(form: Form, kept: Mapping[str, str]) -> dict[str, object]:
    """`asked`: the fields that stand open; `seldom`: those behind a line, `unfolded` when one has something in it."""
    names = getattr(form, "folded", ())
    seldom = [bound for bound in form if bound.name in names]
    told = any(bound.errors or kept.get(bound.name) for bound in seldom)
    return {"asked": [bound for bound in form if bound.name not in names], "seldom": seldom, "unfolded": told}


def _after(draft: Draft, part: Part) -> str:
    """Where a part that is right leads on to: everybody who takes part, then the questions, then the papers."""
    parts = ["applicant", *draft.roles, *(["answers"] if draft.law.standard.intake else []), "papers"]
    following = parts[parts.index(part.name) + 1] if part.name in parts else parts[1]
    return reverse(f"public:draft_{following}", args=[draft.id])


def stages(draft: Draft, here: str) -> list[Stage]:
    """The progress line; a standard without questions has no page for them."""
    names = [
        ("draft_person", _("Pemohon")),
        *([("draft_answers", _("Pertanyaan"))] if draft.law.standard.intake else []),
        ("draft_papers", _("Berkas")),
        ("draft_review", _("Periksa dan kirim")),
    ]
    return [Stage(str(name), reverse(f"public:{page}", args=[draft.id]), page == here) for page, name in names]
