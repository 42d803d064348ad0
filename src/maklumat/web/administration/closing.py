"""The end of a year in the browser: what its books hold, closing them, and the minutes to sign and file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from maklumat.core.errors import NotVisible
from maklumat.records.archive import closing
from maklumat.records.archive.closing import LONGEST_NOTE, BookCount
from maklumat.records.people.access import Actor
from maklumat.web.administration.home import ROOM
from maklumat.web.shared.entering import ADMINISTRATOR, here, officer, show, today
from maklumat.web.shared.forms import Form, attempt

BOOKS: Final = {
    "agenda": ("Buku agenda permohonan", "berkas masih berjalan"),
    "surat": ("Buku surat keluar", "nomor menunggu suratnya"),
    "titipan": ("Buku titipan berkas asli", "titipan belum kembali"),
}
OTHERS: Final = {
    "penerima": "Buku register penerima layanan",
    "penyerahan": "Buku penyerahan hasil",
    "kegiatan": "Buku kegiatan harian",
    "cetak-ulang": "Buku cetak ulang",
    "tamu": "Buku tamu",
    "kompensasi": "Buku kompensasi",
}
"""The books that are counted and stay open, by the codes of the desk."""


@dataclass(frozen=True, slots=True)
class Line:
    """A book as the page shows it. `gaps`: the missing numbers in words, "" for none."""

    name: str
    book: BookCount
    open_words: str
    gaps: str


class ClosingForm(Form):
    note = forms.CharField(
        label="Keterangan nomor yang tidak ada di sini",
        help_text="Wajib bila ada nomor tanpa baris, misalnya: nomor 1 sampai 120 ada di buku kertas.",
        max_length=LONGEST_NOTE,
        required=False,
    )
    sure = forms.BooleanField(label="Saya sudah mencocokkannya dengan buku di kantor")


@officer(ADMINISTRATOR)
@require_safe
def years(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The years whose books are there, and whether they are closed."""
    this_year = today(here(request), timezone.now()).year
    values = {"section": ROOM, "years": closing.years(actor, this_year), "this_year": this_year}
    return show(request, actor, "closing_years.html", values, room=ROOM)


@officer(ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def year(request: HttpRequest, actor: Actor, year: int) -> HttpResponse:
    """One year: the minutes once it is closed, else what its books hold and the way to close them."""
    now = timezone.now()
    if not 2000 <= year <= today(here(request), now).year:  # no office has an older book here
        raise NotVisible
    form = ClosingForm(data=request.POST if request.method == "POST" else None)
    if form.is_valid():
        done = attempt(form, lambda: closing.close(actor, year, note=form.cleaned_data["note"], moment=now))
        if done is not None:
            messages.success(request, f"Buku tahun {year} ditutup.")
            return redirect("administration:closing", year)
    try:
        minutes = closing.minutes(actor, year)
    except NotVisible:
        minutes = None
    books = minutes.books if minutes else closing.standing(actor, year)
    others = minutes.others if minutes else closing.standing_beside(actor, year, now)
    values = {
        "section": ROOM,
        "year": year,
        "minutes": minutes,
        "lines": list(_lines(books)),
        "others": [(OTHERS[one.book], one) for one in others],
        "form": form,
        "theirs": actor.administers and year < today(here(request), now).year,
        "head": next((post.name for post in here(request).posts if post.head), ""),
    }
    return show(request, actor, "closing.html", values, status=422 if form.errors else 200, room=ROOM)


def _lines(books: Iterable[BookCount]) -> Iterable[Line]:
    for book in books:
        name, open_words = BOOKS[book.register]
        yield Line(name, book, open_words, in_words(book.gaps, book.missing))


def in_words(gaps: tuple[int, ...], missing: int) -> str:
    """Numbers as a clerk writes them: "1 sampai 120, 125", and how many more there are."""
    runs: list[list[int]] = []
    for seq in gaps:
        if runs and runs[-1][-1] == seq - 1:
            runs[-1][-1:] = [seq] if len(runs[-1]) > 1 else [runs[-1][0], seq]
        else:
            runs.append([seq])
    said = ", ".join(f"{run[0]} sampai {run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
    more = missing - len(gaps)
    return f"{said}, dan {more} nomor lagi" if more > 0 else said
