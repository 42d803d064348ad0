"""Why this date: the reasons of a due moment, in the order in which an official would explain them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Final

from maklumat.core.clock import words
from maklumat.core.clock.counting import (
    BUDGET_YEAR,
    CALENDAR_DAYS,
    HOURS,
    LENGTHS,
    MINUTES,
    MONTHLY,
    MONTHS,
    WEEKS,
    WORKING_DAYS,
)
from maklumat.core.clock.spans import Interval
from maklumat.core.clock.values import Due
from maklumat.core.errors import Message, phrase
from maklumat.core.workdays.calendar import WorkCalendar
from maklumat.core.workdays.facts import RAMADAN, DayOff

REASONS: Final[Mapping[str, str]] = {
    "JAM-001": "Waktu mulai dihitung {moment}.",
    "JAM-002": "Masuk setelah jam tutup pukul {closing}, sehingga dihitung diterima {day}.",
    "JAM-003": "Masuk pada hari {off}, sehingga dihitung diterima {day}.",
    "JAM-004": "Masuk di luar jam kerja, sehingga waktu mulai berjalan {moment}.",
    "JAM-005": "Janji layanan: {length}, dihitung mulai hari berikutnya.",
    "JAM-006": "Janji layanan: {length}, dihitung pada jam kerja.",
    "JAM-007": "Janji layanan: {length}, dihitung siang dan malam tanpa memandang jam kerja dan hari libur.",
    "JAM-008": "Keputusan hanya menyebut “hari”; dijalankan sebagai {unit}.",
    "JAM-009": "Keputusan menyebut {min} sampai {max} {unit}; yang mengikat adalah {max}.",
    "JAM-010": "Janji layanan: {length}, yaitu tanggal yang sama (atau hari terakhir bulan itu).",
    "JAM-011": "Janji layanan: batas bulanan setiap tanggal {figure}.",
    "JAM-013": "Janji layanan: dikerjakan setiap bulan, jadi paling lambat akhir bulan itu.",
    "JAM-012": "Janji layanan: {length}, yang berakhir 31 Desember.",
    "JAM-020": "{length} dilewati.",
    "JAM-021": "{day} dilewati: libur nasional {name} ({decree}).",
    "JAM-022": "{day} dilewati: {name} ({decree}).",
    "JAM-023": "{day} dilewati: kantor tutup, {name}.",
    "JAM-024": "Jam kerja Ramadan berlaku pada sebagian waktu ini.",
    "JAM-030": "Berkas di {owner} sejak {from_at}. Kembali {to_at}: {lost} tidak dihitung.",
    "JAM-031": "Berkas di {owner} sejak {from_at}. Kembali {to_at}; batas waktu tidak berubah karenanya.",
    "JAM-032": "Berkas masih di {owner} sejak {from_at}: batas waktu ini perkiraan dan mundur sampai berkas kembali.",
    "JAM-040": "Batas waktu: {moment}.",
    "JAM-041": "Hari terakhir bukan hari kerja; janji hari kalender tidak bergeser dan berakhir pukul {hour}.",
    "JAM-050": "Kalender {years} belum dimuat: batas waktu ini sementara, baru akhir pekan yang diperhitungkan.",
    "JAM-060": "Batas waktu berubah dari {before} menjadi {after} karena kalender kerja berubah.",
}
_OFF: Final[Mapping[str, str]] = {"public": "JAM-021", "joint_leave": "JAM-022", "closure": "JAM-023"}
_SKIPS_DAYS_OFF: Final = frozenset({MINUTES, HOURS, WORKING_DAYS})


def why(due: Due) -> tuple[Message, ...]:
    """The reasons of `due`; empty when it carries no calendar."""
    calendar = due.calendar
    if calendar is None:
        return ()
    return (
        reason("JAM-001", moment=words.moment(due.started_at, calendar)),
        *_arrival(due, calendar),
        *_promise(due),
        *_skipped(due, calendar),
        *(_paused(due, pause, calendar) for pause in due.pauses),
        reason("JAM-040", moment=words.moment(due.at, calendar)),
        *_ending(due, calendar),
    )


def moved(before: Due, after: Due) -> tuple[Message, ...]:
    """What to tell people when a changed calendar has moved a due date; empty when it has not moved."""
    if before.at == after.at or after.calendar is None:
        return ()
    was, now = (words.moment(due.at, after.calendar) for due in (before, after))
    return (reason("JAM-060", before=was, after=now), *after.reasons)


def reason(code: str, **values: object) -> Message:
    """The reason `code` with its holes filled."""
    return Message(code, REASONS[code], values)


def _round_the_clock(due: Due) -> bool:
    return due.limit.round_the_clock and due.unit in LENGTHS


def _arrival(due: Due, calendar: WorkCalendar) -> Iterator[Message]:
    """Where the start was moved to a working day, or to working hours."""
    arrived = calendar.local(due.started_at).date()
    if _round_the_clock(due):
        return
    if due.unit in (MINUTES, HOURS):
        opened = calendar.next_working_moment(due.started_at)
        if opened != due.started_at:
            yield reason("JAM-004", moment=words.moment(opened, calendar))
        return
    received = calendar.received_on(due.started_at)
    if received == arrived or due.policy.late_counts_same_day:
        return
    off = calendar.day_off(arrived)
    if off is None:
        closing = words.hour(calendar.closing_on(arrived), calendar)
        yield reason("JAM-002", closing=closing, day=words.Day(received))
    else:
        yield reason("JAM-003", off=_off_words(off), day=words.Day(received))


def _off_words(off: DayOff) -> words.Weekday | Message | str:
    match off.kind:
        case "weekend":
            return words.Weekday(off.on)
        case "public":
            return phrase("libur nasional {name}", name=off.name)
        case "closure":
            return phrase("kantor tutup, {name}", name=off.name)
    return off.name


def _promise(due: Due) -> Iterator[Message]:
    """What the decree promises, and how it is understood."""
    limit, figure = due.limit, due.limit.max if due.limit.max is not None else 1
    length = words.Amount(figure, due.unit)
    if limit.unit == "days":
        yield reason("JAM-008", unit=words.Unit(due.unit))
    if limit.min is not None:
        yield reason("JAM-009", min=str(limit.min), max=str(figure), unit=words.Unit(limit.unit))
    if _round_the_clock(due):
        yield reason("JAM-007", length=length)
        return
    if limit.unit == "each_month":
        yield reason("JAM-013")
        return
    if due.unit == MONTHLY:
        yield reason("JAM-011", figure=str(figure))
        return
    codes = {MINUTES: "JAM-006", HOURS: "JAM-006", MONTHS: "JAM-010", BUDGET_YEAR: "JAM-012"}
    yield reason(codes.get(due.unit, "JAM-005"), length=length)


def _skipped(due: Due, calendar: WorkCalendar) -> Iterator[Message]:
    """The days off between receipt and due day, where they are not counted; weekends as one number."""
    if _round_the_clock(due) or due.unit not in _SKIPS_DAYS_OFF:
        return
    first, last = calendar.local(due.started_at).date(), calendar.local(due.at).date()
    days = [first + timedelta(days=n) for n in range(1, (last - first).days)]
    off = [found for found in map(calendar.day_off, days) if found is not None]
    if weekends := Counter(found.kind for found in off)["weekend"]:
        yield reason("JAM-020", length=words.Amount(weekends, "weekend_days"))
    for found in off:
        if found.kind in _OFF:
            yield reason(_OFF[found.kind], **_named(found))
    if due.unit != WORKING_DAYS and any(_is_fasting(calendar, day) for day in (first, *days, last)):
        yield reason("JAM-024")


def _named(off: DayOff) -> dict[str, object]:
    named: dict[str, object] = {"day": words.Day(off.on), "name": off.name}
    return named if off.kind == "closure" else {**named, "decree": off.decree}


def _is_fasting(calendar: WorkCalendar, on: date) -> bool:
    rule = calendar.hours_on(on)
    return rule is not None and rule.season == RAMADAN


def _paused(due: Due, pause: Interval, calendar: WorkCalendar) -> Message:
    owner, from_at = words.OWNERS[pause.owner], words.moment(pause.from_at, calendar)
    if pause.open:
        return reason("JAM-032", owner=owner, from_at=from_at)
    to_at, lost = words.moment(pause.to_at, calendar), _lost(due, pause, calendar)
    if not lost:
        return reason("JAM-031", owner=owner, from_at=from_at, to_at=to_at)
    return reason("JAM-030", owner=owner, from_at=from_at, to_at=to_at, lost=lost)


def _lost(due: Due, pause: Interval, calendar: WorkCalendar) -> words.Length | words.Amount | Message | None:
    """How much of the promise's own time a pause took; None for nothing."""
    if _round_the_clock(due):
        return words.long_length(pause.to_at - pause.from_at)
    if due.unit in (MINUTES, HOURS):
        time = calendar.working_time_between(pause.from_at, pause.to_at)
        return phrase("{length} waktu kerja", length=words.length(time)) if time else None
    if due.unit == WORKING_DAYS:
        days = calendar.working_days_between(pause.from_at, pause.to_at)
        return words.Amount(days, WORKING_DAYS) if days else None
    if due.unit in (MONTHLY, BUDGET_YEAR):
        return None
    days = calendar.calendar_days_between(pause.from_at, pause.to_at)
    return words.Amount(days, CALENDAR_DAYS) if days else None


def _ending(due: Due, calendar: WorkCalendar) -> Iterator[Message]:
    last = calendar.local(due.at).date()
    closed = not calendar.is_working_day(last)
    if due.unit in (CALENDAR_DAYS, WEEKS, MONTHS, MONTHLY, BUDGET_YEAR) and closed and not _round_the_clock(due):
        yield reason("JAM-041", hour=words.hour(due.at, calendar))
    if due.missing_years:
        yield reason("JAM-050", years=", ".join(map(str, due.missing_years)))
