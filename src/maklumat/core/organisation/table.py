"""Every setting of an office. A new one is added here by whoever reads it, and nowhere else."""

from __future__ import annotations

from typing import Final

from maklumat.core.organisation.settings import DAY, Setting

TRIAL_UNTIL: Final = "trial_until"

_ROWS: Final = (
    Setting(
        TRIAL_UNTIL,
        "Masa percobaan",
        "Masa percobaan sampai tanggal",
        DAY,
        "",
        help="Sampai hari itu angka kantor hanya dilihat kantor sendiri, dan sebab keterlambatan ditampilkan lebih"
        " dahulu daripada mejanya. Kosong berarti tidak ada masa percobaan.",
    ),
)

SETTINGS: Final = {row.code: row for row in _ROWS}
