"""After issue, and places that are booked: reports of the holder, what the desk does with them, times of others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests import booking_cast, cast, issued_cast
from tests.web import desk_steps as desk
from tests.web import public_steps as public
from tests.web.bad_inputs.case import TOLD, Case
from tests.web.bad_inputs.stage import Stage, nobody

Send = Callable[[Stage], Any]
NOTE: Final = "Sudah kami salurkan kepada korban"
WHERE: Final = "lacak/kewajiban"
HANDED_OVER: Final = 6
"""Entries of the ledger until a permit is handed over, besides its receipt."""


def permit(stage: Stage) -> UUID:
    """A permit that was handed over; its holder follows it."""
    if "permit" not in stage.made:
        issued_cast.change(cast.OFFICE)
        receipt = cast.apply(issued_cast.SERVICE)
        stage.made["permit"] = issued_cast.handed_over(receipt.application_id)
        public.follow(stage.client, receipt.code, receipt.secret)
    found: UUID = stage.made["permit"]
    return found


def report(**typed: Any) -> Send:
    def send(stage: Stage) -> Any:
        address = reverse("public:duty", args=[issued_cast.duty_of(permit(stage))])
        return stage.client.post(address, {"hasil": "1000", "biaya": "10", "note": NOTE, **typed})

    return send


def reported(name: str, sent: str, beside: str, **typed: Any) -> Case:
    return Case(
        name, sent, WHERE, report(**typed), (422,), beside=beside, keeps=(NOTE,), receives=1, writes=HANDED_OVER
    )


def report_twice(stage: Stage) -> Any:
    return [report()(stage) for _ in range(2)][1]


def report_nothing(stage: Stage) -> Any:
    address = reverse("public:duty", args=[issued_cast.duty_of(permit(stage), issued_cast.START)])
    return stage.client.post(address, {"note": "   "})


def report_elsewhere(stage: Stage) -> Any:
    permit(stage)
    return stage.client.post(reverse("public:duty", args=[nobody()]), {"note": NOTE})


def at_desk(route: str, post: str = cast.CLERK, **typed: Any) -> Send:
    """A form of the section on the page of the permit."""

    def send(stage: Stage) -> Any:
        file = permit(stage)
        key = issued_cast.LETTER if route == "desk:extend" else issued_cast.duty_of(file)
        return stage.officer(post).post(reverse(route, args=[file, key]), typed)

    return send


def visit(stage: Stage, hour: str, **more: str) -> Any:
    """Booking the place at an hour that another group has, or that no group begins at."""
    booking_cast.change(cast.OFFICE)
    when = booking_cast.at(8)
    booking_cast.book(booking_cast.apply(when.date()).application_id, when)
    file = booking_cast.apply(when.date()).application_id
    state = desk.position(file).state
    parts = {f"scheduled-meets_at_{index}": part for index, part in enumerate((when.day, when.month, when.year, hour))}
    data = {"seen_seq": state.seq, "step": state.step, "outcome": "scheduled", "scheduled-meets_where": NOTE}
    return stage.clerk.post(reverse("desk:act", args=[file]), {**data, **parts, **more})


def booked(name: str, sent: str, code: str, hour: str, **more: str) -> Case:
    return Case(
        name, sent, "tindak", lambda stage: visit(stage, hour, **more), (422,), code, keeps=(NOTE,), receives=2,
        writes=1,
    )  # fmt: skip


def no_photo() -> SimpleUploadedFile:
    return SimpleUploadedFile("laporan.jpg", b"bukan foto", content_type="image/jpeg")


AFTER: Final = {"receives": 1, "writes": HANDED_OVER}

CASES: Final = (
    reported("duty-words", "words for a number of rupiah", "hasil", hasil="banyak sekali"),
    reported("duty-negative", "a negative number", "biaya", biaya="-5"),
    reported("duty-empty", "a question left out", "hasil", hasil=""),
    reported("duty-endless", "an answer without end", "hasil", hasil="9" * 30_000),
    reported("duty-broken-photo", "a photograph that is none", "paper", paper=no_photo()),
    Case("duty-note-endless", "a note of 2.000 letters", WHERE, report(note="x" * 2000), (422,), beside="note",
         keeps=("x" * 2000,), **AFTER),
    Case("duty-nothing", "a report that says nothing", WHERE, report_nothing, (422,), "PRD-025", **AFTER),
    Case("duty-elsewhere", "a report for a duty that is none", WHERE, report_elsewhere, (404,), "AKS-001", **AFTER),
    Case("duty-twice", "the same report, twice", WHERE, report_twice, TOLD, says="menunggu kantor", receives=1,
         writes=HANDED_OVER + 1),
    Case("take-nothing", "taking a report that nobody sent", "kewajiban/terima", at_desk("desk:duty_take"), (422,),
         "PRD-025", **AFTER),
    Case("take-words", "words for a number", "kewajiban/terima",
         at_desk("desk:duty_take", **{"laporan-hasil": "banyak", "laporan-note": NOTE}), (422,), beside="laporan-hasil",
         keeps=(NOTE,), **AFTER),
    Case("return-nothing", "returning a report that nobody sent", "kewajiban/kembali",
         at_desk("desk:duty_return", reason=NOTE), (422,), "PRD-025", **AFTER),
    Case("extend-stale", "extending from a day that is not its last", "perpanjang",
         at_desk("desk:extend", cast.HEAD, seen="2020-01-01", reason=NOTE), (422,), "PRD-020", keeps=(NOTE,), **AFTER),
    Case("extend-no-day", "extending from no day at all", "perpanjang",
         at_desk("desk:extend", cast.HEAD, seen="kemarin", reason=NOTE), (422,), "PRD-020", keeps=(NOTE,), **AFTER),
    Case("extend-not-mine", "extending what another post extends", "perpanjang",
         at_desk("desk:extend", seen="2020-01-01", reason=NOTE), (404,), "AKS-001", **AFTER),
    booked("book-taken", "a time that another group has", "JDW-001", "08.00"),
    booked("book-between", "a time between two visits", "JDW-002", "08.20"),
    booked("book-at-night", "a time at night", "JDW-002", "02.00"),
    booked("book-forged-offer", "an offer that no page made", "JDW-001", "08.00", offered="besok"),
)  # fmt: skip
