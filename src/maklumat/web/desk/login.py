"""Coming to work and leaving: login, logout, and the office for people with posts in several."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import auth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from maklumat.core.errors import NotVisible
from maklumat.web.shared.entering import EVERYBODY, LOGGED_IN, OFFICE, declare, offices_now, stopped_at_the_door
from maklumat.web.shared.forms import Form
from maklumat.web.shared.limits import give_back, limited


class LoginForm(Form):
    username = forms.CharField(
        label="Nama pengguna", max_length=150, widget=forms.TextInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        label="Kata sandi",
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


@declare(EVERYBODY)
@sensitive_post_parameters("password")
@limited("login")
def login(request: HttpRequest) -> HttpResponse:
    """Who are you? A wrong name and a wrong password are answered alike. The door asks for a code afterwards."""
    form = LoginForm(request.POST or None)
    back = request.POST.get("next") or request.GET.get("next", "")
    if request.method == "POST" and form.is_valid():
        user = auth.authenticate(request, **form.cleaned_data)
        if user is not None:
            auth.login(request, user)
            give_back(request, "login")  # a whole office comes to work behind one address
            return redirect(safe(back))
        form.add_error(None, "Nama pengguna atau kata sandi tidak cocok. Periksa huruf besar dan kecilnya.")
    values: dict[str, Any] = {"form": form, "next": back}
    return render(request, "desk/login.html", values, status=422 if form.errors else 200)


@declare(EVERYBODY)
@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    """The session ends here and in the store."""
    auth.logout(request)
    return redirect("desk:login")


@declare(LOGGED_IN)
def offices(request: HttpRequest) -> HttpResponse:
    """Choose the office to work in, among those where one holds a post today."""
    stopped = stopped_at_the_door(request)
    if stopped is not None:
        return stopped
    found = offices_now(request, timezone.now())
    if request.method == "POST":
        code = request.POST.get("office", "")
        if code not in {office.code for office in found}:
            raise NotVisible
        request.session[OFFICE] = code
        return redirect("desk:worklist")
    return render(request, "desk/offices.html", {"offices": found, "chosen": request.session.get(OFFICE)})


def safe(back: str) -> str:
    """Where to go after coming in: an address of ours, else the worklist."""
    return back if back and url_has_allowed_host_and_scheme(back, allowed_hosts=None) else "desk:worklist"
