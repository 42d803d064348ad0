"""The roster of duty outside hours: who is rung first, second and third, and from when until when."""

from __future__ import annotations

from datetime import time
from typing import Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from maklumat.core.errors import NotVisible
from maklumat.core.identity import read_phone
from maklumat.core.organisation.roster import MOST_NIGHTS, nights
from maklumat.records.people import roster as kept
from maklumat.records.people import staff
from maklumat.records.people.access import Actor
from maklumat.web.administration.home import ROOM
from maklumat.web.administration.people import choose
from maklumat.web.shared.entering import ADMINISTRATOR, here, officer, show, today
from maklumat.web.shared.forms import DateField, Form, attempt

RANKS: Final = [("1", "Pertama"), ("2", "Kedua, bila yang pertama tidak menjawab"), ("3", "Ketiga")]


class HourField(forms.CharField):
    """A time of day on the office's clock: "16.00"."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=5, **kwargs)

    def clean(self, value: Any) -> time | None:
        text = super().clean(value).strip().replace(".", ":")
        try:
            return time.fromisoformat(text.zfill(5)) if text else None
        except ValueError:
            raise ValidationError("Tulis jam yang benar, misalnya 16.00.") from None


class RosterForm(Form):
    """Somebody is on duty on some days."""

    user = forms.ChoiceField(label="Siapa")
    rank = forms.ChoiceField(label="Ditelepon urutan", choices=RANKS)
    phone = forms.CharField(label="Nomor telepon piket", max_length=30)
    first = DateField(label="Hari pertama")
    begins = HourField(label="Jam mulai", help_text="Misalnya 16.00, waktu setempat.")
    ends = HourField(label="Jam selesai", help_text="Bila lebih awal daripada jam mulai: keesokan harinya.")
    count = forms.IntegerField(label="Untuk berapa hari", min_value=1, max_value=MOST_NIGHTS, initial=1)
    published = forms.ChoiceField(
        label="Nomor ini ditampilkan kepada warga",
        help_text="Hanya di halaman layanan yang dijanjikan siang dan malam.",
        choices=[("tidak", "Tidak, hanya untuk petugas"), ("ya", "Ya")],
    )

    def __init__(self, people: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(auto_id="roster_%s", **kwargs)
        choose(self, "user", [("", "Pilih"), *((str(user), name) for user, name in people)])

    def clean_phone(self) -> str:
        found = read_phone(self.cleaned_data["phone"])
        if not found.valid:
            raise ValidationError(str(found.findings[0].text))
        return found.value


@officer(ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def roster(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Every turn that runs or is to come; new ones; one that does not take place."""
    office, now = here(request), timezone.now()
    cancelling = request.POST.get("deed") == "cancel"
    form = RosterForm(
        staff.at_work(actor, today(office, now)),
        data=request.POST if request.method == "POST" and not cancelling else None,
        initial={"first": today(office, now)},
    )  # fmt: skip
    if request.method == "POST":
        staff.needs(actor)
        if cancelling:
            kept.cancel(actor, _entry(request), moment=now)
        elif form.is_valid():
            attempt(form, lambda: _entered(actor, office.time_zone, form))
        if not form.errors:
            messages.success(request, "Piket dibatalkan." if cancelling else "Piket tersimpan.")
            return redirect("administration:roster")
    values = {
        "section": ROOM,
        "turns": [(one, one.on(now)) for one in kept.coming(actor, now, today(office, now))],
        "form": form,
        "theirs": actor.administers,
    }
    return show(request, actor, "roster.html", values, status=422 if form.errors else 200, room=ROOM)


def _entered(actor: Actor, zone: str, form: RosterForm) -> int:
    given = form.cleaned_data
    times = nights(given["first"], given["begins"], given["ends"], given["count"], zone)
    return kept.enter(
        actor, int(given["user"]), times, rank=int(given["rank"]), phone=given["phone"],
        published=given["published"] == "ya", moment=timezone.now(),
    )  # fmt: skip


def _entry(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("entry", ""))
    except ValueError:
        raise NotVisible from None
