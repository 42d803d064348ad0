"""What a file says to its applicant: where it is, what happened and what is promised, in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from maklumat.core import events
from maklumat.core.clock.spans import APPLICANT, OUTSIDE
from maklumat.core.intake.requirements import DOCUMENT
from maklumat.core.intake.submission import HERE
from maklumat.core.kinds.registry import KINDS
from maklumat.core.procedure import state as states
from maklumat.records.catalogue.queries import local_date
from maklumat.records.work import steps
from maklumat.records.work.queries import FileView, Happened
from maklumat.records.work.returning import findings_of, returned
from maklumat.records.work.step_words import Line
from maklumat.web.shared.intake import slot_key
from maklumat.web.shared.spoken import ALL_OF, ANY_OF, joined
from maklumat.web.shared.wording import day_words, in_indonesian, of_a_step

STATUS: Final = {
    states.OPEN: gettext_noop("Sedang dikerjakan kantor"),
    states.WITH_APPLICANT: gettext_noop("Menunggu Anda melengkapi"),
    states.FINISHED: gettext_noop("Selesai"),
    states.REFUSED: gettext_noop("Ditolak"),
    states.CLOSED: gettext_noop("Ditutup"),
    states.WITHDRAWN: gettext_noop("Anda tarik kembali"),
    states.LAPSED: gettext_noop("Gugur karena tidak dilengkapi"),
}
OUTSIDE_NOW: Final = gettext_noop("Menunggu pihak di luar kantor")
HAPPENED: Final = {
    events.RECEIVED: gettext_noop("Permohonan diterima"),
    events.RESUBMITTED: gettext_noop("Anda melengkapi berkas"),
    events.RESCHEDULED: gettext_noop("Batas waktu dihitung ulang karena kalender kerja berubah"),
    events.BREACHED: gettext_noop("Janji waktu terlewati"),
    events.PRODUCED: gettext_noop("Surat diterbitkan"),
    events.REVOKED: gettext_noop("Surat dicabut"),
    events.SUPPLEMENTED: gettext_noop("Berkas susulan disimpan kantor"),
    events.PAPERS_BROUGHT: gettext_noop("Kantor menerima berkas Anda di loket"),
    events.REISSUED: gettext_noop("Kata kunci baru diberikan di loket"),
    events.WITHDRAWN: gettext_noop("Anda menarik permohonan"),
    events.REMINDED: gettext_noop("Waktu melengkapi hampir habis; kantor perlu mengingatkan Anda"),
    events.CONTACTED: gettext_noop("Kantor menelepon untuk mengingatkan Anda"),
    events.LAPSED: gettext_noop("Permohonan gugur karena tidak dilengkapi"),
    events.UNLISTED_ASKED: gettext_noop("Kantor meminta berkas di luar standar"),
    events.CUSTODY_TAKEN: gettext_noop("Berkas asli Anda dititipkan di kantor"),
    events.CUSTODY_RETURNED: gettext_noop("Berkas asli Anda dikembalikan"),
    events.COUNTERSIGNED: gettext_noop("Surat Anda kini juga ditandatangani secara elektronik"),
    events.EXTENDED: gettext_noop("Masa berlaku surat diperpanjang"),
    events.DUTY_REPORTED: gettext_noop("Anda mengirim laporan"),
    events.DUTY_MET: gettext_noop("Kantor menerima laporan Anda"),
    events.DUTY_RETURNED: gettext_noop("Kantor mengembalikan laporan Anda"),
    events.MESSAGES_CHOSEN: gettext_noop("Pilihan kabar diubah"),
    events.PHONED: gettext_noop("Kantor menelepon karena pesan tidak sampai"),
    events.PRIORITISED: gettext_noop("Permohonan ini didahulukan, karena dahulu janji kami lewat"),
    events.RECALLED: gettext_noop("Berkas kembali ke meja sebelumnya"),
}
INTERNAL: Final = frozenset({events.WARNED, events.ESCALATED, events.STEP_LATE})
"""What people of the office tell each other in time; that a promise was broken is told to its applicant."""
AFTER_ISSUE: Final = frozenset({events.EXTENDED, events.DUTY_REPORTED, events.DUTY_MET, events.DUTY_RETURNED})
WITHIN: Final = frozenset({events.DELEGATED, events.ANSWERED, events.READ, events.RECHECKED})
CHANNELS: Final = {
    "web": gettext_noop("melalui situs ini"),
    "counter": gettext_noop("di loket"),
    "paper": gettext_noop("dari lembar kertas"),
    "phone": gettext_noop("lewat telepon"),
}
OWNERS: Final = {APPLICANT: gettext_noop("Anda"), OUTSIDE: gettext_noop("Pihak di luar kantor")}
TONES: Final = {
    states.WITH_APPLICANT: "wait",
    states.FINISHED: "good",
    states.REFUSED: "bad",
    states.LAPSED: "bad",
}


@dataclass(frozen=True, slots=True)
class Position:
    """Where the file is. `who` are posts of the office (`post`), the applicant or somebody outside; `step` what they
    do."""

    status: str
    tone: str
    who: str
    post: bool
    step: str
    since: datetime
    lapses_at: datetime | None
    ended: bool
    waits_for_applicant: bool


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One thing that happened. The words of the standard in its title are marked where they are no English."""

    title: str
    by: str
    at: datetime
    late: bool
    reasons: list[str]


def position_of(file: FileView) -> Position:
    """Where the file is now."""
    state, step = file.state, file.step
    outside = state.status == states.OPEN and state.owner == OUTSIDE
    who = (
        _(OWNERS[state.owner])
        if state.owner in OWNERS
        else post_names(file, "+".join(state.desk), ALL_OF if step is not None and step.joint else ANY_OF)
    )
    return Position(
        status=_(OUTSIDE_NOW) if outside else _(STATUS[state.status]),
        tone="wait" if outside else TONES.get(state.status, ""),
        who="" if state.ended else who,
        post=state.owner not in OWNERS,
        step=step.text if step and state.status == states.OPEN else "",
        since=state.since,
        lapses_at=state.lapses_at,
        ended=state.ended,
        waits_for_applicant=state.status == states.WITH_APPLICANT,
    )


def history_lines(file: FileView) -> list[HistoryLine]:
    """What happened, newest first. Officers are their posts; their notes stay in the office."""
    told = steps.told_to_applicant(file)
    return [
        HistoryLine(
            title=_title(file, event),
            by=post_names(file, event.post),
            at=event.occurred_at,
            late=local_date(file.law.office, event.recorded_at) > local_date(file.law.office, event.occurred_at),
            reasons=[*_reasons(file, event), *_told(told.get(event.seq, ()))],
        )
        for event in reversed(file.history)
        if event.kind not in INTERNAL and not _within(event)
    ]


def _within(event: Happened) -> bool:
    """Who of a desk works on it, and who has read it, is the office's own affair."""
    return event.kind in WITHIN or (event.kind == events.RECALLED and "step" not in event.data)


def _told(lines: Iterable[Line]) -> Iterator[str]:
    """What a step tells the applicant, in the step's own words."""
    for line in lines:
        rows = ("; ".join(filter(None, row)) for row in line.rows)
        text = line.text or ", ".join(line.items) or " | ".join(rows)
        if text:
            yield format_html("{}: {}", of_a_step(line.label), of_a_step(text))


def _title(file: FileView, event: Happened) -> str:
    if event.kind == events.RECEIVED:
        return f"{_(HAPPENED[event.kind])} {_(CHANNELS.get(file.channel, 'web'))}"
    if event.kind == events.ACTED:
        step = file.law.standard.step(event.step)
        own = next((outcome.label for outcome in step.outcomes if outcome.code == event.outcome), "")
        how = in_indonesian(own) if own else of_a_step(KINDS[step.kind].way(event.outcome).label)
        return format_html("{}: {}", in_indonesian(step.text), how)
    return _(HAPPENED.get(event.kind, event.kind))


def _reasons(file: FileView, event: Happened) -> Iterator[str]:
    """Why a file came back, item by item, and why more was asked than the standard lists; nothing for other events."""
    if event.kind == events.UNLISTED_ASKED:
        yield in_indonesian(f"{event.data.get('paper', '')}: {event.data.get('reason', '')}")
    if event.kind in AFTER_ISSUE:
        yield from _after_issue(file, event)
    if not returned(file.law.standard, event):
        return
    if event.data.get("reason"):
        yield in_indonesian(str(event.data["reason"]))
    texts = {slot.requirement.code: slot.requirement.text for slot in file.slots}
    for slot, reason in findings_of(event.data).items():
        asked = texts.get(slot.partition(".")[0], slot)
        yield format_html("{}: {}", in_indonesian(asked), in_indonesian(str(reason)))


def _after_issue(file: FileView, event: Happened) -> Iterator[str]:
    """What is told of an issued product: until when it holds, which duty, why a report came back."""
    product = next((one for one in file.law.standard.products if one.code == event.data.get("product")), None)
    if event.data.get("until"):
        yield _("Berlaku sampai {day}.").format(day=day_words(date.fromisoformat(event.data["until"])))
    for duty in product.duties if product else ():
        if duty.code == event.data.get("duty"):
            yield in_indonesian(duty.text)
    if event.kind == events.DUTY_RETURNED:
        yield in_indonesian(str(event.data.get("reason", "")))


def lacking(file: FileView) -> list[str]:
    """The papers that were said to come later, or not to be there, and have not come since.

    Nothing once somebody has found the file complete, or it has ended.
    """
    if file.state.ended or file.state.complete_at is not None:
        return []
    said = {slot: claim.how for slot, claim in file.claims.items()}
    came = {slot_key(paper.requirement, paper.person) for paper in file.papers}
    documents = [slot for slot in file.slots if slot.required and slot.requirement.kind == DOCUMENT]
    return [slot.requirement.text for slot in documents if said.get(slot.key) not in HERE and slot.key not in came]


def post_names(file: FileView, codes: str, between: str = ALL_OF) -> str:
    """The names of posts joined by "+"."""
    names = {post.code: post.name for post in file.law.office.posts}
    return joined((names.get(code, code) for code in codes.split("+") if code), between)


def permanent_address(route: str, code: str) -> str:
    """An address that stays: built from the configured base, printed in QR codes."""
    return settings.BASE_ADDRESS + reverse(route, args=[code])
