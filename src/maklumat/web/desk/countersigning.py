"""Letters that went out with a signature by hand: the list of those that still get their electronic one, and each."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from maklumat.core.errors import Refusal
from maklumat.records.people.access import Actor
from maklumat.records.work import countersigning, signers
from maklumat.records.work.countersigning import Opened
from maklumat.records.work.signers import Offer
from maklumat.web.desk import forms_certified as certified
from maklumat.web.desk.forms_proof import ProofForm
from maklumat.web.desk.outages_told import told
from maklumat.web.desk.telling import SIGNATURE
from maklumat.web.shared.entering import MEMBER, SIGNER, officer, show
from maklumat.web.shared.errors import TooMany, say
from maklumat.web.shared.uploading import shown

SECTION: Final = "worklist"


class CountersignForm(ProofForm):
    """Fresh proof of who signs, with what BSrE asks where the office signs so."""

    def __init__(self, offer: Offer, **kwargs: object) -> None:
        super().__init__(**kwargs)
        certified.add_fields(self, offer, needed=True)
        self.order_fields([*certified.FIELDS, "password"])


@officer(MEMBER)
@require_safe
def countersignatures(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What waits for my electronic signature, the oldest first."""
    lines = countersigning.due(actor)
    values = {"section": SECTION, "lines": lines, "full": len(lines) == countersigning.PAGE}
    return show(request, actor, "countersignatures.html", values)


@officer(SIGNER)
@sensitive_post_parameters(*certified.SENSITIVE)
@require_http_methods(["GET", "HEAD", "POST"])
def countersign(request: HttpRequest, actor: Actor, product_id: UUID) -> HttpResponse:
    """One of them: read the scan, prove who you are, sign."""
    found, now = countersigning.opened(actor, product_id, timezone.now()), timezone.now()
    offer = signers.offered(actor.office, product_id)
    form = CountersignForm(offer, data=request.POST if request.method == "POST" else None, auto_id="sign_%s")
    try:
        if form.is_bound and form.proven(request):
            secret = certified.secret_of(form)
            countersigning.countersign(actor, product_id, moment=now, proof=form.proof, secret=secret)
            messages.success(request, f"Tanda tangan elektronik surat {found.row.product.number} sudah disusulkan.")
            return redirect("desk:countersignatures")
    except TooMany:
        raise
    except Refusal as refusal:
        form.add_error(None, f"{say(refusal)} ({refusal.code})")
        if getattr(refusal, "unknown", False):
            certified.add_again(form)
    return _draw(request, actor, found, offer, form)


def _draw(request: HttpRequest, actor: Actor, found: Opened, offer: Offer, form: CountersignForm) -> HttpResponse:
    outage = signers.outage(actor.office, timezone.now()) if offer.certified else None
    values = {
        "section": SECTION,
        "found": found,
        "letter": found.row.product,
        "done": SIGNATURE.get(found.row.mode, ""),
        "refused": f"{say(found.refused)} ({found.refused.code})" if found.refused else "",
        "form": form,
        "certified": offer.certified,
        "unanswered_at": offer.unanswered_at,
        "outage": next(iter(told(filter(None, [outage]))), None),
    }
    return show(request, actor, "countersign.html", values, status=422 if form.is_bound else 200)


@officer(SIGNER)
@require_safe
def scan(_: HttpRequest, actor: Actor, product_id: UUID) -> HttpResponse:
    """The letter as it was signed by hand."""
    return shown(countersigning.scan_of(actor, product_id, timezone.now()), "application/pdf", "pindaian.pdf")
