"""Lengths of time out of counted buckets, in plain words: never shorter than the truth."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _

from maklumat.core.clock import words
from maklumat.core.clock.buckets import within
from maklumat.core.terbilang.numbers import grouped
from maklumat.web.shared.wording import english, said


def within_words(number: int | None) -> str:
    """ "2 hari kerja", "hari yang sama", "lebih dari 260 hari kerja"; "" for no files at all."""
    if number is None:
        return ""
    found = within(number)
    if found.same_day:
        return _("hari yang sama")
    amount = str(said(words.Amount(found.count, found.unit)))
    return _("lebih dari {amount}").format(amount=amount) if found.beyond else amount


def count_words(count: int) -> str:
    """ "1.204", to readers of English "1,204"."""
    return f"{count:,}" if english() else grouped(count)


def hours_words(minutes: int, files: int = 1) -> str:
    """The working time that each of so many files took on average: "3 jam 20 menit", from ten hours on "27 jam".

    "" for no time at all.
    """
    if not files or not minutes:
        return ""
    each = timedelta(minutes=round(minutes / files))
    if each >= timedelta(hours=10):
        return str(said(words.Amount(round(each / timedelta(hours=1)), "hours")))
    return str(said(words.length(each)))
