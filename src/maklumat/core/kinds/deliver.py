"""The product is handed over: to whom, how, with what proof."""

from __future__ import annotations

from maklumat.core.kinds import kind as kinds
from maklumat.core.kinds.kind import CARDS, DELIVER_PRODUCT, KNOWN, NOTE, Field, Kind, Way

KIND = Kind(
    code="deliver",
    word="serah_hasil",
    label="Penyerahan hasil",
    ways=(
        Way(
            "delivered",
            "diserahkan",
            "Sudah diserahkan",
            needs=("collector",),
            asks=("collector_is", "channel", "proof", "identity", "note"),
            effects=(DELIVER_PRODUCT,),
        ),
    ),
    fields=(
        Field(
            "collector_is",
            "Pengambil sebagai",
            kinds.CHOICE,
            choices=(
                ("applicant", "Pemohon sendiri"),
                ("proxy", "Penerima kuasa"),
                ("named", "Pengambil yang ditunjuk pemohon"),
                ("family", "Keluarga"),
            ),
        ),
        Field(
            "collector",
            "Diserahkan kepada",
            kinds.TEXT,
            help="Kosongkan bila pemohon sendiri, atau penerima kuasa dan pengambil yang tertulis pada permohonan.",
        ),
        Field(
            "channel",
            "Cara penyerahan",
            kinds.CHOICE,
            choices=(("counter", "Di loket"), ("download", "Diunduh sendiri"), ("delivered", "Diantar")),
        ),
        Field(
            "proof",
            "Bukti penerimaan",
            kinds.PROOF,
            help="Cap jempol dan tanda tangan di kertas: lembarnya dicetak sesudah dicatat, pindaiannya menyusul.",
        ),
        Field("identity", "Identitas yang dilihat", kinds.CHOICE, choices=(*CARDS, KNOWN)),
        NOTE,
    ),
    evidence=("collector", "proof", "identity"),
)
