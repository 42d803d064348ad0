"""A report is taken or passed on: when it truly came, through which channel, what is urgent, whom it is about.

Who reports is a person of the application (the applicant, where somebody else is helped); who is reported stands here
alone, apart from them, and is for the posts of this step.
"""

from __future__ import annotations

from maklumat.core.kinds import kind as kinds
from maklumat.core.kinds.kind import CHANNELS, NOTE, PHOTOS_FIELD, REASON, REFUSE, Field, Kind, Way

KIND = Kind(
    code="report",
    word="lapor",
    label="Pelaporan",
    ways=(
        Way(
            "reported",
            "dilaporkan",
            "Laporan diteruskan",
            needs=("channel",),
            expects=("reported_at",),
            asks=("danger", "summary", "safe_contact", "reported_person", "first_help", "photos", "note"),
        ),
        Way(
            "unfounded",
            "tidak_terbukti",
            "Laporan tidak terbukti",
            needs=("reason",),
            asks=("searched", "photos"),
            effects=(REFUSE,),
            onward=False,
        ),
    ),
    fields=(
        Field(
            "reported_at", "Kapan laporan masuk sebenarnya", kinds.MOMENT, past=True,
            help="Jam telepon atau pesannya, juga bila malam hari.",
        ),
        Field("channel", "Laporan masuk lewat", kinds.CHOICE, choices=CHANNELS),
        Field("danger", "Ada yang sedang dalam bahaya?", kinds.YES_NO, unknowable=True),
        Field("summary", "Isi laporan", kinds.PARAGRAPH, help="Yang belum tertulis pada isian permohonan."),
        Field(
            "safe_contact", "Nomor dan jam yang aman untuk dihubungi", kinds.TEXT, unknowable=True, confined=True
        ),
        Field(
            "reported_person", "Orang yang dilaporkan (terlapor)", kinds.PARAGRAPH, unknowable=True, confined=True,
            help="Nama dan hubungannya, bila disebut. Disimpan terpisah dari pelapor, dan tidak pernah dihubungi.",
        ),
        Field("first_help", "Yang sudah dilakukan", kinds.PARAGRAPH),
        Field("searched", "Sudah dicari di mana dan kepada siapa", kinds.PARAGRAPH),
        REASON,
        PHOTOS_FIELD,
        NOTE,
    ),
    evidence=("channel", "reported_at"),
)  # fmt: skip
