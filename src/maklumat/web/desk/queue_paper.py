"""Numbers on paper, for when the electricity fails: printed beforehand, entered later with their true times."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from maklumat.core.errors import NotVisible
from maklumat.core.queueing.lanes import ORDINARY, PRIORITY, number_text
from maklumat.records.guests import tickets
from maklumat.records.guests.tickets import PaperTicket
from maklumat.records.people.access import Actor
from maklumat.web.desk.queue import new_ticket, ticket_id_of
from maklumat.web.shared.entering import MEMBER, here, officer, show, today
from maklumat.web.shared.forms import DateField, Form, attempt, expected
from maklumat.web.shared.queueing import REASONS

ON_SHEET: Final = ((ORDINARY, 18), (PRIORITY, 6))
"""What one sheet of A4 has: numbers of each lane."""
SHEETS: Final = 40


def _clock(label: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=5, help_text=help_text)


class PaperForm(Form):
    """One torn-off number. Day and reason stay for the next one."""

    seq = forms.IntegerField(
        label="Nomor pada potongan",
        min_value=1,
        max_value=tickets.MOST_ON_PAPER,
        help_text="Angkanya saja, misalnya 7 untuk KA-07.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    reason = forms.ChoiceField(label="Jalur", required=False, widget=forms.Select)
    on = DateField(label="Tanggal")
    came = _clock("Jam datang", "Misalnya 09.15.")
    called = _clock("Jam dipanggil", "Kosongkan bila pulang sebelum dipanggil.")
    ended = _clock("Jam selesai atau pulang")
    late_reason = forms.CharField(label="Mengapa dari kertas", max_length=300, help_text="Misalnya: listrik padam.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["reason"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101  # declared above
        choice.choices = [("", "Biasa (KA)"), *((code, f"Prioritas (KP): {words}") for code, words in REASONS.items())]
        for name in ("came", "ended", "reason"):
            expected(self.fields[name], yes=True)

    def clean_came(self) -> time | None:
        return self._time("came", wanted=True)

    def clean_called(self) -> time | None:
        return self._time("called", wanted=False)

    def clean_ended(self) -> time | None:
        return self._time("ended", wanted=True)

    def _time(self, name: str, *, wanted: bool) -> time | None:
        text = self.cleaned_data[name].strip().replace(".", ":")
        if not text and not wanted:
            return None
        try:
            return time.fromisoformat(text.zfill(5))
        except ValueError:
            raise ValidationError("Tulis jam yang benar, misalnya 09.15.") from None

    def ticket(self, zone: str) -> PaperTicket:
        """What was typed, on the office's wall clock."""
        typed = self.cleaned_data
        at = {name: _at(typed["on"], typed[name], zone) for name in ("came", "called", "ended")}
        came, ended = at["came"], at["ended"]
        assert came is not None  # noqa: S101  # a valid form has both
        assert ended is not None  # noqa: S101
        return PaperTicket(typed["seq"], typed["reason"], came, at["called"], ended)


@officer(MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Enter one number; the page comes back for the next with the same day and reason."""
    office, now = here(request), timezone.now()
    this_day = today(office, now)
    kept = {"on": _day(request.GET.get("tanggal", ""), this_day), "late_reason": request.GET.get("sebab", "")[:300]}
    form = PaperForm(request.POST if request.method == "POST" else None, initial=kept)
    if form.is_valid():
        page, reason = ticket_id_of(request), form.cleaned_data["late_reason"]
        entered = attempt(form, lambda: _enter(actor, page, form, office.time_zone, now))
        if entered is not None:
            messages.success(request, f"Nomor {entered.number} tersimpan.")
            more = urlencode({"tanggal": form.cleaned_data["on"].isoformat(), "sebab": reason})
            return redirect(f"{reverse('desk:queue_paper')}?{more}")
    values = {"section": "counter", "form": form, "ticket_id": request.POST.get("ticket_id") or new_ticket()}
    return show(request, actor, "queue_paper.html", values, status=422 if form.errors else 200)


@officer(MEMBER)
@require_safe
def sheet(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Numbers to print and cut, 24 to a sheet. The same numbers serve on any day: each is used once in it."""
    text = request.GET.get("lembar", "1")
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else 0
    if not 1 <= number <= SHEETS:
        raise NotVisible
    values = {
        "section": "counter",
        "numbers": list(_numbers(number)),
        "number": number,
        "next": number + 1 if number < SHEETS else 0,
    }
    return show(request, actor, "queue_sheet.html", values)


def _numbers(sheet_number: int) -> Iterator[str]:
    for lane, count in ON_SHEET:
        first = (sheet_number - 1) * count + 1
        yield from (number_text(lane, seq, on_paper=True) for seq in range(first, first + count))


def _enter(actor: Actor, ticket_id: UUID, form: PaperForm, zone: str, now: datetime) -> Any:
    reason = form.cleaned_data["late_reason"]
    return tickets.enter_paper(actor, ticket_id, form.ticket(zone), late_reason=reason, moment=now)


def _at(on: date, at: time | None, zone: str) -> datetime | None:
    return None if at is None else datetime.combine(on, at, ZoneInfo(zone))


def _day(text: str, otherwise: date) -> date:
    try:
        return date.fromisoformat(text) if text else otherwise
    except ValueError:
        return otherwise
