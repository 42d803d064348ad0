"""How long the closed files of a service are kept, and what becomes of them then: a line of the retention schedule.

The schedule (JRA) is a regulation of the region; it counts active and inactive years, and then a file is destroyed,
kept for good, or looked at again. What no regulation was named for is our default and destroys nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from maklumat.core.errors import Refusal

DESTROY: Final = "destroy"
PERMANENT: Final = "permanent"
REVIEW: Final = "review"
FATES: Final[Mapping[str, str]] = {DESTROY: "Musnah", PERMANENT: "Permanen", REVIEW: "Dinilai kembali"}
MOST_YEARS: Final = 100
LONGEST_BASIS: Final = 200


@dataclass(frozen=True, slots=True)
class Retention:
    """A line of the schedule. `basis`: the regulation it is taken from, "" while the office has named none."""

    active_years: int
    inactive_years: int
    fate: str
    basis: str = ""

    @property
    def years(self) -> int:
        """How long a file is kept in all."""
        return self.active_years + self.inactive_years

    @property
    def decided(self) -> bool:
        """Whether the office has taken it from its own schedule."""
        return bool(self.basis)

    @property
    def destroys(self) -> bool:
        """Whether files may be destroyed by it at all: UU 43/2009 Pasal 51 asks that the schedule says so."""
        return self.decided and self.fate == DESTROY


_ORDINARY: Final = Retention(2, 5, DESTROY)
_CONFIDENTIAL: Final = Retention(2, 8, REVIEW)


def default(*, confidential: bool) -> Retention:
    """What is shown until the office has entered its own schedule; read in no regulation, so it destroys nothing."""
    return _CONFIDENTIAL if confidential else _ORDINARY


def checked(active_years: int, inactive_years: int, fate: str, basis: str) -> Retention:
    """A line as somebody typed it. Refusal RTN-001 (years), RTN-002 (fate), RTN-003 (no regulation named)."""
    years = (active_years, inactive_years)
    if not all(0 <= one <= MOST_YEARS for one in years) or not any(years):
        raise Refusal(
            "RTN-001", "Isi tahun aktif dan inaktif dengan angka dari 0 sampai {most}; jumlahnya paling sedikit 1.",
            most=MOST_YEARS,
        )  # fmt: skip
    if fate not in FATES:
        raise Refusal("RTN-002", "Pilih musnah, permanen, atau dinilai kembali.")
    if not basis.strip():
        raise Refusal("RTN-003", "Sebut peraturan jadwal retensinya: jenis, nomor, dan tahunnya.")
    return Retention(active_years, inactive_years, fate, basis.strip()[:LONGEST_BASIS])
