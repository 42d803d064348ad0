"""The format of a service file: every Indonesian key, the English code it is stored under, and its type.

Together with `words` and `office_keys` this is the only place where the two languages meet. docs/standard.md explains
every key with an example, and a test holds the two together.
"""

from __future__ import annotations

from typing import Final

from maklumat.core.standard.common_keys import (
    BASIS_LIST,
    CODE_KEY,
    EVALUATION,
    HELP_KEY,
    ITEM,
    NOTES_KEY,
    PAPER_ALTERNATIVE,
    SHARED_LIST,
    SHARED_SENTENCE,
    SOURCE_KEY,
    SOURCE_NEEDED,
    listed,
    shared_list,
)
from maklumat.core.standard.intake_keys import INTAKE_FIELD, RULE
from maklumat.core.standard.issued_keys import PRODUCT
from maklumat.core.standard.shapes import (
    Code,
    Day,
    Formula,
    Key,
    Many,
    Nested,
    Number,
    Shape,
    Span,
    Table,
    Text,
    YesNo,
)
from maklumat.core.standard.words import (
    CHANNEL_KINDS,
    CONFIDENTIALITY,
    COUNTED,
    FORMS,
    GROUPS,
    KIND_WORDS,
    MOMENTS,
    NATURES,
    PERSONS,
    REQUIREMENT_KINDS,
    UNIT_KEYS,
)

# The service -------------------------------------------------------------------------------------------------------

REQUIREMENT: Final = Shape(
    "persyaratan",
    (
        CODE_KEY,
        Key("teks", "text", Text(), "persyaratan sebagaimana ditulis naskah", required=True),
        Key("jenis", "kind", REQUIREMENT_KINDS, "dokumen, kriteria (fakta tentang orang), atau data", required=True),
        Key("bentuk", "form", FORMS, "fotokopi, asli, bermeterai, atau bebas"),
        Key("bila_ada", "optional", YesNo(), "ya bila boleh tidak ada"),
        Key("salah_satu", "one_of", Many(Nested(PAPER_ALTERNATIVE)), "cukup salah satu dari ini"),
        Key("per_orang", "per_person", Many(PERSONS), "siapa saja yang masing-masing membawanya"),
        Key("bila", "when", Formula(), "hanya diminta bila ungkapan ini tidak salah"),
        Key("isian", "field", Code(name=True), "isian yang menjawab kriteria atau data ini"),
        Key("jenis_dokumen", "document", Code(), "nama umum dokumen ini, sama di semua layanan"),
        Key("umur_hari", "max_age_days", Number(1, 36500), "berkas lama tidak dipakai ulang sesudah sekian hari"),
        Key("formulir", "statement", Code(), "templat lembar yang diisi dan ditandatangani pemohon, tanpa .yaml"),
        HELP_KEY,
        SOURCE_KEY,
    ),
)
OUTCOME: Final = Shape(
    "hasil",
    (
        Key("ke", "to", Code(), "langkah berikutnya, pemohon, selesai, ditolak, atau ditutup", required=True),
        Key("label", "label", Text(), "tulisan pada tombol bila berbeda dari biasanya"),
        Key("bila", "when", Formula(), "isian yang menunjuk ke jalur ini; petugas yang memutuskan"),
    ),
)
STEP_LIMIT: Final = Shape(
    "batas",
    (
        Key("menit", "minutes", Number(1, 100_000), "menit kerja"),
        Key("jam", "hours", Number(1, 10_000), "jam kerja"),
        Key("hari_kerja", "working_days", Number(1, 1000), "hari kerja"),
        SOURCE_NEEDED,
    ),
    either=("minutes", "hours", "working_days"),
)
STEP: Final = Shape(
    "langkah",
    (
        CODE_KEY,
        Key("teks", "text", Text(), "langkah sebagaimana ditulis naskah", required=True),
        Key("jenis", "kind", KIND_WORDS, "jenis langkah", required=True),
        Key("pelaku", "actors", Many(Code(), single=True), "jabatan, pemohon, atau pihak_luar", required=True),
        Key("dicatat_oleh", "recorders", Many(Code(), single=True), "jabatan yang mencatat perbuatan pihak lain"),
        Key("bersama", "joint", YesNo(), "ya bila semua pelaku harus bertindak"),
        Key("sistem", "system", Text(), "aplikasi lain yang disebut naskah"),
        Key("catat", "asks", Many(GROUPS, single=True), "kelompok isian yang juga dicatat di langkah ini"),
        Key("produk", "product", Code(), "produk yang dikerjakan di langkah ini"),
        Key("tempat", "place", Code(), "tempat di kantor.yaml yang dipesan di langkah ini"),
        Key("hasil", "outcomes", Table(Nested(OUTCOME, bare="to")), "setiap hasil dan kelanjutannya", required=True),
        Key("batas", "limit", Nested(STEP_LIMIT), "waktu meja untuk langkah ini; bukan janji kepada warga"),
        Key("tambahan", "added", YesNo(), "ya bila langkah ini tidak tercetak dalam naskah"),
        HELP_KEY,
        SOURCE_KEY,
    ),
)
TIME_LIMIT: Final = Shape(
    "jangka_waktu",
    (
        Key("kode", "code", Code(), "nama pendek; utama bila tidak ditulis"),
        Key("menit", "minutes", Span(), "menit kerja"),
        Key("jam", "hours", Span(), "jam kerja"),
        Key("hari_kerja", "working_days", Span(), "hari kerja"),
        Key("hari_kalender", "calendar_days", Span(), "hari kalender"),
        Key("hari", "days", Span(), "bila naskah hanya menulis hari; sebutkan dihitung sebagai apa"),
        Key("minggu", "weeks", Span(), "minggu"),
        Key("bulan", "months", Span(), "bulan"),
        Key("tanggal_bulanan", "monthly", Number(1, 31), "tanggal batas setiap bulan"),
        Key("setiap_bulan", "each_month", YesNo(), "ya bila dikerjakan setiap bulan, tanpa tanggal batas"),
        Key("tahun_anggaran", "budget_year", Number(1, 5), "sampai akhir tahun anggaran ke sekian"),
        Key("tanpa_angka", "none", YesNo(), "ya bila naskah tidak menyebut angka"),
        Key("kondisi", "condition", Text(), "keadaan yang disebut naskah"),
        Key("bila", "when", Formula(), "keadaan itu sebagai ungkapan atas isian"),
        Key("mulai", "starts", MOMENTS, "dihitung sejak diterima atau sejak lengkap"),
        Key("mulai_setelah", "starts_after", Code(), "langkah yang sesudahnya janji ini mulai dihitung"),
        Key("sifat", "nature", NATURES, "batas, lamanya layanan itu sendiri, atau jawaban pertama"),
        Key("menyesuaikan", "depends_on", Text(), "hal yang menurut naskah menentukan lamanya"),
        Key("berakhir_pada", "ends", Code(), "langkah yang memenuhi janji; akhir prosedur bila tidak ditulis"),
        Key("dihitung", "counted_as", COUNTED, "arti hari bila naskah hanya menulis hari"),
        Key("hanya_waktu_kantor", "office_only", YesNo(), "tidak bila waktu pemohon dan pihak luar ikut dihitung"),
        Key("siang_malam", "round_the_clock", YesNo(), "ya bila jam dihitung terus, siang dan malam"),
        Key("hari_libur_terima", "any_day", YesNo(), "ya bila yang diterima pada hari libur dihitung sejak hari itu"),
        Key("catatan", "note", Text(), "penjelasan pilihan"),
        SOURCE_KEY,
    ),
    either=tuple(UNIT_KEYS.values()),
)
FEE: Final = Shape(
    "biaya",
    (Key("rupiah", "rupiah", Number(0, 10**12), "biaya dalam rupiah; 0 bila gratis", required=True), SOURCE_NEEDED),
)
CHANNEL: Final = Shape(
    "saluran",
    (
        CODE_KEY,
        Key("jenis", "kind", CHANNEL_KINDS, "jenis saluran", required=True),
        Key("teks", "text", Text(), "saluran sebagaimana ditulis naskah", required=True),
        Key("alamat", "address", Text(), "nomor, alamat, atau tempatnya"),
        Key(
            "tidak_diterbitkan",
            "withheld",
            Text(),
            "alasan saluran ini tidak pernah ditampilkan, misalnya nomor kosong",
        ),
        SOURCE_KEY,
    ),
)
CHANNEL_LIST: Final = Nested(shared_list("komponen pengaduan", Nested(CHANNEL)))
ROLE: Final = Shape(
    "peran",
    (
        Key("nama", "name", Text(), "peran sebagaimana ditulis naskah", required=True),
        Key("jumlah", "count", Number(1, 10_000), "berapa orang", required=True),
    ),
)
STAFFING: Final = Shape(
    "jumlah_pelaksana",
    (
        Key("jumlah", "count", Number(1, 100_000), "jumlah seluruhnya", required=True),
        Key("peran", "roles", Many(Nested(ROLE)), "rincian per peran bila naskah menyebutnya"),
        SOURCE_NEEDED,
    ),
)
REPORTER: Final = Shape(
    "pelapor",
    (
        Key("bila", "when", Formula(), "ungkapan yang benar bila pemohon melapor untuk orang lain", required=True),
        Key("boleh_anonim", "anonymous", YesNo(), "ya bila pelapor boleh tidak menyebut namanya"),
        Key("dikenal_oleh", "known_to", Many(Code(), single=True), "jabatan yang boleh melihat siapa pelapornya"),
    ),
)
PRINTING: Final = Shape(
    "dicetak_ulang",
    (
        Key("judul", "title", Text(), "judul pada cetakan itu", required=True),
        Key("nomor_dokumen", "document_number", Text(), "nomor dokumen pada cetakan itu"),
        SOURCE_NEEDED,
    ),
)
EXTRA: Final = Shape(
    "komponen_lain",
    (
        CODE_KEY,
        Key("nama", "name", Text(), "nama komponen sebagaimana dicetak", required=True),
        Key("daftar", "items", Many(Nested(ITEM, bare="text")), "isi menurut urutan naskah", required=True),
        SOURCE_NEEDED,
    ),
)
FORMAT_KEY: Final = Key("format", "format", Number(1, 1000), "nomor format berkas ini", required=True)

COMPONENTS: Final = (
    Key(
        "persyaratan",
        "requirements",
        Nested(listed("komponen persyaratan", Nested(REQUIREMENT))),
        "yang dibawa pemohon",
    ),
    Key("prosedur", "steps", Nested(listed("komponen prosedur", Nested(STEP))), "langkah-langkah layanan"),
    Key("jangka_waktu", "time_limits", Nested(listed("komponen jangka_waktu", Nested(TIME_LIMIT))), "janji waktu"),
    Key("biaya", "fee", Nested(FEE), "biaya"),
    Key("produk", "products", Nested(listed("komponen produk", Nested(PRODUCT))), "yang diterima pemohon"),
    Key("pengaduan", "complaint_channels", CHANNEL_LIST, "saluran pengaduan, saran, dan masukan"),
    Key("dasar_hukum", "legal_basis", BASIS_LIST, "peraturan yang dikutip"),
    Key("sarana", "facilities", SHARED_LIST, "sarana, prasarana, dan fasilitas"),
    Key("kompetensi", "competences", SHARED_LIST, "kompetensi pelaksana"),
    Key("pengawasan_internal", "supervision", Nested(SHARED_SENTENCE), "pengawasan internal"),
    Key("jumlah_pelaksana", "staffing", Nested(STAFFING), "jumlah pelaksana"),
    Key("jaminan_pelayanan", "guarantees", SHARED_LIST, "jaminan pelayanan"),
    Key("jaminan_keamanan", "safety", SHARED_LIST, "jaminan keamanan dan keselamatan pelayanan"),
    Key("evaluasi_kinerja", "evaluation", Nested(EVALUATION), "evaluasi kinerja pelaksana"),
)
SERVICE: Final = Shape(
    "berkas layanan",
    (
        FORMAT_KEY,
        Key("layanan", "code", Code(), "kode layanan", required=True),
        Key("urutan", "seq", Number(1, 999), "urutan dalam lampiran keputusan", required=True),
        Key("nama", "name", Text(), "nama layanan yang dibaca warga", required=True),
        Key("judul_keputusan", "decree_title", Text(), "judul sebagaimana dicetak", required=True),
        Key("bidang", "division", Code(), "bidang yang melayani", required=True),
        Key("berlaku_sejak", "in_force_from", Day(), "mulai berlaku; tanggal keputusan bila tidak ditulis"),
        Key("nomor_dokumen", "document_number", Text(), "nomor dokumen yang tercetak di atas layanan ini"),
        Key("rumpun", "family", Code(), "jenis keperluan, sama di semua kantor, untuk membandingkan"),
        SOURCE_NEEDED,
        Key("ringkasan", "summary", Text(), "layanan ini dalam satu atau dua kalimat sehari-hari", required=True),
        Key(
            "cari",
            "search_words",
            Many(Text(), single=True),
            "kata warga; yang pertama tampil di beranda",
        ),
        Key("kerahasiaan", "confidentiality", CONFIDENTIALITY, "siapa yang boleh melihat berkas"),
        Key("orang_dalam_kebutuhan", "person_in_need", YesNo(), "ya bila kekurangan surat tidak boleh menunda bantuan"),
        Key("pelapor", "reporter", Nested(REPORTER), "bila orang lain boleh melaporkan"),
        Key("gugur_setelah_hari", "lapse_after_days", Number(1, 3650), "berkas yang dikembalikan menunggu sekian hari"),
        Key(
            "ingatkan_sebelum_gugur_hari",
            "remind_days_left",
            Many(Number(1, 3650), single=True),
            "pemohon diingatkan sekian hari sebelum berkasnya gugur; tanpa ini: di tengah jalan dan 3 hari sebelumnya",
        ),
        Key("isian", "intake", Many(Nested(INTAKE_FIELD)), "pertanyaan saat mengajukan"),
        Key("kelayakan", "eligibility", Many(Nested(RULE)), "syarat sebagai aturan yang dihitung"),
        *COMPONENTS,
        Key("komponen_lain", "extras", Many(Nested(EXTRA)), "komponen tercetak di luar keempat belas"),
        Key("dicetak_ulang", "printings", Many(Nested(PRINTING)), "cetakan lain layanan ini dalam naskah yang sama"),
        NOTES_KEY,
    ),
)
