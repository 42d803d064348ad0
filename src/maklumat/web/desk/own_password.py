"""One's own password: chosen in place of a one-time one, or of the present one after fresh proof."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import auth, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from maklumat.core.errors import Refusal
from maklumat.records.people import appointing
from maklumat.web.desk.forms_proof import ProofForm
from maklumat.web.shared.entering import LOGGED_IN, declare, pending, stopped_at_the_door
from maklumat.web.shared.errors import say


class OwnPasswordForm(ProofForm):
    """The new password twice; fresh proof before it unless the present one was only lent."""

    fresh = forms.CharField(
        label="Kata sandi baru",
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="Ketik sekali lagi",
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *, lent: bool, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if lent:
            del self.fields["password"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("fresh") and cleaned.get("again") and cleaned["fresh"] != cleaned["again"]:
            self.add_error("again", "Kedua kata sandi tidak sama.")
        return cleaned


@declare(LOGGED_IN)
@sensitive_post_parameters("password", "fresh", "again")
def own_password(request: HttpRequest) -> HttpResponse:
    """Choose a password. Other sessions of this person end; this one goes on."""
    stopped = stopped_at_the_door(request)
    if stopped is not None:
        return stopped
    lent = pending(request)
    form = OwnPasswordForm(lent=lent, data=request.POST or None, auto_id="own_%s")
    proven = form.is_valid() if lent else request.method == "POST" and form.proven(request)
    if request.method == "POST" and proven and _chosen(request, form):
        messages.success(request, "Kata sandi baru tersimpan.")
        return redirect("desk:worklist")
    values = {"form": form, "needed": lent}
    return render(request, "desk/own_password.html", values, status=422 if form.errors else 200)


def _chosen(request: HttpRequest, form: OwnPasswordForm) -> bool:
    assert request.user.is_authenticated  # noqa: S101  # the door has checked
    try:
        appointing.choose_password(request.user.pk, form.cleaned_data["fresh"])
    except Refusal as refusal:
        form.add_error("fresh", f"{say(refusal)} ({refusal.code})")
        return False
    request.user.refresh_from_db()
    auth.update_session_auth_hash(request, request.user)
    return True
