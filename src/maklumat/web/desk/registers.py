"""The register books: one page for all of them, to be filtered, printed and carried away as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_http_methods, require_safe

from maklumat.core.errors import NotVisible
from maklumat.core.standard.model import Office
from maklumat.ports.workbooks import Table
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.people.access import Actor
from maklumat.records.work.registers import Key, Wanted
from maklumat.web.desk.book_pdf import book_pdf
from maklumat.web.desk.books import BOOKS, Book, Column
from maklumat.web.desk.named_books import named_books
from maklumat.web.shared.entering import MEMBER, here, officer, show, today
from maklumat.web.shared.forms import DateField, Form
from maklumat.web.shared.spreadsheets import csv_file, xlsx_file
from maklumat.web.shared.uploading import shown
from maklumat.web.shared.wording import day_words, moment_words

PAGE: Final = 50
PRINTED: Final = 1000
LONGEST: Final = timedelta(days=31)
"""As many days of a daily book are opened at once."""
CARRIED: Final = 500
WORDS: Final = {"since": "dari", "until": "sampai", "service": "layanan", "number": "nomor", "person": "orang"}
"""The fields of the filters as addresses and pages name them."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line as shown: label, text and look of each cell, and the file and page where the reader may open them."""

    cells: tuple[tuple[str, str, str], ...]
    file: UUID | None
    address: str


class FilterForm(Form):
    """Which part of a book. Nothing personal: it stands in the address, in the words of WORDS."""

    since = DateField(label="Dari tanggal", required=False)
    until = DateField(label="Sampai tanggal", required=False)
    service = forms.ChoiceField(label="Layanan", required=False)
    number = forms.RegexField(
        r"^\s*\d{1,6}(\s*/\s*\d{4})?\s*$", required=False, max_length=20,
        error_messages={"invalid": "Tulis nomornya saja, misalnya 12 atau 12/2026."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, book: Book, services: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._daily = book.daily
        self.fields["number"].label = book.numbered
        choice = self.fields["service"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101  # declared above
        choice.choices = [("", "Semua layanan"), *services]
        for field in self.fields.values():
            field.is_expected = True  # type: ignore[attr-defined]  # a filter may stay empty without saying so

    def add_prefix(self, field_name: str) -> str:
        """The name of a field in the address."""
        return WORDS.get(field_name, field_name)

    def clean(self) -> dict[str, Any]:
        """A book of days is opened a month at a time, but for one file."""
        typed = super().clean() or self.cleaned_data
        since, until = typed.get("since"), typed.get("until")
        if self._daily and since and until and not typed.get("number") and until - since >= LONGEST:
            self.add_error("until", f"Buku ini dibuka paling lama {LONGEST.days} hari sekaligus.")
        return typed

    def wanted(self, on: date, *, person: bool = False) -> Wanted:
        """What was asked; this year where no day and no year was. Of a book of days: one day where the other is not
        said, and today where no day, number or `person` is."""
        typed = self.cleaned_data if self.is_bound else {}
        number, _, year = str(typed.get("number") or "").partition("/")
        of_year = int(year) if year.strip() else on.year
        from_on, until_on = typed.get("since"), typed.get("until")
        if self._daily and not number and not person:
            from_on = from_on or until_on or on
            until_on = until_on or from_on
        if from_on is None and until_on is None and 1 <= of_year <= date.max.year:
            from_on, until_on = date(of_year, 1, 1), date(of_year, 12, 31)
        return Wanted(from_on, until_on, typed.get("service") or "", int(number) if number.strip() else None)


class PersonForm(Form):
    """Whose lines. Sent by POST: a name never stands in an address."""

    person = forms.CharField(
        label="NIK atau nama lengkap pemohon",
        help_text="Nama ditulis lengkap, persis seperti pada permohonannya.",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def add_prefix(self, field_name: str) -> str:
        """The name of a field as it is sent."""
        return WORDS.get(field_name, field_name)


@officer(MEMBER)
@require_safe
def books(request: HttpRequest, actor: Actor) -> HttpResponse:
    """All the books of the office, and which of them its decree asks for."""
    named = named_books(catalogue.services(actor.office, timezone.now()))
    shelf = [(one, BOOKS[one.code].name if one.code else "") for one in named]
    return show(
        request, actor, "registers.html", {"section": "registers", "books": list(BOOKS.values()), "named": shelf}
    )


@officer(MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, actor: Actor, book: str) -> HttpResponse:
    """One book, names masked. A POST looks a person up."""
    return _page(request, actor, _book(book), named=False)


@officer(MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def register_named(request: HttpRequest, actor: Actor, book: str) -> HttpResponse:
    """One book with the names of those whose files the reader may open. Its own address, so that the log tells."""
    return _page(request, actor, _book(book), named=True)


def _filters(request: HttpRequest) -> dict[str, str]:
    """The part of the address that says which lines; dates come in three parts each."""
    words = {word for name, word in WORDS.items() if name in FilterForm.base_fields}
    return {name: str(value) for name, value in request.GET.items() if name.partition("_")[0] in words}


def _book(code: str) -> Book:
    if code not in BOOKS:
        raise NotVisible
    return BOOKS[code]


def _page(request: HttpRequest, actor: Actor, book: Book, *, named: bool) -> HttpResponse:
    office, now = here(request), timezone.now()
    on = today(office, now)
    services = [(law.standard.code, law.standard.name) for law in catalogue.services(actor.office, now)]
    asked = _filters(request)
    form = FilterForm(book, services, data=asked or None)
    person = PersonForm(data=request.POST if request.method == "POST" else None)
    fine = (not form.is_bound or form.is_valid()) and (not person.is_bound or person.is_valid())
    if not fine:
        return _show(request, actor, book, form, person, Wanted(named=named), (), status=422)
    wanted = replace(form.wanted(on, person=person.is_bound), named=named)
    if person.is_bound:
        wanted = replace(wanted, person=person.cleaned_data["person"])
    if not form.is_bound:
        form.initial = {"since": wanted.from_on, "until": wanted.until_on}
    shape = request.GET.get("bentuk", "")
    if shape in CARRIED_AS and not person.is_bound:
        return CARRIED_AS[shape](actor, office, book, wanted)
    limit = PRINTED if shape == "cetak" else PAGE
    found = book.read(actor, office, wanted, after=_after(book, request.GET.get("sesudah", "")), limit=limit + 1)
    return _show(request, actor, book, form, person, wanted, found, limit=limit)


def _show(
    request: HttpRequest,
    actor: Actor,
    book: Book,
    form: FilterForm,
    person: PersonForm,
    wanted: Wanted,
    found: Sequence[Any],
    *,
    limit: int = PAGE,
    status: int = 200,
) -> HttpResponse:
    office = here(request)
    kept = {name: value for name, value in _filters(request).items() if value}
    more = len(found) > limit
    values = {
        "section": "registers",
        "book": book,
        "form": form,
        "person": person,
        "wanted": wanted,
        "lines": [_line(book, line, office) for line in (_on_paper(found) if limit == PRINTED else found[:limit])],
        "labels": _labels(book),
        "more": more,
        "limit": limit,
        "whole": limit == PRINTED,
        "next": urlencode({**kept, "sesudah": _mark(found[limit - 1].key)}) if more else "",
        "first": not request.GET.get("sesudah"),
        "query": urlencode(kept),
        "csv_query": urlencode({**kept, "bentuk": "csv"}),
        "xlsx_query": urlencode({**kept, "bentuk": "xlsx"}),
        "pdf_query": urlencode({**kept, "bentuk": "pdf"}),
        "print_query": urlencode({**kept, "bentuk": "cetak"}),
        "period": _period(wanted),
        "service": next((name for code, name in form.fields["service"].choices if code == wanted.service), ""),  # type: ignore[attr-defined]
        "printed_at": timezone.now(),
    }
    return show(request, actor, "register.html", values, status=status)


def _on_paper(found: Sequence[Any]) -> Sequence[Any]:
    """As a book on a shelf is read: its first line first; the last first only where not all of it is there."""
    return found[:PRINTED] if len(found) > PRINTED else found[::-1]


def _line(book: Book, line: Any, office: Office) -> Line:
    whose = book.whose(line)
    cells = tuple(_cell(column, column.cell(line, office), office) for column in book.columns)
    if whose is None or not whose.visible:
        return Line(cells, None, "")
    page, which = book.opens or ("desk:file", lambda _: whose.application_id)
    return Line(cells, whose.application_id, reverse(page, args=[which(line)]))


def _cell(column: Column, value: str | int | datetime, office: Office) -> tuple[str, str, str]:
    looks = {"m-small": column.small, "d-unbroken": isinstance(value, datetime), "d-empty": value == ""}
    return column.label, _text(value, office), " ".join(look for look, wanted in looks.items() if wanted)


def _text(value: str | int | datetime, office: Office) -> str:
    """A cell as shown: moments on the wall clock of the office."""
    if isinstance(value, datetime):
        return f"{value.astimezone(ZoneInfo(office.time_zone)):%d-%m-%Y %H.%M}"
    return str(value)


def _period(wanted: Wanted) -> str:
    """The days as the head of the printed book says them."""
    if wanted.from_on and wanted.until_on:
        return f"{day_words(wanted.from_on)} sampai {day_words(wanted.until_on)}"
    if wanted.from_on:
        return f"sejak {day_words(wanted.from_on)}"
    return f"sampai {day_words(wanted.until_on)}" if wanted.until_on else "semua tanggal"


def _mark(key: Key) -> str:
    """Where the next page begins, as an address carries it."""
    return "_".join(part.isoformat() if isinstance(part, date) else str(part) for part in key)


def _after(book: Book, mark: str) -> Key | None:
    if not mark:
        return None
    parts = mark.split("_")
    if len(parts) != len(book.key):
        raise NotVisible
    try:
        return tuple(read(part) for read, part in zip(book.key, parts, strict=True))
    except ValueError:
        raise NotVisible from None


def _csv(actor: Actor, office: Office, book: Book, wanted: Wanted) -> HttpResponse:
    """The whole of what was asked."""
    return csv_file(book.code, _labels(book), _rows(actor, office, book, wanted), office.time_zone)


def _xlsx(actor: Actor, office: Office, book: Book, wanted: Wanted) -> HttpResponse:
    """The same as a workbook: moments as moments, on the wall clock of the office."""
    rows = _rows(actor, office, book, wanted)
    return xlsx_file(book.code, Table(book.name[:31], _labels(book), rows, zone=office.time_zone))


def _labels(book: Book) -> list[str]:
    return [column.label for column in book.columns]


def _rows(actor: Actor, office: Office, book: Book, wanted: Wanted) -> Iterator[list[str | int | datetime]]:
    return (row for page in _carried(actor, office, book, wanted) for row in page)


def _carried(actor: Actor, office: Office, book: Book, wanted: Wanted) -> Iterator[list[list[str | int | datetime]]]:
    """Every line of what was asked, some hundred at a time."""
    after: Key | None = None
    while True:
        with translation.override("id"):
            found = book.read(actor, office, wanted, after=after, limit=CARRIED)
            rows = [[column.cell(line, office) for column in book.columns] for line in found]
        yield rows
        if len(found) < CARRIED:
            return
        after = found[-1].key


def _pdf(actor: Actor, office: Office, book: Book, wanted: Wanted) -> HttpResponse:
    """The book to be signed and put away, as far as one PDF carries it."""
    found = book.read(actor, office, wanted, after=None, limit=PRINTED + 1)
    rows = [[_text(column.cell(line, office), office) for column in book.columns] for line in _on_paper(found)]
    now = timezone.now()
    content = book_pdf(
        office,
        book.name,
        f"Periode: {_period(wanted)}",
        _labels(book),
        rows,
        foot=f"GRATIS. Layanan ini gratis. Dicetak {moment_words(now, office.time_zone)} oleh {actor.name}.",
        cut=f"Hanya {PRINTED} baris pertama; persempit tanggalnya." if len(found) > PRINTED else "",
        on=today(office, now),
    )
    return shown(content, "application/pdf", f"{book.code}.pdf", download=True)


CARRIED_AS: Final = {"csv": _csv, "xlsx": _xlsx, "pdf": _pdf}
