"""How much time is left, in a few Indonesian words for a list or a card."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from maklumat.core.clock import words
from maklumat.core.clock.counting import HOURS, LENGTHS, MINUTES, WORKING_DAYS
from maklumat.core.clock.spans import OFFICE, Span, intervals
from maklumat.core.clock.values import Due
from maklumat.core.errors import Message, phrase
from maklumat.core.workdays.calendar import WorkCalendar


def remaining_in_words(due: Due | None, now: datetime, calendar: WorkCalendar) -> str:
    """ "tersisa 2 hari kerja", "tersisa 45 menit", "terlambat 1 hari kerja", "berhenti: berkas di pemohon"."""
    return str(remaining(due, now, calendar))


def remaining(due: Due | None, now: datetime, calendar: WorkCalendar) -> Message:
    """The same as a message, for readers of another language.

    While the file lies elsewhere its date is a projection: it is never late by that, however long it lies there. On its
    last day a promise in days is counted in working time. A provisional date is said to be one.
    """
    if due is None:
        return phrase("tanpa batas waktu")
    if due.paused:
        return phrase("berhenti: berkas di {owner}", owner=words.OWNERS[due.paused])
    now = now.astimezone(UTC)
    late = now > due.at
    said = overdrawn(due, now, calendar) if late else phrase("tersisa {length}", length=_left(due, now, calendar))
    if not due.provisional:
        return said
    return phrase("{said} (sementara, menunggu kalender {year})", said=said, year=str(due.missing_years[-1]))


def _left(due: Due, now: datetime, calendar: WorkCalendar) -> words.Length | words.Amount:
    if due.limit.round_the_clock and due.unit in LENGTHS:
        return words.long_length(due.at - now)
    if due.unit in (MINUTES, HOURS):
        return words.length(calendar.working_time_between(now, due.at))
    working = due.unit == WORKING_DAYS
    days = calendar.working_days_between(now, due.at) if working else calendar.calendar_days_between(now, due.at)
    if days:
        return words.Amount(days, WORKING_DAYS if working else "days")
    return words.length(calendar.working_time_between(now, due.at) if working else due.at - now)


def overdrawn(due: Due, until: datetime, calendar: WorkCalendar, spans: Sequence[Span] = ()) -> Message:
    """By how much a moment after the due one is late: "terlambat 1 hari kerja".

    `spans`: who held the file. A promise of the office's own time grows no later while the file lies with somebody
    else; the time before it left and after it came back counts.
    """
    held = _held(due, until.astimezone(UTC), spans)
    if due.limit.round_the_clock and due.unit in LENGTHS:
        return phrase("terlambat {length}", length=words.long_length(sum((to - at for at, to in held), timedelta())))
    if days := sum(_days_begun(at, to, calendar) for at, to in held):
        return phrase("terlambat {length}", length=words.Amount(days, WORKING_DAYS))
    working = sum((calendar.working_time_between(at, to) for at, to in held), timedelta())
    if working < timedelta(minutes=1):
        return phrase("terlambat")
    return phrase("terlambat {length}", length=words.length(working))


def _held(due: Due, until: datetime, spans: Sequence[Span]) -> list[tuple[datetime, datetime]]:
    """The stretches of time after the due moment that make the promise later."""
    if until <= due.at or not spans or not due.limit.office_only:
        return [(due.at, max(until, due.at))]
    return [(one.from_at, one.to_at) for one in intervals(spans, due.at, until) if one.owner == OFFICE]


def _days_begun(due_at: datetime, now: datetime, calendar: WorkCalendar) -> int:
    """The working days that began after `due_at`, up to `now`: the first morning after a missed closing is day 1."""
    first, last = calendar.local(due_at).date(), calendar.local(now).date()
    days = calendar.count_working_days(first, last) - calendar.count_working_days(first, first)
    if days and calendar.is_working_day(last) and now < calendar.opening_on(last):
        days -= 1
    return days
