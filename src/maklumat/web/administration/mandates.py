"""Mandates of the office: given, listed by state, revoked with a reason, printed for the auditor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from maklumat.core.organisation.mandates import AN, NAMED, UB, WORDS, Mandate
from maklumat.core.standard.model import Office
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.people import mandates as kept
from maklumat.records.people import staff
from maklumat.records.people.access import Actor
from maklumat.records.people.mandates import Wanted
from maklumat.records.people.staff import COMING, OVER, RESTING, REVOKED, RUNNING, Given
from maklumat.web.administration.home import ROOM
from maklumat.web.administration.people import choose, post_choices, post_name
from maklumat.web.shared.entering import ADMINISTRATOR, here, officer, show, today
from maklumat.web.shared.forms import DateField, Form, attempt

STATES: Final[Mapping[str, str]] = {
    RUNNING: "Berlaku",
    RESTING: "Tidak dipakai: pemegang jabatan ada",
    COMING: "Belum mulai",
    OVER: "Berakhir",
    REVOKED: "Dicabut",
}
KINDS: Final = [
    ("", "Pilih"),
    ("plt", "Plt.: menjalankan jabatan yang kosong"),
    ("plh", "Plh.: menjalankan jabatan yang pemegangnya berhalangan"),
    ("an", "a.n.: menandatangani atas nama jabatan satu tingkat di atasnya"),
    ("ub", "u.b.: menandatangani di bawah mandat a.n."),
]


@dataclass(frozen=True, slots=True)
class Names:
    """What a mandate may be limited to, by code: services (confidential ones marked), and letters the office signs."""

    services: Mapping[str, str]
    letters: Mapping[str, str]


class MandateForm(Form):
    """A mandate as its written order says it."""

    kind = forms.ChoiceField(label="Jenis mandat", choices=KINDS)
    post = forms.ChoiceField(label="Wewenang jabatan", help_text="Jabatan yang dijalankan atau diatasnamakan.")
    holder = forms.ChoiceField(label="Diberikan kepada")
    holder_post = forms.ChoiceField(
        label="Dalam jabatannya sebagai", help_text="Kosong hanya bagi Plt. dari luar kantor.", required=False
    )
    under = forms.ChoiceField(label="Di bawah mandat a.n.", help_text="Hanya untuk u.b.", required=False)
    from_on = DateField(label="Hari pertama")
    until_on = DateField(label="Hari terakhir", help_text="Berlaku sampai akhir hari itu.")
    basis = forms.CharField(label="Nomor surat perintah atau keputusan", max_length=120)
    basis_on = DateField(label="Tanggal surat itu")
    services = forms.MultipleChoiceField(
        label="Hanya untuk layanan",
        help_text="Hanya untuk a.n. dan u.b. Kosong berarti semua layanan, kecuali yang rahasia. "
        "Layanan rahasia harus dipilih satu per satu.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    products = forms.MultipleChoiceField(
        label="Hanya surat tertentu",
        help_text="Hanya untuk a.n. dan u.b. Kosong berarti semua surat layanan itu.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, office: Office, people: list[tuple[int, str]], above: list[Given], on: date,
                 named_in: Names, **kwargs: Any) -> None:  # fmt: skip
        super().__init__(auto_id="mandate_%s", **kwargs)
        posts = post_choices(office, on, administrator=False)
        choose(self, "post", posts)
        choose(self, "holder_post", posts)
        choose(self, "holder", [("", "Pilih"), *((str(user), name) for user, name in people)])
        named = [(str(one.mandate.id), f"{one.holder}, {words_of(office, one.mandate)}") for one in above]
        choose(self, "under", [("", "Tidak ada"), *named])
        choose(self, "services", list(named_in.services.items()))
        choose(self, "products", list(named_in.letters.items()))

    def wanted(self) -> Wanted:
        """What was entered."""
        given = dict(self.cleaned_data)
        under = int(given.pop("under") or 0) or None
        scope = {name: tuple(given.pop(name)) for name in ("services", "products")}
        return Wanted(**{**given, "holder": int(given["holder"]), "under": under, **scope})


@dataclass(frozen=True, slots=True)
class Line:
    """A mandate in words."""

    given: Given
    words: str
    scope: str
    revocable: bool


@officer(ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def mandates(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Every mandate with its state; a new one; one that is revoked."""
    office, now = here(request), timezone.now()
    on = today(office, now)
    given = staff.mandates(actor, office, on)
    names = _names(office, now)
    revoking = request.POST.get("deed") == "revoke"
    form = MandateForm(
        office, staff.everybody(actor), [one for one in given if one.mandate.kind == AN and one.state != REVOKED], on,
        names, data=request.POST if request.method == "POST" and not revoking else None,
        initial={"from_on": on, "basis_on": on},
    )  # fmt: skip
    error = ""
    if request.method == "POST":
        staff.needs(actor)
        if revoking:
            error = _revoked(request, actor)
        elif form.is_valid():
            attempt(form, lambda: kept.give(actor, office, form.wanted(), moment=now))
        if not error and not form.errors:
            messages.success(request, "Mandat dicabut." if revoking else "Mandat tersimpan.")
            return redirect("administration:mandates")
    values = {
        "section": ROOM,
        "groups": list(_groups(office, given, names, theirs=actor.administers)),
        "form": form,
        "error": error,
        "revoked": request.POST.get("mandate", "") if error else "",
        "theirs": actor.administers,
    }
    failed = bool(error or form.errors)
    return show(request, actor, "mandates.html", {**values, "failed": failed}, status=422 if failed else 200, room=ROOM)


def _revoked(request: HttpRequest, actor: Actor) -> str:
    """Revoke the mandate that was named; the sentence that says why not, "" when it was done."""
    office, now = here(request), timezone.now()
    number = request.POST.get("mandate", "")
    form = forms.Form(data={})
    attempt(
        form,
        lambda: kept.revoke(
            actor, office.code, int(number) if number.isdecimal() else 0, reason=request.POST.get("reason", ""),
            on=today(office, now), moment=now,
        ),
    )  # fmt: skip
    return " ".join(map(str, form.non_field_errors()))


def _names(office: Office, now: datetime) -> Names:
    standards = [law.standard for law in catalogue.services(office.code, now)]
    services = {one.code: one.name if one.confidentiality == "normal" else f"{one.name} (rahasia)" for one in standards}
    where: dict[str, list[str]] = {}
    for standard in standards:
        for product in standard.products:
            if product.kind == "letter" and product.signed_by:
                where.setdefault(product.code, [product.name]).append(standard.name)
    letters = {
        code: f"{name} ({of[0] if len(of) == 1 else f'{len(of)} layanan'})" for code, (name, *of) in where.items()
    }
    return Names(services, letters)


def _groups(
    office: Office, given: list[Given], names: Names, *, theirs: bool = False
) -> Iterator[tuple[str, list[Line], bool]]:
    """The mandates by state, and whether those are over. `theirs`: whoever looks at them may revoke them."""
    for state, words in STATES.items():
        revocable = theirs and state in (RUNNING, RESTING, COMING)
        lines = [
            Line(one, words_of(office, one.mandate), _scope(one.mandate, names), revocable)
            for one in given
            if one.state == state
        ]
        if lines:
            yield words, lines, state in (OVER, REVOKED)


def _scope(mandate: Mandate, names: Names) -> str:
    if mandate.kind not in NAMED:
        return "seluruh jabatan"
    of = "; ".join(names.services.get(code, code) for code in mandate.services) or "semua layanan yang tidak rahasia"
    only = "; ".join(names.letters.get(code, code) for code in mandate.products)
    return f"{of}, hanya {only}" if only else of


def words_of(office: Office, mandate: Mandate) -> str:
    """ "Plt. Kepala Dinas", "u.b. Kepala Dinas"."""
    kind = WORDS[mandate.kind] if mandate.kind != UB else f"{WORDS[UB]} atas nama"
    return f"{kind} {post_name(office, mandate.post)}"


@officer(ADMINISTRATOR)
@require_safe
def printed(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The register of mandates on paper: for the auditor."""
    office, now = here(request), timezone.now()
    given = staff.mandates(actor, office, today(office, now))
    groups = list(_groups(office, given, _names(office, now)))
    values = {"section": ROOM, "groups": groups, "now": now, "count": len(given)}
    return show(request, actor, "mandates_print.html", values, room=ROOM)
