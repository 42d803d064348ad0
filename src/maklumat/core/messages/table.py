"""Which event of a file makes which message, and to whom: a table in data. What no row names stays unsaid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

# Who is told. A reporter is the applicant of a file that is about somebody else.
APPLICANT: Final = "applicant"
PROXY: Final = "proxy"
OFFICER: Final = "officer"

# The occasions.
RECEIVED: Final = "received"
RETURNED: Final = "returned"
REMINDER: Final = "reminder"
LAPSED: Final = "lapsed"
APPOINTMENT: Final = "appointment"
READY: Final = "ready"
DONE: Final = "done"
REFUSED: Final = "refused"
CLOSED: Final = "closed"
BREACH: Final = "breach"
BREACH_OWED: Final = "breach_owed"
WITHDRAWN: Final = "withdrawn"
REVOKED: Final = "revoked"
EXPIRING: Final = "expiring"
DUTY: Final = "duty"
DUTY_RETURNED: Final = "duty_returned"
WARNED: Final = "warned"
ESCALATED: Final = "escalated"
ROSTER: Final = "roster"
NIGHT: Final = "night"
APOLOGY_DUE: Final = "apology_due"

DECISION: Final = "UU 30/2014 Pasal 61"
"""A decision has to be delivered to whom it concerns, whether or not they like to be told of other things."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """One row. `to`: whom it tells of those who are there; `reporter`: also an applicant who reported another person.

    `urgent`: goes out in quiet hours too. `law`: what obliges the office to tell this even whom asked for silence;
    "" for nothing. `must`: somebody has to be told, if not by a message then by telephone or letter: it does not go out
    of date unnoticed. `word`: what officials call it.
    """

    code: str
    word: str
    to: tuple[str, ...] = (APPLICANT, PROXY)
    reporter: bool = False
    urgent: bool = False
    law: str = ""
    must: bool = False


_ROWS: Final = (
    Occasion(RECEIVED, "Permohonan diterima", reporter=True),
    Occasion(RETURNED, "Perlu dilengkapi", reporter=True, must=True),
    Occasion(REMINDER, "Pengingat melengkapi", reporter=True, must=True),
    Occasion(LAPSED, "Permohonan gugur", reporter=True, must=True),
    Occasion(APPOINTMENT, "Janji temu", must=True),
    Occasion(READY, "Hasil siap diambil", law=DECISION, must=True),
    Occasion(DONE, "Permohonan selesai", reporter=True, law=DECISION, must=True),
    Occasion(REFUSED, "Permohonan ditolak", law=DECISION, must=True),
    Occasion(CLOSED, "Permohonan ditutup", reporter=True, must=True),
    Occasion(BREACH, "Maaf, kami terlambat", reporter=True, must=True),
    Occasion(BREACH_OWED, "Maaf, kami terlambat (ada kompensasi)", reporter=True, must=True),
    Occasion(WITHDRAWN, "Permohonan ditarik", reporter=True),
    Occasion(REVOKED, "Surat dicabut", law=DECISION, must=True),
    Occasion(EXPIRING, "Surat hampir habis masa berlakunya"),
    Occasion(DUTY, "Pengingat laporan"),
    Occasion(DUTY_RETURNED, "Laporan dikembalikan", must=True),
    Occasion(WARNED, "Janji hampir lewat", to=(OFFICER,)),
    Occasion(ESCALATED, "Berkas dinaikkan", to=(OFFICER,)),
    Occasion(ROSTER, "Panggilan piket", to=(OFFICER,), urgent=True),
    Occasion(NIGHT, "Laporan di luar jam kerja", to=(OFFICER,), urgent=True),
    Occasion(APOLOGY_DUE, "Permintaan maaf hampir lewat", to=(OFFICER,)),
)

OCCASIONS: Final = {row.code: row for row in _ROWS}
