"""The closed lists of the format: each Indonesian word and the English code that is stored for it."""

from __future__ import annotations

from typing import Final

from maklumat.core.kinds.registry import KINDS
from maklumat.core.standard.shapes import Choice

KIND_WORDS: Final = Choice(tuple((kind.word, kind.code) for kind in KINDS.values()))
REQUIREMENT_KINDS: Final = Choice(
    (("dokumen", "document"), ("kriteria", "criterion"), ("data", "datum"), ("lainnya", "unlisted"))
)
FORMS: Final = Choice((("fotokopi", "copy"), ("asli", "original"), ("bermeterai", "stamped"), ("bebas", "any")))
PERSONS: Final = Choice((("suami", "husband"), ("istri", "wife"), ("pelapor", "reporter"), ("terlapor", "reported")))
FIELD_KINDS: Final = Choice(
    (
        ("teks", "text"), ("paragraf", "paragraph"), ("angka", "number"), ("tanggal", "date"),
        ("ya_tidak", "yes_no"), ("pilihan", "choice"),
    )
)  # fmt: skip
GROUPS: Final = Choice(
    (
        ("keluarga", "household"), ("korban", "victims"), ("rumah", "dwelling"), ("kesiapan", "means"),
        ("pengasuhan", "care"),
    )
)  # fmt: skip
MOMENTS: Final = Choice((("diterima", "received"), ("lengkap", "complete")))
NATURES: Final = Choice((("batas", "limit"), ("lamanya", "lasting"), ("jawaban", "answer")))
SINCE: Final = Choice((("terbit", "issue"), ("berakhir", "expiry")))
COUNTED: Final = Choice((("hari_kerja", "working_days"), ("hari_kalender", "calendar_days")))
PRODUCT_KINDS: Final = Choice(
    (("surat", "letter"), ("bantuan", "aid"), ("rujukan", "referral"), ("layanan", "service"), ("data", "entry"))
)
MADE: Final = Choice((("di_sini", "here"), ("di_luar", "imported")))
SIGNATURES: Final = Choice((("elektronik", "electronic"), ("basah", "wet"), ("luar", "outside")))
COMPENSATIONS: Final = Choice((("prioritas", "priority"), ("permintaan_maaf", "apology"), ("lainnya", "other")))
CHANNEL_KINDS: Final = Choice(
    (
        ("kotak", "box"), ("surat", "letter"), ("telepon", "phone"), ("surel", "email"), ("situs", "website"),
        ("whatsapp", "whatsapp"), ("sms", "sms"), ("langsung", "in_person"), ("lainnya", "other"),
    )
)  # fmt: skip
CONFIDENTIALITY: Final = Choice(
    (
        ("biasa", "normal"), ("anak", "child"), ("kekerasan", "violence"), ("kesehatan_jiwa", "mental_health"),
        ("adopsi", "adoption"), ("napza", "drugs"),
    )
)  # fmt: skip
TIME_ZONES: Final = Choice((("WIB", "Asia/Jakarta"), ("WITA", "Asia/Makassar"), ("WIT", "Asia/Jayapura")))
SEASONS: Final = Choice((("biasa", "normal"), ("ramadan", "ramadan")))
WEEKDAYS: Final = Choice(
    (
        ("senin", "0"), ("selasa", "1"), ("rabu", "2"), ("kamis", "3"), ("jumat", "4"), ("sabtu", "5"), ("minggu", "6"),
    )
)  # fmt: skip
ACT_KINDS: Final = Choice(
    (
        ("uu", "law"), ("perppu", "law_in_lieu"), ("pp", "government_regulation"),
        ("perpres", "presidential_regulation"), ("keppres", "presidential_decree"),
        ("inpres", "presidential_instruction"), ("permen", "ministerial_regulation"),
        ("kepmen", "ministerial_decree"), ("perda", "regional_regulation"), ("pergub", "governor_regulation"),
        ("perbup", "regent_regulation"), ("perwali", "mayor_regulation"), ("keputusan", "decision"),
        ("edaran", "circular"), ("lainnya", "other"),
    )
)  # fmt: skip
CERTAINTY: Final = Choice((("bersumber", "sourced"), ("perlu_diperiksa", "unverified")))

NUMBER_HOLES: Final = {
    "urut": "seq", "klasifikasi": "class", "unit": "unit", "bulan": "month", "bulan_romawi": "month_roman",
    "tahun": "year", "keamanan": "security", "jenis": "type",
}  # fmt: skip

# Who may act besides a post, and where an outcome may lead besides a step.
APPLICANT_WORD: Final = "pemohon"
OUTSIDE_WORD: Final = "pihak_luar"

UNIT_KEYS: Final = {
    "menit": "minutes", "jam": "hours", "hari_kerja": "working_days", "hari_kalender": "calendar_days", "hari": "days",
    "minggu": "weeks", "bulan": "months", "tanggal_bulanan": "monthly", "setiap_bulan": "each_month",
    "tahun_anggaran": "budget_year", "tanpa_angka": "none",
}  # fmt: skip
UNIT_WORDS: Final = {code: word.replace("_", " ") for word, code in UNIT_KEYS.items()}
