"""Keeping the figures: the follower of every office's ledger, and beginning anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db import connection, transaction

from maklumat.core.events import KINDS
from maklumat.records.figures.counting import Counted, Stands, count
from maklumat.records.figures.models import Mark, Place, Standing, Tally
from maklumat.records.ledger.following import Followed, begin_again, follow
from maklumat.records.ledger.queries import offices_with_entries

NAME: Final = "figures"


def follow_figures(moment: datetime) -> int:  # noqa: ARG001  # as every follower is called
    """Count a batch of every office's new entries; how many there were."""
    return sum(count_next(office) for office in offices_with_entries())


def count_next(office: str) -> int:
    """Count the next batch of one office's entries; how many lie behind us now that did not before."""

    def handle(found: Sequence[Followed]) -> None:
        _keep(office, count([one.entry for one in found]))

    return follow(NAME, office, handle, kinds=KINDS)


def rebuild(office: str) -> int:
    """Throw the office's figures away and count its ledger from the beginning; how many entries it has."""
    with transaction.atomic():
        begin_again(NAME, office)
        for table in (Tally, Place, Standing, Mark):
            table.objects.filter(office=office).delete()
    entries = 0
    while passed := count_next(office):
        entries += passed
    return entries


def _keep(office: str, counted: Counted) -> None:
    rows = [(office, *added, amount) for added, amount in sorted(counted.tally.items()) if amount]
    _add(_TALLY, [(one[0], one[1], one[2].isoformat(), *one[3:]) for one in rows])
    Mark.objects.bulk_create(counted.marks)
    _move(office, counted)


def _move(office: str, counted: Counted) -> None:
    """Count the files where they stand now, and no more where they stood."""
    rows = Place.objects.filter(pk__in=list(counted.stands))
    before = {
        pk: (Stands(*stood), at)
        for pk, at, *stood in rows.values_list("pk", "stands_at", "service", "desk", "due")
    }  # fmt: skip
    after = {pk: (now, counted.stands_at.get(pk)) for pk, now in counted.stands.items() if now is not None}
    moved = {pk for pk in counted.stands if before.get(pk) != after.get(pk)}
    change: Counter[Stands] = Counter()
    for pk in moved:
        if pk in before:
            change[before[pk][0]] -= 1
        if pk in after:
            change[after[pk][0]] += 1
    _add(_STANDING, [(office, *stood, files) for stood, files in sorted(change.items()) if files])
    if change:
        Standing.objects.filter(office=office, files=0).delete()
    Place.objects.filter(pk__in=[pk for pk in moved if pk not in after]).delete()
    Place.objects.bulk_create(
        [
            Place(application_id=pk, office=office, stands_at=at, **now._asdict())
            for pk, (now, at) in after.items()
            if pk in moved
        ],
        update_conflicts=True,
        unique_fields=["application_id"],
        update_fields=["service", "desk", "due", "stands_at"],
    )


_TALLY: Final = (
    "INSERT INTO figures_tally (office, measure, counted_on, service, key, amount) VALUES (%s, %s, %s, %s, %s, %s)"
    " ON CONFLICT (office, measure, counted_on, service, key)"
    " DO UPDATE SET amount = figures_tally.amount + excluded.amount"
)
_STANDING: Final = (
    "INSERT INTO figures_standing (office, service, desk, due, files) VALUES (%s, %s, %s, %s, %s)"
    " ON CONFLICT (office, service, desk, due) DO UPDATE SET files = figures_standing.files + excluded.files"
)


def _add(statement: str, rows: Sequence[Sequence[str | int]]) -> None:
    """Add to what is there, line by line in one order, so that two never wait for each other."""
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(statement, rows)
