"""The register of letter numbers: read it, and keep it true to the paper book."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from maklumat.core.errors import NotVisible
from maklumat.records.people.access import Actor
from maklumat.records.products import numbers
from maklumat.web.shared.entering import MEMBER, here, officer, show, today
from maklumat.web.shared.forms import Form, attempt

SHOWN: Final = 50
STATUS: Final = {"taken": "Dipakai surat", "paper": "Dipakai di kertas", "void": "Batal"}


def _figure(label: str, help_text: str = "") -> forms.IntegerField:
    widget = forms.TextInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(label=label, help_text=help_text, min_value=1, max_value=99_999, widget=widget)


class SieveForm(Form):
    """Which numbers to see. Stands in the address."""

    keadaan = forms.ChoiceField(label="Keadaan", required=False, choices=[("", "Semua"), *STATUS.items()])
    nomor = forms.IntegerField(
        label="Nomor urut", required=False, min_value=1, max_value=99_999,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip


class NextForm(Form):
    seq = _figure("Nomor berikutnya", "Nomor yang terlewati dicatat sebagai nomor di kertas.")
    note = forms.CharField(label="Keterangan", max_length=300, help_text="Misalnya: melanjutkan buku agenda kertas.")


class ReserveForm(Form):
    count = _figure("Berapa nomor", "Paling banyak 500.")
    note = forms.CharField(label="Untuk apa", max_length=300)


class InsertForm(Form):
    after = _figure("Disisipkan sesudah nomor")
    reason = forms.CharField(label="Alasan", max_length=300)


@officer(MEMBER)
def register(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The numbers of one year, page by page, with the office's own hand on them."""
    now = timezone.now()
    this_year = today(here(request), now).year
    year = _year(request.GET.get("tahun", ""), this_year)
    chosen = request.POST.get("deed", "") if request.method == "POST" else ""
    made = {
        name: form(data=request.POST if name == chosen else None, auto_id=f"{name}_%s")
        for name, form in (("next", NextForm), ("reserve", ReserveForm), ("insert", InsertForm))
    }
    form = made.get(chosen)
    if form is not None and form.is_valid():
        said = attempt(form, lambda: DEEDS[chosen](actor, year, form.cleaned_data, now))
        if said is not None:
            messages.success(request, said)
            return redirect(f"{reverse('desk:numbers')}?tahun={year}")
    sieve = _sieve(request)
    wrong = form is not None or bool(sieve.errors)
    values = {"section": "registers", "year": year, "this_year": this_year}
    values |= {"years": range(this_year, this_year - 3, -1)}
    values |= {"forms": made, "opened": chosen, "form": form, "sieve": sieve, **_lines(request, actor, year, sieve)}
    return show(request, actor, "numbers.html", values, status=422 if wrong else 200)


def _sieve(request: HttpRequest) -> SieveForm:
    """The wishes of the address; they stay as they are while a number is set, reserved or inserted."""
    form = SieveForm(data=request.GET if {"keadaan", "nomor"} & set(request.GET) else None)
    for field in form.fields.values():
        field.is_expected = True  # type: ignore[attr-defined]  # a filter may stay empty without saying so
    return form


def _lines(request: HttpRequest, actor: Actor, year: int, sieve: SieveForm) -> dict[str, Any]:
    """One page of the book, and the address of the next ("" on the last)."""
    if sieve.is_bound and not sieve.is_valid():
        return {"lines": [], "sieved": True, "back": True}
    wish = sieve.cleaned_data if sieve.is_bound else {}
    status, seq = wish.get("keadaan") or "", wish.get("nomor")
    after = _after(request.GET.get("sesudah", ""))
    found = numbers.register(actor, year, limit=SHOWN + 1, after=after, status=status, seq=seq)
    lines = [(line, STATUS.get(line.status, line.status)) for line in found[:SHOWN]]
    kept = {"tahun": year, **({"keadaan": status} if status else {})}
    last = found[SHOWN - 1] if len(found) > SHOWN else None
    later = urlencode({**kept, "sesudah": f"{last.seq}_{last.suffix}"}) if last else ""
    sieved = bool(status or seq)
    return {"lines": lines, "later": later, "sieved": sieved, "back": sieved or after is not None}


def _after(mark: str) -> tuple[int, str] | None:
    """Where the page begins, from its address: "17_" or "17_b". Raises NotVisible for anything else."""
    if not mark:
        return None
    seq, _, suffix = mark.partition("_")
    if not seq.isdecimal() or len(seq) > 6 or not (suffix == "" or (suffix.isascii() and suffix.isalpha())):
        raise NotVisible
    return int(seq), suffix[:1]


def _year(text: str, this_year: int) -> int:
    if not text:
        return this_year
    if not text.isdecimal() or len(text) != 4 or not 2000 <= int(text) <= this_year:
        raise NotVisible
    return int(text)


def _set_next(actor: Actor, year: int, typed: dict[str, Any], now: datetime) -> str:
    numbers.set_next(actor, year=year, seq=typed["seq"], note=typed["note"], moment=now)
    return f"Nomor surat berikutnya: {typed['seq']}."


def _reserve(actor: Actor, year: int, typed: dict[str, Any], now: datetime) -> str:
    taken = numbers.reserve(actor, year=year, count=typed["count"], note=typed["note"], moment=now)
    return f"Dipesan untuk kertas: nomor {taken[0]} sampai {taken[-1]}."


def _insert(actor: Actor, year: int, typed: dict[str, Any], now: datetime) -> str:
    text = numbers.insert_back(actor, year=year, after=typed["after"], reason=typed["reason"], moment=now)
    return f"Nomor sisipan: {text}."


DEEDS: Final[dict[str, Callable[[Actor, int, dict[str, Any], datetime], str]]] = {
    "next": _set_next,
    "reserve": _reserve,
    "insert": _insert,
}
