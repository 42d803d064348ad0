"""Whose time it is: each second of a file belongs to the office (a desk of it), the applicant, or an outside party."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, NamedTuple

OFFICE: Final = "office"
APPLICANT: Final = "applicant"
OUTSIDE: Final = "outside"


class Span(NamedTuple):
    """From `from_at` (aware) until the next span the file lies with `owner`.

    `desk` is who holds it for the office: the posts joined by "+"; "" elsewhere. `delegate`: the post that works on it
    for that desk, "" while the desk does so itself.
    """

    from_at: datetime
    owner: str
    desk: str = ""
    delegate: str = ""


@dataclass(frozen=True, slots=True)
class Interval:
    """[from_at, to_at) in the hands of one holder. `open`: the last one, nobody has taken the file on yet."""

    from_at: datetime
    to_at: datetime
    owner: str
    desk: str = ""
    open: bool = False
    delegate: str = ""


def intervals(spans: Sequence[Span], from_at: datetime, to_at: datetime | None) -> tuple[Interval, ...]:
    """The holders from `from_at` on, in order and without gaps; before the first span the office holds the file.

    `to_at` cuts what lies after it and ends the last interval; None ends the last one at its own beginning, as if
    the file were taken on at once. Spans may come out of order (a backdated entry); of two at one moment the later
    in the sequence holds. Moments come out in UTC. Empty intervals are left out, except the open one at the end.
    """
    start = from_at.astimezone(UTC)
    to_at = max(to_at.astimezone(UTC), start) if to_at is not None else None
    begun = [Interval(start, start, OFFICE)]
    for span in sorted(spans, key=lambda span: span.from_at):
        at = max(span.from_at.astimezone(UTC), start)
        if to_at is not None and at > to_at:
            break
        begun.append(Interval(at, at, span.owner, span.desk, delegate=span.delegate))
    ends = [interval.from_at for interval in begun[1:]]
    last = begun[-1]
    closed = [
        Interval(one.from_at, end, one.owner, one.desk, delegate=one.delegate)
        for one, end in zip(begun[:-1], ends, strict=True)
        if end > one.from_at
    ]
    end = to_at or last.from_at
    return (*closed, Interval(last.from_at, end, last.owner, last.desk, open=True, delegate=last.delegate))


def pauses(spans: Sequence[Span], from_at: datetime, now: datetime | None) -> tuple[Interval, ...]:
    """The intervals after `from_at` in which the office did not hold the file; an open one lasts until `now`."""
    if not any(span.owner != OFFICE for span in spans):
        return ()
    return tuple(interval for interval in intervals(spans, from_at, now) if interval.owner != OFFICE)
