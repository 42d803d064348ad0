"""A document is sent to another body: to whom, how, on which day, under which reference."""

from __future__ import annotations

from maklumat.core.kinds import kind as kinds
from maklumat.core.kinds.kind import NOTE, REFERENCE, Field, Kind, Way

KIND = Kind(
    code="send",
    word="kirim",
    label="Pengiriman",
    ways=(
        Way(
            "sent",
            "terkirim",
            "Sudah dikirim",
            needs=("sent_to",),
            expects=("sent_on", "sent_how"),
            asks=("reference", "received_by", "scan", "note"),
        ),
    ),
    fields=(
        Field("sent_to", "Dikirim kepada", kinds.TEXT, told=True),
        Field("sent_on", "Tanggal dikirim", kinds.DATE, told=True),
        Field(
            "sent_how",
            "Dengan cara",
            kinds.CHOICE,
            choices=(
                ("hand", "Diantar petugas"),
                ("post", "Pos atau kurir"),
                ("email", "Surel"),
                ("srikandi", "Srikandi"),
                ("other", "Lainnya"),
            ),
        ),
        REFERENCE,
        Field("received_by", "Diterima oleh", kinds.TEXT),
        Field("scan", "Bukti pengiriman", kinds.DOCUMENT),
        NOTE,
    ),
    evidence=("sent_to", "sent_on"),
)
