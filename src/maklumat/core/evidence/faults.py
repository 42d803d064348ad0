"""What can be wrong with a ledger, and how it is said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

CHANGED: Final = "changed"
PAYLOAD_CHANGED: Final = "payload_changed"
PAYLOAD_MISSING: Final = "payload_missing"
REMOVED: Final = "removed"
SWAPPED: Final = "swapped"
INSERTED: Final = "inserted"
CUT_TAIL: Final = "cut_tail"
REWRITTEN: Final = "rewritten"
HEAD_CHANGED: Final = "head_changed"
KEY_MISSING: Final = "key_missing"

SENTENCES: Final[Mapping[str, tuple[str, str]]] = {
    CHANGED: ("BKT-101", "Isi catatan ini telah diubah."),
    PAYLOAD_CHANGED: (
        "BKT-102",
        "Rincian catatan ini telah diubah, tertukar, atau dikosongkan tanpa berita acara.",
    ),
    PAYLOAD_MISSING: ("BKT-103", "Rincian catatan ini hilang tanpa berita acara."),
    REMOVED: ("BKT-104", "Catatan ini telah dihapus."),
    SWAPPED: ("BKT-105", "Catatan ini tertukar tempat dengan catatan lain."),
    INSERTED: ("BKT-106", "Catatan ini disisipkan; bukan bagian dari rantai."),
    CUT_TAIL: ("BKT-107", "Catatan ini dan semua sesudahnya telah dipotong dari ujung rantai."),
    REWRITTEN: (
        "BKT-108",
        "Rantai sampai catatan ini ditulis ulang: kepala harian bertanda tangan mengatakan lain.",
    ),
    KEY_MISSING: ("BKT-113", "Kunci yang membuka rincian catatan ini tidak ada di folder kunci."),
    HEAD_CHANGED: ("BKT-109", "Kepala rantai tidak sama dengan catatan terakhir ini."),
}
"""Fault -> stable code and what it says about the entry that is named."""
