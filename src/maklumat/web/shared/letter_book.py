"""The register of letter numbers: read it, and keep it true to the paper book.

The desk and the administration show the same page, each to its own people.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from maklumat.core.errors import NotVisible
from maklumat.records.people.access import Actor
from maklumat.records.products import numbers
from maklumat.web.shared.entering import here, show, today
from maklumat.web.shared.forms import Form, attempt

SHOWN: Final = 50
LONGEST_FIGURE: Final = 18
STATUS: Final = {"taken": "Dipakai surat", "paper": "Dipakai di kertas", "void": "Batal"}


def _figure(label: str, help_text: str = "") -> forms.IntegerField:
    widget = forms.TextInput(attrs={"inputmode": "numeric"})
    wrong = {"invalid": "Tulis angkanya saja, misalnya 12."}
    return forms.IntegerField(
        label=label, help_text=help_text, min_value=1, max_value=99_999, widget=widget, error_messages=wrong
    )


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


@dataclass(frozen=True, slots=True)
class Wish:
    """What a form asks of the book of a year. `seen`: the newest line when its page was made; `agreed`: the first of
    the numbers that the person was shown and wants written off."""

    year: int
    typed: dict[str, Any]
    seen: int | None
    agreed: int | None
    now: datetime


def letter_book(request: HttpRequest, actor: Actor, section: str) -> HttpResponse:
    """The numbers of one year, page by page, with the office's own hand on them for whoever keeps the book.

    `section`: where the menu says that one is.
    """
    now = timezone.now()
    this_year = today(here(request), now).year
    year = _year(request.GET.get("tahun", ""), this_year)
    book = numbers.book_of(actor, year, now)
    chosen = request.POST.get("deed", "") if request.method == "POST" else ""
    if request.method == "POST" and not (book.theirs and chosen in DEEDS):
        raise NotVisible
    made = {
        name: form(data=request.POST if name == chosen else None, auto_id=f"{name}_%s")
        for name, form in (("next", NextForm), ("reserve", ReserveForm), ("insert", InsertForm))
    }
    form = made.get(chosen)
    if form is not None and form.is_valid():
        wish = Wish(year, form.cleaned_data, _figure_of(request, "seen"), _figure_of(request, "agreed"), now)
        many = attempt(form, lambda: _many(actor, wish)) if chosen == "next" else None
        if many:
            return _ask_first(request, actor, section, wish, many)
        said = attempt(form, lambda: DEEDS[chosen](actor, wish)) if not form.errors else None
        if said is not None:
            messages.success(request, said)
            return redirect(f"{request.path}?tahun={year}")
    sieve = _sieve(request)
    wrong = form is not None or bool(sieve.errors)
    values = {"section": section, "year": year, "this_year": this_year, "book": book}
    values |= {"years": range(this_year, this_year - 3, -1)}
    values |= {"forms": made, "opened": chosen, "form": form, "sieve": sieve, **_lines(request, actor, year, sieve)}
    return show(request, actor, "numbers.html", values, status=422 if wrong else 200)


def _ask_first(request: HttpRequest, actor: Actor, section: str, wish: Wish, many: range) -> HttpResponse:
    """How many numbers are written off, and the button that says so once more."""
    values = {"section": section, "year": wish.year, **wish.typed}
    values |= {"first": many.start, "last": many.stop - 1, "count": len(many)}
    return show(request, actor, "numbers_many.html", values)


def _many(actor: Actor, wish: Wish) -> range | None:
    """The numbers that would be written off, when they are so many that somebody has to see them first; else None."""
    skipped = numbers.to_write_off(actor, year=wish.year, seq=wish.typed["seq"], moment=wish.now)
    return skipped if len(skipped) > numbers.MOST_SKIPPED and wish.agreed != skipped.start else None


def _figure_of(request: HttpRequest, name: str) -> int | None:
    """A hidden figure of the page, None where it is none."""
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST_FIGURE else None


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


def _set_next(actor: Actor, wish: Wish) -> str:
    seq, note = wish.typed["seq"], wish.typed["note"]
    numbers.set_next(actor, year=wish.year, seq=seq, note=note, moment=wish.now, agreed=wish.agreed)
    return f"Nomor surat berikutnya: {seq}."


def _reserve(actor: Actor, wish: Wish) -> str:
    count, note = wish.typed["count"], wish.typed["note"]
    taken = numbers.reserve(actor, year=wish.year, count=count, note=note, moment=wish.now, seen=wish.seen)
    return f"Dipesan untuk kertas: nomor {taken[0]} sampai {taken[-1]}."


def _insert(actor: Actor, wish: Wish) -> str:
    after, reason = wish.typed["after"], wish.typed["reason"]
    text = numbers.insert_back(actor, year=wish.year, after=after, reason=reason, moment=wish.now, seen=wish.seen)
    return f"Nomor sisipan: {text}."


DEEDS: Final[dict[str, Callable[[Actor, Wish], str]]] = {
    "next": _set_next,
    "reserve": _reserve,
    "insert": _insert,
}
