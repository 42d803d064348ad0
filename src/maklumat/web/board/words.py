"""The words and addresses of the board: spans of days, and the links behind figures."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final
from urllib.parse import urlencode

from django.urls import reverse

from maklumat.core.terbilang.dates import long_date
from maklumat.web.shared.lists import BY_STATE

WEEKS: Final = 12
WEEK: Final = timedelta(days=7)


def files_link(
    state: str, *, service: str = "", desk: str = "", cause: str = "", days: tuple[date, date] | None = None
) -> str:
    """The list of the files behind a figure."""
    asked: dict[str, Any] = {"keadaan": BY_STATE[state], "layanan": service, "meja": desk, "sebab": cause}
    return f"{reverse('board:files')}?{urlencode(_kept(asked) | _days(days))}"


def agenda_link(days: tuple[date, date], service: str = "") -> str:
    """The agenda of the applications received in these days."""
    asked = _kept({"layanan": service}) | _days(days)
    return f"{reverse('desk:register', args=['agenda'])}?{urlencode(asked)}"


def _kept(asked: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in asked.items() if value}


def _days(days: tuple[date, date] | None) -> dict[str, int]:
    """Two days in the three parts that a form of dates has."""
    if days is None:
        return {}
    parts: dict[str, int] = {}
    for name, on in zip(("dari", "sampai"), days, strict=True):
        parts |= {f"{name}_0": on.day, f"{name}_1": on.month, f"{name}_2": on.year}
    return parts


def weeks(today: date, count: int = WEEKS) -> list[tuple[date, date]]:
    """The last weeks from Monday to Sunday, the oldest first; the last one is running."""
    monday = today - timedelta(days=today.weekday())
    return [(monday - WEEK * back, monday - WEEK * back + timedelta(days=6)) for back in reversed(range(count))]


def span_words(days: tuple[date, date]) -> str:
    """ "23 November 2026 sampai 29 November 2026"."""
    return f"{long_date(days[0])} sampai {long_date(days[1])}"


def share(part: int, whole: int) -> str:
    """ "92%", "" for nothing to share."""
    return f"{round(100 * part / whole)}%" if whole else ""
