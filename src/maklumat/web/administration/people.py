"""The people of the office: who has an account and which posts, opened, given, ended and closed here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from maklumat.core.errors import NotVisible
from maklumat.core.standard.model import Office
from maklumat.records.people import appointing, staff
from maklumat.records.people.access import ADMINISTRATOR as ADMINISTERS
from maklumat.records.people.access import OUTSIDER, Actor
from maklumat.records.people.staff import Held, Person
from maklumat.web.administration.home import ROOM
from maklumat.web.shared.entering import ADMINISTRATOR, here, officer, show, today
from maklumat.web.shared.forms import DateField, Form, attempt

ADMINISTRATOR_WORDS: Final = "Administrator kantor"
OUTSIDER_WORDS: Final = "Tanpa jabatan: orang luar kantor yang akan menjadi Plt."


def post_choices(office: Office, on: date, *, administrator: bool = True) -> list[tuple[str, str]]:
    """The present posts of the office to choose from."""
    found = [(post.code, post.name) for post in office.posts if office.present(post.code, on) == post.code]
    return [("", "Pilih"), *found, *([(ADMINISTERS, ADMINISTRATOR_WORDS)] if administrator else [])]


def post_name(office: Office, code: str) -> str:
    """The name of a post, or of the administration."""
    others = {OUTSIDER: OUTSIDER_WORDS, **dict(post_choices(office, date.max)[1:])}
    return others.get(code) or next((post.name for post in office.posts if post.code == code), code)


class OpenForm(Form):
    """A new account with its first post."""

    full_name = forms.CharField(label="Nama lengkap", max_length=120)
    username = forms.CharField(
        label="Nama pengguna",
        help_text="Huruf kecil, angka, titik, atau tanda hubung. Dipakai untuk masuk.",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    post = forms.ChoiceField(label="Jabatan")
    from_on = DateField(label="Mulai tanggal")

    def __init__(self, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(auto_id="open_%s", **kwargs)
        choose(self, "post", choices)


class AppointForm(Form):
    """One post more for somebody."""

    post = forms.ChoiceField(label="Jabatan")
    from_on = DateField(label="Mulai tanggal")
    until_on = DateField(label="Sampai tanggal", help_text="Kosong berarti sampai diakhiri.", required=False)

    def __init__(self, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(auto_id="give_%s", **kwargs)
        choose(self, "post", choices)


class EndForm(Form):
    """The last day in a post."""

    membership = forms.IntegerField(widget=forms.HiddenInput)
    until_on = DateField(label="Hari terakhir dalam jabatan ini")


class CloseForm(Form):
    """Somebody leaves the office."""

    reason = forms.CharField(label="Alasan akun ditutup", help_text="Misalnya: pindah tugas, pensiun.", max_length=300)


class CertificateForm(Form):
    """Under which name somebody's BSrE certificate is."""

    name = forms.CharField(
        label="Nama pada sertifikat BSrE",
        help_text="Hanya bila lain dari nama di sini. Gelar dan huruf besar tidak berpengaruh. Kosong berarti sama.",
        max_length=120,
        required=False,
    )


def choose(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    """Fill a choice of the form."""
    found = form.fields[name]
    assert isinstance(found, forms.ChoiceField)  # noqa: S101  # declared as one
    found.choices = choices


@dataclass(frozen=True, slots=True)
class Line:
    """A person with the posts of today in words."""

    person: Person
    posts: tuple[str, ...]


@officer(ADMINISTRATOR)
@sensitive_variables("password")
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Everybody of the office; a new account."""
    office, now = here(request), timezone.now()
    on = today(office, now)
    form = OpenForm(
        [*post_choices(office, on), (OUTSIDER, OUTSIDER_WORDS)], data=request.POST or None, initial={"from_on": on}
    )
    if request.method == "POST":
        staff.needs(actor)
        if form.is_valid():
            opened = attempt(form, lambda: appointing.open_person(actor, office, **form.cleaned_data, moment=now))
            if opened is not None:
                return _with_password(request, actor, opened[0], opened[1])
    rows = staff.people(actor)
    lines = [Line(one, tuple(post_name(office, held.post) for held in one.now(on))) for one in rows]
    values = {
        "section": ROOM,
        "here_now": [one for one in lines if one.person.active and one.posts],
        "others": [one for one in lines if not (one.person.active and one.posts)],
        "form": form,
        "theirs": actor.administers,
    }
    return show(request, actor, "people.html", values, status=422 if form.errors else 200, room=ROOM)


def _with_password(request: HttpRequest, actor: Actor, user_id: int, password: str) -> HttpResponse:
    """The one page that shows a one-time password, once."""
    values = {"section": ROOM, "person": staff.person(actor, user_id), "password": password}
    return show(request, actor, "person_password.html", values, room=ROOM)


@officer(ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, actor: Actor, user_id: int) -> HttpResponse:
    """One of them: their posts, a new password, the end of a post or of the account."""
    office, now = here(request), timezone.now()
    on = today(office, now)
    found = staff.person(actor, user_id)
    deed, data = request.POST.get("deed", ""), request.POST
    give = AppointForm(post_choices(office, on), data=data if deed == "give" else None, initial={"from_on": on})
    close = CloseForm(data=data if deed == "close" else None, auto_id="close_%s")
    end = EndForm(data=data if deed == "end" else None)
    named = CertificateForm(
        data=data if deed == "certificate" else None, initial={"name": found.certificate}, auto_id="certificate_%s"
    )
    if request.method == "POST":
        staff.needs(actor)
        answer = _done(request, actor, found, deed, {"give": give, "end": end, "close": close, "certificate": named})
        if answer is not None:
            return answer
    values = {
        "section": ROOM,
        "person": found,
        "held": list(_held(office, found, on, end, theirs=actor.administers)),
        "give": give,
        "close": close,
        "named": named,
        "end": end,
        "changes": actor.administers and found.active,
        "oneself": actor.user_id == found.id,
    }
    failed = any(form.errors for form in (give, end, close, named))
    return show(request, actor, "person.html", {**values, "failed": failed}, status=422 if failed else 200, room=ROOM)


def _done(
    request: HttpRequest, actor: Actor, found: Person, deed: str, forms_by_deed: Mapping[str, forms.Form]
) -> HttpResponse | None:
    """What the pressed button does; None when there is something to mend."""
    office, now = here(request), timezone.now()
    on = today(office, now)
    if deed == "password":
        return _with_password(request, actor, found.id, appointing.renew_password(actor, found.id, moment=now))
    form = forms_by_deed.get(deed)
    if form is None:
        raise NotVisible
    if not form.is_valid():
        return None
    given = form.cleaned_data
    if deed == "close":
        left = attempt(
            form, lambda: appointing.close_account(actor, found.id, reason=given["reason"], on=on, moment=now)
        )
        if left is None:
            return None
        messages.success(request, f"Akun {found.name} ditutup. Di bawah ini jabatan yang sekarang kosong.")
        return redirect("administration:posts")
    if deed == "certificate":
        appointing.name_certificate(actor, found.id, given["name"], moment=now)
        messages.success(request, f"Nama pada sertifikat BSrE {found.name} tersimpan.")
        return redirect("administration:person", found.id)
    acts = {
        "give": lambda: appointing.appoint_person(actor, office, found.id, **given, moment=now),
        "end": lambda: appointing.end_post(actor, given["membership"], until_on=given["until_on"], on=on, moment=now),
    }
    attempt(form, acts[deed])
    if form.errors:
        return None
    messages.success(request, f"Jabatan {found.name} tersimpan.")
    return redirect("administration:person", found.id)


@dataclass(frozen=True, slots=True)
class HeldLine:
    """A post of somebody; `form`: to end it, None where it has ended."""

    held: Held
    name: str
    state: str
    form: EndForm | None


def _held(office: Office, found: Person, on: date, sent: EndForm, *, theirs: bool) -> Iterator[HeldLine]:
    for one in reversed(found.held):
        state = "over" if one.over(on) else "now" if one.on(on) else "coming"
        form: EndForm | None = None
        if theirs and state != "over":
            mine = sent.is_bound and str(sent.data.get("membership", "")) == str(one.id)
            form = sent if mine else EndForm(initial={"membership": one.id, "until_on": on}, auto_id=f"end_{one.id}_%s")
        yield HeldLine(one, post_name(office, one.post), state, form)
