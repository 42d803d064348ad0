"""Who is above the desks of a file, in the office as it is on the day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from maklumat.core.organisation.manning import manned, minded_superior
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.people.mandates import arrangement
from maklumat.records.procedures.queries import Position


class Minded:
    """Which posts somebody works for, office by office: looked up once for a batch of files of one moment."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, date], frozenset[str]] = {}

    def posts(self, code: str, moment: datetime) -> Collection[str]:
        office = catalogue.office(code, moment)
        on = catalogue.local_date(office, moment)
        if (code, on) not in self._known:
            self._known[code, on] = manned(office, arrangement(code), on)
        return self._known[code, on]


def superiors(position: Position, moment: datetime, minded: Minded | None = None) -> dict[str, str]:
    """By each post that has held the file, the nearest post above it that somebody works for; under "" the head.

    The head answers for the own desk.
    """
    office = catalogue.office(position.office, moment)
    on = catalogue.local_date(office, moment)
    head = next((post.code for post in office.posts if post.head), "")
    posts = {post for span in position.state.holdings for post in span.desk.split("+") if post}
    there = (minded or Minded()).posts(position.office, moment)
    return {"": head, **{post: minded_superior(office, post, on, there) or head for post in sorted(posts)}}
