"""What the office still owes for its broken promises: the list, and each letter until it is in somebody's hands."""

from __future__ import annotations

from datetime import date
from typing import Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from maklumat.core.compensation.wording import moment_words
from maklumat.core.errors import NotVisible, Refusal
from maklumat.core.letter.faults import LetterFault
from maklumat.core.terbilang.dates import long_date
from maklumat.ports.scans import pdf_of
from maklumat.ports.uploads import kind_of
from maklumat.records.compensation.settling import HANDED, READ, SENT
from maklumat.records.people.access import Actor
from maklumat.records.people.queries import name_of
from maklumat.records.work import apologies, apology_content, owing, prioritising, signers
from maklumat.records.work import queries as work
from maklumat.records.work.owing import Opened
from maklumat.records.work.signers import Offer
from maklumat.web.desk import forms_certified as certified
from maklumat.web.desk.file import page
from maklumat.web.desk.forms_letter import file_field
from maklumat.web.desk.forms_proof import ProofForm
from maklumat.web.desk.telling import SIGNATURE, owed_words, post_names
from maklumat.web.shared.entering import CLERK, MEMBER, TEAM, officer, show
from maklumat.web.shared.errors import TooMany, say
from maklumat.web.shared.forms import DateField, Form
from maklumat.web.shared.uploading import received, shown

SECTION: Final = "compensation"
PDF: Final = "application/pdf"
SIGN, PRINT, SCAN, GIVE, DECLINE = "sign", "print", "scan", "give", "decline"
WAYS: Final = [
    (HANDED, "Diserahkan langsung kepada pemohon atau kuasanya"),
    (SENT, "Dikirim (pos, WhatsApp, atau surel)"),
    (READ, "Dibacakan lewat telepon; suratnya disimpan untuk diambil"),
]


class CauseForm(ProofForm):
    """Why it was late, and who signs; to print it, the cause alone."""

    cause = forms.CharField(
        label="Sebab keterlambatan",
        help_text="Kata-kata sehari-hari, tanpa nama orang. Tercetak pada surat.",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, offer: Offer, *, prints: bool, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fields["password"].required = not prints
        certified.add_fields(self, offer, needed=not prints)
        self.order_fields(["cause", *certified.FIELDS, "password"])


class ScanForm(ProofForm):
    """The letter that was signed by hand and stamped."""

    scan = file_field("Pindaian atau foto surat yang sudah ditandatangani dan dicap")
    signed_on = DateField(
        label="Ditandatangani pada tanggal",
        required=False,
        help_text="Kosong berarti hari ini. Kewenangan penanda tangannya dilihat pada tanggal itu.",
    )
    field_order = ("scan", "signed_on", "password")


class GiveForm(Form):
    """How it was given, and what shows it."""

    how = forms.ChoiceField(label="Bagaimana diberikan", choices=WAYS, widget=forms.RadioSelect)
    note = forms.CharField(
        label="Catatan",
        help_text="Siapa yang menerimanya. Wajib bila tidak ada foto atau pindaian bukti.",
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    proof = forms.FileField(label="Foto atau pindaian bukti", required=False)


class DeclineForm(Form):
    """Whoever is owed it does not want it."""

    reason = forms.CharField(label="Kata pemohon", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


@officer(MEMBER)
@require_safe
def compensation(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What is owed and not given yet, the most urgent first."""
    after = _after(request.GET.get("sesudah", ""))
    found = owing.tasks(actor, now=timezone.now(), after=after, limit=owing.PAGE + 1)
    lines = found[: owing.PAGE]
    later = f"{lines[-1].due_on.isoformat()}_{lines[-1].id}" if len(found) > owing.PAGE else ""
    values = {"section": SECTION, "lines": lines, "later": later, "first": after is None}
    return show(request, actor, "compensation.html", values)


def _after(mark: str) -> tuple[date, UUID] | None:
    """Where the page begins, as an address carries it: "2026-11-23_<id>"; from the beginning for none."""
    if not mark:
        return None
    day, _, identifier = mark.partition("_")
    try:
        return date.fromisoformat(day), UUID(identifier)
    except ValueError:
        raise NotVisible from None


@officer(TEAM)
@sensitive_post_parameters(*certified.SENSITIVE)
def entitlement(request: HttpRequest, actor: Actor, entitlement_id: UUID) -> HttpResponse:
    """One of them: write the cause, sign or print, and say how it was given."""
    found = owing.opened(actor, entitlement_id)
    deed = request.POST.get("deed", "") if request.method == "POST" else ""
    made = _forms(request, found, deed)
    try:
        answer = _answer(request, actor, found, deed, made)
    except TooMany:
        raise
    except (Refusal, LetterFault) as refusal:
        if deed not in made:
            raise
        made[deed].add_error(None, f"{say(refusal)} ({refusal.code})")
        answer = None
        if getattr(refusal, "unknown", False):
            certified.add_again(made[SIGN])
    return answer or _draw(request, actor, found, made, failed=bool(deed))


def _forms(request: HttpRequest, found: Opened, deed: str) -> dict[str, Form]:
    def posted(*deeds: str) -> Any:
        return request.POST if deed in deeds else None

    offer = signers.offered(found.row.office, found.row.id)
    cause = CauseForm(
        offer, prints=deed == PRINT, data=posted(SIGN, PRINT), initial={"cause": found.cause}, auto_id="sign_%s"
    )  # fmt: skip
    return {
        SIGN: cause,
        PRINT: cause,
        SCAN: ScanForm(data=posted(SCAN), files=request.FILES if deed == SCAN else None, auto_id="scan_%s"),
        GIVE: GiveForm(data=posted(GIVE), files=request.FILES if deed == GIVE else None, auto_id="give_%s"),
        DECLINE: DeclineForm(data=posted(DECLINE), auto_id="decline_%s"),
    }


def _answer(request: HttpRequest, actor: Actor, found: Opened, deed: str, made: dict[str, Form]) -> HttpResponse | None:
    """What the pressed button does; None when there is something to mend, or nothing was pressed."""
    form, now, own = made.get(deed), timezone.now(), found.row.id
    if isinstance(form, CauseForm) and deed == PRINT and form.is_valid():
        pdf = apologies.print_for_wet_signature(actor, own, cause=form.cleaned_data["cause"], moment=now)
        return shown(pdf, PDF, f"permintaan-maaf-{found.row.number}-{found.row.year}.pdf")
    if isinstance(form, CauseForm) and deed == SIGN and form.proven(request):
        secret = certified.secret_of(form)
        apologies.sign(actor, own, cause=form.cleaned_data["cause"], moment=now, proof=form.proof, secret=secret)
        messages.success(request, "Surat permintaan maaf sudah ditandatangani. Sekarang serahkan atau kirimkan.")
    elif isinstance(form, ScanForm) and form.proven(request):
        scan, on = pdf_of(received(request, "scan")), form.cleaned_data["signed_on"]
        apologies.take_in_scan(actor, own, scan=scan, moment=now, proof=form.proof, signed_on=on)
        messages.success(request, "Pindaian surat bertanda tangan basah sudah disimpan.")
    elif isinstance(form, GiveForm) and form.is_valid():
        proof = received(request, "proof").data if "proof" in request.FILES else b""
        done = form.cleaned_data
        owing.give(actor, own, how=done["how"], note=done["note"], proof=proof, moment=now)
        messages.success(request, "Tercatat: sudah diberikan.")
    elif isinstance(form, DeclineForm) and form.is_valid():
        owing.decline(actor, own, reason=form.cleaned_data["reason"], moment=now)
        messages.success(request, "Tercatat: pemohon melepas haknya.")
    else:
        return None
    return redirect("desk:entitlement", own)


def _draw(
    request: HttpRequest, actor: Actor, found: Opened, made: dict[str, Form], *, failed: bool
) -> HttpResponse:  # fmt: skip
    zone = found.law.office.time_zone
    values = {
        "section": SECTION,
        "found": found,
        "row": found.row,
        "status": owed_words(found.row.form, found.row.status),
        "how": dict(WAYS).get(found.row.how, ""),
        "signature": SIGNATURE.get(found.row.letter_mode, ""),
        "signed_by": _signed_by(found),
        **_signing(actor, found),
        "promises": [
            (said, due, done if done == apology_content.UNFINISHED else f"selesai {done}")
            for said, due, done in apology_content.promises_said(found.law, found.position, found.broken)
        ],
        "settled": moment_words(found.row.settled_at, zone) if found.row.settled_at else "",
        "settled_by": _settled_by(found),
        "sign": made[SIGN],
        "scan": made[SCAN],
        "give": made[GIVE],
        "decline": made[DECLINE],
        "bound": [form for form in {id(form): form for form in made.values()}.values() if form.is_bound],
    }
    return show(request, actor, "entitlement.html", values, status=422 if failed else 200)


def _signing(actor: Actor, found: Opened) -> dict[str, Any]:
    """For a letter that waits for its signature: as what this officer signs it, or why not, and whether they may print
    it for somebody else's hand."""
    if not found.to_sign:
        return {}
    found_as = apologies.signs_as(actor, found, timezone.now())
    if isinstance(found_as, str):
        return {"signs": True, "prints": True, "signer": found_as}
    why = "" if found_as.code == apologies.STRANGER else f"{say(found_as)} ({found_as.code})"
    return {"signs": False, "prints": apologies.may_carry(actor, found), "signer": found.head.name, "why": why}


def _signed_by(found: Opened) -> str:
    """Who signed it, as what, on which day; "" while nobody has."""
    row = found.row
    if row.letter_at is None:
        return ""
    parts = (name_of(row.letter_signer) if row.letter_signer else "", row.letter_signed_as or found.head.name)
    return ", ".join(filter(None, (*parts, long_date(row.letter_signed_on) if row.letter_signed_on else "")))


def _settled_by(found: Opened) -> str:
    """Who gave it, or noted that it was declined, and in which post."""
    row = found.row
    if row.settled_by is None:
        return ""
    return ", ".join(filter(None, (name_of(row.settled_by), post_names(found.law.office, row.settled_post))))


@officer(CLERK)
@require_POST
def claim(request: HttpRequest, actor: Actor, application_id: UUID) -> HttpResponse:
    """Somebody without a NIK shows the receipt of the file whose promise was broken: this one goes first."""
    opened = work.file_for(actor, application_id)
    try:
        prioritising.claim(actor, application_id, request.POST.get("code", "")[:20], moment=timezone.now())
    except TooMany:
        raise
    except Refusal as refusal:
        return page(request, actor, opened, {"claim_fault": f"{say(refusal)} ({refusal.code})"}, status=422)
    messages.success(request, "Berkas ini sekarang didahulukan.")
    return redirect("desk:file", application_id)


@officer(TEAM)
@require_safe
def letter(_: HttpRequest, actor: Actor, entitlement_id: UUID) -> HttpResponse:
    """The letter of apology: signed, or its draft."""
    return shown(apologies.letter(actor, entitlement_id, timezone.now()), PDF, "permintaan-maaf.pdf")


@officer(TEAM)
@require_safe
def proof(_: HttpRequest, actor: Actor, entitlement_id: UUID) -> HttpResponse:
    """What shows that it was given."""
    found = owing.proof_of(actor, entitlement_id)
    return shown(found, kind_of(found), "bukti")
