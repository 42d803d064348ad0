"""How much time is left, in a few Indonesian words for a list or a card."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from maklumat.core.clock import words
from maklumat.core.clock.counting import HOURS, LENGTHS, MINUTES, WORKING_DAYS
from maklumat.core.clock.values import Due
from maklumat.core.workdays.calendar import WorkCalendar


def remaining_in_words(due: Due | None, now: datetime, calendar: WorkCalendar) -> str:
    """ "tersisa 2 hari kerja", "tersisa 45 menit", "terlambat 1 hari kerja", "berhenti: berkas di pemohon".

    While the file lies elsewhere its date is a projection: it is never late by that, however long it lies there. On its
    last day a promise in days is counted in working time. A provisional date is said to be one.
    """
    if due is None:
        return "tanpa batas waktu"
    if due.paused:
        return f"berhenti: berkas di {words.OWNERS[due.paused]}"
    now = now.astimezone(UTC)
    text = _late(due, now, calendar) if now > due.at else f"tersisa {_left(due, now, calendar)}"
    return f"{text} (sementara, menunggu kalender {due.missing_years[-1]})" if due.provisional else text


def _left(due: Due, now: datetime, calendar: WorkCalendar) -> str:
    if due.limit.round_the_clock and due.unit in LENGTHS:
        return str(words.long_length(due.at - now))
    if due.unit in (MINUTES, HOURS):
        return str(words.length(calendar.working_time_between(now, due.at)))
    working = due.unit == WORKING_DAYS
    days = calendar.working_days_between(now, due.at) if working else calendar.calendar_days_between(now, due.at)
    if days:
        return f"{days} hari kerja" if working else f"{days} hari"
    return str(words.length(calendar.working_time_between(now, due.at) if working else due.at - now))


def _late(due: Due, now: datetime, calendar: WorkCalendar) -> str:
    if due.limit.round_the_clock and due.unit in LENGTHS:
        return f"terlambat {words.long_length(now - due.at)}"
    if days := _days_begun(due.at, now, calendar):
        return f"terlambat {days} hari kerja"
    working = calendar.working_time_between(due.at, now)
    return f"terlambat {words.length(working)}" if working >= timedelta(minutes=1) else "terlambat"


def _days_begun(due_at: datetime, now: datetime, calendar: WorkCalendar) -> int:
    """The working days that began after `due_at`, up to `now`: the first morning after a missed closing is day 1."""
    first, last = calendar.local(due_at).date(), calendar.local(now).date()
    days = calendar.count_working_days(first, last) - calendar.count_working_days(first, first)
    if days and calendar.is_working_day(last) and now < calendar.opening_on(last):
        days -= 1
    return days
