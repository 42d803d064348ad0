"""An assessment of needs, risks and strengths of a person or family, and what it concludes."""

from __future__ import annotations

from maklumat.core.kinds import kind as kinds
from maklumat.core.kinds.kind import NOTE, PHOTOS_FIELD, REASON, REFUSE, Field, Kind, Way

_SEEN = ("assessed_at", "sources", "condition", "needs", "risks", "strengths")

KIND = Kind(
    code="assess",
    word="asesmen",
    label="Asesmen",
    ways=(
        Way(
            "done",
            "selesai",
            "Asesmen selesai",
            needs=("conclusion",),
            expects=("assessed_at",),
            asks=(*_SEEN, "urgency", "advice", "photos", "note"),
        ),
        Way(
            "refer",
            "perlu_rujukan",
            "Perlu dirujuk",
            needs=("conclusion",),
            expects=("assessed_at",),
            asks=(*_SEEN, "urgency", "institution", "photos", "note"),
        ),
        Way(
            "not_needed",
            "tidak_perlu",
            "Tidak memerlukan layanan",
            needs=("reason",),
            asks=(*_SEEN, "photos"),
            effects=(REFUSE,),
            onward=False,
        ),
    ),
    fields=(
        Field("assessed_at", "Waktu asesmen", kinds.MOMENT, past=True),
        Field("sources", "Yang diwawancarai", kinds.PEOPLE, help="Satu nama setiap baris."),
        Field(
            "condition", "Keadaan sekarang", kinds.PARAGRAPH, help="Kesehatan, keselamatan, keluarga, tempat tinggal."
        ),
        Field("needs", "Kebutuhan", kinds.PARAGRAPH),
        Field("risks", "Risiko", kinds.PARAGRAPH),
        Field("strengths", "Kekuatan dan dukungan yang ada", kinds.PARAGRAPH),
        Field("conclusion", "Kesimpulan", kinds.PARAGRAPH),
        Field(
            "urgency",
            "Seberapa mendesak",
            kinds.CHOICE,
            choices=(("today", "Hari ini juga"), ("this_week", "Minggu ini"), ("can_wait", "Dapat menunggu")),
        ),
        Field("advice", "Bantuan yang disarankan", kinds.PARAGRAPH),
        Field("institution", "Lembaga yang disarankan", kinds.TEXT),
        REASON,
        PHOTOS_FIELD,
        NOTE,
    ),
    evidence=("conclusion",),
)
