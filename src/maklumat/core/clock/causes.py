"""Why a promise broke: where the time went until then. The cause comes before the desk, and the desk before a person.

The cause is a fact of the clock, nobody's fault: it says where to look first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from maklumat.core.clock.elapsed import Elapsed, elapsed
from maklumat.core.clock.spans import APPLICANT, OUTSIDE, Span
from maklumat.core.errors import Message, phrase
from maklumat.core.workdays.calendar import WorkCalendar

NOT_BEGUN: Final = "not_begun"
WITH_OUTSIDE: Final = "outside"
WITH_APPLICANT: Final = "applicant"
ONE_DESK: Final = "one_desk"
SEVERAL_DESKS: Final = "several"

MOST: Final = (3, 5)
"""From this share of the office's own time on, one desk is said to have held the file."""

CAUSES: Final[Mapping[str, Message]] = {
    NOT_BEGUN: phrase("Belum dikerjakan sejak diterima"),
    ONE_DESK: phrase("Lama di satu meja"),
    SEVERAL_DESKS: phrase("Waktu terbagi di beberapa meja"),
    WITH_APPLICANT: phrase("Lama dilengkapi pemohon"),
    WITH_OUTSIDE: phrase("Lama di pihak luar"),
}
"""Every cause in words, in the order in which they are shown."""


class Cause(NamedTuple):
    """`desk`: which desk of the office held the file longest until then, "" when none did."""

    code: str
    desk: str


def cause(spans: Sequence[Span], received_at: datetime, broken_at: datetime, calendar: WorkCalendar) -> Cause:
    """Why the promise broke at that moment."""
    return cause_of(elapsed(spans, received_at, broken_at, calendar), begun=_begun(spans, broken_at))


def cause_of(used: Elapsed, *, begun: bool) -> Cause:
    """As `cause`, from what each holder used. Time out of hours counts only where nobody used any other."""
    desk = max(used.whole_desks, key=lambda one: (one.working, one.clock), default=None)
    name = desk.desk if desk else ""
    if not begun:
        return Cause(NOT_BEGUN, name)
    office, applicant, outside = used.by("office"), used.by(APPLICANT), used.by(OUTSIDE)
    longest = max((office.working, 2), (outside.working, 1), (applicant.working, 0))[1]
    if longest != 2:
        return Cause(WITH_OUTSIDE if longest else WITH_APPLICANT, name)
    if desk is not None and desk.working * MOST[1] >= office.working * MOST[0]:
        return Cause(ONE_DESK, name)
    return Cause(SEVERAL_DESKS, name)


def _begun(spans: Sequence[Span], until: datetime) -> bool:
    """Whether the file had left its first holder by then."""
    return any(span.from_at < until for span in spans[1:])
