"""The retention schedule in the browser: what is kept how long, what is held for a dispute, what is due."""

from __future__ import annotations

import re
from operator import itemgetter
from typing import Any, Final
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from maklumat.core.errors import NotVisible, Refusal
from maklumat.core.retention.schedule import FATES, LONGEST_BASIS, MOST_YEARS, REVIEW, checked
from maklumat.records.archive import destroying, old_lines, retention
from maklumat.records.archive.destroying import DECLINED, FINISHED
from maklumat.records.archive.minutes import mark_of
from maklumat.records.archive.retention import LONGEST_REASON, MOST
from maklumat.records.people.access import Actor
from maklumat.records.people.queries import name_of
from maklumat.web.administration.home import ROOM
from maklumat.web.administration.people import choose
from maklumat.web.shared.entering import ADMINISTRATOR, officer, show
from maklumat.web.shared.errors import say
from maklumat.web.shared.forms import Form, attempt

STATES: Final = {
    destroying.PROPOSED: "menunggu surat panitia dan persetujuan",
    destroying.READY: "menunggu keputusan kepala",
    destroying.DECLINED: "tidak dilanjutkan",
    destroying.APPROVED: "disetujui, belum dilaksanakan",
    destroying.RUNS: "sedang dimusnahkan",
    destroying.FINISHED: "sudah dimusnahkan",
}
_AGENDA: Final = re.compile(r"([0-9]{1,7})\s*/\s*([0-9]{4})")


class RuleForm(Form):
    """A line of the schedule, for the services that are ticked."""

    services = forms.MultipleChoiceField(label="Layanan", widget=forms.CheckboxSelectMultiple)
    active_years = forms.IntegerField(label="Tahun aktif", min_value=0, max_value=MOST_YEARS)
    inactive_years = forms.IntegerField(label="Tahun inaktif", min_value=0, max_value=MOST_YEARS)
    fate = forms.ChoiceField(label="Sesudah itu", choices=list(FATES.items()))
    basis = forms.CharField(
        label="Peraturan jadwal retensinya",
        help_text="Misalnya: Peraturan Bupati Nomor 12 Tahun 2023, lampiran baris 45.",
        max_length=LONGEST_BASIS,
    )

    def __init__(self, names: dict[str, str], **kwargs: Any) -> None:
        super().__init__(auto_id="rule_%s", **kwargs)
        choose(self, "services", sorted(names.items(), key=itemgetter(1)))


class HoldForm(Form):
    """A file that a dispute keeps."""

    agenda = forms.CharField(label="Nomor agenda", help_text="Misalnya 0012/2019.", max_length=20)
    reason = forms.CharField(label="Mengapa ditahan", help_text="Misalnya nomor perkara.", max_length=LONGEST_REASON)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(auto_id="hold_%s", **kwargs)


@officer(ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def schedule(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Every service with its retention and what is due; the lists; the files that are held."""
    deed, now = request.POST.get("deed", ""), timezone.now()
    ruled = RuleForm(retention.names(actor.office), data=request.POST if deed == "rule" else None)
    held = HoldForm(data=request.POST if deed == "hold" else None)
    if deed == "release":
        retention.release(actor, _id(request, "hold"), moment=now)
        return _told(request, "Berkas ini tidak ditahan lagi.")
    if ruled.is_valid() and attempt(ruled, lambda: _rule(actor, ruled)) is not None:
        return _told(request, "Jadwal retensi tersimpan.")
    if held.is_valid() and attempt(held, lambda: _hold(actor, held)) is not None:
        return _told(request, f"Berkas {held.cleaned_data['agenda']} ditahan.")
    lines = retention.lines(actor, now)
    values = {
        "section": ROOM,
        "lines": [(one, FATES[one.retention.fate]) for one in lines],
        "due": sum(one.due for one in lines if one.retention.destroys) + old_lines.how_many(actor, now),
        "review": sum(one.due for one in lines if one.retention.fate == REVIEW),
        "undecided": sum(not one.retention.decided for one in lines),
        "lists": [
            (one, one.number or mark_of(one), STATES[one.state], one.state not in (FINISHED, DECLINED))
            for one in destroying.lists(actor)
        ],
        "held": [(one, name_of(one.held_by)) for one in retention.held_files(actor)],
        "ruled": ruled,
        "hold": held,
        "theirs": actor.administers,
    }
    values["failed"] = bool(ruled.errors or held.errors)
    return show(request, actor, "retention.html", values, status=422 if values["failed"] else 200, room=ROOM)


def _rule(actor: Actor, form: RuleForm) -> int:
    given = form.cleaned_data
    wanted = checked(given["active_years"], given["inactive_years"], given["fate"], given["basis"])
    return retention.decide(actor, given["services"], wanted, moment=timezone.now())


def _hold(actor: Actor, form: HoldForm) -> str:
    found = _AGENDA.fullmatch(form.cleaned_data["agenda"].strip())
    if found is None:
        raise Refusal("RTN-006", "Tidak ada berkas dengan nomor agenda itu.")
    return retention.hold(actor, int(found[2]), int(found[1]), form.cleaned_data["reason"], moment=timezone.now())


def _told(request: HttpRequest, text: str) -> HttpResponse:
    messages.success(request, text)
    return redirect("administration:retention")


def _id(request: HttpRequest, name: str) -> UUID:
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError:
        raise NotVisible from None


@officer(ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def due(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The files whose years are over: those that can be put on a list, and those that something holds back."""
    now, error = timezone.now(), ""
    if request.method == "POST":
        try:
            row = destroying.propose(actor, _id(request, "list_id"), _chosen(request), moment=now)
            return redirect("administration:destruction", row.pk)
        except Refusal as refusal:
            error = f"{say(refusal)} ({refusal.code})"
    files = retention.due_files(actor, now)
    files += old_lines.due_lines(actor, now, MOST - len(files))
    values = {
        "section": ROOM,
        "error": error,
        "list_id": uuid4(),
        "files": [one for one in files if one.destroyable],
        "held": [one for one in files if not one.destroyable],
        "most": MOST if len(files) == MOST else 0,
        "theirs": actor.administers,
    }
    return show(request, actor, "retention_due.html", values, status=422 if error else 200, room=ROOM)


def _chosen(request: HttpRequest) -> list[UUID]:
    try:
        return [UUID(text) for text in request.POST.getlist("file")]
    except ValueError:
        raise NotVisible from None
