"""Completed months and years between two days.

A month is complete on the same day number of a later month, and where that month has no such day, on its last day:
from 31 August six months are complete on 28 February (29 in a leap year). A year is twelve such months, so who is born
on 29 February completes a year of age on 28 February of a common year. One rule serves ages, durations and deadlines.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def completed_months(since: date, reference: date) -> int | None:
    """Whole months from `since` to `reference`; None when `since` lies after `reference`."""
    if since > reference:
        return None
    months = (reference.year - since.year) * 12 + reference.month - since.month
    if reference.day >= since.day or reference.day == monthrange(reference.year, reference.month)[1]:
        return months
    return months - 1


def completed_years(since: date, reference: date) -> int | None:
    """Whole years from `since` to `reference`, the age of who was born on `since`; None when that is still to come."""
    months = completed_months(since, reference)
    return None if months is None else months // 12


def elapsed_days(since: date, reference: date) -> int | None:
    """Calendar days from `since` to `reference`, 0 on the day itself; None when `since` lies after `reference`."""
    return None if since > reference else (reference - since).days


def months_later(on: date, months: int) -> date:
    """The same date `months` later, or the last day of that month where it is shorter.

    So many months earlier (`months` below nought) it is the latest day from which they are complete on `on`.
    """
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))
