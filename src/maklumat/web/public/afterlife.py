"""After issue, for the holder: how long a product holds, how it goes on, what is owed, and a page to report it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods

from maklumat.core import events
from maklumat.core.errors import NotVisible
from maklumat.core.intake import Answer
from maklumat.core.standard.model import Extension, IntakeField, Product
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.products.queries import ProductView
from maklumat.records.work import afterlife
from maklumat.records.work.afterlife import Owed, answers_of
from maklumat.records.work.queries import FileView, Happened
from maklumat.web.public.grants import own_file
from maklumat.web.shared.forms import Form, attempt
from maklumat.web.shared.issued import due_words, extension_words, left_words
from maklumat.web.shared.limits import spend
from maklumat.web.shared.reporting import read_report, report_form, told_before
from maklumat.web.shared.spoken import followed, products_of, spoken
from maklumat.web.shared.wording import day_words, in_indonesian

MET, WAITING, RETURNED, LATE, OPEN = "met", "waiting", "returned", "late", "open"
STATES: Final[Mapping[str, tuple[str, str]]] = {
    MET: (gettext_noop("Sudah diterima kantor"), "good"),
    WAITING: (gettext_noop("Sudah dilaporkan, menunggu kantor"), "good"),
    RETURNED: (gettext_noop("Dikembalikan, perlu diperbaiki"), "bad"),
    LATE: (gettext_noop("Lewat tenggat, belum dilaporkan"), "bad"),
    OPEN: (gettext_noop("Belum dilaporkan"), "wait"),
}
SAID: Final[Mapping[str, str]] = {
    events.DUTY_REPORTED: gettext_noop("Anda melaporkan"),
    events.DUTY_MET: gettext_noop("Kantor menerima laporan"),
    events.DUTY_RETURNED: gettext_noop("Kantor mengembalikan laporan"),
}


@dataclass(frozen=True, slots=True)
class DutyLine:
    """A duty of the holder. `state` is a key of STATES, `words` and `tone` say it; `due` is by when, in words."""

    owed: Owed
    state: str
    words: str
    tone: str
    due: str

    @property
    def open(self) -> bool:
        """Something is still to be reported."""
        return self.state in (RETURNED, LATE, OPEN)


@dataclass(frozen=True, slots=True)
class Renewal:
    """The service that is applied for again; `office` and `code` name it."""

    office: str
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Holding:
    """An issued product in its holder's hands. `left`: how long it still holds, "" for ever or once it has ended."""

    until: date | None
    ended: bool
    left: str
    extended: int
    extension: str
    basis: str
    extendable: bool
    renewal: Renewal | None
    duties: tuple[DutyLine, ...]


@dataclass(frozen=True, slots=True)
class Spoken:
    """One thing that was said of a duty: by the holder, or by the office. `answers` are (question, answer)."""

    title: str
    at: datetime
    answers: tuple[tuple[str, str], ...]
    paper: bool
    note: str
    reason: str


def holdings(file: FileView, now: datetime) -> list[tuple[ProductView, bool, Holding | None]]:
    """The products of a file as its holder sees them: each with whether it may be taken home, and its life so far."""
    on = catalogue.local_date(file.law.office, now)
    released = {product.id for product in file.released}
    duties = afterlife.owed(file, on) if any(one.issued_at for one in file.products) else ()
    found = []
    for view in products_of(file):
        own = tuple(one for one in duties if one.view.product_id == view.id)
        lives = bool(view.issued_at and (view.valid_until or own))
        if lives or view.has_file:
            found.append((view, view.id in released, _holding(file, view, own, now, on) if lives else None))
    return found


def _holding(file: FileView, view: ProductView, own: tuple[Owed, ...], now: datetime, on: date) -> Holding:
    product = file.law.standard.product(view.product)
    extension, until = product.extension, None if view.revoked_at else view.valid_until
    ended = until is not None and until < on
    return Holding(
        until=until,
        ended=ended,
        left=left_words(until, on) if until else "",
        extended=view.extended_times,
        extension=extension_words(extension) if extension and not view.revoked_at else "",
        basis=extension.legal_basis if extension else "",
        extendable=_extendable(product, view, ended=ended),
        renewal=None if view.revoked_at else _renewal(file, extension, now),
        duties=tuple(_line(file, one) for one in own),
    )


def _extendable(product: Product, view: ProductView, *, ended: bool) -> bool:
    extension = product.extension
    return extension is not None and not ended and view.extended_times < extension.times


def _renewal(file: FileView, extension: Extension | None, now: datetime) -> Renewal | None:
    """The service to apply for again, where the office still has it."""
    if extension is None or not extension.service:
        return None
    try:
        law = spoken(catalogue.in_force(file.law.office.code, extension.service, now))
    except NotVisible:
        return None
    return Renewal(file.law.office.code, extension.service, law.standard.name)


def _line(file: FileView, owed: Owed) -> DutyLine:
    state = _state(owed)
    words, tone = STATES[state]
    return DutyLine(owed, state, _(words), tone, due_words(owed.duty, file.law.standard.intake))


def _state(owed: Owed) -> str:
    if owed.view.met_at is not None:
        return MET
    if owed.view.reported_at is not None:
        return WAITING
    if owed.returned:
        return RETURNED
    return LATE if owed.late else OPEN


@own_file
@require_http_methods(["GET", "HEAD", "POST"])
def duty(request: HttpRequest, application_id: UUID, duty: UUID) -> HttpResponse:
    """One duty: what it is, what was reported, and a form to report. Right or wrong, nothing typed is lost."""
    now, file = timezone.now(), followed(application_id)
    on = catalogue.local_date(file.law.office, now)
    owed = next((one for one in afterlife.owed(file, on) if one.view.id == duty), None)
    if owed is None:
        raise NotVisible
    if request.method != "POST":
        return _page(request, file, owed, report_form(owed.duty)(initial=told_before(owed.answers)))
    spend(request, "upload_draft", str(file.id))
    read = read_report(request, owed.duty, on, whole=True)
    if not read.wrong:
        answers, paper, note = read.answers, read.paper, read.note
        attempt(
            read.form,
            lambda: afterlife.report(file, duty, answers=answers, paper=paper, note=note, moment=now),
        )
    if read.form.errors:
        return _page(request, file, owed, read.form, again=read.paper is not None)
    messages.success(request, _("Laporan Anda sudah sampai di kantor."))
    return redirect(request.path)


def _page(request: HttpRequest, file: FileView, owed: Owed, form: Form, *, again: bool = False) -> HttpResponse:
    """`again`: a file came with the form and is to be chosen once more, as browsers forget it."""
    values = {
        "section": "follow",
        "file": file,
        "office": file.law.office,
        "line": _line(file, owed),
        "said": [_said(owed, event) for event in reversed(owed.said)],
        "form": form,
        "again": again,
    }
    return render(request, "public/duty.html", values, status=422 if form.is_bound else 200)


def _said(owed: Owed, event: Happened) -> Spoken:
    answers, data = answers_of(owed.duty, event), event.data
    told = tuple((one.label, _answer(one, answers[one.code])) for one in owed.duty.fields if one.code in answers)
    note, reason = str(data.get("note", "")), str(data.get("reason", ""))
    return Spoken(_(SAID[event.kind]), event.occurred_at, told, bool(data.get("paper")), note, reason)


def _answer(question: IntakeField, value: Answer) -> str:
    """An answer in the reader's language; a choice in the standard's words, marked so."""
    if isinstance(value, bool):
        return _("Ya") if value else _("Tidak")
    if isinstance(value, date):
        return day_words(value)
    chosen = next((choice.text for choice in question.choices if choice.code == value), "")
    return in_indonesian(chosen) if chosen else str(value)
