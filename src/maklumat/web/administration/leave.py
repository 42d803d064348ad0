"""Leave: who is away, who works their queue meanwhile, and who came back earlier."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from maklumat.records.people import absences, staff
from maklumat.records.people.access import Actor
from maklumat.records.people.staff import Leave
from maklumat.web.administration.home import ROOM
from maklumat.web.administration.people import choose
from maklumat.web.shared.entering import ADMINISTRATOR, here, officer, show, today
from maklumat.web.shared.forms import DateField, Form, attempt


class LeaveForm(Form):
    """Somebody is away."""

    user = forms.ChoiceField(label="Siapa yang berhalangan")
    kind = forms.ChoiceField(label="Sebabnya", choices=[("", "Pilih"), *absences.KINDS.items()])
    from_on = DateField(label="Hari pertama")
    until_on = DateField(label="Hari terakhir")
    substitute = forms.ChoiceField(
        label="Antreannya dikerjakan oleh",
        help_text="Pengganti mengerjakan antrean. Untuk menandatangani surat ia tetap perlu mandat.",
        required=False,
    )

    def __init__(self, people: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(auto_id="leave_%s", **kwargs)
        named = [(str(user), name) for user, name in people]
        choose(self, "user", [("", "Pilih"), *named])
        choose(self, "substitute", [("", "Tidak ada"), *named])


@officer(ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Who is and will be away; a new leave; somebody who is back."""
    office, now = here(request), timezone.now()
    on = today(office, now)
    back = request.POST.get("deed") == "back"
    form = LeaveForm(
        staff.at_work(actor, on), data=request.POST if request.method == "POST" and not back else None,
        initial={"from_on": on},
    )  # fmt: skip
    if request.method == "POST":
        staff.needs(actor)
        if back:
            number = request.POST.get("absence", "")
            absences.come_back(actor, int(number) if number.isdecimal() else 0, on=on, moment=now)
        elif form.is_valid():
            given = form.cleaned_data
            attempt(
                form,
                lambda: absences.record(
                    actor, int(given["user"]), kind=given["kind"], from_on=given["from_on"],
                    until_on=given["until_on"], substitute=int(given["substitute"] or 0) or None, moment=now,
                ),
            )  # fmt: skip
        if not form.errors:
            messages.success(request, "Tercatat sudah bertugas kembali." if back else "Tersimpan.")
            if not back:
                _warn_of_queues(request, actor, form.cleaned_data)
            return redirect("administration:absences")
    rows = staff.leaves(actor)
    values = {
        "section": ROOM,
        "now": [_line(one) for one in rows if one.absence.on(on)],
        "coming": [_line(one) for one in rows if one.absence.from_on > on and one.absence.back_on is None],
        "past": [_line(one) for one in rows if _over(one, on)][:100],
        "form": form,
        "theirs": actor.administers,
    }
    return show(request, actor, "leave.html", values, status=422 if form.errors else 200, room=ROOM)


def _warn_of_queues(request: HttpRequest, actor: Actor, given: dict[str, Any]) -> None:
    """Whoever is away works nobody else's queue."""
    names = absences.left_alone(actor, int(given["user"]), given["from_on"], given["until_on"])
    if names:
        said = f"Orang itu juga pengganti {', '.join(names)} pada hari-hari itu. Pilih pengganti lain."
        messages.warning(request, said)


def _line(one: Leave) -> tuple[Leave, str]:
    return one, absences.KINDS[one.absence.reason]


def _over(one: Leave, on: date) -> bool:
    return not one.absence.on(on) and (one.absence.from_on <= on or one.absence.back_on is not None)
