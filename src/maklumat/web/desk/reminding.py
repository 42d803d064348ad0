"""Applicants to be called, before a file lapses or because no message reached them: the lists, a number shown on
request, and what came of the call."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from maklumat.core.errors import Conflict, NotVisible, Refusal
from maklumat.core.identity import mask_phone
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.people.access import Actor
from maklumat.records.work import actions, phoning, reminding
from maklumat.records.work.reminding import Call
from maklumat.web.desk import untold
from maklumat.web.shared.entering import CALLER, MEMBER, TEAM, here, officer, show
from maklumat.web.shared.errors import TooMany, say
from maklumat.web.shared.wording import weekday_words

NOTE_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Shown:
    """One applicant as the list shows them. `phone` is masked unless it was asked for; `left` in words."""

    call: Call
    phone: str
    open_phone: str
    lapse: str
    left: str
    urgent: bool
    sentence: str

    @property
    def lacks(self) -> bool:
        """There is something to tell: items, or a note."""
        return bool(self.call.missing or self.call.reason)


@officer(MEMBER)
@require_safe
def reminders(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Whom my posts are to call today, the soonest lapse first."""
    return _page(request, actor)


@officer(CALLER)
@require_POST
def phone(request: HttpRequest, actor: Actor, application_id: UUID) -> HttpResponse:
    """The same list with this applicant's number in full; the log knows who asked."""
    return _page(request, actor, opened=reminding.reveal(actor, application_id))


@officer(CALLER)
@require_POST
def contacted(request: HttpRequest, actor: Actor, application_id: UUID) -> HttpResponse:
    """Reached, or nobody answered."""
    seen, result = request.POST.get("seen_seq", ""), request.POST.get("result", "")
    if not seen.isdecimal() or result not in {"reached", "missed"}:
        raise NotVisible
    reached, note = result == "reached", request.POST.get("note", "").strip()[:NOTE_LENGTH]
    try:
        actions.contact(
            actor, application_id, reached=reached, note=note, seen_seq=int(seen), moment=timezone.now()
        )  # fmt: skip
    except TooMany:
        raise
    except (Refusal, Conflict) as refusal:
        return _page(request, actor, fault=f"{say(refusal)} ({refusal.code})", status=409)
    messages.success(request, "Tercatat: pemohon sudah dihubungi." if reached else "Tercatat: tidak tersambung.")
    return redirect("desk:reminders")


@officer(TEAM)
@require_POST
def untold_phone(request: HttpRequest, actor: Actor, application_id: UUID, message_id: UUID) -> HttpResponse:
    """The same list with the number of somebody whom no message reached; the log knows who asked."""
    try:
        phoning.reveal(actor, application_id, message_id)
    except Refusal as refusal:
        return _page(request, actor, fault=f"{say(refusal)} ({refusal.code})", status=409)
    return _page(request, actor, opened=message_id)


@officer(TEAM)
@require_POST
def phoned(request: HttpRequest, actor: Actor, application_id: UUID, message_id: UUID) -> HttpResponse:
    """What no message could tell was told, or nobody answered."""
    result, note = request.POST.get("result", ""), request.POST.get("note", "").strip()[:NOTE_LENGTH]
    if result not in {"reached", "missed"}:
        raise NotVisible
    reached = result == "reached"
    try:
        phoning.phoned(actor, application_id, message_id, reached=reached, note=note, moment=timezone.now())
    except TooMany:
        raise
    except (Refusal, Conflict) as refusal:
        return _page(request, actor, fault=f"{say(refusal)} ({refusal.code})", status=409)
    messages.success(request, "Tercatat: sudah diberitahu." if reached else "Tercatat: tidak tersambung.")
    return redirect("desk:reminders")


def _page(
    request: HttpRequest, actor: Actor, *, opened: UUID | None = None, fault: str = "", status: int = 200
) -> HttpResponse:
    lines, others = list(_shown(request, actor, opened)), list(untold.lines(actor, opened))
    values = {
        "section": "reminders",
        "lines": lines,
        "fault": fault,
        "full": len(lines) == reminding.PAGE,
        "untold": others,
        "untold_full": len(others) == phoning.PAGE,
    }
    return show(request, actor, "reminders.html", values, status=status)


def _shown(request: HttpRequest, actor: Actor, opened: UUID | None) -> Iterator[Shown]:
    office = here(request)
    now = timezone.now()
    for call in reminding.calls(actor):
        lapses_on = catalogue.local_date(office, call.lapses_at)
        days = (lapses_on - catalogue.local_date(office, now)).days
        yield Shown(
            call=call,
            phone=mask_phone(call.phone),
            open_phone=call.phone if call.position.application_id == opened else "",
            lapse=weekday_words(lapses_on),
            left=_left(days),
            urgent=days <= 3,
            sentence=_sentence(actor, call, lapses_on, office.name),
        )


def _left(days: int) -> str:
    if days < 0:
        return "sudah lewat"
    return {0: "hari ini", 1: "besok"}.get(days, f"{days} hari lagi")


def _sentence(actor: Actor, call: Call, lapses_on: date, office: str) -> str:
    """What to say on the telephone, in one breath."""
    lacking = ", ".join(text for text, _ in call.missing) or call.reason or "beberapa berkas"
    return (
        f"Selamat siang, Bapak/Ibu {call.name}. Saya {actor.name} dari {office}. Permohonan"
        f" {call.law.standard.name} nomor {call.position.register} belum lengkap: {lacking}. Mohon dilengkapi"
        f" paling lambat {weekday_words(lapses_on)}; sesudah itu gugur dan harus diajukan lagi. Gratis."
    )
