"""What an office publishes of its own clock: receipt to verdict, service by service, and nothing about few people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from maklumat.records.figures import measures
from maklumat.records.figures.queries import spread, tallied
from maklumat.records.figures.scope import Scope

FEW: Final = 5
"""Fewer files than this are not told: they would be about somebody."""
WHOLE: Final = ""
"""Under which the clock of the whole office stands."""
SPANS: Final = (timedelta(weeks=12), timedelta(weeks=52))


@dataclass(frozen=True, slots=True)
class Clock:
    """One service over one span. None: too few to be told.

    `half` and `nine`: the buckets within which half, and nine of ten, of the decided files were decided. `kept` of
    `judged` files with a promise kept all of them; `breached`: files whose promise broke; `unlisted`: papers asked
    beyond the standard.
    """

    span: timedelta
    received: int | None
    decided: int | None
    half: int | None
    nine: int | None
    kept: int | None
    judged: int | None
    breached: int | None
    unlisted: int | None


def published(office: str, services: Mapping[str, str], today: date) -> dict[str, tuple[Clock, ...]]:
    """By service, its clock over each of SPANS up to yesterday; under WHOLE that of all of them together.

    Two queries for each span.
    """
    scope = Scope(office, dict(services), None, whole=True)
    found: dict[str, list[Clock]] = {code: [] for code in (WHOLE, *services)}
    for span in SPANS:
        days = today - span, today - timedelta(days=1)
        counts = tallied(scope, _COUNTED, *days, by=("service",))
        verdicts = tallied(scope, (measures.VERDICT,), *days, by=("service", "key"))
        for code in services:
            found[code].append(_clock((code,), span, counts, verdicts))
        found[WHOLE].append(_clock(tuple(services), span, counts, verdicts))
    return {code: tuple(clocks) for code, clocks in found.items()}


_COUNTED: Final = (
    measures.RECEIVED, *measures.DECIDED, measures.KEPT, measures.BROKEN, measures.BREACHED, measures.UNLISTED,
)  # fmt: skip


def _clock(codes: Sequence[str], span: timedelta, counts: Mapping[Any, int], verdicts: Mapping[Any, int]) -> Clock:
    def each(*wanted: str) -> list[int]:
        return [sum(counts.get((measure, code), 0) for measure in wanted) for code in codes]

    received, decided = each(measures.RECEIVED), each(*measures.DECIDED)
    judged = sum(each(measures.KEPT, measures.BROKEN))
    buckets = Counter[int]()
    for (_, service, key), count in verdicts.items():
        buckets[int(key)] += count if service in codes else 0
    half, nine = spread(+buckets) if sum(decided) >= FEW else (None, None)
    many = sum(received) >= FEW
    return Clock(
        span=span,
        received=_told(received),
        decided=_told(decided),
        half=half,
        nine=nine,
        kept=sum(each(measures.KEPT)) if judged >= FEW else None,
        judged=judged if judged >= FEW else None,
        breached=_told(each(measures.BREACHED)) if many else None,
        unlisted=_told(each(measures.UNLISTED)) if many else None,
    )


def _told(counts: Sequence[int]) -> int | None:
    """A sum, unless it is about a few people, or would tell of a few when the services that are told are taken off."""
    few = [count for count in counts if 0 < count < FEW]
    reveals = bool(few) and len(counts) > 1 and (len(few) == 1 or sum(few) < FEW)
    return None if 0 < sum(counts) < FEW or reveals else sum(counts)
