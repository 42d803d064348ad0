"""The clock of a file in the words of its applicant: what was promised, what came of it, and where it lay how long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from maklumat.core.clock.elapsed import Held as Sum
from maklumat.core.clock.spans import APPLICANT, OFFICE, OUTSIDE
from maklumat.core.clock.values import Due
from maklumat.core.clock.words import Amount, length, long_length
from maklumat.core.standard.model import TimeLimit
from maklumat.records.work import timesheet as clock
from maklumat.records.work.queries import FileView
from maklumat.web.public.telling import OWNERS, post_names
from maklumat.web.shared.answering import channel_of
from maklumat.web.shared.receipts import awaited_due
from maklumat.web.shared.spoken import ANY_OF
from maklumat.web.shared.wording import duration_words, marked, of_a_step, said, sentence

OFFICE_WORD: Final = gettext_noop("Kantor")
SINCE: Final = {
    clock.COMPLETE: gettext_noop("Sejak diterima: {length}. Janji dihitung sejak berkas lengkap."),
    clock.STEP: gettext_noop("Sejak diterima: {length}. Janji dihitung sejak langkah sebelumnya selesai."),
}
ANSWERED: Final = gettext_noop("Dijawab dalam {length} (janji {promise}).")
THROUGH: Final = gettext_noop("Lewat")
TOOK: Final = gettext_noop("Dari diterima sampai selesai: {length}.")


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """A promise of the standard for this file, and why its date is the date. `moves`: the date is only a guess while
    the file lies with the applicant. `margin`: how much is left of it, or by how much it was missed.
    `answered`: of a first answer, within what time it came; "" for others. `if_complete`: the promise begins with a
    complete file; the date is what it would be if this one were found complete now."""

    limit: TimeLimit
    due: Due
    kept: bool
    broken: bool
    moves: bool
    reasons: list[str]
    margin: str
    settled_at: datetime | None
    provisional: bool
    answered: str
    if_complete: bool


@dataclass(frozen=True, slots=True)
class Share:
    """How long an owner has had the file: in working days and hours, in words."""

    who: str
    working: str
    plain: str


@dataclass(frozen=True, slots=True)
class Turn:
    """One holder in turn. `post`: a desk of the office, whose name is the standard's own."""

    who: str
    post: bool
    step: str
    from_at: datetime
    to_at: datetime | None
    plain: str


@dataclass(frozen=True, slots=True)
class Clock:
    """`since_receipt`: how long it has taken since the receipt; "" where every promise counts from there."""

    promises: list[PromiseLine]
    shares: list[Share]
    turns: list[Turn]
    since_receipt: str


def clock_of(file: FileView, now: datetime) -> Clock:
    """The clock of this file at `now`."""
    sheet = clock.timesheet(file, now)
    return Clock(
        promises=[_promise(file, one, now) for one in sheet.promises],
        shares=[_share(one) for one in sheet.total.owners],
        turns=[_turn(file, one) for one in sheet.held],
        since_receipt=_since_receipt(sheet),
    )


def _since_receipt(sheet: clock.Timesheet) -> str:
    """The clock that no late beginning of a promise can hide."""
    if not sheet.later:
        return ""
    total = sheet.total.total
    took = said(Amount(total.working_days, "working_days") if total.working_days else length(total.working))
    return _(TOOK if sheet.ended else SINCE[sheet.later]).format(length=took)


def _share(one: Sum) -> Share:
    who = _(OFFICE_WORD) if one.owner == OFFICE else _(OWNERS[one.owner])
    return Share(who, str(said(length(one.working))), str(said(long_length(one.clock))))


def _turn(file: FileView, one: clock.Held) -> Turn:
    office = one.owner not in {APPLICANT, OUTSIDE}
    named = office and bool(one.desk)
    who = post_names(file, one.desk, ANY_OF) if named else _(OFFICE_WORD) if office else _(OWNERS[one.owner])
    return Turn(who, named, one.step, one.from_at, one.to_at, str(said(long_length(one.used.total.clock))))


def _promise(file: FileView, one: clock.Promised, now: datetime) -> PromiseLine:
    awaited = awaited_due(file, one.limit, now)
    return PromiseLine(
        limit=one.limit,
        due=awaited or one.due,
        kept=one.state == clock.KEPT,
        broken=one.state == clock.BROKEN,
        moves=one.state == clock.RUNNING and _moves(file, one.due, awaited),
        reasons=[marked(reason) for reason in (awaited.reasons if awaited else one.reasons)],
        margin="" if one.state == clock.VOID or awaited else sentence(one.margin),
        settled_at=one.settled_at,
        provisional=awaited.provisional if awaited else one.provisional,
        answered=_answered(file, one),
        if_complete=awaited is not None,
    )


def _answered(file: FileView, one: clock.Promised) -> str:
    """Within what time the first answer came, and through which channel; the office knows by whom."""
    if not one.limit.answer or one.proof is None or one.took is None:
        return ""
    told = _(ANSWERED).format(length=said(one.took), promise=duration_words(one.limit))
    through = channel_of(file, one.proof)
    return format_html("{} {}: {}.", told, _(THROUGH), of_a_step(through)) if through else told


def _moves(file: FileView, due: Due, awaited: Due | None) -> bool:
    """Whether the date moves on with each day that the applicant keeps the file."""
    return file.state.owner == APPLICANT and (awaited is not None or due.paused == APPLICANT)
