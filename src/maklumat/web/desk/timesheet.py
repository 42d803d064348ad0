"""The clock of a file in the words of officials: who held it how long, what stopped it, what became of each promise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from maklumat.core.clock.elapsed import Held as Sum
from maklumat.core.clock.spans import APPLICANT, OFFICE, OUTSIDE
from maklumat.core.clock.values import Due
from maklumat.core.clock.words import length, long_length
from maklumat.core.errors import Message
from maklumat.core.procedure.promises import awaits_completeness
from maklumat.core.standard.model import TimeLimit
from maklumat.records.people.access import Actor
from maklumat.records.work import queries as work
from maklumat.records.work import timesheet as clock
from maklumat.records.work.queries import FileView
from maklumat.records.work.returning import findings_of
from maklumat.web.desk.telling import post_names
from maklumat.web.shared.answering import channel_of
from maklumat.web.shared.entering import TEAM, officer, show
from maklumat.web.shared.spoken import ALL_OF, ANY_OF
from maklumat.web.shared.wording import duration_words

OWNERS: Final = {OFFICE: "Kantor", APPLICANT: "Pemohon", OUTSIDE: "Pihak luar"}
SINCE: Final = {
    clock.COMPLETE: "Janji dihitung sejak berkas lengkap.",
    clock.STEP: "Janji dihitung sejak langkah sebelumnya selesai.",
}


@dataclass(frozen=True, slots=True)
class Used:
    """How long: in working time and in plain time, in words."""

    name: str
    working: str
    plain: str
    days: int


@dataclass(frozen=True, slots=True)
class Turn:
    """One holder in turn. `why`: what stopped the office's clock, and by whose hand; () in the office's hands."""

    who: str
    step: str
    from_at: datetime
    to_at: datetime | None
    used: Used
    office: bool
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise with its date, how it stands, and why this date. `answered`: of a first answer, within what time it
    came, by whom and through which channel; "" for others, and while nobody has answered. `if_complete`: it begins anew
    when the file is found complete."""

    limit: TimeLimit
    due: Due
    reasons: tuple[Message, ...]
    state: str
    late: bool
    provisional: bool
    settled_at: datetime | None
    warned_at: datetime | None
    told: tuple[tuple[datetime, str], ...]
    answered: str
    if_complete: bool


@dataclass(frozen=True, slots=True)
class Clock:
    """`since_receipt`: how long it took, or has taken, since the receipt; "" where every promise counts from there."""

    turns: tuple[Turn, ...]
    owners: tuple[Used, ...]
    desks: tuple[Used, ...]
    total: Used
    since_receipt: str
    promises: tuple[Promise, ...]


def clock_of(opened: FileView, now: datetime) -> Clock:
    """The clock of this file at `now`."""
    sheet = clock.timesheet(opened, now)
    total = sheet.total
    return Clock(
        turns=tuple(_turn(opened, one) for one in sheet.held),
        owners=tuple(_used(OWNERS[one.owner], one) for one in total.owners),
        desks=tuple(_used(_desk(opened, one.desk), one) for one in total.desks),
        total=_used("Seluruhnya", total.total),
        since_receipt=_since_receipt(sheet) if sheet.later else "",
        promises=tuple(_promise(opened, one) for one in sheet.promises),
    )


@officer(TEAM)
@require_safe
def timesheet(request: HttpRequest, actor: Actor, application_id: UUID) -> HttpResponse:
    """The clock of a file on a sheet of its own, to be printed: for a meeting, a complaint, the inspectorate."""
    opened, now = work.file_for(actor, application_id), timezone.now()
    values = {"section": "worklist", "file": opened, "clock": clock_of(opened, now), "printed_at": now}
    return show(request, actor, "timesheet.html", values)


def _since_receipt(sheet: clock.Timesheet) -> str:
    """The clock that no late beginning of a promise can hide."""
    days = sheet.total.total.working_days
    took = f"{days} hari kerja" if days else str(length(sheet.total.total.working))
    if sheet.ended:
        return f"Dari diterima sampai selesai: {took}."
    return f"Sejak diterima: {took}. {SINCE[sheet.later]}"


def _used(name: str, one: Sum) -> Used:
    return Used(name, str(length(one.working)), str(long_length(one.clock)), one.working_days)


def _desk(opened: FileView, desk: str, between: str = ANY_OF) -> str:
    return post_names(opened.law.office, desk, between)


def _turn(opened: FileView, one: clock.Held) -> Turn:
    office = one.owner == OFFICE
    return Turn(
        who=_holder(opened, one) if office else OWNERS[one.owner],
        step=one.step,
        from_at=one.from_at,
        to_at=one.to_at,
        used=_used("", one.used.total),
        office=office,
        why=() if office else tuple(_why(opened, one)),
    )


def _holder(opened: FileView, one: clock.Held) -> str:
    desk = _desk(opened, one.desk) or OWNERS[OFFICE]
    return f"{desk}, dikerjakan {_desk(opened, one.delegate)}" if one.delegate else desk


def _why(opened: FileView, one: clock.Held) -> Iterator[str]:
    """What stopped the office's clock: what was found, or whom is waited for; and by which post."""
    event = one.because
    if event is None:
        return
    if event.post:
        verb = "Dikembalikan oleh" if one.owner == APPLICANT else "Diteruskan oleh"
        yield f"{verb} {_desk(opened, event.post, ALL_OF)}"
    if event.data.get("reason"):
        yield str(event.data["reason"])
    texts = {slot.key: slot.requirement.text for slot in opened.slots}
    for slot, finding in findings_of(event.data).items():
        yield f"{texts.get(slot, slot)}: {finding}"


def _promise(opened: FileView, one: clock.Promised) -> Promise:
    return Promise(
        limit=one.limit,
        due=one.due,
        reasons=one.reasons,
        state=_state(one),
        late=one.late or (one.state == clock.RUNNING and str(one.margin).startswith("terlambat")),
        provisional=one.provisional,
        settled_at=one.settled_at,
        warned_at=one.warned_at,
        told=tuple((at, _desk(opened, post)) for at, post in one.told),
        answered=_answered(opened, one),
        if_complete=awaits_completeness(one.limit, opened.state),
    )


def _answered(opened: FileView, one: clock.Promised) -> str:
    """The proof of a first answer."""
    if not one.limit.answer or one.proof is None:
        return ""
    by = ", ".join(filter(None, (_desk(opened, one.proof.post), one.proof.who)))
    through = channel_of(opened, one.proof)
    said = f"Dijawab dalam {one.took} (janji {duration_words(one.limit)})"
    return "; ".join(filter(None, (said, f"oleh {by}" if by else "", f"lewat: {through}" if through else "")))


def _state(one: clock.Promised) -> str:
    if one.state == clock.KEPT:
        return f"Ditepati, {one.margin}"
    if one.state == clock.BROKEN:
        return f"Terlewati, {one.margin}"
    return "Tidak berlaku lagi: permohonan berakhir" if one.state == clock.VOID else str(one.margin)
