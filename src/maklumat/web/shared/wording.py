"""What core says and the facts of the standard, in words a citizen reads, in the active language."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext_noop, ngettext
from django.utils.translation import gettext as _

from maklumat.core.clock import words
from maklumat.core.errors import Message
from maklumat.core.standard.model import ServiceStandard, TimeLimit
from maklumat.core.standard.translation import Translated
from maklumat.core.terbilang.dates import day_name, long_date

ZONES: Final = {7: "WIB", 8: "WITA", 9: "WIT"}
ENGLISH_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ENGLISH_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
NO_NUMBER: Final = {
    "monthly": gettext_noop("setiap bulan"),
    "each_month": gettext_noop("setiap bulan"),
    "budget_year": gettext_noop("dalam tahun anggaran berjalan"),
    "none": gettext_noop("tanpa batas waktu tertulis"),
}
LONGEST_WHOLE: Final = 24
"""Letters of a number that a column of a printed book has room for."""
_NUMBER: Final = re.compile(r"(?<![^\s(])(?=[^\s;&]*\d)[^\s;&]*[-/][^\s;&]*")
"""A word with a digit and a hyphen or a stroke: 29-11-2026, 400.9/12/DINSOS-KT/2026."""
STARTS: Final = {
    "received": gettext_noop("sejak permohonan diterima"),
    "complete": gettext_noop("sejak berkas lengkap dan benar"),
}


def sentence(message: Message) -> str:
    """A message in the reader's language; the Indonesian one where the translation is wrong or missing."""
    if not english():
        return str(message)
    try:
        return _(message.text).format_map({name: said(value) for name, value in message.values.items()})
    except (KeyError, IndexError, ValueError):  # a wrong translation must not hide the message
        return str(message)


def marked(message: Message) -> str:
    """As `sentence`, for a page: in English what is quoted from the standard is marked as Indonesian."""
    if not english():
        return sentence(message)
    quoted = {name: _marked(value) for name, value in message.values.items()}
    try:
        return mark_safe(escape(_(message.text)).format_map(quoted))  # noqa: S308  # every value was escaped
    except (KeyError, IndexError, ValueError):
        return str(message)


def _marked(value: object) -> object:
    if isinstance(value, str) and any(character.isalpha() for character in value):
        return in_indonesian(value)
    if isinstance(value, Message):
        return marked(value)
    return escape(told) if isinstance(told := said(value), str) else told


def in_indonesian(text: str) -> str:
    """Words of the standard inside an English page, marked unless they are translated."""
    if isinstance(text, Translated):
        return escape(text)
    return format_html('<span lang="id">{}</span>', text) if english() else text


def of_the_law(text: str) -> str:
    """A text of the standard on any page: what the decree says is told from what we say."""
    return escape(text) if isinstance(text, Translated) else format_html('<span lang="id">{}</span>', text)


def of_a_step(text: str) -> str:
    """A word of a step's form, or what somebody wrote in it: the program knows the English of the first alone."""
    known = _(text) if english() else text
    return known if known != text else in_indonesian(text)


def language_mark(text: str) -> str:
    """The attribute that says so of an element holding nothing else."""
    return "" if isinstance(text, Translated) else mark_safe(' lang="id"')


def said(value: object) -> object:
    """A value of a message in the reader's language. Plain text (a name, a number) stays as it is."""
    match value:
        case Message():
            return sentence(value)
        case words.Day():
            return weekday_words(value.on)
        case words.Weekday():
            return ENGLISH_DAYS[value.on.weekday()] if english() else str(value)
        case words.Hour():
            return f"{value.local:%H:%M} {value.local.tzname()}" if english() else str(value)
        case words.Moment():
            return f"{weekday_words(value.local.date())}, {said(words.Hour(value.local))}" if english() else str(value)
        case words.Unit():
            return _plural(value.code, 2)
        case words.Amount():
            return f"{value.count} {_plural(value.unit, value.count)}"
        case words.Length():
            return " ".join(str(said(amount)) for amount in value.amounts) or sentence(words.LESS_THAN_A_MINUTE)
    return value


def english() -> bool:
    """Whether the reader chose English."""
    return (get_language() or "id").startswith("en")


def day_words(day: date) -> str:
    """ "19 Mei 2023"."""
    if english():
        return f"{day.day} {ENGLISH_MONTHS[day.month - 1]} {day.year}"
    return long_date(day)


def weekday_name(weekday: int) -> str:
    """The name of a day of the week; 0 is Monday."""
    return ENGLISH_DAYS[weekday] if english() else day_name(date(2024, 1, 1 + weekday))  # 1 January 2024: a Monday


def weekday_words(day: date) -> str:
    """ "Jumat, 19 Mei 2023"."""
    name = ENGLISH_DAYS[day.weekday()] if english() else day_name(day)
    return f"{name}, {day_words(day)}"


def moment_words(moment: datetime, time_zone: str) -> str:
    """ "Jumat, 19 Mei 2023 pukul 14.05 WIB": the wall clock of the office."""
    local = moment.astimezone(ZoneInfo(time_zone))
    hours = (local.utcoffset() or timedelta()) // timedelta(hours=1)
    zone = ZONES.get(hours, "UTC")
    if english():
        return f"{weekday_words(local.date())}, {local:%H:%M} {zone}"
    return f"{weekday_words(local.date())} pukul {local:%H.%M} {zone}"


def duration_words(limit: TimeLimit) -> str:
    """ "1 hari kerja", "12 sampai 18 bulan", without its condition and its start."""
    if limit.max is None or limit.unit in NO_NUMBER:
        return _(NO_NUMBER.get(limit.unit, NO_NUMBER["none"]))
    if limit.min is not None and limit.min != limit.max:
        return _("{least} sampai {most} {unit}").format(least=limit.min, most=limit.max, unit=_plural(limit.unit, 2))
    if limit.lasting:
        return _("berlangsung {most} {unit}").format(most=limit.max, unit=_plural(limit.unit, limit.max))
    return _("paling lama {most} {unit}").format(most=limit.max, unit=_plural(limit.unit, limit.max))


def promise_words(limit: TimeLimit, standard: ServiceStandard | None = None) -> str:
    """The whole promise: condition, duration, start. "wilayah Daratan: paling lama 1 hari, sejak berkas lengkap".

    A promise that begins with a step says which where the `standard` is given. For a page: the condition and the
    step are the standard's own and marked so."""
    words = duration_words(limit)
    begins = limit.unit not in ("none", "each_month")
    if begins and not limit.starts_after and not limit.lasting:
        words = f"{words} {_(STARTS[limit.starts])}"
    if begins and limit.starts_after and standard is not None:
        step = in_indonesian(standard.step(limit.starts_after).text)
        words = format_html(_("{promise} sejak langkah ini selesai: “{step}”"), promise=words, step=step)
    if limit.depends_on:
        said = _("{promise}, menyesuaikan {what}")
        words = format_html(said, promise=words, what=in_indonesian(limit.depends_on))
    return format_html("{}: {}", in_indonesian(limit.condition), words) if limit.condition else words


def unbroken(text: str) -> str:
    """The text for a narrow column of a page: days and numbers are not torn at a hyphen, long ones only at a stroke."""
    whole = escape(text)
    return mark_safe(_NUMBER.sub(_held_together, whole))  # noqa: S308  # escaped above


def _held_together(found: re.Match[str]) -> str:
    word = found[0]
    parts = re.findall(r"[^/]*/|[^/]+$", word) if len(word) > LONGEST_WHOLE else [word]
    return "<wbr>".join(f'<span class="m-whole">{part}</span>' for part in parts)


def size_words(size_bytes: int) -> str:
    """ "1,4 MB" or "320 kB"."""
    if size_bytes < 1_000_000:
        return f"{max(1, round(size_bytes / 1000))} kB"
    number = f"{size_bytes / 1_000_000:.1f}"
    return f"{number if english() else number.replace('.', ',')} MB"


def _plural(unit: str, count: int) -> str:
    """The unit after a number; Indonesian has one form, English two."""
    forms = {
        "minutes": ngettext("menit", "menit", count),
        "hours": ngettext("jam", "jam", count),
        "working_days": ngettext("hari kerja", "hari kerja", count),
        "calendar_days": ngettext("hari kalender", "hari kalender", count),
        "days": ngettext("hari", "hari", count),
        "weeks": ngettext("minggu", "minggu", count),
        "months": ngettext("bulan", "bulan", count),
        "monthly": ngettext("batas bulanan", "batas bulanan", count),
        "budget_year": ngettext("tahun anggaran", "tahun anggaran", count),
        "weekend_days": ngettext("hari akhir pekan", "hari akhir pekan", count),
    }
    return forms[unit]
