"""The waiting room in words, and the slip with a number: for the counter and for the device beside the door."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from maklumat.core.queueing import lanes
from maklumat.core.standard.model import Office
from maklumat.records.guests.queue import Board, Ticket
from maklumat.web.shared.contacts import Contact, watchdogs

LANES: Final[Mapping[str, str]] = {
    lanes.PRIORITY: gettext_noop("Jalur prioritas"),
    lanes.ORDINARY: gettext_noop("Jalur biasa"),
}
REASONS: Final[Mapping[str, str]] = {
    lanes.ELDERLY: gettext_noop("Lansia (60 tahun ke atas)"),
    lanes.DISABLED: gettext_noop("Penyandang disabilitas"),
    lanes.PREGNANT: gettext_noop("Ibu hamil"),
    lanes.INFANT: gettext_noop("Membawa bayi atau anak kecil"),
    lanes.COMPENSATION: gettext_noop("Kompensasi: dahulu terlambat dilayani"),
}


@dataclass(frozen=True, slots=True)
class TicketPaper:
    """What stands on the slip. `before`: how many are called first, None when it no longer waits."""

    office: Office
    number: str
    lane: str
    taken_at: datetime
    before: int | None
    wait: str
    watchdogs: list[Contact]


def ticket_paper(office: Office, ticket: Ticket, board: Board) -> TicketPaper:
    """The slip of this number as things stand now."""
    before = board.before(ticket.id)
    wait = "" if before is None else wait_words(board.minutes(before))
    return TicketPaper(office, ticket.number, _(LANES[ticket.lane]), ticket.taken_at, before, wait, watchdogs(office))


def wait_words(minutes: int | None) -> str:
    """ "kira-kira 20 menit"; honest where today says nothing yet."""
    if minutes is None:
        return _("belum dapat diperkirakan")
    if minutes == 0:
        return _("Anda berikutnya")
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("kira-kira {minutes} menit").format(minutes=rest)
    if not rest:
        return _("kira-kira {hours} jam").format(hours=hours)
    return _("kira-kira {hours} jam {minutes} menit").format(hours=hours, minutes=rest)
