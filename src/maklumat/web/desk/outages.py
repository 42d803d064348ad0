"""Outside systems that cannot be opened: the switch, and what was answered without them, to be looked up again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from maklumat.core.errors import NotVisible
from maklumat.core.procedure.state import AGREES, DIFFERS, SETTLED
from maklumat.records.outages import actions
from maklumat.records.outages import queries as outages
from maklumat.records.people.access import Actor
from maklumat.records.work import rechecking
from maklumat.records.work.queries import FileView
from maklumat.records.work.rechecking import ByHand
from maklumat.web.desk.file import copies
from maklumat.web.desk.outages_told import Told, told
from maklumat.web.shared.entering import MEMBER, TEAM, officer, show
from maklumat.web.shared.forms import Form, attempt, expected

SECTION: Final = "worklist"
RESULTS: Final = ((AGREES, "Sama: sistem mengatakan yang sama"), (DIFFERS, "Berbeda"))


@dataclass(frozen=True, slots=True)
class Switch:
    """A system with its switch: `down` while it cannot be opened, else None."""

    number: int
    system: str
    down: Told | None
    fault: str = ""


class RecheckForm(Form):
    """What the system says, now that it can be opened."""

    result = forms.ChoiceField(label="Hasil cek ulang", choices=RESULTS, widget=forms.RadioSelect)
    reference = forms.CharField(
        label="Nomor atau acuan pada sistemnya", help_text="Wajib bila sama.", required=False, max_length=300
    )
    note = forms.CharField(
        label="Catatan",
        help_text="Wajib bila berbeda: tulis apa yang berbeda. Meja pemegang berkas dan kepala diberi tahu.",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("reference", "note"):
            expected(self.fields[name], yes=True)  # each is needed for one of the results

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("result") == AGREES and not cleaned.get("reference"):
            self.add_error("reference", "Tulis acuannya, supaya dapat dicari lagi.")
        if cleaned.get("result") == DIFFERS and not cleaned.get("note"):
            self.add_error("note", "Tulis apa yang berbeda.")
        return cleaned


class SettleForm(Form):
    """What was done about it."""

    note = forms.CharField(
        label="Apa yang sudah dilakukan",
        help_text="Misalnya: surat dicabut, pemohon diberi tahu, atau data desa yang benar.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@officer(MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def outages_page(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Every system that the standards name, with its switch."""
    now, fault = timezone.now(), ("", "")
    system, deed = request.POST.get("system", ""), request.POST.get("deed", "")
    if deed == "end":
        actions.end(actor, system, moment=now)
        messages.success(request, f"Tercatat: {system[:120]} dapat dibuka lagi.")
        return redirect("desk:outages")
    if deed:
        reason = request.POST.get("reason", "").strip()
        if reason:
            actions.begin(actor, system, reason=reason, moment=now)
            messages.success(request, f"Tercatat: {system[:120]} sedang tidak dapat dibuka.")
            return redirect("desk:outages")
        fault = (system, "Tulis apa yang terlihat, misalnya: halaman tidak terbuka.")
    named = outages.systems(actor.office, now)
    down = {one.down.system: one for one in told(outages.running(actor.office, named, now))}
    values = {
        "section": SECTION,
        "switches": [
            Switch(number, one, down.get(one), fault[1] if one == fault[0] else "")
            for number, one in enumerate(named, start=1)
        ],
        "past": [one for one in told(outages.latest(actor.office, now)) if one.down.ended_at],
        "fault": fault[1],
    }
    return show(request, actor, "outages.html", values, status=422 if fault[1] else 200)


@officer(MEMBER)
@require_safe
def rechecks(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What was answered without its system and waits to be looked up, the oldest first."""
    lines = rechecking.queue(actor)
    differing = [one for one in lines if one.differs]
    waiting = [one for one in lines if not one.differs]
    values = {
        "section": SECTION,
        "groups": [(True, differing), (False, waiting)],
        "nothing": not lines,
        "full": len(lines) == rechecking.PAGE,
    }
    return show(request, actor, "rechecks.html", values)


@officer(TEAM)
@require_http_methods(["GET", "HEAD", "POST"])
def recheck(request: HttpRequest, actor: Actor, application_id: UUID, seq: int) -> HttpResponse:
    """One of them: what was answered, what to copy into the system, and what it says now."""
    file, one = rechecking.opened(actor, application_id, seq)
    looks, settles = rechecking.may_look(actor, one), rechecking.may_settle(actor, file, one)
    data = request.POST if request.method == "POST" else None
    form: Form | None = RecheckForm(data) if looks else SettleForm(data) if settles else None
    if data is not None and form is None:
        raise NotVisible
    if form is not None and form.is_valid():
        said = form.cleaned_data
        outcome = str(said.get("result", SETTLED))
        done = attempt(
            form,
            lambda: rechecking.recheck(
                actor, application_id, seq, outcome=outcome, reference=said.get("reference", ""), note=said["note"],
                moment=timezone.now(),
            ),
        )  # fmt: skip
        if done is not None:
            messages.success(request, f"Cek ulang berkas {file.register} tercatat.")
            return redirect("desk:rechecks")
    return _draw(request, actor, file, one, form, looks=looks)


def _draw(
    request: HttpRequest, actor: Actor, file: FileView, one: ByHand, form: Form | None, *, looks: bool
) -> HttpResponse:
    values = {
        "section": SECTION,
        "file": file,
        "one": one,
        "form": form,
        "looks": looks,
        "copied_to": one.step.system,
        "copies": list(copies(file)) if looks else [],
        "differs": one.result == DIFFERS,
    }
    return show(request, actor, "recheck.html", values, status=422 if request.method == "POST" else 200)
