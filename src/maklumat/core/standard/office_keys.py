"""The format of kantor.yaml and of the list of legal acts: their keys, as `keys` does for services."""

from __future__ import annotations

from typing import Final

from maklumat.core.standard.common_keys import (
    BASIS_LIST,
    CODE_KEY,
    COMPENSATION_LIST,
    EVALUATION,
    NOTES_KEY,
    PLAIN_LIST,
    SENTENCE,
    SHARED_LIST,
    SHARED_SENTENCE,
    SOURCE_NEEDED,
)
from maklumat.core.standard.issued_keys import PRODUCT
from maklumat.core.standard.keys import CHANNEL, CHANNEL_LIST, FORMAT_KEY
from maklumat.core.standard.shapes import (
    Code,
    Day,
    Key,
    Many,
    Nested,
    Number,
    Shape,
    Table,
    Text,
    TimeOfDay,
    YesNo,
)
from maklumat.core.standard.words import (
    ACT_KINDS,
    CERTAINTY,
    SEASONS,
    TIME_ZONES,
    WEEKDAYS,
)

SCOPE: Final = Shape(
    "lingkup",
    (
        Key("teks", "text", Text(), "layanan sebagaimana disebut diktum", required=True),
        Key("layanan", "services", Many(Code(), single=True), "kode layanan itu; kosong bila lampiran tidak memuatnya"),
        SOURCE_NEEDED,
    ),
)
DECREE: Final = Shape(
    "keputusan",
    (
        Key("nomor", "number", Text(), "nomor keputusan", required=True),
        Key("judul", "title", Text(), "tentang apa", required=True),
        Key("tempat", "place", Text(), "ditetapkan di", required=True),
        Key("ditetapkan", "enacted_on", Day(), "tanggal ditetapkan", required=True),
        Key("berlaku", "in_force_from", Day(), "mulai berlaku", required=True),
        Key("penanda_tangan", "signed_by_post", Code(), "jabatan yang menandatangani", required=True),
        Key("naskah", "document", Text(), "nama naskah yang dirujuk nomor baris", required=True),
        Key("menimbang", "considering", PLAIN_LIST, "pertimbangan", required=True),
        Key("mengingat", "citing", BASIS_LIST, "peraturan yang diingat", required=True),
        Key("diktum", "articles", PLAIN_LIST, "isi keputusan", required=True),
        Key("lingkup", "scope", Many(Nested(SCOPE)), "layanan yang disebut diktum"),
        Key("pejabat", "official", Text(), "nama pejabat sebagaimana dicetak; hanya keterangan"),
        Key("ejaan_lain", "spellings", Many(Text(), single=True), "ejaan lain nama itu dalam naskah yang sama"),
    ),
)
DIVISION: Final = Shape("bidang", (CODE_KEY, Key("nama", "name", Text(), "nama bidang", required=True), SOURCE_NEEDED))
MAPPING: Final = Shape(
    "sebutan",
    (
        Key("nama", "named", Text(), "sebutan jabatan dalam naskah", required=True),
        Key("sejak", "from_on", Day(), "berlaku sejak", required=True),
        Key("sampai", "until", Day(), "berlaku sampai; kosong bila masih"),
        SOURCE_NEEDED,
    ),
)
POST: Final = Shape(
    "jabatan",
    (
        CODE_KEY,
        Key("nama", "name", Text(), "nama jabatan sekarang", required=True),
        Key("bidang", "division", Code(), "bidang jabatan ini"),
        Key("kepala", "head", YesNo(), "ya bagi kepala kantor"),
        Key("menandatangani", "signs", YesNo(), "ya bila berwenang menandatangani surat"),
        Key("sebutan", "maps", Many(Nested(MAPPING)), "sebutan jabatan ini dalam naskah"),
        Key("sampai", "until", Day(), "sejak tanggal ini jabatan tidak ada lagi"),
        Key("digantikan", "successor", Code(), "jabatan yang meneruskan pekerjaannya"),
        Key("atasan", "superior", Code(), "jabatan atasan langsungnya; kosong berarti kepala bidang, atau kepala"),
    ),
)
STAFF_ROW: Final = Shape(
    "isi",
    (
        Key("nama", "name", Text(), "golongan pegawai, bukan nama orang", required=True),
        Key("jumlah", "count", Number(0, 100_000), "berapa orang", required=True),
    ),
)
STAFF: Final = Shape(
    "kepegawaian",
    (
        CODE_KEY,
        Key("judul", "title", Text(), "judul tabel dalam naskah", required=True),
        Key("isi", "rows", Many(Nested(STAFF_ROW)), "baris-baris tabel", required=True),
        SOURCE_NEEDED,
    ),
)
PLACE: Final = Shape(
    "tempat",
    (
        CODE_KEY,
        Key("nama", "name", Text(), "nama tempat", required=True),
        Key("lama_menit", "minutes", Number(15, 1440), "lamanya satu kunjungan", required=True),
        SOURCE_NEEDED,
    ),
)
PAUSE: Final = Shape(
    "istirahat",
    (
        Key("dari", "from", TimeOfDay(), "mulai istirahat", required=True),
        Key("sampai", "to", TimeOfDay(), "selesai istirahat", required=True),
    ),
)
HOURS_RULE: Final = Shape(
    "aturan jam kerja",
    (
        Key("musim", "season", SEASONS, "biasa atau ramadan", required=True),
        Key("hari", "days", Many(WEEKDAYS), "hari apa saja", required=True),
        Key("buka", "opens", TimeOfDay(), "jam buka", required=True),
        Key("tutup", "closes", TimeOfDay(), "jam tutup", required=True),
        Key("istirahat", "pause", Nested(PAUSE), "jam istirahat", required=True),
    ),
)
HOURS: Final = Shape(
    "jam_kerja",
    (
        Key("sejak", "from_on", Day(), "berlaku sejak", required=True),
        Key("dasar", "legal_basis", Text(), "peraturan yang menetapkannya", required=True),
        Key("aturan", "rules", Many(Nested(HOURS_RULE)), "jam per musim dan hari", required=True),
        SOURCE_NEEDED,
    ),
)
CLOSURE: Final = Shape(
    "libur_setempat",
    (
        Key("tanggal", "on", Day(), "hari kantor tutup", required=True),
        Key("alasan", "reason", Text(), "mengapa", required=True),
        Key("dasar", "legal_basis", Text(), "surat yang menetapkannya", required=True),
    ),
)
OBJECTION: Final = Shape(
    "keberatan",
    (
        Key("hari_kerja", "working_days", Number(1, 365), "batas mengajukan keberatan atas penolakan", required=True),
        Key("dasar", "legal_basis", Text(), "peraturan yang menetapkannya", required=True),
        SOURCE_NEEDED,
    ),
)
STATUS_QUESTION: Final = Shape(
    "tanya_status",
    (
        CODE_KEY,
        Key("tanya", "text", Text(), "pertanyaannya, seperti diucapkan di loket", required=True),
        Key("sistem", "system", Text(), "aplikasi tempat petugas memeriksanya", required=True),
        SOURCE_NEEDED,
    ),
)
PLEDGE: Final = Shape(
    "maklumat",
    (
        Key("teks", "text", Text(lines=True), "isi maklumat; jangan ditulis bila naskah tidak mencetaknya"),
        Key("pembukaan", "preamble", PLAIN_LIST, "kalimat pembuka", required=True),
        Key("asas", "principles", PLAIN_LIST, "asas pelayanan", required=True),
        SOURCE_NEEDED,
    ),
)
SHARED: Final = Shape(
    "bersama",
    (
        Key("pengaduan", "complaint_channels", Table(CHANNEL_LIST), "daftar saluran"),
        Key("sarana", "facilities", Table(SHARED_LIST), "daftar sarana"),
        Key("kompetensi", "competences", Table(SHARED_LIST), "daftar kompetensi"),
        Key("pengawasan_internal", "supervision", Table(Nested(SHARED_SENTENCE)), "kalimat pengawasan"),
        Key("jaminan_pelayanan", "guarantees", Table(SHARED_LIST), "daftar jaminan"),
        Key("jaminan_keamanan", "safety", Table(SHARED_LIST), "daftar jaminan keamanan"),
        Key("evaluasi_kinerja", "evaluation", Table(Nested(EVALUATION)), "kalimat evaluasi"),
        Key("produk", "products", Table(Nested(PRODUCT)), "produk yang sama di beberapa layanan"),
    ),
)
OFFICE: Final = Shape(
    "kantor.yaml",
    (
        FORMAT_KEY,
        Key("kantor", "code", Code(), "kode kantor, sama dengan nama foldernya", required=True),
        Key("nama", "name", Text(), "nama lengkap", required=True),
        Key("singkatan", "short_name", Text(), "nama pendek", required=True),
        Key("pemerintah", "government", Text(), "pemerintah daerahnya", required=True),
        Key("kode_wilayah", "region_code", Text(), "kode wilayah Kemendagri", required=True),
        Key("zona_waktu", "time_zone", TIME_ZONES, "WIB, WITA, atau WIT", required=True),
        Key("alamat", "address", Text(), "alamat kantor; jangan ditulis bila naskah tidak memuatnya"),
        Key("kode_pos", "postal_code", Text(), "kode pos; jangan ditulis bila naskah tidak memuatnya"),
        Key(
            "telepon", "phones", Many(Text(), single=True), "nomor telepon; jangan ditulis bila naskah tidak memuatnya"
        ),
        Key("surel", "email", Text(), "alamat surel; jangan ditulis bila naskah tidak memuatnya"),
        Key("situs", "website", Text(), "alamat situs web bila ada"),
        Key("tempat_surat", "letter_place", Text(), "tempat yang ditulis pada tanggal surat", required=True),
        Key("unit_surat", "letter_unit", Text(), "kode unit dalam nomor surat", required=True),
        Key("keputusan", "decree", Nested(DECREE), "keputusan yang menetapkan standar", required=True),
        Key("bidang", "divisions", Many(Nested(DIVISION)), "bidang-bidang", required=True),
        Key("jabatan", "posts", Many(Nested(POST)), "jabatan-jabatan", required=True),
        Key("jam_kerja", "hours", Many(Nested(HOURS)), "jam kerja", required=True),
        Key("pengaduan", "complaint_channels", CHANNEL_LIST, "saluran pengaduan kantor", required=True),
        Key("lapor_pungutan", "watchdogs", Many(Nested(CHANNEL)), "tempat melaporkan pungutan tanpa lewat kantor ini"),
        Key("maklumat", "pledge", Nested(PLEDGE), "maklumat pelayanan", required=True),
        Key("visi", "vision", Nested(SENTENCE), "visi; jangan ditulis bila naskah tidak memuatnya"),
        Key("misi", "mission", PLAIN_LIST, "misi; jangan ditulis bila naskah tidak memuatnya"),
        Key("moto", "motto", PLAIN_LIST, "moto; jangan ditulis bila naskah tidak memuatnya"),
        Key("kewenangan", "authorities", PLAIN_LIST, "kewenangan"),
        Key("tugas", "duties", PLAIN_LIST, "tugas dan fungsi"),
        Key("libur_setempat", "closures", Many(Nested(CLOSURE)), "hari kantor tutup di luar hari libur nasional"),
        Key("kompensasi", "compensation", COMPENSATION_LIST, "kompensasi bila janji tidak dipenuhi"),
        Key("keberatan", "objection", Nested(OBJECTION), "batas keberatan atas surat penolakan"),
        Key("kepegawaian", "staff", Many(Nested(STAFF)), "tabel kepegawaian dalam naskah, tanpa nama orang"),
        Key("tempat", "places", Many(Nested(PLACE)), "tempat yang dipakai satu rombongan setiap kali"),
        Key("tanya_status", "status_questions", Many(Nested(STATUS_QUESTION)), "pertanyaan cepat di loket"),
        Key("bersama", "shared", Nested(SHARED), "isi komponen yang dirujuk beberapa layanan"),
        NOTES_KEY,
    ),
)

# Legal acts: those of all offices, and the local ones of one

REPEAL: Final = Shape(
    "dicabut",
    (
        Key("oleh", "by", Text(), "peraturan yang mencabutnya: kodenya bila terdaftar, atau namanya", required=True),
        Key("sejak", "on", Day(), "tanggal pencabutan berlaku"),
    ),
)
ACT: Final = Shape(
    "peraturan",
    (
        CODE_KEY,
        Key("jenis", "kind", ACT_KINDS, "jenis peraturan", required=True),
        Key("nomor", "number", Text(), "nomor sebagaimana ditulis: 25, atau 146/HUK/2021"),
        Key("tahun", "year", Number(1800, 2200), "tahun ditetapkan"),
        Key("tentang", "about", Text(), "judul resmi sesudah kata tentang; kosong bila tidak diketahui"),
        Key("penerbit", "issuer", Text(), "menteri atau lembaga yang menetapkannya: Menteri Sosial"),
        Key("daerah", "region", Text(), "bagi peraturan daerah: Kabupaten Contoh, Provinsi Contoh"),
        Key("nama", "name", Text(), "nama resmi; hanya bila tidak dapat disusun dari kunci di atas"),
        Key("diubah", "amended_by", Many(Text(), single=True), "yang mengubahnya: kode bila terdaftar, atau nama"),
        Key("dicabut", "repeal", Nested(REPEAL), "pencabutannya"),
        Key("keyakinan", "certainty", CERTAINTY, "bersumber, atau perlu_diperiksa"),
        Key("catatan", "note", Text(), "penjelasan"),
    ),
)
ACTS: Final = Shape(
    "dasar_hukum.yaml", (FORMAT_KEY, Key("peraturan", "acts", Many(Nested(ACT)), "daftar peraturan", required=True))
)

# Families: the kinds of wish, alike in all offices

FAMILY: Final = Shape(
    "rumpun",
    (
        CODE_KEY,
        Key("nama", "name", Text(), "nama rumpun", required=True),
        Key("tanya", "wish", Text(), "keperluan itu, seperti diucapkan warga", required=True),
        Key("ringkasan", "summary", Text(), "isi rumpun dalam satu kalimat sehari-hari", required=True),
        Key("cari", "search_words", Many(Text(), single=True), "kata warga untuk menemukannya"),
    ),
)
FAMILIES: Final = Shape(
    "rumpun.yaml", (FORMAT_KEY, Key("rumpun", "families", Many(Nested(FAMILY)), "daftar rumpun", required=True))
)
