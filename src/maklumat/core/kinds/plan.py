"""A plan of help: from stock, from a third party, a visit or a referral."""

from __future__ import annotations

from maklumat.core.kinds.kind import GENERIC, REFUSE, Kind, Way

KIND = Kind(
    code="plan",
    word="rencana",
    label="Rencana tindak lanjut",
    ways=(
        Way("agreed", "disepakati", "Rencana disepakati", needs=("note",)),
        Way("outside_help", "perlu_pihak_ketiga", "Perlu pihak ketiga", needs=("note",)),
        Way("home_visit", "kunjungan_rumah", "Kunjungan rumah", needs=("note",)),
        Way("school_visit", "kunjungan_sekolah", "Kunjungan sekolah", needs=("note",)),
        Way("refer", "perlu_rujukan", "Perlu dirujuk", needs=("note",)),
        Way("enough", "cukup", "Cukup, tidak perlu tindak lanjut", needs=("note",)),
        Way("declined", "tidak_disetujui", "Tidak dapat dibantu", needs=("reason",), effects=(REFUSE,), onward=False),
    ),
    fields=GENERIC,
    evidence=("note",),
    generic=True,
)
