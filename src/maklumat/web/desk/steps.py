"""What steps leave behind: their photographs and papers, the berita acara of a hand-over, and what is signed later."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maklumat.core.errors import NotVisible, Refusal
from maklumat.core.kinds.record import needed_of
from maklumat.core.kinds.supplement import SUPPLEMENT
from maklumat.core.letter.faults import LetterFault
from maklumat.core.standard.model import Step
from maklumat.ports.uploads import Decoded
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.people.access import Actor
from maklumat.records.work import handover as handovers
from maklumat.records.work import queries as work
from maklumat.records.work import steps
from maklumat.records.work.queries import FileView
from maklumat.web.desk.file import act_form, page
from maklumat.web.desk.forms_letter import unfilled
from maklumat.web.desk.step_drawing import Drawn, drawn
from maklumat.web.desk.step_fields import field_of
from maklumat.web.shared.entering import DESK, TEAM, officer, show
from maklumat.web.shared.errors import TooMany, say
from maklumat.web.shared.forms import Form, attempt
from maklumat.web.shared.uploading import shown

PDF: Final = "application/pdf"
WAY: Final = SUPPLEMENT.ways[0]


class SupplementForm(Form):
    """The scan of a paper that was signed later."""

    def __init__(self, file: FileView, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        needed, zone = needed_of(WAY, in_need=False), catalogue.zone(file.law.office)
        for field in SUPPLEMENT.asked(WAY):
            made = field_of(field, zone, lambda decoded: _keep(decoded, file), str(file.id))
            made.is_expected = field.code in needed  # type: ignore[attr-defined]
            self.fields[f"{WAY.code}-{field.code}"] = made

    @property
    def drawn(self) -> list[Drawn]:
        return list(drawn(self, WAY, ""))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for code in WAY.needs:
            name = f"{WAY.code}-{code}"
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, unfilled(self.fields[name]))
        return cleaned

    @property
    def record(self) -> dict[str, Any]:
        found = {field.code: self.cleaned_data[f"{WAY.code}-{field.code}"] for field in SUPPLEMENT.asked(WAY)}
        return {code: value for code, value in found.items() if value}


def _keep(decoded: Decoded, file: FileView) -> dict[str, str]:
    return steps.keep(decoded, file.law.office.code)


@officer(TEAM)
@require_safe
def paper(_: HttpRequest, actor: Actor, application_id: UUID, seq: int, field: str, index: int) -> HttpResponse:
    """One photograph or document of a step, inline."""
    kind, content = steps.paper_for(actor, application_id, seq, field, index)
    return shown(content, kind, "langkah")


@officer(TEAM)
@require_safe
def handover(_: HttpRequest, actor: Actor, application_id: UUID, seq: int) -> HttpResponse:
    """The berita acara of a hand-over that was recorded, to be printed and signed."""
    return shown(handovers.pdf_of(actor, application_id, seq), PDF, "berita-acara.pdf")


@officer(DESK)
@require_POST
def handover_preview(request: HttpRequest, actor: Actor, application_id: UUID) -> HttpResponse:
    """The berita acara of a hand-over that is still to be recorded: from what stands in the form now."""
    opened = work.file_for(actor, application_id)
    if not work.may_act(actor, opened):
        raise NotVisible
    now = timezone.now()
    form = act_form(actor, opened, now, data=request.POST, files=request.FILES)
    form.full_clean()
    way = next((way for way in form.ways if way.code == request.POST.get("print")), None)
    try:
        return shown(handovers.preview(actor, opened, form.record_of(way) if way else {}, now), PDF, "berita-acara.pdf")
    except TooMany:
        raise
    except (Refusal, LetterFault) as refusal:
        form.add_error(None, f"{say(refusal)} ({refusal.code})")
        return page(request, actor, opened, {"act": form}, status=422)


@officer(TEAM)
@require_http_methods(["GET", "HEAD", "POST"])
def supplement(request: HttpRequest, actor: Actor, application_id: UUID, seq: int) -> HttpResponse:
    """The signed paper of a step comes in after it: a page with one field."""
    opened = work.file_for(actor, application_id)
    step = _step(opened, seq)
    form = SupplementForm(opened, data=request.POST or None, files=request.FILES or None)
    if request.method == "POST" and form.is_valid():
        moment = timezone.now()
        done = attempt(form, lambda: handovers.supplement(actor, opened.id, of=seq, data=form.record, moment=moment))
        if done is None:
            return _supplement(request, actor, opened, form, step)
        messages.success(request, f"Berkas susulan untuk berkas {opened.register} sudah disimpan.")
        return redirect("desk:file", opened.id)
    return _supplement(request, actor, opened, form, step)


def _supplement(request: HttpRequest, actor: Actor, opened: FileView, form: SupplementForm, step: Step) -> HttpResponse:
    values = {"section": "worklist", "file": opened, "form": form, "step": step}
    return show(request, actor, "steps/supplement.html", values, status=422 if request.method == "POST" else 200)


def _step(opened: FileView, seq: int) -> Step:
    """The step that was left by event `seq`. Raises NotVisible."""
    event = next((one for one in opened.history if one.seq == seq and one.kind == "acted"), None)
    if event is None:
        raise NotVisible
    return opened.law.standard.step(event.step)
