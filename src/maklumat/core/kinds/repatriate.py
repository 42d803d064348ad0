"""A person travels home: leaves the shelter, when, where to, with whom, by what, at what cost, received by whom."""

from __future__ import annotations

from maklumat.core.kinds import kind as kinds
from maklumat.core.kinds.kind import NOTE, PHOTOS_FIELD, REASON, TRANSPORT, Field, Kind, Way

KIND = Kind(
    code="repatriate",
    word="pulangkan",
    label="Pemulangan",
    ways=(
        Way(
            "departed",
            "dipulangkan",
            "Sudah dipulangkan",
            needs=("destination",),
            expects=("departed_at",),
            asks=(
                "left_shelter_at", "received_by", "escorts", "transport", "carrier", "ticket_number", "ticket_rupiah",
                "allowance_rupiah", "paid_by", "condition", "proof", "photos", "scan", "note",
            ),
        ),
        Way(
            "referred",
            "dirujuk",
            "Dirujuk ke layanan lanjutan",
            needs=("note",),
            asks=("left_shelter_at", "institution", "condition", "photos"),
        ),
        Way(
            "postponed", "ditunda", "Ditunda", needs=("reason",), asks=("carrier", "expected_on"), onward=False,
            puts_off=True,
        ),
    ),
    fields=(
        Field("left_shelter_at", "Keluar dari tempat penampungan", kinds.MOMENT),
        Field("departed_at", "Waktu berangkat", kinds.MOMENT, past=True, told=True),
        Field("destination", "Tujuan", kinds.TEXT, unknowable=True, told=True, help="Kabupaten atau kota, provinsi."),
        Field("received_by", "Yang menerima di tujuan", kinds.TEXT, help="Nama, hubungan, dan nomor telepon bila ada."),
        Field("escorts", "Pendamping perjalanan", kinds.PEOPLE, help="Satu nama setiap baris; kosong bila sendiri."),
        Field("transport", "Angkutan", kinds.CHOICE, choices=TRANSPORT, told=True),
        Field("carrier", "Nama kapal, maskapai, atau pihak pengangkut", kinds.TEXT),
        Field("ticket_number", "Nomor tiket", kinds.TEXT),
        Field("ticket_rupiah", "Nilai tiket (Rp)", kinds.MONEY),
        Field("allowance_rupiah", "Bekal atau uang saku (Rp)", kinds.MONEY),
        Field("paid_by", "Dibiayai oleh", kinds.TEXT),
        Field("institution", "Layanan atau lembaga yang dituju", kinds.TEXT),
        Field("condition", "Keadaan saat berangkat", kinds.PARAGRAPH),
        Field("proof", "Bukti penyerahan", kinds.PROOF),
        REASON,
        Field("expected_on", "Perkiraan berangkat", kinds.DATE, told=True),
        PHOTOS_FIELD,
        Field("scan", "Pindaian tiket atau surat jalan", kinds.DOCUMENT),
        NOTE,
    ),
    evidence=("departed_at", "destination"),
)  # fmt: skip
