"""Counting tries, exactly, over several workers and on both databases: one statement, one row per person and kind."""

from __future__ import annotations

from django.db import connection
from django.db.models import F

from maklumat.records.people.models import Tries

KEPT_SECONDS = 24 * 3600


def count_try(bucket: str, who: str, *, now: int, window: int) -> tuple[int, int]:
    """Count one more try of `who` (a digest) and return (tries in this window, seconds until the window ends).

    `now` in whole seconds since 1970, `window` in seconds. A window begins with its first try.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO people_tries (bucket, who, began, count) VALUES (%s, %s, %s, 1)"
            " ON CONFLICT (bucket, who) DO UPDATE SET"
            " count = CASE WHEN people_tries.began <= %s THEN 1 ELSE people_tries.count + 1 END,"
            " began = CASE WHEN people_tries.began <= %s THEN excluded.began ELSE people_tries.began END"
            " RETURNING count, began",
            [bucket, who, now, now - window, now - window],
        )
        count, began = cursor.fetchone()
    return int(count), int(began) + window - now


def forget_tries(bucket: str, who: str) -> None:
    """Start again: a success forgives the tries before it."""
    Tries.objects.filter(bucket=bucket, who=who).delete()


def give_back_try(bucket: str, who: str) -> None:
    """The last try was a success and does not count; those before it do."""
    Tries.objects.filter(bucket=bucket, who=who, count__gt=0).update(count=F("count") - 1)


def sweep_tries(*, now: int) -> int:
    """Remove windows older than a day; returns how many."""
    return Tries.objects.filter(began__lt=now - KEPT_SECONDS).delete()[0]
