"""One's own account: the code after the password, setting up an authenticator app, recovery codes on paper."""

from __future__ import annotations

from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from maklumat.core.errors import Refusal
from maklumat.ports import authenticator
from maklumat.records.people import second_factor
from maklumat.records.people.actions import set_email
from maklumat.web.desk.forms_proof import CodeForm, EmailForm, EnrolForm, ProofForm, prove
from maklumat.web.desk.login import safe
from maklumat.web.shared.entering import (
    LOGGED_IN,
    declare,
    proven,
    remember_proof,
    since_when,
    stopped_at_the_door,
    user_id,
)
from maklumat.web.shared.errors import TooMany, say
from maklumat.web.shared.qr import qr_data

BEGUN: Final = "code_begun"
"""In the session: the sealed secret that is being set up."""
SEED: Final = "code_seed"
"""In the session: what the recovery codes follow from, until they are printed."""
ISSUER: Final = "Maklumat"
FEW: Final = 3
"""Fewer recovery codes than this and the page says that it is time for new ones."""


@declare(LOGGED_IN)
@sensitive_post_parameters("code", "recovery")
def code(request: HttpRequest) -> HttpResponse:
    """The second question at the door."""
    if not request.user.is_authenticated:
        return redirect("desk:login")
    back = request.POST.get("next") or request.GET.get("next", "")
    if proven(request):
        return redirect(safe(back))
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _opened(request, form):
        return redirect(safe(back))
    values = {"form": form, "next": back, "paper": bool(form.data.get("recovery"))}
    return render(request, "desk/code.html", values, status=422 if form.errors else 200)


def _opened(request: HttpRequest, form: CodeForm) -> bool:
    try:
        way = prove(request, form.typed())
    except TooMany:
        raise
    except Refusal as refusal:
        form.add_error("code" if form.cleaned_data["code"] else "recovery", f"{say(refusal)} ({refusal.code})")
        return False
    since = since_when(request)
    assert since is not None  # noqa: S101  # `prove` found their second factor
    remember_proof(request, since)
    if way == second_factor.RECOVERY:
        left = second_factor.recovery_codes_left(user_id(request))
        messages.warning(
            request,
            f"Kode cadangan itu tidak berlaku lagi; tersisa {left}. Ponsel hilang? Buka Akun, pasang yang baru.",
        )
    return True


@declare(LOGGED_IN)
@sensitive_post_parameters("code", "password")
def account(request: HttpRequest) -> HttpResponse:
    """What protects my account; set up an app, move it to another telephone, print new recovery codes."""
    stopped = stopped_at_the_door(request)
    if stopped is not None:
        return stopped
    deed = request.POST.get("deed", "") if request.method == "POST" else ""
    enrol = EnrolForm(request.POST if deed == "enrol" else None, auto_id="enrol_%s")
    renew = ProofForm(request.POST if deed == "renew" else None, auto_id="renew_%s")
    email = EmailForm(request.POST if deed == "email" else None, initial={"email": getattr(request.user, "email", "")})
    if deed == "email" and email.is_valid():
        set_email(user_id(request), email.cleaned_data["email"])
        messages.success(request, "Surel Anda tersimpan.")
        return redirect("desk:account")
    done = {"enrol": lambda: _enrolled(request, enrol), "renew": lambda: _renewed(request, renew)}.get(deed)
    if done is not None and done():
        return redirect("desk:recovery")
    return render(
        request, "desk/account.html", {**_values(request, enrol, renew), "email": email}, status=422 if deed else 200
    )


def _enrolled(request: HttpRequest, form: EnrolForm) -> bool:
    """The app is set up when its first code fits; a repeat of a request that succeeded finds it done."""
    begun = request.session.get(BEGUN)
    if begun is None:
        return SEED in request.session
    if not form.proven(request):
        return False
    try:
        since = second_factor.enrol(user_id(request), begun, form.cleaned_data["code"], timezone.now())
    except Refusal as refusal:
        form.add_error("code", f"{say(refusal)} ({refusal.code})")
        return False
    remember_proof(request, since)
    request.session[SEED] = request.session.pop(BEGUN)
    return True


def _renewed(request: HttpRequest, form: ProofForm) -> bool:
    if since_when(request) is None or not form.proven(request):
        return False
    seed = second_factor.begin(user_id(request))
    second_factor.renew_recovery_codes(user_id(request), seed)
    request.session[SEED] = seed
    return True


def _values(request: HttpRequest, enrol: EnrolForm, renew: ProofForm) -> dict[str, Any]:
    since = since_when(request)
    setting_up = since is None or enrol.is_bound or "pindah" in request.GET
    values: dict[str, Any] = {
        "since": since,
        "enrol": enrol if setting_up else None,
        "renew": renew,
    }
    left = second_factor.recovery_codes_left(user_id(request)) if since else 0
    needed = settings.SIGNERS_NEED_CODE
    values |= {
        "left": left,
        "few_left": left < FEW,
        "needed": needed,
        "may_leave": bool(since) or not needed,
        "of_own_will": not since and not needed,
    }
    if setting_up:
        begun = request.session.setdefault(BEGUN, second_factor.begin(user_id(request)))
        secret = second_factor.begun_secret(user_id(request), begun)
        values["letters"] = authenticator.typed_by_hand(secret)
        values["address"] = authenticator.address(secret, request.user.get_username(), ISSUER)
        values["qr"] = qr_data(values["address"])
    return values


@declare(LOGGED_IN)
def recovery(request: HttpRequest) -> HttpResponse:
    """The recovery codes, until the person says that they are printed or written down."""
    stopped = stopped_at_the_door(request)
    if stopped is not None:
        return stopped
    seed = request.session.get(SEED)
    if seed is None:
        return redirect("desk:account")
    if request.method == "POST":
        del request.session[SEED]
        messages.success(request, "Akun Anda dilindungi kode. Simpan kertas kode cadangan di tempat terkunci.")
        return redirect("desk:worklist")
    codes = second_factor.recovery_codes(user_id(request), seed)
    return render(request, "desk/recovery.html", {"codes": codes, "username": request.user.get_username()})
