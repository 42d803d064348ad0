"""Aid is handed over with a record: what, how much, of what value, to whom, where, with what proof."""

from __future__ import annotations

from maklumat.core.kinds import kind as kinds
from maklumat.core.kinds.kind import HAND_OUT_GOODS, NOTE, PHOTOS_FIELD, REASON, Column, Field, Kind, Way

GOODS = Field(
    "goods",
    "Barang yang diserahkan",
    kinds.ROWS,
    columns=(
        Column("item", "Barang", needed=True),
        Column("quantity", "Jumlah", kinds.NUMBER, needed=True),
        Column("unit", "Satuan", needed=True),
        Column("value_rupiah", "Nilai seluruhnya (Rp)", kinds.MONEY),
        Column("about", "Keterangan"),
    ),
    help="Nilai boleh dikosongkan bila belum diketahui.",
    told=True,
)
_HANDED = ("basis", "receiver_is", "witnesses", "record_number", "photos", "scan")

KIND = Kind(
    code="distribute",
    word="salurkan",
    label="Penyaluran bantuan",
    elsewhere="Di sini dicatat penyerahan ini saja. Sisa persediaan barang masih dihitung di luar aplikasi.",
    ways=(
        Way(
            "distributed",
            "disalurkan",
            "Bantuan disalurkan",
            needs=("goods", "receiver", "proof"),
            expects=("handed_at",),
            asks=("place", *_HANDED, "note"),
            effects=(HAND_OUT_GOODS,),
        ),
        Way(
            "unavailable",
            "tidak_tersedia",
            "Barang tidak tersedia",
            needs=("reason",),
            asks=("goods", "receiver", "proof", "handed_at", "place", *_HANDED),
            effects=(HAND_OUT_GOODS,),
            onward=False,
            puts_off=True,
        ),
    ),
    fields=(
        Field("handed_at", "Waktu penyerahan", kinds.MOMENT, past=True, told=True),
        Field("place", "Tempat penyerahan", kinds.PLACE, help="Misalnya: rumah penerima, Jalan Rekaan 1."),
        REASON,
        GOODS,
        Field(
            "receiver", "Nama yang menerima", kinds.TEXT, unknowable=True, told=True,
            help="Boleh orang lain dari pemohon, misalnya korban atau keluarganya.",
        ),
        Field(
            "receiver_is",
            "Penerima sebagai",
            kinds.CHOICE,
            choices=(
                ("beneficiary", "Penerima bantuan sendiri"),
                ("family", "Keluarga"),
                ("representative", "Wakil kelompok atau wali"),
                ("official", "Aparat desa atau kelurahan"),
            ),
        ),
        Field("proof", "Bukti penerimaan", kinds.PROOF),
        Field("witnesses", "Saksi", kinds.PEOPLE, help="Satu nama setiap baris."),
        Field("basis", "Dasar penyerahan", kinds.TEXT, help="Misalnya nomor surat tugas. Boleh dikosongkan."),
        Field(
            "record_number", "Nomor berita acara", kinds.TEXT,
            help="Bila kantor memberi nomor sendiri. Kosongkan untuk memakai nomor berkas.",
        ),
        PHOTOS_FIELD,
        Field("scan", "Pindaian atau foto berita acara yang sudah ditandatangani", kinds.DOCUMENT),
        NOTE,
    ),
    evidence=("goods", "receiver", "proof", "photos"),
)  # fmt: skip
