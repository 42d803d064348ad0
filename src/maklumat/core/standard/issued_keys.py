"""The format of a product: what is made, who signs it, and its life after issue."""

from __future__ import annotations

from typing import Final

from maklumat.core.standard.common_keys import CODE_KEY, REFER_KEY, SOURCE_KEY, SOURCE_NEEDED
from maklumat.core.standard.intake_keys import INTAKE_FIELD, RULE
from maklumat.core.standard.shapes import Code, Formula, Key, Many, Nested, Number, NumberFormat, Shape, Text
from maklumat.core.standard.words import MADE, PRODUCT_KINDS, SIGNATURES

VALIDITY: Final = Shape(
    "berlaku",
    (
        Key("hari", "days", Number(1, 36500), "berlaku sekian hari kalender sejak terbit"),
        Key("bulan", "months", Number(1, 1200), "berlaku sekian bulan sejak terbit"),
        Key("tahun", "years", Number(1, 100), "berlaku sekian tahun sejak terbit"),
    ),
    either=("days", "months", "years"),
)
EXTENSION: Final = Shape(
    "perpanjangan",
    (
        Key("kali", "times", Number(1, 100), "boleh diperpanjang berapa kali"),
        Key("bulan", "months", Number(1, 1200), "setiap kali ditambah berapa bulan"),
        Key("layanan", "service", Code(), "layanan yang diajukan lagi untuk memperbarui"),
        Key("dasar", "legal_basis", Text(), "peraturan yang mengaturnya", required=True),
        SOURCE_NEEDED,
    ),
    either=("times", "service"),
)
REVOCATION: Final = Shape(
    "pencabutan",
    (
        Key("oleh", "post", Code(), "jabatan yang boleh mencabut", required=True),
        Key("alasan", "reasons", Many(Text(), single=True), "alasan yang dapat dipakai", required=True),
        Key("dasar", "legal_basis", Text(), "peraturan yang mengaturnya", required=True),
        SOURCE_NEEDED,
    ),
)
TERM: Final = Shape(
    "tenggat",
    (
        Key("hari", "days", Number(0, 36500), "sekian hari kalender sesudahnya", required=True),
        Key("sejak", "since", Code(name=True), "terbit, berakhir, atau kode isian tanggal", required=True),
    ),
)
DUTY: Final = Shape(
    "kewajiban",
    (
        CODE_KEY,
        Key("teks", "text", Text(), "yang wajib dilakukan pemegangnya", required=True),
        Key("tenggat", "term", Nested(TERM), "paling lambat kapan", required=True),
        Key("dasar", "legal_basis", Text(), "peraturan yang mewajibkannya", required=True),
        Key("isian", "fields", Many(Nested(INTAKE_FIELD)), "yang dilaporkan, selain berkasnya"),
        Key("aturan", "rules", Many(Nested(RULE)), "yang dihitung dari laporan itu; hanya ditunjukkan"),
        SOURCE_NEEDED,
    ),
)
LICENSOR: Final = Shape(
    "pemberi_izin",
    (
        Key("bila", "when", Formula(), "keadaan menurut isian; tanpa ini selalu"),
        Key("nama", "name", Text(), "yang memberi izin dalam keadaan itu", required=True),
    ),
)
PRODUCT: Final = Shape(
    "produk",
    (
        REFER_KEY,
        Key("kode", "code", Code(), "nama pendek yang tidak pernah diganti"),
        Key("nama", "name", Text(), "nama produk sebagaimana ditulis naskah"),
        Key("jenis", "kind", PRODUCT_KINDS, "surat, bantuan, rujukan, layanan, atau data"),
        Key("dibuat", "made", MADE, "di_sini, atau di_luar bila dokumennya diambil utuh dari pihak lain"),
        Key("templat", "template", Code(), "nama berkas di folder surat, tanpa .yaml"),
        Key("tanda_tangan", "signature", SIGNATURES, "elektronik, basah, atau luar"),
        Key("penanda_tangan", "signed_by", Code(), "jabatan yang menandatangani"),
        Key("nomor", "number_format", NumberFormat(), "pola nomor surat"),
        Key("klasifikasi", "classification", Text(), "kode klasifikasi arsip"),
        Key("berlaku_hari", "validity_days", Number(1, 36500), "masa berlaku dalam hari kalender"),
        Key("sistem", "system", Text(), "aplikasi atau pihak pembuat dokumen di luar"),
        Key(
            "ditandatangani_luar", "outside_signer", Text(), "pejabat di atas kantor yang menandatangani konsep kantor"
        ),
        Key("berlaku", "validity", Nested(VALIDITY), "masa berlaku sejak terbit"),
        Key(
            "ingatkan_hari",
            "remind_days",
            Many(Number(1, 3650), single=True),
            "pemegang diingatkan sekian hari sebelumnya",
        ),
        Key("perpanjangan", "extension", Nested(EXTENSION), "cara memperpanjang atau memperbarui"),
        Key("pencabutan", "revocation", Nested(REVOCATION), "siapa boleh mencabut dan mengapa"),
        Key("kewajiban", "duties", Many(Nested(DUTY)), "kewajiban pemegang sesudah terbit"),
        Key("pemberi_izin", "licensors", Many(Nested(LICENSOR)), "siapa memberi izin, menurut cakupan"),
        Key("catatan", "note", Text(), "penjelasan pilihan"),
        SOURCE_KEY,
    ),
    either=("refer", "code"),
    alone=("name", "kind"),
)
