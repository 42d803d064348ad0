"""The life of a closed file: active, inactive, and the day from which its fate is due. Why it may be held back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from maklumat.core.retention.schedule import Retention

ACTIVE: Final = "active"
INACTIVE: Final = "inactive"
ENDED: Final = "ended"
STAGES: Final[Mapping[str, str]] = {ACTIVE: "Aktif", INACTIVE: "Inaktif", ENDED: "Habis masa simpan"}

RUNNING: Final = "running"
VALID: Final = "valid"
LETTER: Final = "letter"
DUTY: Final = "duty"
OWED: Final = "owed"
ORIGINALS: Final = "originals"
BOOKED: Final = "booked"
OBJECTION: Final = "objection"
RECHECK: Final = "recheck"
DISPUTE: Final = "dispute"
DAMAGED: Final = "damaged"
RULED: Final = "ruled"
HOLDS: Final[Mapping[str, str]] = {
    RUNNING: "berkas belum selesai",
    VALID: "produknya masih berlaku",
    LETTER: "suratnya belum selesai ditandatangani",
    DUTY: "kewajiban pemegangnya belum dipenuhi",
    OWED: "kompensasinya belum diberikan",
    ORIGINALS: "berkas asli pemohon masih dititipkan",
    BOOKED: "ada jadwal yang akan datang",
    OBJECTION: "masa keberatan belum lewat",
    RECHECK: "jawabannya masih harus dicocokkan dengan sistem luar",
    DAMAGED: "datanya rusak dan harus dipulihkan dahulu",
    RULED: "jadwal retensinya berubah sesudah diusulkan",
    DISPUTE: "ditahan: ada sengketa, pengaduan, perkara, atau pemeriksaan",
}
"""Why a file is not destroyed although its years are over. UU 43/2009 Pasal 51: nothing that a case still needs."""


@dataclass(frozen=True, slots=True)
class Life:
    """`inactive_on`: the first day on which it is inactive; `ends_on`: the first day after its years."""

    closed_on: date
    inactive_on: date
    ends_on: date
    stage: str


def life(retention: Retention, closed_on: date, on: date) -> Life:
    """Where a file stands that was closed that day. Years are whole ones from that day."""
    inactive_on = years_after(closed_on, retention.active_years)
    ends_on = years_after(closed_on, retention.years)
    stage = ENDED if on >= ends_on else INACTIVE if on >= inactive_on else ACTIVE
    return Life(closed_on, inactive_on, ends_on, stage)


def may_be_destroyed(retention: Retention, lived: Life, holds: Collection[str]) -> bool:
    """Whether it may be put on a list: its schedule says so, its years are over, and nothing needs it any more."""
    return retention.destroys and lived.stage == ENDED and not holds


def closed_before(retention: Retention, on: date) -> date:
    """The last day of closing of the files whose years are over on that day."""
    back = years_after(on, -retention.years)
    while years_after(back, retention.years) > on:  # the 29th of February
        back -= timedelta(days=1)
    return back


def years_after(day: date, years: int) -> date:
    """The same day of another year; the 29th of February becomes the 1st of March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
