"""The paper that somebody takes home: one sheet for A5 and for 80 mm rolls, for the counter and for citizens alike.

The template is `shared/receipt_paper.html`, its stylesheet `maklumat/print.css`. Which paper is chosen on the page
itself, by two radio buttons that need no script; `?kertas=80mm` in the address presses the second one beforehand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from maklumat.core.clock.values import Due
from maklumat.core.procedure import promises
from maklumat.core.standard.model import Channel, Office, TimeLimit
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.work.queries import FileView
from maklumat.records.work.submit import Receipt
from maklumat.web.shared.qr import qr_data

A5: Final = "a5"
ROLL: Final = "80mm"
PAPERS: Final = (A5, ROLL)
CHOSEN: Final = "kertas"
"""The key of the wish for a paper, in addresses and in sessions."""


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """A promise with its date. `if_complete`: nobody has found the file complete yet, so the date is what it would be
    if somebody did at once.
    """

    limit: TimeLimit
    due: Due
    if_complete: bool


@dataclass(frozen=True, slots=True)
class ReceiptPaper:
    """What stands on the sheet. `typed_at`: when a paper slip was typed in, None when it came in directly.

    `lacking`: what the applicant still has to bring. `watchdogs`: where a bribe is reported past the office.
    """

    office: Office
    service: str
    register: str
    received_at: datetime
    typed_at: datetime | None
    code: str
    secret: str
    promises: tuple[PromiseLine, ...]
    lacking: tuple[str, ...]
    watchdogs: tuple[Channel, ...]
    address: str
    qr: str
    size: str


def receipt_paper(
    request: HttpRequest, receipt: Receipt, file: FileView, *, lacking: Iterable[str] = ()
) -> ReceiptPaper:
    """The sheet of this receipt. It carries the secret: the page that shows it is never kept by a browser."""
    recorded_at = file.history[0].recorded_at
    address = f"{settings.BASE_ADDRESS}{reverse('public:follow_code', args=[receipt.code])}"
    return ReceiptPaper(
        office=file.law.office,
        service=file.law.standard.name,
        register=receipt.register,
        received_at=file.received_at,
        typed_at=recorded_at if recorded_at != file.history[0].occurred_at else None,
        code=receipt.code,
        secret=receipt.secret,
        promises=tuple(_promises(file, timezone.now())),
        lacking=tuple(lacking),
        watchdogs=file.law.office.watchdogs,
        address=address,
        qr=qr_data(address),
        size=wished(request),
    )


def _promises(file: FileView, now: datetime) -> Iterator[PromiseLine]:
    limits = {limit.code: limit for limit in file.law.standard.time_limits}
    for code, counted in file.promises:
        awaited = awaited_due(file, limits[code], now)
        yield PromiseLine(limits[code], awaited or counted, awaited is not None)


def awaited_due(file: FileView, limit: TimeLimit, now: datetime) -> Due | None:
    """The date of a promise that begins with a complete file, if this one were found complete now; None for a promise
    that runs already, or is settled.
    """
    if not promises.awaits_completeness(limit, file.state):
        return None
    return promises.if_complete(limit, now, catalogue.calendar(file.law.office))


def wished(request: HttpRequest) -> str:
    """The paper that the address asks for, else the one this desk keeps to, else A5."""
    wish = request.GET.get(CHOSEN) or request.session.get(CHOSEN)
    return wish if wish in PAPERS else A5
