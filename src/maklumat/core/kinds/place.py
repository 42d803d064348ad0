"""A person is placed in a shelter: where, from when, in what condition."""

from __future__ import annotations

from maklumat.core.kinds import kind as kinds
from maklumat.core.kinds.kind import NOTE, PHOTOS_FIELD, REASON, Field, Kind, Way

KIND = Kind(
    code="place",
    word="tempatkan",
    label="Penempatan sementara",
    elsewhere="Di sini dicatat penempatan ini saja. Daftar penghuni dan kamar kosong masih dikelola di luar aplikasi.",
    ways=(
        Way(
            "placed",
            "ditempatkan",
            "Sudah ditempatkan",
            needs=("shelter",),
            expects=("from_at",),
            asks=("room", "caretaker", "condition", "belongings", "until_on", "photos", "note"),
        ),
        Way("not_needed", "tidak_perlu", "Tidak perlu penempatan", needs=("reason",), asks=("stays_at",)),
    ),
    fields=(
        Field("shelter", "Nama tempat penampungan", kinds.TEXT, told=True),
        Field("from_at", "Mulai tinggal", kinds.MOMENT, past=True, told=True),
        Field("room", "Kamar atau ruang", kinds.TEXT),
        Field("caretaker", "Petugas yang bertanggung jawab", kinds.TEXT),
        Field("condition", "Keadaan saat masuk", kinds.PARAGRAPH, help="Kesehatan, luka, obat, makanan."),
        Field("belongings", "Barang bawaan", kinds.PARAGRAPH),
        Field("until_on", "Perkiraan sampai tanggal", kinds.DATE),
        REASON,
        Field("stays_at", "Tinggal di mana sementara ini", kinds.TEXT),
        PHOTOS_FIELD,
        NOTE,
    ),
    evidence=("shelter", "from_at"),
)
